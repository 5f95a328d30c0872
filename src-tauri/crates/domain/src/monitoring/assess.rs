//! The two watches (双监控) of one project: money and goals, their deviation, lamps and what follows from them.

use super::judge::{Judge, shown, time, usual_accrual};
use super::lamp::{Limits, below, of_project};
use super::{Accrual, MonitoredFund, MonitoredTotals, Monitoring, Month, Progress, suggest};
use crate::due::Lamp;
use crate::exact::Exact;
use crate::finding::Source;
use crate::fund::Horizon;
use crate::indicator::Indicator;
use crate::money::{AmountUnit, Money};
use crate::number::plain;
use crate::rulepack::{Mean, Pack};
use crate::target::Target;
use crate::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Budget execution. All in percent with 2 decimals, at most [`crate::exact::RATE_LIMIT`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rate {
    /// 执行率; 0 where there is no budget, `None` while nothing is entered as executed.
    #[ts(type = "string | null")]
    pub rate: Option<Decimal>,
    /// 执行率对序时
    #[ts(type = "string | null")]
    pub pace: Option<Decimal>,
    /// Its lamp.
    pub lamp: Option<Lamp>,
}

/// One indicator. Rates in percent with 2 decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowAssessment {
    /// The indicator of the target.
    pub indicator: Id,
    /// 完成率 against the year's target; `None` where there is none to be had (yet).
    #[ts(type = "string | null")]
    pub rate: Option<Decimal>,
    /// 指标对序时; of a level the same as the rate.
    #[ts(type = "string | null")]
    pub pace: Option<Decimal>,
    /// Its lamp.
    pub lamp: Option<Lamp>,
    /// What is due by this month, in the target's unit.
    #[ts(type = "string | null")]
    pub plan: Option<Decimal>,
    /// How it comes about, in sentences with the numbers.
    pub working: Vec<String>,
}

/// Why a rectification is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RectifyReason {
    /// The rule: `monitoring.deviation` or `monitoring.review-score`.
    pub rule: String,
    /// One sentence with the numbers.
    pub text: String,
    /// Who demands it.
    pub source: Source,
}

/// What the figures of one project say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Assessment {
    /// Budget execution.
    pub execution: Rate,
    /// 序时进度 in percent, 2 decimals.
    #[ts(type = "string")]
    pub time: Decimal,
    /// The indicators of the year, in the order of the form.
    pub rows: Vec<RowAssessment>,
    /// 总体完成率 in percent, 2 decimals.
    #[ts(type = "string | null")]
    pub completion: Option<Decimal>,
    /// 偏差 = 完成率 − 执行率 in percentage points, 2 decimals.
    #[ts(type = "string | null")]
    pub deviation: Option<Decimal>,
    /// The project's lamp.
    pub lamp: Option<Lamp>,
    /// Why a rectification is due, if one is.
    pub rectify: Option<RectifyReason>,
    /// Money that will lie idle at year end; `None` where it cannot be told.
    pub idle: Option<Money>,
    /// 共性指标 by name and value, where the pack has any.
    pub common: Vec<(String, String)>,
    /// Money and goals crossed, and why, where the pack does so.
    pub cross: Option<(Lamp, String)>,
    /// How it comes about, in sentences with the numbers.
    pub working: Vec<String>,
}

/// Assesses one document against the version of the target that it monitors.
pub fn assess(pack: &Pack, target: &Target, doc: &Monitoring) -> Assessment {
    let judge = Judge::new(pack, doc.year, doc.month);
    let weighted = target.has_weights();
    let mut parts = Vec::new();
    let mut rows = Vec::new();
    for indicator in annual(target) {
        let row = doc.row(&indicator.id);
        let accrual = accrual_of(doc, indicator);
        let goal = indicator.value.value.as_ref();
        let judged = judge.judge(goal, accrual, row.and_then(|row| row.done.value.as_ref()));
        let weight = if weighted { indicator.weight.value.unwrap_or_default() } else { Decimal::ONE };
        parts.push(Part { weight, rate: judged.rate.clone() });
        rows.push(RowAssessment {
            indicator: indicator.id.clone(),
            rate: judged.rate.as_ref().map(Exact::percent),
            pace: judged.pace.as_ref().map(Exact::percent),
            lamp: judged.lamp,
            plan: judge.plan(goal, accrual),
            working: judged.working,
        });
    }
    let started = doc.rows.iter().any(|row| row.done.value.is_some()) || doc.totals().executed.is_some();
    let totals = doc.totals();
    let which = if totals.adjusted.is_some() { "调整后预算" } else { "年初预算" };
    let mut working = Vec::new();
    let completion = completion(pack, &parts, weighted, &mut working);
    let mut out = with_completion(pack, doc.month, completion.clone(), (totals, which), working);
    let lamps: Vec<_> = rows.iter().map(|row| row.lamp).collect();
    out.lamp = of_project(out.execution.lamp, &lamps).filter(|_| started);
    if let (Some(completion), Some((rate, _))) = (completion, execution(totals, doc.month)) {
        out.rectify = by_deviation(pack, &completion.minus(&rate));
    }
    out.rectify = out.rectify.or_else(|| by_review(pack, doc.review_score.value));
    out.cross = cross(pack, doc.month, totals, &lamps).filter(|_| started);
    out.common = common(pack, doc.month, totals, &Exact::one());
    if let Some((idle, guessed)) = idle(totals, doc.funds.values(), doc.month) {
        let unit = amount_unit(pack);
        let how = if guessed { "（没有填全年预计的按目前进度推算）" } else { "" };
        out.working.push(format!("年末预计沉淀 = 预算数 − 全年预计执行数 = {}{how}", idle.with_unit(unit)));
        out.idle = Some(idle);
    }
    out.rows = rows;
    out
}

/// The indicators of the year in the order of the form.
pub(crate) fn annual(target: &Target) -> Vec<&Indicator> {
    target.in_form_order().into_iter().filter(|row| row.horizon == Horizon::Annual).collect()
}

/// How an indicator accrues in this document: as the user set it, else as usual.
pub fn accrual_of(doc: &Monitoring, indicator: &Indicator) -> Accrual {
    doc.row(&indicator.id).and_then(|row| row.accrual).unwrap_or_else(|| usual_accrual(indicator))
}

/// What the month board keeps.
pub fn progress(target: &Target, doc: &Monitoring, assessment: &Assessment) -> Progress {
    let rows: Vec<_> = annual(target).into_iter().map(|indicator| doc.row(&indicator.id)).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let read =
        rows.iter().flatten().filter(|row| row.done.value.is_some() && row.done.invalid.is_none()).count();
    let money =
        doc.totals().executed.is_some() && doc.funds.values().all(|fund| fund.executed.invalid.is_none());
    Progress {
        lamp: assessment.lamp,
        money_lamp: assessment.execution.lamp,
        filled: count(read + usize::from(money)),
        total: count(rows.len() + 1),
        untouched: count(
            rows.iter().flatten().filter(|row| row.untouched).count() + usize::from(doc.funds_untouched),
        ),
        rate: assessment.execution.rate,
    }
}

/// One indicator's part in the completion rate.
pub(crate) struct Part {
    pub(crate) weight: Decimal,
    pub(crate) rate: Option<Exact>,
}

/// Σ weight × min(rate, 1) ÷ Σ weight over the indicators that have a rate.
pub(crate) fn completion(
    pack: &Pack,
    parts: &[Part],
    weighted: bool,
    working: &mut Vec<String>,
) -> Option<Exact> {
    let rule = pack.rules.completion.as_ref()?;
    let counted: Vec<(Decimal, &Exact)> =
        parts.iter().filter_map(|part| Some((part.weight.max(Decimal::ZERO), part.rate.as_ref()?))).collect();
    let by_weight = weighted
        && rule.params.project == Mean::Weighted
        && counted.iter().any(|(weight, _)| *weight > Decimal::ZERO);
    let (mut sum, mut weights) = (Exact::zero(), Exact::zero());
    for (weight, rate) in &counted {
        let weight = if by_weight { Exact::of(*weight) } else { Exact::one() };
        let rate = (*rate).clone().clamp(Exact::zero(), Exact::one());
        sum = sum.plus(&weight.times(&rate));
        weights = weights.plus(&weight);
    }
    let completion = sum.divided(&weights)?;
    let how = if by_weight { "按分值加权" } else { "各条同等" };
    let left = parts.len() - counted.len();
    let left = if left > 0 { format!("；{left} 条没有完成率，不计入") } else { String::new() };
    working.push(format!(
        "总体完成率 = {} 条指标{how}、每条最多计 100% = {}{left}（算法见{}）",
        counted.len(),
        shown(&completion),
        rule.source.document
    ));
    Some(completion)
}

/// Money and goals crossed: both on time green, only the money yellow, money late red.
fn cross(
    pack: &Pack,
    month: Month,
    totals: MonitoredTotals,
    lamps: &[Option<Lamp>],
) -> Option<(Lamp, String)> {
    let rule = pack.rules.cross.as_ref()?;
    let (_, pace) = execution(totals, month)?;
    let on_time = rule.params.on_time_from_percent;
    let late = lamps.iter().filter(|lamp| matches!(lamp, Some(Lamp::Red | Lamp::Yellow))).count();
    let limit = plain(on_time);
    let (lamp, text) = if below(&pace, on_time) {
        (Lamp::Red, format!("资金对序时 {}，低于 {limit}%，资金滞后", shown(&pace)))
    } else if late > 0 {
        (Lamp::Yellow, format!("资金对序时 {}，达到 {limit}%，但有 {late} 条指标滞后", shown(&pace)))
    } else {
        (Lamp::Green, format!("资金对序时 {}，达到 {limit}%，没有指标滞后", shown(&pace)))
    };
    Some((lamp, format!("{text}：{}（{}）", lamp.name(), rule.source.document)))
}

/// The common rates of execution; `in_projects` is the share of the budget that is broken down to projects.
pub(crate) fn common(
    pack: &Pack,
    month: Month,
    totals: MonitoredTotals,
    in_projects: &Exact,
) -> Vec<(String, String)> {
    let (Some(rule), Some((rate, pace))) = (&pack.rules.common_rates, execution(totals, month)) else {
        return Vec::new();
    };
    let names = &rule.params;
    vec![
        (names.progress.clone(), format!("{}（对序时 {}）", shown(&rate), shown(&pace))),
        (names.to_projects.clone(), shown(in_projects)),
        (names.spent.clone(), shown(&rate)),
    ]
}

/// Executed against the budget, as a fraction, and that against the time; `None` while nothing is entered as executed.
/// Without a budget above zero the rate is zero.
pub(crate) fn execution(totals: MonitoredTotals, month: Month) -> Option<(Exact, Exact)> {
    let executed = Exact::money(totals.executed?);
    let budget = totals.budget().filter(|budget| *budget > Money::ZERO);
    let rate = budget.and_then(|budget| executed.divided(&Exact::money(budget))).unwrap_or_else(Exact::zero);
    let pace = rate.divided(&time(month)).unwrap_or_else(Exact::zero);
    Some((rate, pace))
}

/// Execution, time, completion and deviation, with their working; the sums come with what their budget is called.
pub(crate) fn with_completion(
    pack: &Pack,
    month: Month,
    completion: Option<Exact>,
    (totals, which): (MonitoredTotals, &str),
    mut working: Vec<String>,
) -> Assessment {
    let unit = amount_unit(pack);
    let mut out = Assessment { time: time(month).percent(), ..Assessment::default() };
    let executed = execution(totals, month);
    let mut money = Vec::new();
    if let Some((rate, pace)) = &executed {
        let limits = Limits::of(pack);
        let lamp = limits.as_ref().map(|limits| limits.money(pace));
        out.execution = Rate { rate: Some(rate.percent()), pace: Some(pace.percent()), lamp };
        let done = totals.executed.unwrap_or_default().with_unit(unit);
        money.push(match totals.budget() {
            Some(budget) if budget > Money::ZERO => {
                format!("执行率 = 执行数 {done} ÷ {which} {} = {}", budget.with_unit(unit), shown(rate))
            }
            Some(budget) => format!("预算数为 {}，执行数 {done}，执行率按 0 计", budget.with_unit(unit)),
            None => format!("没有预算数，执行数 {done}，执行率按 0 计"),
        });
        let why = match (&limits, lamp) {
            (Some(limits), Some(lamp)) => format!("，{}", limits.why(lamp, true)),
            _ => String::new(),
        };
        let months = month.number();
        money.push(format!("序时进度 = {months} ÷ 12 = {}%；对序时 = {}{why}", out.time, shown(pace)));
    }
    money.append(&mut working);
    if let (Some((rate, _)), Some(completion)) = (&executed, &completion) {
        let gap = completion.minus(rate).percent();
        out.deviation = Some(gap);
        // It is rounded once, from the exact rates; what is printed of them may differ by the last digit.
        let exact = if completion.percent() - rate.percent() == gap {
            ""
        } else {
            "（按未四舍五入的比率计算）"
        };
        money.push(format!(
            "偏差 = 完成率 {} − 执行率 {} = {gap} 个百分点{exact}",
            shown(completion),
            shown(rate)
        ));
    }
    out.completion = completion.as_ref().map(Exact::percent);
    out.working = money;
    out
}

/// Completion and execution lie more than so many points apart.
fn by_deviation(pack: &Pack, gap: &Exact) -> Option<RectifyReason> {
    let rule = pack.rules.deviation.as_ref()?;
    let limit = rule.params.over_points;
    let points = gap.abs();
    if Exact::of(limit) >= points.times(&Exact::whole(100)) {
        return None;
    }
    // Where rounding hides what is over, say so.
    let rounded = gap.percent();
    let just = if rounded.abs() == limit { "略多于 " } else { "" };
    Some(RectifyReason {
        rule: rule.id.to_owned(),
        text: format!("执行率与完成率相差 {just}{} 个百分点，超过 {} 个百分点", rounded.abs(), plain(limit)),
        source: rule.source.clone(),
    })
}

/// The finance side's score is under the limit.
fn by_review(pack: &Pack, score: Option<Decimal>) -> Option<RectifyReason> {
    let rule = pack.rules.review_score.as_ref()?;
    let score = score.filter(|score| *score < rule.params.under)?;
    Some(RectifyReason {
        rule: rule.id.to_owned(),
        text: format!("监控审核得分 {}，小于 {} 分", plain(score), plain(rule.params.under)),
        source: rule.source.clone(),
    })
}

/// What the budget leaves over at year end by the expected execution, and whether a source without one had to be
/// guessed by its pace.
pub(crate) fn idle<'a>(
    totals: MonitoredTotals,
    funds: impl IntoIterator<Item = &'a MonitoredFund>,
    month: Month,
) -> Option<(Money, bool)> {
    let budget = totals.budget().filter(|budget| *budget > Money::ZERO)?;
    let (mut expected, mut guessed) = (None, false);
    for fund in funds {
        let by_pace = suggest::year_end(fund, month).filter(|_| fund.expected.value.is_none());
        guessed |= by_pace.is_some();
        if let Some(amount) = fund.expected.value.or(by_pace) {
            expected = Some(expected.unwrap_or(Money::ZERO) + amount);
        }
    }
    Some((Money::from_fen((budget - expected?).fen().max(0)), guessed))
}

/// In what unit the pack states amounts.
pub(crate) fn amount_unit(pack: &Pack) -> AmountUnit {
    pack.rules.amount_unit.as_ref().map_or(AmountUnit::WanYuan, |rule| rule.params.unit)
}
