//! Names of files in a package: what every system we know of can hold without surprises.
//!
//! A valid signature does not make a name harmless, so these rules hold for trusted senders too,
//! and for our own packages before they are sealed.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::Error;

/// Longest path below data/, in bytes of UTF-8 (about 66 Chinese characters).
pub const MAX_BYTES: usize = 200;

/// Characters that Windows forbids in names, and `%`, which BagIt would have to encode.
const FORBIDDEN: &[char] = &['<', '>', '"', '|', '?', '*', '%'];

/// Device names of Windows, also with any extension.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a picture: format characters, fillers, variation selectors, tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Control characters and every white space but the plain one.
fn is_control(c: char) -> bool {
    c.is_control() || (c.is_whitespace() && c != ' ')
}

/// Whether a text can stand in one line of a tag file and be read by people as it is.
pub(crate) fn is_plain(text: &str) -> bool {
    !text
        .chars()
        .any(|c| is_bidi(c) || is_invisible(c) || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// Whether the part of a name before its first dot is a device of Windows.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |stem: &str| {
        let mut rest =
            stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.contains(&stem.as_str()) || numbered(&stem)
}

/// Checks one path below data/, such as `attachments/0001-合同.pdf`.
///
/// # Errors
/// The first rule that the name breaks; each has its own code `PKG-NAME-…`.
pub fn check(path: &str) -> Result<(), Error> {
    let name = || path.to_owned();
    if path.starts_with('/') {
        return Err(Error::NameAbsolute { name: name() });
    }
    for c in path.chars() {
        match c {
            '\\' => return Err(Error::NameBackslash { name: name() }),
            ':' => return Err(Error::NameStream { name: name() }),
            c if is_bidi(c) => return Err(Error::NameBidi { name: name() }),
            c if is_invisible(c) => return Err(Error::NameInvisible { name: name() }),
            c if is_control(c) => return Err(Error::NameControl { name: name() }),
            c if FORBIDDEN.contains(&c) => return Err(Error::NameCharacter { name: name(), character: c }),
            _ => {}
        }
    }
    for part in path.split('/') {
        if part.is_empty() {
            return Err(Error::NameEmpty { name: name() });
        }
        if part == "." || part == ".." {
            return Err(Error::NameTraversal { name: name() });
        }
        if part.starts_with(' ') || part.ends_with([' ', '.']) {
            return Err(Error::NameEdge { name: name() });
        }
        if part.starts_with('-') {
            return Err(Error::NameDash { name: name() });
        }
        if is_device(part) {
            return Err(Error::NameDevice { name: name() });
        }
    }
    if !is_nfc(path) {
        return Err(Error::NameNfc { name: name() });
    }
    if path.len() > MAX_BYTES {
        return Err(Error::NameLength { name: name(), bytes: path.len(), limit: MAX_BYTES });
    }
    Ok(())
}

/// What a system that ignores case and width takes the name for.
fn folded(path: &str) -> String {
    let wide: String = path.nfkc().collect();
    wide.to_uppercase().to_lowercase().nfkc().collect()
}

/// Checks that no two of the paths fall together anywhere, and that none is a folder of another.
///
/// # Errors
/// [`Error::NameCollision`] or [`Error::NameClash`].
pub fn check_set<'a>(paths: impl IntoIterator<Item = &'a str>) -> Result<(), Error> {
    let mut files: HashMap<String, &str> = HashMap::new();
    for path in paths {
        if let Some(first) = files.insert(folded(path), path) {
            return Err(Error::NameCollision { first: first.into(), second: path.into() });
        }
    }
    for (key, path) in &files {
        let mut folder = key.as_str();
        while let Some((shorter, _)) = folder.rsplit_once('/') {
            folder = shorter;
            if files.contains_key(folder) {
                return Err(Error::NameClash { name: (*path).into() });
            }
        }
    }
    Ok(())
}

/// Makes a name that [`check`] allows out of a user's file name (one part, no folders): forbidden
/// characters become `_`, invisible ones vanish, and a long name keeps its extension.
pub fn tidy(file_name: &str) -> String {
    let mut name = String::new();
    for c in file_name.nfc() {
        match c {
            c if is_bidi(c) || is_invisible(c) => {}
            c if is_control(c) => name.push(' '),
            '/' | '\\' | ':' => name.push('_'),
            c if FORBIDDEN.contains(&c) => name.push('_'),
            c => name.push(c),
        }
    }
    let trim = |text: &str| text.trim_matches([' ', '.']).trim_start_matches('-').trim().to_owned();
    let mut name = trim(&name);
    const ROOM: usize = MAX_BYTES - 40; // for a folder and a number before it
    if name.len() > ROOM {
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if extension.len() <= 10 => (stem.to_owned(), format!(".{extension}")),
            _ => (name.clone(), String::new()),
        };
        let end = stem.floor_char_boundary(ROOM - extension.len());
        name = format!("{}{extension}", trim(&stem[..end]));
    }
    if is_device(&name) || name.is_empty() {
        name.insert(0, '_');
    }
    if check(&name).is_ok() { name } else { "附件".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(result: Result<(), Error>) -> &'static str {
        result.map_or_else(|error| error.code(), |()| "ok")
    }

    #[test]
    fn single_names() {
        let check = |name: &str, expected: &str| assert_eq!(code(check(name)), expected, "{name:?}");
        check("submission.json", "ok");
        check("attachments/0001-合同（扫描件）.pdf", "ok");
        check("forms/a b.xlsx", "ok");
        check("com10.txt", "ok");
        check("console.txt", "ok");
        check("../x", "PKG-NAME-TRAVERSAL");
        check("a/./b", "PKG-NAME-TRAVERSAL");
        check("/etc/passwd", "PKG-NAME-ABSOLUTE");
        check("", "PKG-NAME-EMPTY");
        check("a//b", "PKG-NAME-EMPTY");
        check("a/", "PKG-NAME-EMPTY");
        check("a\\b", "PKG-NAME-BACKSLASH");
        check("C:\\x", "PKG-NAME-STREAM");
        check("a.txt:evil", "PKG-NAME-STREAM");
        for c in FORBIDDEN {
            check(&format!("a{c}b"), "PKG-NAME-CHARACTER");
        }
        check("a\u{202e}fdp.exe", "PKG-NAME-BIDI");
        check("a\u{200b}", "PKG-NAME-INVISIBLE");
        check("a\u{e0041}", "PKG-NAME-INVISIBLE");
        check("a\u{7}", "PKG-NAME-CONTROL");
        check("a\u{3000}b", "PKG-NAME-CONTROL");
        check("a\nb", "PKG-NAME-CONTROL");
        check("cafe\u{301}", "PKG-NAME-NFC");
        check("CON", "PKG-NAME-DEVICE");
        check("con.txt", "PKG-NAME-DEVICE");
        check("a/Lpt1.tar.gz", "PKG-NAME-DEVICE");
        check("COM¹.x", "PKG-NAME-DEVICE");
        check("nul .txt", "PKG-NAME-DEVICE");
        check("a.", "PKG-NAME-EDGE");
        check("a /b", "PKG-NAME-EDGE");
        check(" a", "PKG-NAME-EDGE");
        check("-rf", "PKG-NAME-DASH");
        check(&"n".repeat(200), "ok");
        check(&"n".repeat(201), "PKG-NAME-LENGTH");
    }

    #[test]
    fn sets_of_names() {
        let check = |names: &[&str], expected: &str| {
            assert_eq!(code(check_set(names.iter().copied())), expected, "{names:?}");
        };
        check(&["a", "b", "c/a"], "ok");
        check(&["a", "a"], "PKG-NAME-COLLISION");
        check(&["A.txt", "a.TXT"], "PKG-NAME-COLLISION");
        check(&["ａ.txt", "a.txt"], "PKG-NAME-COLLISION");
        check(&["é", "e\u{301}"], "PKG-NAME-COLLISION");
        check(&["straße", "STRASSE"], "PKG-NAME-COLLISION");
        check(&["a", "a/b"], "PKG-NAME-CLASH");
        check(&["A", "a/b/c"], "PKG-NAME-CLASH");
        check(&["a/b", "a/c"], "ok");
    }

    #[test]
    fn tidied_names() {
        let check = |name: &str, expected: &str| assert_eq!(tidy(name), expected);
        check("完成率100%.pdf", "完成率100_.pdf");
        check("a/b\\c:d", "a_b_c_d");
        check("..\u{202e}x.", "x");
        check("con.txt", "_con.txt");
        check("", "_");
        check("...", "_");
        check(&format!("{}.pdf", "长".repeat(90)), &format!("{}.pdf", "长".repeat(52)));
    }

    proptest! {
        #[test]
        fn tidy_always_gives_an_allowed_name(name in any::<String>()) {
            prop_assert_eq!(code(check(&tidy(&name))), "ok");
        }
    }
}
