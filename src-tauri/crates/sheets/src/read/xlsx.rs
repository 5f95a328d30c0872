//! Office Open XML workbooks: repacked by the guard, cells streamed by calamine.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::guard::parts::{Parts, Progress, Repacked};
use crate::guard::xml;
use crate::limits::Limits;
use crate::read::xlsx_parts::{SheetParts, has_formulas, merges, workbook_part};
use crate::read::{Texts, date_cell, guarded, is_percent};
use crate::sheet::{Area, Builder, Sheet};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use std::sync::Arc;

type Book = Xlsx<Cursor<Vec<u8>>>;

/// What a sheet's own bytes told before calamine got them.
#[derive(Default)]
struct Facts {
    merges: Vec<Area>,
    formulas: bool,
    bytes: u64,
}

/// Reads all worksheets of a workbook.
pub(crate) fn read(bytes: &[u8], limits: &Limits, progress: &mut Progress<'_>) -> Result<Vec<Sheet>> {
    let (repacked, work) = repack(bytes, limits, progress)?;
    let mut facts = inspect(&repacked);
    let container = repacked.finish();
    guarded("工作簿", || {
        let mut book = Xlsx::new(Cursor::new(container)).map_err(|error| translate(&error, "工作簿"))?;
        let sheets: Vec<(String, bool)> = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect();
        if sheets.is_empty() {
            return Err(Error::NoSheets);
        }
        if sheets.len() > limits.sheets {
            return Err(Error::TooManySheets { sheets: sheets.len(), limit: limits.sheets });
        }
        let (mut texts, mut cells) = (Texts::new(limits), 0u64);
        let mut meter = Meter { progress, done: work, total: work * 2 };
        let mut read = Vec::with_capacity(sheets.len());
        for (name, visible) in sheets {
            let known = facts.remove(&name);
            let builder = Builder::new(&name, visible, limits, &mut cells);
            read.push(read_sheet(&mut book, &name, known, builder, &mut texts, &mut meter)?);
        }
        Ok(read)
    })
}

/// Reports progress; the second half of the work is reading cells, estimated by each sheet's bytes.
struct Meter<'a, 'b> {
    progress: &'a mut Progress<'b>,
    done: u64,
    total: u64,
}

impl Meter<'_, '_> {
    fn tell(&mut self, within: u64) -> Result<()> {
        let done = (self.done + within).min(self.total);
        if (self.progress)(done, self.total) { Ok(()) } else { Err(Error::Cancelled) }
    }
}

/// Parts that hold nothing we read. Everything else that is XML is handed on.
fn is_wanted(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let xml = lower.ends_with(".xml") || lower.ends_with(".rels");
    let folders = [
        "activex/", "charts/", "chartex/", "ctrlprops/", "customxml/", "dialogsheets/_rels/", "docprops/",
        "drawings/", "embeddings/", "externallinks/", "media/", "persons/", "pivotcache/", "pivottables/",
        "printersettings/", "querytables/", "revisions/", "richdata/", "slicers/", "slicercaches/", "tables/",
        "theme/", "threadedcomments/", "timelines/", "webextensions/", "worksheets/_rels/",
    ];
    let stem = lower.rsplit('/').next().unwrap_or(&lower);
    let unread = stem.starts_with("comments") || matches!(stem, "calcchain.xml" | "metadata.xml" | "[content_types].xml");
    xml && !unread && !folders.iter().any(|folder| lower.contains(folder))
}

fn is_large(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains("sheet") || lower.contains("sharedstrings")
}

/// Unpacks what is needed into a container of our own, each part looked over. Gives it and the bytes it took.
fn repack(bytes: &[u8], limits: &Limits, progress: &mut Progress<'_>) -> Result<(Repacked, u64)> {
    let mut parts = Parts::open(bytes, limits)?;
    let wanted: Vec<(String, u64)> =
        parts.list().filter(|(name, _)| is_wanted(name)).map(|(name, size)| (name.to_owned(), size)).collect();
    let total: u64 = wanted.iter().map(|(_, size)| *size).sum();
    let (mut repacked, mut done) = (Repacked::default(), 0u64);
    for (name, size) in &wanted {
        if !progress(done, total.saturating_mul(2)) {
            return Err(Error::Cancelled);
        }
        let data = repacked.add(name, |out| parts.unpack(name, is_large(name), out))?;
        let tags = xml::scan(name, data, limits)?;
        let lower = name.to_ascii_lowercase();
        if lower.ends_with("sharedstrings.xml") {
            xml::shared_strings(data, tags, limits)?;
        } else if lower.ends_with("styles.xml") {
            xml::styles(data, limits)?;
        } else if !is_large(name) && tags > limits.strings {
            return Err(Error::damaged(name.as_str()));
        }
        done += size;
    }
    Ok((repacked, total))
}

/// What the sheets' bytes tell, by tab name.
fn inspect(repacked: &Repacked) -> HashMap<String, Facts> {
    let workbook = repacked
        .part("_rels/.rels")
        .and_then(workbook_part)
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = workbook.rsplit_once('/').map_or(("", workbook.as_str()), |(f, name)| (f, name));
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let relationships = repacked.part(&format!("{prefix}_rels/{file}.rels")).unwrap_or_default();
    let parts = SheetParts::read(repacked.part(&workbook).unwrap_or_default(), relationships, &prefix);
    let facts = parts.names().filter_map(|(name, part)| {
        let bytes = repacked.part(part)?;
        let facts = Facts { merges: merges(bytes), formulas: has_formulas(bytes), bytes: bytes.len() as u64 };
        Some((name.to_owned(), facts))
    });
    facts.collect()
}

fn read_sheet(
    book: &mut Book,
    name: &str,
    facts: Option<Facts>,
    mut builder: Builder<'_>,
    texts: &mut Texts<'_>,
    meter: &mut Meter<'_, '_>,
) -> Result<Sheet> {
    let fault = |error: XlsxError| translate(&error, name);
    let facts = match facts {
        Some(facts) => facts,
        None => {
            let areas = book.merge_cells_by_sheet_name(name).map_err(fault)?;
            let merges = areas
                .iter()
                .map(|area| Area { top: area.start.0, left: area.start.1, bottom: area.end.0, right: area.end.1 });
            Facts { merges: merges.collect(), formulas: true, bytes: 0 }
        }
    };
    let unset = if facts.formulas { unset_formulas(book, name)? } else { HashSet::new() };
    let mut cells = book.worksheet_cells_reader(name).map_err(fault)?;
    let percent: Vec<bool> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code)))
        .collect();
    let rows = u64::from(cells.dimensions().end.0).max(1);
    let mut count = 0u64;
    while let Some(((row, column), cell)) = next(&mut cells, &percent, texts, name)? {
        count += 1;
        if count.is_multiple_of(4096) {
            meter.tell(facts.bytes * u64::from(row).min(rows) / rows)?;
        }
        if cell.is_empty() && unset.contains(&(row, column)) {
            builder.push(row, column, Cell::FormulaWithoutValue)?;
        } else {
            builder.push(row, column, cell)?;
        }
    }
    for area in facts.merges {
        builder.merge(area)?;
    }
    meter.done += facts.bytes;
    meter.tell(0)?;
    Ok(builder.finish())
}

type Place = (u32, u32);

fn next(
    cells: &mut XlsxCellReader<'_, Cursor<Vec<u8>>>,
    percent: &[bool],
    texts: &mut Texts<'_>,
    name: &str,
) -> Result<Option<(Place, Cell)>> {
    let found = cells.next_cell_with_style_id().map_err(|error| translate(&error, name))?;
    let Some((cell, style)) = found else { return Ok(None) };
    let value = match cell.get_value() {
        DataRef::Empty => Cell::Empty,
        DataRef::SharedString(text) => texts.shared(text)?,
        DataRef::String(text) => texts.own(text)?,
        DataRef::Float(number) => Cell::from_f64(*number, percent.get(style).copied().unwrap_or(false)),
        DataRef::Int(number) => Cell::number((*number).into()),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(date) => date_cell(*date),
        DataRef::DateTimeIso(text) => Cell::from_iso(text),
        DataRef::DurationIso(text) => texts.own(text)?,
        DataRef::Error(error) => Cell::Error(Arc::from(error.to_string())),
    };
    Ok(Some((cell.get_position(), value)))
}

/// Cells with a formula but without its result, which reads as an empty cell otherwise.
fn unset_formulas(book: &mut Book, name: &str) -> Result<HashSet<Place>> {
    let fault = |error: XlsxError| translate(&error, name);
    let mut cells = book.worksheet_cells_reader(name).map_err(fault)?;
    let mut unset = HashSet::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(fault)? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            unset.insert(cell.pos);
        }
    }
    Ok(unset)
}

fn translate(error: &XlsxError, part: &str) -> Error {
    match error {
        XlsxError::Password => Error::Encrypted,
        _ => Error::damaged(part),
    }
}
