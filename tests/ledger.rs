//! Spending from files, from the export to the three-way check, through the program on a store.
#![allow(clippy::unwrap_used)]

use app::commands::{Empty, call};
use app::usecase::ledger::{
    self, LedgerAssign, LedgerCheck, LedgerCommit, LedgerGroup, LedgerGroups, LedgerId, LedgerImported,
    LedgerInspect, LedgerPreview, LedgerQuery, PaymentQuery, ThreeWayRow,
};
use app::usecase::{audit, edit, monitor, project};
use domain::due::Lamp;
use serde_json::json;
use std::path::PathBuf;
use support::Desk;

const ROAD: &str = "53250126T000000000001";

/// A township with three projects: a road with a code, lunches without, and one more with a code.
fn desk() -> Desk {
    let desk = Desk::under("mof-2020");
    for (name, code, budget) in
        [("道路硬化", ROAD, "10"), ("营养改善计划", "", "5"), ("校舍维修", "53250126T000000000003", "")]
    {
        let new = project::NewProject { name: name.into(), template: None };
        let id = project::create(&desk.app, new).unwrap().id;
        set(&desk, &format!("/projects/{id}/code"), code);
        set(&desk, &format!("/projects/{id}/funds/annual/fiscal"), budget);
    }
    desk
}

fn set(desk: &Desk, path: &str, text: &str) {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

fn id_of(desk: &Desk, name: &str) -> String {
    let list = project::list(&desk.app, Empty {}).unwrap();
    list.rows.iter().find(|row| row.name == name).unwrap().id.clone()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn file(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    let path = desk.path(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

const HEAD: &str =
    "支付日期,预算单位,项目代码,项目名称,收款人,用途,支付凭证号,资金性质,直达资金标识,支付金额（元）\n";

/// An export: each row is date, code, name, voucher, 直达 and amount.
fn export(desk: &Desk, name: &str, rows: &[(&str, &str, &str, &str, &str, &str)]) -> String {
    let mut text = HEAD.to_owned();
    for (date, code, project, voucher, direct, amount) in rows {
        text += &format!(
            "{date},测试镇人民政府,{code},{project},收款人甲,用途,{voucher},一般公共预算资金,{direct},{amount}\n"
        );
    }
    // GBK behind the mark of UTF-8, as one system writes it.
    file(desk, name, &[b"\xef\xbb\xbf", &gbk(&text)[..]].concat())
}

fn query(file: &str, month: u8) -> LedgerQuery {
    LedgerQuery { file: file.into(), sheet: String::new(), month, mapping: None }
}

fn preview(desk: &Desk, file: &str, month: u8) -> LedgerPreview {
    ledger::preview(&desk.app, query(file, month)).unwrap()
}

fn commit(desk: &Desk, file: &str, month: u8) -> LedgerImported {
    let rejects = Some(desk.text("退回.xlsx"));
    let ask = LedgerCommit { file: file.into(), sheet: String::new(), month, mapping: None, rejects };
    ledger::commit(&desk.app, ask).unwrap()
}

fn groups(desk: &Desk) -> Vec<LedgerGroup> {
    ledger::groups(&desk.app, LedgerGroups::default()).unwrap()
}

/// Code or name, net, project and how, of each group.
fn shown(groups: &[LedgerGroup]) -> Vec<(String, String, String, String)> {
    let name = |g: &LedgerGroup| if g.name.is_empty() { g.code.clone() } else { g.name.clone() };
    groups.iter().map(|g| (name(g), g.net.clone(), g.project_name.clone(), g.how.clone())).collect()
}

fn of(rows: &[(&str, &str, &str, &str)]) -> Vec<(String, String, String, String)> {
    rows.iter().map(|(a, b, c, d)| ((*a).into(), (*b).into(), (*c).into(), (*d).into())).collect()
}

fn check(desk: &Desk, month: u8, name: &str) -> ThreeWayRow {
    let found = ledger::check(&desk.app, LedgerCheck { month }).unwrap();
    found.rows.into_iter().find(|row| row.name == name).unwrap()
}

fn undo(desk: &Desk) -> Option<String> {
    edit::undo(&desk.app, Empty {}).unwrap().label
}

const JULY: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("2026-07-01", ROAD, "道路硬化工程", "V1", "否", "10000"),
    ("２０２６．７．２", ROAD, "道路硬化工程", "V2", "否", "\"２，０００．００\""),
    ("20260703", ROAD, "道路硬化工程", "V3", "否", "-500"),
    ("2026-07-04", "", "营养 改善计划", "V4", "是", "3000"),
    ("2026-07-05", "X9", "杂项支出", "V5", "", "700"),
];

#[test]
fn an_export_in_gbk_is_matched_netted_and_kept() {
    let desk = desk();
    let july = export(&desk, "7月.csv", JULY);
    let look = ledger::inspect(&desk.app, LedgerInspect { file: july.clone() }).unwrap();
    let sheet = &look.sheets[0];
    assert_eq!((sheet.rows, sheet.known.as_str(), sheet.mapping.name.as_str()), (5, "", "国库支付系统"));
    assert_eq!((sheet.headers.len(), sheet.sample.len(), sheet.mapping.header_row), (10, 5, 1));
    assert_eq!(sheet.mapping.columns.len(), 10);

    let view = preview(&desk, &july, 7);
    assert_eq!((view.rows, view.read, view.net.as_str(), view.refunds.as_str()), (5, 5, "1.52", "0.05"));
    assert_eq!(view.replaces, None);
    assert!(view.rejected.is_empty() && view.faults.is_empty(), "{:?}", view.faults);
    assert!(ledger::list(&desk.app, Empty {}).unwrap().is_empty());

    let done = commit(&desk, &july, 7);
    assert_eq!((done.rows, done.matched, done.unmatched, done.rejected), (5, 2, 1, 0));
    assert_eq!(done.label.as_deref(), Some("导入7月“国库支付系统”的支付明细：5 笔"));
    assert!(!PathBuf::from(desk.text("退回.xlsx")).exists());
    let expected = of(&[
        ("道路硬化工程", "1.15", "道路硬化", "按代码"),
        ("杂项支出", "0.07", "", ""),
        ("营养 改善计划", "0.30", "营养改善计划", "按名称"),
    ]);
    assert_eq!(shown(&groups(&desk)), expected);
    let waiting = LedgerGroups { ledger: Some(done.id.clone()), unmatched: Some(true) };
    assert_eq!(ledger::groups(&desk.app, waiting).unwrap().len(), 1);
    let list = ledger::list(&desk.app, Empty {}).unwrap();
    assert_eq!((list[0].matched, list[0].unmatched, list[0].net.as_str()), (2, 1, "1.52"));
    // The payments are kept as a file that the health check knows.
    let health = audit::doctor(&desk.app, Empty {}).unwrap();
    assert!(health.iter().any(|line| line.name == "存入的文件" && line.ok));

    let all = |project: Option<&str>, direct: Option<bool>, limit: usize| {
        let project = project.map(str::to_owned);
        ledger::payments(&desk.app, PaymentQuery { project, month: Some(7), direct, limit }).unwrap()
    };
    let road = all(Some("道路硬化"), None, 2);
    assert_eq!((road.rows.len(), road.total, road.net.as_str()), (2, 3, "1.15"));
    assert_eq!(
        (road.rows[1].date.as_str(), road.rows[1].amount.as_str(), road.rows[1].line),
        ("2026-07-02", "0.20", 3)
    );
    let direct = all(None, Some(true), 10);
    assert_eq!((direct.total, direct.rows[0].voucher.as_str()), (1, "V4"));
    let may = PaymentQuery { month: Some(5), limit: 9, ..PaymentQuery::default() };
    assert_eq!(ledger::payments(&desk.app, may).unwrap().total, 0);

    // One step back takes all of it, one forward brings it again.
    assert_eq!(undo(&desk), done.label);
    assert!(groups(&desk).is_empty() && ledger::list(&desk.app, Empty {}).unwrap().is_empty());
    edit::redo(&desk.app, Empty {}).unwrap();
    assert_eq!(shown(&groups(&desk)), expected);
}

#[test]
fn the_same_month_and_source_again_replaces_and_never_doubles() {
    let desk = desk();
    let first = commit(&desk, &export(&desk, "7月.csv", JULY), 7);
    let more = [JULY, &[("2026-07-31", ROAD, "道路硬化工程", "V9", "否", "100")]].concat();
    let again = export(&desk, "7月（补）.csv", &more);
    let view = preview(&desk, &again, 7);
    assert_eq!(view.replaces.as_deref(), Some("将替换7月“国库支付系统” 2026-11-21 导入的 5 笔支付"));
    let second = commit(&desk, &again, 7);
    assert_eq!((second.id.as_str(), second.rows), (first.id.as_str(), 6));
    let list = ledger::list(&desk.app, Empty {}).unwrap();
    assert_eq!((list.len(), list[0].net.as_str(), list[0].file.as_str()), (1, "1.53", "7月（补）.csv"));
    assert_eq!(check(&desk, 7, "道路硬化").paid, "1.16");
    undo(&desk);
    let list = ledger::list(&desk.app, Empty {}).unwrap();
    assert_eq!((list.len(), list[0].net.as_str(), list[0].file.as_str()), (1, "1.52", "7月.csv"));
    assert_eq!(
        ledger::payments(&desk.app, PaymentQuery { limit: 99, ..PaymentQuery::default() }).unwrap().total,
        5
    );
    // Headings that were never met are another source: both stay, and the preview says so.
    let other = file(
        &desk,
        "账.csv",
        "支付日期,项目名称,支付凭证号,摘要,支付金额（元）\n2026-07-09,道路硬化,Z1,a,5\n".as_bytes(),
    );
    let view = preview(&desk, &other, 7);
    assert_eq!((view.name.as_str(), view.replaces.as_deref()), ("国库支付系统2", None));
    assert!(
        view.faults.iter().any(|fault| fault.text.contains("7月已有7月“国库支付系统”")),
        "{:?}",
        view.faults
    );
    commit(&desk, &other, 7);
    assert_eq!(ledger::list(&desk.app, Empty {}).unwrap().len(), 2);
    assert_eq!(check(&desk, 7, "道路硬化").paid, "1.1505");
}

#[test]
fn exports_that_overlap_count_a_payment_once_whatever_comes_first_or_goes() {
    let june: &[_] = &[
        ("2026-06-10", ROAD, "道路硬化工程", "J1", "否", "1000"),
        ("2026-06-11", ROAD, "道路硬化工程", "J2", "否", "2000"),
    ];
    let half = [june, &[("2026-07-20", ROAD, "道路硬化工程", "J3", "否", "4000")]].concat();
    let nets = |desk: &Desk| -> Vec<(u8, u32, String)> {
        let list = ledger::list(&desk.app, Empty {}).unwrap();
        list.into_iter().map(|row| (row.month, row.rows, row.net)).collect()
    };
    let expected = vec![(6, 2, "0.30".to_owned()), (7, 1, "0.40".to_owned())];
    let payments = |desk: &Desk| {
        ledger::payments(&desk.app, PaymentQuery { limit: 99, ..PaymentQuery::default() }).unwrap()
    };

    let desk = desk();
    let (june_file, july_file) = (export(&desk, "6.csv", june), export(&desk, "7.csv", &half));
    commit(&desk, &june_file, 6);
    let view = preview(&desk, &july_file, 7);
    assert_eq!((view.read, view.net.as_str()), (1, "0.40"));
    let said: Vec<&str> = view.faults.iter().map(|fault| fault.text.as_str()).collect();
    assert!(
        said.iter().any(|text| text.contains("有 2 行") && text.contains("6月“国库支付系统”")),
        "{said:?}"
    );
    commit(&desk, &july_file, 7);
    assert_eq!(nets(&desk), expected);
    assert_eq!((payments(&desk).total, payments(&desk).net.as_str()), (3, "0.70"));
    // The earlier one goes: the later counts what it holds. One step back, and it does not again.
    let id = ledger::list(&desk.app, Empty {}).unwrap()[0].id.clone();
    ledger::delete(&desk.app, LedgerId { id }).unwrap();
    assert_eq!(nets(&desk), [(7, 3, "0.70".to_owned())]);
    assert_eq!(undo(&desk).as_deref(), Some("删除6月“国库支付系统”的支付明细"));
    assert_eq!(nets(&desk), expected);
    // The earlier one comes again without a payment, which then counts in the later.
    commit(&desk, &export(&desk, "6改.csv", &june[..1]), 6);
    assert_eq!(nets(&desk), [(6, 1, "0.10".to_owned()), (7, 2, "0.60".to_owned())]);
    assert_eq!(check(&desk, 7, "道路硬化").paid, "0.70");

    // The other way round: the earlier month comes later.
    let desk = self::desk();
    commit(&desk, &export(&desk, "7.csv", &half), 7);
    assert_eq!(nets(&desk), [(7, 3, "0.70".to_owned())]);
    commit(&desk, &export(&desk, "6.csv", june), 6);
    assert_eq!(nets(&desk), expected);
    assert_eq!(check(&desk, 6, "道路硬化").paid, "0.30");
    // Months that overlap with nothing are imported without looking at the others, even at one that is gone.
    std::fs::remove_dir_all(desk.path("store/files")).unwrap();
    commit(&desk, &export(&desk, "8.csv", &[("2026-08-01", ROAD, "道路硬化工程", "A1", "否", "1")]), 8);
    let view = preview(&desk, &export(&desk, "9.csv", &half), 9);
    assert!(
        view.faults.iter().any(|fault| fault.text.contains("没有与6月“国库支付系统”核对")),
        "{:?}",
        view.faults
    );
}

#[test]
fn what_does_not_belong_here_comes_back_with_its_reason() {
    let desk = desk();
    let text = format!(
        "{HEAD}2026-07-01,测试镇人民政府,{ROAD},道路硬化,甲,a,V1,一般公共预算资金,否,100\n\
         2025-12-30,测试镇人民政府,{ROAD},道路硬化,甲,a,V2,一般公共预算资金,否,200\n\
         2026-08-02,测试镇人民政府,{ROAD},道路硬化,甲,a,V3,一般公共预算资金,否,300\n\
         2026-07-02,某县教育局,{ROAD},道路硬化,甲,a,V4,一般公共预算资金,否,400\n\
         2026-07-03,测试镇人民政府,{ROAD},道路硬化,甲,a,V5,一般公共预算资金,否,约五百\n\
         2026-07-01,测试镇人民政府,{ROAD},道路硬化,甲,a,V1,一般公共预算资金,否,100\n\
         2026-07-04,219001-测试镇人民政府（本级）,,校舍维修,甲,退,V6,神秘资金,可能,-50\n\
         合计,,,,,,,,,1550\n"
    );
    let path = file(&desk, "支付.csv", text.as_bytes());
    let view = preview(&desk, &path, 7);
    assert_eq!((view.rows, view.read, view.net.as_str()), (8, 3, "0.015"));
    let out: Vec<(&str, &str)> = view.rejected.iter().map(|e| (e.at.as_str(), e.text.as_str())).collect();
    for ((at, text), (place, part)) in out.iter().zip([
        ("A3", "不在 2026 年度"),
        ("A4", "8月的支付晚于"),
        ("B5", "不是本单位“测试镇人民政府”"),
        ("J6", "不是金额"),
    ]) {
        assert!(*at == place && text.contains(part), "{at} {text}");
    }
    assert_eq!(out.len(), 4);
    for part in [
        "与第 2 行完全相同",
        "退款 50.00 元 多于支付",
        "不认得这种资金性质",
        "看不出是否直达",
        "合计行“合计”",
    ] {
        assert!(view.faults.iter().any(|fault| fault.text.contains(part)), "{part}: {:?}", view.faults);
    }
    let done = commit(&desk, &path, 7);
    assert_eq!((done.rows, done.rejected), (3, 4));
    let back = done.rejects.unwrap();
    // What came back is read again as it is: nothing of it belongs here.
    let refused = ledger::commit(
        &desk.app,
        LedgerCommit { file: back, sheet: String::new(), month: 7, mapping: None, rejects: None },
    );
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, "APP-LEDGER");
    assert!(refused.message.contains("没有可以计入7月的支付"), "{}", refused.message);
    // The month is another: the payment of August belongs to it, those of July count there.
    let august = preview(&desk, &path, 8);
    assert_eq!((august.read, august.net.as_str()), (1, "0.03"));
}

#[test]
fn an_assignment_is_remembered_taken_back_and_undone() {
    let desk = desk();
    commit(&desk, &export(&desk, "6.csv", &[("2026-06-01", "X9", "杂项支出", "A", "否", "100")]), 6);
    commit(&desk, &export(&desk, "7.csv", JULY), 7);
    let assign = |groups: &[&str], project: Option<&str>, ignore: bool| {
        let groups = groups.iter().map(|id| (*id).to_owned()).collect();
        let ask = LedgerAssign { groups, project: project.map(str::to_owned), ignore: Some(ignore) };
        ledger::assign(&desk.app, ask)
    };
    let how = || -> Vec<(String, String)> {
        let all = groups(&desk).into_iter().filter(|group| group.code == "X9");
        all.map(|group| (group.project_name, group.how)).collect()
    };
    let id = groups(&desk)[0].id.clone();
    let saved = assign(&[&id], Some("校舍维修"), false).unwrap();
    assert_eq!(saved.label.as_deref(), Some("把账上的“杂项支出”对应到“校舍维修”"));
    let pair = |project: &str, how: &str| (project.to_owned(), how.to_owned());
    // The same words in another export follow.
    assert_eq!(how(), [pair("校舍维修", "手工指定"), pair("校舍维修", "沿用上次")]);
    // The next import remembers, and so does the same month again.
    for month in [8, 8, 6] {
        let day = format!("2026-{month:02}-05");
        commit(&desk, &export(&desk, "n.csv", &[(&day, "x9", "杂项 支出", "C", "否", "100")]), month);
    }
    assert!(how().iter().all(|(project, _)| project == "校舍维修"), "{:?}", how());
    assert_eq!(check(&desk, 8, "校舍维修").paid, "0.09");
    assert_eq!(undo(&desk).as_deref(), Some("重新导入6月“国库支付系统”的支付明细：1 笔"));

    assign(&["X9"], None, true).unwrap();
    assert!(how().iter().all(|row| *row == pair("", "不计入")), "{:?}", how());
    let found = ledger::check(&desk.app, LedgerCheck { month: 8 }).unwrap();
    assert_eq!(found.unmatched, "");
    assign(&["杂项支出"], None, false).unwrap();
    assert!(how().iter().all(|row| *row == pair("", "")), "{:?}", how());
    let found = ledger::check(&desk.app, LedgerCheck { month: 8 }).unwrap();
    assert_eq!(found.unmatched, "0.09");
    // By its own code it goes home again after a person said otherwise.
    let road = groups(&desk).into_iter().find(|group| group.code == ROAD).unwrap().id;
    assign(&[&road], Some("校舍维修"), false).unwrap();
    assert_eq!(check(&desk, 7, "道路硬化").paid, "");
    assign(&[&road], None, false).unwrap();
    assert_eq!(check(&desk, 7, "道路硬化").paid, "1.15");
    for (groups, project, ignore, code) in [
        (&["nothing"][..], None, false, "APP-NOT-FOUND"),
        (&[], None, false, "APP-NOT-FOUND"),
        (&["X9"], Some("没有这个"), false, "APP-NOT-FOUND"),
        (&["X9"], Some("校舍维修"), true, "APP-LEDGER"),
    ] {
        assert_eq!(assign(groups, project, ignore).unwrap_err().code, code);
    }
}

#[test]
fn budget_payments_and_entries_are_compared() {
    let desk = desk();
    commit(&desk, &export(&desk, "7.csv", JULY), 7);
    let road = check(&desk, 7, "道路硬化");
    assert_eq!((road.budget.as_str(), road.paid.as_str(), road.entered.as_str()), ("10.00", "1.15", ""));
    assert_eq!((road.lamp, road.text.as_str()), (Lamp::Yellow, "账上有支付，7月还没有填报"));
    let id = id_of(&desk, "道路硬化");
    assert_eq!(road.path, format!("/projects/{id}/monitoring/M07/funds/fiscal/executed"));
    assert_eq!(check(&desk, 6, "道路硬化").text, "没有支付，也没有填报");
    assert_eq!(check(&desk, 7, "校舍维修").lamp, Lamp::Green);
    let ask = monitor::StartMonths { projects: vec![id], month: 7, copy: false };
    assert_eq!(monitor::start(&desk.app, ask).unwrap().made, 1);
    for (text, lamp, said) in
        [("1.10", Lamp::Red, "少 0.05 万元"), ("1.15", Lamp::Green, "相符"), ("2", Lamp::Red, "多 0.85 万元")]
    {
        set(&desk, &road.path, text);
        let row = check(&desk, 7, "道路硬化");
        assert!(row.lamp == lamp && row.text.contains(said), "{row:?}");
    }
    let totals = ledger::check(&desk.app, LedgerCheck { month: 12 }).unwrap();
    assert_eq!(
        (totals.totals.budget.as_str(), totals.totals.paid.as_str(), totals.unmatched.as_str()),
        ("15.00", "1.45", "0.07")
    );
    // A 涉密 project is not monitored here, so there is nothing to compare.
    let secret = format!("/projects/{}/flags/secret", id_of(&desk, "校舍维修"));
    let rows = || ledger::check(&desk.app, LedgerCheck { month: 6 }).unwrap().rows.len();
    assert_eq!(rows(), 3);
    set(&desk, &secret, "是");
    assert_eq!(rows(), 2);
}

#[test]
fn bad_requests_are_refused_in_a_sentence() {
    let desk = desk();
    let july = export(&desk, "7.csv", JULY);
    let empty = file(&desk, "空.csv", "项目名称,支付金额\n,\n".as_bytes());
    let odd = file(&desk, "别的.csv", "甲,乙,丙\n1,2,3\n".as_bytes());
    let missing = desk.text("没有.csv");
    for (payload, code) in [
        (json!({"file": july, "sheet": "", "month": 13}), "APP-MONTH"),
        (json!({"file": july, "sheet": "别的", "month": 7}), "SHEET-NOT-FOUND"),
        (json!({"file": missing, "sheet": "", "month": 7}), "APP-FILE-MISSING"),
        (json!({"file": desk.text("store"), "sheet": "", "month": 7}), "APP-FILE"),
        (json!({"file": odd, "sheet": "", "month": 7}), "SHEET-LEDGER-HEADER"),
        (json!({"file": empty, "sheet": "", "month": 7}), "APP-LEDGER"),
        (
            json!({"file": july, "sheet": "", "month": 7, "mapping": {"name": "长".repeat(41), "header_row": 1, "columns": {"amount": 9, "name": 3}}}),
            "APP-LEDGER",
        ),
        (
            json!({"file": july, "sheet": "", "month": 7, "mapping": {"name": "", "header_row": 1, "columns": {"amount": 99, "name": 3}}}),
            "SHEET-LEDGER-HEADER",
        ),
        (
            json!({"file": july, "sheet": "", "month": 7, "rejects": desk.text("没有/退回.xlsx")}),
            "APP-FILE-MISSING",
        ),
    ] {
        assert_eq!(call(&desk.app, "ledger.commit", payload.clone()).unwrap_err().code, code, "{payload}");
    }
    for (name, payload, code) in [
        ("ledger.delete", json!({"id": "x"}), "APP-NOT-FOUND"),
        ("ledger.groups", json!({"ledger": "x"}), "APP-NOT-FOUND"),
        ("ledger.check", json!({"month": 0}), "APP-MONTH"),
        ("ledger.payments", json!({"project": "x", "limit": 1}), "APP-NOT-FOUND"),
    ] {
        assert_eq!(call(&desk.app, name, payload).unwrap_err().code, code, "{name}");
    }
    assert!(ledger::list(&desk.app, Empty {}).unwrap().is_empty());
    let fields = ledger::fields(&desk.app, Empty {}).unwrap();
    assert!(fields.iter().filter(|field| field.required).map(|field| field.key.as_str()).eq(["amount"]));
}
