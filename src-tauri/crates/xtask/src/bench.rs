//! `cargo xtask bench`: us and other programs, measured in one run (the rows are in crates/bench), and the real
//! window (tests/e2e/measure).

use crate::setup::{self, Level};
use crate::sh::{Result, cargo, cmd, prepend_path, run, target};
use crate::ui;
use std::fs;
use std::path::PathBuf;

const WINDOW: &str = "window";

/// Builds the measuring programs optimised and runs them.
pub(crate) fn bench(words: &[&str]) -> Result<()> {
    setup::setup(Level::Bench)?;
    if words != [WINDOW] {
        let mut command = cargo(&["run", "--quiet", "--release", "--package", "wenxiao-bench", "--"]);
        command.args(words);
        prepend_path(&mut command, &[setup::venv().join("bin")])?;
        run(&mut command)?;
    }
    if words.is_empty() || words.contains(&WINDOW) { window() } else { Ok(()) }
}

/// Measures the real window on a screen of its own, beside the same program around an empty page.
fn window() -> Result<()> {
    ui::build()?;
    let blank = target().join("bench/blank");
    let page = "<!doctype html><title>-</title><div id=\"app\"><p>-</p></div>\n";
    fs::create_dir_all(&blank)
        .and_then(|()| fs::write(blank.join("index.html"), page))
        .map_err(|e| format!("cannot write {}: {e}", blank.display()))?;
    // Tauri lays this over tauri.conf.json while it compiles the page in.
    let empty = format!("{{\"build\":{{\"frontendDist\":{:?}}}}}", blank.display().to_string());
    let empty = shell("wenxiao-empty", Some(&empty))?;
    let ours = shell("wenxiao-desktop", None)?;
    let example = ["--package", "wenxiao-tests", "--features", "window", "--example", "measure-window"];
    let mut command = cmd("xvfb-run");
    let cargo = cargo(&["run", "--quiet", "--release"]);
    command.args(["-a", "-s", "-screen 0 1366x768x24"]).arg(cargo.get_program()).args(cargo.get_args());
    command.args(example).env("WENXIAO_DESKTOP", ours).env("WENXIAO_BLANK", empty);
    run(&mut command)
}

/// Builds the shell and keeps it under a name of its own: the next build takes its place.
fn shell(name: &str, config: Option<&str>) -> Result<PathBuf> {
    let mut build = cargo(&["build", "--quiet", "--release", "--package", "wenxiao-shell"]);
    if let Some(config) = config {
        build.env("TAURI_CONFIG", config);
    }
    run(&mut build)?;
    let made = target().join("release").join(format!("wenxiao-desktop{}", std::env::consts::EXE_SUFFIX));
    let kept = target().join("bench").join(name);
    fs::copy(&made, &kept).map_err(|e| format!("cannot copy {}: {e}", made.display()))?;
    Ok(kept)
}
