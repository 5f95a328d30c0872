//! The unit's half year through the use cases: its projects and its own, filled, judged, taken back.
#![allow(clippy::unwrap_used)]

use app::commands::{self, Empty};
use app::usecase::unit_monitor::{self, AddUnitRow, AddUnitTask, UnitMonitorView};
use app::usecase::{edit, project};
use domain::due::Lamp;
use serde_json::json;
use support::Desk;

fn set(desk: &Desk, path: &str, text: &str) -> app::Result<edit::Saved> {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() })
}

fn whole(desk: &Desk) -> UnitMonitorView {
    unit_monitor::get(&desk.app, Empty {}).unwrap()
}

/// A project of 100万元 with one indicator, monitored for June unless `done` is empty.
fn monitored(desk: &Desk, name: &str, executed: &str, done: &str) -> String {
    let new = project::NewProject { name: name.into(), template: None };
    let id = project::create(&desk.app, new).unwrap().id;
    set(desk, &format!("/projects/{id}/funds/annual/fiscal"), "100").unwrap();
    let add = json!({"project": id, "level2": "质量指标", "name": "合格率"});
    let row = commands::call(&desk.app, "indicator.add", add).unwrap()["id"].as_str().unwrap().to_owned();
    set(desk, &format!("/projects/{id}/target/indicators/{row}/value"), "≥100%").unwrap();
    if !done.is_empty() {
        let month = format!("/projects/{id}/monitoring/M06");
        set(desk, &format!("{month}/funds/fiscal/executed"), executed).unwrap();
        set(desk, &format!("{month}/indicators/{row}/done"), done).unwrap();
    }
    id
}

#[test]
fn the_half_year_is_the_projects_and_the_units_own() {
    let desk = Desk::under("mof-2015");
    monitored(&desk, "公路养护", "40", "80");
    monitored(&desk, "人居环境整治", "50", "90.01");
    monitored(&desk, "尚未监控的项目", "", "");
    let view = whole(&desk);
    assert!(!view.exists && view.rows.is_empty() && view.projects.len() == 2);
    assert_eq!((view.result.rate.as_str(), view.result.completion.as_str()), ("45.00", "85.01"));
    assert_eq!((view.funds[0].label.as_str(), view.funds[0].executed.as_str()), ("项目支出合计", "90.00"));
    assert_eq!(view.dimensions.len(), 6);
    assert!(view.findings.iter().any(|found| found.text.contains("有 1 个项目没有填 6月的监控")));

    let saved = unit_monitor::start(&desk.app, Empty {}).unwrap();
    assert_eq!(saved.label.as_deref(), Some("开始填写部门整体上半年监控"));
    assert!(unit_monitor::start(&desk.app, Empty {}).unwrap().changed.is_empty());
    let row = |dimension: &str, name: &str| {
        let add = AddUnitRow { dimension: dimension.into(), name: name.into() };
        unit_monitor::add_row(&desk.app, add)
    };
    let satisfaction = row("服务对象满意度", "群众满意度").unwrap().id;
    let cost = row("cost", "公用经费控制率").unwrap().id;
    assert_eq!(row("其他", "").unwrap_err().code, "APP-NOT-FOUND");
    let task = unit_monitor::add_task(&desk.app, AddUnitTask { name: "民生实事".into() }).unwrap().id;
    let base = view.path.as_str();
    for (path, text) in [
        (format!("{base}/goal"), "保障运转"),
        (format!("{base}/funds/fiscal/initial"), "100"),
        (format!("{base}/funds/fiscal/executed"), "60"),
        (format!("{base}/tasks/{task}/done"), "完成 6 件"),
        (format!("{base}/rows/{cost}/value"), "≤100%"),
        (format!("{base}/rows/{cost}/done"), "101%"),
        (format!("{base}/rows/{satisfaction}/value"), "≥90分"),
        (format!("{base}/rows/{satisfaction}/done"), "很满意"),
    ] {
        set(&desk, &path, text).unwrap();
    }
    let view = whole(&desk);
    assert!(view.exists && !view.locked);
    // (40 + 50 + 60) ÷ (100 + 100 + 100)
    assert_eq!((view.result.rate.as_str(), view.result.time.as_str()), ("50.00", "50.00"));
    assert_eq!(view.funds.last().unwrap().executed, "150.00");
    assert_eq!(view.result.working[0], "执行率 = 执行数 150.00万元 ÷ 预算数 300.00万元 = 50.00%");
    let names: Vec<&str> = view.rows.iter().map(|row| row.row.name.as_str()).collect();
    assert_eq!(names, ["公用经费控制率", "群众满意度"], "in the order of the dimensions");
    assert_eq!((view.rows[0].row.lamp, view.result.lamp), (Some(Lamp::Red), Some(Lamp::Red)));
    let because = view.result.because.unwrap();
    assert!(
        because.contains(&format!("“{}”", view.rows[0].row.name)) && because.ends_with("红灯"),
        "{because}"
    );
    assert_eq!(view.rows[1].row.bad["done"], "很满意");
    assert_eq!(view.tasks[0].done, "完成 6 件");
    let rules: Vec<&str> = view.findings.iter().map(|found| found.rule.as_str()).collect();
    assert!(rules.contains(&"cell.unreadable") && rules.contains(&"monitoring.lamps"), "{rules:?}");
    assert!(view.findings.iter().all(|found| found.place == "部门整体监控"));

    unit_monitor::remove(&desk.app, edit::AtPath { path: view.rows[1].row.path.clone() }).unwrap();
    assert_eq!(whole(&desk).rows.len(), 1);
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(whole(&desk).rows.len(), 2);
    for path in ["/unit_monitoring/H1/rows/none", "/unit_monitoring/H1/goal", "/unit/name"] {
        let refused = unit_monitor::remove(&desk.app, edit::AtPath { path: path.into() }).unwrap_err();
        assert_eq!(refused.code, "APP-NOT-FOUND", "{path}");
    }
    for path in ["/unit_monitoring/H2/goal", "/unit_monitoring/H1/colour", "/unit_monitoring/"] {
        assert!(set(&desk, path, "1").is_err(), "{path}");
    }
}
