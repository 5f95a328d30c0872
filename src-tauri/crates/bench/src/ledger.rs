//! A month's export of 100,000 payments: every row to a payment, checked, grouped and matched to 400 projects, beside
//! the reading of the file alone.

use crate::Bench;
use crate::measure::{Row, in_turn};
use domain::ledger::{ProjectKey, Scope, check_payments, group, keep, match_groups};
use domain::period::FiscalYear;
use domain::typed::Id;
use sheets::{Limits, Sheet, ledger};
use std::collections::BTreeMap;

const ROWS: u32 = 100_000;
const PROJECTS: u32 = 400;
const HEADS: [&str; 12] = [
    "序号",
    "支付日期",
    "预算单位代码",
    "预算单位",
    "项目代码",
    "项目名称",
    "收款人全称",
    "用途",
    "支付凭证号",
    "资金性质",
    "直达资金标识",
    "支付金额（元）",
];

pub(crate) fn bench() -> Bench {
    let mut rows = Vec::new();
    for (kind, bytes) in [("xlsx", workbook()?), ("csv in GBK", text())] {
        let reading = || open(&bytes).map(|sheets| sheets.len());
        println!("ledger {kind}: {} groups have a project", whole(&bytes)?);
        let (all, alone) = in_turn(5, || whole(&bytes), reading);
        let what = format!("100,000 payments of an {kind}, matched");
        rows.push(Row::beside(&what, all, "reading alone", alone, "within 1.2×, at most 1.5×"));
    }
    Ok(rows)
}

fn open(bytes: &[u8]) -> sheets::Result<Vec<Sheet>> {
    ledger::from_bytes(bytes, &Limits::default(), &mut |_, _| true)
}

/// How many groups find their project.
fn whole(bytes: &[u8]) -> sheets::Result<usize> {
    let sheets = open(bytes)?;
    let Some(sheet) = sheets.first() else { return Ok(0) };
    let year = FiscalYear(2026);
    let read = ledger::read(sheet, &ledger::detect(sheet), year, &mut |_, _| true)?;
    let scope = Scope { year, month: 7, unit: "虚构县交通运输局", unit_code: "118001" };
    let faults = check_payments(&read.payments, &scope);
    let groups = group(&keep(read.payments, &faults));
    let projects: Vec<ProjectKey> = (0..PROJECTS)
        .map(|number| ProjectKey { id: Id(format!("p{number}")), code: code(number), name: name(number) })
        .collect();
    let found = match_groups(&groups, &projects, &BTreeMap::new());
    Ok(found.iter().filter(|(project, _)| project.is_some()).count())
}

fn code(number: u32) -> String {
    format!("53250026T{number:012}")
}

fn name(number: u32) -> String {
    format!("农村公路养护第{number}标段")
}

/// The cells of a row but for the number in front and the amount behind.
fn cells(row: u32) -> [String; 10] {
    let project = row * 7 % (PROJECTS + 20);
    [
        format!("2026-07-{:02}", row % 28 + 1),
        "118001".to_owned(),
        "虚构县交通运输局".to_owned(),
        if row.is_multiple_of(3) { String::new() } else { code(project) },
        name(project),
        format!("收款单位{}", row % 900),
        "养护工程进度款".to_owned(),
        format!("ZF202607{row:08}"),
        "一般公共预算资金".to_owned(),
        if row.is_multiple_of(10) { "是" } else { "否" }.to_owned(),
    ]
}

fn amount(row: u32) -> f64 {
    let yuan = f64::from(row % 9_000 + 1) + 0.25;
    if row.is_multiple_of(97) { -yuan } else { yuan }
}

fn workbook() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0u16..).zip(HEADS) {
        sheet.write(0, column, head)?;
    }
    for row in 1..=ROWS {
        sheet.write(row, 0, row)?;
        for (column, text) in (1u16..).zip(cells(row)) {
            sheet.write(row, column, text)?;
        }
        sheet.write(row, 11, amount(row))?;
    }
    Ok(book.save_to_buffer()?)
}

fn text() -> Vec<u8> {
    let mut text = HEADS.join(",");
    for row in 1..=ROWS {
        text.push_str(&format!("\r\n{row},{},{}", cells(row).join(","), amount(row)));
    }
    encoding_rs::GBK.encode(&text).0.into_owned()
}
