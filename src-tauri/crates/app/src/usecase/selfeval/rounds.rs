//! The rounds of handing on (三上三下), each comparable with the one before.

use crate::usecase::edit::ChangeRow;
use crate::usecase::project::ProjectId;
use crate::{App, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One round.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoundRow {
    /// From 1.
    pub round: u32,
    /// What was done: 送复核, 复核通过并送审, 上报 …
    pub word: String,
    /// `2027-03-02 14:32`
    pub at: String,
    /// Declared name and role.
    pub person: String,
    /// 总分 at that time.
    pub total: String,
}

/// Two rounds to compare.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoundsDiff {
    /// Id, code or name of the project.
    pub project: String,
    /// The earlier round.
    pub from: u32,
    /// The later round; what stands now unless told.
    #[serde(default)]
    #[ts(optional)]
    pub to: Option<u32>,
}

/// What changed between two rounds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoundDiff {
    /// `第 1 轮（94.00 分）→ 第 2 轮（91.50 分）`
    pub title: String,
    /// The cells.
    pub rows: Vec<ChangeRow>,
}

/// The rounds of a self-assessment, the first first.
pub fn rounds(_app: &App, _query: ProjectId) -> Result<Vec<RoundRow>> {
    unimplemented!()
}

/// Compares two.
pub fn round_diff(_app: &App, _query: RoundsDiff) -> Result<RoundDiff> {
    unimplemented!()
}
