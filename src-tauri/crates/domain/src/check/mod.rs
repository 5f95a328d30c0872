//! Checks (核对): a pack and a project give a list of findings. A check never fails and never blocks saving.

mod amounts;
mod classes;
mod fill;
mod monitoring;
mod monitoring_rows;
mod quality;
mod reading;
mod unit_wide;
mod weights;
mod whole;

pub use amounts::{Amount, text_amounts};
pub use monitoring::{MonitoringSubject, check_monitoring};
pub use unit_wide::{Gist, check_across, check_unit};
pub use weights::{due_by_class, due_total};
pub use whole::{UnitMonitoringSubject, check_unit_monitoring};

pub(crate) use fill::split_sentence;
pub(crate) use monitoring::undone;
pub(crate) use reading::{Slip, slip};

use crate::finding::Finding;
use crate::indicator::Indicator;
use crate::project::Project;
use crate::rulepack::Pack;
use crate::target::Target;
use crate::text::quoted;
use crate::unit::Unit;

/// When a check is made: some gaps are only hints until the package is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// While drafting.
    Draft,
    /// Before sealing: the project code becomes obligatory.
    Seal,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The project.
    pub project: &'a Project,
    /// Its target, where there is one.
    pub target: Option<&'a Target>,
    /// When.
    pub stage: Stage,
}

impl Subject<'_> {
    /// Path of a part of the project: `at("funds/annual")`.
    fn at(&self, part: &str) -> String {
        format!("/projects/{}/{part}", self.project.id)
    }

    /// Path of one column of an indicator.
    fn of(&self, indicator: &Indicator, column: &str) -> String {
        format!("/projects/{}/target/indicators/{}/{column}", self.project.id, indicator.id)
    }
}

/// All findings of one project under a pack, the weightiest first, within a weight in the order of the form.
pub fn check_project(pack: &Pack, subject: Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let rules = &pack.rules;
    if fill::secrecy(rules, subject, &mut out) {
        return out;
    }
    fill::cells(rules, subject, &mut out);
    fill::codes(rules, subject, &mut out);
    if fill::obligatory(rules, subject, &mut out) {
        fill::required(rules, subject, &mut out);
        classes::check(rules, subject, &mut out);
        weights::check(rules, subject, &mut out);
    }
    fill::ex_ante(rules, subject, &mut out);
    fill::disclosure(rules, subject, &mut out);
    fill::lengths(rules, subject, &mut out);
    amounts::funds_sum(rules, subject, &mut out);
    amounts::text_sum(rules, subject, &mut out);
    quality::check(rules, subject, &mut out);
    out.sort_by_key(|finding| finding.level);
    out
}

/// Findings of the weights alone: for figures that belong to no unit.
pub fn check_weights(pack: &Pack, subject: Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    weights::check(&pack.rules, subject, &mut out);
    out
}

/// How a sentence names an indicator: by its name, or by its class while it has none.
pub(crate) fn called(indicator: &Indicator) -> String {
    match quoted(&indicator.name) {
        name if name.is_empty() => format!("一条{}", indicator.class.name()),
        name => format!("“{name}”"),
    }
}
