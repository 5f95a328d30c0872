//! The calendar of working days: the years that ship and those a unit took in.

use crate::commands::Empty;
use crate::session::Session;
use crate::{ApiError, App, Result, assets};
use domain::calendar::{Calendar, CalendarFault, Holidays, LONGEST_FILE};
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;
use store::OpKind;
use ts_rs::TS;

/// The years whose working days are known.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CalendarYears {
    /// The first first.
    pub years: Vec<i32>,
    /// The last day of the last of them: `2026-12-31`.
    pub last: String,
}

/// A file of one year's holidays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CalendarFile {
    /// Our own TOML or holiday-cn's JSON.
    pub file: String,
}

/// A year that was taken in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CalendarImported {
    /// The year.
    pub year: u16,
    /// Days off that it lists.
    pub off: usize,
    /// Weekend days on which people work.
    pub work: usize,
    /// The year was known before and is replaced.
    pub replaced: bool,
    /// The step's name in the history.
    pub label: String,
}

fn shipped() -> &'static [Holidays] {
    static SHIPPED: OnceLock<Vec<Holidays>> = OnceLock::new();
    SHIPPED.get_or_init(|| assets::HOLIDAYS.iter().filter_map(|text| Holidays::read(text).ok()).collect())
}

/// All years at hand; an imported one holds before a shipped one.
pub(crate) fn calendar(session: Option<&Session>) -> Result<Calendar> {
    let imported = match session {
        Some(session) => session.store.read().holidays()?,
        None => Vec::new(),
    };
    // They were read when they were taken in; one that cannot be any more is as good as absent.
    let imported = imported.into_iter().filter_map(|year| Holidays::read(&year.text).ok());
    Ok(Calendar::new(shipped().iter().cloned().chain(imported)))
}

/// The years at hand.
pub fn years(app: &App, _: Empty) -> Result<CalendarYears> {
    let calendar = calendar(app.lock().as_ref())?;
    let last = calendar.last_day().map(|day| day.to_string()).unwrap_or_default();
    Ok(CalendarYears { years: calendar.years().collect(), last })
}

/// Takes a year in; undo takes it out again.
pub fn import(app: &App, file: CalendarFile) -> Result<CalendarImported> {
    let path = Path::new(file.file.trim());
    let text = read(path).map_err(|error| error.field("file"))?;
    let holidays = Holidays::read(&text).map_err(|fault| ApiError::from(fault).field("file"))?;
    let year = holidays.year.0;
    let label = format!("导入 {year} 年节假日安排");
    app.work(|session| {
        let replaced = calendar(Some(session))?.years().any(|known| known == i32::from(year));
        let kept = store::Holidays { year, text };
        session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_holidays(&kept)?))?;
        let work = holidays.days.values().filter(|works| **works).count();
        Ok(CalendarImported { year, off: holidays.days.len() - work, work, replaced, label: label.clone() })
    })
}

/// The text of a file, never more than a little over the longest that is taken.
fn read(path: &Path) -> Result<String> {
    let fault = |fault: &std::io::Error| ApiError::file("节假日文件", path, fault);
    let opened = std::fs::File::open(path).map_err(|error| fault(&error))?;
    let mut bytes = Vec::new();
    opened.take(LONGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
    String::from_utf8(bytes).map_err(|error| CalendarFault::Syntax { detail: error.to_string() }.into())
}
