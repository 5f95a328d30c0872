//! Quality hints: what a reviewer would send back although nothing is missing.

use super::{Subject, quoted};
use crate::finding::Finding;
use crate::fund::Horizon;
use crate::indicator::{Class, Indicator};
use crate::period::{excel_serial_date, print_date};
use crate::rulepack::Rules;
use crate::target::Target;
use crate::target_value::{Quantity, Sign};
use crate::text::{chars, is_only_number, squeezed};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

pub(super) fn check(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(target) = subject.target else { return };
    for indicator in &target.indicators {
        numeric_name(rules, subject, indicator, out);
        vague(rules, subject, indicator, out);
        date_number(rules, subject, indicator, out);
    }
    all_hundred(rules, subject, target, out);
    copied(rules, subject, target, out);
}

fn numeric_name(rules: &Rules, subject: Subject<'_>, indicator: &Indicator, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.numeric_name else { return };
    if is_only_number(&indicator.name) {
        out.push(rule.finding(
            subject.of(indicator, "name"),
            format!("三级指标名称“{}”只有数字，看不出考核什么", quoted(&indicator.name)),
            "请写明考核的对象和内容，数字填在指标值里".into(),
            &[],
        ));
    }
}

fn vague(rules: &Rules, subject: Subject<'_>, indicator: &Indicator, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.vague else { return };
    let Some(Quantity::Text(text)) = indicator.value.value.as_ref().map(|value| &value.quantity) else {
        return;
    };
    let plain = squeezed(text);
    let hit =
        rule.params.words.iter().find(|word| plain == word.as_str() || plain.starts_with(word.as_str()));
    // A long text that begins with such a word has gone on to say how it is judged.
    if hit.is_some() && chars(&plain) <= 12 {
        out.push(rule.finding(
            subject.of(indicator, "value"),
            format!("“{}”难以衡量", quoted(text)),
            "请写明判断标准，或改为可量化的指标值".into(),
            &[],
        ));
    }
}

fn date_number(rules: &Rules, subject: Subject<'_>, indicator: &Indicator, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.date_number else { return };
    let Some(value) = &indicator.value.value else { return };
    let Some(number) = value.as_number() else { return };
    if indicator.class != Class::Timeliness || !value.unit.is_empty() {
        return;
    }
    let near = |date: &chrono::NaiveDate| {
        (i64::from(subject.project.year.0) - i64::from(chrono::Datelike::year(date))).abs() <= 10
    };
    let serial = if number.fract().is_zero() { number.to_i64() } else { None };
    if let Some(date) = serial.and_then(excel_serial_date).filter(near) {
        out.push(rule.finding(
            subject.of(indicator, "value"),
            format!("时效指标的值 {number} 像是表格里的日期序号（{}）", print_date(date)),
            format!("请改写为“{}前”", print_date(date)),
            &[("数值", number.to_string()), ("对应日期", print_date(date))],
        ));
    }
}

fn all_hundred(rules: &Rules, subject: Subject<'_>, target: &Target, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.all_hundred else { return };
    let numeric: Vec<&Indicator> = target
        .side(Horizon::Annual)
        .filter(|i| {
            i.value.value.as_ref().is_some_and(|v| v.sign != Sign::Qualitative && v.as_number().is_some())
        })
        .collect();
    let hundred = |i: &&Indicator| {
        i.value.value.as_ref().is_some_and(|v| v.unit == "%" && v.as_number() == Some(Decimal::ONE_HUNDRED))
    };
    let (Some(first), true) = (numeric.first(), numeric.iter().all(hundred)) else { return };
    if numeric.len() >= rule.params.at_least {
        out.push(rule.finding(
            subject.of(first, "value"),
            format!("{} 条可量化的指标全部是 100%", numeric.len()),
            "请按实际情况设定数量、时间和成本的目标值，避免指标没有区分度".into(),
            &[("条数", numeric.len().to_string())],
        ));
    }
}

fn copied(rules: &Rules, subject: Subject<'_>, target: &Target, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.copied else { return };
    for horizon in [Horizon::Annual, Horizon::Medium] {
        let mut seen: BTreeMap<(Class, String), &Indicator> = BTreeMap::new();
        for indicator in target.side(horizon).filter(|i| !i.name.trim().is_empty()) {
            if seen.insert((indicator.class, squeezed(&indicator.name)), indicator).is_some() {
                out.push(rule.finding(
                    subject.of(indicator, "name"),
                    format!("“{}”在同一类里出现了两次", quoted(&indicator.name)),
                    "请合并，或写明两条的区别".into(),
                    &[],
                ));
            }
        }
    }
    let goal = squeezed(&target.annual_goal);
    if !goal.is_empty() && goal == squeezed(&subject.project.name) {
        out.push(rule.finding(
            subject.at("target/annual_goal"),
            "年度目标只是照抄了项目名称".into(),
            "请写明今年要做多少、做到什么程度、带来什么效果".into(),
            &[],
        ));
    } else if chars(&goal) >= rule.params.min_chars && goal == squeezed(&target.medium_goal) {
        out.push(rule.finding(
            subject.at("target/medium_goal"),
            "中期目标与年度目标一字不差".into(),
            "请分别写明整个项目期和今年的目标".into(),
            &[],
        ));
    }
}
