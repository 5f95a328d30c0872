//! Rust text without its comments and strings, and the strings alone: enough of a reader to look for words.

/// A source taken apart; both have the line ends of the source.
pub(crate) struct Parts {
    /// Code, with comments and the insides of strings left out.
    pub(crate) code: String,
    /// The insides of the strings, one after another.
    pub(crate) strings: Vec<String>,
}

/// Takes a Rust source apart.
pub(crate) fn parts(source: &str) -> Parts {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let (mut code, mut strings, mut i) = (String::new(), Vec::new(), 0);
    while i < chars.len() {
        let inside_a_word = i > 0 && (at(i - 1).is_alphanumeric() || at(i - 1) == '_');
        match at(i) {
            '/' if at(i + 1) == '/' => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            '/' if at(i + 1) == '*' => {
                let mut depth = 0;
                while i < chars.len() {
                    match (at(i), at(i + 1)) {
                        ('/', '*') => depth += 1,
                        ('*', '/') => depth -= 1,
                        _ => {
                            i += 1;
                            continue;
                        }
                    }
                    i += 2;
                    if depth == 0 {
                        break;
                    }
                }
            }
            'r' if !inside_a_word && raw_quote(&chars, i).is_some() => {
                let hashes = raw_quote(&chars, i).unwrap_or_default();
                let start = i + 2 + hashes;
                let close = |j: usize| at(j) == '"' && (1..=hashes).all(|k| at(j + k) == '#');
                let end = (start..chars.len()).find(|j| close(*j)).unwrap_or(chars.len());
                strings.push(chars[start.min(end)..end].iter().collect());
                code.push_str("\"\"");
                i = end + 1 + hashes;
            }
            '"' => {
                let start = i + 1;
                i = start;
                while i < chars.len() && at(i) != '"' {
                    i += if at(i) == '\\' { 2 } else { 1 };
                }
                strings.push(chars[start..i.min(chars.len())].iter().collect());
                code.push_str("\"\"");
                i += 1;
            }
            // A character; a lifetime has no closing quote.
            '\'' if at(i + 1) == '\\' => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            '\'' if at(i + 2) == '\'' => i += 3,
            c => {
                code.push(c);
                i += 1;
            }
        }
    }
    Parts { code, strings }
}

/// How many `#` a raw string's start at `i` has; nothing if none starts there.
fn raw_quote(chars: &[char], i: usize) -> Option<usize> {
    let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(i + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The words of a text: runs of letters, digits and `_`.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The paths that code names, groups of `use` written out: `std::{fs, time::Instant}` gives both.
pub(crate) fn paths(code: &str) -> Vec<String> {
    let tight: String =
        code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ::", "::").replace(":: ", "::");
    let mut found = Vec::new();
    let mut prefixes: Vec<String> = Vec::new();
    let mut path = String::new();
    for c in tight.chars() {
        match c {
            c if c.is_alphanumeric() || c == '_' || c == ':' => path.push(c),
            '{' if path.ends_with("::") => {
                let outer = prefixes.last().cloned().unwrap_or_default();
                prefixes.push(outer + &std::mem::take(&mut path));
            }
            // An ordinary block: its end must not end a group's.
            '{' => {
                found.push(std::mem::take(&mut path));
                prefixes.push(String::new());
            }
            other => {
                if !path.is_empty() {
                    found.push(prefixes.last().cloned().unwrap_or_default() + &std::mem::take(&mut path));
                }
                if other == '}' {
                    prefixes.pop();
                }
            }
        }
    }
    found.push(path);
    found.retain(|path| !path.is_empty());
    found
}

#[test]
fn comments_and_strings_are_told_from_code() {
    let source = r###"
        let a = 'x'; // f64 one
        /* f64 /* two */ f64 */ let b: &'static str = "f64 \" three";
        let c = r#"f64 "four""#; let d = '\''; let e = '"'; f32
    "###;
    let Parts { code, strings } = parts(source);
    assert!(!code.contains("f64"), "{code}");
    assert!(code.contains("&'static str") && code.contains("let e") && code.contains("f32"), "{code}");
    assert_eq!(strings, [r#"f64 \" three"#, r#"f64 "four""#]);
}

#[test]
fn groups_of_use_are_written_out() {
    let found =
        paths("use std::{fs, collections::{BTreeMap, HashMap}, time::Instant}; fn x() { a::b(); } use c::d;");
    for path in ["std::fs", "std::collections::HashMap", "std::time::Instant", "a::b", "c::d"] {
        assert!(found.iter().any(|f| f == path), "{path} in {found:?}");
    }
    assert!(!found.iter().any(|f| f == "std::b"), "{found:?}");
}
