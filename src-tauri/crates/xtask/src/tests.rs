//! `cargo xtask test`: every check of the project, in order; the first failure stops it.

use crate::count::Counts;
use crate::setup::{self, Level};
use crate::sh::{Result, cargo, cmd, debug_binary, has, output, prepend_path, root, run, run_counted};
use crate::ui;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// One and the same selection for every cargo call: cargo unites features over what is selected, so
/// another selection would compile tokio, tauri and all above them a second time.
const EVERYTHING: &[&str] = &["--workspace", "--features", "wenxiao-tests/window"];

/// What a step gives: whether it worked and, if it runs tests, how many.
type Done = (Result<()>, Option<Counts>);

/// A step's name and what it does.
type Step = (&'static str, fn() -> Done);

const STEPS: &[Step] = &[
    ("setup", || plain(setup::setup(Level::Test))),
    ("fmt", || plain(run(&mut cargo(&["fmt", "--all", "--check"])))),
    ("ui-build", || plain(ui::build())),
    ("clippy", || {
        plain(run(cargo(&["clippy"]).args(EVERYTHING).args(["--all-targets", "--", "-D", "warnings"])))
    }),
    ("build", || plain(run(cargo(&["build"]).args(EVERYTHING).arg("--all-targets")))),
    ("unit", || counted(rust_tests("not binary(window)", None))),
    ("doc", doc_tests),
    ("ui-lint", || plain(ui::npm(&["run", "lint", "--silent"]).and_then(|mut npm| run(&mut npm)))),
    ("ui-check", || plain(ui::npm(&["run", "check", "--silent"]).and_then(|mut npm| run(&mut npm)))),
    ("ui-test", || counted(ui::npm(&["run", "test", "--silent"]))),
    ("window", || counted(rust_tests("binary(window)", Some("window")))),
];

/// Runs all steps, or only the named ones.
pub(crate) fn test(only: &[&str]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|(step, _)| step != *name)) {
        let known: Vec<&str> = STEPS.iter().map(|(step, _)| *step).collect();
        return Err(format!("there is no step `{unknown}`; the steps are: {}", known.join(" ")));
    }
    let start = Instant::now();
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let (mut tests, mut checks) = (Counts::default(), Counts::default());
    let mut stopped = None;
    for (name, step) in STEPS.iter().filter(|(name, _)| only.is_empty() || only.contains(name)) {
        println!("\n== {name}");
        let begin = Instant::now();
        let (result, counts) = step();
        println!(
            "== {name}: {} in {:.1} s",
            if result.is_ok() { "ok" } else { "FAILED" },
            begin.elapsed().as_secs_f32()
        );
        times.push((name, begin.elapsed()));
        match counts {
            // A test program that fails without naming a test (it did not compile, say) is one failure.
            Some(seen) if result.is_err() && seen.failed == 0 => tests.add(Counts { failed: 1, ..seen }),
            Some(seen) => tests.add(seen),
            None if result.is_ok() => checks.passed += 1,
            None => checks.failed += 1,
        }
        if let Err(why) = result {
            stopped = Some(format!("step `{name}` failed: {why}"));
            break;
        }
    }
    println!();
    for (name, time) in &times {
        println!("{name:<10} {:>7.1} s", time.as_secs_f32());
    }
    println!("{:<10} {:>7.1} s", "all", start.elapsed().as_secs_f32());
    println!(
        "\n{} tests and {} other checks ran",
        tests.passed + tests.failed,
        checks.passed + checks.failed
    );
    if let Some(why) = &stopped {
        println!("{why}");
    }
    tests.add(checks);
    println!("{} passed, {} failed", tests.passed, tests.failed);
    match stopped {
        None => Ok(()),
        Some(_) => Err("not everything passed".to_owned()),
    }
}

fn plain(result: Result<()>) -> Done {
    (result, None)
}

/// A test program must work and have run something: a filter that matches nothing is a mistake.
fn counted(command: Result<Command>) -> Done {
    let (result, counts) = match command {
        Ok(mut command) => run_counted(command.env("NO_COLOR", "1")),
        Err(why) => (Err(why), Counts::default()),
    };
    let result = result.and_then(|()| match counts.passed {
        0 => Err("no test ran".to_owned()),
        _ => Ok(()),
    });
    (result, Some(counts))
}

/// The Rust tests that a nextest filter selects. The window tests get a screen of a small laptop's size.
fn rust_tests(filter: &str, target: Option<&str>) -> Result<Command> {
    let nextest = output(&mut cargo(&["nextest", "--version"])).is_some();
    let mut args: Vec<&str> = if nextest { vec!["nextest", "run"] } else { vec!["test"] };
    args.extend(EVERYTHING);
    match (nextest, target) {
        (true, _) => args.extend(["-E", filter]),
        (false, Some(target)) => args.extend(["--test", target, "--", "--test-threads=1"]),
        // libtest has no such filter; the window tests are the only ones in a module `window_tests`.
        (false, None) => args.extend(["--lib", "--bins", "--tests", "--", "--skip", "window_tests::"]),
    }
    let mut command = match target {
        None => cargo(&args),
        Some(_) => {
            if !has("xvfb-run", &["--help"]) {
                return Err("xvfb-run is missing: run `cargo xtask setup test`".to_owned());
            }
            let mut screen = cmd("xvfb-run");
            let cargo = cargo(&args);
            screen
                .args(["-a", "-s", "-screen 0 1920x1080x24"])
                .arg(cargo.get_program())
                .args(cargo.get_args());
            screen
        }
    };
    command.env("WENXIAO_DESKTOP", debug_binary("wenxiao-desktop"));
    command.env("WENXIAO_CLI", debug_binary("wenxiao"));
    prepend_path(&mut command, &[setup::venv().join("bin")])?;
    Ok(command)
}

/// Examples in documentation, if there are any (nextest does not run them).
fn doc_tests() -> Done {
    if !["src-tauri", "tests/support"].iter().any(|folder| has_doc_test(&root().join(folder))) {
        println!("there are none");
        return plain(Ok(()));
    }
    counted(Ok({
        let mut command = cargo(&["test", "--doc"]);
        command.args(EVERYTHING);
        command
    }))
}

/// Whether a Rust file below opens a code block that rustdoc would run.
fn has_doc_test(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return has_doc_test(&path);
        }
        path.extension().is_some_and(|ext| ext == "rs")
            && fs::read_to_string(&path).is_ok_and(|text| {
                let blocks = text
                    .lines()
                    .map(str::trim_start)
                    .filter_map(|line| line.strip_prefix("//! ```").or_else(|| line.strip_prefix("/// ```")));
                // Blocks open and close in turn; only an opening line's language counts.
                blocks.step_by(2).any(|language| matches!(language, "" | "rust" | "no_run" | "should_panic"))
            })
    })
}
