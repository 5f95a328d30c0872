//! Money in integer 分, read from and printed as 元 or 万元 without losing one.

use crate::number::{self, NumberFault};
use crate::text::half_width;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use ts_rs::TS;

/// An amount in 分. JSON carries it as an integer, which a 53-bit number holds exactly ([`Money::LIMIT`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Money(#[ts(type = "number")] i64);

/// The unit in which a form states its amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub enum AmountUnit {
    /// 元
    #[serde(rename = "元")]
    Yuan,
    /// 万元
    #[serde(rename = "万元")]
    WanYuan,
}

impl AmountUnit {
    /// The word that a form prints: 元 or 万元.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::WanYuan => "万元",
        }
    }

    /// How many 分 one of this unit has.
    pub fn fen(self) -> i64 {
        match self {
            Self::Yuan => 100,
            Self::WanYuan => 1_000_000,
        }
    }
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyFault {
    /// Not a number at all.
    #[error(transparent)]
    Number(#[from] NumberFault),
    /// Finer than one 分.
    #[error("金额“{0}”精确到了分以下，请核对后重填")]
    FinerThanFen(String),
    /// Beyond what the program can carry.
    #[error("金额“{0}”过大，请核对单位是元还是万元")]
    TooLarge(String),
}

impl Money {
    /// The largest absolute amount: 90 万亿元, below 2^53 分.
    pub const LIMIT: i64 = 9_000_000_000_000_000;
    /// Nothing. Not the same as a blank cell.
    pub const ZERO: Self = Self(0);

    /// An amount of so many 分.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in 分.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// An exact number of 元 or 万元; `None` when it is finer than a 分 or too large.
    pub fn from_decimal(value: Decimal, unit: AmountUnit) -> Option<Self> {
        let fen = value.checked_mul(Decimal::from(unit.fen()))?;
        let whole = fen.normalize();
        if whole.scale() > 0 {
            return None;
        }
        let fen = i64::try_from(whole.mantissa()).ok()?;
        (fen.abs() <= Self::LIMIT).then_some(Self(fen))
    }

    /// The amount as an exact decimal of `unit`.
    pub fn to_decimal(self, unit: AmountUnit) -> Decimal {
        let scale = if unit == AmountUnit::Yuan { 2 } else { 6 };
        Decimal::new(self.0, scale).normalize()
    }

    /// Reads an amount; a unit written behind the number (元, 万元, 亿元) wins over `unit`.
    ///
    /// Full-width digits, thousands separators, blanks and ¥ are understood.
    pub fn parse(text: &str, unit: AmountUnit) -> Result<Self, MoneyFault> {
        let plain = half_width(text);
        let shown = || text.trim().to_owned();
        let body = plain.trim_start_matches(['¥', '￥']).trim();
        let (digits, factor, unit) = if let Some(rest) = strip_unit(body, &["亿元", "亿"]) {
            (rest, 10_000, AmountUnit::WanYuan)
        } else if let Some(rest) = strip_unit(body, &["万元", "万"]) {
            (rest, 1, AmountUnit::WanYuan)
        } else if let Some(rest) = strip_unit(body, &["元"]) {
            (rest, 1, AmountUnit::Yuan)
        } else {
            (body, 1, unit)
        };
        let number = number::parse(digits)?;
        let value = number.checked_mul(Decimal::from(factor)).ok_or_else(|| MoneyFault::TooLarge(shown()))?;
        Self::from_decimal(value, unit).ok_or_else(|| {
            let fen = value.checked_mul(Decimal::from(unit.fen()));
            match fen {
                Some(fen) if fen.abs() <= Decimal::from(Self::LIMIT) => MoneyFault::FinerThanFen(shown()),
                _ => MoneyFault::TooLarge(shown()),
            }
        })
    }

    /// Prints in `unit` with thousands separators, at least two decimals and never fewer than the amount needs:
    /// `10,606.7522` 万元.
    pub fn print(self, unit: AmountUnit) -> String {
        number::grouped(self.to_decimal(unit), 2)
    }

    /// Prints with its unit behind it: `202.64万元`.
    pub fn with_unit(self, unit: AmountUnit) -> String {
        format!("{}{}", self.print(unit), unit.name())
    }

    /// The sum, or `None` when it leaves [`Money::LIMIT`].
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let sum = self.0.checked_add(other.0)?;
        (sum.abs() <= Self::LIMIT).then_some(Self(sum))
    }

    /// The absolute amount.
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }
}

fn strip_unit<'a>(text: &'a str, units: &[&str]) -> Option<&'a str> {
    units.iter().find_map(|unit| text.strip_suffix(unit)).map(str::trim_end)
}

// Each amount is within LIMIT, so a sum of a thousand of them cannot leave i64; beyond that it saturates
// far above LIMIT, where every printing and every check shows it.
impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AmountUnit::{WanYuan, Yuan};
    use proptest::prelude::*;

    #[test]
    fn amounts_as_typed() {
        for (given, unit, fen) in [
            ("202.64", WanYuan, Some(202_640_000)),
            ("１，２３４．５６", Yuan, Some(123_456)),
            ("10606.7522", WanYuan, Some(10_606_752_200)),
            ("387664.62", Yuan, Some(38_766_462)),
            ("5000元", WanYuan, Some(500_000)),
            ("1.2亿元", Yuan, Some(12_000_000_000)),
            ("¥3.36万", Yuan, Some(3_360_000)),
            ("0", WanYuan, Some(0)),
            ("-3", Yuan, Some(-300)),
            ("0.000001", WanYuan, Some(1)),
            ("0.0000001", WanYuan, None),
            ("0.001", Yuan, None),
            ("1万亿", WanYuan, None),
            ("", Yuan, None),
            ("九百", Yuan, None),
            ("99999999999999999999999999", WanYuan, None),
        ] {
            assert_eq!(Money::parse(given, unit).ok().map(Money::fen), fen, "{given}");
        }
    }

    #[test]
    fn printing_keeps_every_fen() {
        for (fen, unit, text) in [
            (202_640_000, WanYuan, "202.64"),
            (10_606_752_200, WanYuan, "10,606.7522"),
            (0, WanYuan, "0.00"),
            (1, WanYuan, "0.000001"),
            (38_766_462, Yuan, "387,664.62"),
            (-100, Yuan, "-1.00"),
        ] {
            assert_eq!(Money::from_fen(fen).print(unit), text);
        }
    }

    proptest! {
        #[test]
        fn printed_amounts_read_back(fen in -Money::LIMIT..=Money::LIMIT, wan in any::<bool>()) {
            let unit = if wan { WanYuan } else { Yuan };
            let money = Money::from_fen(fen);
            prop_assert_eq!(Money::parse(&money.print(unit), unit), Ok(money));
            prop_assert_eq!(Money::parse(&money.with_unit(unit), Yuan), Ok(money));
        }
    }
}
