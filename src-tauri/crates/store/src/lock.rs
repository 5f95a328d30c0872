//! The lock file: one writer per store, and a mark that tells whether the last one closed it.

use crate::error::{Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

pub(crate) const FILE: &str = "wenxiao.lock";

/// Held while the store may be written. The operating system gives it back also when the process dies;
/// the text in the file then stays, and the next opening finds it.
pub(crate) struct Lock {
    file: File,
}

/// What trying for the lock gave.
pub(crate) enum Taken {
    /// The lock, and the time at which a session began that was not closed.
    Locked(Lock, Option<String>),
    /// The file system knows no locks.
    NoLocks,
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
        let mut mark = String::new();
        // The mark is a help, not a need: what fails here must not keep the data from being opened.
        let _ = file.read_to_string(&mut mark);
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(at.as_bytes()));
        Ok(Taken::Locked(Self { file }, Some(mark).filter(|mark| !mark.is_empty())))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}
