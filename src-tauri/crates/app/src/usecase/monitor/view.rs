//! A month of a project, ready to be shown.

use super::rows::{Beside, MonitorFund, MonitorRow, base, funds, rows};
use super::{MonthOf, Opened, findings, last_year, month_of, open, pack_of, paid, percent, watched};
use crate::session::Session;
use crate::usecase::packs::{PackSummary, summary};
use crate::usecase::project::{attribute, unit_of};
use crate::usecase::project_view::TextCell;
use crate::usecase::rectify::{self, RectRow};
use crate::usecase::remark_view::{RemarkView, views as remark_views};
use crate::views::{self, FindingView};
use crate::{App, Result};
use domain::check::Stage;
use domain::due::Lamp;
use domain::money::AmountUnit;
use domain::monitoring::{Assessment, Monitoring, Month, assess, progress};
use domain::number::plain;
use domain::rectification::Opener;
use domain::target::TargetState;
use domain::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A month of a project, ready to be shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorView {
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
    /// 1-12
    pub month: u8,
    /// `1—7月`
    pub span: String,
    /// Something was recorded; else the blank document that the first cell begins.
    pub exists: bool,
    /// State in words.
    pub state: String,
    /// It cannot be edited now.
    pub locked: bool,
    /// 涉密
    pub secret: bool,
    /// The rule pack that it keeps.
    pub pack: PackSummary,
    /// 元 or 万元.
    pub amount_unit: AmountUnit,
    /// Path of the document.
    pub path: String,
    /// The version of the target that it watches.
    pub target: TargetOf,
    /// 年度目标
    pub goal: String,
    /// Money, the computed total first.
    pub funds: Vec<MonitorFund>,
    /// The money stands as copied from last month.
    pub funds_untouched: bool,
    /// Indicators in the order of the form.
    pub rows: Vec<MonitorRow>,
    /// What follows from the figures.
    pub result: MonitorResult,
    /// 监控审核得分
    pub review_score: TextCell,
    /// 财政评价反馈日期
    pub feedback_on: TextCell,
    /// 说明
    pub note: TextCell,
    /// Findings, the weightiest first.
    pub findings: Vec<FindingView>,
    /// Remarks, open and done.
    pub remarks: Vec<RemarkView>,
    /// The project's matters in the rectification ledger.
    pub rectifications: Vec<RectRow>,
    /// Forms that can be printed.
    pub forms: Vec<(String, String)>,
    /// The year's months.
    pub months: Vec<MonthState>,
    /// The month that a copy would come from.
    pub previous: Option<u8>,
    /// What the ledgers say, in one sentence.
    pub ledger: Option<String>,
    /// What the charts draw.
    pub charts: MonitorCharts,
}

/// The version of the target that a month watches.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TargetOf {
    /// 1 for the first.
    pub version: u32,
    /// State in words.
    pub state: String,
    /// 已批复
    pub approved: bool,
    /// A later version was approved since.
    pub newer: bool,
}

/// A month among the year's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonthState {
    /// 1-12
    pub month: u8,
    /// `7月`
    pub word: String,
    /// State in words; empty when nothing was recorded.
    pub state: String,
    /// The lamp.
    pub lamp: Option<Lamp>,
}

/// What follows from the figures of a month.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorResult {
    /// 预算执行率 in percent.
    pub rate: String,
    /// 序时进度 in percent.
    pub time: String,
    /// 执行率对序时 in percent.
    pub pace: String,
    /// The lamp of the money.
    pub money: Option<Lamp>,
    /// 目标完成率 in percent.
    pub completion: String,
    /// 偏差 in percentage points.
    pub deviation: String,
    /// The lamp of the project.
    pub lamp: Option<Lamp>,
    /// What made it red or yellow, in words.
    pub because: Option<String>,
    /// Why a rectification is due.
    pub rectify: Option<String>,
    /// What would open it: `deviation` or `review_score`.
    pub opener: Option<Opener>,
    /// 资金沉淀 in one sentence.
    pub idle: Option<String>,
    /// Common indicators that the pack asks for.
    pub common: Vec<Common>,
    /// Money and goals crossed, where the pack does so.
    pub cross: Option<Cross>,
    /// How it all came about.
    pub working: Vec<String>,
    /// Cells filled…
    pub filled: u32,
    /// …of so many.
    pub total: u32,
    /// Rows left as copied.
    pub untouched: u32,
}

/// A common indicator.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Common {
    /// 预算执行进度 …
    pub name: String,
    /// As printed.
    pub value: String,
}

/// Money and goals crossed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Cross {
    /// The lamp.
    pub lamp: Lamp,
    /// In words.
    pub text: String,
}

/// What the charts draw.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorCharts {
    /// Spending against time, twelve points.
    pub money: Vec<MoneyPoint>,
    /// Progress of the indicators.
    pub indicators: Vec<IndicatorBar>,
}

/// Spending at the end of a month.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MoneyPoint {
    /// 1-12
    pub month: u8,
    /// 执行率 in percent; `null` when nothing was recorded.
    pub executed: Option<String>,
    /// 序时进度 in percent.
    pub time: String,
}

/// Progress of an indicator.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IndicatorBar {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// 完成率 in percent.
    pub rate: Option<String>,
    /// The lamp.
    pub lamp: Option<Lamp>,
}

/// A month of a project.
pub fn get(app: &App, query: MonthOf) -> Result<MonitorView> {
    let month = month_of(query.month)?;
    app.read(|session| {
        let opened = open(app, session, &query.project, month)?;
        view(app, session, &opened)
    })
}

fn view(app: &App, session: &Session, opened: &Opened) -> Result<MonitorView> {
    let (project, doc) = (&opened.project, &opened.doc);
    let pack = pack_of(app, session, doc);
    let unit = unit_of(pack);
    let assessment = assess(pack, &opened.target, doc);
    let before = last_year(session, opened)?;
    let found = findings(app, session, opened, Stage::Draft)?;
    let path = base(opened);
    let mut remarks = session.store.read().remarks(&project.id)?;
    remarks.retain(|remark| remark.path.starts_with(&path));
    let open_remarks: Vec<String> =
        remarks.iter().filter(|remark| !remark.done).map(|remark| remark.path.clone()).collect();
    let paid = paid(session, &project.id, doc.month)?;
    let beside = Beside { assessment: &assessment, last_year: before.as_ref(), paid, remarks: &open_remarks };
    let rows = rows(opened, &beside);
    let newest = watched(&opened.versions);
    let all = session.store.read().monitorings(&project.id)?;
    let progress = progress(&opened.target, doc, &assessment);
    let locked = !doc.is_editable();
    let cell = |field: &str, label: &str, text: String, bad: Option<String>, wide: bool| TextCell {
        path: format!("{path}/{field}"),
        label: label.to_owned(),
        text,
        bad,
        locked,
        options: Vec::new(),
        wide,
    };
    let entry = [(project.clone(), Some(opened.target.clone()))];
    Ok(MonitorView {
        id: project.id.to_string(),
        name: project.name.clone(),
        code: project.code.clone(),
        subtitle: format!("{} · 规则包 {}", attribute(project), pack.name),
        year: i32::from(session.year.0),
        month: doc.month.number(),
        span: doc.month.span(),
        exists: opened.exists,
        state: if opened.exists { doc.state.name().to_owned() } else { "还没有填".to_owned() },
        locked,
        secret: project.is_secret(),
        pack: summary(app, Some(session), pack)?,
        amount_unit: unit,
        target: TargetOf {
            version: opened.target.version,
            state: opened.target.state_word().to_owned(),
            approved: opened.target.state == TargetState::Approved,
            newer: newest.is_some_and(|newest| {
                newest.version > opened.target.version && newest.state == TargetState::Approved
            }),
        },
        goal: opened.target.annual_goal.clone(),
        funds: funds(app, session, opened, &beside),
        funds_untouched: doc.funds_untouched,
        charts: charts(app, session, opened, &all, &rows),
        rows,
        result: MonitorResult {
            because: because(&assessment, |id| {
                opened.target.indicators.iter().find(|row| row.id == *id).map(|row| row.name.as_str())
            }),
            ..result(&assessment, &progress, unit)
        },
        review_score: cell(
            "review_score",
            "监控审核得分",
            doc.review_score.value.map(plain).unwrap_or_default(),
            doc.review_score.invalid.clone(),
            false,
        ),
        feedback_on: cell(
            "feedback_on",
            "财政评价反馈日期",
            doc.feedback_on.map(|date| date.to_string()).unwrap_or_default(),
            None,
            false,
        ),
        note: cell("note", "说明", doc.note.clone(), None, true),
        findings: views::findings(found, &entry),
        remarks: remark_views(session, remarks)?,
        rectifications: rectify::of_project(app, session, &project.id)?,
        forms: crate::usecase::print_month::month_forms(),
        months: (Month::ALL.iter())
            .map(|month| {
                let known = all.iter().find(|doc| doc.month == *month);
                MonthState {
                    month: month.number(),
                    word: month.word(),
                    state: known.map(|doc| doc.state.name().to_owned()).unwrap_or_default(),
                    lamp: known.and_then(|doc| lamp_of(app, session, opened, doc)),
                }
            })
            .collect(),
        previous: opened.earlier.last().map(|doc| doc.month.number()),
        ledger: paid.map(|paid| format!("账上{}支付 {}", doc.month.span(), paid.with_unit(unit))),
        path,
    })
}

fn lamp_of(app: &App, session: &Session, opened: &Opened, doc: &Monitoring) -> Option<Lamp> {
    let target = opened.versions.iter().find(|version| version.id == doc.target_id)?;
    assess(pack_of(app, session, doc), target, doc).lamp
}

/// What follows from the figures, in words.
pub(crate) fn result(
    assessment: &Assessment,
    progress: &domain::monitoring::Progress,
    unit: AmountUnit,
) -> MonitorResult {
    MonitorResult {
        rate: percent(assessment.execution.rate),
        time: percent(Some(assessment.time)),
        pace: percent(assessment.execution.pace),
        money: assessment.execution.lamp,
        completion: percent(assessment.completion),
        deviation: percent(assessment.deviation),
        lamp: assessment.lamp,
        because: None,
        rectify: assessment.rectify.as_ref().map(|why| why.text.clone()),
        opener: assessment.rectify.as_ref().map(|why| match why.rule.as_str() {
            "monitoring.review-score" => Opener::ReviewScore,
            _ => Opener::Deviation,
        }),
        idle: assessment
            .idle
            .filter(|idle| idle.fen() > 0)
            .map(|idle| format!("按全年预计执行数，年底预计结余 {}（资金沉淀）", idle.with_unit(unit))),
        common: (assessment.common.iter())
            .map(|(name, value)| Common { name: name.clone(), value: value.clone() })
            .collect(),
        cross: assessment.cross.as_ref().map(|(lamp, text)| Cross { lamp: *lamp, text: text.clone() }),
        working: assessment.working.clone(),
        filled: progress.filled,
        total: progress.total,
        untouched: progress.untouched,
    }
}

/// What a red or yellow lamp comes from: the money, and the indicators with their names.
pub(crate) fn because<'a>(assessment: &Assessment, name: impl Fn(&Id) -> Option<&'a str>) -> Option<String> {
    const NAMED: usize = 2;
    let lamp = assessment.lamp?;
    let word = match lamp {
        Lamp::Red => "红灯",
        Lamp::Yellow => "黄灯",
        Lamp::Green | Lamp::Blue => return None,
    };
    let money = (assessment.execution.lamp == Some(lamp)).then(|| "支出进度".to_owned());
    let rows = assessment.rows.iter().filter(|row| row.lamp == Some(lamp));
    let named = rows.filter_map(|row| Some(format!("“{}”", name(&row.indicator)?)));
    let all: Vec<String> = money.into_iter().chain(named).collect();
    let first = all.get(..NAMED.min(all.len()))?.join("、");
    let rest = if all.len() > NAMED { format!("等 {} 项", all.len()) } else { String::new() };
    (!all.is_empty()).then(|| format!("{first}{rest}{word}"))
}

fn charts(
    app: &App,
    session: &Session,
    opened: &Opened,
    all: &[Monitoring],
    rows: &[MonitorRow],
) -> MonitorCharts {
    let rate = |month: Month| {
        let doc = all.iter().find(|doc| doc.month == month)?;
        let target = opened.versions.iter().find(|version| version.id == doc.target_id)?;
        assess(pack_of(app, session, doc), target, doc).execution.rate
    };
    MonitorCharts {
        money: (Month::ALL.iter())
            .map(|month| MoneyPoint {
                month: month.number(),
                executed: rate(*month).map(|rate| percent(Some(rate))),
                time: percent(Some(time_progress(*month))),
            })
            .collect(),
        indicators: (rows.iter())
            .filter(|row| !row.gone)
            .map(|row| IndicatorBar {
                id: row.id.clone(),
                name: row.name.clone(),
                rate: (!row.rate.is_empty()).then(|| row.rate.clone()),
                lamp: row.lamp,
            })
            .collect(),
    }
}

/// 序时进度 in percent.
fn time_progress(month: Month) -> Decimal {
    Decimal::from(month.number()) * Decimal::ONE_HUNDRED / Decimal::from(12)
}
