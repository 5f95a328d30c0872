//! Packages (上报包, 审核意见包, 回执) sealed or received.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, key, maybe, text};
use crate::store::{Read, Tx};
use domain::period::FiscalYear;
use rusqlite::Params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "package",
    kind: DataKind::Package,
    key: &["sm3"],
    secret: &[],
    sql: "
CREATE TABLE package (
    sm3 TEXT PRIMARY KEY NOT NULL,
    id TEXT NOT NULL,
    direction TEXT NOT NULL,
    type TEXT NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    previous TEXT,
    file_name TEXT NOT NULL,
    sealed_at TEXT NOT NULL,
    head TEXT NOT NULL
) STRICT;
CREATE INDEX package_id ON package (id);",
};

/// Which way a package went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Sealed here.
    Sealed,
    /// Received from elsewhere.
    Received,
}

/// What is remembered of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackageRecord {
    /// Hex SM3 of its `tagmanifest-sm3.txt`: what names its content.
    pub sm3: String,
    /// Package id: `WX-219001-2026-target-Y-001`.
    pub id: String,
    /// Sealed or received.
    pub direction: Direction,
    /// `target`, `monitor`, `selfeval`, or the type of an answer.
    #[serde(rename = "type")]
    pub kind: String,
    /// Fiscal year.
    pub year: FiscalYear,
    /// `Y`, `H1`, `M01` … `M12`.
    pub period: String,
    /// Sequence within type, year and period, from 1.
    pub sequence: u32,
    /// Hex SM3 of the package before it in its line.
    pub previous: Option<String>,
    /// Name of the file as written or received.
    pub file_name: String,
    /// When it was sealed, RFC 3339.
    pub sealed_at: String,
    /// The audit head (`seq:hash`) that it carries.
    pub head: String,
}

fn read(line: &Line<'_>) -> Result<PackageRecord> {
    Ok(PackageRecord {
        sm3: line.text("sm3")?,
        id: line.text("id")?,
        direction: line.key("direction")?,
        kind: line.text("type")?,
        year: FiscalYear(line.small("year")?),
        period: line.text("period")?,
        sequence: line.small("sequence")?,
        previous: line.maybe("previous")?,
        file_name: line.text("file_name")?,
        sealed_at: line.text("sealed_at")?,
        head: line.text("head")?,
    })
}

impl Read<'_> {
    fn packages_where(&self, filter: &str, params: impl Params) -> Result<Vec<PackageRecord>> {
        let query = format!("SELECT * FROM package WHERE {filter} ORDER BY sealed_at, id, sm3");
        sql::all(self.conn, TABLE.name, &query, params, read)
    }

    /// The packages of a year, by the time they were sealed.
    pub fn packages(&self, year: FiscalYear) -> Result<Vec<PackageRecord>> {
        self.packages_where("year = ?1", [year.0])
    }

    /// The package with this content: a second import of it is a replay.
    pub fn package(&self, sm3: &str) -> Result<Option<PackageRecord>> {
        Ok(self.packages_where("sm3 = ?1", [sm3])?.into_iter().next())
    }

    /// The packages with this id; a second one has other content under the same id.
    pub fn packages_with_id(&self, id: &str) -> Result<Vec<PackageRecord>> {
        self.packages_where("id = ?1", [id])
    }

    /// The last package sealed here of a type, year and period: its sequence and content come before the next one.
    pub fn last_sealed(&self, kind: &str, year: FiscalYear, period: &str) -> Result<Option<PackageRecord>> {
        let filter = "direction = 'sealed' AND type = ?1 AND year = ?2 AND period = ?3";
        let found = self.packages_where(filter, rusqlite::params![kind, year.0, period])?;
        Ok(found.into_iter().max_by_key(|package| package.sequence))
    }
}

impl Tx<'_> {
    /// Records a package sealed or received. Only within a barrier.
    pub fn put_package(&self, package: &PackageRecord) -> Result<()> {
        self.need_barrier("上报包记录")?;
        let cells = [
            ("sm3", text(&package.sm3)),
            ("id", text(&package.id)),
            ("direction", key(&package.direction)),
            ("type", text(&package.kind)),
            ("year", sql::int(package.year.0)),
            ("period", text(&package.period)),
            ("sequence", sql::int(package.sequence)),
            ("previous", maybe(package.previous.as_ref())),
            ("file_name", text(&package.file_name)),
            ("sealed_at", text(&package.sealed_at)),
            ("head", text(&package.head)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }
}
