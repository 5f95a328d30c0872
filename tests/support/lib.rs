//! What the cross-crate tests share: a host with a fixed clock, a unit in a temporary folder, tools of others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod bad_files;
#[cfg(target_os = "linux")]
pub mod disks;
mod road;

pub use road::{assessed_road, road};

use app::commands::Empty;
use app::usecase::store::{self, CreateStore};
use app::{App, Host};
use chrono::{DateTime, Local, TimeZone};
use domain::unit::UnitKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

/// A host whose clock stands still until it is set.
#[derive(Debug)]
pub struct StillHost {
    dir: PathBuf,
    now: Arc<Mutex<DateTime<Local>>>,
}

impl Host for StillHost {
    fn now(&self) -> DateTime<Local> {
        *self.now.lock().unwrap()
    }

    fn data_dir(&self) -> PathBuf {
        self.dir.clone()
    }
}

/// The program in a temporary folder, which goes when this goes.
pub struct Desk {
    /// The folder.
    pub dir: tempfile::TempDir,
    /// The program.
    pub app: App,
    now: Arc<Mutex<DateTime<Local>>>,
}

impl Desk {
    /// Without a store.
    pub fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let now = Arc::new(Mutex::new(Local.with_ymd_and_hms(2026, 11, 21, 10, 30, 0).unwrap()));
        let host = StillHost { dir: dir.path().to_owned(), now: now.clone() };
        Self { dir, app: App::new(Arc::new(host)).unwrap(), now }
    }

    /// From now on it is that day, half past ten.
    pub fn on(&self, year: i32, month: u32, day: u32) {
        *self.now.lock().unwrap() = Local.with_ymd_and_hms(year, month, day, 10, 30, 0).unwrap();
    }

    /// With a store of a township under a pack.
    pub fn under(pack: &str) -> Self {
        let desk = Self::empty();
        let new = CreateStore {
            folder: desk.path("store").display().to_string(),
            name: "测试镇人民政府".into(),
            kind: UnitKind::Township,
            code: "219001".into(),
            credit_code: String::new(),
            division_code: String::new(),
            year: 2026,
            pack: pack.into(),
            person: "填报人".into(),
            role: "编制".into(),
        };
        store::create(&desk.app, new).unwrap();
        desk
    }

    /// With the demo unit.
    pub fn demo() -> Self {
        let desk = Self::empty();
        store::open_demo(&desk.app, Empty {}).unwrap();
        desk
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The same as text.
    pub fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }
}

/// The root of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a program that must succeed and gives what it printed.
pub fn run(program: &str, args: &[&str], dir: &Path) -> String {
    let done = Command::new(program).args(args).current_dir(dir).output();
    let done = done.unwrap_or_else(|fault| {
        panic!("{program} cannot be run ({fault}); cargo xtask setup test installs it")
    });
    let text = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{program} {args:?}: {text}");
    text
}
