//! The latest steps, with the project that each is about and the cell to jump to, where that can be told.

use crate::Result;
use crate::board::Board;
use crate::session::Session;
use crate::usecase::{recent_monitor, recent_selfeval};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{DataKind, LatestRow};
use ts_rs::TS;

/// One step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Recent {
    /// When, RFC 3339.
    pub at: String,
    /// Who: declared name.
    pub person: String,
    /// What it was called.
    pub label: String,
    /// Id of the one project it is about, else empty.
    pub project: String,
    /// Path to jump to; empty with the project.
    pub path: String,
}

/// The latest steps, the last first.
pub(crate) fn recent(session: &Session, board: &Board, limit: usize) -> Result<Vec<Recent>> {
    let steps = session.store.read().latest(limit)?;
    (steps.into_iter())
        .map(|step| {
            let found = match recent_monitor::place(session, &step.rows)? {
                None => recent_selfeval::place(session, &step.rows)?,
                found => found,
            };
            let (project, path) = match found {
                Some(place) => place,
                None => place(board, &step.rows).unwrap_or_default(),
            };
            Ok(Recent { at: step.at, person: step.person, label: step.label, project, path })
        })
        .collect()
}

/// The project that all rows belong to, and the cell, when it is one.
fn place(board: &Board, rows: &[LatestRow]) -> Option<(String, String)> {
    let projects: BTreeSet<Option<&str>> = rows.iter().map(|row| project_of(board, row)).collect();
    let project = match projects.iter().collect::<Vec<_>>().as_slice() {
        [Some(one)] => *one,
        _ => return None,
    };
    let known = board.get(project)?;
    let base = format!("/projects/{project}");
    let cell = match rows {
        [row] => cell(row).filter(|cell| {
            // A row of the sheet that is gone again cannot be jumped to.
            let id = cell.strip_prefix("target/indicators/").and_then(|rest| rest.split('/').next());
            id.is_none_or(|id| known.indicators.iter().any(|indicator| indicator.id.as_str() == id))
        }),
        _ => None,
    };
    Some((project.to_owned(), cell.map_or_else(|| base.clone(), |cell| format!("{base}/{cell}"))))
}

fn project_of<'a>(board: &'a Board, row: &'a LatestRow) -> Option<&'a str> {
    let first = row.key.split('/').next()?;
    match row.kind {
        DataKind::Project | DataKind::Fund => Some(first),
        DataKind::Target | DataKind::Indicator => board.project_of(first).map(Id::as_str),
        _ => None,
    }
}

/// The cell below the project whose columns these are.
fn cell(row: &LatestRow) -> Option<String> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for column in &row.columns {
        names.insert(match (row.kind, column.as_str()) {
            (DataKind::Project, column) if column.starts_with("period_") => "period",
            (DataKind::Project, "ex_ante_title") => "ex_ante/title",
            (DataKind::Project, "ex_ante_conclusion") => "ex_ante/conclusion",
            (DataKind::Project, "ex_ante_date") => "ex_ante/date",
            (DataKind::Indicator, column) if column.starts_with("value") => "value",
            (DataKind::Indicator, column) if column.starts_with("weight") => "weight",
            (_, column) => column,
        });
    }
    // A new or deleted row lists all its columns.
    let one = match names.into_iter().collect::<Vec<_>>().as_slice() {
        [one] => Some((*one).to_owned()),
        _ => None,
    };
    let mut key = row.key.split('/').skip(1);
    match (row.kind, one) {
        (DataKind::Project, Some(one)) if PLAIN.contains(&one.as_str()) => Some(one),
        (DataKind::Fund, _) => Some(format!("funds/{}/{}", key.next()?, key.next()?)),
        (DataKind::Target, Some(one)) if one.ends_with("_goal") => Some(format!("target/{one}")),
        (DataKind::Indicator, one) => {
            let column = one.filter(|one| COLUMNS.contains(&one.as_str())).unwrap_or_else(|| "name".into());
            Some(format!("target/indicators/{}/{column}", key.next()?))
        }
        _ => None,
    }
}

/// Columns of a project that are cells of their own.
const PLAIN: [&str; 13] = [
    "name",
    "code",
    "kind",
    "novelty",
    "category",
    "book",
    "period",
    "department",
    "implementer",
    "person",
    "phone",
    "ex_ante/title",
    "ex_ante/conclusion",
];
/// Columns of the sheet that can be jumped to.
const COLUMNS: [&str; 7] = ["name", "value", "weight", "class", "explanation", "standard", "note"];
