//! The three-way check (三方核对) of a month: the budget, what the books paid from January on, what was entered.

use super::{wan, wan_or_empty};
use crate::usecase::monitor::month_of;
use crate::{App, Result};
use domain::due::Lamp;
use domain::fund::FundSource;
use domain::ledger::Match;
use domain::money::Money;
use domain::monitoring::{Monitoring, Month};
use domain::project::Project;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Which month to check.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerCheck {
    /// 1-12; the figures are cumulative from January.
    pub month: u8,
}

/// Budget, payments and entries of a month, in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ThreeWay {
    /// Every project of the year.
    pub rows: Vec<ThreeWayRow>,
    /// Payments that wait for a project; empty without any.
    pub unmatched: String,
    /// The sums.
    pub totals: ThreeWayTotals,
}

/// One project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ThreeWayRow {
    /// Id of the project.
    pub project: String,
    /// Its name.
    pub name: String,
    /// The adjusted budget, else that of the project; empty when none is known.
    pub budget: String,
    /// Paid by the books; empty when they say nothing.
    pub paid: String,
    /// Entered as executed; empty when it was not.
    pub entered: String,
    /// Entered less paid; empty when they are equal.
    pub gap: String,
    /// Red: to be cleared up; yellow: to be looked at; blue: a matter of rounding; green: they agree.
    pub lamp: Lamp,
    /// What is odd, or that they agree.
    pub text: String,
    /// Path of the cell that is entered.
    pub path: String,
}

/// Sums over the projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ThreeWayTotals {
    /// Of the budgets.
    pub budget: String,
    /// Of the payments that have a project.
    pub paid: String,
    /// Of what was entered.
    pub entered: String,
}

/// Entries have two decimals of 万元, so they can be half of 100 元 off.
const ROUNDING: Money = Money::from_fen(50 * 100);
const GRAIN: i64 = 100 * 100;

/// Compares the three for each project.
pub fn check(app: &App, query: LedgerCheck) -> Result<ThreeWay> {
    let month = month_of(query.month)?;
    app.read(|session| {
        let read = session.store.read();
        let mut paid: BTreeMap<Id, Money> = BTreeMap::new();
        for ((project, at), sum) in read.paid(None, session.year)? {
            if at <= month.number() {
                let known = paid.entry(project).or_default();
                *known = *known + sum;
            }
        }
        let ledgers: BTreeSet<Id> = (read.ledgers(session.year)?.into_iter())
            .filter(|ledger| ledger.month <= month)
            .map(|ledger| ledger.id)
            .collect();
        let open = |g: &store::LedgerGroup| g.matched.1 == Match::None && ledgers.contains(&g.ledger_id);
        let groups = read.ledger_groups_of(session.year)?;
        let unmatched: Money = groups.iter().filter(|g| open(g)).map(|g| g.group.net).sum();
        let docs: BTreeMap<Id, Monitoring> = (read.monitorings_of_month(session.year, month)?.into_iter())
            .map(|doc| (doc.project_id.clone(), doc))
            .collect();
        let mut totals = [Money::ZERO; 3];
        let mut rows = Vec::new();
        for (project, _) in session.projects()? {
            // 涉密 projects are not monitored here; what the books say of one is shown all the same.
            if project.is_secret() && !paid.contains_key(&project.id) {
                continue;
            }
            let doc = docs.get(&project.id);
            let figures = Figures {
                budget: doc.and_then(Monitoring::denominator).or(project.funds.annual.total()),
                paid: paid.get(&project.id).copied(),
                entered: doc.and_then(|doc| doc.totals().executed),
            };
            for (sum, figure) in totals.iter_mut().zip([figures.budget, figures.paid, figures.entered]) {
                *sum = *sum + figure.unwrap_or_default();
            }
            rows.push(row(&project, doc, month, &figures, !ledgers.is_empty()));
        }
        let [budget, paid, entered] = totals.map(wan);
        let totals = ThreeWayTotals { budget, paid, entered };
        Ok(ThreeWay { rows, unmatched: wan_or_empty(unmatched), totals })
    })
}

/// The three.
struct Figures {
    budget: Option<Money>,
    paid: Option<Money>,
    entered: Option<Money>,
}

fn row(
    project: &Project,
    doc: Option<&Monitoring>,
    month: Month,
    figures: &Figures,
    has_books: bool,
) -> ThreeWayRow {
    let shown = |figure: Option<Money>| figure.map(wan).unwrap_or_default();
    let gap = figures.entered.unwrap_or_default() - figures.paid.unwrap_or_default();
    let (lamp, text) = judge(figures, gap, month, has_books);
    let budgeted = |doc: &Monitoring| {
        let first = doc.funds.iter().find(|(_, fund)| fund.budget().is_some_and(|sum| sum != Money::ZERO));
        first.map(|(source, _)| *source)
    };
    let source = doc.and_then(budgeted).unwrap_or(FundSource::Fiscal);
    ThreeWayRow {
        project: project.id.0.clone(),
        name: project.name.clone(),
        budget: shown(figures.budget),
        paid: shown(figures.paid),
        entered: shown(figures.entered),
        gap: wan_or_empty(gap),
        lamp,
        text,
        path: format!("/projects/{}/monitoring/{}/funds/{}/executed", project.id, month.key(), source.key()),
    }
}

fn judge(figures: &Figures, gap: Money, month: Month, has_books: bool) -> (Lamp, String) {
    let paid = figures.paid.unwrap_or_default();
    let over = paid - figures.budget.unwrap_or_default();
    if over > Money::ZERO {
        let text = match figures.budget {
            None => format!("没有填写预算，账上却支付了 {} 万元", wan(paid)),
            Some(_) => format!("支付超过预算 {} 万元", wan(over)),
        };
        return (Lamp::Red, text);
    }
    match (figures.paid, figures.entered) {
        (None, None) => (Lamp::Green, "没有支付，也没有填报".to_owned()),
        (Some(_), None) => (Lamp::Yellow, format!("账上有支付，{}还没有填报", month.word())),
        (None, Some(Money::ZERO)) => (Lamp::Green, "没有支付".to_owned()),
        (None, Some(_)) if has_books => (Lamp::Yellow, "已填报，账上没有支付".to_owned()),
        (None, Some(_)) => (Lamp::Yellow, "已填报，还没有导入支付明细".to_owned()),
        (Some(_), Some(_)) if gap == Money::ZERO => (Lamp::Green, "相符".to_owned()),
        (Some(_), Some(entered)) if gap.abs() <= ROUNDING && entered.fen() % GRAIN == 0 => {
            (Lamp::Blue, "相差在四舍五入以内".to_owned())
        }
        (Some(_), Some(_)) => {
            let word = if gap > Money::ZERO { "多" } else { "少" };
            (Lamp::Red, format!("填报比账上{word} {} 万元", wan(gap.abs())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_agree_is_said() {
        let yuan = |yuan: i64| Money::from_fen(yuan * 100);
        for (budget, paid, entered, books, lamp, text) in [
            (Some(100_000), Some(50_000), Some(50_000), true, Lamp::Green, "相符"),
            (Some(100_000), Some(100_000), Some(100_000), true, Lamp::Green, "相符"),
            (Some(100_000), Some(50_050), Some(50_000), true, Lamp::Blue, "四舍五入"),
            (Some(100_000), Some(50_051), Some(50_000), true, Lamp::Red, "少 0.0051 万元"),
            (Some(100_000), Some(50_000), Some(50_050), true, Lamp::Red, "多 0.005 万元"),
            (Some(100_000), Some(100_001), Some(100_001), true, Lamp::Red, "超过预算 0.0001 万元"),
            (Some(0), Some(1), None, true, Lamp::Red, "超过预算"),
            (None, Some(10_000), None, true, Lamp::Red, "没有填写预算，账上却支付了 1.00 万元"),
            (None, None, None, true, Lamp::Green, "没有支付，也没有填报"),
            (Some(100_000), Some(50_000), None, true, Lamp::Yellow, "7月还没有填报"),
            (Some(100_000), None, Some(0), true, Lamp::Green, "没有支付"),
            (Some(100_000), None, Some(1), true, Lamp::Yellow, "账上没有支付"),
            (Some(100_000), None, Some(1), false, Lamp::Yellow, "还没有导入"),
            (Some(100_000), Some(-100), Some(0), true, Lamp::Red, "多 0.01 万元"),
        ] {
            let figures =
                Figures { budget: budget.map(yuan), paid: paid.map(yuan), entered: entered.map(yuan) };
            let gap = figures.entered.unwrap_or_default() - figures.paid.unwrap_or_default();
            let july = Month::new(7).unwrap();
            let (found, said) = judge(&figures, gap, july, books);
            assert!(
                found == lamp && said.contains(text),
                "{budget:?} {paid:?} {entered:?}: {found:?} {said}"
            );
        }
    }
}
