//! One indicator from target through monitoring to self-assessment, and what does not fit together.

use super::{SelfAssessment, assessed, print_actual};
use crate::indicator::Indicator;
use crate::monitoring::{Accrual, Monitoring, Month, accrual_of};
use crate::number::plain;
use crate::target::{Target, TargetState};
use crate::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One indicator over the year: what was set, what each month said, what the self-assessment says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Timeline {
    /// The indicator.
    pub indicator: Id,
    /// 三级指标
    pub name: String,
    /// The stations, in the order of time.
    pub stations: Vec<Station>,
    /// What does not fit together, one sentence each (an actual below the reading of a month, a target changed after the
    /// year's end …).
    pub odd: Vec<String>,
}

/// One point on a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Station {
    /// `年初目标`, `第 2 版目标`, `1—7月监控`, `绩效自评`.
    pub word: String,
    /// As the form prints it.
    pub text: String,
}

/// The timeline of every indicator in the order of the form. `versions` are the target's, oldest first; what no month and
/// no version says is left out.
pub fn timelines(
    versions: &[Target],
    monitorings: &[Monitoring],
    target: &Target,
    doc: &SelfAssessment,
) -> Vec<Timeline> {
    assessed(target, doc.scope)
        .into_iter()
        .map(|indicator| Timeline {
            indicator: indicator.id.clone(),
            name: indicator.name.clone(),
            stations: stations(versions, monitorings, indicator, doc),
            odd: odd(versions, monitorings, target, indicator, doc),
        })
        .collect()
}

fn value_of<'a>(target: &'a Target, id: &Id) -> Option<&'a Indicator> {
    target.indicators.iter().find(|own| own.id == *id)
}

fn stations(
    versions: &[Target],
    monitorings: &[Monitoring],
    indicator: &Indicator,
    doc: &SelfAssessment,
) -> Vec<Station> {
    let id = &indicator.id;
    let mut out = Vec::new();
    for version in versions {
        let value = value_of(version, id).and_then(|own| own.value.value.as_ref());
        if let Some(value) = value.filter(|value| !value.is_waiting()) {
            let word = if version.version == 1 {
                "年初目标".to_owned()
            } else {
                format!("第 {} 版目标", version.version)
            };
            out.push(Station { word, text: value.print() });
        }
    }
    let goal = indicator.value.value.as_ref();
    for month in monitorings {
        if let Some(done) = month.row(id).and_then(|row| row.done.value.as_ref()) {
            let word = format!("{}监控", month.month.span());
            out.push(Station { word, text: print_actual(done, goal) });
        }
    }
    if let Some(actual) = doc.row(id).and_then(|row| row.actual.value.as_ref()) {
        out.push(Station { word: "绩效自评".to_owned(), text: print_actual(actual, goal) });
    }
    out
}

/// A cumulative reading of a month, as a number.
pub(super) fn reading(month: &Monitoring, indicator: &Indicator) -> Option<Decimal> {
    let done = month.row(&indicator.id)?.done.value.as_ref()?.as_number()?;
    (accrual_of(month, indicator) == Accrual::Cumulative).then_some(done)
}

fn odd(
    versions: &[Target],
    monitorings: &[Monitoring],
    target: &Target,
    indicator: &Indicator,
    doc: &SelfAssessment,
) -> Vec<String> {
    let mut out = Vec::new();
    let id = &indicator.id;
    let print = |value: &Indicator| value.value.value.as_ref().map(|value| value.print()).unwrap_or_default();
    let now = print(indicator);
    for pair in versions.windows(2) {
        let (Some(before), Some(after)) = (value_of(&pair[0], id), value_of(&pair[1], id)) else { continue };
        if print(before) != print(after) && pair[1].state != TargetState::Approved {
            out.push(format!(
                "第 {} 版把指标值由 {} 改为 {}，这一版还没有批复",
                pair[1].version,
                print(before),
                print(after)
            ));
        }
    }
    // Whoever was monitored by another version to the end had the target changed after the last month.
    if let Some(last) = monitorings.last().filter(|last| last.target_id != target.id) {
        let then = versions.iter().find(|version| version.id == last.target_id);
        if let Some(then) = then.and_then(|version| value_of(version, id)).map(print)
            && then != now
        {
            let month = last.month.word();
            out.push(format!("{month}监控时指标值为 {then}，自评按 {now}，目标在{month}之后作了调整"));
        }
    }
    let readings: Vec<(Month, Decimal)> =
        monitorings.iter().filter_map(|month| Some((month.month, reading(month, indicator)?))).collect();
    for pair in readings.windows(2) {
        let ((before, then), (after, now)) = (pair[0], pair[1]);
        if now < then {
            out.push(format!(
                "{}累计 {}，比 {}的 {} 少",
                after.word(),
                plain(now),
                before.word(),
                plain(then)
            ));
        }
    }
    out.extend(against_months(monitorings, indicator, doc).map(|(text, ..)| text));
    out
}

/// The self-assessment's actual against the months: it differs from December's, or is less than a cumulative reading.
/// The sentence, what the self-assessment says, the month and what it said.
pub(super) fn against_months(
    monitorings: &[Monitoring],
    indicator: &Indicator,
    doc: &SelfAssessment,
) -> Option<(String, String, Month, String)> {
    let goal = indicator.value.value.as_ref();
    let actual = doc.row(&indicator.id)?.actual.value.as_ref()?;
    let said = print_actual(actual, goal);
    let december = monitorings.iter().rev().find(|month| month.month == Month::DECEMBER);
    if let Some(done) = december.and_then(|month| month.row(&indicator.id)?.done.value.as_ref()) {
        let then = print_actual(done, goal);
        return (done != actual).then(|| {
            let text = format!("自评的实际完成值 {said}，12月监控为 {then}，两处不同");
            (text, said, Month::DECEMBER, then)
        });
    }
    let now = actual.as_number()?;
    let last = monitorings.iter().rev().find_map(|month| Some((month.month, reading(month, indicator)?)));
    let (month, then) = last.filter(|(_, then)| *then > now)?;
    let then = print_actual(&crate::monitoring::Actual::Number(then), goal);
    let text = format!("自评的实际完成值 {said}，比 {}监控的累计数 {then} 少", month.word());
    Some((text, said, month, then))
}
