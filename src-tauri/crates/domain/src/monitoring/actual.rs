//! What was achieved (完成情况) as people type it, read in the light of the target that it belongs to.

use super::Achievement;
use crate::number;
use crate::period::{FiscalYear, print_date};
use crate::target_value::{self, Quantity, Sign, TargetValue};
use crate::text::{quoted, squeezed};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was achieved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Actual {
    /// A number in the unit of the target.
    Number(#[ts(type = "string")] Decimal),
    /// The day on which it was done.
    Date(#[ts(type = "string")] NaiveDate),
    /// 达成, 部分达成 or 未达成.
    Level(Achievement),
}

impl Actual {
    /// As the form prints it, without the unit: `39.8`, `2026年7月15日`, `部分达成`.
    pub fn print(&self) -> String {
        match self {
            Self::Number(value) => number::plain(*value),
            Self::Date(date) => print_date(*date),
            Self::Level(level) => level.name().to_owned(),
        }
    }

    /// The number, when it is one.
    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }
}

/// Why a text is no reading of an indicator; each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActualFault {
    /// The target is a number, the text is none.
    #[error("完成情况“{0}”不是一个数，请只填实际完成的数")]
    NotANumber(String),
    /// A sign stands before it: that is a limit, not a reading.
    #[error("完成情况“{0}”带有符号，请只填实际完成的数")]
    Signed(String),
    /// A unit that the target does not have.
    #[error("完成情况“{text}”的单位与指标值的“{unit}”不同，请换算后重填")]
    OtherUnit {
        /// What was typed.
        text: String,
        /// The target's unit.
        unit: String,
    },
    /// More digits than can be kept.
    #[error("完成情况“{0}”位数太多，请核对后重填")]
    TooLong(String),
    /// The target is words.
    #[error("完成情况“{0}”无法判断，请填 达成、部分达成 或 未达成")]
    NotALevel(String),
    /// The target is a day.
    #[error("完成情况“{0}”不是日期，请填完成日期如 2026年7月15日，或填 达成、未达成")]
    NotADate(String),
}

/// Reads one cell. A target in words takes a level (达成) or its own words; one due by a day takes the day of completion or a level;
/// a number is taken in the target's unit, 万元 and 元 (千, 万, 亿) and ‰ being converted. Without a target anything
/// that makes sense is taken as it stands. `year` stands in where a date lacks its year.
pub fn read_actual(
    text: &str,
    target: Option<&TargetValue>,
    year: FiscalYear,
) -> Result<Actual, ActualFault> {
    let level = || Achievement::from_name(text).map(Actual::Level);
    match target {
        Some(TargetValue { quantity: Quantity::Text(words), sign, .. })
            if *sign == Sign::Qualitative || !words.is_empty() =>
        {
            // The target's own words say that it is reached: 有效 asked for, 有效 recorded.
            let same = !words.is_empty() && squeezed(words) == squeezed(text);
            let said = level().or_else(|| same.then_some(Actual::Level(Achievement::Reached)));
            said.ok_or_else(|| ActualFault::NotALevel(quoted(text)))
        }
        Some(target) if target.sign == Sign::Qualitative => {
            level().ok_or_else(|| ActualFault::NotALevel(quoted(text)))
        }
        Some(TargetValue { quantity: Quantity::Date(_), .. }) => {
            level().or_else(|| date(text, year)).ok_or_else(|| ActualFault::NotADate(quoted(text)))
        }
        Some(target) => number(text, &target.unit, year).map(Actual::Number),
        None => match number(text, "", year) {
            Ok(value) => Ok(Actual::Number(value)),
            Err(fault) => level().or_else(|| date(text, year)).ok_or(fault),
        },
    }
}

fn date(text: &str, year: FiscalYear) -> Option<Actual> {
    match target_value::read(text, Some(year)).ok()?.quantity {
        Quantity::Date(day) => Some(Actual::Date(day)),
        _ => None,
    }
}

fn number(text: &str, unit: &str, year: FiscalYear) -> Result<Decimal, ActualFault> {
    match number::parse(text) {
        Ok(value) => return Ok(value),
        Err(number::NumberFault::TooLong(text)) => return Err(ActualFault::TooLong(quoted(&text))),
        Err(number::NumberFault::NotANumber(_)) => {}
    }
    let none = || ActualFault::NotANumber(quoted(text));
    let read = target_value::read(text, Some(year)).map_err(|_| none())?;
    let value = read.as_number().ok_or_else(none)?;
    if read.sign != Sign::Equal {
        return Err(ActualFault::Signed(quoted(text)));
    }
    if unit.is_empty() || read.unit.is_empty() {
        return Ok(value);
    }
    let other = || ActualFault::OtherUnit { text: quoted(text), unit: unit.to_owned() };
    let ((typed_power, typed_unit), (power, unit)) = (scaled(&read.unit), scaled(unit));
    if typed_unit != unit {
        return Err(other());
    }
    shifted(value, typed_power.saturating_sub(power)).ok_or_else(|| ActualFault::TooLong(quoted(text)))
}

/// A unit as a power of ten and what it counts: 万元 → (4, 元), ‰ → (-1, %).
fn scaled(unit: &str) -> (i32, String) {
    let unit = squeezed(unit);
    if unit == "‰" {
        return (-1, "%".to_owned());
    }
    let bare = unit.strip_prefix('个').filter(|rest| !rest.is_empty()).unwrap_or(&unit);
    let (mut power, mut rest) = (0i32, bare);
    while let Some((more, behind)) = [('亿', 8), ('万', 4), ('千', 3), ('百', 2)]
        .into_iter()
        .find_map(|(word, power)| Some((power, rest.strip_prefix(word)?)))
        .filter(|(_, behind)| !behind.is_empty())
    {
        (power, rest) = (power.saturating_add(more), behind);
    }
    (power, rest.to_owned())
}

/// The value times ten to a power, exactly; `None` beyond what a decimal holds.
fn shifted(value: Decimal, power: i32) -> Option<Decimal> {
    let factor = Decimal::from(10i64.checked_pow(power.unsigned_abs())?);
    if power < 0 {
        let quotient = value.checked_div(factor)?;
        (quotient.checked_mul(factor)? == value).then(|| quotient.normalize())
    } else {
        value.checked_mul(factor).map(|value| value.normalize())
    }
}
