//! Which column of a list means which field: found by words, correctable by the user, rememberable per source.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::field::{Field, recognise};
use crate::sheet::{Sheet, column_name};
use crate::words::{amount_unit, label};
use domain::money::AmountUnit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// How a list is to be read. Serialises, so that it can be remembered under its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mapping {
    /// First row of the header, counted from 1.
    pub header_first: u32,
    /// Last row of the header, counted from 1; the rows of the list follow.
    pub header_last: u32,
    /// Unit of amounts whose column names none.
    pub unit: AmountUnit,
    /// The file states its unit; otherwise 万元 is assumed and the user should look.
    pub unit_stated: bool,
    /// The columns from left to right.
    pub columns: Vec<ColumnMapping>,
    /// [`source_fingerprint`] of the headers.
    pub fingerprint: String,
}

/// One column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnMapping {
    /// Letters of the column as the user sees them: `C`.
    pub letter: String,
    /// Column number from 0.
    pub index: u32,
    /// The header's lines joined by `/`.
    pub header: String,
    /// What the column means; `None` is left out.
    #[ts(type = "string | null")]
    pub field: Option<Field>,
    /// The unit that the header states.
    pub unit: Option<AmountUnit>,
}

/// Rows in which a header is looked for.
const SEARCHED: usize = 40;
/// The deepest header: three rows of merged groups.
const DEEPEST: usize = 3;

/// Where the headers of a sheet end and what they mean.
struct Candidate {
    first: usize,
    last: usize,
    columns: Vec<ColumnMapping>,
    score: usize,
}

/// Finds the header of a project list and maps its columns.
///
/// # Errors
/// [`Error::NoHeader`] when no row holds 项目名称 and at least one more field.
pub fn detect(sheet: &Sheet) -> Result<Mapping> {
    let rows: Vec<u32> = sheet.rows().iter().take(SEARCHED).map(|row| row.number).collect();
    let (_, width) = sheet.size();
    let mut best: Option<Candidate> = None;
    for first in 0..rows.len() {
        for depth in 1..=DEEPEST.min(rows.len() - first) {
            let last = first + depth - 1;
            // Rows of one header stand directly below each other.
            if rows[last] - rows[first] != u32::try_from(last - first).unwrap_or(0) {
                break;
            }
            let columns = columns(sheet, rows[first], rows[last], width);
            let fields: BTreeSet<Field> = columns.iter().filter_map(|column| column.field).collect();
            let score = fields.len();
            // Of equal ones the shallower: the line above a header adds nothing to it.
            let better = best.as_ref().is_none_or(|best| {
                score > best.score || (score == best.score && last - first < best.last - best.first)
            });
            if fields.contains(&Field::Name) && score >= 2 && better {
                best = Some(Candidate { first, last, columns, score });
            }
        }
    }
    let Candidate { first, last, columns, .. } =
        best.ok_or_else(|| Error::NoHeader { sheet: sheet.name.clone() })?;
    let above = sheet.rows().iter().take(first).flat_map(|row| row.cells());
    let stated = above.filter_map(|(_, cell)| text_unit(cell)).last();
    let fingerprint = source_fingerprint(columns.iter().map(|column| column.header.as_str()));
    Ok(Mapping {
        header_first: rows[first] + 1,
        header_last: rows[last] + 1,
        unit: stated.unwrap_or(AmountUnit::WanYuan),
        unit_stated: stated.is_some()
            || columns
                .iter()
                .all(|column| column.unit.is_some() || !column.field.is_some_and(Field::is_amount)),
        columns,
        fingerprint,
    })
}

fn text_unit(cell: &Cell) -> Option<AmountUnit> {
    match cell {
        Cell::Text(text) => amount_unit(text),
        _ => None,
    }
}

/// The header of each column between two rows, its meaning and its unit.
fn columns(sheet: &Sheet, first: u32, last: u32, width: u32) -> Vec<ColumnMapping> {
    let mut taken = BTreeSet::new();
    (0..width)
        .map(|index| {
            let mut lines: Vec<String> = Vec::new();
            for row in first..=last {
                if let Cell::Text(text) = sheet.seen(row, index)
                    && lines.last().is_none_or(|before| before.as_str() != text.trim())
                {
                    lines.push(text.trim().to_owned());
                }
            }
            let parts: Vec<String> =
                lines.iter().map(|line| label(line)).filter(|line| !line.is_empty()).collect();
            // The first column that means a field has it; a second one is left to the user.
            let field = recognise(&parts).filter(|field| taken.insert(*field));
            let unit = lines.iter().rev().find_map(|line| amount_unit(line));
            ColumnMapping { letter: column_name(index), index, header: lines.join("/"), field, unit }
        })
        .collect()
}

/// A short text that is equal for files with the same headers: the key under which a mapping is remembered.
///
/// Blanks, width and order of empty columns do not matter; the order of the others does. FNV-1a, 64 bit: it names a
/// source, it protects nothing.
pub fn source_fingerprint<'a>(headers: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for header in headers {
        let word = domain::text::squeezed(header);
        if word.is_empty() {
            continue;
        }
        for byte in word.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

impl Mapping {
    /// Takes over what a user decided for the same headers before: fields and unit, not positions.
    ///
    /// False, and nothing changes, when the headers are others.
    pub fn recall(&mut self, remembered: &Self) -> bool {
        if remembered.fingerprint != self.fingerprint {
            return false;
        }
        let filled = |mapping: &Self| -> Vec<usize> {
            (0..mapping.columns.len()).filter(|i| !mapping.columns[*i].header.is_empty()).collect()
        };
        for (mine, theirs) in filled(self).into_iter().zip(filled(remembered)) {
            self.columns[mine].field = remembered.columns[theirs].field;
            self.columns[mine].unit = remembered.columns[theirs].unit;
        }
        self.unit = remembered.unit;
        self.unit_stated |= remembered.unit_stated;
        true
    }

    /// The column that holds a field.
    pub fn column(&self, field: Field) -> Option<&ColumnMapping> {
        self.columns.iter().find(|column| column.field == Some(field))
    }

    /// The unit of a column's amounts.
    pub fn unit_of(&self, column: &ColumnMapping) -> AmountUnit {
        column.unit.unwrap_or(self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::sheet::{Builder, parse_area};

    pub(crate) fn sheet(rows: &[&[&str]], merges: &[&str]) -> Sheet {
        let (limits, mut total) = (Limits::default(), 0);
        let mut builder = Builder::new("清单", true, &limits, &mut total);
        for (row, cells) in (0u32..).zip(rows) {
            for (column, text) in (0u32..).zip(*cells) {
                builder.push(row, column, Cell::text(text)).unwrap();
            }
        }
        for merge in merges {
            builder.merge(parse_area(merge).unwrap()).unwrap();
        }
        builder.finish()
    }

    fn keys(mapping: &Mapping) -> Vec<String> {
        mapping.columns.iter().map(|c| c.field.map_or_else(String::new, Field::key)).collect()
    }

    #[test]
    fn a_two_row_header_with_groups_is_found() {
        let sheet = sheet(
            &[
                &["2026年项目清单", "", "", "", "", ""],
                &["填报单位：某县教育局", "", "", "", "", "单位：元"],
                &["序号", "项目名称", "年度资金", "", "", "备注"],
                &["", "", "合计", "其中：财政拨款", "其他（万元）", ""],
                &["1", "道路", "5", "3", "2", ""],
            ],
            &["A1:F1", "A3:A4", "B3:B4", "C3:E3", "F3:F4"],
        );
        let mapping = detect(&sheet).unwrap();
        assert_eq!((mapping.header_first, mapping.header_last), (3, 4));
        assert_eq!(keys(&mapping), ["", "name", "annual.total", "annual.fiscal", "annual.other", ""]);
        assert_eq!((mapping.unit, mapping.unit_stated), (AmountUnit::Yuan, true));
        assert_eq!(mapping.columns[4].unit, Some(AmountUnit::WanYuan));
        assert_eq!(mapping.columns[3].header, "年度资金/其中：财政拨款");
    }

    #[test]
    fn units_are_assumed_only_when_nothing_says_them() {
        for (header, unit, stated) in [
            ("预算金额", AmountUnit::WanYuan, false),
            ("预算金额（元）", AmountUnit::WanYuan, true),
            ("项目代码", AmountUnit::WanYuan, true),
        ] {
            let mapping = detect(&sheet(&[&["项目名称", header], &["a", "1"]], &[])).unwrap();
            assert_eq!((mapping.unit, mapping.unit_stated), (unit, stated), "{header}");
        }
    }

    #[test]
    fn sheets_without_a_header_are_refused() {
        for rows in [&[&["甲", "乙"][..]][..], &[], &[&["项目名称"]], &[&["年度资金总额", "其他资金"]]]
        {
            assert_eq!(detect(&sheet(rows, &[])).unwrap_err().code(), "SHEET-NO-HEADER");
        }
    }

    #[test]
    fn a_remembered_mapping_fits_the_same_headers_elsewhere() {
        let mut known = detect(&sheet(&[&["项目名称", "金额", "批次"], &["a", "1", "2"]], &[])).unwrap();
        known.columns[2].field = Some(Field::Code);
        known.unit = AmountUnit::Yuan;
        let text = serde_json::to_string(&known).unwrap();
        let known: Mapping = serde_json::from_str(&text).unwrap();
        let shifted = sheet(&[&["表"], &[], &["", "项目 名称", "金额", "批次"], &["", "b", "3", "4"]], &[]);
        let mut mapping = detect(&shifted).unwrap();
        assert!(mapping.recall(&known));
        assert_eq!(keys(&mapping), ["", "name", "annual.total", "code"]);
        assert_eq!(mapping.unit, AmountUnit::Yuan);
        let mut other = detect(&sheet(&[&["项目名称", "金额"]], &[])).unwrap();
        assert!(!other.recall(&known));
    }
}
