//! Rule packs: listed, read, compared, taken in and removed.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::usecase::print::ToFile;
use crate::{ApiError, App, Result};
use domain::finding::Source;
use domain::rulepack::{Document, Pack, PackFault, Packs, RuleView};
use serde::{Deserialize, Serialize};
use std::path::Path;
use store::{ImportedPack, OpKind};
use ts_rs::TS;

/// A pack in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackSummary {
    /// Id: `qiemo-2020`.
    pub id: String,
    /// Name: `且末县 2020`.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// The pack it extends, by name; empty for a base.
    pub extends: String,
    /// Numbers or titles of its documents.
    pub documents: Vec<String>,
    /// Brought in by the unit; else it ships.
    pub imported: bool,
    /// Targets of all years that use it.
    pub used_by: usize,
}

/// Two packs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ComparePacks {
    /// Id of the one.
    pub a: String,
    /// Id of the other.
    pub b: String,
}

/// A rule that two packs state differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RuleDiff {
    /// Id of the rule.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Weight and parameters in the one; empty: not in that pack.
    pub a: String,
    /// Weight and parameters in the other.
    pub b: String,
    /// Who demands it in the one.
    pub a_source: Option<Source>,
    /// Who demands it in the other.
    pub b_source: Option<Source>,
}

/// A pack to be read: its documents and rules.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackView {
    /// As in the list.
    pub summary: PackSummary,
    /// All documents, the inherited ones too.
    pub documents: Vec<Document>,
    /// All rules.
    pub rules: Vec<RuleView>,
}

/// Names a pack.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackId {
    /// Its id.
    pub id: String,
}

/// A pack in a list.
pub(crate) fn summary(app: &App, session: Option<&Session>, pack: &Pack) -> Result<PackSummary> {
    let parent = pack.extends.as_deref().and_then(|id| app.packs().get(id).ok());
    let used = session.map(|session| session.store.read().targets_by_pack()).transpose()?.unwrap_or_default();
    Ok(PackSummary {
        id: pack.id.clone(),
        name: pack.name.clone(),
        summary: pack.summary.clone(),
        extends: parent.map(|parent| parent.name.clone()).unwrap_or_default(),
        documents: pack.documents.iter().map(Document::cite).collect(),
        imported: app.shelf().is_imported(&pack.id),
        used_by: used.get(&pack.id).copied().unwrap_or(0),
    })
}

/// All packs.
pub fn list(app: &App, _: Empty) -> Result<Vec<PackSummary>> {
    let session = app.lock();
    app.packs().iter().map(|pack| summary(app, session.as_ref(), pack)).collect()
}

/// One pack.
pub fn get(app: &App, query: PackId) -> Result<PackView> {
    let session = app.lock();
    let pack = app.packs().get(&query.id)?;
    Ok(PackView {
        summary: summary(app, session.as_ref(), pack)?,
        documents: pack.documents.clone(),
        rules: pack.views.clone(),
    })
}

/// The rules that two packs state differently, in the order of reading.
pub fn compare(app: &App, query: ComparePacks) -> Result<Vec<RuleDiff>> {
    let (a, b) = (app.packs().get(&query.a)?, app.packs().get(&query.b)?);
    let of = |pack: &Pack, id: &str| pack.views.iter().find(|rule| rule.id == id).cloned();
    let words = |rule: &RuleView| {
        let level = rule.level.name().to_owned();
        std::iter::once(level).chain(rule.params.iter().cloned()).collect::<Vec<_>>().join("；")
    };
    let diff = |(id, title): &(&str, &str)| {
        let (a, b) = (of(a, id), of(b, id));
        let diff = RuleDiff {
            id: (*id).to_owned(),
            title: (*title).to_owned(),
            a: a.as_ref().map(words).unwrap_or_default(),
            b: b.as_ref().map(words).unwrap_or_default(),
            a_source: a.map(|rule| rule.source),
            b_source: b.map(|rule| rule.source),
        };
        (diff.a != diff.b || diff.a_source != diff.b_source).then_some(diff)
    };
    Ok(domain::rulepack::KNOWN.iter().filter_map(diff).collect())
}

/// A pack's file is at most so long.
const FILE_BYTES: u64 = 512 * 1024;

/// Takes a pack into the store.
pub fn import(app: &App, from: ToFile) -> Result<PackSummary> {
    let path = Path::new(&from.file);
    let fault = |fault: std::io::Error| ApiError::file("规则包", path, &fault);
    let wrong = |text: &str| ApiError::new("APP-PACK", text).field("file");
    let meta = std::fs::metadata(path).map_err(fault)?;
    if !meta.is_file() {
        return Err(fault(std::io::ErrorKind::InvalidInput.into()));
    }
    if meta.len() > FILE_BYTES {
        return Err(wrong("文件超过 512 KB，不像一个规则包，请核对后重新选择 .toml 文件"));
    }
    let text = String::from_utf8(std::fs::read(path).map_err(fault)?);
    let text = text.map_err(|_| wrong("文件不是 UTF-8 文本，请向提供者索取原来的 .toml 文件"))?;
    let text = text.trim_start_matches('\u{feff}').to_owned();
    app.work(|session| {
        session.check_writable()?;
        let shelf = app.shelf();
        let mut texts: Vec<&str> = app.packs().iter().filter_map(|pack| shelf.text(&pack.id)).collect();
        texts.push(&text);
        let packs = Packs::load(texts).map_err(|fault| ApiError::from(fault).field("file"))?;
        let pack = packs.iter().last().ok_or_else(|| wrong("文件里没有规则包，请重新选择 .toml 文件"))?;
        if session.store.read().imported_packs()?.iter().any(|known| known.id == pack.id) {
            // It is there, though this program could not read it.
            return Err(PackFault::Duplicate(pack.id.clone()).into());
        }
        let label = format!("导入规则包“{}”", pack.name);
        let kept = ImportedPack { id: pack.id.clone(), text: text.clone() };
        session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_imported_pack(&kept)?))?;
        summary(app, Some(session), app.packs().get(&kept.id)?)
    })
}

/// Removes an imported pack that nothing uses.
pub fn remove(app: &App, query: PackId) -> Result<Saved> {
    app.work(|session| {
        let read = session.store.read();
        let packs = app.packs();
        if !read.imported_packs()?.iter().any(|known| known.id == query.id) {
            let pack = packs.get(&query.id)?;
            let text = format!("“{}”是程序自带的规则包，不能删除，也不必删除；请另选一个", pack.name);
            return Err(ApiError::new("APP-PACK-USED", text));
        }
        let name = packs.get(&query.id).map_or(query.id.as_str(), |pack| pack.name.as_str()).to_owned();
        let used = |text: String| Err(ApiError::new("APP-PACK-USED", text));
        if let Some(count) = read.targets_by_pack()?.get(&query.id) {
            return used(format!("规则包“{name}”有 {count} 份绩效目标在用，请先让它们改用别的规则包"));
        }
        if let Some(year) = read.years()?.iter().find(|year| year.pack == query.id) {
            return used(format!("规则包“{name}”是 {} 年度的规则包，请先给这个年度换一个", year.year));
        }
        if let Some(child) = packs.iter().find(|pack| pack.extends.as_deref() == Some(&query.id)) {
            return used(format!("规则包“{}”以“{name}”为基础，请先删除“{}”", child.name, child.name));
        }
        let label = format!("删除规则包“{name}”");
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.delete_imported_pack(&query.id)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}
