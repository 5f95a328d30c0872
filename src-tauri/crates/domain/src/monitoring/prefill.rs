//! A new monitoring document, prefilled from the target and from an earlier month.

use super::assess::annual;
use super::{MonitoredFund, MonitoredIndicator, Monitoring, Month};
use crate::fund::{FundColumn, FundSource};
use crate::project::Project;
use crate::target::Target;
use crate::typed::{Id, Typed};
use std::collections::BTreeMap;

/// A document for a month with a row for each indicator of the year. Budgets come from `previous`, else from the
/// project; how indicators accrue comes from `previous`. With `copy` its figures and reasons come too, each row marked
/// as untouched until somebody confirms or changes it; texts that could not be read stay behind.
pub fn prefill(
    project: &Project,
    target: &Target,
    previous: Option<&Monitoring>,
    month: Month,
    copy: bool,
    id: Id,
    pack: &str,
) -> Monitoring {
    let mut doc = Monitoring::new(id, project.id.clone(), target.id.clone(), project.year, month, pack);
    doc.funds = match previous {
        Some(previous) => {
            previous.funds.iter().map(|(source, fund)| (*source, fund_of(fund, copy))).collect()
        }
        None => budget(&project.funds.annual),
    };
    let spent = |fund: &MonitoredFund| !fund.executed.is_blank() || !fund.expected.is_blank();
    doc.funds_untouched = copy && doc.funds.values().any(spent);
    for indicator in annual(target) {
        let row = previous.and_then(|previous| previous.row(&indicator.id));
        doc.rows
            .push(row.map_or_else(|| MonitoredIndicator::new(indicator.id.clone()), |row| row_of(row, copy)));
    }
    doc
}

fn budget(annual: &FundColumn) -> BTreeMap<FundSource, MonitoredFund> {
    let part = |amount| MonitoredFund { initial: Typed::of(amount), ..MonitoredFund::default() };
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

fn fund_of(fund: &MonitoredFund, copy: bool) -> MonitoredFund {
    let figure = |cell| if copy { good(cell) } else { Typed::blank() };
    MonitoredFund {
        initial: good(&fund.initial),
        adjusted: good(&fund.adjusted),
        executed: figure(&fund.executed),
        expected: figure(&fund.expected),
    }
}

fn row_of(row: &MonitoredIndicator, copy: bool) -> MonitoredIndicator {
    let blank = MonitoredIndicator::new(row.indicator.clone());
    if !copy {
        return MonitoredIndicator { accrual: row.accrual, ..blank };
    }
    let mut copied =
        MonitoredIndicator { done: good(&row.done), expected: good(&row.expected), ..row.clone() };
    copied.untouched = false;
    copied.untouched = MonitoredIndicator { accrual: None, ..copied.clone() } != blank;
    copied
}
