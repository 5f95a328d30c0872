//! What is odd about a self-assessment: the target, the money, the rows, the texts and the report, the days.

mod days;
mod money;
mod rows;
mod target;
mod texts;

pub(super) use rows::missed;

use super::{SelfAssessment, SelfEvalSubject, assessed};
use crate::finding::Finding;
use crate::fund::FundSource;
use crate::indicator::Indicator;
use crate::money::{AmountUnit, Money};
use crate::monitoring::assess::amount_unit;
use crate::target::Target;
use crate::typed::Id;

impl SelfEvalSubject<'_> {
    /// Path of a part of the document: `at("funds/fiscal/executed")`.
    fn at(&self, part: &str) -> String {
        format!("{}/{part}", self.doc.path())
    }

    fn unit(&self) -> AmountUnit {
        amount_unit(self.pack)
    }

    /// The first source's cell of a column: where a finding about a total points.
    fn money_cell(&self, column: &str) -> String {
        let source = self.doc.funds.keys().next().copied().unwrap_or(FundSource::Fiscal);
        self.at(&format!("funds/{}/{column}", source.key()))
    }
}

/// All findings, those of the score included, the weightiest first, within a weight in the order of the form.
pub fn check_selfeval(subject: SelfEvalSubject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let rules = &subject.pack.rules;
    if subject.project.is_secret() {
        if let Some(rule) = &rules.secrecy {
            out.push(rule.finding(
                subject.doc.path(),
                "这是涉密项目，本程序不打印、不上报、不公开它的自评".into(),
                "请删除这份自评内容，按保密规定另行报送".into(),
                &[],
            ));
        }
        return out;
    }
    target::check(rules, subject, &mut out);
    money::check(rules, subject, &mut out);
    rows::check(rules, subject, &mut out);
    scored(subject, &mut out);
    texts::check(rules, subject, &mut out);
    days::check(rules, subject, &mut out);
    out.sort_by_key(|finding| finding.level);
    out
}

/// What the scoring found, but for what was already told with more words: a cell without a score, an execution rate
/// of amounts that make no sense.
fn scored(subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let totals = subject.doc.totals();
    let sound = totals.budget.or(totals.initial) > Some(Money::ZERO) && totals.executed >= Some(Money::ZERO);
    let found: Vec<Finding> = (subject.scored.findings.iter())
        .filter(|finding| match finding.rule.as_str() {
            "scoring.missing" => !out.iter().any(|own| own.path == finding.path),
            "scoring.execution" | "scoring.consistency" => sound,
            _ => true,
        })
        .cloned()
        .collect();
    // One empty cell is asked for once, by what weighs more.
    let told = |own: &Finding| {
        own.rule == "selfeval.explained"
            && found
                .iter()
                .any(|new| new.rule == "scoring.manual" && new.path == own.path && new.level <= own.level)
    };
    out.retain(|own| !told(own));
    out.extend(found);
}

/// Indicators with an actual value but without evidence, in the order of the form.
pub fn missing_evidence<'a>(target: &'a Target, doc: &SelfAssessment, evidence: &[Id]) -> Vec<&'a Indicator> {
    let recorded = |id: &Id| doc.row(id).is_some_and(|row| row.actual.value.is_some());
    assessed(target, doc.scope)
        .into_iter()
        .filter(|indicator| recorded(&indicator.id) && !evidence.contains(&indicator.id))
        .collect()
}
