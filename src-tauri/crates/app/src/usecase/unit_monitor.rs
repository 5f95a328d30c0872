//! The unit as a whole at half year (部门整体支出绩效监控): its projects' figures, its own money, tasks and indicators.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::edit::{AtPath, Saved};
use crate::usecase::monitor::{
    MonitorFund, MonitorResult, MonitorRow, bad, because, kind, percent, percentage, print, result,
};
use crate::usecase::month_figures::{Months, Recorded};
use crate::usecase::print_month::unit_forms;
use crate::usecase::project::{Created, unit_of};
use crate::usecase::project_view::TextCell;
use crate::views::{self, FindingView};
use crate::{ApiError, App, Result};
use domain::check::{Stage, UnitMonitoringSubject, check_unit_monitoring};
use domain::due::Lamp;
use domain::finding::Finding;
use domain::fund::FundSource;
use domain::money::{AmountUnit, Money};
use domain::monitoring::{Actual, Assessment, MonitoredFund, MonitoredTotals};
use domain::number::plain;
use domain::rulepack::Pack;
use domain::target_value::TargetValue;
use domain::typed::Typed;
use domain::whole::{
    Dimension, UnitIndicator, UnitMonitoring, UnitTask, assess_unit, set_unit_monitoring_cell, unit_progress,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::OpKind;
use ts_rs::TS;

/// The unit's half year, ready to be shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnitMonitorView {
    /// Something was recorded.
    pub exists: bool,
    /// State in words.
    pub state: String,
    /// It cannot be edited now.
    pub locked: bool,
    /// Fiscal year.
    pub year: i32,
    /// Path of the document.
    pub path: String,
    /// 年度总体目标
    pub goal: TextCell,
    /// Money: the projects' sum, the unit's other money by source, the total; computed lines have no path.
    pub funds: Vec<MonitorFund>,
    /// 年度主要任务
    pub tasks: Vec<UnitTaskRow>,
    /// Indicators.
    pub rows: Vec<UnitMonitorRow>,
    /// Names of the six dimensions.
    pub dimensions: Vec<String>,
    /// The projects that were monitored for the half year.
    pub projects: Vec<UnitProjectRow>,
    /// What follows from the figures.
    pub result: MonitorResult,
    /// 说明
    pub note: TextCell,
    /// Findings, the weightiest first.
    pub findings: Vec<FindingView>,
    /// Forms that can be printed.
    pub forms: Vec<(String, String)>,
}

/// A main task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnitTaskRow {
    /// Path of the row; a column's path is this plus `/name`, `/content`, `/done`.
    pub path: String,
    /// Id.
    pub id: String,
    /// 任务名称
    pub name: String,
    /// 主要内容
    pub content: String,
    /// 完成情况
    pub done: String,
}

/// An indicator of the unit; `name`, `value`, `weight` and `dimension` are cells of the same path as well.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnitMonitorRow {
    /// As a row of a month.
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: MonitorRow,
    /// Name of its dimension.
    pub dimension: String,
    /// 指标值 as it is edited.
    pub value: String,
}

/// A project within the unit's half year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnitProjectRow {
    /// Id.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 执行率 in percent.
    pub rate: String,
    /// 完成率 in percent.
    pub completion: String,
    /// The lamp.
    pub lamp: Option<Lamp>,
}

/// A new indicator of the unit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddUnitRow {
    /// Name or key of its dimension.
    pub dimension: String,
    /// 三级指标, may be empty.
    pub name: String,
}

/// A new main task of the unit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddUnitTask {
    /// 任务名称, may be empty.
    pub name: String,
}

/// The projects' part of the half year: June of all that are monitored.
struct Half<'a> {
    months: Months<'a>,
    recorded: Vec<(usize, Recorded)>,
}

impl<'a> Half<'a> {
    fn read(app: &'a App, session: &'a Session) -> Result<Self> {
        let mut months = Months::new(app, session)?;
        let recorded = months.recorded(UnitMonitoring::MONTH)?;
        Ok(Self { months, recorded })
    }

    /// What a sheet says together with the projects, and all that a check has to say of it.
    fn judge(&self, pack: &Pack, doc: &UnitMonitoring, stage: Stage) -> (Assessment, Vec<Finding>) {
        let assessment = assess_unit(pack, &self.months.parts(&self.recorded), doc);
        let unmonitored = self.months.entries.len() - self.recorded.len();
        let subject = UnitMonitoringSubject { pack, doc, assessment: &assessment, unmonitored, stage };
        let found = check_unit_monitoring(subject);
        (assessment, found)
    }

    /// Sums of the projects' money.
    fn totals(&self) -> MonitoredTotals {
        MonitoredTotals::of(self.recorded.iter().flat_map(|(_, one)| one.doc.funds.values()))
    }
}

/// All that a check has to say of the unit's half year.
pub(crate) fn findings(
    app: &App,
    session: &Session,
    doc: &UnitMonitoring,
    stage: Stage,
) -> Result<Vec<Finding>> {
    Ok(Half::read(app, session)?.judge(session.pack(app)?, doc, stage).1)
}

/// The recorded document, or the blank one that it would begin with.
fn open(app: &App, session: &Session) -> Result<(UnitMonitoring, bool)> {
    let known = session.store.read().unit_monitoring(session.year)?;
    let exists = known.is_some();
    Ok((known.unwrap_or_else(|| UnitMonitoring::new(app.host().new_id(), session.year)), exists))
}

/// The document for a change; refuses when it cannot be edited now.
fn editable(app: &App, session: &Session) -> Result<UnitMonitoring> {
    let (doc, _) = open(app, session)?;
    if doc.is_editable() {
        return Ok(doc);
    }
    let text = format!("部门整体监控表{}，不能再修改；财政退回后可以重新填报", doc.state.name());
    Err(ApiError::new("APP-LOCKED", text))
}

/// Sets a cell below `/unit_monitoring/` among the cells of an edit; `rest` is the path after it. Gives its name.
pub(crate) fn set_cell(
    app: &App,
    session: &Session,
    slot: &mut Option<UnitMonitoring>,
    rest: &str,
    text: &str,
) -> Result<String> {
    let cell = rest.strip_prefix("H1/").ok_or_else(|| ApiError::no_such("单元格", rest))?;
    let unit = unit_of(session.pack(app)?);
    let doc = match slot {
        Some(doc) => doc,
        slot => slot.insert(editable(app, session)?),
    };
    Ok(set_unit_monitoring_cell(doc, cell, text, unit)?)
}

/// The unit's half year.
pub fn get(app: &App, _: Empty) -> Result<UnitMonitorView> {
    app.read(|session| {
        let (doc, exists) = open(app, session)?;
        let half = Half::read(app, session)?;
        let pack = session.pack(app)?;
        let unit = unit_of(pack);
        let (assessment, found) = half.judge(pack, &doc, Stage::Draft);
        let locked = !doc.is_editable();
        let cell = |field: &str, label: &str, text: &str| TextCell {
            path: format!("{}/{field}", UnitMonitoring::PATH),
            label: label.to_owned(),
            text: text.to_owned(),
            bad: None,
            locked,
            options: Vec::new(),
            wide: true,
        };
        Ok(UnitMonitorView {
            exists,
            state: if exists { doc.state.name().to_owned() } else { "还没有填".to_owned() },
            locked,
            year: i32::from(session.year.0),
            path: UnitMonitoring::PATH.to_owned(),
            goal: cell("goal", "年度总体目标", &doc.goal),
            funds: funds(&doc, half.totals(), &assessment, unit),
            tasks: doc.tasks.iter().map(task).collect(),
            rows: doc.rows.iter().map(|row| indicator(row, &assessment)).collect(),
            dimensions: Dimension::ALL.iter().map(|dimension| dimension.name().to_owned()).collect(),
            projects: (half.recorded.iter())
                .filter_map(|(place, one)| {
                    let (project, _) = half.months.entries.get(*place)?;
                    Some(UnitProjectRow {
                        id: project.id.to_string(),
                        name: project.name.clone(),
                        rate: percent(one.assessment.execution.rate),
                        completion: percent(one.assessment.completion),
                        lamp: one.assessment.lamp,
                    })
                })
                .collect(),
            result: MonitorResult {
                because: because(&assessment, |id| {
                    doc.rows.iter().find(|row| row.id == *id).map(|row| row.name.as_str())
                }),
                ..result(&assessment, &unit_progress(&doc, &assessment), unit)
            },
            note: cell("note", "说明", &doc.note),
            findings: views::findings(found, &[]),
            forms: unit_forms(),
        })
    })
}

fn funds(
    doc: &UnitMonitoring,
    projects: MonitoredTotals,
    found: &Assessment,
    unit: AmountUnit,
) -> Vec<MonitorFund> {
    let line = |path: String, label: &str, totals: &MonitoredTotals, rate: String| MonitorFund {
        path,
        label: label.to_owned(),
        initial: print(totals.initial, unit),
        adjusted: print(totals.adjusted, unit),
        executed: print(totals.executed, unit),
        expected: print(totals.expected, unit),
        bad: BTreeMap::new(),
        rate,
        paid: String::new(),
        suggestion: String::new(),
        earlier: Vec::new(),
        last_year: String::new(),
    };
    let rate = |totals: &MonitoredTotals| percent(percentage(totals.executed, totals.budget()));
    let mut list = vec![line(String::new(), "项目支出合计", &projects, rate(&projects))];
    for source in FundSource::ALL {
        let fund = doc.funds.get(&source).cloned().unwrap_or_default();
        let own = MonitoredTotals {
            initial: fund.initial.value,
            adjusted: fund.adjusted.value,
            executed: fund.executed.value,
            expected: fund.expected.value,
        };
        let path = format!("{}/funds/{}", UnitMonitoring::PATH, source.key());
        let label = format!("单位其他支出：{}", source.name());
        list.push(MonitorFund { bad: bad(cells(&fund)), ..line(path, &label, &own, rate(&own)) });
    }
    let own = doc.totals();
    let add = |a: Option<Money>, b: Option<Money>| match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    };
    let adjusted = projects.adjusted.or(own.adjusted);
    let total = MonitoredTotals {
        initial: add(projects.initial, own.initial),
        adjusted: adjusted.and_then(|_| add(projects.budget(), own.budget())),
        executed: add(projects.executed, own.executed),
        expected: add(projects.expected, own.expected),
    };
    list.push(line(String::new(), "部门整体支出", &total, percent(found.execution.rate)));
    list
}

fn cells(fund: &MonitoredFund) -> [(&'static str, &Typed<Money>); 4] {
    fund.cells().map(|(key, _, cell)| (key, cell))
}

fn task(task: &UnitTask) -> UnitTaskRow {
    UnitTaskRow {
        path: format!("{}/tasks/{}", UnitMonitoring::PATH, task.id),
        id: task.id.to_string(),
        name: task.name.clone(),
        content: task.content.clone(),
        done: task.done.clone(),
    }
}

fn indicator(own: &UnitIndicator, assessment: &Assessment) -> UnitMonitorRow {
    let assessed = assessment.rows.iter().find(|row| row.indicator == own.id);
    let goal = own.value.value.as_ref();
    let shown = goal.map(TargetValue::print).unwrap_or_default();
    let text = |cell: &Typed<Actual>| cell.value.as_ref().map(Actual::print).unwrap_or_default();
    let mut unread = bad([("done", &own.done), ("expected", &own.expected)]);
    unread.extend(bad([("value", &own.value)]));
    unread.extend(bad([("weight", &own.weight)]));
    let row = MonitorRow {
        path: format!("{}/rows/{}", UnitMonitoring::PATH, own.id),
        id: own.id.to_string(),
        level1: String::new(),
        level2: String::new(),
        name: own.name.clone(),
        target: shown.clone(),
        unit: goal.map(|goal| goal.unit.clone()).unwrap_or_default(),
        weight: own.weight.value.map(plain).unwrap_or_default(),
        kind: kind(goal).to_owned(),
        accrual: own.accrual().name().to_owned(),
        done: text(&own.done),
        expected: text(&own.expected),
        suggestion: String::new(),
        causes: BTreeMap::new(),
        reason: own.reason.clone(),
        possibility: own.possibility.map(|word| word.name()).unwrap_or_default().to_owned(),
        measures: own.measures.clone(),
        rate: percent(assessed.and_then(|row| row.rate)),
        pace: percent(assessed.and_then(|row| row.pace)),
        plan: assessed.and_then(|row| row.plan).map(plain).unwrap_or_default(),
        lamp: assessed.and_then(|row| row.lamp),
        working: assessed.map(|row| row.working.clone()).unwrap_or_default(),
        earlier: Vec::new(),
        last_year: String::new(),
        untouched: false,
        gone: false,
        bad: unread,
        remarks: 0,
    };
    UnitMonitorRow { row, dimension: own.dimension.name().to_owned(), value: shown }
}

/// Begins the document; one that is there stays as it is.
pub fn start(app: &App, _: Empty) -> Result<Saved> {
    app.work(|session| {
        let (doc, exists) = open(app, session)?;
        if exists {
            return Ok(Saved::new(app, None, &Default::default()));
        }
        let label = "开始填写部门整体上半年监控";
        put(app, session, label, &doc)
    })
}

fn put(app: &App, session: &mut Session, label: &str, doc: &UnitMonitoring) -> Result<Saved> {
    let changed = session.operate(app, label, OpKind::Reversible, |tx| Ok(tx.put_unit_monitoring(doc)?))?;
    Ok(Saved::new(app, Some(label.to_owned()), &changed.kinds))
}

/// Adds an indicator at the end of its dimension.
pub fn add_row(app: &App, add: AddUnitRow) -> Result<Created> {
    let found = Dimension::from_key(&add.dimension).or_else(|| Dimension::from_name(&add.dimension));
    let dimension = found.ok_or_else(|| ApiError::no_such("维度", &add.dimension).field("dimension"))?;
    app.work(|session| {
        let mut doc = editable(app, session)?;
        let id = app.host().new_id();
        let place = doc.rows.iter().rposition(|row| row.dimension <= dimension).map_or(0, |at| at + 1);
        doc.rows.insert(place, UnitIndicator::new(id.clone(), dimension, add.name.trim()));
        put(app, session, &format!("添加部门整体{}指标", dimension.name()), &doc)?;
        Ok(Created { id: id.to_string() })
    })
}

/// Adds a main task.
pub fn add_task(app: &App, add: AddUnitTask) -> Result<Created> {
    app.work(|session| {
        let mut doc = editable(app, session)?;
        let id = app.host().new_id();
        doc.tasks.push(UnitTask {
            id: id.clone(),
            name: add.name.trim().to_owned(),
            content: String::new(),
            done: String::new(),
        });
        put(app, session, "添加年度主要任务", &doc)?;
        Ok(Created { id: id.to_string() })
    })
}

/// Removes an indicator or a task.
pub fn remove(app: &App, query: AtPath) -> Result<Saved> {
    let missing = || ApiError::no_such("要删除的一行", &query.path).field("path");
    let rest = query.path.strip_prefix(UnitMonitoring::PATH).ok_or_else(missing)?;
    app.work(|session| {
        let mut doc = editable(app, session)?;
        let parts: Vec<&str> = rest.trim_start_matches('/').split('/').collect();
        let label = match parts.as_slice() {
            ["rows", id] => {
                let at = doc.rows.iter().position(|row| row.id.as_str() == *id).ok_or_else(missing)?;
                format!("删除部门整体指标“{}”", doc.rows.remove(at).name)
            }
            ["tasks", id] => {
                let at = doc.tasks.iter().position(|task| task.id.as_str() == *id).ok_or_else(missing)?;
                format!("删除年度主要任务“{}”", doc.tasks.remove(at).name)
            }
            _ => return Err(missing()),
        };
        put(app, session, &label, &doc)
    })
}
