//! Persons who work with the store: a declared name and role, no login.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "person",
    kind: DataKind::Person,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE person (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT;",
};

/// A person as they declared themselves. It proves nothing: whoever sits at the computer can pick any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Person {
    /// Identity.
    pub id: Id,
    /// 姓名
    pub name: String,
    /// 经办, 复核, 负责人, …
    pub role: String,
}

impl Read<'_> {
    /// All persons in the order they were made.
    pub fn persons(&self) -> Result<Vec<Person>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM person ORDER BY id", [], |line| {
            Ok(Person { id: line.id("id")?, name: line.text("name")?, role: line.text("role")? })
        })
    }
}

impl Tx<'_> {
    /// Adds or changes a person.
    pub fn put_person(&self, person: &Person) -> Result<()> {
        let cells =
            [("id", text(person.id.as_str())), ("name", text(&person.name)), ("role", text(&person.role))];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Removes a person; what they did stays in the audit log by name.
    pub fn delete_person(&self, id: &Id) -> Result<()> {
        sql::delete(self.conn, "DELETE FROM person WHERE id = ?1", [id.as_str()])?;
        Ok(())
    }
}
