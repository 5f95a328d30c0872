//! Scoring (自评得分): how every point of a self-assessment comes about.
//!
//! A score is a value with its working: steps in words and numbers, each with the rule and the document behind it. The
//! same object feeds screen, printed notes, packages and the command line. Points are of 100, rates percent, both with
//! 2 decimals, 四舍五入 per row; the sum comes after the rounding, the cap after the sum (own steps of the working).

mod bands;
mod consistency;
mod execution;
mod grade;
mod intervals;
mod over;
mod ratio;
mod row;
mod steps;
mod total;

pub(crate) use execution::low;
pub use grade::grade;
pub use row::usual_method;
pub use total::score;

use crate::due::Lamp;
use crate::finding::{Finding, Source};
use crate::indicator::Class;
use crate::money::Money;
use crate::monitoring::Actual;
use crate::project::named;
use crate::target_value::TargetValue;
use crate::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

named! {
    /// How the score of an indicator follows from what was achieved (赋分方式).
    Method {
        /// 按完成比例: by sign, the pack's reverse formula and its pass threshold
        Ratio = "ratio" "按完成比例",
        /// 按评判等级: the three bands; the user types the score
        Bands = "bands" "按评判等级",
        /// 直接赋分: reached is full, else nothing
        Direct = "direct" "直接赋分",
        /// 满意度赋分: by the pack's intervals
        Satisfaction = "satisfaction" "满意度赋分",
        /// 成本控制率分档: by the pack's steps of deviation, both ways
        CostControl = "cost_control" "成本控制率分档",
    }
}

named! {
    /// 自评等级
    Grade {
        /// 优
        Excellent = "excellent" "优",
        /// 良
        Good = "good" "良",
        /// 中
        Fair = "fair" "中",
        /// 差
        Poor = "poor" "差",
    }
}

/// One step of a working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    /// One sentence with its numbers: `得分 = 98 ÷ 100 × 10 = 9.80`.
    pub text: String,
    /// Id of the rule; empty where no rule is at work.
    pub rule: String,
    /// Who says so.
    pub source: Option<Source>,
    /// The points that the step arrives at.
    #[ts(type = "string | null")]
    pub points: Option<Decimal>,
}

/// Where a typed score may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Band {
    /// Points, inclusive.
    #[ts(type = "string")]
    pub low: Decimal,
    /// Points.
    #[ts(type = "string")]
    pub high: Decimal,
    /// Does `high` belong to it?
    pub high_included: bool,
}

/// What one row is scored by.
#[derive(Debug, Clone)]
pub struct ScoreRow<'a> {
    /// The indicator.
    pub indicator: &'a Id,
    /// 三级指标
    pub name: &'a str,
    /// 二级指标
    pub class: Class,
    /// 年度指标值; `None` while it is missing or unreadable.
    pub goal: Option<&'a TargetValue>,
    /// 实际完成值; `None` while it is missing.
    pub actual: Option<&'a Actual>,
    /// 分值; a missing one counts as 0.
    pub weight: Option<Decimal>,
    /// 赋分方式 as the user set it; `None` is the usual one.
    pub method: Option<Method>,
    /// 手工得分
    pub typed: Option<Decimal>,
    /// The user says that the target was set too low: over-achievement is deducted by the pack's rule.
    pub too_low: bool,
    /// A reason was given (偏差原因).
    pub explained: bool,
    /// Path of the row; findings point to `{path}/score` and `{path}/actual`, `{path}/reason`.
    pub path: String,
}

/// What a self-assessment is scored by. A row never fails: odd weights and single rows are scored too.
#[derive(Debug, Clone)]
pub struct ScoreInput<'a> {
    /// How much is still to be filled in: until nothing is, there is a total so far and no grade.
    pub open: usize,
    /// 年初预算数
    pub initial: Option<Money>,
    /// 全年预算数 (as adjusted); `None` is the initial one.
    pub budget: Option<Money>,
    /// 全年执行数
    pub executed: Option<Money>,
    /// A reason for the execution rate was given.
    pub explained: bool,
    /// Path of the money; findings point to `{path}/fiscal/executed` and the like.
    pub funds_path: String,
    /// Cell that holds the reason of the execution rate.
    pub reason_path: String,
    /// The rows, in the order of the form.
    pub rows: Vec<ScoreRow<'a>>,
}

/// The score of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowScore {
    /// The indicator.
    pub indicator: Id,
    /// The method that was used.
    pub method: Method,
    /// 分值
    #[ts(type = "string")]
    pub weight: Decimal,
    /// 完成率 in percent, where there is one.
    #[ts(type = "string | null")]
    pub rate: Option<Decimal>,
    /// 公式得分; `None` where nothing is recorded yet or only a person can tell (部分达成, 未达成).
    #[ts(type = "string | null")]
    pub formula: Option<Decimal>,
    /// Where a typed score may lie; `None` is anywhere from 0 to the weight.
    pub band: Option<Band>,
    /// 手工得分 as typed, even out of its band.
    #[ts(type = "string | null")]
    pub typed: Option<Decimal>,
    /// 得分 that counts: the typed one, else the formula's; 0 when typed out of its band; `None` while there is none.
    #[ts(type = "string | null")]
    pub score: Option<Decimal>,
    /// The typed score differs from the formula's.
    pub differs: bool,
    /// How it comes about.
    pub working: Vec<Step>,
}

/// The score of budget execution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExecutionScore {
    /// Points that it is worth.
    #[ts(type = "string")]
    pub weight: Decimal,
    /// 执行率 in percent; 0 without a budget, `None` while nothing is entered as executed.
    #[ts(type = "string | null")]
    pub rate: Option<Decimal>,
    /// 得分; `None` while nothing is entered as executed.
    #[ts(type = "string | null")]
    pub score: Option<Decimal>,
    /// How it comes about.
    pub working: Vec<Step>,
}

/// A whole score with its working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Scored {
    /// 预算执行率
    pub execution: ExecutionScore,
    /// The rows, as they were given.
    pub rows: Vec<RowScore>,
    /// Sum of the rows and execution before the cap.
    #[ts(type = "string | null")]
    pub sum: Option<Decimal>,
    /// The cap by execution rate, where one holds.
    #[ts(type = "string | null")]
    pub cap: Option<Decimal>,
    /// 总分 = min(sum, cap); `None` while nothing is scored at all.
    #[ts(type = "string | null")]
    pub total: Option<Decimal>,
    /// 自评等级; `None` without a total.
    pub grade: Option<Grade>,
    /// 一致性: points rate against money rate, red or yellow; `None` when there is nothing to say.
    pub consistency: Option<Lamp>,
    /// How the total comes about.
    pub working: Vec<Step>,
    /// What is odd, by the pack's rules `scoring.*`.
    pub findings: Vec<Finding>,
}
