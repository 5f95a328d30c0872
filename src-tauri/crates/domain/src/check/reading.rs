//! A number that was typed in another magnitude than its target is in: 0.98 for 98 %, 元 where 万元 are due.

use crate::monitoring::judge::is_reverse;
use crate::number::plain;
use crate::rulepack::Readings;
use crate::target_value::TargetValue;
use rust_decimal::Decimal;

/// What a reading looks like, and what it would be in the unit of its target.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// `像是写成了小数`, `像是按元填的`
    pub(crate) looks: String,
    /// The number as it would be due: `98`, `520`
    pub(crate) meant: String,
}

/// 万, the step between two units of one quantity.
const STEP: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Does the reading look like one of another magnitude? What is possible as it stands is not judged here.
pub(crate) fn slip(params: &Readings, goal: &TargetValue, value: Decimal) -> Option<Slip> {
    let target = goal.as_number().filter(|target| *target > Decimal::ZERO)?;
    if value <= Decimal::ZERO {
        return None;
    }
    if goal.unit.contains(['%', '‰', '‱']) {
        let fraction = value <= Decimal::ONE && target >= params.fraction_from_percent;
        let sound = fraction && goal.unit.contains('%') && !is_reverse(goal.sign);
        let meant = value.checked_mul(Decimal::ONE_HUNDRED).filter(|_| sound)?;
        return Some(Slip { looks: "像是写成了小数".to_owned(), meant: plain(meant) });
    }
    let (below, above) = neighbours(&goal.unit)?;
    let near = |meant: &Decimal| {
        let within = |a: Decimal, b: Decimal| b.checked_mul(params.scale_within).is_none_or(|b| a <= b);
        within(*meant, target) && within(target, *meant)
    };
    let found = below.zip(value.checked_div(STEP).filter(near));
    let (unit, meant) = found.or_else(|| Some((above, value.checked_mul(STEP).filter(near)?)))?;
    Some(Slip { looks: format!("像是按{unit}填的"), meant: plain(meant) })
}

/// The unit a step of 万 below, where there is one, and the one above: 万元 → 元, 亿元; 人 → none, 万人.
fn neighbours(unit: &str) -> Option<(Option<String>, String)> {
    let many = unit.chars().nth(1).is_some();
    Some(match unit.chars().next()? {
        '亿' if many => (Some(unit.replacen('亿', "万", 1)), format!("万{unit}")),
        '万' if many => (Some(unit.replacen('万', "", 1)), unit.replacen('万', "亿", 1)),
        _ => (None, format!("万{unit}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target_value::read;
    use proptest::prelude::*;

    const PARAMS: Readings = Readings { fraction_from_percent: Decimal::TEN, scale_within: Decimal::TWO };

    fn said(goal: &str, value: &str) -> String {
        let goal = read(goal, None).unwrap();
        slip(&PARAMS, &goal, value.parse().unwrap())
            .map_or_else(String::new, |slip| format!("{}：{}", slip.looks, slip.meant))
    }

    #[test]
    fn slips_of_magnitude() {
        for (goal, value, expected) in [
            ("≥95%", "0.98", "像是写成了小数：98"),
            ("≥95%", "1", "像是写成了小数：100"),
            ("≥95%", "1.01", ""),
            ("≥10%", "0.5", "像是写成了小数：50"),
            ("≥9.9%", "0.5", ""),
            ("≤95%", "0.98", ""),
            ("≥95‰", "0.98", ""),
            ("≤520万元", "5200000", "像是按元填的：520"),
            ("≤520万元", "5183000.5", "像是按元填的：518.30005"),
            ("≤520万元", "0.052", "像是按亿元填的：520"),
            ("≤520万元", "520", ""),
            ("≤520万元", "52", ""),
            ("≤520万元", "1040", ""),
            // Twice and half of the target, inclusive.
            ("≤520万元", "10400000", "像是按元填的：1040"),
            ("≤520万元", "10400001", ""),
            ("≤520万元", "2600000", "像是按元填的：260"),
            ("≤520万元", "2599999", ""),
            ("=5200000元", "520", "像是按万元填的：5200000"),
            ("=5200000元", "52000000000", ""),
            ("≥5.2万人", "52000", "像是按人填的：5.2"),
            ("≥52000人次", "5.2", "像是按万人次填的：52000"),
            ("≤1.2亿元", "12000", "像是按万元填的：1.2"),
            ("≥48公里", "48", ""),
            ("≥120", "0.012", ""),
            ("≥0万元", "5", ""),
            ("≥520万元", "-5200000", ""),
            ("明显改善", "1", ""),
        ] {
            assert_eq!(said(goal, value), expected, "{goal} {value}");
        }
    }

    proptest! {
        #[test]
        fn any_numbers_can_be_asked(
            unit in "[亿万千百个元%‰人次/]{0,4}", target: i64, places in 0u32..20, value: i128, digits in 0u32..28
        ) {
            let goal = format!("≥{}{unit}", Decimal::new(target, places));
            if let (Ok(goal), Ok(value)) = (read(&goal, None), Decimal::try_from_i128_with_scale(value, digits)) {
                let _ = slip(&PARAMS, &goal, value);
            }
        }
    }
}
