//! The figures of a month over all projects: what the page for the head and the report are made of.

use crate::session::{Entry, Session};
use crate::usecase::monitor::pack_of;
use crate::usecase::project::unit_of;
use crate::{App, Result};
use documents::Stamp;
use documents::forms::{Judgement, SummaryMonth, SummaryPage, SummaryRow, SummaryTotals, brief, reason};
use domain::due::Lamp;
use domain::money::AmountUnit;
use domain::monitoring::{Assessment, Monitoring, Month, Progress, assess, progress};
use domain::rectification::Rectification;
use domain::target::{Target, TargetState};
use domain::typed::Id;
use domain::unit::Unit;
use domain::whole::{ProjectPart, assess_projects};
use std::collections::BTreeMap;

/// A project's month, judged.
pub(crate) struct Recorded {
    pub(crate) doc: Monitoring,
    pub(crate) assessment: Assessment,
    /// How much of it is filled in.
    progress: Progress,
}

impl Recorded {
    /// Every cell is filled and none left as copied.
    fn is_complete(&self) -> bool {
        self.progress.filled == self.progress.total && self.progress.untouched == 0
    }
}

/// Reads months of all projects; a project is read once.
pub(crate) struct Months<'a> {
    app: &'a App,
    session: &'a Session,
    /// Projects that are monitored, in the order of the list: all but 涉密.
    pub(crate) entries: Vec<Entry>,
    /// Versions of targets that are not the newest.
    older: BTreeMap<Id, Vec<Target>>,
}

impl<'a> Months<'a> {
    pub(crate) fn new(app: &'a App, session: &'a Session) -> Result<Self> {
        let mut entries = session.projects()?;
        entries.retain(|(project, _)| !project.is_secret());
        Ok(Self { app, session, entries, older: BTreeMap::new() })
    }

    /// What was recorded of a month, by the place of the project; months that were begun and left blank are not.
    pub(crate) fn recorded(&mut self, month: Month) -> Result<Vec<(usize, Recorded)>> {
        let read = self.session.store.read();
        let docs = read.monitorings_of_month(self.session.year, month)?;
        let mut docs: BTreeMap<Id, Monitoring> =
            docs.into_iter().map(|doc| (doc.project_id.clone(), doc)).collect();
        let mut found = Vec::new();
        for (place, (project, newest)) in self.entries.iter().enumerate() {
            let Some(doc) = docs.remove(&project.id) else { continue };
            let newest = newest.as_ref().filter(|target| target.id == doc.target_id);
            let target = match newest {
                Some(target) => target,
                None => {
                    if !self.older.contains_key(&project.id) {
                        self.older.insert(project.id.clone(), read.targets(&project.id)?);
                    }
                    let versions = self.older.get(&project.id);
                    let version =
                        versions.and_then(|all| all.iter().find(|target| target.id == doc.target_id));
                    let Some(version) = version else { continue };
                    version
                }
            };
            let assessment = assess(pack_of(self.app, self.session, &doc), target, &doc);
            let progress = progress(target, &doc, &assessment);
            // A month that was only begun says nothing yet.
            if progress.filled > 0 {
                found.push((place, Recorded { doc, assessment, progress }));
            }
        }
        Ok(found)
    }

    /// The parts that make up the whole.
    pub(crate) fn parts<'b>(&'b self, recorded: &'b [(usize, Recorded)]) -> Vec<ProjectPart<'b>> {
        let part = |(place, one): &'b (usize, Recorded)| {
            let (project, _) = self.entries.get(*place)?;
            let executed = one.doc.totals().executed.unwrap_or_default();
            Some((project, &one.assessment, one.doc.denominator().unwrap_or_default(), executed))
        };
        recorded.iter().filter_map(part).collect()
    }
}

/// What the rules make of a document, as the papers print it.
pub(crate) fn judgement(assessment: &Assessment, unit: AmountUnit) -> Judgement {
    Judgement {
        execution: assessment.execution.rate,
        time: Some(assessment.time),
        money_lamp: assessment.execution.lamp,
        completion: assessment.completion,
        deviation: assessment.deviation,
        lamp: assessment.lamp,
        rectify: (assessment.rectify.as_ref()).map(|why| format!("{}（{}）", why.text, why.source.document)),
        idle: (assessment.idle.filter(|idle| idle.fen() > 0))
            .map(|idle| format!("预计年底沉淀资金 {}", brief(idle, unit))),
    }
}

/// The page for the head: all figures of a month, with the months before it.
pub(crate) fn summary<'a>(
    app: &App,
    session: &Session,
    unit: &'a Unit,
    month: Month,
) -> Result<SummaryPage<'a>> {
    let pack = session.pack(app)?;
    let amount_unit = unit_of(pack);
    let mut months = Months::new(app, session)?;
    let mut trend = Vec::new();
    let mut last = Vec::new();
    for at in Month::ALL.into_iter().filter(|at| *at <= month) {
        last = months.recorded(at)?;
        if last.is_empty() {
            continue;
        }
        let whole = assess_projects(pack, at, &months.parts(&last));
        let lamps = |lamp| {
            let count = last.iter().filter(|(_, one)| one.assessment.lamp == Some(lamp)).count();
            Some(u32::try_from(count).unwrap_or(u32::MAX))
        };
        trend.push(SummaryMonth {
            month: at,
            execution: whole.execution.rate,
            completion: whole.completion,
            red: lamps(Lamp::Red),
            yellow: lamps(Lamp::Yellow),
        });
    }
    let parts = months.parts(&last);
    let whole = assess_projects(pack, month, &parts);
    let mut rows: Vec<SummaryRow> = last
        .iter()
        .filter_map(|(place, one)| Some(row(&months.entries.get(*place)?.0.name, one, amount_unit)))
        .collect();
    rows.sort_by_key(|row| {
        let apart = row.judged.deviation.map(|deviation| deviation.abs()).unwrap_or_default();
        (urgency(row), std::cmp::Reverse(apart), row.judged.execution)
    });
    let missing = (months.entries.iter().enumerate())
        .filter(|(place, _)| !last.iter().any(|(known, _)| known == place))
        .map(|(_, (project, _))| project.name.clone());
    let (open, overdue) = matters(app, session)?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let lamps = [Lamp::Red, Lamp::Yellow, Lamp::Green, Lamp::Blue]
        .map(|lamp| count(rows.iter().filter(|row| row.judged.lamp == Some(lamp)).count()));
    let filed = |state| matches!(state, TargetState::Sealed | TargetState::Approved);
    let sealed = !last.is_empty() && last.iter().all(|(_, one)| filed(one.doc.state));
    let known = !parts.is_empty();
    Ok(SummaryPage {
        unit,
        year: session.year,
        month,
        totals: SummaryTotals {
            projects: count(months.entries.len()),
            recorded: count(last.len()),
            incomplete: count(last.iter().filter(|(_, one)| !one.is_complete()).count()),
            budget: known.then(|| parts.iter().map(|part| part.2).sum()),
            executed: whole.execution.rate.and(Some(parts.iter().map(|part| part.3).sum())),
            judged: Judgement { rectify: None, ..judgement(&whole, amount_unit) },
            lamps,
            rectify: count(rows.iter().filter(|row| row.judged.rectify.is_some()).count()),
            open: count(open),
            overdue: count(overdue),
            idle: whole.idle,
        },
        missing: missing.collect(),
        rows,
        months: trend,
        amount_unit,
        stamp: if sealed { Stamp::Plain } else { Stamp::Draft },
        date: app.host().today(),
    })
}

/// Red before what a rule wants rectified, before yellow, before the rest.
fn urgency(row: &SummaryRow) -> u8 {
    match (row.judged.lamp, &row.judged.rectify) {
        (Some(Lamp::Red), _) => 0,
        (_, Some(_)) => 1,
        (Some(Lamp::Yellow), _) => 2,
        _ => 3,
    }
}

fn row(name: &str, one: &Recorded, unit: AmountUnit) -> SummaryRow {
    let totals = one.doc.totals();
    // In the order of the form, what is red or yellow first.
    let lamp = |id: &Id| {
        let row = one.assessment.rows.iter().find(|row| row.indicator == *id);
        row.and_then(|row| row.lamp)
    };
    let mut told: Vec<_> = one.doc.rows.iter().collect();
    told.sort_by_key(|row| !matches!(lamp(&row.indicator), Some(Lamp::Red | Lamp::Yellow)));
    let words = |text: &dyn Fn(&domain::monitoring::MonitoredIndicator) -> String| {
        let mut parts: Vec<String> = Vec::new();
        for text in told.iter().map(|row| text(row)) {
            let text = text.trim().trim_end_matches(['。', '；', ';']).to_owned();
            // Several indicators often share one reason.
            if !text.is_empty() && !parts.contains(&text) {
                parts.push(text);
            }
        }
        parts.join("；")
    };
    SummaryRow {
        name: name.to_owned(),
        budget: totals.budget(),
        executed: totals.executed,
        judged: judgement(&one.assessment, unit),
        why: words(&reason),
        measures: words(&|row| row.measures.clone()),
    }
}

/// Matters of the rectification ledger that are open, and of them those that are due or over.
fn matters(app: &App, session: &Session) -> Result<(usize, usize)> {
    let today = app.host().today();
    let open: Vec<Rectification> = (session.store.read().rectifications(session.year)?.into_iter())
        .filter(|item| item.closed_on.is_none())
        .collect();
    let over = open.iter().filter(|item| item.due.is_some_and(|due| due <= today)).count();
    Ok((open.len(), over))
}
