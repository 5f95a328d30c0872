//! Creating, opening and restoring a store.
//!
//! The data are shown whenever they can be read at all: where they cannot be written they open read-only, where
//! they are damaged the last verified backup opens read-only. Nothing here deletes data.

use crate::backup::{self, backups};
use crate::error::{Error, Result};
use crate::file::{put_in_place, remove_database, rename_database, with_suffix};
use crate::lock::{self, Crash, Lock, Taken};
use crate::operation::{self, Record};
use crate::schema::{self, SCHEMA_VERSION};
use crate::store::Store;
use crate::{DATABASE, time};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use ts_rs::TS;

/// How a store was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Opened {
    /// For reading and writing.
    Normal,
    /// For reading only.
    ReadOnly {
        /// Why.
        reason: ReadOnlyReason,
    },
    /// The data were damaged: this is the last good backup, read-only. The user decides what to do
    /// ([`Store::restore`]).
    RestoredFromBackup {
        /// Where the damaged file is now.
        damaged: PathBuf,
        /// The backup that is shown.
        backup: PathBuf,
    },
}

/// Why a store is open for reading only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadOnlyReason {
    /// It was asked for.
    Asked,
    /// The folder cannot be written.
    Folder,
    /// The data file is write-protected.
    File,
    /// The disk has no space at all.
    DiskFull,
    /// The file system has no locks, so a second writer could not be kept out.
    NoLocks,
}

impl ReadOnlyReason {
    /// One sentence for the user, with what to do.
    pub fn text(self) -> &'static str {
        match self {
            Self::Asked => "以只读方式打开，不能修改；需要修改时请重新打开",
            Self::Folder => "数据文件夹不能写入，已按只读方式打开；需要修改时请把整个文件夹复制到可写的位置",
            Self::File => "数据文件设有只读属性，已按只读方式打开；需要修改时请去掉只读属性后重新打开",
            Self::DiskFull => "磁盘已满，已按只读方式打开；请腾出空间后重新打开",
            Self::NoLocks => "所在磁盘不支持文件锁，已按只读方式打开；需要修改时请把整个文件夹复制到本机磁盘",
        }
    }
}

impl Store {
    /// Makes a new, empty store in a folder, which is made if need be, and opens it. `at` is the time now, RFC 3339.
    ///
    /// # Errors
    /// [`Error::Exists`] when the folder holds one; the codes for a full disk or a read-only place.
    pub fn create(dir: &Path, at: &str) -> Result<Self> {
        time::read(at)?;
        let fresh = !exists(dir)?;
        fs::create_dir_all(dir).map_err(|fault| Error::io(dir, fault))?;
        let made = Self::make(dir, at);
        if made.is_err() && fresh {
            let _ = fs::remove_file(dir.join(lock::FILE)).and_then(|()| fs::remove_dir(dir));
        }
        made?;
        Self::open(dir, at)
    }

    fn make(dir: &Path, at: &str) -> Result<()> {
        let path = dir.join(DATABASE);
        {
            let _lock = match Lock::take(dir, at)? {
                Taken::Locked(lock, _) => lock,
                Taken::NoLocks => return Err(Error::ReadOnly { place: dir.display().to_string() }),
            };
            if exists(&path)? || newest_damaged(dir)?.is_some() {
                return Err(Error::Exists { dir: dir.display().to_string() });
            }
            let unfinished = with_suffix(&path, ".new");
            remove_database(&unfinished);
            let made = build(&unfinished, at).and_then(|()| put_in_place(&unfinished, &path));
            if made.is_err() {
                remove_database(&unfinished);
            }
            made
        }
    }

    /// Takes back a store that was made just now and could not be filled: its files go, and its folder when nothing
    /// else is in it. Never for a store that a user has worked in.
    pub fn unmake(self) {
        let dir = self.dir.clone();
        drop(self);
        remove_database(&dir.join(DATABASE));
        let _ = fs::remove_file(dir.join(lock::FILE)).and_then(|()| fs::remove_dir(&dir));
    }

    /// Refuses a place for some other file that would take the place of the store's own.
    ///
    /// # Errors
    /// [`Error::Exists`].
    pub fn check_outlet(&self, path: &Path) -> Result<()> {
        let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let same = |dir: &Path| fs::canonicalize(dir).ok() == fs::canonicalize(folder).ok();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let own = name.starts_with(DATABASE) || name == lock::FILE;
        let kept = fs::canonicalize(self.files().root()).ok();
        let within = fs::canonicalize(folder).ok().zip(kept).is_some_and(|(at, kept)| at.starts_with(kept));
        if (own && same(&self.dir)) || same(&self.dir.join(backup::FOLDER)) || within {
            return Err(Error::Exists { dir: folder.display().to_string() });
        }
        Ok(())
    }

    /// Opens a store for writing; where that cannot be, for reading: see [`Store::opened`].
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Locked`], [`Error::TooNew`], [`Error::Foreign`]; [`Error::Damaged`] when there
    /// is no good backup either.
    pub fn open(dir: &Path, at: &str) -> Result<Self> {
        let stamp = time::stamp(time::read(at)?);
        let path = dir.join(DATABASE);
        if !exists(&path)? {
            // Set aside at an earlier opening, and the user has not decided yet.
            return match newest_damaged(dir)? {
                Some(damaged) => from_backup(dir, damaged),
                None => Err(Error::Missing { dir: dir.display().to_string() }),
            };
        }
        let (lock, crashed) = match Lock::take(dir, at) {
            Ok(Taken::Locked(lock, crashed)) => (lock, crashed),
            Ok(Taken::NoLocks) => return read_only(dir, ReadOnlyReason::NoLocks),
            Err(Error::ReadOnly { .. }) => return read_only(dir, ReadOnlyReason::Folder),
            Err(Error::DiskFull) => return read_only(dir, ReadOnlyReason::DiskFull),
            Err(other) => return Err(other),
        };
        match for_writing(&path, at) {
            Ok(Some(conn)) => assemble(dir, conn, Opened::Normal, None, Some(lock), crashed),
            Ok(None) => read_only(dir, ReadOnlyReason::File),
            Err(Error::ReadOnly { .. }) => read_only(dir, ReadOnlyReason::Folder),
            Err(Error::DiskFull) => read_only(dir, ReadOnlyReason::DiskFull),
            Err(Error::Damaged { .. }) => {
                // Look for the backup first: without one the file stays where it is.
                let shown = from_backup(dir, path.clone())?;
                let damaged = with_suffix(&path, &format!(".damaged-{stamp}"));
                rename_database(&path, &damaged)?;
                let Opened::RestoredFromBackup { backup, .. } = shown.opened.clone() else {
                    return Ok(shown);
                };
                Ok(Self { opened: Opened::RestoredFromBackup { damaged, backup }, ..shown })
            }
            Err(other) => Err(other),
        }
    }

    /// Opens a store for reading, also while another process writes to it.
    ///
    /// # Errors
    /// As [`Store::open`], but never [`Error::Locked`].
    pub fn open_read_only(dir: &Path) -> Result<Self> {
        if exists(&dir.join(DATABASE))? {
            return read_only(dir, ReadOnlyReason::Asked);
        }
        match newest_damaged(dir)? {
            Some(damaged) => from_backup(dir, damaged),
            None => Err(Error::Missing { dir: dir.display().to_string() }),
        }
    }

    /// Puts a backup in the place of the data, as a barrier in the audit log, and opens it. Data that are there
    /// are kept beside it under the name `wenxiao.db.replaced-<time>`. Content files that went along with the backup
    /// come back too.
    ///
    /// # Errors
    /// [`Error::Backup`] when the backup is not whole; [`Error::Locked`] when the store is open for writing.
    pub fn restore(dir: &Path, backup: &Path, person: &str, at: &str) -> Result<Self> {
        let stamp = time::stamp(time::read(at)?);
        let path = dir.join(DATABASE);
        {
            let Taken::Locked(_lock, _) = Lock::take(dir, at)? else {
                return Err(Error::ReadOnly { place: dir.display().to_string() });
            };
            let whole = |fault| match fault {
                Error::Damaged { .. } | Error::Foreign { .. } => {
                    Error::Backup { path: backup.display().to_string() }
                }
                other => other,
            };
            let (conn, _copy) = readable(backup, "integrity_check").map_err(whole)?;
            let ready = with_suffix(&path, ".restored");
            backup::copy(&conn, &ready, &mut |_, _| true)?;
            if let Err(fault) = backup::bring_back(backup, dir) {
                remove_database(&ready);
                return Err(fault);
            }
            let replaced = with_suffix(&path, &format!(".replaced-{stamp}"));
            rename_database(&path, &replaced)?;
            if let Err(fault) = put_in_place(&ready, &path) {
                rename_database(&replaced, &path)?;
                return Err(fault);
            }
        }
        let mut store = Self::open(dir, at)?;
        let name = backup.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let label = format!("从备份恢复（{name}）");
        let record = Record { kind: "barrier", of: None, label: &label, person, at, always: true };
        operation::run(store.writing()?, &record, |_| Ok(()))?;
        Ok(store)
    }
}

fn assemble(
    dir: &Path,
    conn: Connection,
    opened: Opened,
    copy: Option<TempDir>,
    lock: Option<Lock>,
    crashed: Option<Crash>,
) -> Result<Store> {
    let mut store = Store {
        conn,
        dir: dir.to_owned(),
        opened,
        crashed,
        seq_at_open: 0,
        discarded: None,
        lock,
        _copy: copy,
    };
    store.seq_at_open = store.seq()?;
    if store.lock.is_some() {
        store.files().tidy();
    }
    if let (None, Some(lock)) = (&store.crashed, &mut store.lock) {
        lock.begin(store.seq_at_open);
    }
    Ok(store)
}

fn exists(path: &Path) -> Result<bool> {
    path.try_exists().map_err(|fault| Error::io(path, fault))
}

/// Builds an empty database file.
fn build(path: &Path, at: &str) -> Result<()> {
    let mut conn = Connection::open(path)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    schema::migrate(&mut conn, schema::migrations(at))?;
    conn.close().map_err(|(_, fault)| fault.into())
}

/// Opens a file for writing, its schema brought up to date; `None` when the file is write-protected.
fn for_writing(path: &Path, at: &str) -> Result<Option<Connection>> {
    let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    if conn.is_readonly("main")? {
        return Ok(None);
    }
    // Should the file be damaged, closing must not touch it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found = examine(&conn, path, "quick_check")?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    if found < SCHEMA_VERSION {
        let dir = path.parent().unwrap_or(Path::new("."));
        backup::into_folder(&conn, dir, at, &mut |_, _| true)?;
        schema::migrate(&mut conn, schema::migrations(at))?;
    }
    Ok(Some(conn))
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let size = fs::metadata(path).map_err(|fault| Error::io(path, fault))?.len();
    if size == 0 {
        // SQLite would take it for a new database.
        return Err(Error::damaged(path));
    }
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // So that a REPLACE, too, fires the triggers that refuse or log a deletion.
    conn.pragma_update(None, "recursive_triggers", true)?;
    Ok(conn)
}

/// Whose file is it, of which version, and is it whole?
fn examine(conn: &Connection, path: &Path, check: &str) -> Result<i64> {
    let named = |fault| match fault {
        Error::Damaged { .. } => Error::damaged(path),
        other => other,
    };
    let version = schema::version(conn, path).map_err(named)?;
    let verdict: String =
        conn.pragma_query_value(None, check, |row| row.get(0)).map_err(|fault| named(fault.into()))?;
    if verdict == "ok" { Ok(version) } else { Err(Error::damaged(path)) }
}

/// Opens a file for reading. One that cannot be read where it lies (a write-ahead log in a read-only folder, an
/// older schema) is read from a copy.
pub(crate) fn readable(path: &Path, check: &str) -> Result<(Connection, Option<TempDir>)> {
    let direct = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|conn| examine(&conn, path, check).map(|version| (conn, version)));
    match direct {
        Ok((conn, SCHEMA_VERSION)) => Ok((conn, None)),
        Ok(_) | Err(Error::ReadOnly { .. } | Error::DiskFull) => from_copy(path, check),
        Err(other) => Err(other),
    }
}

fn from_copy(path: &Path, check: &str) -> Result<(Connection, Option<TempDir>)> {
    let dir = tempfile::tempdir().map_err(|fault| Error::io(&std::env::temp_dir(), fault))?;
    let copy = dir.path().join(DATABASE);
    for suffix in ["", "-wal"] {
        let source = with_suffix(path, suffix);
        if exists(&source)? {
            let target = with_suffix(&copy, suffix);
            let mut from = fs::File::open(&source).map_err(|fault| Error::io(&source, fault))?;
            let copied = fs::File::create(&target).and_then(|mut to| std::io::copy(&mut from, &mut to));
            copied.map_err(|fault| Error::io(&target, fault))?;
        }
    }
    let mut conn = connect(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    if examine(&conn, path, check)? < SCHEMA_VERSION {
        // The time of this passing copy is never seen.
        schema::migrate(&mut conn, schema::migrations("2000-01-01T00:00:00Z"))?;
    }
    conn.pragma_update(None, "query_only", true)?;
    Ok((conn, Some(dir)))
}

fn read_only(dir: &Path, reason: ReadOnlyReason) -> Result<Store> {
    let path = dir.join(DATABASE);
    match readable(&path, "quick_check") {
        Ok((conn, copy)) => assemble(dir, conn, Opened::ReadOnly { reason }, copy, None, None),
        Err(Error::Damaged { .. }) => from_backup(dir, path),
        Err(other) => Err(other),
    }
}

/// Shows the newest backup that is whole, or says that the data are damaged.
fn from_backup(dir: &Path, damaged: PathBuf) -> Result<Store> {
    for file in backups(dir)? {
        if let Ok((conn, copy)) = readable(&file.path, "integrity_check") {
            let opened = Opened::RestoredFromBackup { damaged, backup: file.path };
            return assemble(dir, conn, opened, copy, None, None);
        }
    }
    Err(Error::damaged(&damaged))
}

/// The damaged file that was set aside last.
fn newest_damaged(dir: &Path) -> Result<Option<PathBuf>> {
    let prefix = format!("{DATABASE}.damaged-");
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(Error::io(dir, fault)),
    };
    let stamp = |path: &PathBuf| path.file_name()?.to_str()?.strip_prefix(&prefix).and_then(time::from_stamp);
    Ok(entries.flatten().map(|entry| entry.path()).filter(|path| stamp(path).is_some()).max_by_key(stamp))
}
