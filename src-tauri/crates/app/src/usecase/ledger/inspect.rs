//! Looking into an export: its sheets, what their columns seem to mean, what was decided about them before.

use super::LedgerMapping;
use crate::session::Session;
use crate::usecase::evidence;
use crate::usecase::import::check_file;
use crate::{App, Result};
use serde::{Deserialize, Serialize};
use sheets::ledger::{self as reader, LedgerField, Remembered};
use sheets::{Limits, Sheet};
use std::collections::BTreeSet;
use std::path::Path;
use ts_rs::TS;

/// A file to look into.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerInspect {
    /// Its path.
    pub file: String,
}

/// A file that was looked into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerFile {
    /// Its path.
    pub file: String,
    /// `1.2 MB`
    pub size: String,
    /// Its sheets that hold something.
    pub sheets: Vec<LedgerSheet>,
}

/// A sheet of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerSheet {
    /// Name on its tab.
    pub name: String,
    /// Rows below the header.
    pub rows: usize,
    /// The headings, column by column.
    pub headers: Vec<String>,
    /// The remembered mapping, else the guessed one.
    pub mapping: LedgerMapping,
    /// Name of the remembered mapping, empty without one.
    pub known: String,
    /// The first rows below the header.
    pub sample: Vec<Vec<String>>,
}

/// So many rows show what stands in a column.
const SAMPLE: usize = 5;
/// Looks into a file.
pub fn inspect(app: &App, query: LedgerInspect) -> Result<LedgerFile> {
    let path = Path::new(&query.file);
    let (sheets, bytes) = read_file(app, path)?;
    app.read(|session| {
        let mut found = Vec::new();
        for sheet in readable(&sheets) {
            let (mapping, known) = mapping_of(session, sheet)?;
            let below = sheet.rows().partition_point(|row| row.number < mapping.header_row);
            let rows = sheet.rows().get(below..).unwrap_or_default();
            let headers = reader::headers(sheet, &mapping);
            let (_, width) = sheet.size();
            let cells =
                |row: &sheets::sheet::Row| (0..width).map(|column| row.cell(column).shown()).collect();
            found.push(LedgerSheet {
                name: sheet.name.clone(),
                rows: rows.len(),
                headers,
                mapping,
                known: known.unwrap_or_default(),
                sample: rows.iter().take(SAMPLE).map(cells).collect(),
            });
        }
        Ok(LedgerFile { file: query.file.clone(), size: evidence::size(bytes), sheets: found })
    })
}

pub(super) fn read_file(app: &App, path: &Path) -> Result<(Vec<Sheet>, u64)> {
    let bytes = check_file("支付明细", path)?;
    let mut progress = |done, total| app.host().progress("import", done, total);
    Ok((reader::open(path, &Limits::default(), &mut progress)?, bytes))
}

/// The sheets that a person sees and that hold something; hidden ones only where there are no others.
fn readable(sheets: &[Sheet]) -> Vec<&Sheet> {
    let filled = || sheets.iter().filter(|sheet| !sheet.rows().is_empty());
    let visible: Vec<&Sheet> = filled().filter(|sheet| sheet.visible).collect();
    if visible.is_empty() { filled().collect() } else { visible }
}

/// The mapping of a sheet, and the name of the remembered one.
pub(super) fn mapping_of(session: &Session, sheet: &Sheet) -> Result<(LedgerMapping, Option<String>)> {
    let mut mapping = reader::detect(sheet);
    let headers = reader::headers(sheet, &mapping);
    let kept = session.store.read().mapping(&reader::fingerprint(&headers))?;
    if let Some(kept) = kept.and_then(|value| serde_json::from_value::<Remembered>(value).ok()) {
        mapping.recall(&kept, &headers);
        return Ok((mapping, Some(kept.name)));
    }
    mapping.name = new_name(session, &headers)?;
    Ok((mapping, None))
}

/// What a source that was never met is called until the user says otherwise: no import of the year has this name.
pub(super) fn new_name(session: &Session, headers: &[String]) -> Result<String> {
    let any = |words: &[&str]| headers.iter().any(|head| words.iter().any(|word| head.contains(word)));
    let name = if any(&["支付令", "国库", "零余额", "支付凭证", "预算单位", "直达"]) {
        "国库支付系统"
    } else if any(&["借方", "贷方", "科目", "凭证字"]) {
        "单位账"
    } else {
        "支付明细"
    };
    let taken: BTreeSet<String> =
        session.store.read().ledgers(session.year)?.into_iter().map(|ledger| ledger.source_name).collect();
    let mut names = std::iter::once(name.to_owned()).chain((2u32..).map(|n| format!("{name}{n}")));
    Ok(names.find(|name| !taken.contains(name)).unwrap_or_default())
}

/// The first sheet that can be read as a payment list; without any the first sheet, whose refusal says what is missing.
fn first_list(sheets: &[Sheet]) -> Result<&Sheet> {
    let readable = readable(sheets);
    let list = |sheet: &&&Sheet| {
        let columns = reader::detect(sheet).columns;
        columns.contains_key(&LedgerField::Amount)
            && (columns.contains_key(&LedgerField::Code) || columns.contains_key(&LedgerField::Name))
    };
    let found = readable.iter().find(list).or(readable.first());
    found.copied().ok_or_else(|| sheets::Error::NoSheets.into())
}

/// The sheet with this name; without a name the first that can be read as a payment list.
pub(super) fn find_sheet<'a>(sheets: &'a [Sheet], name: &str) -> Result<&'a Sheet> {
    if name.is_empty() {
        return first_list(sheets);
    }
    let found = sheets.iter().find(|sheet| sheet.name == name);
    found.ok_or_else(|| sheets::Error::SheetNotFound { sheet: name.to_owned() }.into())
}
