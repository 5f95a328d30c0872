//! Parameters of the rules of scoring (自评得分). Percentages are percent.

use super::rules::params;
use crate::project::named;
use rust_decimal::Decimal;
use serde::Deserialize;

params! {
    /// The score of budget execution.
    Execution {
        /// Points.
        weight: Decimal,
        /// Which budget is the denominator.
        denominator: Denominator,
        /// Percent; below it (exclusive) a reason is demanded.
        reason_below_percent: Decimal,
        /// Caps of the total by execution rate; empty means none.
        #[serde(default)]
        caps: Vec<Cap>,
    }
    /// A cap of the total score for execution rates from `from_percent` (inclusive) to `below_percent`.
    Cap {
        /// Percent, inclusive.
        from_percent: Decimal,
        /// Percent, exclusive.
        below_percent: Decimal,
        /// Points.
        cap: Decimal,
    }
    /// How a missed ≤ target is scored.
    Reverse {
        /// The formula.
        formula: ReverseFormula,
    }
    /// Bands of a qualitative score, percent of the weight.
    Bands {
        /// 达成: from here.
        full_from_percent: Decimal,
        /// 部分达成: from here.
        partial_from_percent: Decimal,
    }
    /// Grades by total score, each inclusive.
    Grades {
        /// 优 from.
        excellent: Decimal,
        /// 良 from.
        good: Decimal,
        /// 中 from.
        fair: Decimal,
    }
    /// Over-achievement of a target, percent of the target.
    Over {
        /// From here (inclusive) a self-assessment demands a reason.
        explain_from_percent: Decimal,
        /// From this number on (inclusive) where the target is 0; without it nobody asks.
        #[serde(default)]
        explain_from_when_zero: Option<Decimal>,
        /// From here (inclusive) monitoring shows blue.
        blue_from_percent: Decimal,
    }
    /// Completion below which a target by ratio scores nothing (及格门槛).
    PassThreshold {
        /// Percent of the target, exclusive.
        below_percent: Decimal,
    }
    /// Points for satisfaction by what was measured, whatever the target.
    Satisfaction {
        /// By intervals; the best that is reached counts.
        #[serde(default)]
        intervals: Vec<Interval>,
        /// By equal steps down from full points; used where there are no intervals.
        #[serde(default)]
        steps: Option<Steps>,
    }
    /// From here on (inclusive) so much of the weight.
    Interval {
        /// Measured satisfaction in percent, inclusive.
        from_percent: Decimal,
        /// Percent of the weight.
        score_percent: Decimal,
    }
    /// Full points from here; less for every whole step below.
    Steps {
        /// Measured satisfaction in percent, inclusive.
        full_from_percent: Decimal,
        /// One step in percentage points.
        every_points: Decimal,
        /// Percent of the weight that a whole step costs.
        less_percent: Decimal,
    }
    /// Points for cost by how far it is off its target, above or below.
    CostControl {
        /// The steps; the best that holds counts, beyond all of them there is nothing.
        within: Vec<Within>,
    }
    /// Off by no more than this: so much of the weight.
    Within {
        /// Percent of the target either way, inclusive.
        off_percent: Decimal,
        /// Percent of the weight.
        score_percent: Decimal,
    }
    /// When points and money do not fit each other.
    Consistency {
        /// Percent of the points rate by which it exceeds the money rate; over it (exclusive) red.
        gap_percent: Decimal,
        /// Percent of the budget that is not spent; over it (exclusive) yellow.
        unspent_percent: Decimal,
    }
}

named! {
    /// Which budget execution is measured against.
    Denominator {
        /// 全年（调整后）预算数
        Adjusted = "adjusted" "全年预算数",
        /// 年初预算数
        Initial = "initial" "年初预算数",
    }
}

named! {
    /// How a missed ≤ target is scored.
    ReverseFormula {
        /// (1 − (B−A)/A) × w, nothing from 2A
        Linear = "linear" "线性",
        /// A/B × w
        Ratio = "ratio" "比值",
    }
}
