//! The rows of a month's sheet: money by source, and the indicators.

use super::{Opened, pack_of, percent};
use crate::App;
use crate::session::Session;
use crate::usecase::project::unit_of;
use domain::carry;
use domain::due::Lamp;
use domain::fund::{FundSource, Horizon};
use domain::indicator::Indicator;
use domain::money::{AmountUnit, Money};
use domain::monitoring::{
    Actual, Assessment, Cause, MonitoredFund, MonitoredIndicator, Monitoring, accrual_of, suggest,
    suggest_money,
};
use domain::number::plain;
use domain::target::Target;
use domain::target_value::{Quantity, TargetValue};
use domain::typed::Typed;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What an earlier month said.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Earlier {
    /// 1-12
    pub month: u8,
    /// As printed.
    pub text: String,
}

/// A line of the money.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorFund {
    /// Path of the row; a column's path is this plus `/initial`, `/adjusted`, `/executed`, `/expected`. Empty for
    /// computed lines.
    pub path: String,
    /// Its name.
    pub label: String,
    /// 年初预算数
    pub initial: String,
    /// 调整后预算数
    pub adjusted: String,
    /// 1—X月执行数
    pub executed: String,
    /// 全年预计执行数
    pub expected: String,
    /// By column: what was typed when it could not be read.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub bad: BTreeMap<String, String>,
    /// 执行率 in percent.
    pub rate: String,
    /// What the ledgers say was paid; empty when they say nothing.
    pub paid: String,
    /// The year end as the pace suggests it.
    pub suggestion: String,
    /// 执行数 of earlier months of the year.
    pub earlier: Vec<Earlier>,
    /// 执行数 of the same month a year before.
    pub last_year: String,
}

/// A row of the sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorRow {
    /// Path of the row; a column's path is this plus `/done`, `/expected` …
    pub path: String,
    /// Id of the indicator.
    pub id: String,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 年度指标值 as the form prints it.
    pub target: String,
    /// 计量单位
    pub unit: String,
    /// 分值
    pub weight: String,
    /// `number`, `date` or `level`: what its cells take.
    pub kind: String,
    /// 累计 or 时点.
    pub accrual: String,
    /// 1—X月执行情况
    pub done: String,
    /// 全年预计完成情况
    pub expected: String,
    /// The year end as the pace suggests it.
    pub suggestion: String,
    /// 偏差原因 by cause.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub causes: BTreeMap<String, String>,
    /// 原因说明
    pub reason: String,
    /// 完成目标可能性 in words.
    pub possibility: String,
    /// 备注: measures.
    pub measures: String,
    /// 完成率 in percent.
    pub rate: String,
    /// 对序时 in percent.
    pub pace: String,
    /// What would be on time at this month.
    pub plan: String,
    /// The lamp.
    pub lamp: Option<Lamp>,
    /// How rate and lamp came about.
    pub working: Vec<String>,
    /// 执行情况 of earlier months of the year.
    pub earlier: Vec<Earlier>,
    /// 执行情况 of the same month a year before.
    pub last_year: String,
    /// As copied from last month, not confirmed since.
    pub untouched: bool,
    /// The indicator is no longer in the target.
    pub gone: bool,
    /// By column: what was typed when it could not be read.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub bad: BTreeMap<String, String>,
    /// Open remarks on the row.
    pub remarks: usize,
}

/// What stands beside a month's figures.
pub(crate) struct Beside<'a> {
    pub(crate) assessment: &'a Assessment,
    pub(crate) last_year: Option<&'a (Target, Monitoring)>,
    pub(crate) paid: Option<Money>,
    /// Paths of open remarks.
    pub(crate) remarks: &'a [String],
}

/// The money, the computed total first.
pub(crate) fn funds(app: &App, session: &Session, opened: &Opened, beside: &Beside<'_>) -> Vec<MonitorFund> {
    let unit = unit_of(pack_of(app, session, &opened.doc));
    let doc = &opened.doc;
    let text = |money: Option<Money>| print(money, unit);
    let suggested = suggest_money(doc);
    let totals = doc.totals();
    let earlier = |of: &dyn Fn(&Monitoring) -> Option<Money>| -> Vec<Earlier> {
        (opened.earlier.iter())
            .filter_map(|doc| Some(Earlier { month: doc.month.number(), text: text(Some(of(doc)?)) }))
            .collect()
    };
    let before =
        |of: &dyn Fn(&Monitoring) -> Option<Money>| text(beside.last_year.and_then(|(_, doc)| of(doc)));
    let total = |doc: &Monitoring| doc.totals().executed;
    let mut list = vec![MonitorFund {
        path: String::new(),
        label: "年度资金总额".to_owned(),
        initial: text(totals.initial),
        adjusted: text(totals.adjusted),
        executed: text(totals.executed),
        expected: text(totals.expected),
        bad: BTreeMap::new(),
        rate: percent(beside.assessment.execution.rate),
        paid: text(beside.paid),
        suggestion: text(suggested.values().copied().reduce(|a, b| a + b)),
        earlier: earlier(&total),
        last_year: before(&total),
    }];
    for source in FundSource::ALL {
        let none = MonitoredFund::default();
        let fund = doc.funds.get(&source).unwrap_or(&none);
        let executed = |doc: &Monitoring| doc.funds.get(&source).and_then(|fund| fund.executed.value);
        list.push(MonitorFund {
            path: format!("{}/funds/{}", base(opened), source.key()),
            label: source.name().to_owned(),
            initial: text(fund.initial.value),
            adjusted: text(fund.adjusted.value),
            executed: text(fund.executed.value),
            expected: text(fund.expected.value),
            bad: bad([
                ("initial", &fund.initial),
                ("adjusted", &fund.adjusted),
                ("executed", &fund.executed),
                ("expected", &fund.expected),
            ]),
            rate: percent(percentage(fund.executed.value, fund.budget())),
            paid: String::new(),
            suggestion: text(suggested.get(&source).copied()),
            earlier: earlier(&executed),
            last_year: before(&executed),
        });
    }
    list
}

/// Path of a month's document.
pub(crate) fn base(opened: &Opened) -> String {
    format!("/projects/{}/monitoring/{}", opened.project.id, opened.doc.month.key())
}

pub(crate) fn print(money: Option<Money>, unit: AmountUnit) -> String {
    money.map(|money| money.print(unit)).unwrap_or_default()
}

/// A share in percent; none of nothing.
pub(crate) fn percentage(part: Option<Money>, whole: Option<Money>) -> Option<Decimal> {
    let whole = whole.filter(|whole| whole.fen() != 0)?;
    Some(Decimal::from(part?.fen()) * Decimal::ONE_HUNDRED / Decimal::from(whole.fen()))
}

/// What was typed where it could not be read.
pub(crate) fn bad<T, const N: usize>(cells: [(&str, &Typed<T>); N]) -> BTreeMap<String, String> {
    (cells.into_iter())
        .filter_map(|(column, cell)| Some((column.to_owned(), cell.invalid.clone()?)))
        .collect()
}

/// The indicators of the target in the order of the form, then recorded ones that it no longer has.
pub(crate) fn rows(opened: &Opened, beside: &Beside<'_>) -> Vec<MonitorRow> {
    let mut list: Vec<MonitorRow> = (opened.target.in_form_order().into_iter())
        .filter(|indicator| indicator.horizon == Horizon::Annual)
        .map(|indicator| row(opened, beside, indicator, false))
        .collect();
    for recorded in &opened.doc.rows {
        if list.iter().any(|row| row.id == recorded.indicator.as_str()) {
            continue;
        }
        let old = (opened.versions.iter().rev())
            .find_map(|version| version.indicators.iter().find(|row| row.id == recorded.indicator));
        if let Some(old) = old {
            list.push(row(opened, beside, old, true));
        }
    }
    list
}

fn row(opened: &Opened, beside: &Beside<'_>, indicator: &Indicator, gone: bool) -> MonitorRow {
    let none = MonitoredIndicator::new(indicator.id.clone());
    let doc = &opened.doc;
    let recorded = doc.row(&indicator.id).unwrap_or(&none);
    let assessed = beside.assessment.rows.iter().find(|row| row.indicator == indicator.id);
    let value = indicator.value.value.as_ref();
    let path = format!("{}/indicators/{}", base(opened), indicator.id);
    let earlier =
        |doc: &Monitoring| doc.row(&indicator.id).and_then(|row| row.done.value.as_ref().map(Actual::print));
    let key = carry::key(indicator.class, &indicator.name);
    let last_year = beside.last_year.and_then(|(target, doc)| {
        let same = target.side(Horizon::Annual).find(|old| carry::key(old.class, &old.name) == key)?;
        Some(doc.row(&same.id)?.done.value.as_ref()?.print())
    });
    let at_row = |at: &&String| {
        at.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let text = |cell: &Typed<Actual>| cell.value.as_ref().map(Actual::print).unwrap_or_default();
    MonitorRow {
        id: indicator.id.to_string(),
        level1: indicator.class.level1().name().to_owned(),
        level2: indicator.class.name().to_owned(),
        name: indicator.name.clone(),
        target: value.map(TargetValue::print).unwrap_or_default(),
        unit: value.map(|value| value.unit.clone()).unwrap_or_default(),
        weight: indicator.weight.value.map(plain).unwrap_or_default(),
        kind: kind(value).to_owned(),
        accrual: accrual_of(doc, indicator).name().to_owned(),
        done: text(&recorded.done),
        expected: text(&recorded.expected),
        suggestion: suggest(&opened.target, doc, recorded).map(|value| value.print()).unwrap_or_default(),
        causes: (Cause::ALL.iter())
            .map(|cause| (cause.key().to_owned(), recorded.causes.get(cause).cloned().unwrap_or_default()))
            .collect(),
        reason: recorded.reason.clone(),
        possibility: recorded
            .possibility
            .map(|possibility| possibility.name())
            .unwrap_or_default()
            .to_owned(),
        measures: recorded.measures.clone(),
        rate: percent(assessed.and_then(|row| row.rate)),
        pace: percent(assessed.and_then(|row| row.pace)),
        plan: assessed.and_then(|row| row.plan).map(plain).unwrap_or_default(),
        lamp: assessed.and_then(|row| row.lamp),
        working: assessed.map(|row| row.working.clone()).unwrap_or_default(),
        earlier: (opened.earlier.iter())
            .filter_map(|doc| Some(Earlier { month: doc.month.number(), text: earlier(doc)? }))
            .collect(),
        last_year: last_year.unwrap_or_default(),
        untouched: recorded.untouched,
        gone,
        bad: bad([("done", &recorded.done), ("expected", &recorded.expected)]),
        remarks: beside.remarks.iter().filter(at_row).count(),
        path,
    }
}

/// What an indicator's cells take.
pub(crate) fn kind(value: Option<&TargetValue>) -> &'static str {
    match value.map(|value| &value.quantity) {
        Some(Quantity::Date(_)) => "date",
        Some(Quantity::Text(text)) if !text.is_empty() => "level",
        _ => "number",
    }
}
