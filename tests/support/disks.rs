//! Small disks, and disks that may not be written. Mounting needs rights; without them a test runs itself again as
//! root of a user namespace, and fails where that cannot be had either.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mounted disk; it goes when this goes.
#[derive(Debug)]
pub struct Mount(PathBuf);

impl Mount {
    /// An empty disk of so many KiB. `None` where mounting is not allowed.
    pub fn tmpfs(dir: &Path, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(dir).unwrap();
        let size = format!("size={kilobytes}k");
        mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], dir)
    }

    /// A folder with its contents, not to be written. `None` where mounting is not allowed.
    pub fn read_only(dir: &Path) -> Option<Self> {
        let mounted = mount(&["--bind", &dir.display().to_string()], dir)?;
        let done = Command::new("mount").args(["-o", "remount,ro,bind"]).arg(dir).status();
        assert!(done.unwrap().success());
        Some(mounted)
    }
}

fn mount(args: &[&str], dir: &Path) -> Option<Mount> {
    let done = Command::new("mount").args(args).arg(dir).output().ok()?;
    done.status.success().then(|| Mount(dir.to_owned()))
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Writes a file until the disk is full.
pub fn fill(file: &Path) {
    let mut filler = fs::File::create(file).unwrap();
    while filler.write_all(&[7; 512]).is_ok() {}
}

/// Runs a test again where mounting is allowed. `test` is its full name within its program.
pub fn again(test: &str) {
    assert!(std::env::var_os("WENXIAO_MAY_MOUNT").is_none(), "mounting fails even in a user namespace");
    let done = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env("WENXIAO_MAY_MOUNT", "1")
        .status();
    let done = done.is_ok_and(|status| status.success());
    assert!(done, "a small disk cannot be mounted here: run the tests as root, or allow user namespaces");
}
