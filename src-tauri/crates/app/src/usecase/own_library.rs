//! The unit's own part of the indicator library: kept, edited, written to a workbook and taken in from one.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::edit::{AtPath, Saved, taxonomy_of};
use crate::usecase::print::{SavedFile, ToFile};
use crate::usecase::rows::of_path;
use crate::{ApiError, App, Result};
use domain::carry::key;
use domain::indicator::{Class, Taxonomy};
use serde::{Deserialize, Serialize};
use sheets::library::LibraryRow;
use sheets::{CellError, Limits};
use std::path::Path;
use store::{LibraryIndicator, OpKind};
use ts_rs::TS;

/// An indicator of the unit's own library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OwnRow {
    /// Id.
    pub id: String,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// A usual value: `≥95%`.
    pub value: String,
    /// 指标解释
    pub explanation: String,
    /// 评(扣)分标准
    pub standard: String,
    /// Field of work, may be empty.
    pub category: String,
}

/// Adds or changes an indicator.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct SaveOwn {
    /// Id of the one to change; absent: a new one.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// 二级指标 by its Chinese name.
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// A usual value: `≥95%`.
    pub value: String,
    /// 指标解释
    pub explanation: String,
    /// 评(扣)分标准
    pub standard: String,
    /// Field of work, may be empty.
    pub category: String,
}

/// Names an indicator of the unit's own library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OwnId {
    /// Its id.
    pub id: String,
}

/// What an import brought.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LibraryImported {
    /// New indicators.
    pub added: usize,
    /// Indicators that were there (same class and name) and were changed.
    pub changed: usize,
    /// Rows that were not taken in, with why.
    pub rejected: Vec<CellError>,
    /// The step's name in the history; `null` when nothing changed.
    pub label: Option<String>,
}

fn taxonomy(app: &App, session: &Session) -> Result<Taxonomy> {
    Ok(taxonomy_of(session.pack(app)?))
}

/// The unit's own indicators, in the order of the form's classes.
pub fn own(app: &App, _: Empty) -> Result<Vec<OwnRow>> {
    app.read(|session| {
        let taxonomy = taxonomy(app, session)?;
        let place = |class: Class| taxonomy.classes().iter().position(|known| *known == class);
        let mut all = session.store.read().own_indicators()?;
        all.sort_by_key(|own| place(own.class.moved_to(taxonomy)));
        let row = |own: LibraryIndicator| {
            let class = own.class.moved_to(taxonomy);
            OwnRow {
                id: own.id.to_string(),
                level1: class.level1().name().to_owned(),
                level2: class.name().to_owned(),
                name: own.name,
                value: own.value,
                explanation: own.explanation,
                standard: own.standard,
                category: own.category,
            }
        };
        Ok(all.into_iter().map(row).collect())
    })
}

/// Adds or changes one.
pub fn save(app: &App, query: SaveOwn) -> Result<Saved> {
    app.work(|session| {
        let taxonomy = taxonomy(app, session)?;
        let class = Class::from_word(&query.level2, taxonomy)
            .ok_or_else(|| ApiError::no_such("二级指标", &query.level2).field("level2"))?;
        let name = query.name.trim();
        if name.is_empty() {
            return Err(ApiError::new("APP-LIBRARY", "请先填写三级指标的名称").field("name"));
        }
        let all = session.store.read().own_indicators()?;
        let known = match &query.id {
            Some(id) => {
                let known = all.iter().find(|own| own.id.as_str() == id);
                Some(known.ok_or_else(|| ApiError::no_such("本单位指标", id))?)
            }
            None => None,
        };
        let same = |own: &&LibraryIndicator| key(own.class, &own.name) == key(class, name);
        if all.iter().filter(same).any(|own| known.is_none_or(|known| known.id != own.id)) {
            let text = format!("指标库里已有{}“{name}”，请直接修改那一条，或换一个名称", class.name());
            return Err(ApiError::new("APP-LIBRARY", text).field("name"));
        }
        let own = LibraryIndicator {
            id: known.map_or_else(|| app.host().new_id(), |known| known.id.clone()),
            class,
            name: name.to_owned(),
            value: query.value.trim().to_owned(),
            explanation: query.explanation.trim().to_owned(),
            standard: query.standard.trim().to_owned(),
            category: query.category.trim().to_owned(),
        };
        put(app, session, &own, if known.is_some() { "修改" } else { "增加" })
    })
}

fn put(app: &App, session: &mut Session, own: &LibraryIndicator, word: &str) -> Result<Saved> {
    let label = format!("{word}指标库的“{}”", own.name);
    let changed = session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_own_indicator(own)?))?;
    Ok(Saved::new(app, Some(label), &changed.kinds))
}

/// Removes one; targets that used it keep theirs.
pub fn delete(app: &App, query: OwnId) -> Result<Saved> {
    app.work(|session| {
        let all = session.store.read().own_indicators()?;
        let own = all.into_iter().find(|own| own.id.as_str() == query.id);
        let own = own.ok_or_else(|| ApiError::no_such("本单位指标", &query.id))?;
        let label = format!("删除指标库的“{}”", own.name);
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.delete_own_indicator(&own.id)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Keeps an indicator of a target in the library; one of the same class and name is brought up to date.
pub fn keep(app: &App, at: AtPath) -> Result<Saved> {
    let (project, id) = of_path(&at.path)?;
    app.work(|session| {
        let (project, target) = session.find_project(project)?;
        if project.is_secret() {
            return Err(ApiError::secret());
        }
        let row = target.iter().flat_map(|target| &target.indicators).find(|row| row.id.as_str() == id);
        let row = row.ok_or_else(|| ApiError::no_such("指标", id).field(&at.path))?;
        if row.name.trim().is_empty() {
            let text = "这条指标还没有名称，请先填写名称再收入指标库";
            return Err(ApiError::new("APP-LIBRARY", text).field(&at.path));
        }
        let all = session.store.read().own_indicators()?;
        let known = all.into_iter().find(|own| key(own.class, &own.name) == key(row.class, &row.name));
        let own = LibraryIndicator {
            id: known.as_ref().map_or_else(|| app.host().new_id(), |known| known.id.clone()),
            class: row.class,
            name: row.name.clone(),
            value: row.value.value.as_ref().map(|value| value.print()).unwrap_or_default(),
            explanation: row.explanation.clone(),
            standard: row.standard.clone(),
            category: known.map(|known| known.category).unwrap_or_default(),
        };
        put(app, session, &own, "收入")
    })
}

/// Writes the unit's own indicators to a workbook.
pub fn export(app: &App, to: ToFile) -> Result<SavedFile> {
    let path = Path::new(&to.file);
    app.check_outlet(path)?;
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        let text = "指标库只能保存为 .xlsx，请改文件名的后缀";
        return Err(ApiError::new("APP-LIBRARY", text).field("file"));
    }
    let rows: Vec<LibraryRow> = app.read(|session| {
        let row = |own: LibraryIndicator| LibraryRow {
            class: own.class,
            name: own.name,
            value: own.value,
            explanation: own.explanation,
            standard: own.standard,
            category: own.category,
        };
        Ok(session.store.read().own_indicators()?.into_iter().map(row).collect())
    })?;
    if rows.is_empty() {
        let text = "指标库里还没有本单位的指标，请先收入几条再导出";
        return Err(ApiError::new("APP-LIBRARY", text));
    }
    sheets::library::write(path, &rows)?;
    SavedFile::of(path)
}

/// Takes the good rows of a file in as one step; the others come back with why.
pub fn import(app: &App, from: ToFile) -> Result<LibraryImported> {
    let path = Path::new(&from.file);
    let limits = Limits::default();
    let fault = |fault: std::io::Error| ApiError::file("指标文件", path, &fault);
    let meta = std::fs::metadata(path).map_err(fault)?;
    if !meta.is_file() {
        return Err(fault(std::io::ErrorKind::InvalidInput.into()));
    }
    if meta.len() > limits.file_bytes {
        let text = format!("文件有 {} MB，不像一份指标清单，请核对后重新选择", meta.len() >> 20);
        return Err(ApiError::new("APP-LIBRARY", text).field("file"));
    }
    let bytes = std::fs::read(path).map_err(fault)?;
    app.work(|session| {
        let mut progress = |done, total| app.host().progress("import", done, total);
        let read = sheets::library::read(&bytes, taxonomy(app, session)?, &limits, &mut progress)?;
        let known = session.store.read().own_indicators()?;
        let (mut added, mut changed, mut new) = (0, 0, Vec::new());
        for row in read.rows {
            let same = known.iter().find(|own| key(own.class, &own.name) == key(row.class, &row.name));
            let own = LibraryIndicator {
                id: same.map_or_else(|| app.host().new_id(), |same| same.id.clone()),
                class: row.class,
                name: row.name,
                value: row.value,
                explanation: row.explanation,
                standard: row.standard,
                category: row.category,
            };
            match same {
                None => added += 1,
                Some(same) if *same != own => changed += 1,
                Some(_) => continue,
            }
            new.push(own);
        }
        let label = format!("导入本单位指标：新增 {added} 条，更新 {changed} 条");
        if !new.is_empty() {
            session.operate(app, &label, OpKind::Reversible, |tx| {
                new.iter().try_for_each(|own| Ok(tx.put_own_indicator(own)?))
            })?;
        }
        let label = (!new.is_empty()).then_some(label);
        Ok(LibraryImported { added, changed, rejected: read.rejected, label })
    })
}
