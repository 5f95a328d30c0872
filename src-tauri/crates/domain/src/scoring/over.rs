//! Over-achievement (超额完成): what needs an explanation, and what is deducted where the target was set too low.

use super::row::{Outcome, called};
use super::steps::{Weight, hundredth};
use super::{Method, ScoreRow};
use crate::exact::Exact;
use crate::finding::Finding;
use crate::monitoring::is_reverse;
use crate::number::plain;
use crate::rulepack::Pack;
use crate::target_value::Sign;
use rust_decimal::Decimal;

/// Target and reading where more than the target is more than was asked; cost counts both ways and is left out.
fn figures(row: &ScoreRow<'_>, method: Method) -> Option<(Decimal, Decimal)> {
    let goal = row.goal.filter(|goal| !is_reverse(goal.sign) && method != Method::CostControl)?;
    Some((goal.as_number()?, row.actual?.as_number()?))
}

/// The deduction, where the user says that the target was set too low: w × (1 − (B − A) ÷ A), not below 0.
pub(super) fn deduct(pack: &Pack, row: &ScoreRow<'_>, weight: Weight, out: &mut Outcome) {
    let (Some(rule), Some(points), true) = (&pack.rules.over_deduction, out.points, row.too_low) else {
        return;
    };
    let Some((goal, reading)) =
        figures(row, out.method).filter(|(goal, b)| *goal > Decimal::ZERO && b > goal)
    else {
        return;
    };
    let (a, b) = (Exact::of(goal), Exact::of(reading));
    let Some(share) = a.plus(&a).minus(&b).divided(&a) else { return };
    let left = weight.share(&share).min(points);
    let (a, b, w) = (plain(goal), plain(reading), plain(weight.value));
    let text = format!("指标值偏低，按偏离程度扣分：（1 −（{b} − {a}）÷ {a}）× {w}，不低于 0，得 {left}");
    out.arrive(Some(rule), text, left);
}

/// Much more than asked for, and nobody said why.
pub(super) fn unexplained(pack: &Pack, row: &ScoreRow<'_>, method: Method) -> Option<Finding> {
    let rule = pack.rules.over.as_ref().filter(|_| !row.explained)?;
    let (goal, reading) = figures(row, method)?;
    let text = if goal > Decimal::ZERO {
        let rate = Exact::of(reading).divided(&Exact::of(goal))?;
        let limit = rule.params.explain_from_percent;
        if rate < hundredth(limit) {
            return None;
        }
        let (a, b) = (plain(goal), plain(reading));
        format!("{}实际完成 {b}，是指标值 {a} 的 {}%，达到 {}%", called(row), rate.percent(), plain(limit))
    } else {
        let limit = rule.params.explain_from_when_zero.filter(|_| goal.is_zero())?;
        let asks_more = row.goal.is_some_and(|goal| goal.sign != Sign::Equal);
        if !asks_more || reading < limit {
            return None;
        }
        format!("{}指标值为 0，实际完成 {}，达到 {}", called(row), plain(reading), plain(limit))
    };
    let remedy = "请在偏差原因里说明为什么超出这么多；指标值定低了的，请注明".to_owned();
    let numbers = [("指标值", plain(goal)), ("实际完成", plain(reading))];
    Some(rule.finding(format!("{}/reason", row.path), text, remedy, &numbers))
}
