//! The list of bad input: every situation has its code, and leaves nothing half-written and nothing lost.
//!
//! Workbook bombs have their own tests, with a memory cap, in the sheets crate; the table of attacks on a package
//! in the package crate. Here the whole program meets them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_os = "linux")]
#[path = "bad_input/disks.rs"]
mod disks;

use app::commands::Empty;
use app::usecase::{audit, check, edit, import, keys, print, project, seal, store, verify};
use app::{ApiError, App, Host, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, Weak};
use support::{Desk, bad_files, root};

const PASSPHRASE: &str = "correct horse 219001";

/// Files with their contents, without SQLite's side files, whose coming and going means nothing.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            // The folder of backups stays once it was made.
            if name != "backups" {
                found.insert(path.clone(), Vec::new());
            }
            found.extend(files(&path));
        } else if !name.ends_with("-wal") && !name.ends_with("-shm") && name != "wenxiao.lock" {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// What the open store says.
fn said(app: &App) -> Option<(String, String)> {
    let list = project::list(app, Empty {}).ok()?;
    Some((serde_json::to_string(&list).unwrap(), audit::verify(app, Empty {}).unwrap().head))
}

fn sentence(what: &str, error: &ApiError) {
    let chinese = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let english = error.message.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
    let english = english.map(str::trim).filter(|words| words.contains(' ')).collect::<Vec<_>>();
    assert!(error.message.chars().any(chinese) && !error.message.contains('\n'), "{what}: {}", error.message);
    assert!(english.is_empty(), "{what}: {english:?} in {}", error.message);
    assert!(error.message.contains('请'), "{what} says no remedy: {}", error.message);
    assert!(app::catalogue().contains_key(&error.code) || error.code.starts_with("ZIP-"), "{}", error.code);
}

/// Does something that must be refused with a code and change nothing, on the disk or in the open store.
fn refused<T>(what: &str, desk: &Desk, code: &str, act: impl FnOnce(&Desk) -> Result<T>) {
    let before = (files(desk.dir.path()), said(&desk.app));
    let Err(error) = act(desk) else { panic!("{what}: not refused") };
    assert_eq!(error.code, code, "{what}: {error}");
    sentence(what, &error);
    let after = (files(desk.dir.path()), said(&desk.app));
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after.0), names(&before.0), "{what}: files came or went");
    assert!(after.0 == before.0, "{what}: a file changed");
    assert_eq!(after.1, before.1, "{what}: data changed");
}

fn take(desk: &Desk, file: &str, rejects: Option<&str>) -> Result<import::Imported> {
    import::commit(
        &desk.app,
        import::ImportCommit {
            file: desk.text(file),
            sheet: None,
            only: None,
            mapping: None,
            rejects: rejects.map(|file| desk.text(file)),
        },
    )
}

fn open(desk: &Desk, folder: &str) -> Result<store::StoreInfo> {
    store::open(&desk.app, store::OpenStore { folder: desk.text(folder) })
}

fn new_unit(desk: &Desk, folder: &str) -> store::CreateStore {
    store::CreateStore {
        folder: desk.text(folder),
        name: "甲镇".into(),
        kind: domain::unit::UnitKind::Township,
        code: "219001".into(),
        credit_code: String::new(),
        division_code: String::new(),
        year: 2026,
        pack: "mof-2021".into(),
        person: "甲".into(),
        role: "编制".into(),
    }
}

fn print_to(desk: &Desk, project: &str, file: &str) -> Result<print::SavedFile> {
    let query = print::PrintSave { project: project.into(), file: desk.text(file), ..Default::default() };
    print::save(&desk.app, query)
}

fn make_key(desk: &Desk) {
    let new = keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false };
    keys::create(&desk.app, new).unwrap();
}

fn seal_into(desk: &Desk, folder: &str, passphrase: &str) -> Result<verify::PackageReport> {
    seal::run(
        &desk.app,
        seal::SealRun {
            recipient: "532504".into(),
            ready_only: true,
            folder: desk.text(folder),
            key: None,
            passphrase: passphrase.into(),
            ..Default::default()
        },
    )
}

/// The demo unit with a key and one package in `stick/`.
fn sealed() -> (Desk, verify::PackageReport) {
    let desk = Desk::demo();
    make_key(&desk);
    fs::create_dir(desk.path("stick")).unwrap();
    let report = seal_into(&desk, "stick", PASSPHRASE).unwrap();
    (desk, report)
}

/// A project that the demo unit may print.
const ROAD: &str = "村级道路日常养护";

fn list_book(path: &Path, rows: &[Vec<String>]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save(path).unwrap();
}

fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
}

#[test]
fn workbooks_that_cannot_be_read() {
    let desk = Desk::demo();
    for (name, bytes, code) in bad_files::workbooks() {
        fs::write(desk.path(name), bytes).unwrap();
        refused(name, &desk, code, |desk| take(desk, name, None));
        fs::remove_file(desk.path(name)).unwrap();
    }
    fs::create_dir(desk.path("文件夹.xlsx")).unwrap();
    refused("a folder", &desk, "APP-FILE", |desk| take(desk, "文件夹.xlsx", None));
    refused("nothing there", &desk, "APP-FILE-MISSING", |desk| take(desk, "没有.xlsx", None));
}

#[test]
fn stores_that_cannot_be_opened_stay_as_they_are() {
    let desk = Desk::demo();
    store::close(&desk.app, Empty {}).unwrap();
    let whole = fs::read(desk.path("demo/wenxiao.db")).unwrap();
    for (what, bytes, code) in bad_files::stores(&whole) {
        fs::write(desk.path("demo/wenxiao.db"), bytes).unwrap();
        refused(what, &desk, code, |desk| open(desk, "demo"));
        refused(what, &desk, "STORE-EXISTS", |desk| store::create(&desk.app, new_unit(desk, "demo")));
    }
    fs::write(desk.path("文件"), "x").unwrap();
    refused("a file", &desk, "STORE-IO", |desk| open(desk, "文件"));
    refused("new in a file", &desk, "STORE-IO", |desk| store::create(&desk.app, new_unit(desk, "文件")));
    refused("nothing", &desk, "STORE-MISSING", |desk| open(desk, "没有"));
    // The store that is open stays open when another cannot be.
    fs::write(desk.path("demo/wenxiao.db"), &whole).unwrap();
    open(&desk, "demo").unwrap();
    refused("another", &desk, "STORE-MISSING", |desk| open(desk, "没有"));
    assert!(store::current(&desk.app, Empty {}).unwrap().is_some());
}

#[test]
fn a_damaged_store_shows_its_backup_and_takes_no_changes() {
    let desk = Desk::demo();
    let before = said(&desk.app);
    audit::backup(&desk.app, audit::BackupTo::default()).unwrap();
    store::close(&desk.app, Empty {}).unwrap();
    fs::write(desk.path("demo/wenxiao.db"), [7; 5000]).unwrap();
    let info = open(&desk, "demo").unwrap();
    assert!(info.read_only && info.notice.unwrap().contains("已损坏"));
    assert_eq!(said(&desk.app), before);
    let cell = || edit::EditCell { path: "/unit/phone".into(), text: "1".into() };
    refused("edit", &desk, "APP-READ-ONLY", |desk| edit::cell(&desk.app, cell()));
    refused("undo", &desk, "APP-READ-ONLY", |desk| edit::undo(&desk.app, Empty {}));
    assert!(audit::doctor(&desk.app, Empty {}).unwrap().iter().any(|line| !line.ok));
    // The user decides: the backup takes the place of the data, and the damaged file is still there.
    assert!(info.can_restore);
    let restored = store::restore(&desk.app, store::Restore::default()).unwrap();
    assert!(!restored.read_only && !restored.can_restore);
    // The same data; the audit log has one line more, which says that they were restored.
    assert_eq!(said(&desk.app).unwrap().0, before.unwrap().0);
    edit::cell(&desk.app, cell()).unwrap();
    let kept = |name: String| name.contains("wenxiao.db.damaged");
    let names = fs::read_dir(desk.path("demo")).unwrap().flatten();
    assert!(names.map(|entry| entry.file_name().to_string_lossy().into_owned()).any(kept));
}

#[test]
fn a_store_that_another_process_has_is_read_and_not_written() {
    let desk = Desk::demo();
    let other = Desk::empty();
    let folder = desk.text("demo");
    let info = store::open(&other.app, store::OpenStore { folder }).unwrap();
    assert!(info.read_only);
    assert_eq!(said(&other.app), said(&desk.app));
    let cell = || edit::EditCell { path: "/unit/phone".into(), text: "1".into() };
    refused("edit", &other, "STORE-LOCKED", |other| edit::cell(&other.app, cell()));
    edit::cell(&desk.app, cell()).unwrap();
}

#[test]
fn places_that_cannot_be_meant() {
    let (desk, report) = sealed();
    fs::create_dir(desk.path("夹.pdf")).unwrap();
    let export = |desk: &Desk, file: &str| audit::export(&desk.app, print::ToFile { file: desk.text(file) });
    let paper = |desk: &Desk, file: &str| keys::paper(&desk.app, print::ToFile { file: desk.text(file) });
    let backup =
        |desk: &Desk, file: &str| audit::backup(&desk.app, audit::BackupTo { file: Some(desk.text(file)) });
    refused("print, no folder", &desk, "APP-FILE-MISSING", |d| print_to(d, ROAD, "没有/a.pdf"));
    refused("print, a folder", &desk, "APP-FILE-EXISTS", |d| print_to(d, ROAD, "夹.pdf"));
    refused("print, ending", &desk, "APP-FORM", |d| print_to(d, ROAD, "a.doc"));
    refused("print, no project", &desk, "APP-NOT-FOUND", |d| print_to(d, "没有", "a.pdf"));
    refused("export, no folder", &desk, "APP-FILE-MISSING", |d| export(d, "没有/a.jsonl"));
    refused("export over the data", &desk, "STORE-EXISTS", |d| export(d, "demo/wenxiao.db"));
    refused("export over the log", &desk, "STORE-EXISTS", |d| export(d, "demo/wenxiao.db-wal"));
    refused("paper, no folder", &desk, "APP-FILE-MISSING", |d| paper(d, "没有/a.pdf"));
    refused("backup, no folder", &desk, "STORE-IO", |d| backup(d, "没有/a.db"));
    refused("backup, a folder", &desk, "STORE-IO", |d| backup(d, "夹.pdf"));
    refused("backup over the data", &desk, "STORE-EXISTS", |d| backup(d, "demo/wenxiao.db"));
    refused("seal, no folder", &desk, "APP-FILE-MISSING", |d| seal_into(d, "没有", PASSPHRASE));
    refused("seal, a file", &desk, "APP-FILE-MISSING", |d| {
        seal_into(d, &format!("stick/{}.zip", report.id), PASSPHRASE)
    });
    let next = report.id.replace("-001", "-002");
    fs::write(desk.path(&format!("stick/{next}.zip")), "already here").unwrap();
    refused("seal, already there", &desk, "PKG-EXISTS", |d| seal_into(d, "stick", PASSPHRASE));
    refused("year", &desk, "APP-YEAR", |d| store::use_year(&d.app, 2031));
    let unknown = || check::CheckQuery { project: None, pack: Some("nope".into()) };
    refused("pack", &desk, "APP-PACK", |d| check::run(&d.app, unknown()));
}

#[test]
fn keys_and_packages_that_are_not_what_they_should_be() {
    let (desk, report) = sealed();
    refused("passphrase", &desk, "PKG-PASSPHRASE-WRONG", |d| seal_into(d, "stick", "wrong horse 219001"));
    refused("passphrase, empty", &desk, "PKG-PASSPHRASE-WRONG", |d| seal_into(d, "stick", ""));
    let whole = fs::read(desk.path(&format!("stick/{}.zip", report.id))).unwrap();
    let ask = |desk: &Desk, file: &str, pin: Option<&str>| {
        let file = verify::PackageFile {
            file: desk.text(file),
            pin: pin.map(str::to_owned),
            recipient: Some("532504".into()),
        };
        verify::verify(&desk.app, file)
    };
    for (what, bytes, code) in bad_files::packages(&whole) {
        fs::write(desk.path("收到.zip"), bytes).unwrap();
        refused(what, &desk, code, |desk| ask(desk, "收到.zip", None));
    }
    fs::write(desk.path("收到.zip"), &whole).unwrap();
    refused("fingerprint", &desk, "APP-PIN", |desk| ask(desk, "收到.zip", Some("1234")));
    refused("nothing there", &desk, "PKG-NOT-FOUND", |desk| ask(desk, "没有.zip", None));
    // A stranger's package is no error, and no trust either.
    let bureau = Desk::under("mof-2020");
    fs::write(bureau.path("收到.zip"), &whole).unwrap();
    let report = ask(&bureau, "收到.zip", None).unwrap();
    assert_eq!((report.ok, report.code.as_deref()), (false, Some("PKG-UNKNOWN-SIGNER")));
}

#[test]
fn rare_and_hostile_names_are_kept_printed_and_sealed() {
    let desk = Desk::demo();
    make_key(&desk);
    fs::create_dir(desk.path("优盘 一")).unwrap();
    let long = "长".repeat(64);
    let names =
        ["𠮷县𬬭㙍路", "反\u{202e}fdp.exe", &long, "甲/乙\\丙:丁*戊?", "CON", "尾点.", "-rf", "e\u{301}"];
    let ready: Vec<String> = (project::list(&desk.app, Empty {}).unwrap().rows.into_iter())
        .filter(|row| row.errors == 0 && !row.secret && row.indicators > 0)
        .map(|row| row.id)
        .collect();
    assert!(ready.len() >= names.len());
    for (name, id) in names.iter().zip(&ready) {
        let path = format!("/projects/{id}/name");
        edit::cell(&desk.app, edit::EditCell { path, text: (*name).into() }).unwrap();
        assert_eq!(project::get(&desk.app, project::ProjectId { id: id.clone() }).unwrap().name, *name);
        print_to(&desk, id, "表.pdf").unwrap();
        print_to(&desk, id, "表.xlsx").unwrap();
    }
    let report = seal_into(&desk, "优盘 一", PASSPHRASE).unwrap();
    let read = verify::read(
        &desk.app,
        verify::PackageFile { file: report.path.clone(), pin: None, recipient: None },
    )
    .unwrap();
    assert!(read.ok);
    for name in names {
        assert!(read.projects.iter().any(|project| project.name == name), "{name}");
    }
    let control = store::CreateStore { name: "甲\nWenxiao-Recipient: 1".into(), ..new_unit(&desk, "新") };
    refused("unit with a line break", &desk, "APP-EDIT", |desk| store::create(&desk.app, control));
}

#[test]
fn four_hundred_projects_twice_are_four_hundred() {
    let desk = Desk::under("mof-2021");
    let mut lines = rows(&[&["项目名称", "项目代码", "起止时间", "财政拨款（万元）"]]);
    lines.extend((0..400).map(|n| {
        vec![format!("项目{n}"), format!("219001{n:02}T00000000{n:04}"), "2026年".into(), (n + 1).to_string()]
    }));
    list_book(&desk.path("清单.xlsx"), &lines);
    for (added, updated) in [(400, 0), (0, 400)] {
        let done = take(&desk, "清单.xlsx", None).unwrap();
        assert_eq!(
            (done.added, done.updated, done.rejected),
            (added, updated, 0),
            "{:?}",
            done.errors.first()
        );
        assert_eq!(project::list(&desk.app, Empty {}).unwrap().rows.len(), 400);
    }
}

#[test]
fn projects_of_one_name_stay_apart() {
    let desk = Desk::under("mof-2021");
    let head: &[&str] = &["项目名称", "项目代码", "起止时间", "财政拨款（万元）", "实施单位"];
    let two = rows(&[head, &["补助", "", "2026年", "10", "甲站"], &["补助", "", "2026年", "20", "乙站"]]);
    list_book(&desk.path("清单.xlsx"), &two);
    let amounts = |desk: &Desk| {
        let rows = project::list(&desk.app, Empty {}).unwrap().rows;
        rows.into_iter().map(|row| row.amount_text).collect::<Vec<_>>()
    };
    for (added, updated) in [(2, 0), (0, 2)] {
        let done = take(&desk, "清单.xlsx", None).unwrap();
        assert_eq!((done.added, done.updated), (added, updated));
        assert_eq!(amounts(&desk), ["10.00", "20.00"]);
    }
    refused("print by name", &desk, "APP-AMBIGUOUS", |desk| print_to(desk, "补助", "a.pdf"));
    // A row that could mean either comes back.
    list_book(&desk.path("另一份.xlsx"), &rows(&[head, &["补助", "", "2026年", "30", ""]]));
    let done = take(&desk, "另一份.xlsx", None).unwrap();
    assert_eq!((done.added, done.updated, done.rejected), (0, 0, 1));
    assert!(done.errors[0].text.contains("项目代码"), "{:?}", done.errors);
    assert_eq!(amounts(&desk), ["10.00", "20.00"]);
    // What was handed back may be half mended: the next time it gets another name.
    let again = take(&desk, "另一份.xlsx", None).unwrap();
    assert_ne!(done.rejects, again.rejects);
}

#[test]
fn what_was_sealed_is_not_changed_by_an_import() {
    let (desk, _) = sealed();
    fs::copy(root().join("assets/demo/demo.xlsx"), desk.path("示例.xlsx")).unwrap();
    let before = said(&desk.app).unwrap().0;
    let done = take(&desk, "示例.xlsx", None).unwrap();
    let sealed = project::list(&desk.app, Empty {}).unwrap().rows;
    let sealed: Vec<_> = sealed.into_iter().filter(|row| row.state == "已上报").collect();
    assert_eq!(done.rejected, sealed.len(), "each sealed form and no row of the unchanged list");
    assert_eq!(said(&desk.app).unwrap().0, before);
    let head: &[&str] = &["项目名称", "项目代码", "起止时间", "财政拨款（万元）"];
    let row: &[&str] = &[&sealed[0].name, &sealed[0].code, "2026年", "987654"];
    list_book(&desk.path("清单.xlsx"), &rows(&[head, row]));
    let preview =
        import::ImportSheet { file: desk.text("清单.xlsx"), sheet: None, only: None, mapping: None };
    let preview = import::preview(&desk.app, preview).unwrap();
    assert_eq!((preview.good, preview.bad), (0, 1));
    let done = take(&desk, "清单.xlsx", None).unwrap();
    assert_eq!((done.updated, done.rejected), (0, 1), "{:?}", done.errors);
    assert!(done.errors[0].text.contains("已上报"), "{:?}", done.errors);
    assert_eq!(said(&desk.app).unwrap().0, before);
}

#[test]
fn edits_at_the_same_time_lose_nothing() {
    let desk = Desk::demo();
    let of = || project::ProjectId { id: ROAD.into() };
    let rows = project::get(&desk.app, of()).unwrap().indicators;
    let notes: Vec<String> = rows.iter().take(2).map(|row| format!("{}/note", row.path)).collect();
    for round in 0..20 {
        std::thread::scope(|scope| {
            for path in &notes {
                let cell = edit::EditCell { path: path.clone(), text: round.to_string() };
                scope.spawn(|| edit::cell(&desk.app, cell).unwrap());
            }
        });
        let rows = project::get(&desk.app, of()).unwrap().indicators;
        for path in &notes {
            let row = rows.iter().find(|row| format!("{}/note", row.path) == *path).unwrap();
            assert_eq!(row.note, round.to_string(), "round {round}");
        }
    }
}

/// A host that changes the data while forms are printed for a package.
struct Meddler {
    dir: PathBuf,
    app: OnceLock<Weak<App>>,
}

impl Host for Meddler {
    fn data_dir(&self) -> PathBuf {
        self.dir.clone()
    }

    fn progress(&self, task: &str, done: u64, _: u64) -> bool {
        if task == "seal-forms" && done == 1 {
            let app = self.app.get().unwrap().upgrade().unwrap();
            let cell = edit::EditCell { path: "/unit/phone".into(), text: "0874".into() };
            edit::cell(&app, cell).unwrap();
        }
        true
    }
}

#[test]
fn the_store_is_free_while_forms_are_printed_and_a_change_voids_the_package() {
    let dir = tempfile::tempdir().unwrap();
    let host = Arc::new(Meddler { dir: dir.path().to_owned(), app: OnceLock::new() });
    let app = Arc::new(App::new(host.clone()).unwrap());
    host.app.set(Arc::downgrade(&app)).unwrap();
    store::open_demo(&app, Empty {}).unwrap();
    keys::create(&app, keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false })
        .unwrap();
    let stick = dir.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let run = seal::SealRun {
        recipient: "532504".into(),
        ready_only: true,
        folder: stick.display().to_string(),
        key: None,
        passphrase: PASSPHRASE.into(),
        ..Default::default()
    };
    let error = seal::run(&app, run).unwrap_err();
    assert_eq!(error.code, "APP-SEAL-CHANGED");
    sentence("meddled", &error);
    assert_eq!(fs::read_dir(&stick).unwrap().count(), 0);
    assert!(project::list(&app, Empty {}).unwrap().rows.iter().all(|row| row.state == "编制中"));
}
