//! Comma or tab separated text as a sheet. Excel in China saves it in GBK, WPS and programs in UTF-8.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::sheet::{Builder, Sheet};

/// Reads a text file as one sheet.
///
/// # Errors
/// [`Error::Unknown`] for what is no text; whatever exceeds the [`Limits`].
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Error::file_too_large(bytes.len() as u64, limits));
    }
    let text = decode(bytes)?;
    let mut total = 0;
    let mut sheet = Builder::new("CSV", true, limits, &mut total);
    for (row, cells) in records(&text).into_iter().enumerate() {
        for (column, cell) in cells.into_iter().enumerate() {
            let (row, column) = (number(row), number(column));
            // What cannot be held is refused by the builder, as in a workbook.
            if !cell.trim().is_empty() {
                sheet.push(row, column, Cell::text(&cell))?;
            }
        }
    }
    Ok(sheet.finish())
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn decode(bytes: &[u8]) -> Result<String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, _, faulty) = encoding_rs::GB18030.decode(bytes);
    if faulty { Err(Error::Unknown) } else { Ok(text.into_owned()) }
}

/// The records of a text: fields in quotes may hold separators and line breaks, a doubled quote is one.
fn records(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mark = [',', '\t', ';'].into_iter().max_by_key(|mark| (count(*mark), *mark == '\t')).unwrap_or(',');
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c if c == mark && !quoted => row.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_as_programs_write_them() {
        for (text, expected) in [
            ("a,b\r\nc,d\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a\tb,c\nd\te", vec![vec!["a", "b,c"], vec!["d", "e"]]),
            ("\"甲,乙\",\"说\"\"好\"\"\"\n\"两\n行\",", vec![vec!["甲,乙", "说\"好\""], vec!["两\n行", ""]]),
            ("5\"管,x", vec![vec!["5\"管", "x"]]),
            ("", vec![]),
            ("a;b", vec![vec!["a", "b"]]),
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
        for bytes in [gbk, utf8, utf16] {
            let sheet = read(&bytes, &limits).unwrap();
            assert_eq!(
                (sheet.cell(0, 0).shown(), sheet.cell(1, 1).shown()),
                ("三级指标".into(), "≥90%".into())
            );
        }
        assert_eq!(read(&[0xff, 0x00, 0x81, 0xff], &limits).unwrap_err().code(), "SHEET-UNKNOWN");
        let wide = vec![b','; 600];
        assert!(read(&[wide, b"x".to_vec()].concat(), &limits).is_err());
    }
}
