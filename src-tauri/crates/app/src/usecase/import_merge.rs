//! How imported rows and forms meet the projects that are there: found by code, then by name.

use crate::Result;
use crate::session::{Entry, Session};
use crate::usecase::import::Imported;
use domain::project::Project;
use domain::text::squeezed;
use sheets::field::Field;
use sheets::goal_form::GoalForm;
use sheets::mapping::Mapping;
use sheets::{CellError, Weight};
use std::collections::BTreeSet;

/// The projects of the year with what the import changes.
pub(crate) struct Merge {
    entries: Vec<Entry>,
    touched: BTreeSet<usize>,
}

impl Merge {
    pub(crate) fn new(session: &Session) -> Result<Self> {
        Ok(Self { entries: session.projects()?, touched: BTreeSet::new() })
    }

    /// The place of the project that a row or form means.
    pub(crate) fn find(&self, project: &Project) -> Option<usize> {
        let by = |test: &dyn Fn(&Project) -> bool| self.entries.iter().position(|(known, _)| test(known));
        let name = squeezed(&project.name);
        // A name that stands with another code is another project.
        by(&|known| !project.code.is_empty() && known.code == project.code).or_else(|| {
            by(&|known| squeezed(&known.name) == name && (known.code.is_empty() || project.code.is_empty()))
        })
    }

    /// Why a form cannot be taken in.
    pub(crate) fn refuses(&self, form: &GoalForm) -> Option<CellError> {
        let state = self
            .find(&form.project)
            .and_then(|place| self.entries.get(place)?.1.as_ref())
            .map(|t| t.state)?;
        (!state.is_editable()).then(|| CellError {
            sheet: form.sheet.clone(),
            at: String::new(),
            row: 0,
            column: String::new(),
            header: "绩效目标".to_owned(),
            read: form.project.name.clone(),
            text: format!("这个项目的绩效目标{}，不能用导入覆盖；请先退回编制或办理调整", state.name()),
            weight: Weight::Error,
        })
    }

    /// What is to be written.
    pub(crate) fn changed(&self) -> impl Iterator<Item = &Entry> {
        self.touched.iter().filter_map(|place| self.entries.get(*place))
    }

    fn touch(&mut self, place: usize, done: &mut Imported) {
        if self.touched.insert(place) {
            done.updated += 1;
        }
    }

    fn add(&mut self, entry: Entry, done: &mut Imported) {
        self.touched.insert(self.entries.len());
        self.entries.push(entry);
        done.added += 1;
    }
}

/// Takes a row of the list in: a known project keeps what the list has no column for.
pub(crate) fn merge_row(merge: &mut Merge, row: Project, mapping: &Mapping, done: &mut Imported) {
    let Some(place) = merge.find(&row) else {
        merge.add((row, None), done);
        return;
    };
    merge.touch(place, done);
    let Some((known, _)) = merge.entries.get_mut(place) else { return };
    let has = |field: Field| mapping.column(field).is_some();
    overlay(known, row, has);
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
    if !row.funds.annual.is_blank() {
        known.funds.annual = row.funds.annual;
    }
    if !row.funds.medium.is_blank() {
        known.funds.medium = row.funds.medium;
    }
}

/// Takes a form in: the project's head and money, and the whole target.
pub(crate) fn merge_form(merge: &mut Merge, form: GoalForm, done: &mut Imported) {
    done.targets += 1;
    done.indicators += form.target.indicators.len();
    done.errors.extend(form.errors);
    let GoalForm { project, mut target, .. } = form;
    let Some(place) = merge.find(&project) else {
        target.project_id = project.id.clone();
        merge.add((project, Some(target)), done);
        return;
    };
    merge.touch(place, done);
    let Some((known, existing)) = merge.entries.get_mut(place) else { return };
    overlay(known, project, |_| false);
    target.project_id = known.id.clone();
    if let Some(existing) = existing {
        // The version that is there takes the contents; its id, number and reason stay.
        target.id = existing.id.clone();
        target.version = existing.version;
        target.state = existing.state;
        target.adjustment = existing.adjustment.take();
        target.pack.clone_from(&existing.pack);
    }
    *existing = Some(target);
}
