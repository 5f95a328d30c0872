//! One row: which method scores it, what the formula gives, and the score that a person typed beside it.

use super::steps::{Weight, nothing, step, two};
use super::{Band, Method, RowScore, ScoreRow, Step, bands, intervals, over, ratio};
use crate::exact::Exact;
use crate::finding::{Finding, Level};
use crate::indicator::Class;
use crate::monitoring::{Achievement, Actual, compares};
use crate::number::{plain, round2};
use crate::period::print_date;
use crate::rulepack::{Pack, Rule};
use crate::target_value::{Quantity, Sign, TargetValue};
use crate::text::quoted;
use rust_decimal::Decimal;

/// Why a formula gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    /// 实际完成值 is missing.
    Actual,
    /// 指标值 is missing or unreadable.
    Goal,
    /// The two are of different kinds.
    Kind,
    /// 部分达成 or 未达成: a person decides.
    Judgement,
}

/// What a method makes of a row.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) method: Method,
    /// 完成率, a fraction of one.
    pub(super) rate: Option<Exact>,
    pub(super) points: Option<Decimal>,
    pub(super) band: Option<Band>,
    pub(super) lack: Option<Lack>,
    pub(super) working: Vec<Step>,
}

impl Outcome {
    /// A step that arrives at points.
    pub(super) fn arrive<P>(&mut self, rule: Option<&Rule<P>>, text: String, points: Decimal) {
        self.working.push(step(rule, text, Some(points)));
        self.points = Some(points);
    }
}

/// How an indicator is usually scored: words and days by bands or directly, satisfaction by intervals where the pack has
/// them, else by ratio.
pub fn usual_method(pack: &Pack, class: Class, goal: Option<&TargetValue>) -> Method {
    match goal.map(|goal| (&goal.quantity, goal.sign)) {
        Some((Quantity::Date(_), _)) => Method::Direct,
        Some((_, Sign::Qualitative)) => Method::Bands,
        Some((Quantity::Text(words), _)) if !words.is_empty() => Method::Bands,
        _ => {
            // Intervals are percent of people asked; a score of 4.5 out of 5 is no percentage.
            let percent = goal.is_none_or(|goal| matches!(goal.unit.as_str(), "" | "%"));
            let intervals = class == Class::Satisfaction && percent && pack.rules.satisfaction.is_some();
            if intervals { Method::Satisfaction } else { Method::Ratio }
        }
    }
}

/// The method that scores this row: the one that was set, where the pack has it and it can deal with the target.
fn method(pack: &Pack, row: &ScoreRow<'_>) -> Method {
    let usual = usual_method(pack, row.class, row.goal);
    let used = match row.method {
        Some(Method::Satisfaction) if pack.rules.satisfaction.is_none() => usual,
        Some(Method::CostControl) if pack.rules.cost_control.is_none() => usual,
        Some(Method::Ratio | Method::Satisfaction | Method::CostControl)
            if matches!(usual, Method::Bands | Method::Direct) =>
        {
            usual
        }
        Some(set) => set,
        None => usual,
    };
    // A day may also be answered in words; then it is judged like words.
    match (used, row.actual) {
        (Method::Direct, Some(Actual::Level(_))) if row.method != Some(Method::Direct) => Method::Bands,
        _ => used,
    }
}

/// Did it reach its target, and in what words? `None` where the two cannot be compared.
fn met(goal: Option<&TargetValue>, actual: &Actual) -> Option<(bool, String)> {
    match (&goal?.quantity, actual) {
        (Quantity::Number(a), Actual::Number(b)) => {
            // Below zero counts as nothing, where the target is not below zero itself.
            let b = if *a >= Decimal::ZERO { (*b).max(Decimal::ZERO) } else { *b };
            let met = ratio::reached(goal?.sign, *a, b);
            let word = if met { "达到" } else { "没有达到" };
            Some((met, format!("实际 {}，{word}指标值 {}", plain(b), goal?.print())))
        }
        (Quantity::Date(due), Actual::Date(day)) => {
            let sign = if goal?.sign == Sign::Equal { Sign::AtMost } else { goal?.sign }; // nobody minds an earlier day
            let met = compares(sign, day, due);
            let word = if met { "符合" } else { "不符合" };
            let asked = if goal?.sign == Sign::Equal { goal?.bare() } else { goal?.print() };
            Some((met, format!("于{}完成，{word}{asked}的要求", print_date(*day))))
        }
        _ => None,
    }
}

fn formula(pack: &Pack, row: &ScoreRow<'_>, weight: Weight) -> Outcome {
    let method = method(pack, row);
    let mut out = Outcome { method, rate: None, points: None, band: None, lack: None, working: Vec::new() };
    let goal = row.goal.filter(|goal| !goal.is_waiting());
    let Some(actual) = row.actual else {
        out.lack = Some(Lack::Actual);
        return out;
    };
    let number = actual.as_number();
    match (method, number, goal.and_then(TargetValue::as_number)) {
        (Method::Bands, ..) => match (actual, met(goal, actual)) {
            (Actual::Level(level), _) => bands::level(pack, *level, weight, &mut out),
            (_, Some((met, text))) => {
                out.working.push(step(pack.rules.bands.as_ref(), text, None));
                bands::met(pack, met, weight, &mut out);
            }
            _ => out.lack = Some(Lack::Kind),
        },
        (Method::Direct, ..) => match (actual, met(goal, actual)) {
            (Actual::Level(level), _) => {
                let reached = *level == Achievement::Reached;
                bands::direct(pack, reached, level.name(), weight, &mut out);
            }
            (_, Some((met, text))) => bands::direct(pack, met, &text, weight, &mut out),
            _ => out.lack = Some(Lack::Kind),
        },
        (Method::Ratio, Some(b), Some(a)) => {
            let (sign, asked) = goal.map_or((Sign::Equal, String::new()), |goal| (goal.sign, goal.print()));
            ratio::score(pack, (sign, a), b, weight, &asked, &mut out);
        }
        (Method::Satisfaction, Some(b), a) => {
            if let Some(rule) = &pack.rules.satisfaction {
                out.rate = share(b, a);
                intervals::satisfaction(rule, b, weight, &mut out);
            }
        }
        (Method::CostControl, Some(b), Some(a)) => {
            if let Some(rule) = &pack.rules.cost_control {
                out.rate = share(b, Some(a));
                intervals::cost_control(rule, a, b, weight, &mut out);
            }
        }
        _ => out.lack = Some(Lack::Kind),
    }
    if out.lack == Some(Lack::Kind) && goal.is_none() {
        out.lack = Some(Lack::Goal);
    }
    over::deduct(pack, row, weight, &mut out);
    out
}

fn share(reading: Decimal, goal: Option<Decimal>) -> Option<Exact> {
    let goal = goal.filter(|goal| *goal > Decimal::ZERO)?;
    Exact::of(reading.max(Decimal::ZERO)).divided(&Exact::of(goal))
}

/// How a finding names the row: by its name, or by its class while it has none.
pub(super) fn called(row: &ScoreRow<'_>) -> String {
    match quoted(row.name) {
        name if name.is_empty() => format!("一条{}", row.class.name()),
        name => format!("“{name}”"),
    }
}

/// A typed score as it counts: 四舍五入 to 2 decimals, but the weight itself is never rounded up beyond what it is worth.
fn counted(typed: Decimal, weight: Weight) -> Decimal {
    let points = round2(typed);
    two(if typed <= weight.value { points.min(weight.full) } else { points })
}

/// Where a typed score may lie while no band holds.
fn whole(weight: Weight) -> Band {
    Band { low: nothing(), high: two(weight.value), high_included: true }
}

fn holds(band: &Band, points: Decimal) -> bool {
    points >= band.low && (points < band.high || band.high_included && points == band.high)
}

impl RowScore {
    /// The typed score lies out of its band, or of 0 to the weight, and counts as nothing.
    pub fn is_refused(&self) -> bool {
        let weight = Weight::of(Some(self.weight));
        let band = self.band.unwrap_or_else(|| whole(weight));
        self.typed.is_some_and(|typed| !holds(&band, counted(typed, weight)))
    }
}

/// Scores one row and notes what is odd about it.
pub(super) fn score(pack: &Pack, row: &ScoreRow<'_>, found: &mut Vec<Finding>) -> RowScore {
    let weight = Weight::of(row.weight);
    let mut out = formula(pack, row, weight);
    let mut score = out.points;
    let counted = row.typed.map(|typed| counted(typed, weight));
    let differs = counted.is_some_and(|typed| out.points.is_some_and(|points| points != typed));
    let band = out.band.unwrap_or_else(|| whole(weight));
    if let (Some(typed), Some(points)) = (row.typed, counted) {
        if holds(&band, points) {
            score = Some(points);
            taken(pack, row, &mut out, (typed, points), differs, found);
        } else {
            score = Some(nothing());
            outside(pack, row, &mut out, (typed, points), &band, found);
        }
    }
    found.extend(missing(pack, row, &out));
    found.extend(over::unexplained(pack, row, out.method));
    RowScore {
        indicator: row.indicator.clone(),
        method: out.method,
        weight: weight.value,
        rate: out.rate.as_ref().map(Exact::percent),
        formula: out.points,
        band: out.band,
        typed: row.typed,
        score,
        differs,
        working: out.working,
    }
}

/// A typed score that counts.
fn taken(
    pack: &Pack,
    row: &ScoreRow<'_>,
    out: &mut Outcome,
    (typed, points): (Decimal, Decimal),
    differs: bool,
    found: &mut Vec<Finding>,
) {
    let rule = pack.rules.manual.as_ref();
    let (typed, Some(formula)) = (plain(typed), out.points.filter(|_| differs)) else {
        return out.working.push(step(rule, format!("手工得分 {points}"), Some(points)));
    };
    // Within the band of what is reached a person may well stay below the top; no formula says otherwise.
    let banded = out.band.is_some();
    let text = if banded {
        format!("手工得分 {points}，低于本档上限 {formula}，按手工得分计")
    } else {
        format!("手工得分 {points}，与公式得分 {formula} 不同，按手工得分计")
    };
    out.working.push(step(rule, text, Some(points)));
    let Some(rule) = rule else { return };
    let named = called(row);
    let (text, against) = if banded {
        (format!("{named}手工得分 {typed}，低于本档上限 {formula}"), "本档上限")
    } else {
        (format!("{named}手工得分 {typed}，公式得分 {formula}，两者不同"), "公式得分")
    };
    let due = if banded { rule.level.max(Level::Explain) } else { rule.level };
    let numbers = [("手工得分", typed), (against, formula.to_string())];
    let (level, path, remedy) = if row.explained {
        let remedy = "已填偏差原因，请复核时核对是否成立";
        (Level::Hint, format!("{}/score", row.path), remedy)
    } else {
        (due, format!("{}/reason", row.path), "请填偏差原因，或清除手工得分")
    };
    found.push(rule.finding_at(level, path, text, remedy.to_owned(), &numbers));
}

/// A typed score that cannot stand: kept as typed, counted as nothing until it is mended.
fn outside(
    pack: &Pack,
    row: &ScoreRow<'_>,
    out: &mut Outcome,
    (typed, points): (Decimal, Decimal),
    band: &Band,
    found: &mut Vec<Finding>,
) {
    let (low, high) = (plain(band.low), plain(band.high));
    let typed = match plain(typed) {
        shown if typed == points => shown,
        shown => format!("{shown}（按两位小数为 {points}）"),
    };
    let edge = if band.high_included { " " } else { "（不含）" };
    let rule = pack.rules.band.as_ref();
    let text = format!("手工得分 {typed} 不在 {low} 到 {high}{edge}之间，改好之前按 0.00 计");
    out.working.push(step(rule, text, Some(nothing())));
    let Some(rule) = rule else { return };
    let named = called(row);
    let text = format!("{named}手工得分 {typed}，应在 {low} 到 {high}{edge}之间，改好之前按 0 分计");
    let remedy = format!("请改为 {low} 到 {high}{edge}之间的数");
    let numbers = [("手工得分", typed), ("范围", format!("{low} 到 {high}{}", edge.trim()))];
    found.push(rule.finding(format!("{}/score", row.path), text, remedy, &numbers));
}

/// What a score waits for.
fn missing(pack: &Pack, row: &ScoreRow<'_>, out: &Outcome) -> Option<Finding> {
    let rule = pack.rules.missing.as_ref()?;
    let lack = out.lack?;
    let named = called(row);
    let shown = row.actual.map(Actual::print).unwrap_or_default();
    let (column, text, remedy) = match (lack, row.typed) {
        (Lack::Judgement, Some(_)) => return None,
        (Lack::Judgement, None) => (
            "score",
            match row.actual {
                Some(Actual::Level(level)) => format!("{named}{}，得分由人评定，现按 0 分计", level.name()),
                _ => format!("{named}没有达到指标值，得分由人评定，现按 0 分计"),
            },
            "请在得分范围内填写得分，并填偏差原因",
        ),
        (Lack::Actual, Some(_)) => {
            ("actual", format!("{named}有手工得分，没有填实际完成值"), "请补填实际完成值")
        }
        (Lack::Actual, None) => {
            ("actual", format!("{named}没有填实际完成值，现按 0 分计"), "请填写实际完成值")
        }
        (Lack::Goal, _) => (
            "actual",
            format!("{named}的指标值没有填写或无法识别，算不出得分"),
            "请在绩效目标里补好指标值，或手工填写得分",
        ),
        (Lack::Kind, _) => {
            let goal = row.goal.map(|goal| quoted(&goal.print())).unwrap_or_default();
            let text = format!("{named}实际完成值“{}”与指标值“{goal}”不是一类，算不出得分", quoted(&shown));
            ("actual", text, "请按指标值的样子填写实际完成值")
        }
    };
    Some(rule.finding(format!("{}/{column}", row.path), text, remedy.to_owned(), &[]))
}
