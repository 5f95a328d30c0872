//! The folder: opening, locking, damage, backups, places that cannot be written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::period::FiscalYear;
use std::fs;
use std::path::{Path, PathBuf};
use store::{DATABASE, Error, Opened, ReadOnlyReason, SCHEMA_VERSION, Store, backups};
use support::*;

fn filled(dir: &Path) -> Store {
    let mut store = Store::create(dir, AT).unwrap();
    fill(&mut store);
    store
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn backup(store: &Store, at: &str) -> PathBuf {
    store.backup(at, &mut |_, _| true).unwrap()
}

#[test]
fn one_writer_and_many_readers() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(Store::open(dir.path(), AT).unwrap_err().code(), "STORE-MISSING");
    assert_eq!(Store::open_read_only(dir.path()).unwrap_err().code(), "STORE-MISSING");
    let mut store = filled(dir.path());
    assert_eq!(Store::create(dir.path(), AT).unwrap_err().code(), "STORE-LOCKED");
    let refused = Store::open(dir.path(), AT).unwrap_err();
    assert_eq!(refused.code(), "STORE-LOCKED");
    assert_eq!(
        Store::restore(dir.path(), &dir.path().join("x"), WHO, AT).unwrap_err().code(),
        "STORE-LOCKED"
    );

    let mut reader = Store::open_read_only(dir.path()).unwrap();
    assert_eq!(reader.opened(), &Opened::ReadOnly { reason: ReadOnlyReason::Asked });
    assert_eq!(reader.read().units().unwrap().len(), 1);
    put(&mut store, |tx| tx.put_setting("neu", &true.into()));
    assert_eq!(reader.read().setting("neu").unwrap(), Some(true.into()));
    let refused = reader.operate(&reversible("改"), |tx| tx.put_unit(&unit())).unwrap_err();
    assert_eq!(refused.code(), "STORE-READ-ONLY");
    assert_eq!(reader.undo(WHO, AT).unwrap_err().code(), "STORE-READ-ONLY");

    drop((store, reader));
    assert_eq!(Store::create(dir.path(), AT).unwrap_err().code(), "STORE-EXISTS");
    let store = Store::open(dir.path(), AT).unwrap();
    assert_eq!((store.opened(), store.crashed_session()), (&Opened::Normal, None));
    drop(store);
    assert_eq!(names(dir.path()), [DATABASE, "wenxiao.lock"]);
}

#[test]
fn newer_and_foreign_files_are_refused_by_name_and_left_alone() {
    for (pragma, code) in [
        (format!("PRAGMA user_version = {}", SCHEMA_VERSION + 1), "STORE-TOO-NEW"),
        ("PRAGMA application_id = 7".to_owned(), "STORE-FOREIGN"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let store = filled(dir.path());
        backup(&store, AT);
        drop(store);
        let stranger = stranger(dir.path());
        stranger.execute_batch(&pragma).unwrap();
        stranger.close().unwrap();
        let before = fs::read(dir.path().join(DATABASE)).unwrap();
        let refused = Store::open(dir.path(), AT).unwrap_err();
        assert_eq!(refused.code(), code);
        if let Error::TooNew { found, known } = refused {
            assert_eq!((found, known), (SCHEMA_VERSION + 1, SCHEMA_VERSION));
        }
        assert_eq!(Store::open_read_only(dir.path()).unwrap_err().code(), code);
        assert_eq!(fs::read(dir.path().join(DATABASE)).unwrap(), before);
        assert!(!names(dir.path()).iter().any(|name| name.contains(".damaged")));
    }
}

/// Ways in which a file goes bad.
fn spoil(path: &Path, how: &str) {
    let mut bytes = fs::read(path).unwrap();
    match how {
        "empty" => bytes.clear(),
        "zeroed" => bytes.fill(0),
        "header" => bytes[..16].copy_from_slice(b"not a database!!"),
        "cut" => bytes.truncate(bytes.len() / 2),
        "pages" => bytes.chunks_mut(4096).skip(1).for_each(|page| page[..64].fill(0xff)),
        other => panic!("{other}"),
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_store_is_set_aside_and_its_backup_shown() {
    for how in ["empty", "zeroed", "header", "cut", "pages"] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(DATABASE);
        let mut store = filled(dir.path());
        let good = backup(&store, AT);
        put(&mut store, |tx| tx.put_setting("nach", &1.into()));
        // The newest backup is itself bad: the one before must be found.
        let bad = backup(&store, "2026-03-06T09:30:00+08:00");
        drop(store);
        spoil(&bad, "pages");
        spoil(&path, how);
        let spoilt = fs::read(&path).unwrap();

        let mut store = Store::open(dir.path(), "2026-03-07T10:00:00+08:00").unwrap();
        let damaged = dir.path().join("wenxiao.db.damaged-20260307-100000");
        let told = Opened::RestoredFromBackup { damaged: damaged.clone(), backup: good.clone() };
        assert_eq!(store.opened(), &told, "{how}");
        assert_eq!(fs::read(&damaged).unwrap(), spoilt, "{how}");
        assert_eq!(store.read().projects(FiscalYear(2026)).unwrap().len(), 2);
        let refused = store.operate(&reversible("改"), |tx| tx.put_unit(&unit())).unwrap_err();
        assert_eq!(refused.code(), "STORE-READ-ONLY");
        drop(store);
        // Until the user decides, it stays so.
        assert_eq!(Store::open(dir.path(), AT).unwrap().opened(), &told);
        assert_eq!(Store::open_read_only(dir.path()).unwrap().opened(), &told);
        assert_eq!(Store::create(dir.path(), AT).unwrap_err().code(), "STORE-EXISTS");

        let refused = Store::restore(dir.path(), &bad, WHO, AT).unwrap_err();
        assert_eq!(refused.code(), "STORE-BACKUP");
        let mut store = Store::restore(dir.path(), &good, WHO, AT).unwrap();
        assert_eq!(store.opened(), &Opened::Normal);
        assert_eq!(store.history(1).unwrap()[0].label, "从备份恢复（wenxiao-20260305-093000.db）");
        assert_eq!(store.undo(WHO, AT).unwrap_err().code(), "STORE-BARRIER");
        put(&mut store, |tx| tx.put_setting("weiter", &1.into()));
        assert!(store.examine().unwrap().is_good());
        assert!(damaged.exists());
    }
}

#[test]
fn damage_without_a_backup_leaves_the_file_where_it_is() {
    let dir = tempfile::tempdir().unwrap();
    drop(filled(dir.path()));
    spoil(&dir.path().join(DATABASE), "header");
    for _ in 0..2 {
        let refused = Store::open(dir.path(), AT).unwrap_err();
        assert_eq!(refused.code(), "STORE-DAMAGED");
        assert!(refused.to_string().contains(DATABASE), "{refused}");
    }
    assert_eq!(names(dir.path()), [DATABASE, "wenxiao.lock"]);
}

#[test]
fn restoring_keeps_what_was_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = filled(dir.path());
    let old = backup(&store, AT);
    let before = dump(dir.path());
    put(&mut store, |tx| tx.put_setting("neu", &1.into()));
    drop(store);
    let store = Store::restore(dir.path(), &old, WHO, "2026-03-08T00:00:01+08:00").unwrap();
    assert_eq!(dump(dir.path()), before);
    assert!(names(dir.path()).contains(&"wenxiao.db.replaced-20260308-000001".to_owned()));
    assert_eq!(store.audit_verify().unwrap().broken, None);
}

#[test]
fn backups_are_whole_single_files_and_thin_out() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(dir.path());
    let mut seen = Vec::new();
    let first = store
        .backup("2026-01-05T08:00:00+08:00", &mut |done, all| {
            seen.push((done, all));
            true
        })
        .unwrap();
    assert!(seen.last().is_some_and(|(done, all)| done == all && *all > 0));
    for at in ["2026-01-06T08:00:00+08:00", "2026-03-20T08:00:00+08:00", "2026-03-20T09:00:00+08:00"] {
        backup(&store, at);
    }
    assert!(!first.exists());
    fs::write(dir.path().join("backups/我的副本.db"), "x").unwrap();
    let listed: Vec<String> = backups(dir.path()).unwrap().iter().map(|file| file.time.to_string()).collect();
    assert_eq!(listed, ["2026-03-20 09:00:00", "2026-03-20 08:00:00", "2026-01-06 08:00:00"]);
    assert!(names(&dir.path().join("backups")).iter().all(|name| name.ends_with(".db")));

    // Anywhere the user likes, over a file that is there; it opens as a store of its own.
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join(DATABASE);
    fs::write(&target, "alt").unwrap();
    store.backup_to(&target, &mut |_, _| true).unwrap();
    assert_eq!(names(elsewhere.path()), [DATABASE]);
    assert_eq!(dump(elsewhere.path()), dump(dir.path()));
    assert!(Store::open(elsewhere.path(), AT).unwrap().examine().unwrap().is_good());

    for name in [DATABASE, "b.db"] {
        let own = dir.path().join(name);
        assert_eq!(store.backup_to(&own, &mut |_, _| true).unwrap_err().code(), "STORE-EXISTS");
    }
    let other = elsewhere.path().join("b.db");
    assert_eq!(store.backup_to(&other, &mut |_, _| false).unwrap_err().code(), "STORE-CANCELLED");
    assert_eq!(store.backup("heute", &mut |_, _| true).unwrap_err().code(), "STORE-TIME");
    assert!(!names(elsewhere.path()).iter().any(|name| name.starts_with("b.db")));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    /// A mount that goes away with the test.
    struct Mount(PathBuf);

    impl Mount {
        /// `None` where mounting is not allowed: only root may.
        fn new(place: &Path, arguments: &[&str]) -> Option<Self> {
            let done = Command::new("mount").args(arguments).arg(place).output().ok()?;
            done.status.success().then(|| Self(place.to_owned()))
        }
    }

    impl Drop for Mount {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        }
    }

    /// Makes a folder read-only, for root too where a mount can do it.
    fn protect(dir: &Path) -> Option<Mount> {
        let place = dir.to_str().unwrap();
        if let Some(mount) = Mount::new(dir, &["--bind", place]) {
            let remount = Command::new("mount").args(["-o", "remount,ro,bind", place]).status().unwrap();
            assert!(remount.success());
            return Some(mount);
        }
        fs::set_permissions(dir, fs::Permissions::from_mode(0o555)).unwrap();
        None
    }

    #[test]
    fn a_read_only_folder_shows_everything_also_what_is_in_the_log_alone() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("store");
        let mut store = filled(&dir);
        put(&mut store, |tx| tx.put_setting("zuletzt", &1.into()));
        // As after a power cut: the log is not yet in the database, and there is no -shm.
        let crashed = outer.path().join("crashed");
        fs::create_dir(&crashed).unwrap();
        for name in [DATABASE, "wenxiao.db-wal"] {
            fs::copy(dir.join(name), crashed.join(name)).unwrap();
        }
        drop(store);
        for dir in [dir, crashed] {
            let before = names(&dir);
            let mount = protect(&dir);
            let mut store = Store::open(&dir, AT).unwrap();
            assert_eq!(store.opened(), &Opened::ReadOnly { reason: ReadOnlyReason::Folder });
            assert_eq!(store.read().setting("zuletzt").unwrap(), Some(1.into()));
            assert_eq!(store.read().projects(FiscalYear(2026)).unwrap().len(), 2);
            assert_eq!(store.audit_verify().unwrap().broken, None);
            let refused = store.operate(&reversible("改"), |tx| tx.put_unit(&unit())).unwrap_err();
            assert_eq!(refused.code(), "STORE-READ-ONLY");
            assert_eq!(store.backup(AT, &mut |_, _| true).unwrap_err().code(), "STORE-READ-ONLY");
            drop(store);
            drop(Store::open_read_only(&dir).unwrap());
            let inside = dir.join("neu");
            assert_eq!(Store::create(&inside, AT).unwrap_err().code(), "STORE-READ-ONLY");
            assert_eq!(names(&dir), before);
            drop(mount);
            fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    fn a_full_disk_has_its_code_and_loses_nothing() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("small");
        fs::create_dir(&dir).unwrap();
        // Only root can make a small disk; `full.rs` covers the rest through SQLite's own limit.
        let Some(_mount) = Mount::new(&dir, &["-t", "tmpfs", "-o", "size=1m", "none"]) else { return };
        let mut store = filled(&dir);
        let mut kept = dump(&dir);
        let refused = (0..10_000).find_map(|i| {
            let big = vec![format!("{i} {}", "大".repeat(5000))];
            match store.operate(&reversible("填"), |tx| tx.put_setting(&i.to_string(), &big.clone().into()))
            {
                Ok(_) => {
                    kept = dump(&dir);
                    None
                }
                Err(refused) => Some(refused),
            }
        });
        assert_eq!(refused.unwrap().code(), "STORE-DISK-FULL");
        assert_eq!(dump(&dir), kept);
        assert_eq!(store.audit_verify().unwrap().broken, None);
        let files = names(&dir);
        assert_eq!(store.backup(AT, &mut |_, _| true).unwrap_err().code(), "STORE-DISK-FULL");
        let beside = dir.join("backups/c.db");
        assert_eq!(store.backup_to(&beside, &mut |_, _| true).unwrap_err().code(), "STORE-DISK-FULL");
        let after: Vec<String> = names(&dir).into_iter().filter(|name| name != "backups").collect();
        assert_eq!(after, files);
        assert!(names(&dir.join("backups")).is_empty());
        assert!(store.examine().unwrap().is_good());
    }

    #[test]
    fn a_disk_without_a_byte_left_still_shows_everything() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("small");
        fs::create_dir(&dir).unwrap();
        let Some(_mount) = Mount::new(&dir, &["-t", "tmpfs", "-o", "size=1m", "none"]) else { return };
        drop(filled(&dir));
        let kept = dump(&dir);
        // The reader of `dump` leaves the side files; without them not even those have room.
        drop(Store::open(&dir, AT).unwrap());
        assert_eq!(names(&dir), [DATABASE, "wenxiao.lock"]);
        let mut filler = fs::File::create(dir.join("filler")).unwrap();
        while std::io::Write::write_all(&mut filler, &[1; 512]).is_ok() {}
        let store = Store::open(&dir, AT).unwrap();
        assert_eq!(store.opened(), &Opened::ReadOnly { reason: ReadOnlyReason::DiskFull });
        assert_eq!(store.read().projects(FiscalYear(2026)).unwrap().len(), 2);
        drop(store);
        drop(filler);
        fs::remove_file(dir.join("filler")).unwrap();
        assert_eq!(Store::open(&dir, AT).unwrap().opened(), &Opened::Normal);
        assert_eq!(dump(&dir), kept);
    }

    #[test]
    fn a_write_protected_file_opens_for_reading() {
        let dir = tempfile::tempdir().unwrap();
        drop(filled(dir.path()));
        let path = dir.path().join(DATABASE);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let mount = protect(&path);
        let mut store = Store::open(dir.path(), AT).unwrap();
        assert_eq!(store.opened(), &Opened::ReadOnly { reason: ReadOnlyReason::File });
        assert_eq!(store.read().projects(FiscalYear(2026)).unwrap().len(), 2);
        let refused = store.operate(&reversible("改"), |tx| tx.put_unit(&unit())).unwrap_err();
        assert_eq!(refused.code(), "STORE-READ-ONLY");
        drop((store, mount));
    }
}
