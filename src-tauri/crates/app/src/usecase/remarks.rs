//! Remarks (意见) on cells of a project: made, answered, dealt with.

use crate::session::Session;
use crate::usecase::edit::Saved;
pub use crate::usecase::remark_view::RemarkView;
use crate::usecase::remark_view::{place_of, views};
use crate::{ApiError, App, Result};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{OpKind, Remark};
use ts_rs::TS;

/// Which remarks.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct RemarkQuery {
    /// Id, code or name of a project; the whole year when absent.
    #[serde(default)]
    #[ts(optional)]
    pub project: Option<String>,
}

/// A new remark.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddRemark {
    /// The cell, JSON Pointer with ids; `/projects/{id}` is the project as a whole.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// An answer to a remark.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnswerRemark {
    /// Id of the remark.
    pub id: String,
    /// How it was dealt with; may be empty.
    pub answer: String,
    /// Dealt with.
    pub done: bool,
}

/// Remarks to deal with in one step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SettleRemarks {
    /// Their ids.
    pub ids: Vec<String>,
    /// How they were dealt with; empty leaves what was answered.
    pub answer: String,
}

/// Names a remark.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RemarkId {
    /// Its id.
    pub id: String,
}

/// The remarks of a project, or of the year.
pub fn list(app: &App, query: RemarkQuery) -> Result<Vec<RemarkView>> {
    app.read(|session| {
        let read = session.store.read();
        let remarks = match &query.project {
            Some(name) => read.remarks(&session.find_project(name)?.0.id)?,
            None => read.remarks_of_year(session.year)?,
        };
        views(session, remarks)
    })
}

/// Makes a remark on a cell.
pub fn add(app: &App, add: AddRemark) -> Result<Saved> {
    let text = add.text.trim();
    if text.is_empty() {
        return Err(ApiError::new("APP-REMARK", "请写明意见的内容").field("text"));
    }
    let rest = add.path.strip_prefix("/projects/").unwrap_or_default();
    let (id, cell) = rest.split_once('/').map_or((rest, None), |(id, cell)| (id, Some(cell)));
    app.work(|session| {
        let (project, target) = session.find_project(id).map_err(|error| error.field(&add.path))?;
        let round = match cell {
            // Its rounds are its own; one that was not begun is in its first.
            Some(cell) if cell == "selfeval" || cell.starts_with("selfeval/") => {
                let doc = session.store.read().self_assessment_of(&project.id)?;
                doc.map_or(1, |doc| doc.round)
            }
            _ => target.as_ref().map_or(1, |target| target.round),
        };
        let mut remark = session.remark(app, &project, round, text);
        if let Some(cell) = cell {
            remark.path = format!("{}/{cell}", remark.path);
        }
        let label = format!("对“{}”提意见：{}", project.name, place_of(&remark.path, target.as_ref()));
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_remark(&remark)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

fn known(session: &Session, id: &str) -> Result<Remark> {
    session.store.read().remark(&Id(id.to_owned()))?.ok_or_else(|| ApiError::no_such("意见", id))
}

/// Answers a remark, and marks it as dealt with or open again.
pub fn answer(app: &App, answer: AnswerRemark) -> Result<Saved> {
    app.work(|session| {
        let mut remark = known(session, &answer.id)?;
        let text = answer.answer.trim();
        let label = match (remark.done, answer.done) {
            (false, true) => "意见已处理",
            (true, false) => "意见改为待处理",
            _ => "答复意见",
        };
        if remark.answer != text || remark.done != answer.done {
            remark.answered_by.clone_from(&session.person.name);
        }
        if text.is_empty() && !answer.done {
            remark.answered_by.clear();
        }
        (remark.answer, remark.done) = (text.to_owned(), answer.done);
        let changed = session.operate(app, label, OpKind::Reversible, |tx| Ok(tx.put_remark(&remark)?))?;
        Ok(Saved::new(app, Some(label.to_owned()), &changed.kinds))
    })
}

/// Marks remarks as dealt with: one step. Those that are already stay as they are.
pub fn settle(app: &App, settle: SettleRemarks) -> Result<Saved> {
    app.work(|session| {
        session.check_writable()?;
        let text = settle.answer.trim();
        let mut open: Vec<Remark> = Vec::new();
        for id in &settle.ids {
            let mut remark = known(session, id)?;
            if remark.done || open.iter().any(|other| other.id == remark.id) {
                continue;
            }
            remark.done = true;
            remark.answered_by.clone_from(&session.person.name);
            if !text.is_empty() {
                text.clone_into(&mut remark.answer);
            }
            open.push(remark);
        }
        let label = match open.len() {
            0 => return Ok(Saved::new(app, None, &BTreeSet::new())),
            1 => "意见已处理".to_owned(),
            many => format!("{many} 条意见已处理"),
        };
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| {
            open.iter().try_for_each(|remark| Ok(tx.put_remark(remark)?))
        })?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Removes a remark; undo brings it back.
pub fn delete(app: &App, remark: RemarkId) -> Result<Saved> {
    app.work(|session| {
        let remark = known(session, &remark.id)?;
        let label = "删除意见";
        let changed =
            session.operate(app, label, OpKind::Reversible, |tx| Ok(tx.delete_remark(&remark.id)?))?;
        Ok(Saved::new(app, Some(label.to_owned()), &changed.kinds))
    })
}
