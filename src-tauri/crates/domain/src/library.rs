//! Indicator library (指标库): common indicators to pick from, as data.

use crate::indicator::{Class, Taxonomy};
use crate::target_value::TargetValue;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One indicator to pick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LibraryIndicator {
    /// Stable code: `WX-G-001`.
    pub code: String,
    /// Field of work, e.g. 共性, 教育, 农业农村.
    pub category: String,
    /// 二级指标 of the 2021 tree; [`Class::moved_to`] gives the older place.
    pub class: Class,
    /// 三级指标 name.
    pub name: String,
    /// A usual value as text, may be empty: `≥95%`.
    pub value: String,
    /// 指标解释
    pub explanation: String,
    /// 评(扣)分标准
    pub standard: String,
    /// The frame it comes from: `财预〔2013〕53号`.
    pub source: String,
}

impl LibraryIndicator {
    /// The class in a taxonomy.
    pub fn class_in(&self, taxonomy: Taxonomy) -> Class {
        self.class.moved_to(taxonomy)
    }

    /// The usual value, when the text has one.
    pub fn target_value(&self) -> Option<TargetValue> {
        crate::target_value::read(&self.value, None).ok()
    }
}

/// A library file: a list of indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// Its indicators.
    pub indicators: Vec<LibraryIndicator>,
}

impl Library {
    /// Reads a TOML file of the library.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
