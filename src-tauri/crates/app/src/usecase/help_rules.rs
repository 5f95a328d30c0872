//! Rules in words: what a rule asks of one kind of field, with the pack's own numbers.

use domain::finding::{Level, Source};
use domain::fund::Horizon;
use domain::indicator::{Class, Level1};
use domain::number::plain;
use domain::project::Flag;
use domain::rulepack::{RequiredField, Rule, Rules};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

type Said<'a> = Option<(Level, &'a Source, String)>;

/// What the rule `id` says about a kind of field (see fields.toml); `None` where the pack has no such rule or it does
/// not speak about this field.
pub(crate) fn say<'a>(rules: &'a Rules, id: &str, kind: &str, horizon: Option<Horizon>) -> Said<'a> {
    match id {
        "target.required" => {
            let field = required(kind, horizon)?;
            said(&rules.required, |rule| rule.fields.contains(&field).then(|| required_words(field)))
        }
        "text.lengths" => said(&rules.lengths, |rule| {
            let most = match kind {
                "name" => rule.project_name,
                "target/annual_goal" | "target/medium_goal" => rule.goal,
                "indicators/name" => rule.indicator_name,
                "indicators/value" => rule.value,
                _ => return None,
            };
            Some(format!("最多 {most} 个字"))
        }),
        "cell.unreadable" => {
            said(&rules.cell, |_| Some("看不懂的内容留在格子里，改成看得懂的写法为止".into()))
        }
        "target.obligatory" => said(&rules.obligatory, |rule| {
            Some(match from(rule.at_least_wan) {
                limit if limit.is_empty() => "所有项目都要填报绩效目标".into(),
                limit => format!("{limit}项目必须填报绩效目标"),
            })
        }),
        "target.funds.sum" => said(&rules.funds_sum, |_| Some("各分项之和就是总额".into())),
        "form.amount-unit" => said(&rules.amount_unit, |rule| Some(format!("按{}填写", rule.unit.name()))),
        "disclosure.goal" => said(&rules.disclosure_goal, |rule| {
            Some(format!("{}项目要公开绩效目标", from(rule.at_least_wan)))
        }),
        "project.ex-ante" => said(&rules.ex_ante, |rule| {
            let from = from(rule.at_least_wan);
            let which = if rule.only_new { "新增项目" } else { "项目" };
            let criteria = match rule.criteria.join("、") {
                none if none.is_empty() => none,
                some => format!("，看{some}"),
            };
            Some(format!("{from}{which}要有事前绩效评估报告{criteria}"))
        }),
        "project.code" => said(&rules.project_code, |_| {
            Some("21 位：6 位区划、2 位年份、1 位类别字母（R、Y、T）、12 位序号".into())
        }),
        "unit.codes" => said(&rules.unit_codes, |_| Some("按国家标准核对位数和校验位".into())),
        "secrecy.excluded" => said(&rules.secrecy, |_| Some("涉密项目不打印、不上报".into())),
        _ => say_of_indicators(rules, id).or_else(|| say_of_selfeval(rules, id, kind)),
    }
}

fn say_of_selfeval<'a>(rules: &'a Rules, id: &str, kind: &str) -> Said<'a> {
    match id {
        "scoring.execution" => said(&rules.execution, |rule| {
            let (weight, below) = (plain(rule.weight), plain(rule.reason_below_percent));
            Some(format!("预算执行率 {weight} 分，按执行率得分；低于 {below}% 要说明原因"))
        }),
        "scoring.qualitative-bands" => said(&rules.bands, |rule| {
            let (full, partial) = (plain(rule.full_from_percent), plain(rule.partial_from_percent));
            Some(format!(
                "达成的得分值的 {full}% 至 100%，部分达成的得 {partial}% 至 {full}%，未达成的不到 {partial}%"
            ))
        }),
        "scoring.over-achievement" => said(&rules.over, |rule| {
            Some(format!("达到指标值的 {}% 要说明原因", plain(rule.explain_from_percent)))
        }),
        "scoring.grades" => said(&rules.grades, |rule| {
            let (excellent, good, fair) = (plain(rule.excellent), plain(rule.good), plain(rule.fair));
            Some(format!("{excellent} 分起为优，{good} 分起为良，{fair} 分起为中，再低为差"))
        }),
        "selfeval.explained" => {
            said(&rules.self_explained, |_| Some("没有达到指标值的要写原因和措施".into()))
        }
        "selfeval.lengths" => said(&rules.self_lengths, |rule| {
            let most = match kind {
                "selfeval/goal_done" => rule.goal_done,
                "selfeval/funds_reason" | "selfeval/indicators/reason" => rule.reason,
                "selfeval/conclusion" => rule.conclusion,
                "selfeval/problems" => rule.problems,
                "selfeval/measures" => rule.measures,
                _ => return None,
            };
            Some(format!("最多 {most} 个字"))
        }),
        "selfeval.personal" => said(&rules.self_personal, |_| {
            Some(
                "公开版遮盖手机号、固定电话、身份证号、银行卡号和项目负责人、单位负责人的姓名，上报的原件不变".into(),
            )
        }),
        "disclosure.report-days" => said(&rules.disclosure_days, |rule| {
            Some(format!("报告形成后 {} 个工作日内公开", rule.working_days))
        }),
        "results.treatment" => said(&rules.treatment, |rule| {
            Some(format!(
                "优{}，良{}，中{}，差{}",
                rule.excellent.name(),
                rule.good.name(),
                rule.fair.name(),
                rule.poor.name()
            ))
        }),
        _ => None,
    }
}

fn say_of_indicators<'a>(rules: &'a Rules, id: &str) -> Said<'a> {
    match id {
        "target.taxonomy" => said(&rules.taxonomy, |rule| {
            let classes: Vec<&str> = rule.version.level1().iter().map(|class| class.name()).collect();
            Some(format!("一级指标为{}", classes.join("、")))
        }),
        "target.classes.level1" => said(&rules.level1, |rule| {
            let free = match names(&rule.personnel_may_omit) {
                none if none.is_empty() => none,
                some => format!("；人员类项目可以不设{some}"),
            };
            Some(format!("要有{}{free}", names(&rule.required)))
        }),
        "target.classes.level2" => said(&rules.classes, |rule| {
            let group =
                |classes: &Vec<Class>| classes.iter().map(|c| c.name()).collect::<Vec<_>>().join("或");
            let groups: Vec<String> = rule.one_of_each.iter().map(group).collect();
            Some(format!("{}要有{}", flagged(&rule.flags), groups.join("、")))
        }),
        "target.indicators.min-count" => said(&rules.min_count, |rule| {
            Some(format!("{}三级指标不少于 {} 条", flagged(&rule.flags), rule.at_least))
        }),
        "target.indicators.common" => {
            said(&rules.common, |rule| Some(format!("每个项目都有{}", rule.names.join("、"))))
        }
        "target.weights.sum" => {
            let execution = rules.execution.as_ref().map_or(Decimal::ZERO, |rule| rule.params.weight);
            said(&rules.weights_sum, |rule| {
                let own = plain(rule.total - execution);
                Some(format!("各条合计 {own} 分，另有预算执行率 {} 分", plain(execution)))
            })
        }
        "target.weights.positive" => said(&rules.weights_positive, |_| Some("每条指标的分值都大于 0".into())),
        "target.weights.classes" => said(&rules.weights_classes, |rule| {
            let without = if rule.without_cost.is_empty() {
                String::new()
            } else {
                format!("；没有成本指标的，{}", points(&rule.without_cost))
            };
            Some(format!("{}{without}", points(&rule.due)))
        }),
        "quality.vague" => said(&rules.vague, |rule| {
            let few: Vec<&str> = rule.words.iter().take(6).map(String::as_str).collect();
            Some(format!("不能只写“{}”这类无法衡量的词", few.join("、")))
        }),
        "quality.all-hundred" => said(&rules.all_hundred, |rule| {
            Some(format!("{} 条及以上的量化指标不要全是 100%", rule.at_least))
        }),
        "quality.numeric-name" => said(&rules.numeric_name, |_| Some("名称不能只有数字".into())),
        "quality.copied" => {
            said(&rules.copied, |_| Some("不要照抄项目名称、另一条指标或另一个项目的目标".into()))
        }
        "quality.text-sum" => said(&rules.text_sum, |_| Some("文字里分项金额之和与写出的合计要一致".into())),
        "quality.date-as-number" => {
            said(&rules.date_number, |_| Some("日期写成日期，不要写成 46022 这样的序号".into()))
        }
        _ => None,
    }
}

fn said<'a, P>(rule: &'a Option<Rule<P>>, words: impl FnOnce(&P) -> Option<String>) -> Said<'a> {
    let rule = rule.as_ref()?;
    Some((rule.level, &rule.source, words(&rule.params)?))
}

/// `500 万元及以上的`, or nothing where the rule holds from the first 分 on.
fn from(wan: Decimal) -> String {
    if wan.is_zero() { String::new() } else { format!("{} 万元及以上的", plain(wan)) }
}

fn names(classes: &[Level1]) -> String {
    classes.iter().map(|class| class.name()).collect::<Vec<_>>().join("、")
}

fn points(due: &BTreeMap<Level1, Decimal>) -> String {
    let parts: Vec<String> =
        due.iter().map(|(class, points)| format!("{} {} 分", class.name(), plain(*points))).collect();
    parts.join("、")
}

fn flagged(flags: &[Flag]) -> String {
    match flags.iter().map(|flag| flag.name()).collect::<Vec<_>>().join("、") {
        none if none.is_empty() => none,
        some => format!("{some}项目："),
    }
}

fn required(kind: &str, horizon: Option<Horizon>) -> Option<RequiredField> {
    Some(match (kind, horizon) {
        ("name", _) => RequiredField::Name,
        ("novelty", _) => RequiredField::Novelty,
        ("period", _) => RequiredField::Period,
        ("department", _) => RequiredField::Department,
        ("person", _) => RequiredField::Person,
        ("funds/fiscal", Some(Horizon::Annual)) => RequiredField::AnnualFunds,
        ("funds/fiscal", Some(Horizon::Medium)) => RequiredField::MediumFunds,
        ("target/annual_goal", _) => RequiredField::AnnualGoal,
        ("target/medium_goal", _) => RequiredField::MediumGoal,
        ("indicators/name", _) => RequiredField::IndicatorName,
        ("indicators/value", _) => RequiredField::IndicatorValue,
        _ => return None,
    })
}

fn required_words(field: RequiredField) -> String {
    match field {
        RequiredField::AnnualFunds => "年度资金至少填一项".into(),
        RequiredField::MediumFunds => "跨年度的项目，中期资金至少填一项".into(),
        RequiredField::MediumGoal => "跨年度的项目必填".into(),
        _ => "必填".into(),
    }
}
