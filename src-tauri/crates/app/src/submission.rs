//! `submission.json`: what a package says, in the shape of assets/schema/submission.schema.json.
//!
//! Names follow the columns of the integrated budget platform (预算管理一体化) where it has one; the schema carries the
//! mapping. Amounts are integer 分, decimals are strings, dates are `2026-12-31`.

use crate::submission_monitor::{MonitoringPart, UnitMonitoringPart};
use crate::submission_selfeval::SelfEvalPart;
use domain::finding::{Finding, Level};
use domain::fund::{FundColumn, Horizon};
use domain::money::Money;
use domain::number::plain;
use domain::project::Project;
use domain::target::Target;
use domain::target_value::{Quantity, Sign, TargetValue};
use domain::unit::Unit;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Name of the file in a package.
pub const FILE: &str = "submission.json";
/// Value of `schema`.
pub const SCHEMA: &str = "wenxiao/submission/1";
/// Largest `submission.json` that is read: 64 MiB.
pub const LIMIT: u64 = 64 << 20;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// `wenxiao/submission/1`
    pub schema: String,
    /// Package id.
    pub package_id: String,
    /// `target`, `monitor` or `selfeval`
    pub kind: String,
    /// 预算年度
    pub fiscal_year: u16,
    /// `Y`, `H1`, `M01` … `M12`
    pub period: String,
    /// Number within unit, year, kind and period.
    pub sequence: u16,
    /// Program that wrote it.
    pub program: String,
    /// The unit.
    pub unit: UnitPart,
    /// The rule pack of the year.
    pub rule_pack: PackPart,
    /// Projects, 涉密 ones left out.
    pub projects: Vec<ProjectPart>,
    /// The whole unit's monitoring; only at half year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_monitoring: Option<UnitMonitoringPart>,
}

/// The unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnitPart {
    /// 单位代码
    pub agency_code: String,
    /// 单位名称
    pub agency_name: String,
    /// 部门, 乡镇 or 二级单位.
    pub agency_kind: String,
    /// 财政区划代码, may be empty.
    pub mof_div_code: String,
    /// 统一社会信用代码, may be empty.
    pub credit_code: String,
}

/// A rule pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PackPart {
    /// Its id.
    pub id: String,
    /// SM3 of its text and the texts of those it extends.
    pub sm3: String,
}

/// One project with its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectPart {
    /// Id within the unit's store; remarks point to it.
    pub id: String,
    /// 项目代码
    pub pro_code: String,
    /// 项目名称
    pub pro_name: String,
    /// 项目 or 政策.
    pub pro_kind: String,
    /// 新增, 延续 or empty.
    pub novelty: String,
    /// R, Y, T or empty.
    pub category: String,
    /// 四本预算, or empty.
    pub budget_book: String,
    /// First day, or null.
    pub start_date: Option<String>,
    /// Last day, or null.
    pub end_date: Option<String>,
    /// 主管部门
    pub dept_name: String,
    /// 实施单位
    pub implementer: String,
    /// 项目负责人
    pub person: String,
    /// Keys of its flags.
    pub flags: Vec<String>,
    /// 年度资金
    pub annual_funds: FundPart,
    /// 中期资金
    pub medium_funds: FundPart,
    /// The target.
    pub target: TargetPart,
    /// 需说明 and 提示 that stood when it was sealed.
    pub findings: Vec<FindingPart>,
    /// What the month says; only in a package of monitoring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitoring: Option<MonitoringPart>,
    /// What the self-assessment says; only in a package of self-assessments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_assessment: Option<SelfEvalPart>,
}

/// One column of amounts, in 分; an absent source is blank, which is not zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FundPart {
    /// Sum.
    pub total_fen: Option<Money>,
    /// By source.
    #[ts(as = "std::collections::HashMap<String, Money>")]
    pub parts_fen: BTreeMap<String, Money>,
}

/// One target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TargetPart {
    /// Id of this version.
    pub id: String,
    /// 1 for the first.
    pub version: u32,
    /// 2015 or 2021.
    pub taxonomy: String,
    /// The rule pack it keeps.
    pub rule_pack: String,
    /// 年度目标
    pub kpi_target: String,
    /// 中期目标
    pub medium_target: String,
    /// Why an approved target was changed; empty otherwise.
    pub adjustment_reason: String,
    /// Indicators in the order of the form.
    pub indicators: Vec<IndicatorPart>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IndicatorPart {
    /// Id; remarks point to it.
    pub id: String,
    /// `annual` or `medium`.
    pub horizon: String,
    /// 一级指标
    pub lv1_perf_ind_name: String,
    /// 二级指标
    pub lv2_perf_ind_name: String,
    /// 三级指标
    pub lv3_perf_ind_name: String,
    /// ≥ > = < ≤ 定性, or empty.
    pub sign: String,
    /// The whole value as the form prints it.
    pub kpi_val: String,
    /// The number, when it is one.
    pub number: Option<String>,
    /// The day, when it is one.
    pub date: Option<String>,
    /// 计量单位
    pub unit: String,
    /// 分值权重, or null.
    pub ind_weight: Option<String>,
    /// 指标解释
    pub kpi_content: String,
    /// 评(扣)分标准
    pub kpi_evalstd: String,
    /// 备注
    pub kpi_remark: String,
}

/// A finding that stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindingPart {
    /// Id of the rule.
    pub rule: String,
    /// `explain` or `hint`.
    pub level: Level,
    /// Path of the cell.
    pub path: String,
    /// What it says.
    pub text: String,
    /// The document that demands it.
    pub source: String,
}

/// The unit's part.
pub fn unit(unit: &Unit) -> UnitPart {
    UnitPart {
        agency_code: unit.code.clone(),
        agency_name: unit.name.clone(),
        agency_kind: unit.kind.name().to_owned(),
        mof_div_code: unit.division_code.clone(),
        credit_code: unit.credit_code.clone(),
    }
}

/// A project's part.
pub fn project(project: &Project, target: &Target, unit: &Unit, findings: &[Finding]) -> ProjectPart {
    let period = project.period.value;
    let implementer = if project.implementer.is_empty() { &unit.name } else { &project.implementer };
    ProjectPart {
        id: project.id.to_string(),
        pro_code: project.code.clone(),
        pro_name: project.name.clone(),
        pro_kind: project.kind.name().to_owned(),
        novelty: project.novelty.map(domain::project::Novelty::name).unwrap_or_default().to_owned(),
        category: project.category.map(domain::project::Category::key).unwrap_or_default().to_owned(),
        budget_book: project.book.map(domain::project::BudgetBook::name).unwrap_or_default().to_owned(),
        start_date: period.map(|period| period.start.to_string()),
        end_date: period.map(|period| period.end.to_string()),
        dept_name: project.department.clone(),
        implementer: implementer.clone(),
        person: project.person.clone(),
        flags: project.flags.iter().map(|flag| flag.key().to_owned()).collect(),
        annual_funds: funds(&project.funds.annual),
        medium_funds: funds(&project.funds.medium),
        target: self::target(target),
        findings: findings.iter().map(finding).collect(),
        monitoring: None,
        self_assessment: None,
    }
}

fn funds(column: &FundColumn) -> FundPart {
    FundPart {
        total_fen: column.total(),
        parts_fen: (column.parts.iter())
            .filter_map(|(source, part)| Some((source.key().to_owned(), part.value?)))
            .collect(),
    }
}

fn finding(finding: &Finding) -> FindingPart {
    FindingPart {
        rule: finding.rule.clone(),
        level: finding.level,
        path: finding.path.clone(),
        text: finding.text.clone(),
        source: finding.source.document.clone(),
    }
}

/// A target's part.
pub fn target(target: &Target) -> TargetPart {
    let sides = [Horizon::Annual, Horizon::Medium];
    let rows = sides.iter().flat_map(|side| target.side(*side));
    TargetPart {
        id: target.id.to_string(),
        version: target.version,
        taxonomy: target.taxonomy.key().to_owned(),
        rule_pack: target.pack.clone(),
        kpi_target: target.annual_goal.clone(),
        medium_target: target.medium_goal.clone(),
        adjustment_reason: target.adjustment.as_ref().map(|a| a.reason.clone()).unwrap_or_default(),
        indicators: rows
            .map(|row| {
                let value = row.value.value.as_ref();
                IndicatorPart {
                    id: row.id.to_string(),
                    horizon: row.horizon.key().to_owned(),
                    lv1_perf_ind_name: row.class.level1().name().to_owned(),
                    lv2_perf_ind_name: row.class.name().to_owned(),
                    lv3_perf_ind_name: row.name.clone(),
                    sign: value.map(|value| sign_text(value.sign)).unwrap_or_default().to_owned(),
                    kpi_val: value.map(TargetValue::print).unwrap_or_default(),
                    number: value.and_then(TargetValue::as_number).map(plain),
                    date: value.and_then(date),
                    unit: value.map(|value| value.unit.clone()).unwrap_or_default(),
                    ind_weight: row.weight.value.map(plain),
                    kpi_content: row.explanation.clone(),
                    kpi_evalstd: row.standard.clone(),
                    kpi_remark: row.note.clone(),
                }
            })
            .collect(),
    }
}

fn sign_text(sign: Sign) -> &'static str {
    sign.name()
}

fn date(value: &TargetValue) -> Option<String> {
    match value.quantity {
        Quantity::Date(date) => Some(date.to_string()),
        _ => None,
    }
}

/// The name of a place in a target's part; `None` for places that are not shown on a before/after sheet.
pub(crate) fn field_label(path: &str, target: &Target) -> Option<String> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["kpi_target"] => Some("年度目标".into()),
        ["medium_target"] => Some("中期目标".into()),
        ["indicators", id, rest @ ..] => {
            let row = target.indicators.iter().find(|row| row.id.as_str() == *id)?;
            let place = format!("{}“{}”", row.class.name(), row.name);
            let column = match rest {
                [] => return Some(place),
                ["lv2_perf_ind_name"] => "类别",
                ["lv3_perf_ind_name"] => "名称",
                ["kpi_val"] => "指标值",
                ["ind_weight"] => "分值",
                ["kpi_content"] => "解释",
                ["kpi_evalstd"] => "评分标准",
                ["kpi_remark"] => "备注",
                // The parts of a value change with the value, which has its own line.
                _ => return None,
            };
            Some(format!("{place}{column}"))
        }
        _ => None,
    }
}

/// A value of the diff for people: a whole row shows its value and weight.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(row) => {
            let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
            match text("ind_weight") {
                "" => text("kpi_val").to_owned(),
                weight => format!("{}（{weight}分）", text("kpi_val")),
            }
        }
        other => other.to_string(),
    }
}
