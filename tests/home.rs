//! The start page and its helpers: deadlines, the calendar, search, help at a field.
#![allow(clippy::unwrap_used)]

use app::commands::{Empty, call};
use app::usecase::{calendar, deadline, edit, help, home, project, search};
use serde_json::{Value, json};
use support::Desk;

fn code(desk: &Desk, name: &str, payload: Value) -> String {
    call(&desk.app, name, payload).unwrap_err().code
}

fn id_of(desk: &Desk, place: usize) -> String {
    project::list(&desk.app, Empty {}).unwrap().rows[place].id.clone()
}

fn field(desk: &Desk, path: &str) -> help::FieldHelp {
    help::field(&desk.app, help::FieldQuery { path: path.into() }).unwrap()
}

/// Columns of the sheet that can be edited.
const COLUMNS: [&str; 9] =
    ["class", "name", "sign", "value", "unit", "weight", "explanation", "standard", "note"];
/// Cells of the unit that can be edited.
const UNIT: [&str; 8] =
    ["name", "kind", "code", "credit_code", "division_code", "parent_name", "head", "phone"];

#[test]
fn every_editable_cell_has_its_help() {
    let desk = Desk::demo();
    let view = project::get(&desk.app, project::ProjectId { id: id_of(&desk, 0) }).unwrap();
    let cells = view.identity.iter().chain(&view.flags).chain(&view.goals);
    let mut paths: Vec<(String, String)> =
        cells.map(|cell| (cell.path.clone(), cell.label.clone())).collect();
    for (side, funds) in [("年度", &view.funds), ("中期", &view.medium_funds)] {
        let parts = funds.iter().filter(|cell| !cell.computed);
        paths.extend(parts.map(|cell| (cell.path.clone(), format!("{side}{}", cell.label))));
    }
    assert!(paths.len() > 30);
    for (path, label) in &paths {
        assert_eq!(field(&desk, path).title, *label, "{path}");
    }
    let row = &view.indicators[0].path;
    for column in COLUMNS {
        let path = format!("{row}/{column}");
        assert!(!field(&desk, &path).text.is_empty());
        // A cell that cannot be edited would not be in the list: the word for it is known to `edit.cell`.
        edit::cell(&desk.app, edit::EditCell { path, text: String::new() }).unwrap();
    }
    for name in UNIT {
        assert!(!field(&desk, &format!("/unit/{name}")).text.is_empty(), "{name}");
    }
    for path in [
        "",
        "/unit",
        "/unit/nothing",
        "/projects/x",
        "/projects/x/nothing",
        "/projects/x/funds/weekly/fiscal",
    ] {
        assert_eq!(code(&desk, "help.field", json!({"path": path})), "APP-NOT-FOUND", "{path}");
    }
    assert!(help::guide(&desk.app, Empty {}).unwrap().text.starts_with("# 问效用户手册"));
}

#[test]
fn help_speaks_with_the_numbers_of_the_projects_pack() {
    for (pack, path, rule, text, source) in [
        (
            "mof-2020",
            "target/indicators/i/weight",
            "指标分值合计",
            "各条合计 90 分，另有预算执行率 10 分",
            "财预〔2020〕10号",
        ),
        ("mof-2015", "target/indicators/i/weight", "指标分值合计", "", ""),
        ("mof-2020", "name", "文字长度", "最多 180 个字", "预算管理一体化系统技术标准"),
        (
            "qiemo-2020",
            "target/indicators/i/name",
            "三级指标最少条数",
            "衔接资金项目：三级指标不少于 7 条",
            "且财发〔2020〕77号",
        ),
        (
            "putuo-2023",
            "funds/annual/fiscal",
            "表中金额单位",
            "按元填写",
            "财政项目支出绩效目标申报表（上海市）",
        ),
        ("mile-2020", "person", "必填内容", "必填", "弥政办发〔2020〕38号"),
        ("mof-2020", "person", "必填内容", "", ""),
        (
            "mof-2020",
            "funds/medium/fiscal",
            "必填内容",
            "跨年度的项目，中期资金至少填一项",
            "财预〔2015〕88号",
        ),
    ] {
        let desk = Desk::under(pack);
        let new = call(&desk.app, "project.create", json!({"name": "村级补助"})).unwrap();
        let help = field(&desk, &format!("/projects/{}/{path}", new["id"].as_str().unwrap()));
        let found = help.rules.iter().find(|known| known.title == rule);
        assert_eq!(found.map(|rule| rule.text.as_str()).unwrap_or_default(), text, "{pack} {path}");
        let document = found.map(|rule| rule.source.document.clone()).unwrap_or_default();
        assert!(document.contains(source), "{pack} {path}: {document}");
    }
}

fn found(desk: &Desk, text: &str) -> Vec<(search::HitKind, String, String)> {
    let commands = [("print", "打印预览"), ("seal", "导出上报包")];
    let commands =
        commands.map(|(id, word)| search::SearchCommand { id: id.into(), word: word.into() }).to_vec();
    let query = search::SearchQuery { text: text.into(), limit: 30, commands };
    let hits = search::run(&desk.app, query).unwrap();
    hits.into_iter().map(|hit| (hit.kind, hit.title, hit.path)).collect()
}

#[test]
fn search_finds_projects_indicators_and_commands() {
    use search::HitKind::{Command, Indicator, Project};
    let desk = Desk::empty();
    assert_eq!(found(&desk, "dyyl")[0], (Command, "打印预览".into(), String::new()));
    let desk = Desk::under("mof-2020");
    for (name, code) in [("农村公路养护", "53250026T000000000001"), ("公路绿化", ""), ("村级补助", "")]
    {
        let new = call(&desk.app, "project.create", json!({"name": name})).unwrap();
        let path = format!("/projects/{}/code", new["id"].as_str().unwrap());
        edit::cell(&desk.app, edit::EditCell { path, text: code.into() }).unwrap();
    }
    let id = id_of(&desk, 2);
    let row = call(&desk.app, "indicator.add", json!({"project": id, "name": "公路养护里程"})).unwrap();
    let row = format!("/projects/{id}/target/indicators/{}/name", row["id"].as_str().unwrap());
    for (text, expected) in [
        ("公路", vec![(Project, "公路绿化"), (Indicator, "公路养护里程"), (Project, "农村公路养护")]),
        ("gl", vec![(Project, "公路绿化"), (Indicator, "公路养护里程"), (Project, "农村公路养护")]),
        ("nongcun", vec![(Project, "农村公路养护")]),
        ("53250026t", vec![(Project, "农村公路养护")]),
        ("dcsbb", vec![(Command, "导出上报包")]),
        ("没有的", vec![]),
        (
            "",
            vec![
                (Command, "打印预览"),
                (Command, "导出上报包"),
                (Project, "农村公路养护"),
                (Project, "公路绿化"),
                (Project, "村级补助"),
            ],
        ),
    ] {
        let hits = found(&desk, text);
        let seen: Vec<(search::HitKind, &str)> =
            hits.iter().map(|(kind, title, _)| (*kind, title.as_str())).collect();
        assert_eq!(seen, expected, "{text}");
    }
    assert!(found(&desk, "养护里程").contains(&(Indicator, "公路养护里程".into(), row.clone())));
    edit::cell(&desk.app, edit::EditCell { path: row, text: "绿化面积".into() }).unwrap();
    assert!(found(&desk, "养护里程").is_empty());
    assert_eq!(found(&desk, "lhmj").len(), 1);
}

#[test]
fn deadlines_are_kept_checked_and_undone() {
    let desk = Desk::under("mof-2020");
    let save = |title: &str, date: &str, about: &str| {
        call(&desk.app, "deadline.save", json!({"title": title, "date": date, "about": about}))
    };
    for (title, date, about, expected) in [
        (" ", "2026-12-01", "target", "APP-EDIT"),
        ("上报", "12月", "target", "APP-EDIT"),
        ("上报", "2026-02-30", "target", "APP-EDIT"),
        ("上报", "2026-12-01", "nothing", "APP-REQUEST"),
        (&"长".repeat(201), "2026-12-01", "target", "APP-EDIT"),
    ] {
        assert_eq!(save(title, date, about).unwrap_err().code, expected, "{title} {date}");
    }
    save("上报\n目标", "2026年12月10日", "target").unwrap();
    save("座谈", "2026-12-01", "other").unwrap();
    let list = || deadline::list(&desk.app, Empty {}).unwrap();
    let seen: Vec<_> = list().into_iter().map(|row| (row.title, row.date, row.about)).collect();
    assert_eq!(
        seen,
        [("座谈", "2026-12-01", "other"), ("上报 目标", "2026-12-10", "target")].map(|(a, b, c)| (
            a.to_owned(),
            b.to_owned(),
            c.to_owned()
        ))
    );
    let id = list()[0].id.clone();
    let changed = json!({"id": id, "title": "座谈会", "date": "2026-12-11", "about": "other", "source": "县财政局通知"});
    call(&desk.app, "deadline.save", changed).unwrap();
    assert_eq!(list()[1].source, "县财政局通知");
    assert_eq!(code(&desk, "deadline.delete", json!({"id": "nothing"})), "APP-NOT-FOUND");
    assert_eq!(
        code(&desk, "deadline.save", json!({"id": "x", "title": "a", "date": "2026-1-1", "about": "other"})),
        "APP-NOT-FOUND"
    );
    call(&desk.app, "deadline.delete", json!({"id": id})).unwrap();
    assert_eq!(list().len(), 1);
    assert_eq!(edit::undo(&desk.app, Empty {}).unwrap().label.unwrap(), "删除期限“座谈会”");
    assert_eq!(list().len(), 2);
}

#[test]
fn a_year_is_taken_in_and_taken_back() {
    let desk = Desk::under("mile-2020");
    let years = || calendar::years(&desk.app, Empty {}).unwrap();
    assert_eq!((years().years, years().last), (vec![2023, 2024, 2025, 2026], "2026-12-31".to_owned()));
    let file = desk.path("2027.json");
    let import = || call(&desk.app, "calendar.import", json!({"file": file.display().to_string()}));
    assert_eq!(import().unwrap_err().code, "APP-FILE-MISSING");
    for text in [&b"\xff\xfe"[..], b"", b"{}", b"{\"year\": 2027, \"days\": []}"] {
        std::fs::write(&file, text).unwrap();
        assert_eq!(import().unwrap_err().code, "APP-CALENDAR", "{text:?}");
    }
    std::fs::write(&file, vec![b' '; 10_000_000]).unwrap();
    assert!(import().unwrap_err().message.contains("超过 65536 字节"));
    let day = |date: &str, off: bool| json!({"name": "x", "date": date, "isOffDay": off});
    let days =
        [day("2027-01-01", true), day("2027-05-01", true), day("2027-10-01", true), day("2027-01-02", false)];
    std::fs::write(&file, json!({"year": 2027, "days": days}).to_string()).unwrap();
    for replaced in [false, true] {
        let done = import().unwrap();
        assert_eq!(
            (&done["year"], &done["off"], &done["work"], &done["replaced"]),
            (&json!(2027), &json!(3), &json!(1), &json!(replaced))
        );
    }
    assert_eq!(years().last, "2027-12-31");
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(years().last, "2026-12-31");
}

fn overview(desk: &Desk) -> home::Home {
    home::overview(&desk.app, Empty {}).unwrap()
}

/// Each due as `date days lamp title / detail → route`.
fn dues(desk: &Desk) -> Vec<String> {
    let text = |due: home::Due| {
        let date = due.date.unwrap_or_default();
        let days = due.days.map(|days| days.to_string()).unwrap_or_default();
        format!("{date} {days} {} {} / {} → {}", due.lamp.key(), due.title, due.detail, due.route)
    };
    overview(desk).dues.into_iter().map(text).collect()
}

#[test]
fn dues_are_sorted_and_lead_where_something_can_be_done() {
    let desk = Desk::under("putuo-2023");
    let selfeval = |how: &str| format!("2027-03-31 130 green 2026 年度绩效自评 / {how} → /selfeval");
    let rectify =
        "  green 评价发现问题的整改 / 收到财政评价反馈后 30 天内完成；今天收到的，最迟2026年12月21日 → ";
    assert_eq!(dues(&desk), [selfeval("还没有项目").as_str(), rectify]);
    for (title, date, about) in [
        ("上报目标", "2026-11-28", "target"),
        ("座谈", "2026-11-21", "other"),
        ("初稿", "2026-11-20", "target"),
    ] {
        call(&desk.app, "deadline.save", json!({"title": title, "date": date, "about": about})).unwrap();
    }
    let new = |name: &str| call(&desk.app, "project.create", json!({"name": name})).unwrap()["id"].clone();
    let first = new("村级补助");
    let one = format!("/target/{}", first.as_str().unwrap());
    assert_eq!(
        dues(&desk),
        [
            "2026-08-31 -82 red 1—7月绩效运行监控 / 还有 1 个项目没有填齐 → /monitor",
            &format!("2026-11-20 -1 red 初稿 / 还有 1 个项目没有上报 → {one}"),
            "2026-11-21 0 red 座谈 /  → ",
            &format!("2026-11-28 7 yellow 上报目标 / 还有 1 个项目没有上报 → {one}"),
            &selfeval("还有 1 个项目没有开始自评"),
            rectify
        ]
    );
    new("道路养护");
    assert!(dues(&desk)[1].ends_with("还有 2 个项目没有上报 → /projects"));
    // 涉密 projects are never sent.
    for name in ["村级补助", "道路养护"] {
        let id = project::get(&desk.app, project::ProjectId { id: name.into() }).unwrap().id;
        edit::cell(
            &desk.app,
            edit::EditCell { path: format!("/projects/{id}/flags/secret"), text: "是".into() },
        )
        .unwrap();
    }
    assert!(dues(&desk)[0].ends_with("还没有项目 → /projects"));
    assert!(overview(&desk).matrix.rows.is_empty());
}

#[test]
fn the_end_of_the_calendar_is_told() {
    let desk = Desk::under("mile-2020");
    assert_eq!(overview(&desk).notice, None);
    let today = "报告落款日期的次日起 20 个工作日内公开；今天落款的，最迟2026年12月18日";
    assert_eq!(overview(&desk).dues[0].detail, today);
}

#[test]
fn units_forms_and_states_are_counted() {
    let desk = Desk::demo();
    let home = overview(&desk);
    assert_eq!(home.matrix.forms, ["申报表填齐", "已复核", "已审定", "已上报", "调整表"]);
    let list = project::list(&desk.app, Empty {}).unwrap();
    let open = list.rows.iter().filter(|row| !row.secret).count();
    let whole = list.rows.iter().filter(|row| !row.secret && row.errors == 0).count();
    let sum = |column: usize| -> (usize, usize) {
        let cells = home.matrix.rows.iter().map(|row| &row.cells[column]);
        cells.fold((0, 0), |(done, total), cell| (done + cell.done, total + cell.total))
    };
    assert_eq!((sum(0), sum(1), sum(4)), ((whole, open), (0, open), (0, 0)));
    assert_eq!(home.matrix.rows[0].cells[4].text, "—");
    assert_eq!(home.matrix.rows[0].unit, "云溪镇人民政府（虚构）");
    let [share] = home.progress.as_slice() else { unreachable!("{:?}", home.progress) };
    assert_eq!((share.state.as_str(), share.projects, share.percent.as_str()), ("编制中", 12, "100.00"));
    assert_eq!(share.amount_text, list.total_text);
    // Another unit gets its own row; the first row has one less.
    let id = list.rows.iter().find(|row| !row.secret).unwrap().id.clone();
    let before = home.matrix.rows[0].cells[1].total;
    let edit = |rest: &str, text: &str| {
        edit::cell(&desk.app, edit::EditCell { path: format!("/projects/{id}/{rest}"), text: text.into() })
            .unwrap()
    };
    edit("implementer", "云溪镇水务站（虚构）");
    let rows = overview(&desk).matrix.rows;
    let station = rows.iter().find(|row| row.unit == "云溪镇水务站（虚构）").unwrap();
    assert_eq!(station.cells[1].text, "0/1");
    assert_eq!(station.cells[1].route, format!("/target/{id}"));
    assert_eq!(rows[0].cells[1].total, before - 1);
}

#[test]
fn recent_steps_lead_to_their_cell() {
    let desk = Desk::demo();
    let list = project::list(&desk.app, Empty {}).unwrap();
    let id = list.rows.iter().find(|row| !row.secret).unwrap().id.clone();
    let row =
        project::get(&desk.app, project::ProjectId { id: id.clone() }).unwrap().indicators[0].path.clone();
    let base = format!("/projects/{id}");
    let latest = || overview(&desk).recent.into_iter().next().unwrap();
    for (path, text) in [
        (format!("{base}/person"), "负责人乙"),
        (format!("{base}/period"), "2026年2月-2026年11月"),
        (format!("{base}/funds/annual/other"), "12.5"),
        (format!("{base}/ex_ante/title"), "评估报告"),
        (format!("{base}/target/annual_goal"), "新的目标"),
        (format!("{row}/value"), "≥96%"),
        (format!("{row}/weight"), "看不懂"),
        (format!("{row}/note"), "备注"),
    ] {
        edit::cell(&desk.app, edit::EditCell { path: path.clone(), text: text.into() }).unwrap();
        let step = latest();
        // A whole report comes into being with its title: that leads to the project.
        assert!(step.path == path || path.ends_with("title") && step.path == base, "{path}: {}", step.path);
        assert_eq!(step.project, id);
        assert!(step.label.starts_with("修改"), "{}", step.label);
    }
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(
        (latest().label.as_str(), latest().path),
        ("撤销：修改“新增指标”的备注".replace("新增指标", &name(&desk, &id)).as_str(), format!("{row}/note"))
    );
    call(&desk.app, "indicator.remove", json!({"path": row})).unwrap();
    assert_eq!(latest().path, base);
    call(&desk.app, "deadline.save", json!({"title": "报送", "date": "2026-12-01", "about": "other"}))
        .unwrap();
    assert_eq!((latest().project, latest().path), (String::new(), String::new()));
    call(&desk.app, "project.delete", json!({"id": id})).unwrap();
    assert_eq!(latest().project, "");
}

fn name(desk: &Desk, id: &str) -> String {
    project::get(&desk.app, project::ProjectId { id: id.into() }).unwrap().indicators[0].name.clone()
}
