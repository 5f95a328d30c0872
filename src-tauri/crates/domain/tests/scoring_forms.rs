//! Published self-assessments scored again, and what is found in sheets that are odd.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::scoring::{Line, Sheet, line, pack_with, sheet, usual};
use common::{pack, well_worded};
use domain::finding::Level;
use domain::indicator::{Class, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::monitoring::read_actual;
use domain::period::FiscalYear;
use domain::scoring::{Grade, Scored};
use domain::target_value::{Quantity, Sign, read_parts};
use rust_decimal::Decimal;
use serde_json::Value;

fn form(id: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("fixtures/scoring_forms.json")).unwrap();
    all["forms"].as_array().unwrap().iter().find(|form| form["id"] == id).unwrap().clone()
}

/// The sheet of a form; with the scores that were published beside the formula's, or without.
fn read_form(form: &Value, published: bool) -> Sheet {
    let unit = if form["amount_unit"] == "元" { AmountUnit::Yuan } else { AmountUnit::WanYuan };
    let money = |key: &str| Money::parse(form["funds"][key].as_str()?, unit).ok();
    let rows = form["rows"].as_array().unwrap().iter().map(|row| {
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        let goal = read_parts(text("op"), text("target"), text("unit"), None).unwrap();
        let actual = match row["actual"].as_str() {
            Some(actual) => actual.to_owned(),
            None => goal.bare(), // ours: the form prints no actual values
        };
        let actual = Some(read_actual(&actual, Some(&goal), FiscalYear(2022)).unwrap());
        let typed = row["published"].as_str().filter(|_| published).map(|text| text.parse().unwrap());
        let class = Class::from_word(text("class"), Taxonomy::Y2015).unwrap();
        let weight = text("weight").parse().ok();
        Line { goal: Some(goal), actual, weight, typed, ..line("", "", "") }.named(text("name")).class(class)
    });
    let rows = rows.collect();
    Sheet {
        rows,
        initial: money("initial"),
        budget: money("budget"),
        executed: money("executed"),
        explained: false,
    }
}

fn total(scored: &Scored) -> String {
    scored.total.unwrap().to_string()
}

/// 永德: 96 by the scores that people gave, 99.80 by the formula, a finding on each row where the two differ.
#[test]
fn yongde_as_published_and_by_the_formula() {
    let form = form("SE-YONGDE-2022");
    let published = read_form(&form, true).score(usual());
    assert_eq!(total(&published), format!("{}.00", form["published_total"].as_str().unwrap()));
    assert_eq!(published.grade, Some(Grade::Excellent));
    let found: Vec<(&str, &str, Level)> =
        published.findings.iter().map(|f| (f.rule.as_str(), f.path.as_str(), f.level)).collect();
    let due = [
        ("scoring.manual", "/rows/2/reason", Level::Error),
        ("scoring.manual", "/rows/5/reason", Level::Error),
    ];
    assert_eq!(found, due);
    for (finding, name) in published.findings.iter().zip(["资金到位及时率", "政策知晓率"]) {
        assert!(finding.text.contains(name), "{finding:?}");
        well_worded(finding);
    }
    let differ: Vec<usize> = (0..9).filter(|place| published.rows[*place].differs).collect();
    assert_eq!(differ, [2, 5]);
    let by_formula = read_form(&form, false).score(usual());
    assert_eq!(total(&by_formula), "99.80");
    assert_eq!(by_formula.rows[5].score.unwrap().to_string(), "9.80");
    assert!(by_formula.findings.is_empty(), "{:?}", by_formula.findings);
    // Once the two are explained, they remain as hints.
    let mut explained = read_form(&form, true);
    for place in [2, 5] {
        explained.rows[place].explained = true;
    }
    let hints = explained.score(usual()).findings;
    assert_eq!(hints.len(), 2);
    assert!(hints.iter().all(|f| f.level == Level::Hint && f.path.ends_with("/score")), "{hints:?}");
}

/// 棠溪 left its total row at 0: 6.56 against the initial budget, 10 against the adjusted one.
#[test]
fn tangxi_by_either_budget() {
    let form = form("SE-TANGXI-CJ-2022");
    let initial = pack_with("mof-2020", &[("scoring.execution", r#"{ denominator = "initial" }"#)]);
    for (pack, rate, score, sum) in
        [(usual(), "100.00", "10.00", "80.00"), (&initial, "65.59", "6.56", "76.56")]
    {
        let got = read_form(&form, true).score(pack);
        let execution = (got.execution.rate.unwrap().to_string(), got.execution.score.unwrap().to_string());
        assert_eq!(execution, (rate.to_owned(), score.to_owned()));
        assert_eq!(total(&got), sum, "the last rows of the form are cut off: 70 points of 90");
        assert!(!got.rows.iter().any(|row| row.differs), "{:?}", got.rows);
    }
}

/// Personnel projects with two or four rows reach 100 once everything is done.
#[test]
fn personnel_forms_reach_full_points() {
    for (id, rows) in [("SE-QINGSHEN-2023", 2), ("SE-SC-PERSONNEL-TPL", 4)] {
        let form = form(id);
        let mut sheet = read_form(&form, false);
        assert_eq!(sheet.rows.len(), rows);
        if form["funds"].is_null() {
            sheet = sheet.money("100", "", "100"); // ours: the template has no money
        }
        for pack_id in ["mof-2015", "mof-2020", "mof-2021"] {
            let got = sheet.score(pack(pack_id));
            assert_eq!(total(&got), format!("{}.00", form["published_total"].as_str().unwrap()), "{id}");
            assert_eq!(
                (got.grade, got.consistency, got.findings.len()),
                (Some(Grade::Excellent), None, 0),
                "{id}"
            );
        }
    }
}

#[test]
fn odd_rows_are_scored_with_findings() {
    let bare = || line("≥100个", "100", "10");
    let long = "很长的".repeat(40);
    let wordy = Line { goal: Some(domain::target_value::TargetValue::words("明显改善")), ..bare() };
    for (row, score, found) in [
        (bare(), Some("10.00"), None),
        (Line { actual: None, ..bare() }, None, Some(("scoring.missing", "actual", Level::Error))),
        (
            Line { actual: None, ..bare() }.typed("8"),
            Some("8.00"),
            Some(("scoring.missing", "actual", Level::Error)),
        ),
        (Line { goal: None, ..bare() }, None, Some(("scoring.missing", "actual", Level::Error))),
        (wordy, None, Some(("scoring.missing", "actual", Level::Error))),
        (line("明显改善", "部分达成", "10"), None, Some(("scoring.missing", "score", Level::Error))),
        (line("明显改善", "部分达成", "10").typed("7.5"), Some("7.50"), None),
        (bare().typed("10.01"), Some("0.00"), Some(("scoring.band", "score", Level::Error))),
        (bare().typed("-0.01"), Some("0.00"), Some(("scoring.band", "score", Level::Error))),
        (bare().typed("10"), Some("10.00"), None),
        (bare().typed("9.99"), Some("9.99"), Some(("scoring.manual", "reason", Level::Error))),
        (bare().typed("9.99").explained(), Some("9.99"), Some(("scoring.manual", "score", Level::Hint))),
        (bare().named(&long).typed("11"), Some("0.00"), Some(("scoring.band", "score", Level::Error))),
        (Line { weight: None, ..bare() }, Some("0.00"), None),
        (Line { weight: Some(Decimal::from(-5)), ..bare() }, Some("0.00"), None),
        (
            line("≥100个", "130", "10"),
            Some("10.00"),
            Some(("scoring.over-achievement", "reason", Level::Explain)),
        ),
        (line("≥100个", "129.99", "10"), Some("10.00"), None),
        (line("≥100个", "130", "10").explained(), Some("10.00"), None),
        (
            line("≥0个", "30", "10"),
            Some("10.00"),
            Some(("scoring.over-achievement", "reason", Level::Explain)),
        ),
        (line("≥0个", "29.99", "10"), Some("10.00"), None),
        (line("=0个", "30", "10"), Some("0.00"), None),
        (line("≤100个", "130", "10"), Some("7.00"), None),
    ] {
        let got = sheet(vec![row.clone()]).score(usual());
        assert_eq!(got.rows[0].score.map(|score| score.to_string()).as_deref(), score, "{row:?}");
        let rules: Vec<_> = got
            .findings
            .iter()
            .map(|f| (f.rule.as_str(), f.path.trim_start_matches("/rows/0/"), f.level))
            .collect();
        assert_eq!(rules, found.into_iter().collect::<Vec<_>>(), "{row:?}");
        got.findings.iter().for_each(well_worded);
        assert_eq!(got.total.is_some(), row.actual.is_some() || row.typed.is_some(), "{row:?}");
    }
}

/// Every step tells its rule with the document behind it, in one sentence with numbers.
#[test]
fn workings_cite_the_pack() {
    let rows = vec![
        line("≥100个", "98", "10"),
        line("≤5次", "7", "10"),
        line("明显改善", "部分达成", "10").typed("7"),
        line("2026年11月30日前", "2026年12月1日", "10"),
        line("≥80%", "99", "10").class(Class::Satisfaction).too_low(),
    ];
    let got = sheet(rows).money("100", "90", "70").score(pack("mof-2021"));
    let rows = got.rows.iter().flat_map(|row| &row.working);
    let steps: Vec<_> = rows.chain(&got.execution.working).chain(&got.working).collect();
    assert!(steps.len() >= 12, "{steps:?}");
    for step in steps {
        let source = step.source.as_ref().unwrap();
        assert!(
            step.rule.starts_with("scoring.") && !source.document.is_empty() && !source.clause.is_empty()
        );
        assert!(!step.text.contains(['。', '\n']) && !step.text.is_empty(), "{step:?}");
    }
    let texts: Vec<&str> = got.rows.iter().map(|row| row.working.last().unwrap().text.as_str()).collect();
    assert_eq!(texts[0], "得分 = 98 ÷ 100 × 10 = 9.80");
    assert_eq!(texts[1], "得分 =（1 −（7 − 5）÷ 5）× 10 = 6.00");
    assert_eq!(got.working[1].text, "总分 = 预算执行 7.78 + 指标 30.43 = 38.21");
}

/// A pack that leaves rules out still scores; what nobody demands is not found.
#[test]
fn a_pack_may_do_without_rules() {
    let ids = [
        "execution",
        "reverse",
        "qualitative-bands",
        "grades",
        "over-achievement",
        "quantitative",
        "direct",
        "band",
        "manual",
        "missing",
        "total",
        "consistency",
    ];
    let off: Vec<String> = ids.iter().map(|id| format!("scoring.{id}")).collect();
    let off: Vec<(&str, &str)> = off.iter().map(|id| (id.as_str(), "off")).collect();
    let bare = pack_with("mof-2020", &off);
    let rows = vec![
        line("≥100个", "98", "10"),
        line("≤100个", "101", "10"),
        line("明显改善", "达成", "10"),
        line("明显改善", "部分达成", "10").typed("11"),
        line("≥100个", "500", "10").typed("3"),
    ];
    let got = sheet(rows).money("100", "", "10").score(&bare);
    let scores: Vec<String> = got.rows.iter().map(|row| row.score.unwrap().to_string()).collect();
    assert_eq!(scores, ["9.80", "0.00", "10.00", "0.00", "3.00"]);
    assert_eq!((got.execution.score, got.grade, got.consistency), (None, None, None));
    assert_eq!((total(&got), got.findings.len()), ("22.80".into(), 0));
    assert!(
        got.rows
            .iter()
            .flat_map(|row| &row.working)
            .all(|step| step.source.is_none() && step.rule.is_empty())
    );
}

/// The target's own words as a reading say that it is reached.
#[test]
fn words_of_the_target_reach_it() {
    for (words, actual, reads) in [
        ("有效", "有效", true),
        ("持续 改善", "持续改善", true),
        ("有效", "无效", false),
        ("有效", "达成预期指标", true),
    ] {
        let goal = read_parts("定性", words, "", None).unwrap();
        assert!(goal.sign == Sign::Qualitative && matches!(goal.quantity, Quantity::Text(_)));
        let got = read_actual(actual, Some(&goal), FiscalYear(2026));
        assert_eq!(got.is_ok_and(|actual| actual.print() == "达成"), reads, "{words} {actual}");
    }
}
