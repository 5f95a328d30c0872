//! 直达资金支付台账: every payment of money that goes straight to counties and units, by project, with its sums.

use super::{amount, head_row, unit_form};
use crate::page::{Content, FormPage, Look, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::ledger::Payment;
use domain::money::{AmountUnit, Money};
use domain::monitoring::Month;
use domain::period::FiscalYear;
use domain::unit::Unit;

/// 序号 | 支付日期 | 项目 | 收款人 | 摘要 | 凭证号 | 资金性质 | 金额 | 备注, in mm.
const COLUMNS: [f32; 9] = [11.0, 22.0, 52.0, 45.0, 50.0, 26.0, 24.0, 32.0, 18.0];

/// One payment with the project that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct LedgerLine<'a> {
    /// The project's name; empty where none is known.
    pub project: &'a str,
    /// The payment.
    pub payment: &'a Payment,
}

/// What the ledger is made of.
#[derive(Debug, Clone)]
pub struct DirectLedger<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// 预算年度
    pub year: FiscalYear,
    /// The last month that it covers.
    pub month: Month,
    /// The payments; those of one project stand together.
    pub lines: &'a [LedgerLine<'a>],
    /// 草稿 or nothing: the ledger goes into no package.
    pub stamp: Stamp,
    /// 编制日期
    pub date: NaiveDate,
}

/// The ledger, in 元; projects in the order of their first payment.
pub fn direct_ledger(ledger: &DirectLedger) -> FormPage {
    let mut form = unit_form(ledger.unit, &ledger.unit.phone, ledger.year, &ledger.stamp, ledger.date);
    form.title = "直达资金支付台账".to_owned();
    form.subtitle = format!("（{}年{}）", ledger.year, ledger.month.span());
    form.right_note = format!("金额单位：{}", AmountUnit::Yuan.name());
    form.paper = Paper::Landscape;
    form.columns = COLUMNS.to_vec();
    let heads =
        ["序号", "支付日期", "项目", "收款人", "摘要（用途）", "凭证号", "资金性质", "金额（元）", "备注"];
    let heads: Vec<_> = heads.into_iter().enumerate().map(|(at, word)| (at..at + 1, word)).collect();
    let head = head_row(&mut form, &heads);
    form.repeat = head..head + 1;
    let mut projects: Vec<&str> = Vec::new();
    for line in ledger.lines {
        if !projects.contains(&line.project) {
            projects.push(line.project);
        }
    }
    let mut number = 0;
    for (group, project) in (0..).zip(&projects) {
        let lines = ledger.lines.iter().filter(|line| line.project == *project);
        for line in lines.clone() {
            number += 1;
            payment(&mut form, group, number, line);
        }
        if projects.len() > 1 {
            let name = if project.is_empty() { "未匹配项目" } else { project };
            sum(&mut form, Some(group), &format!("小计：{name}"), lines);
        }
    }
    if ledger.lines.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..9, Look::Short, Content::text("没有直达资金的支付记录"));
    } else {
        sum(&mut form, None, &format!("合计（{number} 笔）"), ledger.lines.iter());
    }
    form
}

fn payment(form: &mut FormPage, group: u32, number: u32, line: &LedgerLine) {
    let one = line.payment;
    let row = form.row(Row { group: Some(group), keep_with_next: false });
    // Where no project is known, what the file says of it.
    let said = [one.code.as_str(), one.name.as_str()].join(" ");
    let project = if line.project.is_empty() { said.trim() } else { line.project };
    let date = one.date.map(|date| date.format("%Y-%m-%d").to_string());
    let date = date.or(one.month.map(|month| format!("{month}月"))).unwrap_or_default();
    let source = one.source.map(|source| source.name()).unwrap_or_default();
    let remark = match (one.repeat, one.amount < Money::ZERO) {
        (true, _) => "重复，不计入",
        (false, true) => "退回",
        _ => "",
    };
    let texts = [
        (Look::Short, number.to_string()),
        (Look::Short, date),
        (Look::Text, project.to_owned()),
        (Look::Text, one.payee.clone()),
        (Look::Text, one.summary.clone()),
        (Look::Short, one.voucher.clone()),
        (Look::Short, source.to_owned()),
    ];
    for (column, (look, text)) in texts.into_iter().enumerate() {
        form.cell(row, column..column + 1, look, Content::text(text));
    }
    form.cell(row, 7..8, Look::Amount, amount(Some(one.amount), AmountUnit::Yuan, 2));
    form.cell(row, 8..9, Look::Short, Content::text(remark));
}

/// The sum of what counts.
fn sum<'a>(
    form: &mut FormPage,
    group: Option<u32>,
    label: &str,
    lines: impl Iterator<Item = &'a LedgerLine<'a>>,
) {
    // The last payment stays with its sum.
    if let Some(last) = form.rows.last_mut() {
        last.keep_with_next = true;
    }
    let counted = lines.filter(|line| !line.payment.repeat).map(|line| line.payment.amount);
    let total = counted.fold(Money::ZERO, |sum, amount| sum + amount);
    let row = form.row(Row { group, keep_with_next: false });
    form.cell(row, 0..7, Look::Head, Content::text(label));
    form.cell(row, 7..8, Look::Amount, amount(Some(total), AmountUnit::Yuan, 2));
}
