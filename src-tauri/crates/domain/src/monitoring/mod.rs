//! Monthly monitoring (绩效运行监控, 双监控): what was spent and what was achieved from January to a month's end.
//!
//! The documents and their types are here; [`read_actual`] reads a cell, [`assess`] does the sums, [`prefill`] begins a
//! month, [`suggest`] looks ahead to the year's end. What is odd about a document, [`crate::check`] says.

mod actual;
pub(crate) mod assess;
pub(crate) mod cells;
pub(crate) mod judge;
pub(crate) mod lamp;
mod month;
mod prefill;
mod suggest;

pub use actual::{Actual, ActualFault, read_actual};
pub use assess::{Assessment, Rate, RectifyReason, RowAssessment, accrual_of, assess, progress};
pub use cells::set_monitoring_cell;
pub use judge::usual_accrual;
pub(crate) use judge::{compares, is_reverse};
pub use month::Month;
pub use prefill::prefill;
pub use suggest::{suggest, suggest_money};

use crate::due::Lamp;
use crate::fund::FundSource;
use crate::money::Money;
use crate::period::FiscalYear;
use crate::project::named;
use crate::target::TargetState;
use crate::typed::{Id, Typed};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

named! {
    /// How an indicator's figures stand to the months.
    Accrual {
        /// 累计: adds up over the year, so that by a month so much of the target is due
        Cumulative = "cumulative" "累计",
        /// 时点: a level that holds at any time, such as a pass rate; compared with the target directly
        Level = "level" "时点",
    }
}

named! {
    /// 完成目标可能性, the tick columns of the form.
    Possibility {
        /// 确定能
        Certain = "certain" "确定能",
        /// 有可能
        Possible = "possible" "有可能",
        /// 完全不可能
        Impossible = "impossible" "完全不可能" | "不可能",
    }
}

named! {
    /// 偏差原因, the five columns of the form.
    Cause {
        /// 经费保障
        Funds = "funds" "经费保障",
        /// 制度保障
        System = "system" "制度保障",
        /// 人员保障
        Staff = "staff" "人员保障",
        /// 硬件条件保障
        Equipment = "equipment" "硬件条件保障",
        /// 其他
        Other = "other" "其他",
    }
}

named! {
    /// How far a goal in words, or one due by a day, is reached.
    Achievement {
        /// 达成
        Reached = "reached" "达成" | "已达成" | "达成年度指标" | "全部达成" | "完成" | "已完成" | "达标" | "已达标" | "达到" | "达到预期" | "达成预期" | "达到预期指标" | "达成预期指标" | "达成年度目标",
        /// 部分达成
        Partly = "partly" "部分达成" | "部分达成年度指标" | "部分达成年度指标并具有一定效果" | "部分完成" | "基本达成" | "部分达标" | "进行中" | "推进中" | "实施中",
        /// 未达成
        Missed = "missed" "未达成" | "没有达成" | "未达成年度指标" | "未达成年度指标且效果较差" | "未完成" | "没有完成" | "尚未完成" | "未达标" | "未达到" | "未开始" | "尚未开始" | "未开展",
    }
}

/// The money of one source in a monitoring form; a blank cell is not zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MonitoredFund {
    /// 年初预算数
    pub initial: Typed<Money>,
    /// 调整后预算数; blank means that it was not adjusted.
    pub adjusted: Typed<Money>,
    /// 1—X月执行数, cumulative
    pub executed: Typed<Money>,
    /// 全年预计执行数
    pub expected: Typed<Money>,
}

impl MonitoredFund {
    /// What execution is measured against: the adjusted budget, else the initial one.
    pub fn budget(&self) -> Option<Money> {
        self.adjusted.value.or(self.initial.value)
    }

    /// Its cells with their keys in paths and their names, in the order of the form.
    pub fn cells(&self) -> [(&'static str, &'static str, &Typed<Money>); 4] {
        [
            ("initial", "年初预算数", &self.initial),
            ("adjusted", "调整后预算数", &self.adjusted),
            ("executed", "执行数", &self.executed),
            ("expected", "全年预计执行数", &self.expected),
        ]
    }

    /// Nothing was entered.
    pub fn is_blank(&self) -> bool {
        self.cells().into_iter().all(|(.., cell)| cell.is_blank())
    }
}

/// One indicator's row in a monitoring form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MonitoredIndicator {
    /// The indicator of the target.
    pub indicator: Id,
    /// 1—X月执行情况
    pub done: Typed<Actual>,
    /// 全年预计完成情况
    pub expected: Typed<Actual>,
    /// 偏差原因 by kind; kinds without a text are left out.
    #[ts(type = "Partial<Record<Cause, string>>")]
    pub causes: BTreeMap<Cause, String>,
    /// 原因说明
    pub reason: String,
    /// 完成目标可能性
    pub possibility: Option<Possibility>,
    /// 备注: why it cannot be reached, and the measures
    pub measures: String,
    /// 累计 or 时点 as the user set it; `None` is the usual for the indicator.
    pub accrual: Option<Accrual>,
    /// Copied from an earlier month and not confirmed since.
    pub untouched: bool,
}

impl MonitoredIndicator {
    /// A blank row.
    pub fn new(indicator: Id) -> Self {
        Self {
            indicator,
            done: Typed::blank(),
            expected: Typed::blank(),
            causes: BTreeMap::new(),
            reason: String::new(),
            possibility: None,
            measures: String::new(),
            accrual: None,
            untouched: false,
        }
    }

    /// Is there any word on why it deviates?
    pub fn is_explained(&self) -> bool {
        !self.reason.trim().is_empty() || self.causes.values().any(|text| !text.trim().is_empty())
    }
}

/// The monitoring of one project for the months up to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Monitoring {
    /// Identity.
    pub id: Id,
    /// The project.
    pub project_id: Id,
    /// The version of its target that is monitored.
    pub target_id: Id,
    /// 预算年度
    pub year: FiscalYear,
    /// The last month that it covers.
    pub month: Month,
    /// The rule pack it is judged by.
    pub pack: String,
    /// Where it stands.
    pub state: TargetState,
    /// The round of review, from 1.
    pub round: u32,
    /// Money by source; a source that is absent is blank.
    #[ts(type = "Partial<Record<FundSource, MonitoredFund>>")]
    pub funds: BTreeMap<FundSource, MonitoredFund>,
    /// The money was copied from an earlier month and not confirmed since.
    pub funds_untouched: bool,
    /// Rows by indicator, in the order of the form.
    pub rows: Vec<MonitoredIndicator>,
    /// 监控审核得分 that the finance side gave, in points of 100.
    #[ts(as = "Typed<String>")]
    pub review_score: Typed<Decimal>,
    /// 财政评价反馈日
    #[ts(type = "string | null")]
    pub feedback_on: Option<NaiveDate>,
    /// Remark.
    pub note: String,
}

/// The sums over all sources; `None` where no source has an amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MonitoredTotals {
    /// 年初预算数
    pub initial: Option<Money>,
    /// 调整后预算数: where any source was adjusted, with the initial budget of those that were not.
    pub adjusted: Option<Money>,
    /// 执行数
    pub executed: Option<Money>,
    /// 全年预计执行数
    pub expected: Option<Money>,
}

impl MonitoredTotals {
    /// The sums over the sources of a form.
    pub fn of<'a>(funds: impl IntoIterator<Item = &'a MonitoredFund>) -> Self {
        let mut totals = Self::default();
        let mut budget = None;
        let mut adjusted = false;
        for fund in funds {
            add(&mut totals.initial, fund.initial.value);
            add(&mut budget, fund.budget());
            adjusted |= fund.adjusted.value.is_some();
            add(&mut totals.executed, fund.executed.value);
            add(&mut totals.expected, fund.expected.value);
        }
        totals.adjusted = budget.filter(|_| adjusted);
        totals
    }

    /// What execution is measured against: the adjusted budget, else the initial one.
    pub fn budget(&self) -> Option<Money> {
        self.adjusted.or(self.initial)
    }
}

/// Adds an amount that may be missing to a sum that may have none yet.
fn add(sum: &mut Option<Money>, amount: Option<Money>) {
    if let Some(amount) = amount {
        *sum = Some(sum.unwrap_or_default() + amount);
    }
}

impl Monitoring {
    /// A blank document in drafting.
    pub fn new(id: Id, project_id: Id, target_id: Id, year: FiscalYear, month: Month, pack: &str) -> Self {
        Self {
            id,
            project_id,
            target_id,
            year,
            month,
            pack: pack.to_owned(),
            state: TargetState::Drafted,
            round: 1,
            funds: BTreeMap::new(),
            funds_untouched: false,
            rows: Vec::new(),
            review_score: Typed::blank(),
            feedback_on: None,
            note: String::new(),
        }
    }

    /// The sums over all sources.
    pub fn totals(&self) -> MonitoredTotals {
        MonitoredTotals::of(self.funds.values())
    }

    /// The budget that execution is measured against: the adjusted one, else the initial one.
    pub fn denominator(&self) -> Option<Money> {
        self.totals().budget()
    }

    /// The row of an indicator.
    pub fn row(&self, indicator: &Id) -> Option<&MonitoredIndicator> {
        self.rows.iter().find(|row| row.indicator == *indicator)
    }

    /// The row of an indicator, put at the end where there was none.
    pub fn row_mut(&mut self, indicator: &Id) -> &mut MonitoredIndicator {
        let at = self.rows.iter().position(|row| row.indicator == *indicator).unwrap_or(self.rows.len());
        if at == self.rows.len() {
            self.rows.push(MonitoredIndicator::new(indicator.clone()));
        }
        &mut self.rows[at]
    }

    /// May its contents still be edited?
    pub fn is_editable(&self) -> bool {
        matches!(self.state, TargetState::Drafted | TargetState::Returned)
    }

    /// The path of the document: `/projects/{id}/monitoring/M07`.
    pub fn path(&self) -> String {
        format!("/projects/{}/monitoring/{}", self.project_id, self.month.key())
    }
}

/// What the month board keeps of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// The project's lamp.
    pub lamp: Option<Lamp>,
    /// The lamp of the money.
    pub money_lamp: Option<Lamp>,
    /// How much is filled in: indicators with a reading, and the money.
    pub filled: u32,
    /// Of how much: the indicators of the year, and the money.
    pub total: u32,
    /// Rows copied from an earlier month and not confirmed since, the money counting as one.
    pub untouched: u32,
    /// 预算执行率 in percent, 2 decimals.
    #[ts(type = "string | null")]
    pub rate: Option<Decimal>,
}

impl Progress {
    /// Everything is filled in and nothing stands as copied.
    pub fn is_complete(&self) -> bool {
        self.filled == self.total && self.untouched == 0
    }
}
