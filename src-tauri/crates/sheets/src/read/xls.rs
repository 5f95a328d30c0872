//! BIFF workbooks (.xls, WPS .et): the stream cleaned by the guard, parsed by calamine.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::guard::parts::Progress;
use crate::guard::{biff, ole};
use crate::limits::Limits;
use crate::read::{Texts, date_cell, guarded};
use crate::sheet::{Area, Builder, Sheet};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;
use std::sync::Arc;

/// Reads all worksheets of a workbook.
pub(crate) fn read(bytes: &[u8], limits: &Limits, progress: &mut Progress<'_>) -> Result<Vec<Sheet>> {
    let total = bytes.len() as u64;
    let mut tell = |done: u64| if progress(done, total) { Ok(()) } else { Err(Error::Cancelled) };
    tell(0)?;
    let checked = biff::check(ole::workbook_stream(bytes, limits)?, limits)?;
    tell(total / 4)?;
    let container = ole::rebuilt(&checked.stream)?;
    guarded("Workbook", || {
        let mut book = Xls::new(Cursor::new(container)).map_err(|error| translate(&error))?;
        tell(total / 2)?;
        let tabs: Vec<_> = book.sheets_metadata().to_vec();
        let (mut texts, mut cells) = (Texts::new(limits), 0u64);
        let mut sheets = Vec::new();
        for (index, tab) in tabs.iter().enumerate() {
            if tab.typ != SheetType::WorkSheet {
                continue;
            }
            let percent = checked.percent.get(index);
            let mut builder =
                Builder::new(&tab.name, tab.visible == SheetVisible::Visible, limits, &mut cells);
            let range = book.worksheet_range(&tab.name).map_err(|error| translate(&error))?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let row = top + u32::try_from(row).unwrap_or(u32::MAX);
                let column = left + u32::try_from(column).unwrap_or(u32::MAX);
                let place = (u16::try_from(row).unwrap_or(0), u16::try_from(column).unwrap_or(0));
                let shown_as_percent = percent.is_some_and(|percent| percent.contains(&place));
                builder.push(row, column, cell(value, shown_as_percent, &mut texts)?)?;
            }
            for area in book.merge_cells_by_sheet_name(&tab.name).map_err(|error| translate(&error))? {
                let (start, end) = (area.start, area.end);
                builder.merge(Area { top: start.0, left: start.1, bottom: end.0, right: end.1 })?;
            }
            sheets.push(builder.finish());
            tell(total / 2 + total / 2 * (index as u64 + 1) / tabs.len() as u64)?;
        }
        if sheets.is_empty() { Err(Error::NoSheets) } else { Ok(sheets) }
    })
}

fn cell(value: &Data, percent: bool, texts: &mut Texts<'_>) -> Result<Cell> {
    Ok(match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => texts.own(text)?,
        Data::Float(number) => Cell::from_f64(*number, percent),
        #[allow(clippy::cast_precision_loss)]
        Data::Int(number) => Cell::from_f64(*number as f64, percent),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(date) => date_cell(*date),
        Data::DateTimeIso(text) => Cell::from_iso(text),
        Data::Error(error) => Cell::Error(Arc::from(error.to_string())),
    })
}

fn translate(error: &XlsError) -> Error {
    match error {
        XlsError::Password => Error::Encrypted,
        _ => Error::damaged("Workbook"),
    }
}
