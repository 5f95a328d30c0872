//! A whole workbook: what each sheet looks like, and everything in it at once.
//!
//! Units keep a sheet 项目清单 and one target form for each project in one file.

use crate::error::Result;
use crate::goal_form::{self, FormContext, GoalForm};
use crate::limits::Limits;
use crate::mapping::{self, Mapping};
use crate::preview::{CellError, Preview, Weight};
use crate::project_list;
use crate::sheet::Sheet;
use crate::workbook::Workbook;
use domain::fund::Horizon;
use domain::project::Project;
use domain::target::Target;
use domain::text::squeezed;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// What a sheet looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Look {
    /// 项目清单
    ProjectList {
        /// Rows below the header.
        rows: u32,
        /// The mapping that was found.
        mapping: Mapping,
    },
    /// 绩效目标表
    GoalForm {
        /// The project it names.
        project: String,
    },
    /// Anything else.
    Other,
    /// Nothing on it.
    Empty,
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SheetInfo {
    /// The name on its tab.
    pub name: String,
    /// False for a hidden sheet.
    pub visible: bool,
    /// The last row that holds something, counted from 1.
    pub rows: u32,
    /// The last column that holds something, counted from 1.
    pub columns: u32,
    /// What it looks like.
    pub look: Look,
}

/// Opens a file and tells what is on its sheets.
///
/// # Errors
/// As for [`Workbook::open`].
pub fn inspect(
    path: &Path,
    limits: &Limits,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(Workbook, Vec<SheetInfo>)> {
    let workbook = Workbook::open(path, limits, progress)?;
    let sheets = workbook.inspect();
    Ok((workbook, sheets))
}

impl Workbook {
    /// Tells what is on each sheet.
    pub fn inspect(&self) -> Vec<SheetInfo> {
        self.sheets.iter().map(look_at).collect()
    }
}

fn look_at(sheet: &Sheet) -> SheetInfo {
    let (rows, columns) = sheet.size();
    // A form also has 项目名称 with something beside it, so it is asked first.
    let look = if rows == 0 {
        Look::Empty
    } else if let Some(project) = goal_form::recognise(sheet) {
        Look::GoalForm { project }
    } else if let Ok(mapping) = mapping::detect(sheet) {
        let below = sheet.rows().iter().filter(|row| row.number >= mapping.header_last).count();
        Look::ProjectList { rows: u32::try_from(below).unwrap_or(u32::MAX), mapping }
    } else {
        Look::Other
    };
    SheetInfo { name: sheet.name.clone(), visible: sheet.visible, rows, columns, look }
}

/// A project with its target, from a list, a form or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Imported {
    /// The project; where both have it, the list's, with blanks filled from the form.
    pub project: Project,
    /// The target of its form.
    pub target: Option<Target>,
    /// Row in the list, counted from 1.
    pub list_row: Option<u32>,
    /// Sheet of the form.
    pub form_sheet: Option<String>,
}

/// A sheet that looked like something and could not be read as it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SheetProblem {
    /// The sheet.
    pub sheet: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub text: String,
}

/// Everything in a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Everything {
    /// What can be taken in.
    pub projects: Vec<Imported>,
    /// Previews of the lists, bad rows included.
    pub lists: Vec<Preview>,
    /// The forms as read.
    pub forms: Vec<GoalForm>,
    /// Remarks on list and form taken together.
    pub notes: Vec<CellError>,
    /// Sheets that could not be read.
    pub problems: Vec<SheetProblem>,
    /// Sheets that are neither list nor form.
    pub others: Vec<String>,
}

/// Reads all visible sheets. `remembered` are mappings that the user set right before. `progress` hears (done, total)
/// in sheets.
///
/// # Errors
/// Only [`crate::Error::Cancelled`]; a sheet that cannot be read is a problem, not the end.
pub fn read_all(
    workbook: &Workbook,
    remembered: &[Mapping],
    context: &mut FormContext<'_>,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Everything> {
    let mut all = Everything::default();
    let total = workbook.sheets.len() as u64;
    let tell = |progress: &mut dyn FnMut(u64, u64) -> bool, done: usize| {
        if progress(done as u64, total) { Ok(()) } else { Err(crate::Error::Cancelled) }
    };
    // Lists first: forms are matched to their rows.
    let looks: Vec<SheetInfo> = workbook.inspect();
    for (done, (sheet, info)) in workbook.sheets.iter().zip(&looks).enumerate() {
        tell(progress, done / 2)?;
        match &info.look {
            _ if !sheet.visible => {}
            Look::ProjectList { mapping, .. } => {
                let mut mapping = mapping.clone();
                for known in remembered {
                    if mapping.recall(known) {
                        break;
                    }
                }
                take_list(&mut all, sheet, &mapping, context)?;
            }
            Look::Other => all.others.push(sheet.name.clone()),
            Look::GoalForm { .. } | Look::Empty => {}
        }
    }
    for (done, (sheet, info)) in workbook.sheets.iter().zip(&looks).enumerate() {
        tell(progress, (workbook.sheets.len() + done) / 2)?;
        if sheet.visible && matches!(info.look, Look::GoalForm { .. }) {
            match goal_form::read(sheet, context) {
                Ok(form) => take_form(&mut all, form),
                Err(error) => all.problem(&sheet.name, &error),
            }
        }
    }
    tell(progress, workbook.sheets.len())?;
    Ok(all)
}

fn take_list(
    all: &mut Everything,
    sheet: &Sheet,
    mapping: &Mapping,
    context: &mut FormContext<'_>,
) -> Result<()> {
    let mut list_context = project_list::Context {
        unit_id: context.unit_id.clone(),
        year: context.year,
        new_id: &mut *context.new_id,
    };
    match project_list::read(sheet, mapping, &mut list_context, &mut |_, _| true) {
        Ok(preview) => {
            let good = preview.rows.iter().filter_map(|row| Some((row.number, row.value.clone()?)));
            let imported = good.map(|(number, project)| Imported {
                project,
                target: None,
                list_row: Some(number),
                form_sheet: None,
            });
            all.projects.extend(imported);
            all.lists.push(preview);
            Ok(())
        }
        Err(crate::Error::Cancelled) => Err(crate::Error::Cancelled),
        Err(error) => {
            all.problem(&sheet.name, &error);
            Ok(())
        }
    }
}

impl Everything {
    fn problem(&mut self, sheet: &str, error: &crate::Error) {
        let (sheet, code, text) = (sheet.to_owned(), error.code().to_owned(), error.to_string());
        self.problems.push(SheetProblem { sheet, code, text });
    }
}

fn same_project(a: &Project, b: &Project) -> bool {
    if !a.code.is_empty() && !b.code.is_empty() {
        return a.code == b.code;
    }
    squeezed(&a.name) == squeezed(&b.name)
}

fn take_form(all: &mut Everything, form: GoalForm) {
    let matching = all.projects.iter().position(|imported| same_project(&imported.project, &form.project));
    match matching {
        Some(index) if all.projects[index].target.is_some() => {
            let other = all.projects[index].form_sheet.clone().unwrap_or_default();
            let (sheet, project) = (form.sheet.clone(), form.project.name.clone());
            all.problem(&form.sheet, &crate::Error::SameProject { sheet, other, project });
        }
        Some(index) => {
            let imported = &mut all.projects[index];
            let mut target = form.target.clone();
            target.project_id = imported.project.id.clone();
            imported.target = Some(target);
            imported.form_sheet = Some(form.sheet.clone());
            let row = imported.list_row;
            let notes = compare(&imported.project, &form, row);
            complete(&mut imported.project, &form.project);
            all.notes.extend(notes);
        }
        None => all.projects.push(Imported {
            project: form.project.clone(),
            target: Some(form.target.clone()),
            list_row: None,
            form_sheet: Some(form.sheet.clone()),
        }),
    }
    all.forms.push(form);
}

/// Totals that list and form state differently.
fn compare(project: &Project, form: &GoalForm, row: Option<u32>) -> Vec<CellError> {
    let mut notes = Vec::new();
    for horizon in [Horizon::Annual, Horizon::Medium] {
        let (list, own) = (project.funds.column(horizon).total(), form.project.funds.column(horizon).total());
        if let (Some(list), Some(own)) = (list, own)
            && list != own
        {
            let row = row.map_or_else(String::new, |row| format!("第{row}行"));
            let text = format!(
                "{}资金总额：清单{row}为 {}，目标表为 {}，请核对；导入以清单为准",
                horizon.name(),
                list.with_unit(form.unit),
                own.with_unit(form.unit)
            );
            notes.push(CellError::new(
                &form.sheet,
                (0, 0),
                &project.name,
                own.with_unit(form.unit),
                text,
                Weight::Notice,
            ));
        }
    }
    notes
}

/// Fills blanks of the list's project from the form.
fn complete(project: &mut Project, form: &Project) {
    let words = [
        (&mut project.code, &form.code),
        (&mut project.department, &form.department),
        (&mut project.implementer, &form.implementer),
        (&mut project.person, &form.person),
        (&mut project.phone, &form.phone),
    ];
    for (own, other) in words {
        if own.is_empty() {
            own.clone_from(other);
        }
    }
    project.novelty = project.novelty.or(form.novelty);
    project.category = project.category.or(form.category);
    project.book = project.book.or(form.book);
    project.period.value = project.period.value.or(form.period.value);
    for horizon in [Horizon::Annual, Horizon::Medium] {
        if project.funds.column(horizon).is_blank() {
            *project.funds.column_mut(horizon) = form.funds.column(horizon).clone();
        }
    }
}
