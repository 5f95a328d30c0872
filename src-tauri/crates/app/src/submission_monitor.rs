//! The monitoring part of `submission.json`: what a month of a project and the whole unit's half year say.

use domain::fund::FundSource;
use domain::money::Money;
use domain::monitoring::{Actual, Assessment, Cause, MonitoredFund, Monitoring, Possibility};
use domain::number::{plain, round2};
use domain::target::Target;
use domain::whole::UnitMonitoring;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One month of a project. Rates are percent with two decimals, as strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MonitoringPart {
    /// Id of the document; remarks point to it by its month.
    pub id: String,
    /// Last month of the period, from 1.
    pub month: u8,
    /// The rule pack it is judged by.
    pub rule_pack: String,
    /// Version of the target that was watched.
    pub target_version: u32,
    /// Money by source, amounts in 分.
    #[ts(as = "std::collections::HashMap<String, MonitoredFundPart>")]
    pub funds: BTreeMap<String, MonitoredFundPart>,
    /// 项目预算执行情况: the sum, in 分.
    pub pro_bgt_comp: Option<Money>,
    /// 项目预算全年预计执行情况: the sum, in 分.
    pub est_pro_bgt_annual: Option<Money>,
    /// 执行率
    pub execution_rate: Option<String>,
    /// 目标完成率
    pub completion_rate: Option<String>,
    /// 偏差 in percentage points.
    pub deviation: Option<String>,
    /// `green`, `yellow`, `red`, `blue` or null.
    pub lamp: Option<String>,
    /// 监控审核得分
    pub review_score: Option<String>,
    /// Indicators in the order of the form.
    pub indicators: Vec<MonitoredPart>,
    /// 说明
    pub note: String,
}

/// The money of one source, in 分; null is not filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MonitoredFundPart {
    /// 年初预算数
    pub initial: Option<Money>,
    /// 调整后预算数
    pub adjusted: Option<Money>,
    /// 执行数
    pub executed: Option<Money>,
    /// 全年预计执行数
    pub expected: Option<Money>,
}

/// One indicator of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MonitoredPart {
    /// Id of the indicator of the target.
    pub indicator: String,
    /// 绩效指标完成情况, as printed.
    pub perf_comp: String,
    /// 绩效指标全年预计完成情况, as printed.
    pub est_perf_annual: String,
    /// 偏差原因 by cause.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub causes: BTreeMap<String, String>,
    /// 偏差原因分析
    pub ana_dev_reasons: String,
    /// 完成目标可能性: 1 确定能, 2 有可能, 3 完全不可能; null when it was not said.
    pub complete_rate: Option<u8>,
    /// Measures.
    pub measures: String,
    /// 完成率
    pub rate: Option<String>,
    /// The lamp, or null.
    pub lamp: Option<String>,
}

/// The whole unit at half year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnitMonitoringPart {
    /// Id of the document.
    pub id: String,
    /// 年度总体目标
    pub goal: String,
    /// Money outside the projects by source, in 分.
    #[ts(as = "std::collections::HashMap<String, MonitoredFundPart>")]
    pub funds: BTreeMap<String, MonitoredFundPart>,
    /// 年度主要任务
    pub tasks: Vec<TaskPart>,
    /// The unit's own indicators.
    pub indicators: Vec<UnitIndicatorPart>,
    /// 说明
    pub note: String,
}

/// One of the unit's tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskPart {
    /// 任务名称
    pub name: String,
    /// 主要内容
    pub content: String,
    /// 完成情况
    pub done: String,
}

/// One of the unit's indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnitIndicatorPart {
    /// One of the six dimensions.
    pub dimension: String,
    /// 指标
    pub name: String,
    /// 指标值 as printed.
    pub kpi_val: String,
    /// 分值, or null.
    pub ind_weight: Option<String>,
    /// What was achieved, and what is expected.
    pub monitored: MonitoredPart,
}

/// A reading as the form prints it: a number with the unit of its target.
fn reading(value: Option<&Actual>, unit: &str) -> String {
    match value {
        Some(number @ Actual::Number(_)) => format!("{}{unit}", number.print()),
        Some(other) => other.print(),
        None => String::new(),
    }
}

fn rate(rate: Option<Decimal>) -> Option<String> {
    rate.map(|rate| format!("{:.2}", round2(rate)))
}

/// Money by source; sources where nothing was entered are left out.
fn funds(funds: &BTreeMap<FundSource, MonitoredFund>) -> BTreeMap<String, MonitoredFundPart> {
    (funds.iter())
        .filter(|(_, fund)| !fund.is_blank())
        .map(|(source, fund)| {
            let part = MonitoredFundPart {
                initial: fund.initial.value,
                adjusted: fund.adjusted.value,
                executed: fund.executed.value,
                expected: fund.expected.value,
            };
            (source.key().to_owned(), part)
        })
        .collect()
}

/// A month's part.
pub fn monitoring(doc: &Monitoring, target: &Target, assessment: &Assessment) -> MonitoringPart {
    let totals = doc.totals();
    MonitoringPart {
        id: doc.id.to_string(),
        month: doc.month.number(),
        rule_pack: doc.pack.clone(),
        target_version: target.version,
        funds: funds(&doc.funds),
        pro_bgt_comp: totals.executed,
        est_pro_bgt_annual: totals.expected,
        execution_rate: rate(assessment.execution.rate),
        completion_rate: rate(assessment.completion),
        deviation: rate(assessment.deviation),
        lamp: assessment.lamp.map(|lamp| lamp.key().to_owned()),
        review_score: doc.review_score.value.map(plain),
        indicators: (doc.rows.iter())
            .map(|row| {
                let assessed = assessment.rows.iter().find(|known| known.indicator == row.indicator);
                let of = target.indicators.iter().find(|indicator| indicator.id == row.indicator);
                let unit = of.and_then(|of| of.value.value.as_ref()).map_or("", |value| value.unit.as_str());
                let text = |value: &Option<Actual>| reading(value.as_ref(), unit);
                MonitoredPart {
                    indicator: row.indicator.to_string(),
                    perf_comp: text(&row.done.value),
                    est_perf_annual: text(&row.expected.value),
                    causes: causes(&row.causes),
                    ana_dev_reasons: row.reason.clone(),
                    complete_rate: row.possibility.map(code),
                    measures: row.measures.clone(),
                    rate: rate(assessed.and_then(|row| row.rate)),
                    lamp: assessed.and_then(|row| row.lamp).map(|lamp| lamp.key().to_owned()),
                }
            })
            .collect(),
        note: doc.note.clone(),
    }
}

/// 偏差原因 by the key of the cause.
fn causes(causes: &BTreeMap<Cause, String>) -> BTreeMap<String, String> {
    causes.iter().map(|(cause, text)| (cause.key().to_owned(), text.clone())).collect()
}

/// The platform's code of 完成目标可能性.
fn code(possibility: Possibility) -> u8 {
    match possibility {
        Possibility::Certain => 1,
        Possibility::Possible => 2,
        Possibility::Impossible => 3,
    }
}

/// The whole unit's part.
pub fn unit_monitoring(doc: &UnitMonitoring) -> UnitMonitoringPart {
    UnitMonitoringPart {
        id: doc.id.to_string(),
        goal: doc.goal.clone(),
        funds: funds(&doc.funds),
        tasks: (doc.tasks.iter())
            .map(|task| TaskPart {
                name: task.name.clone(),
                content: task.content.clone(),
                done: task.done.clone(),
            })
            .collect(),
        indicators: (doc.rows.iter())
            .map(|row| {
                let unit = row.value.value.as_ref().map_or("", |value| value.unit.as_str());
                let text = |value: &Option<Actual>| reading(value.as_ref(), unit);
                UnitIndicatorPart {
                    dimension: row.dimension.name().to_owned(),
                    name: row.name.clone(),
                    kpi_val: row.value.value.as_ref().map(|value| value.print()).unwrap_or_default(),
                    ind_weight: row.weight.value.map(plain),
                    monitored: MonitoredPart {
                        indicator: row.id.to_string(),
                        perf_comp: text(&row.done.value),
                        est_perf_annual: text(&row.expected.value),
                        causes: BTreeMap::new(),
                        ana_dev_reasons: row.reason.clone(),
                        complete_rate: row.possibility.map(code),
                        measures: row.measures.clone(),
                        rate: None,
                        lamp: None,
                    },
                }
            })
            .collect(),
        note: doc.note.clone(),
    }
}
