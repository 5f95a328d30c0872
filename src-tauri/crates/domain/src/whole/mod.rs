//! Monitoring of a unit as a whole (部门整体支出绩效监控) at half year: its projects' figures and its own.

mod assess;
mod cells;

pub use assess::{ProjectPart, assess_projects, assess_unit, average, unit_progress};
pub use cells::set_unit_monitoring_cell;

use crate::fund::FundSource;
use crate::monitoring::judge::accrual_of_value;
use crate::monitoring::{Accrual, Actual, MonitoredFund, MonitoredTotals, Month, Possibility};
use crate::period::FiscalYear;
use crate::project::named;
use crate::target::TargetState;
use crate::target_value::TargetValue;
use crate::typed::{Id, Typed};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

named! {
    /// The six sides from which a whole unit is looked at (中发〔2018〕34号).
    Dimension {
        /// 运行成本
        Cost = "cost" "运行成本",
        /// 管理效率
        Management = "management" "管理效率",
        /// 履职效能
        Duties = "duties" "履职效能",
        /// 社会效应
        Society = "society" "社会效应" | "社会效益",
        /// 可持续发展能力
        Sustainability = "sustainability" "可持续发展能力",
        /// 服务对象满意度
        Satisfaction = "satisfaction" "服务对象满意度" | "满意度",
    }
}

/// One of the year's main tasks (年度主要任务).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnitTask {
    /// Identity.
    pub id: Id,
    /// 任务名称
    pub name: String,
    /// 主要内容
    pub content: String,
    /// 完成情况
    pub done: String,
}

/// One indicator of the unit as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnitIndicator {
    /// Identity.
    pub id: Id,
    /// Which side it looks from.
    pub dimension: Dimension,
    /// 三级指标
    pub name: String,
    /// 指标值
    pub value: Typed<TargetValue>,
    /// 分值
    #[ts(as = "Typed<String>")]
    pub weight: Typed<Decimal>,
    /// 1—6月完成情况
    pub done: Typed<Actual>,
    /// 全年预计完成情况
    pub expected: Typed<Actual>,
    /// 偏差原因
    pub reason: String,
    /// 完成目标可能性
    pub possibility: Option<Possibility>,
    /// 改进措施
    pub measures: String,
}

impl UnitIndicator {
    /// A blank row.
    pub fn new(id: Id, dimension: Dimension, name: &str) -> Self {
        Self {
            id,
            dimension,
            name: name.to_owned(),
            value: Typed::blank(),
            weight: Typed::blank(),
            done: Typed::blank(),
            expected: Typed::blank(),
            reason: String::new(),
            possibility: None,
            measures: String::new(),
        }
    }

    /// How it accrues: satisfaction, shares and words hold at any time, the rest adds up over the year.
    pub fn accrual(&self) -> Accrual {
        match (self.dimension, &self.value.value) {
            (Dimension::Satisfaction, _) => Accrual::Level,
            (_, Some(goal)) => accrual_of_value(goal),
            _ => Accrual::Cumulative,
        }
    }
}

/// The half-year monitoring of a unit as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnitMonitoring {
    /// Identity.
    pub id: Id,
    /// 预算年度
    pub year: FiscalYear,
    /// Where it stands.
    pub state: TargetState,
    /// 年度总体目标
    pub goal: String,
    /// 基本支出 and other money of the unit outside its projects, by source.
    #[ts(type = "Partial<Record<FundSource, MonitoredFund>>")]
    pub funds: BTreeMap<FundSource, MonitoredFund>,
    /// 年度主要任务
    pub tasks: Vec<UnitTask>,
    /// Indicators.
    pub rows: Vec<UnitIndicator>,
    /// Remark.
    pub note: String,
}

impl UnitMonitoring {
    /// The month whose end it looks at: half a year.
    pub const MONTH: Month = Month::JUNE;
    /// The path of the document.
    pub const PATH: &'static str = "/unit_monitoring/H1";

    /// A blank document in drafting.
    pub fn new(id: Id, year: FiscalYear) -> Self {
        Self {
            id,
            year,
            state: TargetState::Drafted,
            goal: String::new(),
            funds: BTreeMap::new(),
            tasks: Vec::new(),
            rows: Vec::new(),
            note: String::new(),
        }
    }

    /// The sums of the unit's own money over all sources.
    pub fn totals(&self) -> MonitoredTotals {
        MonitoredTotals::of(self.funds.values())
    }

    /// May its contents still be edited?
    pub fn is_editable(&self) -> bool {
        matches!(self.state, TargetState::Drafted | TargetState::Returned)
    }
}
