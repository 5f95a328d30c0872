//! How far a self-assessment is, for the list.

use super::{SelfAssessment, assessed};
use crate::target::{Target, TargetState};
use crate::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far a self-assessment is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Standing {
    /// How much is filled in: rows with an actual value, the money, what was achieved.
    pub filled: u32,
    /// Of how much.
    pub total: u32,
    /// Rows taken from monitoring and not confirmed since, the money counting as one.
    pub untouched: u32,
    /// What to do next; empty when there is nothing.
    pub next: String,
}

/// How much of the rows, the money and what was achieved is filled in, and of how much.
pub(super) fn filled<'a>(rows: impl IntoIterator<Item = &'a Id>, doc: &SelfAssessment) -> (usize, usize) {
    let rows: Vec<_> = rows.into_iter().map(|id| doc.row(id)).collect();
    let read = (rows.iter().flatten())
        .filter(|row| row.actual.value.is_some() && row.actual.invalid.is_none())
        .count();
    let money = doc.totals().executed.is_some()
        && doc.funds.values().all(|fund| fund.cells().iter().all(|(.., cell)| cell.invalid.is_none()));
    let goal = !doc.goal_done.trim().is_empty();
    (read + usize::from(money) + usize::from(goal), rows.len() + 2)
}

/// How far a self-assessment is, and its next step.
pub fn standing(target: &Target, doc: &SelfAssessment) -> Standing {
    let rows = assessed(target, doc.scope);
    let (filled, total) = filled(rows.iter().map(|indicator| &indicator.id), doc);
    let untouched =
        (rows.iter().filter_map(|indicator| doc.row(&indicator.id))).filter(|row| row.untouched).count()
            + usize::from(doc.funds_untouched);
    let next = match doc.state {
        TargetState::Drafted | TargetState::Returned if doc.handed_on => "待复核".to_owned(),
        TargetState::Drafted | TargetState::Returned if filled < total => {
            format!("还有 {} 项要填", total - filled)
        }
        TargetState::Drafted | TargetState::Returned if untouched > 0 => {
            format!("有 {untouched} 处沿用监控的数，请核对")
        }
        TargetState::Drafted | TargetState::Returned if doc.report.is_empty() => "写自评报告".to_owned(),
        TargetState::Drafted | TargetState::Returned => "送复核".to_owned(),
        TargetState::Reviewed => "待审定".to_owned(),
        TargetState::Released => "待上报".to_owned(),
        TargetState::Sealed | TargetState::Approved if doc.published_on.is_none() => "待公开".to_owned(),
        TargetState::Sealed | TargetState::Approved => String::new(),
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Standing { filled: count(filled), total: count(total), untouched: count(untouched), next }
}
