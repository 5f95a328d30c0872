//! The sums of monitoring over figures in a JSON file: for scripts, and for whoever wants to check them by hand.
//! No store is needed; the project exists only for the answer.

use crate::usecase::monitor::{month_of, percent};
use crate::usecase::project::unit_of;
use crate::views::{self, FindingView};
use crate::{ApiError, App, Result};
use chrono::Datelike;
use domain::check::{MonitoringSubject, Stage, check_monitoring};
use domain::due::Lamp;
use domain::finding::Finding;
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::money::AmountUnit;
use domain::monitoring::{Assessment, Monitoring, assess, prefill, set_monitoring_cell};
use domain::number;
use domain::period::FiscalYear;
use domain::project::Project;
use domain::rulepack::Pack;
use domain::target::{Target, TargetState};
use domain::target_value::{Sign, read_parts};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Figures to be assessed. Numbers may stand as texts or as numbers; texts lose nothing.
#[derive(Debug, Clone, Deserialize)]
struct Figures {
    pack: String,
    #[serde(default)]
    year: Option<i64>,
    #[serde(default)]
    funds: Funds,
    #[serde(default)]
    indicators: Vec<Row>,
    #[serde(default)]
    review_score: Cell,
    #[serde(default)]
    note: String,
}

/// Amounts in the unit of the pack unless they say 元 or 万元.
#[derive(Debug, Clone, Default, Deserialize)]
struct Funds {
    #[serde(default)]
    initial: Cell,
    #[serde(default)]
    adjusted: Cell,
    #[serde(default)]
    executed: Cell,
    #[serde(default)]
    expected: Cell,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Row {
    #[serde(default)]
    name: String,
    /// 二级指标; 数量指标 unless told.
    #[serde(default)]
    class: String,
    #[serde(default)]
    op: String,
    #[serde(default)]
    target: Cell,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    actual: Cell,
    #[serde(default)]
    weight: Cell,
    #[serde(default)]
    accrual: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    possibility: String,
    #[serde(default)]
    measures: String,
}

/// What stands in a cell, as text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "serde_json::Value")]
struct Cell(String);

impl From<serde_json::Value> for Cell {
    fn from(value: serde_json::Value) -> Self {
        Self(match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        })
    }
}

/// What to assess.
#[derive(Debug, Clone)]
pub struct MonitorFile {
    /// The JSON file.
    pub file: String,
    /// 1-12
    pub month: u8,
}

/// A rate in percent with two decimals, with its lamp.
#[derive(Debug, Clone, Serialize)]
pub struct RateOut {
    /// 执行率; `null` while nothing is executed.
    pub rate: Option<String>,
    /// 对序时
    pub pace: Option<String>,
    /// The lamp.
    pub lamp: Option<Lamp>,
}

/// One indicator.
#[derive(Debug, Clone, Serialize)]
pub struct RowOut {
    /// Its name.
    pub name: String,
    /// 完成率 in percent; `null` where there is none.
    pub rate: Option<String>,
    /// 对序时 in percent.
    pub pace: Option<String>,
    /// The lamp.
    pub lamp: Option<Lamp>,
    /// How it comes about.
    pub working: Vec<String>,
}

/// The answer.
#[derive(Debug, Clone, Serialize)]
pub struct Assessed {
    /// Budget execution.
    pub execution: RateOut,
    /// 序时进度 in percent.
    pub time: String,
    /// The indicators, as they were given.
    pub rows: Vec<RowOut>,
    /// 总体完成率 in percent.
    pub completion: Option<String>,
    /// 偏差 in percentage points.
    pub deviation: Option<String>,
    /// The project's lamp.
    pub lamp: Option<Lamp>,
    /// Is a rectification due?
    pub rectify: bool,
    /// How it comes about.
    pub working: Vec<String>,
    /// What is odd about the figures, the weightiest first.
    pub findings: Vec<FindingView>,
}

/// Reads a file and assesses it.
pub fn run(app: &App, query: MonitorFile) -> Result<Assessed> {
    let month = month_of(query.month)?;
    let path = PathBuf::from(&query.file);
    let bytes = std::fs::read(&path).map_err(|fault| ApiError::file("测算文件", &path, &fault))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let figures: Figures = serde_json::from_slice(bytes).map_err(|fault| {
        let text = "测算文件看不懂，请对照说明写成 JSON：规则包 pack、资金 funds、指标 indicators";
        ApiError::new("APP-FIGURES", text).field("file").detail(fault)
    })?;
    let pack = app.packs().get(&figures.pack)?;
    let year = figures.year.unwrap_or_else(|| i64::from(app.host().today().year()));
    let year = FiscalYear::new(year)
        .ok_or_else(|| ApiError::new("APP-YEAR", "预算年度应在 2000 到 2099 之间，请核对 year"))?;
    let project = Project::new(Id("project".to_owned()), Id("unit".to_owned()), year, "测算项目");
    let (target, mut found) = target(&figures, pack, &project);
    let mut doc = prefill(&project, &target, None, month, false, Id("month".to_owned()), &pack.id);
    fill(&mut doc, &figures, &target, unit_of(pack))?;
    let assessment = assess(pack, &target, &doc);
    found.extend(check_monitoring(MonitoringSubject {
        pack,
        project: &project,
        target: &target,
        doc: &doc,
        earlier: &[],
        last_year: None,
        paid: None,
        today: app.host().today(),
        stage: Stage::Draft,
    }));
    // A file says nothing of the year's end nor of how likely it is.
    found.retain(|finding| {
        !finding.path.ends_with("/possibility")
            && (finding.rule != "monitoring.required" || !finding.path.ends_with("/expected"))
    });
    found.sort_by_key(|finding| finding.level);
    Ok(answer(&figures, assessment, views::findings(found, &[(project, Some(target))])))
}

/// The target that the rows make, and what could not be read of it.
fn target(figures: &Figures, pack: &Pack, project: &Project) -> (Target, Vec<Finding>) {
    let taxonomy = pack.rules.taxonomy.as_ref().map_or(Taxonomy::Y2015, |rule| rule.params.version);
    let mut target = Target::new(Id("target".to_owned()), project.id.clone(), &pack.id, taxonomy);
    target.state = TargetState::Approved;
    let mut found = Vec::new();
    for (place, row) in figures.indicators.iter().enumerate() {
        let class = Class::from_word(&row.class, taxonomy).unwrap_or(Class::Quantity);
        let id = Id((place + 1).to_string());
        let mut indicator = Indicator::new(id, Horizon::Annual, class, row.name.trim());
        let sign = Sign::from_key(row.op.trim()).map_or(row.op.as_str(), |sign| sign.name());
        let read = |text: &str| read_parts(sign, text, &row.unit, Some(project.year));
        let value = indicator.value.typed(&row.target.0, read).map_err(|fault| fault.to_string());
        let weight = indicator.weight.typed(&row.weight.0, number::parse).map_err(|fault| fault.to_string());
        for (column, fault) in [("value", value), ("weight", weight)] {
            if let (Some(rule), Err(text)) = (&pack.rules.cell, fault) {
                let path = format!("/projects/{}/target/indicators/{}/{column}", project.id, indicator.id);
                let (text, remedy) = text.split_once("，请").unwrap_or((&text, "核对后重填"));
                let name = if row.name.is_empty() { "一条指标" } else { row.name.as_str() };
                let text = format!("“{name}”：{text}");
                found.push(rule.finding(path, text, format!("请{remedy}"), &[]));
            }
        }
        target.indicators.push(indicator);
    }
    (target, found)
}

fn fill(doc: &mut Monitoring, figures: &Figures, target: &Target, unit: AmountUnit) -> Result<()> {
    let fund = |column: &str| format!("funds/{}/{column}", FundSource::Fiscal.key());
    let mut cells: Vec<(String, &str)> = vec![
        (fund("initial"), &figures.funds.initial.0),
        (fund("adjusted"), &figures.funds.adjusted.0),
        (fund("executed"), &figures.funds.executed.0),
        (fund("expected"), &figures.funds.expected.0),
        ("review_score".to_owned(), &figures.review_score.0),
        ("note".to_owned(), &figures.note),
    ];
    for (row, indicator) in figures.indicators.iter().zip(&target.indicators) {
        let columns = [
            ("done", row.actual.0.as_str()),
            ("accrual", &row.accrual),
            ("reason", &row.reason),
            ("possibility", &row.possibility),
            ("measures", &row.measures),
        ];
        cells.extend(columns.map(|(column, text)| (format!("indicators/{}/{column}", indicator.id), text)));
    }
    for (path, text) in cells {
        set_monitoring_cell(doc, target, &path, text, unit)
            .map_err(|fault| ApiError::from(fault).field(&path))?;
    }
    Ok(())
}

fn answer(figures: &Figures, assessment: Assessment, findings: Vec<FindingView>) -> Assessed {
    let shown = |rate: Option<rust_decimal::Decimal>| rate.map(|rate| percent(Some(rate)));
    let rows = figures.indicators.iter().enumerate().map(|(place, row)| {
        let id = (place + 1).to_string();
        let found = assessment.rows.iter().find(|found| found.indicator.as_str() == id);
        RowOut {
            name: row.name.clone(),
            rate: shown(found.and_then(|found| found.rate)),
            pace: shown(found.and_then(|found| found.pace)),
            lamp: found.and_then(|found| found.lamp),
            working: found.map(|found| found.working.clone()).unwrap_or_default(),
        }
    });
    Assessed {
        rows: rows.collect(),
        execution: RateOut {
            rate: shown(assessment.execution.rate),
            pace: shown(assessment.execution.pace),
            lamp: assessment.execution.lamp,
        },
        time: percent(Some(assessment.time)),
        completion: shown(assessment.completion),
        deviation: shown(assessment.deviation),
        lamp: assessment.lamp,
        rectify: assessment.rectify.is_some(),
        working: assessment.working,
        findings,
    }
}
