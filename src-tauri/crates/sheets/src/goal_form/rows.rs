//! The rows of the indicator table.

use super::name::{indicator_name, lines};
use super::table::{Side, Table};
use super::{ClassWeight, FormContext};
use crate::cell::Cell;
use crate::label::Labels;
use crate::preview::{CellError, Weight};
use crate::sheet::{Sheet, address};
use crate::values;
use crate::words::{is_dash, label};
use domain::indicator::{Class, Indicator, Level1, Taxonomy};
use domain::period::FiscalYear;
use domain::target_value::read_parts;
use domain::text::{half_width, squeezed};
use domain::typed::Typed;
use rust_decimal::Decimal;

pub(super) struct Indicators {
    pub(super) taxonomy: Taxonomy,
    pub(super) indicators: Vec<Indicator>,
    pub(super) class_weights: Vec<ClassWeight>,
}

/// A row of the table: the class words that stand over it.
struct Line {
    row: u32,
    level1: Option<Level1>,
    /// The second level's text with its place, for each side.
    level2: Vec<Option<(String, u32)>>,
}

pub(super) fn read(
    labels: &Labels<'_>,
    table: &Table,
    year: FiscalYear,
    context: &mut FormContext<'_>,
    errors: &mut Vec<CellError>,
) -> Indicators {
    let sheet = labels.sheet;
    let (lines, class_weights) = walk(sheet, table);
    let taxonomy = taxonomy(&lines, context.taxonomy);
    let mut indicators = Vec::new();
    for (index, side) in table.sides.iter().enumerate() {
        for line in &lines {
            let mut row = RowReader { sheet, side, row: line.row, year, errors };
            let Some(filled) = row.filled() else { continue };
            let Some(class) = row.class(line, line.level2[index].as_ref(), taxonomy) else { continue };
            for (name, value) in filled {
                let mut indicator = Indicator::new((context.new_id)(), side.horizon, class, &name);
                row.fill(&mut indicator, value);
                indicators.push(indicator);
            }
        }
    }
    Indicators { taxonomy, indicators, class_weights }
}

/// Goes down the rows, carrying class words over the rows they stand for.
fn walk(sheet: &Sheet, table: &Table) -> (Vec<Line>, Vec<ClassWeight>) {
    let (mut lines, mut weights) = (Vec::new(), Vec::<ClassWeight>::new());
    let mut level1 = None;
    let mut level2: Vec<Option<(String, u32)>> = vec![None; table.sides.len()];
    let start = sheet.rows().partition_point(|row| row.number < table.body);
    for row in &sheet.rows()[start..] {
        let number = row.number;
        if let Some((column, text)) =
            table.level1.and_then(|column| shown(sheet, number, column).map(|t| (column, t)))
        {
            match first_level(&text) {
                Some(class) => {
                    if level1 != Some(class) {
                        level2.fill(None);
                    }
                    level1 = Some(class);
                    if let Some((from, to)) = share(&text)
                        && !weights.iter().any(|weight| weight.class == class)
                    {
                        weights.push(ClassWeight { class, from, to, at: address(number, column) });
                    }
                }
                // 预算执行 has its own points and is no indicator; anything else here ends the table.
                None if text.contains("预算执行") => continue,
                None if is_foot(&text) => break,
                None => {}
            }
        }
        if row.cells().next().is_some_and(|(_, cell)| is_foot(&cell.shown())) {
            break;
        }
        for (slot, side) in level2.iter_mut().zip(&table.sides) {
            if let Some(column) = side.level2
                && let Some(text) = shown(sheet, number, column).filter(|text| !is_dash(text))
            {
                *slot = Some((text, column));
            }
        }
        lines.push(Line { row: number, level1, level2: level2.clone() });
    }
    (lines, weights)
}

fn shown(sheet: &Sheet, row: u32, column: u32) -> Option<String> {
    let text = sheet.seen(row, column).shown();
    (!text.trim().is_empty()).then_some(text)
}

/// A class word without the points printed behind it: `成本指标(0–20)分`.
fn class_word(text: &str) -> String {
    let word = label(text);
    word.trim_end_matches(|c: char| c.is_ascii_digit() || "分%.-~".contains(c)).to_owned()
}

fn first_level(text: &str) -> Option<Level1> {
    Level1::from_name(&class_word(text))
}

/// The points printed in a class cell: one number or a range.
fn share(text: &str) -> Option<(Decimal, Decimal)> {
    let plain = half_width(text);
    let numbers: Vec<Decimal> = plain
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .filter_map(|digits| domain::number::parse(digits).ok())
        .collect();
    match numbers[..] {
        [one] => Some((one, one)),
        [from, to] if from <= to => Some((from, to)),
        _ => None,
    }
}

fn is_foot(text: &str) -> bool {
    let word = squeezed(text);
    [
        "其他说明",
        "其他需要说明",
        "填报人",
        "填表人",
        "单位负责人",
        "审核意见",
        "主管部门审核",
        "财政局",
        "财政部门",
        "第三方",
        "注:",
        "注：",
        "备注",
        "联系人",
        "项目负责人",
        "填报日期",
        "合计",
        "总分",
        "总计",
        "说明:",
        "说明：",
        "部门审核",
        "绩效科",
    ]
    .iter()
    .any(|start| word.starts_with(start))
}

/// The tree that the form's own words belong to; `usual` where they fit both.
fn taxonomy(lines: &[Line], usual: Taxonomy) -> Taxonomy {
    if lines.iter().any(|line| line.level1 == Some(Level1::Cost)) {
        return Taxonomy::Y2021;
    }
    let words = lines.iter().flat_map(|line| line.level2.iter().flatten());
    let old = |class| matches!(class, Class::OutputCost | Class::Sustainability);
    if words.filter_map(|(text, _)| Class::from_name(&class_word(text))).any(old) {
        Taxonomy::Y2015
    } else {
        usual
    }
}

struct RowReader<'a> {
    sheet: &'a Sheet,
    side: &'a Side,
    row: u32,
    year: FiscalYear,
    errors: &'a mut Vec<CellError>,
}

/// A value cell, or one line of it.
enum Value {
    Cell,
    Line(String),
}

impl RowReader<'_> {
    fn remark(&mut self, column: u32, header: &str, text: impl Into<String>, weight: Weight) {
        let read = self.sheet.seen(self.row, column).shown();
        let error = CellError::new(&self.sheet.name, (self.row, column), header, read, text, weight);
        self.errors.push(error);
    }

    /// Does the cell begin in this row, or is it the continuation of one above?
    fn begins(&self, column: u32) -> bool {
        self.sheet.merge_at(self.row, column).is_none_or(|area| area.top == self.row)
    }

    /// The indicators of this row: names with their values; `None` for a row the template left open.
    fn filled(&mut self) -> Option<Vec<(String, Value)>> {
        if !self.begins(self.side.name) && !self.begins(self.side.value) {
            return None;
        }
        let name_text = match values::text(self.sheet.seen(self.row, self.side.name)) {
            Ok(text) => text.unwrap_or_default(),
            Err(fault) => {
                self.remark(self.side.name, "三级指标", fault, Weight::Error);
                return None;
            }
        };
        let value_text = values::target_text(self.sheet.seen(self.row, self.side.value)).unwrap_or_default();
        let value_text = value_text.filter(|text| !is_dash(text)).unwrap_or_default();
        // Several numbered indicators in one cell, with as many values beside them.
        let (names, values) = (lines(&name_text), lines(&value_text));
        let numbered = |line: &&str| indicator_name(line) != half_width(line);
        if names.len() > 1 && names.len() == values.len() && names.iter().all(numbered) {
            let pairs = names.iter().zip(values).map(|(name, value)| (indicator_name(name), value));
            let kept = pairs.filter(|(name, _)| !name.is_empty());
            // The value is numbered like its name.
            return Some(kept.map(|(name, value)| (name, Value::Line(indicator_name(value)))).collect());
        }
        let name = indicator_name(&name_text);
        if name.is_empty() {
            if !value_text.is_empty() {
                self.remark(
                    self.side.name,
                    "三级指标",
                    "有指标值而没有指标名称，请补上三级指标",
                    Weight::Error,
                );
            }
            return None;
        }
        Some(vec![(name, Value::Cell)])
    }

    fn class(&mut self, line: &Line, level2: Option<&(String, u32)>, taxonomy: Taxonomy) -> Option<Class> {
        let found = level2.and_then(|(text, _)| {
            let word = class_word(text);
            // 成本指标 below the first level 成本 of the new tree.
            let tree = if line.level1 == Some(Level1::Cost) { Taxonomy::Y2021 } else { taxonomy };
            Class::from_word(&word, tree)
        });
        let class = match (found, line.level1) {
            (Some(class), _) => class,
            (None, Some(Level1::Satisfaction)) => Class::Satisfaction,
            (None, _) => {
                let column = level2.map_or(self.side.name, |(_, column)| *column);
                let word = level2.map_or("（空）", |(text, _)| text.as_str()).to_owned();
                let all: Vec<&str> = taxonomy.classes().iter().map(|class| class.name()).collect();
                let text =
                    format!("二级指标“{word}”无法归类，这条指标没有导入，请改为{}之一", all.join("、"));
                self.remark(column, "二级指标", text, Weight::Error);
                return None;
            }
        };
        if class.is_in(taxonomy) {
            return Some(class);
        }
        let moved = class.moved_to(taxonomy);
        let column = level2.map_or(self.side.name, |(_, column)| *column);
        let text =
            format!("{}版指标体系没有“{}”，已归入“{}”，请核对", taxonomy.key(), class.name(), moved.name());
        self.remark(column, "二级指标", text, Weight::Notice);
        Some(moved)
    }

    fn words(&self, column: Option<u32>) -> String {
        let text = column.and_then(|column| values::text(self.sheet.seen(self.row, column)).ok().flatten());
        text.filter(|text| !is_dash(text)).unwrap_or_default()
    }

    fn fill(&mut self, indicator: &mut Indicator, value: Value) {
        indicator.value = self.value(value);
        if let Some(column) = self.side.weight {
            match values::number(self.sheet.cell(self.row, column)) {
                Ok(weight) => indicator.weight.value = weight,
                Err(fault) => {
                    indicator.weight.invalid = Some(self.sheet.cell(self.row, column).shown());
                    self.remark(column, "分值", fault, Weight::Error);
                }
            }
        }
        indicator.explanation = self.words(self.side.explanation);
        indicator.standard = self.words(self.side.standard);
        indicator.note = self.words(self.side.note);
    }

    fn value(&mut self, value: Value) -> Typed<domain::target_value::TargetValue> {
        let column = self.side.value;
        let text = match value {
            Value::Line(line) => line,
            Value::Cell => match values::target_text(self.sheet.seen(self.row, column)) {
                Ok(text) => text.filter(|text| !is_dash(text)).unwrap_or_default(),
                Err(fault) => {
                    self.remark(column, "指标值", fault, Weight::Error);
                    return Typed { value: None, invalid: Some(self.sheet.seen(self.row, column).shown()) };
                }
            },
        };
        if text.is_empty() {
            return Typed::blank();
        }
        let (sign, unit) = (self.words(self.side.sign), self.words(self.side.unit));
        // A percentage cell with the sign % in the unit column as well would say it twice.
        let percent = matches!(self.sheet.seen(self.row, column), Cell::Number { percent: true, .. });
        let unit = if percent { String::new() } else { unit };
        match read_parts(&sign, &text, &unit, Some(self.year)) {
            Ok(value) => Typed::of(value),
            Err(fault) => {
                self.remark(column, "指标值", fault.to_string(), Weight::Error);
                Typed { value: None, invalid: Some(text) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_cells() {
        for (text, class, shares) in [
            ("成本指标(0–20)分", Some(Level1::Cost), Some(("0", "20"))),
            ("产出指标\n（40-50）分", Some(Level1::Output), Some(("40", "50"))),
            ("产出指标（50分）", Some(Level1::Output), Some(("50", "50"))),
            ("满意度指标10分", Some(Level1::Satisfaction), Some(("10", "10"))),
            ("效益指标", Some(Level1::Benefit), None),
            ("预算执行（10分）", None, Some(("10", "10"))),
        ] {
            assert_eq!(first_level(text), class, "{text}");
            let found = share(text).map(|(a, b)| (a.to_string(), b.to_string()));
            assert_eq!(found, shares.map(|(a, b)| (a.to_owned(), b.to_owned())), "{text}");
        }
    }
}
