//! Rule packs (规则包): all that differs by region or year, as TOML data.
//!
//! A pack may extend another. Every rule names the document and clause that demand it; a rule that a pack inherits
//! keeps the document of the pack that set it. No county's number stands in code.

mod load;
mod rules;
mod scoring_params;
mod selfeval_params;

pub use load::{PackFault, Packs};
pub use rules::*;
pub use scoring_params::*;
pub use selfeval_params::*;

use crate::finding::{Figure, Finding, Level, Source};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document that rules cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Key within packs: `cy10`.
    pub id: String,
    /// 文号: `财预〔2020〕10号`; empty where it has none.
    #[serde(default)]
    pub number: String,
    /// Title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Day of issue as the document prints it: `2020-02-25`.
    #[serde(default)]
    pub date: String,
}

impl Document {
    /// How a finding names it: the number, or the title in 《》.
    pub fn cite(&self) -> String {
        if self.number.is_empty() { format!("《{}》", self.title) } else { self.number.clone() }
    }
}

/// One rule as a pack states it, with its parameters in their own type.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule<P> {
    /// Id: `target.weights.sum`.
    pub id: &'static str,
    /// How much its findings weigh.
    pub level: Level,
    /// Who demands it.
    pub source: Source,
    /// Its parameters.
    pub params: P,
}

impl<P> Rule<P> {
    /// A finding of this rule.
    pub fn finding(&self, path: String, text: String, remedy: String, numbers: &[(&str, String)]) -> Finding {
        self.finding_at(self.level, path, text, remedy, numbers)
    }

    /// A finding of this rule with another weight (before sealing some errors are only hints).
    pub fn finding_at(
        &self,
        level: Level,
        path: String,
        text: String,
        remedy: String,
        numbers: &[(&str, String)],
    ) -> Finding {
        let numbers = numbers
            .iter()
            .map(|(label, value)| Figure { label: (*label).to_owned(), value: value.clone() })
            .collect();
        Finding { rule: self.id.to_owned(), level, path, text, remedy, numbers, source: self.source.clone() }
    }
}

/// One rule for reading and comparing on the screen: what it is, its parameters as text, who demands it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RuleView {
    /// Id.
    pub id: String,
    /// What the rule is about, in Chinese.
    pub title: String,
    /// How much it weighs.
    pub level: Level,
    /// Parameters as `key = value` lines.
    pub params: Vec<String>,
    /// Who demands it.
    pub source: Source,
    /// The pack that set it.
    pub pack: String,
    /// Our remark on how a document is read, may be empty.
    pub note: String,
}

/// A resolved pack: its own rules and the inherited ones.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Id: `qiemo-2020`.
    pub id: String,
    /// Name on the screen: `且末县 2020`.
    pub name: String,
    /// The pack it extends.
    pub extends: Option<String>,
    /// What it is for.
    pub summary: String,
    /// Documents of this pack and of those it extends.
    pub documents: Vec<Document>,
    /// The rules.
    pub rules: Rules,
    /// The rules for reading.
    pub views: Vec<RuleView>,
}
