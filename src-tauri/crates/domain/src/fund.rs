//! A project's money (项目资金): lines by source, for the year and for the medium term.

use crate::money::Money;
use crate::typed::Typed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Where money comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FundSource {
    /// 财政拨款 of this year
    Fiscal,
    /// 上年结转资金
    CarryOver,
    /// 财政专户管理资金
    SpecialAccount,
    /// 单位资金
    UnitFunds,
    /// 其他资金
    Other,
}

impl FundSource {
    /// All sources, in the order of the forms.
    pub const ALL: [Self; 5] =
        [Self::Fiscal, Self::CarryOver, Self::SpecialAccount, Self::UnitFunds, Self::Other];

    /// The word on the form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fiscal => "财政拨款",
            Self::CarryOver => "上年结转资金",
            Self::SpecialAccount => "财政专户管理资金",
            Self::UnitFunds => "单位资金",
            Self::Other => "其他资金",
        }
    }

    /// The key in paths and packages, as serde writes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Fiscal => "fiscal",
            Self::CarryOver => "carry_over",
            Self::SpecialAccount => "special_account",
            Self::UnitFunds => "unit_funds",
            Self::Other => "other",
        }
    }

    /// The source with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.key() == key)
    }
}

/// The time that an amount or an indicator is for: the two sides of the 2015 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Horizon {
    /// 中期
    Medium,
    /// 年度
    Annual,
}

impl Horizon {
    /// The side with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Medium, Self::Annual].into_iter().find(|horizon| horizon.key() == key)
    }

    /// 中期 or 年度.
    pub fn name(self) -> &'static str {
        match self {
            Self::Medium => "中期",
            Self::Annual => "年度",
        }
    }

    /// The key in paths, as serde writes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Medium => "medium",
            Self::Annual => "annual",
        }
    }
}

/// One column of fund amounts. The total is computed; a total that came from a file is kept to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FundColumn {
    /// Amounts by source; a source that is absent is blank, which is not zero.
    #[ts(type = "Partial<Record<FundSource, Typed<Money>>>")]
    pub parts: BTreeMap<FundSource, Typed<Money>>,
    /// The total as an imported form stated it.
    pub stated_total: Typed<Money>,
}

impl FundColumn {
    /// The computed total: the sum of the parts; where no part is known, the stated total.
    pub fn total(&self) -> Option<Money> {
        let known: Vec<Money> = self.parts.values().filter_map(|part| part.value).collect();
        if known.is_empty() { self.stated_total.value } else { Some(known.into_iter().sum()) }
    }

    /// The amount of one source.
    pub fn part(&self, source: FundSource) -> Option<Money> {
        self.parts.get(&source).and_then(|part| part.value)
    }

    /// Nothing was entered.
    pub fn is_blank(&self) -> bool {
        self.stated_total.is_blank() && self.parts.values().all(Typed::is_blank)
    }
}

/// A project's money.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Funds {
    /// 年度资金
    pub annual: FundColumn,
    /// 中期资金 (the whole period), blank for a project of one year.
    pub medium: FundColumn,
}

impl Funds {
    /// The column of a horizon.
    pub fn column(&self, horizon: Horizon) -> &FundColumn {
        match horizon {
            Horizon::Annual => &self.annual,
            Horizon::Medium => &self.medium,
        }
    }

    /// The column of a horizon, to be changed.
    pub fn column_mut(&mut self, horizon: Horizon) -> &mut FundColumn {
        match horizon {
            Horizon::Annual => &mut self.annual,
            Horizon::Medium => &mut self.medium,
        }
    }
}
