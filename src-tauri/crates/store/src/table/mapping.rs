//! Remembered column mappings of imports: the same source file layout is mapped the same way next time.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use serde_json::Value;

pub(crate) const TABLE: Table = Table {
    name: "mapping",
    kind: DataKind::Mapping,
    key: &["fingerprint"],
    secret: &[],
    sql: "
CREATE TABLE mapping (
    fingerprint TEXT PRIMARY KEY NOT NULL,
    mapping TEXT NOT NULL
) STRICT;",
};

impl Read<'_> {
    /// The mapping remembered for a source's fingerprint.
    pub fn mapping(&self, fingerprint: &str) -> Result<Option<Value>> {
        let query = "SELECT mapping FROM mapping WHERE fingerprint = ?1";
        let found = sql::all(self.conn, TABLE.name, query, [fingerprint], |line| line.json("mapping"))?;
        Ok(found.into_iter().next())
    }
}

impl Tx<'_> {
    /// Remembers a mapping.
    pub fn put_mapping(&self, fingerprint: &str, mapping: &Value) -> Result<()> {
        let cells = [("fingerprint", text(fingerprint)), ("mapping", text(&mapping.to_string()))];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Forgets a mapping.
    pub fn delete_mapping(&self, fingerprint: &str) -> Result<()> {
        sql::delete(self.conn, "DELETE FROM mapping WHERE fingerprint = ?1", [fingerprint])?;
        Ok(())
    }
}
