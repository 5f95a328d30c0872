//! `cargo xtask run`: the program with the demo unit.

use crate::setup::{self, Level};
use crate::sh::{Result, cargo, cmd, debug_binary, run as run_cmd};
use crate::{demo, ui};
use std::env;

/// Opens the window, or works through the demo on the command line where no window can open.
pub(crate) fn run() -> Result<()> {
    if !has_display() {
        println!(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n\
             The main job is done through the command line instead.\n"
        );
        setup::setup(Level::Cli)?;
        return demo::run();
    }
    setup::setup(Level::Run)?;
    ui::build()?;
    run_cmd(&mut cargo(&["build", "--package", "wenxiao-shell"]))?;
    run_cmd(cmd(debug_binary("wenxiao-desktop")).arg("--demo"))
}

fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("WAYLAND_DISPLAY") || set("DISPLAY")
}
