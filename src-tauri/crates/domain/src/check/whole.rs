//! What is odd about the monitoring of a unit as a whole.

use super::fill::split_sentence;
use super::{Stage, monitoring::undone};
use crate::due::Lamp;
use crate::finding::{Finding, Level};
use crate::money::Money;
use crate::monitoring::assess::amount_unit;
use crate::monitoring::{Assessment, Possibility, read_actual};
use crate::rulepack::{Pack, Rules};
use crate::target_value::read;
use crate::text::quoted;
use crate::whole::{UnitIndicator, UnitMonitoring};

/// What a check of the whole unit looks at.
#[derive(Debug, Clone, Copy)]
pub struct UnitMonitoringSubject<'a> {
    /// The pack of the unit.
    pub pack: &'a Pack,
    /// The document.
    pub doc: &'a UnitMonitoring,
    /// What [`crate::whole::assess_unit`] says of it.
    pub assessment: &'a Assessment,
    /// Projects that were not monitored for the half year.
    pub unmonitored: usize,
    /// While drafting, or before sealing.
    pub stage: Stage,
}

fn at(part: &str) -> String {
    format!("{}/{part}", UnitMonitoring::PATH)
}

fn called(row: &UnitIndicator) -> String {
    match quoted(&row.name) {
        name if name.is_empty() => format!("一条{}指标", row.dimension.name()),
        name => format!("“{name}”"),
    }
}

/// All findings of the whole unit's sheet, the weightiest first.
pub fn check_unit_monitoring(subject: UnitMonitoringSubject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let rules = &subject.pack.rules;
    if let (Some(rule), 1..) = (&rules.monitored, subject.unmonitored) {
        out.push(rule.finding(
            at("projects"),
            format!("有 {} 个项目没有填 6月的监控，不在合计之内", subject.unmonitored),
            "请补填这些项目 1—6月的监控".into(),
            &[("未填", format!("{} 个", subject.unmonitored))],
        ));
    }
    money(rules, subject, &mut out);
    for row in &subject.doc.rows {
        cells(rules, subject, row, &mut out);
        missing(rules, subject, row, &mut out);
        reasons(rules, subject, row, &mut out);
    }
    tasks(rules, subject, &mut out);
    out.sort_by_key(|finding| finding.level);
    out
}

fn money(rules: &Rules, subject: UnitMonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let unit = amount_unit(subject.pack);
    for (source, fund) in &subject.doc.funds {
        let path = |key: &str| at(&format!("funds/{}/{key}", source.key()));
        for (key, name, cell) in fund.cells() {
            let what = format!("单位其他支出{}的{name}", source.name());
            if let (Some(rule), Some(text)) = (&rules.cell, &cell.invalid) {
                let remedy = "请只填数字，如 20.5".to_owned();
                out.push(rule.finding(path(key), format!("{what}“{}”无法识别", quoted(text)), remedy, &[]));
            } else if let (Some(rule), Some(value)) =
                (&rules.amounts, cell.value.filter(|value| *value < Money::ZERO))
            {
                out.push(rule.finding(
                    path(key),
                    format!("{what}是负数：{}", value.with_unit(unit)),
                    "请核对；确为负数的请在备注说明".into(),
                    &[(name, value.with_unit(unit))],
                ));
            }
        }
        let (Some(rule), Some(executed)) = (&rules.amounts, fund.executed.value) else { continue };
        let budget = fund.budget();
        if budget.is_none_or(|budget| executed > budget) && executed >= Money::ZERO {
            let budget = budget.map_or_else(|| "没有填写".to_owned(), |budget| budget.with_unit(unit));
            out.push(rule.finding(
                path("executed"),
                format!(
                    "单位其他支出{}的执行数 {} 超过预算数，预算数{budget}",
                    source.name(),
                    executed.with_unit(unit)
                ),
                "请核对执行数，补上或改正预算数".into(),
                &[("执行数", executed.with_unit(unit)), ("预算数", budget)],
            ));
        }
    }
}

fn cells(rules: &Rules, subject: UnitMonitoringSubject<'_>, row: &UnitIndicator, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.cell else { return };
    let (doc, name) = (subject.doc, called(row));
    let mut say = |column: &str, text: String, remedy: String| {
        out.push(rule.finding(at(&format!("rows/{}/{column}", row.id)), text, remedy, &[]));
    };
    let again = "请重新输入一次";
    if let Some(text) = &row.value.invalid {
        let (text, remedy) = match read(text, Some(doc.year)) {
            Err(fault) => split_sentence(&fault.to_string()),
            Ok(_) => (format!("指标值“{}”无法识别", quoted(text)), again.to_owned()),
        };
        say("value", format!("{name}的{text}"), remedy);
    }
    if let Some(text) = &row.weight.invalid {
        say("weight", format!("{name}的分值“{}”无法识别", quoted(text)), "请填数字，如 10 或 22.5".into());
    }
    for (column, what, cell) in [("done", "", &row.done), ("expected", "全年预计", &row.expected)] {
        let Some(text) = &cell.invalid else { continue };
        let (text, remedy) = match read_actual(text, row.value.value.as_ref(), doc.year) {
            Err(fault) => split_sentence(&fault.to_string()),
            Ok(_) => (format!("完成情况“{}”无法识别", quoted(text)), again.to_owned()),
        };
        say(column, format!("{name}的{what}{text}"), remedy);
    }
}

fn missing(rules: &Rules, subject: UnitMonitoringSubject<'_>, row: &UnitIndicator, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.monitored else { return };
    let lacks_value =
        row.value.invalid.is_none() && row.value.value.as_ref().is_none_or(|value| value.is_waiting());
    let blanks: Vec<(&str, &str)> = [
        (row.name.trim().is_empty(), ("name", "名称")),
        (lacks_value, ("value", "指标值")),
        (row.done.is_blank(), ("done", "1—6月完成情况")),
        (row.expected.is_blank(), ("expected", "全年预计完成情况")),
        (row.possibility.is_none(), ("possibility", "完成目标可能性")),
    ]
    .into_iter()
    .filter_map(|(blank, what)| blank.then_some(what))
    .collect();
    let Some((first, _)) = blanks.first() else { return };
    let level = match undone(subject.stage) {
        Level::Error if matches!(*first, "expected" | "possibility") => rule.level,
        level => level,
    };
    let what: Vec<&str> = blanks.iter().map(|(_, what)| *what).collect();
    out.push(rule.finding_at(
        level,
        at(&format!("rows/{}/{first}", row.id)),
        format!("{}没有填写{}", called(row), what.join("、")),
        "请填写；不需要的指标请删除".into(),
        &[],
    ));
}

fn reasons(rules: &Rules, subject: UnitMonitoringSubject<'_>, row: &UnitIndicator, out: &mut Vec<Finding>) {
    let blank = |text: &str| text.trim().is_empty();
    let path = |column: &str| at(&format!("rows/{}/{column}", row.id));
    if let (Some(rule), Some(doubt @ (Possibility::Possible | Possibility::Impossible))) =
        (&rules.explained, row.possibility)
    {
        let column = if blank(&row.reason) { "reason" } else { "measures" };
        if blank(&row.reason) || blank(&row.measures) {
            out.push(rule.finding(
                path(column),
                format!("{}完成目标可能性为“{}”，原因或措施还没有写", called(row), doubt.name()),
                "请写明为什么完成有困难、准备怎么办".into(),
                &[],
            ));
        }
        return;
    }
    let lamp =
        subject.assessment.rows.iter().find(|found| found.indicator == row.id).and_then(|row| row.lamp);
    if let (Some(rule), Some(lamp @ (Lamp::Red | Lamp::Yellow))) = (&rules.lamps, lamp)
        && blank(&row.reason)
        && row.done.value.is_some()
        && row.done.invalid.is_none()
    {
        out.push(rule.finding(
            path("reason"),
            format!("{}为{}，还没有写偏差原因", called(row), lamp.name()),
            "请写明情况，或核对完成情况".into(),
            &[],
        ));
    }
}

fn tasks(rules: &Rules, subject: UnitMonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.monitored else { return };
    let mut say = |path: String, text: String, remedy: &str| {
        out.push(rule.finding_at(undone(subject.stage), path, text, remedy.to_owned(), &[]));
    };
    if subject.doc.goal.trim().is_empty() {
        say(at("goal"), "部门整体年度目标没有填写".into(), "请填写年度总体目标");
    }
    for task in subject.doc.tasks.iter().filter(|task| task.done.trim().is_empty()) {
        let text = format!("任务“{}”没有填写完成情况", quoted(&task.name));
        say(at(&format!("tasks/{}/done", task.id)), text, "请填写 1—6月的完成情况");
    }
}
