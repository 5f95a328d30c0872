//! One self-assessment, ready to be shown.

use super::open::{Opened, findings_of, is_at, is_filed, open, pack_of, scored};
use super::sheet::{Beside, execution, funds, result, rows};
use crate::session::Session;
use crate::usecase::handing::{Step, steps};
use crate::usecase::monitor::{TargetOf, percent, watched};
use crate::usecase::packs::{PackSummary, summary};
use crate::usecase::print_selfeval::project_forms;
use crate::usecase::project::{ProjectId, attribute, unit_of};
use crate::usecase::project_view::TextCell;
use crate::usecase::remark_view::{RemarkView, views as remark_views};
use crate::views::{self, FindingView};
use crate::{App, Result};
use domain::due::Lamp;
use domain::finding::Source;
use domain::fund::Horizon;
use domain::money::AmountUnit;
use domain::scoring::Grade;
use domain::selfeval::{
    Paragraph, Scope, SelfAssessment, Sentence, Treatment, is_stale, sentences, standing, timelines,
};
use domain::target::TargetState;
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
pub fn get(app: &App, query: ProjectId) -> Result<SelfEvalView> {
    app.read(|session| view(app, session, &open(app, session, &query.id)?))
}

fn view(app: &App, session: &Session, opened: &Opened) -> Result<SelfEvalView> {
    let Opened { project, target, doc, .. } = opened;
    let pack = pack_of(app, session, doc);
    let unit = unit_of(pack);
    let scored = scored(app, session, opened);
    let found = findings_of(app, session, opened, (pack, &scored), doc.stage())?;
    let path = doc.path();
    let mut remarks = session.store.read().remarks(&project.id)?;
    remarks.retain(|remark| is_at(&remark.path, &path));
    let open_at: Vec<String> =
        remarks.iter().filter(|remark| !remark.done).map(|remark| remark.path.clone()).collect();
    let before = opened.before.as_ref().map(|before| (before, before.scored(app, session)));
    let beside = Beside { scored: &scored, before: before.as_ref(), found: &found, remarks: &open_at };
    let rows = rows(app, session, opened, &beside)?;
    let newest = watched(&opened.versions);
    let locked = !doc.is_editable();
    let standing = standing(target, doc);
    let said = sentences(pack, &session.unit()?.name, project, target, doc, &scored);
    let entry = [(project.clone(), Some(target.clone()))];
    let goal = match doc.scope {
        Scope::Whole if target.side(Horizon::Medium).next().is_some() => &target.medium_goal,
        _ => &target.annual_goal,
    };
    Ok(SelfEvalView {
        id: project.id.to_string(),
        name: project.name.clone(),
        code: project.code.clone(),
        subtitle: format!("{} · 规则包 {}", attribute(project), pack.name),
        year: i32::from(doc.year.0),
        exists: opened.exists,
        state: state_word(opened.exists.then_some(doc)),
        steps: if opened.exists { steps(session, doc, open_at.len()) } else { Vec::new() },
        round: doc.round,
        locked,
        reopenable: opened.exists && doc.state == TargetState::Sealed,
        secret: project.is_secret(),
        pack: summary(app, Some(session), pack)?,
        amount_unit: unit,
        target: TargetOf {
            version: target.version,
            state: target.state_word().to_owned(),
            approved: target.state == TargetState::Approved,
            newer: newest.is_some_and(|newest| {
                newest.version > target.version && newest.state == TargetState::Approved
            }),
        },
        scope: cell(doc, "scope", "自评范围", doc.scope.name(), names(Scope::ALL, Scope::name)),
        goal: goal.clone(),
        goal_done: cell(doc, "goal_done", "年度总体目标实际完成情况", &doc.goal_done, Vec::new()),
        funds: funds(app, session, opened, &scored)?,
        funds_untouched: doc.funds_untouched,
        funds_reason: cell(doc, "funds_reason", "预算执行偏差原因", &doc.funds_reason, Vec::new()),
        execution: execution(&scored),
        rows,
        result: result(pack, doc, target, &scored),
        texts: texts(doc),
        findings: views::findings(found, &entry),
        remarks: remark_views(session, remarks)?,
        forms: project_forms(),
        prefilled: prefilled(opened),
        untouched: standing.untouched,
        filled: standing.filled,
        of: standing.total,
        last_year: before.as_ref().map(|(before, scored)| LastSelfEval {
            year: i32::from(before.project.year.0),
            total: percent(scored.total),
            grade: scored.grade.map(Grade::name).unwrap_or_default().to_owned(),
            problems: before.doc.problems.clone(),
            measures: before.doc.measures.clone(),
        }),
        timelines: timelines(&opened.versions, &opened.monitorings, target, doc)
            .into_iter()
            .map(|line| TimelineView {
                id: line.indicator.to_string(),
                stations: (line.stations.into_iter())
                    .map(|station| StationView { word: station.word, text: station.text })
                    .collect(),
                odd: line.odd,
            })
            .collect(),
        report_paragraphs: doc.report.len(),
        report_stale: stale(doc, &said),
        path,
    })
}

/// Paragraphs whose numbers have moved on; none of a filed document, which is not to change.
pub(super) fn stale(doc: &SelfAssessment, said: &[Sentence]) -> usize {
    let behind = |paragraph: &&Paragraph| !is_filed(doc) && is_stale(paragraph, said);
    doc.report.iter().filter(behind).count()
}

/// Where a document stands, in words.
pub(super) fn state_word(stored: Option<&SelfAssessment>) -> String {
    stored.map_or("还没有填", SelfAssessment::state_word).to_owned()
}

fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|member| name(*member).to_owned()).collect()
}

fn cell(doc: &SelfAssessment, field: &str, label: &str, text: &str, options: Vec<String>) -> TextCell {
    TextCell {
        path: format!("{}/{field}", doc.path()),
        label: label.to_owned(),
        text: text.to_owned(),
        bad: None,
        locked: !doc.is_editable(),
        options,
        wide: !matches!(field, "scope" | "treatment" | "formed_on" | "published_on"),
    }
}

fn texts(doc: &SelfAssessment) -> Vec<TextCell> {
    let free = |field: &str, label: &str, text: &str| cell(doc, field, label, text, Vec::new());
    // These can be recorded in any state.
    let later = |cell: TextCell| TextCell { locked: false, ..cell };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let treatment = doc.treatment.map(Treatment::name).unwrap_or_default();
    vec![
        free("conclusion", "评价结论", &doc.conclusion),
        free("problems", "存在问题", &doc.problems),
        free("measures", "改进措施", &doc.measures),
        free("note", "其他需要说明事项", &doc.note),
        later(cell(doc, "treatment", "结果应用建议", treatment, names(Treatment::ALL, Treatment::name))),
        later(free("treatment_reason", "结果应用理由", &doc.treatment_reason)),
        later(free("formed_on", "报告形成日期", &day(doc.formed_on))),
        later(free("published_on", "公开日期", &day(doc.published_on))),
        later(free("published_at", "公开网址或方式", &doc.published_at)),
    ]
}

/// From where it was prefilled.
fn prefilled(opened: &Opened) -> Option<String> {
    let last = opened.monitorings.last()?;
    let from = format!("取自{}监控", last.month.span());
    if last.month.number() == 12 {
        return Some(format!("{from}，带标记的内容请核对后确认"));
    }
    Some(format!("预算数和偏差原因{from}；没有 12 月的监控，全年执行数和实际完成值请填写"))
}
