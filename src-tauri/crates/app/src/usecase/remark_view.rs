//! Remarks as the screens show them: with the project's name and the words for the cell.

use crate::Result;
use crate::session::Session;
use crate::views::place;
use domain::target::Target;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Remark;
use ts_rs::TS;

/// A remark and what became of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RemarkView {
    /// Id.
    pub id: String,
    /// Id of the project.
    pub project: String,
    /// Its name.
    pub project_name: String,
    /// Path of the cell.
    pub path: String,
    /// The cell in words.
    #[serde(rename = "where")]
    pub place: String,
    /// What it says.
    pub text: String,
    /// Who made it.
    pub person: String,
    /// Their role.
    pub role: String,
    /// When, RFC 3339.
    pub at: String,
    /// The round, from 1.
    pub round: u32,
    /// From the finance bureau.
    pub from_bureau: bool,
    /// Dealt with.
    pub done: bool,
    /// How.
    pub answer: String,
    /// By whom.
    pub answered_by: String,
    /// Said with handing on, not with sending back: nobody has to deal with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub note: bool,
}

/// Was it said with handing on? Whoever deals with a remark stands beside it; a note came as it is.
pub(crate) fn is_note(remark: &Remark) -> bool {
    remark.done && remark.answered_by.is_empty()
}

/// The cell of a remark in words.
pub(crate) fn place_of(path: &str, target: Option<&Target>) -> String {
    match path.trim_start_matches('/').split('/').count() {
        0..=2 => "整个项目".to_owned(),
        _ => place(path, target),
    }
}

/// Remarks for the screens.
pub(crate) fn views(session: &Session, remarks: Vec<Remark>) -> Result<Vec<RemarkView>> {
    let read = session.store.read();
    let mut known = BTreeMap::new();
    let mut list = Vec::new();
    for remark in remarks {
        if !known.contains_key(&remark.project_id) {
            let name = read.project(&remark.project_id)?.map(|project| project.name).unwrap_or_default();
            let target = read.targets(&remark.project_id)?.pop();
            known.insert(remark.project_id.clone(), (name, target));
        }
        let Some((name, target)) = known.get(&remark.project_id) else { continue };
        list.push(RemarkView {
            id: remark.id.to_string(),
            project: remark.project_id.to_string(),
            project_name: name.clone(),
            place: place_of(&remark.path, target.as_ref()),
            note: is_note(&remark),
            path: remark.path,
            text: remark.text,
            person: remark.person,
            role: remark.role,
            at: remark.at,
            round: remark.round,
            from_bureau: remark.from_bureau,
            done: remark.done,
            answer: remark.answer,
            answered_by: remark.answered_by,
        });
    }
    Ok(list)
}
