//! What is being typed and is not finished: kept beside the data, so that a crash or a power cut takes no word.
//!
//! A finished cell is in the store; its history begins there. The unfinished text is one small file in the store's
//! folder, `draft.json`, no step of the history and no part of a backup.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::audit::write_whole;
use crate::{App, Result, views};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

const FILE: &str = "draft.json";
/// Longest text that is kept, in bytes; what is longer was pasted and can be pasted again.
const LIMIT: usize = 256 * 1024;

/// A text that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// Path of the cell, as `edit.cell` takes it.
    pub path: String,
    /// The text as it stands.
    pub text: String,
}

/// A text that was being typed when the program ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftView {
    /// Path of the cell, as `edit.cell` takes it.
    pub path: String,
    /// 项目名称, empty for a cell of the unit.
    pub project: String,
    /// Name of the place.
    #[serde(rename = "where")]
    pub place: String,
    /// The text.
    pub text: String,
}

fn file(session: &Session) -> PathBuf {
    session.store.dir().join(FILE)
}

/// Keeps the text. In a store that is open for reading nothing is typed and nothing kept.
pub fn keep(app: &App, draft: Draft) -> Result<()> {
    let file = app.read(|session| Ok(session.check_writable().is_ok().then(|| file(session))))?;
    match (file, serde_json::to_vec(&draft)) {
        (Some(file), Ok(bytes)) if bytes.len() <= LIMIT => write_whole(&file, "未写完的内容", &bytes),
        _ => Ok(()),
    }
}

/// The text is finished or given up.
pub fn drop_draft(app: &App, _: Empty) -> Result<()> {
    let file = app.read(|session| Ok(file(session)))?;
    // What is not there need not go; what cannot go is offered again, which loses nothing.
    let _ = std::fs::remove_file(file);
    Ok(())
}

/// The text that was being typed when the program ended, if its cell is still there.
pub fn pending(app: &App, _: Empty) -> Result<Option<DraftView>> {
    app.read(|session| {
        if session.check_writable().is_err() {
            return Ok(None);
        }
        let small = |meta: &std::fs::Metadata| meta.len() <= LIMIT as u64;
        let file = file(session);
        let meta = std::fs::metadata(&file).ok().filter(small);
        let Some(draft) = meta
            .and_then(|_| std::fs::read(&file).ok())
            .and_then(|bytes| serde_json::from_slice::<Draft>(&bytes).ok())
        else {
            return Ok(None);
        };
        let id = draft.path.strip_prefix("/projects/").and_then(|rest| rest.split('/').next());
        let (project, place) = match id {
            None => (String::new(), "单位信息".to_owned()),
            Some(id) => match session.find_project(id) {
                Ok((project, target)) => (project.name, views::place(&draft.path, target.as_ref())),
                Err(_) => return Ok(None),
            },
        };
        Ok(Some(DraftView { path: draft.path, project, place, text: draft.text }))
    })
}
