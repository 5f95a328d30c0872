//! One file per table: its SQL, struct, reader and writer together.

mod actual;
pub(crate) mod assessed_fund;
pub(crate) mod assessed_indicator;
pub(crate) mod assessment_round;
pub(crate) mod deadline;
pub(crate) mod evidence;
pub(crate) mod fund;
pub(crate) mod holiday;
pub(crate) mod indicator;
pub(crate) mod key;
pub(crate) mod ledger;
pub(crate) mod mapping;
pub(crate) mod monitored_fund;
pub(crate) mod monitored_indicator;
pub(crate) mod monitoring;
pub(crate) mod own_indicator;
pub(crate) mod package;
pub(crate) mod payment_group;
pub(crate) mod person;
pub(crate) mod pin;
pub(crate) mod project;
pub(crate) mod rectification;
pub(crate) mod remark;
pub(crate) mod report_paragraph;
pub(crate) mod rule_pack;
pub(crate) mod self_assessment;
pub(crate) mod setting;
pub(crate) mod target;
pub(crate) mod template;
pub(crate) mod unit;
pub(crate) mod unit_indicator;
pub(crate) mod unit_monitoring;
pub(crate) mod unit_task;
pub(crate) mod year;

use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::position;
use crate::sql;
use domain::ledger::Match;
use domain::typed::Id;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The project that a group of payments is counted to, and how that was found.
pub type Matched = (Option<Id>, Match);

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

/// Those that version 3 added.
pub(crate) const VERSION_3: &[&Table] = &[
    &monitoring::TABLE,
    &monitored_fund::TABLE,
    &monitored_indicator::TABLE,
    &ledger::TABLE,
    &payment_group::TABLE,
    &rectification::TABLE,
    &evidence::TABLE,
    &unit_monitoring::TABLE,
    &unit_monitoring::FUND,
    &unit_task::TABLE,
    &unit_indicator::TABLE,
];

/// Those that version 4 added.
pub(crate) const VERSION_4: &[&Table] = &[
    &self_assessment::TABLE,
    &assessed_fund::TABLE,
    &assessed_indicator::TABLE,
    &report_paragraph::TABLE,
    &assessment_round::TABLE,
];

/// All tables of data, parents before children.
pub(crate) fn all() -> impl Iterator<Item = &'static Table> {
    [VERSION_1, VERSION_2, VERSION_3, VERSION_4].into_iter().flatten().copied()
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

/// The positions of a document's rows, which stand in the order of `ids`; rows that are not among them are deleted.
/// The first key column of the table is the document, the second the row.
pub(crate) fn places(
    conn: &Connection,
    table: &'static Table,
    document: &Id,
    ids: &[&Id],
) -> Result<Vec<i64>> {
    let &[owner, row] = table.key else { return Ok(Vec::new()) };
    let query = format!("SELECT {row} AS row, position FROM {} WHERE {owner} = ?1", table.name);
    let stored: BTreeMap<Id, i64> = sql::all(conn, table.name, &query, [document.as_str()], |line| {
        Ok((line.id("row")?, line.small("position")?))
    })?
    .into_iter()
    .collect();
    for gone in stored.keys().filter(|id| !ids.contains(id)) {
        let delete = format!("DELETE FROM {} WHERE {owner} = ?1 AND {row} = ?2", table.name);
        sql::delete(conn, &delete, [document.as_str(), gone.as_str()])?;
    }
    let known: Vec<Option<i64>> = ids.iter().map(|id| stored.get(*id).copied()).collect();
    Ok(position::place(&known))
}
