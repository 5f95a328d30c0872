//! How imported rows and forms meet the projects that are there: found by code, then by name.

use crate::session::{Entry, Session};
use domain::fund::FundColumn;
use domain::project::Project;
use domain::target::{Target, TargetState};
use domain::text::squeezed;
use domain::typed::Id;
use sheets::field::Field;
use sheets::mapping::Mapping;
use std::collections::{BTreeSet, HashMap};

/// The projects of the year with what the import changes.
pub(crate) struct Merge {
    entries: Vec<Entry>,
    /// How many of them were there before.
    known: usize,
    touched: BTreeSet<usize>,
    /// Projects that a form of this import was for.
    formed: BTreeSet<usize>,
    /// Projects whose self-assessment is filed.
    filed: BTreeSet<Id>,
    codes: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
}

/// Whether what was taken in was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Added,
    Updated,
}

impl Merge {
    pub(crate) fn new(session: &Session) -> crate::Result<Self> {
        let entries = session.projects()?;
        let mut merge = Self {
            known: entries.len(),
            entries,
            touched: BTreeSet::new(),
            formed: BTreeSet::new(),
            filed: filed(session)?,
            codes: HashMap::new(),
            names: HashMap::new(),
        };
        (0..merge.known).for_each(|place| merge.index(place));
        Ok(merge)
    }

    /// Notes under which code and name a project is found. A name that it no longer has does no harm.
    fn index(&mut self, place: usize) {
        let Some((project, _)) = self.entries.get(place) else { return };
        if !project.code.is_empty() {
            self.codes.entry(project.code.clone()).or_insert(place);
        }
        let places = self.names.entry(squeezed(&project.name)).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// The place of the project that a row or form means, where there is one; the reason when it could be several.
    /// `free` says which places may be meant at all.
    fn find(&self, project: &Project, free: impl Fn(usize) -> bool) -> Result<Option<usize>, String> {
        if !project.code.is_empty()
            && let Some(place) = self.codes.get(&project.code)
        {
            return Ok(Some(*place));
        }
        let name = squeezed(&project.name);
        let same = |place: &usize| {
            let known = self.entries.get(*place).map(|(known, _)| known);
            // A name that stands with another code is another project.
            known
                .filter(|known| known.code.is_empty() || project.code.is_empty())
                .filter(|known| free(*place) && squeezed(&known.name) == name)
        };
        let all: Vec<(usize, &Project)> = (self.names.get(&name).into_iter().flatten())
            .filter_map(|place| Some((*place, same(place)?)))
            .collect();
        let by = squeezed(&project.implementer);
        let mut places = all.iter().filter(|(_, known)| squeezed(&known.implementer) == by);
        match (all.as_slice(), places.next(), places.next()) {
            ([], ..) => Ok(None),
            ([(place, _)], ..) | (_, Some((place, _)), None) => Ok(Some(*place)),
            _ => Err(format!("已有 {} 个项目叫“{}”，请填写项目代码加以区分", all.len(), project.name)),
        }
    }

    /// Takes a row of the list in: a known project keeps what the list has no column for.
    ///
    /// # Errors
    /// Why it cannot be taken in.
    pub(crate) fn row(&mut self, row: Project, mapping: &Mapping) -> Result<Taken, String> {
        // Two rows of one list are two projects, however alike their names are.
        let Some(place) = self.find(&row, |place| !self.touched.contains(&place))? else {
            self.add((row, None));
            return Ok(Taken::Added);
        };
        let Some((known, target)) = self.entries.get_mut(place) else { return Ok(Taken::Updated) };
        let mut changed = known.clone();
        overlay(&mut changed, row, |field| mapping.column(field).is_some());
        if *known != changed {
            if let Some(state) = locked(target.as_ref()) {
                return Err(format!(
                    "“{}”的绩效目标{}，项目内容不能用导入修改；请先退回编制或办理调整",
                    known.name, state
                ));
            }
            if self.filed.contains(&known.id) {
                return Err(kept(known));
            }
            *known = changed;
            self.index(place);
        }
        self.touched.insert(place);
        Ok(Taken::Updated)
    }

    /// Takes a form in: the project's head and money, and the whole target.
    ///
    /// # Errors
    /// Why it cannot be taken in.
    pub(crate) fn form(&mut self, project: Project, mut target: Target) -> Result<Taken, String> {
        let Some(place) = self.find(&project, |_| true)? else {
            target.project_id = project.id.clone();
            self.formed.insert(self.entries.len());
            self.add((project, Some(target)));
            return Ok(Taken::Added);
        };
        if self.formed.contains(&place) {
            let text = "这个工作簿里已有一份“{}”的绩效目标，请只留一份再导入";
            return Err(text.replace("{}", &project.name));
        }
        let Some((known, existing)) = self.entries.get_mut(place) else { return Ok(Taken::Updated) };
        if let Some(state) = locked(existing.as_ref()) {
            return Err(format!("这个项目的绩效目标{}，不能用导入覆盖；请先退回编制或办理调整", state));
        }
        if self.filed.contains(&known.id) {
            return Err(kept(known));
        }
        overlay(known, project, |_| false);
        target.project_id = known.id.clone();
        if let Some(existing) = existing {
            // The version that is there takes the contents; its id, number and reason stay.
            target.id = existing.id.clone();
            target.version = existing.version;
            target.state = existing.state;
            target.handed_on = existing.handed_on;
            target.adjustment = existing.adjustment.take();
            target.pack.clone_from(&existing.pack);
        }
        *existing = Some(target);
        self.formed.insert(place);
        self.touched.insert(place);
        self.index(place);
        Ok(Taken::Updated)
    }

    /// What is to be written.
    pub(crate) fn changed(&self) -> impl Iterator<Item = &Entry> {
        self.touched.iter().filter_map(|place| self.entries.get(*place))
    }

    /// Number of new projects.
    pub(crate) fn added(&self) -> usize {
        self.entries.len() - self.known
    }

    /// Number of projects that were there and were met.
    pub(crate) fn updated(&self) -> usize {
        self.touched.range(..self.known).count()
    }

    fn add(&mut self, entry: Entry) {
        let place = self.entries.len();
        self.entries.push(entry);
        self.touched.insert(place);
        self.index(place);
    }
}

/// The state of a target that is out of the drafter's hands.
fn locked(target: Option<&Target>) -> Option<&'static str> {
    target.filter(|target| !target.is_editable()).map(Target::state_word)
}

/// The projects whose self-assessment is filed: what it says must stay.
fn filed(session: &Session) -> crate::Result<BTreeSet<Id>> {
    let states = session.store.read().self_assessment_states(session.year)?;
    let filed = |state| matches!(state, TargetState::Sealed | TargetState::Approved);
    Ok(states.into_iter().filter(|(_, (state, _))| filed(*state)).map(|(id, _)| id).collect())
}

fn kept(known: &Project) -> String {
    format!("“{}”的绩效自评已上报，项目和目标不能用导入修改；请先对自评“重新填报”", known.name)
}

/// Puts over a known project what a list or form says; blank cells change nothing.
fn overlay(known: &mut Project, row: Project, has: impl Fn(Field) -> bool) {
    let text = |known: &mut String, new: String| {
        if !new.trim().is_empty() {
            *known = new;
        }
    };
    text(&mut known.name, row.name);
    text(&mut known.code, row.code);
    text(&mut known.department, row.department);
    text(&mut known.implementer, row.implementer);
    text(&mut known.person, row.person);
    text(&mut known.phone, row.phone);
    if has(Field::Kind) {
        known.kind = row.kind;
    }
    known.novelty = row.novelty.or(known.novelty);
    known.category = row.category.or(known.category);
    known.book = row.book.or(known.book);
    known.ex_ante = row.ex_ante.or(known.ex_ante.take());
    known.flags.extend(row.flags);
    if !row.period.is_blank() {
        known.period = row.period;
    }
    overlay_funds(&mut known.funds.annual, row.funds.annual);
    overlay_funds(&mut known.funds.medium, row.funds.medium);
}

fn overlay_funds(known: &mut FundColumn, row: FundColumn) {
    known.parts.extend(row.parts.into_iter().filter(|(_, part)| !part.is_blank()));
    if !row.stated_total.is_blank() {
        known.stated_total = row.stated_total;
    }
}
