//! Import of workbooks: look, preview with red cells, take the good rows in, hand the bad ones back.

use crate::session::Session;
use crate::usecase::edit::taxonomy_of;
use crate::usecase::import_merge::{Merge, Taken};
use crate::{ApiError, App, Result};
use domain::period::FiscalYear;
use serde::{Deserialize, Serialize};
use sheets::field::{Field, FieldChoice};
use sheets::goal_form::{self, FormContext, GoalForm};
use sheets::mapping::{self, Mapping};
use sheets::{Limits, Look, Preview, Sheet, SheetInfo, SkippedRow, Weight, Workbook, project_list, rejects};
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
    check_file("工作簿", path)?;
    Ok(Workbook::open(path, &Limits::default(), &mut |done, total| {
        app.host().progress("import", done, total)
    })?)
}

/// The size of a file that can be opened: a missing or locked one gets the sentence that names it; what is no file at
/// all is not even opened.
pub(crate) fn check_file(what: &str, path: &Path) -> Result<u64> {
    let fault = |fault: std::io::Error| ApiError::file(what, path, &fault);
    let meta = std::fs::metadata(path).map_err(fault)?;
    if !meta.is_file() {
        return Err(fault(std::io::ErrorKind::InvalidInput.into()));
    }
    std::fs::File::open(path).map_err(fault)?;
    Ok(meta.len())
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
                plan.forms.push(in_year(goal_form::read(sheet, &mut context)?, session.year));
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

/// A row or form after the projects that are there were asked.
struct Met {
    taken: std::result::Result<Taken, ()>,
    errors: Vec<CellError>,
}

impl Plan {
    /// Takes rows and forms in, as far as they go. What cannot be taken in is marked as bad, with the reason.
    fn meet(&mut self, merge: &mut Merge) -> (Vec<Taken>, Vec<Met>) {
        let mut rows = Vec::new();
        if let Some((mapping, list, _)) = &mut self.list {
            for row in &mut list.rows {
                let Some(project) = row.value.clone() else { continue };
                match merge.row(project, mapping) {
                    Ok(taken) => rows.push(taken),
                    Err(text) => {
                        let name = mapping.column(Field::Name);
                        let column = name.map(|column| column.letter.clone()).unwrap_or_default();
                        row.errors.push(CellError {
                            sheet: list.sheet.clone(),
                            at: format!("{column}{}", row.number),
                            row: row.number,
                            column,
                            header: name.map(|column| column.header.clone()).unwrap_or_default(),
                            read: row.value.take().map(|project| project.name).unwrap_or_default(),
                            text,
                            weight: Weight::Error,
                        });
                        list.good -= 1;
                        list.bad += 1;
                    }
                }
            }
        }
        let forms = self.forms.iter().map(|form| {
            let refusal = |text: String| CellError {
                sheet: form.sheet.clone(),
                at: String::new(),
                row: 0,
                column: String::new(),
                header: "绩效目标".to_owned(),
                read: form.project.name.clone(),
                text,
                weight: Weight::Error,
            };
            let mut errors = form.errors.clone();
            let taken = merge.form(form.project.clone(), form.target.clone());
            let taken = taken.map_err(|text| errors.push(refusal(text)));
            Met { taken, errors }
        });
        (rows, forms.collect())
    }
}

/// A form goes into the year that is open; one whose title names another year says so.
fn in_year(mut form: GoalForm, year: FiscalYear) -> GoalForm {
    if form.project.year != year {
        form.errors.push(CellError {
            sheet: form.sheet.clone(),
            at: "A1".to_owned(),
            row: 1,
            column: "A".to_owned(),
            header: "年度".to_owned(),
            read: form.project.year.to_string(),
            text: format!(
                "表头写的是 {} 年度，将导入到正在办理的 {year} 年度；要放回原年度的，请先切换年度",
                form.project.year
            ),
            weight: Weight::Notice,
        });
        form.project.year = year;
    }
    form
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
        let mut plan = plan(app, session, &workbook, &choice)?;
        let (rows, forms) = plan.meet(&mut Merge::new(session)?);
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
            let mut rows = rows.into_iter();
            view.rows = (list.rows.into_iter())
                .map(|row| {
                    let good = row.value.is_some();
                    let updates = good && rows.next() == Some(Taken::Updated);
                    ImportRow { number: row.number, cells: row.cells, errors: row.errors, good, updates }
                })
                .collect();
        }
        for (form, met) in plan.forms.into_iter().zip(forms) {
            view.good += usize::from(met.taken.is_ok());
            view.bad += usize::from(met.taken.is_err());
            view.forms.push(FormPreview {
                sheet: form.sheet,
                project: form.project.name,
                indicators: form.target.indicators.len(),
                good: met.taken.is_ok(),
                updates: met.taken == Ok(Taken::Updated),
                errors: met.errors,
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
    app.check_outlet(&rejects)?;
    take_in(app, &workbook, &choice, &name, Some(&rejects))
}

/// `项目清单.xlsx` → `项目清单-退回.xlsx`, or `-退回2` …: one that is there may be half mended.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = |number: String| path.with_file_name(format!("{stem}-退回{number}.xlsx"));
    let mut names = std::iter::once(name(String::new())).chain((2..1000).map(|n: u32| name(n.to_string())));
    names.find(|file| !file.exists()).unwrap_or_else(|| name(String::new()))
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
    app.work(|session| {
        let mut plan = plan(app, session, workbook, choice)?;
        let mut merge = Merge::new(session)?;
        let (_, forms) = plan.meet(&mut merge);
        let mut done = Imported { added: merge.added(), updated: merge.updated(), ..Imported::default() };
        for (form, met) in plan.forms.iter().zip(forms) {
            match met.taken {
                Ok(_) => {
                    done.targets += 1;
                    done.indicators += form.target.indicators.len();
                }
                Err(()) => done.rejected += 1,
            }
            done.errors.extend(met.errors);
        }
        if let Some((mapping, list, sheet)) = &plan.list {
            let bad: Vec<_> = list.rows.iter().filter(|row| row.value.is_none()).collect();
            done.rejected += bad.len();
            done.errors.splice(0..0, bad.into_iter().flat_map(|row| row.errors.iter().cloned()));
            // The workbook with the bad rows is written first: if it cannot be, nothing is taken in.
            if let (Some(path), true) = (rejects_to, list.bad > 0) {
                session.check_writable()?;
                rejects::write(path, sheet, mapping, list)?;
                done.rejects = Some(path.display().to_string());
            }
        }
        let label =
            format!("导入“{name}”：{} 个项目、{} 份绩效目标", done.added + done.updated, done.targets);
        let written = session.operate(app, &label, OpKind::Reversible, |tx| {
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
        });
        if let (Err(_), Some(file)) = (&written, &done.rejects) {
            let _ = std::fs::remove_file(file);
        }
        written.map(|_| done)
    })
}
