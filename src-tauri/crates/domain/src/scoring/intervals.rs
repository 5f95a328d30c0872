//! Points by steps: 满意度赋分 by intervals, 成本控制率 by how far the cost is off its target.

use super::row::Outcome;
use super::steps::{Weight, hundredth, nothing};
use crate::exact::Exact;
use crate::number::plain;
use crate::rulepack::{CostControl, Rule, Satisfaction, Steps};
use rust_decimal::Decimal;

/// Points for a measured satisfaction in percent: those of the best interval that is reached.
pub(super) fn satisfaction(rule: &Rule<Satisfaction>, reading: Decimal, weight: Weight, out: &mut Outcome) {
    let b = plain(reading);
    if let (true, Some(steps)) = (rule.params.intervals.is_empty(), &rule.params.steps) {
        let (points, text) = stepped(steps, reading, weight);
        return out.arrive(Some(rule), format!("满意度 {b}%，{text}"), points);
    }
    let reached = rule.params.intervals.iter().filter(|interval| interval.from_percent <= reading);
    match reached.max_by_key(|interval| interval.score_percent) {
        Some(best) => {
            let points = weight.percent(best.score_percent);
            let (from, share) = (plain(best.from_percent), plain(best.score_percent));
            let text =
                format!("满意度 {b}%，达到 {from}%，得分 = {} × {share}% = {points}", plain(weight.value));
            out.arrive(Some(rule), text, points);
        }
        None => out.arrive(Some(rule), format!("满意度 {b}%，低于最低一档，不得分"), nothing()),
    }
}

/// Full points from a limit on; below it less for every whole step.
fn stepped(steps: &Steps, reading: Decimal, weight: Weight) -> (Decimal, String) {
    let full = plain(steps.full_from_percent);
    if reading >= steps.full_from_percent {
        return (weight.full, format!("达到 {full}%，得满分 {}", weight.full));
    }
    let below = Exact::of(steps.full_from_percent).minus(&Exact::of(reading));
    // More steps than fit a number leave nothing; so does a step of no size.
    let count = below.divided(&Exact::of(steps.every_points)).and_then(|count| count.whole_part());
    let lost = count.map(|count| Exact::of(count).times(&hundredth(steps.less_percent)));
    let share = lost.map_or_else(Exact::zero, |lost| Exact::one().minus(&lost).max(Exact::zero()));
    let points = weight.share(&share);
    let (every, less) = (plain(steps.every_points), plain(steps.less_percent));
    (points, format!("低于 {full}%，每低 {every} 个百分点扣分值的 {less}%，得 {points}"))
}

/// Points for a cost that is off its target, above or below.
pub(super) fn cost_control(
    rule: &Rule<CostControl>,
    goal: Decimal,
    reading: Decimal,
    weight: Weight,
    out: &mut Outcome,
) {
    let (target, done) = (Exact::of(goal), Exact::of(reading));
    let apart = done.minus(&target).abs();
    // Off a target of 0 by anything at all is off by more than any step.
    let off = if apart.is_zero() { Some(Exact::zero()) } else { apart.divided(&target.abs()) };
    let shown = match &off {
        Some(off) => format!("实际 {} 与目标 {} 相差 {}%", plain(reading), plain(goal), off.percent()),
        None => format!("实际 {} 与目标 0 不同", plain(reading)),
    };
    let off = off.map(|off| off.times(&Exact::whole(100)));
    let holds = |limit: Decimal| off.as_ref().is_some_and(|off| *off <= Exact::of(limit));
    let steps = rule.params.within.iter().filter(|within| holds(within.off_percent));
    match steps.max_by_key(|within| within.score_percent) {
        Some(best) => {
            let points = weight.percent(best.score_percent);
            let (limit, share) = (plain(best.off_percent), plain(best.score_percent));
            let text =
                format!("{shown}，在 ±{limit}% 以内，得分 = {} × {share}% = {points}", plain(weight.value));
            out.arrive(Some(rule), text, points);
        }
        None => out.arrive(Some(rule), format!("{shown}，超出各档，不得分"), nothing()),
    }
}
