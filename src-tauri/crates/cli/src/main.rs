//! `wenxiao`: the same use cases from a terminal, for scripts, a bureau's clerk and the tests.
//!
//! Exit codes: 0 done, 1 findings or refused, 2 wrong usage, 3 a file could not be read or written.
//! With `--json` standard output carries exactly one JSON value, a refusal included.

mod actions;
mod args;
mod desk;
mod figures;
mod host;
mod ledger;
mod matter;
mod month;
mod output;
mod passphrase;
mod run;
mod selfeval;
mod usage;

use app::ApiError;
use std::process::ExitCode;
use usage::Usage;

fn main() -> ExitCode {
    let (json, done) = match usage::read() {
        Usage::Run(args) => (args.json, run::run(*args)),
        Usage::Tell(text) => {
            output::line(text.trim_end());
            let told = output::finish();
            return told.err().map_or(ExitCode::SUCCESS, |error| ExitCode::from(exit_code(&error)));
        }
        Usage::Wrong(error) => (std::env::args_os().any(|arg| arg == "--json"), Err(error)),
    };
    match done.and_then(|clean| output::finish().map(|()| clean)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            output::error(&error, json);
            ExitCode::from(exit_code(&error))
        }
    }
}

fn exit_code(error: &ApiError) -> u8 {
    match error.code.as_str() {
        "CLI-USAGE" | "CLI-STORE" | "CLI-PASSPHRASE" => 2,
        _ if error.is_io() => 3,
        _ => 1,
    }
}
