//! The house rules that a compiler does not know: who may name whom, what may stand where.
//!
//! Each rule is a function from text to offences. It runs over the tree, and over a few lines that break
//! it, so that a rule that has gone blind is noticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod files;
mod layers;
mod network;
mod numbers;
mod scan;
mod shell;
mod window;

use std::fs;
use std::path::{Path, PathBuf};

/// The top of the tree.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file's text, by its path from the top.
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// Folders that hold nothing of ours, or only what is made from it.
const NOT_OURS: &[&str] = &["target", "node_modules", "dist", "gen", ".git", ".vite"];

/// All files of ours below a folder, as paths from the top with `/`.
fn ours(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    found
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !NOT_OURS.iter().any(|skip| name == *skip) {
                walk(&path, found);
            }
        } else {
            let from_top = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(from_top);
        }
    }
}

/// Rust sources of a crate (its `src`, not its tests).
fn sources(name: &str) -> Vec<(String, String)> {
    let all = ours(&format!("src-tauri/crates/{name}/src"));
    assert!(!all.is_empty(), "there is no crate {name}");
    all.into_iter().filter(|path| path.ends_with(".rs")).map(|path| (path.clone(), read(&path))).collect()
}

/// Fails with all offences at once.
fn none(offences: Vec<String>) {
    assert!(offences.is_empty(), "\n  {}\n", offences.join("\n  "));
}
