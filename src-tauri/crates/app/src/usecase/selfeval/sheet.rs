//! The sheet of a self-assessment: money by source, the indicators with their scores, the total.

use super::open::{Before, Opened, is_at, pack_of};
use super::view::{ExecutionView, SelfEvalFund, SelfEvalResult, SelfEvalRowView, WorkingStep};
use crate::session::Session;
use crate::usecase::monitor::{bad, kind, paid, percent, percentage, print};
use crate::usecase::project::unit_of;
use crate::{App, Result};
use domain::carry;
use domain::due::Lamp;
use domain::finding::{Finding, Level};
use domain::fund::FundSource;
use domain::indicator::{Indicator, Level1};
use domain::money::Money;
use domain::monitoring::{Actual, Month};
use domain::number::plain;
use domain::rulepack::Pack;
use domain::scoring::{Band, Method, RowScore, Scored, Step, usual_method};
use domain::selfeval::{AssessedFund, AssessedIndicator, SelfAssessment, assessed, proposal};
use domain::target::Target;
use domain::target_value::TargetValue;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What stands beside the figures.
pub(super) struct Beside<'a> {
    pub(super) scored: &'a Scored,
    /// Last year's, with its score.
    pub(super) before: Option<&'a (&'a Before, Scored)>,
    pub(super) found: &'a [Finding],
    /// Paths of open remarks.
    pub(super) remarks: &'a [String],
}

fn working(steps: &[Step]) -> Vec<WorkingStep> {
    (steps.iter())
        .map(|step| WorkingStep {
            text: step.text.clone(),
            rule: step.rule.clone(),
            source: step.source.clone(),
            points: percent(step.points),
        })
        .collect()
}

/// The money, the computed total first.
pub(super) fn funds(
    app: &App,
    session: &Session,
    opened: &Opened,
    scored: &Scored,
) -> Result<Vec<SelfEvalFund>> {
    let doc = &opened.doc;
    let unit = unit_of(pack_of(app, session, doc));
    let text = |money: Option<Money>| print(money, unit);
    let totals = doc.totals();
    let paid = paid(session, &opened.project.id, Month::DECEMBER)?;
    let mut list = vec![SelfEvalFund {
        path: String::new(),
        label: "年度资金总额".to_owned(),
        initial: text(totals.initial),
        budget: text(totals.budget),
        executed: text(totals.executed),
        bad: BTreeMap::new(),
        rate: percent(scored.execution.rate),
        weight: plain(scored.execution.weight),
        score: percent(scored.execution.score),
        paid: text(paid),
    }];
    for source in FundSource::ALL {
        let none = AssessedFund::default();
        let fund = doc.funds.get(&source).unwrap_or(&none);
        list.push(SelfEvalFund {
            path: format!("{}/funds/{}", doc.path(), source.key()),
            label: source.name().to_owned(),
            initial: text(fund.initial.value),
            budget: text(fund.budget.value),
            executed: text(fund.executed.value),
            bad: bad(fund.cells().map(|(key, _, cell)| (key, cell))),
            rate: percent(percentage(fund.executed.value, fund.budget.value.or(fund.initial.value))),
            weight: String::new(),
            score: String::new(),
            paid: String::new(),
        });
    }
    Ok(list)
}

/// The score of budget execution.
pub(super) fn execution(scored: &Scored) -> ExecutionView {
    let execution = &scored.execution;
    ExecutionView {
        weight: plain(execution.weight),
        rate: percent(execution.rate),
        score: percent(execution.score),
        working: working(&execution.working),
    }
}

/// The indicators in the order of the form, then recorded ones that are no longer assessed.
pub(super) fn rows(
    app: &App,
    session: &Session,
    opened: &Opened,
    beside: &Beside<'_>,
) -> Result<Vec<SelfEvalRowView>> {
    let pack = pack_of(app, session, &opened.doc);
    let files = files(session, opened)?;
    let mut list: Vec<SelfEvalRowView> = (assessed(&opened.target, opened.doc.scope).into_iter())
        .map(|indicator| row(pack, opened, beside, indicator, &files))
        .collect();
    for recorded in &opened.doc.rows {
        if list.iter().any(|row| row.id == recorded.indicator.as_str()) || is_blank(recorded) {
            continue;
        }
        let old = (opened.versions.iter().rev())
            .find_map(|version| version.indicators.iter().find(|row| row.id == recorded.indicator));
        if let Some(old) = old {
            let gone = row(pack, opened, beside, old, &files);
            list.push(SelfEvalRowView { gone: true, ..gone });
        }
    }
    Ok(list)
}

fn is_blank(row: &AssessedIndicator) -> bool {
    *row == AssessedIndicator::new(row.indicator.clone())
}

/// How many files each indicator has.
fn files(session: &Session, opened: &Opened) -> Result<BTreeMap<String, usize>> {
    let read = session.store.read();
    let mut files = BTreeMap::new();
    let ids: BTreeSet<&str> = (opened.target.indicators.iter().map(|row| row.id.as_str()))
        .chain(opened.doc.rows.iter().map(|row| row.indicator.as_str()))
        .collect();
    for id in ids {
        let owner = format!("{}/indicators/{id}", opened.doc.path());
        files.insert(id.to_owned(), read.evidence(&owner)?.len());
    }
    Ok(files)
}

fn row(
    pack: &Pack,
    opened: &Opened,
    beside: &Beside<'_>,
    indicator: &Indicator,
    files: &BTreeMap<String, usize>,
) -> SelfEvalRowView {
    let none = AssessedIndicator::new(indicator.id.clone());
    let recorded = opened.doc.row(&indicator.id).unwrap_or(&none);
    let scored = beside.scored.rows.iter().find(|row| row.indicator == indicator.id);
    let value = indicator.value.value.as_ref();
    let usual = usual_method(pack, indicator.class, value);
    let method = scored.map_or(recorded.method.unwrap_or(usual), |row| row.method);
    let path = format!("{}/indicators/{}", opened.doc.path(), indicator.id);
    let reason = format!("{path}/reason");
    let due = |finding: &Finding| finding.level != Level::Hint && finding.path == reason;
    let (last_actual, last_score) = last(beside, indicator);
    SelfEvalRowView {
        id: indicator.id.to_string(),
        level1: indicator.class.level1().name().to_owned(),
        level2: indicator.class.name().to_owned(),
        name: indicator.name.clone(),
        target: value.map(TargetValue::print).unwrap_or_default(),
        unit: value.map(|value| value.unit.clone()).unwrap_or_default(),
        kind: kind(value).to_owned(),
        actual: recorded.actual.value.as_ref().map(Actual::print).unwrap_or_default(),
        weight: indicator.weight.value.map(plain).unwrap_or_default(),
        formula: percent(scored.and_then(|row| row.formula)),
        manual: recorded.score.value.map(plain).unwrap_or_default(),
        score: percent(scored.and_then(|row| row.score)),
        differs: scored.is_some_and(|row| row.differs),
        band: scored.and_then(|row| row.band).map(band).unwrap_or_default(),
        rate: percent(scored.and_then(|row| row.rate)),
        method: method.name().to_owned(),
        methods: std::iter::once(usual)
            .chain(Method::ALL.iter().copied().filter(|method| *method != usual))
            .map(|method| method.name().to_owned())
            .collect(),
        too_low: recorded.too_low,
        reason: recorded.reason.clone(),
        measures: recorded.measures.clone(),
        reason_due: recorded.reason.trim().is_empty() && beside.found.iter().any(due),
        bad: bad([("actual", &recorded.actual)])
            .into_iter()
            .chain(bad([("score", &recorded.score)]))
            .collect(),
        working: scored.map(|row| working(&row.working)).unwrap_or_default(),
        untouched: recorded.untouched,
        gone: false,
        evidence: files.get(indicator.id.as_str()).copied().unwrap_or_default(),
        remarks: beside.remarks.iter().filter(|at| is_at(at, &path)).count(),
        last_actual,
        last_score,
        path,
    }
}

/// `8.00—10.00`; a bound that does not belong to it says so.
fn band(band: Band) -> String {
    let (low, high) = (percent(Some(band.low)), percent(Some(band.high)));
    if band.high_included { format!("{low}—{high}") } else { format!("{low}—{high}（不含）") }
}

/// What the same indicator (side, class and name) had the year before: 实际完成值 and 得分.
fn last(beside: &Beside<'_>, indicator: &Indicator) -> (String, String) {
    let found = beside.before.and_then(|(before, scored)| {
        let old = same(&before.target, indicator)?;
        Some(said(&before.doc, scored, old))
    });
    found.unwrap_or_default()
}

/// The indicator of another target that is the same by side, class and name.
pub(crate) fn same<'a>(target: &'a Target, indicator: &Indicator) -> Option<&'a Indicator> {
    let key = carry::key(indicator.class, &indicator.name);
    target.side(indicator.horizon).find(|old| carry::key(old.class, &old.name) == key)
}

/// 实际完成值 and 得分 of an indicator as printed.
pub(crate) fn said(doc: &SelfAssessment, scored: &Scored, indicator: &Indicator) -> (String, String) {
    let actual = doc.row(&indicator.id).and_then(|row| row.actual.value.as_ref());
    let score: Option<&RowScore> = scored.rows.iter().find(|row| row.indicator == indicator.id);
    (
        actual
            .map(|actual| domain::selfeval::print_actual(actual, indicator.value.value.as_ref()))
            .unwrap_or_default(),
        percent(score.and_then(|row| row.score)),
    )
}

/// The total.
pub(super) fn result(pack: &Pack, doc: &SelfAssessment, target: &Target, scored: &Scored) -> SelfEvalResult {
    let sum =
        |of: &dyn Fn(&RowScore) -> Option<Decimal>| scored.rows.iter().filter_map(of).reduce(|a, b| a + b);
    SelfEvalResult {
        indicators: percent(sum(&|row| row.score)),
        weights: sum(&|row| Some(row.weight)).map(plain).unwrap_or_default(),
        sum: percent(scored.sum),
        cap: scored.cap.map(plain).unwrap_or_default(),
        total: percent(scored.total),
        grade: scored.grade.map(|grade| grade.name()).unwrap_or_default().to_owned(),
        consistency: scored.consistency,
        consistency_text: consistency(scored),
        working: working(&scored.working),
        classes: classes(target, doc, scored),
        proposal: proposal(pack, doc, scored)
            .map(|(treatment, why)| format!("{}：{why}", treatment.name()))
            .unwrap_or_default(),
    }
}

/// Why the lamp of consistency is lit: its finding, which says it with the numbers.
fn consistency(scored: &Scored) -> String {
    if !matches!(scored.consistency, Some(Lamp::Red | Lamp::Yellow)) {
        return String::new();
    }
    let found = scored.findings.iter().find(|finding| finding.rule == "scoring.consistency");
    found.map(|finding| finding.text.clone()).unwrap_or_default()
}

/// 得分 and 分值 by level-1 class in the order of the form.
fn classes(target: &Target, doc: &SelfAssessment, scored: &Scored) -> Vec<(String, String, String)> {
    let mut order: Vec<Level1> = Vec::new();
    let mut sums: BTreeMap<usize, (Option<Decimal>, Decimal)> = BTreeMap::new();
    for indicator in assessed(target, doc.scope) {
        let Some(row) = scored.rows.iter().find(|row| row.indicator == indicator.id) else { continue };
        let class = indicator.class.level1();
        let place = order.iter().position(|known| *known == class).unwrap_or_else(|| {
            order.push(class);
            order.len() - 1
        });
        let (score, weight) = sums.entry(place).or_default();
        if let Some(points) = row.score {
            *score = Some(score.unwrap_or_default() + points);
        }
        *weight += row.weight;
    }
    (order.into_iter().zip(sums.into_values()))
        .map(|(class, (score, weight))| (class.name().to_owned(), percent(score), plain(weight)))
        .collect()
}
