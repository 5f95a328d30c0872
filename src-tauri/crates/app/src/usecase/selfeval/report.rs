//! The report (自评报告): sentences from the data, edited by hand, flagged when a number moves on.

use super::open::{Opened, is_filed, locked, open, pack_of, put, scored};
use super::view::stale;
use crate::session::Session;
use crate::usecase::edit::{AtPath, Saved};
use crate::usecase::print::SavedFile;
use crate::usecase::project::{Created, ProjectId};
use crate::views::place;
use crate::{ApiError, App, Result};
use domain::selfeval::{Paragraph, Section, Sentence, begin_report, is_stale, outline, sentences};
use serde::{Deserialize, Serialize};
use store::OpKind;
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
    /// The version that may be published (公开版): personal numbers are covered.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub public: bool,
}

/// What the data say today.
fn today(app: &App, session: &Session, opened: &Opened) -> Result<Vec<Sentence>> {
    let pack = pack_of(app, session, &opened.doc);
    let unit = session.unit()?;
    let scored = scored(app, session, opened);
    Ok(sentences(pack, &unit.name, &opened.project, &opened.target, &opened.doc, &scored))
}

/// The chapters: those of the pack, then others that the report has text in.
fn chapters(app: &App, session: &Session, opened: &Opened) -> Vec<Section> {
    let mut chapters = outline(pack_of(app, session, &opened.doc));
    for paragraph in &opened.doc.report {
        if !chapters.contains(&paragraph.section) {
            chapters.push(paragraph.section);
        }
    }
    chapters
}

/// The report.
pub fn report(app: &App, query: ProjectId) -> Result<ReportView> {
    app.read(|session| {
        let opened = open(app, session, &query.id)?;
        let today = today(app, session, &opened)?;
        let view = |paragraph: &Paragraph| {
            let sentence =
                paragraph.fact.as_deref().and_then(|key| today.iter().find(|sentence| sentence.key == key));
            let from = sentence.map(|sentence| sentence.from.as_slice()).unwrap_or_default();
            let gone = || "数据里已经没有这句话的内容，请删去这一段，或改成自己的话".to_owned();
            ReportParagraph {
                path: path_of(&opened, paragraph),
                text: paragraph.text.clone(),
                linked: paragraph.fact.is_some(),
                edited: paragraph.fact.is_some() && paragraph.text != paragraph.built,
                stale: (!is_filed(&opened.doc) && is_stale(paragraph, &today))
                    .then(|| sentence.map_or_else(gone, |sentence| sentence.text.clone())),
                from: from.iter().map(|path| (path.clone(), place(path, Some(&opened.target)))).collect(),
            }
        };
        let sections = chapters(app, session, &opened)
            .into_iter()
            .enumerate()
            .map(|(number, section)| {
                let own =
                    |key: &str| opened.doc.report.iter().any(|known| known.fact.as_deref() == Some(key));
                let offered = |sentence: &&Sentence| sentence.section == section && !own(&sentence.key);
                ReportSection {
                    section,
                    title: format!("{}、{}", NUMERALS.get(number).unwrap_or(&"又"), section.name()),
                    paragraphs: (opened.doc.report.iter())
                        .filter(|paragraph| paragraph.section == section)
                        .map(view)
                        .collect(),
                    offered: (today.iter().filter(offered))
                        .map(|sentence| (sentence.key.clone(), sentence.text.clone()))
                        .collect(),
                }
            })
            .collect();
        Ok(ReportView {
            id: opened.project.id.to_string(),
            name: opened.project.name.clone(),
            title: format!("{}年度“{}”绩效自评报告", opened.doc.year, opened.project.name),
            begun: !opened.doc.report.is_empty(),
            locked: !opened.doc.is_editable(),
            sections,
            stale: stale(&opened.doc, &today),
        })
    })
}

/// As many as there are chapters.
const NUMERALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

fn path_of(opened: &Opened, paragraph: &Paragraph) -> String {
    format!("{}/report/{}/text", opened.doc.path(), paragraph.id)
}

/// The project and the paragraph that a path names.
fn named(path: &str) -> Result<(&str, &str)> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["projects", project, "selfeval", "report", paragraph] => Ok((project, paragraph)),
        ["projects", project, "selfeval", "report", paragraph, "text"] => Ok((project, paragraph)),
        _ => Err(ApiError::no_such("报告的段落", path)),
    }
}

/// Where a paragraph stands.
fn find(opened: &Opened, paragraph: &str) -> Result<usize> {
    let at = opened.doc.report.iter().position(|known| known.id.as_str() == paragraph);
    at.ok_or_else(|| ApiError::no_such("报告的段落", paragraph))
}

/// Changes a report as one step. `work` says what it did and what it gives back.
fn change<T>(
    app: &App,
    project: &str,
    work: impl FnOnce(&Session, &mut Opened) -> Result<(&'static str, T)>,
) -> Result<(Saved, T)> {
    app.work(|session| {
        session.check_writable()?;
        let mut opened = open(app, session, project)?;
        if !opened.doc.is_editable() {
            return Err(locked(&opened));
        }
        let (what, value) = work(session, &mut opened)?;
        let label = format!("“{}”自评报告：{what}", opened.project.name);
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| put(tx, &opened))?;
        Ok((Saved::new(app, Some(label), &changed.kinds), value))
    })
}

/// Begins it with what the data say.
pub fn begin(app: &App, query: ProjectId) -> Result<Saved> {
    let done = change(app, &query.id, |session, opened| {
        let today = today(app, session, opened)?;
        let word = if opened.doc.report.is_empty() { "生成" } else { "补上缺少的段落" };
        begin_report(&mut opened.doc, &today, || app.host().new_id());
        Ok((word, ()))
    })?;
    Ok(done.0)
}

/// Adds a paragraph; answers with its path in `id`.
pub fn add(app: &App, query: AddParagraph) -> Result<Created> {
    let done = change(app, &query.project, |session, opened| {
        let text = match &query.fact {
            None => String::new(),
            Some(key) => {
                let known = opened.doc.report.iter().any(|known| known.fact.as_ref() == Some(key));
                let today = today(app, session, opened)?;
                let sentence = today.into_iter().find(|sentence| sentence.key == *key && !known);
                let missing = || ApiError::no_such("可以加入的句子", key);
                sentence.filter(|sentence| sentence.section == query.section).ok_or_else(missing)?.text
            }
        };
        let paragraph = Paragraph {
            id: app.host().new_id(),
            section: query.section,
            built: text.clone(),
            text,
            fact: query.fact.clone(),
        };
        let after = match &query.after {
            None => None,
            Some(path) => {
                let at = find(opened, named(path)?.1)?;
                Some(at).filter(|at| opened.doc.report.get(*at).is_some_and(|p| p.section == query.section))
            }
        };
        let order = chapters(app, session, opened);
        let rank = |section: Section| order.iter().position(|known| *known == section).unwrap_or(order.len());
        // At the end of its chapter, which comes after all earlier chapters.
        let last = || opened.doc.report.iter().rposition(|known| rank(known.section) <= rank(query.section));
        let at = after.or_else(last).map_or(0, |at| at + 1);
        let path = path_of(opened, &paragraph);
        opened.doc.report.insert(at, paragraph);
        Ok(("添加段落", path))
    })?;
    Ok(Created { id: done.1 })
}

/// Removes a paragraph.
pub fn remove(app: &App, query: AtPath) -> Result<Saved> {
    let (project, paragraph) = named(&query.path)?;
    let done = change(app, project, |_, opened| {
        let at = find(opened, paragraph)?;
        opened.doc.report.remove(at);
        Ok(("删除段落", ()))
    })?;
    Ok(done.0)
}

/// Moves a paragraph.
pub fn move_paragraph(app: &App, query: MoveParagraph) -> Result<Saved> {
    let (project, paragraph) = named(&query.path)?;
    let done = change(app, project, |_, opened| {
        let at = find(opened, paragraph)?;
        let report = &mut opened.doc.report;
        let section = report.get(at).map(|paragraph| paragraph.section);
        // The places of its chapter, between which others may stand.
        let places: Vec<usize> =
            (0..report.len()).filter(|place| report.get(*place).map(|p| p.section) == section).collect();
        let from = places.iter().position(|place| *place == at).unwrap_or_default();
        let last = places.len().saturating_sub(1);
        let steps = usize::try_from(query.by.unsigned_abs()).unwrap_or(usize::MAX);
        let to = if query.by < 0 { from.saturating_sub(steps) } else { from.saturating_add(steps).min(last) };
        let mut pair = from;
        while pair != to {
            let next = if to > pair { pair + 1 } else { pair - 1 };
            if let (Some(a), Some(b)) = (places.get(pair), places.get(next)) {
                report.swap(*a, *b);
            }
            pair = next;
        }
        Ok(("移动段落", ()))
    })?;
    Ok(done.0)
}

/// Takes today's sentences into stale paragraphs.
pub fn refresh(app: &App, query: RefreshReport) -> Result<Saved> {
    let done = change(app, &query.project, |session, opened| {
        let today = today(app, session, opened)?;
        let only = query.path.as_deref().map(|path| find(opened, named(path)?.1)).transpose()?;
        if only.is_none() {
            // A built sentence that the data no longer say, and that nobody changed, would only contradict them.
            let said = |key: &String| today.iter().any(|sentence| sentence.key == *key);
            opened.doc.report.retain(|paragraph| {
                paragraph.fact.as_ref().is_none_or(said) || paragraph.text != paragraph.built
            });
        }
        for (at, paragraph) in opened.doc.report.iter_mut().enumerate() {
            let taken = match only {
                Some(only) => at == only,
                // What a person wrote is theirs.
                None => is_stale(paragraph, &today) && paragraph.text == paragraph.built,
            };
            if taken {
                domain::selfeval::refresh(paragraph, &today);
            }
        }
        Ok(("更新过期的句子", ()))
    })?;
    Ok(done.0)
}

/// Leaves a stale paragraph as it reads: it stands beside today's sentence from now on, or for itself where the data no
/// longer say it.
pub fn keep(app: &App, query: AtPath) -> Result<Saved> {
    let (project, paragraph) = named(&query.path)?;
    let done = change(app, project, |session, opened| {
        let today = today(app, session, opened)?;
        let at = find(opened, paragraph)?;
        if let Some(paragraph) = opened.doc.report.get_mut(at) {
            let text = std::mem::take(&mut paragraph.text);
            domain::selfeval::refresh(paragraph, &today);
            paragraph.text = text;
        }
        Ok(("保留过期的句子", ()))
    })?;
    Ok(done.0)
}

/// Writes the report as Word or PDF file.
pub fn save(app: &App, query: ReportSave) -> Result<SavedFile> {
    crate::usecase::print_selfeval::save_report(app, &query)
}
