//! Import of workbooks: look, preview with red cells, take the good rows in, hand the bad ones back.

use crate::session::Session;
use crate::usecase::edit::taxonomy_of;
use crate::usecase::import_merge::{Merge, merge_form, merge_row};
use crate::{ApiError, App, Result};
use serde::{Deserialize, Serialize};
use sheets::field::{Field, FieldChoice};
use sheets::goal_form::{self, FormContext, GoalForm};
use sheets::mapping::{self, Mapping};
use sheets::{Limits, Look, Preview, Sheet, SheetInfo, SkippedRow, Workbook, project_list, rejects};
use std::path::{Path, PathBuf};
use store::OpKind;
use ts_rs::TS;

pub use sheets::CellError;

/// A file to look into.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportFile {
    /// Its path.
    pub file: String,
}

/// What a sheet looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    /// A list of projects, one a row.
    ProjectList,
    /// The bureau's printed target form.
    GoalForm,
    /// Neither.
    Other,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SheetLook {
    /// Name on its tab.
    pub name: String,
    /// What it looks like.
    pub looks: Looks,
    /// Rows with content.
    pub rows: usize,
}

/// A workbook that was looked into.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Inspected {
    /// Its path.
    pub file: String,
    /// Its name.
    pub file_name: String,
    /// Its sheets.
    pub sheets: Vec<SheetLook>,
}

/// What to preview.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportSheet {
    /// The workbook.
    pub file: String,
    /// A sheet; absent means everything in the workbook.
    #[serde(default)]
    #[ts(optional)]
    pub sheet: Option<String>,
    /// Only sheets of this kind.
    #[serde(default)]
    #[ts(optional)]
    pub only: Option<Looks>,
    /// Changed mapping of the project list; absent means the remembered or found one.
    #[serde(default)]
    #[ts(optional)]
    pub mapping: Option<Mapping>,
}

/// What to take in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportCommit {
    /// The workbook.
    pub file: String,
    /// A sheet; absent means everything in the workbook.
    #[serde(default)]
    #[ts(optional)]
    pub sheet: Option<String>,
    /// Only sheets of this kind.
    #[serde(default)]
    #[ts(optional)]
    pub only: Option<Looks>,
    /// Changed mapping of the project list.
    #[serde(default)]
    #[ts(optional)]
    pub mapping: Option<Mapping>,
    /// File for the rows that cannot be taken in; absent means beside the workbook.
    #[serde(default)]
    #[ts(optional)]
    pub rejects: Option<String>,
}

/// A row of the preview.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Row in the file, counted from 1.
    pub number: u32,
    /// Cells as the sheet shows them.
    pub cells: Vec<String>,
    /// Everything that is wrong or odd, at once.
    pub errors: Vec<CellError>,
    /// It can be taken in.
    pub good: bool,
    /// It would change a project that is there.
    pub updates: bool,
}

/// A target form of the preview.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormPreview {
    /// Its sheet.
    pub sheet: String,
    /// 项目名称
    pub project: String,
    /// Number of indicators read.
    pub indicators: usize,
    /// Everything that is wrong or odd, at once.
    pub errors: Vec<CellError>,
    /// It can be taken in.
    pub good: bool,
    /// It would change a project that is there.
    pub updates: bool,
}

/// What an import would bring.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// Sheet of the project list, empty when there is none.
    pub sheet: String,
    /// The mapping of its columns.
    pub mapping: Option<Mapping>,
    /// Fields to map a column to.
    pub fields: Vec<FieldChoice>,
    /// Rows of the project list.
    pub rows: Vec<ImportRow>,
    /// Rows left out on purpose: totals, headings.
    pub skipped: Vec<SkippedRow>,
    /// Remarks that belong to no single project.
    pub notes: Vec<CellError>,
    /// Target forms.
    pub forms: Vec<FormPreview>,
    /// Rows and forms that can be taken in.
    pub good: usize,
    /// Rows and forms that cannot.
    pub bad: usize,
}

/// What was taken in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Imported {
    /// New projects.
    pub added: usize,
    /// Projects that were there and were changed.
    pub updated: usize,
    /// Targets read from forms.
    pub targets: usize,
    /// Indicators read from forms.
    pub indicators: usize,
    /// Rows and forms that were not taken in.
    pub rejected: usize,
    /// Everything that is wrong with them.
    pub errors: Vec<CellError>,
    /// The workbook with the rows handed back.
    pub rejects: Option<String>,
}

/// Looks into a workbook.
pub fn inspect(app: &App, query: ImportFile) -> Result<Inspected> {
    let path = Path::new(&query.file);
    let workbook = read_file(app, path)?;
    Ok(Inspected {
        file: query.file.clone(),
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        sheets: workbook.inspect().into_iter().map(look).collect(),
    })
}

fn read_file(app: &App, path: &Path) -> Result<Workbook> {
    // A missing or locked file gets the sentence that names it.
    std::fs::File::open(path).map_err(|fault| ApiError::file("工作簿", path, &fault))?;
    Ok(Workbook::open(path, &Limits::default(), &mut |done, total| {
        app.host().progress("import", done, total)
    })?)
}

fn look(sheet: SheetInfo) -> SheetLook {
    SheetLook { looks: kind(&sheet), name: sheet.name, rows: sheet.rows as usize }
}

fn kind(sheet: &SheetInfo) -> Looks {
    match sheet.look {
        Look::ProjectList { .. } => Looks::ProjectList,
        Look::GoalForm { .. } => Looks::GoalForm,
        _ => Looks::Other,
    }
}

/// What a workbook brings: at most one list and any number of forms.
struct Plan {
    list: Option<(Mapping, Preview, Sheet)>,
    forms: Vec<GoalForm>,
}

fn plan(app: &App, session: &Session, workbook: &Workbook, query: &Choice) -> Result<Plan> {
    let unit = session.unit()?;
    let pack = session.pack(app)?;
    let mut new_id = || app.host().new_id();
    let mut plan = Plan { list: None, forms: Vec::new() };
    let wanted = |sheet: &Sheet| query.sheet.as_ref().is_none_or(|name| *name == sheet.name);
    if let Some(name) = &query.sheet {
        workbook.sheet(name)?;
    }
    for (sheet, info) in workbook.sheets.iter().zip(workbook.inspect()).filter(|(sheet, _)| wanted(sheet)) {
        let kind = kind(&info);
        if query.only.is_some_and(|only| only != kind) {
            continue;
        }
        match kind {
            Looks::ProjectList if plan.list.is_none() => {
                let mapping = match &query.mapping {
                    Some(mapping) => mapping.clone(),
                    None => remembered(session, mapping::detect(sheet)?)?,
                };
                let mut context = project_list::Context {
                    unit_id: unit.id.clone(),
                    year: session.year,
                    new_id: &mut new_id,
                };
                let mut progress = |done, total| app.host().progress("import", done, total);
                let preview = project_list::read(sheet, &mapping, &mut context, &mut progress)?;
                plan.list = Some((mapping, preview, sheet.clone()));
            }
            Looks::GoalForm => {
                let mut context = FormContext {
                    unit_id: unit.id.clone(),
                    year: session.year,
                    pack: pack.id.clone(),
                    taxonomy: taxonomy_of(pack),
                    new_id: &mut new_id,
                };
                plan.forms.push(goal_form::read(sheet, &mut context)?);
            }
            Looks::ProjectList | Looks::Other => {}
        }
    }
    if plan.list.is_none() && plan.forms.is_empty() {
        // The list's own refusal says best what a sheet must look like.
        let sheet = workbook.sheets.iter().find(|sheet| wanted(sheet)).or(workbook.sheets.first());
        if let Some(sheet) = sheet {
            mapping::detect(sheet)?;
        }
        return Err(ApiError::new(
            "APP-IMPORT-NOTHING",
            "这个工作簿里没有认得的项目清单或绩效目标申报表，请核对表头",
        ));
    }
    Ok(plan)
}

struct Choice {
    sheet: Option<String>,
    only: Option<Looks>,
    mapping: Option<Mapping>,
}

fn remembered(session: &Session, mut found: Mapping) -> Result<Mapping> {
    let known = session.store.read().mapping(&found.fingerprint)?;
    if let Some(known) = known.and_then(|value| serde_json::from_value::<Mapping>(value).ok()) {
        found.recall(&known);
    }
    Ok(found)
}

/// Shows what an import would bring; nothing is written.
pub fn preview(app: &App, query: ImportSheet) -> Result<ImportPreview> {
    let workbook = read_file(app, Path::new(&query.file))?;
    app.read(|session| {
        let choice = Choice { sheet: query.sheet, only: query.only, mapping: query.mapping };
        let plan = plan(app, session, &workbook, &choice)?;
        let merge = Merge::new(session)?;
        let mut view = ImportPreview {
            sheet: String::new(),
            mapping: None,
            fields: Field::choices(),
            rows: Vec::new(),
            skipped: Vec::new(),
            notes: Vec::new(),
            forms: Vec::new(),
            good: 0,
            bad: 0,
        };
        if let Some((mapping, list, _)) = plan.list {
            view.sheet = list.sheet;
            view.mapping = Some(mapping);
            view.skipped = list.skipped;
            view.notes = list.notes;
            view.good = list.good as usize;
            view.bad = list.bad as usize;
            view.rows = (list.rows.into_iter())
                .map(|row| ImportRow {
                    number: row.number,
                    cells: row.cells,
                    errors: row.errors,
                    good: row.value.is_some(),
                    updates: row.value.as_ref().is_some_and(|project| merge.find(project).is_some()),
                })
                .collect();
        }
        for form in plan.forms {
            let refusal = merge.refuses(&form);
            view.good += usize::from(refusal.is_none());
            view.bad += usize::from(refusal.is_some());
            view.forms.push(FormPreview {
                sheet: form.sheet.clone(),
                project: form.project.name.clone(),
                indicators: form.target.indicators.len(),
                good: refusal.is_none(),
                updates: merge.find(&form.project).is_some(),
                errors: form.errors.into_iter().chain(refusal).collect(),
            });
        }
        Ok(view)
    })
}

/// Takes the good rows and forms in as one step and hands the bad rows back as a workbook.
pub fn commit(app: &App, query: ImportCommit) -> Result<Imported> {
    let path = Path::new(&query.file);
    let workbook = read_file(app, path)?;
    let choice = Choice { sheet: query.sheet, only: query.only, mapping: query.mapping };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let rejects = query.rejects.map_or_else(|| beside(path), PathBuf::from);
    take_in(app, &workbook, &choice, &name, Some(&rejects))
}

/// `项目清单.xlsx` → `项目清单-退回.xlsx`
fn beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}-退回.xlsx"))
}

/// Takes in a whole workbook that is in memory.
pub(crate) fn import_workbook(app: &App, bytes: &[u8], name: &str) -> Result<Imported> {
    let mut progress = |done, total| app.host().progress("import", done, total);
    let workbook = Workbook::from_bytes(bytes, &Limits::default(), &mut progress)?;
    take_in(app, &workbook, &Choice { sheet: None, only: None, mapping: None }, name, None)
}

fn take_in(
    app: &App,
    workbook: &Workbook,
    choice: &Choice,
    name: &str,
    rejects_to: Option<&Path>,
) -> Result<Imported> {
    let (plan, mut merge) =
        app.read(|session| Ok((plan(app, session, workbook, choice)?, Merge::new(session)?)))?;
    let mut done = Imported::default();
    if let Some((mapping, list, sheet)) = &plan.list {
        for row in &list.rows {
            match &row.value {
                Some(project) => merge_row(&mut merge, project.clone(), mapping, &mut done),
                None => {
                    done.rejected += 1;
                    done.errors.extend(row.errors.iter().cloned());
                }
            }
        }
        // The workbook with the bad rows is written first: if it cannot be, nothing is taken in.
        if let (Some(path), true) = (rejects_to, list.bad > 0) {
            rejects::write(path, sheet, mapping, list)?;
            done.rejects = Some(path.display().to_string());
        }
    }
    for form in plan.forms {
        match merge.refuses(&form) {
            Some(refusal) => {
                done.rejected += 1;
                done.errors.push(refusal);
            }
            None => merge_form(&mut merge, form, &mut done),
        }
    }
    let label = format!("导入“{name}”：{} 个项目、{} 份绩效目标", done.added + done.updated, done.targets);
    app.operate(&label, OpKind::Reversible, |tx| {
        for (project, target) in merge.changed() {
            tx.put_project(project)?;
            if let Some(target) = target {
                tx.put_target(target)?;
            }
        }
        if let Some((mapping, ..)) = &plan.list {
            let value = serde_json::to_value(mapping).unwrap_or_default();
            tx.put_mapping(&mapping.fingerprint, &value)?;
        }
        Ok(())
    })?;
    Ok(done)
}
