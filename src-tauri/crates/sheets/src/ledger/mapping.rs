//! Where the columns of a payment list stand: guessed from the headings, correctable, remembered per source.

use super::field::{LedgerField, meaning};
use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::mapping::source_fingerprint;
use crate::sheet::Sheet;
use crate::words::{amount_unit, label};
use domain::money::AmountUnit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How a payment list is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerMapping {
    /// What the user calls the source: `国库支付系统`.
    pub name: String,
    /// Last row of the header, counted from 1; the payments follow. 0: no header.
    pub header_row: u32,
    /// Column of each field, counted from 0.
    #[ts(type = "Record<string, number>")]
    pub columns: BTreeMap<LedgerField, u32>,
    /// Unit of the amounts; absent: what the headings say, else 元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unit: Option<AmountUnit>,
}

/// What is remembered of a mapping under [`fingerprint`]: places among the headings, not columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// What the user calls the source.
    pub name: String,
    places: BTreeMap<LedgerField, usize>,
    unit: Option<AmountUnit>,
}

/// Rows in which a header is looked for, and the deepest one.
const SEARCHED: usize = 40;
const DEEPEST: usize = 3;

/// Guesses the mapping. A sheet without a known header gets a mapping that is to be completed by hand.
pub fn detect(sheet: &Sheet) -> LedgerMapping {
    let rows: Vec<u32> = sheet.rows().iter().take(SEARCHED).map(|row| row.number).collect();
    let mut best: Option<(usize, usize, LedgerMapping)> = None;
    for first in 0..rows.len() {
        for depth in 1..=DEEPEST.min(rows.len() - first) {
            let last = first + depth - 1;
            // Rows of one header stand directly below each other.
            if rows[last] - rows[first] != u32::try_from(last - first).unwrap_or(0) {
                break;
            }
            let columns = guess(&heads(sheet, rows[first], rows[last]));
            let score = columns.len();
            let better = best
                .as_ref()
                .is_none_or(|(found, deep, _)| score > *found || (score == *found && depth < *deep));
            if score >= 2 && better {
                let header_row = rows[last] + 1;
                best =
                    Some((score, depth, LedgerMapping { header_row, columns, ..LedgerMapping::default() }));
            }
        }
    }
    if let Some((_, _, mapping)) = best {
        return mapping;
    }
    // The first row of several texts is the likeliest header.
    let texts = |number: u32| {
        let cells = sheet.row(number).into_iter().flat_map(|row| row.cells());
        cells.filter(|(_, cell)| matches!(cell, Cell::Text(_))).count()
    };
    let header_row = rows.iter().find(|row| texts(**row) >= 3).map_or(0, |row| row + 1);
    LedgerMapping { header_row, ..LedgerMapping::default() }
}

/// The texts above each column between two rows, from the top down, merged areas as a reader sees them.
fn heads(sheet: &Sheet, first: u32, last: u32) -> Vec<Vec<String>> {
    let (_, width) = sheet.size();
    let column = |index: u32| {
        let mut lines: Vec<String> = Vec::new();
        for row in first..=last {
            if let Cell::Text(text) = sheet.seen(row, index)
                && lines.last().is_none_or(|before| before.as_str() != text.trim())
            {
                lines.push(text.trim().to_owned());
            }
        }
        lines
    };
    (0..width).map(column).collect()
}

/// Each field goes to the column whose heading says it most surely; of equal ones to the first.
fn guess(heads: &[Vec<String>]) -> BTreeMap<LedgerField, u32> {
    let mut found: BTreeMap<LedgerField, (usize, u32)> = BTreeMap::new();
    for (index, lines) in (0u32..).zip(heads) {
        let parts: Vec<String> = lines.iter().map(|line| label(line)).collect();
        let leaf = parts.last().map(String::as_str).unwrap_or_default();
        let Some((field, rank)) = meaning(&parts.concat()).or_else(|| meaning(leaf)) else { continue };
        if found.get(&field).is_none_or(|(before, _)| rank < *before) {
            found.insert(field, (rank, index));
        }
    }
    found.into_iter().map(|(field, (_, index))| (field, index)).collect()
}

/// The headings of all columns, as the mapping's header row shows them.
pub fn headers(sheet: &Sheet, mapping: &LedgerMapping) -> Vec<String> {
    let Some(row) = mapping.header_row.checked_sub(1) else { return Vec::new() };
    heads(sheet, row, row).into_iter().map(|lines| lines.concat()).collect()
}

/// A short text that is equal for lists with the same headings.
pub fn fingerprint(headers: &[String]) -> String {
    format!("ledger:{}", source_fingerprint(headers.iter().map(String::as_str)))
}

impl LedgerMapping {
    /// What to remember of this mapping.
    pub fn remember(&self, headers: &[String]) -> Remembered {
        let filled = filled(headers);
        let place = |column: &u32| filled.iter().position(|index| index == column);
        let places =
            self.columns.iter().filter_map(|(field, column)| Some((*field, place(column)?))).collect();
        Remembered { name: self.name.clone(), places, unit: self.unit }
    }

    /// Takes over what was decided for the same headings before.
    pub fn recall(&mut self, remembered: &Remembered, headers: &[String]) {
        let filled = filled(headers);
        let columns = remembered.places.iter();
        self.columns = columns.filter_map(|(field, place)| Some((*field, *filled.get(*place)?))).collect();
        self.name.clone_from(&remembered.name);
        self.unit = remembered.unit;
    }

    /// # Errors
    /// [`Error::NoLedgerHeader`] without an amount, or without anything that says the project.
    pub(crate) fn check(&self, sheet: &Sheet) -> Result<()> {
        let has = |field| self.columns.contains_key(&field);
        let (_, width) = sheet.size();
        let inside = self.columns.values().all(|column| *column < width);
        let amount = has(LedgerField::Amount) || has(LedgerField::Refund);
        if inside && amount && (has(LedgerField::Code) || has(LedgerField::Name)) {
            return Ok(());
        }
        Err(Error::NoLedgerHeader { sheet: sheet.name.clone() })
    }

    /// The unit of the amounts, and whether anything says so: the mapping, the amount's heading, a line above.
    pub(crate) fn amount_unit(&self, sheet: &Sheet) -> (AmountUnit, bool) {
        let amount = self.columns.get(&LedgerField::Amount).or(self.columns.get(&LedgerField::Refund));
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => amount_unit(text),
            _ => None,
        };
        let heading = || {
            let column = *amount?;
            let deepest = self.header_row.saturating_sub(3)..self.header_row;
            deepest.rev().find_map(|row| text(sheet.seen(row, column)))
        };
        let above = || {
            let rows = sheet.rows().iter().take_while(|row| row.number < self.header_row);
            rows.flat_map(|row| row.cells()).filter_map(|(_, cell)| text(cell)).last()
        };
        let found = self.unit.or_else(heading).or_else(above);
        (found.unwrap_or(AmountUnit::Yuan), found.is_some())
    }
}

/// The columns that have a heading.
fn filled(headers: &[String]) -> Vec<u32> {
    (0u32..).zip(headers).filter(|(_, header)| !header.is_empty()).map(|(index, _)| index).collect()
}
