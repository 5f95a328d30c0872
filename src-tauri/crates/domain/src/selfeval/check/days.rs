//! The days of a self-assessment: when it is due, when its report was formed, by when it is published.

use crate::finding::Finding;
use crate::period::print_date;
use crate::rulepack::Rules;
use crate::selfeval::SelfEvalSubject;
use crate::target::TargetState;
use chrono::NaiveDate;

pub(super) fn check(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    due(rules, subject, out);
    formed(rules, subject, out);
    published(rules, subject, out);
}

/// The pack's day for self-assessments has passed.
fn due(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_due else { return };
    let next = i32::from(subject.doc.year.0) + 1;
    let Some(date) = NaiveDate::from_ymd_opt(next, rule.params.month, rule.params.day) else { return };
    let sent = matches!(subject.doc.state, TargetState::Sealed | TargetState::Approved);
    if sent || subject.today <= date {
        return;
    }
    let late = (subject.today - date).num_days();
    out.push(rule.finding(
        subject.doc.path(),
        format!("{} 年度自评应在{}前完成，已过 {late} 天", subject.doc.year, print_date(date)),
        "请抓紧完成并上报；确有原因的请说明".into(),
        &[("期限", print_date(date)), ("已过", format!("{late} 天"))],
    ));
}

/// A report that was formed before the year was over, or tomorrow.
fn formed(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), Some(day)) = (&rules.self_report, subject.doc.formed_on) else { return };
    let last = subject.doc.year.last_day();
    let (text, numbers) = if day > subject.today {
        (format!("报告形成日期{}在今天之后", print_date(day)), [("今天", print_date(subject.today))])
    } else if day <= last && subject.doc.scope == crate::selfeval::Scope::Year {
        (
            format!("报告形成日期{}时，{} 年度还没有结束", print_date(day), subject.doc.year),
            [("年度结束", print_date(last))],
        )
    } else {
        return;
    };
    out.push(rule.finding(subject.at("formed_on"), text, "请核对报告的落款日期".into(), &numbers));
}

/// Published before it was formed, too late, or not yet although the time is over.
fn published(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let doc = subject.doc;
    let Some(rule) = &rules.disclosure_days else {
        // Without a day to publish by, the rule on the report says that nothing is published before it is there.
        if let (Some(rule), Some(found)) = (&rules.self_report, misdated(subject)) {
            out.push(rule.finding(subject.at("published_on"), found.0, found.1.to_owned(), &found.2));
        }
        return;
    };
    let days = rule.params.working_days;
    if doc.formed_on.is_none() {
        if let Some(day) = doc.published_on {
            out.push(rule.finding(
                subject.at("formed_on"),
                format!("已于{}公开，但没有填报告形成日期", print_date(day)),
                format!("请填写报告的落款日期，公开期限 {days} 个工作日从次日起算"),
                &[("公开日期", print_date(day))],
            ));
        }
        return;
    }
    let mut say = |part: &str, text: String, remedy: &str, numbers: &[(&str, String)]| {
        out.push(rule.finding(subject.at(part), text, remedy.to_owned(), numbers));
    };
    if let Some((text, remedy, numbers)) = misdated(subject) {
        return say("published_on", text, remedy, &numbers);
    }
    match (doc.published_on, subject.publish_by) {
        (Some(day), Some(last)) if day > last => say(
            "published_on",
            format!("公开日期{}超过期限{}（报告形成后 {days} 个工作日）", print_date(day), print_date(last)),
            "请核对日期；确实晚了的请说明原因",
            &[("公开日期", print_date(day)), ("期限", print_date(last))],
        ),
        (None, Some(last)) if subject.today > last => say(
            "published_on",
            format!("应在{}前公开（报告形成后 {days} 个工作日），还没有公开的记录", print_date(last)),
            "请尽快公开并填写公开日期；已公开的请补填",
            &[("期限", print_date(last)), ("今天", print_date(subject.today))],
        ),
        _ => {}
    }
}

/// The text, the remedy, the days.
type Misdated = (String, &'static str, [(&'static str, String); 2]);

/// A day of publication that cannot be: before the report was formed, or tomorrow.
fn misdated(subject: SelfEvalSubject<'_>) -> Option<Misdated> {
    let (formed, day) = (subject.doc.formed_on?, subject.doc.published_on?);
    let printed = ("公开日期", print_date(day));
    if day < formed {
        let text = format!("公开日期{}早于报告形成日期{}", print_date(day), print_date(formed));
        return Some((text, "请核对两个日期", [printed, ("报告形成日期", print_date(formed))]));
    }
    let text = format!("公开日期{}在今天之后", print_date(day));
    let today = ("今天", print_date(subject.today));
    (day > subject.today).then_some((text, "公开以后再填公开日期", [printed, today]))
}
