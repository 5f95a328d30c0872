//! 按评判等级: three bands, within which a person decides; and 直接赋分: full points or none.

use super::Band;
use super::row::{Lack, Outcome};
use super::steps::{Weight, nothing, step, two};
use crate::monitoring::Achievement;
use crate::number::plain;
use crate::rulepack::{Bands, Pack, Rule};
use rust_decimal::Decimal;

/// Edges of the bands in points: 部分达成 from, 达成 from. The printed edges, with 2 decimals, are the ones that count.
fn edges(rule: &Rule<Bands>, weight: Weight) -> (Decimal, Decimal) {
    let full = weight.percent(rule.params.full_from_percent);
    (weight.percent(rule.params.partial_from_percent).min(full), full)
}

fn band(low: Decimal, high: Decimal, top: bool) -> Band {
    Band { low, high, high_included: top || low == high }
}

fn print(band: &Band) -> String {
    format!(
        "{} 到 {}（{}）",
        plain(band.low),
        plain(band.high),
        if band.high_included { "含" } else { "不含" }
    )
}

/// 达成 is the top of its band; for the others only a person can tell, within the band.
pub(super) fn level(pack: &Pack, level: Achievement, weight: Weight, out: &mut Outcome) {
    let rule = pack.rules.bands.as_ref();
    if let Some(rule) = rule {
        let (partly, reached) = edges(rule, weight);
        out.band = Some(match level {
            Achievement::Reached => band(reached, two(weight.value), true),
            Achievement::Partly => band(partly, reached, false),
            Achievement::Missed => band(nothing(), partly, false),
        });
    }
    let within = out.band.as_ref().map(|band| format!("，得分范围 {}", print(band))).unwrap_or_default();
    if level == Achievement::Reached {
        let text = format!("达成年度指标{within}，没有手工得分时计上限 {}", weight.full);
        return out.arrive(rule, text, weight.full);
    }
    let text = format!("{}{within}，由人评定", level.name());
    out.working.push(step(rule, text, None));
    out.lack = Some(Lack::Judgement);
}

/// A number or a day under bands: reached is 达成; whether it is 部分达成 or 未达成 otherwise, only a person can tell.
pub(super) fn met(pack: &Pack, met: bool, weight: Weight, out: &mut Outcome) {
    if met {
        return level(pack, Achievement::Reached, weight, out);
    }
    let rule = pack.rules.bands.as_ref();
    out.band = rule.map(|rule| band(nothing(), edges(rule, weight).1, false));
    let within = out.band.as_ref().map(|band| format!("，得分范围 {}", print(band))).unwrap_or_default();
    out.working.push(step(rule, format!("没有达成年度指标{within}，由人评定"), None));
    out.lack = Some(Lack::Judgement);
}

/// Full points or none.
pub(super) fn direct(pack: &Pack, met: bool, what: &str, weight: Weight, out: &mut Outcome) {
    let (text, points) = if met {
        (format!("{what}，得满分 {}", weight.full), weight.full)
    } else {
        (format!("{what}，不得分"), nothing())
    };
    out.arrive(pack.rules.direct.as_ref(), text, points);
}
