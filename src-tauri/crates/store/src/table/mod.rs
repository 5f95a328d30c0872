//! One file per table: its SQL, struct, reader and writer together.

pub(crate) mod deadline;
pub(crate) mod fund;
pub(crate) mod holiday;
pub(crate) mod indicator;
pub(crate) mod key;
pub(crate) mod mapping;
pub(crate) mod own_indicator;
pub(crate) mod package;
pub(crate) mod person;
pub(crate) mod pin;
pub(crate) mod project;
pub(crate) mod remark;
pub(crate) mod rule_pack;
pub(crate) mod setting;
pub(crate) mod target;
pub(crate) mod template;
pub(crate) mod unit;
pub(crate) mod year;

use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql;
use domain::typed::Id;
use rusqlite::Connection;

/// A table whose rows are data: every change of it is logged.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) kind: DataKind,
    /// The columns of the primary key.
    pub(crate) key: &'static [&'static str],
    /// How the version of the schema that brought it creates it. Frozen: later versions change it in `schema.rs`.
    pub(crate) sql: &'static str,
    /// Columns whose text stays out of the audit log; their hash stands there.
    pub(crate) secret: &'static [&'static str],
}

/// The tables of data that version 1 of the schema has, parents before children.
pub(crate) const VERSION_1: &[&Table] = &[
    &unit::TABLE,
    &project::TABLE,
    &fund::TABLE,
    &target::TABLE,
    &indicator::TABLE,
    &year::TABLE,
    &person::TABLE,
    &mapping::TABLE,
    &package::TABLE,
    &pin::TABLE,
    &key::TABLE,
    &setting::TABLE,
];

/// Those that version 2 added.
pub(crate) const VERSION_2: &[&Table] = &[
    &remark::TABLE,
    &template::TABLE,
    &own_indicator::TABLE,
    &rule_pack::TABLE,
    &deadline::TABLE,
    &holiday::TABLE,
];

/// All tables of data, parents before children.
pub(crate) fn all() -> impl Iterator<Item = &'static Table> {
    [VERSION_1, VERSION_2].into_iter().flatten().copied()
}

/// The table of this name.
pub(crate) fn named(name: &str) -> Option<&'static Table> {
    all().find(|table| table.name == name)
}

/// Deletes the row with this id.
///
/// # Errors
/// [`Error::NoSuch`] when there is none; `what` names it in Chinese.
pub(crate) fn delete_known(conn: &Connection, table: &Table, what: &'static str, id: &Id) -> Result<()> {
    match sql::delete(conn, &format!("DELETE FROM {} WHERE id = ?1", table.name), [id.as_str()])? {
        0 => Err(Error::NoSuch { what, id: id.0.clone() }),
        _ => Ok(()),
    }
}
