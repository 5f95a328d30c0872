//! Manifests: lines of `digest␠␠path`, sorted by path. There is one way to write each.

use std::collections::HashSet;

use crate::Error;
use crate::hash::is_digest;

/// One line: a digest in hexadecimal and the path it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) digest: String,
    pub(crate) path: String,
}

/// Writes a manifest; the lines must be sorted by path.
pub(crate) fn write<'a>(lines: impl IntoIterator<Item = (String, &'a str)>) -> Vec<u8> {
    let text: String = lines.into_iter().map(|(digest, path)| format!("{digest}  {path}\n")).collect();
    text.into_bytes()
}

/// Reads a manifest strictly; `file` is its name for errors.
pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Vec<Line>, Error> {
    let wrong = |line: usize| Error::Manifest { file: file.into(), line };
    let text = std::str::from_utf8(bytes).map_err(|_| wrong(1))?;
    if text.contains('\r') {
        return Err(Error::ManifestCrlf { file: file.into() });
    }
    let body = text.strip_suffix('\n').ok_or_else(|| wrong(text.lines().count()))?;
    let (mut lines, mut seen) = (Vec::<Line>::new(), HashSet::new());
    for (index, line) in body.split('\n').enumerate() {
        let (digest, path) = line.split_once("  ").ok_or_else(|| wrong(index + 1))?;
        if !is_digest(digest) {
            return Err(Error::ManifestHex { file: file.into(), line: index + 1 });
        }
        if !seen.insert(path) {
            return Err(Error::ManifestDuplicate { file: file.into(), path: path.into() });
        }
        if path.is_empty() || lines.last().is_some_and(|last| last.path.as_str() > path) {
            return Err(wrong(index + 1));
        }
        lines.push(Line { digest: digest.into(), path: path.into() });
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_is_read() {
        let a = "a".repeat(64);
        let check = |text: String, expected: &str| {
            let found = parse("m", text.as_bytes());
            assert_eq!(found.as_ref().map_or_else(|error| error.code(), |_| "ok"), expected, "{text:?}");
            if let Ok(lines) = found {
                let again = write(lines.iter().map(|line| (line.digest.clone(), line.path.as_str())));
                assert_eq!(again, text.as_bytes());
            }
        };
        check(format!("{a}  data/x\n"), "ok");
        check(format!("{a}  a\n{a}  b\n"), "ok");
        check(format!("{a}  b\n{a}  a\n"), "PKG-MANIFEST");
        check(format!("{a}  a\n{a}  a\n"), "PKG-MANIFEST-DUPLICATE");
        check(format!("{a}  b\n{a}  c\n{a}  b\n"), "PKG-MANIFEST-DUPLICATE");
        check(format!("{a}  a\r\n"), "PKG-MANIFEST-CRLF");
        check(format!("{a}  a"), "PKG-MANIFEST");
        check(format!("{a} *a\n"), "PKG-MANIFEST");
        check(format!("{a}  a\n\n"), "PKG-MANIFEST");
        check(String::new(), "PKG-MANIFEST");
        check(format!("{}  a\n", "A".repeat(64)), "PKG-MANIFEST-HEX");
        check(format!("{}  a\n", "a".repeat(63)), "PKG-MANIFEST-HEX");
        assert_eq!(parse("m", &[0xff, b'\n']).unwrap_err().code(), "PKG-MANIFEST");
    }
}
