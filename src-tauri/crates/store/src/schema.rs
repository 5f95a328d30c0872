//! The schema and its migrations. A table is created by its own file's SQL, in the version that brought it; released
//! versions are frozen.

use crate::error::{Error, Result};
use crate::operation::{self, Record};
use crate::{audit, change, history, table};
use rusqlite::Connection;
use rusqlite_migration::{HookError, M, Migrations};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The newest schema that this program knows; SQLite's `user_version`.
pub const SCHEMA_VERSION: i64 = 4;

/// `WENX`: marks a file as a store of this program (SQLite's `application_id`).
pub(crate) const APPLICATION_ID: i64 = 0x5745_4e58;

static VERSION_1: LazyLock<String> = LazyLock::new(|| {
    let log = [operation::SQL, change::SQL, audit::SQL].concat();
    format!("PRAGMA application_id = {APPLICATION_ID};{log}{}", tables(table::VERSION_1))
});

static VERSION_2: LazyLock<String> = LazyLock::new(|| {
    let columns = "
ALTER TABLE target ADD COLUMN handed_on INTEGER NOT NULL DEFAULT 0 CHECK (handed_on IN (0, 1));
ALTER TABLE target ADD COLUMN round INTEGER NOT NULL DEFAULT 1;
ALTER TABLE project ADD COLUMN previous TEXT;";
    [columns, &tables(table::VERSION_2), history::SQL, history::FILL].concat()
});

static VERSION_3: LazyLock<String> = LazyLock::new(|| tables(table::VERSION_3));

static VERSION_4: LazyLock<String> = LazyLock::new(|| tables(table::VERSION_4));

fn tables(list: &[&table::Table]) -> String {
    list.iter().map(|table| table.sql).collect()
}

/// All migrations, oldest first.
pub(crate) fn migrations(at: &str) -> Vec<M<'static>> {
    vec![step(&VERSION_1, 1, at), step(&VERSION_2, 2, at), step(&VERSION_3, 3, at), step(&VERSION_4, 4, at)]
}

/// One migration: its SQL, then fresh triggers, then (when there was data before it) a barrier in the history,
/// because logged rows of the old shape cannot be put back.
fn step(sql: &'static str, version: i64, at: &str) -> M<'static> {
    let at = at.to_owned();
    M::up_with_hook(sql, move |tx: &rusqlite::Transaction<'_>| {
        finish(tx, version, &at).map_err(|fault| match fault {
            Error::DiskFull => {
                rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None)
                    .into()
            }
            other => HookError::Hook(other.to_string()),
        })
    })
    .foreign_key_check()
}

fn finish(conn: &Connection, version: i64, at: &str) -> Result<()> {
    change::install_triggers(conn)?;
    // Data come only through operations, so a store without one is being made just now.
    let filled: bool = conn.query_row("SELECT EXISTS (SELECT 1 FROM operation)", [], |row| row.get(0))?;
    if filled {
        let label = format!("数据格式升级到第{version}版");
        let record =
            Record { kind: "barrier", of: None, label: &label, person: "本程序", at, always: true };
        operation::within(conn, &record, |_| Ok(()))?;
    }
    Ok(())
}

/// Brings the schema up to date, all pending migrations in one transaction.
pub(crate) fn migrate(conn: &mut Connection, migrations: Vec<M<'static>>) -> Result<()> {
    // Tables that others refer to may be rebuilt; the check at the end of each migration stands in.
    conn.pragma_update(None, "foreign_keys", false)?;
    let result = Migrations::new(migrations).to_latest(conn).map_err(|fault| match fault {
        rusqlite_migration::Error::RusqliteError { err, .. } => Error::from(err),
        other => {
            Error::Sqlite { number: 0, source: rusqlite::Error::ToSqlConversionFailure(Box::new(other)) }
        }
    });
    conn.pragma_update(None, "foreign_keys", true)?;
    result
}

/// The version of the schema in a file, after a look at whose file it is.
pub(crate) fn version(conn: &Connection, path: &std::path::Path) -> Result<i64> {
    let number = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let found = number("user_version")?;
    if number("application_id")? != APPLICATION_ID {
        return Err(Error::Foreign { path: path.display().to_string() });
    }
    if found > SCHEMA_VERSION {
        return Err(Error::TooNew { found, known: SCHEMA_VERSION });
    }
    Ok(found)
}

/// The whole schema as text.
pub(crate) fn text(conn: &Connection) -> Result<String> {
    let query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'trigger', tbl_name, type DESC, name";
    let parts = crate::sql::all(conn, "sqlite_schema", query, [], |line| line.text("sql"))?;
    Ok(parts.iter().map(|sql| format!("{sql};\n")).collect())
}

/// How many rows each table holds.
pub(crate) fn counts(conn: &Connection) -> Result<BTreeMap<String, i64>> {
    let names = crate::sql::all(
        conn,
        "sqlite_schema",
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        [],
        |line| line.text("name"),
    )?;
    let count = |name: String| {
        let query = format!("SELECT count(*) FROM {}", crate::sql::quoted(&name));
        Ok((name, conn.query_row(&query, [], |row| row.get(0))?))
    };
    names.into_iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Operation, Store};

    const AT: &str = "2026-03-05T09:30:00+08:00";

    #[test]
    fn an_upgrade_is_a_barrier_and_logs_new_columns() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::create(dir.path(), AT).unwrap();
        let year = crate::Year { year: domain::period::FiscalYear(2026), pack: "mof-2021".into() };
        store.operate(&Operation::reversible("新建年度", "甲", AT), |tx| tx.put_year(&year)).unwrap();

        let mut steps = migrations(AT);
        steps.push(step("ALTER TABLE year ADD COLUMN note TEXT NOT NULL DEFAULT '';", 5, AT));
        migrate(store.writing().unwrap(), steps).unwrap();

        assert_eq!(store.undo("甲", AT).unwrap_err().code(), "STORE-BARRIER");
        let report = store.audit_verify().unwrap();
        assert_eq!((report.entries, report.broken), (2, None));
        assert_eq!(store.history(9).unwrap()[0].label, "数据格式升级到第5版");
        store
            .operate(&Operation::reversible("注", "甲", AT), |tx| {
                tx.conn.execute("UPDATE year SET note = '附注'", [])?;
                Ok(())
            })
            .unwrap();
        assert_eq!(store.undo("甲", AT).unwrap().value, "注");
        let note: String = store.conn().query_row("SELECT note FROM year", [], |row| row.get(0)).unwrap();
        assert_eq!(note, "");
    }

    #[test]
    fn a_failed_upgrade_leaves_everything_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::create(dir.path(), AT).unwrap();
        let before = text(store.conn()).unwrap();
        let mut steps = migrations(AT);
        steps.push(step("ALTER TABLE year ADD COLUMN note TEXT;", 5, AT));
        steps.push(step("ALTER TABLE nowhere ADD COLUMN note TEXT;", 6, AT));
        migrate(store.writing().unwrap(), steps).unwrap_err();
        assert_eq!(text(store.conn()).unwrap(), before);
        assert_eq!(version(store.conn(), dir.path()).unwrap(), SCHEMA_VERSION);
    }

    #[test]
    fn no_column_holds_binary_floating_point() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(dir.path(), AT).unwrap();
        let schema = text(store.conn()).unwrap();
        for word in ["REAL", "ANY", "BLOB", "NUMERIC", "FLOAT"] {
            assert!(!schema.contains(&format!(" {word}")), "{word}");
        }
        let tables: Vec<&str> = schema.split("CREATE TABLE").skip(1).collect();
        assert!(tables.len() >= 15 && tables.iter().all(|sql| sql.contains(") STRICT;")));
    }
}
