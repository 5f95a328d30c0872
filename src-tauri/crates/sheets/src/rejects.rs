//! Bad rows handed back as a workbook: the original cells, the faulty ones red, and a column 原因.
//!
//! The header and what stands above it (the unit!) go along, so the mended file fits the same mapping.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::mapping::Mapping;
use crate::preview::{CellError, Preview, PreviewRow};
use crate::sheet::Sheet;
use crate::write_file::write_file;
use chrono::{Datelike, Timelike};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::HashSet;
use std::path::Path;

/// The header of the added column.
pub const REASON: &str = "原因";

/// Writes the rows of a preview that cannot be taken in. Gives their number; without any, no file is written.
///
/// # Errors
/// [`Error::ReadOnly`], [`Error::DiskFull`] or [`Error::Write`]; nothing half-written is left behind.
pub fn write(path: &Path, sheet: &Sheet, mapping: &Mapping, preview: &Preview) -> Result<u32> {
    let bad: Vec<&PreviewRow> = preview.rows.iter().filter(|row| row.value.is_none()).collect();
    write_rows(path, sheet, mapping, &bad)
}

/// Writes these rows of a sheet, of whatever kind of list.
pub(crate) fn write_rows(path: &Path, sheet: &Sheet, mapping: &Mapping, bad: &[&PreviewRow]) -> Result<u32> {
    if bad.is_empty() {
        return Ok(0);
    }
    let failed =
        |error: XlsxError| Error::Write { path: path.display().to_string(), reason: error.to_string() };
    let mut book = Workbook::new();
    fill(book.add_worksheet(), sheet, mapping, bad).map_err(failed)?;
    let bytes = book.save_to_buffer().map_err(failed)?;
    write_file(path, &bytes)?;
    Ok(u32::try_from(bad.len()).unwrap_or(u32::MAX))
}

/// The looks of a cell.
struct Looks {
    plain: Format,
    head: Format,
    percent: Format,
    date: Format,
    reason: Format,
}

impl Looks {
    fn new() -> Self {
        let boxed = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let wrapped = boxed.clone().set_text_wrap();
        Self {
            head: wrapped
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xEEF2F7)),
            percent: boxed.clone().set_num_format("0.00%"),
            date: boxed.clone().set_num_format("yyyy-mm-dd"),
            reason: wrapped.set_font_color(Color::RGB(0xB42318)),
            plain: boxed,
        }
    }
}

fn fill(
    out: &mut Worksheet,
    sheet: &Sheet,
    mapping: &Mapping,
    bad: &[&PreviewRow],
) -> std::result::Result<(), XlsxError> {
    let looks = Looks::new();
    // The name of the tab goes along where Excel allows it.
    if out.set_name(&sheet.name).is_err() {
        out.set_name("退回的行")?;
    }
    // A file that was handed back before already has the column.
    let old = mapping.columns.iter().find(|column| column.header == REASON).map(|column| column.index);
    let (_, width) = sheet.size();
    let reason = column_number(old.unwrap_or(width));
    for row in sheet.rows().iter().take_while(|row| row.number < mapping.header_last) {
        for (column, cell) in row.cells() {
            let head = row.number + 1 >= mapping.header_first;
            put(
                out,
                row.number,
                column_number(column),
                cell,
                if head { &looks.head } else { &looks.plain },
                &looks,
            )?;
        }
    }
    for area in sheet.merges().iter().filter(|area| area.bottom < mapping.header_last) {
        let head = area.top + 1 >= mapping.header_first;
        let text = sheet.cell(area.top, area.left).shown();
        let look = if head { &looks.head } else { &looks.plain };
        let (left, right) = (column_number(area.left), column_number(area.right));
        // Areas that overlap, as broken files have, are left unmerged.
        let _ = out.merge_range(area.top, left, area.bottom, right, &text, look);
    }
    out.write_string_with_format(mapping.header_last - 1, reason, REASON, &looks.head)?;
    for (at, row) in (mapping.header_last..).zip(bad) {
        write_row(out, at, sheet, mapping, row, reason, &looks)?;
    }
    for column in &mapping.columns {
        out.set_column_width(column_number(column.index), 16)?;
    }
    out.set_column_width(reason, 60)?;
    out.set_freeze_panes(mapping.header_last, 0)?;
    Ok(())
}

fn write_row(
    out: &mut Worksheet,
    at: u32,
    sheet: &Sheet,
    mapping: &Mapping,
    row: &PreviewRow,
    reason: u16,
    looks: &Looks,
) -> std::result::Result<(), XlsxError> {
    let source = row.number - 1;
    let faulty: HashSet<&str> =
        row.errors.iter().filter(|error| error.is_error()).map(|error| error.column.as_str()).collect();
    for column in mapping.columns.iter().filter(|column| column_number(column.index) != reason) {
        let words = column.field.is_some_and(|field| !field.is_amount());
        let cell = if words { sheet.seen(source, column.index) } else { sheet.cell(source, column.index) };
        let red = faulty.contains(column.letter.as_str());
        let look = looks.plain.clone();
        let look = if red {
            look.set_background_color(Color::RGB(0xFDE2E0)).set_font_color(Color::RGB(0xB42318))
        } else {
            look
        };
        if cell.is_empty() {
            out.write_blank(at, column_number(column.index), &look)?;
        } else {
            put(out, at, column_number(column.index), cell, &look, looks)?;
        }
    }
    let errors = row.errors.iter().filter(|error| error.is_error());
    let sentence = |error: &CellError| format!("{}：{}", error.header.replace('\n', ""), error.text);
    let text = errors.map(sentence).collect::<Vec<_>>().join("\n");
    out.write_string_with_format(at, reason, text, &looks.reason)?;
    Ok(())
}

fn column_number(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Writes a cell as what it was: text stays text, numbers stay numbers.
fn put(
    out: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    look: &Format,
    looks: &Looks,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::FormulaWithoutValue => out.write_blank(row, column, look)?,
        Cell::Number { value, percent } => {
            let merged = if *percent { look.clone().merge(&looks.percent) } else { look.clone() };
            out.write_number_with_format(row, column, value.to_f64().unwrap_or_default(), &merged)?
        }
        Cell::Date(moment) => {
            let day = ExcelDateTime::from_ymd(
                u16::try_from(moment.year()).unwrap_or(1900),
                u8::try_from(moment.month()).unwrap_or(1),
                u8::try_from(moment.day()).unwrap_or(1),
            )
            .and_then(|day| {
                let (hour, minute) = (moment.hour(), u8::try_from(moment.minute()).unwrap_or(0));
                day.and_hms(u16::try_from(hour).unwrap_or(0), minute, moment.second())
            });
            match day {
                Ok(day) => {
                    out.write_datetime_with_format(row, column, &day, &look.clone().merge(&looks.date))?
                }
                Err(_) => out.write_string_with_format(row, column, cell.shown(), look)?,
            }
        }
        Cell::Bool(value) => out.write_boolean_with_format(row, column, *value, look)?,
        // Stays the damaged number it is: as a text it would pass for a whole one.
        Cell::LostDigits(text) if text.parse::<f64>().is_ok_and(f64::is_finite) => {
            let number: f64 = text.parse().unwrap_or_default();
            out.write_number_with_format(row, column, number, look)?
        }
        Cell::Text(text) | Cell::Error(text) | Cell::LostDigits(text) => {
            out.write_string_with_format(row, column, &**text, look)?
        }
    };
    Ok(())
}
