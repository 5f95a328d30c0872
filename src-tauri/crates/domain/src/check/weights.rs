//! Weights (分值): each above 0, all to 100 less the execution weight, each class to its due.

use super::{Subject, called};
use crate::finding::Finding;
use crate::fund::Horizon;
use crate::indicator::{Indicator, Level1};
use crate::number::plain;
use crate::rulepack::{Rules, WeightsClasses};
use crate::target::Target;
use rust_decimal::Decimal;

/// The sum that the indicator weights of a pack must reach: 100 less the execution weight. `None`: no weights.
pub fn due_total(rules: &Rules) -> Option<Decimal> {
    let sum = rules.weights_sum.as_ref()?.params.total;
    Some(sum - rules.execution.as_ref().map_or(Decimal::ZERO, |rule| rule.params.weight))
}

/// The points due to each level-1 class of this target under a pack; empty where the pack says nothing.
pub fn due_by_class(rules: &Rules, target: &Target) -> Vec<(Level1, Decimal)> {
    let Some(rule) = &rules.weights_classes else { return Vec::new() };
    let WeightsClasses { due, without_cost, without_satisfaction } = &rule.params;
    let has = |class| target.side(Horizon::Annual).any(|i| i.class.level1() == class);
    let due = if without_cost.is_empty() || has(Level1::Cost) { due } else { without_cost };
    let moved = match without_satisfaction {
        Some(to) if !has(Level1::Satisfaction) => due.get(&Level1::Satisfaction).map(|points| (*to, *points)),
        _ => None,
    };
    (target.taxonomy.level1().iter())
        .filter_map(|class| Some((*class, *due.get(class)?)))
        .filter(|(class, _)| moved.is_none() || *class != Level1::Satisfaction)
        .map(|(class, points)| match moved {
            Some((to, extra)) if to == class => (class, points + extra),
            _ => (class, points),
        })
        .collect()
}

pub(super) fn check(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(target) = subject.target else { return };
    let rows: Vec<&Indicator> = target.side(Horizon::Annual).collect();
    let Some(due) = due_total(rules) else { return };
    if rows.is_empty() {
        return;
    }
    positive(rules, subject, &rows, out);
    let total = target.weight_total(None);
    let classes: Vec<(Level1, Decimal, Decimal)> = due_by_class(rules, target)
        .into_iter()
        .map(|(class, due)| (class, target.weight_total(Some(class)), due))
        .filter(|(_, has, due)| has != due)
        .collect();
    // One fault = one finding: a wrong sum names the classes that make it wrong.
    if total != due {
        sum(rules, subject, &rows, total, due, &classes, out);
    } else {
        for (class, has, due) in classes {
            by_class(rules, subject, &rows, class, has, due, out);
        }
    }
}

fn positive(rules: &Rules, subject: Subject<'_>, rows: &[&Indicator], out: &mut Vec<Finding>) {
    let Some(rule) = &rules.weights_positive else { return };
    let none = rows.iter().all(|row| row.weight.is_blank());
    for row in rows {
        if row.weight.value.is_some_and(|weight| weight > Decimal::ZERO)
            || row.weight.invalid.is_some()
            || none
        {
            continue; // unreadable cells and a sheet without any weight have their own finding
        }
        let (text, remedy) = match row.weight.value {
            None => (format!("{}没有分值", called(row)), "请填写分值"),
            Some(weight) => (
                format!("{}的分值为 {}，应大于 0", called(row), plain(weight)),
                "请改为大于 0 的分值，或删除这条指标",
            ),
        };
        out.push(rule.finding(subject.of(row, "weight"), text, remedy.to_owned(), &[]));
    }
}

fn sum(
    rules: &Rules,
    subject: Subject<'_>,
    rows: &[&Indicator],
    total: Decimal,
    due: Decimal,
    classes: &[(Level1, Decimal, Decimal)],
    out: &mut Vec<Finding>,
) {
    let Some(rule) = &rules.weights_sum else { return };
    let mut text = format!("指标分值合计 {}，应为 {}", plain(total), plain(due));
    for (class, has, due) in classes {
        text.push_str(&format!("；{} {}，应为 {}", class.name(), plain(*has), plain(*due)));
    }
    let gap = due - total;
    let verb = if gap > Decimal::ZERO { "增加" } else { "减少" };
    let scope = match classes {
        [(class, ..)] => format!("在{}", class.name()),
        _ => String::new(),
    };
    let wanted = classes.first().map(|(class, ..)| *class);
    let row =
        rows.iter().rev().find(|row| wanted.is_none_or(|class| row.class.level1() == class)).or(rows.last());
    let path = row.map_or_else(|| subject.at("target/indicators"), |row| subject.of(row, "weight"));
    out.push(rule.finding(
        path,
        text,
        format!("请{scope}{verb} {} 分", plain(gap.abs())),
        &[("合计", plain(total)), ("应为", plain(due))],
    ));
}

fn by_class(
    rules: &Rules,
    subject: Subject<'_>,
    rows: &[&Indicator],
    class: Level1,
    has: Decimal,
    due: Decimal,
    out: &mut Vec<Finding>,
) {
    let Some(rule) = &rules.weights_classes else { return };
    let row = rows.iter().rev().find(|row| row.class.level1() == class);
    let path = row.map_or_else(|| subject.at("target/indicators"), |row| subject.of(row, "weight"));
    out.push(rule.finding(
        path,
        format!("{}分值 {}，通常为 {}", class.name(), plain(has), plain(due)),
        "请按统一分值调整；确需不同的请说明理由".into(),
        &[("本类", plain(has)), ("应为", plain(due))],
    ));
}
