//! The readers: from checked bytes to sheets of cells.

pub(crate) mod ods;
pub(crate) mod ods_cell;
pub(crate) mod xls;
pub(crate) mod xlsx;
pub(crate) mod xlsx_cells;
pub(crate) mod xlsx_parts;
pub(crate) mod xlsx_strings;
pub(crate) mod xlsx_styles;
pub(crate) mod xml;

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::limits::Limits;
use chrono::{NaiveDate, NaiveTime};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Runs a parser that is not ours. It should not panic; if it does on some twisted file, that is a damaged file
/// and not the end of the program.
pub(crate) fn guarded<T>(part: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Error::damaged(part)))
}

/// Shares equal texts and counts the bytes of different ones.
pub(crate) struct Texts<'a> {
    limits: &'a Limits,
    bytes: u64,
    /// Short texts stored in the cells themselves.
    short: HashSet<Arc<str>>,
}

/// Inline texts up to this length are worth sharing: yes and no, units, categories.
const SHORT: usize = 48;

impl<'a> Texts<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, bytes: 0, short: HashSet::new() }
    }

    fn count(&mut self, text: &str) -> Result<()> {
        self.bytes += text.len() as u64;
        if self.bytes > self.limits.text_bytes {
            return Err(Error::TooMuchText { limit: crate::error::megabytes(self.limits.text_bytes) });
        }
        Ok(())
    }

    /// A text of a shared table: it is there once and cells copy the reference.
    pub(crate) fn table(&mut self, text: &str) -> Result<Cell> {
        self.count(text)?;
        Ok(Cell::text(text))
    }

    /// A text that belongs to one cell.
    pub(crate) fn own(&mut self, text: &str) -> Result<Cell> {
        if text.len() <= SHORT {
            if let Some(shared) = self.short.get(text) {
                return Ok(Cell::Text(shared.clone()));
            }
            let cell = Cell::text(text);
            if let Cell::Text(shared) = &cell {
                self.count(text)?;
                self.short.insert(shared.clone());
            }
            return Ok(cell);
        }
        self.count(text)?;
        Ok(Cell::text(text))
    }
}

/// A date of calamine as a cell; times of day and durations become text, since no field of ours is one.
pub(crate) fn date_cell(value: calamine::ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let hours = value.as_f64() * 24.0;
    if value.is_duration() || value.as_f64() < 1.0 {
        return Cell::text(&format!("{:02}:{minute:02}", hours.floor()));
    }
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let time = NaiveTime::from_hms_opt(u32::from(hour), u32::from(minute), u32::from(second));
    match (date, time) {
        (Some(date), Some(time)) => Cell::Date(date.and_time(time)),
        _ => Cell::Error(Arc::from("#####")),
    }
}

/// Does this number format show percentages? A percent sign in quotes or after a backslash is a mere letter.
pub(crate) fn is_percent(format: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    format.chars().any(|c| {
        if escaped {
            escaped = false;
            return false;
        }
        match c {
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '%' => return !quoted,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_formats() {
        for (format, expected) in [
            ("0%", true),
            ("0.00%", true),
            ("0.00\\ %", true),
            ("General", false),
            ("0\"%\"", false),
            ("0\\%", false),
            ("\"约\"0%", true),
        ] {
            assert_eq!(is_percent(format), expected, "{format}");
        }
    }

    #[test]
    fn panics_become_damage() {
        let quiet = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let result: Result<()> = guarded("表", || panic!("deep inside"));
        std::panic::set_hook(quiet);
        assert_eq!(result.unwrap_err().code(), "SHEET-DAMAGED");
    }

    #[test]
    fn equal_texts_are_held_once_and_text_has_a_ceiling() {
        let limits = Limits { text_bytes: 100, ..Limits::default() };
        let mut texts = Texts::new(&limits);
        for _ in 0..1000 {
            texts.own("是").unwrap();
        }
        let long = "长".repeat(30);
        texts.own(&long).unwrap();
        assert_eq!(texts.own(&long).unwrap_err().code(), "SHEET-TEXT-TOTAL");
    }
}
