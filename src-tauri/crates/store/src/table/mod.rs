//! One file per table: its SQL, struct, reader and writer together.

pub(crate) mod fund;
pub(crate) mod indicator;
pub(crate) mod key;
pub(crate) mod mapping;
pub(crate) mod package;
pub(crate) mod person;
pub(crate) mod pin;
pub(crate) mod project;
pub(crate) mod setting;
pub(crate) mod target;
pub(crate) mod unit;
pub(crate) mod year;

use crate::kind::DataKind;

/// A table whose rows are data: every change of it is logged.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) kind: DataKind,
    /// The columns of the primary key.
    pub(crate) key: &'static [&'static str],
    /// How version 1 of the schema creates it. Frozen: later versions change it in `schema.rs`.
    pub(crate) sql: &'static str,
    /// Columns whose text stays out of the audit log; their hash stands there.
    pub(crate) secret: &'static [&'static str],
}

/// All tables of data, parents before children.
pub(crate) const ALL: &[&Table] = &[
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

/// The table of this name.
pub(crate) fn named(name: &str) -> Option<&'static Table> {
    ALL.iter().copied().find(|table| table.name == name)
}
