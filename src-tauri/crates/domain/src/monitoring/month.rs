//! A month of the fiscal year, as a monitoring period: figures run from January to its end (1—X月).

use crate::period::{FiscalYear, last_of_month};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A month from 1 to 12. JSON carries the number, paths and packages the key (`M07`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "u8", into = "u8")]
#[ts(type = "number")]
pub struct Month(u8);

impl Month {
    /// January to December.
    pub const ALL: [Self; 12] = [
        Self(1),
        Self(2),
        Self(3),
        Self(4),
        Self(5),
        Self(6),
        Self(7),
        Self(8),
        Self(9),
        Self(10),
        Self(11),
        Self(12),
    ];
    /// December, whose end closes the year.
    pub const DECEMBER: Self = Self(12);
    /// June, whose end closes the half year.
    pub const JUNE: Self = Self(6);

    /// The month with this number, 1 to 12.
    pub fn new(number: u8) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self(number))
    }

    /// 1 to 12.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The key in paths and package periods: `M07`.
    pub fn key(self) -> String {
        format!("M{:02}", self.0)
    }

    /// The month with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|month| month.key() == key)
    }

    /// `7月`
    pub fn word(self) -> String {
        format!("{}月", self.0)
    }

    /// The months whose figures it holds: `1—7月`, `1月`.
    pub fn span(self) -> String {
        if self.0 == 1 { self.word() } else { format!("1—{}月", self.0) }
    }

    /// Its last day in a year.
    pub fn last_day(self, year: FiscalYear) -> NaiveDate {
        last_of_month(i32::from(year.0), u32::from(self.0)).unwrap_or_default()
    }
}

impl TryFrom<u8> for Month {
    type Error = String;
    fn try_from(number: u8) -> Result<Self, String> {
        Self::new(number).ok_or_else(|| format!("月份 {number} 不在 1 到 12 之间，请核对"))
    }
}

impl From<Month> for u8 {
    fn from(month: Month) -> Self {
        month.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_keys_words_and_spans() {
        for (number, key, word, span, last) in [
            (1, "M01", "1月", "1月", "2026-01-31"),
            (2, "M02", "2月", "1—2月", "2026-02-28"),
            (7, "M07", "7月", "1—7月", "2026-07-31"),
            (12, "M12", "12月", "1—12月", "2026-12-31"),
        ] {
            let month = Month::new(number).unwrap();
            assert_eq!((month.key(), month.word(), month.span()), (key.into(), word.into(), span.into()));
            assert_eq!(Month::from_key(key), Some(month));
            assert_eq!(month.last_day(FiscalYear(2026)).to_string(), last);
            assert_eq!(serde_json::to_string(&month).unwrap(), number.to_string());
            assert_eq!(serde_json::from_str::<Month>(&number.to_string()).unwrap(), month);
        }
        for key in ["M00", "M13", "M7", "M007", "07", "H1", "", "M+7"] {
            assert_eq!(Month::from_key(key), None, "{key}");
        }
        assert!(serde_json::from_str::<Month>("13").is_err());
    }
}
