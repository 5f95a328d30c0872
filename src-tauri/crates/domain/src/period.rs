//! Fiscal years, dates and project periods as people write them.

use crate::text::half_width;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A fiscal year (预算年度), 1 January to 31 December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct FiscalYear(pub u16);

impl FiscalYear {
    /// A plausible year: 2000 to 2099.
    pub fn new(year: i64) -> Option<Self> {
        u16::try_from(year).ok().filter(|year| (2000..=2099).contains(year)).map(Self)
    }

    /// 31 December.
    pub fn last_day(self) -> NaiveDate {
        day(i32::from(self.0), 12, 31).unwrap_or_default()
    }

    /// 1 January.
    pub fn first_day(self) -> NaiveDate {
        day(i32::from(self.0), 1, 1).unwrap_or_default()
    }
}

impl std::fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A project's period (项目期), both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Period {
    /// First day.
    #[ts(type = "string")]
    pub start: NaiveDate,
    /// Last day.
    #[ts(type = "string")]
    pub end: NaiveDate,
}

/// Why a text is not a period or date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodFault {
    /// Not a date.
    #[error("“{0}”不是日期，请写成 2026-01-01 或 2026年1月")]
    NotADate(String),
    /// Not a period.
    #[error("“{0}”不是起止时间，请写成 2026年1月-2026年12月")]
    NotAPeriod(String),
    /// The end lies before the start.
    #[error("起止时间“{0}”的结束早于开始，请核对")]
    Backwards(String),
}

impl Period {
    /// Reads `202001-202012`, `2026年1月至12月`, `2026.1.1—2026.12.31`, `2026-01-01~2026-12-31`, `2026年`.
    pub fn parse(text: &str) -> Result<Self, PeriodFault> {
        let plain = half_width(text).replace(' ', "");
        let fault = || PeriodFault::NotAPeriod(text.trim().to_owned());
        let (start, end) = split(&plain).ok_or_else(fault)?;
        let start = Moment::parse(&start, None).ok_or_else(fault)?;
        let end = Moment::parse(&end, Some(start.year)).ok_or_else(fault)?;
        let period = Self { start: start.first().ok_or_else(fault)?, end: end.last().ok_or_else(fault)? };
        if period.end < period.start {
            return Err(PeriodFault::Backwards(text.trim().to_owned()));
        }
        Ok(period)
    }

    /// `2026年1月—2026年12月`, with days only where they are not whole months.
    pub fn print(&self) -> String {
        let whole =
            self.start.day() == 1 && last_of_month(self.end.year(), self.end.month()) == Some(self.end);
        let one = |date: NaiveDate| {
            if whole { format!("{}年{}月", date.year(), date.month()) } else { print_date(date) }
        };
        format!("{}—{}", one(self.start), one(self.end))
    }

    /// Longer than the fiscal year it begins in: the form then has a medium-term side.
    pub fn spans_years(&self) -> bool {
        self.end.year() > self.start.year()
    }
}

/// `2026年3月5日`
pub fn print_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Reads one full date in any common spelling: `2026-3-5`, `2026/03/05`, `2026.3.5`, `2026年3月5日`, `20260305`.
pub fn parse_date(text: &str) -> Result<NaiveDate, PeriodFault> {
    let plain = half_width(text).replace(' ', "");
    Moment::parse(&plain, None)
        .filter(|moment| moment.day.is_some())
        .and_then(|moment| moment.first())
        .ok_or_else(|| PeriodFault::NotADate(text.trim().to_owned()))
}

/// The date behind an Excel serial number (1900 system), for 1954 to 2119: `46022` is 2025-12-31.
pub fn excel_serial_date(serial: i64) -> Option<NaiveDate> {
    (20_000..80_000)
        .contains(&serial)
        .then(|| day(1899, 12, 30)?.checked_add_days(chrono::Days::new(serial.unsigned_abs())))?
}

/// A year, month or day, as precise as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) year: i32,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
}

impl Moment {
    /// Reads a year, year and month, or date; without a year `default_year` stands in (`12月`, `12月31日`).
    pub(crate) fn parse(plain: &str, default_year: Option<i32>) -> Option<Self> {
        let normal = plain.replace(['年', '月', '/', '.'], "-").replace(['日', '号'], "");
        let trimmed = normal.trim_matches('-');
        let parts: Vec<&str> = trimmed.split('-').collect();
        if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
        let number = |text: &str| text.parse::<u32>().ok();
        let year = |text: &str| text.parse::<i32>().ok().filter(|year| (1950..=2199).contains(year));
        let moment = match parts[..] {
            [all] if all.len() == 8 => Self {
                year: year(&all[..4])?,
                month: Some(number(&all[4..6])?),
                day: Some(number(&all[6..])?),
            },
            [all] if all.len() == 6 => {
                Self { year: year(&all[..4])?, month: Some(number(&all[4..])?), day: None }
            }
            [y] if y.len() == 4 && !plain.contains('月') => Self { year: year(y)?, month: None, day: None },
            [m] if plain.contains('月') => Self { year: default_year?, month: Some(number(m)?), day: None },
            [m, d] if plain.contains('月') && !plain.contains('年') && m.len() <= 2 => {
                Self { year: default_year?, month: Some(number(m)?), day: Some(number(d)?) }
            }
            [y, m] if y.len() == 4 => Self { year: year(y)?, month: Some(number(m)?), day: None },
            [y, m, d] if y.len() == 4 => {
                Self { year: year(y)?, month: Some(number(m)?), day: Some(number(d)?) }
            }
            _ => return None,
        };
        moment.first().map(|_| moment)
    }

    /// The first day it covers.
    pub(crate) fn first(self) -> Option<NaiveDate> {
        day(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it covers.
    pub(crate) fn last(self) -> Option<NaiveDate> {
        match (self.month, self.day) {
            (Some(month), Some(d)) => day(self.year, month, d),
            (Some(month), None) => last_of_month(self.year, month),
            _ => day(self.year, 12, 31),
        }
    }
}

fn split(plain: &str) -> Option<(String, String)> {
    for mark in ["至", "到", "~", "～", "--"] {
        if let Some((a, b)) = plain.split_once(mark) {
            return Some((a.trim_end_matches('-').to_owned(), b.trim_start_matches('-').to_owned()));
        }
    }
    // A hyphen both separates and joins (2026-01-01-2026-12-31): the middle one splits, where there is one.
    let hyphens: Vec<usize> = plain.match_indices('-').map(|(i, _)| i).collect();
    if hyphens.is_empty() {
        return Moment::parse(plain, None).map(|_| (plain.to_owned(), plain.to_owned()));
    }
    let middle = hyphens[hyphens.len() / 2];
    if hyphens.len() % 2 == 1 {
        return Some((plain[..middle].to_owned(), plain[middle + 1..].to_owned()));
    }
    None
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The last day of a month.
pub(crate) fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    day(next_year, next_month, 1)?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn periods_as_written() {
        for (given, expected) in [
            ("202001-202012", Some("2020-01-01 2020-12-31")),
            ("2026年1月-2026年12月", Some("2026-01-01 2026-12-31")),
            ("2026年1月至12月", Some("2026-01-01 2026-12-31")),
            ("2026.1.1—2026.12.31", Some("2026-01-01 2026-12-31")),
            ("2026-01-15~2028-06-30", Some("2026-01-15 2028-06-30")),
            ("2026-01-01-2026-12-31", Some("2026-01-01 2026-12-31")),
            ("2026年", Some("2026-01-01 2026-12-31")),
            ("2026—2028", Some("2026-01-01 2028-12-31")),
            ("2026年2月", Some("2026-02-01 2026-02-28")),
            ("２０２６年３月１日 至 ２０２６年９月３０日", Some("2026-03-01 2026-09-30")),
            ("2026年12月-2026年1月", None),
            ("2026年13月", None),
            ("长期", None),
            ("", None),
        ] {
            let read = Period::parse(given).ok().map(|p| format!("{} {}", p.start, p.end));
            assert_eq!(read.as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn dates_as_written() {
        for (given, expected) in [
            ("2026-3-5", Some("2026-03-05")),
            ("2026年12月31日", Some("2026-12-31")),
            ("20260305", Some("2026-03-05")),
            ("2026/03/05", Some("2026-03-05")),
            ("2026年3月", None),
            ("2026-02-30", None),
            ("今天", None),
        ] {
            assert_eq!(parse_date(given).ok().map(|d| d.to_string()).as_deref(), expected, "{given}");
        }
        assert_eq!(excel_serial_date(46022).unwrap().to_string(), "2025-12-31");
        assert_eq!(excel_serial_date(95), None);
    }

    proptest! {
        #[test]
        fn no_period_panics(text in "[0-9年月日至. ~-]{0,24}") {
            let _ = (Period::parse(&text), parse_date(&text));
        }

        #[test]
        fn printed_periods_read_back(a in 0i64..20_000, b in 0i64..20_000) {
            let from = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
            let (a, b) = (a.min(b), a.max(b));
            let period = Period {
                start: from + chrono::Duration::days(a),
                end: from + chrono::Duration::days(b),
            };
            prop_assert_eq!(Period::parse(&period.print()), Ok(period));
        }
    }
}
