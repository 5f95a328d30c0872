//! 按完成比例: how a number scores against its target by the sign, as deployed platforms do it.
//!
//! ≥ and >: full from the target on, else the share of it. =: as ≥, but a target of 0 is reached only by nothing (or
//! less). ≤ and <: full up to the target, beyond it by the pack's reverse formula. The platforms count a value that
//! equals the target as reached for > and < too; so does this. A reading below zero counts as 0 where the target is
//! not below zero itself; a target below zero is reached or not, with nothing in between.

use super::row::Outcome;
use super::steps::{Weight, below, hundredth, nothing, step};
use crate::exact::Exact;
use crate::monitoring::is_reverse;
use crate::number::plain;
use crate::rulepack::{Pack, ReverseFormula};
use crate::target_value::Sign;
use rust_decimal::Decimal;

/// Is the target reached, as scoring sees it?
pub(super) fn reached(sign: Sign, goal: Decimal, reading: Decimal) -> bool {
    match sign {
        Sign::AtLeast | Sign::MoreThan => reading >= goal,
        Sign::Equal if goal > Decimal::ZERO => reading >= goal,
        Sign::Equal if goal.is_zero() => reading <= goal,
        Sign::Equal => reading == goal,
        Sign::AtMost | Sign::LessThan | Sign::Qualitative => reading <= goal,
    }
}

/// Scores a reading; `asked` is the target as it is printed.
pub(super) fn score(
    pack: &Pack,
    (sign, goal): (Sign, Decimal),
    reading: Decimal,
    weight: Weight,
    asked: &str,
    out: &mut Outcome,
) {
    let rule = pack.rules.quantitative.as_ref();
    let mut counted = reading;
    if reading < Decimal::ZERO && goal >= Decimal::ZERO {
        counted = Decimal::ZERO;
        out.working.push(step(rule, format!("实际 {} 是负数，按 0 计", plain(reading)), None));
    }
    if is_reverse(sign) {
        return reverse(pack, goal, counted, weight, asked, out);
    }
    if goal > Decimal::ZERO {
        out.rate = Exact::of(counted).divided(&Exact::of(goal));
    }
    let b = plain(counted);
    if reached(sign, goal, counted) {
        let text = format!("实际 {b}，达到指标值 {asked}，得满分 {}", weight.full);
        return out.arrive(rule, text, weight.full);
    }
    let Some(share) = out.rate.clone() else {
        let why = if goal.is_zero() { " 0" } else { "负数" };
        let text = format!("指标值为{why}，只看是否达到：实际 {b}，没有达到 {asked}，得 0.00");
        return out.arrive(rule, text, nothing());
    };
    if let Some(pass) = &pack.rules.pass {
        let least = pass.params.below_percent;
        if share < hundredth(least) {
            let text =
                format!("完成率 {}%，{} {}%，不得分", share.percent(), below(&share, least), plain(least));
            return out.arrive(Some(pass), text, nothing());
        }
    }
    let points = weight.share(&share);
    let text = format!("得分 = {b} ÷ {} × {} = {points}", plain(goal), plain(weight.value));
    out.arrive(rule, text, points);
}

/// 反向指标: less is better.
fn reverse(pack: &Pack, goal: Decimal, counted: Decimal, weight: Weight, asked: &str, out: &mut Outcome) {
    let (a, b) = (plain(goal), plain(counted));
    if counted <= goal {
        let text = format!("反向指标，实际 {b}，没有超过指标值 {asked}，得满分 {}", weight.full);
        out.rate = Some(Exact::one());
        return out.arrive(pack.rules.quantitative.as_ref(), text, weight.full);
    }
    let Some(rule) = pack.rules.reverse.as_ref().filter(|_| goal > Decimal::ZERO) else {
        let text = format!("反向指标，只看是否超过：实际 {b}，超过指标值 {asked}，得 0.00");
        return out.arrive(pack.rules.quantitative.as_ref(), text, nothing());
    };
    let (target, done, w) = (Exact::of(goal), Exact::of(counted), plain(weight.value));
    let share = match rule.params.formula {
        ReverseFormula::Linear => target.plus(&target).minus(&done).divided(&target),
        ReverseFormula::Ratio => target.divided(&done),
    };
    let share = share.unwrap_or_else(Exact::zero).max(Exact::zero());
    let points = weight.share(&share);
    let text = match rule.params.formula {
        ReverseFormula::Linear if share.is_zero() => {
            format!("反向指标，实际 {b}，达到指标值 {a} 的两倍，不得分")
        }
        ReverseFormula::Linear => format!("得分 =（1 −（{b} − {a}）÷ {a}）× {w} = {points}"),
        ReverseFormula::Ratio => format!("得分 = {a} ÷ {b} × {w} = {points}"),
    };
    out.rate = Some(share);
    out.arrive(Some(rule), text, points);
}
