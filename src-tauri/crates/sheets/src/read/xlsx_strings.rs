//! The shared strings and inline texts of an xlsx workbook.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::read::Texts;
use crate::read::xml::{Part, attribute, unescape};
use quick_xml::events::Event;

/// Reads the table of shared strings; a blank one is an empty cell.
pub(crate) fn read(name: &str, bytes: &[u8], limits: &Limits, texts: &mut Texts<'_>) -> Result<Vec<Cell>> {
    let mut part = Part::new(name, bytes)?;
    let (mut strings, mut buffer) = (Vec::new(), String::new());
    loop {
        match part.event()? {
            Event::Start(tag) if tag.local_name().as_ref() == "sst" => {
                // An empty string takes five bytes. Nothing is reserved on the word of the count; a file that lies
                // about it was made to hurt some reader.
                let declared =
                    attribute(&tag, "uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
                let limit = (bytes.len() as u64 / 5).min(limits.strings);
                if let Some(declared) = declared.filter(|declared| *declared > limit) {
                    return Err(Error::Strings { declared, limit });
                }
            }
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                buffer.clear();
                rich_text(&mut part, "si", &mut buffer, limits)?.ok_or_else(|| Error::TextTooLong {
                    sheet: "共享文字".to_owned(),
                    at: format!("第{}条", strings.len() + 1),
                    limit: limits.cell_chars,
                })?;
                strings.push(texts.table(&buffer)?);
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(Cell::Empty),
            Event::Eof => return Ok(strings),
            _ => {}
        }
        if strings.len() as u64 > limits.strings {
            return Err(Error::Strings { declared: strings.len() as u64, limit: limits.strings });
        }
    }
}

/// Gathers the text of `<si>` or `<is>` up to its closing tag, all runs together, readings aids (`rPh`) left out.
/// `None` when it is longer than a cell may be.
pub(crate) fn rich_text(
    part: &mut Part<'_>,
    end: &str,
    out: &mut String,
    limits: &Limits,
) -> Result<Option<()>> {
    let limit = limits.cell_chars.saturating_mul(4);
    let mut aside = false;
    loop {
        match part.event()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" if !aside => {
                    let Some(()) = part.text_until("t", out, limit)? else { return Ok(None) };
                }
                "rPh" => aside = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "rPh" => aside = false,
                name if name == end => break,
                _ => {}
            },
            Event::Eof => return Err(part.damaged()),
            _ => {}
        }
    }
    if let Some(plain) = unescape(out) {
        *out = plain;
    }
    Ok(Some(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(xml: &str) -> Result<Vec<String>> {
        let limits = Limits { cell_chars: 10, strings: 4, ..Limits::default() };
        let cells = read("s.xml", xml.as_bytes(), &limits, &mut Texts::new(&limits))?;
        Ok(cells.iter().map(Cell::shown).collect())
    }

    #[test]
    fn strings_of_all_shapes() {
        let xml = r#"<sst count="9" uniqueCount="4"><si><t>一</t></si><si/><si><r><rPr/><t>粗</t></r><r><t xml:space="preserve"> 细</t></r></si>
            <x:si><x:t>中文</x:t><rPh sb="0"><t>zhong</t></rPh></x:si></sst>"#;
        assert_eq!(table(xml).unwrap(), ["一", "", "粗 细", "中文"]);
        for (xml, code) in [
            (r#"<sst uniqueCount="4000000000"><si><t>a</t></si></sst>"#, "SHEET-STRINGS"),
            ("<sst><si/><si/><si/><si/><si/></sst>", "SHEET-STRINGS"),
            (&*format!("<sst><si><t>{}</t></si></sst>", "啊".repeat(14)), "SHEET-TEXT"),
            ("<sst><si><t>a", "SHEET-DAMAGED"),
        ] {
            assert_eq!(table(xml).unwrap_err().code(), code, "{xml}");
        }
    }
}
