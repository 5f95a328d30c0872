//! Fiscal years (预算年度) and the rule pack that a new target of the year begins with.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use domain::period::FiscalYear;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "year",
    kind: DataKind::Year,
    key: &["year"],
    secret: &[],
    sql: "
CREATE TABLE year (
    year INTEGER PRIMARY KEY NOT NULL,
    pack TEXT NOT NULL
) STRICT;",
};

/// A fiscal year that the unit works in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Year {
    /// The year.
    pub year: FiscalYear,
    /// Id of its rule pack (规则包).
    pub pack: String,
}

impl Read<'_> {
    /// All years, the latest first.
    pub fn years(&self) -> Result<Vec<Year>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM year ORDER BY year DESC", [], |line| {
            Ok(Year { year: FiscalYear(line.small("year")?), pack: line.text("pack")? })
        })
    }

    /// The rule pack of a year.
    pub fn pack_of(&self, year: FiscalYear) -> Result<Option<String>> {
        Ok(self.years()?.into_iter().find(|known| known.year == year).map(|known| known.pack))
    }
}

impl Tx<'_> {
    /// Adds a year or gives it another rule pack; targets keep the pack they began with.
    pub fn put_year(&self, year: &Year) -> Result<()> {
        sql::put(self.conn, &TABLE, &[("year", sql::int(year.year.0)), ("pack", text(&year.pack))])
    }
}
