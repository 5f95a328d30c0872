//! A range from a spreadsheet pasted into the sheet of indicators.
//!
//! The grid is understood first ([`columns`]: a row of headings, or columns that run on from where the paste
//! begins), then its rows go into the indicators from the starting row on; rows beyond the last become new ones.
//! Nothing readable is lost: what cannot be read stays in its cell as typed, what has no place is named.

mod columns;
mod left_out;

use crate::edit::indicator_cell;
use crate::fund::Horizon;
use crate::indicator::{Class, Indicator, Level1, Taxonomy};
use crate::number;
use crate::period::FiscalYear;
use crate::target::Target;
use crate::target_value::{Sign, TargetValue, read};
use crate::text::{chars, quoted, squeezed};
use crate::typed::Id;
use columns::{Slot, is_headings, layout, level};
use left_out::{Left, is_blank, is_filler, is_total};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// At most so many rows at a time.
pub const ROWS: usize = 500;
/// At most so many columns at a time.
pub const COLUMNS: usize = 30;
/// At most so many characters a cell.
pub const CELL: usize = 2000;

/// A column that a grid can bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PasteColumn")]
pub enum Column {
    /// 一级指标: only helps to find the class.
    Level1,
    /// 二级指标
    Level2,
    /// 三级指标
    Name,
    /// 计算符号
    Sign,
    /// 指标值, also with sign and unit in one cell.
    Value,
    /// 计量单位
    Unit,
    /// 分值
    Weight,
    /// 指标解释
    Explanation,
    /// 评(扣)分标准
    Standard,
    /// 备注
    Note,
}

impl Column {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Level1 => "一级指标",
            Self::Level2 => "二级指标",
            Self::Name => "三级指标",
            Self::Sign => "计算符号",
            Self::Value => "指标值",
            Self::Unit => "计量单位",
            Self::Weight => "分值",
            Self::Explanation => "指标解释",
            Self::Standard => "评分标准",
            Self::Note => "备注",
        }
    }
}

/// Where a paste begins.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The side of the form.
    pub horizon: Horizon,
    /// Id of the indicator in the first row; `None` adds all rows behind the last.
    pub row: Option<&'a str>,
    /// The first column; headings win over it.
    pub column: Column,
}

/// A cell as the paste leaves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PasteCell")]
pub struct PastedCell {
    /// Row of the grid from 0.
    pub line: usize,
    /// Name of the indicator, （新增） for a new one without a name.
    pub row: String,
    /// Word of the column.
    pub column: &'static str,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Why it could not be read, with what to do.
    pub bad: Option<String>,
    /// The row is new.
    pub new_row: bool,
}

/// What a paste did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
#[ts(rename = "PastePlan")]
pub struct Pasted {
    /// Cells that had or got content, row by row.
    pub cells: Vec<PastedCell>,
    /// Rows that became new indicators.
    pub new_rows: usize,
    /// Sentences: what was left out and why.
    pub skipped: Vec<String>,
    /// A row of headings was understood.
    pub headers: bool,
}

/// Why nothing was pasted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasteFault {
    /// More than [`ROWS`].
    #[error("要粘贴的有 {0} 行，一次最多 {ROWS} 行，请分几次粘贴")]
    Rows(usize),
    /// More than [`COLUMNS`].
    #[error("要粘贴的有 {0} 列，一次最多 {COLUMNS} 列，请只复制需要的几列")]
    Columns(usize),
    /// A cell of more than [`CELL`] characters.
    #[error("要粘贴的第 {row} 行第 {column} 列有 {chars} 个字，一格最多 {CELL} 个字，请先缩短")]
    Cell {
        /// From 1.
        row: usize,
        /// From 1.
        column: usize,
        /// How many it has.
        chars: usize,
    },
    /// Nothing but blanks, totals and headings.
    #[error("复制的内容里没有可以粘贴的指标，请重新选择要复制的区域")]
    Nothing,
    /// The row where it should begin is gone.
    #[error("找不到开始粘贴的那一行，请刷新后再试")]
    NoSuchRow,
}

/// Pastes a grid into a target. `new_id` gives the ids of new indicators.
///
/// # Errors
/// [`PasteFault`]; the target is then as it was.
pub fn paste(
    target: &mut Target,
    year: FiscalYear,
    place: Place<'_>,
    grid: &[Vec<String>],
    new_id: &mut dyn FnMut() -> Id,
) -> Result<Pasted, PasteFault> {
    let grid = cleaned(grid)?;
    let layout = layout(&grid, place.column, place.horizon);
    let side: Vec<&Indicator> =
        target.in_form_order().into_iter().filter(|row| row.horizon == place.horizon).collect();
    let begin = match place.row {
        None => side.len(),
        Some(id) => side.iter().position(|row| row.id.as_str() == id).ok_or(PasteFault::NoSuchRow)?,
    };
    let above = side.get(begin.wrapping_sub(1)).map_or(Class::Quantity, |row| row.class);
    let rows: Vec<Id> = side.into_iter().skip(begin).map(|row| row.id.clone()).collect();
    let mut work = Work {
        taxonomy: target.taxonomy,
        year,
        horizon: place.horizon,
        slots: &layout.slots,
        target: target.clone(),
        rows: rows.into_iter(),
        above,
        level1: String::new(),
        level2: String::new(),
        pasted: Pasted { headers: layout.headers, ..Pasted::default() },
        left: Left::default(),
    };
    work.left.titles.extend((0..layout.first.saturating_sub(1)).filter(|row| !is_blank(&grid[*row])));
    for (line, cells) in grid.iter().enumerate().skip(layout.first) {
        work.line(line, cells, new_id);
    }
    let Work { target: changed, mut pasted, left, .. } = work;
    if pasted.cells.is_empty() {
        return Err(PasteFault::Nothing);
    }
    let columns = layout.slots.into_iter().filter_map(|slot| match slot {
        Slot::Left(sentence) => Some(sentence),
        Slot::Into(_) | Slot::Nothing => None,
    });
    pasted.skipped = columns.chain(left.sentences()).chain(pasted.skipped).collect();
    *target = changed;
    Ok(pasted)
}

/// Without CR, edge blanks and one trailing empty row, within the limits.
fn cleaned(grid: &[Vec<String>]) -> Result<Vec<Vec<String>>, PasteFault> {
    let clean = |cell: &String| cell.replace('\r', "").trim_matches(|c: char| c.is_whitespace()).to_owned();
    let mut rows: Vec<Vec<String>> = grid.iter().map(|row| row.iter().map(clean).collect()).collect();
    if rows.last().is_some_and(|row| is_blank(row)) {
        rows.pop();
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows.len() > ROWS {
        return Err(PasteFault::Rows(rows.len()));
    }
    if width > COLUMNS {
        return Err(PasteFault::Columns(width));
    }
    for (at, row) in rows.iter().enumerate() {
        if let Some(column) = row.iter().position(|cell| chars(cell) > CELL) {
            return Err(PasteFault::Cell { row: at + 1, column: column + 1, chars: chars(&row[column]) });
        }
    }
    if rows.iter().all(|row| is_blank(row)) { Err(PasteFault::Nothing) } else { Ok(rows) }
}

struct Work<'a> {
    taxonomy: Taxonomy,
    year: FiscalYear,
    horizon: Horizon,
    slots: &'a [Slot],
    target: Target,
    /// Indicators that take the next rows.
    rows: std::vec::IntoIter<Id>,
    /// Class of the row above.
    above: Class,
    /// Level words of the merged cells that the row lies in.
    level1: String,
    level2: String,
    pasted: Pasted,
    left: Left,
}

impl Work<'_> {
    /// The text for a column, where the grid brings that column.
    fn text<'c>(&self, cells: &'c [String], column: Column) -> Option<&'c str> {
        let at = self.slots.iter().position(|slot| *slot == Slot::Into(column))?;
        Some(cells.get(at).map(String::as_str).unwrap_or_default())
    }

    fn line(&mut self, line: usize, cells: &[String], new_id: &mut dyn FnMut() -> Id) {
        let filled = |slot: &Slot| matches!(slot, Slot::Into(_));
        let mapped = || self.slots.iter().zip(cells).filter(|(slot, _)| filled(slot)).map(|(_, cell)| cell);
        let first = mapped().find(|cell| !cell.is_empty());
        let name = self.text(cells, Column::Name);
        if first.is_some_and(|cell| is_total(cell)) || name.is_some_and(is_total) {
            return self.left.totals.push(line);
        }
        if self.pasted.headers && is_headings(cells, false) {
            return self.left.headings.push(line);
        }
        let level1 = self.text(cells, Column::Level1).map(level).unwrap_or_default();
        let level2 = self.text(cells, Column::Level2).map(level).unwrap_or_default();
        if level1.starts_with("预算执行")
            || level2.starts_with("预算执行")
            || name.is_some_and(|n| squeezed(n) == "预算执行率")
        {
            return self.left.execution.push(line);
        }
        if !level1.is_empty() {
            // A new first level ends the merged cell of the second.
            self.level2.clear();
            self.level1 = level1;
        }
        if !level2.is_empty() {
            self.level2 = level2;
        }
        let levels = |slot: &Slot| matches!(slot, Slot::Into(Column::Level1 | Column::Level2));
        let rest = self.slots.iter().zip(cells).filter(|(slot, _)| filled(slot) && !levels(slot));
        let rest: Vec<&String> = rest.map(|(_, cell)| cell).collect();
        let only_levels = self.slots.iter().all(|slot| !filled(slot) || levels(slot));
        let empty = rest.iter().all(|cell| cell.is_empty() || is_filler(cell));
        // Under headings a blank row is a gap; a blank in a bare range clears the row that it falls on, as in Excel.
        let gap = self.pasted.headers || self.rows.as_slice().is_empty();
        if gap && if only_levels { first.is_none() } else { empty } {
            return self.left.blank.push(line);
        }
        let known = self.rows.next();
        let new_row = known.is_none();
        let at = match known {
            Some(id) => self.target.indicators.iter().position(|row| row.id == id),
            None => {
                self.pasted.new_rows += 1;
                self.target.indicators.push(Indicator::new(new_id(), self.horizon, self.above, ""));
                Some(self.target.indicators.len() - 1)
            }
        };
        let Some(mut row) = at.and_then(|at| self.target.indicators.get(at)).cloned() else { return };
        let before = row.clone();
        let class_fault = self.set_class(&mut row, new_row);
        let sign_fault = self.set_cells(&mut row, cells);
        self.above = row.class;
        self.note(line, &before, &row, new_row, (class_fault, sign_fault));
        if let Some(slot) = at.and_then(|at| self.target.indicators.get_mut(at)) {
            *slot = row;
        }
    }

    /// The class that the level columns say. Gives the fault of a word that no list knows.
    fn set_class(&mut self, row: &mut Indicator, new_row: bool) -> Option<String> {
        let first = Level1::from_name(&self.level1);
        let tree = if first == Some(Level1::Cost) { Taxonomy::Y2021 } else { self.taxonomy };
        if !self.level2.is_empty() {
            return match Class::from_word(&self.level2, tree) {
                Some(class) => {
                    row.class = class.moved_to(self.taxonomy);
                    None
                }
                None => {
                    let (word, kept) = (quoted(&self.level2), row.class.name());
                    Some(format!("没有“{word}”这个二级指标，仍放在“{kept}”，请在表中改选"))
                }
            };
        }
        let wanted = first?;
        let current = if new_row { self.above } else { row.class };
        if current.level1() != wanted {
            let mut classes = self.taxonomy.classes().iter();
            if let Some(class) = classes.find(|class| class.level1() == wanted) {
                row.class = *class;
            }
        }
        None
    }

    /// Sets what the grid brings. Gives the fault of a sign that could not be kept anywhere.
    fn set_cells(&self, row: &mut Indicator, cells: &[String]) -> Option<String> {
        let (taxonomy, year) = (self.taxonomy, self.year);
        // Only a wrong choice is refused, and those are sorted out before.
        let set = |row: &mut Indicator, column: &str, text: &str| {
            let _ = indicator_cell(row, taxonomy, column, text, year);
        };
        let plain = |column| {
            self.text(cells, column).map(|text| if is_filler(text) { "" } else { text }).map(str::to_owned)
        };
        if let Some(name) = plain(Column::Name) {
            set(row, "name", &name.replace('\n', ""));
        }
        let (sign, value, unit) = (plain(Column::Sign), plain(Column::Value), plain(Column::Unit));
        let odd = sign.as_deref().filter(|sign| !sign.is_empty() && Sign::from_name(sign).is_none());
        if value.is_some() {
            set(row, "value", "");
        }
        if let (Some(sign), None) = (&sign, odd) {
            set(row, "sign", sign);
        }
        if let Some(unit) = &unit {
            set(row, "unit", unit);
        }
        let mut fault = None;
        match (&value, odd) {
            // 约 in the column of signs: the three together are what was meant.
            (Some(value), Some(sign)) => {
                set(row, "value", &format!("{sign}{value}{}", unit.as_deref().unwrap_or_default()));
            }
            (Some(value), None) if !value.is_empty() => set(row, "value", value),
            (None, Some(sign)) => {
                let choices: Vec<&str> = Sign::ALL.iter().map(|sign| sign.name()).collect();
                let text =
                    format!("“{}”不是计算符号，没有粘贴，请选择：{}", quoted(sign), choices.join("、"));
                fault = Some(text);
            }
            _ => {}
        }
        for (column, key) in [
            (Column::Weight, "weight"),
            (Column::Explanation, "explanation"),
            (Column::Standard, "standard"),
            (Column::Note, "note"),
        ] {
            if let Some(text) = plain(column) {
                set(row, key, &text);
            }
        }
        fault
    }

    /// Writes down what became of each cell of the row.
    fn note(
        &mut self,
        line: usize,
        before: &Indicator,
        after: &Indicator,
        new_row: bool,
        faults: (Option<String>, Option<String>),
    ) {
        let name = if after.name.is_empty() { before.name.as_str() } else { after.name.as_str() };
        let name = if name.is_empty() && new_row { "（新增）" } else { name };
        let has = |column| self.slots.contains(&Slot::Into(column));
        let levels = has(Column::Level1) || has(Column::Level2);
        let apart = (has(Column::Sign), has(Column::Unit));
        let mut columns: Vec<Column> = Vec::new();
        if levels {
            columns.push(Column::Level2);
        }
        columns.extend(self.slots.iter().filter_map(|slot| match slot {
            Slot::Into(column) if !matches!(column, Column::Level1 | Column::Level2) => Some(*column),
            _ => None,
        }));
        for column in columns {
            let shown = |row: &Indicator| shown(row, column, apart);
            let was = if new_row { String::new() } else { shown(before) };
            let bad = match column {
                Column::Level2 => faults.0.clone(),
                Column::Sign => faults.1.clone(),
                Column::Value => after.value.invalid.as_deref().map(|text| value_fault(text, self.year)),
                Column::Weight => after
                    .weight
                    .invalid
                    .as_deref()
                    .map(|text| format!("分值“{}”无法识别，请填数字，如 10 或 22.5", quoted(text))),
                _ => None,
            };
            if let (Some(bad), Column::Level2 | Column::Sign) = (&bad, column) {
                self.pasted.skipped.push(format!("第 {} 行：{bad}", line + 1));
            }
            let now = shown(after);
            if was.is_empty() && now.is_empty() && bad.is_none() {
                continue;
            }
            self.pasted.cells.push(PastedCell {
                line,
                row: name.to_owned(),
                column: column.name(),
                before: was,
                after: now,
                bad,
                new_row,
            });
        }
    }
}

fn value_fault(text: &str, year: FiscalYear) -> String {
    match read(text, Some(year)) {
        Err(fault) => fault.to_string(),
        Ok(_) => format!("指标值“{}”无法识别，请重新输入", quoted(text)),
    }
}

/// What a cell shows; `apart`: sign and unit stand in cells of their own.
fn shown(row: &Indicator, column: Column, apart: (bool, bool)) -> String {
    let value = row.value.value.as_ref();
    match column {
        Column::Level1 | Column::Level2 => row.class.name().to_owned(),
        Column::Name => row.name.clone(),
        Column::Sign => value.map(|value| value.sign.name().to_owned()).unwrap_or_default(),
        Column::Unit => value.map(|value| value.unit.clone()).unwrap_or_default(),
        Column::Value => match (&row.value.invalid, value) {
            (Some(text), _) => text.clone(),
            (None, Some(value)) if apart == (true, true) => value.bare(),
            (None, value) => value.map(TargetValue::print).unwrap_or_default(),
        },
        Column::Weight => match &row.weight.invalid {
            Some(text) => text.clone(),
            None => row.weight.value.map(number::plain).unwrap_or_default(),
        },
        Column::Explanation => row.explanation.clone(),
        Column::Standard => row.standard.clone(),
        Column::Note => row.note.clone(),
    }
}
