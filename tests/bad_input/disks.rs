//! Disks that are full or may not be written. Mounting needs rights; without them a test runs itself again as root
//! of a user namespace, and fails where that cannot be had either.

use super::*;
use std::process::Command;

struct Mount(PathBuf);

impl Mount {
    fn tmpfs(dir: &Path, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(dir).unwrap();
        let size = format!("size={kilobytes}k");
        mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], dir)
    }

    fn read_only(dir: &Path) -> Option<Self> {
        let mounted = mount(&["--bind", &dir.display().to_string()], dir)?;
        assert!(mount_again(dir));
        Some(mounted)
    }
}

fn mount(args: &[&str], dir: &Path) -> Option<Mount> {
    let done = Command::new("mount").args(args).arg(dir).output().ok()?;
    done.status.success().then(|| Mount(dir.to_owned()))
}

fn mount_again(dir: &Path) -> bool {
    Command::new("mount").args(["-o", "remount,ro,bind"]).arg(dir).status().unwrap().success()
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Runs a test of this file again where mounting is allowed.
fn again(test: &str) {
    assert!(std::env::var_os("WENXIAO_MAY_MOUNT").is_none(), "mounting fails even in a user namespace");
    let done = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &format!("disks::{test}"), "--nocapture"])
        .env("WENXIAO_MAY_MOUNT", "1")
        .status();
    let done = done.is_ok_and(|status| status.success());
    assert!(done, "a small disk cannot be mounted here: run the tests as root, or allow user namespaces");
}

#[test]
fn a_full_disk() {
    let (desk, _) = sealed();
    let Some(disk) = Mount::tmpfs(&desk.path("满"), 200) else { return again("a_full_disk") };
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
        return again("a_disk_that_fills_up_while_the_store_is_open");
    };
    store::create(&desk.app, new_unit(&desk, "满/库")).unwrap();
    let mut lines = rows(&[&["项目名称", "起止时间", "财政拨款（万元）"]]);
    lines.extend((0..900).map(|n| vec![format!("项目{n}"), "2026年".into(), "1".into()]));
    list_book(&desk.path("清单.xlsx"), &lines);
    refused("import", &desk, "STORE-DISK-FULL", |d| take(d, "清单.xlsx", None));
    let fill = |name: &str| {
        let mut filler = fs::File::create(desk.path(name)).unwrap();
        while std::io::Write::write_all(&mut filler, &[7; 512]).is_ok() {}
    };
    fill("满/其他");
    refused("backup", &desk, "STORE-DISK-FULL", |d| audit::backup(&d.app, audit::BackupTo::default()));
    store::close(&desk.app, Empty {}).unwrap();
    // Closing gave room back.
    fill("满/更多");
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
        return again("a_folder_that_may_not_be_written");
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
