//! OpenDocument spreadsheets, read in one pass that counts as it goes.
//!
//! calamine unrolls repeated rows and cells into a dense range, knows no merged cells and no percentages; all three
//! matter here, and counting before would mean parsing twice. So this one format is read by hand.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::guard::parts::{Parts, Progress};
use crate::limits::Limits;
use crate::read::Texts;
use crate::read::ods_cell::{OpenCell, attribute, count};
use crate::read::xml::Part;
use crate::sheet::{Area, Builder, Sheet};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

const CONTENT: &str = "content.xml";

/// Reads all tables of a spreadsheet.
pub(crate) fn read(bytes: &[u8], limits: &Limits, progress: &mut Progress<'_>) -> Result<Vec<Sheet>> {
    let mut parts = Parts::open(bytes, limits)?;
    if !progress(0, 1) {
        return Err(Error::Cancelled);
    }
    refuse_encrypted(&mut parts)?;
    let content = parts.unpacked(CONTENT, true)?;
    let sheets = Tables::new(Part::new(CONTENT, &content)?, limits, progress).read()?;
    if sheets.is_empty() { Err(Error::NoSheets) } else { Ok(sheets) }
}

fn refuse_encrypted(parts: &mut Parts<'_>) -> Result<()> {
    let manifest = "META-INF/manifest.xml";
    if parts.has("encrypted-package") {
        return Err(Error::Encrypted);
    }
    if !parts.has(manifest) {
        return Ok(());
    }
    let text = parts.unpacked(manifest, false)?;
    let encrypted = memmem::find(&text, b"encryption-data").is_some();
    if encrypted { Err(Error::Encrypted) } else { Ok(()) }
}

struct Tables<'a, 'p, 'q> {
    part: Part<'a>,
    limits: &'a Limits,
    progress: &'p mut Progress<'q>,
    texts: Texts<'a>,
    cells: u64,
    /// Names of table styles that hide their table.
    hidden: HashSet<String>,
}

impl<'a, 'p, 'q> Tables<'a, 'p, 'q> {
    fn new(part: Part<'a>, limits: &'a Limits, progress: &'p mut Progress<'q>) -> Self {
        Self { part, limits, progress, texts: Texts::new(limits), cells: 0, hidden: HashSet::new() }
    }

    fn read(mut self) -> Result<Vec<Sheet>> {
        let mut sheets = Vec::new();
        let mut style = None;
        loop {
            match self.part.event()? {
                Event::Start(tag) if tag.name().as_ref() == "style:style" => {
                    style = attribute(&tag, "style:name")
                }
                Event::Start(tag) | Event::Empty(tag)
                    if tag.name().as_ref() == "style:table-properties"
                        && attribute(&tag, "table:display").as_deref() == Some("false") =>
                {
                    self.hidden.extend(style.take());
                }
                Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                    if sheets.len() >= self.limits.sheets {
                        let limit = self.limits.sheets;
                        return Err(Error::TooManySheets { sheets: limit + 1, limit });
                    }
                    sheets.push(self.table(&tag)?);
                }
                Event::Eof => return Ok(sheets),
                _ => {}
            }
        }
    }

    fn table(&mut self, tag: &BytesStart<'a>) -> Result<Sheet> {
        let name = attribute(tag, "table:name").unwrap_or_default();
        let visible = attribute(tag, "table:style-name").is_none_or(|style| !self.hidden.contains(&style));
        let mut cells = self.cells;
        let mut builder = Builder::new(&name, visible, self.limits, &mut cells);
        let (mut row, mut nested, mut rows) = (0u64, 0usize, 0u64);
        loop {
            match self.part.event()? {
                // A table inside a cell or a shape is not part of the sheet.
                Event::Start(tag) if tag.name().as_ref() == "table:table" => nested += 1,
                Event::End(tag) if tag.name().as_ref() == "table:table" => {
                    if nested == 0 {
                        break;
                    }
                    nested -= 1;
                }
                Event::Start(tag) if nested == 0 && tag.name().as_ref() == "table:table-row" => {
                    rows += 1;
                    let (done, total) = self.part.position();
                    if rows.is_multiple_of(256) && !(self.progress)(done, total) {
                        return Err(Error::Cancelled);
                    }
                    let repeat = count(&tag, "table:number-rows-repeated");
                    let found = self.row(&name)?;
                    place(&mut builder, &found, row, repeat)?;
                    row = row.saturating_add(repeat);
                }
                Event::Empty(tag) if nested == 0 && tag.name().as_ref() == "table:table-row" => {
                    row = row.saturating_add(count(&tag, "table:number-rows-repeated"));
                }
                Event::Eof => return Err(Error::Truncated),
                _ => {}
            }
        }
        let sheet = builder.finish();
        self.cells = cells;
        Ok(sheet)
    }

    /// The cells of a row that hold something or span others.
    fn row(&mut self, sheet: &str) -> Result<Vec<Found>> {
        let (mut found, mut column) = (Vec::new(), 0u64);
        loop {
            let event = self.part.event()?;
            let (tag, closed) = match &event {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(tag) if tag.name().as_ref() == "table:table-row" => return Ok(found),
                Event::Eof => return Err(Error::Truncated),
                _ => continue,
            };
            let covered = tag.name().as_ref() == "table:covered-table-cell";
            if !covered && tag.name().as_ref() != "table:table-cell" {
                continue;
            }
            let mut cell = OpenCell::open(tag);
            if !closed {
                let end = if covered { "table:covered-table-cell" } else { "table:table-cell" };
                self.contents(&mut cell, end, sheet)?;
            }
            // What a merged area covers may still be stored there; as in other programs it is not shown.
            let value = if covered { Cell::Empty } else { cell.close(&mut self.texts)? };
            let span = if covered { (1, 1) } else { cell.span };
            if !value.is_empty() || span != (1, 1) {
                found.push(Found { column, repeat: cell.repeat, span, value });
            }
            column = column.saturating_add(cell.repeat);
        }
    }

    fn contents(&mut self, cell: &mut OpenCell, end: &str, sheet: &str) -> Result<()> {
        let mut depth = 0usize;
        loop {
            let event = self.part.event()?;
            match &event {
                Event::Start(tag) if tag.name().as_ref() == end => depth += 1,
                Event::End(tag) if tag.name().as_ref() == end => {
                    if depth == 0 {
                        return Ok(());
                    }
                    depth -= 1;
                }
                Event::Eof => return Err(Error::Truncated),
                _ => {}
            }
            cell.take(&event);
            // Four bytes is the most that one character takes.
            if cell.text_len() > self.limits.cell_chars.saturating_mul(4) {
                let (sheet, limit) = (sheet.to_owned(), self.limits.cell_chars);
                return Err(Error::TextTooLong { sheet, at: "某个".to_owned(), limit });
            }
        }
    }
}

struct Found {
    column: u64,
    repeat: u64,
    span: (u64, u64),
    value: Cell,
}

/// Puts a row, once or repeated, into the sheet. Ceilings are met at the far end first, so that a repetition of
/// millions is refused before it is unrolled.
fn place(builder: &mut Builder<'_>, found: &[Found], row: u64, repeat: u64) -> Result<()> {
    let fit = |number: u64| u32::try_from(number).unwrap_or(u32::MAX - 1);
    let last = fit(row.saturating_add(repeat - 1));
    if let Some(end) = found.iter().rev().find(|found| !found.value.is_empty()) {
        builder.admit(last, fit(end.column.saturating_add(end.repeat - 1)))?;
    }
    if found.is_empty() {
        return Ok(());
    }
    for at in fit(row)..=last {
        for one in found {
            let (left, right) = (fit(one.column), fit(one.column.saturating_add(one.repeat - 1)));
            if one.span != (1, 1) {
                let area = Area {
                    top: at,
                    left,
                    bottom: at.saturating_add(fit(one.span.1 - 1)),
                    right: left.saturating_add(fit(one.span.0 - 1)),
                };
                builder.merge(area)?;
            }
            if !one.value.is_empty() {
                for column in left..=right {
                    builder.push(at, column, one.value.clone())?;
                }
            }
        }
    }
    Ok(())
}
