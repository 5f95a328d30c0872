//! The change log: every changed row, before and after, under its operation (the technique of
//! sqlite.org/undoredo.html). Triggers write it, so nothing that changes data can pass it by;
//! outside an operation they refuse the write.

use crate::error::{Error, Result};
use crate::history::RowJson;
use crate::kind::DataKind;
use crate::sql::{self, quoted};
use crate::table::{self, Table};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, Params};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const SQL: &str = "
CREATE TABLE change (
    id INTEGER PRIMARY KEY NOT NULL,
    operation INTEGER NOT NULL REFERENCES operation (id),
    tbl TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_operation ON change (operation);";

/// One changed row.
pub(crate) struct Change {
    pub(crate) table: &'static Table,
    /// `None`: the row was added.
    pub(crate) before: Option<RowJson>,
    /// `None`: the row was deleted.
    pub(crate) after: Option<RowJson>,
}

impl Change {
    /// What names the row: the values of its key, parted by `/`.
    pub(crate) fn key(&self) -> String {
        let row = self.after.as_ref().or(self.before.as_ref());
        let part = |column: &&str| match row.and_then(|row| row.get(*column)) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        self.table.key.iter().map(part).collect::<Vec<_>>().join("/")
    }
}

/// Which way changes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// (Re)creates the triggers of every table from its present columns. Each migration ends with this.
pub(crate) fn install_triggers(conn: &Connection) -> Result<()> {
    for table in table::all() {
        let query = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
        let columns: Vec<String> =
            sql::all(conn, "pragma_table_info", query, [table.name], |line| line.text("name"))?;
        // A table of a later version is not there yet.
        if !columns.is_empty() {
            conn.execute_batch(&triggers(table.name, &columns))?;
        }
    }
    Ok(())
}

fn triggers(table: &str, columns: &[String]) -> String {
    let list =
        |side: &str| columns.iter().map(|c| format!("{side}.{}", quoted(c))).collect::<Vec<_>>().join(", ");
    let json = |side: &str| {
        let pairs = columns.iter().map(|c| format!("'{c}', {side}.{}", quoted(c))).collect::<Vec<_>>();
        format!("json_object({})", pairs.join(", "))
    };
    // The open operation is the last one; without it the column is NULL, which `change` refuses.
    let operation = "(SELECT CASE state WHEN 'open' THEN id END FROM operation ORDER BY id DESC LIMIT 1)";
    let one = |event: &str, when: &str, before: &str, after: &str| {
        let name = format!("log_{table}_{event}");
        format!(
            "DROP TRIGGER IF EXISTS {name};
CREATE TRIGGER {name} AFTER {event} ON {}{when} BEGIN
    INSERT INTO change (operation, tbl, before, after) VALUES ({operation}, '{table}', {before}, {after});
END;\n",
            quoted(table)
        )
    };
    let differs = format!(" WHEN ({}) IS NOT ({})", list("OLD"), list("NEW"));
    [
        one("insert", "", "NULL", &json("NEW")),
        one("update", &differs, &json("OLD"), &json("NEW")),
        one("delete", "", &json("OLD"), "NULL"),
    ]
    .concat()
}

/// The changes of one operation, in the order they were made.
pub(crate) fn of(conn: &Connection, operation: i64) -> Result<Vec<Change>> {
    load(conn, "operation = ?1", [operation])
}

/// The changes of all operations after one.
pub(crate) fn since(conn: &Connection, operation: i64) -> Result<Vec<Change>> {
    load(conn, "operation > ?1", [operation])
}

fn load(conn: &Connection, filter: &str, params: impl Params) -> Result<Vec<Change>> {
    let query = format!("SELECT tbl, before, after FROM change WHERE {filter} ORDER BY id");
    sql::all(conn, "change", &query, params, |line| {
        let row = |column: &str| -> Result<Option<RowJson>> {
            let Some(text) = line.maybe(column)? else { return Ok(None) };
            serde_json::from_str(&text).map(Some).map_err(|_| line.fault(column, &text))
        };
        let name = line.text("tbl")?;
        Ok(Change {
            table: table::named(&name).ok_or_else(|| line.fault("tbl", &name))?,
            before: row("before")?,
            after: row("after")?,
        })
    })
}

/// Do the changes cancel each other out?
pub(crate) fn is_nothing(changes: &[Change]) -> bool {
    // Per row: as it was before the first change, and after the last.
    let mut rows: BTreeMap<(&str, String), [Option<&RowJson>; 2]> = BTreeMap::new();
    for change in changes {
        rows.entry((change.table.name, change.key()))
            .and_modify(|row| row[1] = change.after.as_ref())
            .or_insert([change.before.as_ref(), change.after.as_ref()]);
    }
    rows.values().all(|[before, after]| before == after)
}

/// The kinds of data that the changes touch.
pub(crate) fn kinds(changes: &[Change]) -> BTreeSet<DataKind> {
    changes.iter().map(|change| change.table.kind).collect()
}

/// The rows that the changes touch: their kind and [`Change::key`].
pub(crate) fn rows(changes: &[Change]) -> BTreeSet<(DataKind, String)> {
    changes.iter().map(|change| (change.table.kind, change.key())).collect()
}

/// Applies changes to the tables: `Back` in reverse order with before and after swapped.
pub(crate) fn apply(conn: &Connection, changes: &[Change], way: Way) -> Result<()> {
    match way {
        Way::Forth => {
            changes.iter().try_for_each(|c| one(conn, c.table, c.before.as_ref(), c.after.as_ref()))
        }
        Way::Back => {
            changes.iter().rev().try_for_each(|c| one(conn, c.table, c.after.as_ref(), c.before.as_ref()))
        }
    }
}

/// Turns the row `from` into the row `to`; refuses when `from` is not there.
fn one(conn: &Connection, table: &Table, from: Option<&RowJson>, to: Option<&RowJson>) -> Result<()> {
    let name = quoted(table.name);
    let broken = || Error::History { table: table.name.to_owned() };
    let mut values: Vec<SqlValue> = Vec::new();
    let mut statement = match (from, to) {
        (_, Some(to)) => {
            values.extend(to.values().map(sql_value));
            let columns: Vec<String> = to.keys().map(|column| quoted(column)).collect();
            match from {
                None => format!(
                    "INSERT INTO {name} ({}) VALUES ({})",
                    columns.join(","),
                    vec!["?"; columns.len()].join(",")
                ),
                Some(_) => format!("UPDATE {name} SET {}=?", columns.join("=?,")),
            }
        }
        (Some(_), None) => format!("DELETE FROM {name}"),
        (None, None) => return Ok(()),
    };
    if let Some(from) = from {
        let keys: Vec<String> = table.key.iter().map(|column| format!("{}=?", quoted(column))).collect();
        statement.push_str(&format!(" WHERE {}", keys.join(" AND ")));
        for column in table.key {
            values.push(sql_value(from.get(*column).ok_or_else(broken)?));
        }
    }
    let changed = conn.prepare_cached(&statement)?.execute(rusqlite::params_from_iter(values))?;
    if changed == 1 { Ok(()) } else { Err(broken()) }
}

/// The tables hold integers and text only.
fn sql_value(value: &Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::String(text) => SqlValue::Text(text.clone()),
        other => other.as_i64().map_or_else(|| SqlValue::Text(other.to_string()), SqlValue::Integer),
    }
}
