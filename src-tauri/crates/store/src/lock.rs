//! The lock file: one writer per store, and a mark that tells whether the last one closed it and where it began.

use crate::error::{Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

pub(crate) const FILE: &str = "wenxiao.lock";

/// Held while the store may be written. The operating system gives it back also when the process dies;
/// the text in the file then stays, and the next opening finds it.
pub(crate) struct Lock {
    file: File,
    at: String,
}

/// What trying for the lock gave.
pub(crate) enum Taken {
    /// The lock, and the session that was not closed.
    Locked(Lock, Option<Crash>),
    /// The file system knows no locks.
    NoLocks,
}

/// A session that ended without closing the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crash {
    /// When it began.
    pub(crate) since: String,
    /// Where the history stood then; not known of one that did not come so far.
    pub(crate) seq: Option<i64>,
}

impl Lock {
    /// Tries for the lock without waiting.
    pub(crate) fn take(dir: &Path, at: &str) -> Result<Taken> {
        let path = dir.join(FILE);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|fault| Error::io(dir, fault))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Locked { dir: dir.display().to_string() }),
            Err(TryLockError::Error(_)) => return Ok(Taken::NoLocks),
        }
        let mut text = String::new();
        // The mark is a help, not a need: what fails here must not keep the data from being opened.
        let _ = file.read_to_string(&mut text);
        let crash = mark(&text);
        let mut lock = Self { file, at: at.to_owned() };
        // One that was not closed stays in the mark until somebody has decided about it.
        if crash.is_none() {
            lock.write(at);
        }
        Ok(Taken::Locked(lock, crash))
    }

    /// Marks where this session begins.
    pub(crate) fn begin(&mut self, seq: i64) {
        let text = format!("{}\n{seq}", self.at);
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        let file = &mut self.file;
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(text.as_bytes()));
    }
}

/// Reads a mark: the time, and from the second version on the place in the history.
fn mark(text: &str) -> Option<Crash> {
    let mut lines = text.lines();
    let since = lines.next().filter(|since| !since.is_empty())?.to_owned();
    Some(Crash { since, seq: lines.next().and_then(|seq| seq.parse().ok()) })
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_far_as_it_goes() {
        let crash = |since: &str, seq| Some(Crash { since: since.to_owned(), seq });
        for (text, expected) in [
            ("", None),
            ("2026-03-05T09:30:00+08:00", crash("2026-03-05T09:30:00+08:00", None)),
            ("2026-03-05T09:30:00+08:00\n17", crash("2026-03-05T09:30:00+08:00", Some(17))),
            ("2026-03-05T09:30:00+08:00\n1x", crash("2026-03-05T09:30:00+08:00", None)),
        ] {
            assert_eq!(mark(text), expected, "{text}");
        }
    }
}
