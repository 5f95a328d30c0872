//! The papers of monitoring through the use cases: a month's form, the page for the head, the report, the ledger.
#![allow(clippy::unwrap_used)]

use app::commands;
use app::usecase::monitor::{self, MonthOf};
use app::usecase::{edit, keys, ledger, print, print_batch, project, rectify, report, seal};
use serde_json::json;
use support::{Desk, run};

const PASSPHRASE: &str = "testing-passphrase-1";

fn set(desk: &Desk, path: &str, text: &str) {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

/// A project whose June is recorded: 87.57 of 220, a third of the mileage.
fn recorded(desk: &Desk, name: &str, executed: &str, miles: &str) -> String {
    let id =
        project::create(&desk.app, project::NewProject { name: name.into(), template: None }).unwrap().id;
    set(desk, &format!("/projects/{id}/funds/annual/fiscal"), "220");
    for (level2, name, value, weight) in
        [("数量指标", "养护里程", "≥120公里", "60"), ("服务对象满意度指标", "群众满意度", "≥90%", "30")]
    {
        let new = json!({"project": id, "level2": level2, "name": name});
        let made = commands::call(&desk.app, "indicator.add", new).unwrap();
        let row = format!("/projects/{id}/target/indicators/{}", made["id"].as_str().unwrap());
        set(desk, &format!("{row}/value"), value);
        set(desk, &format!("{row}/weight"), weight);
    }
    let view = monitor::get(&desk.app, MonthOf { project: id.clone(), month: 6 }).unwrap();
    set(desk, &format!("{}/executed", view.funds[1].path), executed);
    set(desk, &format!("{}/expected", view.funds[1].path), "220");
    for (at, done) in [(0, miles), (1, "91%")] {
        set(desk, &format!("{}/done", view.rows[at].path), done);
        set(desk, &format!("{}/expected", view.rows[at].path), done);
        set(desk, &format!("{}/possibility", view.rows[at].path), "有可能");
        set(desk, &format!("{}/reason", view.rows[at].path), "汛期停工两个月");
        set(desk, &format!("{}/measures", view.rows[at].path), "九月起加班赶工");
    }
    id
}

fn text_of(desk: &Desk, file: &str) -> String {
    run("pdftotext", &["-layout", file, "-"], desk.dir.path())
}

fn save(desk: &Desk, project: &str, form: &str, month: Option<u8>, name: &str) -> app::Result<String> {
    let file = desk.text(name);
    let (project, form) = (project.into(), Some(form.into()));
    print::save(&desk.app, print::PrintSave { project, form, file: file.clone(), month })?;
    Ok(file)
}

#[test]
fn a_month_is_printed_as_a_draft_and_with_its_number_once_filed() {
    let desk = Desk::under("mof-2015");
    let id = recorded(&desk, "农村公路养护", "87.57", "60");
    let text = text_of(&desk, &save(&desk, &id, "monitor-136", Some(6), "六月.pdf").unwrap());
    for word in [
        "执行监控表",
        "（2026年度1—6月）",
        "39.80%",
        "◆黄",
        "序时进度",
        "草稿",
        "汛期停工两个月",
        "九月起加班赶工",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    // Without a month the last recorded one; a target's form stays a target's form.
    let latest = text_of(&desk, &save(&desk, &id, "monitor-136", None, "最近.pdf").unwrap());
    assert!(latest.contains("1—6月"));
    assert!(save(&desk, &id, "goal-2015", Some(6), "目标.pdf").is_ok());
    assert!(save(&desk, &id, "monitor-136", Some(6), "六月.xlsx").is_ok());
    assert_eq!(save(&desk, &id, "monitor-136", Some(13), "x.pdf").unwrap_err().code, "APP-MONTH");
    assert_eq!(save(&desk, "", "monitor-136", Some(6), "x.pdf").unwrap_err().code, "APP-FORM");

    let query = print::PrintQuery { project: id.clone(), form: None, month: Some(6) };
    let meta = print::preview(&desk.app, query).unwrap();
    assert_eq!((meta.form.as_str(), meta.pages), ("monitor-136", 1));
    assert_eq!(meta.file_name, "农村公路养护-项目支出绩效目标执行监控表-2026年度1—6月");
    let page = |month| print::PageQuery {
        project: id.clone(),
        form: "monitor-136".into(),
        page: 0,
        width: 300,
        month: Some(month),
    };
    let june = print::page(&desk.app, page(6)).unwrap();
    let july = print::page(&desk.app, page(7)).unwrap();
    assert!(june != july, "another month is another form");

    let key = keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false };
    keys::create(&desk.app, key).unwrap();
    std::fs::create_dir(desk.path("stick")).unwrap();
    set(&desk, &format!("/projects/{id}/code"), "99990126T000000000001");
    let sealed = seal::run(
        &desk.app,
        seal::SealRun {
            recipient: "219".into(),
            folder: desk.text("stick"),
            passphrase: PASSPHRASE.into(),
            kind: seal::SealKind::Monitor,
            period: Some("M06".into()),
            ..Default::default()
        },
    )
    .unwrap();
    assert!(sealed.ok, "{:?}", sealed.reason);
    let text = text_of(&desk, &save(&desk, &id, "monitor-136", Some(6), "报出.pdf").unwrap());
    assert!(text.contains("WX-219001-2026-monitor-M06-001") && !text.contains("草稿"), "{text}");
    run("unzip", &["-o", "-q", &sealed.path, "-d", "out"], desk.dir.path());
    let found = run("find", &["out", "-name", "0001-农村公路养护.*"], desk.dir.path());
    let inside = found.lines().find(|line| line.ends_with(".pdf")).unwrap();
    assert!(text_of(&desk, inside).contains("WX-219001-2026-monitor-M06-001"));
    assert!(found.contains(".xlsx"), "{found}");
}

#[test]
fn the_head_gets_one_page_and_the_office_a_report() {
    let desk = Desk::under("qiemo-2020");
    recorded(&desk, "农村公路养护", "22", "60");
    recorded(&desk, "饮水安全巩固", "110", "62");
    let third = project::create(&desk.app, project::NewProject { name: "公厕改造".into(), template: None })
        .unwrap()
        .id;
    // Its month is begun and left blank: that is not one that was filled in.
    let new = json!({"project": third, "level2": "数量指标", "name": "改造数量"});
    commands::call(&desk.app, "indicator.add", new).unwrap();
    let begun = monitor::StartMonths { projects: vec![third], month: 6, copy: false };
    assert_eq!(monitor::start(&desk.app, begun).unwrap().made, 1);
    project::create(&desk.app, project::NewProject { name: "路灯维护".into(), template: None }).unwrap();
    let secret =
        project::create(&desk.app, project::NewProject { name: "专项甲".into(), template: None }).unwrap().id;
    set(&desk, &format!("/projects/{secret}/flags/secret"), "是");
    let open =
        rectify::RectOpen {
            opener: "hand".into(), problem: "公用经费偏慢".into(), ..Default::default()
        };
    rectify::open(&desk.app, open).unwrap();

    let meta = print::preview(
        &desk.app,
        print::PrintQuery { project: String::new(), form: Some("monitor-summary".into()), month: Some(6) },
    )
    .unwrap();
    assert_eq!((meta.title.as_str(), meta.pages), ("绩效运行监控月报", 1));
    let text = text_of(&desk, &save(&desk, "", "monitor-summary", Some(6), "月报.pdf").unwrap());
    // 22 + 110 of 440; completion 66.67 and 67.78 on the mean; the first is over 20 points apart.
    for word in
        ["30.00%", "序时进度 50.00%", "未填报 2 个", "公厕改造、路灯维护", "●红", "需整改", "草稿", "440.00"]
    {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("专项甲"), "{text}");
    let empty = text_of(&desk, &save(&desk, "", "monitor-summary", Some(2), "二月.pdf").unwrap());
    assert!(empty.contains("还没有预算执行数") && empty.contains("未填报 4 个"), "{empty}");

    let write = |file: &str, month| {
        let query = report::ReportMonitor { month, file: desk.text(file) };
        report::monitor(&desk.app, query)
    };
    assert_eq!(write("报告.txt", 6).unwrap_err().code, "APP-FORM");
    assert_eq!(write("报告.docx", 0).unwrap_err().code, "APP-MONTH");
    let saved = write("报告.docx", 6).unwrap();
    assert!(saved.bytes > 8000);
    run("unzip", &["-o", "-q", &saved.file, "-d", "report"], desk.dir.path());
    let body = std::fs::read_to_string(desk.path("report/word/document.xml")).unwrap();
    for word in [
        "绩效运行监控报告",
        "30.00%",
        "且财发〔2020〕77号",
        "汛期停工两个月",
        "九月起加班赶工",
        "公用经费偏慢",
        "公厕改造",
    ] {
        assert!(body.contains(word), "{word}");
    }
    assert!(!body.contains("专项甲"));
    let again = std::fs::read(&saved.file).unwrap();
    assert!(again == std::fs::read(write("再次.docx", 6).unwrap().file).unwrap(), "the same bytes");
    let paper = text_of(&desk, &write("报告.pdf", 6).unwrap().file);
    assert!(paper.contains("绩效运行监控报告") && paper.contains("汛期停工两个月"), "{paper}");
    assert!(!paper.contains("专项甲"));

    let ledger = text_of(&desk, &save(&desk, "", "rectify-ledger", None, "台账.pdf").unwrap());
    assert!(
        ledger.contains("公用经费偏慢") && ledger.contains("单位整体") && !ledger.contains("草稿"),
        "{ledger}"
    );
    let unit = text_of(&desk, &save(&desk, "", "monitor-unit", None, "整体.pdf").unwrap());
    assert!(
        unit.contains("整体支出绩效监控表") && unit.contains("农村公路养护") && !unit.contains("专项甲"),
        "{unit}"
    );

    // Many at once: those that were recorded, and why not the others.
    std::fs::create_dir(desk.path("表")).unwrap();
    let batch = print_batch::PrintBatch {
        projects: Vec::new(),
        form: Some("monitor-136".into()),
        format: print_batch::FileFormat::Pdf,
        folder: desk.text("表"),
        month: Some(6),
    };
    let done = print_batch::batch(&desk.app, batch).unwrap();
    assert_eq!(done.files, 3, "{:?}", done.skipped);
    let mut why: Vec<String> = done.skipped.iter().map(|left| left.why.clone()).collect();
    why.sort();
    assert_eq!(why.len(), 2);
    assert!(why.iter().any(|why| why.contains("涉密")), "{why:?}");
    assert!(desk.path("表/农村公路养护-项目支出绩效目标执行监控表-1—6月.pdf").exists());
}

#[test]
fn direct_money_is_listed_payment_by_payment() {
    let desk = Desk::under("mof-2020");
    let empty = text_of(&desk, &save(&desk, "", "direct-ledger", None, "空.pdf").unwrap());
    assert!(empty.contains("没有直达资金的支付记录"), "{empty}");
    for (name, flag) in [("道路硬化", "ppp"), ("营养改善", "direct_funds"), ("专项甲", "secret")] {
        let new = project::NewProject { name: name.into(), template: None };
        let id = project::create(&desk.app, new).unwrap().id;
        if flag != "secret" {
            set(&desk, &format!("/projects/{id}/funds/annual/fiscal"), "10");
        }
        set(&desk, &format!("/projects/{id}/flags/{flag}"), "是");
    }
    let mut text =
        "支付日期,预算单位,项目名称,收款人,用途,支付凭证号,直达资金标识,支付金额（元）\n".to_owned();
    for (date, name, payee, voucher, direct, amount) in [
        ("2026-07-03", "道路硬化", "收款人甲", "P001", "是", "15000.00"),
        ("2026-07-05", "道路硬化", "收款人乙", "P002", "否", "700.00"),
        ("2026-07-06", "营养改善", "收款人丙", "P003", "否", "2300.50"),
        ("2026-07-08", "道路硬化", "收款人丁", "P004", "是", "-500.00"),
        ("2026-07-09", "专项甲", "收款人戊", "P005", "是", "99.00"),
    ] {
        text += &format!("{date},测试镇人民政府,{name},{payee},用途,{voucher},{direct},{amount}\n");
    }
    std::fs::write(desk.path("7月.csv"), text).unwrap();
    let seen = ledger::inspect(&desk.app, ledger::LedgerInspect { file: desk.text("7月.csv") })
        .unwrap()
        .sheets
        .remove(0);
    let ask = json!({"file": desk.text("7月.csv"), "sheet": seen.name, "month": 7, "mapping": seen.mapping});
    commands::call(&desk.app, "ledger.commit", ask).unwrap();
    let text = text_of(&desk, &save(&desk, "", "direct-ledger", None, "直达.pdf").unwrap());
    for word in [
        "直达资金支付台账",
        "（2026年1—7月）",
        "15,000.00",
        "-500.00",
        "退回",
        "2,300.50",
        "16,800.50",
        "3 笔",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("收款人乙") && !text.contains("收款人戊") && !text.contains("专项甲"), "{text}");
    let june = text_of(&desk, &save(&desk, "", "direct-ledger", Some(6), "六月.pdf").unwrap());
    assert!(june.contains("没有直达资金的支付记录"), "{june}");
    assert!(save(&desk, "", "direct-ledger", None, "直达.xlsx").is_ok());
}
