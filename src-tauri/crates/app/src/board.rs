//! What the lists show of each project of the year, kept between calls.
//!
//! Checking 400 targets takes a tenth of a second, and a list is asked for after every cell. So each project's line is
//! kept and made anew only when one of its rows changed. Whether the kept lines still hold is told by the number of the
//! last operation: one that was not noted here ([`Kept::note`]) empties the board, so a forgotten note costs time and
//! never truth.

use crate::pinyin_search::Searchable;
use crate::session::Session;
use crate::usecase::project::{ProjectRow, row_of, unit_of};
use crate::{App, Result};
use domain::check::{Gist, check_across};
use domain::finding::{Finding, Level};
use domain::fund::Horizon;
use domain::indicator::{Class, Indicator};
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use domain::project::Project;
use domain::rulepack::Pack;
use domain::target::{Target, TargetState};
use domain::typed::Id;
use domain::unit::Unit;
use std::cell::{Ref, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use store::DataKind;

/// From so many changed projects on all are read at once.
const MANY: usize = 40;

/// A text with its pinyin, worked out when it is first searched.
#[derive(Default)]
pub(crate) struct Lazy(OnceLock<Searchable>);

impl Lazy {
    pub(crate) fn get(&self, text: &str) -> &Searchable {
        self.0.get_or_init(|| Searchable::new(text))
    }
}

/// An annual indicator, to be found.
pub(crate) struct Named {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) class: Class,
    pub(crate) search: Lazy,
}

/// A project as the lists know it.
pub(crate) struct Known {
    pub(crate) row: ProjectRow,
    /// What it is compared with other projects by.
    gist: Gist,
    /// Findings of this project alone, by level; the row counts what it shares with others as well.
    own: [usize; 3],
    /// 实施单位, empty for the unit itself.
    pub(crate) implementer: String,
    pub(crate) state: TargetState,
    /// The target adjusts an approved one.
    pub(crate) adjustment: bool,
    target: Option<Id>,
    pub(crate) indicators: Vec<Named>,
    pub(crate) search: Lazy,
}

impl Known {
    fn new(
        app: &App,
        session: &Session,
        of: (&Unit, AmountUnit),
        project: &Project,
        target: Option<&Target>,
    ) -> Self {
        let named = |indicator: &Indicator| Named {
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            class: indicator.class,
            search: Lazy::default(),
        };
        let row = row_of(app, session, of, project, target);
        Self {
            own: [row.errors, row.explains, row.hints],
            row,
            gist: Gist::of(project, target),
            implementer: project.implementer.trim().to_owned(),
            state: target.map_or(TargetState::Drafted, |target| target.state),
            adjustment: target.is_some_and(|target| target.adjustment.is_some()),
            target: target.map(|target| target.id.clone()),
            indicators: target.iter().flat_map(|t| t.side(Horizon::Annual)).map(named).collect(),
            search: Lazy::default(),
        }
    }
}

/// The year's projects in the order they were made.
#[derive(Default)]
pub(crate) struct Board {
    known: BTreeMap<Id, Known>,
    /// What projects share that only one may have.
    across: Vec<Finding>,
}

impl Board {
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Known> {
        self.known.values()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Known> {
        self.known.get(&Id(id.to_owned()))
    }

    /// What this project shares with another and may not.
    pub(crate) fn shared(&self, project: &Id) -> impl Iterator<Item = &Finding> {
        let base = format!("/projects/{project}");
        self.across.iter().filter(move |finding| finding.is_at(&base))
    }

    /// Compares the projects with each other and counts what comes of it on their lines.
    fn compare(&mut self, pack: &Pack) {
        self.across = check_across(pack, self.known.values().map(|known| &known.gist));
        for known in self.known.values_mut() {
            [known.row.errors, known.row.explains, known.row.hints] = known.own;
        }
        for finding in &self.across {
            let id = finding.path.split('/').nth(2).unwrap_or_default();
            let Some(known) = self.known.get_mut(&Id(id.to_owned())) else { continue };
            match finding.level {
                Level::Error => known.row.errors += 1,
                Level::Explain => known.row.explains += 1,
                Level::Hint => known.row.hints += 1,
            }
        }
    }

    /// The project that a version of a target belongs to, as far as it is the latest.
    pub(crate) fn project_of(&self, target: &str) -> Option<&Id> {
        let of = |known: &&Known| known.target.as_ref().is_some_and(|id| id.as_str() == target);
        self.known.iter().find(|(_, known)| of(known)).map(|(id, _)| id)
    }
}

/// The board and what it was made from.
#[derive(Default)]
pub(crate) struct Kept {
    board: RefCell<Board>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// The year and the last operation that the board knows of; `None`: nothing is kept.
    made: Option<(FiscalYear, i64)>,
    /// Rows that changed since.
    changed: BTreeSet<(DataKind, String)>,
}

impl Kept {
    /// Notes the rows that an operation, undo or redo changed; `seq` is its number.
    pub(crate) fn note(&self, rows: &BTreeSet<(DataKind, String)>, seq: i64) {
        let mut state = self.state.borrow_mut();
        // One that follows directly on what is known; after a gap the board is made anew.
        if let Some((_, known)) = &mut state.made
            && *known + 1 == seq
        {
            *known = seq;
            state.changed.extend(rows.iter().cloned());
        }
    }
}

impl Session {
    /// The projects of the year as the lists show them, brought up to date.
    pub(crate) fn board(&self, app: &App) -> Result<Ref<'_, Board>> {
        let now = (self.year, self.store.seq()?);
        let mut state = self.kept.state.borrow_mut();
        // A fault on the way leaves nothing that would be taken for whole.
        let (made, changed) = (state.made.take(), std::mem::take(&mut state.changed));
        let stale = if made == Some(now) { self.stale(&changed)? } else { None };
        let unit = self.unit()?;
        let of = (&unit, unit_of(self.pack(app)?));
        match stale {
            Some(stale) => {
                for id in stale {
                    let project = self.store.read().project(&id)?.filter(|project| project.year == self.year);
                    let fresh = match project {
                        Some(project) => {
                            let target = self.store.read().targets(&id)?.pop();
                            Some(Known::new(app, self, of, &project, target.as_ref()))
                        }
                        None => None,
                    };
                    let known = &mut self.kept.board.borrow_mut().known;
                    match fresh {
                        Some(fresh) => known.insert(id, fresh),
                        None => known.remove(&id),
                    };
                }
            }
            None => {
                let known = (self.projects()?.iter())
                    .map(|(project, target)| {
                        (project.id.clone(), Known::new(app, self, of, project, target.as_ref()))
                    })
                    .collect();
                *self.kept.board.borrow_mut() = Board { known, across: Vec::new() };
            }
        }
        if made != Some(now) || !changed.is_empty() {
            self.kept.board.borrow_mut().compare(self.pack(app)?);
        }
        state.made = Some(now);
        drop(state);
        Ok(self.kept.board.borrow())
    }

    /// The projects whose lines no longer hold; `None`: all, or too many to read one by one.
    fn stale(&self, changed: &BTreeSet<(DataKind, String)>) -> Result<Option<BTreeSet<Id>>> {
        let board = self.kept.board.borrow();
        let mut stale = BTreeSet::new();
        let mut targets = BTreeSet::new();
        for (kind, key) in changed {
            let first = key.split('/').next().unwrap_or_default();
            match kind {
                DataKind::Project | DataKind::Fund => {
                    stale.insert(Id(first.to_owned()));
                }
                DataKind::Target | DataKind::Indicator => {
                    targets.insert(first);
                }
                DataKind::Person
                | DataKind::Mapping
                | DataKind::Package
                | DataKind::Pin
                | DataKind::Key
                | DataKind::Setting
                | DataKind::Remark
                | DataKind::Template
                | DataKind::OwnIndicator
                | DataKind::Deadline
                | DataKind::Holiday
                | DataKind::Monitoring
                | DataKind::Ledger
                | DataKind::Rectification
                | DataKind::Evidence
                | DataKind::UnitMonitoring
                | DataKind::SelfAssessment => {}
                // The unit's name, the year's pack, the packs themselves.
                DataKind::Unit | DataKind::Year | DataKind::RulePack => return Ok(None),
            }
        }
        for target in targets {
            match board.project_of(target) {
                Some(project) => {
                    stale.insert(project.clone());
                }
                // A version that is new here; one that is neither here nor in the store was never shown.
                None => {
                    let target = self.store.read().target(&Id(target.to_owned()))?;
                    stale.extend(target.map(|target| target.project_id));
                }
            }
        }
        Ok((stale.len() < MANY).then_some(stale))
    }
}
