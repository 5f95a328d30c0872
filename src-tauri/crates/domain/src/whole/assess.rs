//! The two watches over many projects: money added up, completion averaged; and over the unit's own figures.

use super::UnitMonitoring;
use crate::exact::Exact;
use crate::money::Money;
use crate::monitoring::assess::{Part, common, completion, idle, with_completion};
use crate::monitoring::judge::{Judge, shown};
use crate::monitoring::lamp::of_project;
use crate::monitoring::{Assessment, MonitoredTotals, Month, Progress, RowAssessment};
use crate::project::Project;
use crate::rulepack::{Mean, Pack};
use rust_decimal::Decimal;

/// A project with its assessment, its budget (adjusted, else initial) and what it executed.
pub type ProjectPart<'a> = (&'a Project, &'a Assessment, Money, Money);

/// The plain mean, 四舍五入 to 2 decimals; `None` of nothing.
pub fn average(values: &[Decimal]) -> Option<Decimal> {
    mean(values.iter().map(|value| (Exact::of(*value), Exact::one())))?.rounded(2)
}

/// Σ weight × value ÷ Σ weight. Weights are not negative; where all are zero there is none.
fn mean(values: impl Iterator<Item = (Exact, Exact)>) -> Option<Exact> {
    let (mut sum, mut weights) = (Exact::zero(), Exact::zero());
    for (value, weight) in values {
        sum = sum.plus(&value.times(&weight));
        weights = weights.plus(&weight);
    }
    sum.divided(&weights)
}

/// Many projects together: execution of the sums, the mean of their completion rates as they are printed (plain or by
/// amount, as the pack says), the deviation of the two, and what they leave idle. A lamp and a rectification belong to
/// single projects; only the money has a lamp here.
pub fn assess_projects(pack: &Pack, month: Month, parts: &[ProjectPart<'_>]) -> Assessment {
    together(pack, month, parts, MonitoredTotals::default(), None, Vec::new())
}

/// The unit as a whole at half year: its projects together with its own money, and its own indicators. Where no project
/// has a completion rate, that of its own indicators stands for it.
pub fn assess_unit(pack: &Pack, parts: &[ProjectPart<'_>], doc: &UnitMonitoring) -> Assessment {
    let month = UnitMonitoring::MONTH;
    let judge = Judge::new(pack, doc.year, month);
    let weighted = doc.rows.iter().any(|row| row.weight.value.is_some());
    let (mut rows, mut own) = (Vec::new(), Vec::new());
    for row in &doc.rows {
        let goal = row.value.value.as_ref();
        let accrual = row.accrual();
        let judged = judge.judge(goal, accrual, row.done.value.as_ref());
        let weight = if weighted { row.weight.value.unwrap_or_default() } else { Decimal::ONE };
        own.push(Part { weight, rate: judged.rate.clone() });
        rows.push(RowAssessment {
            indicator: row.id.clone(),
            rate: judged.rate.as_ref().map(Exact::percent),
            pace: judged.pace.as_ref().map(Exact::percent),
            lamp: judged.lamp,
            plan: judge.plan(goal, accrual),
            working: judged.working,
        });
    }
    let mut working = Vec::new();
    let own = completion(pack, &own, weighted, &mut working);
    let working = working.into_iter().map(|text| format!("单位指标的{text}")).collect();
    let mut out = together(pack, month, parts, doc.totals(), own, working);
    let lamps: Vec<_> = rows.iter().map(|row| row.lamp).collect();
    let started = doc.rows.iter().any(|row| row.done.value.is_some()) || out.execution.rate.is_some();
    out.lamp = of_project(out.execution.lamp, &lamps).filter(|_| started);
    if let Some((left, _)) = idle(doc.totals(), doc.funds.values(), month) {
        out.idle = Some(out.idle.unwrap_or_default() + left);
    }
    out.rows = rows;
    out
}

/// How much of the unit's own sheet is filled in: its indicators, its tasks, and its money where there is any.
pub fn unit_progress(doc: &UnitMonitoring, assessment: &Assessment) -> Progress {
    let read = doc.rows.iter().filter(|row| row.done.value.is_some() && row.done.invalid.is_none()).count();
    let told = doc.tasks.iter().filter(|task| !task.done.trim().is_empty()).count();
    let money = usize::from(!doc.funds.is_empty());
    let spent = usize::from(
        doc.totals().executed.is_some() && doc.funds.values().all(|fund| fund.executed.invalid.is_none()),
    );
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Progress {
        lamp: assessment.lamp,
        money_lamp: assessment.execution.lamp,
        filled: count(read + told + spent),
        total: count(doc.rows.len() + doc.tasks.len() + money),
        untouched: 0,
        rate: assessment.execution.rate,
    }
}

fn together(
    pack: &Pack,
    month: Month,
    parts: &[ProjectPart<'_>],
    own: MonitoredTotals,
    own_completion: Option<Exact>,
    mut working: Vec<String>,
) -> Assessment {
    let sum = |pick: fn(&ProjectPart<'_>) -> Money, own: Option<Money>| {
        let known = (!parts.is_empty()).then(|| parts.iter().map(pick).sum::<Money>());
        [known, own].into_iter().flatten().reduce(|a, b| a + b)
    };
    let budget = sum(|part| part.2, own.budget());
    let totals = MonitoredTotals {
        initial: budget,
        adjusted: budget,
        executed: sum(|part| part.3, own.executed),
        expected: None,
    };
    let completion = of_projects(pack, parts, &mut working).or(own_completion);
    // Some were adjusted, some were not.
    let mut out = with_completion(pack, month, completion, (totals, "预算数"), working);
    let in_projects: Money = parts.iter().map(|part| part.2).sum();
    let share = budget.and_then(|budget| Exact::money(in_projects).divided(&Exact::money(budget)));
    out.common = common(pack, month, totals, &share.unwrap_or_else(Exact::zero));
    let left: Vec<Money> = parts.iter().filter_map(|part| part.1.idle).collect();
    out.idle = (!left.is_empty()).then(|| left.into_iter().sum());
    out.lamp = out.execution.lamp;
    out
}

/// The mean of the projects' completion rates, those without one left out.
fn of_projects(pack: &Pack, parts: &[ProjectPart<'_>], working: &mut Vec<String>) -> Option<Exact> {
    let rule = pack.rules.completion.as_ref()?;
    let known: Vec<(Decimal, Money)> =
        parts.iter().filter_map(|part| Some((part.1.completion?, part.2))).collect();
    let by_amount =
        rule.params.unit == Mean::Weighted && known.iter().any(|(_, amount)| *amount > Money::ZERO);
    let weight = |amount: Money| if by_amount { Exact::money(amount.max(Money::ZERO)) } else { Exact::one() };
    let percent = mean(known.iter().map(|(rate, amount)| (Exact::of(*rate), weight(*amount))))?;
    let completion = percent.divided(&Exact::whole(100))?;
    let how = if by_amount { "按金额加权平均" } else { "简单平均" };
    let without = parts.len() - known.len();
    let left = if without > 0 {
        format!("；{without} 个项目没有完成率，不计入")
    } else {
        String::new()
    };
    working.push(format!(
        "总体完成率 = {} 个项目完成率的{how} = {}{left}（算法见{}）",
        known.len(),
        shown(&completion),
        rule.source.document
    ));
    Some(completion)
}
