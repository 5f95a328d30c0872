//! Content files: what is too big to be a row, such as a month's payments or a proof that was attached.
//!
//! They lie in `files/` beside the data file, each under the SHA-256 of what it holds (`files/ab/ab12…`). A file never
//! changes and is never deleted by the program: a step that is undone may need it again. The rows that speak of one
//! hold its hash, so that a file that vanished or was tampered with is noticed when it is read.

use crate::error::{Error, Result};
use crate::file::put_in_place;
use crate::sql;
use crate::store::Store;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use ts_rs::TS;

pub(crate) const FOLDER: &str = "files";
/// What is being written: `files/<process>-<number>.part`.
const UNFINISHED: &str = "part";
/// Bytes in a MB, as error messages count.
const MB: u64 = 1024 * 1024;

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct FileRef {
    /// SHA-256 of its content, lower-case hex.
    pub sha256: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What is wrong with a kept file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It is not there.
    Missing,
    /// It does not hold what it held.
    Changed,
}

/// A kept file with which something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileFault {
    /// The name that the user gave it.
    pub name: String,
    /// SHA-256 of what it should hold.
    pub sha256: String,
    /// What is wrong.
    pub fault: Fault,
}

/// The content files of a store. It holds no lock, so long reading need not keep the store waiting.
#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
    writable: bool,
}

impl Store {
    /// The content files.
    pub fn files(&self) -> Files {
        Files { root: self.dir.join(FOLDER), writable: self.lock.is_some() }
    }
}

impl Files {
    pub(crate) fn within(dir: &Path) -> Self {
        Self { root: dir.join(FOLDER), writable: true }
    }

    /// Those that a backup took along, beside it.
    pub(crate) fn of_backup(path: &Path) -> Self {
        Self { root: crate::file::with_suffix(path, ".files"), writable: true }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Keeps bytes.
    ///
    /// # Errors
    /// The codes for a full disk and a place that cannot be written; nothing half-written stays.
    pub fn put_bytes(&self, bytes: &[u8]) -> Result<FileRef> {
        let mut rest = bytes;
        Ok(self.put(&mut rest, Path::new(""), u64::MAX)?.0)
    }

    /// Keeps a copy of a file of at most `limit` bytes.
    ///
    /// # Errors
    /// [`Error::FileTooBig`], [`Error::FileEmpty`]; [`Error::Io`] when it cannot be read; as [`Files::put_bytes`].
    pub fn put_file(&self, path: &Path, limit: u64) -> Result<FileRef> {
        let mut source = File::open(path).map_err(|fault| Error::reading(path, fault))?;
        // Says so before anything is copied; the count while copying decides.
        let size = source.metadata().map_err(|fault| Error::reading(path, fault))?.len();
        if size > limit {
            return Err(too_big(path, limit));
        }
        let (kept, fresh) = self.put(&mut source, path, limit)?;
        if kept.bytes == 0 {
            if fresh {
                let _ = fs::remove_file(self.place(&kept.sha256));
            }
            return Err(Error::FileEmpty { name: name_of(path) });
        }
        Ok(kept)
    }

    /// Keeps what `source` gives; says whether it was new. `path` names it in errors.
    fn put(&self, source: &mut dyn Read, path: &Path, limit: u64) -> Result<(FileRef, bool)> {
        if !self.writable {
            return Err(Error::ReadOnly { place: self.root.display().to_string() });
        }
        fs::create_dir_all(&self.root).map_err(|fault| Error::io(&self.root, fault))?;
        let unfinished = self.unfinished();
        let done = self.write(source, path, limit, &unfinished);
        if !matches!(done, Ok((_, true))) {
            let _ = fs::remove_file(&unfinished);
        }
        done
    }

    fn write(
        &self,
        source: &mut dyn Read,
        path: &Path,
        limit: u64,
        unfinished: &Path,
    ) -> Result<(FileRef, bool)> {
        let mut target = File::create(unfinished).map_err(|fault| Error::io(&self.root, fault))?;
        let kept = hash(source, limit, |part| target.write_all(part)).map_err(|fault| match fault {
            Failed::Reading(fault) => Error::reading(path, fault),
            Failed::Writing(fault) => Error::io(&self.root, fault),
            Failed::TooBig => too_big(path, limit),
        })?;
        drop(target);
        if self.fault(&kept.sha256).is_none() {
            return Ok((kept, false));
        }
        let place = self.place(&kept.sha256);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|fault| Error::io(folder, fault))?;
        }
        put_in_place(unfinished, &place)?;
        Ok((kept, true))
    }

    /// Reads a file as a whole. `name` is what the user calls it, for errors.
    ///
    /// # Errors
    /// [`Error::FileMissing`]; [`Error::FileChanged`] when it does not hold what it held.
    pub fn read(&self, sha256: &str, name: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.stream(sha256, name, |part| {
            bytes.extend_from_slice(part);
            Ok(())
        })?;
        Ok(bytes)
    }

    /// Writes a copy of a file to a place that the user chose: as a whole or not at all.
    ///
    /// # Errors
    /// As [`Files::read`]; the codes for a full disk and a place that cannot be written.
    pub fn save(&self, sha256: &str, name: &str, to: &Path) -> Result<u64> {
        let unfinished = crate::file::with_suffix(to, ".part");
        let copied = File::create(&unfinished)
            .map_err(|fault| Error::io(to, fault))
            .and_then(|mut target| {
                self.stream(sha256, name, |part| target.write_all(part).map_err(|fault| Error::io(to, fault)))
            })
            .and_then(|bytes| put_in_place(&unfinished, to).map(|()| bytes));
        if copied.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        copied
    }

    /// Gives a file piece by piece; what it gave counts only when it ends well.
    fn stream(&self, sha256: &str, name: &str, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<u64> {
        let mut source = self.open(sha256).map_err(|fault| match fault.kind() {
            std::io::ErrorKind::NotFound => Error::FileMissing { name: name.to_owned() },
            _ => Error::reading(&self.place(sha256), fault),
        })?;
        let mut refused = None;
        let found = hash(&mut source, u64::MAX, |part| {
            take(part).map_err(|error| {
                refused = Some(error);
                std::io::ErrorKind::Other.into()
            })
        });
        match (found, refused) {
            (_, Some(error)) => Err(error),
            (Ok(found), _) if found.sha256 == sha256 => Ok(found.bytes),
            (Ok(_), _) => Err(Error::FileChanged { name: name.to_owned() }),
            (Err(Failed::Reading(fault) | Failed::Writing(fault)), _) => {
                Err(Error::reading(&self.place(sha256), fault))
            }
            (Err(Failed::TooBig), _) => Err(Error::FileChanged { name: name.to_owned() }),
        }
    }

    /// Where a file lies, to be read as it is packed; whether it is there and holds what it held, [`Files::fault`] tells.
    pub fn path(&self, sha256: &str) -> Option<PathBuf> {
        is_hash(sha256).then(|| self.place(sha256))
    }

    /// Is a file there, and of this size? A quick look that reads nothing.
    pub fn glance(&self, sha256: &str, bytes: u64) -> Option<Fault> {
        match fs::metadata(self.place(sha256)) {
            Ok(found) if found.len() == bytes => None,
            Ok(_) => Some(Fault::Changed),
            Err(_) => Some(Fault::Missing),
        }
    }

    /// Is a file there, and does it hold what it held? Reads it all.
    pub fn fault(&self, sha256: &str) -> Option<Fault> {
        let Ok(mut file) = self.open(sha256) else { return Some(Fault::Missing) };
        match hash(&mut file, u64::MAX, |_| Ok(())) {
            Ok(found) if found.sha256 == sha256 => None,
            _ => Some(Fault::Changed),
        }
    }

    fn open(&self, sha256: &str) -> std::io::Result<File> {
        if is_hash(sha256) {
            File::open(self.place(sha256))
        } else {
            Err(std::io::ErrorKind::NotFound.into())
        }
    }

    fn place(&self, sha256: &str) -> PathBuf {
        self.root.join(sha256.get(..2).unwrap_or_default()).join(sha256)
    }

    fn unfinished(&self) -> PathBuf {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        self.root.join(format!("{}-{number}.{UNFINISHED}", std::process::id()))
    }

    /// Removes what a power cut left half-written. Only for who has the store to themselves.
    pub(crate) fn tidy(&self) {
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|extension| extension == UNFINISHED) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The hashes of all files that are there.
    pub(crate) fn all(&self) -> Vec<String> {
        let folders = fs::read_dir(&self.root).into_iter().flatten().flatten();
        folders
            .flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten())
            .filter_map(|entry| entry.file_name().into_string().ok().filter(|name| is_hash(name)))
            .collect()
    }

    /// Takes a file over from another place; says whether it was new here. One that is here already stays.
    pub(crate) fn take_over(&self, from: &Self, sha256: &str, name: &str) -> Result<bool> {
        if self.fault(sha256).is_none() {
            return Ok(false);
        }
        let place = self.place(sha256);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|fault| Error::io(folder, fault))?;
        }
        from.save(sha256, name, &place)?;
        Ok(true)
    }

    /// Takes back a file that was taken over just now, and the folders that are empty then.
    pub(crate) fn put_back(&self, sha256: &str) {
        let place = self.place(sha256);
        let _ = fs::remove_file(&place);
        if let Some(folder) = place.parent() {
            let _ = fs::remove_dir(folder);
        }
        let _ = fs::remove_dir(&self.root);
    }
}

/// The content files that rows speak of, with the names that the user gave them.
const OF_DATA: &str = "
SELECT sha256, file_name AS name, bytes FROM ledger
UNION SELECT sha256, name, bytes FROM evidence";

/// Those that a step could bring back.
const OF_STEPS: &str = "
UNION SELECT json_extract(before, '$.sha256'), coalesce(json_extract(before, '$.file_name'), json_extract(before, '$.name')),
    json_extract(before, '$.bytes')
FROM change WHERE tbl IN ('ledger', 'evidence') AND before IS NOT NULL
UNION SELECT json_extract(after, '$.sha256'), coalesce(json_extract(after, '$.file_name'), json_extract(after, '$.name')),
    json_extract(after, '$.bytes')
FROM change WHERE tbl IN ('ledger', 'evidence') AND after IS NOT NULL";

/// A file that is spoken of.
pub(crate) struct Named {
    pub(crate) kept: FileRef,
    pub(crate) name: String,
}

/// The files that the data speak of, and with `steps` those that an undo or redo would need; each hash once.
pub(crate) fn spoken_of(conn: &Connection, steps: bool) -> Result<Vec<Named>> {
    let of_steps = if steps { OF_STEPS } else { "" };
    let query = format!(
        "SELECT sha256, min(name) AS name, max(bytes) AS bytes FROM ({OF_DATA}{of_steps}) GROUP BY sha256"
    );
    sql::all(conn, "files", &query, [], |line| {
        let kept = FileRef { sha256: line.text("sha256")?, bytes: line.small("bytes")? };
        Ok(Named { kept, name: line.text("name")? })
    })
}

enum Failed {
    Reading(std::io::Error),
    Writing(std::io::Error),
    TooBig,
}

/// Reads to the end, gives every piece on, and says what it was.
fn hash(
    source: &mut dyn Read,
    limit: u64,
    mut take: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::result::Result<FileRef, Failed> {
    let mut state = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    let mut bytes = 0u64;
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(fault) => return Err(Failed::Reading(fault)),
        };
        bytes += read as u64;
        if bytes > limit {
            return Err(Failed::TooBig);
        }
        let part = buffer.get(..read).unwrap_or_default();
        state.update(part);
        take(part).map_err(Failed::Writing)?;
    }
    let sha256 = state.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(FileRef { sha256, bytes })
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn too_big(path: &Path, limit: u64) -> Error {
    Error::FileTooBig { name: name_of(path), limit: limit / MB }
}
