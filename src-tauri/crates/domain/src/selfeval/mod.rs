//! Self-assessment (绩效自评) of a project after year end: what was spent and achieved, scored, explained, reported.
//!
//! The document and its parts are here. [`prefill_selfeval`] begins one, [`set_selfeval_cell`] takes what a person types,
//! [`assess_selfeval`] scores it, [`check_selfeval`] lists what is odd, the report's sentences come from [`sentences`].

mod assess;
mod cells;
mod check;
mod disclosure;
mod prefill;
mod report;
mod results;
mod standing;
mod timeline;

pub use assess::{assess_selfeval, assessed};
pub use cells::set_selfeval_cell;
pub use check::{check_selfeval, missing_evidence};
pub use disclosure::{
    LeftOut, PublicShare, Publication, must_publish, public_share, publication, publish_by,
};
pub use prefill::prefill_selfeval;
pub use report::{
    Sentence, add_paragraph, begin_report, is_stale, outline, print_actual, refresh, sentences,
};
pub use results::{left_over, proposal};
pub use standing::{Standing, standing};
pub use timeline::{Station, Timeline, timelines};

use crate::check::Stage;
use crate::fund::FundSource;
use crate::money::Money;
use crate::monitoring::{Actual, Monitoring};
use crate::period::FiscalYear;
use crate::project::{Project, named};
use crate::rulepack::Pack;
use crate::scoring::{Method, Scored};
use crate::target::{Target, TargetState};
use crate::typed::{Id, Typed};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

named! {
    /// What a self-assessment looks at (自评范围).
    Scope {
        /// 年度: the fiscal year
        Year = "year" "年度",
        /// 整个实施期: a finished project of several years, whole (seed 001); medium-term goals and indicators
        Whole = "whole" "整个实施期",
    }
}

named! {
    /// 结果应用: what a result leads to in next year's budget (seeds 000, 002).
    Treatment {
        /// 优先保障
        Priority = "priority" "优先保障",
        /// 督促改进
        Improve = "improve" "督促改进",
        /// 调整
        Adjust = "adjust" "调整",
        /// 削减或取消
        Cut = "cut" "削减或取消" | "削减取消" | "削减" | "取消",
        /// 收回统筹
        Withdraw = "withdraw" "收回统筹" | "收回",
    }
}

named! {
    /// The chapters that a report (自评报告) can have; the pack says which and in what order.
    Section {
        /// 项目基本情况
        Basics = "basics" "项目基本情况" | "基本情况",
        /// 绩效目标
        Goals = "goals" "绩效目标",
        /// 自评工作开展情况
        Work = "work" "自评工作开展情况" | "自评工作",
        /// 综合评价结论
        Conclusion = "conclusion" "综合评价结论" | "综合结论",
        /// 各项绩效指标完成情况分析
        Indicators = "indicators" "绩效指标完成情况分析" | "各指标分析",
        /// 存在问题及原因
        Problems = "problems" "存在问题及原因" | "存在的问题及原因",
        /// 改进措施
        Measures = "measures" "改进措施",
        /// 结果应用建议
        Use = "use" "结果应用建议",
    }
}

/// The money of one source over the year; a blank cell is not zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssessedFund {
    /// 年初预算数
    pub initial: Typed<Money>,
    /// 全年预算数 (as adjusted); blank means that it was not adjusted.
    pub budget: Typed<Money>,
    /// 全年执行数
    pub executed: Typed<Money>,
}

impl AssessedFund {
    /// Its cells with their keys in paths and their names, in the order of the form.
    pub fn cells(&self) -> [(&'static str, &'static str, &Typed<Money>); 3] {
        [
            ("initial", "年初预算数", &self.initial),
            ("budget", "全年预算数", &self.budget),
            ("executed", "全年执行数", &self.executed),
        ]
    }

    /// Nothing was entered.
    pub fn is_blank(&self) -> bool {
        self.cells().into_iter().all(|(.., cell)| cell.is_blank())
    }
}

/// The sums over all sources; `None` where no source has an amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssessedTotals {
    /// 年初预算数
    pub initial: Option<Money>,
    /// 全年预算数: where any source was adjusted, with the initial budget of those that were not; else `None`.
    pub budget: Option<Money>,
    /// 全年执行数
    pub executed: Option<Money>,
}

/// One indicator's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssessedIndicator {
    /// The indicator of the target.
    pub indicator: Id,
    /// 实际完成值
    pub actual: Typed<Actual>,
    /// 手工得分; blank takes the formula's.
    #[ts(as = "Typed<String>")]
    pub score: Typed<Decimal>,
    /// 赋分方式 as the user set it; `None` is the usual one.
    pub method: Option<Method>,
    /// 目标偏低: the target was set too low, so over-achievement is deducted.
    pub too_low: bool,
    /// 偏差原因分析
    pub reason: String,
    /// 改进措施
    pub measures: String,
    /// Taken from the year's monitoring and not confirmed since.
    pub untouched: bool,
}

impl AssessedIndicator {
    /// A blank row.
    pub fn new(indicator: Id) -> Self {
        Self {
            indicator,
            actual: Typed::blank(),
            score: Typed::blank(),
            method: None,
            too_low: false,
            reason: String::new(),
            measures: String::new(),
            untouched: false,
        }
    }
}

/// One paragraph of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Paragraph {
    /// Identity.
    pub id: Id,
    /// Its chapter.
    pub section: Section,
    /// The text as it stands.
    pub text: String,
    /// Key of the sentence that it was built from; `None` is free text.
    pub fact: Option<String>,
    /// The built sentence as it was when the user last took it; the data have moved on when today's differs (stale).
    pub built: String,
}

/// The self-assessment of one project for one fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SelfAssessment {
    /// Identity.
    pub id: Id,
    /// The project.
    pub project_id: Id,
    /// The version of its target that is assessed.
    pub target_id: Id,
    /// 预算年度
    pub year: FiscalYear,
    /// 年度 or 整个实施期.
    pub scope: Scope,
    /// The rule pack it is judged by.
    pub pack: String,
    /// Where it stands.
    pub state: TargetState,
    /// 送复核 is done and the review awaited.
    pub handed_on: bool,
    /// The round of review, from 1.
    pub round: u32,
    /// Money by source; a source that is absent is blank.
    #[ts(type = "Partial<Record<FundSource, AssessedFund>>")]
    pub funds: BTreeMap<FundSource, AssessedFund>,
    /// The money was taken from December's monitoring and not confirmed since.
    pub funds_untouched: bool,
    /// 预算执行偏差原因
    pub funds_reason: String,
    /// 年度总体目标实际完成情况
    pub goal_done: String,
    /// Rows by indicator, in the order of the form.
    pub rows: Vec<AssessedIndicator>,
    /// 评价结论
    pub conclusion: String,
    /// 存在问题
    pub problems: String,
    /// 改进措施
    pub measures: String,
    /// 其他需要说明事项
    pub note: String,
    /// 结果应用 proposed for next year's budget.
    pub treatment: Option<Treatment>,
    /// Why.
    pub treatment_reason: String,
    /// 报告形成日期; the days for publication count from it.
    #[ts(type = "string | null")]
    pub formed_on: Option<NaiveDate>,
    /// 公开日期
    #[ts(type = "string | null")]
    pub published_on: Option<NaiveDate>,
    /// 公开网址或方式
    pub published_at: String,
    /// 自评报告, empty until it was begun.
    pub report: Vec<Paragraph>,
}

/// One round of handing on (三上三下): what the document said when it left the drafter's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssessmentRound {
    /// The self-assessment.
    pub assessment: Id,
    /// From 1.
    pub round: u32,
    /// When: local time as stamps have it.
    pub at: String,
    /// Declared name.
    pub person: String,
    /// Declared role.
    pub role: String,
    /// 总分 at that time, points.
    #[ts(type = "string | null")]
    pub total: Option<Decimal>,
    /// The document.
    pub content: SelfAssessment,
}

impl SelfAssessment {
    /// A blank document in drafting.
    pub fn new(id: Id, project_id: Id, target_id: Id, year: FiscalYear, pack: &str) -> Self {
        Self {
            id,
            project_id,
            target_id,
            year,
            scope: Scope::Year,
            pack: pack.to_owned(),
            state: TargetState::Drafted,
            handed_on: false,
            round: 1,
            funds: BTreeMap::new(),
            funds_untouched: false,
            funds_reason: String::new(),
            goal_done: String::new(),
            rows: Vec::new(),
            conclusion: String::new(),
            problems: String::new(),
            measures: String::new(),
            note: String::new(),
            treatment: None,
            treatment_reason: String::new(),
            formed_on: None,
            published_on: None,
            published_at: String::new(),
            report: Vec::new(),
        }
    }

    /// The sums over all sources.
    pub fn totals(&self) -> AssessedTotals {
        let add = |sum: &mut Option<Money>, amount: Option<Money>| {
            if let Some(amount) = amount {
                *sum = Some(sum.unwrap_or_default() + amount);
            }
        };
        let mut totals = AssessedTotals::default();
        let (mut budget, mut adjusted) = (None, false);
        for fund in self.funds.values() {
            add(&mut totals.initial, fund.initial.value);
            add(&mut budget, fund.budget.value.or(fund.initial.value));
            adjusted |= fund.budget.value.is_some();
            add(&mut totals.executed, fund.executed.value);
        }
        totals.budget = budget.filter(|_| adjusted);
        totals
    }

    /// The row of an indicator.
    pub fn row(&self, indicator: &Id) -> Option<&AssessedIndicator> {
        self.rows.iter().find(|row| row.indicator == *indicator)
    }

    /// The row of an indicator, put at the end where there was none.
    pub fn row_mut(&mut self, indicator: &Id) -> &mut AssessedIndicator {
        let at = self.rows.iter().position(|row| row.indicator == *indicator).unwrap_or(self.rows.len());
        if at == self.rows.len() {
            self.rows.push(AssessedIndicator::new(indicator.clone()));
        }
        &mut self.rows[at]
    }

    /// May its contents still be edited?
    pub fn is_editable(&self) -> bool {
        matches!(self.state, TargetState::Drafted | TargetState::Returned) && !self.handed_on
    }

    /// How it is checked while it is worked on: what has left the drafter's hands counts as finished.
    pub fn stage(&self) -> Stage {
        let in_review = self.handed_on || matches!(self.state, TargetState::Reviewed | TargetState::Released);
        if in_review { Stage::Seal } else { Stage::Draft }
    }

    /// The path of the document: `/projects/{id}/selfeval`.
    pub fn path(&self) -> String {
        format!("/projects/{}/selfeval", self.project_id)
    }
}

/// What a check of a self-assessment looks at.
#[derive(Debug, Clone, Copy)]
pub struct SelfEvalSubject<'a> {
    /// The pack that it is judged by.
    pub pack: &'a Pack,
    /// Name of the unit, as the report says it.
    pub unit_name: &'a str,
    /// The project.
    pub project: &'a Project,
    /// The version of its target that is assessed.
    pub target: &'a Target,
    /// The newest version of its target, which may be the same.
    pub newest: &'a Target,
    /// The document.
    pub doc: &'a SelfAssessment,
    /// Its score.
    pub scored: &'a Scored,
    /// The year's monitoring, in the order of months.
    pub monitorings: &'a [Monitoring],
    /// What the ledgers say was paid in the year.
    pub paid: Option<Money>,
    /// Indicators with evidence attached.
    pub evidence: &'a [Id],
    /// The last day for its publication ([`publish_by`]); `None` where there is none or the calendar does not reach it.
    pub publish_by: Option<NaiveDate>,
    /// Today.
    pub today: NaiveDate,
    /// While drafting, or before sealing.
    pub stage: Stage,
}
