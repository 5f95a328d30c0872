//! Rows of the sheet: added, moved, removed.

use crate::session::Session;
use crate::usecase::edit::{AtPath, Saved, editable};
use crate::usecase::library;
use crate::usecase::project::Created;
use crate::{ApiError, App, Result};
use domain::fund::Horizon;
use domain::indicator::{Class, Indicator};
use domain::project::Project;
use domain::target::Target;
use domain::typed::Typed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::OpKind;
use ts_rs::TS;

/// A new row of the sheet.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct AddIndicator {
    /// Id, code or name of the project.
    pub project: String,
    /// 二级指标 by its Chinese name; without it that of the library's indicator, or of the row above.
    #[serde(default)]
    #[ts(optional)]
    pub level2: Option<String>,
    /// 中期 or 年度; that of the row above, else 年度.
    #[serde(default)]
    #[ts(optional)]
    pub horizon: Option<Horizon>,
    /// Code of an indicator of the library, or id of an own one, to copy.
    #[serde(default)]
    #[ts(optional)]
    pub library: Option<String>,
    /// Name of the new indicator.
    #[serde(default)]
    #[ts(optional)]
    pub name: Option<String>,
    /// Id of the row above it; absent: at the end of its class.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
}

/// Moves a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MoveIndicator {
    /// Path of the row.
    pub path: String,
    /// Id of the row that it goes before, taking its class; absent: to the end of its own class.
    #[serde(default)]
    #[ts(optional)]
    pub before: Option<String>,
}

/// Several rows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AtPaths {
    /// Paths of the rows.
    pub paths: Vec<String>,
}

/// Adds a row, blank or from the library.
pub fn add(app: &App, add: AddIndicator) -> Result<Created> {
    app.work(|session| add_row(app, session, &add))
}

fn add_row(app: &App, session: &mut Session, add: &AddIndicator) -> Result<Created> {
    let (project, mut target) = editable(app, session, &add.project)?;
    if project.is_secret() {
        return Err(ApiError::secret());
    }
    let picked = add.library.as_deref().map(|code| library::pick(session, code)).transpose()?;
    let above = add.after.as_deref().map(|id| place(&target, id)).transpose()?;
    let beside = above.and_then(|at| target.indicators.get(at));
    let class = match (&add.level2, &picked, beside) {
        (Some(word), ..) => {
            Class::from_word(word, target.taxonomy).ok_or_else(|| ApiError::no_such("二级指标", word))?
        }
        (None, Some(indicator), _) => indicator.class_in(target.taxonomy),
        (None, None, beside) => beside.map_or(Class::Quantity, |row| row.class),
    };
    let horizon = add.horizon.or(beside.map(|row| row.horizon)).unwrap_or(Horizon::Annual);
    let id = app.host().new_id();
    let given = picked.as_ref().map(|indicator| indicator.name.as_str());
    let mut row =
        Indicator::new(id.clone(), horizon, class, add.name.as_deref().or(given).unwrap_or_default());
    if let Some(picked) = &picked {
        // A value of one's own that cannot be read stays in its cell.
        row.value = match picked.target_value() {
            Some(value) => Typed::of(value),
            None => {
                Typed { value: None, invalid: Some(picked.value.clone()).filter(|text| !text.is_empty()) }
            }
        };
        row.explanation.clone_from(&picked.explanation);
        row.standard.clone_from(&picked.standard);
    }
    target.indicators.insert(above.map_or(target.indicators.len(), |at| at + 1), row);
    let label = format!("增加{}", class.name());
    session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_target(&target)?))?;
    Ok(Created { id: id.to_string() })
}

fn place(target: &Target, id: &str) -> Result<usize> {
    let place = target.indicators.iter().position(|row| row.id.as_str() == id);
    place.ok_or_else(|| ApiError::no_such("指标", id))
}

/// Project and indicator of a path.
pub(crate) fn of_path(path: &str) -> Result<(&str, &str)> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["", "projects", project, "target", "indicators", id, ..] => Ok((project, id)),
        _ => Err(ApiError::no_such("指标", path).field(path)),
    }
}

/// How the history names a row.
pub(crate) fn named(row: &Indicator) -> &str {
    if row.name.is_empty() { row.class.name() } else { &row.name }
}

/// Moves a row within its class, or before a row of another class of the same side.
pub fn shift(app: &App, query: MoveIndicator) -> Result<Saved> {
    let (project, id) = of_path(&query.path)?;
    app.work(|session| {
        let (_, mut target) = editable(app, session, project)?;
        let at = place(&target, id).map_err(|error| error.field(&query.path))?;
        let mut row = target.indicators.remove(at);
        let to = match &query.before {
            Some(before) if before == id => at,
            Some(before) => {
                let to = place(&target, before)?;
                if let Some(next) = target.indicators.get(to) {
                    row.class = next.class;
                    row.horizon = next.horizon;
                }
                to
            }
            None => target.indicators.len(),
        };
        let label = format!("移动指标“{}”", named(&row));
        target.indicators.insert(to, row);
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_target(&target)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Removes a row; undo brings it back.
pub fn remove(app: &App, at: AtPath) -> Result<Saved> {
    remove_many(app, AtPaths { paths: vec![at.path] })
}

/// Removes rows in one step; undo brings them back.
pub fn remove_many(app: &App, query: AtPaths) -> Result<Saved> {
    app.work(|session| {
        let mut targets: BTreeMap<String, (Project, Target)> = BTreeMap::new();
        let mut gone: Vec<Indicator> = Vec::new();
        for path in &query.paths {
            let (project, id) = of_path(path)?;
            if !targets.contains_key(project) {
                targets.insert(project.to_owned(), editable(app, session, project)?);
            }
            let Some((_, target)) = targets.get_mut(project) else { continue };
            let at = place(target, id).map_err(|error| error.field(path))?;
            gone.push(target.indicators.remove(at));
        }
        let label = match gone.as_slice() {
            [] => return Ok(Saved::new(app, None, &std::collections::BTreeSet::new())),
            [row] => format!("删除指标“{}”", named(row)),
            rows => format!("删除 {} 条指标", rows.len()),
        };
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| {
            targets.values().try_for_each(|(_, target)| Ok(tx.put_target(target)?))
        })?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}
