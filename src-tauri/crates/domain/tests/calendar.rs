//! Working days by the papers that ship: golden deadlines, boundaries, files that are not taken in.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use chrono::{Datelike, NaiveDate};
use common::texts;
use domain::calendar::{Calendar, CalendarFault, Holidays, LONGEST_FILE};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<(NaiveDate, bool, NaiveDate)>,
    working_days_by_month: BTreeMap<i32, Vec<u32>>,
}

fn golden() -> Golden {
    serde_json::from_str(include_str!("fixtures/working_days.json")).unwrap()
}

fn calendar() -> Calendar {
    Calendar::new(texts("holidays", "toml").iter().map(|(name, text)| {
        let year = Holidays::read(text).unwrap();
        assert_eq!(name, &year.year.to_string());
        assert!(!year.papers.is_empty(), "{name} names no paper");
        year
    }))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn twenty_working_days_end_as_counted() {
    let (calendar, golden) = (calendar(), golden());
    assert_eq!(golden.cases.len(), 20);
    for (formed, works, last) in golden.cases {
        assert_eq!(calendar.is_working_day(formed), Ok(works), "{formed}");
        assert_eq!(calendar.add_working_days(formed, 20), Ok(last), "{formed}");
    }
}

#[test]
fn months_have_their_working_days() {
    let calendar = calendar();
    for (year, months) in golden().working_days_by_month {
        for (month, expected) in (1..).zip(months) {
            let days = (1..=31).filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
            let works = days.filter(|day| calendar.is_working_day(*day).unwrap()).count();
            assert_eq!(works, expected as usize, "{year}-{month}");
        }
    }
}

#[test]
fn what_no_paper_covers_is_not_guessed() {
    let calendar = calendar();
    assert_eq!(calendar.years().collect::<Vec<_>>(), [2023, 2024, 2025, 2026]);
    assert_eq!(calendar.last_day(), Some(day("2026-12-31")));
    let beyond = |year| Err(CalendarFault::NotCovered { year });
    let unknown = |year| Err(CalendarFault::NotCovered { year });
    for (from, days, expected) in [
        ("2026-12-31", 0, Ok(day("2026-12-31"))),
        ("2026-12-30", 1, Ok(day("2026-12-31"))),
        ("2026-12-31", 1, beyond(2027)),
        ("2026-12-03", 20, Ok(day("2026-12-31"))),
        ("2026-12-04", 20, beyond(2027)),
        ("2026-12-01", u32::MAX, beyond(2027)),
        ("2022-12-29", 1, beyond(2022)),
        // 31 December 2022 stands in the paper of 2023.
        ("2022-12-30", 1, Ok(day("2023-01-03"))),
    ] {
        assert_eq!(calendar.add_working_days(day(from), days), expected, "{from} + {days}");
    }
    assert_eq!(calendar.is_working_day(day("2022-12-31")), Ok(false));
    assert_eq!(calendar.is_working_day(day("2027-01-04")), unknown(2027));
    assert_eq!(calendar.working_day_before(day("2026-10-08")), Ok(day("2026-09-30")));
    assert_eq!(
        calendar.working_day_before(NaiveDate::MIN),
        Err(CalendarFault::NotCovered { year: NaiveDate::MIN.year() })
    );
    assert_eq!(Calendar::default().is_working_day(day("2026-01-01")), unknown(2026));
    assert_eq!(Calendar::default().last_day(), None);
}

#[test]
fn a_year_taken_in_replaces_and_extends() {
    let text = |work: &str| {
        format!(
            "year = 2027\noff = [\"2026-12-31\", \"2027-01-01\", \"2027-05-01\", \"2027-10-01\"]\nwork = [{work}]"
        )
    };
    let mut years: Vec<Holidays> =
        texts("holidays", "toml").iter().map(|(_, text)| Holidays::read(text).unwrap()).collect();
    years.push(Holidays::read(&text("")).unwrap());
    years.push(Holidays::read(&text("\"2027-01-02\"")).unwrap());
    let calendar = Calendar::new(years);
    // The paper of 2027 gives 31 December 2026 off; the second file of 2027 holds.
    assert_eq!(calendar.add_working_days(day("2026-12-30"), 1), Ok(day("2027-01-02")));
}

#[test]
fn both_kinds_of_file_are_read_alike() {
    let json = r#"{"$schema": "x", "$id": "y", "year": 2027, "papers": [], "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": true}, {"name": "元旦", "date": "2027-01-02", "isOffDay": false},
        {"name": "劳动节", "date": "2027-05-01", "isOffDay": true}, {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}]}"#;
    let toml = "year = 2027\noff = [\"2027-01-01\", \"2027-05-01\", \"2027-10-01\"]\nwork = [\"2027-01-02\"]";
    assert_eq!(Holidays::read(json), Holidays::read(toml));
    assert_eq!(Holidays::read(&format!("\u{feff}\r\n{json}")).unwrap().days.len(), 4);
}

#[test]
fn files_that_are_not_a_year_are_refused_with_the_reason() {
    let own = |year: &str, off: &str| format!("year = {year}\noff = [{off}]\nwork = []");
    let whole = "\"2027-01-01\", \"2027-05-01\", \"2027-10-01\"";
    for (text, part) in [
        (String::new(), "看不懂"),
        ("{}".into(), "看不懂"),
        ("[1]".into(), "看不懂"),
        ("{\"year\": 2027, \"days\": [], \"more\": 1}".into(), "看不懂"),
        (own("2027", whole) + "\nmore = 1", "看不懂"),
        (own("\"2027\"", whole), "看不懂"),
        (own("1999", whole), "年份是 1999"),
        (own("-1", whole), "年份是 -1"),
        (own("2027", ""), "没有列出 2027-01-01"),
        ("{\"year\": 2027, \"days\": []}".into(), "没有列出 2027-01-01"),
        (own("2027", "\"2027-01-01\", \"2027-05-01\""), "没有列出 2027-10-01"),
        (own("2027", &format!("{whole}, \"2027-2-3\"")), "“2027-2-3”不是日期"),
        (own("2027", &format!("{whole}, \"2027-02-30\"")), "“2027-02-30”不是日期"),
        (own("2027", &format!("{whole}, \"+027-02-03\"")), "有 0027-02-03"),
        (own("2027", &format!("{whole}, \"2027-10-01\"")), "2027-10-01 列了不止一次"),
        (own("2027", &format!("{whole}, \"2028-01-01\"")), "有 2028-01-01"),
        (own("2027", &format!("{whole}, \"2026-11-30\"")), "有 2026-11-30"),
        (" ".repeat(LONGEST_FILE + 1), "超过 65536 字节"),
    ] {
        let fault = Holidays::read(&text).unwrap_err().to_string();
        assert!(fault.contains(part), "{text}: {fault}");
    }
}

proptest! {
    #[test]
    fn more_days_end_later_and_on_a_working_day(offset in 0u64..1400, days in 1u32..60) {
        let calendar = calendar();
        let from = day("2023-01-01") + chrono::Days::new(offset);
        if let Ok(last) = calendar.add_working_days(from, days) {
            prop_assert!(calendar.is_working_day(last).unwrap());
            prop_assert!(last > from);
            prop_assert!(calendar.add_working_days(from, days - 1).unwrap() < last);
            // From a later day it never ends earlier.
            prop_assert!(calendar.add_working_days(from + chrono::Days::new(1), days).is_ok_and(|next| next >= last)
                || last.year() == 2026);
            let count = from.iter_days().skip(1).take_while(|day| *day <= last)
                .filter(|day| calendar.is_working_day(*day).unwrap()).count();
            prop_assert_eq!(count, days as usize);
        } else {
            prop_assert!(from.year() == 2026);
        }
    }

    #[test]
    fn no_file_panics(text in "[ -~]{0,60}") {
        let _ = Holidays::read(&text);
    }
}
