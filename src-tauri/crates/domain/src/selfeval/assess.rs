//! What a self-assessment hands to the scoring.

use super::standing::filled;
use super::{Scope, SelfAssessment};
use crate::fund::Horizon;
use crate::indicator::Indicator;
use crate::rulepack::Pack;
use crate::scoring::{self, ScoreInput, ScoreRow, Scored};
use crate::target::Target;
use crate::target_value::Sign;

/// The indicators that are assessed, in the order of the form: those of the year; for the whole implementation the
/// medium-term ones, where the target has any.
pub fn assessed(target: &Target, scope: Scope) -> Vec<&Indicator> {
    let side = |horizon| -> Vec<&Indicator> {
        target.in_form_order().into_iter().filter(|row| row.horizon == horizon).collect()
    };
    let medium = if scope == Scope::Whole { side(Horizon::Medium) } else { Vec::new() };
    if medium.is_empty() { side(Horizon::Annual) } else { medium }
}

/// Scores the document against its target. Texts that cannot be read leave the value before them in force.
pub fn assess_selfeval(pack: &Pack, target: &Target, doc: &SelfAssessment) -> Scored {
    let totals = doc.totals();
    let path = doc.path();
    let rows: Vec<ScoreRow<'_>> = assessed(target, doc.scope)
        .into_iter()
        .map(|indicator| {
            let row = doc.row(&indicator.id);
            let goal = indicator.value.value.as_ref();
            ScoreRow {
                indicator: &indicator.id,
                name: &indicator.name,
                class: indicator.class,
                // A sign that waits for its quantity is none yet; words are judged without one.
                goal: goal.filter(|goal| !goal.is_waiting() || goal.sign == Sign::Qualitative),
                actual: row.and_then(|row| row.actual.value.as_ref()),
                weight: indicator.weight.value,
                method: row.and_then(|row| row.method),
                typed: row.and_then(|row| row.score.value),
                too_low: row.is_some_and(|row| row.too_low),
                explained: row.is_some_and(|row| !row.reason.trim().is_empty()),
                path: format!("{path}/indicators/{}", indicator.id),
            }
        })
        .collect();
    let (done, all) = filled(rows.iter().map(|row| row.indicator), doc);
    let input = ScoreInput {
        open: all.saturating_sub(done),
        initial: totals.initial,
        budget: totals.budget,
        executed: totals.executed,
        explained: !doc.funds_reason.trim().is_empty(),
        funds_path: format!("{path}/funds"),
        reason_path: format!("{path}/funds_reason"),
        rows,
    };
    scoring::score(pack, &input)
}
