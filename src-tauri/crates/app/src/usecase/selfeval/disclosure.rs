//! Results and disclosure: what the results lead to, what has to be published by when, and what the public version leaves out.

use crate::commands::Empty;
use crate::usecase::edit::ChangeRow;
use crate::usecase::project::ProjectId;
use crate::{App, Result};
use domain::due::Lamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be published (信息公开).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Disclosure {
    /// The projects of the year, 涉密 ones left out.
    pub rows: Vec<DisclosureRow>,
    /// Share of the public projects' money: one sentence with the numbers; `null` where the pack has no such rule.
    pub share: Option<String>,
    /// The share is reached.
    pub share_met: bool,
    /// Documents and clauses that demand publication.
    pub sources: Vec<String>,
    /// The calendar does not cover a day that is needed.
    pub notice: Option<String>,
    /// Forms of the whole unit: id and title.
    pub forms: Vec<(String, String)>,
}

/// One project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisclosureRow {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 全年预算数 as printed.
    pub budget: String,
    /// Must be published by its amount.
    pub must: bool,
    /// 总分
    pub total: String,
    /// 等级
    pub grade: String,
    /// Path of 报告形成日期, 公开日期, 公开方式: the document's path, the cells are `formed_on`, `published_on`, `published_at`.
    pub path: String,
    /// 报告形成日期; empty until set.
    pub formed_on: String,
    /// By when to publish; empty without a date.
    pub due: String,
    /// How urgent.
    pub lamp: Option<Lamp>,
    /// 公开日期
    pub published_on: String,
    /// 公开网址或方式
    pub published_at: String,
    /// Parts that the public version leaves out or masks.
    pub masked: usize,
    /// A self-assessment exists.
    pub exists: bool,
    /// It cannot be edited now (dates of publication always can).
    pub locked: bool,
}

/// The public version beside the filed one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PublicDiff {
    /// 项目名称
    pub name: String,
    /// What differs: filed before, public after.
    pub rows: Vec<ChangeRow>,
    /// Forms of the public version: id and title.
    pub forms: Vec<(String, String)>,
}

/// One line of 结果应用建议清单.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TreatmentRow {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 总分
    pub total: String,
    /// 等级
    pub grade: String,
    /// 执行率 in percent.
    pub rate: String,
    /// What the pack proposes, and why; empty without.
    pub proposed: String,
    /// Why it proposes that.
    pub why: String,
    /// 结果应用 as the user set it; empty takes the proposal.
    pub set: String,
    /// The user's reason.
    pub reason: String,
    /// The document's path; the cells are `treatment` and `treatment_reason`.
    pub path: String,
    /// It cannot be edited now.
    pub locked: bool,
    /// Choices.
    pub options: Vec<String>,
}

/// What is to be published.
pub fn disclosure(_app: &App, _: Empty) -> Result<Disclosure> {
    unimplemented!()
}

/// What the public version leaves out.
pub fn public_diff(_app: &App, _query: ProjectId) -> Result<PublicDiff> {
    unimplemented!()
}

/// What the results lead to.
pub fn treatments(_app: &App, _: Empty) -> Result<Vec<TreatmentRow>> {
    unimplemented!()
}
