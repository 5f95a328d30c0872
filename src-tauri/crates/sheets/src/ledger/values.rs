//! Cells of payment lists as values: days in every spelling, amounts with signs and brackets, marks in words.

use crate::cell::Cell;
use crate::values::{Read, money_any_sign};
use crate::words::yes_no;
use chrono::{Datelike, NaiveDate};
use domain::fund::FundSource;
use domain::money::{AmountUnit, Money};
use domain::period::{FiscalYear, excel_serial_date};
use domain::text::{half_width, squeezed};
use rust_decimal::prelude::ToPrimitive;
use std::borrow::Cow;

/// A text without what exports put around it: blanks, `="…"`, an apostrophe in front.
pub(super) fn clean(text: &str) -> &str {
    let plain = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let inside = plain.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or_else(|| plain.strip_prefix('\'').unwrap_or(plain)).trim()
}

/// An amount; a refund may be written `-5`, `5-` or `(5)`.
pub(super) fn amount(cell: &Cell, unit: AmountUnit) -> Read<Money> {
    let Cell::Text(text) = cell else { return money_any_sign(cell, unit) };
    let text = clean(text);
    if let Some(amount) = plain_amount(text, unit) {
        return Ok(Some(amount));
    }
    let plain = half_width(text);
    let inside = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let negative = inside.or_else(|| plain.strip_suffix('-')).filter(|rest| !rest.is_empty());
    let amount = money_any_sign(&Cell::text(negative.unwrap_or(&plain)), unit)?;
    Ok(if negative.is_some() { amount.map(|amount| -amount) } else { amount })
}

/// The commonest spelling in text files, `1234.50` in 元, without the detour over decimals.
fn plain_amount(text: &str, unit: AmountUnit) -> Option<Money> {
    if unit != AmountUnit::Yuan || text.len() > 14 {
        return None;
    }
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let good = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !good(whole) || !good(fraction) || fraction.len() > 2 {
        return None;
    }
    let cents: i64 = fraction.parse().ok()?;
    let cents = if fraction.len() == 1 { cents * 10 } else { cents };
    Some(Money::from_fen(sign * (whole.parse::<i64>().ok()? * 100 + cents)))
}

/// When something was paid, as precisely as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    pub(super) date: Option<NaiveDate>,
    pub(super) month: u8,
}

impl When {
    fn of(date: NaiveDate) -> Self {
        Self { date: Some(date), month: u8::try_from(date.month()).unwrap_or(1) }
    }

    /// A month of a year. One of another year keeps its first day, by which its year is known.
    fn month(year: FiscalYear, of: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(of, month, 1)?;
        let date = (of != i32::from(year.0)).then_some(first);
        Some(Self { date, month: u8::try_from(month).ok()? })
    }
}

/// Reads `2026-07-15 10:33:21`, `2026/7/15`, `20260715`, `2026年7月15日`, `2026.7`, `7月15日`, `7`, a serial number.
pub(super) fn when(cell: &Cell, year: FiscalYear) -> Read<When> {
    if let Some(fault) = cell.fault() {
        return Err(fault);
    }
    let text: Cow<'_, str> = match cell {
        Cell::Empty => return Ok(None),
        Cell::Date(moment) => return Ok(Some(When::of(moment.date()))),
        Cell::Number { value, .. } => {
            let serial = value.trunc().to_i64().filter(|_| value.scale() > 0 || *value > 20_000.into());
            if let Some(date) = serial.and_then(excel_serial_date) {
                return Ok(Some(When::of(date)));
            }
            Cow::Owned(value.normalize().to_string())
        }
        other => Cow::Owned(other.shown()),
    };
    let text = clean(&text);
    if text.is_empty() || crate::words::is_dash(text) {
        return Ok(None);
    }
    let fault = || format!("“{text}”不是日期，请写成 {year}-07-15");
    spelled(text, year).map(Some).ok_or_else(fault)
}

fn spelled(text: &str, year: FiscalYear) -> Option<When> {
    let plain: Cow<'_, str> =
        if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(half_width(text)) };
    let mut groups: [(u32, u32); 3] = [(0, 0); 3];
    let mut count = 0;
    let mut inside = false;
    for c in plain.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                if !inside {
                    if count == 3 {
                        break;
                    }
                    count += 1;
                    inside = true;
                }
                let group = groups.get_mut(count - 1)?;
                // 20260715103300: the time of day behind the day.
                if group.1 < 8 {
                    *group = (group.0 * 10 + digit, group.1 + 1);
                }
            }
            None if count == 3 && !"-/.".contains(c) => break,
            None if "-/.年月日号 ".contains(c) => inside = false,
            None if c == 'T' || c == ':' => break,
            None => return None,
        }
    }
    let own = i32::from(year.0);
    let full = |y: u32, m: u32, d: u32| NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d).map(When::of);
    let month = |y: u32, m: u32| When::month(year, i32::try_from(y).ok()?, m);
    let plausible = |y: u32| (1990..=2199).contains(&y);
    match groups.get(..count)? {
        [(all, 8)] => full(all / 10_000, all / 100 % 100, all % 100),
        [(all, 6)] if plausible(all / 100) => month(all / 100, all % 100),
        [(serial, 5)] => excel_serial_date(i64::from(*serial)).map(When::of),
        [(m, 1 | 2)] => When::month(year, own, *m),
        [(y, 4), (m, _)] if plausible(*y) => month(*y, *m),
        [(m, 1 | 2), (d, 1 | 2)] => full(u32::from(year.0), *m, *d),
        [(y, 4), (m, _), (d, _)] if plausible(*y) => full(*y, *m, *d),
        [(y, 2), (m, _), (d, _)] => full(2000 + y, *m, *d),
        _ => None,
    }
}

/// Whether a mark says 直达资金: 是, `01 中央直达资金`, 参照直达资金. `None`: it says neither.
pub(super) fn direct(text: &str) -> Option<bool> {
    yes_no(text).or_else(|| {
        let plain = squeezed(text);
        let not = ["非直达", "不属于", "不是", "不涉及"].iter().any(|word| plain.contains(word));
        if not { Some(false) } else { plain.contains("直达").then_some(true) }
    })
}

/// The source that a word for 资金性质 means.
pub(super) fn source(text: &str) -> Option<FundSource> {
    let plain = squeezed(text);
    let any = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if any(&["结转", "结余"]) {
        Some(FundSource::CarryOver)
    } else if any(&["专户"]) {
        Some(FundSource::SpecialAccount)
    } else if any(&["单位资金", "自有资金", "实有资金", "事业收入", "经营收入", "单位自筹"])
    {
        Some(FundSource::UnitFunds)
    } else if any(&["公共预算", "财政拨款", "财政补助", "财政资金", "基金", "国有资本", "预算内"])
    {
        Some(FundSource::Fiscal)
    } else {
        plain.contains("其他").then_some(FundSource::Other)
    }
}

/// Whether the mark in a column 退款 says so; `None`: it says nothing that is known.
pub(super) fn is_refund(text: &str) -> Option<bool> {
    yes_no(text).or_else(|| {
        let plain = squeezed(text);
        let refund = ["退", "冲", "红字"].iter().any(|word| plain.contains(word));
        if refund {
            Some(true)
        } else {
            ["支付", "付款", "正常"].contains(&plain.as_str()).then_some(false)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_spelling() {
        let serial = |number: f64| Cell::from_f64(number, false);
        for (cell, expected) in [
            (Cell::text("2026-07-15"), "2026-07-15 7"),
            (Cell::text("2026-07-15 10:33:21"), "2026-07-15 7"),
            (Cell::text("2026-07-15T10:33"), "2026-07-15 7"),
            (Cell::text("2026/7/5"), "2026-07-05 7"),
            (Cell::text("２０２６．７．５"), "2026-07-05 7"),
            (Cell::text("2026年 7 月 5 日"), "2026-07-05 7"),
            (Cell::text("20260715"), "2026-07-15 7"),
            (Cell::text("20260715103300"), "2026-07-15 7"),
            (Cell::text("26-07-15"), "2026-07-15 7"),
            (Cell::text("7月15日"), "2026-07-15 7"),
            (Cell::text("=\"2026-07-15\""), "2026-07-15 7"),
            (Cell::text("'2026-07-15"), "2026-07-15 7"),
            (Cell::text("2026-07"), "- 7"),
            (Cell::text("202607"), "- 7"),
            (Cell::text("2026年7月"), "- 7"),
            (Cell::text("7"), "- 7"),
            (Cell::text("07月"), "- 7"),
            (Cell::text("2025-12"), "2025-12-01 12"),
            (Cell::text("46218"), "2026-07-15 7"),
            (serial(46218.0), "2026-07-15 7"),
            (serial(46218.5), "2026-07-15 7"),
            (serial(20_260_715.0), "2026-07-15 7"),
            (serial(202_607.0), "- 7"),
            (serial(7.0), "- 7"),
            (Cell::from_iso("2026-07-15T08:00:00"), "2026-07-15 7"),
            (Cell::text("-"), ""),
            (Cell::Empty, ""),
            (Cell::text("2026-13-01"), "请写成"),
            (Cell::text("7/15/26"), "请写成"),
            (Cell::text("2026-02-30"), "请写成"),
            (Cell::text("七月"), "请写成"),
            (Cell::text("13"), "请写成"),
            (Cell::text("99999999999999999999"), "请写成"),
            (Cell::FormulaWithoutValue, "没有保存计算结果"),
        ] {
            let shown = match when(&cell, FiscalYear(2026)) {
                Ok(Some(when)) => {
                    let date = when.date.map_or("-".to_owned(), |date| date.to_string());
                    format!("{date} {}", when.month)
                }
                Ok(None) => String::new(),
                Err(text) => text,
            };
            let good =
                if expected == "请写成" { shown.contains(expected) } else { shown.starts_with(expected) };
            assert!(good || (!expected.is_empty() && shown.contains(expected)), "{cell:?}: {shown}");
            assert_eq!(shown.is_empty(), expected.is_empty(), "{cell:?}: {shown}");
        }
    }

    #[test]
    fn amounts_with_signs_and_brackets() {
        use AmountUnit::{WanYuan, Yuan};
        for (text, unit, expected) in [
            ("1234.5", Yuan, Ok(Some(123_450))),
            ("-1234.56", Yuan, Ok(Some(-123_456))),
            ("0.05", Yuan, Ok(Some(5))),
            ("１，２３４．５６", Yuan, Ok(Some(123_456))),
            ("1,234.50-", Yuan, Ok(Some(-123_450))),
            ("(1,234.50)", Yuan, Ok(Some(-123_450))),
            ("（８０）", Yuan, Ok(Some(-8_000))),
            ("￥-80.00", Yuan, Ok(Some(-8_000))),
            ("1.5", WanYuan, Ok(Some(1_500_000))),
            ("5000元", WanYuan, Ok(Some(500_000))),
            ("=\"80.00\"", Yuan, Ok(Some(8_000))),
            ("-", Yuan, Ok(None)),
            ("1.234", Yuan, Err("分以下")),
            ("1.2.3", Yuan, Err("不是金额")),
            ("约八十", Yuan, Err("不是金额")),
            ("()", Yuan, Err("不是金额")),
        ] {
            match (amount(&Cell::text(text), unit), expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found.map(Money::fen), expected, "{text}"),
                (Err(found), Err(part)) => assert!(found.contains(part), "{text}: {found}"),
                (found, _) => panic!("{text}: {found:?}"),
            }
        }
        assert_eq!(amount(&Cell::from_f64(-3.5, false), Yuan), Ok(Some(Money::from_fen(-350))));
    }

    #[test]
    fn marks_and_sources_in_words() {
        for (text, expected) in [
            ("是", Some(true)),
            ("01-中央直达资金", Some(true)),
            ("参照直达资金", Some(true)),
            ("非直达资金", Some(false)),
            ("否", Some(false)),
            ("", Some(false)),
            ("待定", None),
        ] {
            assert_eq!(direct(text), expected, "{text}");
        }
        for (text, expected) in [
            ("11 一般公共预算资金", Some(FundSource::Fiscal)),
            ("政府性基金预算资金", Some(FundSource::Fiscal)),
            ("财政专户管理资金", Some(FundSource::SpecialAccount)),
            ("单位资金", Some(FundSource::UnitFunds)),
            ("上年结转（一般公共预算）", Some(FundSource::CarryOver)),
            ("其他资金", Some(FundSource::Other)),
            ("待定", None),
        ] {
            assert_eq!(source(text), expected, "{text}");
        }
        for (text, expected) in [
            ("是", Some(true)),
            ("退款", Some(true)),
            ("支付", Some(false)),
            ("?", None),
            ("否", Some(false)),
        ] {
            assert_eq!(is_refund(text), expected, "{text}");
        }
    }
}
