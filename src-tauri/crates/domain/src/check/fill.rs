//! What has to be filled in, and whether it can be read: cells, codes, required fields, thresholds, secrecy.

use super::{Stage, Subject, called};
use crate::finding::{Finding, Level};
use crate::fund::{FundSource, Horizon};
use crate::money::{AmountUnit, Money};
use crate::project::Novelty;
use crate::rulepack::{RequiredField, Rule, Rules, wan};
use crate::target_value;
use crate::text::{chars, quoted, squeezed};
use crate::unit;

const WAN: AmountUnit = AmountUnit::WanYuan;

/// A secret project is told to keep only a neutral name; nothing else about it is looked at.
pub(super) fn secrecy(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) -> bool {
    if !subject.project.is_secret() {
        return false;
    }
    if let Some(rule) = &rules.secrecy {
        let filled = subject.target.is_some_and(|target| {
            !target.annual_goal.trim().is_empty()
                || !target.medium_goal.trim().is_empty()
                || !target.indicators.is_empty()
        });
        let (level, text) = if filled {
            (Level::Error, "这是涉密项目，却填写了绩效目标或指标")
        } else {
            (rule.level, "这是涉密项目，本程序不打印、不上报它")
        };
        out.push(rule.finding_at(
            level,
            subject.at("flags"),
            text.to_owned(),
            "只保留中性名称，其余内容请删除，按保密规定另行报送".to_owned(),
            &[],
        ));
    }
    true
}

/// Cells whose text could not be read.
pub(super) fn cells(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.cell else { return };
    let mut say = |path, text, remedy| out.push(rule.finding(path, text, remedy, &[]));
    let unread = |what: &str, text: &str| format!("{what}“{}”无法识别", quoted(text));
    let project = subject.project;
    if let Some(text) = &project.period.invalid {
        say(subject.at("period"), unread("起止时间", text), "请写成 2026年1月-2026年12月".into());
    }
    for horizon in [Horizon::Annual, Horizon::Medium] {
        for (source, part) in &project.funds.column(horizon).parts {
            if let Some(text) = &part.invalid {
                let path = subject.at(&format!("funds/{}/{}", horizon.key(), source.key()));
                let what = format!("{}{}", horizon.name(), source.name());
                say(path, unread(&what, text), "请只填数字，如 20.5".into());
            }
        }
    }
    for indicator in subject.target.iter().flat_map(|target| &target.indicators) {
        if let Some(text) = &indicator.value.invalid {
            let (text, remedy) = match target_value::read(text, Some(project.year)) {
                Err(fault) => split_sentence(&fault.to_string()),
                Ok(_) => (unread("指标值", text), "请重新输入一次".to_owned()),
            };
            say(subject.of(indicator, "value"), text, remedy);
        }
        if let Some(text) = &indicator.weight.invalid {
            say(subject.of(indicator, "weight"), unread("分值", text), "请填数字，如 10 或 22.5".into());
        }
    }
}

/// Project code and the unit's codes.
pub(super) fn codes(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    if let Some(rule) = &rules.project_code {
        let code = subject.project.code.as_str();
        if code.is_empty() {
            let level = if subject.stage == Stage::Seal { Level::Error } else { Level::Hint };
            out.push(rule.finding_at(
                level,
                subject.at("code"),
                "项目代码未填".into(),
                "上报前请从预算管理一体化系统复制 21 位项目代码".into(),
                &[],
            ));
        } else if let Err(fault) = unit::check_project_code(code) {
            let (text, remedy) = split_sentence(&fault.to_string());
            out.push(rule.finding(subject.at("code"), text, remedy, &[]));
        }
    }
}

/// `“X”应为…，请…` → the fault and the remedy.
pub(crate) fn split_sentence(sentence: &str) -> (String, String) {
    match sentence.rfind("，请") {
        Some(i) => (sentence[..i].to_owned(), sentence[i + '，'.len_utf8()..].to_owned()),
        None => (sentence.to_owned(), "请核对后改正".to_owned()),
    }
}

/// Does this project have to have a target? A project below the pack's threshold without one is only told so.
pub(super) fn obligatory(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) -> bool {
    let Some(rule) = &rules.obligatory else { return true };
    let blank = subject.target.is_none_or(|target| {
        target.annual_goal.trim().is_empty()
            && target.medium_goal.trim().is_empty()
            && target.indicators.is_empty()
    });
    if !blank {
        return true;
    }
    let threshold = rule.params.threshold();
    let total = subject.project.funds.annual.total();
    let numbers = |total: Money| [("项目金额", total.with_unit(WAN)), ("界限", threshold.with_unit(WAN))];
    match total {
        Some(total) if total < threshold => {
            out.push(rule.finding_at(
                Level::Hint,
                subject.at("funds/annual"),
                format!(
                    "项目金额 {}，不到 {}，可以不填报绩效目标",
                    total.with_unit(WAN),
                    threshold.with_unit(WAN)
                ),
                "如需一并管理，也可以照常填报".into(),
                &numbers(total),
            ));
            false
        }
        Some(total) if threshold > Money::ZERO => {
            out.push(rule.finding(
                subject.at("target/annual_goal"),
                format!(
                    "项目金额 {}，达到界限 {}，必须填报绩效目标",
                    total.with_unit(WAN),
                    threshold.with_unit(WAN)
                ),
                "请填写年度目标和绩效指标；不按要求编报的不安排预算".into(),
                &numbers(total),
            ));
            true
        }
        _ => true,
    }
}

/// Required fields, each its own finding at its own place.
pub(super) fn required(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.required else { return };
    for field in &rule.params.fields {
        one_required(rule, *field, subject, out);
    }
}

fn one_required<P>(rule: &Rule<P>, field: RequiredField, subject: Subject<'_>, out: &mut Vec<Finding>) {
    use RequiredField as F;
    let project = subject.project;
    let long = project.period.value.is_some_and(|period| period.spans_years());
    let goal = |horizon| {
        subject.target.map_or("", |target| match horizon {
            Horizon::Annual => target.annual_goal.as_str(),
            Horizon::Medium => target.medium_goal.as_str(),
        })
    };
    let annual = || subject.target.into_iter().flat_map(|target| target.side(Horizon::Annual));
    let (missing, part) = match field {
        F::Name => (project.name.trim().is_empty(), "name"),
        F::Novelty => (project.novelty.is_none(), "novelty"),
        F::Period => (project.period.is_blank(), "period"),
        F::Department => (project.department.trim().is_empty(), "department"),
        F::Person => (project.person.trim().is_empty(), "person"),
        F::AnnualFunds => (project.funds.annual.is_blank(), "funds/annual/fiscal"),
        F::MediumFunds => (long && project.funds.medium.is_blank(), "funds/medium/fiscal"),
        F::AnnualGoal => (goal(Horizon::Annual).trim().is_empty(), "target/annual_goal"),
        F::MediumGoal => (long && goal(Horizon::Medium).trim().is_empty(), "target/medium_goal"),
        F::Indicators => (annual().next().is_none(), "target/indicators"),
        F::IndicatorName | F::IndicatorValue => {
            for indicator in subject.target.iter().flat_map(|target| &target.indicators) {
                let (missing, column) = match field {
                    F::IndicatorName => (indicator.name.trim().is_empty(), "name"),
                    _ => (indicator.lacks_value(), "value"),
                };
                if missing {
                    let text = format!("{}的{}没有填写", called(indicator), field.name());
                    let remedy = if column == "value" {
                        "请填写符号、数值和单位，如 ≥95%；不需要的指标请删除"
                    } else {
                        "请写明这条指标考核什么；不需要的指标请删除"
                    };
                    out.push(rule.finding(subject.of(indicator, column), text, remedy.into(), &[]));
                }
            }
            return;
        }
    };
    if missing {
        let why = if matches!(field, F::MediumFunds | F::MediumGoal) { "（项目跨年度）" } else { "" };
        let text = format!("{}没有填写{why}", field.name());
        out.push(rule.finding(subject.at(part), text, format!("请填写{}", field.name()), &[]));
    }
}

/// The ex-ante evaluation report: there is one where the pack demands it, and it does not advise against the project.
pub(super) fn ex_ante(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.ex_ante else { return };
    let project = subject.project;
    let threshold = wan(rule.params.at_least_wan);
    let total = project.funds.annual.total().into_iter().chain(project.funds.medium.total()).max();
    let reached = total.map_or(threshold == Money::ZERO, |total| total >= threshold);
    let concerned = !rule.params.only_new || project.novelty == Some(Novelty::New);
    if !reached || !concerned {
        return;
    }
    if let Some(report) = &project.ex_ante {
        let conclusion = squeezed(&report.conclusion);
        if conclusion.contains("不予支持") || conclusion == "差" {
            out.push(rule.finding(
                subject.at("ex_ante"),
                format!("事前绩效评估的结论是“{}”，不能申请预算", quoted(&report.conclusion)),
                "请撤回这个项目，或完善后重新评估并登记新的结论".into(),
                &[],
            ));
        }
        return;
    }
    let new = if rule.params.only_new { "新增" } else { "" };
    let what = format!("{new}{}", project.kind.name());
    let (text, numbers) = match total {
        Some(total) if threshold > Money::ZERO => {
            let (total, threshold) = (total.with_unit(WAN), threshold.with_unit(WAN));
            (
                format!("{what}金额 {total}，达到界限 {threshold}，缺少事前绩效评估报告"),
                vec![("项目金额", total), ("界限", threshold)],
            )
        }
        _ => (format!("{what}缺少事前绩效评估报告"), vec![]),
    };
    let aspects = match &rule.params.criteria[..] {
        [] => String::new(),
        criteria => format!("（看{}）", criteria.join("、")),
    };
    out.push(rule.finding(
        subject.at("ex_ante"),
        text,
        format!("请先作事前绩效评估{aspects}，再在基本信息中登记报告名称、结论和日期"),
        &numbers,
    ));
}

/// Projects whose goals must be published.
pub(super) fn disclosure(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), Some(total)) = (&rules.disclosure_goal, subject.project.funds.annual.total()) else {
        return;
    };
    let threshold = rule.params.threshold();
    if total >= threshold {
        out.push(rule.finding(
            subject.at("funds/annual"),
            format!(
                "项目金额 {}，达到界限 {}，绩效目标须向社会公开",
                total.with_unit(WAN),
                threshold.with_unit(WAN)
            ),
            "请把措辞写得让群众看得懂，并在预算公开时一并公开".into(),
            &[("项目金额", total.with_unit(WAN)), ("界限", threshold.with_unit(WAN))],
        ));
    }
}

/// Texts longer than the budget system's columns.
pub(super) fn lengths(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.lengths else { return };
    let limits = &rule.params;
    let mut judge = |path: String, what: &str, text: &str, limit: usize| {
        let count = chars(text);
        if count > limit {
            out.push(rule.finding(
                path,
                format!("{what}有 {count} 个字，超过一体化系统的 {limit} 个字"),
                format!("请压缩到 {limit} 个字以内，否则导入时会被截断"),
                &[("字数", count.to_string()), ("上限", limit.to_string())],
            ));
        }
    };
    judge(subject.at("name"), "项目名称", &subject.project.name, limits.project_name);
    let Some(target) = subject.target else { return };
    judge(subject.at("target/annual_goal"), "年度目标", &target.annual_goal, limits.goal);
    judge(subject.at("target/medium_goal"), "中期目标", &target.medium_goal, limits.goal);
    for indicator in &target.indicators {
        judge(subject.of(indicator, "name"), "三级指标名称", &indicator.name, limits.indicator_name);
        if let Some(value) = &indicator.value.value {
            judge(subject.of(indicator, "value"), "指标值", &value.print(), limits.value);
        }
    }
}

/// The path of the amount that a total's finding points to: the fiscal line, which every form has.
pub(super) fn first_fund(subject: Subject<'_>, horizon: Horizon) -> String {
    subject.at(&format!("funds/{}/{}", horizon.key(), FundSource::Fiscal.key()))
}
