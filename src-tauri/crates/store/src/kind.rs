//! The kinds of data that an operation can change.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One kind of data: what a screen asks after to know whether it must read again. One per table, or per table with its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DataKind {
    /// 单位
    Unit,
    /// 项目
    Project,
    /// 项目资金
    Fund,
    /// 绩效目标
    Target,
    /// 绩效指标
    Indicator,
    /// Fiscal years and their rule packs.
    Year,
    /// Declared persons.
    Person,
    /// Remembered import mappings.
    Mapping,
    /// Packages sealed or received.
    Package,
    /// Trusted signers.
    Pin,
    /// Own signing keys.
    Key,
    /// Settings.
    Setting,
    /// 意见
    Remark,
    /// 模板
    Template,
    /// 本单位指标
    OwnIndicator,
    /// Imported rule packs (规则包).
    RulePack,
    /// The unit's own deadlines (时限).
    Deadline,
    /// Imported holiday calendars (节假日安排).
    Holiday,
    /// 绩效运行监控, with its money and rows
    Monitoring,
    /// 支付台账, with its groups
    Ledger,
    /// 整改事项
    Rectification,
    /// 佐证材料
    Evidence,
    /// 部门整体监控, with its money, tasks and rows
    UnitMonitoring,
    /// 绩效自评, with its money, rows, report and rounds
    SelfAssessment,
}
