//! Figures in a JSON file, for sums without a store: a pack, money and indicators.

use crate::{ApiError, App, Result};
use chrono::Datelike;
use domain::finding::Finding;
use domain::fund::Horizon;
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::number;
use domain::period::FiscalYear;
use domain::project::Project;
use domain::rulepack::Pack;
use domain::target::{Target, TargetState};
use domain::target_value::{Sign, TargetValue, read_parts};
use domain::typed::{Id, Typed};
use serde::Deserialize;
use std::path::PathBuf;

/// Figures to be assessed. Numbers may stand as texts or as numbers; texts lose nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figures {
    pub(super) pack: String,
    #[serde(default)]
    pub(super) year: Option<i64>,
    #[serde(default)]
    pub(super) funds: Funds,
    #[serde(default)]
    pub(super) indicators: Vec<Row>,
    #[serde(default)]
    pub(super) review_score: Cell,
    #[serde(default)]
    pub(super) note: String,
}

/// Amounts in the unit of the pack unless they say 元 or 万元.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Funds {
    #[serde(default)]
    pub(super) initial: Cell,
    #[serde(default)]
    pub(super) adjusted: Cell,
    #[serde(default)]
    pub(super) executed: Cell,
    #[serde(default)]
    pub(super) expected: Cell,
    /// Why so little was spent (scores only).
    #[serde(default)]
    pub(super) reason: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    #[serde(default)]
    pub(super) name: String,
    /// 二级指标; 数量指标 unless told.
    #[serde(default)]
    pub(super) class: String,
    #[serde(default)]
    pub(super) op: String,
    #[serde(default)]
    pub(super) target: Cell,
    #[serde(default)]
    pub(super) unit: String,
    #[serde(default)]
    pub(super) actual: Cell,
    #[serde(default)]
    pub(super) weight: Cell,
    #[serde(default)]
    pub(super) accrual: String,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) possibility: String,
    #[serde(default)]
    pub(super) measures: String,
    /// 手工得分 (scores only).
    #[serde(default)]
    pub(super) manual: Cell,
    /// 赋分方式 (scores only); the usual one unless told.
    #[serde(default)]
    pub(super) method: String,
    /// The target was set too low (scores only).
    #[serde(default)]
    pub(super) too_low: bool,
}

/// What stands in a cell, as text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "serde_json::Value")]
pub(super) struct Cell(pub(super) String);

impl From<serde_json::Value> for Cell {
    fn from(value: serde_json::Value) -> Self {
        Self(match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        })
    }
}

/// Reads a file.
pub(super) fn read(file: &str) -> Result<Figures> {
    let path = PathBuf::from(file);
    let bytes = std::fs::read(&path).map_err(|fault| ApiError::file("测算文件", &path, &fault))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(bytes).map_err(|fault| {
        if let Some((key, known)) = unknown_key(&fault.to_string()) {
            let text = format!("测算文件里的“{key}”不认识，请核对拼写；这里可以写：{known}");
            return ApiError::new("APP-FIGURES", text).field(&key).detail(fault);
        }
        let text = "测算文件看不懂，请对照说明写成 JSON：规则包 pack、资金 funds、指标 indicators";
        ApiError::new("APP-FIGURES", text).field("file").detail(fault)
    })
}

/// The key that a file must not have and those that it may have there: "unknown field `a`, expected one of `b`, `c`".
fn unknown_key(fault: &str) -> Option<(String, String)> {
    let mut names = fault.strip_prefix("unknown field ")?.split('`').skip(1).step_by(2);
    let key = names.next()?.to_owned();
    Some((key, names.collect::<Vec<_>>().join("、")))
}

impl Figures {
    /// The pack that they name.
    pub(super) fn pack<'a>(&self, app: &'a App) -> Result<&'a Pack> {
        Ok(app.packs().get(&self.pack)?)
    }

    /// A project that exists only for the answer.
    pub(super) fn project(&self, app: &App) -> Result<Project> {
        let year = self.year.unwrap_or_else(|| i64::from(app.host().today().year()));
        let year = FiscalYear::new(year)
            .ok_or_else(|| ApiError::new("APP-YEAR", "预算年度应在 2000 到 2099 之间，请核对 year"))?;
        Ok(Project::new(Id("project".to_owned()), Id("unit".to_owned()), year, "测算项目"))
    }

    /// The target that the rows make, and what could not be read of it.
    pub(super) fn target(&self, pack: &Pack, project: &Project) -> (Target, Vec<Finding>) {
        let taxonomy = pack.rules.taxonomy.as_ref().map_or(Taxonomy::Y2015, |rule| rule.params.version);
        let mut target = Target::new(Id("target".to_owned()), project.id.clone(), &pack.id, taxonomy);
        target.state = TargetState::Approved;
        let mut found = Vec::new();
        for (place, row) in self.indicators.iter().enumerate() {
            let class = Class::from_word(&row.class, taxonomy).unwrap_or(Class::Quantity);
            let id = Id((place + 1).to_string());
            let mut indicator = Indicator::new(id, Horizon::Annual, class, row.name.trim());
            let op = row.op.trim();
            let known = Sign::from_key(op).or_else(|| Sign::from_name(op));
            let sign = known.map_or(op, |sign| sign.name());
            let read = |text: &str| match known {
                None if !op.is_empty() => {
                    let names: Vec<&str> = Sign::ALL.iter().map(|sign| sign.name()).collect();
                    Err(format!("计算符号“{op}”不认识，请改为 {}", names.join("、")))
                }
                _ => read_parts(sign, text, &row.unit, Some(project.year)).map_err(|fault| fault.to_string()),
            };
            let value = indicator.value.typed(&row.target.0, read);
            let weight =
                indicator.weight.typed(&row.weight.0, number::parse).map_err(|fault| fault.to_string());
            if known == Some(Sign::Qualitative) && row.target.0.trim().is_empty() {
                // Words are judged without saying what was asked for.
                indicator.value = Typed::of(TargetValue::waiting(Sign::Qualitative, ""));
            }
            for (column, fault) in [("value", value), ("weight", weight)] {
                if let Err(text) = fault {
                    let path =
                        format!("/projects/{}/target/indicators/{}/{column}", project.id, indicator.id);
                    found.extend(unreadable(pack, path, &row.name, &text));
                }
            }
            target.indicators.push(indicator);
        }
        (target, found)
    }
}

/// The finding of a cell that could not be read; `fault` is one sentence with its remedy behind `，请`.
pub(super) fn unreadable(pack: &Pack, path: String, name: &str, fault: &str) -> Option<Finding> {
    let rule = pack.rules.cell.as_ref()?;
    let (text, remedy) = fault.split_once("，请").unwrap_or((fault, "核对后重填"));
    let name = if name.is_empty() { "一条指标" } else { name };
    Some(rule.finding(path, format!("“{name}”：{text}"), format!("请{remedy}"), &[]))
}
