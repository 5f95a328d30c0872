//! One self-assessment, ready to be shown.

use crate::usecase::handing::Step;
use crate::usecase::monitor::TargetOf;
use crate::usecase::packs::PackSummary;
use crate::usecase::project::ProjectId;
use crate::usecase::project_view::TextCell;
use crate::usecase::remark_view::RemarkView;
use crate::views::FindingView;
use crate::{App, Result};
use domain::due::Lamp;
use domain::finding::Source;
use domain::money::AmountUnit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One self-assessment, ready to be shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalView {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 项目代码
    pub code: String,
    /// 新增项目 · 一般公共预算 …
    pub subtitle: String,
    /// Fiscal year.
    pub year: i32,
    /// A document is stored; else the prefilled one that the first cell or `selfeval.start` begins.
    pub exists: bool,
    /// State in words.
    pub state: String,
    /// What may be done with the state now.
    pub steps: Vec<Step>,
    /// The round of review, from 1.
    pub round: u32,
    /// It cannot be edited now.
    pub locked: bool,
    /// It was filed and can be taken back into drafting (`selfeval.reopen`).
    pub reopenable: bool,
    /// 涉密
    pub secret: bool,
    /// The rule pack that it keeps.
    pub pack: PackSummary,
    /// 元 or 万元.
    pub amount_unit: AmountUnit,
    /// Path of the document.
    pub path: String,
    /// The version of the target that it assesses.
    pub target: TargetOf,
    /// 自评范围: 年度 or 整个实施期.
    pub scope: TextCell,
    /// 预期目标
    pub goal: String,
    /// 实际完成情况
    pub goal_done: TextCell,
    /// Money, the computed total first.
    pub funds: Vec<SelfEvalFund>,
    /// The money stands as taken from monitoring.
    pub funds_untouched: bool,
    /// 预算执行偏差原因
    pub funds_reason: TextCell,
    /// 预算执行率
    pub execution: ExecutionView,
    /// Indicators in the order of the form.
    pub rows: Vec<SelfEvalRowView>,
    /// The total.
    pub result: SelfEvalResult,
    /// 评价结论, 存在问题, 改进措施, 其他需要说明事项, 结果应用, 结果应用理由, 报告形成日期, 公开日期, 公开方式.
    pub texts: Vec<TextCell>,
    /// Findings, the weightiest first.
    pub findings: Vec<FindingView>,
    /// Remarks, open and done.
    pub remarks: Vec<RemarkView>,
    /// Forms that can be printed: id and title.
    pub forms: Vec<(String, String)>,
    /// From where it was prefilled, in one sentence; `null` when from nothing.
    pub prefilled: Option<String>,
    /// Rows left as taken from monitoring.
    pub untouched: u32,
    /// Cells filled…
    pub filled: u32,
    /// …of so many.
    pub of: u32,
    /// Last year's self-assessment of the project it continues.
    pub last_year: Option<LastSelfEval>,
    /// Each indicator over the year, in the order of the rows.
    pub timelines: Vec<TimelineView>,
    /// The paragraphs of the report: how many, and how many are stale.
    pub report_paragraphs: usize,
    /// Stale ones among them.
    pub report_stale: usize,
}

/// A line of the money.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalFund {
    /// Path of the row; a column's path is this plus `/initial`, `/budget`, `/executed`. Empty for computed lines.
    pub path: String,
    /// Its name.
    pub label: String,
    /// 年初预算数
    pub initial: String,
    /// 全年预算数
    pub budget: String,
    /// 全年执行数
    pub executed: String,
    /// By column: what was typed when it could not be read.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub bad: BTreeMap<String, String>,
    /// 执行率 in percent.
    pub rate: String,
    /// 分值; only on the total line.
    pub weight: String,
    /// 得分; only on the total line.
    pub score: String,
    /// What the ledgers say was paid; empty when they say nothing.
    pub paid: String,
}

/// The score of budget execution.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExecutionView {
    /// 分值
    pub weight: String,
    /// 执行率 in percent.
    pub rate: String,
    /// 得分
    pub score: String,
    /// How it comes about.
    pub working: Vec<WorkingStep>,
}

/// One step of a working.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WorkingStep {
    /// One sentence with its numbers.
    pub text: String,
    /// Id of the rule, may be empty.
    pub rule: String,
    /// Who says so.
    pub source: Option<Source>,
    /// The points that the step arrives at; empty where it has none.
    pub points: String,
}

/// A row of the sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalRowView {
    /// Path of the row; a column's path is this plus `/actual`, `/score`, `/method`, `/too_low`, `/reason`, `/measures`.
    pub path: String,
    /// Id of the indicator.
    pub id: String,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 年度指标值 as the form prints it.
    pub target: String,
    /// 计量单位
    pub unit: String,
    /// `number`, `date` or `level`: what 实际完成值 takes.
    pub kind: String,
    /// 实际完成值
    pub actual: String,
    /// 分值
    pub weight: String,
    /// 公式得分; empty where only a person can tell or nothing is recorded.
    pub formula: String,
    /// 手工得分 as typed; blank takes the formula's.
    pub manual: String,
    /// 得分 that counts; empty while there is none.
    pub score: String,
    /// The typed score differs from the formula's.
    pub differs: bool,
    /// Where a typed score may lie: `8.00—10.00`; empty where anywhere up to the weight.
    pub band: String,
    /// 完成率 in percent.
    pub rate: String,
    /// 赋分方式 in words.
    pub method: String,
    /// The choices of 赋分方式, the usual one first.
    pub methods: Vec<String>,
    /// 目标偏低
    pub too_low: bool,
    /// 偏差原因分析
    pub reason: String,
    /// 改进措施
    pub measures: String,
    /// A reason is demanded and missing.
    pub reason_due: bool,
    /// By column: what was typed when it could not be read.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub bad: BTreeMap<String, String>,
    /// How the score comes about.
    pub working: Vec<WorkingStep>,
    /// As taken from December's monitoring, not confirmed since.
    pub untouched: bool,
    /// The indicator is no longer in the target.
    pub gone: bool,
    /// Files attached.
    pub evidence: usize,
    /// Open remarks on the row and its cells.
    pub remarks: usize,
    /// 实际完成值 and 得分 of the year before; empty without.
    pub last_actual: String,
    /// 得分 of the year before.
    pub last_score: String,
}

/// The total.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalResult {
    /// Sum of the indicators' scores; empty while nothing is scored.
    pub indicators: String,
    /// Sum of their weights.
    pub weights: String,
    /// Sum with the execution score, before a cap.
    pub sum: String,
    /// The cap by execution rate; empty where none holds.
    pub cap: String,
    /// 总分; empty while nothing is scored.
    pub total: String,
    /// 自评等级; empty while nothing is scored.
    pub grade: String,
    /// 一致性 red or yellow.
    pub consistency: Option<Lamp>,
    /// Why, in one sentence.
    pub consistency_text: String,
    /// How the total comes about.
    pub working: Vec<WorkingStep>,
    /// 得分 and 分值 by level-1 class in the order of the form: word, score, weight.
    pub classes: Vec<(String, String, String)>,
    /// 结果应用 that the pack proposes, and why; empty without.
    pub proposal: String,
}

/// Last year's self-assessment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LastSelfEval {
    /// The year.
    pub year: i32,
    /// 总分
    pub total: String,
    /// 自评等级
    pub grade: String,
    /// 存在问题
    pub problems: String,
    /// 改进措施
    pub measures: String,
}

/// One indicator over the year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TimelineView {
    /// Id of the indicator.
    pub id: String,
    /// Its stations in the order of time.
    pub stations: Vec<StationView>,
    /// What does not fit together.
    pub odd: Vec<String>,
}

/// One point on a timeline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StationView {
    /// `年初目标`, `1—7月监控`, `绩效自评`.
    pub word: String,
    /// As the form prints it.
    pub text: String,
}

/// A project's self-assessment.
pub fn get(_app: &App, _query: ProjectId) -> Result<SelfEvalView> {
    unimplemented!()
}
