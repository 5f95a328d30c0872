//! The indicators' rows of a self-assessment.

use crate::check::{Slip, called, slip, split_sentence, undone};
use crate::finding::{Finding, Level};
use crate::indicator::Indicator;
use crate::monitoring::judge::compares;
use crate::monitoring::{Achievement, Actual, read_actual};
use crate::number::plain;
use crate::rulepack::{Readings, Rules};
use crate::selfeval::timeline::against_months;
use crate::selfeval::{AssessedIndicator, Scope, SelfEvalSubject, assessed, print_actual};
use crate::target_value::{Quantity, Sign, TargetValue};
use crate::text::quoted;
use rust_decimal::Decimal;

/// One row with its indicator.
struct Row<'a> {
    subject: SelfEvalSubject<'a>,
    indicator: &'a Indicator,
    own: &'a AssessedIndicator,
}

impl Row<'_> {
    fn at(&self, column: &str) -> String {
        self.subject.at(&format!("indicators/{}/{column}", self.indicator.id))
    }

    fn goal(&self) -> Option<&TargetValue> {
        self.indicator.value.value.as_ref().filter(|goal| !goal.is_waiting())
    }

    fn both(&self) -> Vec<(&'static str, String)> {
        let actual = self.own.actual.value.as_ref().map(|actual| print_actual(actual, self.goal()));
        let goal = self.goal().map(TargetValue::print).filter(|text| !text.is_empty());
        [("实际完成值", actual), ("指标值", goal)]
            .into_iter()
            .filter_map(|(label, value)| Some((label, value?)))
            .collect()
    }
}

pub(super) fn check(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let rows = assessed(subject.target, subject.doc.scope);
    for indicator in &rows {
        let blank = AssessedIndicator::new(indicator.id.clone());
        let own = subject.doc.row(&indicator.id).unwrap_or(&blank);
        let row = Row { subject, indicator, own };
        cells(rules, &row, out);
        missing(rules, &row, out);
        if own.actual.invalid.is_none() {
            let before = out.len();
            odd(rules, &row, out);
            months(rules, &row, out);
            // What is wrong with the figure itself comes before what a missed target asks for.
            if out[before..].iter().all(|finding| finding.level == Level::Hint) {
                explained(rules, &row, out);
            }
        }
    }
    untouched(rules, subject, &rows, out);
}

/// Did the actual miss its target? `None` where that cannot be told.
pub(in crate::selfeval) fn missed(indicator: &Indicator, own: &AssessedIndicator) -> Option<bool> {
    let actual = own.actual.value.as_ref()?;
    if let Actual::Level(level) = actual {
        return Some(*level != Achievement::Reached);
    }
    let goal = indicator.value.value.as_ref()?;
    match (&goal.quantity, actual) {
        // More than an exact number is over-achievement, which is another matter.
        (Quantity::Number(target), Actual::Number(value)) if goal.sign == Sign::Equal => Some(value < target),
        (Quantity::Number(target), Actual::Number(value)) => Some(!compares(goal.sign, value, target)),
        (Quantity::Date(due), Actual::Date(day)) => {
            let sign = if goal.sign == Sign::Equal { Sign::AtMost } else { goal.sign };
            Some(!compares(sign, day, due))
        }
        _ => None,
    }
}

/// Cells that cannot be read.
fn cells(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.cell else { return };
    let name = called(row.indicator);
    if let Some(typed) = &row.own.actual.invalid {
        let goal = row.indicator.value.value.as_ref();
        let (text, remedy) = match read_actual(typed, goal, row.subject.doc.year) {
            Err(fault) => split_sentence(&fault.to_string()),
            Ok(_) => (format!("完成情况“{}”无法识别", quoted(typed)), "请重新输入一次".to_owned()),
        };
        let text = text.replacen("完成情况", "实际完成值", 1);
        out.push(rule.finding(row.at("actual"), format!("{name}的{text}"), remedy, &[]));
    }
    if let Some(typed) = &row.own.score.invalid {
        out.push(rule.finding(
            row.at("score"),
            format!("{name}的手工得分“{}”无法识别", quoted(typed)),
            "请填数字，如 9.5；按公式计分的请清空".into(),
            &[],
        ));
    }
}

/// What is not filled in.
fn missing(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = rules.self_required.as_ref().filter(|_| row.own.actual.is_blank()) else { return };
    let number = row.indicator.value.value.as_ref().and_then(TargetValue::as_number);
    let nothing = if number.is_some() { "0" } else { "未达成" };
    out.push(rule.finding_at(
        undone(row.subject.stage),
        row.at("actual"),
        format!("{}没有填写实际完成值", called(row.indicator)),
        format!("请填写；没有开展的填 {nothing}"),
        &[],
    ));
}

/// Actual values that do not fit their target.
fn odd(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), Some(actual)) = (&rules.self_readings, row.own.actual.value) else { return };
    let name = called(row.indicator);
    let mut say = |level, text: String, remedy: String| {
        out.push(rule.finding_at(level, row.at("actual"), text, remedy, &row.both()));
    };
    let Some(goal) = row.goal() else {
        let words = row.indicator.value.value.as_ref().is_some_and(|goal| goal.sign == Sign::Qualitative);
        if !words {
            let text = format!("{name}的指标值没有填写或无法识别，算不出得分");
            say(Level::Explain, text, "请在绩效目标中补正指标值；目标已批复的请办理调整".into());
        }
        return;
    };
    match (&goal.quantity, actual) {
        (Quantity::Number(target), Actual::Number(value)) => {
            number(&rule.params, &name, goal, *target, value, &mut say);
        }
        (Quantity::Date(_), Actual::Date(day)) if day > row.subject.today => {
            let text = format!("{name}的完成日期{}在今天之后", actual.print());
            say(rule.level, text, "还没有完成的请填 未达成，并写明原因".into());
        }
        (Quantity::Date(_), Actual::Date(day))
            if row.subject.doc.scope == Scope::Year && day < row.subject.doc.year.first_day() =>
        {
            let text = format!("{name}的完成日期{}在 {} 年度之前", actual.print(), row.subject.doc.year);
            let level = if row.own.reason.trim().is_empty() { Level::Explain } else { Level::Hint };
            say(level, text, "请核对年份；确实在以前年度完成的请写明原因".into());
        }
        (Quantity::Date(_), Actual::Date(_) | Actual::Level(_)) | (Quantity::Text(_), Actual::Level(_)) => {}
        _ => {
            let text = format!(
                "{name}的实际完成值“{}”与指标值“{}”不是一类，无法比较",
                actual.print(),
                quoted(&goal.print())
            );
            say(rule.level, text, "目标有变的，请按现在的指标值重填实际完成值".into());
        }
    }
}

/// A number that is negative, or in another magnitude than its target.
fn number(
    params: &Readings,
    name: &str,
    goal: &TargetValue,
    target: Decimal,
    value: Decimal,
    say: &mut dyn FnMut(Level, String, String),
) {
    let (shown, asked) = (plain(value), quoted(&goal.print()));
    if value < Decimal::ZERO && target >= Decimal::ZERO {
        let text = format!("{name}的实际完成值是负数 {shown}，指标值为 {asked}");
        say(Level::Explain, text, "请核对；确为负数的请写明原因".into());
    } else if let Some(Slip { looks, meant }) = slip(params, goal, value) {
        let unit = &goal.unit;
        let text = format!("{name}的实际完成值 {shown}{unit}，指标值为 {asked}，{looks}");
        say(Level::Explain, text, format!("如果是 {meant}{unit}，请填 {meant}；数字无误的请写明原因"));
    }
}

/// The actual against what the months said.
fn months(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_timeline else { return };
    let found = against_months(row.subject.monitorings, row.indicator, row.subject.doc);
    let Some((text, said, month, then)) = found else { return };
    let explained = !row.own.reason.trim().is_empty();
    out.push(rule.finding_at(
        if explained { Level::Hint } else { rule.level },
        row.at("actual"),
        format!("{}：{text}", called(row.indicator)),
        "请核对哪一处有误；数据有更新的请在偏差原因中说明".into(),
        &[("自评", said), (&format!("{}监控", month.word()), then)],
    ));
}

/// A missed target asks for a reason and a measure.
fn explained(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_explained else { return };
    if missed(row.indicator, row.own) != Some(true) {
        return;
    }
    let lacks: Vec<(&str, &str)> = [
        (row.own.reason.trim().is_empty(), ("reason", "偏差原因")),
        (row.own.measures.trim().is_empty(), ("measures", "改进措施")),
    ]
    .into_iter()
    .filter_map(|(lacks, what)| lacks.then_some(what))
    .collect();
    let Some((first, _)) = lacks.first() else { return };
    let what: Vec<&str> = lacks.iter().map(|(_, what)| *what).collect();
    let both = row.both();
    // What somebody wrote stands in quotes, numbers do not.
    let words = matches!(row.goal(), Some(TargetValue { quantity: Quantity::Text(_), .. }));
    let said: Vec<String> = (both.iter())
        .map(|(label, value)| {
            if words {
                format!("{label}“{}”", quoted(value))
            } else {
                format!("{label} {}", quoted(value))
            }
        })
        .collect();
    out.push(rule.finding(
        row.at(first),
        format!(
            "{}没有达到指标值（{}），还没有写{}",
            called(row.indicator),
            said.join("，"),
            what.join("和")
        ),
        "请写明为什么没有达到、今后怎么改进".into(),
        &both,
    ));
}

/// Rows that came from monitoring and that nobody confirmed.
fn untouched(rules: &Rules, subject: SelfEvalSubject<'_>, rows: &[&Indicator], out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_untouched else { return };
    let left: Vec<&&Indicator> =
        rows.iter().filter(|row| subject.doc.row(&row.id).is_some_and(|own| own.untouched)).collect();
    let Some(first) = left.first() else { return };
    let rest = if left.len() > 1 { format!("等 {} 条指标", left.len()) } else { String::new() };
    out.push(rule.finding(
        subject.at(&format!("indicators/{}/actual", first.id)),
        format!("{}{rest}沿用监控的内容，还没有核对", called(first)),
        "请核对实际完成值和原因；没有变化的请确认".into(),
        &[("未核对", format!("{} 条", left.len()))],
    ));
}
