//! The indicators' part of the form.

use super::super::monitor::reading;
use super::super::selfeval_notes::MARK;
use super::super::{plain_number, points, shown};
use super::{Grid, SelfEvalForm};
use crate::page::{Content, FormPage, Look, Row, Stamp};
use domain::indicator::{Class, Indicator, Level1};
use domain::scoring::RowScore;
use domain::selfeval::AssessedIndicator;
use domain::target_value::{Quantity, TargetValue};
use domain::typed::{Id, Typed};
use rust_decimal::Decimal;

pub(super) fn indicators(form: &mut FormPage, eval: &SelfEvalForm, grid: &Grid) {
    let head = heads(form, eval, grid);
    let all = eval.indicators();
    let mut group = 0;
    // A goal's label would stand in the repeated head of pages that show another's rows.
    let mut label_from = head + usize::from(eval.layout.annual_goals);
    for goal in by_goal(eval, &all) {
        tree(form, eval, grid, &goal.indicators, &mut group);
        if let Some(label) = goal.label {
            form.block(label_from..form.rows.len(), 0..1, Look::Head, Content::Text(label));
            label_from = form.rows.len();
        }
    }
    // What was recorded of indicators that a later version dropped is kept. Those of the other term are still there,
    // they only are not assessed here.
    let of_target = |id: &Id| eval.target.indicators.iter().any(|one| one.id == *id);
    let gone = |row: &&AssessedIndicator| !of_target(&row.indicator) && !is_blank(row);
    for one in eval.doc.rows.iter().filter(gone) {
        let row = form.row(Row { group: Some(group + 1), keep_with_next: false });
        form.cell(row, 1..grid.name.end, Look::Group, Content::text("（已不在目标中的指标）"));
        recorded(form, row, eval, grid, one, None);
    }
    if label_from < form.rows.len() {
        form.block(label_from..form.rows.len(), 0..1, Look::Head, Content::text("绩效指标"));
    }
}

fn is_blank(row: &AssessedIndicator) -> bool {
    row.actual.is_blank()
        && row.score.is_blank()
        && row.reason.trim().is_empty()
        && row.measures.trim().is_empty()
}

/// The head row.
fn heads(form: &mut FormPage, eval: &SelfEvalForm, grid: &Grid) -> usize {
    let head = form.row(Row { keep_with_next: true, ..Row::default() });
    let mut put = |columns, word| form.cell(head, columns, Look::Head, Content::text(word));
    if eval.layout.annual_goals {
        put(0..1, "绩效目标");
    }
    put(1..2, "一级指标");
    put(2..3, "二级指标");
    put(grid.name.clone(), "三级指标");
    if eval.layout.split_value {
        for (column, word) in grid.value.clone().zip(["指标性质", "指标值", "度量单位"]) {
            put(column..column + 1, word);
        }
    } else {
        put(grid.value.clone(), if eval.is_whole() { "指标值" } else { "年度指标值" });
    }
    put(grid.actual..grid.actual + 1, "实际完成值");
    put(grid.weight..grid.weight + 1, "分值");
    put(grid.score..grid.score + 1, "得分");
    put(grid.reason.clone(), "偏差原因分析\n及改进措施");
    form.repeat = head..head + 1;
    head
}

/// The indicators under one label at the left.
struct Goal<'a> {
    /// None: the usual label, over all rows.
    label: Option<String>,
    indicators: Vec<&'a Indicator>,
}

/// 湖北: under each numbered goal its indicators; elsewhere all together.
fn by_goal<'a>(eval: &SelfEvalForm, all: &[&'a Indicator]) -> Vec<Goal<'a>> {
    if !eval.layout.annual_goals {
        return vec![Goal { label: None, indicators: all.to_vec() }];
    }
    let count = (1..).take_while(|number| eval.goal().contains(&format!("目标{number}"))).count().max(1);
    let goal_of = |one: &Indicator| {
        (2..=count).rev().find(|number| one.note.contains(&format!("目标{number}"))).unwrap_or(1)
    };
    let goal = |number: usize| {
        let indicators: Vec<&Indicator> = all.iter().copied().filter(|one| goal_of(one) == number).collect();
        let weight: Decimal = indicators.iter().filter_map(|one| one.weight.value).sum();
        let name = if count == 1 { String::new() } else { number.to_string() };
        let label = format!("年度绩效\n目标{name}\n（{}分）", plain_number(weight).text());
        Goal { label: Some(label), indicators }
    };
    (1..=count).map(goal).filter(|goal| count == 1 || !goal.indicators.is_empty()).collect()
}

/// Every class of level 1 with its indicators by level 2.
fn tree(form: &mut FormPage, eval: &SelfEvalForm, grid: &Grid, all: &[&Indicator], group: &mut u32) {
    let taxonomy = eval.target.taxonomy;
    for level1 in taxonomy.level1() {
        let start = form.rows.len();
        for class in taxonomy.classes().iter().filter(|class| class.level1() == *level1) {
            let list: Vec<&Indicator> =
                all.iter().copied().filter(|one| one.class.moved_to(taxonomy) == *class).collect();
            *group += 1;
            class_rows(form, eval, grid, *class, &list, *group);
        }
        // A goal of several needs no empty classes.
        if form.rows.len() == start {
            if eval.layout.annual_goals && !all.is_empty() {
                continue;
            }
            let row = form.row(Row { group: Some(*group), keep_with_next: false });
            form.cell(row, 2..3, Look::Group, Content::Blank);
            form.cell(row, grid.name.clone(), Look::Text, Content::Blank);
            form.cell(row, grid.reason.clone(), Look::Text, Content::Blank);
        }
        form.block(start..form.rows.len(), 1..2, Look::Head, Content::text(Level1::name(*level1)));
    }
}

fn class_rows(
    form: &mut FormPage,
    eval: &SelfEvalForm,
    grid: &Grid,
    class: Class,
    list: &[&Indicator],
    group: u32,
) {
    let first = form.rows.len();
    for one in list {
        let row = form.row(Row { group: Some(group), keep_with_next: false });
        form.cell(row, grid.name.clone(), Look::Text, Content::text(&one.name));
        value(form, row, eval, grid, one);
        let weight = shown(&one.weight, |weight| Content::Number(plain_number(*weight)));
        form.cell(row, grid.weight..grid.weight + 1, Look::Short, weight);
        match eval.doc.row(&one.id) {
            Some(done) => recorded(form, row, eval, grid, done, Some(one)),
            None => form.cell(row, grid.reason.clone(), Look::Text, Content::Blank),
        }
    }
    if first < form.rows.len() {
        form.block(first..form.rows.len(), 2..3, Look::Group, Content::text(class.name()));
    }
}

/// 年度指标值 in one cell, or in three.
fn value(form: &mut FormPage, row: usize, eval: &SelfEvalForm, grid: &Grid, one: &Indicator) {
    if !eval.layout.split_value {
        let value = shown(&one.value, |value| Content::text(value.print()));
        form.cell(row, grid.value.clone(), Look::Short, value);
        return;
    }
    let known = |print: fn(&TargetValue) -> &str| {
        one.value.value.as_ref().map_or(Content::Blank, |value| Content::text(print(value)))
    };
    // A value that could not be read stands as typed where the number would stand.
    let bare = shown(&one.value, |value| match value.quantity {
        Quantity::Number(number) => Content::Number(plain_number(number)),
        _ => Content::text(value.bare()),
    });
    let cells = [known(|value| value.sign.name()), bare, known(|value| &value.unit)];
    for (column, content) in grid.value.clone().zip(cells) {
        form.cell(row, column..column + 1, Look::Short, content);
    }
}

/// What was recorded of one indicator, and what it is worth.
fn recorded(
    form: &mut FormPage,
    row: usize,
    eval: &SelfEvalForm,
    grid: &Grid,
    done: &AssessedIndicator,
    one: Option<&Indicator>,
) {
    let target = one.and_then(|one| one.value.value.as_ref());
    // The unit has a column of its own where the value is split.
    let unit = if eval.layout.split_value { None } else { target };
    form.cell(row, grid.actual..grid.actual + 1, Look::Short, reading(&done.actual, unit));
    let score = score(eval.score_of(&done.indicator), &done.score);
    form.cell(row, grid.score..grid.score + 1, Look::Short, score);
    let mut lines = vec![done.reason.trim().to_owned()];
    if !done.measures.trim().is_empty() {
        lines.push(format!("改进措施：{}", done.measures.trim()));
    }
    if done.untouched && eval.stamp == Stamp::Draft {
        lines.push("（沿用12月监控，待核对）".to_owned());
    }
    lines.retain(|line| !line.is_empty());
    form.cell(row, grid.reason.clone(), Look::Text, Content::text(lines.join("\n")));
}

/// 得分, with a mark where a note explains it; as typed where that cannot be read.
fn score(row: Option<&RowScore>, typed: &Typed<Decimal>) -> Content {
    if let Some(text) = &typed.invalid {
        return Content::text(text.clone());
    }
    let Some(row) = row else { return Content::Blank };
    let number = |value| Content::Number(points(value));
    match row.score {
        Some(value) if super::super::selfeval_notes::is_noted(row) => Content::Marked(points(value), MARK),
        Some(value) => number(value),
        None => Content::Blank,
    }
}
