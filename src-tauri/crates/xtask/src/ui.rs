//! The user interface: its packages, its build, its own checks.

use crate::setup;
use crate::sh::{self, Result, cmd, run};
use crate::stamp::Stamp;
use std::process::{Command, Stdio};

/// `npm …` in ui/, with the Node that the machine has or the one that setup put into target/py.
pub(crate) fn npm(args: &[&str]) -> Result<Command> {
    let mut command = if setup::system_node() {
        cmd(if cfg!(windows) { "npm.cmd" } else { "npm" })
    } else {
        let folder = setup::wheel_node().ok_or("there is no Node: run `cargo xtask setup` first")?;
        let mut node = cmd(folder.join("bin/node"));
        node.arg(folder.join("lib/node_modules/npm/bin/npm-cli.js"));
        sh::prepend_path(&mut node, &[folder.join("bin")])?;
        node
    };
    command.current_dir(sh::root().join("ui")).args(args);
    Ok(command)
}

/// `npm ci`, if the lock file has changed since or the packages are not there.
pub(crate) fn packages() -> Result<()> {
    let ui = sh::root().join("ui");
    let stamp = Stamp::of("ui-packages", &[ui.join("package.json"), ui.join("package-lock.json")]);
    if stamp.is_fresh() && ui.join("node_modules").is_dir() {
        return Ok(());
    }
    println!("npm ci");
    run(npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"])?.stdout(Stdio::null()))?;
    stamp.keep()
}

/// Builds ui/dist, if a source has changed since.
pub(crate) fn build() -> Result<()> {
    packages()?;
    let root = sh::root();
    let stamp =
        Stamp::of("ui-build", &[root.join("ui"), root.join("assets/help"), root.join("assets/icons")]);
    if stamp.is_fresh() && root.join("ui/dist/index.html").is_file() {
        return Ok(());
    }
    println!("npm run build");
    run(npm(&["run", "build", "--silent"])?.stdout(Stdio::null()))?;
    // Counted again: the build may have rewritten a source (type declarations, for one).
    Stamp::of("ui-build", &[root.join("ui"), root.join("assets/help"), root.join("assets/icons")]).keep()
}
