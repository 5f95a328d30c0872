//! Performance indicators (绩效指标) and the two taxonomies of their classes.

use crate::fund::Horizon;
use crate::project::named;
use crate::target_value::TargetValue;
use crate::typed::{Id, Typed};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

named! {
    /// Which ministry paper's tree of classes a target uses.
    Taxonomy {
        /// 财预〔2015〕88号: 成本 stands under 产出; 可持续影响 is a class of its own.
        Y2015 = "2015" "2015版" | "88号",
        /// 财预〔2021〕101号: 成本 is the first level-1 class.
        Y2021 = "2021" "2021版" | "101号",
    }
}

named! {
    /// 一级指标
    Level1 {
        /// 成本指标 (only 2021)
        Cost = "cost" "成本指标" | "成本",
        /// 产出指标
        Output = "output" "产出指标" | "产出" | "项目产出",
        /// 效益指标
        Benefit = "benefit" "效益指标" | "效益" | "效果指标" | "项目效益",
        /// 满意度指标
        Satisfaction = "satisfaction" "满意度指标" | "满意度",
    }
}

named! {
    /// 二级指标
    Class {
        /// 经济成本指标 (2021)
        EconomicCost = "economic_cost" "经济成本指标" | "经济成本",
        /// 社会成本指标 (2021)
        SocialCost = "social_cost" "社会成本指标" | "社会成本",
        /// 生态环境成本指标 (2021)
        EcologicalCost = "ecological_cost" "生态环境成本指标" | "生态环境成本" | "生态成本指标",
        /// 数量指标
        Quantity = "quantity" "数量指标" | "数量" | "产出数量" | "产出数量指标",
        /// 质量指标
        Quality = "quality" "质量指标" | "质量" | "产出质量" | "产出质量指标",
        /// 时效指标
        Timeliness = "timeliness" "时效指标" | "时效" | "产出时效" | "产出时效指标" | "进度指标",
        /// 成本指标 under 产出 (2015)
        OutputCost = "output_cost" "成本指标" | "成本" | "产出成本" | "产出成本指标",
        /// 经济效益指标
        EconomicBenefit = "economic_benefit" "经济效益指标" | "经济效益" | "经济效益指",
        /// 社会效益指标
        SocialBenefit = "social_benefit" "社会效益指标" | "社会效益",
        /// 生态效益指标
        EcologicalBenefit = "ecological_benefit" "生态效益指标" | "生态效益" | "环境效益指标",
        /// 可持续影响指标 (2015)
        Sustainability = "sustainability" "可持续影响指标" | "可持续影响" | "可持续发展指标" | "可持续影响效益",
        /// 服务对象满意度指标
        Satisfaction = "satisfaction" "服务对象满意度指标" | "服务对象满意度" | "满意度指标" | "满意度" | "受益对象满意度指标",
    }
}

impl Taxonomy {
    /// Level-1 classes in the order of the form.
    pub fn level1(self) -> &'static [Level1] {
        match self {
            Self::Y2015 => &[Level1::Output, Level1::Benefit, Level1::Satisfaction],
            Self::Y2021 => &[Level1::Cost, Level1::Output, Level1::Benefit, Level1::Satisfaction],
        }
    }

    /// Level-2 classes in the order of the form.
    pub fn classes(self) -> &'static [Class] {
        use Class::{
            EcologicalBenefit, EcologicalCost, EconomicBenefit, EconomicCost, OutputCost, Quality, Quantity,
            Satisfaction, SocialBenefit, SocialCost, Sustainability, Timeliness,
        };
        match self {
            Self::Y2015 => &[
                Quantity,
                Quality,
                Timeliness,
                OutputCost,
                EconomicBenefit,
                SocialBenefit,
                EcologicalBenefit,
                Sustainability,
                Satisfaction,
            ],
            Self::Y2021 => &[
                EconomicCost,
                SocialCost,
                EcologicalCost,
                Quantity,
                Quality,
                Timeliness,
                EconomicBenefit,
                SocialBenefit,
                EcologicalBenefit,
                Satisfaction,
            ],
        }
    }
}

impl Class {
    /// The level-1 class above it.
    pub fn level1(self) -> Level1 {
        match self {
            Self::EconomicCost | Self::SocialCost | Self::EcologicalCost => Level1::Cost,
            Self::Quantity | Self::Quality | Self::Timeliness | Self::OutputCost => Level1::Output,
            Self::EconomicBenefit | Self::SocialBenefit | Self::EcologicalBenefit | Self::Sustainability => {
                Level1::Benefit
            }
            Self::Satisfaction => Level1::Satisfaction,
        }
    }

    /// Does this taxonomy know the class?
    pub fn is_in(self, taxonomy: Taxonomy) -> bool {
        taxonomy.classes().contains(&self)
    }

    /// The class meant by a form's word, in the light of its taxonomy (成本 alone: under 产出, or 经济成本).
    pub fn from_word(word: &str, taxonomy: Taxonomy) -> Option<Self> {
        match (Self::from_name(word)?, taxonomy) {
            (Self::OutputCost, Taxonomy::Y2021) => Some(Self::EconomicCost),
            (class, _) => Some(class),
        }
    }

    /// The nearest class of another taxonomy: 产出成本 ↔ 经济成本, 可持续影响 → 社会效益.
    pub fn moved_to(self, taxonomy: Taxonomy) -> Self {
        match (self, taxonomy) {
            (Self::OutputCost, Taxonomy::Y2021) => Self::EconomicCost,
            (Self::Sustainability, Taxonomy::Y2021) => Self::SocialBenefit,
            (Self::EconomicCost | Self::SocialCost | Self::EcologicalCost, Taxonomy::Y2015) => {
                Self::OutputCost
            }
            (class, _) => class,
        }
    }
}

/// One level-3 indicator (三级指标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Indicator {
    /// Identity.
    pub id: Id,
    /// 中期 or 年度: the side of the form.
    pub horizon: Horizon,
    /// 二级指标; its level 1 follows.
    pub class: Class,
    /// 三级指标 name.
    pub name: String,
    /// 指标值 with sign and unit.
    pub value: Typed<TargetValue>,
    /// 分值权重 in points of 100.
    #[ts(as = "Typed<String>")]
    pub weight: Typed<Decimal>,
    /// 指标解释 (KPI_CONTENT)
    pub explanation: String,
    /// 评(扣)分标准 (KPI_EVALSTD)
    pub standard: String,
    /// 备注 (KPI_REMARK)
    pub note: String,
}

impl Indicator {
    /// A blank indicator of a class.
    pub fn new(id: Id, horizon: Horizon, class: Class, name: &str) -> Self {
        Self {
            id,
            horizon,
            class,
            name: name.to_owned(),
            value: Typed::blank(),
            weight: Typed::blank(),
            explanation: String::new(),
            standard: String::new(),
            note: String::new(),
        }
    }

    /// No value was typed, readable or not; a sign or unit alone is none.
    pub fn lacks_value(&self) -> bool {
        self.value.invalid.is_none() && self.value.value.as_ref().is_none_or(TargetValue::is_waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_find_their_class() {
        for (word, taxonomy, expected) in [
            ("数量指标", Taxonomy::Y2015, Some(Class::Quantity)),
            (" 社会 效益 ", Taxonomy::Y2021, Some(Class::SocialBenefit)),
            ("成本指标", Taxonomy::Y2015, Some(Class::OutputCost)),
            ("成本指标", Taxonomy::Y2021, Some(Class::EconomicCost)),
            ("服务对象满意度", Taxonomy::Y2015, Some(Class::Satisfaction)),
            ("产出指标", Taxonomy::Y2015, None),
        ] {
            assert_eq!(Class::from_word(word, taxonomy), expected, "{word}");
        }
    }

    #[test]
    fn moving_lands_inside_the_taxonomy() {
        for from in [Taxonomy::Y2015, Taxonomy::Y2021] {
            for to in [Taxonomy::Y2015, Taxonomy::Y2021] {
                for class in from.classes() {
                    assert!(class.moved_to(to).is_in(to), "{class:?}");
                }
            }
        }
    }
}
