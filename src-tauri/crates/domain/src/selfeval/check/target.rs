//! Is it the target that holds, and do its weights add up?

use crate::check::due_total;
use crate::finding::{Finding, Level};
use crate::fund::Horizon;
use crate::number::plain;
use crate::rulepack::Rules;
use crate::selfeval::{Scope, SelfEvalSubject, assessed};
use crate::target::TargetState;
use rust_decimal::Decimal;

pub(super) fn check(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    if assessed(subject.target, subject.doc.scope).is_empty() {
        if let Some(rule) = &rules.self_target {
            out.push(rule.finding_at(
                Level::Error,
                subject.at("indicators"),
                "绩效目标没有设绩效指标，无法自评".into(),
                "请先填报绩效目标和指标，或改按有指标的一版目标自评".into(),
                &[],
            ));
        }
        return;
    }
    which(rules, subject, out);
    weights(rules, subject, out);
    medium(rules, subject, out);
    whole(rules, subject, out);
}

/// The version that is assessed: approved, and the newest.
fn which(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_target else { return };
    let (doc, target, newest) = (subject.doc, subject.target, subject.newest);
    let path = subject.at("indicators");
    let mut say = |level, text: String, remedy: &str| {
        out.push(rule.finding_at(level, path.clone(), text, remedy.to_owned(), &[]));
    };
    if doc.target_id != target.id {
        let text = "自评依据的绩效目标已经不是这一版".to_owned();
        say(Level::Error, text, "请改按现行目标自评，已填的数会留在相同的指标上");
        return;
    }
    if newest.id != target.id && newest.version > target.version {
        let word = newest.state_word();
        let text =
            format!("自评按第 {} 版绩效目标，目标已有第 {} 版（{word}）", target.version, newest.version);
        if newest.state == TargetState::Approved {
            say(rule.level, text, "请改按批复的新一版自评，已填的数会留在相同的指标上");
        } else {
            say(Level::Hint, text, "新的一版批复以后，请改按新的一版自评");
        }
    }
    if target.state != TargetState::Approved {
        let text = format!("自评依据的绩效目标{}，还没有批复", target.state_word());
        say(rule.level, text, "自评要与批复的目标对照；已批复的请在绩效目标中登记批复");
    }
    let known = |id: &crate::typed::Id| target.indicators.iter().any(|indicator| indicator.id == *id);
    for row in doc.rows.iter().filter(|row| !known(&row.indicator) && !row.actual.is_blank()) {
        out.push(rule.finding_at(
            Level::Hint,
            subject.at(&format!("indicators/{}/actual", row.indicator)),
            "有一条已填实际完成值的指标，所依据的目标中没有".into(),
            "这一条不计分；目标作了调整的，请在其他需要说明事项中说明".into(),
            &[],
        ));
    }
}

/// The weights of the rows that are assessed, against what the pack asks for.
fn weights(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), Some(due)) = (&rules.self_weights, due_total(rules)) else { return };
    let rows = assessed(subject.target, subject.doc.scope);
    let total = rows
        .iter()
        .filter_map(|row| row.weight.value)
        .fold(Decimal::ZERO, |sum, weight| sum.saturating_add(weight));
    let Some(last) = rows.last().filter(|_| total != due) else { return };
    let execution = rules.execution.as_ref().map_or(Decimal::ZERO, |rule| rule.params.weight);
    let all = |sum: Decimal| plain(sum.saturating_add(execution));
    out.push(rule.finding(
        subject.at(&format!("indicators/{}/score", last.id)),
        format!(
            "指标分值合计 {}，应为 {}；连同预算执行 {} 分，满分是 {} 分而不是 {} 分",
            plain(total),
            plain(due),
            plain(execution),
            all(total),
            all(due)
        ),
        "分值随绩效目标：请退回目标改正，已批复的请办理调整，否则请说明".into(),
        &[("合计", plain(total)), ("应为", plain(due))],
    ));
}

/// The whole implementation is held against medium-term indicators, where the target has any.
fn medium(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = rules.self_target.as_ref().filter(|_| subject.doc.scope == Scope::Whole) else { return };
    if subject.target.indicators.iter().all(|row| row.horizon != Horizon::Medium) {
        out.push(rule.finding_at(
            Level::Hint,
            subject.at("scope"),
            "自评范围是整个实施期，绩效目标没有中期指标，现按年度指标自评".into(),
            "实际完成值请填整个实施期的数；指标值只管一年的，请在偏差原因中说明".into(),
            &[],
        ));
    }
}

/// A project of several years that has ended is assessed whole as well.
fn whole(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_whole else { return };
    let Some(period) = subject.project.period.value.filter(|period| period.spans_years()) else { return };
    let year = subject.doc.year;
    let ended = period.end >= year.first_day() && period.end <= year.last_day();
    if ended && subject.doc.scope == Scope::Year {
        out.push(rule.finding(
            subject.at("scope"),
            format!("项目起止时间为{}，本年度已经完成", period.print()),
            "请对整个实施期自评：把自评范围改为“整个实施期”".into(),
            &[],
        ));
    }
}
