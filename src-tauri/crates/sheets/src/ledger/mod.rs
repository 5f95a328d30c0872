//! Payment lists (支付明细): exports of a treasury or a ledger as payments of the domain.
//!
//! [`open`] reads a file of any kind that is met, [`detect`] guesses the mapping, [`read`] gives the payments, the rows
//! that cannot be read with the reason ([`write_rejects`] hands them back), and the rows that are left out on purpose.

mod field;
mod mapping;
mod row;
mod values;

pub use field::{LedgerField, LedgerFieldChoice};
pub use mapping::{LedgerMapping, Remembered, detect, fingerprint, headers};

use crate::csv;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::mapping::{ColumnMapping, Mapping};
use crate::preview::{CellError, PreviewRow, SkippedRow};
use crate::rejects;
use crate::sheet::{Sheet, column_name};
use crate::workbook::{Workbook, read_bytes};
use domain::ledger::Payment;
use domain::money::{AmountUnit, Money};
use domain::period::FiscalYear;
use row::{Reader, Row};
use std::collections::BTreeMap;
use std::path::Path;

/// A payment list that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerRows {
    /// The payments, in the order of the rows.
    pub payments: Vec<Payment>,
    /// What is wrong with the rows that cannot be read; each of them has at least one.
    pub rejected: Vec<CellError>,
    /// What is odd about rows that were read.
    pub notes: Vec<CellError>,
    /// Rows left out on purpose: totals, headings, notes.
    pub skipped: Vec<SkippedRow>,
    /// Remarks on the list as a whole: an assumed unit, a total that is not the sum.
    pub remarks: Vec<String>,
    /// Rows that hold a payment or should.
    pub rows: u32,
}

/// Reads a file: a workbook (.xlsx, .xls, .et, .ods) or text separated by commas, tabs or semicolons.
///
/// # Errors
/// Whatever makes the file unusable as a whole; see [`Error`].
pub fn open(path: &Path, limits: &Limits, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<Vec<Sheet>> {
    from_bytes(&read_bytes(path, limits)?, limits, progress)
}

/// Reads a file that is already in memory.
///
/// # Errors
/// As for [`open`].
pub fn from_bytes(
    bytes: &[u8],
    limits: &Limits,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Vec<Sheet>> {
    match Workbook::from_bytes(bytes, limits, progress) {
        Ok(book) => Ok(book.sheets),
        Err(Error::Csv) => Ok(vec![csv::read(bytes, limits, progress)?]),
        Err(error) => Err(error),
    }
}

/// How many rows are read between two looks at the progress.
const STEP: usize = 1024;
/// Remarks of one kind are said so often, then counted.
const NOTES: usize = 200;

/// Reads the payments below the header. `year` completes days without one. `progress` hears (done, total) in rows.
///
/// # Errors
/// [`Error::NoLedgerHeader`], [`Error::Cancelled`]. Faulty rows are part of the result.
pub fn read(
    sheet: &Sheet,
    mapping: &LedgerMapping,
    year: FiscalYear,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<LedgerRows> {
    mapping.check(sheet)?;
    let (unit, stated) = mapping.amount_unit(sheet);
    let start = sheet.rows().partition_point(|row| row.number < mapping.header_row);
    let rows = sheet.rows().get(start..).unwrap_or_default();
    let mut reader = Reader::new(sheet, mapping, unit, year);
    let mut out = LedgerRows { payments: Vec::with_capacity(rows.len()), ..LedgerRows::default() };
    if !stated {
        out.remarks.push("表中没有写明金额单位，已按元读取；如果是万元，请在表头写明后重新导入".to_owned());
    }
    let mut totals = Totals::default();
    for (index, row) in rows.iter().enumerate() {
        if index.is_multiple_of(STEP) && !progress(index as u64, rows.len() as u64) {
            return Err(Error::Cancelled);
        }
        match reader.read(row, index == 0) {
            Row::Payment(payment, notes) => {
                totals.add(payment.amount);
                out.payments.push(payment);
                out.notes.extend(notes);
            }
            Row::Rejected(errors) => {
                totals.broken = true;
                out.rejected.extend(errors);
                out.rows += 1;
            }
            Row::Total { text, amount, whole } => {
                out.remarks.extend(amount.filter(|_| whole).and_then(|sum| totals.compare(row.number, sum)));
                let reason = "合计行".to_owned();
                out.skipped.push(SkippedRow { number: row.number + 1, text, reason });
            }
            Row::Skipped(text, reason) => {
                out.skipped.push(SkippedRow { number: row.number + 1, text, reason: reason.to_owned() });
            }
            Row::Blank => {}
        }
    }
    out.rows += u32::try_from(out.payments.len()).unwrap_or(u32::MAX);
    if out.notes.len() > NOTES {
        out.remarks.push(format!("另有 {} 处类似的提示没有逐一列出", out.notes.len() - NOTES));
        out.notes.truncate(NOTES);
    }
    progress(rows.len() as u64, rows.len() as u64);
    Ok(out)
}

/// The sums that a total row can mean.
#[derive(Default)]
struct Totals {
    all: i128,
    since: i128,
    /// A row could not be read, so no sum can be compared.
    broken: bool,
}

impl Totals {
    fn add(&mut self, amount: Money) {
        self.all += i128::from(amount.fen());
        self.since += i128::from(amount.fen());
    }

    /// What to say when a total is neither the sum of all rows nor of those since the last total.
    fn compare(&mut self, row: u32, total: Money) -> Option<String> {
        let (all, since) = (self.all, std::mem::take(&mut self.since));
        let fen = i128::from(total.fen());
        if self.broken || fen == all || fen == since {
            return None;
        }
        let sum = Money::from_fen(i64::try_from(all).unwrap_or(i64::MAX));
        let print = |amount: Money| amount.print(AmountUnit::Yuan);
        Some(format!(
            "第 {} 行的合计 {} 元与以上各行之和 {} 元不符，请核对导出的文件是否完整",
            row + 1,
            print(total),
            print(sum)
        ))
    }
}

/// Writes the rows that `errors` are about as a workbook with the reasons. Gives their number; without any, no file
/// is written.
///
/// # Errors
/// As for [`rejects::write`].
pub fn write_rejects(
    path: &Path,
    sheet: &Sheet,
    mapping: &LedgerMapping,
    errors: &[CellError],
) -> Result<u32> {
    let mut bad: BTreeMap<u32, PreviewRow> = BTreeMap::new();
    for error in errors.iter().filter(|error| error.is_error() && error.row > 0) {
        let number = error.row;
        let row = bad.entry(number).or_insert_with(|| PreviewRow {
            number,
            cells: Vec::new(),
            errors: Vec::new(),
            value: None,
        });
        row.errors.push(error.clone());
    }
    let columns = (0u32..).zip(headers(sheet, mapping)).map(|(index, header)| ColumnMapping {
        letter: column_name(index),
        index,
        header,
        field: None,
        unit: None,
    });
    let plain = Mapping {
        header_first: mapping.header_row,
        header_last: mapping.header_row,
        unit: AmountUnit::Yuan,
        unit_stated: true,
        columns: columns.collect(),
        fingerprint: String::new(),
    };
    rejects::write_rows(path, sheet, &plain, &bad.values().collect::<Vec<_>>())
}

/// An error on a row for a reason that lies outside the file: another year, another unit.
pub fn row_error(
    sheet: &Sheet,
    mapping: &LedgerMapping,
    row: u32,
    field: LedgerField,
    text: &str,
) -> CellError {
    use crate::preview::Weight;
    let column = mapping.columns.get(&field).copied().unwrap_or(0);
    let place = (row.saturating_sub(1), column);
    let read = sheet.cell(place.0, column).shown();
    CellError::new(&sheet.name, place, field.name(), read, text, Weight::Error)
}
