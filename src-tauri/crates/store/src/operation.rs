//! Named operations: one transaction each, in one linear history that can be undone and redone.
//!
//! An undo or redo is itself a row here, so that its changes are logged and audited like any other; the rows
//! that a person sees are the reversible operations and the barriers. `state` says where each of those stands:
//! done, undone (can be redone) or dropped (a newer operation took the place of the undone ones).

use crate::audit;
use crate::change::{self, Way};
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql;
use crate::store::{Store, Tx};
use crate::time;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

pub(crate) const SQL: &str = "
CREATE TABLE operation (
    id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reversible', 'barrier', 'undo', 'redo')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'undone', 'dropped')),
    of_operation INTEGER REFERENCES operation (id),
    label TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;";

/// Can the operation be undone?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpKind {
    /// Yes.
    Reversible,
    /// No, nor anything before it: sealing, importing a receipt, key change, approval, migration.
    Barrier,
}

/// What a person is about to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Reversible or barrier.
    pub kind: OpKind,
    /// What it is called in the history: 修改分值, 导入 12 个项目.
    pub label: String,
    /// Who does it: declared name and role.
    pub person: String,
    /// When: RFC 3339 with the local offset.
    pub at: String,
}

impl Operation {
    /// An operation that can be undone.
    pub fn reversible(label: &str, person: &str, at: &str) -> Self {
        Self {
            kind: OpKind::Reversible,
            label: label.to_owned(),
            person: person.to_owned(),
            at: at.to_owned(),
        }
    }

    /// An operation that cannot be undone.
    pub fn barrier(label: &str, person: &str, at: &str) -> Self {
        Self { kind: OpKind::Barrier, ..Self::reversible(label, person, at) }
    }
}

/// What came of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Done<T> {
    /// What the operation gave.
    pub value: T,
    /// The kinds of data that changed; empty when nothing changed and nothing was recorded.
    pub changed: BTreeSet<DataKind>,
    /// The rows that changed: kind and key, the parts of a key parted by `/` in the order of the table's columns
    /// (an indicator's is `{target}/{indicator}`, an amount's `{project}/{horizon}/{source}`).
    pub rows: BTreeSet<(DataKind, String)>,
}

/// One operation in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryEntry {
    /// Its number; numbers rise and are not without gaps.
    #[ts(type = "number")]
    pub seq: i64,
    /// Reversible or barrier.
    pub kind: OpKind,
    /// Undone, and so can be redone.
    pub undone: bool,
    /// What it is called.
    pub label: String,
    /// Who did it.
    pub person: String,
    /// When, RFC 3339.
    pub at: String,
}

/// What going back to a place in the history would take back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// How many steps.
    pub count: usize,
    /// What the last of them is called.
    pub last: Option<String>,
    /// The step that cannot be undone, if there is one: then there is no way back.
    pub barrier: Option<String>,
}

/// The row of an operation to be recorded.
pub(crate) struct Record<'a> {
    pub(crate) kind: &'static str,
    pub(crate) of: Option<i64>,
    pub(crate) label: &'a str,
    pub(crate) person: &'a str,
    pub(crate) at: &'a str,
    /// Record it also when no data changed.
    pub(crate) always: bool,
}

/// Runs `work` as one operation in one transaction.
pub(crate) fn run<T>(
    conn: &mut Connection,
    record: &Record<'_>,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Done<T>> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = within(&transaction, record, work)?;
    // Without a trace: no row was changed, so nothing is committed.
    if done.changed.is_empty() && !record.always {
        transaction.rollback()?;
    } else {
        transaction.commit()?;
    }
    Ok(done)
}

/// The same within a transaction that the caller commits, or rolls back when nothing changed.
pub(crate) fn within<T>(
    conn: &Connection,
    record: &Record<'_>,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Done<T>> {
    time::read(record.at)?;
    conn.prepare_cached(
        "INSERT INTO operation (kind, state, of_operation, label, person, at) VALUES (?1, 'open', ?2, ?3, ?4, ?5)",
    )?
    .execute(params![record.kind, record.of, record.label, record.person, record.at])?;
    let id = conn.last_insert_rowid();
    let value = work(&Tx::new(conn, record.kind == "barrier"))?;
    let changes = change::of(conn, id)?;
    if change::is_nothing(&changes) && !record.always {
        return Ok(Done { value, changed: BTreeSet::new(), rows: BTreeSet::new() });
    }
    if record.of.is_none() {
        conn.execute("UPDATE operation SET state = 'dropped' WHERE state = 'undone'", [])?;
    }
    conn.execute("UPDATE operation SET state = 'done' WHERE id = ?1", [id])?;
    audit::append(conn, id, record, &changes)?;
    if record.kind == "barrier" {
        // Nothing up to here can be undone any more.
        conn.execute("DELETE FROM change WHERE operation <= ?1", [id])?;
    }
    Ok(Done { value, changed: change::kinds(&changes), rows: change::rows(&changes) })
}

struct Step {
    id: i64,
    barrier: bool,
    label: String,
}

fn step(conn: &Connection, filter: &str) -> Result<Option<Step>> {
    let query = format!(
        "SELECT id, kind, label FROM operation WHERE kind IN ('reversible', 'barrier') AND {filter} LIMIT 1"
    );
    let read = |row: &rusqlite::Row<'_>| {
        let kind: String = row.get(1)?;
        Ok(Step { id: row.get(0)?, barrier: kind == "barrier", label: row.get(2)? })
    };
    Ok(conn.prepare_cached(&query)?.query_row([], read).optional()?)
}

fn last_done(conn: &Connection) -> Result<Option<Step>> {
    step(conn, "state = 'done' ORDER BY id DESC")
}

fn first_undone(conn: &Connection) -> Result<Option<Step>> {
    step(conn, "state = 'undone' ORDER BY id")
}

impl Store {
    /// Does something by name: all of `work` in one transaction, or nothing of it. An operation that changes
    /// no data leaves no trace; one that does clears what could have been redone.
    ///
    /// # Errors
    /// What `work` refuses, a full disk, a read-only store: nothing is changed then.
    pub fn operate<T>(
        &mut self,
        operation: &Operation,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<Done<T>> {
        let kind = match operation.kind {
            OpKind::Reversible => "reversible",
            OpKind::Barrier => "barrier",
        };
        let Operation { label, person, at, .. } = operation;
        run(self.writing()?, &Record { kind, of: None, label, person, at, always: false }, work)
    }

    /// Undoes the last operation; gives its label.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`]; [`Error::Barrier`] when the last operation cannot be undone.
    pub fn undo(&mut self, person: &str, at: &str) -> Result<Done<String>> {
        let conn = self.writing()?;
        let last = last_done(conn)?.ok_or(Error::NothingToUndo)?;
        if last.barrier {
            return Err(Error::Barrier { label: last.label });
        }
        replay(conn, last, Way::Back, person, at)
    }

    /// Redoes the operation that was undone last; gives its label.
    ///
    /// # Errors
    /// [`Error::NothingToRedo`].
    pub fn redo(&mut self, person: &str, at: &str) -> Result<Done<String>> {
        let conn = self.writing()?;
        let next = first_undone(conn)?.ok_or(Error::NothingToRedo)?;
        replay(conn, next, Way::Forth, person, at)
    }

    /// The label of the operation that [`Store::undo`] would undo.
    pub fn undo_label(&self) -> Result<Option<String>> {
        Ok(last_done(self.conn())?.filter(|step| !step.barrier).map(|step| step.label))
    }

    /// The label of the operation that [`Store::redo`] would redo.
    pub fn redo_label(&self) -> Result<Option<String>> {
        Ok(first_undone(self.conn())?.map(|step| step.label))
    }

    /// The history, the latest operation first, those that were undone on top. At most `limit` entries.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryEntry>> {
        let query = "SELECT * FROM operation WHERE kind IN ('reversible', 'barrier')
                     AND state IN ('done', 'undone') ORDER BY id DESC LIMIT ?1";
        sql::all(self.conn(), "operation", query, [i64::try_from(limit).unwrap_or(i64::MAX)], |line| {
            Ok(HistoryEntry {
                seq: line.small("id")?,
                kind: line.key("kind")?,
                undone: line.text("state")? == "undone",
                label: line.text("label")?,
                person: line.text("person")?,
                at: line.text("at")?,
            })
        })
    }

    /// Where the history stands now: what [`Store::discard_to`] takes to come back here.
    pub fn seq(&self) -> Result<i64> {
        Ok(self.conn().query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| row.get(0))?)
    }

    /// Takes the data back to how they were at `seq` (see [`Store::seq`], [`Store::seq_at_open`]) as one
    /// operation, which can itself be undone.
    ///
    /// # Errors
    /// [`Error::Barrier`] when something since then cannot be undone.
    pub fn discard_to(&mut self, seq: i64, person: &str, at: &str) -> Result<Done<()>> {
        let conn = self.writing()?;
        // Rows older than the last barrier are gone, so the way back ends there.
        if let Some(barrier) = step(conn, "kind = 'barrier' ORDER BY id DESC")?.filter(|step| step.id > seq) {
            return Err(Error::Barrier { label: barrier.label });
        }
        let label = "放弃修改，回到此前的状态";
        let record = Record { kind: "reversible", of: None, label, person, at, always: false };
        let done = run(conn, &record, |tx| change::apply(tx.conn, &change::since(tx.conn, seq)?, Way::Back))?;
        if !done.changed.is_empty() {
            self.discarded = Some((seq, self.seq()?));
        }
        Ok(done)
    }

    /// What [`Store::discard_to`] would take back from `seq` on: steps done since then, and steps before it that
    /// were undone or redone since. After a discard that stands, only what came after it counts.
    pub fn steps_since(&self, seq: i64) -> Result<Steps> {
        let conn = self.conn();
        let since = match self.discarded {
            Some((to, by))
                if to == seq && step(conn, &format!("state = 'done' AND id = {by}"))?.is_some() =>
            {
                by
            }
            _ => seq,
        };
        let query = "SELECT count(*) FROM operation WHERE kind IN ('reversible', 'barrier')
                     AND state = 'done' AND id > ?1";
        let done: i64 = conn.prepare_cached(query)?.query_row([since], |row| row.get(0))?;
        // Undone and redone the same number of times, a step stands as it stood.
        let query = "SELECT count(*) FROM (SELECT 1 FROM operation WHERE id > ?1 AND of_operation <= ?1
                     GROUP BY of_operation HAVING count(*) % 2 = 1)";
        let moved: i64 = conn.prepare_cached(query)?.query_row([since], |row| row.get(0))?;
        let last: Option<String> = conn
            .prepare_cached(
                "SELECT label FROM operation WHERE id > ?1 AND state = 'done' ORDER BY id DESC LIMIT 1",
            )?
            .query_row([since], |row| row.get(0))
            .optional()?;
        let barrier = step(conn, &format!("kind = 'barrier' AND id > {seq} ORDER BY id"))?;
        Ok(Steps {
            count: usize::try_from(done + moved).unwrap_or_default(),
            last,
            barrier: barrier.map(|step| step.label),
        })
    }
}

fn replay(conn: &mut Connection, step: Step, way: Way, person: &str, at: &str) -> Result<Done<String>> {
    let (kind, word, state) = match way {
        Way::Back => ("undo", "撤销", "undone"),
        Way::Forth => ("redo", "重做", "done"),
    };
    let label = format!("{word}：{}", step.label);
    let record = Record { kind, of: Some(step.id), label: &label, person, at, always: true };
    run(conn, &record, |tx| {
        change::apply(tx.conn, &change::of(tx.conn, step.id)?, way)?;
        tx.conn.execute("UPDATE operation SET state = ?1 WHERE id = ?2", params![state, step.id])?;
        Ok(step.label)
    })
}
