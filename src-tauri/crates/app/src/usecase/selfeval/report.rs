//! The report (自评报告): sentences from the data, edited by hand, flagged when a number moves on.

use crate::usecase::edit::{AtPath, Saved};
use crate::usecase::print::SavedFile;
use crate::usecase::project::{Created, ProjectId};
use crate::{App, Result};
use domain::selfeval::Section;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The report, ready to be edited.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportView {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// Title of the report.
    pub title: String,
    /// It was begun.
    pub begun: bool,
    /// It cannot be edited now.
    pub locked: bool,
    /// The chapters in the order of the pack.
    pub sections: Vec<ReportSection>,
    /// Paragraphs whose numbers have moved on.
    pub stale: usize,
}

/// A chapter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportSection {
    /// Which.
    pub section: Section,
    /// `一、项目基本情况`
    pub title: String,
    /// Its paragraphs in order.
    pub paragraphs: Vec<ReportParagraph>,
    /// Sentences that the data offer and the report does not have: key and text.
    pub offered: Vec<(String, String)>,
}

/// A paragraph.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportParagraph {
    /// Path for `edit.cell`: `/projects/{id}/selfeval/report/{id}/text`.
    pub path: String,
    /// The text.
    pub text: String,
    /// Built from the data.
    pub linked: bool,
    /// Changed by hand since it was built.
    pub edited: bool,
    /// The data have moved on: what the sentence would say today.
    pub stale: Option<String>,
    /// Cells whose numbers it says: path and words for the place.
    pub from: Vec<(String, String)>,
}

/// A free paragraph, or an offered sentence, to be put into a chapter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddParagraph {
    /// Id, code or name of the project.
    pub project: String,
    /// The chapter.
    pub section: Section,
    /// Key of an offered sentence; free text unless told.
    #[serde(default)]
    #[ts(optional)]
    pub fact: Option<String>,
    /// Path of the paragraph after which it stands; at the end unless told.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
}

/// Moves a paragraph within its chapter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MoveParagraph {
    /// Its path.
    pub path: String,
    /// Places: −1 is up, 1 is down.
    pub by: i32,
}

/// Takes today's sentences.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RefreshReport {
    /// Id, code or name of the project.
    pub project: String,
    /// Path of one paragraph; all stale ones that were not changed by hand unless told.
    #[serde(default)]
    #[ts(optional)]
    pub path: Option<String>,
}

/// Where to save the report.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportSave {
    /// Id, code or name of the project.
    pub project: String,
    /// The file, `.docx` or `.pdf`.
    pub file: String,
}

/// The report.
pub fn report(_app: &App, _query: ProjectId) -> Result<ReportView> {
    unimplemented!()
}

/// Begins it with what the data say.
pub fn begin(_app: &App, _query: ProjectId) -> Result<Saved> {
    unimplemented!()
}

/// Adds a paragraph; answers with its path in `id`.
pub fn add(_app: &App, _query: AddParagraph) -> Result<Created> {
    unimplemented!()
}

/// Removes a paragraph.
pub fn remove(_app: &App, _query: AtPath) -> Result<Saved> {
    unimplemented!()
}

/// Moves a paragraph.
pub fn move_paragraph(_app: &App, _query: MoveParagraph) -> Result<Saved> {
    unimplemented!()
}

/// Takes today's sentences into stale paragraphs.
pub fn refresh(_app: &App, _query: RefreshReport) -> Result<Saved> {
    unimplemented!()
}

/// Writes the report as Word or PDF file.
pub fn save(_app: &App, _query: ReportSave) -> Result<SavedFile> {
    unimplemented!()
}
