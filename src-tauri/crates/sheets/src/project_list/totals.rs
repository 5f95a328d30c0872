//! Totals rows of a list, held against the sum of the rows they stand for.

use crate::field::Field;
use crate::mapping::{ColumnMapping, Mapping};
use crate::preview::{CellError, Weight};
use crate::sheet::{Row, Sheet};
use crate::values;
use domain::money::Money;
use domain::text::squeezed;

/// A totals row with what it states in each amount column.
struct Stated {
    row: u32,
    partial: bool,
    /// Number of project rows above it.
    after: usize,
    amounts: Vec<Option<Money>>,
}

pub(super) struct Totals<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    columns: Vec<&'a ColumnMapping>,
    /// Running sums after each project row, one list for each amount column.
    sums: Vec<Vec<Money>>,
    stated: Vec<Stated>,
}

impl<'a> Totals<'a> {
    pub(super) fn new(sheet: &'a Sheet, mapping: &'a Mapping) -> Self {
        let amounts = |column: &&ColumnMapping| column.field.is_some_and(Field::is_amount);
        let columns: Vec<_> = mapping.columns.iter().filter(amounts).collect();
        let sums = vec![vec![Money::ZERO]; columns.len()];
        Self { sheet, mapping, columns, sums, stated: Vec::new() }
    }

    fn amounts(&self, row: &Row) -> Vec<Option<Money>> {
        let read = |column: &&ColumnMapping| {
            values::money(row.cell(column.index), self.mapping.unit_of(column)).ok().flatten()
        };
        self.columns.iter().map(read).collect()
    }

    /// Takes in a project row.
    pub(super) fn add(&mut self, row: &Row) {
        for (sums, amount) in
            self.sums.iter_mut().zip(self.columns.iter().map(|column| {
                values::money(row.cell(column.index), self.mapping.unit_of(column)).ok().flatten()
            }))
        {
            let before = sums.last().copied().unwrap_or_default();
            sums.push(before + amount.unwrap_or_default());
        }
    }

    /// Takes in a totals row.
    pub(super) fn total(&mut self, row: &Row, text: &str) {
        let partial = squeezed(text).contains("小计");
        let after = self.sums.first().map_or(0, |sums| sums.len() - 1);
        let amounts = self.amounts(row);
        self.stated.push(Stated { row: row.number, partial, after, amounts });
    }

    /// What is wrong with the totals. A grand total stands for all rows; a partial one for those since the partial
    /// one before, or, where subtotals head their group, for those up to the next.
    pub(super) fn finish(self) -> Vec<CellError> {
        let rows = self.sums.first().map_or(0, |sums| sums.len() - 1);
        let partial: Vec<usize> = self.stated.iter().filter(|s| s.partial).map(|s| s.after).collect();
        let mut notes = Vec::new();
        let mut nth = 0;
        for stated in &self.stated {
            let before = if stated.partial && nth > 0 { partial[nth - 1] } else { 0 };
            nth += usize::from(stated.partial);
            let next = if stated.partial { partial.get(nth).copied().unwrap_or(rows) } else { rows };
            let ranges = if stated.partial {
                [(before, stated.after), (stated.after, next)]
            } else {
                [(0, rows), (0, stated.after)]
            };
            for ((column, sums), amount) in self.columns.iter().zip(&self.sums).zip(&stated.amounts) {
                let Some(amount) = amount else { continue };
                let sum = |(from, to): (usize, usize)| sums[to] - sums[from];
                if ranges.iter().any(|range| sum(*range) == *amount) {
                    continue;
                }
                let unit = self.mapping.unit_of(column);
                let text = format!(
                    "合计 {} 与各行之和 {} 不符，请核对是否漏行或有误；程序只导入各行，不导入合计",
                    amount.with_unit(unit),
                    sum(ranges[0]).with_unit(unit)
                );
                let place = (stated.row, column.index);
                let read = self.sheet.cell(place.0, place.1).shown();
                notes.push(CellError::new(
                    &self.sheet.name,
                    place,
                    &column.header,
                    read,
                    text,
                    Weight::Notice,
                ));
            }
        }
        notes
    }
}
