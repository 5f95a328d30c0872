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
    pub column: PasteColumn,
    /// Rows of cell texts as the clipboard had them.
    pub grid: Vec<Vec<String>>,
}

/// A column of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PasteColumn {
    /// 二级指标
    Level2,
    /// 三级指标
    Name,
    /// 计算符号
    Sign,
    /// 指标值
    Value,
    /// 计量单位
    Unit,
    /// 分值
    Weight,
    /// 指标解释
    Explanation,
}

impl PasteColumn {
    fn column(self) -> Column {
        match self {
            Self::Level2 => Column::Level2,
            Self::Name => Column::Name,
            Self::Sign => Column::Sign,
            Self::Value => Column::Value,
            Self::Unit => Column::Unit,
            Self::Weight => Column::Weight,
            Self::Explanation => Column::Explanation,
        }
    }
}

/// A cell as the paste would leave it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PasteCell {
    /// Row of the grid from 0.
    pub line: usize,
    /// Name of the indicator; （新增） for a new one without a name.
    pub row: String,
    /// Word of the column.
    pub column: String,
    /// What stands there.
    pub before: String,
    /// What would stand there.
    pub after: String,
    /// Why it cannot be read, with what to do.
    pub bad: Option<String>,
    /// The row is new.
    pub new_row: bool,
}

/// What a paste would do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PastePlan {
    /// Cells, row by row.
    pub cells: Vec<PasteCell>,
    /// Rows that would become new indicators.
    pub new_rows: usize,
    /// Sentences: what is left out and why.
    pub skipped: Vec<String>,
    /// The first row was understood as headings.
    pub headers: bool,
}

fn pasted(app: &App, session: &Session, query: &Paste) -> Result<(Target, Pasted)> {
    let (project, mut target) = editable(app, session, &query.project)?;
    if project.is_secret() {
        return Err(ApiError::secret());
    }
    let place = Place { horizon: query.horizon, row: query.row.as_deref(), column: query.column.column() };
    let pasted = paste::paste(&mut target, project.year, place, &query.grid, &mut || app.host().new_id())?;
    Ok((target, pasted))
}

/// Shows what a paste would do; nothing is written.
pub fn preview(app: &App, query: Paste) -> Result<PastePlan> {
    let (_, pasted) = app.read(|session| pasted(app, session, &query))?;
    let cells = pasted.cells.into_iter().map(|cell| PasteCell {
        line: cell.line,
        row: cell.row,
        column: cell.column.to_owned(),
        before: cell.before,
        after: cell.after,
        bad: cell.bad,
        new_row: cell.new_row,
    });
    Ok(PastePlan {
        cells: cells.collect(),
        new_rows: pasted.new_rows,
        skipped: pasted.skipped,
        headers: pasted.headers,
    })
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
