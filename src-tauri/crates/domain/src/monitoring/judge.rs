//! One indicator judged: its completion rate, its pace against the months, its lamp, and how they come about.
//!
//! What the documents leave open is decided like this: a target below zero has no rate, only reached or not; a negative
//! reading counts as 0 where the target is not; a missed ≤ target counts by the pack's reverse formula of the
//! self-assessment, a half reached goal in words at the lower edge of its band.

use super::lamp::Limits;
use super::{Accrual, Achievement, Actual, Month};
use crate::due::Lamp;
use crate::exact::Exact;
use crate::indicator::{Class, Indicator};
use crate::number::plain;
use crate::period::{FiscalYear, print_date};
use crate::rulepack::{Pack, ReverseFormula};
use crate::target_value::{Quantity, Sign, TargetValue};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// By what an indicator is judged.
pub(crate) struct Judge<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) limits: Option<Limits>,
    pub(crate) year: FiscalYear,
    pub(crate) month: Month,
}

/// What came out; rates are fractions of one.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) rate: Option<Exact>,
    pub(crate) pace: Option<Exact>,
    pub(crate) lamp: Option<Lamp>,
    pub(crate) working: Vec<String>,
}

/// The usual accrual of an indicator: shares, unit prices, words and satisfaction hold at any time, the rest adds up.
pub fn usual_accrual(indicator: &Indicator) -> Accrual {
    match indicator.class {
        Class::Satisfaction => Accrual::Level,
        _ => indicator.value.value.as_ref().map_or(Accrual::Cumulative, accrual_of_value),
    }
}

/// The usual accrual by the target value alone.
pub(crate) fn accrual_of_value(value: &TargetValue) -> Accrual {
    let unit = value.unit.as_str();
    let share = ["%", "‰", "‱", "百分点"].iter().any(|word| unit.contains(word)) || unit.contains('/');
    if share || value.sign == Sign::Qualitative || value.as_number().is_none() {
        Accrual::Level
    } else {
        Accrual::Cumulative
    }
}

impl<'a> Judge<'a> {
    pub(crate) fn new(pack: &'a Pack, year: FiscalYear, month: Month) -> Self {
        Self { pack, limits: Limits::of(pack), year, month }
    }

    /// Judges one reading against its target.
    pub(crate) fn judge(
        &self,
        target: Option<&TargetValue>,
        accrual: Accrual,
        done: Option<&Actual>,
    ) -> Judged {
        let Some(target) = target.filter(|target| !target.is_waiting()) else {
            let words = target.is_some_and(|target| target.sign == Sign::Qualitative);
            return match done {
                Some(Actual::Level(level)) if words => self.level(*level),
                Some(_) => said("指标值没有填写或无法识别，算不出完成率".to_owned()),
                None => Judged::default(),
            };
        };
        match (&target.quantity, done) {
            (Quantity::Date(due), done) => self.date(target.sign, *due, done),
            (_, None) => Judged::default(),
            (Quantity::Text(_), Some(Actual::Level(level))) => self.level(*level),
            (Quantity::Number(goal), Some(Actual::Number(reading))) => {
                self.number(target.sign, *goal, accrual, *reading)
            }
            (_, Some(other)) => {
                said(format!("完成情况“{}”与指标值“{}”不是一类，无法比较", other.print(), target.print()))
            }
        }
    }

    /// The plan line at this month: so much of a cumulative target is due by now (2 decimals); any other stands as it is.
    pub(crate) fn plan(&self, target: Option<&TargetValue>, accrual: Accrual) -> Option<Decimal> {
        let target = target?;
        let goal = target.as_number()?;
        let grows = accrual == Accrual::Cumulative && goal > Decimal::ZERO && !is_reverse(target.sign);
        if grows { Exact::of(goal).times(&time(self.month)).rounded(2) } else { Some(goal) }
    }

    fn level(&self, level: Achievement) -> Judged {
        let bands = self.pack.rules.bands.as_ref();
        let (rate, lamp) = match level {
            Achievement::Reached => (Some(Exact::one()), Lamp::Green),
            Achievement::Missed => (Some(Exact::zero()), Lamp::Red),
            Achievement::Partly => (
                bands
                    .and_then(|rule| Exact::of(rule.params.partial_from_percent).divided(&Exact::whole(100))),
                Lamp::Yellow,
            ),
        };
        let mut working = vec![format!("{}，{}", level.name(), lamp.name())];
        if let Some(rate) = &rate {
            let edge = match (level, bands) {
                (Achievement::Partly, Some(rule)) => format!("（按{}的下限）", rule.source.document),
                _ => String::new(),
            };
            working.push(format!("完成率计 {}%{edge}", rate.percent()));
        }
        Judged { pace: rate.clone(), rate, lamp: self.shown(lamp), working }
    }

    /// Green until the day comes, then red unless it was reached.
    fn date(&self, sign: Sign, due: NaiveDate, done: Option<&Actual>) -> Judged {
        let sign = if sign == Sign::Equal { Sign::AtMost } else { sign }; // nobody minds an earlier day
        let end = self.month.last_day(self.year);
        let reached = |text: String| self.met(true, text);
        let (due_text, end_text) = (print_date(due), print_date(end));
        match done {
            Some(Actual::Level(Achievement::Reached)) => {
                return reached(format!("应于{due_text}完成，已达成"));
            }
            Some(Actual::Date(day)) if *day <= end => {
                let met = compares(sign, day, &due);
                let word = if met { "符合" } else { "不符合" };
                let text = format!("于{}完成，{word}{}{due_text}的要求", print_date(*day), date_word(sign));
                return self.met(met, text);
            }
            Some(Actual::Number(_)) => {
                return said("完成情况是一个数，指标值是日期，无法比较".to_owned());
            }
            _ => {}
        }
        if end < due {
            let lamp = self.shown(Lamp::Green);
            let working = vec![format!("截至{end_text}还没有到{due_text}，绿灯，暂不计完成率")];
            return Judged { lamp, working, ..Judged::default() };
        }
        let text = format!("截至{end_text}已到{due_text}，没有完成");
        if done.is_some() {
            return self.met(false, text);
        }
        Judged {
            lamp: self.shown(Lamp::Red),
            working: vec![format!("{text}的记载，红灯")],
            ..Judged::default()
        }
    }

    fn number(&self, sign: Sign, goal: Decimal, accrual: Accrual, reading: Decimal) -> Judged {
        let (a, b) = (plain(goal), plain(reading));
        let met = compares(sign, &reading, &goal);
        let asked = format!("实际 {b}，要求 {}{a}", sign.name());
        if is_reverse(sign) {
            return self.reverse(met, goal, reading, asked);
        }
        if goal <= Decimal::ZERO {
            let why = if goal.is_zero() { "指标值为 0" } else { "指标值为负数" };
            return self.met(met, format!("{why}，只看是否达到：{asked}"));
        }
        let mut working = Vec::new();
        let counted = if reading < Decimal::ZERO {
            working.push(format!("完成数 {b} 是负数，按 0 计"));
            Decimal::ZERO
        } else {
            reading
        };
        let (b, counted) = (plain(counted), Exact::of(counted));
        let target = Exact::of(goal);
        let rate = counted.divided(&target);
        let due = match accrual {
            Accrual::Level => target,
            Accrual::Cumulative => target.times(&time(self.month)),
        };
        let pace = counted.divided(&due);
        let lamp = pace.as_ref().and_then(|pace| Some(self.limits.as_ref()?.indicator(pace)));
        if let (Some(rate), Some(pace)) = (&rate, &pace) {
            working.push(format!("完成率 = {b} ÷ {a} = {}", shown(rate)));
            let why = match (&self.limits, lamp) {
                (Some(limits), Some(lamp)) => format!("，{}", limits.why(lamp, false)),
                _ => String::new(),
            };
            working.push(match accrual {
                Accrual::Level => format!("时点指标，直接与指标值比较：{}{why}", shown(pace)),
                Accrual::Cumulative => {
                    format!("对序时 = {b} ÷（{a} × {} ÷ 12）= {}{why}", self.month.number(), shown(pace))
                }
            });
        }
        Judged { rate, pace, lamp, working }
    }

    /// 反向指标: within the target all is well, else red.
    fn reverse(&self, met: bool, goal: Decimal, reading: Decimal, asked: String) -> Judged {
        if met {
            return self.met(true, format!("反向指标，没有超过：{asked}"));
        }
        let mut judged = self.met(false, format!("反向指标，没有做到：{asked}"));
        let rule = self.pack.rules.reverse.as_ref().filter(|_| goal > Decimal::ZERO);
        if let Some(rule) = rule {
            let (a, b) = (Exact::of(goal), Exact::of(reading));
            let (rate, formula) = match rule.params.formula {
                ReverseFormula::Linear => (
                    a.plus(&a).minus(&b).divided(&a).map(|rate| rate.max(Exact::zero())),
                    "1 −（实际 − 目标）÷ 目标",
                ),
                ReverseFormula::Ratio => (a.divided(&b), "目标 ÷ 实际"),
            };
            if let Some(rate) = rate {
                judged.working.push(format!(
                    "完成率 = {formula} = {}（算法见{}）",
                    shown(&rate),
                    rule.source.document
                ));
                (judged.pace, judged.rate) = (Some(rate.clone()), Some(rate));
            }
        }
        judged
    }

    /// Reached or not, with nothing in between.
    fn met(&self, met: bool, text: String) -> Judged {
        let (rate, lamp) = if met { (Exact::one(), Lamp::Green) } else { (Exact::zero(), Lamp::Red) };
        Judged {
            pace: Some(rate.clone()),
            rate: Some(rate),
            lamp: self.shown(lamp),
            working: vec![format!("{text}，{}", lamp.name())],
        }
    }

    /// A lamp, where the pack has lamps at all.
    fn shown(&self, lamp: Lamp) -> Option<Lamp> {
        self.limits.as_ref().map(|_| lamp)
    }
}

fn said(text: String) -> Judged {
    Judged { working: vec![text], ..Judged::default() }
}

/// 反向: less is better.
pub(crate) fn is_reverse(sign: Sign) -> bool {
    matches!(sign, Sign::AtMost | Sign::LessThan)
}

/// The share of the year that has passed by the end of a month.
pub(crate) fn time(month: Month) -> Exact {
    let months = Exact::whole(i128::from(month.number()));
    months.divided(&Exact::whole(12)).unwrap_or_else(Exact::zero)
}

/// A rate as the sentences print it.
pub(crate) fn shown(rate: &Exact) -> String {
    let percent = rate.percent();
    if percent.abs() == crate::exact::RATE_LIMIT {
        format!("{percent}% 以上")
    } else {
        format!("{percent}%")
    }
}

fn date_word(sign: Sign) -> &'static str {
    match sign {
        Sign::AtMost | Sign::Equal | Sign::Qualitative => "不晚于",
        Sign::LessThan => "早于",
        Sign::MoreThan => "晚于",
        Sign::AtLeast => "不早于",
    }
}

/// Does the reading stand to the target as the sign asks?
pub(crate) fn compares<T: Ord>(sign: Sign, reading: &T, target: &T) -> bool {
    match sign {
        Sign::AtLeast => reading >= target,
        Sign::MoreThan => reading > target,
        Sign::Equal => reading == target,
        Sign::LessThan => reading < target,
        Sign::AtMost | Sign::Qualitative => reading <= target,
    }
}
