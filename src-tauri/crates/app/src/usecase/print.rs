//! Forms: preview (the very PDF, as pictures), and saving as PDF or XLSX.

use crate::session::{Entry, Session};
use crate::usecase::audit::write_whole;
use crate::usecase::edit::change_rows;
use crate::usecase::project::{blank_target, pack_of, unit_of};
use crate::usecase::{packages, print_month, print_selfeval};
use crate::{ApiError, App, Result};
use chrono::NaiveDate;
use documents::forms::{
    AdjustmentRow, AdjustmentSheet, GoalForm, adjustment_sheet, goal_form_2015, goal_form_2021,
};
use documents::{FormPage, Preview, Stamp, to_pdf, to_xlsx};
use domain::indicator::Taxonomy;
use domain::target::{Target, TargetState};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use ts_rs::TS;

/// Which form of which project.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PrintQuery {
    /// Id, code or name of the project; empty for a form of the whole unit.
    pub project: String,
    /// Id of the form; the usual one unless told.
    #[serde(default)]
    #[ts(optional)]
    pub form: Option<String>,
    /// The month, 1 to 12, of a form of monitoring.
    #[serde(default)]
    #[ts(optional)]
    pub month: Option<u8>,
}

/// One page as a picture.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PageQuery {
    /// Id, code or name of the project; empty for a form of the whole unit.
    pub project: String,
    /// Id of the form.
    pub form: String,
    /// From 0.
    pub page: usize,
    /// Pixels.
    pub width: u32,
    /// The month, 1 to 12, of a form of monitoring.
    #[serde(default)]
    #[ts(optional)]
    pub month: Option<u8>,
}

/// Where to save a form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PrintSave {
    /// Id, code or name of the project; empty for a form of the whole unit.
    pub project: String,
    /// Id of the form; the usual one unless told.
    #[serde(default)]
    #[ts(optional)]
    pub form: Option<String>,
    /// File; `.pdf` or `.xlsx` decides.
    pub file: String,
    /// The month, 1 to 12, of a form of monitoring.
    #[serde(default)]
    #[ts(optional)]
    pub month: Option<u8>,
}

/// A file to write.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ToFile {
    /// Its path.
    pub file: String,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavedFile {
    /// Its path.
    pub file: String,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What a person must know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

impl SavedFile {
    pub(crate) fn of(path: &Path) -> Result<Self> {
        let meta = std::fs::metadata(path).map_err(|fault| ApiError::file("文件", path, &fault))?;
        Ok(Self { file: path.display().to_string(), bytes: meta.len(), note: None })
    }
}

/// What a preview shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PrintMeta {
    /// Title of the form.
    pub title: String,
    /// Suggested file name, without an ending.
    pub file_name: String,
    /// Number of pages.
    pub pages: usize,
    /// Id of the form shown.
    pub form: String,
    /// Forms to choose from: id and title.
    pub forms: Vec<(String, String)>,
}

/// The last form that was rendered: pages of one preview are drawn from the same bytes.
pub(crate) struct Printed {
    query: PrintQuery,
    form: String,
    preview: Preview,
}

const FORM_2015: &str = "goal-2015";
const FORM_2021: &str = "goal-2021";
const ADJUSTMENT: &str = "adjustment";

/// The forms of a target: id and title, the usual one first.
pub(crate) fn forms_for(target: &Target) -> Vec<(String, String)> {
    let old = (FORM_2015.to_owned(), "绩效目标申报表（2015版）".to_owned());
    let new = (FORM_2021.to_owned(), "绩效目标申报表（2021版）".to_owned());
    let mut forms = if target.taxonomy == Taxonomy::Y2015 { vec![old, new] } else { vec![new, old] };
    if target.adjustment.is_some() {
        forms.push((ADJUSTMENT.to_owned(), "绩效目标调整对照表".to_owned()));
    }
    forms
}

/// Builds one form of a project.
pub(crate) fn form(
    app: &App,
    session: &Session,
    (project, target): Entry,
    form: Option<&str>,
    stamp: Option<Stamp>,
) -> Result<(String, FormPage)> {
    let unit = session.unit()?;
    let pack = pack_of(app, session, target.as_ref());
    let target = target.unwrap_or_else(|| blank_target(app, pack, &project));
    let forms = forms_for(&target);
    let id = form.map(str::to_owned).or(forms.first().map(|(id, _)| id.clone())).unwrap_or_default();
    if !forms.iter().any(|(known, _)| *known == id) {
        let known: Vec<&str> = forms.iter().map(|(id, _)| id.as_str()).collect();
        let text = format!("这个项目没有表式“{id}”，请从这些里选：{}", known.join("、"));
        return Err(ApiError::new("APP-FORM", text).field("form"));
    }
    let stamp = match stamp {
        Some(stamp) => stamp,
        None => stamp_of(session, &target)?,
    };
    let date = day_of(app, session, "target", &target.id, target.state)?;
    let goal = GoalForm {
        unit: &unit,
        project: &project,
        target: &target,
        year: project.year,
        amount_unit: unit_of(pack),
        stamp: stamp.clone(),
        date,
    };
    let page = match id.as_str() {
        FORM_2015 => goal_form_2015(&goal)?,
        FORM_2021 => goal_form_2021(&goal)?,
        _ => {
            let versions = session.store.read().targets(&project.id)?;
            let reason = target.adjustment.as_ref().map(|a| a.reason.clone()).unwrap_or_default();
            let before = versions.iter().find(|version| version.version + 1 == target.version);
            let rows: Vec<AdjustmentRow> = before
                .map(|before| change_rows(before, &target))
                .unwrap_or_default()
                .into_iter()
                .map(|row| AdjustmentRow {
                    item: row.item,
                    before: row.before,
                    after: row.after,
                    reason: reason.clone(),
                })
                .collect();
            adjustment_sheet(&AdjustmentSheet {
                unit: &unit,
                project: &project,
                year: project.year,
                rows: &rows,
                stamp,
                date,
            })?
        }
    };
    Ok((id, page))
}

/// A target that went into a package prints its number; any other prints 草稿.
fn stamp_of(session: &Session, target: &Target) -> Result<Stamp> {
    sealed(session, target.state, "target", &["Y"], &[&target.project_id])
}

/// What a document in this state prints: the number of the last package of this kind and one of these periods that holds
/// these projects, else 草稿.
pub(crate) fn sealed(
    session: &Session,
    state: TargetState,
    kind: &str,
    periods: &[&str],
    projects: &[&Id],
) -> Result<Stamp> {
    if !matches!(state, TargetState::Sealed | TargetState::Approved) {
        return Ok(Stamp::Draft);
    }
    let packages = session.store.read().packages(session.year)?;
    let mut own: Vec<_> = packages
        .into_iter()
        .filter(|package| package.direction == store::Direction::Sealed && package.kind == kind)
        .filter(|package| periods.contains(&package.period.as_str()))
        .collect();
    own.sort_by(|a, b| (&b.sealed_at, b.sequence).cmp(&(&a.sealed_at, a.sequence)));
    for package in own {
        if packages::holds(session, &package, projects)? {
            return Ok(Stamp::Sealed { number: package.id, audit_head: package.head });
        }
    }
    Ok(Stamp::Draft)
}

/// The day that the form of a document carries: when it was released, and who seals what was not releases it with that.
/// One that is still in hand carries today's.
pub(crate) fn day_of(
    app: &App,
    session: &Session,
    table: &str,
    id: &Id,
    state: TargetState,
) -> Result<NaiveDate> {
    let today = app.host().today();
    if !matches!(state, TargetState::Released | TargetState::Sealed | TargetState::Approved) {
        return Ok(today);
    }
    // Steps that were taken back count for nothing, nor does taking them back.
    let (mut found, mut undone) = (None, 0i32);
    session.store.read().walk_row(table, id.as_str(), &mut |change| {
        let state = change.after.as_ref().and_then(|row| row.get("state"));
        let state = state.and_then(|state| serde_json::from_value::<TargetState>(state.clone()).ok());
        let day = || change.at.get(..10).and_then(|day| day.parse().ok());
        match (change.kind.as_str(), state) {
            (_, None) => return true,
            ("undo", _) => undone += 1,
            ("redo", _) => undone -= 1,
            _ if undone > 0 => undone -= 1,
            (_, Some(TargetState::Released)) => {
                found = day();
                return false;
            }
            (_, Some(TargetState::Sealed)) => found = found.or_else(day),
            (_, Some(TargetState::Approved)) => {}
            _ => return false,
        }
        true
    })?;
    Ok(found.unwrap_or(today))
}

/// A form that was built, with those that could have been.
pub(crate) struct Built {
    /// Its id.
    pub(crate) id: String,
    /// The form.
    pub(crate) page: FormPage,
    /// Forms to choose from: id and title.
    pub(crate) forms: Vec<(String, String)>,
}

/// Builds what a query names: a form of a target, of a month or of the whole unit.
pub(crate) fn build(app: &App, session: &Session, query: &PrintQuery) -> Result<Built> {
    if let Some(built) = print_selfeval::build(app, session, query)? {
        return Ok(built);
    }
    if let Some(built) = print_month::build(app, session, query)? {
        return Ok(built);
    }
    let (project, target) = session.find_project(&query.project)?;
    let target = target.unwrap_or_else(|| blank_target(app, pack_of(app, session, None), &project));
    let forms = forms_for(&target);
    let (id, page) = form(app, session, (project, Some(target)), query.form.as_deref(), None)?;
    Ok(Built { id, page, forms })
}

/// Renders a form and tells how many pages it has.
pub fn preview(app: &App, query: PrintQuery) -> Result<PrintMeta> {
    let Built { id, page, forms } = app.read(|session| build(app, session, &query))?;
    let preview = Preview::open(to_pdf(&page)?)?;
    // Forms of one project and title differ by the month.
    let month = query.month.map(|_| page.subtitle.replace(['（', '）'], "")).unwrap_or_default();
    let name = [page.subject.as_str(), &page.title, &month];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    let meta = PrintMeta {
        title: page.title.clone(),
        file_name: package::name::tidy(&name.join("-")),
        pages: preview.pages(),
        form: id.clone(),
        forms,
    };
    *app.printed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Printed { query, form: id, preview });
    Ok(meta)
}

/// Draws one page of the form that `preview` rendered.
pub fn page(app: &App, query: PageQuery) -> Result<Vec<u8>> {
    let current = |printed: &Option<Printed>| {
        printed.as_ref().is_some_and(|printed| {
            (&printed.query.project, printed.query.month, &printed.form)
                == (&query.project, query.month, &query.form)
        })
    };
    if !current(&app.printed.lock().unwrap_or_else(PoisonError::into_inner)) {
        let (project, form, month) = (query.project.clone(), Some(query.form.clone()), query.month);
        preview(app, PrintQuery { project, form, month })?;
    }
    let printed = app.printed.lock().unwrap_or_else(PoisonError::into_inner);
    match printed.as_ref() {
        Some(printed) => Ok(printed.preview.png(query.page, query.width)?),
        None => Err(ApiError::internal("no preview")),
    }
}

/// Saves a form as PDF or XLSX.
pub fn save(app: &App, query: PrintSave) -> Result<SavedFile> {
    let path = PathBuf::from(&query.file);
    app.check_outlet(&path)?;
    let query = PrintQuery { project: query.project, form: query.form, month: query.month };
    let built = app.read(|session| build(app, session, &query))?;
    write_form(&built.page, &path)
}

/// Writes a form as the file's ending says.
pub(crate) fn write_form(page: &FormPage, path: &Path) -> Result<SavedFile> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("pdf") => to_pdf(page)?,
        Some("xlsx") => to_xlsx(page)?,
        _ => {
            let text = "只能保存为 .pdf 或 .xlsx，请改文件名的后缀";
            return Err(ApiError::new("APP-FORM", text).field("file"));
        }
    };
    write_whole(path, "表格", &bytes)?;
    SavedFile::of(path)
}
