//! Evidence (佐证材料): which content file belongs to what.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, text};
use crate::store::{Read, Tx};
use domain::period::FiscalYear;
use domain::rectification::Evidence;
use domain::typed::Id;
use rusqlite::types::Value;
use rusqlite::{Connection, Params};

pub(crate) const TABLE: Table = Table {
    name: "evidence",
    kind: DataKind::Evidence,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    added_on TEXT NOT NULL,
    added_by TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_year ON evidence (year);
CREATE INDEX evidence_owner ON evidence (owner);",
};

fn read(line: &Line<'_>) -> Result<Evidence> {
    Ok(Evidence {
        id: line.id("id")?,
        owner: line.text("owner")?,
        name: line.text("name")?,
        sha256: line.text("sha256")?,
        bytes: line.small("bytes")?,
        added_on: line.date("added_on")?,
        added_by: line.text("added_by")?,
    })
}

impl Read<'_> {
    fn evidence_where(&self, filter: &str, params: impl Params) -> Result<Vec<Evidence>> {
        let query = format!("SELECT * FROM evidence WHERE {filter} ORDER BY owner, id");
        sql::all(self.conn, TABLE.name, &query, params, read)
    }

    /// What is attached to something, in the order it was added. `owner` is a path: `/rectifications/{id}`.
    pub fn evidence(&self, owner: &str) -> Result<Vec<Evidence>> {
        self.evidence_where("owner = ?1", [owner])
    }

    /// What is attached to anything below a path.
    pub fn evidence_below(&self, path: &str) -> Result<Vec<Evidence>> {
        // `0` is the character after `/`.
        self.evidence_where("owner > ?1 || '/' AND owner < ?1 || '0'", [path])
    }

    /// All evidence of a year, by what it is attached to.
    pub fn evidence_of_year(&self, year: FiscalYear) -> Result<Vec<Evidence>> {
        self.evidence_where("year = ?1", [year.0])
    }

    /// One by its id.
    pub fn evidence_by_id(&self, id: &Id) -> Result<Option<Evidence>> {
        Ok(self.evidence_where("id = ?1", [id.as_str()])?.into_iter().next())
    }
}

/// Removes the entries of what has this path, and of all below it; the files stay.
pub(crate) fn delete_below(conn: &Connection, path: &str) -> Result<()> {
    // `0` is the character after `/`.
    let gone = "DELETE FROM evidence WHERE owner = ?1 OR (owner > ?1 || '/' AND owner < ?1 || '0')";
    sql::delete(conn, gone, [path])?;
    Ok(())
}

impl Tx<'_> {
    /// Adds or changes an entry. Its file must be kept already ([`crate::Files`]); `year` is that of its owner.
    pub fn put_evidence(&self, year: FiscalYear, evidence: &Evidence) -> Result<()> {
        let cells = [
            ("id", text(evidence.id.as_str())),
            ("year", sql::int(year.0)),
            ("owner", text(&evidence.owner)),
            ("name", text(&evidence.name)),
            ("sha256", text(&evidence.sha256)),
            ("bytes", Value::Integer(i64::try_from(evidence.bytes).unwrap_or(i64::MAX))),
            ("added_on", text(&evidence.added_on.to_string())),
            ("added_by", text(&evidence.added_by)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Removes an entry; the file stays.
    pub fn delete_evidence(&self, id: &Id) -> Result<()> {
        super::delete_known(self.conn, &TABLE, "佐证材料", id)
    }
}
