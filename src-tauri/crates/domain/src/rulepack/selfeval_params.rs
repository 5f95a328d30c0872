//! Parameters of the rules of self-assessment, its report, what follows from it and its publication.

use super::rules::params;
use crate::selfeval::{Section, Treatment};
use rust_decimal::Decimal;
use serde::Deserialize;

params! {
    /// Longest texts of a self-assessment, in characters.
    SelfLengths {
        /// 年度总体目标实际完成情况
        goal_done: usize,
        /// 偏差原因 of the money and of each indicator
        reason: usize,
        /// 评价结论
        conclusion: usize,
        /// 存在问题
        problems: usize,
        /// 改进措施
        measures: usize,
    }
    /// How much evidence (佐证材料) there may be.
    EvidenceLimits {
        /// MB of one file.
        file_mb: u64,
        /// MB of all files of a project in a package.
        project_mb: u64,
    }
    /// How the 自评表 is laid out; what stands nowhere is the ministry's table.
    SelfForm {
        /// 指标性质, 指标值 and 度量单位 in columns of their own
        split_value: bool,
        /// 自评等级 beside the total, 其他需要说明事项 above it
        grade_row: bool,
        /// 评价结论, 存在问题 and 改进措施 under the total
        text_blocks: bool,
        /// indicators under the numbered annual goals
        annual_goals: bool,
    }
    /// The chapters of the report.
    Outline {
        /// In their order.
        sections: Vec<Section>,
    }
    /// What a result leads to in next year's budget.
    Treatments {
        /// 优
        excellent: Treatment,
        /// 良
        good: Treatment,
        /// 中
        fair: Treatment,
        /// 差
        poor: Treatment,
        /// Percent; money carried over from the year before of which more than this (exclusive, 超过) is left at the
        /// year's end lies idle for long (长期沉淀) and is to be withdrawn.
        idle_over_percent: Decimal,
    }
}
