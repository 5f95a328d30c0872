//! `cargo xtask bench`: us and other programs, measured in one run (the rows are in crates/bench).

use crate::setup::{self, Level};
use crate::sh::{Result, cargo, prepend_path, run};

/// Builds the measuring program optimised and runs it.
pub(crate) fn bench(words: &[&str]) -> Result<()> {
    setup::setup(Level::Bench)?;
    let mut command = cargo(&["run", "--quiet", "--release", "--package", "wenxiao-bench", "--"]);
    command.args(words);
    prepend_path(&mut command, &[setup::venv().join("bin")])?;
    run(&mut command)
}
