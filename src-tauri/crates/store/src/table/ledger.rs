//! Payment ledgers that were read in (支付台账): one row per file. The payments themselves are a content file
//! ([`crate::Files`]); what they add up to per project stands in the groups.

use super::{Table, monitoring, payment_group};
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, text};
use crate::store::{Read, Tx};
use domain::ledger::PaymentGroup;
use domain::money::Money;
use domain::monitoring::Month;
use domain::period::FiscalYear;
use domain::typed::Id;
use rusqlite::Params;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "ledger",
    kind: DataKind::Ledger,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE ledger (
    id TEXT PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    source_name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    net INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_year ON ledger (year, month);",
};

/// One ledger that was read in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ledger {
    /// Identity.
    pub id: Id,
    /// The fiscal year of its payments.
    pub year: FiscalYear,
    /// The month that it was read in for.
    pub month: Month,
    /// Which system it comes from: the name of the mapping.
    pub source_name: String,
    /// Name of the file as the user had it.
    pub file_name: String,
    /// The content file with the payments.
    pub sha256: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many payments it has.
    pub rows: u32,
    /// All payments less the refunds, in 分.
    pub net: Money,
    /// When it was read in, RFC 3339.
    pub at: String,
}

fn read(line: &Line<'_>) -> Result<Ledger> {
    Ok(Ledger {
        id: line.id("id")?,
        year: FiscalYear(line.small("year")?),
        month: monitoring::month(line)?,
        source_name: line.text("source_name")?,
        file_name: line.text("file_name")?,
        sha256: line.text("sha256")?,
        bytes: line.small("bytes")?,
        rows: line.small("rows")?,
        net: line.money("net")?,
        at: line.text("at")?,
    })
}

impl Read<'_> {
    fn ledgers_where(&self, filter: &str, params: impl Params) -> Result<Vec<Ledger>> {
        let query = format!("SELECT * FROM ledger WHERE {filter} ORDER BY month, source_name, id");
        sql::all(self.conn, TABLE.name, &query, params, read)
    }

    /// The ledgers of a year, by month.
    pub fn ledgers(&self, year: FiscalYear) -> Result<Vec<Ledger>> {
        self.ledgers_where("year = ?1", [year.0])
    }

    /// One ledger.
    pub fn ledger(&self, id: &Id) -> Result<Option<Ledger>> {
        Ok(self.ledgers_where("id = ?1", [id.as_str()])?.into_iter().next())
    }
}

impl Tx<'_> {
    /// Adds a ledger with its groups, in their order, or puts them in the place of what the ledger with this id had;
    /// only rows that differ are written. The content file must be kept already.
    pub fn put_ledger(&self, ledger: &Ledger, groups: &[(PaymentGroup, super::Matched)]) -> Result<()> {
        let cells = [
            ("id", text(ledger.id.as_str())),
            ("year", sql::int(ledger.year.0)),
            ("month", sql::int(ledger.month.number())),
            ("source_name", text(&ledger.source_name)),
            ("file_name", text(&ledger.file_name)),
            ("sha256", text(&ledger.sha256)),
            ("bytes", Value::Integer(i64::try_from(ledger.bytes).unwrap_or(i64::MAX))),
            ("rows", sql::int(ledger.rows)),
            ("net", Value::Integer(ledger.net.fen())),
            ("at", text(&ledger.at)),
        ];
        sql::put(self.conn, &TABLE, &cells)?;
        payment_group::put(self.conn, &ledger.id, groups)
    }

    /// Deletes a ledger with its groups; the content file stays.
    pub fn delete_ledger(&self, id: &Id) -> Result<()> {
        sql::delete(self.conn, "DELETE FROM payment_group WHERE ledger_id = ?1", [id.as_str()])?;
        super::delete_known(self.conn, &TABLE, "支付台账", id)
    }
}
