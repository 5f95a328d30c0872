//! The main job on the command line, call by call: what `cargo xtask run` does without a display.
//! Only [`CALLS`] knows how `wenxiao` is called.

use crate::sh::{Result, cargo, debug_binary, root, run as run_cmd, shown, target};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// One call of `wenxiao`.
struct Call {
    /// What it does, as a sentence.
    what: &'static str,
    /// Arguments. In them `{name}` stands for: `{store}` the store's folder, `{out}` the folder for
    /// results, `{demo}` assets/demo, `{zip}` the package in `{out}`.
    args: &'static [&'static str],
    /// Exit codes that are right (1 is "there are findings").
    exits: &'static [i32],
}

/// Set for every call; what `--passphrase-env` names.
const PASSPHRASE: (&str, &str) = ("WENXIAO_DEMO_PASSPHRASE", "demo-passphrase");

const CALLS: &[Call] = &[
    Call {
        what: "Make a store for the demo unit",
        args: &[
            "--store",
            "{store}",
            "init",
            "--name",
            "云溪镇人民政府（虚构）",
            "--kind",
            "乡镇",
            "--code",
            "901001",
            "--year",
            "2026",
            "--pack",
            "mof-2020",
        ],
        exits: &[0],
    },
    Call {
        what: "Import the demo workbook: a list of projects and their target forms",
        args: &["--store", "{store}", "import", "{demo}/demo.xlsx"],
        exits: &[0],
    },
    Call {
        what: "Check every target (findings are shown, they stop nothing)",
        args: &["--store", "{store}", "check"],
        exits: &[0, 1],
    },
    Call {
        what: "Print a target form",
        args: &["--store", "{store}", "print", "--project", "村级道路日常养护", "--out", "{out}/申报表.pdf"],
        exits: &[0],
    },
    Call {
        what: "Make a signing key and the paper that carries its fingerprint to the bureau",
        args: &[
            "--store",
            "{store}",
            "keygen",
            "--out",
            "{out}/key.pem",
            "--passphrase-env",
            "WENXIAO_DEMO_PASSPHRASE",
            "--paper",
            "{out}/签名公钥登记表.pdf",
        ],
        exits: &[0],
    },
    Call {
        what: "Seal and sign the targets that are ready",
        args: &[
            "--store",
            "{store}",
            "seal",
            "--type",
            "target",
            "--year",
            "2026",
            "--key",
            "{out}/key.pem",
            "--passphrase-env",
            "WENXIAO_DEMO_PASSPHRASE",
            "--recipient",
            "999901",
            "--ready-only",
            "--out",
            "{out}",
        ],
        exits: &[0],
    },
    Call { what: "Verify the package", args: &["--store", "{store}", "verify", "{zip}"], exits: &[0] },
];

/// Works through the calls and says where the files are.
pub(crate) fn run() -> Result<()> {
    run_cmd(&mut cargo(&["build", "--package", "wenxiao-cli"]))?;
    let folder = target().join("demo");
    let out = folder.join("out");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("cannot clear {}: {e}", folder.display()))?;
    }
    fs::create_dir_all(&out).map_err(|e| format!("cannot make {}: {e}", out.display()))?;
    let mut names = vec![
        ("store", folder.join("store").display().to_string()),
        ("out", out.display().to_string()),
        ("demo", root().join("assets/demo").display().to_string()),
    ];
    for (number, call) in CALLS.iter().enumerate() {
        if let Some(zip) = first_zip(&out) {
            names.retain(|(name, _)| *name != "zip");
            names.push(("zip", zip));
        }
        let mut command = Command::new(debug_binary("wenxiao"));
        command.args(call.args.iter().map(|arg| fill(arg, &names)));
        command.env(PASSPHRASE.0, PASSPHRASE.1).stdin(Stdio::null()).stderr(Stdio::inherit());
        println!("\n{}. {}\n   $ {}", number + 1, call.what, shown(&command));
        let done = command.output().map_err(|e| format!("cannot start `{}`: {e}", shown(&command)))?;
        let said = String::from_utf8_lossy(&done.stdout);
        print!("{said}");
        if !done.status.code().is_some_and(|code| call.exits.contains(&code)) {
            return Err(format!("`{}` ended with {}", shown(&command), done.status));
        }
    }
    println!("\nDone. The files are in {}:", out.display());
    for path in files(&out) {
        let size = fs::metadata(&path).map(|m| m.len()).unwrap_or_default();
        println!("  {:>9} bytes  {}", size, path.display());
    }
    Ok(())
}

fn fill(arg: &str, names: &[(&str, String)]) -> String {
    names.iter().fold(arg.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    all.sort();
    all
}

fn first_zip(folder: &Path) -> Option<String> {
    let zip = files(folder).into_iter().find(|path| path.extension().is_some_and(|ext| ext == "zip"))?;
    Some(zip.display().to_string())
}
