//! Months of monitoring through the use cases: started, filled, copied, judged, filed, and taken back.
#![allow(clippy::unwrap_used)]

use app::commands::{self, Empty};
use app::usecase::monitor::{self, MonitorView, MonthOf, StartMonths};
use app::usecase::{edit, home, keys, seal, verify};
use domain::due::Lamp;
use serde_json::json;
use support::Desk;

const PASSPHRASE: &str = "testing-passphrase-1";

fn set(desk: &Desk, path: &str, text: &str) {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

fn month(desk: &Desk, project: &str, month: u8) -> MonitorView {
    monitor::get(&desk.app, MonthOf { project: project.into(), month }).unwrap()
}

/// A project with money and three indicators of different kinds.
fn road(desk: &Desk) -> String {
    support::road(desk, "农村公路养护")
}

#[test]
fn a_month_is_filled_judged_copied_and_taken_back() {
    let desk = Desk::under("mof-2015");
    let id = road(&desk);
    let view = month(&desk, &id, 6);
    assert!(!view.exists && view.rows.len() == 3 && view.funds[0].executed.is_empty());
    assert_eq!(view.funds.iter().find(|fund| fund.label == "财政拨款").unwrap().initial, "220.00");

    // The first cell begins the document.
    set(&desk, &format!("{}/executed", view.funds[1].path), "87.57");
    let view = month(&desk, &id, 6);
    assert!(view.exists);
    assert_eq!((view.result.rate.as_str(), view.result.time.as_str()), ("39.80", "50.00"));
    assert_eq!(view.result.money, Some(Lamp::Yellow));
    for (row, text, rate, lamp) in [
        (0, "60公里", "50.00", Lamp::Green),
        (1, "96%", "101.05", Lamp::Green),
        (2, "８８", "97.78", Lamp::Green),
    ] {
        set(&desk, &format!("{}/done", view.rows[row].path), text);
        let now = month(&desk, &id, 6);
        assert_eq!((now.rows[row].rate.as_str(), now.rows[row].lamp), (rate, Some(lamp)), "{text}");
    }
    let june = month(&desk, &id, 6);
    assert_eq!(june.result.lamp, Some(Lamp::Yellow));
    assert_eq!(june.result.because.as_deref(), Some("支出进度黄灯"));

    // July begins as June stands; every copied row is marked until it is touched or confirmed.
    let started = monitor::start(&desk.app, StartMonths { projects: vec![], month: 7, copy: true }).unwrap();
    assert_eq!((started.made, started.refused.len()), (1, 0));
    let july = month(&desk, &id, 7);
    assert!(july.funds_untouched && july.rows.iter().all(|row| row.untouched));
    assert_eq!(july.rows[0].done, june.rows[0].done);
    assert_eq!(july.rows[0].earlier[0].month, 6);
    set(&desk, &format!("{}/done", july.rows[0].path), "59");
    let july = month(&desk, &id, 7);
    assert!(!july.rows[0].untouched && july.rows[1].untouched);
    assert!(
        july.findings
            .iter()
            .any(|found| found.path.ends_with("/done") && found.path.contains(&july.rows[0].id)),
        "a cumulative figure that falls is named: {:?}",
        july.findings.iter().map(|found| &found.text).collect::<Vec<_>>()
    );
    monitor::confirm(&desk.app, MonthOf { project: id.clone(), month: 7 }).unwrap();
    assert_eq!(month(&desk, &id, 7).result.untouched, 0);

    // Started twice is refused and changes nothing; undo takes a month away again.
    let again = monitor::start(&desk.app, StartMonths { projects: vec![], month: 7, copy: false }).unwrap();
    assert_eq!((again.made, again.label), (0, None));
    assert!(again.refused[0].why.contains("7月已经填过"));
    monitor::delete(&desk.app, MonthOf { project: id.clone(), month: 7 }).unwrap();
    assert!(!month(&desk, &id, 7).exists);
    edit::undo(&desk.app, Empty {}).unwrap();
    assert!(month(&desk, &id, 7).exists);
    let board = monitor::board(&desk.app, Empty {}).unwrap();
    let row = &board.rows[0];
    assert_eq!(row.cells[5].as_ref().unwrap().rate, "39.80");
    assert_eq!(row.cells[5].as_ref().unwrap().lamp, Some(Lamp::Yellow));
    assert_eq!((board.months[6].recorded, board.months[6].total, board.months[7].recorded), (1, 1, 0));
}

#[test]
fn what_cannot_be_read_stays_in_its_cell() {
    let desk = Desk::under("mof-2015");
    let id = road(&desk);
    let view = month(&desk, &id, 3);
    set(&desk, &format!("{}/done", view.rows[0].path), "约六十");
    set(&desk, &format!("{}/executed", view.funds[1].path), "十万左右");
    let view = month(&desk, &id, 3);
    assert_eq!(view.rows[0].bad["done"], "约六十");
    assert_eq!(view.funds[1].bad["executed"], "十万左右");
    let errors = view.findings.iter().filter(|found| found.level == domain::finding::Level::Error);
    let places: Vec<&str> = errors.map(|found| found.place.as_str()).collect();
    assert!(places.contains(&"3月监控 · 养护里程 · 完成情况"), "{places:?}");
    assert!(places.contains(&"3月监控 · 财政拨款 · 执行数"), "{places:?}");
    // A word that no list has is refused with the choices.
    let path = format!("{}/possibility", view.rows[0].path);
    let refused =
        edit::cell(&desk.app, edit::EditCell { path: path.clone(), text: "也许".into() }).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some(path.as_str()));
    assert!(refused.message.contains("确定能、有可能、完全不可能"), "{}", refused.message);
}

#[test]
fn a_month_is_filed_signed_and_verified() {
    let desk = Desk::under("mof-2015");
    let id = road(&desk);
    let other = "/projects/00000000-0000-0000-0000-000000000000/monitoring/M07/note";
    assert!(edit::cell(&desk.app, edit::EditCell { path: other.into(), text: "x".into() }).is_err());
    let view = month(&desk, &id, 7);
    set(&desk, &format!("{}/executed", view.funds[1].path), "130");
    set(&desk, &format!("{}/expected", view.funds[1].path), "220");
    for (row, done, expected) in [(0, "72", "125"), (1, "96%", "96%"), (2, "91%", "91%")] {
        set(&desk, &format!("{}/done", view.rows[row].path), done);
        set(&desk, &format!("{}/expected", view.rows[row].path), expected);
        set(&desk, &format!("{}/possibility", view.rows[row].path), "确定能");
    }
    let plan = |kind, period: Option<&str>| {
        let period = period.map(str::to_owned);
        seal::plan(&desk.app, seal::SealQuery { recipient: "219".into(), kind, period, ..Default::default() })
    };
    use seal::SealKind::{Monitor, Target};
    for (kind, period, code) in [
        (Monitor, None, "APP-SEAL-PERIOD"),
        (Monitor, Some("Y"), "APP-SEAL-PERIOD"),
        (Monitor, Some("M13"), "APP-SEAL-PERIOD"),
        (Target, Some("M07"), "APP-SEAL-PERIOD"),
    ] {
        assert_eq!(plan(kind, period).unwrap_err().code, code, "{period:?}");
    }
    // The package names the project by its code.
    let without = plan(Monitor, Some("M07")).unwrap();
    assert!(!without.ready && without.unfinished.iter().any(|found| found.rule == "project.code"));
    set(&desk, &format!("/projects/{id}/code"), "99990126T000000000001");
    let ready = plan(Monitor, Some("M07")).unwrap();
    assert_eq!(ready.package_id, "WX-219001-2026-monitor-M07-001");
    assert!(ready.ready, "{} {:?}", ready.sentence, ready.unfinished);
    assert!(
        ready.sentence.starts_with("把 1 个项目的 2026 年1—7月绩效运行监控报送 219"),
        "{}",
        ready.sentence
    );
    let key = keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false };
    keys::create(&desk.app, key).unwrap();
    std::fs::create_dir(desk.path("stick")).unwrap();
    let run = seal::SealRun {
        recipient: "219".into(),
        folder: desk.text("stick"),
        passphrase: PASSPHRASE.into(),
        kind: Monitor,
        period: Some("M07".into()),
        ..Default::default()
    };
    let sealed = seal::run(&desk.app, run).unwrap();
    assert!(sealed.ok, "{:?}", sealed.reason);
    let file = verify::PackageFile { file: sealed.path.clone(), pin: None, recipient: None };
    let read = verify::read(&desk.app, file).unwrap().submission.unwrap();
    let said = read.projects[0].monitoring.as_ref().unwrap();
    assert_eq!((said.month, said.execution_rate.as_deref()), (7, Some("59.09")));
    assert_eq!(said.indicators[0].perf_comp, "72公里");
    assert_eq!(said.indicators[0].complete_rate, Some(1));
    let schema: serde_json::Value = serde_json::from_str(app::assets::SUBMISSION_SCHEMA).unwrap();
    let content = serde_json::to_value(&read).unwrap();
    let faults: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&content)
        .map(|fault| fault.to_string())
        .collect();
    assert_eq!(faults, Vec::<String>::new());

    // Filed is locked; taken back it can be changed, and the next package follows the first.
    let view = month(&desk, &id, 7);
    assert!(view.locked && view.state == "已上报");
    let locked = edit::EditCell { path: format!("{}/note", view.path), text: "改".into() };
    assert_eq!(edit::cell(&desk.app, locked).unwrap_err().code, "APP-LOCKED");
    monitor::reopen(&desk.app, MonthOf { project: id.clone(), month: 7 }).unwrap();
    set(&desk, &format!("{}/note", view.path), "补充说明");
    assert_eq!(plan(Monitor, Some("M07")).unwrap().package_id, "WX-219001-2026-monitor-M07-002");
}

#[test]
fn the_start_page_tells_what_is_not_filled() {
    let desk = Desk::under("qiemo-2020");
    let id = road(&desk);
    let dues = || -> Vec<String> {
        let seen = home::overview(&desk.app, Empty {}).unwrap();
        let of_months = seen.dues.into_iter().filter(|due| due.title.contains("监控"));
        of_months.map(|due| format!("{} {} {}", due.title, due.verb, due.route)).collect()
    };
    let empty = [
        "1—7月绩效运行监控 去填写 /monitor?month=7",
        "10月份绩效运行监控 去填写 /monitor?month=10",
        "11月份绩效运行监控 去填写 /monitor?month=11",
        "上半年部门整体支出绩效监控 去填写 /monitor/unit",
    ];
    assert_eq!(dues(), empty);
    let view = month(&desk, &id, 11);
    set(&desk, &format!("{}/executed", view.funds[1].path), "200");
    for (row, done) in [(0, "110"), (1, "96%"), (2, "91%")] {
        set(&desk, &format!("{}/done", view.rows[row].path), done);
    }
    assert_eq!(dues()[2], "11月份绩效运行监控 去上报 /submit?kind=monitor&period=M11");
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(dues(), empty);
    let seen = home::overview(&desk.app, Empty {}).unwrap();
    assert_eq!(seen.matrix.forms.last().unwrap(), "11月监控");
    assert_eq!(seen.matrix.rows[0].cells.last().unwrap().text, "0/1");
}

#[test]
fn the_board_tells_what_was_missed_and_what_all_projects_come_to() {
    let desk = Desk::under("mof-2020");
    let id = road(&desk);
    let due = || {
        let board = monitor::board(&desk.app, Empty {}).unwrap();
        (board.due, board.month)
    };
    assert_eq!(due(), ("1—7月绩效运行监控，2026年8月31日前完成，已过 82 天".to_owned(), 7));
    let totals = |month| monitor::totals(&desk.app, monitor::TotalsOf { month });
    let blank = totals(7).unwrap().result;
    assert_eq!((blank.rate.as_str(), blank.filled, blank.total), ("", 0, 1));
    let view = month(&desk, &id, 7);
    set(&desk, &format!("{}/executed", view.funds[1].path), "130");
    for (row, done) in [(0, "72"), (1, "96%"), (2, "91%")] {
        set(&desk, &format!("{}/done", view.rows[row].path), done);
    }
    assert_eq!(due(), (String::new(), 11), "nothing is left of it");
    let july = totals(7).unwrap();
    assert_eq!((july.month, july.span.as_str()), (7, "1—7月"));
    let found = july.result;
    assert_eq!(
        (found.rate.as_str(), found.time.as_str(), found.money),
        ("59.09", "58.33", Some(Lamp::Green))
    );
    assert_eq!((found.completion.as_str(), found.deviation.as_str()), ("82.22", "23.13"));
    assert_eq!((found.filled, found.total), (1, 1));
    assert_eq!(totals(0).unwrap_err().code, "APP-MONTH");
}

#[test]
fn a_deviation_is_dealt_with_in_the_ledger_of_rectifications() {
    let desk = Desk::under("qiemo-2020");
    let id = road(&desk);
    let view = month(&desk, &id, 7);
    set(&desk, &format!("{}/executed", view.funds[1].path), "22");
    for (row, done) in [(0, "72"), (1, "96%"), (2, "91%")] {
        set(&desk, &format!("{}/done", view.rows[row].path), done);
    }
    let asked = |desk: &Desk| {
        let rules: Vec<String> = month(desk, &id, 7).findings.into_iter().map(|found| found.rule).collect();
        rules.contains(&"monitoring.deviation".to_owned())
    };
    assert!(asked(&desk) && month(&desk, &id, 7).result.rectify.is_some());
    let open = json!({"project": id, "month": 7, "opener": "deviation", "problem": ""});
    commands::call(&desk.app, "rectify.open", open).unwrap();
    assert!(!asked(&desk));
    assert_eq!(month(&desk, &id, 7).rectifications.len(), 1);
    edit::undo(&desk.app, Empty {}).unwrap();
    assert!(asked(&desk));
}
