//! Writing a file so that it is there whole or not at all.

use crate::error::{Error, Result};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes to a temporary file beside the target, brings it to the disk and renames it into place.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = beside(path);
    let written = OpenOptions::new().write(true).create_new(true).open(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&temporary, path)).map_err(|error| {
        // The reason for the failure matters more than that of a failed cleaning.
        let _ = fs::remove_file(&temporary);
        Error::writing(path, &error)
    })
}

/// A name in the same folder that nobody uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (0u32..)
        .map(|n| path.with_file_name(format!(".{name}.{}-{n}.tmp", std::process::id())))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| path.with_extension("tmp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("结果.xlsx");
        write_file(&target, b"one").unwrap();
        write_file(&target, b"two").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"two");
        let missing = folder.path().join("无/结果.xlsx");
        assert_eq!(write_file(&missing, b"x").unwrap_err().code(), "SHEET-WRITE");
        let occupied = folder.path().join("folder");
        fs::create_dir(&occupied).unwrap();
        fs::write(occupied.join("inside"), b"").unwrap();
        assert!(write_file(&occupied, b"x").is_err());
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }
}
