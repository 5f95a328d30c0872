//! The rectification ledger and its evidence: opened by rule, by feedback, by hand; closed only with proof.
#![allow(clippy::unwrap_used, clippy::panic)]

use app::commands::{Empty, call};
use app::usecase::{edit, evidence, history, home, rectify};
use domain::due::Lamp;
use serde_json::{Value, json};
use support::Desk;

fn ok(desk: &Desk, name: &str, payload: Value) -> Value {
    call(&desk.app, name, payload.clone()).unwrap_or_else(|error| panic!("{name} {payload}: {error}"))
}

fn code(desk: &Desk, name: &str, payload: Value) -> String {
    call(&desk.app, name, payload).unwrap_err().code
}

fn set(desk: &Desk, path: &str, text: &str) {
    ok(desk, "edit.cell", json!({"path": path, "text": text}));
}

fn list(desk: &Desk) -> Vec<rectify::RectRow> {
    rectify::list(&desk.app, Empty {}).unwrap()
}

/// A project with one indicator of 100 and a July of which so much is spent and done, both in percent.
fn july(desk: &Desk, name: &str, spent: &str, done: &str) -> String {
    let project = ok(desk, "project.create", json!({"name": name}))["id"].as_str().unwrap().to_owned();
    set(desk, &format!("/projects/{project}/funds/annual/fiscal"), "100万元");
    let row = ok(
        desk,
        "indicator.add",
        json!({"project": project, "class": "quantity", "horizon": "annual", "name": "补助村数"}),
    )["id"]
        .as_str()
        .unwrap()
        .to_owned();
    set(desk, &format!("/projects/{project}/target/indicators/{row}/value"), "100");
    ok(desk, "monitor.start", json!({"projects": [project], "month": 7, "copy": false}));
    set(desk, &format!("/projects/{project}/monitoring/M07/funds/fiscal/executed"), &format!("{spent}万元"));
    set(desk, &format!("/projects/{project}/monitoring/M07/indicators/{row}/done"), done);
    project
}

fn file(desk: &Desk, name: &str, content: &str) -> String {
    std::fs::write(desk.path(name), content).unwrap();
    desk.text(name)
}

/// Fills in all that closing needs but the evidence.
fn fill(desk: &Desk, path: &str) {
    for (column, text) in [
        ("cause", "招标流标"),
        ("measure", "重新招标"),
        ("person", "项目负责人甲"),
        ("outcome", "纠偏"),
        ("result", "已开工"),
    ] {
        set(desk, &format!("{path}/{column}"), text);
    }
}

#[test]
fn a_rule_opens_a_matter_only_over_its_limit() {
    let desk = Desk::under("qiemo-2020");
    for (spent, done, over) in
        [("39.99", "60", true), ("40", "60", false), ("80.01", "60", true), ("50", "60", false)]
    {
        let project = july(&desk, &format!("项目{spent}"), spent, done);
        let open = json!({"project": project, "month": 7, "opener": "deviation", "problem": ""});
        if !over {
            assert_eq!(code(&desk, "rectify.open", open), "APP-RECTIFY", "{spent}");
            continue;
        }
        let opened = ok(&desk, "rectify.open", open.clone());
        let rows = list(&desk);
        let row = rows.iter().find(|row| row.id == opened["id"]).unwrap();
        assert_eq!(
            (row.project.as_str(), row.month, row.opener.as_str()),
            (project.as_str(), Some(7), "偏差超过界限")
        );
        assert!(row.problem.contains("20"), "{}", row.problem);
        assert!(row.source.contains("且财发〔2020〕77号"), "{}", row.source);
        assert_eq!((row.opened_on.as_str(), row.due.as_str(), row.lamp), ("2026-11-21", "", Lamp::Yellow));
        // The same once more is one matter.
        assert_eq!(code(&desk, "rectify.open", open), "APP-RECTIFY");
        let of_month = ok(&desk, "monitor.get", json!({"project": project, "month": 7}));
        assert_eq!(of_month["rectifications"][0]["id"], opened["id"]);
    }
    let project = july(&desk, "审核得分", "60", "60");
    let score = format!("/projects/{project}/monitoring/M07/review_score");
    let open = json!({"project": project, "month": 7, "opener": "review_score", "problem": ""});
    for (points, over) in [("", false), ("60", false), ("59.99", true)] {
        set(&desk, &score, points);
        let opened = call(&desk.app, "rectify.open", open.clone());
        assert_eq!(opened.is_ok(), over, "{points}: {opened:?}");
    }
    // A month that was not recorded shows nothing; a pack without the rule asks for nothing.
    let other = json!({"project": project, "month": 8, "opener": "deviation", "problem": "慢"});
    assert_eq!(code(&desk, "rectify.open", other), "APP-RECTIFY");
    let desk = Desk::under("putuo-2023");
    let project = july(&desk, "无此规则", "1", "100");
    let open = json!({"project": project, "month": 7, "opener": "deviation", "problem": "慢"});
    assert_eq!(code(&desk, "rectify.open", open), "APP-RECTIFY");
}

#[test]
fn a_feedback_is_dealt_with_in_thirty_calendar_days() {
    let desk = Desk::under("putuo-2023");
    for (day, due, days, lamp) in [
        ("2026年11月21日", "2026-12-21", 30, Lamp::Green),
        ("2026-10-29", "2026-11-28", 7, Lamp::Yellow),
        ("2026-10-22", "2026-11-21", 0, Lamp::Red),
        ("2026-10-21", "2026-11-20", -1, Lamp::Red),
    ] {
        let open = json!({"opener": "feedback", "problem": "资金闲置", "feedback_on": day});
        let id = ok(&desk, "rectify.open", open)["id"].clone();
        let row = list(&desk).into_iter().find(|row| row.id == id).unwrap();
        assert_eq!((row.due.as_str(), row.days, row.lamp), (due, Some(days), lamp), "{day}");
        assert!(row.project_name == "单位整体" && !row.source.is_empty());
    }
    for (day, field) in [("", "feedback_on"), ("昨天", "feedback_on"), ("2026-11-22", "feedback_on")] {
        let open = json!({"opener": "feedback", "problem": "资金闲置", "feedback_on": day});
        let error = call(&desk.app, "rectify.open", open).unwrap_err();
        assert_eq!((error.code.as_str(), error.field.as_deref()), ("APP-RECTIFY", Some(field)), "{day}");
    }
    // What is over comes first; a due day follows its feedback until somebody sets it.
    let rows = list(&desk);
    let days: Vec<Option<i64>> = rows.iter().map(|row| row.days).collect();
    assert_eq!(days, [Some(-1), Some(0), Some(7), Some(30)]);
    let path = &rows[3].path;
    set(&desk, &format!("{path}/opened_on"), "2026-11-20");
    assert_eq!(list(&desk)[3].due, "2026-12-20");
    set(&desk, &format!("{path}/due"), "2026-12-31");
    set(&desk, &format!("{path}/opened_on"), "2026-11-19");
    assert_eq!(list(&desk)[3].due, "2026-12-31");
}

#[test]
fn it_closes_only_with_evidence_and_then_stands() {
    let desk = Desk::under("mof-2021");
    let opened = ok(&desk, "rectify.open", json!({"opener": "自行登记", "problem": "验收滞后"}));
    let (id, path) = (json!({"id": opened["id"]}), list(&desk)[0].path.clone());
    assert_eq!(opened["saved"]["label"], "登记“单位整体”的整改事项");
    assert_eq!(code(&desk, "rectify.close", id.clone()), "APP-RECTIFY");
    fill(&desk, &path);
    let refused = call(&desk.app, "rectify.close", id.clone()).unwrap_err().message;
    assert_eq!(refused, "这项整改还缺佐证材料，请补齐后再办结");

    let proof = file(&desk, "验收单.pdf", "验收合格");
    ok(&desk, "evidence.add", json!({"owner": path, "files": [proof]}));
    let row = list(&desk).remove(0);
    assert_eq!((row.missing.len(), row.evidence[0].name.as_str()), (0, "验收单.pdf"));
    assert_eq!((row.evidence[0].size.as_str(), row.evidence[0].added_by.as_str()), ("12 字节", "填报人"));
    // A proof whose file is lost proves nothing.
    let files = desk.path("store").join("files");
    let away = desk.path("weg");
    std::fs::rename(&files, &away).unwrap();
    assert!(list(&desk)[0].evidence[0].fault.is_some());
    assert_eq!(code(&desk, "rectify.close", id.clone()), "APP-RECTIFY");
    std::fs::rename(&away, &files).unwrap();

    ok(&desk, "rectify.close", id.clone());
    let row = list(&desk).remove(0);
    assert_eq!((row.closed_on.as_str(), row.days, row.lamp), ("2026-11-21", None, Lamp::Green));
    for (name, payload) in [
        ("edit.cell", json!({"path": format!("{path}/cause"), "text": "改"})),
        ("rectify.close", id.clone()),
        ("rectify.delete", id.clone()),
        ("evidence.remove", json!({"id": row.evidence[0].id})),
        ("evidence.add", json!({"owner": path, "files": [desk.text("验收单.pdf")]})),
    ] {
        assert_eq!(code(&desk, name, payload), "APP-RECTIFY", "{name}");
    }
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(list(&desk)[0].closed_on, "");
    edit::redo(&desk.app, Empty {}).unwrap();
    ok(&desk, "rectify.reopen", id.clone());
    assert_eq!(code(&desk, "rectify.reopen", id.clone()), "APP-RECTIFY");
    ok(&desk, "rectify.delete", id.clone());
    assert!(list(&desk).is_empty());
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(list(&desk)[0].evidence.len(), 1);
    assert_eq!(rectify::outcomes(&desk.app, Empty {}).unwrap().len(), 7);
}

#[test]
fn what_is_over_leads_the_start_page() {
    let desk = Desk::under("putuo-2023");
    for (day, problem) in [("2026-10-01", "早该办结"), ("2026-11-01", "还有几天")] {
        ok(&desk, "rectify.open", json!({"opener": "feedback", "problem": problem, "feedback_on": day}));
    }
    let dues = home::overview(&desk.app, Empty {}).unwrap().dues;
    let first = &dues[0];
    assert_eq!(first.title, "整改“单位整体”：早该办结");
    assert_eq!((first.days, first.lamp), (Some(-21), Lamp::Red));
    assert_eq!(first.route, format!("/rectify?at={}", list(&desk)[0].path));
    assert_eq!(first.verb, "去整改");
    assert!(first.detail.contains("佐证材料"), "{}", first.detail);
    let later = dues.iter().position(|due| due.title.ends_with("还有几天")).unwrap();
    assert!(later > 0 && dues[later].route.starts_with("/rectify?at="));
    // Told once each.
    assert_eq!(dues.iter().filter(|due| due.route.starts_with("/rectify?at=")).count(), 2);
}

#[test]
fn evidence_is_kept_checked_and_given_back() {
    let desk = Desk::under("mof-2021");
    ok(&desk, "rectify.open", json!({"opener": "hand", "problem": "验收滞后"}));
    let path = list(&desk)[0].path.clone();
    let (good, empty, same) =
        (file(&desk, "甲.txt", "内容"), file(&desk, "空.txt", ""), file(&desk, "乙.txt", "内容"));
    for (files, expected) in [
        (vec![], "APP-EVIDENCE"),
        (vec![empty.clone()], "STORE-FILE-EMPTY"),
        (vec![desk.text("没有.txt")], "STORE-IO"),
        (vec![good.clone(), same], "APP-EVIDENCE"),
        (vec![good.clone(), empty], "STORE-FILE-EMPTY"),
    ] {
        assert_eq!(code(&desk, "evidence.add", json!({"owner": path, "files": files})), expected);
        assert!(list(&desk)[0].evidence.is_empty());
    }
    for owner in ["", "/rectifications/x", "/projects/x/monitoring/M07", "/unit"] {
        assert_eq!(code(&desk, "evidence.add", json!({"owner": owner, "files": [good]})), "APP-NOT-FOUND");
    }
    ok(&desk, "evidence.add", json!({"owner": path, "files": [good]}));
    std::fs::remove_file(&good).unwrap();
    let id = list(&desk)[0].evidence[0].id.clone();
    let out = desk.text("取出.txt");
    let saved =
        evidence::save(&desk.app, evidence::EvidenceSave { id: id.clone(), file: out.clone() }).unwrap();
    assert_eq!((saved.bytes, std::fs::read_to_string(&out).unwrap().as_str()), (6, "内容"));
    let inside = desk.path("store").join("files/x.txt").display().to_string();
    assert_eq!(code(&desk, "evidence.save", json!({"id": id, "file": inside})), "STORE-EXISTS");
    ok(&desk, "evidence.remove", json!({"id": id}));
    assert!(list(&desk)[0].evidence.is_empty());
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(list(&desk)[0].evidence[0].id, id);

    // A backup takes it along; the health check names it once it is lost.
    let copy = desk.text("备份.db");
    let made = ok(&desk, "backup.make", json!({"file": copy}));
    assert_eq!(made["note"], Value::Null);
    assert!(desk.path("备份.db.files").is_dir());
    let health = |desk: &Desk| {
        let lines = ok(desk, "doctor.run", json!({}));
        lines.as_array().unwrap().iter().find(|line| line["name"] == "存入的文件").unwrap().clone()
    };
    assert_eq!(health(&desk)["ok"], true);
    std::fs::remove_dir_all(desk.path("store").join("files")).unwrap();
    let line = health(&desk);
    assert!(line["ok"] == false && line["text"].as_str().unwrap().contains("甲.txt"), "{line}");
    assert_eq!(code(&desk, "evidence.save", json!({"id": id, "file": out})), "STORE-FILE-MISSING");
    let made = ok(&desk, "backup.make", json!({"file": desk.text("又一份.db")}));
    assert!(made["note"].as_str().unwrap().contains("甲.txt"));
}

#[test]
fn the_history_of_a_months_and_a_matters_cell() {
    let desk = Desk::under("mof-2021");
    let project = july(&desk, "道路", "39.8", "12");
    let rows = ok(&desk, "monitor.get", json!({"project": project, "month": 7}))["rows"].clone();
    let row = rows[0]["path"].as_str().unwrap().to_owned();
    let month = format!("/projects/{project}/monitoring/M07");
    ok(&desk, "rectify.open", json!({"project": project, "opener": "hand", "problem": "验收滞后"}));
    let matter = list(&desk)[0].path.clone();
    for (path, text, before, after) in [
        (format!("{month}/funds/fiscal/executed"), "40", "39.80 万元", "40.00 万元"),
        (format!("{month}/funds/fiscal/executed"), "若干", "40.00 万元", "若干"),
        (format!("{row}/done"), "约一半", "12", "约一半"),
        (format!("{row}/cause_funds"), "资金到位晚", "", "资金到位晚"),
        (format!("{row}/possibility"), "有可能", "", "有可能"),
        (format!("{month}/note"), "附注", "", "附注"),
        (format!("{month}/feedback_on"), "2026-08-03", "", "2026年8月3日"),
        (format!("{matter}/due"), "2026-12-31", "", "2026年12月31日"),
        (format!("{matter}/outcome"), "调减", "", "调减"),
        (format!("{matter}/problem"), "验收滞后两月", "验收滞后", "验收滞后两月"),
    ] {
        set(&desk, &path, text);
        let changes = history::cell(&desk.app, history::CellQuery { path: path.clone(), limit: 9 }).unwrap();
        assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), (before, after), "{path}");
        let recent = home::overview(&desk.app, Empty {}).unwrap().recent.remove(0);
        assert_eq!((recent.project, recent.path), (project.clone(), path));
    }
    ok(&desk, "unit_monitor.start", json!({}));
    let whole = "/unit_monitoring/H1";
    let new = |name: &str, payload: Value| ok(&desk, name, payload)["id"].as_str().unwrap().to_owned();
    let task = new("unit_monitor.add_task", json!({"name": "修路"}));
    let row = new("unit_monitor.add_row", json!({"dimension": "履职效能", "name": "任务完成率"}));
    for (path, text, after) in [
        (format!("{whole}/goal"), "保障运转", "保障运转"),
        (format!("{whole}/funds/fiscal/initial"), "8", "8.00 万元"),
        (format!("{whole}/tasks/{task}/done"), "已完工", "已完工"),
        (format!("{whole}/rows/{row}/value"), "≥95%", "≥95%"),
        (format!("{whole}/rows/{row}/weight"), "10", "10"),
        (format!("{whole}/rows/{row}/done"), "90", "90"),
    ] {
        set(&desk, &path, text);
        let changes = history::cell(&desk.app, history::CellQuery { path: path.clone(), limit: 9 }).unwrap();
        assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("", after), "{path}");
    }
    let none = history::CellQuery { path: format!("/projects/{project}/monitoring/M03/note"), limit: 9 };
    assert!(history::cell(&desk.app, none).unwrap().is_empty());
    for path in
        ["/rectifications/x/cause", "/rectifications/x", "/unit_monitoring/H2/note", "/unit_monitoring/H1/x"]
    {
        let query = history::CellQuery { path: path.into(), limit: 9 };
        assert_eq!(history::cell(&desk.app, query).unwrap_err().code, "APP-NOT-FOUND", "{path}");
    }
}
