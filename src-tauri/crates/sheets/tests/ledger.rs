//! Payment lists as treasuries and ledgers export them: every kind of file, every oddity with its reason.

#![allow(clippy::unwrap_used)]

mod common;

use common::forms::workbook;
use domain::fund::FundSource;
use domain::ledger::Payment;
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use proptest::prelude::*;
use sheets::ledger::{self, LedgerField, LedgerMapping, LedgerRows};
use sheets::{Limits, Sheet};

const YEAR: FiscalYear = FiscalYear(2026);

fn open(bytes: &[u8]) -> Sheet {
    ledger::from_bytes(bytes, &Limits::default(), &mut |_, _| true).unwrap().remove(0)
}

fn rows(sheet: &Sheet, mapping: &LedgerMapping) -> LedgerRows {
    ledger::read(sheet, mapping, YEAR, &mut |_, _| true).unwrap()
}

fn read(bytes: &[u8]) -> LedgerRows {
    let sheet = open(bytes);
    rows(&sheet, &ledger::detect(&sheet))
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// What matters of a payment, in one line.
fn line(payment: &Payment) -> String {
    let date = payment.date.map_or("-".to_owned(), |date| date.to_string());
    format!("{} {date} {}|{} {}", payment.line, payment.code, payment.name, payment.amount.fen())
}

fn lines(rows: &LedgerRows) -> Vec<String> {
    rows.payments.iter().map(line).collect()
}

const TREASURY: &str = "\
国库集中支付明细表
单位：元,,,,,,,,,
序号,支付日期,预算单位代码,预算单位,项目代码,项目名称,收款人全称,用途,支付凭证号,资金性质,直达资金标识,支付金额
1,2026-07-01,205001,某县教育局,51000026T000000000001,营养改善计划,某食品公司,\"食材款, 七月\",ZF001,11 一般公共预算资金,01 中央直达资金,\"1,234.50\"
2,２０２６－０７－０２,205001,某县教育局,,校舍 维修,某建筑公司,修缮,ZF002,单位资金,否,８０００
3,20260703,205001,某县教育局,51000026T000000000001,营养改善计划,某食品公司,退回多付,ZF003,一般公共预算资金,是,-34.50
,,,,,本页小计,,,,,,\"9,200.00\"
4,2026-07-04 09:30:00,205001,某县教育局,51000026T000000000001,营养改善计划,某食品公司,食材款,,一般公共预算资金,是,(0.50)
合计,,,,,,,,,,,9199.50
制表人：填报人甲
";

#[test]
fn an_export_of_a_treasury_is_read_whatever_its_encoding_and_separator() {
    let tabs = TREASURY.replace("\"食材款, 七月\"", "食材款七月").replace("\"1,234.50\"", "1234.50");
    let tabs = tabs.replace("\"9,200.00\"", "9200").replace(',', "\t");
    let utf16: Vec<u8> = format!("\u{feff}{tabs}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        gbk(TREASURY),
        [b"\xef\xbb\xbf", &gbk(TREASURY)[..]].concat(),
        TREASURY.as_bytes().to_vec(),
        format!("\u{feff}{}", TREASURY.replace('\n', "\r\n")).into_bytes(),
        gbk(&tabs),
        gbk(&tabs.replace('\t', ";")),
        utf16,
    ] {
        let found = read(&bytes);
        assert_eq!(
            lines(&found),
            [
                "4 2026-07-01 51000026T000000000001|营养改善计划 123450",
                "5 2026-07-02 |校舍 维修 800000",
                "6 2026-07-03 51000026T000000000001|营养改善计划 -3450",
                "8 2026-07-04 51000026T000000000001|营养改善计划 -50",
            ]
        );
        let first = &found.payments[0];
        assert_eq!((first.unit.as_str(), first.unit_code.as_str()), ("某县教育局", "205001"));
        assert_eq!((first.payee.as_str(), first.voucher.as_str()), ("某食品公司", "ZF001"));
        assert_eq!((first.source, first.direct), (Some(FundSource::Fiscal), true));
        let second = &found.payments[1];
        assert_eq!(
            (second.source, second.direct, second.month),
            (Some(FundSource::UnitFunds), false, Some(7))
        );
        let skipped: Vec<_> = found.skipped.iter().map(|row| (row.number, row.reason.as_str())).collect();
        assert_eq!(skipped, [(7, "合计行"), (9, "合计行"), (10, "说明行")]);
        assert_eq!((found.rows, found.rejected.len(), found.notes.len()), (4, 0, 0));
        assert!(found.remarks.is_empty(), "{:?}", found.remarks);
    }
}

#[test]
fn a_workbook_with_a_header_of_two_rows_is_read() {
    let bytes = workbook(&[(
        "明细账",
        &[
            ("A1:F1", "项目支出明细账（单位：万元）"),
            ("A2:A3", "日期"),
            ("B2:B3", "凭证字号"),
            ("C2:C3", "摘要"),
            ("D2:D3", "项目"),
            ("E2:F2", "发生额"),
            ("E3", "借方"),
            ("F3", "贷方"),
            ("C4", "期初余额"),
            ("E4", "=5"),
            ("A5", "=46218"),
            ("B5", "记-1"),
            ("C5", "水电费合计"),
            ("D5:D6", "道路养护"),
            ("E5", "=1.5"),
            ("A6", "2026年7月16日"),
            ("B6", "记-2"),
            ("C6", "退回"),
            ("F6", "=0.5"),
            ("A7", "2026年7月31日"),
            ("C7", "本月合计"),
            ("E7", "=1.5"),
            ("F7", "=0.5"),
        ],
    )]);
    let found = read(&bytes);
    assert_eq!(lines(&found), ["5 2026-07-15 |道路养护 1500000", "6 2026-07-16 |道路养护 -500000"]);
    let skipped: Vec<_> = found.skipped.iter().map(|row| (row.number, row.text.as_str())).collect();
    assert_eq!(skipped, [(4, "期初余额"), (7, "本月合计")]);
    assert!(found.rejected.is_empty() && found.remarks.is_empty(), "{found:?}");
}

#[test]
fn each_row_that_cannot_be_read_comes_back_with_its_reason() {
    let text = "项目代码,项目名称,支付日期,支付金额,退款金额,直达资金标识,资金性质\n\
        A1,道路,2026-07-01,100,,是,一般公共预算\n\
        A1,道路,2026-13-01,100,,,\n\
        A1,道路,2026-07-02,约一百,,,\n\
        A1,道路,2026-07-03,,,,\n\
        A1,道路,2026-07-04,1.005,,,\n\
        A1,道路,2026-07-05,100,1,可能,神秘资金\n\
        A1,道路,2026-07-06,,30,,神秘资金\n\
        项目代码,项目名称,支付日期,支付金额,退款金额,直达资金标识,资金性质\n\
        合计,,,500,,,\n";
    let sheet = open(&gbk(text));
    let mapping = ledger::detect(&sheet);
    let found = rows(&sheet, &mapping);
    assert_eq!(
        lines(&found),
        ["2 2026-07-01 A1|道路 10000", "7 2026-07-05 A1|道路 9900", "8 2026-07-06 A1|道路 -3000"]
    );
    let reasons: Vec<(String, &str)> =
        found.rejected.iter().map(|error| (error.at.clone(), error.text.as_str())).collect();
    let expected = [("C3", "不是日期"), ("D4", "不是金额"), ("D5", "没有金额"), ("D6", "分以下")];
    assert_eq!(reasons.len(), expected.len(), "{reasons:?}");
    for ((at, text), (place, part)) in reasons.iter().zip(expected) {
        assert!(at == place && text.contains(part), "{at} {text}");
    }
    assert_eq!(found.rows, 7);
    let notes: Vec<&str> = found.notes.iter().map(|note| note.at.as_str()).collect();
    assert_eq!(notes, ["G7", "F7"]);
    assert_eq!(found.remarks.len(), 1, "{:?}", found.remarks);
    assert!(found.remarks[0].contains("没有写明金额单位"));

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("退回.xlsx");
    assert_eq!(ledger::write_rejects(&path, &sheet, &mapping, &found.rejected).unwrap(), 4);
    // The mended file fits the same mapping.
    let back = ledger::open(&path, &Limits::default(), &mut |_, _| true).unwrap().remove(0);
    let again = rows(&back, &ledger::detect(&back));
    assert_eq!((again.payments.len(), again.rejected.len()), (0, 4));
    assert!(back.cell(1, 7).shown().contains("不是日期"), "{:?}", back.row(1));
    let none = dir.path().join("无.xlsx");
    assert_eq!(ledger::write_rejects(&none, &sheet, &mapping, &found.notes).unwrap(), 0);
    assert!(!none.exists());
}

#[test]
fn totals_that_do_not_add_up_are_said() {
    for (total, said) in [("300", 0), ("200", 1), ("299.99", 1)] {
        let text = format!("单位：元,\n项目名称,支付金额\n道路,100\n桥梁,200\n合计,{total}\n");
        let found = read(text.as_bytes());
        assert_eq!(found.remarks.len(), said, "{total}: {:?}", found.remarks);
        assert!(found.remarks.iter().all(|text| text.contains("第 5 行") && text.contains("300.00")));
    }
}

#[test]
fn refunds_are_told_by_sign_by_column_and_by_mark() {
    for (head, cell, fen) in [
        ("退款金额", "30", 7_000),
        ("退款金额", "-30", 7_000),
        ("退款金额", "1", 9_900),
        ("退款金额", "", 10_000),
        ("退款", "是", -10_000),
        ("退款标识", "1", -10_000),
        ("是否退款", "否", 10_000),
        ("是否退款", "", 10_000),
    ] {
        let text = format!("项目名称,支付金额（元）,{head}\n道路,100,{cell}\n");
        assert_eq!(read(text.as_bytes()).payments[0].amount.fen(), fen, "{head} {cell}");
    }
}

#[test]
fn units_come_from_the_heading_the_line_above_or_the_mapping() {
    for (text, unit, fen) in [
        ("项目名称,支付金额（万元）\n道路,1.5\n", None, 1_500_000),
        ("单位：万元,\n项目名称,支付金额\n道路,1.5\n", None, 1_500_000),
        ("项目名称,支付金额\n道路,1.5\n", None, 150),
        ("项目名称,支付金额\n道路,1.5\n", Some(AmountUnit::WanYuan), 1_500_000),
        ("项目名称,支付金额\n道路,1.5万元\n", None, 1_500_000),
    ] {
        let sheet = open(text.as_bytes());
        let mapping = LedgerMapping { unit, ..ledger::detect(&sheet) };
        assert_eq!(rows(&sheet, &mapping).payments[0].amount.fen(), fen, "{text}");
    }
}

#[test]
fn headings_are_guessed_and_what_a_user_decided_is_recalled() {
    let sheet = open("甲,乙,丙,支付金额（元）\n道路,A1,x,5\n".as_bytes());
    let mut mapping = ledger::detect(&sheet);
    assert_eq!(mapping.header_row, 1);
    let refused = ledger::read(&sheet, &mapping, YEAR, &mut |_, _| true).unwrap_err();
    assert_eq!(refused.code(), "SHEET-LEDGER-HEADER");
    mapping.columns.insert(LedgerField::Amount, 3);
    mapping.columns.insert(LedgerField::Name, 0);
    mapping.columns.insert(LedgerField::Code, 1);
    mapping.name = "单位账".into();
    assert_eq!(lines(&rows(&sheet, &mapping)), ["2 - A1|道路 500"]);
    let headers = ledger::headers(&sheet, &mapping);
    let kept = serde_json::to_value(mapping.remember(&headers)).unwrap();

    let shifted = open("七月,,,,\n,,,,\n,甲,乙,丙,支付金额（元）\n,桥梁,B2,y,6\n".as_bytes());
    let mut found = ledger::detect(&shifted);
    let heads = ledger::headers(&shifted, &found);
    assert_eq!(ledger::fingerprint(&heads), ledger::fingerprint(&headers));
    found.recall(&serde_json::from_value(kept).unwrap(), &heads);
    assert_eq!(found.name, "单位账");
    assert_eq!(lines(&rows(&shifted, &found)), ["4 - B2|桥梁 600"]);
    let beyond = LedgerMapping {
        columns: [(LedgerField::Amount, 99), (LedgerField::Name, 0)].into(),
        ..LedgerMapping::default()
    };
    assert!(ledger::read(&sheet, &beyond, YEAR, &mut |_, _| true).is_err());
}

#[test]
fn the_surest_of_several_headings_is_taken() {
    let head = "申请日期,支付日期,申请金额,支付金额,项目编号,项目名称,付款人全称,预算单位,收款人,摘要,凭证号,指标余额";
    let sheet = open(format!("{head}\n,,,,,,,,,,,\n").as_bytes());
    let mapping = ledger::detect(&sheet);
    let found: Vec<(&str, u32)> = mapping.columns.iter().map(|(field, at)| (field.key(), *at)).collect();
    assert_eq!(
        found,
        [
            ("amount", 3),
            ("code", 4),
            ("name", 5),
            ("date", 1),
            ("unit", 7),
            ("payee", 8),
            ("summary", 9),
            ("voucher", 10)
        ]
    );
    for choice in LedgerField::choices() {
        let sheet = open(format!("{},支付金额,项目名称\n", choice.word).as_bytes());
        let field = LedgerField::all().find(|field| field.key() == choice.key).unwrap();
        assert_eq!(ledger::detect(&sheet).columns.get(&field), Some(&0), "{}", choice.word);
    }
}

#[test]
fn reading_can_be_stopped_and_other_files_say_what_they_are() {
    let sheet = open(TREASURY.as_bytes());
    let stopped = ledger::read(&sheet, &ledger::detect(&sheet), YEAR, &mut |_, _| false);
    assert_eq!(stopped.unwrap_err().code(), "SHEET-CANCELLED");
    for (bytes, code) in
        [(&b""[..], "SHEET-EMPTY"), (b"<html><table>", "SHEET-HTML"), (b"\x01\x02", "SHEET-UNKNOWN")]
    {
        let refused = ledger::from_bytes(bytes, &Limits::default(), &mut |_, _| true).unwrap_err();
        assert_eq!(refused.code(), code);
    }
    for bytes in [&include_bytes!("fixtures/list.ods")[..], include_bytes!("fixtures/list.xls")] {
        assert!(ledger::from_bytes(bytes, &Limits::default(), &mut |_, _| true).is_ok());
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[项目名称支付金额日期退款合计0-9,\"\n\t;.()-]{0,300}") {
        if let Ok(sheets) = ledger::from_bytes(text.as_bytes(), &Limits::default(), &mut |_, _| true) {
            for sheet in &sheets {
                let found = ledger::read(sheet, &ledger::detect(sheet), YEAR, &mut |_, _| true);
                if let Ok(found) = found {
                    let told = found.payments.len() + found.skipped.len() + found.rejected.len();
                    prop_assert!(found.payments.len() <= found.rows as usize);
                    prop_assert!(told <= sheet.rows().len() * 3);
                }
            }
        }
    }

    #[test]
    fn every_row_is_a_payment_rejected_or_left_out(amounts in prop::collection::vec("-?[0-9]{1,6}(\\.[0-9]{1,3})?|x|", 1..40)) {
        let mut text = "单位：元,\n项目名称,支付金额\n".to_owned();
        for amount in &amounts {
            text.push_str(&format!("道路,{amount}\n"));
        }
        let found = read(text.as_bytes());
        let bad: std::collections::BTreeSet<u32> = found.rejected.iter().map(|error| error.row).collect();
        let left_out = found.skipped.len();
        prop_assert_eq!(found.payments.len() + bad.len() + left_out, amounts.len());
        prop_assert!(found.skipped.iter().all(|row| row.reason == "标题行"));
    }
}
