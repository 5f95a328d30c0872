//! The sums of monitoring over figures in a JSON file: for scripts, and for whoever wants to check them by hand.
//! No store is needed; the project exists only for the answer.

use crate::usecase::figures::{self, Figures};
use crate::usecase::monitor::{month_of, percent};
use crate::usecase::project::unit_of;
use crate::views::{self, FindingView};
use crate::{ApiError, App, Result};
use domain::check::{MonitoringSubject, Stage, check_monitoring};
use domain::due::Lamp;
use domain::fund::FundSource;
use domain::money::AmountUnit;
use domain::monitoring::{Assessment, Monitoring, assess, prefill, set_monitoring_cell};
use domain::target::Target;
use domain::typed::Id;
use serde::Serialize;

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
    let figures = figures::read(&query.file)?;
    let (pack, project) = (figures.pack(app)?, figures.project(app)?);
    let (target, mut found) = figures.target(pack, &project);
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
