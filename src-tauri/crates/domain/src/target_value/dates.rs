//! Dates in target values: 2026年12月31日前, 12月底前, 三季度末, 年内, 二〇二六年底, 2026年1—12月.

use super::numerals;
use crate::period::{FiscalYear, Moment, Period, last_of_month};
use chrono::NaiveDate;

/// What a text is as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dated {
    /// It is not meant as a date.
    No,
    /// It is meant as one, but no day comes out.
    Bad,
    /// The last day that it covers.
    Day(NaiveDate),
}

impl Dated {
    fn of(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Bad, Self::Day)
    }
}

const HEADS: &[&str] = &["不晚于", "不迟于", "截止到", "截至", "截止", "于", "在"];
const DONE: &[&str] =
    &["投入使用", "完成", "完工", "到位", "竣工", "结束", "交付", "发放", "验收", "办结", "拨付"];
const DUE: &[&str] = &["之前", "以前", "前", "(含)", "底", "末", "内"];
const THIS_YEAR: &[&str] = &["年", "本年", "当年", "今年", "本年度", "当年度", "年度", "本年年", "当年年"];
const NEXT_YEAR: &[&str] = &["次年", "翌年", "下一年", "下年", "明年"];

/// Reads a date; `year` stands in where it is not written.
pub(super) fn read(body: &str, year: Option<FiscalYear>) -> Dated {
    let arabic = numerals::dates_in_digits(body);
    let mut core = arabic.as_deref().unwrap_or(body);
    let year = year.map(|year| i32::from(year.0));
    for head in HEADS {
        core = core.strip_prefix(head).unwrap_or(core);
    }
    let whole = core;
    for tail in DONE.iter().chain(DUE) {
        core = core.strip_suffix(tail).unwrap_or(core);
    }
    let due = core.len() < whole.len();
    let few_years =
        core.strip_suffix('年').is_some_and(|years| years.len() < 4 && years.parse::<u8>().is_ok());
    if few_years && whole[core.len()..].starts_with('内') {
        return Dated::No; // 1年内 counts time
    }
    if due && THIS_YEAR.contains(&core) {
        return Dated::of(year.and_then(|year| last_of_month(year, 12)));
    }
    if let Some(rest) = NEXT_YEAR.iter().find_map(|word| core.strip_prefix(word)) {
        let Some(next) = year.map(|year| year + 1) else { return Dated::Bad };
        return read_core(&format!("{next}年{rest}"), due, None);
    }
    read_core(core, due, year)
}

fn read_core(core: &str, due: bool, year: Option<i32>) -> Dated {
    if let Some(found) = quarter(core, year) {
        return found;
    }
    for (word, day) in [("上旬", 10), ("中旬", 20), ("下旬", 0)] {
        if let Some(month) = core.strip_suffix(word) {
            let moment = Moment::parse(month, year).filter(|m| m.month.is_some() && m.day.is_none());
            let found = moment.and_then(|m| Moment { day: (day > 0).then_some(day), ..m }.last());
            return Dated::of(found);
        }
    }
    if !core.starts_with(|c: char| c.is_ascii_digit()) {
        return Dated::No;
    }
    let plain = core.replace('度', "");
    if plain.contains(['年', '月']) { in_words(&plain, due, year) } else { in_figures(&plain, due, year) }
}

/// 2026年12月31日, 12月, 2026年1-12月; 6年 and 3个月 count time and are no dates.
fn in_words(core: &str, due: bool, year: Option<i32>) -> Dated {
    let starts_with_year = core.find('年').filter(|at| *at == 4).and_then(|_| core[..4].parse::<i32>().ok());
    let is_year = |y: i32| (1950..=2199).contains(&y);
    let range = core.contains(['-', '~', '至', '到']);
    let known = |c: char| c.is_ascii_digit() || "年月日号".contains(c) || (range && "-~至到.".contains(c));
    if !core.chars().all(known) {
        return if starts_with_year.is_some_and(is_year) { Dated::Bad } else { Dated::No };
    }
    if range {
        let long = core.contains('月') || core.bytes().take_while(u8::is_ascii_digit).count() == 4;
        if !long {
            return Dated::No; // 3-5年
        }
        let period = Period::parse(core).or_else(|fault| match year {
            Some(year) => Period::parse(&format!("{year}年{core}")),
            None => Err(fault),
        });
        return Dated::of(period.ok().map(|period| period.end));
    }
    if starts_with_year.is_none() && core.ends_with('年') && !due {
        return Dated::No;
    }
    Dated::of(Moment::parse(core, year).and_then(Moment::last))
}

/// 2026-12-31, 2026/12, 20261231; with 前 or 底 also 2026.12, 12.31, 202612 and 2026.
fn in_figures(core: &str, due: bool, year: Option<i32>) -> Dated {
    let parts: Vec<&str> = core.split(['-', '/', '.']).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return Dated::No;
    }
    let full = || Dated::of(Moment::parse(core, year).and_then(Moment::last));
    let twenties = |text: &str| text.len() == 4 && text.starts_with("20");
    let short = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    match parts[..] {
        [y, _, _] if y.len() == 4 => full(),
        [y, m] if twenties(y) && m.len() <= 2 && (due || !core.contains('.')) => full(),
        [m, d] if due && short(m, 12) && short(d, 31) => {
            Dated::of(year.and_then(|year| Moment::parse(&format!("{year}-{m}-{d}"), None)?.last()))
        }
        [all] if all.len() == 8 && all.starts_with("20") => match full() {
            Dated::Bad => Dated::No,
            found => found,
        },
        [all] if due && (twenties(all) || (all.len() == 6 && all.starts_with("20"))) => full(),
        _ => Dated::No,
    }
}

fn quarter(core: &str, year: Option<i32>) -> Option<Dated> {
    let ends: [(&[&str], u32); 6] = [
        (&["上半年"], 6),
        (&["下半年"], 12),
        (&["第一季度", "一季度", "第1季度", "1季度"], 3),
        (&["第二季度", "二季度", "第2季度", "2季度"], 6),
        (&["第三季度", "三季度", "第3季度", "3季度"], 9),
        (&["第四季度", "四季度", "第4季度", "4季度"], 12),
    ];
    for (words, month) in ends {
        let Some(head) = words.iter().find_map(|word| core.strip_suffix(word)) else { continue };
        let year = match head.trim_end_matches('度').trim_end_matches('年') {
            "" | "本" | "当" | "今" => year,
            written => match written.parse().ok().filter(|_| written.len() == 4) {
                Some(year) => Some(year),
                None => continue,
            },
        };
        return Some(Dated::of(year.and_then(|year| last_of_month(year, month))));
    }
    None
}
