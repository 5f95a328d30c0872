//! Do the points fit the money? Many points for a budget that was hardly spent make whoever reads them ask.

use super::execution::Spent;
use super::steps::{hundredth, step, two};
use super::{ScoreInput, Step};
use crate::due::Lamp;
use crate::exact::Exact;
use crate::finding::Finding;
use crate::money::Money;
use crate::number::plain;
use crate::rulepack::Pack;
use rust_decimal::Decimal;

/// Red when the points rate exceeds the money rate by more than the pack's share of itself, else yellow when too much
/// of the budget is left or there was none. Rates by the weights that hold: points of all indicators, points of
/// execution.
pub(super) fn flag(
    pack: &Pack,
    input: &ScoreInput<'_>,
    (points, weights): (Decimal, Decimal),
    spent: &Spent,
    (working, found): (&mut Vec<Step>, &mut Vec<Finding>),
) -> Option<Lamp> {
    let rule = pack.rules.consistency.as_ref()?;
    let (executed, execution) = (input.executed?, spent.score.score?);
    let rate = |points: Decimal, of: Decimal| Exact::of(points).divided(&Exact::of(of));
    let rates = rate(points, weights).zip(rate(execution, spent.score.weight));
    if let Some((scored, money)) = rates.filter(|(scored, _)| !scored.is_zero()) {
        let gap = scored.minus(&money).divided(&scored)?;
        if gap > hundredth(rule.params.gap_percent) {
            let (scored, money) = (scored.percent(), money.percent());
            let apart = plain(scored - money);
            let text = format!("指标得分率 {scored}%，预算执行得分率 {money}%，相差 {apart} 个百分点");
            let share = format!("相当于指标得分率的 {}%", gap.percent());
            let over = format!("{text}，{share}，超过 {}%", plain(rule.params.gap_percent));
            working.push(step(Some(rule), format!("{over}，红灯"), None));
            let numbers = [("指标得分率", format!("{scored}%")), ("执行得分率", format!("{money}%"))];
            let remedy = "请核对各项得分与资金使用是否相符".to_owned();
            let path = format!("{}/fiscal/executed", input.funds_path);
            found.push(rule.finding(path, over, remedy, &numbers));
            return Some(Lamp::Red);
        }
    }
    let Some(budget) = spent.budget.filter(|budget| *budget > Money::ZERO) else {
        working.push(step(Some(rule), "没有预算数，黄灯".to_owned(), None));
        return Some(Lamp::Yellow);
    };
    let unspent = Exact::money(budget).minus(&Exact::money(executed)).divided(&Exact::money(budget))?;
    (unspent > hundredth(rule.params.unspent_percent)).then(|| {
        let limit = plain(rule.params.unspent_percent);
        let text = format!("预算还有 {}% 没有执行，超过 {limit}%，黄灯", two(unspent.percent()));
        working.push(step(Some(rule), text, None));
        Lamp::Yellow
    })
}
