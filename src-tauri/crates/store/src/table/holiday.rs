//! Holiday calendars (节假日安排) that were brought in, one text per year, beside those that ship.

use super::Table;
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "holiday",
    kind: DataKind::Holiday,
    key: &["year"],
    secret: &[],
    sql: "
CREATE TABLE holiday (
    year INTEGER PRIMARY KEY NOT NULL,
    text TEXT NOT NULL
) STRICT;",
};

/// The holidays of one calendar year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Holidays {
    /// The calendar year.
    pub year: u16,
    /// The whole file, as the calendar reads it.
    pub text: String,
}

impl Read<'_> {
    /// The imported calendars, the earliest year first.
    pub fn holidays(&self) -> Result<Vec<Holidays>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM holiday ORDER BY year", [], |line| {
            Ok(Holidays { year: line.small("year")?, text: line.text("text")? })
        })
    }
}

impl Tx<'_> {
    /// Keeps a year's calendar, in place of the one before.
    pub fn put_holidays(&self, holidays: &Holidays) -> Result<()> {
        sql::put(self.conn, &TABLE, &[("year", sql::int(holidays.year)), ("text", text(&holidays.text))])
    }

    /// Removes a year's calendar, so that the shipped one holds again.
    pub fn delete_holidays(&self, year: u16) -> Result<()> {
        match sql::delete(self.conn, "DELETE FROM holiday WHERE year = ?1", [year])? {
            0 => Err(Error::NoSuch { what: "节假日安排", id: year.to_string() }),
            _ => Ok(()),
        }
    }
}
