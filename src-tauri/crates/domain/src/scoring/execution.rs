//! 预算执行率得分: what was spent against the budget that the pack names, at most full points, nothing without a budget.

use super::steps::{Weight, below, hundredth, nothing, step};
use super::{ExecutionScore, ScoreInput, Step};
use crate::exact::Exact;
use crate::finding::Finding;
use crate::money::{AmountUnit, Money};
use crate::number::plain;
use crate::rulepack::{Denominator, Pack};
use rust_decimal::Decimal;

/// What execution came to, with the figures that caps and consistency compare.
pub(super) struct Spent {
    pub(super) score: ExecutionScore,
    /// The true rate, a fraction of one.
    pub(super) rate: Option<Exact>,
    /// The budget that it is measured by; `None` or zero is no budget.
    pub(super) budget: Option<Money>,
}

/// The budget that spending is measured by, and which one that is.
fn measure(pack: &Pack, initial: Option<Money>, budget: Option<Money>) -> (Denominator, Option<Money>) {
    let wanted = pack.rules.execution.as_ref().map_or(Denominator::Adjusted, |rule| rule.params.denominator);
    match (wanted, initial, budget) {
        (Denominator::Initial, Some(initial), _) => (Denominator::Initial, Some(initial)),
        (_, _, Some(budget)) => (Denominator::Adjusted, Some(budget)),
        (_, initial, None) => (Denominator::Initial, initial),
    }
}

/// The true rate, a fraction of one; zero without a budget.
fn true_rate(executed: Money, budget: Option<Money>) -> Exact {
    let budget = budget.filter(|budget| *budget > Money::ZERO);
    let rate =
        budget.and_then(|budget| Exact::money(executed.max(Money::ZERO)).divided(&Exact::money(budget)));
    rate.unwrap_or_else(Exact::zero)
}

/// `预算执行率 89.99%，低于 90%`, where the pack wants a reason for so low a rate; `None` where it does not or nothing
/// is entered as executed. Compared before any rounding.
pub(crate) fn low(
    pack: &Pack,
    initial: Option<Money>,
    budget: Option<Money>,
    executed: Option<Money>,
) -> Option<String> {
    let least = pack.rules.execution.as_ref()?.params.reason_below_percent;
    let rate = true_rate(executed?, measure(pack, initial, budget).1);
    let said = || format!("预算执行率 {}%，{} {}%", rate.percent(), below(&rate, least), plain(least));
    (rate < hundredth(least)).then(said)
}

pub(super) fn score(pack: &Pack, input: &ScoreInput<'_>, found: &mut Vec<Finding>) -> Spent {
    let rule = pack.rules.execution.as_ref();
    let (called, budget) = measure(pack, input.initial, input.budget);
    let weight = Weight::of(rule.map(|rule| rule.params.weight));
    let unit = pack.rules.amount_unit.as_ref().map_or(AmountUnit::WanYuan, |rule| rule.params.unit);
    let mut working: Vec<Step> = Vec::new();
    let Some(executed) = input.executed else {
        let score = ExecutionScore { weight: weight.value, rate: None, score: None, working };
        return Spent { score, rate: None, budget };
    };
    let (what, spent) = (called.name(), executed.max(Money::ZERO));
    if executed < Money::ZERO {
        working.push(step(rule, format!("全年执行数 {} 是负数，按 0 计", executed.with_unit(unit)), None));
    }
    let rate = match budget.filter(|budget| *budget > Money::ZERO) {
        Some(budget) => Exact::money(spent).divided(&Exact::money(budget)).map(|rate| (budget, rate)),
        None => None,
    };
    let (percent, points) = match &rate {
        Some((budget, rate)) => {
            let (percent, points) = (rate.percent(), weight.share(rate));
            let (spent, budget) = (spent.with_unit(unit), budget.with_unit(unit));
            working.push(step(rule, format!("执行率 = {spent} ÷ {budget}（{what}）= {percent}%"), None));
            let text = if *rate > Exact::one() {
                format!("执行率超过 100%，得满分 {points}")
            } else {
                format!("得分 = 执行率 × {} = {points}", plain(weight.value))
            };
            working.push(step(rule, text, Some(points)));
            (percent, points)
        }
        None => {
            let what = if budget == Some(Money::ZERO) { "预算数为 0" } else { "没有预算数" };
            working.push(step(rule, format!("{what}，执行率按 0 计，得 0.00"), Some(nothing())));
            (nothing(), nothing())
        }
    };
    let rate = rate.map_or_else(Exact::zero, |(_, rate)| rate);
    if let Some(rule) = rule.filter(|_| !input.explained) {
        let least = rule.params.reason_below_percent;
        if let Some(text) = low(pack, input.initial, input.budget, input.executed) {
            let numbers = [("执行率", format!("{percent}%")), ("界限", format!("{}%", plain(least)))];
            let remedy = "请填写执行率偏低的原因".to_owned();
            found.push(rule.finding(input.reason_path.clone(), text, remedy, &numbers));
        }
    }
    let score = rule.map(|_| points);
    Spent {
        score: ExecutionScore { weight: weight.value, rate: Some(percent), score, working },
        rate: Some(rate),
        budget,
    }
}

/// The least of the caps that hold at a rate.
pub(super) fn cap(pack: &Pack, rate: &Exact) -> Option<(Decimal, String)> {
    let rule = pack.rules.execution.as_ref()?;
    let caps = rule.params.caps.iter();
    let holds =
        caps.filter(|cap| *rate >= hundredth(cap.from_percent) && *rate < hundredth(cap.below_percent));
    let least = holds.min_by_key(|cap| cap.cap)?;
    let shown = rate.percent();
    let close = if shown >= least.below_percent {
        format!("（略低于 {}%）", plain(least.below_percent))
    } else {
        String::new()
    };
    let text = format!(
        "执行率 {shown}%{close}，在 {}% 到 {}%（不含）之间，总分不超过 {}",
        plain(least.from_percent),
        plain(least.below_percent),
        plain(least.cap)
    );
    Some((least.cap.max(Decimal::ZERO), text))
}
