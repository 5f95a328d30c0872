//! From a cell to the value of a field, or the sentence that says why not.

use crate::cell::Cell;
use crate::words::is_dash;
use chrono::NaiveDate;
use domain::money::{AmountUnit, Money, MoneyFault};
use domain::period::{FiscalYear, Period, excel_serial_date, parse_date};
use domain::text::half_width;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A value, a blank, or what is wrong with the cell.
pub(crate) type Read<T> = Result<Option<T>, String>;

/// Text of a cell, trimmed. Numbers become their digits (a phone number, a code), dates their day.
pub(crate) fn text(cell: &Cell) -> Read<String> {
    if let Some(fault) = cell.fault() {
        return Err(fault);
    }
    let shown = cell.shown();
    let trimmed = shown.trim().trim_matches('\u{3000}').trim();
    Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()))
}

/// An amount of a plan. A dash is blank; zero is zero; nothing is below it.
pub(crate) fn money(cell: &Cell, unit: AmountUnit) -> Read<Money> {
    match money_any_sign(cell, unit)? {
        Some(amount) if amount < Money::ZERO => Err("金额为负数，请核对后改为正数或留空".to_owned()),
        amount => Ok(amount),
    }
}

/// An amount that may be negative.
pub(crate) fn money_any_sign(cell: &Cell, unit: AmountUnit) -> Read<Money> {
    if let Some(fault) = cell.fault() {
        return Err(fault);
    }
    let amount = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number { percent: true, .. } => {
            return Err("这里应填金额，却是百分数，请改为金额".to_owned());
        }
        Cell::Number { value, .. } => match Money::from_decimal(*value, unit) {
            Some(amount) => amount,
            None => return Err(inexact(*value, unit)),
        },
        Cell::Text(text) if is_dash(text) => return Ok(None),
        Cell::Text(text) => Money::parse(text, unit).map_err(|fault| match fault {
            // The fault names the digits without their unit; the user looks for what stands in the cell.
            MoneyFault::Number(_) => format!("“{}”不是金额，请只填数字", text.trim()),
            other => other.to_string(),
        })?,
        Cell::Date(_) => return Err("这里应填金额，却是日期，请把单元格格式改为数值后重填".to_owned()),
        _ => return Err("这里应填金额，请改为数字".to_owned()),
    };
    Ok(Some(amount))
}

fn inexact(value: Decimal, unit: AmountUnit) -> String {
    let fen = value.checked_mul(Decimal::from(unit.fen())).unwrap_or(Decimal::MAX);
    if fen.abs() > Decimal::from(Money::LIMIT) {
        return format!("金额 {value} {} 过大，请核对单位是元还是万元", unit.name());
    }
    let places = if unit == AmountUnit::Yuan { 2 } else { 6 };
    format!(
        "金额 {value} {} 精确到了分以下（可能是公式除不尽），请四舍五入到小数点后{places}位以内",
        unit.name()
    )
}

/// A plain number: a weight.
pub(crate) fn number(cell: &Cell) -> Read<Decimal> {
    if let Some(fault) = cell.fault() {
        return Err(fault);
    }
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number { value, percent: false } => Ok(Some(*value)),
        Cell::Number { value, percent: true } => Ok(Some((*value * Decimal::ONE_HUNDRED).normalize())),
        Cell::Text(text) if is_dash(text) => Ok(None),
        Cell::Text(text) => {
            let plain = half_width(text);
            let digits = plain.trim_end_matches(['分', '%']).trim();
            domain::number::parse(digits).map(Some).map_err(|fault| fault.to_string())
        }
        _ => Err("这里应填数字，请改正".to_owned()),
    }
}

/// 起止时间 in one cell.
pub(crate) fn period(cell: &Cell) -> Read<Period> {
    match cell {
        Cell::Date(moment) => Err(format!("只有一个日期 {}，请写成 2026年1月-2026年12月", moment.date())),
        Cell::Number { value, percent: false } => {
            Period::parse(&value.normalize().to_string()).map(Some).map_err(|fault| fault.to_string())
        }
        _ => match text(cell)? {
            Some(text) if is_dash(&text) => Ok(None),
            Some(text) => Period::parse(&text).map(Some).map_err(|fault| fault.to_string()),
            None => Ok(None),
        },
    }
}

/// A day, or the first or last day of the month or year that is written.
pub(crate) fn day(cell: &Cell, last: bool) -> Read<NaiveDate> {
    let edge = |period: Period| if last { period.end } else { period.start };
    match cell {
        Cell::Date(moment) => Ok(Some(moment.date())),
        Cell::Number { value, percent: false } => {
            // 46022 is a day whose cell lost its date format; 202601 and 2026 are written out.
            if let Some(date) = value.to_i64().filter(|_| value.fract().is_zero()).and_then(excel_serial_date)
            {
                return Ok(Some(date));
            }
            let written = value.normalize().to_string();
            Period::parse(&written).map(|period| Some(edge(period))).map_err(|fault| fault.to_string())
        }
        _ => match text(cell)? {
            None => Ok(None),
            Some(text) if is_dash(&text) => Ok(None),
            Some(text) => match parse_date(&text) {
                Ok(date) => Ok(Some(date)),
                Err(fault) => {
                    Period::parse(&text).map(|period| Some(edge(period))).map_err(|_| fault.to_string())
                }
            },
        },
    }
}

/// A target value cell as the text that the domain's reader takes: percentages with their sign, dates in Chinese.
pub(crate) fn target_text(cell: &Cell) -> Read<String> {
    match cell {
        Cell::Date(moment) => Ok(Some(domain::period::print_date(moment.date()))),
        _ => text(cell),
    }
}

/// The fiscal year in a text such as `（2026年度）` or `2026年项目支出绩效目标表`.
pub(crate) fn year_in(text: &str) -> Option<FiscalYear> {
    let plain = half_width(text);
    plain.match_indices("20").find_map(|(at, _)| {
        let digits = plain.get(at..at + 4)?;
        let alone = !plain[..at].ends_with(|c: char| c.is_ascii_digit());
        let year = digits.parse().ok().and_then(FiscalYear::new)?;
        let rest = plain[at + 4..].trim_start();
        (alone && rest.starts_with('年')).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn float(value: f64) -> Cell {
        Cell::from_f64(value, false)
    }

    #[test]
    fn amounts() {
        let wan = AmountUnit::WanYuan;
        for (cell, expected) in [
            (float(202.64), Ok(Some(202_640_000))),
            (float(0.0), Ok(Some(0))),
            (Cell::Empty, Ok(None)),
            (Cell::text("-"), Ok(None)),
            (Cell::text("１，２３４．５"), Ok(Some(1_234_500_000))),
            (Cell::text("5000元"), Ok(Some(500_000))),
            (float(-3.0), Err("负数")),
            (float(100.0 / 3.0), Err("分以下")),
            (float(9e13), Err("过大")),
            (Cell::from_f64(0.5, true), Err("百分数")),
            (Cell::text("约十万"), Err("“约十万”不是金额")),
            (Cell::FormulaWithoutValue, Err("没有保存计算结果")),
            (Cell::Error(Arc::from("#REF!")), Err("#REF!")),
            (Cell::from_iso("2026-01-01"), Err("日期")),
            (Cell::Bool(true), Err("数字")),
        ] {
            match (money(&cell, wan), expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found.map(Money::fen), expected, "{cell:?}"),
                (Err(text), Err(part)) => assert!(text.contains(part) && text.contains("请"), "{text}"),
                (found, _) => panic!("{cell:?}: {found:?}"),
            }
        }
    }

    #[test]
    fn periods_and_days() {
        for (cell, expected) in [
            (Cell::text("2026年1月-2026年12月"), "2026-01-01 2026-12-31"),
            (Cell::text("202001-202012"), "2020-01-01 2020-12-31"),
            (float(2026.0), "2026-01-01 2026-12-31"),
            (Cell::text("长期"), "请写成"),
            (Cell::from_iso("2026-01-01"), "只有一个日期"),
        ] {
            let found = match period(&cell) {
                Ok(period) => period.map(|p| format!("{} {}", p.start, p.end)).unwrap_or_default(),
                Err(text) => text,
            };
            assert!(found.contains(expected), "{found}");
        }
        for (cell, last, expected) in [
            (Cell::from_iso("2026-03-05"), true, "2026-03-05"),
            (float(46022.0), false, "2025-12-31"),
            (float(202_602.0), true, "2026-02-28"),
            (Cell::text("2026年"), true, "2026-12-31"),
            (Cell::text("2026.3"), false, "2026-03-01"),
        ] {
            assert_eq!(day(&cell, last).unwrap().unwrap().to_string(), expected, "{cell:?}");
        }
        assert!(day(&Cell::text("尽快"), true).is_err());
    }

    #[test]
    fn years_in_titles() {
        for (text, expected) in [
            ("（2023年度）", Some(2023)),
            ("2026年项目支出绩效目标表", Some(2026)),
            ("２０２６ 年", Some(2026)),
            ("12026年", None),
            ("编号2026", None),
        ] {
            assert_eq!(year_in(text).map(|year| year.0), expected, "{text}");
        }
    }

    #[test]
    fn codes_and_phones_keep_their_digits() {
        for (cell, expected) in [
            (float(13_800_001_234.0), Some("13800001234")),
            (Cell::text(" 51000021R000000019951\u{3000}"), Some("51000021R000000019951")),
            (Cell::Empty, None),
        ] {
            assert_eq!(text(&cell), Ok(expected.map(str::to_owned)));
        }
        assert!(text(&float(510_000_210_000_000_199.0)).is_err());
    }
}
