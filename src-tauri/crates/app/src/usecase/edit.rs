//! Changes: cells, undo and redo, adjustment of an approved target.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::monitor::OpenMonths;
use crate::usecase::project::{ProjectId, blank_target, pack_of, unit_of};
use crate::usecase::rectify;
use crate::usecase::selfeval::OpenSelfEvals;
use crate::usecase::unit_monitor;
use crate::{ApiError, App, Result, submission};
use domain::edit::{set_project_cell, set_unit_cell};
use domain::handing::Handing;
use domain::indicator::Taxonomy;
use domain::money::AmountUnit;
use domain::project::Project;
use domain::rulepack::Pack;
use domain::target::{Target, TargetState};
use domain::unit::Unit;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use store::{DataKind, HistoryEntry, OpKind};
use ts_rs::TS;

/// A cell and its new text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditCell {
    /// JSON Pointer with ids, as findings carry it.
    pub path: String,
    /// What was typed.
    pub text: String,
}

/// A place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AtPath {
    /// JSON Pointer with ids.
    pub path: String,
}

/// What came of a change.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Saved {
    /// Kinds of data that changed; empty when the text was the same.
    pub changed: BTreeSet<DataKind>,
    /// The step's name in the history.
    pub label: Option<String>,
    /// Local time, `14:32`.
    pub saved_at: String,
}

impl Saved {
    pub(crate) fn new(app: &App, label: Option<String>, kinds: &BTreeSet<DataKind>) -> Self {
        Self { changed: kinds.clone(), label, saved_at: app.host().now().format("%H:%M").to_string() }
    }
}

/// Several cells at once: one step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditCells {
    /// The cells, in the order in which they are set.
    pub cells: Vec<EditCell>,
    /// What the step is called.
    pub what: CellsWhat,
}

/// Why several cells change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellsWhat {
    /// 填充: Ctrl+D
    Fill,
    /// 清除: Delete
    Clear,
    /// 修改: typed or replaced
    Replace,
    /// 粘贴
    Paste,
}

impl CellsWhat {
    fn word(self) -> &'static str {
        match self {
            Self::Fill => "填充",
            Self::Clear => "清除",
            Self::Replace => "修改",
            Self::Paste => "粘贴",
        }
    }
}

/// How much history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryQuery {
    /// At most so many entries.
    pub limit: usize,
}

/// The history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct History {
    /// The latest first.
    pub rows: Vec<HistoryEntry>,
    /// Name of the step that undo would take back.
    pub undo: Option<String>,
    /// Name of the step that redo would do again.
    pub redo: Option<String>,
}

/// Adjusts an approved target.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Adjust {
    /// Id, code or name of the project.
    pub project: String,
    /// 调整原因
    pub reason: String,
}

/// One line of the before/after sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChangeRow {
    /// What was changed, in words.
    pub item: String,
    /// Before; empty when it is new.
    pub before: String,
    /// After; empty when it is gone.
    pub after: String,
}

/// The taxonomy that a pack gives to new targets.
pub(crate) fn taxonomy_of(pack: &Pack) -> Taxonomy {
    pack.rules.taxonomy.as_ref().map_or(Taxonomy::Y2015, |rule| rule.params.version)
}

/// The project and its target for a change; refuses when the target cannot be edited now.
pub(crate) fn editable(app: &App, session: &Session, name: &str) -> Result<(Project, Target)> {
    let (project, target) = session.find_project(name)?;
    let target = target.unwrap_or_else(|| blank_target(app, pack_of(app, session, None), &project));
    if !target.is_editable() {
        return Err(ApiError::locked(target.state_word()));
    }
    if let Some(name) = session.store.read().filed_self_assessment(&project.id, Some(&target.id))? {
        return Err(store::Error::Filed { name }.into());
    }
    Ok((project, target))
}

/// Sets one cell. Unreadable numbers stay in their cell and become findings.
pub fn cell(app: &App, edit: EditCell) -> Result<Saved> {
    app.work(|session| set_cells(app, session, &[edit], None))
}

/// Sets several cells in one step; when one of them is refused, none is set.
pub fn cells(app: &App, edit: EditCells) -> Result<Saved> {
    if edit.cells.len() > domain::paste::ROWS * domain::paste::COLUMNS {
        let text = format!("一次要改 {} 格，太多了，请分几次修改", edit.cells.len());
        return Err(ApiError::new("APP-EDIT", text));
    }
    app.work(|session| set_cells(app, session, &edit.cells, Some(edit.what)))
}

/// A project whose cells change.
struct Changing {
    /// As the path names it.
    asked: String,
    project: Project,
    target: Target,
    unit: AmountUnit,
    /// Project, target.
    touched: (bool, bool),
}

fn set_cells(app: &App, session: &mut Session, cells: &[EditCell], what: Option<CellsWhat>) -> Result<Saved> {
    let mut unit: Option<Unit> = None;
    let mut open: Vec<Changing> = Vec::new();
    let mut months = OpenMonths::default();
    let mut assessed = OpenSelfEvals::default();
    let mut matters = Vec::new();
    let mut whole = None;
    let mut last = String::new();
    for edit in cells {
        let field = |error: ApiError| error.field(&edit.path);
        if let Some(name) = edit.path.strip_prefix("/unit/") {
            let unit = match &mut unit {
                Some(unit) => unit,
                slot => slot.insert(session.unit()?),
            };
            last = set_unit_cell(unit, name, &edit.text).map_err(|fault| field(fault.into()))?;
            continue;
        }
        if let Some(rest) = edit.path.strip_prefix("/rectifications/") {
            last = rectify::set_cell(app, session, &mut matters, rest, &edit.text).map_err(field)?;
            continue;
        }
        if let Some(rest) = edit.path.strip_prefix("/unit_monitoring/") {
            last = unit_monitor::set_cell(app, session, &mut whole, rest, &edit.text).map_err(field)?;
            continue;
        }
        let rest = edit.path.strip_prefix("/projects/").unwrap_or_default();
        let (id, rest) =
            rest.split_once('/').ok_or_else(|| field(ApiError::no_such("单元格", &edit.path)))?;
        if let Some(rest) = rest.strip_prefix("monitoring/") {
            last = months.set(app, session, id, rest, &edit.text).map_err(field)?;
            continue;
        }
        if let Some(rest) = rest.strip_prefix("selfeval/") {
            last = assessed.set(app, session, id, rest, &edit.text).map_err(field)?;
            continue;
        }
        let place = match open.iter().position(|known| known.asked == id) {
            Some(place) => place,
            None => {
                let (project, target) = editable(app, session, id)?;
                let unit = unit_of(pack_of(app, session, Some(&target)));
                open.push(Changing { asked: id.to_owned(), project, target, unit, touched: (false, false) });
                open.len() - 1
            }
        };
        let Some(Changing { project, target, unit, touched, .. }) = open.get_mut(place) else { continue };
        let was_secret = project.is_secret();
        last = set_project_cell(project, Some(target), rest, &edit.text, *unit)
            .map_err(|fault| field(fault.into()))?;
        let in_target = rest.starts_with("target/");
        if was_secret && project.is_secret() && in_target && !edit.text.trim().is_empty() {
            return Err(field(ApiError::secret()));
        }
        if in_target {
            touched.1 = true;
        } else {
            touched.0 = true;
        }
    }
    let label = match (what, cells.len()) {
        (_, 0) => return Ok(Saved::new(app, None, &BTreeSet::new())),
        (None, _) | (Some(CellsWhat::Replace), 1) => format!("修改{last}"),
        (Some(what), 1) => format!("{}{last}", what.word()),
        (Some(what), count) => format!("{} {count} 格", what.word()),
    };
    let year = session.pack(app)?;
    let changed = session.operate(app, &label, OpKind::Reversible, |tx| {
        months.write(app, year, tx)?;
        assessed.write(tx)?;
        if let Some(unit) = &unit {
            tx.put_unit(unit)?;
        }
        if let Some(whole) = &whole {
            tx.put_unit_monitoring(whole)?;
        }
        for matter in &matters {
            tx.put_rectification(matter)?;
        }
        for Changing { project, target, touched, .. } in &open {
            if touched.0 {
                tx.put_project(project)?;
            }
            if touched.1 {
                tx.put_target(target)?;
            }
        }
        Ok(())
    })?;
    Ok(Saved::new(app, Some(label), &changed.kinds))
}

/// Takes back the last step.
pub fn undo(app: &App, _: Empty) -> Result<Saved> {
    step(app, |session, person, at| session.store.undo(person, at))
}

/// Does the step that was taken back again.
pub fn redo(app: &App, _: Empty) -> Result<Saved> {
    step(app, |session, person, at| session.store.redo(person, at))
}

fn step(
    app: &App,
    take: impl FnOnce(&mut Session, &str, &str) -> store::Result<store::Done<String>>,
) -> Result<Saved> {
    let at = app.stamp();
    let done = {
        let mut guard = app.lock();
        let session = guard.as_mut().ok_or_else(ApiError::no_store)?;
        session.check_writable()?;
        let person = session.person.name.clone();
        let done = take(session, &person, &at)?;
        if done.changed.contains(&DataKind::Setting) {
            session.follow_year()?;
        }
        session.refresh_person(app)?;
        session.changed(app, &done)?;
        done
    };
    Ok(Saved::new(app, Some(done.value), &done.changed))
}

/// The latest steps.
pub fn history(app: &App, query: HistoryQuery) -> Result<History> {
    app.read(|session| {
        let store = &session.store;
        Ok(History {
            rows: store.history(query.limit)?,
            undo: store.undo_label()?,
            redo: store.redo_label()?,
        })
    })
}

/// The bureau approved the target: from here on it is immutable.
pub fn approve(app: &App, query: ProjectId) -> Result<Saved> {
    let (project, target) = app.read(|session| session.find_project(&query.id))?;
    let target = target.ok_or_else(|| ApiError::no_such("绩效目标", &project.name))?;
    if target.state != TargetState::Sealed {
        let text = format!("“{}”的绩效目标{}，上报以后才能登记批复", project.name, target.state_word());
        return Err(ApiError::new("APP-STATE", text));
    }
    let label = format!("登记“{}”绩效目标批复", project.name);
    let changed = app.operate(&label, OpKind::Barrier, |tx| Ok(tx.approve(&target.id)?))?;
    Ok(Saved::new(app, Some(label), &changed.kinds))
}

/// Takes a target that was handed on, reviewed, released or sealed back into drafting; an approved one needs an adjustment instead.
pub fn reopen(app: &App, query: ProjectId) -> Result<Saved> {
    let (project, target) = app.read(|session| session.find_project(&query.id))?;
    let target = target.ok_or_else(|| ApiError::no_such("绩效目标", &project.name))?;
    if target.handed_on {
        let label = format!("撤回“{}”", project.name);
        let changed =
            app.operate(&label, OpKind::Reversible, |tx| Ok(tx.hand_target(&target.id, Handing::Withdraw)?))?;
        return Ok(Saved::new(app, Some(label), &changed.kinds));
    }
    if !target.state.next().contains(&TargetState::Drafted) {
        return Err(ApiError::locked(target.state_word()));
    }
    let label = format!("退回“{}”绩效目标重新编制", project.name);
    let changed = app.operate(&label, OpKind::Reversible, |tx| {
        Ok(tx.set_target_state(&target.id, TargetState::Drafted)?)
    })?;
    Ok(Saved::new(app, Some(label), &changed.kinds))
}

/// Opens a new version of an approved target, with the reason.
pub fn adjust(app: &App, adjust: Adjust) -> Result<Saved> {
    let (project, target) = app.read(|session| session.find_project(&adjust.project))?;
    let target = target.ok_or_else(|| ApiError::no_such("绩效目标", &project.name))?;
    if target.state != TargetState::Approved {
        let text = format!("“{}”的绩效目标{}，已批复的目标才需要办理调整", project.name, target.state_word());
        return Err(ApiError::new("APP-STATE", text));
    }
    if adjust.reason.trim().is_empty() {
        return Err(ApiError::new("APP-REASON", "请写明调整原因，例如政策变化或突发事件").field("reason"));
    }
    let label = format!("调整“{}”绩效目标", project.name);
    let id = app.host().new_id();
    let changed = app.operate(&label, OpKind::Reversible, |tx| {
        tx.new_version(&target.id, id, adjust.reason.trim())?;
        Ok(())
    })?;
    Ok(Saved::new(app, Some(label), &changed.kinds))
}

/// What a version changes against the one before: the before/after sheet.
pub fn changes(app: &App, query: ProjectId) -> Result<Vec<ChangeRow>> {
    app.read(|session| {
        let (project, target) = session.find_project(&query.id)?;
        let Some(target) = target else { return Ok(Vec::new()) };
        let versions = session.store.read().targets(&project.id)?;
        let Some(before) = versions.iter().find(|version| version.version + 1 == target.version) else {
            return Ok(Vec::new());
        };
        Ok(change_rows(before, &target))
    })
}

/// The one diff over submission values, told in words.
pub(crate) fn change_rows(before: &Target, after: &Target) -> Vec<ChangeRow> {
    let value = |target: &Target| serde_json::to_value(submission::target(target)).unwrap_or(Value::Null);
    let (old, new) = (value(before), value(after));
    domain::diff::diff(&old, &new)
        .into_iter()
        .filter_map(|change| {
            let side = if change.after.is_null() { before } else { after };
            let item = submission::field_label(&change.path, side)?;
            Some(ChangeRow {
                item,
                before: submission::shown(&change.before),
                after: submission::shown(&change.after),
            })
        })
        .collect()
}
