//! Scores against golden cases: the formulas of each sign, bands, grades, execution, consistency.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::pack;
use common::scoring::{CAPS, Line, line, numbers, pack_with, sheet, usual};
use domain::due::Lamp;
use domain::finding::Level;
use domain::indicator::Class;
use domain::rulepack::Pack;
use domain::scoring::{Band, Method, grade, usual_method};
use domain::target_value::{Sign, TargetValue, read};
use rust_decimal::Decimal;
use serde_json::Value;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn golden() -> serde_json::Map<String, Value> {
    serde_json::from_str(include_str!("fixtures/scoring.json")).unwrap()
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap()
}

fn printed<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Every section of the file is run, each by what it is about.
#[test]
fn golden_cases() {
    let mut sections = golden();
    sections.remove("note");
    let names: Vec<&str> = sections.keys().map(String::as_str).collect();
    for name in [
        "positive",
        "equal",
        "reverse_linear",
        "reverse_ratio",
        "bands",
        "bands_2017",
        "grades",
        "grades_early",
        "execution",
        "consistency",
    ] {
        assert!(names.contains(&name), "{name} is missing");
    }
    let early =
        pack_with("mof-2020", &[("scoring.grades", r#"{ excellent = "80", good = "70", fair = "60" }"#)]);
    for (name, rows) in &sections {
        let rows = rows.as_array().unwrap();
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            match name.trim_end_matches("_more") {
                "positive" => signs(row, usual(), &[Sign::AtLeast, Sign::MoreThan]),
                "equal" => signs(row, usual(), &[Sign::Equal]),
                "reverse_linear" => signs(row, usual(), &[Sign::AtMost, Sign::LessThan]),
                "reverse_ratio" => signs(row, pack("mof-2015"), &[Sign::AtMost, Sign::LessThan]),
                "bands" => band(row, usual()),
                "bands_2017" => band(row, pack("mof-2015")),
                "grades" => graded(row, usual()),
                "grades_early" => graded(row, &early),
                "execution" => execution(row),
                "consistency" => consistency(row),
                other => panic!("nobody runs {other}"),
            }
        }
    }
}

fn signs(row: &Value, pack: &Pack, signs: &[Sign]) {
    for sign in signs {
        let [goal, actual, weight] = ["target", "actual", "weight"].map(|key| dec(text(row, key)));
        let got = numbers(*sign, goal, actual, weight).score(pack);
        assert_eq!(printed(got.score), text(row, "score"), "{row} {sign:?}: {:?}", got.working);
        assert_eq!((got.formula, got.method, got.differs), (got.score, Method::Ratio, false), "{row}");
        let last = got.working.last().unwrap();
        assert_eq!((last.points, last.source.is_some()), (got.score, true), "{row}");
        assert!(
            last.text.contains(text(row, "score")) || last.text.ends_with("不得分"),
            "{row}: {}",
            last.text
        );
    }
}

fn band(row: &Value, pack: &Pack) {
    let reached = text(row, "level").starts_with("达成");
    let got = line("明显改善", text(row, "level"), "10").score(pack);
    let included = row["high_inclusive"].as_bool().unwrap();
    let due = Band { low: dec(text(row, "low")), high: dec(text(row, "high")), high_included: included };
    assert_eq!(got.band, Some(due), "{row}");
    let got_text = got.band.map(|band| (band.low.to_string(), band.high.to_string())).unwrap();
    assert_eq!(got_text, (text(row, "low").to_owned(), text(row, "high").to_owned()));
    assert_eq!(got.formula, reached.then_some(due.high), "{row}");
    // Both edges and what lies a hundredth beyond them.
    let cent = Decimal::new(1, 2);
    for (typed, stands) in [
        (due.low, true),
        (due.high, included),
        (due.high - cent, true),
        (due.high + cent, false),
        (due.low - cent, false),
    ] {
        let typed = line("明显改善", text(row, "level"), "10").typed(&typed.to_string());
        let scored = sheet(vec![typed.clone()]).score(pack);
        let refused = scored.findings.iter().any(|finding| finding.rule == "scoring.band");
        assert_eq!(refused, !stands, "{row} {:?}", typed.typed);
        let due = if stands { typed.typed } else { Some(Decimal::ZERO) };
        assert_eq!((scored.rows[0].score, scored.rows[0].typed), (due, typed.typed), "{row}");
    }
}

fn graded(row: &Value, pack: &Pack) {
    assert_eq!(grade(pack, dec(text(row, "score"))).unwrap().name(), text(row, "grade"), "{row}");
}

fn execution(row: &Value) {
    // The initial budget is far from the adjusted one: only the adjusted one counts here.
    let budget = text(row, "budget");
    let initial = if budget.is_empty() { "" } else { "1234" };
    let got = sheet(vec![]).money(initial, budget, text(row, "executed")).score(usual()).execution;
    let rate = (printed(got.rate), printed(got.score));
    assert_eq!(rate, (text(row, "rate_pct").into(), text(row, "score").into()), "{row}");
    let last = got.working.last().unwrap();
    assert_eq!((last.rule.as_str(), last.points), ("scoring.execution", got.score), "{row}");
}

fn consistency(row: &Value) {
    let points = line("≥100", "100", "90").typed(text(row, "indicator_points_of_90")).explained();
    let got = sheet(vec![points]).money("", text(row, "budget"), text(row, "executed")).score(usual());
    assert_eq!(got.execution.score.unwrap(), dec(text(row, "exec_points_of_10")), "{row}");
    assert_eq!(got.consistency.map_or("", Lamp::key), text(row, "flag"), "{row} {:?}", got.working);
    let red = got.findings.iter().filter(|finding| finding.rule == "scoring.consistency").count();
    assert_eq!(red, usize::from(text(row, "flag") == "red"), "{row}");
}

/// Totals of exactly 90, 80 and 60, one step of the last digit beside them, and the grade of a whole sheet.
#[test]
fn a_sheet_has_its_grade() {
    for (points, total, grade) in [
        ("80", "90.00", "优"),
        ("79.99", "89.99", "良"),
        ("70", "80.00", "良"),
        ("69.99", "79.99", "中"),
        ("50", "60.00", "中"),
        ("49.99", "59.99", "差"),
    ] {
        let row = line("≥100", "100", "90").typed(points).explained();
        let got = sheet(vec![row]).money("100", "", "100").score(usual());
        let got = (printed(got.total), got.grade.map(|grade| grade.name()).unwrap());
        assert_eq!(got, (total.to_owned(), grade), "{points}");
    }
    let without = pack_with("mof-2020", &[("scoring.grades", "off")]);
    assert_eq!(grade(&without, dec("95")), None);
}

/// Where the initial budget is the denominator, it counts as long as there is one.
#[test]
fn the_denominator_is_the_packs() {
    let initial = pack_with("mof-2020", &[("scoring.execution", r#"{ denominator = "initial" }"#)]);
    for (money, pack, rate, score) in [
        (("202.64", "132.912", "132.912"), &initial, "65.59", "6.56"),
        (("202.64", "132.912", "132.912"), usual(), "100.00", "10.00"),
        (("202.64", "", "132.912"), usual(), "65.59", "6.56"),
        (("", "132.912", "132.912"), &initial, "100.00", "10.00"),
        (("", "", "132.912"), usual(), "0.00", "0.00"),
    ] {
        let got = sheet(vec![]).money(money.0, money.1, money.2).score(pack).execution;
        assert_eq!((printed(got.rate), printed(got.score)), (rate.into(), score.into()), "{money:?}");
    }
    let twenty = pack_with("mof-2020", &[("scoring.execution", r#"{ weight = "20" }"#)]);
    let got = sheet(vec![]).money("100", "", "86.2").score(&twenty);
    assert_eq!((printed(got.execution.score), printed(got.total)), ("17.24".into(), "17.24".into()));
    let none = sheet(vec![]).money("100", "", "").score(usual());
    assert_eq!((none.execution.rate, none.execution.score, none.total, none.grade), (None, None, None, None));
}

/// The caps of one county, met exactly and by a hair; nothing caps unless the pack says so.
#[test]
fn caps_hold_by_the_execution_rate() {
    let capped = pack_with("mof-2020", &[("scoring.execution", CAPS)]);
    for (executed, cap, total) in [
        ("80", "", "98.00"),
        ("79.9999", "89.00", "89.00"),
        ("70", "89.00", "89.00"),
        ("69.99", "79.00", "79.00"),
        ("60", "79.00", "79.00"),
        ("59.99", "69.00", "69.00"),
        ("50", "69.00", "69.00"),
        ("49.99", "59.00", "59.00"),
        ("0", "59.00", "59.00"),
        ("105", "", "100.00"),
    ] {
        let full = sheet(vec![line("≥100", "100", "90")]).money("", "100", executed);
        let got = full.score(&capped);
        assert_eq!((printed(got.cap), printed(got.total)), (cap.into(), total.into()), "{executed}");
        let steps = got.working.iter().filter(|step| step.rule == "scoring.execution").count();
        assert_eq!(steps, usize::from(!cap.is_empty()), "the cap is a step of its own: {executed}");
        let free = full.score(usual());
        assert_eq!((free.cap, free.total), (None, free.sum), "{executed}");
    }
    let low = sheet(vec![line("≥100", "10", "90")]).money("", "100", "75").score(&capped);
    assert_eq!(
        (printed(low.sum), printed(low.cap), printed(low.total)),
        ("16.50".into(), "89.00".into(), "16.50".into())
    );
}

#[test]
fn below_the_packs_rate_a_reason_is_due() {
    for (executed, explained, due) in
        [("89.9999", false, true), ("90", false, false), ("89.9999", true, false)]
    {
        let mut sheet = sheet(vec![]).money("", "100", executed);
        sheet.explained = explained;
        let found = sheet.score(usual()).findings;
        let reasons: Vec<_> = found.iter().filter(|finding| finding.rule == "scoring.execution").collect();
        assert_eq!(reasons.len(), usize::from(due), "{executed} {explained}");
        assert!(
            reasons.iter().all(|f| f.path == "/funds_reason" && f.level == Level::Explain),
            "{reasons:?}"
        );
    }
}

/// A rate that rounds up to a limit that it does not reach is not said to be the limit and below it at once.
#[test]
fn a_rate_a_hair_below_a_limit_is_said_to_be_so() {
    for (executed, text) in
        [("899.96", "预算执行率 90.00%，略低于 90%"), ("899.9", "预算执行率 89.99%，低于 90%")]
    {
        let got = sheet(vec![]).money("1000", "", executed).score(usual());
        assert!(got.findings.iter().any(|finding| finding.text == text), "{:?}", got.findings);
    }
    let capped = pack_with("mof-2020", &[("scoring.execution", CAPS)]);
    for (executed, text) in
        [("79.9999", "执行率 80.00%（略低于 80%），在 70% 到"), ("79.9", "执行率 79.90%，在")]
    {
        let got = sheet(vec![]).money("100", "", executed).score(&capped);
        assert!(got.working.iter().any(|step| step.text.contains(text)), "{:?}", got.working);
    }
    for (actual, text) in [("59.999", "完成率 60.00%，略低于 60%"), ("59.9", "完成率 59.90%，低于 60%")]
    {
        let got = line("≥100个", actual, "10").score(pack("mof-2021"));
        assert!(got.working.iter().any(|step| step.text.contains(text)), "{:?}", got.working);
    }
}

#[test]
fn the_usual_method_follows_the_target() {
    use Class::{Quantity, Satisfaction};
    for (class, goal, pack_id, due) in [
        (Quantity, "≥5个", "mof-2021", Method::Ratio),
        (Quantity, "", "mof-2021", Method::Ratio),
        (Quantity, "明显改善", "mof-2021", Method::Bands),
        (Quantity, "2026年11月30日前", "mof-2021", Method::Direct),
        (Satisfaction, "≥95%", "mof-2021", Method::Satisfaction),
        (Satisfaction, "≥95%", "mof-2020", Method::Ratio),
        (Satisfaction, "≥4.5分", "mof-2021", Method::Ratio),
        (Satisfaction, "满意", "mof-2021", Method::Bands),
    ] {
        let target = read(goal, None).ok();
        assert_eq!(usual_method(pack(pack_id), class, target.as_ref()), due, "{class:?} {goal} {pack_id}");
    }
}

/// What people set by hand, and what the pack or the target cannot do.
#[test]
fn methods_that_were_set() {
    let day = "2026年11月30日前";
    for (goal, actual, set, pack_id, method, score) in [
        ("≥100%", "99", Some(Method::Direct), "mof-2020", Method::Direct, "0.00"),
        ("≥100%", "100", Some(Method::Direct), "mof-2020", Method::Direct, "10.00"),
        ("≤5", "6", Some(Method::Direct), "mof-2020", Method::Direct, "0.00"),
        ("≤5", "-1", Some(Method::Direct), "mof-2020", Method::Direct, "10.00"),
        ("明显改善", "达成", Some(Method::Direct), "mof-2020", Method::Direct, "10.00"),
        ("明显改善", "部分达成", Some(Method::Direct), "mof-2020", Method::Direct, "0.00"),
        ("明显改善", "达成", Some(Method::Ratio), "mof-2020", Method::Bands, "10.00"),
        ("明显改善", "部分达成", None, "mof-2020", Method::Bands, ""),
        ("明显改善", "未达成", None, "mof-2020", Method::Bands, ""),
        (day, "2026年11月30日", None, "mof-2020", Method::Direct, "10.00"),
        (day, "2026年12月1日", None, "mof-2020", Method::Direct, "0.00"),
        (day, "达成", None, "mof-2020", Method::Bands, "10.00"),
        (day, "部分达成", None, "mof-2020", Method::Bands, ""),
        (day, "未达成", Some(Method::Direct), "mof-2020", Method::Direct, "0.00"),
        (day, "2026年12月1日", Some(Method::Bands), "mof-2020", Method::Bands, ""),
        ("≥90%", "90", Some(Method::Bands), "mof-2020", Method::Bands, "10.00"),
        ("≥90%", "89", Some(Method::Bands), "mof-2020", Method::Bands, ""),
        ("≥90%", "45", Some(Method::Satisfaction), "mof-2020", Method::Ratio, "5.00"),
        ("≥90%", "45", Some(Method::Satisfaction), "mof-2021", Method::Satisfaction, "0.00"),
    ] {
        let row = Line { method: set, ..line(goal, actual, "10") };
        let got = row.score(pack(pack_id));
        assert_eq!((got.method, printed(got.score)), (method, score.into()), "{goal} {actual} {set:?}");
    }
}

/// What is typed counts with 2 decimals: that decides whether it differs and whether it lies in its band.
#[test]
fn a_typed_score_is_rounded_before_it_is_judged() {
    for (goal, actual, weight, typed, score, differs, refused) in [
        ("明显改善", "部分达成", "10", "7.994", "7.99", false, ""),
        (
            "明显改善",
            "部分达成",
            "10",
            "7.999",
            "0.00",
            false,
            "手工得分 7.999（按两位小数为 8.00），应在 6 到 8（不含）之间",
        ),
        ("明显改善", "部分达成", "10", "5.995", "6.00", false, ""),
        ("明显改善", "达成", "10", "7.995", "8.00", true, ""),
        ("明显改善", "达成", "10", "7.99", "0.00", true, "手工得分 7.99，应在 8 到 10 之间"),
        ("明显改善", "达成", "10", "10.004", "10.00", false, ""),
        ("≥100", "98", "10", "9.804", "9.80", false, ""),
        ("≥100", "98", "10", "9.805", "9.81", true, ""),
        (
            "≥100",
            "100",
            "10",
            "10.005",
            "0.00",
            true,
            "手工得分 10.005（按两位小数为 10.01），应在 0 到 10 之间",
        ),
        ("≥100", "100", "3.337", "3.337", "3.33", false, ""),
    ] {
        let got = sheet(vec![line(goal, actual, weight).typed(typed)]).score(usual());
        let row = &got.rows[0];
        assert_eq!((printed(row.score), row.differs), (score.into(), differs), "{goal} {typed}");
        assert_eq!(row.is_refused(), !refused.is_empty(), "{goal} {typed}");
        let found = got.findings.iter().find(|finding| finding.rule == "scoring.band");
        assert_eq!(found.is_some(), !refused.is_empty(), "{goal} {typed}");
        assert!(found.is_none_or(|found| found.text.contains(refused)), "{found:?}");
    }
}

/// The words of a working read well.
#[test]
fn workings_are_worded_well() {
    for (goal, actual, part) in [
        ("=0", "1", "指标值为 0，只看"),
        ("=-5", "1", "指标值为负数，只看"),
        ("2026年11月30日前", "2026年11月1日", "符合2026年11月30日前的要求"),
    ] {
        let got = line(goal, actual, "10").score(usual());
        assert!(got.working.iter().any(|step| step.text.contains(part)), "{goal}: {:?}", got.working);
    }
    let day = line("2026年11月30日前", "2026年11月1日", "10");
    let due = Line { goal: day.goal.clone().map(|goal| TargetValue { sign: Sign::Equal, ..goal }), ..day };
    let got = due.score(usual());
    assert!(got.working[0].text.contains("符合2026年11月30日的要求"), "{:?}", got.working);
}

/// Below the threshold of the 2021 guide there is nothing; packs without it give the share.
#[test]
fn the_pass_threshold() {
    for (actual, with, without) in [
        ("60", "6.00", "6.00"),
        ("59.99", "0.00", "6.00"),
        ("59.94", "0.00", "5.99"),
        ("100", "10.00", "10.00"),
    ] {
        for (pack_id, due) in [("mof-2021", with), ("mof-2020", without)] {
            let got = line("≥100个", actual, "10").score(pack(pack_id));
            assert_eq!(printed(got.score), due, "{actual} {pack_id}");
        }
    }
    let reverse = line("≤100个", "190", "10").score(pack("mof-2021"));
    assert_eq!(printed(reverse.score), "1.00", "only where more is better");
}

#[test]
fn satisfaction_by_intervals_and_by_steps() {
    let steps = r#"{ steps = { full_from_percent = "90", every_points = "5", less_percent = "10" } }"#;
    let stepped = pack_with("mof-2020", &[("scoring.satisfaction", steps)]);
    for (actual, intervals, steps) in [
        ("100", "10.00", "10.00"),
        ("90", "10.00", "10.00"),
        ("89.99", "8.00", "10.00"),
        ("85", "8.00", "9.00"),
        ("80", "8.00", "8.00"),
        ("79.99", "5.00", "8.00"),
        ("60", "5.00", "4.00"),
        ("59.99", "0.00", "4.00"),
        ("40", "0.00", "0.00"),
        ("0", "0.00", "0.00"),
    ] {
        let row = line("≥95%", actual, "10").class(Class::Satisfaction);
        for (pack, due) in [(pack("mof-2021"), intervals), (&stepped, steps)] {
            let got = row.score(pack);
            assert_eq!((got.method, printed(got.score)), (Method::Satisfaction, due.into()), "{actual}");
        }
    }
}

#[test]
fn cost_is_scored_by_steps_both_ways() {
    for (goal, actual, due) in [
        ("≤100万元", "110", "5.00"),
        ("≤100万元", "90", "5.00"),
        ("≤100万元", "110.01", "3.00"),
        ("≤100万元", "115", "3.00"),
        ("≤100万元", "85", "3.00"),
        ("≤100万元", "120", "1.00"),
        ("≤100万元", "79.99", "0.00"),
        ("≤100万元", "120.01", "0.00"),
        ("≤0万元", "0", "5.00"),
        ("≤0万元", "0.01", "0.00"),
        ("=-100", "-110", "5.00"),
    ] {
        let got = line(goal, actual, "5").by(Method::CostControl).score(usual());
        assert_eq!((got.method, printed(got.score)), (Method::CostControl, due.into()), "{goal} {actual}");
    }
}

#[test]
fn what_was_set_too_low_is_deducted() {
    for (goal, actual, too_low, pack_id, due) in [
        ("≥100", "130", true, "mof-2020", "7.00"),
        ("≥100", "130", false, "mof-2020", "10.00"),
        ("≥100", "130", true, "mof-2015", "10.00"),
        ("≥100", "200", true, "mof-2020", "0.00"),
        ("≥100", "500", true, "mof-2020", "0.00"),
        ("≥100", "100", true, "mof-2020", "10.00"),
        ("≥100", "90", true, "mof-2020", "9.00"),
        ("=100", "101", true, "mof-2020", "9.90"),
        ("≤100", "50", true, "mof-2020", "10.00"),
        ("≥0", "50", true, "mof-2020", "10.00"),
    ] {
        let row = line(goal, actual, "10");
        let got = if too_low { row.too_low() } else { row }.score(pack(pack_id));
        assert_eq!(printed(got.score), due, "{goal} {actual} {too_low} {pack_id}");
        let deducted = got.working.iter().any(|step| step.rule == "scoring.over-deduction");
        assert_eq!(deducted, due == "7.00" || due == "0.00" || due == "9.90", "{goal} {actual}");
    }
}
