//! Money, rates and scores are never binary floating point, in memory or in the store.

use crate::scan::{parts, words};
use crate::{none, ours, read, sources};

/// Files of domain, store and app that may name f64 all the same, each with its reason.
const MAY_FLOAT: &[(&str, &str)] = &[];

fn floats(path: &str, source: &str) -> Vec<String> {
    let code = parts(source).code;
    code.lines()
        .filter(|line| words(line).any(is_float))
        .map(|line| format!("{path}: {}: money, rates and scores are integers or decimals", line.trim()))
        .collect()
}

/// `f64`, `f32`, or a number that ends in one (`1f64`, `1_f32`).
fn is_float(word: &str) -> bool {
    let number = word.strip_suffix("f64").or_else(|| word.strip_suffix("f32"));
    number.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '_'))
}

/// Table definitions with a column of a floating type.
fn real_columns(path: &str, sql: &str) -> Vec<String> {
    let bare: String =
        sql.lines().map(|line| line.split("--").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let upper = bare.to_uppercase();
    if !upper.contains("CREATE TABLE") && !upper.contains("ADD COLUMN") {
        return Vec::new();
    }
    words(&upper)
        .filter(|word| matches!(*word, "REAL" | "FLOAT" | "DOUBLE" | "NUMERIC" | "DECIMAL"))
        .map(|word| format!("{path}: a {word} column; money is INTEGER 分, other decimals are TEXT"))
        .collect()
}

#[test]
fn no_binary_floating_point_for_money() {
    let mut offences = Vec::new();
    for (path, source) in ["domain", "store", "app"].into_iter().flat_map(sources) {
        if !MAY_FLOAT.iter().any(|(may, _)| *may == path) {
            offences.extend(floats(&path, &source));
        }
    }
    none(offences);
    for (path, why) in MAY_FLOAT {
        assert!(!floats(path, &read(path)).is_empty(), "{path} no longer needs its leave ({why})");
    }

    for broken in ["fn rate() -> f64 {", "let x = a as f32;", "let x = 1f64;", "Option<f64>"] {
        assert_eq!(floats("x", broken).len(), 1, "{broken}");
    }
    for fine in ["// f64", "\"f64\"", "let f640 = 1;", "/// never an f64"] {
        none(floats("x", fine));
    }
}

#[test]
fn no_real_column() {
    let mut seen = 0;
    let mut offences = Vec::new();
    for path in ours("src-tauri/crates/store") {
        let texts = match path.rsplit('.').next() {
            Some("sql") => vec![read(&path)],
            Some("rs") => parts(&read(&path)).strings,
            _ => continue,
        };
        for text in texts {
            seen += usize::from(text.to_uppercase().contains("CREATE TABLE"));
            offences.extend(real_columns(&path, &text));
        }
    }
    assert!(seen > 0, "no table definition was found at all");
    none(offences);

    for broken in [
        "CREATE TABLE t (id TEXT, amount REAL) STRICT",
        "create table t(\n weight double precision)",
        "ALTER TABLE t ADD COLUMN rate numeric",
    ] {
        assert_eq!(real_columns("x", broken).len(), 1, "{broken}");
    }
    none(real_columns("x", "CREATE TABLE t (\n  a INTEGER, -- never REAL\n  real_name TEXT) STRICT"));
}
