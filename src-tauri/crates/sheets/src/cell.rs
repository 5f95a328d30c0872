//! One cell as it stands in the workbook, before anybody asks what it means.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The value of a cell. Texts are shared, so a text that a million cells repeat is held once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing there.
    #[default]
    Empty,
    /// Text as stored, untrimmed.
    Text(Arc<str>),
    /// A number. With a percent format (`percent`) the value is still the fraction: 92.53 % is 0.9253.
    Number {
        /// The number as stored, at most 15 significant digits.
        value: Decimal,
        /// The cell shows it as a percentage.
        percent: bool,
    },
    /// A date, with the time of day where there is one.
    Date(NaiveDateTime),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#REF!`, as Excel writes it.
    Error(Arc<str>),
    /// A formula whose result was not stored (files written by programs and never opened in Excel or WPS).
    FormulaWithoutValue,
    /// A number of 16 or more digits (an identity card, a project code): what lies beyond the 15th digit was
    /// already lost when the file was saved. Holds the damaged digits.
    LostDigits(Arc<str>),
}

/// From here on a whole number has 16 digits, of which a spreadsheet keeps 15.
const FIRST_LOSSY: f64 = 1e15;

impl Cell {
    /// A text cell; text without any visible character is an empty one.
    pub fn text(text: &str) -> Self {
        if text.chars().all(char::is_whitespace) { Self::Empty } else { Self::Text(Arc::from(text)) }
    }

    /// A plain number.
    pub fn number(value: Decimal) -> Self {
        Self::Number { value, percent: false }
    }

    /// A binary number as spreadsheets store it. Reading its shortest decimal text and rounding to the 15
    /// significant digits that spreadsheets keep gives back what was typed.
    pub fn from_f64(number: f64, percent: bool) -> Self {
        if number.abs() >= FIRST_LOSSY {
            return Self::LostDigits(Arc::from(number.to_string()));
        }
        // Most numbers have few decimals. When such a one of at most 15 digits divides back to the same binary
        // number, it is the one that was typed, for no other of 15 digits does; that saves the detour over text.
        for (scale, power) in [(0, 1.0), (2, 1e2), (6, 1e6)] {
            let scaled = (number * power).round();
            #[allow(clippy::cast_possible_truncation, clippy::float_cmp)]
            if scaled.abs() < FIRST_LOSSY && scaled / power == number {
                let value = Decimal::new(scaled as i64, scale);
                return Self::Number { value: if scale == 0 { value } else { value.normalize() }, percent };
            }
        }
        match number.to_string().parse::<Decimal>().ok().and_then(|value| value.round_sf(15)) {
            Some(value) => Self::Number { value: value.normalize(), percent },
            None => Self::Error(Arc::from("#NUM!")),
        }
    }

    /// A date or time from an ISO 8601 text (`2026-03-01`, `2026-03-01T08:00:00`); anything else stays text.
    pub fn from_iso(text: &str) -> Self {
        let plain = text.trim().trim_end_matches('Z');
        let whole = || {
            NaiveDateTime::parse_from_str(plain, "%Y-%m-%dT%H:%M:%S%.f")
                .or_else(|_| NaiveDateTime::parse_from_str(plain, "%Y-%m-%dT%H:%M"))
                .ok()
        };
        NaiveDate::parse_from_str(plain, "%Y-%m-%d")
            .ok()
            .map(|date| date.and_time(NaiveTime::MIN))
            .or_else(whole)
            .map_or_else(|| Self::text(text), Self::Date)
    }

    /// No value at all. A formula without result is not empty: somebody meant something there.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What the user sees in the cell, near enough to recognise it: `92.53%`, `2026-03-01`, `是`.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) | Self::LostDigits(text) => text.to_string(),
            Self::Number { value, percent: false } => value.normalize().to_string(),
            Self::Number { value, percent: true } => {
                format!("{}%", (*value * Decimal::ONE_HUNDRED).normalize())
            }
            Self::Date(moment) if moment.time() == NaiveTime::MIN => moment.format("%Y-%m-%d").to_string(),
            Self::Date(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            Self::Bool(true) => "是".to_owned(),
            Self::Bool(false) => "否".to_owned(),
            Self::FormulaWithoutValue => "（公式未计算）".to_owned(),
        }
    }

    /// The fault that makes the cell unusable whatever its column means: what is wrong and what to do.
    pub fn fault(&self) -> Option<String> {
        match self {
            Self::Error(text) => Some(format!("单元格是错误值 {text}，请在原表中改正公式或直接填写数值")),
            Self::FormulaWithoutValue => {
                Some("公式没有保存计算结果，请用 WPS 或 Excel 打开原表重新计算并保存后再导入".to_owned())
            }
            Self::LostDigits(_) => {
                Some("超过15位的数字按数值保存时后面几位已经丢失，请把该格设为文本格式后重新填写".to_owned())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_come_back_as_typed() {
        for (given, expected) in [
            (0.1 + 0.2, "0.3"),
            (0.9253, "0.9253"),
            (10606.7522, "10606.7522"),
            (387_664.62, "387664.62"),
            (1e-7, "0.0000001"),
            (123_456_789_012_345.0, "123456789012345"),
            (1_234_567_890_123.45, "1234567890123.45"),
            (-3.0, "-3"),
            (0.0, "0"),
            (-0.0, "0"),
            (132.912, "132.912"),
        ] {
            let Cell::Number { value, .. } = Cell::from_f64(given, false) else {
                panic!("{given} is a number")
            };
            assert_eq!(value.to_string(), expected);
        }
        for given in [1e15, 110_101_199_001_011_234.0, -1e15, f64::INFINITY] {
            assert!(matches!(Cell::from_f64(given, false), Cell::LostDigits(_)), "{given}");
        }
        assert!(matches!(Cell::from_f64(f64::NAN, false), Cell::Error(_)));
    }

    #[test]
    fn cells_are_shown_as_the_sheet_shows_them() {
        let date = |text| Cell::from_iso(text);
        for (cell, expected) in [
            (Cell::from_f64(0.9253, true), "92.53%"),
            (Cell::from_f64(1.0, true), "100%"),
            (date("2026-03-01"), "2026-03-01"),
            (date("2026-03-01T08:30:00"), "2026-03-01 08:30"),
            (date("三月"), "三月"),
            (Cell::Bool(true), "是"),
            (Cell::text(" \u{3000}"), ""),
        ] {
            assert_eq!(cell.shown(), expected);
        }
    }

    proptest! {
        #[test]
        fn fifteen_digits_survive(mantissa in -999_999_999_999_999i64..=999_999_999_999_999, scale in 0u32..8) {
            let typed = Decimal::new(mantissa, scale).normalize();
            let stored: f64 = typed.to_string().parse().unwrap();
            prop_assert_eq!(Cell::from_f64(stored, false), Cell::number(typed));
        }
    }
}
