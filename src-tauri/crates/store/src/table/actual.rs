//! Cells shared by the monitored rows: what was achieved, as a number, a date or a level.

use crate::error::Result;
use crate::sql::{Line, maybe};
use domain::monitoring::{Achievement, Actual};
use domain::number;
use domain::typed::Typed;
use rusqlite::types::Value;

/// The columns of one such cell: its kind, the value, the text that could not be read.
pub(crate) type Columns = [&'static str; 3];

pub(crate) const DONE: Columns = ["done_kind", "done", "done_invalid"];
pub(crate) const ACTUAL: Columns = ["actual_kind", "actual", "actual_invalid"];
pub(crate) const EXPECTED: Columns = ["expected_kind", "expected", "expected_invalid"];

pub(crate) fn read(line: &Line<'_>, [kind, value, invalid]: Columns) -> Result<Typed<Actual>> {
    let actual = match (line.maybe(kind)?, line.maybe(value)?) {
        (Some(word), Some(text)) => {
            let fault = || line.fault(value, &text);
            Some(match word.as_str() {
                "number" => Actual::Number(text.parse().map_err(|_| fault())?),
                "date" => Actual::Date(text.parse().map_err(|_| fault())?),
                "level" => Actual::Level(Achievement::from_key(&text).ok_or_else(fault)?),
                _ => return Err(line.fault(kind, &word)),
            })
        }
        _ => None,
    };
    line.typed(actual, invalid)
}

pub(crate) fn cells(columns: Columns, cell: &Typed<Actual>) -> [(&'static str, Value); 3] {
    let (kind, value) = match &cell.value {
        None => (None, None),
        Some(Actual::Number(number)) => (Some("number"), Some(number::plain(*number))),
        Some(Actual::Date(date)) => (Some("date"), Some(date.to_string())),
        Some(Actual::Level(level)) => (Some("level"), Some(level.key().to_owned())),
    };
    let [of_kind, of_value, invalid] = columns;
    [(of_kind, maybe(kind)), (of_value, maybe(value)), (invalid, maybe(cell.invalid.as_ref()))]
}
