//! Small helpers between rows and values.

use crate::error::{Error, Result};
use crate::table::Table;
use chrono::NaiveDate;
use domain::money::Money;
use domain::typed::{Id, Typed};
use rusqlite::types::Value;
use rusqlite::{Connection, Params, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// The cells of one row, by column.
pub(crate) type Cells = Vec<(&'static str, Value)>;

/// A name as SQL.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Inserts the row or changes the one with the same key. An equal row is left untouched, so nothing is logged.
pub(crate) fn put(conn: &Connection, table: &Table, cells: &[(&'static str, Value)]) -> Result<()> {
    let name = quoted(table.name);
    let all: Vec<String> = cells.iter().map(|(column, _)| quoted(column)).collect();
    let rest: Vec<&String> = all
        .iter()
        .zip(cells)
        .filter(|(_, (column, _))| !table.key.contains(column))
        .map(|(q, _)| q)
        .collect();
    let keys: Vec<String> = table.key.iter().map(|column| quoted(column)).collect();
    let each = |list: &[&String], shape: &dyn Fn(&str) -> String| {
        list.iter().map(|column| shape(column)).collect::<Vec<_>>().join(",")
    };
    let sql = format!(
        "INSERT INTO {name} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {} WHERE ({}) IS NOT ({})",
        all.join(","),
        vec!["?"; cells.len()].join(","),
        keys.join(","),
        each(&rest, &|column| format!("{column}=excluded.{column}")),
        each(&rest, &|column| format!("{name}.{column}")),
        each(&rest, &|column| format!("excluded.{column}")),
    );
    let values = rusqlite::params_from_iter(cells.iter().map(|(_, value)| value));
    conn.prepare_cached(&sql)?.execute(values)?;
    Ok(())
}

/// Deletes rows; says how many.
pub(crate) fn delete(conn: &Connection, sql: &str, params: impl Params) -> Result<usize> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// Reads all rows of a query.
pub(crate) fn all<T>(
    conn: &Connection,
    table: &'static str,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Line<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&Line { row, table })?);
    }
    Ok(found)
}

/// Runs several reads as of one moment, also while another process writes.
pub(crate) fn snapshot<T>(conn: &Connection, read: impl FnOnce() -> Result<T>) -> Result<T> {
    let _moment = if conn.is_autocommit() { Some(conn.unchecked_transaction()?) } else { None };
    read()
}

/// One row of a known table.
pub(crate) struct Line<'a> {
    row: &'a Row<'a>,
    table: &'static str,
}

impl Line<'_> {
    pub(crate) fn text(&self, column: &str) -> Result<String> {
        Ok(self.row.get(column)?)
    }

    pub(crate) fn maybe(&self, column: &str) -> Result<Option<String>> {
        Ok(self.row.get(column)?)
    }

    pub(crate) fn id(&self, column: &str) -> Result<Id> {
        self.text(column).map(Id)
    }

    pub(crate) fn int(&self, column: &str) -> Result<Option<i64>> {
        Ok(self.row.get(column)?)
    }

    /// Yes or no, stored as 1 or 0.
    pub(crate) fn flag(&self, column: &str) -> Result<bool> {
        Ok(self.row.get(column)?)
    }

    /// A whole number of a narrower type.
    pub(crate) fn small<T: TryFrom<i64>>(&self, column: &str) -> Result<T> {
        let wide: i64 = self.row.get(column)?;
        T::try_from(wide).map_err(|_| self.fault(column, &wide.to_string()))
    }

    /// An enumeration by its key, as serde writes it.
    pub(crate) fn key<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        let text = self.text(column)?;
        from_key(&text).ok_or_else(|| self.fault(column, &text))
    }

    pub(crate) fn maybe_key<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>> {
        match self.maybe(column)? {
            None => Ok(None),
            Some(text) => from_key(&text).map(Some).ok_or_else(|| self.fault(column, &text)),
        }
    }

    /// A decimal or date in its canonical text.
    pub(crate) fn parsed<T: FromStr>(&self, column: &str) -> Result<Option<T>> {
        match self.maybe(column)? {
            None => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| self.fault(column, &text)),
        }
    }

    /// A date that every row has.
    pub(crate) fn date(&self, column: &str) -> Result<NaiveDate> {
        self.parsed(column)?.ok_or_else(|| self.fault(column, ""))
    }

    /// An amount that every row has, in 分.
    pub(crate) fn money(&self, column: &str) -> Result<Money> {
        Ok(Money::from_fen(self.row.get(column)?))
    }

    pub(crate) fn json(&self, column: &str) -> Result<serde_json::Value> {
        let text = self.text(column)?;
        serde_json::from_str(&text).map_err(|_| self.fault(column, &text))
    }

    /// A cell whose unreadable text stands in the column beside it.
    pub(crate) fn typed<T>(&self, value: Option<T>, invalid: &str) -> Result<Typed<T>> {
        Ok(Typed { value, invalid: self.maybe(invalid)? })
    }

    pub(crate) fn fault(&self, column: &str, value: &str) -> Error {
        Error::Content { table: self.table, column: column.to_owned(), value: value.to_owned() }
    }
}

/// The key of an enumeration's member as serde writes it.
pub(crate) fn key(member: &impl Serialize) -> Value {
    match serde_json::to_value(member) {
        Ok(serde_json::Value::String(key)) => Value::Text(key),
        _ => Value::Null,
    }
}

pub(crate) fn maybe_key(member: Option<&impl Serialize>) -> Value {
    member.map_or(Value::Null, key)
}

fn from_key<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

pub(crate) fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

pub(crate) fn maybe(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| Value::Text(value.to_string()))
}

pub(crate) fn int(value: impl Into<i64>) -> Value {
    Value::Integer(value.into())
}
