//! `cargo xtask …`: the two README commands and everything that CI does.
//!
//! Standard library only: this is compiled on every fresh machine before anything else can start.

mod bench;
mod count;
mod demo;
mod release;
mod run;
mod setup;
mod sh;
mod stamp;
mod tests;
mod ui;

use setup::Level;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <task>

  run                       open the program with the demo unit
                            (without a display: do the main job through the command line)
  test [step ...]           check and test everything, or only the named steps
  setup [run|test|bench]    install the system packages that a task needs (Debian)
  ui                        build the user interface into ui/dist
  bench [word]              measure against other programs, or only the rows that contain the word
  release                   build what is handed out: an optimised program and a .deb
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => run::run(),
        ["test", steps @ ..] => tests::test(steps),
        ["setup"] | ["setup", "run"] => setup::setup(Level::Run),
        ["setup", "test"] => setup::setup(Level::Test),
        ["setup", "bench"] => setup::setup(Level::Bench),
        ["ui"] => setup::node().and_then(|()| ui::build()),
        ["bench", rest @ ..] => bench::bench(rest),
        ["release"] => release::release(),
        [] | ["help" | "-h" | "--help"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\nxtask: {why}");
            ExitCode::FAILURE
        }
    }
}
