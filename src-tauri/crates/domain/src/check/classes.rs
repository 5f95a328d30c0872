//! Which classes a target covers, how many indicators it has, and the common ones.

use super::Subject;
use crate::finding::Finding;
use crate::fund::Horizon;
use crate::indicator::{Class, Level1};
use crate::project::Category;
use crate::rulepack::{Rules, concerns, may_omit};
use crate::target::Target;
use crate::text::squeezed;
use std::collections::BTreeSet;

pub(super) fn check(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(target) = subject.target else { return };
    let count = target.side(Horizon::Annual).count();
    if count == 0 {
        return; // one fault: the missing indicators were found as a required field
    }
    taxonomy(rules, subject, target, out);
    let missing = level1(rules, subject, target, out);
    level2(rules, subject, target, &missing, out);
    min_count(rules, subject, count, out);
    common(rules, subject, target, out);
}

fn taxonomy(rules: &Rules, subject: Subject<'_>, target: &Target, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.taxonomy else { return };
    for indicator in target.indicators.iter().filter(|i| !i.class.is_in(target.taxonomy)) {
        let to = indicator.class.moved_to(target.taxonomy);
        out.push(rule.finding(
            subject.of(indicator, "class"),
            format!("{}的指标体系没有“{}”这一类", target.taxonomy.name(), indicator.class.name()),
            format!("请改为“{}”", to.name()),
            &[],
        ));
    }
}

fn level1(rules: &Rules, subject: Subject<'_>, target: &Target, out: &mut Vec<Finding>) -> Vec<Level1> {
    let Some(rule) = &rules.level1 else { return Vec::new() };
    let missing: Vec<Level1> = (rule.params.required.iter().copied())
        .filter(|class| target.taxonomy.level1().contains(class))
        .filter(|class| !may_omit(&rule.params, subject.project.category, *class))
        .filter(|class| !target.side(Horizon::Annual).any(|i| i.class.level1() == *class))
        .collect();
    for class in &missing {
        out.push(rule.finding(
            subject.at("target/indicators"),
            format!("缺少{}", class.name()),
            format!("请至少增加一条{}", class.name()),
            &[],
        ));
    }
    missing
}

fn level2(rules: &Rules, subject: Subject<'_>, target: &Target, gone: &[Level1], out: &mut Vec<Finding>) {
    let Some(rule) = &rules.classes else { return };
    let personnel = subject.project.category == Some(Category::Personnel);
    if !concerns(&rule.params.flags, &subject.project.flags) || (personnel && rule.params.personnel_exempt) {
        return;
    }
    // Two classes of a pack's tree may be one in the target's.
    let groups: BTreeSet<BTreeSet<Class>> = (rule.params.one_of_each.iter())
        .map(|group| group.iter().map(|class| class.moved_to(target.taxonomy)).collect())
        .collect();
    for group in groups {
        let covered = target.side(Horizon::Annual).any(|i| group.contains(&i.class));
        // One fault, one finding: a whole level-1 class that is missing was named above.
        let told = group.iter().all(|class| gone.contains(&class.level1()));
        if !covered && !told {
            let level1: BTreeSet<Level1> = group.iter().map(|class| class.level1()).collect();
            let names: Vec<&str> = if group.len() > 1 && level1.len() == 1 {
                level1.iter().map(|class| class.name()).collect()
            } else {
                group.iter().map(|class| class.name()).collect()
            };
            out.push(rule.finding(
                subject.at("target/indicators"),
                format!("没有设置{}", names.join("或")),
                "请补充这一类指标；确不适用的请在备注中说明".into(),
                &[],
            ));
        }
    }
}

fn min_count(rules: &Rules, subject: Subject<'_>, count: usize, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.min_count else { return };
    let least = rule.params.at_least as usize;
    if count >= least || !concerns(&rule.params.flags, &subject.project.flags) {
        return;
    }
    let kinds: Vec<&str> = rule.params.flags.iter().map(|flag| flag.name()).collect();
    let kind = if kinds.is_empty() { "项目".to_owned() } else { format!("{}项目", kinds.join("、")) };
    out.push(rule.finding(
        subject.at("target/indicators"),
        format!("{kind}的三级指标不少于 {least} 条，现有 {count} 条"),
        format!("请再补充 {} 条指标", least - count),
        &[("现有", count.to_string()), ("不少于", least.to_string())],
    ));
}

fn common(rules: &Rules, subject: Subject<'_>, target: &Target, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.common else { return };
    for name in &rule.params.names {
        let wanted = squeezed(name);
        if !target.side(Horizon::Annual).any(|i| squeezed(&i.name).contains(&wanted)) {
            out.push(rule.finding(
                subject.at("target/indicators"),
                format!("缺少共性指标“{name}”"),
                format!("请从指标库加入“{name}”；由财政统一设置的请说明"),
                &[],
            ));
        }
    }
}
