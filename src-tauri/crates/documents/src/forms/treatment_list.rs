//! 绩效自评结果应用建议清单: what each result leads to in next year's budget, treatment by treatment.

use super::monitor::percent;
use super::selfeval_summary::{AssessedRow, list_decimals, list_form, rate_of, score, sum};
use super::{amount, head_row};
use crate::page::{Content, FormPage, Look, Number, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use domain::selfeval::Treatment;
use domain::unit::Unit;
use rust_decimal::Decimal;

/// The columns with their heads, in mm.
const COLUMNS: [(&str, f32); 9] = [
    ("建议", 22.0),
    ("序号", 11.0),
    ("项目名称", 68.0),
    ("预算数", 28.0),
    ("执行数", 28.0),
    ("执行率", 20.0),
    ("自评得分", 19.0),
    ("自评等级", 19.0),
    ("理由", 50.0),
];

/// What the list is made of.
#[derive(Debug, Clone)]
pub struct TreatmentList<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// 预算年度 that was assessed.
    pub year: FiscalYear,
    /// The projects with the treatment and reason of each; those without a treatment come last.
    pub rows: &'a [AssessedRow],
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿 or the package that it belongs to.
    pub stamp: Stamp,
    /// 编制日期
    pub date: NaiveDate,
}

/// The list.
pub fn treatment_list(list: &TreatmentList) -> FormPage {
    let mut form = list_form(list.unit, list.year, list.amount_unit, &list.stamp, list.date);
    form.title = "绩效自评结果应用建议清单".to_owned();
    form.subtitle = format!("（{}年度自评，供编制{}年度预算使用）", list.year, list.year.0 + 1);
    form.paper = Paper::Landscape;
    form.columns = COLUMNS.iter().map(|(_, width)| *width).collect();
    let heads: Vec<_> = COLUMNS.iter().enumerate().map(|(at, (head, _))| (at..at + 1, *head)).collect();
    let head = head_row(&mut form, &heads);
    form.repeat = head..head + 1;
    let decimals = list_decimals(list.rows, list.amount_unit);
    let money = |value| amount(value, list.amount_unit, decimals);
    let mut number = 0u32;
    for (group, treatment) in (0..).zip(Treatment::ALL.iter().copied().map(Some).chain([None])) {
        let rows: Vec<&AssessedRow> = list.rows.iter().filter(|row| row.treatment == treatment).collect();
        let first = form.rows.len();
        for one in &rows {
            number += 1;
            let row = form.row(Row { group: Some(group), keep_with_next: false });
            let cells = [
                (
                    Look::Short,
                    Content::Number(Number { value: Decimal::from(number), decimals: 0, grouped: false }),
                ),
                (Look::Text, Content::text(&one.name)),
                (Look::Amount, money(one.budget)),
                (Look::Amount, money(one.executed)),
                (Look::Amount, percent(one.rate)),
                (Look::Amount, score(one.score)),
                (Look::Short, Content::text(one.grade.map_or("", |grade| grade.name()))),
                (Look::Text, Content::text(&one.reason)),
            ];
            for (at, (look, content)) in (1..).zip(cells) {
                form.cell(row, at..at + 1, look, content);
            }
        }
        if !rows.is_empty() {
            let name = treatment.map_or("未提出", |treatment| treatment.name());
            let label = format!("{name}\n（{} 个）", rows.len());
            form.block(first..form.rows.len(), 0..1, Look::Head, Content::Text(label));
        }
    }
    let row = form.row(Row::default());
    if list.rows.is_empty() {
        form.cell(row, 0..COLUMNS.len(), Look::Short, Content::text("没有可提出建议的自评结果"));
        return form;
    }
    form.cell(row, 0..3, Look::Head, Content::Text(format!("合计（{} 个）", list.rows.len())));
    form.cell(row, 3..4, Look::Amount, money(sum(list.rows, |row| row.budget)));
    form.cell(row, 4..5, Look::Amount, money(sum(list.rows, |row| row.executed)));
    form.cell(row, 5..6, Look::Amount, percent(rate_of(list.rows)));
    form.cell(row, 6..COLUMNS.len(), Look::Text, Content::Blank);
    form
}
