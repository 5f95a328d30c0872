//! Typed target values (指标值): a sign, a number or date or words, and a unit.

mod dates;
mod numerals;
mod read;
mod signs;

pub use read::{Unreadable, names_sign, read, read_parts};

use crate::number;
use crate::period::print_date;
use crate::project::named;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

named! {
    /// 计算符号 (指标性质): how an actual value is compared with the target.
    Sign {
        /// ≥ 不少于, includes the boundary
        AtLeast = "ge" "≥" | ">=" | "大于等于" | "不少于" | "不低于" | "正向" | "正向指标",
        /// > 超过, excludes it
        MoreThan = "gt" ">" | "大于" | "超过",
        /// = 等于
        Equal = "eq" "=" | "等于",
        /// < 小于, excludes it
        LessThan = "lt" "<" | "小于" | "低于",
        /// ≤ 不超过, includes the boundary
        AtMost = "le" "≤" | "<=" | "小于等于" | "不超过" | "不高于" | "反向" | "反向指标",
        /// 定性: words, judged in bands
        Qualitative = "qualitative" "定性" | "定性指标",
    }
}

/// What the target says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Quantity {
    /// A number in the unit beside it; `95` with unit `%` is 95 percent, not a fraction.
    Number(#[ts(type = "string")] Decimal),
    /// A day by which something is due.
    Date(#[ts(type = "string")] NaiveDate),
    /// Words.
    Text(String),
}

/// One target value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetValue {
    /// How to compare.
    pub sign: Sign,
    /// With what.
    pub quantity: Quantity,
    /// 计量单位, empty for dates and words.
    pub unit: String,
}

impl TargetValue {
    /// A number with sign and unit.
    pub fn number(sign: Sign, value: Decimal, unit: &str) -> Self {
        Self { sign, quantity: Quantity::Number(value), unit: unit.to_owned() }
    }

    /// Words, judged in bands.
    pub fn words(text: &str) -> Self {
        Self { sign: Sign::Qualitative, quantity: Quantity::Text(text.to_owned()), unit: String::new() }
    }

    /// Sign and unit that were typed before the quantity: nothing to compare with yet.
    pub fn waiting(sign: Sign, unit: &str) -> Self {
        Self { sign, quantity: Quantity::Text(String::new()), unit: unit.to_owned() }
    }

    /// Only sign and unit are there so far; as a value it still counts as missing.
    pub fn is_waiting(&self) -> bool {
        matches!(&self.quantity, Quantity::Text(text) if text.is_empty())
    }

    /// The number, when it is one.
    pub fn as_number(&self) -> Option<Decimal> {
        match self.quantity {
            Quantity::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The value without its sign and unit: `95`, `2026年12月31日`, `持续改善`.
    pub fn bare(&self) -> String {
        match &self.quantity {
            Quantity::Number(value) => number::plain(*value),
            Quantity::Date(date) => print_date(*date),
            Quantity::Text(text) => text.clone(),
        }
    }

    /// The value as the 2015 form prints it in one cell: `≥95%`, `8个`, `2026年12月31日前`, `持续改善`.
    pub fn print(&self) -> String {
        match (&self.quantity, self.sign) {
            (Quantity::Text(text), _) => text.clone(),
            (Quantity::Date(_), Sign::AtMost) => format!("{}前", self.bare()),
            (Quantity::Number(_), Sign::Equal) => format!("{}{}", self.bare(), self.unit),
            (_, sign) => format!("{}{}{}", sign.name(), self.bare(), self.unit),
        }
    }
}
