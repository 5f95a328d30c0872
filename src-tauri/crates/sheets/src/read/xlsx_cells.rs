//! The cells and merged areas of one worksheet, in one pass over its text.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::read::xlsx_strings::rich_text;
use crate::read::xlsx_styles::Kind;
use crate::read::xml::{Part, attribute, unescape};
use crate::read::{Texts, date_cell};
use crate::sheet::{Builder, address, parse_address, parse_area};
use calamine::{ExcelDateTime, ExcelDateTimeType};
use memchr::memchr;
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;
use std::sync::Arc;

/// What all sheets of a workbook share.
pub(crate) struct Shared<'a> {
    pub(crate) limits: &'a Limits,
    pub(crate) strings: &'a [Cell],
    pub(crate) kinds: &'a [Kind],
    pub(crate) from_1904: bool,
}

/// How often the progress is told, in rows.
const STEP: u32 = 512;

/// Reads a worksheet into `builder`. `tell` hears (bytes read, bytes of the part) and may stop the work.
pub(crate) fn read(
    name: &str,
    bytes: &[u8],
    shared: &Shared<'_>,
    texts: &mut Texts<'_>,
    builder: &mut Builder<'_>,
    tell: &mut dyn FnMut(u64, u64) -> Result<()>,
) -> Result<()> {
    let mut sheet = Cells { part: Part::new(name, bytes)?, shared, texts, buffer: String::new() };
    let (mut row, mut column, mut rows) = (0u32, 0u32, 0u32);
    let mut depth = 0usize;
    loop {
        let event = sheet.part.event()?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let open = matches!(event, Event::Start(_));
                match tag.local_name().as_ref() {
                    "c" => {
                        let head = Head::read(tag).ok_or_else(|| sheet.part.damaged())?;
                        if let Some(place) = head.place {
                            (row, column) = place;
                        }
                        if open {
                            let cell = sheet.cell(&head, (row, column), builder)?;
                            builder.push(row, column, cell)?;
                        }
                        column = column.saturating_add(1);
                        // The closing tag went with the cell.
                        continue;
                    }
                    "row" => {
                        if let Some(number) = attribute(tag, "r") {
                            let number: u32 = number.trim().parse().map_err(|_| sheet.part.damaged())?;
                            row = number.checked_sub(1).ok_or_else(|| sheet.part.damaged())?;
                        }
                        column = 0;
                        rows += 1;
                        if rows.is_multiple_of(STEP) {
                            let (done, total) = sheet.part.position();
                            tell(done, total)?;
                        }
                        if !open {
                            row = row.saturating_add(1);
                        }
                    }
                    "mergeCell" => {
                        if let Some(area) = attribute(tag, "ref").as_deref().and_then(parse_area) {
                            builder.merge(area)?;
                        }
                    }
                    _ => {}
                }
                depth += usize::from(open);
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if tag.local_name().as_ref() == "row" {
                    row = row.saturating_add(1);
                }
            }
            Event::Eof if depth > 0 => return Err(sheet.part.damaged()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The attributes of a cell.
#[derive(Default)]
struct Head<'t> {
    place: Option<(u32, u32)>,
    style: usize,
    kind: &'t str,
}

impl<'t> Head<'t> {
    /// `None`: an address that no spreadsheet has.
    fn read(tag: &'t BytesStart<'_>) -> Option<Self> {
        let mut head = Self::default();
        // These three are written plainly by every program; the general way would copy each of a million.
        let mut rest = tag.attributes_raw();
        while let Some(equals) = memchr(b'=', rest.as_bytes()) {
            let (name, after) = (&rest[..equals], rest[equals + 1..].trim_ascii_start());
            let quote = *after.as_bytes().first().filter(|byte| matches!(byte, b'"' | b'\''))?;
            let end = memchr(quote, &after.as_bytes()[1..])?;
            let value = &after[1..=end];
            match name.trim_ascii() {
                "r" => head.place = Some(parse_address(value)?),
                "s" => head.style = value.parse().unwrap_or(0),
                "t" => head.kind = value,
                _ => {}
            }
            rest = &after[end + 2..];
        }
        Some(head)
    }
}

struct Cells<'a, 'x, 't> {
    part: Part<'a>,
    shared: &'x Shared<'x>,
    texts: &'x mut Texts<'t>,
    buffer: String,
}

impl Cells<'_, '_, '_> {
    /// Reads up to the closing tag of a cell.
    fn cell(&mut self, head: &Head<'_>, place: (u32, u32), builder: &Builder<'_>) -> Result<Cell> {
        let limit = self.shared.limits.cell_chars.saturating_mul(4);
        let (mut formula, mut filled) = (false, false);
        self.buffer.clear();
        loop {
            let event = self.part.event()?;
            let too_long = match &event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "v" if head.kind != "inlineStr" => {
                        filled = true;
                        self.buffer.clear();
                        self.part.text_until("v", &mut self.buffer, limit)?.is_none()
                    }
                    "is" => {
                        filled = true;
                        self.buffer.clear();
                        rich_text(&mut self.part, "is", &mut self.buffer, self.shared.limits)?.is_none()
                    }
                    "f" => {
                        formula = true;
                        false
                    }
                    _ => false,
                },
                Event::Empty(tag) if tag.local_name().as_ref() == "f" => {
                    formula = true;
                    false
                }
                Event::End(tag) if tag.local_name().as_ref() == "c" => break,
                Event::Eof => return Err(self.part.damaged()),
                _ => false,
            };
            if too_long {
                let (sheet, limit) = (builder.name().to_owned(), self.shared.limits.cell_chars);
                return Err(Error::TextTooLong { sheet, at: address(place.0, place.1), limit });
            }
        }
        // The result "" of a formula is a text and blank; no result at all is something else.
        if formula && (!filled || (self.buffer.is_empty() && head.kind != "str")) {
            return Ok(Cell::FormulaWithoutValue);
        }
        if !filled { Ok(Cell::Empty) } else { self.value(head) }
    }

    fn value(&mut self, head: &Head<'_>) -> Result<Cell> {
        let text = self.buffer.as_str();
        Ok(match head.kind {
            "s" => {
                let index: usize = text.trim_ascii().parse().map_err(|_| self.part.damaged())?;
                self.shared.strings.get(index).cloned().ok_or_else(|| self.part.damaged())?
            }
            "inlineStr" => self.texts.own(text)?,
            "str" => match unescape(text) {
                Some(plain) => self.texts.own(&plain)?,
                None => self.texts.own(text)?,
            },
            "b" => match text.trim() {
                "1" | "true" => Cell::Bool(true),
                "0" | "false" => Cell::Bool(false),
                _ => self.texts.own(text)?,
            },
            "e" => Cell::Error(Arc::from(text)),
            "d" => Cell::from_iso(text),
            _ => {
                let kind = self.shared.kinds.get(head.style).copied().unwrap_or_default();
                match number(text, kind, self.shared.from_1904) {
                    Some(cell) => cell,
                    None => self.texts.own(text)?,
                }
            }
        })
    }
}

/// A number as its format means it.
fn number(text: &str, kind: Kind, from_1904: bool) -> Option<Cell> {
    let text = text.trim_ascii();
    let percent = kind == Kind::Percent;
    match kind {
        Kind::Plain | Kind::Percent => {
            if let Some(value) = short_decimal(text) {
                return Some(Cell::Number { value, percent });
            }
            let number: f64 = text.parse().ok()?;
            Some(match Cell::from_f64(number, percent) {
                // The file still shows more of the damaged digits than the binary number does.
                Cell::LostDigits(_) if text.bytes().all(|b| b.is_ascii_digit()) => {
                    Cell::LostDigits(Arc::from(text))
                }
                cell => cell,
            })
        }
        Kind::Date => {
            Some(date_cell(ExcelDateTime::new(text.parse().ok()?, ExcelDateTimeType::DateTime, from_1904)))
        }
        Kind::Duration => {
            Some(date_cell(ExcelDateTime::new(text.parse().ok()?, ExcelDateTimeType::TimeDelta, from_1904)))
        }
    }
}

/// A plain decimal of at most 15 digits, which a binary number holds faithfully: no detour over one is needed.
fn short_decimal(text: &str) -> Option<Decimal> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mut mantissa, mut count, mut scale, mut point) = (0i64, 0u32, 0u32, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                count += 1;
                scale += u32::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
        if count > 15 {
            return None;
        }
    }
    if count == 0 {
        return None;
    }
    let value = Decimal::new(if negative { -mantissa } else { mantissa }, scale);
    Some(if scale == 0 { value } else { value.normalize() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_by_format() {
        for (text, kind, expected) in [
            ("92.53", Kind::Plain, "92.53"),
            ("0.92530000000000001", Kind::Percent, "92.53%"),
            ("1E-3", Kind::Plain, "0.001"),
            ("-12.50", Kind::Plain, "-12.5"),
            ("110101199001011234", Kind::Plain, "110101199001011234"),
            ("46082", Kind::Date, "2026-03-01"),
            ("46082.5", Kind::Date, "2026-03-01 12:00"),
            ("0.354166666666667", Kind::Date, "08:30"),
            ("1.5", Kind::Duration, "36:00"),
        ] {
            assert_eq!(number(text, kind, false).unwrap().shown(), expected, "{text}");
        }
        assert_eq!(number("44620", Kind::Date, true).unwrap().shown(), "2026-03-01");
        assert_eq!(number("甲", Kind::Plain, false), None);
    }

    proptest! {
        #[test]
        fn the_short_way_gives_what_the_long_way_gives(mantissa in -999_999_999_999_999i64..=999_999_999_999_999, scale in 0u32..9) {
            let text = Decimal::new(mantissa, scale).to_string();
            if let Some(short) = short_decimal(&text) {
                prop_assert_eq!(Cell::number(short), Cell::from_f64(text.parse().unwrap(), false));
            }
        }

        #[test]
        fn no_text_panics(text in "[-0-9.eE+ ]{0,24}") {
            let _ = (short_decimal(&text), number(&text, Kind::Date, false));
        }
    }
}
