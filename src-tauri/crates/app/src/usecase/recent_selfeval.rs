//! Where a step in a self-assessment leads.

use crate::Result;
use crate::session::Session;
use domain::fund::FundSource;
use domain::selfeval::SelfAssessment;
use domain::typed::Id;
use std::collections::BTreeSet;
use store::{DataKind, LatestRow};

/// What follows from a touch of the cells.
const FOLLOWS: [&str; 2] = ["untouched", "funds_untouched"];

/// The project and the place of a step that touched one self-assessment only; remarks go with handing on.
pub(super) fn place(session: &Session, rows: &[LatestRow]) -> Result<Option<(String, String)>> {
    let own = |row: &&LatestRow| row.kind == DataKind::SelfAssessment;
    let other = rows.iter().any(|row| !matches!(row.kind, DataKind::SelfAssessment | DataKind::Remark));
    let ids: BTreeSet<&str> = rows.iter().filter(own).filter_map(|row| row.key.split('/').next()).collect();
    let [id] = ids.into_iter().collect::<Vec<_>>()[..] else { return Ok(None) };
    if other {
        return Ok(None);
    }
    let Some(doc) = session.store.read().self_assessment(&Id(id.to_owned()))? else { return Ok(None) };
    let cells: Vec<String> = rows.iter().filter(own).filter_map(|row| cell(&doc, row)).collect();
    let path = match cells.as_slice() {
        [one] => format!("{}/{one}", doc.path()),
        _ => doc.path(),
    };
    Ok(Some((doc.project_id.0, path)))
}

/// The cell that a row's columns are; `None` where only what follows changed, or more than one.
fn cell(doc: &SelfAssessment, row: &LatestRow) -> Option<String> {
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
        Some(id) if doc.report.iter().any(|paragraph| paragraph.id.as_str() == id) => {
            Some(format!("report/{id}/text"))
        }
        Some(id) if doc.rows.iter().any(|own| own.indicator.as_str() == id) => {
            Some(format!("indicators/{id}/{}", one.as_deref().unwrap_or("actual")))
        }
        // A round, or a paragraph that is gone.
        Some(_) => None,
    }
}
