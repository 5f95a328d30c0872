//! Monitoring on arbitrary figures: what is computed in whole numbers agrees with exact rationals, and nothing panics.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack, packs, well_worded};
use domain::check::{MonitoringSubject, Stage, check_monitoring};
use domain::due::Lamp;
use domain::exact::RATE_LIMIT;
use domain::fund::FundSource;
use domain::indicator::{Class, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::monitoring::{
    Accrual, Actual, Assessment, MonitoredFund, Monitoring, Month, assess, prefill, progress,
    set_monitoring_cell, suggest, suggest_money,
};
use domain::target_value::{Sign, TargetValue};
use domain::typed::{Id, Typed};
use num_rational::BigRational as Rational;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rust_decimal::Decimal;

/// So many rates with their lamps are compared, of money and of indicators.
const CASES: usize = 100_000;

fn rational(value: Decimal) -> Rational {
    Rational::new(value.mantissa().into(), 10i128.pow(value.scale()).into())
}

fn whole(value: i64) -> Rational {
    Rational::from_integer(value.into())
}

fn zero() -> Rational {
    whole(0)
}

/// Percent, half up to 2 decimals, as the program's limit allows.
fn percent(fraction: &Rational) -> Decimal {
    let scaled = fraction * whole(10_000);
    let half = Rational::new(1.into(), 2.into());
    let rounded = if scaled < zero() { -(-scaled + half).floor() } else { (scaled + half).floor() };
    let text = rounded.to_integer().to_string();
    let value = text.parse::<i128>().ok().and_then(|n| Decimal::try_from_i128_with_scale(n, 2).ok());
    let most = if text.starts_with('-') { -RATE_LIMIT } else { RATE_LIMIT };
    value.unwrap_or(most).clamp(-RATE_LIMIT, RATE_LIMIT)
}

fn lamp(pace: &Rational, blue: bool) -> Lamp {
    let at = |percent: i64| pace * whole(100) >= whole(percent);
    match () {
        () if !at(60) => Lamp::Red,
        () if !at(80) => Lamp::Yellow,
        () if blue && at(120) => Lamp::Blue,
        () => Lamp::Green,
    }
}

/// Numbers that matter: small ones, ones at a limit of a lamp, and the largest there are.
fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => (-20i64..2_000, 0u32..3).prop_map(|(n, scale)| Decimal::new(n, scale)),
        2 => (any::<i64>(), 0u32..10).prop_map(|(n, scale)| Decimal::new(n, scale)),
        1 => (any::<i32>(), any::<i32>(), any::<i32>(), any::<bool>(), 0u32..29).prop_map(|(a, b, c, sign, scale)| {
            Decimal::from_parts(a.cast_unsigned(), b.cast_unsigned(), c.cast_unsigned(), sign, scale)
        }),
        1 => prop::sample::select(vec![Decimal::ZERO, Decimal::MAX, Decimal::MIN, Decimal::new(1, 28), Decimal::new(-1, 28)]),
    ]
}

fn amount() -> impl Strategy<Value = Option<Money>> {
    prop::option::weighted(
        0.9,
        prop_oneof![
            4 => -100i64..10_000,
            2 => -Money::LIMIT..=Money::LIMIT,
            1 => prop::sample::select(vec![0, 1, -1, Money::LIMIT, -Money::LIMIT]),
        ]
        .prop_map(Money::from_fen),
    )
}

#[derive(Debug, Clone)]
struct Row {
    target: Decimal,
    sign: Sign,
    cumulative: bool,
    done: Option<Decimal>,
    weight: Option<Decimal>,
}

fn row() -> impl Strategy<Value = Row> {
    let free = (
        decimal(),
        prop::sample::select(vec![Sign::AtLeast, Sign::MoreThan, Sign::Equal, Sign::LessThan, Sign::AtMost]),
        any::<bool>(),
        prop::option::weighted(0.9, decimal()),
        prop::option::weighted(0.8, (-5i64..5_000).prop_map(|n| Decimal::new(n, 2))),
    )
        .prop_map(|(target, sign, cumulative, done, weight)| Row {
            target,
            sign,
            cumulative,
            done,
            weight,
        });
    // Exactly on a limit, or one step of the last digit beside it.
    let limit = (1i64..5_000, 1i64..13, prop::sample::select(vec![60i64, 80, 120]), -1i64..2).prop_map(
        |(n, month, limit, step)| Row {
            target: Decimal::from(n * 1200),
            sign: Sign::AtLeast,
            cumulative: true,
            done: Some(Decimal::new(n * month * limit * 1000 + step, 3)),
            weight: Some(Decimal::TEN),
        },
    );
    prop_oneof![3 => free, 1 => limit]
}

#[derive(Debug, Clone)]
struct Figures {
    month: u8,
    funds: Vec<[Option<Money>; 4]>,
    rows: Vec<Row>,
}

fn figures() -> impl Strategy<Value = Figures> {
    let fund = [amount(), amount(), amount(), amount()];
    (1u8..13, prop::collection::vec(fund, 0..3), prop::collection::vec(row(), 0..4))
        .prop_map(|(month, funds, rows)| Figures { month, funds, rows })
}

fn build(figures: &Figures) -> (Case, Monitoring) {
    let mut case = Case::new(Taxonomy::Y2015).fund("");
    for (n, row) in figures.rows.iter().enumerate() {
        case = case.row(Class::Quantity, &format!("指标{n}"), "", "");
        let indicator = &mut case.target.indicators[n];
        indicator.value = Typed::of(TargetValue::number(row.sign, row.target, "个"));
        indicator.weight.value = row.weight;
    }
    let month = Month::new(figures.month).unwrap();
    let mut doc = prefill(&case.project, &case.target, None, month, false, Id("m".into()), "mof-2020");
    for ([initial, adjusted, executed, expected], source) in figures.funds.iter().zip(FundSource::ALL) {
        let cell = |value: &Option<Money>| Typed { value: *value, invalid: None };
        let fund = MonitoredFund {
            initial: cell(initial),
            adjusted: cell(adjusted),
            executed: cell(executed),
            expected: cell(expected),
        };
        doc.funds.insert(source, fund);
    }
    for (row, own) in doc.rows.iter_mut().zip(&figures.rows) {
        row.done.value = own.done.map(Actual::Number);
        row.accrual = Some(if own.cumulative { Accrual::Cumulative } else { Accrual::Level });
    }
    (case, doc)
}

/// Rate and pace of a row, and its lamp, by the book.
fn expected_row(row: &Row, month: u8) -> Option<(Rational, Rational, Lamp)> {
    let done = row.done?;
    let met = match row.sign {
        Sign::AtLeast => done >= row.target,
        Sign::MoreThan => done > row.target,
        Sign::LessThan => done < row.target,
        Sign::AtMost => done <= row.target,
        _ => done == row.target,
    };
    let all = || if met { (whole(1), Lamp::Green) } else { (zero(), Lamp::Red) };
    let (a, b) = (rational(row.target), rational(done));
    let reverse = matches!(row.sign, Sign::AtMost | Sign::LessThan);
    if reverse && !met && a > zero() {
        let rate = (whole(2) * &a - b) / a;
        let rate = if rate < zero() { zero() } else { rate };
        return Some((rate.clone(), rate, Lamp::Red));
    }
    if reverse || a <= zero() {
        let (rate, lamp) = all();
        return Some((rate.clone(), rate, lamp));
    }
    let b = if b < zero() { zero() } else { b };
    let due = if row.cumulative { &a * Rational::new(month.into(), 12.into()) } else { a.clone() };
    let pace = &b / due;
    let lamp = lamp(&pace, true);
    Some((b / a, pace, lamp))
}

/// Everything that `assess` says, by the book. 且末's limits.
fn verify(figures: &Figures, doc: &Monitoring, found: &Assessment) {
    let sum = |pick: fn(&[Option<Money>; 4]) -> Option<Money>| {
        let known: Vec<i64> = figures.funds.iter().filter_map(pick).map(Money::fen).collect();
        (!known.is_empty()).then(|| known.iter().sum::<i64>())
    };
    let budget = sum(|fund| fund[1].or(fund[0]));
    let executed = sum(|fund| fund[2]);
    assert_eq!(doc.denominator().map(Money::fen), budget);
    let rate = executed.map(|executed| match budget {
        Some(budget) if budget > 0 => whole(executed) / whole(budget),
        _ => zero(),
    });
    assert_eq!(found.execution.rate, rate.as_ref().map(percent));
    let time = Rational::new(figures.month.into(), 12.into());
    assert_eq!(found.time, percent(&time));
    let pace = rate.as_ref().map(|rate| rate / &time);
    assert_eq!(found.execution.pace, pace.as_ref().map(percent));
    assert_eq!(found.execution.lamp, pace.as_ref().map(|pace| lamp(pace, false)));

    let mut completion = (zero(), zero());
    let weighted = figures.rows.iter().any(|row| row.weight.is_some());
    let rows: Vec<_> = figures.rows.iter().map(|row| expected_row(row, figures.month)).collect();
    let weight = |row: &Row| row.weight.unwrap_or_default().max(Decimal::ZERO);
    let counted = |row: &&Row| row.done.is_some() && weight(row) > Decimal::ZERO;
    let by_weight = weighted && figures.rows.iter().any(|row| counted(&row));
    for ((row, due), found) in figures.rows.iter().zip(&rows).zip(&found.rows) {
        let got = (found.rate, found.pace, found.lamp);
        let Some((rate, pace, lamp)) = due else {
            assert_eq!(got, (None, None, None));
            continue;
        };
        assert_eq!(got, (Some(percent(rate)), Some(percent(pace)), Some(*lamp)), "{row:?}");
        let weight = if by_weight { rational(weight(row)) } else { whole(1) };
        completion.0 += &weight * if *rate > whole(1) { whole(1) } else { rate.clone() };
        completion.1 += weight;
    }
    let completion = (completion.1 > zero()).then(|| completion.0 / completion.1);
    assert_eq!(found.completion, completion.as_ref().map(percent));
    let deviation = completion.zip(rate).map(|(completion, rate)| completion - rate);
    assert_eq!(found.deviation, deviation.as_ref().map(percent));
    let over = |gap: &Rational| gap * whole(100) > whole(20) || gap * whole(100) < whole(-20);
    assert_eq!(found.rectify.is_some(), deviation.as_ref().is_some_and(over));

    let lamps: Vec<_> = rows.iter().map(|row| row.as_ref().map(|(.., lamp)| *lamp)).collect();
    let money = pace.as_ref().map(|pace| lamp(pace, false));
    let any = |lamp| money == Some(lamp) || lamps.contains(&Some(lamp));
    let all_blue = !lamps.is_empty() && lamps.iter().all(|lamp| *lamp == Some(Lamp::Blue));
    let due = if any(Lamp::Red) {
        Some(Lamp::Red)
    } else if any(Lamp::Yellow) {
        Some(Lamp::Yellow)
    } else if all_blue {
        Some(Lamp::Blue)
    } else {
        (money.is_some() || lamps.iter().any(Option::is_some)).then_some(Lamp::Green)
    };
    assert_eq!(found.lamp, due);
}

#[test]
fn sums_in_whole_numbers_agree_with_exact_rationals() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (pack, all) = (pack("qiemo-2020"), figures());
    let mut seen = 0;
    while seen < CASES {
        let figures = all.new_tree(&mut runner).unwrap().current();
        let (case, doc) = build(&figures);
        verify(&figures, &doc, &assess(pack, &case.target, &doc));
        seen += doc.rows.iter().filter(|row| row.done.value.is_some()).count();
        seen += usize::from(doc.totals().executed.is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any figures under any pack can be checked; findings are worded well and point into the document.
    #[test]
    fn any_month_can_be_checked(now in figures(), before in figures(), paid in amount(), seal in any::<bool>(), flags in any::<[bool; 4]>()) {
        let (mut case, mut doc) = build(&now);
        let earlier = {
            let mut earlier = build(&before).1;
            earlier.month = Month::new(1).unwrap();
            [earlier]
        };
        case.project.name = "项目".into();
        doc.month = Month::new(doc.month.number().max(2)).unwrap();
        doc.funds_untouched = flags[0];
        if flags[1] {
            doc.rows.iter_mut().for_each(|row| row.untouched = true);
        }
        if flags[2] {
            case.target.id = Id("other".into());
        }
        doc.review_score.value = now.rows.first().map(|row| row.target);
        doc.feedback_on = flags[3].then(|| chrono::NaiveDate::from_ymd_opt(2026, 6, 1).unwrap());
        for pack in packs().iter() {
            let found = check_monitoring(MonitoringSubject {
                pack,
                project: &case.project,
                target: &case.target,
                doc: &doc,
                earlier: &earlier,
                last_year: None,
                paid,
                today: chrono::NaiveDate::from_ymd_opt(2026, 7, 1).unwrap(),
                stage: if seal { Stage::Seal } else { Stage::Draft },
            });
            for finding in &found {
                prop_assert!(finding.path.starts_with(&doc.path()), "{finding:?}");
                well_worded(finding);
            }
            let assessment = assess(pack, &case.target, &doc);
            for sentence in assessment.working.iter().chain(assessment.rows.iter().flat_map(|row| &row.working)) {
                prop_assert!(!sentence.is_empty() && !sentence.contains(['。', '\n']), "{sentence}");
            }
            let progress = progress(&case.target, &doc, &assessment);
            prop_assert!(progress.filled <= progress.total && progress.untouched <= progress.total);
        }
        for (source, amount) in suggest_money(&doc) {
            let fund = &doc.funds[&source];
            prop_assert!(amount >= fund.executed.value.unwrap());
            prop_assert!(amount <= fund.budget().unwrap_or(amount).max(fund.executed.value.unwrap()));
        }
        for row in &doc.rows {
            let _ = suggest(&case.target, &doc, row);
        }
    }

    /// Whatever is typed into whatever cell is kept, refused with a sentence, or lands in its place.
    #[test]
    fn any_text_goes_into_any_cell(
        figures in figures(),
        cells in prop::collection::vec((
            prop::sample::select(vec![
                "funds/fiscal/executed", "funds/other/initial", "indicators/i1/done", "indicators/i1/expected",
                "indicators/i1/cause_other", "indicators/i1/possibility", "indicators/i1/accrual", "review_score",
                "feedback_on", "note", "indicators/i1/cause_x", "", "/", "funds//", "funds/unit_funds/paid", "indicators/i1", "a/b/c/d",
            ]),
            prop_oneof![".{0,20}", "[0-9.,%-]{0,30}(万元|个)?", Just("有可能".to_owned()), Just("时点".to_owned())],
        ), 0..12),
    ) {
        let (case, mut doc) = build(&figures);
        for (path, text) in &cells {
            let before = doc.clone();
            match set_monitoring_cell(&mut doc, &case.target, path, text, AmountUnit::WanYuan) {
                Ok(name) => prop_assert!(!name.is_empty()),
                Err(fault) => {
                    prop_assert!(fault.to_string().contains("，请"), "{}", fault);
                    prop_assert_eq!(&before, &doc);
                }
            }
        }
        let _ = assess(pack("mof-2020"), &case.target, &doc);
    }
}
