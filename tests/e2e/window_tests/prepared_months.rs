//! Months of monitoring made before the window opens, through the use cases.

use super::prepared::{demo, key, program};
use app::App;
use app::commands::{Empty, call};
use app::usecase::{edit, ledger, monitor, project, store, unit_monitor};
use serde_json::json;
use std::path::Path;

/// The demo unit in the middle of its year: months recorded, payments imported, a matter to put right, the half year.
pub(crate) fn usual(home: &Path, folder: &Path) {
    demo(home, folder);
    recorded(home, folder);
}

/// So many projects have figures in a crowded unit; the rest has its months begun.
const FILLED: usize = 40;

/// June and July of the projects that are there, each off its track in its own way; and what goes with them.
pub(crate) fn recorded(home: &Path, folder: &Path) {
    let app = program(home);
    store::open(&app, store::OpenStore { folder: folder.display().to_string() }).unwrap();
    let list = project::list(&app, Empty {}).unwrap().rows;
    let ids: Vec<&str> = list.iter().filter(|row| !row.secret).map(|row| row.id.as_str()).collect();
    let begin = |month, copy| {
        monitor::start(&app, monitor::StartMonths { projects: vec![], month, copy }).unwrap();
    };
    begin(6, false);
    let some: Vec<&str> =
        ids.iter().take(FILLED).chain(ids.iter().filter(|id| **id == "copy-0")).copied().collect();
    for (at, id) in some.iter().enumerate() {
        fill(&app, id, 6, at);
    }
    begin(7, true);
    for (at, id) in some.iter().enumerate().filter(|(at, _)| at % 4 != 3) {
        fill(&app, id, 7, at);
    }
    payments(&app, home, &list);
    for (project, person) in ids.iter().zip(["项目负责人甲（虚构）", ""]) {
        let problem = "支出进度与目标完成情况不一致，提醒后仍未改正";
        let open = json!({"project": project, "month": 7, "opener": "hand", "problem": problem});
        let id = call(&app, "rectify.open", open).unwrap()["id"].as_str().unwrap().to_owned();
        set(&app, &format!("/rectifications/{id}/measure"), "8月完成招标，9月底前支付首付款");
        set(&app, &format!("/rectifications/{id}/person"), person);
    }
    half_year(&app);
    store::close(&app, Empty {}).unwrap();
}

fn set(app: &App, path: &str, text: &str) {
    edit::cell(app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

/// Figures of one project, by its place in the list: on its track, behind, over, in doubt.
fn fill(app: &App, project: &str, month: u8, at: usize) {
    let view = monitor::get(app, monitor::MonthOf { project: project.into(), month }).unwrap();
    let share = [55, 30, 62, 18, 58][at % 5] * usize::from(month) / 7;
    let mut cells = Vec::new();
    let mut put = |path: String, text: String| cells.push(edit::EditCell { path, text });
    // The first line is the total of all sources.
    for fund in view.funds.iter().filter(|fund| !fund.path.is_empty() && !fund.initial.is_empty()) {
        let fen = number(&fund.initial.replace('.', ""));
        let part = |percent: usize| format!("{}.{:02}", fen * percent / 10_000, fen * percent / 100 % 100);
        put(format!("{}/executed", fund.path), part(share));
        put(format!("{}/expected", fund.path), part(92));
    }
    for (n, row) in view.rows.iter().enumerate() {
        let asked = number(row.target.split('.').next().unwrap());
        let done = match row.kind.as_str() {
            "level" if n % 3 == 1 => "部分达成".to_owned(),
            "level" => "达成".to_owned(),
            "number" if row.accrual == "累计" => (asked * share).div_ceil(100).to_string(),
            "number" => asked.to_string(),
            _ => "未达成".to_owned(),
        };
        let doubt = (n + at) % 5 == 4;
        put(format!("{}/done", row.path), done.clone());
        put(format!("{}/expected", row.path), if row.kind == "date" { String::new() } else { done });
        put(format!("{}/possibility", row.path), if doubt { "有可能" } else { "确定能" }.to_owned());
        if doubt {
            put(format!("{}/cause_funds", row.path), "上级资金8月下达".to_owned());
            put(format!("{}/reason", row.path), "雨季停工，验收推迟到第四季度".to_owned());
            put(format!("{}/measures", row.path), "与施工方约定赶工，每周通报进度".to_owned());
        }
    }
    edit::cells(app, edit::EditCells { cells, what: edit::CellsWhat::Fill }).unwrap();
}

/// The digits of a text.
fn number(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or_default()
}

/// A treasury export for July: some agree with what was entered, some do not, one belongs to nobody.
fn payments(app: &App, home: &Path, list: &[project::ProjectRow]) {
    let mut text = "支付日期,凭证号,项目代码,项目名称,收款人,摘要,资金性质,支付金额（元）\r\n".to_owned();
    for (at, row) in list.iter().filter(|row| !row.secret).take(6).enumerate() {
        text += &format!(
            "2026-07-{:02},{},{},{},收款单位（虚构）,进度款,一般公共预算资金,{}\r\n",
            at + 3,
            1001 + at,
            row.code,
            row.name,
            120_000 + at * 35_000
        );
    }
    text += "2026-07-21,1099,,没有登记的项目,收款单位（虚构）,设备款,一般公共预算资金,5000\r\n";
    let file = home.join("国库支付.csv");
    std::fs::write(&file, encoding_rs::GBK.encode(&text).0).unwrap();
    let commit = ledger::LedgerCommit {
        file: file.display().to_string(),
        sheet: String::new(),
        month: 7,
        mapping: None,
        rejects: None,
    };
    ledger::commit(app, commit).unwrap();
}

/// The whole unit's half year, begun.
fn half_year(app: &App) {
    unit_monitor::start(app, Empty {}).unwrap();
    let base = unit_monitor::get(app, Empty {}).unwrap().path;
    set(app, &format!("{base}/goal"), "保障机关运转，完成年度重点民生项目");
    for (dimension, name, value, done) in [
        ("运行成本", "公用经费控制率", "≤100%", "48%"),
        ("履职效能", "重点任务完成率", "≥95%", "52%"),
        ("服务对象满意度", "群众满意度", "≥90%", "91%"),
    ] {
        let add = unit_monitor::AddUnitRow { dimension: dimension.into(), name: name.into() };
        let id = unit_monitor::add_row(app, add).unwrap().id;
        set(app, &format!("{base}/rows/{id}/value"), value);
        set(app, &format!("{base}/rows/{id}/done"), done);
    }
    let task = unit_monitor::add_task(app, unit_monitor::AddUnitTask { name: "农村人居环境整治".into() })
        .unwrap()
        .id;
    set(app, &format!("{base}/tasks/{task}/done"), "完成 6 个村");
}

/// A unit under 且末's pack with three projects to be monitored, two indicators each; gives their ids.
pub(crate) fn months(home: &Path, folder: &Path) -> Vec<String> {
    let app = program(home);
    store::create(
        &app,
        store::CreateStore {
            folder: folder.display().to_string(),
            name: "云溪镇人民政府（虚构）".into(),
            kind: domain::unit::UnitKind::Township,
            code: "901001".into(),
            credit_code: String::new(),
            division_code: String::new(),
            year: 2026,
            pack: "qiemo-2020".into(),
            person: "填报人甲".into(),
            role: "编制".into(),
        },
    )
    .unwrap();
    key(&app);
    let set =
        |path: String, text: &str| edit::cell(&app, edit::EditCell { path, text: text.into() }).unwrap();
    let names = ["村级道路养护", "河道保洁", "乡村公共照明"];
    let ids = names.iter().enumerate().map(|(at, name)| {
        let new = project::NewProject { name: (*name).into(), template: None };
        let id = project::create(&app, new).unwrap().id;
        let base = format!("/projects/{id}");
        set(format!("{base}/code"), &format!("99990126T{:012}", at + 1));
        set(format!("{base}/funds/annual/fiscal"), if at == 2 { "96" } else { "100" });
        for (level2, name, value, weight) in
            [("数量指标", "完成里程", "≥12公里", "60"), ("质量指标", "验收合格率", "≥95%", "30")]
        {
            let new = serde_json::json!({"project": id, "level2": level2, "name": name});
            let made = app::commands::call(&app, "indicator.add", new).unwrap();
            let row = format!("{base}/target/indicators/{}", made["id"].as_str().unwrap());
            set(format!("{row}/value"), value);
            set(format!("{row}/weight"), weight);
        }
        id
    });
    let ids = ids.collect();
    store::close(&app, Empty {}).unwrap();
    ids
}
