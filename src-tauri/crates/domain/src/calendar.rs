//! Working days (工作日): weekends, public holidays and working weekends, year by year.
//!
//! The State Council announces a year's days in the autumn before. What lies past the last announced year is not
//! guessed: it is [`CalendarFault::NotCovered`], and whoever asked says so.

use crate::period::FiscalYear;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The longest file of one year, in bytes.
pub const LONGEST_FILE: usize = 64 * 1024;
/// Days of every year that are off by law: a file without one of them is not whole.
const ALWAYS_OFF: [(u32, u32); 3] = [(1, 1), (5, 1), (10, 1)];

/// Why a file of holidays cannot be taken in, or a day cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// Neither our own form nor holiday-cn's.
    #[error("看不懂这个节假日文件，请换成本程序格式的 .toml 或 holiday-cn 的 .json 文件")]
    Syntax {
        /// What the reader said, for a support call.
        detail: String,
    },
    /// Longer than [`LONGEST_FILE`].
    #[error("节假日文件超过 {} 字节，请确认选对了文件", LONGEST_FILE)]
    TooLong,
    /// No year that anybody plans for.
    #[error("节假日文件的年份是 {0}，请换成 2000 到 2099 年的文件")]
    NotAYear(i64),
    /// A text that is no date.
    #[error("节假日文件里的“{0}”不是日期，请写成 2027-01-01")]
    NotADate(String),
    /// A day that a paper of that year cannot speak of.
    #[error("{year} 年的节假日文件里有 {date}，它只能列这一年和上一年 12 月的日子，请改正")]
    Outside {
        /// The file's year.
        year: FiscalYear,
        /// The day.
        date: NaiveDate,
    },
    /// Listed more than once.
    #[error("节假日文件里 {0} 列了不止一次，请只留一处")]
    Twice(NaiveDate),
    /// A day that is off every year is missing.
    #[error("{year} 年的节假日文件不全：没有列出 {missing} 放假；请等国务院公布安排后换成完整的文件")]
    Incomplete {
        /// The file's year.
        year: FiscalYear,
        /// A day that every year has.
        missing: NaiveDate,
    },
    /// The year's papers are not at hand.
    #[error(
        "程序里没有 {year} 年的节假日安排，涉及这一年的工作日算不出来；请在国务院公布后导入该年的节假日文件"
    )]
    NotCovered {
        /// The year asked for.
        year: i32,
    },
}

/// What one year's papers say: days whose work differs from their weekday, and weekend days that are off by law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    /// The papers' year.
    pub year: FiscalYear,
    /// Where the papers can be read, may be empty.
    pub papers: Vec<String>,
    /// By day: is it worked?
    pub days: BTreeMap<NaiveDate, bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    year: i64,
    #[serde(default)]
    papers: Vec<String>,
    off: Vec<String>,
    work: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayCn {
    #[serde(rename = "$schema", default)]
    _schema: String,
    #[serde(rename = "$id", default)]
    _id: String,
    year: i64,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<HolidayCnDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct HolidayCnDay {
    #[serde(rename = "name")]
    _name: String,
    date: String,
    is_off_day: bool,
}

impl Holidays {
    /// Reads a year's file: our own TOML (`year`, `papers`, `off`, `work`) or holiday-cn's JSON.
    pub fn read(text: &str) -> Result<Self, CalendarFault> {
        if text.len() > LONGEST_FILE {
            return Err(CalendarFault::TooLong);
        }
        let plain = text.trim_start_matches('\u{feff}').trim_start();
        let (year, papers, list) = if plain.starts_with('{') {
            let file: HolidayCn = serde_json::from_str(plain).map_err(|fault| syntax(&fault))?;
            let list = file.days.into_iter().map(|day| (day.date, !day.is_off_day)).collect();
            (file.year, file.papers, list)
        } else {
            let file: OwnFile = toml::from_str(plain).map_err(|fault| syntax(&fault))?;
            let off = file.off.into_iter().map(|day| (day, false));
            let list: Vec<(String, bool)> = off.chain(file.work.into_iter().map(|day| (day, true))).collect();
            (file.year, file.papers, list)
        };
        let year = FiscalYear::new(year).ok_or(CalendarFault::NotAYear(year))?;
        let mut days = BTreeMap::new();
        for (text, works) in list {
            let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
            let day = day.ok_or(CalendarFault::NotADate(text))?;
            if days.insert(day, works).is_some() {
                return Err(CalendarFault::Twice(day));
            }
        }
        Self { year, papers, days }.whole()
    }

    /// The same, once it is sure to be a whole year's list of that year.
    pub fn whole(self) -> Result<Self, CalendarFault> {
        let year = self.year;
        let own = i32::from(year.0);
        let belongs = |day: &NaiveDate| day.year() == own || (day.year() == own - 1 && day.month() == 12);
        if let Some(date) = self.days.keys().find(|day| !belongs(day)) {
            return Err(CalendarFault::Outside { year, date: *date });
        }
        for (month, day) in ALWAYS_OFF {
            let missing = NaiveDate::from_ymd_opt(own, month, day).unwrap_or_default();
            if self.days.get(&missing) != Some(&false) {
                return Err(CalendarFault::Incomplete { year, missing });
            }
        }
        Ok(self)
    }
}

fn syntax(fault: &dyn std::fmt::Display) -> CalendarFault {
    CalendarFault::Syntax { detail: fault.to_string() }
}

/// The years at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, Holidays>,
}

impl Calendar {
    /// Of these years; where one is given twice the later holds, so imported years come after the shipped ones.
    pub fn new(years: impl IntoIterator<Item = Holidays>) -> Self {
        Self { years: years.into_iter().map(|year| (i32::from(year.year.0), year)).collect() }
    }

    /// The years whose days are known, the first first.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.keys().copied()
    }

    /// The last day that can be judged without asking whether a year between is missing.
    pub fn last_day(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.years().last()?, 12, 31)
    }

    /// Is this day worked? What a paper lists is known even where it lies in the December before.
    ///
    /// # Errors
    /// [`CalendarFault::NotCovered`] for a day of a year that is not at hand.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, CalendarFault> {
        let listed = |year: i32| self.years.get(&year).and_then(|papers| papers.days.get(&day));
        // The later paper knows better.
        if let Some(works) = listed(day.year() + 1).or_else(|| listed(day.year())) {
            return Ok(*works);
        }
        if !self.years.contains_key(&day.year()) {
            return Err(CalendarFault::NotCovered { year: day.year() });
        }
        Ok(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }

    /// The last day of a term of so many working days. The day it begins with does not count (from the next day on);
    /// a term of none ends on that day.
    ///
    /// # Errors
    /// [`CalendarFault::NotCovered`] when the term runs past the covered years: it is not guessed.
    pub fn add_working_days(&self, from: NaiveDate, days: u32) -> Result<NaiveDate, CalendarFault> {
        let mut day = from;
        for _ in 0..days {
            day = self.next_working_day(day, Days::new(1), NaiveDate::checked_add_days)?;
        }
        Ok(day)
    }

    /// The last working day before this one.
    ///
    /// # Errors
    /// [`CalendarFault::NotCovered`] as above.
    pub fn working_day_before(&self, day: NaiveDate) -> Result<NaiveDate, CalendarFault> {
        self.next_working_day(day, Days::new(1), NaiveDate::checked_sub_days)
    }

    fn next_working_day(
        &self,
        from: NaiveDate,
        one: Days,
        step: fn(NaiveDate, Days) -> Option<NaiveDate>,
    ) -> Result<NaiveDate, CalendarFault> {
        let mut day = from;
        loop {
            day = step(day, one).ok_or(CalendarFault::NotCovered { year: day.year() })?;
            if self.is_working_day(day)? {
                return Ok(day);
            }
        }
    }
}
