//! Scoring on arbitrary figures: nothing panics, every score lies between nothing and its weight, better never scores
//! lower, and a total is what its parts are.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::scoring::{CAPS, Line, Sheet, line, numbers, pack_with};
use common::{packs, well_worded};
use domain::due::Lamp;
use domain::exact::RATE_LIMIT;
use domain::indicator::Class;
use domain::money::Money;
use domain::monitoring::{Achievement, Actual};
use domain::rulepack::Pack;
use domain::scoring::{Method, Scored};
use domain::target_value::{Quantity, Sign, TargetValue};
use num_rational::BigRational as Rational;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::sync::OnceLock;

const SIGNS: [Sign; 5] = [Sign::AtLeast, Sign::MoreThan, Sign::Equal, Sign::LessThan, Sign::AtMost];

/// Every kind of pack: those that ship, one with caps, and one with steps and a threshold.
fn all_packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let steps = r#"{ steps = { full_from_percent = "90", every_points = "5", less_percent = "10" } }"#;
        let initial = r#"{ denominator = "initial", weight = "20" }"#;
        let mut all: Vec<Pack> = packs().iter().cloned().collect();
        all.push(pack_with("mof-2020", &[("scoring.execution", CAPS)]));
        all.push(pack_with("mof-2015", &[("scoring.satisfaction", steps), ("scoring.execution", initial)]));
        all.push(pack_with("mof-2021", &[("scoring.reverse", r#"{ formula = "ratio" }"#)]));
        all
    })
}

/// Numbers that matter: small ones with few decimals, and the largest and smallest there are.
fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        5 => (-20i64..2_000, 0u32..3).prop_map(|(n, scale)| Decimal::new(n, scale)),
        2 => (any::<i64>(), 0u32..10).prop_map(|(n, scale)| Decimal::new(n, scale)),
        1 => (any::<i32>(), any::<i32>(), any::<i32>(), any::<bool>(), 0u32..29).prop_map(|(a, b, c, sign, scale)| {
            Decimal::from_parts(a.cast_unsigned(), b.cast_unsigned(), c.cast_unsigned(), sign, scale)
        }),
        1 => prop::sample::select(vec![Decimal::ZERO, Decimal::MAX, Decimal::MIN, Decimal::new(1, 28), Decimal::new(-1, 28)]),
    ]
}

/// Weights as people set them, and any number at all.
fn weight() -> impl Strategy<Value = Option<Decimal>> {
    prop_oneof![
        6 => (0i64..4_000, 0u32..4).prop_map(|(n, scale)| Some(Decimal::new(n, scale))),
        1 => decimal().prop_map(Some),
        1 => Just(None),
    ]
}

fn quantity() -> impl Strategy<Value = TargetValue> {
    prop_oneof![
        6 => (decimal(), prop::sample::select(SIGNS.to_vec()), prop::sample::select(vec!["", "%", "个"]))
            .prop_map(|(goal, sign, unit)| TargetValue::number(sign, goal, unit)),
        1 => Just(TargetValue::words("明显改善")),
        1 => Just(TargetValue::waiting(Sign::AtLeast, "个")),
        1 => (prop::sample::select(SIGNS.to_vec()), 1u32..29).prop_map(|(sign, day)| TargetValue {
            sign,
            quantity: Quantity::Date(chrono::NaiveDate::from_ymd_opt(2026, 6, day).unwrap()),
            unit: String::new(),
        }),
    ]
}

fn actual() -> impl Strategy<Value = Actual> {
    prop_oneof![
        6 => decimal().prop_map(Actual::Number),
        1 => prop::sample::select(Achievement::ALL.to_vec()).prop_map(Actual::Level),
        1 => (1u32..29).prop_map(|day| Actual::Date(chrono::NaiveDate::from_ymd_opt(2026, 6, day).unwrap())),
    ]
}

fn any_line() -> impl Strategy<Value = Line> {
    (
        prop::option::weighted(0.9, quantity()),
        prop::option::weighted(0.9, actual()),
        weight(),
        prop::option::of(prop::sample::select(Method::ALL.to_vec())),
        prop::option::weighted(0.3, decimal()),
        (any::<bool>(), any::<bool>(), prop::sample::select(vec![Class::Quantity, Class::Satisfaction])),
    )
        .prop_map(|(goal, actual, weight, method, typed, (too_low, explained, class))| Line {
            goal,
            actual,
            weight,
            method,
            typed,
            too_low,
            explained,
            class,
            ..line("", "", "")
        })
}

fn amount() -> impl Strategy<Value = Option<Money>> {
    prop::option::weighted(
        0.9,
        prop_oneof![
            4 => -100i64..10_000,
            2 => -Money::LIMIT..=Money::LIMIT,
            1 => prop::sample::select(vec![0, 1, -1, Money::LIMIT, -Money::LIMIT, i64::MAX, i64::MIN]),
        ]
        .prop_map(Money::from_fen),
    )
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    (prop::collection::vec(any_line(), 0..6), amount(), amount(), amount(), any::<bool>()).prop_map(
        |(rows, initial, budget, executed, explained)| Sheet { rows, initial, budget, executed, explained },
    )
}

fn rational(value: Decimal) -> Rational {
    Rational::new(value.mantissa().into(), 10i128.pow(value.scale()).into())
}

/// Points, half up to 2 decimals, never more than fit into the weight with 2 decimals.
fn points(share: &Rational, weight: Decimal) -> Decimal {
    let (zero, half) = (Rational::from_integer(0.into()), Rational::new(1.into(), 2.into()));
    let hundred = Rational::from_integer(100.into());
    let wanted = (share * rational(weight) * &hundred + half).floor().max(zero);
    let most = (rational(weight) * hundred).floor();
    let text = wanted.min(most).to_integer().to_string();
    Decimal::try_from_i128_with_scale(text.parse().unwrap(), 2).unwrap()
}

/// The formulas once more, in fractions of any size, as §2 of the domain paper words them.
fn by_hand(sign: Sign, goal: Decimal, reading: Decimal, weight: Decimal, ratio: bool) -> Decimal {
    let (zero, one) = (Rational::from_integer(0.into()), Rational::from_integer(1.into()));
    let (a, mut b) = (rational(goal), rational(reading));
    if goal >= Decimal::ZERO {
        b = b.max(zero.clone());
    }
    let all_or_nothing = |met: bool| if met { one.clone() } else { zero.clone() };
    let share = match sign {
        Sign::Equal if goal.is_zero() => all_or_nothing(b <= zero),
        Sign::Equal if a < zero => all_or_nothing(a == b),
        Sign::AtLeast | Sign::MoreThan | Sign::Equal => {
            if b >= a {
                one
            } else if a > zero {
                b / a
            } else {
                zero
            }
        }
        _ if b <= a => one,
        _ if a <= zero => zero,
        _ if ratio => a / b,
        _ => (one - (&b - &a) / &a).max(zero),
    };
    points(&share, weight)
}

fn in_order(scored: &Scored, sheet: &Sheet) -> Result<(), TestCaseError> {
    for (row, line) in scored.rows.iter().zip(&sheet.rows) {
        prop_assert!(row.weight >= Decimal::ZERO && row.weight <= RATE_LIMIT);
        for points in [row.formula, row.score].into_iter().flatten() {
            prop_assert!(points >= Decimal::ZERO && points <= row.weight, "{row:?}");
            prop_assert_eq!(points.scale(), 2, "{:?}", row);
        }
        prop_assert_eq!(row.typed, line.typed);
        prop_assert!(line.typed.is_none() || row.score.is_some());
        prop_assert!(row.formula.is_none() || !row.working.is_empty(), "{:?}", row);
        if let Some(band) = row.band {
            prop_assert!(
                Decimal::ZERO <= band.low && band.low <= band.high && band.high <= row.weight,
                "{:?}",
                row
            );
        }
    }
    let execution = &scored.execution;
    prop_assert!(execution.score.is_none_or(|score| score >= Decimal::ZERO && score <= execution.weight));
    prop_assert_eq!(execution.rate.is_some(), sheet.executed.is_some());
    let rows: Decimal = scored.rows.iter().filter_map(|row| row.score).sum();
    let sum = rows + execution.score.unwrap_or_default();
    if let Some(total) = scored.total {
        prop_assert_eq!(scored.sum, Some(sum));
        prop_assert_eq!(total, scored.cap.map_or(sum, |cap| sum.min(cap)));
        prop_assert!(scored.grade.is_some());
    } else {
        prop_assert!(scored.rows.iter().all(|row| row.score.is_none()));
        prop_assert!(execution.score.is_none() && scored.grade.is_none() && scored.sum.is_none());
    }
    prop_assert!(scored.consistency.is_none_or(|lamp| matches!(lamp, Lamp::Red | Lamp::Yellow)));
    scored.findings.iter().for_each(well_worded);
    prop_assert!(scored.findings.is_sorted_by_key(|finding| finding.level));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_sheet_is_scored_in_order(sheet in any_sheet()) {
        for pack in all_packs() {
            in_order(&sheet.score(pack), &sheet)?;
        }
    }

    #[test]
    fn the_formulas_agree_with_fractions(
        goal in decimal(), reading in decimal(), weight in (0i64..4_000, 0u32..4), sign in prop::sample::select(SIGNS.to_vec())
    ) {
        let weight = Decimal::new(weight.0, weight.1);
        for (id, ratio) in [("mof-2015", true), ("mof-2020", false)] {
            let got = numbers(sign, goal, reading, weight).score(common::pack(id));
            prop_assert_eq!(got.score, Some(by_hand(sign, goal, reading, weight, ratio)), "{:?}", got.working);
        }
    }

    /// More is better for ≥, > and = with a target above zero; less for ≤ and <; nearer the day for none of them.
    #[test]
    fn better_never_scores_lower(
        goal in decimal(), (one, two) in (decimal(), decimal()), weight in weight(),
        sign in prop::sample::select(SIGNS.to_vec()), method in prop::sample::select(vec![Method::Ratio, Method::Direct, Method::Satisfaction, Method::Bands]),
    ) {
        let (less, more) = (one.min(two), one.max(two));
        let upward = match sign {
            Sign::AtLeast | Sign::MoreThan => true,
            Sign::Equal if goal > Decimal::ZERO => true,
            Sign::Equal if goal < Decimal::ZERO => return Ok(()), // reached only by the very number
            _ => method == Method::Satisfaction, // by what was measured, whatever the sign
        };
        let (worse, better) = if upward { (less, more) } else { (more, less) };
        for pack in all_packs() {
            // Where the pack has no intervals, the sign decides.
            let set = if method == Method::Satisfaction && pack.rules.satisfaction.is_none() { Method::Ratio } else { method };
            let by_sign = matches!(sign, Sign::AtMost | Sign::LessThan | Sign::Equal) && goal <= Decimal::ZERO || matches!(sign, Sign::AtMost | Sign::LessThan);
            let (worse, better) = if set != method && by_sign { (better, worse) } else { (worse, better) };
            let score = |reading: Decimal| {
                let row = Line { weight, method: Some(set), ..numbers(sign, goal, reading, Decimal::ONE) };
                row.score(pack).score.unwrap_or_default()
            };
            prop_assert!(score(worse) <= score(better), "{} {set:?} {sign:?} {goal}: {worse} {better}", pack.id);
        }
    }

    #[test]
    fn more_money_spent_never_scores_lower(budget in 1i64..10_000, one in -10i64..20_000, two in -10i64..20_000) {
        let (less, more) = (one.min(two), one.max(two));
        for pack in all_packs() {
            let score = |fen: i64| {
                let row = numbers(Sign::AtLeast, Decimal::ONE, Decimal::ONE, Decimal::from(90));
                let budget = Some(Money::from_fen(budget));
                let sheet = Sheet { rows: vec![row], initial: budget, budget, executed: Some(Money::from_fen(fen)), explained: true };
                sheet.score(pack).total.unwrap()
            };
            prop_assert!(score(less) <= score(more), "{}: {less} {more}", pack.id);
        }
    }

    #[test]
    fn a_better_level_never_scores_lower(weight in weight()) {
        for pack in all_packs() {
            let bands = Achievement::ALL.iter().rev().map(|level| {
                let words = Some(TargetValue::words("明显改善"));
                let row = Line { goal: words, actual: Some(Actual::Level(*level)), weight, ..line("", "", "") };
                row.score(pack).band.unwrap()
            });
            let bands: Vec<_> = bands.collect();
            for pair in bands.windows(2) {
                prop_assert!(pair[0].high <= pair[1].low, "{pair:?}");
            }
        }
    }
}
