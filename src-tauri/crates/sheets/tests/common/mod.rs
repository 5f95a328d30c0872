//! Workbooks for the tests: built from facts of published forms and from invented lists.
// Each test file uses its own part of this, and a helper of a test may unwrap as a test may.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

pub mod bombs;
pub mod forms;
pub mod lists;

use domain::indicator::Taxonomy;
use domain::period::FiscalYear;
use domain::typed::Id;
use sheets::goal_form::{FormContext, GoalForm};
use sheets::{Limits, Workbook};

/// Reads a workbook that must be readable.
pub fn open(bytes: &[u8]) -> Workbook {
    Workbook::from_bytes(bytes, &Limits::default(), &mut |_, _| true).unwrap()
}

/// The code of the refusal, or "ok".
pub fn code(bytes: &[u8]) -> &'static str {
    match Workbook::from_bytes(bytes, &Limits::default(), &mut |_, _| true) {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

/// Counting identities: `id-1`, `id-2`.
pub fn ids() -> impl FnMut() -> Id {
    let mut next = 0;
    move || {
        next += 1;
        Id(format!("id-{next}"))
    }
}

/// A context for forms of a year.
pub fn form_context(year: u16, new_id: &mut dyn FnMut() -> Id) -> FormContext<'_> {
    FormContext {
        unit_id: Id("unit".into()),
        year: FiscalYear(year),
        pack: "mof-2021".into(),
        taxonomy: Taxonomy::Y2021,
        new_id,
    }
}

/// Reads the first sheet as a form.
pub fn form(bytes: &[u8]) -> GoalForm {
    let book = open(bytes);
    sheets::goal_form::read(&book.sheets[0], &mut form_context(2026, &mut ids())).unwrap()
}
