//! 项目支出绩效目标执行监控表 (财预〔2019〕136号): the money, and every indicator with cause and outlook.

use super::judged::Judgement;
use super::{amount, blank_form, department, implementer, pair, points, shown, sources_of};
use crate::error::Error;
use crate::page::{Content, FormPage, Look, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Indicator, Level1};
use domain::money::{AmountUnit, Money};
use domain::monitoring::{Actual, Cause, MonitoredFund, MonitoredIndicator, Monitoring, Possibility};
use domain::period::{FiscalYear, print_date};
use domain::project::{BudgetBook, Project};
use domain::target::Target;
use domain::target_value::TargetValue;
use domain::typed::Typed;
use domain::unit::Unit;
use rust_decimal::Decimal;
use std::ops::Range;

/// 绩效指标 | 一级 | 二级 | 三级 | 指标值 | 执行情况 | 全年预计 | five causes | 原因说明 | three possibilities | 备注, in mm.
const COLUMNS: [f32; 17] =
    [7.6, 13.0, 16.2, 30.0, 20.5, 20.0, 20.0, 9.4, 9.4, 9.4, 9.4, 9.4, 31.5, 9.4, 9.4, 9.4, 31.5];
const NAME: usize = 3;
const TARGET: usize = 4;
const DONE: usize = 5;
const EXPECTED: usize = 6;
const CAUSES: usize = 7;
const REASON: usize = 12;
const POSSIBLE: usize = 13;
const REMARK: usize = 16;

/// What the form is made of.
#[derive(Debug, Clone)]
pub struct MonitorForm<'a> {
    /// The unit that files it (填报单位).
    pub unit: &'a Unit,
    /// The project.
    pub project: &'a Project,
    /// The version of its target that is monitored.
    pub target: &'a Target,
    /// What was recorded.
    pub doc: &'a Monitoring,
    /// What the rules make of it.
    pub judged: Judgement,
    /// 预算年度
    pub year: FiscalYear,
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿, or the package that it belongs to.
    pub stamp: Stamp,
    /// 填报日期
    pub date: NaiveDate,
}

/// The form.
///
/// # Errors
/// [`Error::Secret`] for a project marked 涉密.
pub fn monitor_form(monitor: &MonitorForm) -> Result<FormPage, Error> {
    let mut form = blank_form(monitor.unit, monitor.project, monitor.year, &monitor.stamp, monitor.date)?;
    form.title = "项目支出绩效目标执行监控表".to_owned();
    form.subtitle = format!("（{}年度{}）", monitor.year, monitor.doc.month.span());
    form.right_note = format!("金额单位：{}", monitor.amount_unit.name());
    form.paper = Paper::Landscape;
    form.columns = COLUMNS.to_vec();
    let (unit, project) = (monitor.unit, monitor.project);
    let (department, code) = department(unit, project);
    let department = if code.is_empty() { department } else { format!("{code}-{department}") };
    for texts in [
        ["项目名称", &project.name, "项目代码", &project.code],
        ["主管部门及代码", &department, "实施单位", &implementer(unit, project)],
    ] {
        pair(&mut form, [0..3, 3..7, 7..12, 12..17], texts.map(str::to_owned));
    }
    funds(&mut form, monitor);
    wide(&mut form, "年度总体目标", &monitor.target.annual_goal);
    indicators(&mut form, monitor);
    wide(&mut form, "监控结果", &result(monitor));
    let note = if monitor.doc.note.trim().is_empty() {
        String::new()
    } else {
        format!("其他说明：{}\n", monitor.doc.note)
    };
    let row = form.row(Row::default());
    form.cell(row, 0..17, Look::Text, Content::Text(format!("{note}{NOTES}")));
    Ok(form)
}

/// What the columns mean.
const NOTES: &str = "注：1.偏差原因分析：与年度指标值有偏差的，在对应的保障方面打“√”，并在“原因说明”中写明。2.完成目标可能性：按到年底能否实现年度指标值，在“确定能”“有可能”“完全不可能”中选一项打“√”。3.备注：选“有可能”“完全不可能”的，写明原因和拟采取的措施。";

fn wide(form: &mut FormPage, label: &str, text: &str) {
    let row = form.row(Row::default());
    form.cell(row, 0..3, Look::Head, Content::text(label));
    form.cell(row, 3..17, Look::Text, Content::text(text));
}

/// The columns of the money block.
const MONEY: [Range<usize>; 6] = [3..5, 5..7, 7..12, 12..13, 13..16, 16..17];

fn funds(form: &mut FormPage, monitor: &MonitorForm) {
    let doc = monitor.doc;
    let span = doc.month.span();
    let decimals = amount_decimals(doc.funds.values(), monitor.amount_unit);
    let first = form.row(Row { keep_with_next: true, ..Row::default() });
    let heads = [
        "资金来源".to_owned(),
        "年初预算数".to_owned(),
        "调整后预算数".to_owned(),
        format!("{span}执行数"),
        format!("{span}执行率"),
        "全年预计执行数".to_owned(),
    ];
    for (columns, head) in MONEY.into_iter().zip(heads) {
        form.cell(first, columns, Look::Head, Content::Text(head));
    }
    let totals = doc.totals();
    let unit = monitor.amount_unit;
    let money = |value: Option<Money>| amount(value, unit, decimals);
    let row = form.row(Row { keep_with_next: true, ..Row::default() });
    let cells = [
        Content::text("年度资金总额"),
        money(totals.initial),
        money(totals.adjusted),
        money(totals.executed),
        percent(monitor.judged.execution),
        money(totals.expected),
    ];
    money_row(form, row, cells);
    let always = [FundSource::Fiscal, FundSource::Other];
    let used = |source: FundSource| doc.funds.get(&source).is_some_and(|fund| !fund.is_blank());
    let sources = sources_of(&always, used);
    let count = sources.len();
    for (at, source) in sources.into_iter().enumerate() {
        let row = form.row(Row { keep_with_next: at + 1 < count, ..Row::default() });
        let blank = MonitoredFund::default();
        let fund = doc.funds.get(&source).unwrap_or(&blank);
        let typed = |cell: &Typed<Money>| shown(cell, |value| money(Some(*value)));
        let lead = if at == 0 { "其中：" } else { "　　　" };
        let cells = [
            Content::Text(format!("{lead}{}", source_name(source, monitor.project.book))),
            typed(&fund.initial),
            typed(&fund.adjusted),
            typed(&fund.executed),
            percent(rate(fund.executed.value, fund.budget())),
            typed(&fund.expected),
        ];
        money_row(form, row, cells);
    }
    let label = format!("项目资金\n（{}）", unit.name());
    form.block(first..form.rows.len(), 0..3, Look::Head, Content::Text(label));
}

fn money_row(form: &mut FormPage, row: usize, cells: [Content; 6]) {
    for (at, (columns, content)) in MONEY.into_iter().zip(cells).enumerate() {
        form.cell(row, columns, if at == 0 { Look::Text } else { Look::Amount }, content);
    }
}

/// The form names the budget that this year's fiscal money comes from.
fn source_name(source: FundSource, book: Option<BudgetBook>) -> String {
    match (source, book) {
        (FundSource::Fiscal, Some(book)) => format!("本年{}拨款", book.name()),
        (FundSource::Fiscal, None) => "本年财政拨款".to_owned(),
        (source, _) => source.name().to_owned(),
    }
}

/// Percent with two decimals and its sign.
pub(super) fn percent(value: Option<Decimal>) -> Content {
    value.map_or(Content::Blank, |value| Content::Text(format!("{}%", points(value).text())))
}

/// 执行率 in percent, of a budget that is not zero; a budget of zero has 0.
pub(super) fn rate(executed: Option<Money>, budget: Option<Money>) -> Option<Decimal> {
    let (executed, budget) = (Decimal::from(executed?.fen()), Decimal::from(budget?.fen()));
    if budget.is_zero() {
        return Some(Decimal::ZERO);
    }
    (executed * Decimal::ONE_HUNDRED).checked_div(budget)
}

/// Decimals that print all these amounts exactly, at least two.
pub(super) fn amount_decimals<'a>(
    funds: impl IntoIterator<Item = &'a MonitoredFund>,
    unit: AmountUnit,
) -> u32 {
    funds
        .into_iter()
        .flat_map(|fund| [&fund.initial, &fund.adjusted, &fund.executed, &fund.expected])
        .filter_map(|cell| cell.value)
        .map(|money| money.to_decimal(unit).normalize().scale())
        .fold(2, u32::max)
}

/// A reading with the unit of its target: `39所`.
pub(super) fn reading(cell: &Typed<Actual>, target: Option<&TargetValue>) -> Content {
    shown(cell, |actual| {
        let unit = match actual {
            Actual::Number(_) => target.map_or("", |target| target.unit.as_str()),
            Actual::Date(_) | Actual::Level(_) => "",
        };
        Content::Text(format!("{}{unit}", actual.print()))
    })
}

fn indicators(form: &mut FormPage, monitor: &MonitorForm) {
    let first = heads(form, monitor);
    let taxonomy = monitor.target.taxonomy;
    let (mut group, mut seen) = (0, Vec::new());
    for level1 in taxonomy.level1() {
        let start = form.rows.len();
        for class in taxonomy.classes().iter().filter(|class| class.level1() == *level1) {
            let list: Vec<&Indicator> = monitor
                .target
                .side(Horizon::Annual)
                .filter(|one| one.class.moved_to(taxonomy) == *class)
                .collect();
            seen.extend(list.iter().map(|one| &one.id));
            group += 1;
            class_rows(form, monitor, *class, &list, group);
        }
        if form.rows.len() == start {
            let row = form.row(Row { group: Some(group), keep_with_next: false });
            form.cell(row, 2..3, Look::Group, Content::Blank);
        }
        let name = Level1::name(*level1);
        form.block(start..form.rows.len(), 1..2, Look::Head, Content::text(name));
    }
    // Rows of indicators that a later version dropped keep what was recorded.
    for one in monitor.doc.rows.iter().filter(|row| !seen.contains(&&row.indicator) && !is_blank(row)) {
        let row = form.row(Row { group: Some(group + 1), keep_with_next: false });
        form.cell(row, 1..4, Look::Group, Content::text("（已不在目标中的指标）"));
        recorded(form, row, monitor, one, None);
    }
    form.block(first..form.rows.len(), 0..1, Look::Head, Content::text("绩效指标"));
}

fn is_blank(row: &MonitoredIndicator) -> bool {
    row.done.is_blank()
        && row.expected.is_blank()
        && !row.is_explained()
        && row.possibility.is_none()
        && row.measures.trim().is_empty()
}

/// The two head rows; gives the first one.
fn heads(form: &mut FormPage, monitor: &MonitorForm) -> usize {
    let head = || Row { keep_with_next: true, ..Row::default() };
    let (upper, lower) = (form.row(head()), form.row(head()));
    let span = monitor.doc.month.span();
    let done = format!("{span}执行情况");
    for (column, word) in [
        (1, "一级指标"),
        (2, "二级指标"),
        (NAME, "三级指标"),
        (TARGET, "年度指标值"),
        (DONE, &done),
        (EXPECTED, "全年预计完成情况"),
        (REMARK, "备注"),
    ] {
        form.block(upper..lower + 1, column..column + 1, Look::Head, Content::text(word));
    }
    form.cell(upper, CAUSES..POSSIBLE, Look::Head, Content::text("偏差原因分析"));
    form.cell(upper, POSSIBLE..REMARK, Look::Head, Content::text("完成目标可能性"));
    let causes = Cause::ALL.iter().map(|cause| cause.name()).chain(["原因说明"]);
    let possibilities = Possibility::ALL.iter().map(|one| one.name());
    for (column, word) in (CAUSES..REMARK).zip(causes.chain(possibilities)) {
        form.cell(lower, column..column + 1, Look::Head, Content::text(word));
    }
    form.repeat = upper..lower + 1;
    upper
}

fn class_rows(form: &mut FormPage, monitor: &MonitorForm, class: Class, list: &[&Indicator], group: u32) {
    let first = form.rows.len();
    for one in list {
        let row = form.row(Row { group: Some(group), keep_with_next: false });
        form.cell(row, NAME..NAME + 1, Look::Text, Content::text(&one.name));
        let value = shown(&one.value, |value| Content::text(value.print()));
        form.cell(row, TARGET..TARGET + 1, Look::Short, value);
        if let Some(recorded_row) = monitor.doc.row(&one.id) {
            recorded(form, row, monitor, recorded_row, one.value.value.as_ref());
        }
    }
    if first < form.rows.len() {
        form.block(first..form.rows.len(), 2..3, Look::Group, Content::text(class.name()));
    }
}

/// What was recorded of one indicator.
fn recorded(
    form: &mut FormPage,
    row: usize,
    monitor: &MonitorForm,
    one: &MonitoredIndicator,
    target: Option<&TargetValue>,
) {
    let mut put = |column: usize, look, content| form.cell(row, column..column + 1, look, content);
    put(DONE, Look::Short, reading(&one.done, target));
    put(EXPECTED, Look::Short, reading(&one.expected, target));
    let tick = |ticked: bool| if ticked { Content::text("√") } else { Content::Blank };
    for (column, cause) in (CAUSES..).zip(Cause::ALL) {
        let named = one.causes.get(cause).is_some_and(|text| !text.trim().is_empty());
        put(column, Look::Short, tick(named));
    }
    put(REASON, Look::Text, Content::text(reason(one)));
    for (column, possibility) in (POSSIBLE..).zip(Possibility::ALL) {
        put(column, Look::Short, tick(one.possibility == Some(*possibility)));
    }
    let mut remark = vec![one.measures.trim().to_owned()];
    if one.untouched && monitor.stamp == Stamp::Draft {
        remark.push("（沿用上月，待核对）".to_owned());
    }
    remark.retain(|line| !line.is_empty());
    put(REMARK, Look::Text, Content::text(remark.join("\n")));
}

/// 原因说明: the words of each cause behind its name, then the general ones. A mere tick needs no words.
pub fn reason(one: &MonitoredIndicator) -> String {
    let words = |(cause, text): (&Cause, &String)| {
        let text = text.trim().trim_end_matches(['。', '；', ';']);
        let tick = matches!(text, "" | "√" | "✓" | "✔" | "是" | "有" | "1");
        (!tick).then(|| format!("{}：{text}", cause.name()))
    };
    let mut parts: Vec<String> = one.causes.iter().filter_map(words).collect();
    let general = one.reason.trim();
    if !general.is_empty() {
        parts.push(general.to_owned());
    }
    parts.join("；")
}

/// The outcome in words: rates, deviation, lamps with their names, what the rules demand.
fn result(monitor: &MonitorForm) -> String {
    let mut parts = monitor.judged.sentences();
    let score = shown(&monitor.doc.review_score, |score| Content::Number(points(*score))).printed();
    if !score.is_empty() {
        parts.push(format!("监控审核得分 {score}"));
    }
    if let Some(day) = monitor.doc.feedback_on {
        parts.push(format!("财政评价反馈日 {}", print_date(day)));
    }
    parts.join("；")
}
