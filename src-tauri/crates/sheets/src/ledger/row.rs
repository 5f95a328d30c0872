//! One row of a payment list: a payment, a total, a heading, or what is wrong with it.

use super::field::{LedgerField, meaning};
use super::mapping::{LedgerMapping, headers};
use super::values::{When, amount, clean, direct, is_refund, source, when};
use crate::cell::Cell;
use crate::preview::{CellError, Weight};
use crate::project_list::{is_column_numbers, is_total, starts_like_note};
use crate::sheet::{self, Sheet};
use crate::words::label;
use domain::fund::FundSource;
use domain::ledger::Payment;
use domain::money::{AmountUnit, Money};
use domain::period::FiscalYear;
use domain::text::squeezed;
use std::collections::HashMap;

/// What a row is.
pub(super) enum Row {
    /// A payment, and what is odd about it.
    Payment(Payment, Vec<CellError>),
    /// What is wrong with it.
    Rejected(Vec<CellError>),
    /// A sum of rows above; `whole`: of all of them rather than of a part.
    Total { text: String, amount: Option<Money>, whole: bool },
    /// Its first text and why it is left out.
    Skipped(String, &'static str),
    /// Nothing that matters.
    Blank,
}

/// How many fields there are.
const FIELDS: usize = 13;
static EMPTY: Cell = Cell::Empty;

pub(super) struct Reader<'a> {
    sheet: &'a Sheet,
    /// Columns ascending, with the field they hold.
    columns: Vec<(u32, LedgerField)>,
    unit: AmountUnit,
    year: FiscalYear,
    /// The column 退款 holds marks rather than amounts.
    marks: bool,
    /// Words for 资金性质 that were met, and what they mean.
    sources: HashMap<String, Option<FundSource>>,
}

/// What is wrong with the cell of a field.
type Fault = (LedgerField, String);

/// The cells of a row by field.
struct Cells<'a>([&'a Cell; FIELDS]);

impl<'a> Cells<'a> {
    fn get(&self, field: LedgerField) -> &'a Cell {
        self.0.get(field as usize).copied().unwrap_or(&EMPTY)
    }

    fn is_empty(&self, field: LedgerField) -> bool {
        self.get(field).is_empty()
    }

    fn text(&self, field: LedgerField) -> String {
        match self.get(field) {
            Cell::Text(text) => clean(text).to_owned(),
            Cell::Empty | Cell::LostDigits(_) | Cell::Error(_) | Cell::FormulaWithoutValue => String::new(),
            other => other.shown(),
        }
    }
}

use LedgerField as F;

impl<'a> Reader<'a> {
    pub(super) fn new(sheet: &'a Sheet, mapping: &LedgerMapping, unit: AmountUnit, year: FiscalYear) -> Self {
        let mut columns: Vec<(u32, LedgerField)> =
            mapping.columns.iter().map(|(field, column)| (*column, *field)).collect();
        columns.sort_unstable();
        let heads = headers(sheet, mapping);
        let head = mapping.columns.get(&F::Refund).and_then(|column| heads.get(*column as usize));
        let marks =
            head.is_some_and(|head| ["标", "是否", "类型", "方向"].iter().any(|word| head.contains(word)));
        Self { sheet, columns, unit, year, marks, sources: HashMap::new() }
    }

    pub(super) fn read(&mut self, row: &'a sheet::Row, first: bool) -> Row {
        let cells = self.cells(row);
        if let Some(left_out) = self.left_out(row, &cells, first) {
            return left_out;
        }
        let mut errors = Vec::new();
        let mut notes = Vec::new();
        let mut fault = |(field, text): Fault| errors.push(self.error(row, field, &cells, text));
        let amount = self.amount(&cells).map_err(&mut fault).ok();
        let when = self.when(&cells).map_err(&mut fault).ok();
        for (column, field) in &self.columns {
            let cell = cells.get(*field);
            let Some(fault) = cell.fault() else { continue };
            match field {
                // Said by their own readers.
                F::Amount | F::Refund | F::Date | F::Month => continue,
                // Without its code a payment can still be told by its name.
                F::Code if !cells.is_empty(F::Name) => {
                    notes.push(self.remark(
                        row,
                        *column,
                        *field,
                        cell,
                        fault + "；本行按项目名称匹配",
                        Weight::Notice,
                    ));
                }
                F::Code | F::Name => {
                    errors.push(self.remark(row, *column, *field, cell, fault, Weight::Error));
                }
                _ => notes.push(self.remark(row, *column, *field, cell, fault, Weight::Notice)),
            }
        }
        let (Some(amount), Some(when), true) = (amount, when, errors.is_empty()) else {
            return Row::Rejected(errors);
        };
        let payment = Payment {
            line: row.number + 1,
            date: when.and_then(|when| when.date),
            month: when.map(|when| when.month),
            code: cells.text(F::Code),
            name: cells.text(F::Name),
            unit: cells.text(F::Unit),
            unit_code: cells.text(F::UnitCode),
            payee: cells.text(F::Payee),
            summary: cells.text(F::Summary),
            voucher: cells.text(F::Voucher),
            source: self.source(row, &cells, &mut notes),
            direct: self.direct(row, &cells, &mut notes),
            amount,
            repeat: false,
        };
        for field in [F::Code, F::Name] {
            if let Cell::Text(text) = cells.get(field)
                && text.contains('\u{fffd}')
            {
                let text = "有文字无法识别，可能影响项目匹配，请核对原文件的编码".to_owned();
                notes.extend(self.at(row, field, &cells, text, Weight::Notice));
            }
        }
        Row::Payment(payment, notes)
    }

    fn cells(&self, row: &'a sheet::Row) -> Cells<'a> {
        let mut found = [&EMPTY; FIELDS];
        let mut wanted = self.columns.iter().peekable();
        for (column, cell) in row.cells() {
            while wanted.next_if(|(next, _)| *next < column).is_some() {}
            while let Some((_, field)) = wanted.next_if(|(next, _)| *next == column) {
                if let Some(place) = found.get_mut(*field as usize) {
                    *place = cell;
                }
            }
        }
        if !self.sheet.merges().is_empty() {
            // A project's name may stand once for several rows; an amount never does.
            for (column, field) in &self.columns {
                if matches!(field, F::Amount | F::Refund) {
                    continue;
                }
                if let Some(place) = found.get_mut(*field as usize).filter(|cell| cell.is_empty()) {
                    *place = self.sheet.seen(row.number, *column);
                }
            }
        }
        Cells(found)
    }

    /// What the row is, if it is no payment.
    fn left_out(&self, row: &sheet::Row, cells: &Cells<'_>, first: bool) -> Option<Row> {
        let first_text = || row.cells().next().map(|(_, cell)| cell.shown()).unwrap_or_default();
        let money = || self.amount(cells).ok();
        if let Some(text) = total(row, cells) {
            let whole = matches!(squeezed(&text).as_str(), "合计" | "总计" | "共计" | "总合计" | "合计数");
            return Some(Row::Total { text, amount: money(), whole });
        }
        // 1 2 3 below the header.
        if first && is_column_numbers(row) {
            return Some(Row::Skipped(first_text(), "栏次行"));
        }
        if let Cell::Text(text) = cells.get(F::Amount)
            && meaning(&label(text)).is_some_and(|(field, _)| field == F::Amount)
        {
            return Some(Row::Skipped(first_text(), "标题行"));
        }
        if !cells.is_empty(F::Amount) || !cells.is_empty(F::Refund) {
            return None;
        }
        let filled = self.columns.iter().filter(|(column, _)| !row.cell(*column).is_empty()).count();
        if filled == 0 {
            let numbered = row.cells().all(|(_, cell)| matches!(cell, Cell::Number { .. }));
            return Some(if numbered { Row::Blank } else { Row::Skipped(first_text(), "说明行") });
        }
        let few = row.cells().nth(1).is_none();
        let text = first_text();
        (few || starts_like_note(&text))
            .then(|| Row::Skipped(text.clone(), if starts_like_note(&text) { "说明行" } else { "标题行" }))
    }

    fn amount(&self, cells: &Cells<'_>) -> Result<Money, Fault> {
        let error = |field: F, text: String| (field, text);
        let read = |field: F| amount(cells.get(field), self.unit).map_err(|text| error(field, text));
        let paid = read(F::Amount)?;
        // The second column holds an amount, or a word that says which way the first one went.
        let refund = match cells.get(F::Refund) {
            Cell::Bool(refund) => Err(*refund),
            cell if self.marks => match is_refund(clean(&cell.shown())) {
                Some(refund) => Err(refund),
                None => return Err(error(F::Refund, "看不出是否退款，请填“是”或“否”".to_owned())),
            },
            Cell::Text(text) => match read(F::Refund) {
                Ok(amount) => Ok(amount),
                Err(fault) => Err(is_refund(text).ok_or(fault)?),
            },
            _ => Ok(read(F::Refund)?),
        };
        let amount = match (paid, refund) {
            (Some(paid), Err(true)) => -paid.abs(),
            (Some(paid), Err(false) | Ok(None)) => paid,
            (paid, Ok(Some(refund))) => paid.unwrap_or(Money::ZERO) - refund.abs(),
            (None, _) => {
                return Err(error(F::Amount, "没有金额，请补上金额，或删去这一行".to_owned()));
            }
        };
        if amount.abs() > Money::from_fen(Money::LIMIT) {
            return Err(error(F::Amount, "金额过大，请核对单位是元还是万元".to_owned()));
        }
        Ok(amount)
    }

    fn when(&self, cells: &Cells<'_>) -> Result<Option<When>, Fault> {
        for field in [F::Date, F::Month] {
            let found = when(cells.get(field), self.year);
            if let Some(when) = found.map_err(|text| (field, text))? {
                return Ok(Some(when));
            }
        }
        Ok(None)
    }

    fn source(
        &mut self,
        row: &sheet::Row,
        cells: &Cells<'_>,
        notes: &mut Vec<CellError>,
    ) -> Option<FundSource> {
        let Cell::Text(text) = cells.get(F::Source) else { return None };
        if let Some(found) = self.sources.get(clean(text)) {
            return *found;
        }
        let found = source(text);
        self.sources.insert(clean(text).to_owned(), found);
        if found.is_none() {
            let said = "不认得这种资金性质，支付照常计入，但不分资金来源".to_owned();
            notes.extend(self.at(row, F::Source, cells, said, Weight::Notice));
        }
        found
    }

    fn direct(&self, row: &sheet::Row, cells: &Cells<'_>, notes: &mut Vec<CellError>) -> bool {
        let word = match cells.get(F::Direct) {
            Cell::Empty => return false,
            Cell::Bool(yes) => return *yes,
            cell => cell.shown(),
        };
        direct(clean(&word)).unwrap_or_else(|| {
            let said = "看不出是否直达资金，按不是直达资金计入；请填“是”或“否”".to_owned();
            notes.extend(self.at(row, F::Direct, cells, said, Weight::Notice));
            false
        })
    }

    fn error(&self, row: &sheet::Row, field: F, cells: &Cells<'_>, text: String) -> CellError {
        let column = self.columns.iter().find(|(_, of)| *of == field).map_or(0, |(column, _)| *column);
        self.remark(row, column, field, cells.get(field), text, Weight::Error)
    }

    fn at(
        &self,
        row: &sheet::Row,
        field: F,
        cells: &Cells<'_>,
        text: String,
        weight: Weight,
    ) -> Option<CellError> {
        let (column, _) = self.columns.iter().find(|(_, of)| *of == field)?;
        Some(self.remark(row, *column, field, cells.get(field), text, weight))
    }

    fn remark(
        &self,
        row: &sheet::Row,
        column: u32,
        field: F,
        cell: &Cell,
        text: String,
        weight: Weight,
    ) -> CellError {
        CellError::new(&self.sheet.name, (row.number, column), field.name(), cell.shown(), text, weight)
    }
}

/// The word for a sum that makes a row a total, or an opening or closing balance.
fn total(row: &sheet::Row, cells: &Cells<'_>) -> Option<String> {
    const BALANCES: &[&str] = &[
        "本月合计",
        "本年累计",
        "本日合计",
        "本期合计",
        "本月累计",
        "月计",
        "年计",
        "期初余额",
        "年初余额",
        "期末余额",
        "月初余额",
        "月末余额",
        "上年结转",
        "承前页",
        "过次页",
        "结转下年",
    ];
    let first = row.cells().take(2).map(|(_, cell)| cell);
    let named = [F::Name, F::Code, F::Unit, F::Summary].map(|field| cells.get(field));
    for cell in first.chain(named) {
        let Cell::Text(text) = cell else { continue };
        // Every such word holds one of these; hardly any other text does.
        if !text.contains(['计', '余', '结', '页']) {
            continue;
        }
        let word = squeezed(text);
        let exact = BALANCES.contains(&word.as_str())
            || matches!(
                word.as_str(),
                "合计" | "小计" | "总计" | "共计" | "累计" | "总合计" | "本页合计" | "合计数"
            );
        let bare = cells.is_empty(F::Voucher);
        // 水费合计 may be what a payment was for; a row with a payee or day is no sum.
        let sum = is_total(&word) && bare && cells.is_empty(F::Payee) && cells.is_empty(F::Date);
        if (exact && bare) || sum {
            return Some(text.trim().to_owned());
        }
    }
    None
}
