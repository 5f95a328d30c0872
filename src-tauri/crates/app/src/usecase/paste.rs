//! A range from a spreadsheet into the sheet: shown first, then pasted as one step.

use crate::session::Session;
use crate::usecase::edit::{Saved, editable};
use crate::{ApiError, App, Result};
use domain::fund::Horizon;
use domain::paste::{self, Column, Pasted, Place};
use domain::target::Target;
use serde::{Deserialize, Serialize};
use store::OpKind;
use ts_rs::TS;

/// What to paste where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Paste {
    /// Id, code or name of the project.
    pub project: String,
    /// The side of the form.
    pub horizon: Horizon,
    /// Id of the row where it begins; absent: after the last.
    #[serde(default)]
    #[ts(optional)]
    pub row: Option<String>,
    /// The column where it begins; headings in the grid win over it.
    pub column: Column,
    /// Rows of cell texts as the clipboard had them.
    pub grid: Vec<Vec<String>>,
}

fn pasted(app: &App, session: &Session, query: &Paste) -> Result<(Target, Pasted)> {
    let (project, mut target) = editable(app, session, &query.project)?;
    if project.is_secret() {
        return Err(ApiError::secret());
    }
    let place = Place { horizon: query.horizon, row: query.row.as_deref(), column: query.column };
    let pasted = paste::paste(&mut target, project.year, place, &query.grid, &mut || app.host().new_id())?;
    Ok((target, pasted))
}

/// Shows what a paste would do; nothing is written.
pub fn preview(app: &App, query: Paste) -> Result<Pasted> {
    Ok(app.read(|session| pasted(app, session, &query))?.1)
}

/// Pastes as one step.
pub fn commit(app: &App, query: Paste) -> Result<Saved> {
    app.work(|session| {
        let (target, pasted) = pasted(app, session, &query)?;
        let label = format!("粘贴 {} 格", pasted.cells.len());
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_target(&target)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}
