//! Cells of monitorings among the cells of an edit: the document is made with the first of them.

use super::{Opened, open, pack_of};
use crate::session::Session;
use crate::usecase::project::unit_of;
use crate::{ApiError, App, Result};
use domain::monitoring::{Month, assess, progress, set_monitoring_cell};
use domain::rulepack::Pack;
use store::Tx;

/// The documents that an edit changes.
#[derive(Default)]
pub(crate) struct OpenMonths {
    open: Vec<(String, Opened)>,
}

impl OpenMonths {
    /// Sets a cell below `/projects/{id}/monitoring/`; `rest` is the path after it. Gives the cell's name.
    pub(crate) fn set(
        &mut self,
        app: &App,
        session: &Session,
        project: &str,
        rest: &str,
        text: &str,
    ) -> Result<String> {
        let no_cell = || ApiError::no_such("单元格", rest);
        let (key, cell) = rest.split_once('/').ok_or_else(no_cell)?;
        let month = Month::from_key(key).ok_or_else(no_cell)?;
        let place = match self.open.iter().position(|(known, it)| known == project && it.doc.month == month) {
            Some(place) => place,
            None => {
                let opened = open(app, session, project, month)?;
                if !opened.doc.is_editable() {
                    return Err(locked(&opened));
                }
                self.open.push((project.to_owned(), opened));
                self.open.len() - 1
            }
        };
        let Some((_, opened)) = self.open.get_mut(place) else { return Err(no_cell()) };
        let unit = unit_of(pack_of(app, session, &opened.doc));
        Ok(set_monitoring_cell(&mut opened.doc, &opened.target, cell, text, unit)?)
    }

    /// Writes what was changed.
    pub(crate) fn write(&self, app: &App, year: &Pack, tx: &Tx<'_>) -> Result<()> {
        self.open.iter().try_for_each(|(_, opened)| put(app, year, tx, opened))
    }
}

/// Writes a document with the progress that the board shows; `year` stands in for a pack that is not at hand.
pub(crate) fn put(app: &App, year: &Pack, tx: &Tx<'_>, opened: &Opened) -> Result<()> {
    let pack = app.packs().get(&opened.doc.pack).unwrap_or(year);
    let assessment = assess(pack, &opened.target, &opened.doc);
    Ok(tx.put_monitoring(&opened.doc, &progress(&opened.target, &opened.doc, &assessment))?)
}

/// The sentence for a document that cannot be changed now.
pub(crate) fn locked(opened: &Opened) -> ApiError {
    let (month, state) = (opened.doc.month.word(), opened.doc.state.name());
    let text = format!("“{}”{month}的监控表{state}，要修改请先“重新填报”", opened.project.name);
    ApiError::new("APP-LOCKED", text)
}
