//! Monthly monitoring (绩效运行监控) of a project: what the window shows of a month, and what it may do with it.

mod board;
mod cells;
mod change;
mod rows;
mod totals;
mod view;

pub use board::{BoardCell, BoardRow, MonitorBoard, MonthHead, board};
pub(crate) use cells::OpenMonths;
pub use change::{
    Accept, AcceptWhat, MonitorStarted, StartMonths, accept, confirm, delete, follow_target, reopen, start,
};
pub use rows::{Earlier, MonitorFund, MonitorRow};
pub(crate) use rows::{bad, kind, percentage, print};
pub use totals::{MonitorTotals, TotalsOf, totals};
pub use view::{
    Common, Cross, IndicatorBar, MoneyPoint, MonitorCharts, MonitorResult, MonitorView, MonthState, TargetOf,
    get,
};
pub(crate) use view::{because, result};

use crate::session::{Entry, Session};
use crate::{ApiError, App, Result};
use domain::check::{MonitoringSubject, Stage, check_monitoring};
use domain::finding::Finding;
use domain::money::Money;
use domain::monitoring::{Monitoring, Month, prefill};
use domain::number::round2;
use domain::project::Project;
use domain::rectification::Opener;
use domain::rulepack::Pack;
use domain::target::{Target, TargetState};
use domain::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A month of a project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonthOf {
    /// Id, code or name of the project.
    pub project: String,
    /// 1-12; the figures are cumulative from January.
    pub month: u8,
}

/// The month with this number, or a sentence.
pub(crate) fn month_of(number: u8) -> Result<Month> {
    Month::new(number)
        .ok_or_else(|| ApiError::new("APP-MONTH", format!("没有{number}月，请选 1 到 12 月")).field("month"))
}

/// A month's document with all that belongs to it.
pub(crate) struct Opened {
    pub(crate) project: Project,
    /// The version that the document points to.
    pub(crate) target: Target,
    /// All versions, the first version first.
    pub(crate) versions: Vec<Target>,
    pub(crate) doc: Monitoring,
    /// It is in the store.
    pub(crate) exists: bool,
    /// Those of earlier months of the year, in order.
    pub(crate) earlier: Vec<Monitoring>,
}

/// The version of a target that a new monitoring watches: the last one approved, else the last one filed, else the last.
pub(crate) fn watched(versions: &[Target]) -> Option<&Target> {
    let last = |state| versions.iter().rev().find(move |version| version.state == state);
    last(TargetState::Approved).or_else(|| last(TargetState::Sealed)).or(versions.last())
}

/// The pack that a monitoring keeps, or the year's.
pub(crate) fn pack_of<'a>(app: &'a App, session: &Session, doc: &Monitoring) -> &'a Pack {
    (app.packs().get(&doc.pack).ok()).or_else(|| session.pack(app).ok()).unwrap_or_else(|| app.base_pack())
}

/// The month's document, or the blank one that it would begin with.
pub(crate) fn open(app: &App, session: &Session, name: &str, month: Month) -> Result<Opened> {
    open_entry(app, session, session.find_project(name)?, month)
}

pub(crate) fn open_entry(
    app: &App,
    session: &Session,
    (project, target): Entry,
    month: Month,
) -> Result<Opened> {
    if project.is_secret() {
        return Err(ApiError::secret());
    }
    let read = session.store.read();
    let versions = read.targets(&project.id)?;
    let mut all = read.monitorings(&project.id)?;
    all.retain(|doc| doc.month <= month);
    all.sort_by_key(|doc| doc.month);
    let own = all.pop_if(|doc| doc.month == month);
    let exists = own.is_some();
    let pack = session.pack(app)?;
    let (target, doc) = match own {
        Some(doc) => {
            let of = versions.iter().find(|version| version.id == doc.target_id);
            let target = of.cloned().or(target).ok_or_else(|| no_target(&project))?;
            (target, doc)
        }
        None => {
            let target = watched(&versions).ok_or_else(|| no_target(&project))?.clone();
            let doc = prefill(&project, &target, None, month, false, app.host().new_id(), &pack.id);
            (target, doc)
        }
    };
    Ok(Opened { project, target, versions, doc, exists, earlier: all })
}

fn no_target(project: &Project) -> ApiError {
    let text = format!("“{}”还没有绩效目标，请先填报绩效目标再做监控", project.name);
    ApiError::new("APP-MONITOR-TARGET", text)
}

/// The same project's document of the same month a year before.
pub(crate) fn last_year(session: &Session, opened: &Opened) -> Result<Option<(Target, Monitoring)>> {
    let Some((before, Some(target))) = crate::usecase::last_year::of(session, &opened.project)? else {
        return Ok(None);
    };
    let doc = session.store.read().monitoring(&before.id, opened.doc.month)?;
    Ok(doc.filter(|_| !before.is_secret()).map(|doc| (target, doc)))
}

/// What the ledgers say was paid for a project from January to a month; `None` when no ledger says anything of it.
pub(crate) fn paid(session: &Session, project: &Id, month: Month) -> Result<Option<Money>> {
    let paid = session.store.read().paid(Some(project), session.year)?;
    let until = paid.into_iter().filter(|((_, at), _)| *at <= month.number());
    Ok(until.map(|(_, money)| money).reduce(|a, b| a + b))
}

/// All that a check has to say of a month.
pub(crate) fn findings(app: &App, session: &Session, opened: &Opened, stage: Stage) -> Result<Vec<Finding>> {
    let before = last_year(session, opened)?;
    let mut found = check_monitoring(MonitoringSubject {
        pack: pack_of(app, session, &opened.doc),
        project: &opened.project,
        target: &opened.target,
        doc: &opened.doc,
        earlier: &opened.earlier,
        last_year: before.as_ref().map(|(_, doc)| doc),
        paid: paid(session, &opened.project.id, opened.doc.month)?,
        today: app.host().today(),
        stage,
    });
    // What stands in the ledger of rectifications is being dealt with.
    for matter in session.store.read().rectifications_of(&opened.project.id)? {
        if matter.month == Some(opened.doc.month) {
            found.retain(|finding| rule_of(matter.opener) != Some(finding.rule.as_str()));
        }
    }
    Ok(found)
}

/// The rule that demands a matter of this kind.
fn rule_of(opener: Opener) -> Option<&'static str> {
    match opener {
        Opener::Deviation => Some("monitoring.deviation"),
        Opener::ReviewScore => Some("monitoring.review-score"),
        Opener::Feedback | Opener::Hand => None,
    }
}

/// A rate in percent with two decimals; empty when there is none.
pub(crate) fn percent(rate: Option<Decimal>) -> String {
    rate.map(|rate| format!("{:.2}", round2(rate))).unwrap_or_default()
}
