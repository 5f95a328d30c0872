//! Names of places for people: what a path of a finding is called on the screen.

use domain::finding::{Figure, Finding, Level, Source};
use domain::fund::{FundSource, Horizon};
use domain::indicator::Indicator;
use domain::monitoring::{Cause, Month};
use domain::project::Project;
use domain::target::Target;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A finding with the name of its place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// Id of the rule.
    pub rule: String,
    /// 必须改, 需说明 or 提示.
    pub level: Level,
    /// Path of the cell.
    pub path: String,
    /// Id of the project, empty for a finding of the unit.
    pub project: String,
    /// The place in words: `产出指标 / 项目总成本 · 分值`.
    #[serde(rename = "where")]
    pub place: String,
    /// What is wrong.
    pub text: String,
    /// What to do.
    pub remedy: String,
    /// The numbers compared.
    pub numbers: Vec<Figure>,
    /// Who demands it.
    pub source: Source,
}

/// A project that a step for many left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refused {
    /// Id of the project.
    pub project: String,
    /// Its name.
    pub name: String,
    /// Why, with what to do.
    pub why: String,
}

impl Refused {
    pub(crate) fn new(project: &Project, why: impl Into<String>) -> Self {
        Self { project: project.id.to_string(), name: project.name.clone(), why: why.into() }
    }
}

/// Findings for the screen.
pub(crate) fn findings(list: Vec<Finding>, projects: &[(Project, Option<Target>)]) -> Vec<FindingView> {
    list.into_iter()
        .map(|finding| {
            let id = finding.path.strip_prefix("/projects/").and_then(|rest| rest.split('/').next());
            let of = id.and_then(|id| projects.iter().find(|(project, _)| project.id.as_str() == id));
            let place = match of {
                Some((project, target)) => {
                    let name = place(&finding.path, target.as_ref());
                    if projects.len() > 1 { format!("{} / {name}", project.name) } else { name }
                }
                None if finding.path.starts_with("/unit_monitoring/") => "部门整体监控".to_owned(),
                None => "单位信息".to_owned(),
            };
            FindingView {
                project: id.unwrap_or_default().to_owned(),
                rule: finding.rule,
                level: finding.level,
                path: finding.path,
                place,
                text: finding.text,
                remedy: finding.remedy,
                numbers: finding.numbers,
                source: finding.source,
            }
        })
        .collect()
}

/// The name of a cell of a project.
pub(crate) fn place(path: &str, target: Option<&Target>) -> String {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').skip(2).collect();
    match parts.as_slice() {
        ["target", "indicators", id, column] => {
            let indicator = target.and_then(|t| t.indicators.iter().find(|i| i.id.as_str() == *id));
            indicator.map_or_else(|| "绩效指标".to_owned(), |indicator| indicator_place(indicator, column))
        }
        ["target", "annual_goal"] => "年度目标".into(),
        ["target", "medium_goal"] => "中期目标".into(),
        ["target", ..] => "绩效指标".into(),
        ["monitoring", month, rest @ ..] => {
            let month = Month::from_key(month).map(Month::word).unwrap_or_default();
            format!("{month}监控 · {}", monitored_place(rest, target))
        }
        ["selfeval", rest @ ..] => format!("绩效自评 · {}", selfeval_place(rest, target)),
        ["funds", horizon, source] => {
            let horizon = if *horizon == Horizon::Medium.key() { "中期" } else { "年度" };
            let source = FundSource::from_key(source).map_or("资金", FundSource::name);
            format!("{horizon}资金 · {source}")
        }
        ["funds", ..] => "项目资金".into(),
        ["ex_ante", ..] => "事前绩效评估报告".into(),
        ["flags", ..] => "项目标记".into(),
        [field] => field_name(field).into(),
        _ => "项目".into(),
    }
}

/// The name of a cell of a month.
pub(crate) fn monitored_place(parts: &[&str], target: Option<&Target>) -> String {
    match parts {
        ["indicators", id, column] => {
            let indicator = target.and_then(|t| t.indicators.iter().find(|i| i.id.as_str() == *id));
            let name = indicator.map_or("绩效指标", |indicator| indicator.name.as_str());
            format!("{name} · {}", monitored_column(column))
        }
        ["indicators", ..] => "绩效指标".into(),
        ["funds", source, column] => {
            let source = FundSource::from_key(source).map_or("资金", FundSource::name);
            format!("{source} · {}", monitored_column(column))
        }
        ["funds", ..] => "项目资金".into(),
        ["review_score"] => "监控审核得分".into(),
        ["feedback_on"] => "财政评价反馈日期".into(),
        ["note"] => "说明".into(),
        _ => "监控表".into(),
    }
}

/// The name of a cell of a self-assessment.
pub(crate) fn selfeval_place(parts: &[&str], target: Option<&Target>) -> String {
    match parts {
        ["indicators", id, rest @ ..] => {
            let indicator = target.and_then(|t| t.indicators.iter().find(|i| i.id.as_str() == *id));
            let name = indicator.map_or("绩效指标", |indicator| indicator.name.as_str());
            match rest {
                [column] => format!("{name} · {}", assessed_column(column)),
                _ => name.to_owned(),
            }
        }
        ["funds", source, column] => {
            let source = FundSource::from_key(source).map_or("资金", FundSource::name);
            format!("{source} · {}", assessed_column(column))
        }
        ["report", ..] => "自评报告".into(),
        [field] => assessed_field(field).into(),
        _ => "自评表".into(),
    }
}

/// The name of a column of a self-assessment.
fn assessed_column(column: &str) -> &'static str {
    match column {
        "initial" => "年初预算数",
        "budget" => "全年预算数",
        "executed" => "全年执行数",
        "actual" => "实际完成值",
        "score" => "手工得分",
        "points" => "得分",
        "method" => "赋分方式",
        "too_low" => "目标偏低",
        "reason" => "偏差原因分析",
        "measures" => "改进措施",
        _ => "内容",
    }
}

/// The name of a plain cell of a self-assessment, and of what is computed from the cells.
fn assessed_field(field: &str) -> &'static str {
    match field {
        "target_id" => "绩效目标版本",
        "scope" => "自评范围",
        "goal_done" => "年度总体目标实际完成情况",
        "funds" => "项目资金",
        "funds_reason" => "预算执行偏差原因",
        "execution" => "预算执行得分",
        "cap" => "总分上限",
        "total" => "总分",
        "grade" => "自评等级",
        "conclusion" => "评价结论",
        "problems" => "存在问题",
        "measures" => "改进措施",
        "note" => "其他需要说明事项",
        "treatment" => "结果应用建议",
        "treatment_reason" => "结果应用理由",
        "formed_on" => "报告形成日期",
        "published_on" => "公开日期",
        "published_at" => "公开网址或方式",
        _ => "自评表",
    }
}

/// The name of a column of a month.
fn monitored_column(column: &str) -> &'static str {
    match column {
        "initial" => "年初预算数",
        "adjusted" => "调整后预算数",
        "executed" => "执行数",
        "expected" => "全年预计",
        "done" => "完成情况",
        "accrual" => "累计或时点",
        "reason" => "原因说明",
        "possibility" => "完成目标可能性",
        "measures" => "备注",
        _ => column.strip_prefix("cause_").and_then(Cause::from_key).map_or("内容", Cause::name),
    }
}

fn indicator_place(indicator: &Indicator, column: &str) -> String {
    let name = if indicator.name.is_empty() { indicator.class.name() } else { &indicator.name };
    let column = match column {
        "name" => "名称",
        "value" => "指标值",
        "weight" => "分值",
        "class" => "二级指标",
        _ => "内容",
    };
    format!("{} / {name} · {column}", indicator.class.level1().name())
}

/// The name of a plain field of a project.
pub(crate) fn field_name(field: &str) -> &'static str {
    match field {
        "name" => "项目名称",
        "code" => "项目代码",
        "kind" => "项目类别",
        "novelty" => "项目属性",
        "category" => "支出类别",
        "book" => "预算来源",
        "period" => "起止时间",
        "department" => "主管部门",
        "implementer" => "实施单位",
        "person" => "项目负责人",
        "phone" => "联系电话",
        _ => "项目",
    }
}
