//! Disks that are full or may not be written.

use super::*;
use support::disks::{Mount, again, fill};

#[test]
fn a_full_disk() {
    let (desk, _) = sealed();
    let Some(disk) = Mount::tmpfs(&desk.path("满"), 200) else { return again("disks::a_full_disk") };
    let mut lines = rows(&[&["项目名称", "起止时间", "财政拨款（万元）"]]);
    lines.extend((0..900).map(|n| vec![format!("项目{n}"), "2026年".into(), "x".repeat(60)]));
    list_book(&desk.path("清单.xlsx"), &lines);
    // A new unit fits neither empty nor with the demo's projects; what was begun goes again.
    refused("demo", &desk, "STORE-DISK-FULL", |d| store::create_demo(&d.app, &d.path("满/库")));
    open(&desk, "demo").unwrap();
    fs::write(desk.path("满/其他"), vec![7; 190 << 10]).unwrap();
    refused("new", &desk, "STORE-DISK-FULL", |d| store::create(&d.app, new_unit(d, "满/库")));
    open(&desk, "demo").unwrap();
    refused("print", &desk, "APP-DISK-FULL", |d| print_to(d, ROAD, "满/a.pdf"));
    refused("rejects", &desk, "SHEET-DISK-FULL", |d| take(d, "清单.xlsx", Some("满/退回.xlsx")));
    refused("seal", &desk, "PKG-DISK-FULL", |d| seal_into(d, "满", PASSPHRASE));
    refused("export", &desk, "APP-DISK-FULL", |d| {
        audit::export(&d.app, print::ToFile { file: d.text("满/a.jsonl") })
    });
    refused("backup", &desk, "STORE-DISK-FULL", |d| {
        audit::backup(&d.app, audit::BackupTo { file: Some(d.text("满/a.db")) })
    });
    drop(disk);
}

#[test]
fn a_disk_that_fills_up_while_the_store_is_open() {
    let desk = Desk::empty();
    let Some(disk) = Mount::tmpfs(&desk.path("满"), 600) else {
        return again("disks::a_disk_that_fills_up_while_the_store_is_open");
    };
    store::create(&desk.app, new_unit(&desk, "满/库")).unwrap();
    let mut lines = rows(&[&["项目名称", "起止时间", "财政拨款（万元）"]]);
    lines.extend((0..900).map(|n| vec![format!("项目{n}"), "2026年".into(), "1".into()]));
    list_book(&desk.path("清单.xlsx"), &lines);
    refused("import", &desk, "STORE-DISK-FULL", |d| take(d, "清单.xlsx", None));
    fill(&desk.path("满/其他"));
    refused("backup", &desk, "STORE-DISK-FULL", |d| audit::backup(&d.app, audit::BackupTo::default()));
    store::close(&desk.app, Empty {}).unwrap();
    // Closing gave room back.
    fill(&desk.path("满/更多"));
    assert!(open(&desk, "满/库").unwrap().notice.unwrap().contains("磁盘已满"));
    let cell = || edit::EditCell { path: "/unit/phone".into(), text: "1".into() };
    refused("edit", &desk, "STORE-DISK-FULL", |d| edit::cell(&d.app, cell()));
    store::close(&desk.app, Empty {}).unwrap();
    fs::remove_file(desk.path("满/其他")).unwrap();
    fs::remove_file(desk.path("满/更多")).unwrap();
    open(&desk, "满/库").unwrap();
    edit::cell(&desk.app, cell()).unwrap();
    store::close(&desk.app, Empty {}).unwrap();
    drop(disk);
}

#[test]
fn a_folder_that_may_not_be_written() {
    let (desk, _) = sealed();
    fs::create_dir(desk.path("只读")).unwrap();
    let Some(disk) = Mount::read_only(&desk.path("只读")) else {
        return again("disks::a_folder_that_may_not_be_written");
    };
    refused("new", &desk, "STORE-READ-ONLY", |d| store::create(&d.app, new_unit(d, "只读/库")));
    refused("print", &desk, "APP-FILE-DENIED", |d| print_to(d, ROAD, "只读/a.pdf"));
    refused("seal", &desk, "PKG-READ-ONLY", |d| seal_into(d, "只读", PASSPHRASE));
    refused("export", &desk, "APP-FILE-DENIED", |d| {
        audit::export(&d.app, print::ToFile { file: d.text("只读/a.jsonl") })
    });
    refused("backup", &desk, "STORE-READ-ONLY", |d| {
        audit::backup(&d.app, audit::BackupTo { file: Some(d.text("只读/a.db")) })
    });
    drop(disk);
    store::close(&desk.app, Empty {}).unwrap();
    let disk = Mount::read_only(&desk.path("demo")).unwrap();
    assert!(open(&desk, "demo").unwrap().read_only);
    let cell = || edit::EditCell { path: "/unit/phone".into(), text: "1".into() };
    refused("edit", &desk, "STORE-READ-ONLY", |d| edit::cell(&d.app, cell()));
    refused("seal from it", &desk, "STORE-READ-ONLY", |d| seal_into(d, "stick", PASSPHRASE));
    refused("own backup", &desk, "STORE-READ-ONLY", |d| audit::backup(&d.app, audit::BackupTo::default()));
    let key =
        || keys::CreateKey { passphrase: PASSPHRASE.into(), file: Some(desk.text("新.pem")), replace: true };
    refused("key", &desk, "STORE-READ-ONLY", |d| keys::create(&d.app, key()));
    store::close(&desk.app, Empty {}).unwrap();
    drop(disk);
}
