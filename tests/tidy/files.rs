//! The tree itself: a closed top level, files that can be read at one sitting, lock files that name no place.

use crate::{none, ours, read, root};
use std::fs;

/// A file may be longer only if its first lines say why…
const LONG: usize = 500;
/// …and never longer than this.
const WALL: usize = 700;

/// Written by a program, read by a compiler: no sitting is too short for them.
const GENERATED: &[&str] = &["ui/src/api/gen.ts"];

/// All that stands at the top beside dot-files, and `target`, which cargo makes.
const TOP: &[&str] =
    &["Cargo.toml", "Cargo.lock", "README.md", "assets", "src-tauri", "tests", "ui", "target"];

fn too_long(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    // The reason names itself: "Long because …" (a comment with "long" in it).
    let reason = text.lines().take(5).any(|line| {
        let line = line.trim_start().to_lowercase();
        let comment = ["//", "/*", "*", "<!--"].iter().any(|start| line.starts_with(start));
        comment && (line.contains("long") || line.contains("500 lines"))
    });
    if lines > WALL {
        vec![format!("{path} has {lines} lines: {WALL} is the wall")]
    } else if lines > LONG && !reason {
        vec![format!("{path} has {lines} lines: split it, or say in its first five lines why it is long")]
    } else {
        Vec::new()
    }
}

/// Places in a lock file or npm setting: they belong to a machine, not to the project.
fn places(path: &str, text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| {
            let line = line.replace(['"', ' '], "");
            line.starts_with("resolved:")
                || line.contains("registry=") && !line.starts_with("source=") && !line.starts_with("omit-")
                || line.contains("_auth")
                || line.starts_with("cafile")
                || line.contains("proxy=")
                || line.starts_with("source=")
                    && line != "source=registry+https://github.com/rust-lang/crates.io-index"
        })
        .map(|line| format!("{path} names a place: {line}"))
        .collect()
}

#[test]
fn files_are_short() {
    let texts: Vec<String> = ours(".")
        .into_iter()
        .filter(|path| [".rs", ".ts", ".vue"].iter().any(|end| path.ends_with(end)))
        .filter(|path| !GENERATED.contains(&path.as_str()))
        .collect();
    assert!(texts.len() > 50);
    none(texts.iter().flat_map(|path| too_long(path, &read(path))).collect());

    let long = |first: &str, lines: usize| too_long("x", &format!("{first}\n{}", "x\n".repeat(lines - 1)));
    none(long("", 500));
    assert_eq!(long("", 501).len(), 1);
    assert_eq!(long("let long = 1;", 501).len(), 1);
    none(long("//! Long because it is one table.", 700));
    assert_eq!(long("//! Long because it is one table.", 701).len(), 1);
}

#[test]
fn the_top_level_is_closed() {
    let strange = |name: &str| !name.starts_with('.') && !TOP.contains(&name);
    let found: Vec<String> = fs::read_dir(root())
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| strange(name))
        .map(|name| format!("{name} does not belong at the top"))
        .collect();
    none(found);
    assert!(strange("scripts") && strange("notes.md") && !strange(".ci"));
}

#[test]
fn lock_files_name_no_place() {
    for path in ["ui/package-lock.json", "ui/.npmrc", "Cargo.lock"] {
        none(places(path, &read(path)));
    }
    assert!(read("ui/.npmrc").lines().any(|line| line == "omit-lockfile-registry-resolved=true"));
    for broken in [
        "      \"resolved\": \"https://mirror.example/vue.tgz\",",
        "registry=https://mirror.example/",
        "@scope:registry=https://mirror.example/",
        "//mirror.example/:_authToken=x",
        "source = \"git+https://example.org/x\"",
        "source = \"registry+https://mirror.example/index\"",
    ] {
        assert_eq!(places("x", broken).len(), 1, "{broken}");
    }
}
