//! Deadlines (时限) that the unit noted itself, beside those that the rule pack gives.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use chrono::NaiveDate;
use domain::period::FiscalYear;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "deadline",
    kind: DataKind::Deadline,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE deadline (
    id TEXT PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    about TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;",
};

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Deadline {
    /// Identity.
    pub id: Id,
    /// The fiscal year it belongs to.
    pub year: FiscalYear,
    /// What is due.
    pub title: String,
    /// The last day.
    #[ts(type = "string")]
    pub date: NaiveDate,
    /// What it is about: `target` or `other`.
    pub about: String,
    /// Where it says so: number or title of a notice; may be empty.
    pub source: String,
}

impl Read<'_> {
    /// The deadlines of a year, the earliest first.
    pub fn deadlines(&self, year: FiscalYear) -> Result<Vec<Deadline>> {
        let query = "SELECT * FROM deadline WHERE year = ?1 ORDER BY date, id";
        sql::all(self.conn, TABLE.name, query, [year.0], |line| {
            Ok(Deadline {
                id: line.id("id")?,
                year: FiscalYear(line.small("year")?),
                title: line.text("title")?,
                date: line.date("date")?,
                about: line.text("about")?,
                source: line.text("source")?,
            })
        })
    }
}

impl Tx<'_> {
    /// Adds or changes a deadline.
    pub fn put_deadline(&self, deadline: &Deadline) -> Result<()> {
        let cells = [
            ("id", text(deadline.id.as_str())),
            ("year", sql::int(deadline.year.0)),
            ("title", text(&deadline.title)),
            ("date", text(&deadline.date.to_string())),
            ("about", text(&deadline.about)),
            ("source", text(&deadline.source)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Removes a deadline.
    pub fn delete_deadline(&self, id: &Id) -> Result<()> {
        super::delete_known(self.conn, &TABLE, "时限", id)
    }
}
