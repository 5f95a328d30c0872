//! Forms of many projects, one file each.

use crate::session::Entry;
use crate::usecase::monitor::{month_of, open_entry};
use crate::usecase::print::{form, forms_for, write_form};
use crate::usecase::print_month::month_page;
use crate::usecase::print_selfeval;
use crate::usecase::selfeval::open::{must_exist, open_entry as open_selfeval};
use crate::views::Refused;
use crate::{ApiError, App, Result};
use documents::FormPage;
use domain::monitoring::Month;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// The task as progress and cancelling name it.
const TASK: &str = "print";
const SECRET: &str = "涉密项目不打印，请按保密规定另行办理";
const NO_TARGET: &str = "还没有绩效目标，请先填报";

/// The format of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// PDF
    Pdf,
    /// XLSX
    Xlsx,
}

impl FileFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Which forms to write where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PrintBatch {
    /// Ids, codes or names of projects; empty: all of the year.
    pub projects: Vec<String>,
    /// Id of the form; each project's usual one unless told.
    #[serde(default)]
    #[ts(optional)]
    pub form: Option<String>,
    /// PDF or XLSX.
    pub format: FileFormat,
    /// The folder; it must be there.
    pub folder: String,
    /// The month, 1 to 12, whose monitoring forms to write instead of the targets'.
    #[serde(default)]
    #[ts(optional)]
    pub month: Option<u8>,
}

/// What was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PrintedBatch {
    /// Number of files.
    pub files: usize,
    /// Where.
    pub folder: String,
    /// Projects left out, with why.
    pub skipped: Vec<Refused>,
}

/// Writes one file per project. A file that is there is not overwritten: the new one gets a number.
pub fn batch(app: &App, query: PrintBatch) -> Result<PrintedBatch> {
    let folder = PathBuf::from(query.folder.trim());
    if !folder.is_dir() {
        let fault = ApiError::file("文件夹", &folder, &std::io::ErrorKind::NotFound.into());
        return Err(fault.field("folder"));
    }
    let month = query.month.map(month_of).transpose()?;
    let entries: Vec<Entry> = app.read(|session| match query.projects.as_slice() {
        [] => session.projects(),
        names => names.iter().map(|name| session.find_project(name)).collect(),
    })?;
    let mut out = PrintedBatch { files: 0, folder: folder.display().to_string(), skipped: Vec::new() };
    let total = entries.len() as u64;
    for (done, entry) in (0u64..).zip(entries) {
        if !app.host().progress(TASK, done, total) {
            let text = format!("已停止打印，前 {} 份已经写好，其余没有写；需要时请重新打印", out.files);
            return Err(ApiError::new("APP-CANCELLED", text));
        }
        let project = entry.0.clone();
        let page = match month {
            Some(month) => of_month(app, entry, month)?,
            None if print_selfeval::is_own(query.form.as_deref()) => {
                of_selfeval(app, entry, query.form.as_deref().unwrap_or_default())?
            }
            None => page(app, entry, query.form.as_deref())?,
        };
        match page {
            Err(why) => out.skipped.push(Refused::new(&project, why)),
            Ok(page) => {
                let short: String = project.name.chars().take(40).collect();
                let span = month.map(|month| format!("-{}", month.span())).unwrap_or_default();
                let name = format!("{short}-{}{span}", page.title);
                let path = free(&folder, &name, query.format.ending());
                match write_form(&page, &path) {
                    Ok(_) => out.files += 1,
                    // A file in the way of this one form; a full disk or a lost folder stops the rest as well.
                    Err(error) if error.code == "APP-FILE-DENIED" && out.files > 0 => {
                        out.skipped.push(Refused::new(&project, error.message));
                    }
                    Err(error) => return Err(error),
                }
            }
        }
    }
    app.host().progress(TASK, total, total);
    Ok(out)
}

/// The form of a project, or why it has none.
fn page(app: &App, entry: Entry, wanted: Option<&str>) -> Result<std::result::Result<FormPage, String>> {
    let (project, target) = &entry;
    if project.is_secret() {
        return Ok(Err(SECRET.to_owned()));
    }
    let Some(target) = target else {
        return Ok(Err(NO_TARGET.to_owned()));
    };
    if let Some(wanted) = wanted
        && !forms_for(target).iter().any(|(id, _)| id == wanted)
    {
        return Ok(Err("这个项目没有所选的表式，请换一种表式单独打印".to_owned()));
    }
    let page = app.read(|session| form(app, session, entry.clone(), wanted, None));
    Ok(Ok(page?.1))
}

/// The form of a project's self-assessment, or why it has none.
fn of_selfeval(app: &App, entry: Entry, form: &str) -> Result<std::result::Result<FormPage, String>> {
    let (project, target) = &entry;
    if project.is_secret() {
        return Ok(Err(SECRET.to_owned()));
    }
    if target.is_none() {
        return Ok(Err(NO_TARGET.to_owned()));
    }
    app.read(|session| {
        let opened = open_selfeval(app, session, entry.clone())?;
        if let Err(why) = must_exist(&opened) {
            return Ok(Err(why.message));
        }
        Ok(Ok(print_selfeval::page(app, session, &opened, form, None)?))
    })
}

/// The form of a project's month, or why it has none.
fn of_month(app: &App, entry: Entry, month: Month) -> Result<std::result::Result<FormPage, String>> {
    let (project, target) = &entry;
    if project.is_secret() {
        return Ok(Err(SECRET.to_owned()));
    }
    if target.is_none() {
        return Ok(Err(NO_TARGET.to_owned()));
    }
    app.read(|session| {
        let opened = open_entry(app, session, entry.clone(), month)?;
        if !opened.exists {
            return Ok(Err(format!("还没有填{}的运行监控", month.word())));
        }
        Ok(Ok(month_page(app, session, &opened, None)?))
    })
}

/// A name that nobody has in the folder: `名称.pdf`, else `名称(2).pdf` …
fn free(folder: &Path, name: &str, ending: &str) -> PathBuf {
    let path = |number: String| folder.join(package::name::tidy(&format!("{name}{number}.{ending}")));
    let numbered = (2..10_000).map(|number: u32| path(format!("({number})")));
    std::iter::once(path(String::new()))
        .chain(numbered)
        .find(|path| std::fs::symlink_metadata(path).is_err())
        .unwrap_or_else(|| path(format!("({})", uuid::Uuid::now_v7())))
}
