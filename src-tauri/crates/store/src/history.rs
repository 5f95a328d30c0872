//! What happened to one row, and the list of all that happened: read from the audit log.
//!
//! An index says which lines speak of a row. It is no data (nothing of it is undone, and a barrier leaves it alone);
//! the lines stay the truth, and the index could be made anew from them at any time.

use crate::change::Change;
use crate::error::Result;
use crate::sql;
use crate::store::Read;
use crate::table;
use domain::typed::Id;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A row's cells by column, as the log holds them: integers, text, null.
pub type RowJson = serde_json::Map<String, serde_json::Value>;

pub(crate) const SQL: &str = "
CREATE TABLE row_history (
    tbl TEXT NOT NULL,
    key TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (tbl, key, seq)
) STRICT;";

/// Fills the index from the lines that are there. A line that is no JSON any more is left out.
pub(crate) const FILL: &str = "
INSERT OR IGNORE INTO row_history (tbl, key, seq)
SELECT json_extract(c.value, '$.table'), json_extract(c.value, '$.key'), a.seq
FROM audit a, json_each(CASE WHEN json_valid(a.line) THEN a.line ELSE '{}' END, '$.changes') c
WHERE json_type(c.value, '$.table') = 'text' AND json_type(c.value, '$.key') = 'text';";

/// What one audit entry says of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    /// Number of the audit entry.
    pub seq: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who: declared name.
    pub person: String,
    /// What the step was called; of an undo `撤销：…`.
    pub label: String,
    /// `reversible`, `barrier`, `undo` or `redo`.
    pub kind: String,
    /// The cells before, by column: of a changed row only those that differ. `None`: the row was added.
    pub before: Option<RowJson>,
    /// The cells after. `None`: the row was deleted.
    pub after: Option<RowJson>,
}

/// One audit entry in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditRow {
    /// Its number.
    #[ts(type = "number")]
    pub seq: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who: declared name.
    pub person: String,
    /// What the step was called.
    pub label: String,
    /// `reversible`, `barrier`, `undo` or `redo`.
    pub kind: String,
    /// How many changed rows it lists.
    pub changes: usize,
}

/// A line of the log as far as it is read here.
#[derive(Deserialize)]
struct Entry<T> {
    at: String,
    person: String,
    label: String,
    kind: String,
    changes: Vec<T>,
}

#[derive(Deserialize)]
struct RowOf {
    table: String,
    key: String,
    before: Option<RowJson>,
    after: Option<RowJson>,
}

/// Notes which rows an entry speaks of.
pub(crate) fn note(conn: &Connection, seq: i64, changes: &[Change]) -> Result<()> {
    let mut statement =
        conn.prepare_cached("INSERT OR IGNORE INTO row_history (tbl, key, seq) VALUES (?1, ?2, ?3)")?;
    for change in changes {
        statement.execute(params![change.table.name, change.key(), seq])?;
    }
    Ok(())
}

impl Read<'_> {
    /// What happened to one row, the latest first; `key` as [`crate::Done::rows`] gives it. At most `limit` entries.
    pub fn row_history(&self, table: &str, key: &str, limit: usize) -> Result<Vec<RowChange>> {
        let mut found = Vec::new();
        self.walk_row(table, key, &mut |change| {
            if found.len() < limit {
                found.push(change);
            }
            found.len() < limit
        })?;
        Ok(found)
    }

    /// Gives what happened to one row to `visit`, the latest first, until it says no more.
    pub fn walk_row(&self, table: &str, key: &str, visit: &mut dyn FnMut(RowChange) -> bool) -> Result<()> {
        let query = "SELECT a.seq, a.line FROM row_history h JOIN audit a ON a.seq = h.seq
                     WHERE h.tbl = ?1 AND h.key = ?2 ORDER BY h.seq DESC";
        let mut statement = self.conn.prepare_cached(query)?;
        let mut rows = statement.query(params![table, key])?;
        while let Some(row) = rows.next()? {
            let (seq, line): (i64, String) = (row.get(0)?, row.get(1)?);
            if row_change(seq, &line, table, key).is_some_and(|change| !visit(change)) {
                break;
            }
        }
        Ok(())
    }

    /// A row as it is now, with the columns that the log has; `None` when there is none.
    pub fn row(&self, table: &str, key: &str) -> Result<Option<RowJson>> {
        let Some(table) = table::named(table) else { return Ok(None) };
        let parts: Vec<&str> = key.splitn(table.key.len(), '/').collect();
        if parts.len() != table.key.len() || !table.secret.is_empty() {
            return Ok(None);
        }
        let columns = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
        let names =
            sql::all(self.conn, "pragma_table_info", columns, [table.name], |line| line.text("name"))?;
        let cells: Vec<String> =
            names.iter().map(|name| format!("'{name}', {}", sql::quoted(name))).collect();
        let filter: Vec<String> =
            table.key.iter().map(|column| format!("{}=?", sql::quoted(column))).collect();
        let query = format!(
            "SELECT json_object({}) AS cells FROM {} WHERE {}",
            cells.join(", "),
            sql::quoted(table.name),
            filter.join(" AND ")
        );
        let found = sql::all(self.conn, table.name, &query, rusqlite::params_from_iter(parts), |line| {
            Ok(match line.json("cells")? {
                serde_json::Value::Object(cells) => cells,
                _ => RowJson::new(),
            })
        })?;
        Ok(found.into_iter().next())
    }

    /// The number of the latest audit entry that changed a version of a target or one of its indicators.
    pub fn last_change_of_target(&self, target: &Id) -> Result<Option<i64>> {
        // `0` is the character after `/`: the range holds the keys of all its indicators.
        let query = "SELECT max(seq) FROM (
                SELECT max(seq) AS seq FROM row_history WHERE tbl = 'target' AND key = ?1
                UNION ALL
                SELECT max(seq) FROM row_history WHERE tbl = 'indicator' AND key > ?1 || '/' AND key < ?1 || '0')";
        Ok(self.conn.prepare_cached(query)?.query_row([target.as_str()], |row| row.get(0))?)
    }

    /// The number of the latest audit entry that changed a month's monitoring, its money or one of its rows.
    pub fn last_change_of_monitoring(&self, id: &Id) -> Result<Option<i64>> {
        let query = "SELECT max(seq) FROM (
                SELECT max(seq) AS seq FROM row_history WHERE tbl = 'monitoring' AND key = ?1
                UNION ALL
                SELECT max(seq) FROM row_history WHERE tbl = 'monitored_fund' AND key > ?1 || '/' AND key < ?1 || '0'
                UNION ALL
                SELECT max(seq) FROM row_history WHERE tbl = 'monitored_indicator' AND key > ?1 || '/' AND key < ?1 || '0')";
        Ok(self.conn.prepare_cached(query)?.query_row([id.as_str()], |row| row.get(0))?)
    }

    /// The number of the latest audit entry that changed a self-assessment, its money, its rows or its report.
    pub fn last_change_of_self_assessment(&self, id: &Id) -> Result<Option<i64>> {
        let query = "SELECT max(seq) FROM row_history WHERE tbl = 'self_assessment' AND key = ?1
                OR tbl IN ('assessed_fund', 'assessed_indicator', 'report_paragraph')
                    AND key > ?1 || '/' AND key < ?1 || '0'";
        Ok(self.conn.prepare_cached(query)?.query_row([id.as_str()], |row| row.get(0))?)
    }

    /// The audit log as a list, the latest first: at most `limit` entries with a number below `before`, whose label,
    /// person or time contains `text`.
    pub fn audit_list(&self, limit: usize, before: Option<i64>, text: &str) -> Result<Vec<AuditRow>> {
        let wanted = text.trim().to_lowercase();
        let mut statement =
            self.conn.prepare_cached("SELECT seq, line FROM audit WHERE seq < ?1 ORDER BY seq DESC")?;
        let mut rows = statement.query([before.unwrap_or(i64::MAX)])?;
        let mut found = Vec::new();
        while found.len() < limit {
            let Some(row) = rows.next()? else { break };
            let (seq, line): (i64, String) = (row.get(0)?, row.get(1)?);
            // What cannot be read is for the check of the chain to complain of.
            let Ok(entry) = serde_json::from_str::<Entry<serde::de::IgnoredAny>>(&line) else { continue };
            let Entry { at, person, label, kind, changes } = entry;
            let hit = [&label, &person, &at].iter().any(|part| part.to_lowercase().contains(&wanted));
            if hit {
                found.push(AuditRow { seq, at, person, label, kind, changes: changes.len() });
            }
        }
        Ok(found)
    }
}

/// All that a line says of a row, as one change: a step may touch a row more than once.
fn row_change(seq: i64, line: &str, table: &str, key: &str) -> Option<RowChange> {
    let Entry { at, person, label, kind, changes } = serde_json::from_str::<Entry<RowOf>>(line).ok()?;
    let mut sides: Option<[Option<RowJson>; 2]> = None;
    for change in changes.into_iter().filter(|change| change.table == table && change.key == key) {
        let Some([before, after]) = &mut sides else {
            sides = Some([change.before, change.after]);
            continue;
        };
        // The earliest cells before, the latest cells after.
        if let (Some(known), Some(cells)) = (before.as_mut(), &change.before) {
            for (column, value) in cells {
                known.entry(column.clone()).or_insert_with(|| value.clone());
            }
        }
        match (after.as_mut(), change.after) {
            (Some(known), Some(cells)) => known.extend(cells),
            (_, cells) => *after = cells,
        }
    }
    let [before, after] = sides?;
    Some(RowChange { seq, at, person, label, kind, before, after })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_changes_of_a_row_count_as_one() {
        type Side = &'static str;
        type Row<'a> = (&'a [(Side, Side)], Side, Side);
        let rows: [Row<'_>; 5] = [
            (&[("null", r#"{"n":1,"m":1}"#)], "null", r#"{"n":1,"m":1}"#),
            (
                &[(r#"{"n":1}"#, r#"{"n":2}"#), (r#"{"n":2,"m":1}"#, r#"{"n":3,"m":2}"#)],
                r#"{"n":1,"m":1}"#,
                r#"{"n":3,"m":2}"#,
            ),
            (&[("null", r#"{"n":1,"m":1}"#), (r#"{"n":1}"#, r#"{"n":2}"#)], "null", r#"{"n":2,"m":1}"#),
            (&[(r#"{"n":1}"#, r#"{"n":2}"#), (r#"{"n":2,"m":1}"#, "null")], r#"{"n":1,"m":1}"#, "null"),
            (&[(r#"{"n":1}"#, "null"), ("null", r#"{"n":5}"#)], r#"{"n":1}"#, r#"{"n":5}"#),
        ];
        for (changes, before, after) in rows {
            let changes: Vec<String> = [("other", "null", "{}")]
                .into_iter()
                .chain(changes.iter().map(|(before, after)| ("k", *before, *after)))
                .map(|(key, before, after)| {
                    format!(r#"{{"table":"t","key":"{key}","before":{before},"after":{after}}}"#)
                })
                .collect();
            let line = format!(
                r#"{{"at":"a","person":"p","label":"l","kind":"undo","changes":[{}]}}"#,
                changes.join(",")
            );
            let change = row_change(7, &line, "t", "k").unwrap();
            let expected = |side| serde_json::from_str::<Option<RowJson>>(side).unwrap();
            assert_eq!((change.before, change.after), (expected(before), expected(after)), "{line}");
        }
        assert_eq!(row_change(1, "kein JSON", "t", "k"), None);
    }
}
