//! Small helpers with files.

use crate::error::{Error, Result};
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

/// The path with text behind its name: `wenxiao.db` + `-wal`.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Moves a finished temporary file to its place, surviving a power cut at any moment.
pub(crate) fn put_in_place(temporary: &Path, place: &Path) -> Result<()> {
    let failed = |fault| Error::io(place, fault);
    // Windows flushes only through a handle that may write.
    OpenOptions::new().write(true).open(temporary).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(temporary, place).map_err(failed)?;
    // A folder can be flushed on Unix only; elsewhere the rename is on disk by itself.
    #[cfg(unix)]
    if let Some(dir) = place.parent() {
        let _ = fs::File::open(dir).and_then(|dir| dir.sync_all());
    }
    Ok(())
}

/// Removes a database file that was not finished, with its side files.
pub(crate) fn remove_database(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let _ = fs::remove_file(with_suffix(path, suffix));
    }
}

/// Renames a database file with its write-ahead log, so that the two still belong together.
pub(crate) fn rename_database(from: &Path, to: &Path) -> Result<()> {
    let exists = |path: &Path| path.try_exists().map_err(|fault| Error::io(path, fault));
    // The log first: without it the database would look whole and old.
    for suffix in ["-wal", "-shm", ""] {
        let (from, to) = (with_suffix(from, suffix), with_suffix(to, suffix));
        if exists(&from)? {
            fs::rename(&from, &to).map_err(|fault| Error::io(&from, fault))?;
        }
    }
    Ok(())
}
