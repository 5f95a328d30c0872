//! Things to put into a store.
#![allow(dead_code, unused_imports, clippy::unwrap_used)]

mod selfeval;

pub(crate) use selfeval::{fill_4, round_of, selfeval};

use domain::due::Lamp;
use domain::fund::{FundSource, Horizon};
use domain::handing::Handing;
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::ledger::{Match, PaymentGroup};
use domain::money::Money;
use domain::monitoring::{
    Accrual, Achievement, Actual, Cause, MonitoredFund, Monitoring, Month, Possibility, Progress,
};
use domain::period::{FiscalYear, Period};
use domain::project::{BudgetBook, Category, ExAnteReport, Flag, Novelty, Project};
use domain::rectification::{Evidence, Opener, Outcome, Rectification};
use domain::target::{Target, TargetState};
use domain::target_value::{Quantity, Sign, TargetValue};
use domain::typed::{Id, Typed};
use domain::unit::{Unit, UnitKind};
use domain::whole::{Dimension, UnitIndicator, UnitMonitoring, UnitTask};
use rusqlite::{Connection, OpenFlags};
use rust_decimal::Decimal;
use serde_json::json;
use std::path::Path;
use store::{
    Deadline, Direction, Holidays, ImportedPack, Ledger, LibraryIndicator, Operation, OwnKey, PackageRecord,
    Person, Pin, Remark, Store, Template, Tx, Year,
};

pub(crate) const AT: &str = "2026-03-05T09:30:00+08:00";
pub(crate) const WHO: &str = "填报人甲 经办";

pub(crate) fn id(text: &str) -> Id {
    Id(text.to_owned())
}

pub(crate) fn reversible(label: &str) -> Operation {
    Operation::reversible(label, WHO, AT)
}

pub(crate) fn barrier(label: &str) -> Operation {
    Operation::barrier(label, WHO, AT)
}

/// Does one thing to a store as an operation that can be undone.
pub(crate) fn put(store: &mut Store, work: impl FnOnce(&Tx<'_>) -> store::Result<()>) {
    store.operate(&reversible("测试"), work).unwrap();
}

pub(crate) fn unit() -> Unit {
    Unit {
        id: id("u1"),
        kind: UnitKind::Township,
        name: "青山镇人民政府".into(),
        code: "219001".into(),
        credit_code: "91350100M000100Y43".into(),
        division_code: "532504000".into(),
        parent_name: String::new(),
        head: "复核人乙".into(),
        phone: "0873-0000000".into(),
    }
}

pub(crate) fn project(name: &str, year: u16) -> Project {
    let day = |text: &str| text.parse().unwrap();
    let mut project = Project::new(id(&format!("p-{name}")), id("u1"), FiscalYear(year), name);
    project.novelty = Some(Novelty::New);
    project.category = Some(Category::Specific);
    project.book = Some(BudgetBook::General);
    project.period = Typed {
        value: Some(Period { start: day("2026-01-01"), end: day("2028-12-31") }),
        invalid: Some("二〇二六至今".into()),
    };
    project.flags = [Flag::Procurement, Flag::DirectFunds].into();
    project.ex_ante =
        Some(ExAnteReport { title: "评估报告".into(), conclusion: "予以支持".into(), date: None });
    let annual = project.funds.column_mut(Horizon::Annual);
    annual.parts.insert(FundSource::Fiscal, Typed::of(Money::from_fen(202_640_000)));
    annual.parts.insert(FundSource::Other, Typed::blank());
    annual
        .parts
        .insert(FundSource::UnitFunds, Typed { value: Some(Money::ZERO), invalid: Some("若干".into()) });
    annual.stated_total = Typed::of(Money::from_fen(Money::LIMIT));
    project
}

pub(crate) fn indicators() -> Vec<Indicator> {
    let values = [
        Typed::of(TargetValue::number(Sign::AtLeast, Decimal::new(955, 1), "%")),
        Typed::of(TargetValue::words("持续改善")),
        Typed::of(TargetValue {
            sign: Sign::AtMost,
            quantity: Quantity::Date("2026-12-31".parse().unwrap()),
            unit: String::new(),
        }),
        Typed { value: None, invalid: Some("80%左右".into()) },
    ];
    let classes = [Class::Quantity, Class::Quality, Class::Timeliness, Class::SocialBenefit];
    let mut rows: Vec<Indicator> = values
        .into_iter()
        .zip(classes)
        .enumerate()
        .map(|(i, (value, class))| {
            let mut row = Indicator::new(id(&format!("i{i}")), Horizon::Annual, class, &format!("指标{i}"));
            row.value = value;
            row.weight = Typed::of(Decimal::new(225, 1));
            row.standard = "每少 1 个扣 2 分\n扣完为止".into();
            row
        })
        .collect();
    rows[3].weight = Typed { value: Some(Decimal::from(10)), invalid: Some("十分".into()) };
    rows
}

pub(crate) fn target(name: &str) -> Target {
    let mut target =
        Target::new(id(&format!("t-{name}-1")), id(&format!("p-{name}")), "mof-2021", Taxonomy::Y2021);
    target.annual_goal = "修建道路 8 公里，受益 “三个” 村".into();
    target.indicators = indicators();
    target
}

pub(crate) fn package(sequence: u32, head: &str) -> PackageRecord {
    PackageRecord {
        sm3: format!("{sequence:064x}"),
        id: format!("WX-219001-2026-target-Y-{sequence:03}"),
        direction: Direction::Sealed,
        kind: "target".into(),
        year: FiscalYear(2026),
        period: "Y".into(),
        sequence,
        previous: (sequence > 1).then(|| format!("{:064x}", sequence - 1)),
        file_name: format!("包{sequence}.zip"),
        sealed_at: AT.into(),
        head: head.into(),
    }
}

/// A little of everything: one unit, two years, three projects, an approved target with a second version.
pub(crate) fn fill(store: &mut Store) {
    store
        .operate(&reversible("建立单位"), |tx| {
            tx.put_unit(&unit())?;
            tx.put_year(&Year { year: FiscalYear(2025), pack: "mof-2015".into() })?;
            tx.put_year(&Year { year: FiscalYear(2026), pack: "mof-2021".into() })?;
            tx.put_person(&Person { id: id("a1"), name: "填报人甲".into(), role: "经办".into() })?;
            tx.put_mapping("sha:1", &json!({"项目名称": 2, "金额": [3, 4]}))?;
            tx.put_setting("amount_unit", &json!("万元"))?;
            tx.put_pin(&Pin {
                spki_sm3: "ab".repeat(32),
                unit_code: "105".into(),
                name: "弥勒市财政局".into(),
                note: "当面核对".into(),
            })
        })
        .unwrap();
    store
        .operate(&reversible("导入 3 个项目"), |tx| {
            for (name, year) in [("道路", 2026), ("水利", 2026), ("旧路", 2025)] {
                tx.put_project(&project(name, year))?;
                tx.put_target(&target(name))?;
            }
            Ok(())
        })
        .unwrap();
    let key = OwnKey {
        spki_sm3: "cd".repeat(32),
        certificate: "-----BEGIN CERTIFICATE-----".into(),
        encrypted_key: "-----BEGIN ENCRYPTED PRIVATE KEY-----".into(),
        made_at: AT.into(),
    };
    store.operate(&barrier("建立签名密钥"), |tx| tx.put_key(&key)).unwrap();
    for state in [TargetState::Reviewed, TargetState::Released] {
        let done = store.operate(&reversible(state.name()), |tx| tx.set_target_state(&id("t-道路-1"), state));
        done.unwrap();
    }
    let head = store.audit_head().unwrap();
    store
        .operate(&barrier("上报"), |tx| {
            tx.set_target_state(&id("t-道路-1"), TargetState::Sealed)?;
            tx.put_package(&package(1, &head))
        })
        .unwrap();
    store.operate(&barrier("批复"), |tx| tx.approve(&id("t-道路-1"))).unwrap();
    store
        .operate(&reversible("调整"), |tx| tx.new_version(&id("t-道路-1"), id("t-道路-2"), "资金追加"))
        .unwrap();
}

pub(crate) fn remark(i: u32, project: &str) -> Remark {
    Remark {
        id: id(&format!("r{i}")),
        project_id: id(&format!("p-{project}")),
        path: format!("/projects/p-{project}/target/indicators/i0/value"),
        text: "指标值偏低，请说明依据".into(),
        person: "复核人乙".into(),
        role: "复核".into(),
        at: AT.into(),
        round: i,
        from_bureau: i > 1,
        done: false,
        answer: String::new(),
        answered_by: String::new(),
    }
}

/// What version 2 of the schema added, over [`fill`].
pub(crate) fn fill_2(store: &mut Store) {
    store
        .operate(&reversible("第2版的内容"), |tx| {
            let mut carried = project("水利", 2026);
            carried.previous = Some(id("p-旧路"));
            tx.put_project(&carried)?;
            tx.hand_target(&id("t-水利-1"), Handing::Review)?;
            tx.put_remark(&remark(1, "水利"))?;
            tx.put_template(&Template {
                id: id("m1"),
                name: "村级补助".into(),
                about: "特定目标类".into(),
                source: "道路 2026".into(),
                body: json!({"annual_goal": "目标", "indicators": []}),
            })?;
            tx.put_own_indicator(&LibraryIndicator {
                id: id("o1"),
                class: Class::Quality,
                name: "验收合格率".into(),
                value: "≥95%".into(),
                explanation: String::new(),
                standard: "每低 1 个百分点扣 1 分".into(),
                category: "交通".into(),
            })?;
            tx.put_imported_pack(&ImportedPack {
                id: "own-2026".into(),
                text: "id = \"own-2026\"\n".into(),
            })?;
            tx.put_deadline(&Deadline {
                id: id("d1"),
                year: FiscalYear(2026),
                title: "报送目标".into(),
                date: "2026-03-31".parse().unwrap(),
                about: "target".into(),
                source: "通知".into(),
            })?;
            tx.put_holidays(&Holidays { year: 2026, text: "holidays = []\n".into() })
        })
        .unwrap();
}

/// A month of a project, with every kind of cell.
pub(crate) fn monitoring(name: &str, month: u8) -> Monitoring {
    let id_of = |kind: &str| id(&format!("{kind}-{name}-{month}"));
    let month = Month::new(month).unwrap();
    let (project, target) = (id(&format!("p-{name}")), id(&format!("t-{name}-1")));
    let mut document = Monitoring::new(id_of("m"), project, target, FiscalYear(2026), month, "mof-2021");
    let fund = MonitoredFund {
        initial: Typed::of(Money::ZERO),
        adjusted: Typed::of(Money::from_fen(3_360_000)),
        executed: Typed { value: Some(Money::from_fen(-5)), invalid: Some("若干".into()) },
        expected: Typed::blank(),
    };
    document.funds = [(FundSource::Fiscal, fund), (FundSource::Other, MonitoredFund::default())].into();
    document.funds_untouched = true;
    let actuals = [
        Typed::of(Actual::Number(Decimal::new(955, 1))),
        Typed::of(Actual::Level(Achievement::Partly)),
        Typed::of(Actual::Date("2026-07-31".parse().unwrap())),
        Typed { value: None, invalid: Some("八成".into()) },
    ];
    for (i, actual) in actuals.into_iter().enumerate() {
        let row = document.row_mut(&id(&format!("i{i}")));
        row.expected = actual.clone();
        row.done = actual;
        row.untouched = i == 1;
    }
    let row = document.row_mut(&id("i1"));
    row.causes = [(Cause::Funds, "资金到位晚".into()), (Cause::Other, "雨季".into())].into();
    row.reason = "雨季停工".into();
    row.possibility = Some(Possibility::Possible);
    row.measures = "增加人手".into();
    row.accrual = Some(Accrual::Cumulative);
    document.review_score = Typed { value: Some(Decimal::from(60)), invalid: Some("六十".into()) };
    document.feedback_on = Some("2026-08-03".parse().unwrap());
    document.note = "附注".into();
    document
}

pub(crate) fn progress(rate: i64) -> Progress {
    Progress {
        lamp: Some(Lamp::Yellow),
        money_lamp: Some(Lamp::Red),
        filled: 3,
        total: 5,
        untouched: 2,
        rate: Some(Decimal::new(rate, 2)),
    }
}

pub(crate) fn ledger(store: &Store, name: &str, month: u8, payments: &str) -> Ledger {
    let kept = store.files().put_bytes(payments.as_bytes()).unwrap();
    Ledger {
        id: id(name),
        year: FiscalYear(2026),
        month: Month::new(month).unwrap(),
        source_name: "国库支付系统".into(),
        file_name: format!("{name}.xlsx"),
        sha256: kept.sha256,
        bytes: kept.bytes,
        rows: 12,
        net: Money::from_fen(900),
        at: AT.into(),
    }
}

pub(crate) fn group(code: &str, paid: i64, refunded: i64) -> PaymentGroup {
    PaymentGroup {
        key: format!("{code}|道路"),
        code: code.into(),
        name: "道路".into(),
        source: Some(FundSource::Fiscal),
        direct: code.is_empty(),
        count: 2,
        paid: Money::from_fen(paid),
        refunded: Money::from_fen(refunded),
        net: Money::from_fen(paid - refunded),
    }
}

pub(crate) fn rectification(name: &str, project: Option<&str>) -> Rectification {
    Rectification {
        id: id(name),
        year: FiscalYear(2026),
        project_id: project.map(|name| id(&format!("p-{name}"))),
        month: project.and_then(|_| Month::new(7)),
        opener: Opener::Deviation,
        opened_on: "2026-08-05".parse().unwrap(),
        problem: "偏差 25.00 个百分点".into(),
        cause: "开工晚".into(),
        measure: "赶工".into(),
        person: "填报人甲".into(),
        due: "2026-09-04".parse().ok(),
        outcome: Some(Outcome::Correct),
        result: "已赶上".into(),
        source: "且末县 第五条".into(),
        closed_on: None,
    }
}

pub(crate) fn evidence(store: &Store, name: &str, owner: &str, content: &str) -> Evidence {
    let kept = store.files().put_bytes(content.as_bytes()).unwrap();
    Evidence {
        id: id(name),
        owner: owner.into(),
        name: format!("{name}.pdf"),
        sha256: kept.sha256,
        bytes: kept.bytes,
        added_on: "2026-08-20".parse().unwrap(),
        added_by: "填报人甲".into(),
    }
}

pub(crate) fn unit_monitoring() -> UnitMonitoring {
    let mut document = UnitMonitoring::new(id("um"), FiscalYear(2026));
    document.goal = "保障全镇运转".into();
    document.funds = monitoring("水利", 7).funds;
    for i in 0..3 {
        document.tasks.push(UnitTask {
            id: id(&format!("k{i}")),
            name: format!("任务{i}"),
            content: "内容".into(),
            done: String::new(),
        });
    }
    for (i, (row, done)) in indicators().into_iter().zip(monitoring("水利", 7).rows).enumerate() {
        let dimension = Dimension::ALL[i % Dimension::ALL.len()];
        let UnitIndicator { reason, measures, .. } = UnitIndicator::new(row.id.clone(), dimension, "");
        document.rows.push(UnitIndicator {
            id: row.id,
            dimension,
            name: row.name,
            value: row.value,
            weight: row.weight,
            done: done.done,
            expected: done.expected,
            possibility: done.possibility,
            reason,
            measures,
        });
    }
    document.note = "附注".into();
    document
}

/// What version 3 of the schema added, over [`fill_2`]. Its content files go beside the store.
pub(crate) fn fill_3(store: &mut Store) {
    let july = ledger(store, "l7", 7, "七月的支付");
    let proof = evidence(store, "e1", "/rectifications/z1", "验收单");
    store
        .operate(&reversible("第3版的内容"), |tx| {
            tx.put_monitoring(&monitoring("水利", 7), &progress(3980))?;
            let groups = [
                (group("A1", 1_000, 100), (Some(id("p-水利")), Match::Code)),
                (group("", 0, 0), (None, Match::None)),
            ];
            tx.put_ledger(&july, &groups)?;
            tx.put_rectification(&rectification("z1", Some("水利")))?;
            tx.put_rectification(&rectification("z2", None))?;
            tx.put_evidence(FiscalYear(2026), &proof)?;
            tx.put_unit_monitoring(&unit_monitoring())
        })
        .unwrap();
}

/// All data of a store as text, read past the store: every table but those of the history.
pub(crate) fn dump(dir: &Path) -> String {
    let conn =
        Connection::open_with_flags(dir.join(store::DATABASE), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut out = String::new();
    for table in words(
        &conn,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('operation', 'change', 'audit', 'row_history') ORDER BY 1",
    ) {
        let columns = words(&conn, &format!("SELECT name FROM pragma_table_info('{table}')")).join("\",\"");
        let query = format!("SELECT json_array(\"{columns}\") FROM \"{table}\" ORDER BY 1");
        for row in words(&conn, &query) {
            out.push_str(&format!("{table} {row}\n"));
        }
    }
    out
}

pub(crate) fn words(conn: &Connection, query: &str) -> Vec<String> {
    let mut statement = conn.prepare(query).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// A second connection that may write, as another program would.
pub(crate) fn stranger(dir: &Path) -> Connection {
    Connection::open(dir.join(store::DATABASE)).unwrap()
}
