//! What the year will end with if it goes on as so far: only ever a suggestion, which the user confirms.

use super::assess::accrual_of;
use super::{Accrual, Achievement, Actual, MonitoredFund, MonitoredIndicator, Monitoring, Month};
use crate::exact::Exact;
use crate::fund::FundSource;
use crate::money::Money;
use crate::target::Target;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The year's execution of one source by its pace: never below what is spent nor above what the budget has left.
/// `None` while nothing is entered or where it is negative.
pub(crate) fn year_end(fund: &MonitoredFund, month: Month) -> Option<Money> {
    let executed = fund.executed.value.filter(|executed| *executed >= Money::ZERO)?;
    let months = i128::from(month.number());
    // 四舍五入 to a 分; i128 holds it, being 12 × 2^53 at most.
    let fen = (i128::from(executed.fen()) * 24 + months) / (months * 2);
    let pace = Money::from_fen(i64::try_from(fen).unwrap_or(Money::LIMIT).min(Money::LIMIT));
    let most = fund.budget().unwrap_or(pace).max(executed);
    Some(pace.min(most))
}

/// 全年预计执行数 by source, where something is entered as executed.
pub fn suggest_money(doc: &Monitoring) -> BTreeMap<FundSource, Money> {
    doc.funds.iter().filter_map(|(source, fund)| Some((*source, year_end(fund, doc.month)?))).collect()
}

/// 全年预计完成情况 of an indicator: a cumulative number by its pace, as precise as what was typed; a level, a day and
/// what is reached as they are. `None` where nothing can be said.
pub fn suggest(target: &Target, doc: &Monitoring, row: &MonitoredIndicator) -> Option<Actual> {
    let indicator = target.indicators.iter().find(|indicator| indicator.id == row.indicator)?;
    match row.done.value? {
        Actual::Number(done) if accrual_of(doc, indicator) == Accrual::Cumulative => {
            let goal = indicator.value.value.as_ref().and_then(|value| value.as_number());
            let places = done.normalize().scale().max(goal.unwrap_or(Decimal::ZERO).normalize().scale());
            let months = Exact::whole(i128::from(doc.month.number()));
            let year = Exact::of(done).times(&Exact::whole(12)).divided(&months)?;
            Some(Actual::Number(year.rounded(places)?.normalize()))
        }
        Actual::Level(level) => (level == Achievement::Reached).then_some(Actual::Level(level)),
        same => Some(same),
    }
}
