//! The sums of monitoring against golden cases: rates, lamps, completion, deviation, what lies idle, what follows.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack, wan};
use domain::due::Lamp;
use domain::fund::FundSource;
use domain::indicator::{Class, Taxonomy};
use domain::money::AmountUnit;
use domain::monitoring::{
    Monitoring, Month, assess, prefill, progress, set_monitoring_cell, suggest, suggest_money,
};
use domain::target::Target;
use domain::typed::Id;
use serde_json::Value;

fn golden(part: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("fixtures/monitoring.json")).unwrap();
    match &all[part] {
        Value::Array(rows) => rows.clone(),
        one => vec![one.clone()],
    }
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

fn month(row: &Value) -> Month {
    Month::new(row["month"].as_u64().unwrap_or(12).try_into().unwrap()).unwrap()
}

fn put(doc: &mut Monitoring, target: &Target, path: &str, text: &str) {
    set_monitoring_cell(doc, target, path, text, AmountUnit::WanYuan).unwrap();
}

/// A document of a case, filled with cells `(path, text)`.
fn doc(case: &Case, month: u8, cells: &[(&str, &str)]) -> Monitoring {
    let month = Month::new(month).unwrap();
    let mut doc = prefill(&case.project, &case.target, None, month, false, Id("m".into()), "mof-2020");
    for (path, text) in cells {
        put(&mut doc, &case.target, path, text);
    }
    doc
}

fn case() -> Case {
    Case::new(Taxonomy::Y2015)
}

fn printed<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn lamp(lamp: Option<Lamp>) -> &'static str {
    lamp.map_or("", Lamp::key)
}

#[test]
fn money_goldens() {
    for row in golden("money") {
        let case = case().fund("");
        let month = month(&row).number();
        let (initial, budget) = (text(&row, "initial"), text(&row, "budget"));
        let cells = [
            ("funds/fiscal/initial", if row["initial"].is_null() { budget } else { initial }),
            ("funds/fiscal/adjusted", if row["initial"].is_null() { "" } else { budget }),
            ("funds/fiscal/executed", text(&row, "executed")),
        ];
        let found = assess(pack("mof-2020"), &case.target, &doc(&case, month, &cells)).execution;
        let got = (printed(found.rate), printed(found.pace), lamp(found.lamp));
        assert_eq!(got, (text(&row, "rate").into(), text(&row, "pace").into(), text(&row, "lamp")), "{row}");
    }
}

#[test]
fn indicator_goldens() {
    for row in golden("indicators") {
        let case = case().row(Class::Quantity, "指标", text(&row, "target"), "10");
        let cells =
            [("indicators/i1/accrual", text(&row, "accrual")), ("indicators/i1/done", text(&row, "done"))];
        let doc = doc(&case, month(&row).number(), &cells);
        assert!(doc.rows[0].done.invalid.is_none(), "{row}");
        let pack = pack(row["pack"].as_str().unwrap_or("mof-2020"));
        let found = assess(pack, &case.target, &doc);
        let one = &found.rows[0];
        let got = (printed(one.rate), printed(one.pace), lamp(one.lamp));
        assert_eq!(got, (text(&row, "rate").into(), text(&row, "pace").into(), text(&row, "lamp")), "{row}");
        assert_eq!(one.working.is_empty(), one.lamp.is_none() && text(&row, "done").is_empty(), "{row}");
    }
}

/// One indicator whose completion is as given and money whose execution is.
fn measured(execution: &str, completion: &str, score: &str) -> (Case, Monitoring) {
    let case = case().fund("100").row(Class::Quality, "完成率", "≥100%", "10");
    let doc = doc(
        &case,
        12,
        &[("funds/fiscal/executed", execution), ("indicators/i1/done", completion), ("review_score", score)],
    );
    (case, doc)
}

#[test]
fn deviation_and_review_score_goldens() {
    for row in golden("qiemo") {
        let (case, doc) = measured(text(&row, "execution"), text(&row, "completion"), text(&row, "score"));
        let found = assess(pack("qiemo-2020"), &case.target, &doc);
        assert_eq!(printed(found.deviation), text(&row, "deviation"), "{row}");
        let rule = found.rectify.as_ref().map(|why| why.rule.as_str()).unwrap_or_default();
        assert_eq!(rule, text(&row, "rule"), "{row}");
        assert!(found.rectify.is_none_or(|why| why.source.document == "且财发〔2020〕77号"));
        // Other counties have no such limit.
        assert_eq!(assess(pack("mof-2020"), &case.target, &doc).rectify, None, "{row}");
    }
    let (case, doc) = measured("60", "80.000001", "80");
    let why = assess(pack("qiemo-2020"), &case.target, &doc).rectify.unwrap().text;
    assert_eq!(why, "执行率与完成率相差 略多于 20.00 个百分点，超过 20 个百分点");
}

#[test]
fn the_published_form_of_huangshi() {
    let form = &golden("huangshi")[0];
    let case = case().fund(text(form, "initial"));
    let doc = doc(&case, month(form).number(), &[("funds/fiscal/executed", text(form, "executed"))]);
    let found = assess(pack("mof-2020"), &case.target, &doc);
    assert_eq!(printed(found.execution.rate), text(form, "rate"));
    assert_eq!(found.time.to_string(), text(form, "time"));
    assert_eq!(printed(found.execution.pace), text(form, "pace"));
    assert_eq!((lamp(found.execution.lamp), lamp(found.lamp)), (text(form, "lamp"), text(form, "lamp")));
    assert_eq!(
        found.working[..2],
        [
            "执行率 = 执行数 87.57万元 ÷ 年初预算 220.00万元 = 39.80%",
            "序时进度 = 6 ÷ 12 = 50.00%；对序时 = 79.61%，60% 以上、低于 80%，黄灯（界限见财预〔2019〕136号）",
        ]
    );
}

#[test]
fn completion_is_weighted_and_capped() {
    let rows: &[(&str, &str, &str, &str)] = &[
        ("i1", "≥120个", "20", "180"),        // 150 % counts 100
        ("i2", "≥90%", "10", "45"),           // 50 %
        ("i3", "明显改善", "30", "部分达成"), // 60 %
        ("i4", "2026年11月30日前", "10", ""), // not yet due: left out
        ("i5", "≤50万元", "30", "40"),        // within: 100 %
        ("i6", "≥10次", "", ""),              // blank: left out
    ];
    for (weights, expected) in [(true, "81.11"), (false, "77.50")] {
        let mut case = case();
        for (id, target, weight, _) in rows {
            let weight = if weights { weight } else { &"" };
            case = case.row(Class::Quantity, id, target, weight);
        }
        let mut doc = doc(&case, 6, &[]);
        for (id, _, _, done) in rows {
            put(&mut doc, &case.target, &format!("indicators/{id}/done"), done);
        }
        let found = assess(pack("mof-2020"), &case.target, &doc);
        assert_eq!(printed(found.completion), expected);
        let how = if weights { "按分值加权" } else { "各条同等" };
        assert_eq!(
            found.working.last().unwrap(),
            &format!(
                "总体完成率 = 4 条指标{how}、每条最多计 100% = {expected}%；2 条没有完成率，不计入（算法见财预〔2019〕136号）"
            )
        );
        let progress = progress(&case.target, &doc, &found);
        assert_eq!((progress.filled, progress.total, progress.untouched), (4, 7, 0));
    }
}

#[test]
fn the_projects_lamp_is_the_worst_one() {
    const RED: &str = "1";
    const YELLOW: &str = "35";
    const GREEN: &str = "50";
    const BLUE: &str = "60";
    for (executed, done, expected) in [
        ("50", [BLUE, BLUE], "blue"),
        ("50", [BLUE, GREEN], "green"),
        ("50", [BLUE, ""], "green"),
        ("50", [GREEN, YELLOW], "yellow"),
        ("50", [RED, BLUE], "red"),
        ("35", [BLUE, BLUE], "yellow"),
        ("35", [RED, BLUE], "red"),
        ("1", [BLUE, BLUE], "red"),
        ("", [BLUE, BLUE], "blue"),
        ("50", ["", ""], "green"),
        ("", ["", ""], ""),
    ] {
        let case = case().fund("100").row(Class::Quantity, "甲", "≥100个", "10").row(
            Class::Quantity,
            "乙",
            "≥100个",
            "10",
        );
        let cells = [
            ("funds/fiscal/executed", executed),
            ("indicators/i1/done", done[0]),
            ("indicators/i2/done", done[1]),
        ];
        let found = assess(pack("mof-2020"), &case.target, &doc(&case, 6, &cells));
        assert_eq!(lamp(found.lamp), expected, "{executed} {done:?}");
    }
    // A new document is not red for a day that has passed: nobody has written anything yet.
    let case = case().row(Class::Timeliness, "丙", "2026年3月31日前", "10");
    let blank = assess(pack("mof-2020"), &case.target, &doc(&case, 6, &[]));
    assert_eq!((lamp(blank.rows[0].lamp), lamp(blank.lamp)), ("red", ""));
}

#[test]
fn the_year_end_by_the_pace() {
    for (initial, executed, month, expected) in [
        ("100", "30", 6, Some("60")),
        ("100", "70", 6, Some("100")),  // not beyond the budget
        ("100", "105", 6, Some("105")), // nor below what is spent
        ("", "30", 6, Some("60")),
        ("100", "0.000001", 7, Some("0.000002")),
        ("100", "10", 7, Some("17.142857")),
        ("100", "", 6, None),
        ("100", "-5", 6, None),
        ("0", "5", 12, Some("5")),
        ("9000000000", "9000000000", 1, Some("9000000000")),
        ("", "9000000000", 1, Some("9000000000")),
    ] {
        let case = case().fund("");
        let doc =
            doc(&case, month, &[("funds/fiscal/initial", initial), ("funds/fiscal/executed", executed)]);
        let got = suggest_money(&doc).get(&FundSource::Fiscal).copied();
        assert_eq!(got, expected.map(wan), "{initial} {executed} {month}");
    }
    for (target, done, month, expected) in [
        ("≥120个", "60", 6, "120"),
        ("≥120个", "61", 7, "105"),
        ("≥12.5公里", "5", 7, "8.6"),
        ("≥95%", "93", 6, "93"),
        ("明显改善", "达成", 6, "达成"),
        ("明显改善", "部分达成", 6, ""),
        ("2026年11月30日前", "2026年5月1日", 6, "2026年5月1日"),
        ("≥120个", "", 6, ""),
        ("≥1个", "7900000000000000000000000000", 1, ""),
    ] {
        let case = case().row(Class::Quantity, "指标", target, "10");
        let doc = doc(&case, month, &[("indicators/i1/done", done)]);
        let got = suggest(&case.target, &doc, &doc.rows[0]).map(|actual| actual.print());
        assert_eq!(got.unwrap_or_default(), expected, "{target} {done} {month}");
    }
}

#[test]
fn money_left_at_year_end() {
    for (executed, expected, idle) in [
        ("30", "90", Some("10")),
        ("30", "100", Some("0")),
        ("30", "130", Some("0")),
        ("30", "", Some("40")), // 60 by the pace
        ("", "", None),
        ("", "90", Some("10")),
    ] {
        let case = case().fund("100");
        let cells = [("funds/fiscal/executed", executed), ("funds/fiscal/expected", expected)];
        let found = assess(pack("mof-2020"), &case.target, &doc(&case, 6, &cells));
        assert_eq!(found.idle, idle.map(wan), "{executed} {expected}");
    }
}

#[test]
fn common_rates_and_the_cross() {
    for (executed, done, cross) in [
        ("39.99", "100", Lamp::Red),
        ("40", "100", Lamp::Green),
        ("40", "79.99", Lamp::Yellow),
        ("39.99", "10", Lamp::Red),
    ] {
        let case = case().fund("100").row(Class::Quality, "合格率", "≥100%", "10");
        let cells = [("funds/fiscal/executed", executed), ("indicators/i1/done", done)];
        let doc = doc(&case, 6, &cells);
        let found = assess(pack("jinan-2019"), &case.target, &doc);
        assert_eq!(found.cross.as_ref().map(|(lamp, _)| *lamp), Some(cross), "{executed} {done}");
        let names: Vec<&str> = found.common.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["预算执行进度", "预算到项目率", "预算支出率"]);
        assert!(assess(pack("mof-2020"), &case.target, &doc).common.is_empty());
    }
}

#[test]
fn sources_without_an_adjustment_keep_their_initial_budget() {
    let case = case().fund("");
    let doc = doc(
        &case,
        12,
        &[
            ("funds/fiscal/initial", "100"),
            ("funds/fiscal/adjusted", "80"),
            ("funds/fiscal/executed", "40"),
            ("funds/other/initial", "20"),
            ("funds/other/executed", "20"),
        ],
    );
    let totals = doc.totals();
    assert_eq!((totals.initial, totals.adjusted), (Some(wan("120")), Some(wan("100"))));
    assert_eq!(
        (doc.denominator(), totals.executed, totals.expected),
        (Some(wan("100")), Some(wan("60")), None)
    );
    let found = assess(pack("mof-2020"), &case.target, &doc);
    assert_eq!(printed(found.execution.rate), "60.00");
    assert_eq!(found.working[0], "执行率 = 执行数 60.00万元 ÷ 调整后预算 100.00万元 = 60.00%");
}

#[test]
fn a_month_begins_with_the_target_or_with_the_month_before() {
    let case =
        case().fund("100").row(Class::Quantity, "甲", "≥100个", "10").row(Class::Quality, "乙", "≥90%", "10");
    let june = doc(
        &case,
        6,
        &[
            ("funds/fiscal/adjusted", "120"),
            ("funds/fiscal/executed", "50"),
            ("funds/fiscal/expected", "一百"),
            ("indicators/i1/done", "50"),
            ("indicators/i1/accrual", "时点"),
            ("indicators/i1/reason", "进度正常"),
            ("review_score", "88"),
            ("note", "备注"),
        ],
    );
    let july = |copy| {
        let month = Month::new(7).unwrap();
        prefill(&case.project, &case.target, Some(&june), month, copy, Id("n".into()), "mof-2020")
    };
    let fresh = july(false);
    let fund = &fresh.funds[&FundSource::Fiscal];
    assert_eq!((fund.initial.value, fund.adjusted.value), (Some(wan("100")), Some(wan("120"))));
    assert!(fund.executed.is_blank() && !fresh.funds_untouched && fresh.note.is_empty());
    assert!(fresh.rows[0].done.is_blank() && !fresh.rows[0].untouched && fresh.rows[0].accrual.is_some());
    let mut copied = july(true);
    let fund = &copied.funds[&FundSource::Fiscal];
    assert_eq!((fund.executed.value, fund.expected.is_blank()), (Some(wan("50")), true));
    assert!(copied.funds_untouched && copied.rows[0].untouched && !copied.rows[1].untouched);
    assert_eq!(copied.rows[0].reason, "进度正常");
    assert!(copied.review_score.is_blank());
    let found = assess(pack("mof-2020"), &case.target, &copied);
    assert_eq!(progress(&case.target, &copied, &found).untouched, 2);
    put(&mut copied, &case.target, "indicators/i1/measures", "");
    put(&mut copied, &case.target, "funds/fiscal/executed", "50");
    assert!(!copied.funds_untouched && !copied.rows[0].untouched);
    // A project whose form only states a total.
    let mut stated = case.clone().fund("");
    stated.project.funds.annual.stated_total = domain::typed::Typed::of(wan("66"));
    assert_eq!(doc(&stated, 1, &[]).totals().initial, Some(wan("66")));
}

#[test]
fn cells_say_what_they_are_and_what_they_cannot_take() {
    let case = case().fund("100").row(Class::Quantity, "补助村数", "≥12个", "10");
    let mut doc = doc(&case, 7, &[]);
    for (path, text, expected) in [
        ("funds/fiscal/executed", "39.8", Ok("7月财政拨款的执行数")),
        ("funds/other/executed", "", Ok("7月其他资金的执行数")),
        ("indicators/i1/done", "７个", Ok("“补助村数”的7月完成情况")),
        ("indicators/i1/done", "7户", Ok("“补助村数”的7月完成情况")),
        ("indicators/i1/cause_funds", "资金到位晚", Ok("“补助村数”的7月经费保障")),
        ("indicators/i1/possibility", "不可能", Ok("“补助村数”的7月完成目标可能性")),
        (
            "indicators/i1/possibility",
            "也许",
            Err("“也许”不是可选的完成目标可能性，请选择：确定能、有可能、完全不可能"),
        ),
        ("review_score", "95.05分", Ok("7月监控审核得分")),
        ("feedback_on", "2026年7月3日", Ok("7月财政评价反馈日")),
        ("feedback_on", "上周", Err("“上周”不是财政评价反馈日，请写成 2026年7月15日 或 2026-07-15")),
        ("note", "备注", Ok("7月监控备注")),
        ("indicators/nobody/done", "1", Err("找不到要修改的单元格（indicators/nobody/done），请刷新后再试")),
        ("indicators/i1/colour", "1", Err("找不到要修改的单元格（indicators/i1/colour），请刷新后再试")),
        ("funds/gold/executed", "1", Err("找不到要修改的单元格（funds/gold/executed），请刷新后再试")),
        ("funds/fiscal/paid", "1", Err("找不到要修改的单元格（funds/fiscal/paid），请刷新后再试")),
    ] {
        let got = set_monitoring_cell(&mut doc, &case.target, path, text, AmountUnit::WanYuan);
        let got = got.map_err(|fault| fault.to_string());
        assert_eq!(got.as_deref().map_err(String::as_str), expected, "{path} {text}");
    }
    let done = &doc.rows[0].done;
    assert_eq!((done.value.unwrap().print().as_str(), done.invalid.as_deref()), ("7", Some("7户")));
    assert_eq!(doc.funds.keys().collect::<Vec<_>>(), [&FundSource::Fiscal]);
    assert_eq!(doc.review_score.value.unwrap().to_string(), "95.05");
    assert_eq!(doc.path(), "/projects/p/monitoring/M07");
}
