//! A sheet as a sparse value matrix: only cells that hold something, in order, with its merged areas.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::limits::Limits;

/// A rectangle of cells, zero-based, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// One row with its non-empty cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Zero-based row number.
    pub number: u32,
    /// Column (zero-based) and value, columns ascending.
    cells: Vec<(u32, Cell)>,
}

impl Row {
    /// The cell in a column.
    pub fn cell(&self, column: u32) -> &Cell {
        match self.cells.binary_search_by_key(&column, |(at, _)| *at) {
            Ok(index) => &self.cells[index].1,
            Err(_) => &EMPTY,
        }
    }

    /// The non-empty cells from left to right.
    pub fn cells(&self) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.iter().map(|(column, cell)| (*column, cell))
    }
}

static EMPTY: Cell = Cell::Empty;

/// A worksheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// False for a hidden sheet.
    pub visible: bool,
    rows: Vec<Row>,
    merges: Vec<Area>,
    /// Per column the merged areas that cross it: first row, last row, index into `merges`; by first row.
    crossing: Vec<Vec<(u32, u32, usize)>>,
}

impl Sheet {
    /// The rows that hold something, top down.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The merged areas as stored.
    pub fn merges(&self) -> &[Area] {
        &self.merges
    }

    /// One row by its zero-based number, if it holds anything.
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|index| &self.rows[index])
    }

    /// The cell itself; inside a merged area only the first cell holds the value.
    pub fn cell(&self, row: u32, column: u32) -> &Cell {
        self.row(row).map_or(&EMPTY, |row| row.cell(column))
    }

    /// The merged area around a cell.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<&Area> {
        let crossing = self.crossing.get(column as usize)?;
        let after = crossing.partition_point(|(top, _, _)| *top <= row);
        let (_, bottom, index) = crossing[..after].last()?;
        (*bottom >= row).then(|| &self.merges[*index])
    }

    /// The cell as a reader sees it: the value of its merged area where there is one.
    pub fn seen(&self, row: u32, column: u32) -> &Cell {
        match self.merge_at(row, column) {
            Some(area) => self.cell(area.top, area.left),
            None => self.cell(row, column),
        }
    }

    /// How far down and right values reach: (rows, columns), zero for an empty sheet.
    pub fn size(&self) -> (u32, u32) {
        let columns = self.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| column + 1).max();
        (self.rows.last().map_or(0, |row| row.number + 1), columns.unwrap_or(0))
    }
}

/// Collects cells in whatever order a reader gives them and keeps the ceilings.
pub(crate) struct Builder<'a> {
    limits: &'a Limits,
    /// Cells of the whole workbook so far.
    total: &'a mut u64,
    sheet: Sheet,
    ordered: bool,
    /// Columns that merged areas cross, all areas together: what the index in `finish` will hold.
    crossed: u64,
}

/// More crossings than this index is refused like too many areas.
const CROSSED: u64 = 1_000_000;

impl<'a> Builder<'a> {
    pub(crate) fn new(name: &str, visible: bool, limits: &'a Limits, total: &'a mut u64) -> Self {
        let sheet = Sheet { name: name.to_owned(), visible, ..Sheet::default() };
        Self { limits, total, sheet, ordered: true, crossed: 0 }
    }

    /// The name on the sheet's tab.
    pub(crate) fn name(&self) -> &str {
        &self.sheet.name
    }

    /// Checks that a non-empty cell may stand here.
    pub(crate) fn admit(&self, row: u32, column: u32) -> Result<()> {
        if column >= self.limits.columns {
            let (sheet, limit) = (self.sheet.name.clone(), self.limits.columns);
            return Err(Error::TooManyColumns { sheet, at: address(row, column), limit });
        }
        if row >= self.limits.rows {
            let (sheet, limit) = (self.sheet.name.clone(), self.limits.rows);
            return Err(Error::TooManyRows { sheet, row: u64::from(row) + 1, limit });
        }
        Ok(())
    }

    pub(crate) fn push(&mut self, row: u32, column: u32, cell: Cell) -> Result<()> {
        if cell.is_empty() {
            return Ok(());
        }
        self.admit(row, column)?;
        if let Cell::Text(text) = &cell
            && text.len() > self.limits.cell_chars
            && text.chars().count() > self.limits.cell_chars
        {
            let (sheet, limit) = (self.sheet.name.clone(), self.limits.cell_chars);
            return Err(Error::TextTooLong { sheet, at: address(row, column), limit });
        }
        *self.total += 1;
        if *self.total > self.limits.cells {
            return Err(Error::TooManyCells { limit: self.limits.cells });
        }
        match self.sheet.rows.last_mut() {
            Some(last) if last.number == row => {
                self.ordered &= last.cells.last().is_none_or(|(before, _)| *before < column);
                last.cells.push((column, cell));
            }
            last => {
                self.ordered &= last.as_ref().is_none_or(|last| last.number < row);
                // Rows of a sheet are alike: the one above tells how much room the next needs.
                let room = last.map_or(4, |last| last.cells.len());
                let mut cells = Vec::with_capacity(room);
                cells.push((column, cell));
                self.sheet.rows.push(Row { number: row, cells });
            }
        }
        Ok(())
    }

    pub(crate) fn merge(&mut self, area: Area) -> Result<()> {
        if area.top > area.bottom
            || area.left > area.right
            || (area.top, area.left) == (area.bottom, area.right)
        {
            return Ok(());
        }
        self.crossed += u64::from(area.right.min(self.limits.columns).saturating_sub(area.left)) + 1;
        if self.sheet.merges.len() >= self.limits.merges || self.crossed > CROSSED {
            let (sheet, limit) = (self.sheet.name.clone(), self.limits.merges);
            return Err(Error::TooManyMerges { sheet, limit });
        }
        self.sheet.merges.push(area);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Sheet {
        if !self.ordered {
            sort_rows(&mut self.sheet.rows);
        }
        let (_, columns) = self.sheet.size();
        // A merge matters only where the sheet has columns.
        let mut crossing = vec![Vec::new(); columns as usize];
        for (index, area) in self.sheet.merges.iter().enumerate() {
            for column in area.left..=area.right.min(columns.saturating_sub(1)) {
                if let Some(list) = crossing.get_mut(column as usize) {
                    list.push((area.top, area.bottom, index));
                }
            }
        }
        for list in &mut crossing {
            list.sort_unstable();
        }
        self.sheet.crossing = crossing;
        self.sheet
    }
}

/// Brings rows and cells of a disorderly file into order; of two values for one cell the later one stays.
fn sort_rows(rows: &mut Vec<Row>) {
    rows.sort_by_key(|row| row.number);
    let mut merged: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        match merged.last_mut() {
            Some(last) if last.number == row.number => last.cells.extend(row.cells),
            _ => merged.push(row),
        }
    }
    for row in &mut merged {
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.reverse();
        row.cells.dedup_by_key(|(column, _)| *column);
        row.cells.reverse();
    }
    *rows = merged;
}

/// The address that the user knows, from zero-based numbers: (6, 2) is `C7`.
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// The letters of a zero-based column: 0 is `A`, 27 is `AB`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Reads `C7` as zero-based (row, column); `None` for anything that no spreadsheet can address.
pub(crate) fn parse_address(text: &str) -> Option<(u32, u32)> {
    // Called for every cell of a sheet, so byte by byte.
    let bytes = text.trim_ascii().as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = &bytes[letters..];
    if !(1..=3).contains(&letters)
        || !(1..=7).contains(&digits.len())
        || !digits.iter().all(u8::is_ascii_digit)
    {
        return None;
    }
    let column = bytes[..letters]
        .iter()
        .fold(0u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = digits.iter().fold(0u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    Some((row.checked_sub(1)?, column - 1))
}

/// Reads `A1:C7`, or a single address as an area of one cell.
pub(crate) fn parse_area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (parse_address(first)?, parse_address(last)?);
    Some(Area { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(cells: &[(u32, u32, &str)], merges: &[&str]) -> Result<Sheet> {
        let limits = Limits { rows: 10, columns: 5, cells: 8, cell_chars: 4, merges: 2, ..Limits::default() };
        let mut total = 0;
        let mut builder = Builder::new("表", true, &limits, &mut total);
        for (row, column, text) in cells {
            builder.push(*row, *column, Cell::text(text))?;
        }
        for merge in merges {
            builder.merge(parse_area(merge).unwrap())?;
        }
        Ok(builder.finish())
    }

    #[test]
    fn addresses_both_ways() {
        for (row, column, text) in
            [(0, 0, "A1"), (6, 2, "C7"), (0, 25, "Z1"), (9, 26, "AA10"), (1_048_575, 16_383, "XFD1048576")]
        {
            assert_eq!(address(row, column), text);
            assert_eq!(parse_address(text), Some((row, column)));
        }
        for bad in ["", "7", "C", "C0", "ZZZZZ1", "A99999999", "甲1", "1A"] {
            assert_eq!(parse_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn disorderly_cells_come_into_order_and_the_later_wins() {
        let sheet = build(&[(3, 1, "b"), (1, 2, "c"), (1, 0, "a"), (3, 1, "B")], &[]).unwrap();
        assert_eq!(sheet.size(), (4, 3));
        assert_eq!(sheet.cell(3, 1).shown(), "B");
        assert_eq!(sheet.row(1).unwrap().cells().map(|(c, _)| c).collect::<Vec<_>>(), [0, 2]);
        assert!(sheet.cell(2, 2).is_empty());
    }

    #[test]
    fn merged_areas_show_their_first_cell() {
        let sheet = build(&[(0, 0, "题"), (1, 1, "x"), (4, 2, "末")], &["A1:C1", "B2:B4"]).unwrap();
        assert_eq!(sheet.seen(0, 2).shown(), "题");
        assert_eq!(sheet.seen(3, 1).shown(), "x");
        assert!(sheet.seen(4, 1).is_empty());
        assert!(sheet.seen(1, 0).is_empty());
    }

    #[test]
    fn ceilings_hold() {
        let full: Vec<_> = (0..9).map(|row| (row, 0, "v")).collect();
        for (cells, merges, code) in [
            (&[(0, 5, "v")][..], &[][..], "SHEET-COLUMNS"),
            (&[(10, 0, "v")], &[], "SHEET-ROWS"),
            (&[(0, 0, "一二三四五")], &[], "SHEET-TEXT"),
            (&full, &[], "SHEET-CELLS"),
            (&[], &["A1:B1", "A2:B2", "A3:B3"], "SHEET-MERGES"),
        ] {
            assert_eq!(build(cells, merges).unwrap_err().code(), code);
        }
        assert!(build(&[(0, 0, "一二三四")], &["A1:A1"]).is_ok());
    }
}
