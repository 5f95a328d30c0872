//! Forms of monitoring: a project's month, the whole unit at half year, the page for the head, the ledgers.

use crate::session::Session;
use crate::usecase::evidence;
use crate::usecase::ledger::payments::{Paid, paid};
use crate::usecase::monitor::{Opened, month_of, open, pack_of};
use crate::usecase::month_figures::{Months, judgement, summary};
use crate::usecase::print::{Built, PrintQuery, day_of, sealed};
use crate::usecase::print_selfeval;
use crate::usecase::project::unit_of;
use crate::{ApiError, App, Result};
use chrono::Datelike;
use documents::forms::{
    DirectLedger, LedgerLine, MonitorForm, RectifyRow, RectifySheet, UnitMonitorForm, UnitProject,
    direct_ledger, monitor_form, monitor_summary, rectify_sheet, unit_monitor_form,
};
use documents::{FormPage, Stamp};
use domain::due::Lamp;
use domain::monitoring::{Month, assess};
use domain::project::{Flag, Project};
use domain::rectification::Rectification;
use domain::typed::Id;
use domain::whole::{UnitMonitoring, assess_unit};
use std::collections::BTreeMap;

const MONTH: &str = "monitor-136";
const UNIT: &str = "monitor-unit";
const SUMMARY: &str = "monitor-summary";
const DIRECT: &str = "direct-ledger";
const RECTIFY: &str = "rectify-ledger";

/// Forms of the whole unit: id and title.
const OF_UNIT: [(&str, &str); 4] = [
    (UNIT, "部门（单位）整体支出绩效监控表"),
    (SUMMARY, "绩效运行监控月报"),
    (DIRECT, "直达资金支付台账"),
    (RECTIFY, "绩效运行监控整改台账"),
];

/// The forms of a project's month: id and title.
pub(crate) fn month_forms() -> Vec<(String, String)> {
    vec![(MONTH.to_owned(), "项目支出绩效目标执行监控表".to_owned())]
}

/// The forms of the whole unit at half year: id and title.
pub(crate) fn unit_forms() -> Vec<(String, String)> {
    OF_UNIT.iter().take(1).map(|(id, title)| ((*id).to_owned(), (*title).to_owned())).collect()
}

/// Builds a form of monitoring; `None` where the query names one of a target.
pub(crate) fn build(app: &App, session: &Session, query: &PrintQuery) -> Result<Option<Built>> {
    let form = query.form.as_deref();
    let month = query.month.map(month_of).transpose()?;
    if let Some((id, title)) = OF_UNIT.iter().find(|(id, _)| form == Some(*id)) {
        let page = match *id {
            UNIT => {
                let doc = session.store.read().unit_monitoring(session.year)?;
                let doc = doc.unwrap_or_else(|| UnitMonitoring::new(app.host().new_id(), session.year));
                unit_page(app, session, &doc, None)?
            }
            SUMMARY => {
                let unit = session.unit()?;
                let month = month.map_or_else(|| current(app, session), Ok)?;
                monitor_summary(&summary(app, session, &unit, month)?)?
            }
            DIRECT => direct_page(app, session, month)?,
            _ => rectify_page(app, session)?,
        };
        let forms = vec![((*id).to_owned(), (*title).to_owned())];
        return Ok(Some(Built { id: (*id).to_owned(), page, forms }));
    }
    if query.project.trim().is_empty() {
        let own = OF_UNIT.iter().map(|(id, _)| (*id).to_owned());
        let known: Vec<String> =
            own.chain(print_selfeval::unit_forms().into_iter().map(|(id, _)| id)).collect();
        let text = format!("请选择项目；全单位的表式有：{}", known.join("、"));
        return Err(ApiError::new("APP-FORM", text).field("project"));
    }
    if form != Some(MONTH) && (form.is_some() || month.is_none()) {
        return Ok(None);
    }
    let month = match month {
        Some(month) => month,
        None => latest(session, &query.project)?,
    };
    let opened = open(app, session, &query.project, month)?;
    let page = month_page(app, session, &opened, None)?;
    Ok(Some(Built { id: MONTH.to_owned(), page, forms: month_forms() }))
}

/// The month of today within the open year.
fn current(app: &App, session: &Session) -> Result<Month> {
    let today = app.host().today();
    let number = match today.year().cmp(&i32::from(session.year.0)) {
        std::cmp::Ordering::Less => 1,
        std::cmp::Ordering::Equal => u8::try_from(today.month()).unwrap_or(12),
        std::cmp::Ordering::Greater => 12,
    };
    month_of(number)
}

/// The last month that was recorded of a project.
fn latest(session: &Session, project: &str) -> Result<Month> {
    let (project, _) = session.find_project(project)?;
    let docs = session.store.read().monitorings(&project.id)?;
    docs.iter().map(|doc| doc.month).max().ok_or_else(|| {
        let text = format!("“{}”还没有填运行监控，请先填报或写明打印几月的", project.name);
        ApiError::new("APP-FORM", text).field("month")
    })
}

/// The form of a month.
pub(crate) fn month_page(
    app: &App,
    session: &Session,
    opened: &Opened,
    stamp: Option<Stamp>,
) -> Result<FormPage> {
    let doc = &opened.doc;
    let pack = pack_of(app, session, doc);
    let amount_unit = unit_of(pack);
    let stamp = match stamp {
        Some(stamp) => stamp,
        None => {
            // June is filed as a month or with the half year.
            let key = doc.month.key();
            let half = if doc.month == Month::JUNE { "H1" } else { &key };
            sealed(session, doc.state, "monitor", &[&key, half], &[&opened.project.id])?
        }
    };
    Ok(monitor_form(&MonitorForm {
        unit: &session.unit()?,
        project: &opened.project,
        target: &opened.target,
        doc,
        judged: judgement(&assess(pack, &opened.target, doc), amount_unit),
        year: doc.year,
        amount_unit,
        stamp,
        date: day_of(app, session, "monitoring", &doc.id, doc.state)?,
    })?)
}

/// The form of the whole unit at half year.
pub(crate) fn unit_page(
    app: &App,
    session: &Session,
    doc: &UnitMonitoring,
    stamp: Option<Stamp>,
) -> Result<FormPage> {
    let pack = session.pack(app)?;
    let amount_unit = unit_of(pack);
    let stamp = match stamp {
        Some(stamp) => stamp,
        None => sealed(session, doc.state, "monitor", &["H1"], &[])?,
    };
    let mut months = Months::new(app, session)?;
    let recorded = months.recorded(UnitMonitoring::MONTH)?;
    let project = |(place, one): &(usize, crate::usecase::month_figures::Recorded)| {
        let (project, _) = months.entries.get(*place)?;
        let judged = judgement(&one.assessment, amount_unit);
        Some(UnitProject { name: project.name.clone(), totals: one.doc.totals(), judged })
    };
    let projects: Vec<UnitProject> = recorded.iter().filter_map(project).collect();
    let assessment = assess_unit(pack, &months.parts(&recorded), doc);
    Ok(unit_monitor_form(&UnitMonitorForm {
        unit: &session.unit()?,
        doc,
        projects: &projects,
        judged: judgement(&assessment, amount_unit),
        amount_unit,
        stamp,
        date: day_of(app, session, "unit_monitoring", &doc.id, doc.state)?,
    }))
}

/// A matter of the rectification ledger with what stands around it.
pub(crate) struct Matter {
    item: Rectification,
    project: String,
    evidence: usize,
}

impl Matter {
    pub(crate) fn row(&self) -> RectifyRow<'_> {
        RectifyRow { item: &self.item, project: &self.project, evidence: self.evidence }
    }
}

/// The matters of the year: what is over first, then by day, closed ones last.
pub(crate) fn matters(app: &App, session: &Session) -> Result<Vec<Matter>> {
    let read = session.store.read();
    let names: BTreeMap<Id, String> =
        read.project_names(session.year)?.into_iter().map(|(id, _, name)| (id, name)).collect();
    let mut proofs = evidence::by_owner(session)?;
    let today = app.host().today();
    let matter = |item: Rectification| {
        let proofs = proofs.remove(&item.path()).unwrap_or_default();
        let evidence = proofs.iter().filter(|proof| proof.fault.is_none()).count();
        let name = item.project_id.as_ref().and_then(|id| names.get(id));
        Matter { project: name.cloned().unwrap_or_default(), evidence, item }
    };
    let mut matters: Vec<Matter> = read.rectifications(session.year)?.into_iter().map(matter).collect();
    matters.sort_by_key(|matter| {
        let item = &matter.item;
        let lamp = item.lamp(today, matter.evidence) != Lamp::Red;
        (item.closed_on.is_some(), lamp, item.due.is_none(), item.due, item.opened_on)
    });
    Ok(matters)
}

/// Every payment of 直达资金 up to a month, or so far: those that the export marks, and those of projects that are marked.
fn direct_page(app: &App, session: &Session, month: Option<Month>) -> Result<FormPage> {
    let projects: BTreeMap<Id, Project> =
        session.projects()?.into_iter().map(|(project, _)| (project.id.clone(), project)).collect();
    let found = paid(session, month, |paid| {
        let project = paid.project.as_ref().and_then(|id| projects.get(id));
        let marked = project.is_some_and(|project| project.flags.contains(&Flag::DirectFunds));
        !project.is_some_and(Project::is_secret) && (paid.payment.direct || marked)
    })?;
    let line = |paid: &'_ Paid| {
        let project = paid.project.as_ref().and_then(|id| projects.get(id));
        project.map_or("", |project| project.name.as_str())
    };
    let lines: Vec<LedgerLine> =
        found.iter().map(|paid| LedgerLine { project: line(paid), payment: &paid.payment }).collect();
    let last = || -> Result<Month> {
        let ledgers = session.store.read().ledgers(session.year)?;
        ledgers.iter().map(|ledger| ledger.month).max().map_or_else(|| current(app, session), Ok)
    };
    Ok(direct_ledger(&DirectLedger {
        unit: &session.unit()?,
        year: session.year,
        month: month.map_or_else(last, Ok)?,
        lines: &lines,
        stamp: Stamp::Plain,
        date: app.host().today(),
    }))
}

fn rectify_page(app: &App, session: &Session) -> Result<FormPage> {
    let matters = matters(app, session)?;
    let rows: Vec<RectifyRow> = matters.iter().map(Matter::row).collect();
    Ok(rectify_sheet(&RectifySheet {
        unit: &session.unit()?,
        year: session.year,
        rows: &rows,
        stamp: Stamp::Plain,
        date: app.host().today(),
    }))
}
