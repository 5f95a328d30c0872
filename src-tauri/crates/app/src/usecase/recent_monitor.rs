//! Where a step in a month's monitoring or in the rectification ledger leads.

use crate::Result;
use crate::session::Session;
use domain::fund::FundSource;
use domain::typed::Id;
use std::collections::BTreeSet;
use store::{DataKind, LatestRow};

/// What is kept beside a month's cells and follows from them.
const FOLLOWS: [&str; 7] = ["lamp", "money_lamp", "filled", "total", "untouched", "rate", "funds_untouched"];

/// The project and the place of a step that touched one month or one matter only.
pub(super) fn place(session: &Session, rows: &[LatestRow]) -> Result<Option<(String, String)>> {
    let kinds: BTreeSet<DataKind> = rows.iter().map(|row| row.kind).collect();
    if kinds.is_empty() {
        return Ok(None);
    }
    if kinds.iter().all(|kind| *kind == DataKind::Monitoring) {
        return month(session, rows);
    }
    if kinds.iter().all(|kind| matches!(kind, DataKind::Rectification | DataKind::Evidence)) {
        return matter(session, rows);
    }
    Ok(None)
}

fn month(session: &Session, rows: &[LatestRow]) -> Result<Option<(String, String)>> {
    let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row.key.split('/').next()).collect();
    let [id] = ids.into_iter().collect::<Vec<_>>()[..] else { return Ok(None) };
    let Some((project, month)) = session.store.read().monitoring_place(id)? else { return Ok(None) };
    let base = format!("/projects/{project}/monitoring/{}", month.key());
    let cells: Vec<String> = rows.iter().filter_map(cell).collect();
    let path = match cells.as_slice() {
        [one] => format!("{base}/{one}"),
        _ => base,
    };
    Ok(Some((project.0, path)))
}

/// The cell of a month that a row's columns are; `None` where only what follows changed.
fn cell(row: &LatestRow) -> Option<String> {
    let name = |column: &str| {
        let column = column.strip_suffix("_invalid").unwrap_or(column);
        column.strip_suffix("_kind").unwrap_or(column).to_owned()
    };
    let names: BTreeSet<String> = (row.columns.iter().map(String::as_str))
        .filter(|column| !FOLLOWS.contains(column))
        .map(name)
        .collect();
    // A new or deleted row lists all its columns.
    let one = match names.into_iter().collect::<Vec<_>>().as_slice() {
        [] => return None,
        [one] => Some(one.clone()),
        _ => None,
    };
    match row.key.split('/').nth(1) {
        None => one,
        Some(source) if FundSource::from_key(source).is_some() => {
            Some(format!("funds/{source}/{}", one.as_deref().unwrap_or("executed")))
        }
        Some(indicator) => Some(format!("indicators/{indicator}/{}", one.as_deref().unwrap_or("done"))),
    }
}

fn matter(session: &Session, rows: &[LatestRow]) -> Result<Option<(String, String)>> {
    let read = session.store.read();
    let mut owners = BTreeSet::new();
    for row in rows {
        let id = Id(row.key.clone());
        owners.insert(match row.kind {
            DataKind::Rectification => format!("/rectifications/{id}"),
            // An entry that is gone again cannot be followed.
            _ => match read.evidence_by_id(&id)? {
                Some(proof) => proof.owner,
                None => return Ok(None),
            },
        });
    }
    let [owner] = &owners.into_iter().collect::<Vec<_>>()[..] else { return Ok(None) };
    let Some(id) = owner.strip_prefix("/rectifications/") else { return Ok(None) };
    let matter = read.rectification(&Id(id.to_owned()))?;
    let project = matter.and_then(|matter| matter.project_id);
    let cell = match rows {
        [LatestRow { kind: DataKind::Rectification, columns, .. }] if columns.len() == 1 => columns.first(),
        _ => None,
    };
    let path = cell.map_or_else(|| owner.clone(), |cell| format!("{owner}/{cell}"));
    Ok(project.map(|project| (project.0, path)))
}
