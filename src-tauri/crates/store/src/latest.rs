//! The latest steps with the rows that each touched: what a list of recent work can jump to.

use crate::error::Result;
use crate::kind::DataKind;
use crate::store::Read;
use crate::{sql, table};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;

/// A line of the log longer than this is an import or the like: which rows it touched is not read.
const LONG: usize = 64 * 1024;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// When, RFC 3339.
    pub at: String,
    /// Who: declared name.
    pub person: String,
    /// What it was called; of an undo `撤销：…`.
    pub label: String,
    /// The rows that it touched; empty when there are very many.
    pub rows: Vec<LatestRow>,
}

/// One row that a step touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestRow {
    /// Which table.
    pub kind: DataKind,
    /// Its key, as [`crate::Done::rows`] gives it.
    pub key: String,
    /// The columns that changed.
    pub columns: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Head<T> {
    at: String,
    person: String,
    label: String,
    changes: T,
}

#[derive(Deserialize)]
struct Row {
    table: String,
    key: String,
    before: Option<serde_json::Map<String, serde_json::Value>>,
    after: Option<serde_json::Map<String, serde_json::Value>>,
}

impl Read<'_> {
    /// The latest steps, the last first, undo and redo among them. At most `limit`.
    pub fn latest(&self, limit: usize) -> Result<Vec<Latest>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let query = "SELECT line FROM audit ORDER BY seq DESC LIMIT ?1";
        let lines = sql::all(self.conn, "audit", query, [limit], |line| line.text("line"))?;
        // What cannot be read is for the check of the chain to complain of.
        Ok(lines.iter().filter_map(|line| read(line)).collect())
    }
}

fn read(line: &str) -> Option<Latest> {
    if line.len() > LONG {
        let Head { at, person, label, changes: _ } = serde_json::from_str::<Head<IgnoredAny>>(line).ok()?;
        return Some(Latest { at, person, label, rows: Vec::new() });
    }
    let Head { at, person, label, changes } = serde_json::from_str::<Head<Vec<Row>>>(line).ok()?;
    let rows = (changes.into_iter())
        .filter_map(|row| {
            let sides = row.before.iter().chain(&row.after);
            let columns = sides.flat_map(|cells| cells.keys().cloned()).collect();
            Some(LatestRow { kind: table::named(&row.table)?.kind, key: row.key, columns })
        })
        .collect();
    Some(Latest { at, person, label, rows })
}
