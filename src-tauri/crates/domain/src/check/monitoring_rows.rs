//! What is odd about the indicators' rows of a monitoring document.

use super::monitoring::{MonitoringSubject, undone};
use super::{Slip, called, fill::split_sentence, slip};
use crate::due::Lamp;
use crate::finding::{Finding, Level};
use crate::indicator::Indicator;
use crate::monitoring::assess::annual;
use crate::monitoring::{
    Accrual, Actual, Assessment, MonitoredIndicator, Possibility, RowAssessment, accrual_of, read_actual,
};
use crate::number::plain;
use crate::period::print_date;
use crate::rulepack::{Readings, Rules};
use crate::target_value::{Quantity, Sign, TargetValue};
use crate::text::quoted;
use rust_decimal::Decimal;

/// One row with all that is known about it.
struct Row<'a> {
    subject: MonitoringSubject<'a>,
    indicator: &'a Indicator,
    row: &'a MonitoredIndicator,
    found: Option<&'a RowAssessment>,
}

impl Row<'_> {
    fn at(&self, column: &str) -> String {
        self.subject.at(&format!("indicators/{}/{column}", self.indicator.id))
    }

    fn goal(&self) -> Option<&TargetValue> {
        self.indicator.value.value.as_ref().filter(|goal| !goal.is_waiting())
    }
}

/// All rows, and those whose indicator the target no longer has.
pub(super) fn check(
    rules: &Rules,
    subject: MonitoringSubject<'_>,
    assessment: &Assessment,
    out: &mut Vec<Finding>,
) {
    for indicator in annual(subject.target) {
        let blank = MonitoredIndicator::new(indicator.id.clone());
        let row = subject.doc.row(&indicator.id).unwrap_or(&blank);
        let found = assessment.rows.iter().find(|found| found.indicator == indicator.id);
        let row = Row { subject, indicator, row, found };
        cells(rules, &row, out);
        missing(rules, &row, out);
        let before = out.len();
        if row.row.done.invalid.is_none() {
            odd(rules, &row, out);
            falls(rules, &row, out);
        }
        // What is wrong with the figure itself comes before what its lamp asks for.
        let sound = out[before..].iter().all(|finding| finding.level == Level::Hint);
        reasons(rules, &row, sound, out);
    }
    if let Some(rule) = &rules.monitored_target {
        let known = |row: &&MonitoredIndicator| {
            subject.target.indicators.iter().any(|indicator| indicator.id == row.indicator)
        };
        for row in subject.doc.rows.iter().filter(|row| !known(row) && !row.done.is_blank()) {
            out.push(rule.finding(
                subject.at(&format!("indicators/{}/done", row.indicator)),
                "有一条已填完成情况的指标，现行目标中已经没有".into(),
                "目标作了调整，这一条不再计算；请在备注说明".into(),
                &[],
            ));
        }
    }
}

/// Cells that cannot be read.
fn cells(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.cell else { return };
    let goal = row.indicator.value.value.as_ref();
    for (column, what, cell) in [("done", "", &row.row.done), ("expected", "全年预计", &row.row.expected)]
    {
        let Some(typed) = &cell.invalid else { continue };
        let (text, remedy) = match read_actual(typed, goal, row.subject.doc.year) {
            Err(fault) => split_sentence(&fault.to_string()),
            Ok(_) => (format!("完成情况“{}”无法识别", quoted(typed)), "请重新输入一次".to_owned()),
        };
        out.push(rule.finding(
            row.at(column),
            format!("{}的{what}{text}", called(row.indicator)),
            remedy,
            &[],
        ));
    }
}

/// What is not filled in.
fn missing(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.monitored else { return };
    let month = row.subject.doc.month;
    let blanks: Vec<(&str, String)> = [
        (row.row.done.is_blank(), "done", format!("{}执行情况", month.span())),
        (row.row.expected.is_blank(), "expected", "全年预计完成情况".to_owned()),
        (row.row.possibility.is_none(), "possibility", "完成目标可能性".to_owned()),
    ]
    .into_iter()
    .filter(|(blank, ..)| *blank)
    .map(|(_, column, what)| (column, what))
    .collect();
    let Some((first, _)) = blanks.first() else { return };
    let level = match undone(row.subject.stage) {
        Level::Error if *first != "done" => rule.level,
        level => level,
    };
    let what: Vec<&str> = blanks.iter().map(|(_, what)| what.as_str()).collect();
    out.push(rule.finding_at(
        level,
        row.at(first),
        format!("{}没有填写{}", called(row.indicator), what.join("、")),
        "请填写；没有开始的数填 0".into(),
        &[],
    ));
}

/// Readings that do not fit their target.
fn odd(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), Some(done)) = (&rules.readings, row.row.done.value) else { return };
    let name = called(row.indicator);
    let mut say = |level, text: String, remedy: &str, numbers: &[(&str, String)]| {
        out.push(rule.finding_at(level, row.at("done"), text, remedy.to_owned(), numbers));
    };
    let Some(goal) = row.goal() else {
        let words = row.indicator.value.value.as_ref().is_some_and(|goal| goal.sign == Sign::Qualitative);
        if !words {
            say(
                Level::Explain,
                format!("{name}的指标值没有填写或无法识别，算不出完成率"),
                "请在绩效目标中补正指标值；目标已批复的请办理调整",
                &[],
            );
        }
        return;
    };
    let both = [("完成情况", done.print()), ("指标值", goal.print())];
    match (&goal.quantity, done) {
        (Quantity::Number(target), Actual::Number(value)) => {
            let odd = number(&rule.params, &name, goal, *target, value);
            if let Some((level, text, remedy)) = odd {
                say(level, text, &remedy, &both);
            }
        }
        (Quantity::Date(_), Actual::Date(day)) => {
            let end = row.subject.doc.month.last_day(row.subject.doc.year);
            if day > end {
                say(
                    rule.level,
                    format!("{name}的完成日期{}晚于{}，不算已完成", print_date(day), print_date(end)),
                    "还没有完成的请填 未达成，把日期填在全年预计完成情况",
                    &[("完成日期", print_date(day)), ("监控截至", print_date(end))],
                );
            }
        }
        (Quantity::Date(_) | Quantity::Text(_), Actual::Level(_)) => {}
        _ => say(
            rule.level,
            format!(
                "{name}的完成情况“{}”与指标值“{}”不是一类，无法比较",
                done.print(),
                quoted(&goal.print())
            ),
            "目标有变的，请按现在的指标值重填完成情况",
            &both,
        ),
    }
}

/// What is odd about a number, and what to do: its weight, the sentence, the remedy.
fn number(
    params: &Readings,
    name: &str,
    goal: &TargetValue,
    target: Decimal,
    value: Decimal,
) -> Option<(Level, String, String)> {
    let reverse = matches!(goal.sign, Sign::AtMost | Sign::LessThan);
    let (shown, asked) = (plain(value), quoted(&goal.print()));
    if value < Decimal::ZERO && target >= Decimal::ZERO {
        let counted = if reverse || target.is_zero() { "" } else { "，按 0 计" };
        let text = format!("{name}的完成情况是负数 {shown}，指标值为 {asked}{counted}");
        return Some((Level::Explain, text, "请核对；确为负数的请写明原因".to_owned()));
    }
    if let Some(Slip { looks, meant }) = slip(params, goal, value) {
        let unit = &goal.unit;
        let text = format!("{name}的完成情况 {shown}{unit}，指标值为 {asked}，{looks}");
        let remedy = format!("如果是 {meant}{unit}，请填 {meant}；数字无误的不用改");
        return Some((Level::Explain, text, remedy));
    }
    if target < Decimal::ZERO || (target.is_zero() && !reverse && goal.sign != Sign::Equal) {
        let text = format!("{name}的指标值为 {asked}，算不出完成率，只看是否达到");
        return Some((Level::Hint, text, "请核对指标值；以后设目标时请改用能计算的数".to_owned()));
    }
    None
}

/// A cumulative reading that is less than in an earlier month.
fn falls(rules: &Rules, row: &Row<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.backwards else { return };
    let Some(Actual::Number(now)) = row.row.done.value else { return };
    if accrual_of(row.subject.doc, row.indicator) != Accrual::Cumulative {
        return;
    }
    let before = row
        .subject
        .earlier
        .iter()
        .rev()
        .find_map(|before| Some((before.month, before.row(&row.indicator.id)?.done.value?.as_number()?)));
    if let Some((month, then)) = before.filter(|(_, then)| *then > now) {
        out.push(rule.finding(
            row.at("done"),
            format!(
                "{}累计完成 {}，比 {}的 {} 少",
                called(row.indicator),
                plain(now),
                month.word(),
                plain(then)
            ),
            "累计数不应减少，请核对；不是逐月累加的指标，请把累计方式改为时点".into(),
            &[("本月", plain(now)), (&month.word(), plain(then))],
        ));
    }
}

/// A goal in doubt, a lamp that is not green: is it said why, and what is done about it?
fn reasons(rules: &Rules, row: &Row<'_>, sound: bool, out: &mut Vec<Finding>) {
    let own = row.row;
    let explained = own.is_explained();
    let name = called(row.indicator);
    if let Some(doubt @ (Possibility::Possible | Possibility::Impossible)) = own.possibility {
        let lacks: Vec<(&str, &str)> =
            [(!explained, ("reason", "原因说明")), (own.measures.trim().is_empty(), ("measures", "措施"))]
                .into_iter()
                .filter_map(|(lacks, what)| lacks.then_some(what))
                .collect();
        if let (Some(rule), Some((first, _))) = (&rules.explained, lacks.first()) {
            let what: Vec<&str> = lacks.iter().map(|(_, what)| *what).collect();
            out.push(rule.finding(
                row.at(first),
                format!("{name}完成目标可能性为“{}”，还没有写{}", doubt.name(), what.join("和")),
                "请写明为什么完成有困难、准备怎么办".into(),
                &[],
            ));
        }
        return;
    }
    let Some((found, lamp)) = row.found.and_then(|found| Some((found, found.lamp?))) else { return };
    if explained || !sound || own.done.value.is_none() || own.done.invalid.is_some() {
        return;
    }
    let pace = found.pace.map(|pace| format!("，对序时 {pace}%")).unwrap_or_default();
    match (lamp, &rules.lamps, &rules.over) {
        (Lamp::Red | Lamp::Yellow, Some(rule), _) => out.push(
            rule.finding(
                row.at("reason"),
                format!("{name}为{}{pace}，还没有写偏差原因", lamp.name()),
                "请选偏差原因并写明情况，或核对完成情况".into(),
                &[("指标值", row.goal().map(TargetValue::print).unwrap_or_default())]
                    .into_iter()
                    .filter(|(_, value)| !value.is_empty())
                    .collect::<Vec<_>>(),
            ),
        ),
        (Lamp::Blue, _, Some(rule)) => out.push(rule.finding(
            row.at("reason"),
            format!(
                "{name}{}达到 {}% 以上{pace}，要说明原因",
                lamp.name(),
                plain(rule.params.blue_from_percent)
            ),
            "请写明超额的原因；目标定低了的，明年请提高".into(),
            &[],
        )),
        _ => {}
    }
}
