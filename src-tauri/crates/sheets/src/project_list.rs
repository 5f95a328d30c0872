//! A list of projects, one a row: values with every cell's errors, totals checked, duplicates noticed.

mod row;
mod totals;

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::field::Field;
use crate::mapping::Mapping;
use crate::preview::{CellError, Preview, PreviewRow, SkippedRow, Weight};
use crate::sheet::{Row, Sheet};
use domain::period::FiscalYear;
use domain::project::Project;
use domain::text::squeezed;
use domain::typed::Id;
use row::Reader;
use std::collections::HashMap;
use totals::Totals;

/// What a list does not say itself.
pub struct Context<'a> {
    /// The unit into whose budget the projects go.
    pub unit_id: Id,
    /// 预算年度
    pub year: FiscalYear,
    /// Makes fresh identities.
    pub new_id: &'a mut dyn FnMut() -> Id,
}

/// How many rows are read between two looks at the progress.
const STEP: usize = 512;

/// Reads the rows below the header. `progress` hears (done, total) in rows.
///
/// # Errors
/// [`Error::NoHeader`] when the mapping names no column for 项目名称, [`Error::Cancelled`]. Faulty cells are part of
/// the preview.
pub fn read(
    sheet: &Sheet,
    mapping: &Mapping,
    context: &mut Context<'_>,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Preview> {
    let name = mapping.column(Field::Name).ok_or_else(|| Error::NoHeader { sheet: sheet.name.clone() })?;
    let mut preview = Preview {
        sheet: sheet.name.clone(),
        columns: mapping.columns.clone(),
        unit: mapping.unit,
        unit_stated: mapping.unit_stated,
        rows: Vec::new(),
        skipped: Vec::new(),
        notes: Vec::new(),
        good: 0,
        bad: 0,
    };
    let start = sheet.rows().partition_point(|row| row.number < mapping.header_last);
    let rows = &sheet.rows()[start..];
    let reader = Reader::new(sheet, mapping);
    let mut totals = Totals::new(sheet, mapping);
    let mut seen = Seen::default();
    for (index, row) in rows.iter().enumerate() {
        if index.is_multiple_of(STEP) && !progress(index as u64, rows.len() as u64) {
            return Err(Error::Cancelled);
        }
        if let Some((text, reason)) = reason_to_skip(row, mapping, name.index, index == 0) {
            if reason == TOTAL {
                totals.total(row, &text);
            }
            if reason != EMPTY {
                preview.skipped.push(SkippedRow { number: row.number + 1, text, reason: reason.to_owned() });
            }
            continue;
        }
        totals.add(row);
        let (project, mut errors) = reader.read(row, context);
        seen.check(sheet, mapping, row, &project, &mut errors);
        let good = !errors.iter().any(CellError::is_error);
        preview.good += u32::from(good);
        preview.bad += u32::from(!good);
        preview.rows.push(PreviewRow {
            number: row.number + 1,
            cells: mapping.columns.iter().map(|column| row.cell(column.index).shown()).collect(),
            errors,
            value: good.then_some(project),
        });
    }
    preview.notes = totals.finish();
    progress(rows.len() as u64, rows.len() as u64);
    Ok(preview)
}

const TOTAL: &str = "合计行";
const HEADING: &str = "标题行";
const NOTE: &str = "说明行";
const NUMBERS: &str = "栏次行";
const EMPTY: &str = "";

/// The row's first text and why it is no project, if it is none.
fn reason_to_skip(row: &Row, mapping: &Mapping, name: u32, first: bool) -> Option<(String, &'static str)> {
    let mapped = |column: u32| mapping.columns.iter().any(|c| c.index == column && c.field.is_some());
    let known = |column: u32, test: fn(Field) -> bool| {
        mapping.columns.iter().any(|c| c.index == column && c.field.is_some_and(test))
    };
    let first_text = || row.cells().next().map(|(_, cell)| cell.shown()).unwrap_or_default();
    let mut filled = row.cells().map(|(column, _)| column).filter(|column| mapped(*column)).peekable();
    let result = |reason| Some((first_text().trim().to_owned(), reason));
    // Every word for a total ends so; hardly any name does.
    let total = |cell: &Cell| match cell {
        Cell::Text(text) => text.contains('计') && is_total(&squeezed(text)),
        _ => false,
    };
    let name = row.cell(name);
    if total(name) || (name.is_empty() && row.cells().take(2).any(|(_, cell)| total(cell))) {
        return result(TOTAL);
    }
    // 1 2 3 or 甲 乙 1 2 below the header.
    if first && is_column_numbers(row) {
        return result(NUMBERS);
    }
    if filled.peek().is_none() {
        // Rows that were numbered in advance and never filled in.
        let numbered = row.cells().all(|(_, cell)| matches!(cell, Cell::Number { .. }));
        return result(if numbered {
            EMPTY
        } else if starts_like_note(&first_text()) {
            NOTE
        } else {
            HEADING
        });
    }
    if row.cells().nth(1).is_some() {
        return None;
    }
    // A single cell: a note, or the heading of a group.
    let text = first_text();
    if starts_like_note(&text) {
        return result(NOTE);
    }
    let amounts = filled.any(|column| known(column, Field::is_amount));
    if !amounts && crate::words::strip_numbering(&text) != text.trim_start() {
        return result(HEADING);
    }
    None
}

/// Is this a word for a sum: 合计, 教育支出小计?
pub(crate) fn is_total(word: &str) -> bool {
    let word = word.trim_end_matches([':', '：']);
    matches!(word, "合计" | "小计" | "总计" | "共计" | "累计" | "总合计" | "本页合计" | "合计数")
        || (word.chars().count() <= 20
            && (word.ends_with("小计") || word.ends_with("合计") || word.ends_with("总计")))
}

/// Does the row only number the columns below a header: 1 2 3 or 甲 乙 1 2?
pub(crate) fn is_column_numbers(row: &Row) -> bool {
    let mut next = 1;
    let mut count = 0;
    for (_, cell) in row.cells() {
        let word = squeezed(&cell.shown());
        if word.chars().count() == 1 && "甲乙丙丁戊己栏".contains(&word) || word == "栏次" {
            continue;
        }
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        // 3=4+5 says how a column is computed.
        let formula = word[digits.len()..].is_empty() || word[digits.len()..].starts_with('=');
        if digits.parse() != Ok(next) || !formula {
            return false;
        }
        next += 1;
        count += 1;
    }
    count >= 3
}

/// Does a text begin as what people write around a list: 注：, 制表人：?
pub(crate) fn starts_like_note(text: &str) -> bool {
    let word = squeezed(text);
    [
        "注:",
        "注：",
        "备注",
        "说明",
        "填表",
        "填报",
        "制表",
        "审核",
        "单位负责人",
        "联系人",
        "联系电话",
        "填写说明",
        "日期",
        "编制",
        "经办",
        "单位(盖章)",
        "分管领导",
        "主要领导",
        "财务负责人",
    ]
    .iter()
    .any(|start| word.starts_with(start))
}

/// Finds rows that repeat others.
#[derive(Default)]
struct Seen {
    codes: HashMap<String, u32>,
    names: HashMap<(String, String), u32>,
}

impl Seen {
    fn check(
        &mut self,
        sheet: &Sheet,
        mapping: &Mapping,
        row: &Row,
        project: &Project,
        errors: &mut Vec<CellError>,
    ) {
        let remark = |field: Field, read: &str, text: String, weight: Weight| {
            let column = mapping.column(field)?;
            Some(CellError::new(&sheet.name, (row.number, column.index), &column.header, read, text, weight))
        };
        let number = row.number + 1;
        if !project.code.is_empty() {
            if let Some(before) = self.codes.get(&project.code) {
                let text = format!("项目代码与第{before}行相同，请核对代码，或删去重复的一行");
                errors.extend(remark(Field::Code, &project.code, text, Weight::Error));
                return;
            }
            self.codes.insert(project.code.clone(), number);
        }
        if project.name.is_empty() {
            return;
        }
        let key = (squeezed(&project.name), squeezed(&project.implementer));
        if let Some(before) = self.names.get(&key) {
            let same_code = project.code.is_empty();
            let (text, weight) = if same_code {
                (
                    format!("项目名称与第{before}行相同，又没有项目代码可以区分，请填写代码或删去重复的一行"),
                    Weight::Error,
                )
            } else {
                (format!("项目名称与第{before}行相同，请确认是否为同一项目"), Weight::Notice)
            };
            errors.extend(remark(Field::Name, &project.name, text, weight));
            return;
        }
        self.names.insert(key, number);
    }
}
