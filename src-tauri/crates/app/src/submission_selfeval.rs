//! The self-assessment part of `submission.json`: what was spent and achieved, the score with its working, the report,
//! what the result leads to, and which files prove it.

use domain::fund::FundSource;
use domain::money::{AmountUnit, Money};
use domain::number::{plain, round2};
use domain::rectification::Evidence;
use domain::scoring::{Scored, Step};
use domain::selfeval::{Scope, SelfAssessment, Treatment, print_actual};
use domain::target::Target;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

/// One self-assessment. Points have two decimals, rates are percent with two decimals, both as strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SelfEvalPart {
    /// Id of the document.
    pub eval_id: String,
    /// `year` or `whole`.
    pub scope: String,
    /// The rule pack it is judged by.
    pub rule_pack: String,
    /// Version of the target that was assessed.
    pub target_version: u32,
    /// The round of review.
    pub round: u32,
    /// Money by source, amounts in 分.
    #[ts(as = "std::collections::HashMap<String, AssessedFundPart>")]
    pub funds: BTreeMap<String, AssessedFundPart>,
    /// 预算执行: the sums and their score.
    pub execution: ExecutionPart,
    /// 预算执行偏差原因
    pub funds_reason: String,
    /// 年度目标完成情况
    pub goal_comp: String,
    /// Indicators in the order of the form.
    pub indicators: Vec<AssessedPart>,
    /// Sum of all points before a cap, or null.
    pub sum: Option<String>,
    /// The cap by execution rate, or null.
    pub cap: Option<String>,
    /// 单位自评得分
    pub total_eval_value: Option<String>,
    /// 优, 良, 中, 差 or null.
    pub grade: Option<String>,
    /// How the total comes about.
    pub working: Vec<StepPart>,
    /// 一致性: `red`, `yellow` or null.
    pub consistency: Option<String>,
    /// 评价结论
    pub conclusion: String,
    /// 存在问题
    pub problems: String,
    /// 偏差分析及整改措施
    pub devi_analy: String,
    /// 其他需要说明事项
    pub note: String,
    /// 结果应用建议: the treatment as set, else as proposed; empty without.
    pub application_advise: String,
    /// Why.
    pub application_reason: String,
    /// 报告形成日期, or null.
    pub formed_on: Option<String>,
    /// 公开日期, or null.
    pub published_on: Option<String>,
    /// 公开网址或方式
    pub published_at: String,
    /// 自评报告 paragraph by paragraph; empty when there is none.
    pub report: Vec<ParagraphPart>,
    /// 佐证材料
    pub evidence: Vec<EvidencePart>,
}

/// The money of one source, in 分; null is not filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessedFundPart {
    /// 年初批复数
    pub reply_amt: Option<Money>,
    /// 变动后预算数
    pub cur_amt: Option<Money>,
    /// 全年执行数
    pub year_exe_amt: Option<Money>,
}

/// Budget execution as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExecutionPart {
    /// 年初批复数, in 分
    pub reply_amt: Option<Money>,
    /// 变动后预算数, in 分; null where nothing was adjusted.
    pub cur_amt: Option<Money>,
    /// 全年执行数, in 分
    pub year_exe_amt: Option<Money>,
    /// 资金执行率
    pub exe_amt_rate: Option<String>,
    /// Points that it is worth.
    pub exe_weight: String,
    /// 资金执行得分
    pub exe_score: Option<String>,
    /// How it comes about.
    pub working: Vec<StepPart>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessedPart {
    /// Id of the indicator of the target.
    pub id: String,
    /// 指标值完成情况, as printed.
    pub ind_comp: String,
    /// 权重
    pub ind_weight: String,
    /// 赋分方式
    pub method: String,
    /// 目标偏低
    pub too_low: bool,
    /// 完成率
    pub rate: Option<String>,
    /// 公式得分
    pub formula_score: Option<String>,
    /// 手工得分
    pub manual_score: Option<String>,
    /// 自评得分
    pub eval_score: Option<String>,
    /// 偏差分析
    pub devi_analy: String,
    /// 改进措施
    pub measures: String,
    /// How the score comes about.
    pub working: Vec<StepPart>,
}

/// One step of a working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StepPart {
    /// One sentence with its numbers.
    pub text: String,
    /// Id of the rule; empty where no rule is at work.
    pub rule: String,
    /// Document and clause; empty where no rule is at work.
    pub source: String,
    /// The points that the step arrives at, or null.
    pub points: Option<String>,
}

/// One paragraph of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ParagraphPart {
    /// Its id.
    pub id: String,
    /// Key of its chapter.
    pub section: String,
    /// Its text.
    pub text: String,
}

/// One file that proves something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EvidencePart {
    /// Id of the indicator that it proves; empty for the project as a whole.
    pub indicator: String,
    /// 附件名称, as the user calls it.
    pub file_name: String,
    /// 附件路径 within the package.
    pub full_path: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// SHA-256 of its content, lower-case hex.
    pub sha256: String,
}

fn two(value: Option<Decimal>) -> Option<String> {
    value.map(|value| format!("{:.2}", round2(value)))
}

fn steps(working: &[Step]) -> Vec<StepPart> {
    let source = |step: &Step| match &step.source {
        Some(source) if source.clause.is_empty() => source.document.clone(),
        Some(source) => format!("{} {}", source.document, source.clause),
        None => String::new(),
    };
    let part = |step: &Step| StepPart {
        text: step.text.clone(),
        rule: step.rule.clone(),
        source: source(step),
        points: two(step.points),
    };
    working.iter().map(part).collect()
}

/// Where a file that proves something lies in a package: named by what it holds, so that no name can hurt and the same
/// content is carried once.
pub fn evidence_path(proof: &Evidence) -> String {
    let ending = proof.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let fit = |ending: &String| {
        (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    match ending.filter(fit) {
        Some(ending) => format!("evidence/{}.{ending}", proof.sha256),
        None => format!("evidence/{}", proof.sha256),
    }
}

/// A self-assessment's part. `proposed` is what the pack proposes for its result.
pub fn self_assessment(
    doc: &SelfAssessment,
    target: &Target,
    scored: &Scored,
    proposed: Option<&(Treatment, String)>,
    evidence: &[Evidence],
) -> SelfEvalPart {
    let totals = doc.totals();
    let (advise, reason) = match (doc.treatment, proposed) {
        (Some(set), _) => (set.name().to_owned(), doc.treatment_reason.clone()),
        (None, Some((proposed, why))) => (proposed.name().to_owned(), why.clone()),
        (None, None) => (String::new(), doc.treatment_reason.clone()),
    };
    SelfEvalPart {
        eval_id: doc.id.to_string(),
        scope: doc.scope.key().to_owned(),
        rule_pack: doc.pack.clone(),
        target_version: target.version,
        round: doc.round,
        funds: (doc.funds.iter())
            .filter(|(_, fund)| !fund.is_blank())
            .map(|(source, fund)| {
                let part = AssessedFundPart {
                    reply_amt: fund.initial.value,
                    cur_amt: fund.budget.value,
                    year_exe_amt: fund.executed.value,
                };
                (source.key().to_owned(), part)
            })
            .collect(),
        execution: ExecutionPart {
            reply_amt: totals.initial,
            cur_amt: totals.budget,
            year_exe_amt: totals.executed,
            exe_amt_rate: two(scored.execution.rate),
            exe_weight: plain(scored.execution.weight),
            exe_score: two(scored.execution.score),
            working: steps(&scored.execution.working),
        },
        funds_reason: doc.funds_reason.clone(),
        goal_comp: doc.goal_done.clone(),
        indicators: scored.rows.iter().map(|row| indicator(doc, target, row)).collect(),
        sum: two(scored.sum),
        cap: two(scored.cap),
        total_eval_value: two(scored.total),
        grade: scored.grade.map(|grade| grade.name().to_owned()),
        working: steps(&scored.working),
        consistency: scored.consistency.map(|lamp| lamp.key().to_owned()),
        conclusion: doc.conclusion.clone(),
        problems: doc.problems.clone(),
        devi_analy: doc.measures.clone(),
        note: doc.note.clone(),
        application_advise: advise,
        application_reason: reason,
        formed_on: doc.formed_on.map(|day| day.to_string()),
        published_on: doc.published_on.map(|day| day.to_string()),
        published_at: doc.published_at.clone(),
        report: (doc.report.iter())
            .map(|paragraph| ParagraphPart {
                id: paragraph.id.to_string(),
                section: paragraph.section.key().to_owned(),
                text: paragraph.text.clone(),
            })
            .collect(),
        evidence: evidence.iter().map(|proof| proven(doc, proof)).collect(),
    }
}

fn indicator(doc: &SelfAssessment, target: &Target, scored: &domain::scoring::RowScore) -> AssessedPart {
    let goal = target.indicators.iter().find(|known| known.id == scored.indicator);
    let goal = goal.and_then(|known| known.value.value.as_ref());
    let row = doc.row(&scored.indicator);
    let actual = row.and_then(|row| row.actual.value.as_ref());
    AssessedPart {
        id: scored.indicator.to_string(),
        ind_comp: actual.map(|actual| print_actual(actual, goal)).unwrap_or_default(),
        ind_weight: plain(scored.weight),
        method: scored.method.name().to_owned(),
        too_low: row.is_some_and(|row| row.too_low),
        rate: two(scored.rate),
        formula_score: two(scored.formula),
        manual_score: scored.typed.map(plain),
        eval_score: two(scored.score),
        devi_analy: row.map(|row| row.reason.clone()).unwrap_or_default(),
        measures: row.map(|row| row.measures.clone()).unwrap_or_default(),
        working: steps(&scored.working),
    }
}

fn proven(doc: &SelfAssessment, proof: &Evidence) -> EvidencePart {
    let of = proof.owner.strip_prefix(&format!("{}/indicators/", doc.path()));
    EvidencePart {
        indicator: of.unwrap_or_default().to_owned(),
        file_name: proof.name.clone(),
        full_path: evidence_path(proof),
        bytes: proof.bytes,
        sha256: proof.sha256.clone(),
    }
}

/// The name of a place in a self-assessment's part; `None` for places that are not shown when two are compared.
pub(crate) fn field_label(path: &str, target: &Target) -> Option<String> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let plain = |field: &str| {
        Some(match field {
            "funds_reason" => "预算执行偏差原因",
            "goal_comp" => "年度总体目标实际完成情况",
            "total_eval_value" => "总分",
            "grade" => "自评等级",
            "conclusion" => "评价结论",
            "problems" => "存在问题",
            "devi_analy" => "改进措施",
            "note" => "其他需要说明事项",
            "application_advise" => "结果应用",
            "application_reason" => "结果应用理由",
            "formed_on" => "报告形成日期",
            "published_on" => "公开日期",
            "published_at" => "公开网址或方式",
            _ => return None,
        })
    };
    match parts.as_slice() {
        ["scope"] => Some("自评范围".to_owned()),
        [field] => plain(field).map(str::to_owned),
        ["funds", source, rest @ ..] => {
            let source = FundSource::from_key(source).map_or("资金", FundSource::name);
            let column = match rest {
                [] => return Some(source.to_owned()),
                ["reply_amt"] => "年初预算数",
                ["cur_amt"] => "全年预算数",
                ["year_exe_amt"] => "全年执行数",
                _ => return None,
            };
            Some(format!("{source}{column}"))
        }
        ["execution", "exe_score"] => Some("预算执行得分".to_owned()),
        ["indicators", id, rest @ ..] => {
            let known = target.indicators.iter().find(|indicator| indicator.id.as_str() == *id);
            let name = known.map_or("已删去的指标", |indicator| indicator.name.as_str());
            let column = match rest {
                [] => return Some(format!("“{name}”")),
                ["ind_comp"] => "实际完成值",
                ["eval_score"] => "得分",
                ["manual_score"] => "手工得分",
                ["method"] => "赋分方式",
                ["too_low"] => "目标偏低",
                ["devi_analy"] => "偏差原因分析",
                ["measures"] => "改进措施",
                _ => return None,
            };
            Some(format!("“{name}”{column}"))
        }
        ["report", _, "text"] | ["report", _] => Some("自评报告的段落".to_owned()),
        _ => None,
    }
}

/// A value of a comparison for people, amounts in `unit`.
pub(crate) fn shown(path: &str, value: &Value, unit: AmountUnit) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if path == "/scope" => {
            Scope::from_key(text).map_or_else(|| text.clone(), |scope| scope.name().to_owned())
        }
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Value::Number(number) if path.starts_with("/funds/") => {
            number.as_i64().map(|fen| Money::from_fen(fen).with_unit(unit)).unwrap_or_default()
        }
        Value::Object(row) => {
            let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
            let told = [text("text"), text("ind_comp")].into_iter().find(|text| !text.is_empty());
            match (told, text("eval_score")) {
                (Some(told), "") => told.to_owned(),
                (Some(told), score) => format!("{told}（{score} 分）"),
                (None, _) => String::new(),
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::typed::Id;

    #[test]
    fn a_proof_is_named_by_its_content() {
        for (name, expected) in [
            ("验收单.PDF", "evidence/ab12.pdf"),
            ("无后缀", "evidence/ab12"),
            ("a.很长", "evidence/ab12"),
            ("b.toolongending", "evidence/ab12"),
            ("c.", "evidence/ab12"),
            ("d.tar.gz", "evidence/ab12.gz"),
        ] {
            let proof = Evidence {
                id: Id("1".into()),
                owner: String::new(),
                name: name.into(),
                sha256: "ab12".into(),
                bytes: 1,
                added_on: chrono::NaiveDate::default(),
                added_by: String::new(),
            };
            assert_eq!(evidence_path(&proof), expected, "{name}");
        }
    }
}
