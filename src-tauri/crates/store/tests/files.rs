//! Content files: kept under their hash, checked when read, taken along by backups.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::period::FiscalYear;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Fault, FileRef, Store};
use support::*;

fn empty() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(dir.path(), AT).unwrap();
    (dir, store)
}

fn filled() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = empty();
    fill(&mut store);
    fill_2(&mut store);
    fill_3(&mut store);
    (dir, store)
}

fn place(dir: &Path, sha256: &str) -> PathBuf {
    dir.join("files").join(&sha256[..2]).join(sha256)
}

/// All files below a folder, by name.
fn below(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        match entry.path().is_dir() {
            true => found.extend(below(&entry.path())),
            false => found.push(entry.file_name().into_string().unwrap()),
        }
    }
    found.sort();
    found
}

#[test]
fn a_file_lies_under_its_hash_and_is_kept_once() {
    let (dir, store) = empty();
    // SHA-256 of "abc", from FIPS 180-4.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let kept = store.files().put_bytes(b"abc").unwrap();
    assert_eq!(kept, FileRef { sha256: abc.into(), bytes: 3 });
    assert_eq!(store.files().put_bytes(b"abc").unwrap(), kept);
    assert_eq!(below(&dir.path().join("files")), [abc]);
    assert_eq!(store.files().read(abc, "甲").unwrap(), b"abc");
    assert_eq!(store.files().path(abc), Some(place(dir.path(), abc)));
    assert_eq!(store.files().path("../wenxiao.db"), None);
    for bytes in [Vec::new(), vec![7; 700_000]] {
        let kept = store.files().put_bytes(&bytes).unwrap();
        assert_eq!(store.files().read(&kept.sha256, "乙").unwrap(), bytes);
    }
    let out = dir.path().join("出.bin");
    fs::write(&out, "先前").unwrap();
    assert_eq!(store.files().save(abc, "甲", &out).unwrap(), 3);
    assert_eq!(fs::read(&out).unwrap(), b"abc");
}

#[test]
fn the_limit_counts_and_nothing_half_written_stays() {
    let (dir, store) = empty();
    let source = dir.path().join("照片.jpg");
    fs::write(&source, [1; 1000]).unwrap();
    let code = |path: &Path, limit| store.files().put_file(path, limit).map_err(|error| error.code());
    assert_eq!(code(&source, 999), Err("STORE-FILE-TOO-BIG"));
    assert_eq!(code(&source, 1000).unwrap().bytes, 1000);
    assert_eq!(code(&dir.path().join("没有"), 9), Err("STORE-IO"));
    assert_eq!(code(dir.path(), u64::MAX), Err("STORE-IO"));
    fs::write(&source, "").unwrap();
    assert_eq!(code(&source, 9), Err("STORE-FILE-EMPTY"));
    assert_eq!(below(&dir.path().join("files")).len(), 1);
    let refused = store.files().put_file(&dir.path().join("没有"), 9).unwrap_err().to_string();
    assert!(refused.contains("没有") && refused.contains('请'), "{refused}");
}

#[test]
fn a_file_that_vanished_or_changed_is_noticed() {
    let (dir, store) = empty();
    let kept = store.files().put_bytes("验收单".as_bytes()).unwrap();
    let (files, sha256) = (store.files(), kept.sha256.as_str());
    let path = place(dir.path(), sha256);
    let (whole, out) = (fs::read(&path).unwrap(), dir.path().join("出"));
    let longer = [whole.as_slice(), b"x"].concat();
    let mut flipped = whole.clone();
    flipped[0] ^= 1;
    // What lies there, what a glance says, what a look says.
    for (content, glance, look) in [
        (Some(&longer), Some(Fault::Changed), Some(Fault::Changed)),
        (Some(&flipped), None, Some(Fault::Changed)),
        (None, Some(Fault::Missing), Some(Fault::Missing)),
        (Some(&whole), None, None),
    ] {
        match content {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        assert_eq!(files.glance(sha256, kept.bytes), glance);
        assert_eq!(files.fault(sha256), look);
        let code = match look {
            None => None,
            Some(Fault::Missing) => Some("STORE-FILE-MISSING"),
            Some(Fault::Changed) => Some("STORE-FILE-CHANGED"),
        };
        let read = files.read(sha256, "验收单.pdf").map_err(|error| error.code());
        assert_eq!(read.as_ref().err().copied(), code);
        let saved = files.save(sha256, "验收单.pdf", &out).map_err(|error| error.code());
        assert_eq!((saved.err(), out.exists()), (code, code.is_none()));
        // Adding it again mends it.
        assert_eq!(files.put_bytes(&whole).unwrap(), kept);
        assert_eq!(files.fault(sha256), None);
    }
    assert_eq!(below(&dir.path().join("files")), [sha256]);
    // A hash out of a tampered row leads nowhere.
    for odd in ["", "ab", "../../wenxiao.db", "é", &sha256.to_uppercase()] {
        assert_eq!(files.read(odd, "甲").unwrap_err().code(), "STORE-FILE-MISSING", "{odd}");
    }
}

#[test]
fn a_store_open_for_reading_keeps_nothing_new() {
    let (dir, store) = filled();
    let reader = Store::open_read_only(dir.path()).unwrap();
    assert_eq!(reader.files().put_bytes(b"x").unwrap_err().code(), "STORE-READ-ONLY");
    let proof = &reader.read().evidence("/rectifications/z1").unwrap()[0];
    assert_eq!(reader.files().read(&proof.sha256, &proof.name).unwrap(), "验收单".as_bytes());
    drop(store);
}

#[test]
fn what_a_power_cut_left_is_cleared_away() {
    let (dir, store) = empty();
    let kept = store.files().put_bytes(b"abc").unwrap();
    drop(store);
    fs::write(dir.path().join("files/77-0.part"), "halb").unwrap();
    let store = Store::open(dir.path(), AT).unwrap();
    assert_eq!(below(&dir.path().join("files")), [kept.sha256.as_str()]);
    let own = place(dir.path(), &kept.sha256);
    assert_eq!(store.check_outlet(&own).unwrap_err().code(), "STORE-EXISTS");
}

#[test]
fn the_examination_names_what_is_missing_or_changed() {
    let (dir, mut store) = filled();
    assert!(store.examine().unwrap().is_good());
    let (july, proof) = (
        store.read().ledgers(FiscalYear(2026)).unwrap().remove(0),
        store.read().evidence("/rectifications/z1").unwrap().remove(0),
    );
    fs::remove_file(place(dir.path(), &july.sha256)).unwrap();
    fs::write(place(dir.path(), &proof.sha256), "假单").unwrap();
    let health = store.examine().unwrap();
    let mut found: Vec<(&str, Fault)> =
        health.files.iter().map(|file| (file.name.as_str(), file.fault)).collect();
    found.sort();
    assert_eq!(found, [("e1.pdf", Fault::Changed), ("l7.xlsx", Fault::Missing)]);
    assert!(!health.is_good());
    // What no row speaks of is not asked after.
    put(&mut store, |tx| {
        tx.delete_ledger(&id("l7"))?;
        tx.delete_evidence(&id("e1"))
    });
    assert!(store.examine().unwrap().is_good());
}

#[test]
fn a_backup_made_elsewhere_takes_the_files_along_and_brings_them_back() {
    let (_dir, mut store) = filled();
    let august = ledger(&store, "l8", 8, "八月的支付");
    let unused = store.files().put_bytes("没人提到".as_bytes()).unwrap();
    put(&mut store, |tx| tx.put_ledger(&august, &[]));
    // Undone: redo will need its file again.
    store.undo(WHO, AT).unwrap();

    let stick = tempfile::tempdir().unwrap();
    let copy = stick.path().join("备份.db");
    let mut seen = Vec::new();
    let told = store
        .backup_to(&copy, &mut |done, all| {
            seen.push((done, all));
            true
        })
        .unwrap();
    assert!(told.is_empty());
    assert!(seen.is_sorted() && seen.last().is_some_and(|(done, all)| done == all), "{seen:?}");
    let along = below(&stick.path().join("备份.db.files"));
    assert_eq!(along.len(), 3);
    assert!(along.contains(&august.sha256) && !along.contains(&unused.sha256));

    let new = tempfile::tempdir().unwrap();
    drop(Store::create(new.path(), AT).unwrap());
    let restored = Store::restore(new.path(), &copy, WHO, AT).unwrap();
    assert!(restored.examine().unwrap().is_good());
    assert_eq!(below(&new.path().join("files")), along);
}

#[test]
fn a_backup_without_a_lost_file_is_made_and_says_so() {
    let (dir, store) = filled();
    let july = store.read().ledgers(FiscalYear(2026)).unwrap().remove(0);
    fs::remove_file(place(dir.path(), &july.sha256)).unwrap();
    let stick = tempfile::tempdir().unwrap();
    let copy = stick.path().join("备份.db");
    let told = store.backup_to(&copy, &mut |_, _| true).unwrap();
    assert_eq!((told.len(), told[0].name.as_str(), told[0].fault), (1, "l7.xlsx", Fault::Missing));
    assert_eq!(below(&stick.path().join("备份.db.files")).len(), 1);
}

#[test]
fn a_cancelled_backup_leaves_nothing() {
    let (_dir, store) = filled();
    for after in 0..4 {
        let stick = tempfile::tempdir().unwrap();
        let mut left = after;
        let stop = store.backup_to(&stick.path().join("备份.db"), &mut |_, _| {
            left -= 1;
            left >= 0
        });
        if let Err(error) = stop {
            assert_eq!(error.code(), "STORE-CANCELLED");
            assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 0, "{after}");
        }
    }
}

#[test]
fn the_backups_in_the_stores_own_folder_need_no_second_copy() {
    let (dir, store) = filled();
    store.backup(AT, &mut |_, _| true).unwrap();
    let names = below(&dir.path().join("backups"));
    assert_eq!(names.len(), 1);
}
