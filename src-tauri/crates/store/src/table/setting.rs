//! Settings that belong to the data: a key and a JSON value.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use serde_json::Value;

pub(crate) const TABLE: Table = Table {
    name: "setting",
    kind: DataKind::Setting,
    key: &["key"],
    secret: &[],
    sql: "
CREATE TABLE setting (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;",
};

impl Read<'_> {
    /// The value of a setting.
    pub fn setting(&self, key: &str) -> Result<Option<Value>> {
        let query = "SELECT value FROM setting WHERE key = ?1";
        let found = sql::all(self.conn, TABLE.name, query, [key], |line| line.json("value"))?;
        Ok(found.into_iter().next())
    }
}

impl Tx<'_> {
    /// Sets a setting.
    pub fn put_setting(&self, key: &str, value: &Value) -> Result<()> {
        sql::put(self.conn, &TABLE, &[("key", text(key)), ("value", text(&value.to_string()))])
    }

    /// Removes a setting, so that its default holds again.
    pub fn delete_setting(&self, key: &str) -> Result<()> {
        sql::delete(self.conn, "DELETE FROM setting WHERE key = ?1", [key])?;
        Ok(())
    }
}
