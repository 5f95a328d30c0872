//! `wenxiao`: the same use cases from a terminal, for scripts, a bureau's clerk and the tests.
//!
//! Exit codes: 0 done, 1 findings or refused, 2 wrong usage, 3 a file could not be read or written.

mod args;
mod host;
mod output;
mod passphrase;
mod run;

use args::Args;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(fault) => {
            // clap prints help to stdout and faults to stderr; a closed pipe is no reason to panic.
            let _ = fault.print();
            return if fault.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let json = args.json;
    match run::run(args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            output::error(&error, json);
            ExitCode::from(if error.is_io() { 3 } else { 1 })
        }
    }
}
