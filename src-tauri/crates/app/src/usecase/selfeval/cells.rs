//! Cells of self-assessments among the cells of an edit: the document is made with the first of them.

use super::open::{Opened, locked, open, pack_of, put};
use crate::session::Session;
use crate::usecase::project::unit_of;
use crate::{ApiError, App, Result};
use domain::selfeval::set_selfeval_cell;
use store::Tx;

/// What is said of its publication and use, once the document is out of the drafter's hands.
const LATER: [&str; 5] = ["formed_on", "published_on", "published_at", "treatment", "treatment_reason"];

/// The documents that an edit changes.
#[derive(Default)]
pub(crate) struct OpenSelfEvals {
    open: Vec<(String, Opened)>,
}

impl OpenSelfEvals {
    /// Sets a cell below `/projects/{id}/selfeval/`; `rest` is the path after it. Gives the cell's name.
    pub(crate) fn set(
        &mut self,
        app: &App,
        session: &Session,
        project: &str,
        rest: &str,
        text: &str,
    ) -> Result<String> {
        let place = match self.open.iter().position(|(known, _)| known == project) {
            Some(place) => place,
            None => {
                self.open.push((project.to_owned(), open(app, session, project)?));
                self.open.len() - 1
            }
        };
        let Some((_, opened)) = self.open.get_mut(place) else {
            return Err(ApiError::no_such("单元格", rest));
        };
        if !opened.doc.is_editable() && !LATER.contains(&rest) {
            return Err(locked(opened));
        }
        set_cell(app, session, opened, rest, text)
    }

    /// Writes what was changed.
    pub(crate) fn write(&self, tx: &Tx<'_>) -> Result<()> {
        self.open.iter().try_for_each(|(_, opened)| put(tx, opened))
    }
}

/// Sets a cell of an opened document, stored or not. Gives the cell's name.
pub(super) fn set_cell(
    app: &App,
    session: &Session,
    opened: &mut Opened,
    rest: &str,
    text: &str,
) -> Result<String> {
    let unit = unit_of(pack_of(app, session, &opened.doc));
    Ok(set_selfeval_cell(&mut opened.doc, &opened.target, rest, text, unit)?)
}
