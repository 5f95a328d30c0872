//! The open store, and its reading and writing sides.

use crate::error::{Error, Result};
use crate::lock::{Crash, Lock};
use crate::open::Opened;
use crate::operation::Done;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// One unit's data, open. Dropping it closes it cleanly.
pub struct Store {
    // Fields are dropped in this order: the file is closed before the lock is given back.
    pub(crate) conn: Connection,
    pub(crate) dir: PathBuf,
    pub(crate) opened: Opened,
    pub(crate) crashed: Option<Crash>,
    pub(crate) seq_at_open: i64,
    /// Where [`Store::discard_to`] last went back to, and the operation that did it.
    pub(crate) discarded: Option<(i64, i64)>,
    /// Only a store that may be written has it.
    pub(crate) lock: Option<Lock>,
    /// The copy that is read in place of a file that cannot be read where it lies.
    pub(crate) _copy: Option<TempDir>,
}

impl Store {
    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// How it was opened: what the user must be told.
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// When the session began that ended without closing the store (a crash, a power cut); `None` after a clean end.
    pub fn crashed_session(&self) -> Option<&str> {
        self.crashed.as_ref().map(|crash| crash.since.as_str())
    }

    /// [`Store::seq`] as it was when the session began that was not closed, for [`Store::steps_since`].
    pub fn crashed_seq(&self) -> Option<i64> {
        self.crashed.as_ref().map(|crash| crash.seq.unwrap_or(self.seq_at_open))
    }

    /// What that session left is kept: it is not spoken of any more.
    pub fn keep_crashed(&mut self) {
        self.crashed = None;
        if let Some(lock) = &mut self.lock {
            lock.begin(self.seq_at_open);
        }
    }

    /// Takes the data back to how they were when that session began, as one operation, which can itself be undone.
    /// Without such a session nothing is done.
    ///
    /// # Errors
    /// [`Error::Barrier`] when something since then cannot be undone; the question stays open then.
    pub fn discard_crashed(&mut self, person: &str, at: &str) -> Result<Done<()>> {
        let Some(seq) = self.crashed_seq() else {
            return Ok(Done { value: (), changed: BTreeSet::new(), rows: BTreeSet::new() });
        };
        let done = self.discard_to(seq, person, at)?;
        // This is where the work begins anew.
        self.seq_at_open = self.seq()?;
        self.keep_crashed();
        Ok(done)
    }

    /// [`Store::seq`] as it was when the store was opened, for [`Store::discard_to`].
    pub fn seq_at_open(&self) -> i64 {
        self.seq_at_open
    }

    /// The queries.
    pub fn read(&self) -> Read<'_> {
        Read { conn: &self.conn }
    }

    /// The whole schema as text, for looking at and for the golden test.
    pub fn schema(&self) -> Result<String> {
        crate::schema::text(&self.conn)
    }

    pub(crate) fn conn(&self) -> &Connection {
        &self.conn
    }

    /// The connection for writing.
    pub(crate) fn writing(&mut self) -> Result<&mut Connection> {
        match self.lock {
            Some(_) => Ok(&mut self.conn),
            None => Err(Error::ReadOnly { place: self.dir.display().to_string() }),
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("dir", &self.dir).field("opened", &self.opened).finish_non_exhaustive()
    }
}

/// The queries; the files of [`crate::table`] add theirs.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    pub(crate) conn: &'a Connection,
}

/// The writers within an operation; it also reads what was written so far.
pub struct Tx<'a> {
    read: Read<'a>,
    barrier: bool,
    pub(crate) conn: &'a Connection,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(conn: &'a Connection, barrier: bool) -> Self {
        Self { read: Read { conn }, barrier, conn }
    }

    /// Refuses what must not be undone in an operation that can be.
    pub(crate) fn need_barrier(&self, what: &'static str) -> Result<()> {
        if self.barrier { Ok(()) } else { Err(Error::NeedsBarrier { what }) }
    }
}

impl<'a> std::ops::Deref for Tx<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}
