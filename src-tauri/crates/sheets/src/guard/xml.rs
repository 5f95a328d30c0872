//! Looks over an XML part before a parser does: announced counts, endless texts, too many formats.

use crate::error::{Error, Result};
use crate::limits::Limits;
use memchr::{memchr, memchr_iter, memmem};

/// The longest run without a `<` that a real part has: a full cell with every character written as an entity.
fn longest_run(limits: &Limits) -> usize {
    limits.cell_chars.saturating_mul(10) + 4096
}

/// Checks that no tag or text is endless and that there is no DTD; gives the number of tags.
///
/// Parsers gather one text or tag in memory before anybody can count it, so this has to come first.
pub(crate) fn scan(part: &str, bytes: &[u8], limits: &Limits) -> Result<u64> {
    let longest = longest_run(limits);
    let bomb = || Error::TextBomb { part: part.to_owned() };
    let (mut tags, mut before) = (0u64, 0usize);
    for at in memchr_iter(b'<', bytes) {
        if at - before > longest {
            return Err(bomb());
        }
        before = at;
        tags += 1;
        if bytes.get(at + 1) == Some(&b'!') {
            let end = special_end(&bytes[at..]).ok_or_else(|| Error::damaged(part))?;
            if end > longest {
                return Err(bomb());
            }
        }
    }
    if bytes.len() - before > longest {
        return Err(bomb());
    }
    Ok(tags)
}

/// The length of a comment or CDATA section; `None` for a DTD (no office program writes one) or a broken one.
fn special_end(bytes: &[u8]) -> Option<usize> {
    let ending: &[u8] = if bytes.starts_with(b"<!--") {
        b"-->"
    } else if bytes.starts_with(b"<![CDATA[") {
        b"]]>"
    } else {
        return None;
    };
    memmem::find(bytes, ending)
}

/// Shared strings: as many as announced must fit between the tags that are there.
pub(crate) fn shared_strings(bytes: &[u8], tags: u64, limits: &Limits) -> Result<()> {
    // A string with text has four tags (<si><t></t></si>), an empty one a single tag.
    let possible = tags.min(limits.strings);
    for at in memmem::find_iter(bytes, b"uniqueCount") {
        let declared = attribute_number(&bytes[at + "uniqueCount".len()..]).unwrap_or(0);
        if declared > possible {
            return Err(Error::Strings { declared, limit: possible });
        }
    }
    if tags > limits.strings.saturating_mul(4) {
        return Err(Error::Strings { declared: tags / 4, limit: limits.strings });
    }
    Ok(())
}

/// The number in `="123"`; `None` when it is not of this shape, `u64::MAX` when it is longer than any count.
fn attribute_number(bytes: &[u8]) -> Option<u64> {
    let value = bytes.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let value = &value[1..];
    let digits = &value[..memchr(quote, value)?];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let text = std::str::from_utf8(digits).ok()?.trim_start_matches('0');
    if text.len() > 18 { Some(u64::MAX) } else { Some(text.parse().unwrap_or(0)) }
}

/// Styles: readers keep one record, with names and format texts cloned, for every cell format.
pub(crate) fn styles(bytes: &[u8], limits: &Limits) -> Result<()> {
    let (mut formats, mut longest, mut before) = (0u64, 0usize, None);
    for at in memchr_iter(b'<', bytes) {
        if let Some(before) = before {
            longest = longest.max(at - before);
        }
        let rest = &bytes[at + 1..];
        let end = rest.iter().position(|byte| matches!(byte, b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n'));
        let name = &rest[..end.unwrap_or(0)];
        formats += u64::from(name == b"xf" || name.ends_with(b":xf"));
        // The root carries namespaces, and no reader clones it.
        before = (!name.ends_with(b"styleSheet")).then_some(at);
    }
    let cloned = formats.saturating_mul(longest as u64);
    if formats > limits.formats || cloned > limits.text_bytes {
        return Err(Error::Formats { formats, limit: limits.formats });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { cell_chars: 10, strings: 5, formats: 3, text_bytes: 1000, ..Limits::default() }
    }

    #[test]
    fn endless_content_is_noticed() {
        let long = "x".repeat(4096 + 101);
        for (text, code) in [
            ("<a>text</a>".to_owned(), None),
            (format!("<a>{long}</a>"), Some("SHEET-TEXT-BOMB")),
            (format!("<a b=\"{long}\"/>"), Some("SHEET-TEXT-BOMB")),
            (format!("<a/>{long}"), Some("SHEET-TEXT-BOMB")),
            (format!("<!--{}-->", "<".repeat(4300)), Some("SHEET-TEXT-BOMB")),
            (format!("<![CDATA[{}]]>", "<".repeat(4300)), Some("SHEET-TEXT-BOMB")),
            ("<!-- a --><a/>".to_owned(), None),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>".to_owned(), Some("SHEET-DAMAGED")),
            ("<!-- open".to_owned(), Some("SHEET-DAMAGED")),
        ] {
            let found = scan("x", text.as_bytes(), &limits()).err().map(|error| error.code());
            assert_eq!(found, code, "{}", &text[..text.len().min(40)]);
        }
    }

    #[test]
    fn announced_strings_must_be_there() {
        for (text, good) in [
            ("<sst uniqueCount=\"1\"><si><t>a</t></si></sst>", true),
            ("<sst><si/></sst>", true),
            ("<sst uniqueCount=\"4000000000\"><si/></sst>", false),
            ("<sst uniqueCount = '99999999999999999999999'><si/></sst>", false),
            ("<sst uniqueCount=\"6\"><si/><si/><si/><si/><si/><si/></sst>", false),
        ] {
            let tags = scan("x", text.as_bytes(), &limits()).unwrap();
            assert_eq!(shared_strings(text.as_bytes(), tags, &limits()).is_ok(), good, "{text}");
        }
        let many = "<si/>".repeat(21);
        assert!(shared_strings(many.as_bytes(), 21, &limits()).is_err());
    }

    #[test]
    fn formats_are_counted() {
        let sheet = |xfs: usize| format!("<?xml?><styleSheet xmlns=\"a\">{}</styleSheet>", "<xf n=\"1\"/>".repeat(xfs));
        for (text, good) in [
            (sheet(3), true),
            (sheet(4), false),
            (format!("<s><xf/><xf/><f name=\"{}\"/><f/></s>", "n".repeat(600)), false),
        ] {
            assert_eq!(styles(text.as_bytes(), &limits()).is_ok(), good, "{}", text.len());
        }
    }
}
