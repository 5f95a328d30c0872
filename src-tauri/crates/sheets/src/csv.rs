//! Comma, tab or semicolon separated text as a sheet. Excel in China saves it in GBK, WPS and programs in UTF-8.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::sheet::{Builder, Sheet};
use encoding_rs::{Encoding, GB18030, UTF_8};
use memchr::memchr2;
use std::borrow::Cow;

/// Reads a text file as one sheet. `progress` hears (done, total) in bytes of text and stops the work by returning
/// false.
///
/// # Errors
/// [`Error::Unknown`] for what is no text, [`Error::Cancelled`]; whatever exceeds the [`Limits`].
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Sheet> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Error::file_too_large(bytes.len() as u64, limits));
    }
    let text = decode(bytes)?;
    let mut total = 0;
    let mut sheet = Builder::new("CSV", true, limits, &mut total);
    for (row, column, at, field) in fields(&text) {
        if column == 0 && row % STEP == 0 && !progress(at as u64, text.len() as u64) {
            return Err(Error::Cancelled);
        }
        // What cannot be held is refused by the builder, as in a workbook.
        if !field.is_empty() {
            sheet.push(row, column, Cell::text(&field))?;
        }
    }
    progress(text.len() as u64, text.len() as u64);
    Ok(sheet.finish())
}

/// How many rows are read between two looks at the progress.
const STEP: u32 = 1024;

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let (mark, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), &bytes[length..]),
        None => (None, bytes),
    };
    if let Some(encoding) = mark.filter(|encoding| *encoding != UTF_8) {
        return Ok(encoding.decode_without_bom_handling(rest).0);
    }
    // Programs are met that put the mark of UTF-8 in front of text in GBK.
    if let Ok(text) = std::str::from_utf8(rest) {
        return Ok(Cow::Borrowed(text));
    }
    let (text, faulty) = GB18030.decode_without_bom_handling(rest);
    let lost = || text.matches('\u{fffd}').count();
    // A character cut in half at a column's width or the file's end harms no more than its own cell.
    if faulty && lost() * READABLE > text.chars().count() { Err(Error::Unknown) } else { Ok(text) }
}

/// In a text at most one of so many characters is damaged.
const READABLE: usize = 200;

/// The character between fields: the commonest of the first lines.
fn separator(text: &str) -> u8 {
    let head = |mark: u8| -> usize {
        text.lines().take(30).map(|line| line.bytes().filter(|byte| *byte == mark).count()).sum()
    };
    [b',', b';', b'\t'].into_iter().max_by_key(|mark| head(*mark)).unwrap_or(b',')
}

/// The fields of a text: row, column, where it begins, and what it says. One in quotes may hold separators and line
/// breaks, a doubled quote is one; a quote that nothing closes is a character like any other.
fn fields(text: &str) -> impl Iterator<Item = (u32, u32, usize, Cow<'_, str>)> {
    let text = text.trim_start_matches('\u{feff}');
    let mark = separator(text);
    // Old Macintosh files end their lines with CR alone.
    let end = if memchr::memchr(b'\n', text.as_bytes()).is_some() { b'\n' } else { b'\r' };
    let (mut at, mut row, mut column) = (0usize, 0u32, 0u32);
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let (begin, place) = (at, (row, column));
        let bytes = text.as_bytes();
        let quoted = if bytes[at] == b'"' { closing(bytes, at + 1) } else { None };
        let from = quoted.map_or(at, |close| close + 1);
        let stop = memchr2(mark, end, &bytes[from..]).map_or(text.len(), |length| from + length);
        let tail = text[from..stop].trim_end_matches('\r');
        let field = match quoted {
            Some(close) => {
                let inside = text[at + 1..close].replace("\"\"", "\"").replace('\r', "");
                Cow::Owned(inside + tail)
            }
            None => Cow::Borrowed(tail),
        };
        at = stop + 1;
        if bytes.get(stop) == Some(&mark) {
            column = column.saturating_add(1);
        } else {
            (row, column) = (row.saturating_add(1), 0);
        }
        Some((place.0, place.1, begin, field))
    })
}

/// The quote that closes a field whose text begins at `from`.
fn closing(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let quote = from + memchr::memchr(b'"', bytes.get(from..)?)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (row, column, _, field) in fields(text) {
            if column == 0 {
                rows.push(Vec::new());
            }
            assert_eq!(row as usize + 1, rows.len());
            rows.last_mut().unwrap().push(field.into_owned());
        }
        rows
    }

    #[test]
    fn records_as_programs_write_them() {
        for (text, expected) in [
            ("a,b\r\nc,d\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a\tb,c\nd\te", vec![vec!["a", "b,c"], vec!["d", "e"]]),
            (
                "\"甲,乙\",\"说\"\"好\"\"\"\n\"两\r\n行\",x",
                vec![vec!["甲,乙", "说\"好\""], vec!["两\n行", "x"]],
            ),
            ("5\"管,x", vec![vec!["5\"管", "x"]]),
            ("\"东方红\"小学,x", vec![vec!["东方红小学", "x"]]),
            ("\"没有收住,x\ny,z", vec![vec!["\"没有收住", "x"], vec!["y", "z"]]),
            ("", vec![]),
            ("a;b", vec![vec!["a", "b"]]),
            (
                "七月支付明细\n单位：元\na;1,000.5\nb;2",
                vec![vec!["七月支付明细"], vec!["单位：元"], vec!["a", "1,000.5"], vec!["b", "2"]],
            ),
            ("a,b\rc,d\r", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,,b\n\nc", vec![vec!["a", "", "b"], vec![""], vec!["c"]]),
        ] {
            assert_eq!(records(text), expected, "{text:?}");
        }
    }

    #[test]
    fn texts_of_either_encoding_are_read() {
        let limits = Limits::default();
        let gbk = encoding_rs::GBK.encode("三级指标,指标值\n满意度,≥90%").0.into_owned();
        let utf8 = "\u{feff}三级指标,指标值\n满意度,≥90%".as_bytes().to_vec();
        let utf16: Vec<u8> =
            "\u{feff}三级指标\t指标值\n满意度\t≥90%".encode_utf16().flat_map(u16::to_le_bytes).collect();
        // GBK behind the mark of UTF-8, and GB18030 behind its own.
        let marked = [&b"\xef\xbb\xbf"[..], &gbk].concat();
        let own = [&b"\x84\x31\x95\x33"[..], &gbk].concat();
        for bytes in [gbk, utf8, utf16, marked, own] {
            let sheet = read(&bytes, &limits, &mut |_, _| true).unwrap();
            assert_eq!(
                (sheet.cell(0, 0).shown(), sheet.cell(1, 1).shown()),
                ("三级指标".into(), "≥90%".into())
            );
        }
        let code = |bytes: &[u8], go: bool| read(bytes, &limits, &mut |_, _| go).unwrap_err().code();
        assert_eq!(code(&[0xff, 0x00, 0x81, 0xff], true), "SHEET-UNKNOWN");
        assert_eq!(code(&[vec![b','; 600], b"x".to_vec()].concat(), true), "SHEET-COLUMNS");
        assert_eq!(code(b"a,b", false), "SHEET-CANCELLED");
    }

    #[test]
    fn a_character_cut_in_half_harms_its_cell_only() {
        let text = format!("摘要,金额\n{},5\n", "修缮费用".repeat(60));
        let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
        let cut = [&gbk[..], &b"\xb5\n"[..]].concat();
        let sheet = read(&cut, &Limits::default(), &mut |_, _| true).unwrap();
        assert_eq!(sheet.cell(1, 1).shown(), "5");
        assert_eq!(sheet.size(), (3, 2));
    }
}
