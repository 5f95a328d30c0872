//! Backups: copied through SQLite's online backup, then opened, checked and counted before they count as one.

use crate::error::{Error, Result};
use crate::file::{put_in_place, remove_database, with_suffix};
use crate::open;
use crate::store::Store;
use crate::thin::surplus;
use crate::{schema, time};
use chrono::NaiveDateTime;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use ts_rs::TS;

pub(crate) const FOLDER: &str = "backups";
/// Pages copied between two reports of progress: 1 MiB.
const PAGES: i32 = 256;

/// A backup file of a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupFile {
    /// The file.
    pub path: PathBuf,
    /// The local time in its name.
    #[ts(type = "string")]
    pub time: NaiveDateTime,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// The backups of the store in a folder, the newest first. Files with other names are left alone.
pub fn backups(dir: &Path) -> Result<Vec<BackupFile>> {
    let folder = dir.join(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(fault) => return Err(Error::io(&folder, fault)),
    };
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name();
        let time = time::from_stamp(name.to_str()?.strip_prefix("wenxiao-")?.strip_suffix(".db")?)?;
        Some(BackupFile { path: entry.path(), time, bytes: entry.metadata().ok()?.len() })
    };
    let mut found: Vec<BackupFile> = entries.flatten().filter_map(file).collect();
    found.sort_by_key(|file| std::cmp::Reverse(file.time));
    Ok(found)
}

impl Store {
    /// Makes a verified backup `backups/wenxiao-YYYYMMDD-HHMMSS.db`, then thins the older ones: all of today stay,
    /// one a day for 14 days, one a month before. `progress` gets pages done and in all; false cancels.
    ///
    /// # Errors
    /// The codes for a full disk or a read-only place, [`Error::Backup`], [`Error::Cancelled`]; no half-written
    /// file stays.
    pub fn backup(&self, at: &str, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<PathBuf> {
        into_folder(&self.conn, &self.dir, at, progress)
    }

    /// Writes a verified backup to a place that the user chose; a file that is there is replaced.
    ///
    /// # Errors
    /// As [`Store::backup`]; [`Error::Exists`] for a place in the store's own folder, where it could take the place
    /// of the data.
    pub fn backup_to(&self, path: &Path, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<()> {
        let canonical = |dir: &Path| fs::canonicalize(dir).map_err(|fault| Error::io(dir, fault));
        let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if canonical(folder)? == canonical(&self.dir)? {
            return Err(Error::Exists { dir: self.dir.display().to_string() });
        }
        copy(&self.conn, path, progress).map_err(|fault| match fault {
            // SQLite does not say which file it means.
            Error::ReadOnly { .. } => Error::ReadOnly { place: path.display().to_string() },
            other => other,
        })
    }
}

/// Makes a backup in a store's folder and thins the older ones.
pub(crate) fn into_folder(
    conn: &Connection,
    dir: &Path,
    at: &str,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<PathBuf> {
    let now = time::read(at)?;
    let folder = dir.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|fault| Error::io(&folder, fault))?;
    let path = folder.join(format!("wenxiao-{}.db", time::stamp(now)));
    copy(conn, &path, progress)?;
    let files = backups(dir)?;
    let times: Vec<NaiveDateTime> = files.iter().map(|file| file.time).collect();
    let gone = surplus(&times, now.date());
    for file in files.iter().filter(|file| gone.contains(&file.time) && file.path != path) {
        // One that cannot be removed now goes the next time.
        let _ = fs::remove_file(&file.path);
    }
    Ok(path)
}

/// Copies the database to a single file: written beside it, verified, then put in place.
pub(crate) fn copy(conn: &Connection, path: &Path, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<()> {
    let unfinished = with_suffix(path, ".part");
    remove_database(&unfinished);
    let done = write(conn, &unfinished, progress)
        .and_then(|()| verify(conn, &unfinished, path))
        .and_then(|()| put_in_place(&unfinished, path));
    if done.is_err() {
        remove_database(&unfinished);
    }
    done
}

fn write(conn: &Connection, path: &Path, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<()> {
    let mut to = Connection::open(path)?;
    {
        let backup = Backup::new(conn, &mut to)?;
        loop {
            let step = backup.step(PAGES)?;
            let pages = |count: i32| u64::try_from(count).unwrap_or(0);
            let (all, left) = (pages(backup.progress().pagecount), pages(backup.progress().remaining));
            if !progress(all.saturating_sub(left), all) {
                return Err(Error::Cancelled);
            }
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(Error::Busy),
            }
        }
    }
    // The copy says that it has a write-ahead log; a file to be carried about should stand alone.
    to.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    to.close().map_err(|(_, fault)| fault.into())
}

/// Opens the copy, checks it and compares the number of rows of every table.
fn verify(conn: &Connection, copy: &Path, named: &Path) -> Result<()> {
    let bad = || Error::Backup { path: named.display().to_string() };
    let (opened, _copy) = open::readable(copy, "integrity_check").map_err(|fault| match fault {
        Error::Damaged { .. } | Error::Foreign { .. } => bad(),
        other => other,
    })?;
    // An older schema was brought up to date in `opened`, so only like is compared with like.
    let same_schema = schema::text(&opened)? == schema::text(conn)?;
    if same_schema && schema::counts(&opened)? != schema::counts(conn)? { Err(bad()) } else { Ok(()) }
}
