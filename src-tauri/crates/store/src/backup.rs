//! Backups: copied through SQLite's online backup, then opened, checked and counted before they count as one.

use crate::error::{Error, Result};
use crate::file::{put_in_place, remove_database, with_suffix};
use crate::files::{self, Fault, FileFault, Files, Named};
use crate::open;
use crate::store::Store;
use crate::thin::surplus;
use crate::{schema, sql, time};
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
/// Bytes of a page: what progress counts in.
const PAGE: u64 = 4096;

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

    /// Writes a verified backup to a place that the user chose; a file that is there is replaced. The content files
    /// go along in a folder beside it, `<name>.files`. Those that could not be taken along are told.
    ///
    /// # Errors
    /// As [`Store::backup`]; [`Error::Exists`] for a place in the store's own folder, where it could take the place
    /// of the data.
    pub fn backup_to(
        &self,
        path: &Path,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Vec<FileFault>> {
        let canonical = |dir: &Path| fs::canonicalize(dir).map_err(|fault| Error::io(dir, fault));
        let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if canonical(folder)? == canonical(&self.dir)? {
            return Err(Error::Exists { dir: self.dir.display().to_string() });
        }
        // One moment for both, so that no row of the copy speaks of a file that came later.
        sql::snapshot(&self.conn, || {
            let wanted = files::spoken_of(&self.conn, true)?;
            let mut taken = TakenAlong::to(path);
            let size: u64 = wanted.iter().map(|file| file.kept.bytes / PAGE).sum();
            let pages: i64 = self.conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
            let all = size + u64::try_from(pages).unwrap_or(0);
            let done = taken
                .all(&self.files(), &wanted, &mut |done| progress(done, all))
                .and_then(|()| copy(&self.conn, path, &mut |done, all| progress(size + done, size + all)));
            match done {
                Ok(()) => Ok(taken.faults),
                Err(fault) => {
                    taken.put_back();
                    Err(match fault {
                        // SQLite does not say which file it means.
                        Error::ReadOnly { .. } => Error::ReadOnly { place: path.display().to_string() },
                        other => other,
                    })
                }
            }
        })
    }
}

/// The content files that go along with a backup.
struct TakenAlong {
    to: Files,
    /// The hashes of those that were not there before.
    fresh: Vec<String>,
    faults: Vec<FileFault>,
}

impl TakenAlong {
    fn to(path: &Path) -> Self {
        Self { to: Files::of_backup(path), fresh: Vec::new(), faults: Vec::new() }
    }

    fn all(&mut self, from: &Files, wanted: &[Named], progress: &mut dyn FnMut(u64) -> bool) -> Result<()> {
        let mut done = 0;
        for Named { kept, name } in wanted {
            let fault = match self.to.take_over(from, &kept.sha256, name) {
                Ok(true) => {
                    self.fresh.push(kept.sha256.clone());
                    None
                }
                Ok(false) => None,
                // A backup without it is better than none.
                Err(Error::FileMissing { .. }) => Some(Fault::Missing),
                Err(Error::FileChanged { .. }) => Some(Fault::Changed),
                Err(other) => return Err(other),
            };
            let told = |fault| FileFault { name: name.clone(), sha256: kept.sha256.clone(), fault };
            self.faults.extend(fault.map(told));
            done += kept.bytes / PAGE;
            if !progress(done) {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }

    fn put_back(&self) {
        self.fresh.iter().for_each(|sha256| self.to.put_back(sha256));
    }
}

/// Brings back the content files that a backup took along; those that are here and whole stay.
pub(crate) fn bring_back(path: &Path, dir: &Path) -> Result<()> {
    let (from, to) = (Files::of_backup(path), Files::within(dir));
    for sha256 in from.all() {
        match to.take_over(&from, &sha256, &sha256) {
            // What the backup itself has lost is for the examination to tell.
            Ok(_) | Err(Error::FileMissing { .. } | Error::FileChanged { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
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
