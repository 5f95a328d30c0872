//! What the columns of a pasted grid hold: told by a row of headings, or running on from the cell where it begins.

use super::Column;
use super::left_out::is_total;
use crate::fund::Horizon;
use crate::heading;
use crate::indicator::{Class, Level1};
use crate::target_value::Sign;
use crate::text::squeezed;

/// What becomes of one column of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// Goes into this column of the sheet.
    Into(Column),
    /// Left out, with the sentence that says so.
    Left(String),
    /// Nothing in it, or only what the program computes (序号).
    Nothing,
}

/// The grid understood: its columns, and where its rows begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) slots: Vec<Slot>,
    pub(super) first: usize,
    pub(super) headers: bool,
}

/// The columns of the sheet in their order.
const ORDER: [Column; 7] = [
    Column::Level2,
    Column::Name,
    Column::Sign,
    Column::Value,
    Column::Unit,
    Column::Weight,
    Column::Explanation,
];

/// A word without blanks, bracketed remarks, stars and a closing colon: `*分值\n（权重）：` → `分值`.
pub(super) fn bare(text: &str) -> String {
    let plain = squeezed(text);
    let mut depth = 0usize;
    let mut out = String::new();
    for c in plain.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c != '*' => out.push(c),
            _ => {}
        }
    }
    let out = out.trim_end_matches([':', '：']).to_owned();
    if out.is_empty() { plain } else { out }
}

/// A level word as a form writes it: `产出指标（50分）`, `数量指标\n20分` → the word alone.
pub(super) fn level(text: &str) -> String {
    let word = bare(text);
    let short =
        word.trim_end_matches('分').trim_end_matches(|c: char| c.is_ascii_digit() || ".-".contains(c));
    if short.is_empty() || !word.ends_with('分') { word } else { short.to_owned() }
}

fn heading(word: &str) -> Option<Slot> {
    let is = |words: &[&str]| words.contains(&word);
    let column = match () {
        () if is(heading::LEVEL1) => Column::Level1,
        () if is(heading::LEVEL2) => Column::Level2,
        () if is(heading::LEVEL3) || is(heading::CONTENT) => Column::Name,
        () if is(heading::SIGN) => Column::Sign,
        () if is(heading::VALUE) => Column::Value,
        () if is(heading::UNIT) => Column::Unit,
        () if is(heading::WEIGHT) => Column::Weight,
        () if is(heading::EXPLANATION) => Column::Explanation,
        () if is(heading::STANDARD) => Column::Standard,
        () if is(heading::NOTE) => Column::Note,
        () if word == "序号" => return Some(Slot::Nothing),
        () => return None,
    };
    Some(Slot::Into(column))
}

/// Is the row one of headings? `alone`: a single heading is enough.
pub(super) fn is_headings(row: &[String], alone: bool) -> bool {
    let words: Vec<String> = row.iter().map(|cell| bare(cell)).filter(|word| !word.is_empty()).collect();
    let known = words.iter().filter(|word| heading(word).is_some()).count();
    (known >= 2 && known * 2 >= words.len()) || (alone && known == 1 && words.len() == 1)
}

/// The layout of a grid. Headings are looked for in the first rows: a title may stand above them.
pub(super) fn layout(grid: &[Vec<String>], start: Column, horizon: Horizon) -> Layout {
    let heads = |row: &usize| {
        let alone = *row == 0 && grid.len() > 1;
        grid.get(*row).is_some_and(|cells| is_headings(cells, alone))
    };
    let at = (0..grid.len().min(4)).find(heads);
    match at.and_then(|row| Some((row, grid.get(row)?))) {
        Some((row, cells)) => {
            Layout { slots: under_headings(cells, &grid[row + 1..], horizon), first: row + 1, headers: true }
        }
        None => Layout { slots: running(grid, start), first: 0, headers: false },
    }
}

fn width(rows: &[Vec<String>]) -> usize {
    rows.iter().map(Vec::len).max().unwrap_or(0)
}

fn has_content(rows: &[Vec<String>], column: usize) -> bool {
    rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.trim().is_empty()))
}

fn under_headings(cells: &[String], below: &[Vec<String>], horizon: Horizon) -> Vec<Slot> {
    let words: Vec<String> = cells.iter().map(|cell| bare(cell)).collect();
    let places = |names: &[&str]| -> Vec<usize> {
        (0..words.len()).filter(|at| names.contains(&words[*at].as_str())).collect()
    };
    let names = places(heading::LEVEL3);
    let contents = places(heading::CONTENT);
    // The 2015 form has two sides: what belongs to the other term is left out.
    let second = names.get(1).map(|name| {
        let own = places(heading::LEVEL2).into_iter().find(|at| *at > names[0] && at < name);
        own.unwrap_or(*name)
    });
    let other_side = |at: usize| match (second, horizon) {
        (Some(second), Horizon::Medium) => at >= second,
        (Some(second), Horizon::Annual) => {
            at < second && at > places(heading::LEVEL1).first().copied().unwrap_or(0)
        }
        (None, _) => false,
    };
    let mut used: Vec<Column> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    for at in 0..width(below).max(words.len()) {
        let word = words.get(at).map(String::as_str).unwrap_or_default();
        let found = heading(word).map(|slot| match slot {
            // 指标内容 explains the 三级指标 beside it.
            Slot::Into(Column::Name) if contents.contains(&at) && !names.is_empty() => {
                Slot::Into(Column::Explanation)
            }
            other => other,
        });
        slots.push(match found {
            _ if !has_content(below, at) => Slot::Nothing,
            Some(Slot::Into(_)) if other_side(at) => {
                others.push((at + 1).to_string());
                Slot::Nothing
            }
            Some(Slot::Into(column)) if used.contains(&column) => {
                Slot::Left(format!("第 {} 列又是“{word}”，没有粘贴；请核对需要的是哪一列", at + 1))
            }
            Some(Slot::Into(column)) => {
                used.push(column);
                Slot::Into(column)
            }
            Some(other) => other,
            None if word.is_empty() => {
                Slot::Left(format!("第 {} 列没有表头，没有粘贴；需要的请写上表头", at + 1))
            }
            None => Slot::Left(format!("表中没有“{word}”这一栏，第 {} 列没有粘贴", at + 1)),
        });
    }
    // Without a second level of its own the side shares the first one.
    if !used.contains(&Column::Level2)
        && let Some(shared) = places(heading::LEVEL2).first()
    {
        slots[*shared] = Slot::Into(Column::Level2);
        others.retain(|at| *at != (shared + 1).to_string());
    }
    if !others.is_empty() {
        let other = if horizon == Horizon::Annual { "中期" } else { "年度" };
        let columns = others.join("、");
        slots.push(Slot::Left(format!(
            "第 {columns} 列属于{other}指标，没有粘贴；需要的请切换到{other}后再粘贴一次"
        )));
    }
    slots
}

/// Columns in the order of the sheet from where the paste begins; level columns and a combined value
/// (`≥95%` in one cell) are known by what stands in them.
fn running(rows: &[Vec<String>], start: Column) -> Vec<Slot> {
    let width = width(rows);
    let all = |column: usize, test: &dyn Fn(&str) -> bool| {
        let cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
        let found: Vec<bool> = cells.map(|cell| test(cell)).collect();
        !found.is_empty() && found.into_iter().all(|good| good)
    };
    // One odd sign among signs is a cell to be mended, not another column.
    let signs = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
        let found: Vec<bool> = cells.map(|cell| Sign::from_name(cell).is_some()).collect();
        2 * found.iter().filter(|good| **good).count() > found.len()
    };
    let level1 = |text: &str| Level1::from_name(&level(text)).is_some() || is_total(text);
    let class = |text: &str| Class::from_name(&level(text)).is_some() || is_total(text);
    let numeric = |text: &str| crate::edit::weight(text).is_ok();
    let counted = |column: usize| {
        let numbers = rows.iter().map(|row| row.get(column).map(|cell| squeezed(cell)).unwrap_or_default());
        rows.len() > 1 && numbers.enumerate().all(|(at, text)| text == (at + 1).to_string())
    };
    let mut slots: Vec<Slot> = Vec::new();
    let mut next = ORDER.iter().position(|column| *column == start).unwrap_or(0);
    if matches!(start, Column::Level2 | Column::Name) {
        if width > 1 && counted(0) && !all(1, &numeric) {
            slots.push(Slot::Nothing);
        }
        let at = slots.len();
        if width > at + 1 && all(at, &level1) && all(at + 1, &class) {
            slots.extend([Slot::Into(Column::Level1), Slot::Into(Column::Level2)]);
        } else if all(at, &class) {
            slots.push(Slot::Into(Column::Level2));
        } else if width > at + 1 && all(at, &level1) {
            slots.push(Slot::Into(Column::Level1));
        } else if start == Column::Level2
            && rows.iter().any(|row| row.get(at).is_some_and(|cell| Class::from_name(&level(cell)).is_some()))
        {
            slots.push(Slot::Into(Column::Level2));
        }
        next = 1;
    }
    while slots.len() < width {
        let at = slots.len();
        let filled = has_content(rows, at);
        if ORDER.get(next) == Some(&Column::Sign) && filled && !signs(at) {
            next += 1;
        }
        if at > 0 && ORDER.get(next) == Some(&Column::Unit) && filled && all(at, &numeric) {
            next += 1;
        }
        slots.push(match ORDER.get(next) {
            Some(column) => Slot::Into(*column),
            None if filled => {
                Slot::Left(format!("第 {} 列超出了表中的栏目，没有粘贴；请核对从哪一格开始粘贴", at + 1))
            }
            None => Slot::Nothing,
        });
        next += 1;
    }
    slots
}
