//! Remarks (意见) on a project's cells: by the reviewer, by the head of the unit, or from the finance bureau.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, text};
use crate::store::{Read, Tx};
use domain::period::FiscalYear;
use domain::typed::Id;
use rusqlite::Params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "remark",
    kind: DataKind::Remark,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE remark (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    at TEXT NOT NULL,
    round INTEGER NOT NULL,
    from_bureau INTEGER NOT NULL CHECK (from_bureau IN (0, 1)),
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL
) STRICT;
CREATE INDEX remark_project ON remark (project_id);",
};

/// A remark and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Remark {
    /// Identity.
    pub id: Id,
    /// The project it is about.
    pub project_id: Id,
    /// The cell, as findings name it: JSON Pointer with ids. The project as a whole is `/projects/{id}`.
    pub path: String,
    /// What it says.
    pub text: String,
    /// Who made it: declared name.
    pub person: String,
    /// Their declared role.
    pub role: String,
    /// When, RFC 3339.
    pub at: String,
    /// The round it belongs to, from 1; each 退回 ends one.
    pub round: u32,
    /// It came from the finance bureau.
    pub from_bureau: bool,
    /// Dealt with.
    pub done: bool,
    /// How it was dealt with; may be empty.
    pub answer: String,
    /// Who answered: declared name, empty until then.
    pub answered_by: String,
}

fn read(line: &Line<'_>) -> Result<Remark> {
    Ok(Remark {
        id: line.id("id")?,
        project_id: line.id("project_id")?,
        path: line.text("path")?,
        text: line.text("text")?,
        person: line.text("person")?,
        role: line.text("role")?,
        at: line.text("at")?,
        round: line.small("round")?,
        from_bureau: line.flag("from_bureau")?,
        done: line.flag("done")?,
        answer: line.text("answer")?,
        answered_by: line.text("answered_by")?,
    })
}

impl Read<'_> {
    /// The remarks on a project in the order they were made.
    pub fn remarks(&self, project: &Id) -> Result<Vec<Remark>> {
        self.remarks_where("project_id = ?1", [project.as_str()])
    }

    /// The remarks on all projects of a year in the order they were made.
    pub fn remarks_of_year(&self, year: FiscalYear) -> Result<Vec<Remark>> {
        self.remarks_where("project_id IN (SELECT id FROM project WHERE year = ?1)", [year.0])
    }

    fn remarks_where(&self, filter: &str, params: impl Params) -> Result<Vec<Remark>> {
        // In one moment an id tells the order; the time tells it where ids were made elsewhere.
        let query = format!("SELECT * FROM remark WHERE {filter} ORDER BY round, at, id");
        sql::all(self.conn, TABLE.name, &query, params, read)
    }

    /// One remark.
    pub fn remark(&self, id: &Id) -> Result<Option<Remark>> {
        Ok(self.remarks_where("id = ?1", [id.as_str()])?.into_iter().next())
    }
}

impl Tx<'_> {
    /// Adds or changes a remark.
    pub fn put_remark(&self, remark: &Remark) -> Result<()> {
        let cells = [
            ("id", text(remark.id.as_str())),
            ("project_id", text(remark.project_id.as_str())),
            ("path", text(&remark.path)),
            ("text", text(&remark.text)),
            ("person", text(&remark.person)),
            ("role", text(&remark.role)),
            ("at", text(&remark.at)),
            ("round", sql::int(remark.round)),
            ("from_bureau", sql::int(remark.from_bureau)),
            ("done", sql::int(remark.done)),
            ("answer", text(&remark.answer)),
            ("answered_by", text(&remark.answered_by)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Removes a remark.
    pub fn delete_remark(&self, id: &Id) -> Result<()> {
        super::delete_known(self.conn, &TABLE, "意见", id)
    }
}
