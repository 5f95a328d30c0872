//! A new self-assessment, prefilled from the target, the project's money and the year's last monitoring.

use super::{AssessedFund, AssessedIndicator, Scope, SelfAssessment, assessed};
use crate::fund::{FundColumn, FundSource};
use crate::monitoring::{MonitoredFund, MonitoredIndicator, Monitoring, Month};
use crate::period::FiscalYear;
use crate::project::Project;
use crate::rulepack::Pack;
use crate::target::Target;
use crate::typed::{Id, Typed};
use std::collections::BTreeMap;

/// Begins a self-assessment from the target (as adjusted) and, where there is one, the year's last monitoring: budgets,
/// reasons and measures come from it, what was spent and achieved only when it reaches to December. What came from it is
/// marked until it is touched or confirmed; texts that could not be read stay behind.
pub fn prefill_selfeval(
    project: &Project,
    target: &Target,
    last_month: Option<&Monitoring>,
    id: Id,
    year: FiscalYear,
    pack: &Pack,
) -> SelfAssessment {
    let mut doc = SelfAssessment::new(id, project.id.clone(), target.id.clone(), year, &pack.id);
    let whole_year = last_month.is_some_and(|month| month.month == Month::DECEMBER);
    doc.funds = match last_month {
        Some(month) => {
            let parts = month.funds.iter().map(|(source, fund)| (*source, fund_of(fund, whole_year)));
            let mut funds: BTreeMap<_, _> = parts.filter(|(_, fund)| !fund.is_blank()).collect();
            // A month that knows no budget leaves the one that the project has.
            if funds.values().all(|fund| fund.initial.is_blank() && fund.budget.is_blank()) {
                for (source, fund) in budget(&project.funds.annual) {
                    funds.entry(source).or_default().initial = fund.initial;
                }
            }
            funds
        }
        None => budget(&project.funds.annual),
    };
    doc.funds_untouched = doc.funds.values().any(|fund| !fund.executed.is_blank());
    for indicator in assessed(target, Scope::Year) {
        let row = last_month.and_then(|month| month.row(&indicator.id));
        doc.rows.push(
            row.map_or_else(|| AssessedIndicator::new(indicator.id.clone()), |row| row_of(row, whole_year)),
        );
    }
    doc
}

fn budget(annual: &FundColumn) -> BTreeMap<FundSource, AssessedFund> {
    let part = |amount| AssessedFund { initial: Typed::of(amount), ..AssessedFund::default() };
    let parts: BTreeMap<_, _> =
        annual.parts.iter().filter_map(|(source, cell)| Some((*source, part(cell.value?)))).collect();
    match annual.stated_total.value {
        // A form that states only a total: the line that every form has takes it.
        Some(total) if parts.is_empty() => BTreeMap::from([(FundSource::Fiscal, part(total))]),
        _ => parts,
    }
}

fn good<T: Clone>(cell: &Typed<T>) -> Typed<T> {
    Typed { value: cell.value.clone(), invalid: None }
}

fn fund_of(fund: &MonitoredFund, whole_year: bool) -> AssessedFund {
    AssessedFund {
        initial: good(&fund.initial),
        budget: good(&fund.adjusted),
        executed: if whole_year { good(&fund.executed) } else { Typed::blank() },
    }
}

fn row_of(row: &MonitoredIndicator, whole_year: bool) -> AssessedIndicator {
    let blank = AssessedIndicator::new(row.indicator.clone());
    let taken = AssessedIndicator {
        actual: if whole_year { good(&row.done) } else { Typed::blank() },
        reason: reason_of(row),
        measures: row.measures.trim().to_owned(),
        ..blank.clone()
    };
    let untouched = taken != blank;
    AssessedIndicator { untouched, ..taken }
}

/// The five columns of causes and the explanation as one text.
fn reason_of(row: &MonitoredIndicator) -> String {
    let causes = row.causes.iter().map(|(cause, text)| format!("{}：{}", cause.name(), text.trim()));
    let reason = Some(row.reason.trim().to_owned()).filter(|text| !text.is_empty());
    causes.chain(reason).collect::<Vec<_>>().join("；")
}
