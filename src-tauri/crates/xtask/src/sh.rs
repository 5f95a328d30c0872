//! Where things are, and how other programs are started.

use crate::count::Counts;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// A task either works or says in one sentence why it does not.
pub(crate) type Result<T> = std::result::Result<T, String>;

/// The top of the tree.
pub(crate) fn root() -> PathBuf {
    // xtask lies three levels down: src-tauri/crates/xtask.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).map(Path::to_path_buf).unwrap_or_default()
}

/// Cargo's target folder; everything that xtask makes lies in it too.
pub(crate) fn target() -> PathBuf {
    // A relative CARGO_TARGET_DIR counts from where cargo was called; cargo runs us there as well.
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => env::current_dir().unwrap_or_default().join(dir),
        None => root().join("target"),
    }
}

/// The program of that name in target/debug.
pub(crate) fn debug_binary(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A program, started at the top of the tree and without a terminal to ask questions on.
pub(crate) fn cmd(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    // What `cargo run` tells us about ourselves must not reach the cargo that we start:
    // build scripts that watch such a variable would run again each time.
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_")
            || name.to_string_lossy().starts_with("CARGO_MANIFEST_")
        {
            command.env_remove(name);
        }
    }
    command
}

/// Cargo itself, the one that started us.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = cmd(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args);
    command
}

/// Puts folders in front of a command's PATH.
pub(crate) fn prepend_path(command: &mut Command, folders: &[PathBuf]) -> Result<()> {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&old));
    let joined = env::join_paths(all).map_err(|e| format!("a folder name cannot stand in PATH: {e}"))?;
    command.env("PATH", joined);
    Ok(())
}

/// The command as one would type it, for messages.
pub(crate) fn shown(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

/// Runs a command with its output on ours.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|e| format!("cannot start `{}`: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// What a command prints, trimmed; `None` if it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let out = command.stderr(Stdio::null()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Whether the program can be started at all (asked for its version).
pub(crate) fn has(program: &str, args: &[&str]) -> bool {
    output(cmd(program).args(args)).is_some()
}

/// Runs a test program with its output on ours, and adds up what its summary lines say.
pub(crate) fn run_counted(command: &mut Command) -> (Result<()>, Counts) {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(e) => return (Err(format!("cannot start `{}`: {e}", shown(command))), Counts::default()),
    };
    let out = child.stdout.take().map(|pipe| thread::spawn(move || echo(pipe, std::io::stdout())));
    let err = child.stderr.take().map(|pipe| thread::spawn(move || echo(pipe, std::io::stderr())));
    let status = child.wait();
    let mut counts = Counts::default();
    for reader in [out, err].into_iter().flatten() {
        counts.add(reader.join().unwrap_or_default());
    }
    let result = match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` failed ({status})", shown(command))),
        Err(e) => Err(format!("lost `{}`: {e}", shown(command))),
    };
    (result, counts)
}

/// Passes lines on and counts.
fn echo(pipe: impl Read, mut to: impl Write) -> Counts {
    let mut counts = Counts::default();
    let mut lines = BufReader::new(pipe);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
        // Nobody may be reading (a closed pipe): the tests still count.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        counts.add(Counts::of_line(&String::from_utf8_lossy(&line)));
        line.clear();
    }
    counts
}
