//! The rectification ledger (整改台账): what went wrong, who mends it by when, how it ended.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, key, maybe, maybe_key, text};
use crate::store::{Read, Tx};
use domain::monitoring::Month;
use domain::period::FiscalYear;
use domain::rectification::Rectification;
use domain::typed::Id;
use rusqlite::Params;
use rusqlite::types::Value;

pub(crate) const TABLE: Table = Table {
    name: "rectification",
    kind: DataKind::Rectification,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE rectification (
    id TEXT PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    project_id TEXT REFERENCES project (id),
    month INTEGER CHECK (month BETWEEN 1 AND 12),
    opener TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    problem TEXT NOT NULL,
    cause TEXT NOT NULL,
    measure TEXT NOT NULL,
    person TEXT NOT NULL,
    due TEXT,
    outcome TEXT,
    result TEXT NOT NULL,
    source TEXT NOT NULL,
    closed_on TEXT
) STRICT;
CREATE INDEX rectification_year ON rectification (year);
CREATE INDEX rectification_project ON rectification (project_id);",
};

fn read(line: &Line<'_>) -> Result<Rectification> {
    let month = match line.int("month")? {
        None => None,
        Some(number) => {
            let known = u8::try_from(number).ok().and_then(Month::new);
            Some(known.ok_or_else(|| line.fault("month", &number.to_string()))?)
        }
    };
    Ok(Rectification {
        id: line.id("id")?,
        year: FiscalYear(line.small("year")?),
        project_id: line.maybe("project_id")?.map(Id),
        month,
        opener: line.key("opener")?,
        opened_on: line.date("opened_on")?,
        problem: line.text("problem")?,
        cause: line.text("cause")?,
        measure: line.text("measure")?,
        person: line.text("person")?,
        due: line.parsed("due")?,
        outcome: line.maybe_key("outcome")?,
        result: line.text("result")?,
        source: line.text("source")?,
        closed_on: line.parsed("closed_on")?,
    })
}

impl Read<'_> {
    fn rectifications_where(&self, filter: &str, params: impl Params) -> Result<Vec<Rectification>> {
        let query = format!("SELECT * FROM rectification WHERE {filter} ORDER BY opened_on, id");
        sql::all(self.conn, TABLE.name, &query, params, read)
    }

    /// The rectifications of a year in the order they were opened.
    pub fn rectifications(&self, year: FiscalYear) -> Result<Vec<Rectification>> {
        self.rectifications_where("year = ?1", [year.0])
    }

    /// Those of one project.
    pub fn rectifications_of(&self, project: &Id) -> Result<Vec<Rectification>> {
        self.rectifications_where("project_id = ?1", [project.as_str()])
    }

    /// One by its id.
    pub fn rectification(&self, id: &Id) -> Result<Option<Rectification>> {
        Ok(self.rectifications_where("id = ?1", [id.as_str()])?.into_iter().next())
    }
}

impl Tx<'_> {
    /// Adds or changes a rectification.
    pub fn put_rectification(&self, entry: &Rectification) -> Result<()> {
        let cells = [
            ("id", text(entry.id.as_str())),
            ("year", sql::int(entry.year.0)),
            ("project_id", maybe(entry.project_id.as_ref())),
            ("month", entry.month.map_or(Value::Null, |month| sql::int(month.number()))),
            ("opener", key(&entry.opener)),
            ("opened_on", text(&entry.opened_on.to_string())),
            ("problem", text(&entry.problem)),
            ("cause", text(&entry.cause)),
            ("measure", text(&entry.measure)),
            ("person", text(&entry.person)),
            ("due", maybe(entry.due)),
            ("outcome", maybe_key(entry.outcome.as_ref())),
            ("result", text(&entry.result)),
            ("source", text(&entry.source)),
            ("closed_on", maybe(entry.closed_on)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Deletes a rectification and the entries of its evidence; the files stay.
    pub fn delete_rectification(&self, id: &Id) -> Result<()> {
        sql::delete(self.conn, "DELETE FROM evidence WHERE owner = ?1", [format!("/rectifications/{id}")])?;
        super::delete_known(self.conn, &TABLE, "整改事项", id)
    }
}
