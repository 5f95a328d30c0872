//! Payments grouped, matched and judged.

use chrono::NaiveDate;
use domain::fund::FundSource;
use domain::ledger::{
    Earlier, FaultKind, Match, Payment, PaymentGroup, ProjectKey, Scope, check_payments, group, keep,
    mark_repeats, match_groups, subject, text,
};
use domain::money::Money;
use domain::period::FiscalYear;
use domain::typed::Id;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn paid(line: u32, date: &str, code: &str, name: &str, yuan: i64) -> Payment {
    let date: Option<NaiveDate> = date.parse().ok();
    Payment {
        line,
        date,
        month: date.map(|date| chrono::Datelike::month(&date) as u8),
        code: code.into(),
        name: name.into(),
        amount: Money::from_fen(yuan * 100),
        ..Payment::default()
    }
}

fn project(id: &str, code: &str, name: &str) -> ProjectKey {
    ProjectKey { id: Id(id.into()), code: code.into(), name: name.into() }
}

const SCOPE: Scope<'_> =
    Scope { year: FiscalYear(2026), month: 7, unit: "某县教育局", unit_code: "205" };

#[test]
fn refunds_are_netted_and_spellings_fall_together() {
    let mut rows = vec![
        paid(2, "2026-07-01", "A1", "道路 硬化", 100),
        paid(3, "2026-07-02", "ａ1", "道路硬化", 50),
        paid(4, "2026-07-03", "A1", "道路硬化", -30),
        paid(5, "2026-07-03", "", "办公费", 7),
    ];
    rows.push(Payment {
        source: Some(FundSource::Fiscal), direct: true, ..paid(6, "", "A1", "道路硬化", 1)
    });
    rows.push(Payment { repeat: true, ..paid(7, "", "A1", "道路硬化", 1000) });
    let found: Vec<(String, u32, i64, i64, i64)> = group(&rows)
        .into_iter()
        .map(|g| (g.key, g.count, g.paid.fen(), g.refunded.fen(), g.net.fen()))
        .collect();
    assert_eq!(
        found,
        [
            ("A1|道路硬化|fiscal|direct".to_owned(), 1, 100, 0, 100),
            ("A1|道路硬化||".to_owned(), 3, 15_000, 3_000, 12_000),
            ("|办公费||".to_owned(), 1, 700, 0, 700),
        ]
    );
}

#[test]
fn groups_find_their_project_by_code_then_by_name() {
    let projects = [
        project("p1", "A1", "道路硬化"),
        project("p2", "", "义务教育 公用经费"),
        project("p3", "C3", "营养改善计划"),
        project("p4", "D4", "一期工程"),
        project("p5", "D4", "二期工程"),
        project("p6", "", "培训"),
        project("p7", "", "培训"),
    ];
    let assigned = BTreeMap::from([
        (subject("X9", "杂项"), Some(Id("p3".into()))),
        (subject("", "工资"), None),
        (subject("A1", "道路硬化养护"), Some(Id("p2".into()))),
        (subject("A1", "旧项目"), Some(Id("gone".into()))),
    ]);
    for (code, name, expected) in [
        ("A1", "别的名称", (Some("p1"), Match::Code)),
        ("ａ1 ", "", (Some("p1"), Match::Code)),
        ("", "道路硬化", (Some("p1"), Match::Name)),
        ("", "义务教育公用经费", (Some("p2"), Match::Name)),
        ("B7", "义务教育公用经费", (Some("p2"), Match::Name)),
        // The name stands with another code: another project.
        ("B7", "营养改善计划", (None, Match::None)),
        ("D4", "二期工程", (Some("p5"), Match::Code)),
        ("D4", "三期工程", (None, Match::None)),
        ("", "培训", (None, Match::None)),
        ("", "", (None, Match::None)),
        ("X9", "杂 项", (Some("p3"), Match::Remembered)),
        ("", "工资", (None, Match::Ignored)),
        // What a person said goes before what the words say; a project that is gone does not.
        ("A1", "道路硬化养护", (Some("p2"), Match::Remembered)),
        ("A1", "旧项目", (Some("p1"), Match::Code)),
    ] {
        let groups = group(&[paid(2, "", code, name, 1)]);
        let found = match_groups(&groups, &projects, &assigned);
        let (id, how) = found[0].clone();
        assert_eq!((id.as_ref().map(Id::as_str), how), expected, "{code} {name}");
    }
}

#[test]
fn what_belongs_elsewhere_is_kept_out_and_said() {
    let of = |unit: &str, code: &str| Payment {
        unit: unit.into(),
        unit_code: code.into(),
        ..paid(2, "2026-07-01", "A1", "", 1)
    };
    for (payment, expected) in [
        (paid(2, "2026-07-31", "A1", "", 1), None),
        (paid(2, "2025-12-31", "A1", "", 1), Some(FaultKind::OtherYear)),
        (paid(2, "2026-08-01", "A1", "", 1), Some(FaultKind::LaterMonth)),
        (paid(2, "2026-06-30", "A1", "", 1), Some(FaultKind::EarlierMonth)),
        (paid(2, "", "A1", "", 1), Some(FaultKind::Undated)),
        (of("某县教育局", ""), None),
        (of("205001-某县教育局（本级）", ""), None),
        (of("[205001]某县第一中学", ""), None),
        (of("某县第一中学", "205003"), None),
        (of("某县教育局", "118"), None),
        (of("某县卫生健康局", "206"), Some(FaultKind::OtherUnit)),
        (of("某县卫生健康局", ""), Some(FaultKind::OtherUnit)),
        (of("某县教育局第一小学", ""), Some(FaultKind::OtherUnit)),
        (of("", "206001"), Some(FaultKind::OtherUnit)),
    ] {
        let shown = format!("{payment:?}");
        let faults = check_payments(std::slice::from_ref(&payment), &SCOPE);
        assert_eq!(faults.first().map(|fault| fault.kind), expected, "{shown}");
        assert!(faults.len() <= 1 && faults.iter().all(|fault| fault.line == 2), "{shown}");
        let out = expected.is_some_and(FaultKind::keeps_out);
        assert_eq!(keep(vec![payment], &faults).is_empty(), out, "{shown}");
    }
}

#[test]
fn the_same_row_twice_and_more_refunds_than_payments_are_said() {
    let with = |line: u32, voucher: &str, yuan: i64| Payment {
        voucher: voucher.into(),
        ..paid(line, "2026-07-01", "A1", "道路", yuan)
    };
    let rows = [with(2, "V1", 5), with(3, "V1", 6), with(4, "V1", 5), with(5, "", 5), with(6, "", 5)];
    let faults = check_payments(&rows, &SCOPE);
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].line, faults[0].kind), (4, FaultKind::Duplicate));
    assert!(faults[0].text.contains("第 2 行") && faults[0].text.contains("V1"), "{}", faults[0].text);
    let fault = |rows: &[Payment]| group(rows)[0].fault();
    assert_eq!(fault(&[with(2, "V1", 5), with(3, "V2", -5)]), None);
    let said = fault(&[with(2, "V1", 5), with(3, "V2", -8)]).unwrap();
    assert_eq!(said.kind, FaultKind::NetRefund);
    for part in ["道路", "8.00 元", "5.00 元", "-3.00 元"] {
        assert!(said.text.contains(part), "{}", said.text);
    }
}

#[test]
fn a_payment_of_two_exports_counts_once() {
    let row = |line: u32, voucher: &str, date: &str, yuan: i64| Payment {
        voucher: voucher.into(),
        ..paid(line, date, "A1", "道路", yuan)
    };
    let june = [
        row(2, "V1", "2026-06-01", 5),
        row(3, "", "2026-06-02", 7),
        row(4, "", "", 9),
        row(5, "V3", "2026-06-03", 1),
    ];
    let mut earlier = Earlier::default();
    earlier.add("6月 国库支付系统", &june);
    let mut july = [
        row(2, "V1", "2026-06-01", 5),
        row(3, "V1", "2026-06-01", 5),
        row(4, "V1", "2026-06-01", 6),
        row(5, "V1", "2026-06-09", 5),
        row(6, "", "2026-06-02", 7),
        // Without voucher and day nothing tells it from another payment of 9.
        row(7, "", "", 9),
        row(8, "V2", "2026-07-01", 5),
    ];
    let faults = mark_repeats(&mut july, &earlier);
    assert_eq!(july.iter().filter(|p| p.repeat).map(|p| p.line).collect::<Vec<_>>(), [2, 6]);
    assert_eq!(faults.len(), 1);
    for part in ["2 行", "12.00 元", "6月 国库支付系统"] {
        assert!(faults[0].text.contains(part), "{}", faults[0].text);
    }
    // When the other export is gone, they count again.
    assert!(mark_repeats(&mut july, &Earlier::default()).is_empty());
    assert!(july.iter().all(|payment| !payment.repeat));
}

#[test]
fn kept_text_that_was_damaged_is_refused_by_its_line() {
    let whole = text::write(&[paid(2, "2026-07-01", "A1", "道路", 5), paid(3, "", "", "", -5)]);
    assert_eq!(text::read(&whole).filter_map(Result::ok).count(), 2);
    let cases = [
        ("", 1),
        ("别的文件\n", 1),
        (whole.trim_end_matches("-500\n"), 3),
        (&whole.replace("2026-07-01", "2026-13-01"), 2),
        (&format!("{whole}x"), 4),
    ];
    for (given, line) in cases {
        let fault = text::read(given).find_map(Result::err);
        assert_eq!(fault, Some(text::TextFault { line }), "{given:?}");
    }
}

fn payments() -> impl Strategy<Value = Vec<Payment>> {
    let words = prop::sample::select(vec!["", "A1", "a1", "A 1", "Ｂ2", "道路\t硬化", "道路硬化", "\\n\r\n"]);
    let source = prop::option::of(prop::sample::select(FundSource::ALL.to_vec()));
    let date = prop::option::of((2025i32..=2026, 1u32..=12, 1u32..=28));
    let row =
        (words.clone(), words.clone(), words, source, date, any::<bool>(), -1_000_000_000i64..=1_000_000_000);
    prop::collection::vec(row, 0..40).prop_map(|rows| {
        (2u32..)
            .zip(rows)
            .map(|(line, (code, name, voucher, source, date, direct, fen))| {
                let date = date.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
                Payment {
                    line,
                    date,
                    month: date.map(|date| chrono::Datelike::month(&date) as u8),
                    code: code.into(),
                    name: name.into(),
                    voucher: voucher.into(),
                    summary: name.into(),
                    source,
                    direct,
                    amount: Money::from_fen(fen),
                    ..Payment::default()
                }
            })
            .collect()
    })
}

fn sum(groups: &[PaymentGroup]) -> Money {
    groups.iter().map(|group| group.net).sum()
}

proptest! {
    #[test]
    fn groups_hold_every_payment_once_in_whatever_order(rows in payments(), seed in any::<prop::sample::Index>()) {
        let groups = group(&rows);
        prop_assert_eq!(sum(&groups), rows.iter().map(|row| row.amount).sum::<Money>());
        prop_assert_eq!(groups.iter().map(|group| group.count as usize).sum::<usize>(), rows.len());
        prop_assert!(groups.iter().all(|group| group.net == group.paid - group.refunded));
        let mut keys: Vec<&str> = groups.iter().map(|group| group.key.as_str()).collect();
        keys.dedup();
        prop_assert_eq!(keys.len(), groups.len());
        let mut turned = rows.clone();
        turned.reverse();
        if !turned.is_empty() {
            let by = seed.index(turned.len());
            turned.rotate_left(by);
        }
        prop_assert_eq!(group(&turned), groups);
    }

    #[test]
    fn matching_does_not_depend_on_the_order_of_the_projects(rows in payments()) {
        let groups = group(&rows);
        let mut projects =
            vec![project("p1", "A1", "x"), project("p2", "", "道路硬化"), project("p3", "B2", "道路硬化")];
        let found = match_groups(&groups, &projects, &BTreeMap::new());
        prop_assert_eq!(found.len(), groups.len());
        prop_assert!(found.iter().all(|(id, how)| id.is_some() == (*how != Match::None)));
        projects.reverse();
        prop_assert_eq!(match_groups(&groups, &projects, &BTreeMap::new()), found);
    }

    #[test]
    fn every_payment_is_counted_or_said_to_stay_out(rows in payments()) {
        let faults = check_payments(&rows, &SCOPE);
        let kept = keep(rows.clone(), &faults);
        for row in &rows {
            let inside = row.date.is_none_or(|date| chrono::Datelike::year(&date) == 2026)
                && row.month.is_none_or(|month| month <= 7);
            prop_assert_eq!(kept.contains(row), inside);
        }
    }

    #[test]
    fn repeats_of_the_same_export_leave_nothing_that_can_be_told(rows in payments()) {
        let mut earlier = Earlier::default();
        earlier.add("6月", &rows);
        let mut again = rows.clone();
        mark_repeats(&mut again, &earlier);
        for row in &again {
            prop_assert_eq!(row.repeat, !row.voucher.is_empty() || row.date.is_some());
        }
    }

    #[test]
    fn kept_text_reads_back(rows in payments()) {
        let read: Result<Vec<Payment>, _> = text::read(&text::write(&rows)).collect();
        prop_assert_eq!(read, Ok(rows));
    }

    #[test]
    fn any_kept_text_is_read_without_harm(given in "(wenxiao payments 1\n)?[0-9a-z\t\n\\\\-]{0,200}") {
        let _ = text::read(&given).count();
    }
}
