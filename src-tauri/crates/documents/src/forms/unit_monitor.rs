//! 部门（单位）整体支出绩效监控表, at half year: the projects' figures, the unit's own, tasks and indicators.

use super::judged::Judgement;
use super::monitor::{amount_decimals, percent, rate, reading};
use super::{amount, department_of, head_row, pair, plain_number, shown, unit_form};
use crate::page::{Content, FormPage, Look, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::fund::FundSource;
use domain::money::{AmountUnit, Money};
use domain::monitoring::{MonitoredFund, MonitoredTotals};
use domain::typed::Typed;
use domain::unit::Unit;
use domain::whole::{Dimension, UnitIndicator, UnitMonitoring};
use rust_decimal::Decimal;
use std::ops::Range;

/// Labels (2) | name | value | weight | done | expected | reason | outlook | measures, in mm; the blocks above and
/// below cut them their own way.
const COLUMNS: [f32; 10] = [9.0, 19.0, 52.0, 26.0, 14.0, 27.0, 27.0, 36.0, 21.0, 34.0];

/// One project's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitProject {
    /// 项目名称
    pub name: String,
    /// Its money.
    pub totals: MonitoredTotals,
    /// What the rules make of it.
    pub judged: Judgement,
}

/// What the form is made of.
#[derive(Debug, Clone)]
pub struct UnitMonitorForm<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// What was recorded of the unit.
    pub doc: &'a UnitMonitoring,
    /// Its projects; those marked 涉密 are left out by the caller.
    pub projects: &'a [UnitProject],
    /// What the rules make of the unit as a whole.
    pub judged: Judgement,
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿, or the package that it belongs to.
    pub stamp: Stamp,
    /// 填报日期
    pub date: NaiveDate,
}

/// The form.
pub fn unit_monitor_form(monitor: &UnitMonitorForm) -> FormPage {
    let (unit, doc) = (monitor.unit, monitor.doc);
    let mut form = unit_form(unit, &unit.phone, doc.year, &monitor.stamp, monitor.date);
    form.title = "部门（单位）整体支出绩效监控表".to_owned();
    form.subtitle = format!("（{}年度{}）", doc.year, UnitMonitoring::MONTH.span());
    form.right_note = format!("金额单位：{}", monitor.amount_unit.name());
    form.paper = Paper::Landscape;
    form.columns = COLUMNS.to_vec();
    let (department, code) = department_of(unit);
    let department = if code.is_empty() { department } else { format!("{code}-{department}") };
    let texts = ["单位名称", &unit.name, "主管部门及代码", &department];
    pair(&mut form, [0..2, 2..5, 5..6, 6..10], texts.map(str::to_owned));
    funds(&mut form, monitor);
    wide(&mut form, "年度总体目标", &doc.goal);
    tasks(&mut form, monitor);
    indicators(&mut form, monitor);
    projects(&mut form, monitor);
    let mut result = monitor.judged.sentences().join("；");
    if !doc.note.trim().is_empty() {
        result = format!("{result}\n其他说明：{}", doc.note);
    }
    wide(&mut form, "监控结果", &result);
    form
}

fn wide(form: &mut FormPage, label: &str, text: &str) {
    let row = form.row(Row::default());
    form.cell(row, 0..2, Look::Head, Content::text(label));
    form.cell(row, 2..10, Look::Text, Content::text(text));
}

/// The columns of the money block.
const MONEY: [Range<usize>; 6] = [2..3, 3..5, 5..6, 6..7, 7..8, 8..10];

fn funds(form: &mut FormPage, monitor: &UnitMonitorForm) {
    let (doc, unit) = (monitor.doc, monitor.amount_unit);
    let span = UnitMonitoring::MONTH.span();
    let own = doc.totals();
    let projects = sum(monitor.projects.iter().map(|project| project.totals));
    let all = sum([own, projects].into_iter());
    let parts = monitor.projects.iter().flat_map(|project| {
        let MonitoredTotals { initial, adjusted, executed, expected } = project.totals;
        [initial, adjusted, executed, expected]
    });
    let of_projects = parts.flatten().map(|money| money.to_decimal(unit).normalize().scale());
    let decimals = of_projects.fold(amount_decimals(doc.funds.values(), unit), u32::max);
    let money = |value: Option<Money>| amount(value, unit, decimals);
    let heads = ["资金构成", "年初预算数", "调整后预算数", "", "", "全年预计执行数"];
    let mut heads = heads.map(str::to_owned);
    heads[3] = format!("{span}执行数");
    heads[4] = format!("{span}执行率");
    let first = form.row(Row { keep_with_next: true, ..Row::default() });
    for (columns, head) in MONEY.into_iter().zip(heads) {
        form.cell(first, columns, Look::Head, Content::Text(head));
    }
    let total = |name: &str, sums: MonitoredTotals, rate: Option<Decimal>| {
        let cells = [
            money(sums.initial),
            money(sums.adjusted),
            money(sums.executed),
            percent(rate),
            money(sums.expected),
        ];
        (name.to_owned(), cells)
    };
    let mut lines = vec![
        total("整体支出合计", all, monitor.judged.execution.or(rate(all.executed, all.budget()))),
        total("其中：项目支出", projects, rate(projects.executed, projects.budget())),
    ];
    let blank = MonitoredFund::default();
    for source in FundSource::ALL {
        let fund = doc.funds.get(&source).unwrap_or(&blank);
        if fund.is_blank() && source != FundSource::Fiscal {
            continue;
        }
        let typed = |cell: &Typed<Money>| shown(cell, |value| money(Some(*value)));
        let cells = [
            typed(&fund.initial),
            typed(&fund.adjusted),
            typed(&fund.executed),
            percent(rate(fund.executed.value, fund.budget())),
            typed(&fund.expected),
        ];
        lines.push((format!("单位其他支出（{}）", source.name()), cells));
    }
    let count = lines.len();
    for (at, (name, cells)) in lines.into_iter().enumerate() {
        let row = form.row(Row { keep_with_next: at + 1 < count, ..Row::default() });
        form.cell(row, MONEY[0].clone(), Look::Text, Content::Text(name));
        for (columns, content) in MONEY.into_iter().skip(1).zip(cells) {
            form.cell(row, columns, Look::Amount, content);
        }
    }
    let label = format!("整体支出\n（{}）", unit.name());
    form.block(first..form.rows.len(), 0..2, Look::Head, Content::Text(label));
}

/// Sums; an amount that nobody has stays blank, and the adjusted one counts the initial where nothing was adjusted.
fn sum(all: impl Iterator<Item = MonitoredTotals>) -> MonitoredTotals {
    let funds: Vec<MonitoredFund> = all
        .map(|totals| {
            let cell = |value: Option<Money>| Typed { value, invalid: None };
            MonitoredFund {
                initial: cell(totals.initial),
                adjusted: cell(totals.adjusted),
                executed: cell(totals.executed),
                expected: cell(totals.expected),
            }
        })
        .collect();
    MonitoredTotals::of(&funds)
}

fn tasks(form: &mut FormPage, monitor: &UnitMonitorForm) {
    let heads = [(2..3, "任务名称"), (3..7, "主要内容"), (7..10, "完成情况")];
    let first = head_row(form, &heads);
    for task in &monitor.doc.tasks {
        let row = form.row(Row::default());
        for ((columns, _), text) in heads.clone().into_iter().zip([&task.name, &task.content, &task.done]) {
            form.cell(row, columns, Look::Text, Content::text(text));
        }
    }
    if monitor.doc.tasks.is_empty() {
        let row = form.row(Row::default());
        for (columns, _) in heads {
            form.cell(row, columns, Look::Text, Content::Blank);
        }
    }
    form.block(first..form.rows.len(), 0..2, Look::Head, Content::text("年度主要任务"));
}

fn indicators(form: &mut FormPage, monitor: &UnitMonitorForm) {
    let done = format!("{}完成情况", UnitMonitoring::MONTH.span());
    let heads = [
        "三级指标",
        "年度指标值",
        "分值",
        &done,
        "全年预计完成情况",
        "偏差原因",
        "完成目标可能性",
        "改进措施",
    ];
    let first = form.row(Row { keep_with_next: true, ..Row::default() });
    form.cell(first, 0..2, Look::Head, Content::text("维度"));
    for (column, head) in (2..).zip(heads) {
        form.cell(first, column..column + 1, Look::Head, Content::text(head));
    }
    form.repeat = first..first + 1;
    let decimals = monitor.doc.rows.iter().filter_map(|row| row.weight.value);
    let decimals = decimals.map(|weight| weight.normalize().scale()).fold(0, u32::max);
    for (group, dimension) in (0..).zip(Dimension::ALL) {
        let list: Vec<&UnitIndicator> =
            monitor.doc.rows.iter().filter(|row| row.dimension == *dimension).collect();
        let start = form.rows.len();
        for at in 0..list.len().max(1) {
            let row = form.row(Row { group: Some(group), keep_with_next: false });
            let Some(one) = list.get(at) else { continue };
            let mut put = |column: usize, look, content| form.cell(row, column..column + 1, look, content);
            put(2, Look::Text, Content::text(&one.name));
            put(3, Look::Short, shown(&one.value, |value| Content::text(value.print())));
            let weight = shown(&one.weight, |weight| {
                let mut number = plain_number(*weight);
                number.decimals = decimals;
                Content::Number(number)
            });
            put(4, Look::Short, weight);
            put(5, Look::Short, reading(&one.done, one.value.value.as_ref()));
            put(6, Look::Short, reading(&one.expected, one.value.value.as_ref()));
            put(7, Look::Text, Content::text(&one.reason));
            let outlook = one.possibility.map_or(Content::Blank, |word| Content::text(word.name()));
            put(8, Look::Short, outlook);
            put(9, Look::Text, Content::text(&one.measures));
        }
        form.block(start..form.rows.len(), 0..2, Look::Group, Content::text(dimension.name()));
    }
}

fn projects(form: &mut FormPage, monitor: &UnitMonitorForm) {
    let unit = monitor.amount_unit;
    let heads = [
        (1..2, "序号"),
        (2..4, "项目名称"),
        (4..6, "预算数"),
        (6..7, "执行数"),
        (7..8, "执行率"),
        (8..9, "总体完成率"),
        (9..10, "预警灯"),
    ];
    let first = head_row(form, &heads);
    for (at, project) in monitor.projects.iter().enumerate() {
        let row = form.row(Row::default());
        let budget = project.totals.budget();
        form.cell(row, 1..2, Look::Short, Content::Text((at + 1).to_string()));
        form.cell(row, 2..4, Look::Text, Content::text(&project.name));
        form.cell(row, 4..6, Look::Amount, amount(budget, unit, 2));
        form.cell(row, 6..7, Look::Amount, amount(project.totals.executed, unit, 2));
        form.cell(row, 7..8, Look::Amount, percent(project.judged.execution));
        form.cell(row, 8..9, Look::Amount, percent(project.judged.completion));
        form.cell(row, 9..10, Look::Short, Content::lamp(project.judged.lamp));
    }
    if monitor.projects.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 1..10, Look::Short, Content::text("没有项目的监控记录"));
    }
    form.block(first..form.rows.len(), 0..1, Look::Head, Content::text("项目支出"));
}
