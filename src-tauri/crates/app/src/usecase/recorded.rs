//! How far the year's monitoring and self-assessments are, for what is due and for the matrix of the start page.

use crate::Result;
use crate::board::Board;
use crate::session::Session;
use chrono::{Datelike, NaiveDate};
use domain::due::{self, Round};
use domain::monitoring::Month;
use domain::period::FiscalYear;
use domain::rulepack::Pack;
use domain::target::TargetState;
use domain::typed::Id;
use std::collections::{BTreeMap, BTreeSet};

/// The screen of monitoring.
pub(super) const MONITOR: &str = "/monitor";
const UNIT: &str = "/monitor/unit";
/// The screen of self-assessments; below it one by its project.
pub(super) const SELFEVAL: &str = "/selfeval";

/// How far the year's monitoring and self-assessments are.
pub(crate) struct Recorded {
    /// Projects that are monitored.
    all: usize,
    /// By month: projects with every cell filled and none left as copied, and how many of them are filed.
    pub(super) months: BTreeMap<Month, (BTreeSet<Id>, usize)>,
    /// The whole unit's half year: begun, filed.
    unit: Option<bool>,
    year: FiscalYear,
    /// Self-assessments: state, and whether the review is awaited.
    pub(super) assessed: BTreeMap<Id, (TargetState, bool)>,
    /// Self-assessments of the year before: filed, and projects that have one to make.
    before: (usize, usize),
}

impl Recorded {
    pub(super) fn read(session: &Session, board: &Board) -> Result<Self> {
        let mut months: BTreeMap<Month, (BTreeSet<Id>, usize)> = BTreeMap::new();
        for cell in session.store.read().monitoring_board(session.year)? {
            let (complete, filed) = months.entry(cell.month).or_default();
            if cell.progress.is_complete() {
                complete.insert(cell.project_id);
            }
            *filed += usize::from(cell.state == TargetState::Sealed);
        }
        let read = session.store.read();
        let unit = read.unit_monitoring(session.year)?;
        Ok(Self {
            year: session.year,
            assessed: read.self_assessment_states(session.year)?,
            before: before(session)?,
            all: board.rows().filter(|known| !known.row.secret).count(),
            months,
            unit: unit.map(|doc| doc.state == TargetState::Sealed),
        })
    }

    pub(super) fn has(&self, month: Month, project: &str) -> bool {
        self.months.get(&month).is_some_and(|(complete, _)| complete.contains(&Id(project.to_owned())))
    }

    /// Has the self-assessment left its drafter's hands?
    pub(super) fn is_assessed(&self, project: &str) -> bool {
        let drafted = |state| matches!(state, TargetState::Drafted | TargetState::Returned);
        let known = self.assessed.get(&Id(project.to_owned()));
        known.is_some_and(|(state, handed_on)| *handed_on || !drafted(*state))
    }

    /// The self-assessments of a year: in words how far they are, whether all are filed, whether there is any to make.
    fn assessments(&self, year: FiscalYear) -> (String, bool, bool) {
        if year != self.year {
            let (filed, all) = self.before;
            let detail = format!("{}，请切换到 {year} 年度办理", unfiled(all, all.saturating_sub(filed)));
            return (detail, filed >= all, all > 0);
        }
        let filed = self.assessed.values().filter(|(state, _)| *state == TargetState::Sealed).count();
        let begun = self.assessed.len();
        let detail = match (self.all, self.all.saturating_sub(begun)) {
            (0, _) => "还没有项目".to_owned(),
            (all, 0) => unfiled(all, all.saturating_sub(filed)),
            (_, left) => format!("还有 {left} 个项目没有开始自评"),
        };
        (detail, self.all > 0 && filed >= self.all, self.all > 0)
    }

    /// A round with how far it is and where to go on; `None` for one whose day has passed and that is filled in.
    pub(super) fn told(&self, due: due::Due) -> Option<(due::Due, (&'static str, String))> {
        let over = due.days.is_some_and(|days| days < 0);
        match due.round? {
            Round::SelfEval(year) => {
                let (detail, done, any) = self.assessments(year);
                if (over && (done || !any)) || (year != self.year && !any) {
                    return None;
                }
                let detail =
                    if due.detail.is_empty() { detail } else { format!("{detail}；{}", due.detail) };
                let due = due::Due { detail, ..due };
                let due = if done { due.done() } else { due };
                let here = !done && year == self.year;
                let to = if here { ("去自评", SELFEVAL.to_owned()) } else { Default::default() };
                Some((due, to))
            }
            Round::Unit => {
                let (detail, done) = match self.unit {
                    None => (due.detail.clone(), false),
                    Some(false) => ("已经开始填写，还没有上报".to_owned(), false),
                    Some(true) => ("已上报".to_owned(), true),
                };
                let to = if done { Default::default() } else { ("去填写", UNIT.to_owned()) };
                Some((due::Due { detail, ..due }, to))
            }
            Round::Projects(month) => {
                let (complete, filed) =
                    self.months.get(&month).map_or((0, 0), |(complete, filed)| (complete.len(), *filed));
                let left = self.all.saturating_sub(complete);
                // Without projects nothing was missed.
                if over && left == 0 {
                    return None;
                }
                let detail = match (self.all, left) {
                    (0, _) => "还没有项目".to_owned(),
                    (all, 0) if filed >= all => format!("{all} 个项目都已上报"),
                    (all, 0) => format!("{all} 个项目都已填齐，还没有全部上报"),
                    (_, left) => format!("还有 {left} 个项目没有填齐"),
                };
                let detail =
                    if due.detail.is_empty() { detail } else { format!("{detail}；{}", due.detail) };
                let due = due::Due { detail, ..due };
                let done = self.all > 0 && filed >= self.all;
                let due = if done { due.done() } else { due };
                let to = if done { Default::default() } else { ("去填写", MONITOR.to_owned()) };
                Some((due, to))
            }
        }
    }
}

fn unfiled(all: usize, left: usize) -> String {
    match left {
        0 => format!("{all} 个项目的绩效自评都已上报"),
        left => format!("还有 {left} 个项目的绩效自评没有上报"),
    }
}

/// Of the year before the open one: self-assessments that are filed, and projects with one to make.
fn before(session: &Session) -> Result<(usize, usize)> {
    let read = session.store.read();
    let year = FiscalYear(session.year.0.saturating_sub(1));
    let states = read.self_assessment_states(year)?;
    let filed = states.values().filter(|(state, _)| *state == TargetState::Sealed).count();
    // Only who has begun to assess here is reminded of the rest.
    let all = if states.is_empty() { 0 } else { read.open_projects(year)? };
    Ok((filed, all))
}

/// The self-assessments of the year before the open one, due in the open year.
pub(super) fn year_before(pack: &Pack, session: &Session, today: NaiveDate) -> Option<due::Due> {
    let year = FiscalYear(session.year.0.checked_sub(1)?);
    due::self_eval(pack, year, today).filter(|due| due.date.is_some_and(|date| date.year() == today.year()))
}
