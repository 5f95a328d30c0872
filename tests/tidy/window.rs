//! The window shows what the program computed; it computes no sum, score, lamp or deadline of its own.

use crate::{none, ours, read};

/// Where text may become a number all the same, each with its reason.
const MAY_COUNT: &[(&str, &str)] = &[];

/// Lines that turn text into numbers or add numbers up.
fn computes(path: &str, source: &str) -> Vec<String> {
    let signs = ["parseFloat(", "parseInt(", "Number(", ".reduce(", "BigInt("];
    source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//") && signs.iter().any(|sign| line.contains(sign)))
        .map(|line| format!("{path}: {}: the program computes, the window shows", line.trim()))
        .collect()
}

#[test]
fn the_window_computes_nothing() {
    let mut offences = Vec::new();
    for path in ours("ui/src").into_iter().filter(|path| path.ends_with(".ts") || path.ends_with(".vue")) {
        if !path.ends_with("api/gen.ts") && !MAY_COUNT.iter().any(|(may, _)| *may == path) {
            offences.extend(computes(&path, &read(&path)));
        }
    }
    none(offences);
    for (path, why) in MAY_COUNT {
        assert!(!computes(path, &read(path)).is_empty(), "{path} no longer needs its leave ({why})");
    }
    for broken in
        ["const sum = rows.reduce((a, b) => a + b, 0);", "Number(view.weight_due) - 2", "parseFloat(text)"]
    {
        assert_eq!(computes("x", broken).len(), 1, "{broken}");
    }
    none(computes("x", "// Number(text) would be wrong here"));
}
