//! Who may name whom: domain ← store, sheets, documents, package ← app ← shell, cli.

use crate::scan::{parts, paths, words};
use crate::{none, ours, read, sources};
use toml::{Table, Value};

/// Our crates and which of ours each may name. The four in the middle do not know each other.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("archive", &[]),
    ("store", &["domain", "archive"]),
    ("sheets", &["domain", "archive"]),
    ("documents", &["domain", "archive"]),
    ("package", &["domain", "archive"]),
    ("app", &["domain", "archive", "store", "sheets", "documents", "package"]),
];

/// All that the pure crate may use: values and texts, nothing that reads, waits or asks the time.
const DOMAIN_MAY_USE: &[&str] = &[
    "serde",
    "serde_json",
    "toml",
    "rust_decimal",
    "chrono",
    "thiserror",
    "ts-rs",
    "uuid",
    "unicode-normalization",
    "regex-lite",
];

/// What pure code does not say.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::io",
    "std::env",
    "std::process",
    "std::thread",
    "std::time::SystemTime",
    "std::time::Instant",
];
const IMPURE_WORDS: &[&str] = &["SystemTime", "Utc", "Local", "OsRng", "getrandom", "now_v7"];

/// The names in a manifest's dependency tables of these kinds, also under `[target.….]`.
fn dependencies(manifest: &str, kinds: &[&str]) -> Vec<String> {
    let table: Table = manifest.parse().unwrap();
    let mut tables: Vec<&Table> = vec![&table];
    if let Some(targets) = table.get("target").and_then(Value::as_table) {
        tables.extend(targets.values().filter_map(Value::as_table));
    }
    let mut names = Vec::new();
    for table in tables {
        for kind in kinds {
            if let Some(found) = table.get(*kind).and_then(Value::as_table) {
                // A renamed dependency counts under its real name as well.
                for (name, value) in found {
                    names.push(name.clone());
                    names.extend(value.get("package").and_then(Value::as_str).map(str::to_owned));
                }
            }
        }
    }
    names
}

const ALL: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

fn names_tauri(path: &str, manifest: &str) -> Vec<String> {
    let names = dependencies(manifest, ALL);
    names
        .iter()
        .filter(|name| name.starts_with("tauri") || *name == "wry")
        .map(|name| format!("{path} names {name}: only the shell may"))
        .collect()
}

fn names_neighbours(name: &str, may: &[&str], manifest: &str) -> Vec<String> {
    let ours: Vec<&str> = MAY_NAME.iter().map(|(name, _)| *name).chain(["cli", "shell"]).collect();
    dependencies(manifest, ALL)
        .iter()
        .map(|dependency| dependency.trim_start_matches("wenxiao-"))
        .filter(|dependency| ours.contains(dependency) && !may.contains(dependency) && *dependency != name)
        .map(|dependency| format!("{name} names {dependency}: it may name only {may:?}"))
        .collect()
}

fn is_impure(path: &str, source: &str) -> Vec<String> {
    let code = parts(source).code;
    let said = paths(&code);
    let by_path = IMPURE
        .iter()
        .filter(|bad| said.iter().any(|path| path == *bad || path.starts_with(&format!("{bad}::"))));
    let by_word = IMPURE_WORDS.iter().filter(|bad| words(&code).any(|word| word == **bad));
    by_path.chain(by_word).map(|bad| format!("{path} uses {bad}: domain is pure")).collect()
}

#[test]
fn only_the_shell_names_tauri() {
    let manifests: Vec<String> =
        ours(".").into_iter().filter(|p| p.ends_with("Cargo.toml") && p != "src-tauri/Cargo.toml").collect();
    assert!(manifests.len() > 8, "{manifests:?}");
    none(manifests.iter().flat_map(|path| names_tauri(path, &read(path))).collect());

    for broken in [
        "[dependencies]\ntauri.workspace = true",
        "[dev-dependencies]\ntauri-plugin-log = \"2\"",
        "[target.'cfg(windows)'.dependencies]\nwry = \"1\"",
        "[build-dependencies]\nt = { package = \"tauri-build\", version = \"2\" }",
    ] {
        assert_eq!(names_tauri("x", broken).len(), 1, "{broken}");
    }
}

#[test]
fn layers_name_only_what_is_below() {
    none(
        MAY_NAME
            .iter()
            .flat_map(|(name, may)| {
                names_neighbours(name, may, &read(&format!("src-tauri/crates/{name}/Cargo.toml")))
            })
            .collect(),
    );
    for broken in
        ["[dependencies]\nsheets.workspace = true", "[dev-dependencies]\nwenxiao-package = { path = \"..\" }"]
    {
        assert_eq!(names_neighbours("store", &["domain"], broken).len(), 1, "{broken}");
    }
}

#[test]
fn domain_is_pure() {
    let manifest = read("src-tauri/crates/domain/Cargo.toml");
    let other: Vec<String> = dependencies(&manifest, &["dependencies", "build-dependencies"])
        .into_iter()
        .filter(|name| !DOMAIN_MAY_USE.contains(&name.as_str()))
        .map(|name| format!("domain uses the crate {name}: not among the pure ones"))
        .collect();
    none(other);
    none(sources("domain").iter().flat_map(|(path, source)| is_impure(path, source)).collect());

    // chrono can tell the time only with its feature `clock` (or `now`): nobody switches it on.
    let shared: Table = read("Cargo.toml").parse().unwrap();
    let chrono = &shared["workspace"]["dependencies"]["chrono"];
    assert_eq!(chrono.get("default-features"), Some(&Value::Boolean(false)));
    let features = chrono["features"].as_array().unwrap();
    assert!(!features.iter().any(|f| matches!(f.as_str(), Some("clock" | "now"))), "{features:?}");

    for broken in [
        "use std::{fmt, fs};",
        "fn today() -> X { chrono::Utc::now() }",
        "use std::time::{Duration, Instant};",
        "let t = SystemTime::UNIX_EPOCH;",
        "std::env::var(\"X\");",
        "use std::net::TcpStream as T;",
    ] {
        assert!(!is_impure("x", broken).is_empty(), "{broken}");
    }
    for fine in
        ["// std::fs", "let s = \"std::net\";", "use std::fmt; use chrono::NaiveDate;", "mod fs_names {}"]
    {
        none(is_impure("x", fine));
    }
}
