//! What a check has to say: every finding at once, each with its place, its numbers, its remedy and its source.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 必须改: sealing refuses while it stands.
    Error,
    /// 需说明: may stay, with an explanation.
    Explain,
    /// 提示
    Hint,
}

impl Level {
    /// The word on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "必须改",
            Self::Explain => "需说明",
            Self::Hint => "提示",
        }
    }
}

/// The document that demands something: what a person can look up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Source {
    /// Number or title of the document: `财预〔2020〕10号`.
    pub document: String,
    /// Clause within it, may be empty.
    pub clause: String,
}

/// A number that a finding compares, printed as the screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Figure {
    /// What it is: `合计`, `应为`.
    pub label: String,
    /// The number with its unit.
    pub value: String,
}

/// One fault, with one primary place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Id of the rule: `target.weights.sum`.
    pub rule: String,
    /// 必须改, 需说明 or 提示.
    pub level: Level,
    /// JSON Pointer with ids: `/projects/{id}/target/indicators/{id}/weight`.
    pub path: String,
    /// What is wrong, with both numbers.
    pub text: String,
    /// What to do.
    pub remedy: String,
    /// The numbers that were compared.
    pub numbers: Vec<Figure>,
    /// Who demands it.
    pub source: Source,
}

impl Finding {
    /// Does the finding belong to this path or to something below it?
    pub fn is_at(&self, path: &str) -> bool {
        self.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
