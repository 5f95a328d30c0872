//! `cargo xtask release`: what is handed out.

use crate::setup::{self, Level};
use crate::sh::{self, Result, cargo, cmd, run};
use crate::ui;
use std::fs;

/// Builds the optimised program and, where the bundler is there, a Debian package.
pub(crate) fn release() -> Result<()> {
    setup::setup(Level::Run)?;
    ui::build()?;
    run(&mut cargo(&["build", "--profile", "bundle", "--package", "wenxiao-cli"]))?;
    let bundler = sh::root().join("ui/node_modules/.bin/tauri");
    let made = sh::target().join("bundle");
    if !bundler.exists() {
        println!("@tauri-apps/cli is not among the UI's packages: building the program without a .deb.");
        run(&mut cargo(&["build", "--profile", "bundle", "--package", "wenxiao-shell"]))?;
    } else {
        run(cmd(bundler).args(["build", "--ci", "--bundles", "deb", "--", "--profile", "bundle"]))?;
    }
    println!("\nThe files:");
    for name in ["wenxiao", "wenxiao-desktop"] {
        println!("  {}", made.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).display());
    }
    let packages = fs::read_dir(made.join("bundle/deb")).into_iter().flatten().flatten().map(|e| e.path());
    for package in packages.filter(|path| path.extension().is_some_and(|ext| ext == "deb")) {
        println!("  {}", package.display());
    }
    Ok(())
}
