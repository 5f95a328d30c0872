//! The audit log: one JSON line per operation, each holding the SM3 of the line before it.
//!
//! The table keeps the exact line; triggers refuse to change or delete one. A line's hash is the SM3 of its
//! bytes without a line end, so anyone can check it: `sed -n 3p audit.jsonl | tr -d '\n' | openssl dgst -sm3`
//! must give the `prev` of line 4. A chain alone shows neither a cut tail nor a full rewrite, so every sealed
//! package and printed form carries the head (`seq:hash`) of its time.

use crate::change::Change;
use crate::error::{Error, Result};
use crate::history::{self, RowJson};
use crate::operation::Record;
use crate::store::Store;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sm3::{Digest, Sm3};
use std::io::Write;
use std::path::Path;
use ts_rs::TS;

pub(crate) const SQL: &str = "
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY NOT NULL,
    line TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_a_chain BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit) BEGIN
    SELECT RAISE(ABORT, 'audit entries follow each other');
END;
CREATE TRIGGER audit_keeps_lines BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'audit entries cannot be changed');
END;
CREATE TRIGGER audit_keeps_all BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'audit entries cannot be deleted');
END;";

/// The hash before the first line.
const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line of the log. The order of the fields is the order in the line.
#[derive(Serialize)]
struct Entry<'a> {
    seq: i64,
    prev: &'a str,
    at: &'a str,
    person: &'a str,
    label: &'a str,
    kind: &'a str,
    operation: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<i64>,
    changes: Vec<Row<'a>>,
}

/// One changed row: of a changed row only the cells that differ.
#[derive(Serialize)]
struct Row<'a> {
    table: &'a str,
    key: String,
    before: Value,
    after: Value,
}

/// What checking the log found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditReport {
    /// How many entries there are.
    #[ts(type = "number")]
    pub entries: i64,
    /// The head: `seq:hash`.
    pub head: String,
    /// The first entry that is not as it was written, or is missing.
    #[ts(type = "number | null")]
    pub broken: Option<i64>,
}

/// Writes the entry of an operation.
pub(crate) fn append(
    conn: &Connection,
    operation: i64,
    record: &Record<'_>,
    changes: &[Change],
) -> Result<()> {
    let (last, prev) = head(conn)?;
    let entry = Entry {
        seq: last + 1,
        prev: &prev,
        at: record.at,
        person: record.person,
        label: record.label,
        kind: record.kind,
        operation,
        of: record.of,
        changes: changes.iter().map(row).collect(),
    };
    let line = serde_json::to_string(&entry).map_err(|fault| Error::Content {
        table: "audit",
        column: "line".to_owned(),
        value: fault.to_string(),
    })?;
    conn.prepare_cached("INSERT INTO audit (seq, line) VALUES (?1, ?2)")?
        .execute(params![entry.seq, line])?;
    history::note(conn, entry.seq, changes)
}

fn row(change: &Change) -> Row<'_> {
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let side = |this: Option<&RowJson>, other: Option<&RowJson>| match this {
        None => Value::Null,
        Some(cells) => cells
            .iter()
            .filter(|(column, value)| other.is_none_or(|other| other.get(*column) != Some(value)))
            .map(|(column, value)| (column.clone(), shown(change, column, value)))
            .collect(),
    };
    Row {
        table: change.table.name,
        key: change.key(),
        before: side(before, after),
        after: side(after, before),
    }
}

/// The value as the log shows it: of a secret only the hash.
fn shown(change: &Change, column: &str, value: &Value) -> Value {
    match value {
        Value::String(text) if change.table.secret.contains(&column) => json!({ "sm3": sm3(text) }),
        other => other.clone(),
    }
}

/// Hex SM3 of a text's bytes.
fn sm3(text: &str) -> String {
    Sm3::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Number and hash of the last line.
fn head(conn: &Connection) -> Result<(i64, String)> {
    let last: Option<(i64, String)> = conn
        .prepare_cached("SELECT seq, line FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.map_or((0, START.to_owned()), |(seq, line)| (seq, sm3(&line))))
}

impl Store {
    /// The head of the audit log, `seq:hash`: what packages and printed forms carry. `0:000…` when it is empty.
    pub fn audit_head(&self) -> Result<String> {
        head(self.conn()).map(|(seq, hash)| format!("{seq}:{hash}"))
    }

    /// Checks every line against the next, and the heads that sealed packages carry against the lines.
    pub fn audit_verify(&self) -> Result<AuditReport> {
        crate::sql::snapshot(self.conn(), || {
            let heads = self.sealed_heads()?;
            let mut statement = self.conn().prepare("SELECT seq, line FROM audit ORDER BY seq")?;
            let mut rows = statement.query([])?;
            let (mut entries, mut last, mut hash) = (0, 0, START.to_owned());
            let mut broken = None;
            while let Some(row) = rows.next()? {
                let (seq, line): (i64, String) = (row.get(0)?, row.get(1)?);
                entries += 1;
                let (said, prev) = said(&line);
                if seq != last + 1 {
                    broken = broken.or(Some(last + 1));
                } else if said != Some(seq) {
                    broken = broken.or(Some(seq));
                } else if prev.as_deref() != Some(&hash) {
                    // Which of the two was changed cannot be told; the line before is the one that is vouched for.
                    broken = broken.or(Some(last.max(1)));
                }
                (last, hash) = (seq, sm3(&line));
                if heads.iter().any(|(at, carried)| *at == seq && *carried != hash) {
                    broken = Some(broken.map_or(seq, |first: i64| first.min(seq)));
                }
            }
            // A head beyond the last line: the tail was cut.
            if heads.iter().any(|(seq, _)| *seq > last) {
                broken = broken.or(Some(last + 1));
            }
            Ok(AuditReport { entries, head: format!("{last}:{hash}"), broken })
        })
    }

    /// The heads that packages sealed here carry, by their number; number 0 is the empty log.
    fn sealed_heads(&self) -> Result<Vec<(i64, String)>> {
        let query = "SELECT head FROM package WHERE direction = 'sealed'";
        let heads = crate::sql::all(self.conn(), "package", query, [], |line| line.text("head"))?;
        let parts = |head: String| {
            let (seq, hash) = head.split_once(':')?;
            seq.parse().ok().filter(|seq| *seq > 0).map(|seq| (seq, hash.to_owned()))
        };
        Ok(heads.into_iter().filter_map(parts).collect())
    }

    /// Writes the log as JSON Lines, each line as it stands in the table with `\n` behind it. Gives the number of
    /// lines.
    ///
    /// # Errors
    /// [`Error::Io`] and the codes for a full disk or a read-only place, when writing fails.
    pub fn audit_export(&self, writer: &mut dyn Write) -> Result<u64> {
        let failed = |fault| Error::io(Path::new("审计日志"), fault);
        let mut statement = self.conn().prepare("SELECT line FROM audit ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            writer.write_all(line.as_bytes()).and_then(|()| writer.write_all(b"\n")).map_err(failed)?;
            count += 1;
        }
        writer.flush().map_err(failed)?;
        Ok(count)
    }
}

/// The number and the previous hash that a line states.
fn said(line: &str) -> (Option<i64>, Option<String>) {
    #[derive(Deserialize)]
    struct Said {
        seq: i64,
        prev: String,
    }
    match serde_json::from_str::<Said>(line) {
        Ok(Said { seq, prev }) => (Some(seq), Some(prev)),
        Err(_) => (None, None),
    }
}
