//! Performance targets (绩效目标): goals and indicators of one project, in versions.

use crate::fund::Horizon;
use crate::indicator::{Indicator, Level1, Taxonomy};
use crate::project::named;
use crate::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

named! {
    /// Where a target stands: drafted → reviewed → released → sealed → (returned → drafted).
    TargetState {
        /// 编制中
        Drafted = "drafted" "编制中",
        /// 已复核
        Reviewed = "reviewed" "已复核",
        /// 已审定 by the head of the unit
        Released = "released" "已审定",
        /// 已上报 in a signed package
        Sealed = "sealed" "已上报",
        /// 已退回 by the finance bureau
        Returned = "returned" "已退回",
        /// 已批复: immutable from here on; a change is a new version
        Approved = "approved" "已批复",
    }
}

impl TargetState {
    /// The states that lie between this one and 已上报, that one included; none for a target that is sealed or approved.
    pub fn steps_to_sealed(self) -> &'static [Self] {
        match self {
            Self::Drafted | Self::Returned => &[Self::Reviewed, Self::Released, Self::Sealed],
            Self::Reviewed => &[Self::Released, Self::Sealed],
            Self::Released => &[Self::Sealed],
            Self::Sealed | Self::Approved => &[],
        }
    }

    /// The states that may follow.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Drafted | Self::Returned => &[Self::Reviewed],
            Self::Reviewed => &[Self::Released, Self::Drafted],
            Self::Released => &[Self::Sealed, Self::Drafted],
            Self::Sealed => &[Self::Returned, Self::Approved, Self::Drafted],
            Self::Approved => &[],
        }
    }
}

/// The word for a target that was handed on to its reviewer.
pub const AWAITING_REVIEW: &str = "待复核";

/// Why and from what an approved target was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Adjustment {
    /// The version that was approved before.
    pub of_version: u32,
    /// 调整原因
    pub reason: String,
}

/// One version of a project's target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Target {
    /// Identity of this version.
    pub id: Id,
    /// The project it belongs to.
    pub project_id: Id,
    /// 1 for the first, one more for each adjustment.
    pub version: u32,
    /// Where it stands.
    pub state: TargetState,
    /// 送复核 is done and the review awaited: nobody edits it meanwhile. Only a target in drafting can be handed on.
    #[serde(default)]
    pub handed_on: bool,
    /// The round of review it is in, from 1: each return starts the next.
    #[serde(default = "first")]
    pub round: u32,
    /// The rule pack it began with and keeps until the user moves it.
    pub pack: String,
    /// Which tree of classes it uses.
    pub taxonomy: Taxonomy,
    /// 中期目标, may be empty.
    pub medium_goal: String,
    /// 年度目标
    pub annual_goal: String,
    /// Indicators in the order of the form.
    pub indicators: Vec<Indicator>,
    /// Set from the second version on.
    pub adjustment: Option<Adjustment>,
}

fn first() -> u32 {
    1
}

impl Target {
    /// A blank first version.
    pub fn new(id: Id, project_id: Id, pack: &str, taxonomy: Taxonomy) -> Self {
        Self {
            id,
            project_id,
            version: 1,
            state: TargetState::Drafted,
            handed_on: false,
            round: first(),
            pack: pack.to_owned(),
            taxonomy,
            medium_goal: String::new(),
            annual_goal: String::new(),
            indicators: Vec::new(),
            adjustment: None,
        }
    }

    /// May its contents still be edited?
    pub fn is_editable(&self) -> bool {
        matches!(self.state, TargetState::Drafted | TargetState::Returned) && !self.handed_on
    }

    /// Indicators of one side of the form, in their order.
    pub fn side(&self, horizon: Horizon) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(move |indicator| indicator.horizon == horizon)
    }

    /// Indicators in the order in which sheet and forms show them: the year first, classes in the order of the
    /// taxonomy, within a class as they were entered.
    pub fn in_form_order(&self) -> Vec<&Indicator> {
        let place = |class| self.taxonomy.classes().iter().position(|known| *known == class);
        let mut rows: Vec<&Indicator> = self.indicators.iter().collect();
        rows.sort_by_key(|row| (row.horizon == Horizon::Medium, place(row.class).unwrap_or(usize::MAX)));
        rows
    }

    /// Sum of the annual weights, of one level-1 class or of all.
    pub fn weight_total(&self, class: Option<Level1>) -> Decimal {
        self.side(Horizon::Annual)
            .filter(|indicator| class.is_none_or(|class| indicator.class.level1() == class))
            .filter_map(|indicator| indicator.weight.value)
            .sum()
    }

    /// Does any annual indicator carry a weight?
    pub fn has_weights(&self) -> bool {
        self.side(Horizon::Annual).any(|indicator| !indicator.weight.is_blank())
    }
}
