//! "Has anything changed since this was last done?", by content, so that a checkout's new file
//! times cost nothing. The answer is kept in target/stamps.

use crate::sh::{Result, target};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// Names that are made from the sources, never sources themselves.
const MADE: &[&str] = &["node_modules", "dist", "coverage", ".vite"];

/// A remembered state of some files and folders.
pub(crate) struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// Reads the inputs (missing ones count as empty).
    pub(crate) fn of(name: &str, inputs: &[PathBuf]) -> Stamp {
        let mut hash = DefaultHasher::new();
        for input in inputs {
            take(input, &mut hash);
        }
        Stamp { file: target().join("stamps").join(name), now: format!("{:016x}\n", hash.finish()) }
    }

    /// Whether the inputs are what they were at the last [`Stamp::keep`].
    pub(crate) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
    }

    /// Remembers this state.
    pub(crate) fn keep(&self) -> Result<()> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&self.file, &self.now))
            .map_err(|e| format!("cannot write {}: {e}", self.file.display()))
    }
}

fn take(path: &Path, hash: &mut DefaultHasher) {
    let name = path.file_name().unwrap_or_default();
    if MADE.iter().any(|made| name == *made) {
        return;
    }
    name.hash(hash);
    if path.is_dir() {
        let mut inside: Vec<PathBuf> =
            fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        inside.sort();
        inside.len().hash(hash);
        for entry in inside {
            take(&entry, hash);
        }
    } else {
        fs::read(path).unwrap_or_default().hash(hash);
    }
}
