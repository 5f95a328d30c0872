//! The list of self-assessments by state and grade.

use crate::commands::Empty;
use crate::usecase::handing::Step;
use crate::{App, Result};
use domain::due::Lamp;
use domain::money::{AmountUnit, Money};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All self-assessments of the year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalList {
    /// Fiscal year.
    pub year: i32,
    /// 元 or 万元.
    pub amount_unit: AmountUnit,
    /// Every project of the year, begun or not, in the order of the project list.
    pub rows: Vec<SelfEvalRow>,
    /// How many have each grade: 优, 良, 中, 差 and 未评.
    pub grades: Vec<GradeCount>,
    /// How many stand in each state.
    pub states: Vec<GradeCount>,
    /// Plain mean of the totals; empty without any.
    pub average: String,
    /// 全年预算数 of all, as printed.
    pub budget: String,
    /// 全年执行数 of all, as printed.
    pub executed: String,
    /// 执行率 of all in percent.
    pub rate: String,
    /// By when, in one sentence with its document; `null` where the pack has no day.
    pub due: Option<String>,
    /// How urgent that is.
    pub due_lamp: Option<Lamp>,
    /// Forms of the whole unit that can be printed: id and title.
    pub forms: Vec<(String, String)>,
}

/// So many of a kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GradeCount {
    /// 优 … or 编制中 …
    pub word: String,
    /// How many.
    pub count: usize,
}

/// One project in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalRow {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 项目代码
    pub code: String,
    /// 项目 or 政策
    pub kind: String,
    /// A self-assessment was begun.
    pub exists: bool,
    /// Why none can be begun (涉密, 没有绩效目标); `null` when it can.
    pub blocked: Option<String>,
    /// State in words: 还没有填, 编制中, 待复核 …
    pub state: String,
    /// What may be done with the state now.
    pub steps: Vec<Step>,
    /// 全年预算数 in 分
    pub budget: Option<Money>,
    /// 全年预算数 as printed
    pub budget_text: String,
    /// 执行率 in percent.
    pub rate: String,
    /// 总分; empty while nothing is scored.
    pub total: String,
    /// 自评等级; empty while nothing is scored.
    pub grade: String,
    /// Cells filled…
    pub filled: u32,
    /// …of so many.
    pub of: u32,
    /// 必须改
    pub errors: usize,
    /// 需说明
    pub explains: usize,
    /// 一致性 red or yellow.
    pub consistency: Option<Lamp>,
    /// The report was begun.
    pub report: bool,
    /// Paragraphs of the report whose numbers have moved on.
    pub stale: usize,
    /// Indicators without evidence.
    pub missing_evidence: usize,
    /// 结果应用 in words, proposed or set.
    pub treatment: String,
    /// The round of review.
    pub round: u32,
    /// Open remarks.
    pub remarks: usize,
}

/// The list.
pub fn list(_app: &App, _: Empty) -> Result<SelfEvalList> {
    unimplemented!()
}
