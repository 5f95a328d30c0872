//! What every XML part of a workbook needs: text without surprises, tags, attributes, gathered character data.
//!
//! The reader works on the part's own bytes and copies nothing, so an endless text costs no memory before it is
//! looked at.

use crate::error::{Error, Result};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A part being read.
pub(crate) struct Part<'a> {
    name: &'a str,
    text: &'a str,
    reader: Reader<&'a [u8]>,
}

impl<'a> Part<'a> {
    pub(crate) fn new(name: &'a str, bytes: &'a [u8]) -> Result<Self> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| Error::damaged(name))?;
        Ok(Self { name, text, reader: Reader::from_str(text) })
    }

    /// The next event. A DTD is refused: no office program writes one, and only entities could come of it.
    pub(crate) fn event(&mut self) -> Result<Event<'a>> {
        match self.reader.read_event() {
            Ok(Event::DocType(_)) | Err(_) => Err(self.damaged()),
            Ok(event) => Ok(event),
        }
    }

    pub(crate) fn damaged(&self) -> Error {
        Error::damaged(self.name)
    }

    /// Bytes read so far and altogether.
    pub(crate) fn position(&self) -> (u64, u64) {
        (self.reader.buffer_position(), self.text.len() as u64)
    }

    /// Calls `visit` with each opening tag until it returns false or the part ends.
    pub(crate) fn each_tag(&mut self, mut visit: impl FnMut(&BytesStart<'a>) -> bool) -> Result<()> {
        loop {
            match self.event()? {
                Event::Start(tag) | Event::Empty(tag) if !visit(&tag) => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Appends the character data up to the closing tag `end` (a local name); `None` when it passes `limit` bytes.
    pub(crate) fn text_until(&mut self, end: &str, out: &mut String, limit: usize) -> Result<Option<()>> {
        loop {
            let event = self.event()?;
            match &event {
                Event::End(tag) if tag.local_name().as_ref() == end => return Ok(Some(())),
                Event::Eof => return Err(self.damaged()),
                event => push_text(event, out),
            }
            if out.len() > limit {
                return Ok(None);
            }
        }
    }
}

/// Appends the characters of an event that carries some.
pub(crate) fn push_text(event: &Event<'_>, out: &mut String) {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content()),
        Event::CData(text) => out.push_str(&text.xml10_content()),
        Event::GeneralRef(entity) => out.extend(match entity.xml10_content().as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => entity.resolve_char_ref().ok().flatten(),
        }),
        _ => {}
    }
}

/// An attribute by its local name, entities resolved.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().with_checks(false).flatten().find_map(|found| {
        let fits = found.key.local_name().as_ref() == name;
        let value = fits.then(|| found.normalized_value(XmlVersion::Implicit1_0).ok())??;
        Some(value.into_owned())
    })
}

/// Takes off the escapes `_x000D_` by which OOXML writes characters that XML cannot hold.
pub(crate) fn unescape(text: &str) -> Option<String> {
    let mut rest = text;
    let mut out: Option<String> = None;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest[at + 6..].starts_with('_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let buffer = out.get_or_insert_with(String::new);
        buffer.push_str(&rest[..at]);
        match c {
            // \r is the first half of a line break; the \n behind it stays.
            Some('\r') => rest = &rest[at + 7..],
            Some(c) => {
                buffer.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                buffer.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.map(|mut out| {
        out.push_str(rest);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_data_is_gathered() {
        for (xml, expected) in [
            ("<t>a&amp;b&#x4E2D;<![CDATA[<c>]]></t>", Some("a&b中<c>")),
            ("<t>a<!-- no -->b\r\nc</t>", Some("ab\nc")),
            ("<t>&unknown;x</t>", Some("x")),
            ("<t>longer than twenty bytes</t>", None),
        ] {
            let mut part = Part::new("p", xml.as_bytes()).unwrap();
            part.event().unwrap();
            let mut out = String::new();
            let found = part.text_until("t", &mut out, 20).unwrap();
            assert_eq!(found.map(|()| out.as_str()), expected, "{xml}");
        }
    }

    #[test]
    fn broken_parts_are_refused() {
        for xml in ["<t>open", "<!DOCTYPE a><t></t>", "<t></u>"] {
            let mut part = Part::new("p", xml.as_bytes()).unwrap();
            let read = part.event().and_then(|_| part.text_until("t", &mut String::new(), 100));
            assert_eq!(read.unwrap_err().code(), "SHEET-DAMAGED", "{xml}");
        }
        assert!(Part::new("p", b"\xFF\xFE<").is_err());
        assert!(Part::new("p", b"\xEF\xBB\xBF<a/>").is_ok());
    }

    #[test]
    fn escapes() {
        for (text, expected) in [
            ("a_x000D_\nb", Some("a\nb")),
            ("_x4E2D_文", Some("中文")),
            ("_x005F_x000D_", Some("_x000D_")),
            ("a_xyz", Some("a_xyz")),
            ("尾_x", Some("尾_x")),
            ("_x00中", Some("_x00中")),
            ("plain", None),
        ] {
            assert_eq!(unescape(text).as_deref(), expected, "{text}");
        }
    }
}
