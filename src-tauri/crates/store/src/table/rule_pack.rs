//! Rule packs (规则包) that were brought in, beside those that ship.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "rule_pack",
    kind: DataKind::RulePack,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE rule_pack (
    id TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL
) STRICT;",
};

/// A rule pack as it was brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportedPack {
    /// Its id, as its text says it.
    pub id: String,
    /// The whole file, TOML.
    pub text: String,
}

impl Read<'_> {
    /// The imported rule packs by their id.
    pub fn imported_packs(&self) -> Result<Vec<ImportedPack>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM rule_pack ORDER BY id", [], |line| {
            Ok(ImportedPack { id: line.text("id")?, text: line.text("text")? })
        })
    }
}

impl Tx<'_> {
    /// Keeps a rule pack, in place of one with the same id.
    pub fn put_imported_pack(&self, pack: &ImportedPack) -> Result<()> {
        sql::put(self.conn, &TABLE, &[("id", text(&pack.id)), ("text", text(&pack.text))])
    }

    /// Removes an imported rule pack. Whether something still uses it is the caller's to ask.
    pub fn delete_imported_pack(&self, id: &str) -> Result<()> {
        super::delete_known(self.conn, &TABLE, "规则包", &Id(id.to_owned()))
    }
}
