//! The money of a self-assessment: cells, budget against spending, ledgers, December.

use crate::check::{split_sentence, undone};
use crate::finding::{Finding, Level};
use crate::money::Money;
use crate::monitoring::Month;
use crate::number::plain;
use crate::rulepack::Rules;
use crate::selfeval::{Scope, SelfEvalSubject};
use crate::text::quoted;

pub(super) fn check(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    cells(rules, subject, out);
    blank(rules, subject, out);
    budget(rules, subject, out);
    elsewhere(rules, subject, out);
    if let (Some(rule), true) = (&rules.self_untouched, subject.doc.funds_untouched) {
        out.push(rule.finding(
            subject.money_cell("executed"),
            "全年执行数沿用12月监控的数，还没有核对".into(),
            "请与决算数核对；没有变化的请确认".into(),
            &[],
        ));
    }
}

/// Amounts that cannot be read or are negative.
fn cells(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let unit = subject.unit();
    for (source, fund) in &subject.doc.funds {
        for (key, name, cell) in fund.cells() {
            let path = subject.at(&format!("funds/{}/{key}", source.key()));
            let what = format!("{}的{name}", source.name());
            if let (Some(rule), Some(text)) = (&rules.cell, &cell.invalid) {
                let (text, remedy) = match Money::parse(text, unit) {
                    Err(fault) => {
                        let (fault, remedy) = split_sentence(&fault.to_string());
                        (format!("{what}无法识别：{fault}"), remedy)
                    }
                    Ok(_) => (format!("{what}“{}”无法识别", quoted(text)), "请重新输入一次".to_owned()),
                };
                out.push(rule.finding(path, text, remedy, &[]));
            } else if let (Some(rule), Some(value)) =
                (&rules.self_amounts, cell.value.filter(|value| *value < Money::ZERO))
            {
                out.push(rule.finding(
                    path,
                    format!("{what}是负数：{}", value.with_unit(unit)),
                    "请核对；退回的资金应冲减后填净额，确为负数的请说明".into(),
                    &[(name, value.with_unit(unit))],
                ));
            }
        }
    }
}

fn blank(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_required else { return };
    let unread = subject.doc.funds.values().any(|fund| fund.executed.invalid.is_some());
    if subject.doc.totals().executed.is_none() && !unread {
        out.push(rule.finding_at(
            undone(subject.stage),
            subject.money_cell("executed"),
            "全年执行数没有填写".into(),
            "请填写全年执行数；没有支出的填 0".into(),
            &[],
        ));
    }
}

/// What a rate of 0 costs: `，预算执行的 10 分不得分`.
fn lost(rules: &Rules) -> String {
    let weight = rules.execution.as_ref().map(|rule| plain(rule.params.weight));
    weight.map_or_else(String::new, |weight| format!("，预算执行的 {weight} 分不得分"))
}

/// The budget against what was spent, of the whole project and of each source.
fn budget(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), unit) = (&rules.self_amounts, subject.unit()) else { return };
    let totals = subject.doc.totals();
    let Some(executed) = totals.executed else { return };
    let named = |amount: Money| amount.with_unit(unit);
    let column = if totals.budget.is_some() { "budget" } else { "initial" };
    match totals.budget.or(totals.initial) {
        None => out.push(rule.finding_at(
            Level::Error,
            subject.money_cell("initial"),
            format!("没有填预算数，全年执行数 {} 算不出执行率，按 0 计", named(executed)),
            "请填写年初预算数；年中追加的填全年预算数".into(),
            &[("全年执行数", named(executed))],
        )),
        Some(Money::ZERO) if executed >= Money::ZERO => out.push(rule.finding_at(
            Level::Explain,
            subject.money_cell(column),
            format!("预算数为 0，全年执行数 {}，执行率按 0 计{}", named(executed), lost(rules)),
            "请核对；年中追加的请填全年预算数，确实没有预算的请说明".into(),
            &[("预算数", named(Money::ZERO)), ("全年执行数", named(executed))],
        )),
        Some(budget) if budget > Money::ZERO && executed > budget => out.push(rule.finding(
            subject.money_cell("executed"),
            format!("全年执行数 {} 超过预算数 {}，执行率超过 100%", named(executed), named(budget)),
            "请核对执行数和单位（元、万元）；预算有追加的请填全年预算数".into(),
            &[("全年执行数", named(executed)), ("预算数", named(budget))],
        )),
        Some(budget) if budget > Money::ZERO => {
            // The whole fits; one source may still have spent another's money.
            for (source, fund) in &subject.doc.funds {
                let Some(spent) = fund.executed.value else { continue };
                let own = fund.budget.value.or(fund.initial.value);
                if spent <= own.unwrap_or(Money::ZERO) {
                    continue;
                }
                let told = format!("{}的全年执行数 {}", source.name(), named(spent));
                let text = match own {
                    Some(own) => format!("{told} 超过它的预算数 {}", named(own)),
                    None => format!("{told}，它没有填预算数"),
                };
                let budget = own.map(|own| ("预算数", named(own)));
                let numbers: Vec<_> = [("全年执行数", named(spent))].into_iter().chain(budget).collect();
                out.push(rule.finding(
                    subject.at(&format!("funds/{}/executed", source.key())),
                    text,
                    "请核对资金来源；预算有追加的请填全年预算数".into(),
                    &numbers,
                ));
            }
        }
        _ => {}
    }
}

/// What the ledgers paid and what December's monitoring said. Both know one year; what was spent over the whole
/// implementation is more than that.
fn elsewhere(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    if subject.doc.scope == Scope::Whole {
        return;
    }
    let (Some(rule), Some(entered)) = (&rules.self_ledger, subject.doc.totals().executed) else { return };
    let unit = subject.unit();
    let named = |amount: Money| amount.with_unit(unit);
    if let Some(paid) = subject.paid.filter(|paid| *paid != entered) {
        out.push(rule.finding(
            subject.money_cell("executed"),
            format!(
                "填报的全年执行数 {}，支付记录合计 {}，相差 {}",
                named(entered),
                named(paid),
                named((entered - paid).abs())
            ),
            "请核对：可以采用支付记录的数，或到支付记录中改正归属，确有差异的请说明".into(),
            &[("填报", named(entered)), ("支付记录", named(paid))],
        ));
    }
    let december = subject.monitorings.iter().rev().find(|month| month.month == Month::DECEMBER);
    if let Some(then) = december.and_then(|month| month.totals().executed).filter(|then| *then != entered) {
        // Whom the ledger bears out, he has only to be told.
        let level = if subject.paid == Some(entered) { Level::Hint } else { rule.level };
        out.push(rule.finding_at(
            level,
            subject.money_cell("executed"),
            format!("自评的全年执行数 {}，12月监控的执行数 {}，两处不同", named(entered), named(then)),
            "请核对，以决算数为准；监控填错的请说明".into(),
            &[("自评", named(entered)), ("12月监控", named(then))],
        ));
    }
}
