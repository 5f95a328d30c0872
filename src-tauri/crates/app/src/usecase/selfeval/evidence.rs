//! Evidence (佐证材料) of a self-assessment by indicator, what is missing, and how much a package can carry.

use crate::usecase::evidence::EvidenceRow;
use crate::usecase::project::ProjectId;
use crate::{App, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The evidence of a project's self-assessment. Files are added with `evidence.add` to an item's owner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalEvidence {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// It cannot be edited now.
    pub locked: bool,
    /// One for the project as a whole, then one per indicator.
    pub items: Vec<EvidenceItem>,
    /// How much it is: `3 份文件，共 12.4 MB，上限 50 MB`.
    pub sentence: String,
    /// Over what a package may carry.
    pub over: bool,
    /// Indicators without evidence.
    pub missing: usize,
    /// Files that vanished or changed since.
    pub faulty: usize,
}

/// The evidence of one indicator.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceItem {
    /// What `evidence.add` takes as owner.
    pub owner: String,
    /// 三级指标, or 项目总体.
    pub name: String,
    /// 一级指标 / 二级指标; empty for the project as a whole.
    pub place: String,
    /// 实际完成值 as printed.
    pub actual: String,
    /// The files.
    pub files: Vec<EvidenceRow>,
    /// Evidence is asked for and missing.
    pub missing: bool,
}

/// What proves a project's self-assessment.
pub fn evidence(_app: &App, _query: ProjectId) -> Result<SelfEvalEvidence> {
    unimplemented!()
}
