//! Many projects together, and a unit as a whole: 且末's published figures out of 77 projects, its own sheet, its checks.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack, packs, wan, well_worded};
use domain::check::{Stage, UnitMonitoringSubject, check_unit_monitoring};
use domain::due::Lamp;
use domain::indicator::{Class, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::monitoring::{Assessment, Month, assess, prefill, set_monitoring_cell};
use domain::period::FiscalYear;
use domain::project::{Flag, Project};
use domain::typed::Id;
use domain::whole::{
    Dimension, UnitIndicator, UnitMonitoring, UnitTask, assess_projects, assess_unit, average,
    set_unit_monitoring_cell, unit_progress,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;

/// A project, what is said of it, its budget and what it executed.
type Entry = (Project, Assessment, Money, Money);

/// A project of one indicator of so many percent.
fn monitored(pack_id: &str, month: u8, budget: &str, executed: &str, completion: &str, score: &str) -> Entry {
    let case = Case::new(Taxonomy::Y2015).fund(budget).row(Class::Quality, "完成率", "≥100%", "90");
    let month = Month::new(month).unwrap();
    let mut doc = prefill(&case.project, &case.target, None, month, false, Id("m".into()), pack_id);
    for (path, text) in
        [("funds/fiscal/executed", executed), ("indicators/i1/done", completion), ("review_score", score)]
    {
        set_monitoring_cell(&mut doc, &case.target, path, text, AmountUnit::WanYuan).unwrap();
    }
    let found = assess(pack(pack_id), &case.target, &doc);
    let totals = doc.totals();
    (case.project, found, totals.budget().unwrap_or_default(), totals.executed.unwrap_or_default())
}

fn parts(entries: &[Entry]) -> Vec<(&Project, &Assessment, Money, Money)> {
    entries.iter().map(|(project, found, budget, executed)| (project, found, *budget, *executed)).collect()
}

fn printed(value: Option<Decimal>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[test]
fn the_published_figures_of_qiemo_come_out_of_77_projects() {
    let fixture: Value = serde_json::from_str(include_str!("fixtures/qiemo77.json")).unwrap();
    let published = |key: &str| fixture["published"][key].as_str().unwrap();
    let (mut entries, mut scores) = (Vec::new(), Vec::new());
    for row in fixture["projects"].as_array().unwrap() {
        let text = |key: &str| row[key].as_str().unwrap();
        let (budget, executed, score) = (text("budget"), text("executed"), text("score"));
        let mut entry = monitored("qiemo-2020", 12, budget, executed, text("completion"), score);
        if text("kind") == "transfer" {
            entry.0.flags.insert(Flag::SpecialTransfer);
        }
        assert_eq!(printed(entry.1.completion), text("completion"));
        assert_eq!(entry.1.rectify, None, "{row}");
        entries.push(entry);
        scores.push(score.parse::<Decimal>().unwrap());
    }
    let transfers = entries.iter().filter(|entry| entry.0.flags.contains(&Flag::SpecialTransfer)).count();
    let count = |key: &str| fixture["published"][key].as_u64().unwrap();
    assert_eq!((entries.len() as u64, transfers as u64), (count("projects"), count("transfer")));
    assert_eq!(entries.len() as u64 - transfers as u64, count("own"));
    let amount: Money = entries.iter().map(|entry| entry.2).sum();
    assert_eq!(amount, wan(published("amount")));
    let found = assess_projects(pack("qiemo-2020"), Month::new(12).unwrap(), &parts(&entries));
    assert_eq!(printed(found.execution.rate), published("execution"));
    assert_eq!(printed(found.completion), published("completion"));
    assert_eq!(printed(found.deviation), published("deviation"));
    assert_eq!((found.execution.lamp, found.rectify.clone()), (Some(Lamp::Green), None));
    assert_eq!(printed(average(&scores)), published("score"));
    assert_eq!(found.working.last().unwrap(), "偏差 = 完成率 93.34% − 执行率 92.53% = 0.81 个百分点");
}

fn sheet() -> UnitMonitoring {
    let mut doc = UnitMonitoring::new(Id("w".into()), FiscalYear(2026));
    doc.goal = "保障全镇运转，办好民生实事。".into();
    doc.tasks.push(UnitTask {
        id: Id("t1".into()),
        name: "人居环境整治".into(),
        content: "整治 12 个村".into(),
        done: "完成 6 个村".into(),
    });
    for (id, dimension, name, cells) in [
        ("r1", Dimension::Cost, "公用经费控制率", [("value", "≤100%"), ("weight", "10"), ("done", "98%")]),
        ("r2", Dimension::Duties, "办结民生实事", [("value", "≥10件"), ("weight", "30"), ("done", "5件")]),
        ("r3", Dimension::Satisfaction, "群众满意度", [("value", "≥90分"), ("weight", "20"), ("done", "81")]),
    ] {
        doc.rows.push(UnitIndicator::new(Id(id.into()), dimension, name));
        for (column, text) in cells.into_iter().chain([("expected", cells[2].1), ("possibility", "确定能")])
        {
            set_unit_monitoring_cell(&mut doc, &format!("rows/{id}/{column}"), text, AmountUnit::WanYuan)
                .unwrap();
        }
    }
    for (path, text) in [("funds/fiscal/initial", "100"), ("funds/fiscal/executed", "60")] {
        set_unit_monitoring_cell(&mut doc, path, text, AmountUnit::WanYuan).unwrap();
    }
    doc
}

#[test]
fn a_unit_is_its_projects_and_its_own() {
    let entries = [
        monitored("jinan-2019", 6, "100", "40", "50", ""),
        monitored("jinan-2019", 6, "300", "120", "80.01", ""),
        monitored("jinan-2019", 6, "0", "0", "", ""), // no completion rate: left out of the mean
    ];
    let doc = sheet();
    let found = assess_unit(pack("jinan-2019"), &parts(&entries), &doc);
    assert_eq!((found.time.to_string(), printed(found.execution.rate)), ("50.00".into(), "44.00".into()));
    assert_eq!(printed(found.execution.pace), "88.00");
    assert_eq!(printed(found.completion), "65.01"); // 65.005
    assert_eq!(printed(found.deviation), "21.01"); // 65.005 − 44
    let rows: Vec<_> = found.rows.iter().map(|row| (printed(row.rate), row.lamp)).collect();
    assert_eq!(
        rows,
        [
            ("100.00".to_owned(), Some(Lamp::Green)),
            ("50.00".to_owned(), Some(Lamp::Green)),
            ("90.00".to_owned(), Some(Lamp::Green)),
        ]
    );
    assert_eq!(found.lamp, Some(Lamp::Green));
    assert_eq!(found.rectify, None);
    let common: Vec<_> = found.common.iter().map(|(name, value)| format!("{name} {value}")).collect();
    assert_eq!(common, ["预算执行进度 44.00%（对序时 88.00%）", "预算到项目率 80.00%", "预算支出率 44.00%"]);
    // By the pace 80 and 240 of the projects' 400, and all of the unit's own 100.
    assert_eq!(found.idle, Some(wan("80")));
    assert!(
        found
            .working
            .iter()
            .any(|text| text.contains("2 个项目完成率的简单平均 = 65.01%；1 个项目没有完成率"))
    );
    let progress = unit_progress(&doc, &found);
    assert_eq!((progress.filled, progress.total), (5, 5));
}

#[test]
fn a_unit_without_projects_stands_on_its_own_indicators() {
    let found = assess_unit(pack("mof-2020"), &[], &sheet());
    // (10 × 100 % + 30 × 50 % + 20 × 90 %) ÷ 60
    assert_eq!(printed(found.completion), "71.67");
    assert_eq!(printed(found.execution.rate), "60.00");
    let blank = assess_unit(pack("mof-2020"), &[], &UnitMonitoring::new(Id("w".into()), FiscalYear(2026)));
    assert_eq!((blank.completion, blank.execution.rate, blank.lamp, blank.idle), (None, None, None, None));
}

#[test]
fn means_round_once() {
    for (values, expected) in [
        (&["93.335"][..], Some("93.34")),
        (&["1", "2", "2"], Some("1.67")),
        (&["-0.005"], Some("-0.01")),
        (&[], None),
    ] {
        let values: Vec<Decimal> = values.iter().map(|text| text.parse().unwrap()).collect();
        assert_eq!(average(&values).map(|mean| mean.to_string()).as_deref(), expected);
    }
}

#[test]
fn the_sheets_cells() {
    let mut doc = sheet();
    for (path, text, expected) in [
        ("goal", "新目标", Ok("部门整体年度目标")),
        ("note", "", Ok("部门整体监控备注")),
        ("funds/other/expected", "3", Ok("单位其他支出其他资金的全年预计执行数")),
        ("tasks/t1/done", "全部完成", Ok("“人居环境整治”的完成情况")),
        ("rows/r2/value", "12", Ok("“办结民生实事”的指标值")),
        ("rows/r2/dimension", "管理效率", Ok("“办结民生实事”的维度")),
        ("rows/r2/dimension", "其他", Err("请选择：运行成本、管理效率、履职效能")),
        ("rows/r2/done", "许多", Ok("“办结民生实事”的完成情况")),
        ("rows/r9/done", "1", Err("找不到要修改的单元格（rows/r9/done）")),
        ("rows/r2/colour", "1", Err("找不到要修改的单元格")),
        ("tasks/t1/money", "1", Err("找不到要修改的单元格")),
        ("funds/gold/initial", "1", Err("找不到要修改的单元格")),
        ("funds/unit_funds/paid", "1", Err("找不到要修改的单元格")),
        ("", "", Err("找不到要修改的单元格")),
    ] {
        match (set_unit_monitoring_cell(&mut doc, path, text, AmountUnit::WanYuan), expected) {
            (Ok(name), expected) => assert_eq!(Ok(name.as_str()), expected, "{path}"),
            (Err(fault), Err(part)) => assert!(fault.to_string().contains(part), "{path}: {fault}"),
            (Err(fault), Ok(_)) => panic!("{path}: {fault}"),
        }
    }
    assert_eq!(doc.rows[1].value.value.as_ref().unwrap().print(), "≥12件");
    assert_eq!(doc.rows[1].dimension, Dimension::Management);
    assert_eq!(doc.rows[1].done.invalid.as_deref(), Some("许多"));
    assert_eq!(doc.funds.len(), 2);
}

#[test]
fn what_is_odd_about_the_sheet() {
    for (what, cells, unmonitored, stage, expected) in [
        ("all well", &[][..], 0, Stage::Seal, &[][..]),
        ("projects missing", &[], 3, Stage::Draft, &["explain monitoring.required projects"]),
        (
            "over the budget",
            &[("funds/fiscal/executed", "100.01")],
            0,
            Stage::Draft,
            &["explain monitoring.amounts funds/fiscal/executed"],
        ),
        (
            "no budget",
            &[("funds/fiscal/initial", "")],
            0,
            Stage::Draft,
            &["explain monitoring.amounts funds/fiscal/executed"],
        ),
        (
            "negative",
            &[("funds/fiscal/executed", "-1")],
            0,
            Stage::Draft,
            &["explain monitoring.amounts funds/fiscal/executed"],
        ),
        (
            "unreadable",
            &[
                ("funds/fiscal/executed", "许多"),
                ("rows/r2/done", "五百户"),
                ("rows/r1/weight", "十"),
                ("rows/r3/value", "80-90"),
            ],
            0,
            Stage::Draft,
            &[
                "error cell.unreadable funds/fiscal/executed",
                "error cell.unreadable rows/r1/weight",
                "error cell.unreadable rows/r2/done",
                "error cell.unreadable rows/r3/value",
            ],
        ),
        ("blank", &[("rows/r2/done", "")], 0, Stage::Draft, &["hint monitoring.required rows/r2/done"]),
        (
            "blank, sealing",
            &[("rows/r2/done", "")],
            0,
            Stage::Seal,
            &["error monitoring.required rows/r2/done"],
        ),
        (
            "blank year, sealing",
            &[("rows/r2/expected", "")],
            0,
            Stage::Seal,
            &["explain monitoring.required rows/r2/expected"],
        ),
        ("red", &[("rows/r1/done", "101%")], 0, Stage::Draft, &["explain monitoring.lamps rows/r1/reason"]),
        ("red, said why", &[("rows/r1/done", "101%"), ("rows/r1/reason", "增编")], 0, Stage::Draft, &[]),
        (
            "in doubt",
            &[("rows/r1/possibility", "有可能")],
            0,
            Stage::Draft,
            &["error monitoring.explained rows/r1/reason"],
        ),
        (
            "in doubt, no measures",
            &[("rows/r1/possibility", "不可能"), ("rows/r1/reason", "增编")],
            0,
            Stage::Draft,
            &["error monitoring.explained rows/r1/measures"],
        ),
        (
            "no goal, task open",
            &[("goal", ""), ("tasks/t1/done", "")],
            0,
            Stage::Draft,
            &["hint monitoring.required goal", "hint monitoring.required tasks/t1/done"],
        ),
    ] {
        let mut doc = sheet();
        for (path, text) in cells {
            set_unit_monitoring_cell(&mut doc, path, text, AmountUnit::WanYuan).unwrap();
        }
        let pack = pack("mof-2020");
        let assessment = assess_unit(pack, &[], &doc);
        let subject = UnitMonitoringSubject { pack, doc: &doc, assessment: &assessment, unmonitored, stage };
        let got: Vec<String> = check_unit_monitoring(subject)
            .iter()
            .map(|finding| {
                well_worded(finding);
                let level = serde_json::to_value(finding.level).unwrap();
                let path = finding.path.strip_prefix("/unit_monitoring/H1/").unwrap();
                format!("{} {} {path}", level.as_str().unwrap(), finding.rule)
            })
            .collect();
        assert_eq!(got, expected, "{what}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_sheet_can_be_filled_and_checked(
        cells in prop::collection::vec((
            prop::sample::select(vec![
                "goal", "funds/fiscal/initial", "funds/fiscal/adjusted", "funds/other/executed", "tasks/t1/name", "rows/r1/value",
                "rows/r1/weight", "rows/r1/done", "rows/r2/done", "rows/r2/possibility", "rows/r3/dimension", "rows/r3/name", "rows//", "x/y/z",
            ]),
            prop_oneof![".{0,20}", "[≥≤]?-?[0-9.,]{0,30}(%|万元|件)?"],
        ), 0..16),
        amounts in prop::collection::vec((-Money::LIMIT..=Money::LIMIT, -Money::LIMIT..=Money::LIMIT, prop::option::of(any::<i64>())), 0..4),
    ) {
        let mut doc = sheet();
        for (path, text) in &cells {
            let before = doc.clone();
            if set_unit_monitoring_cell(&mut doc, path, text, AmountUnit::WanYuan).is_err() {
                prop_assert_eq!(&before, &doc);
            }
        }
        let project = Case::new(Taxonomy::Y2015).project;
        let found: Vec<Assessment> = amounts
            .iter()
            .map(|(_, _, rate)| Assessment { completion: rate.map(|n| Decimal::new(n, 2)), idle: Some(Money::from_fen(Money::LIMIT)), ..Assessment::default() })
            .collect();
        let parts: Vec<_> = amounts
            .iter()
            .zip(&found)
            .map(|((budget, executed, _), found)| (&project, found, Money::from_fen(*budget), Money::from_fen(*executed)))
            .collect();
        for pack in packs().iter() {
            let assessment = assess_unit(pack, &parts, &doc);
            let subject = UnitMonitoringSubject { pack, doc: &doc, assessment: &assessment, unmonitored: 0, stage: Stage::Seal };
            for finding in check_unit_monitoring(subject) {
                well_worded(&finding);
            }
            let progress = unit_progress(&doc, &assessment);
            prop_assert!(progress.filled <= progress.total);
        }
    }
}
