//! 部门评价项目清单: the projects that the department itself is to evaluate, and why these.

use super::monitor::percent;
use super::selfeval_summary::{AssessedRow, list_decimals, list_form, rate_of, score, sum};
use super::{amount, head_row};
use crate::page::{Content, FormPage, Look, Number, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use domain::unit::Unit;
use rust_decimal::Decimal;

/// The columns with their heads, in mm.
const COLUMNS: [(&str, f32); 8] = [
    ("序号", 11.0),
    ("项目名称", 74.0),
    ("预算数", 30.0),
    ("执行数", 30.0),
    ("执行率", 21.0),
    ("自评得分", 20.0),
    ("自评等级", 20.0),
    ("列入理由", 59.0),
];

/// What the list is made of.
#[derive(Debug, Clone)]
pub struct DepartmentList<'a> {
    /// The department.
    pub unit: &'a Unit,
    /// 预算年度 whose projects are to be evaluated.
    pub year: FiscalYear,
    /// The projects with the reason of each.
    pub rows: &'a [AssessedRow],
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿 or the package that it belongs to.
    pub stamp: Stamp,
    /// 编制日期
    pub date: NaiveDate,
}

/// The list.
pub fn department_list(list: &DepartmentList) -> FormPage {
    let mut form = list_form(list.unit, list.year, list.amount_unit, &list.stamp, list.date);
    form.title = "部门评价项目清单".to_owned();
    form.paper = Paper::Landscape;
    form.columns = COLUMNS.iter().map(|(_, width)| *width).collect();
    let heads: Vec<_> = COLUMNS.iter().enumerate().map(|(at, (head, _))| (at..at + 1, *head)).collect();
    let head = head_row(&mut form, &heads);
    form.repeat = head..head + 1;
    let decimals = list_decimals(list.rows, list.amount_unit);
    let money = |value| amount(value, list.amount_unit, decimals);
    for (number, one) in (1u32..).zip(list.rows) {
        let row = form.row(Row::default());
        let number = Number { value: Decimal::from(number), decimals: 0, grouped: false };
        let cells = [
            (Look::Short, Content::Number(number)),
            (Look::Text, Content::text(&one.name)),
            (Look::Amount, money(one.budget)),
            (Look::Amount, money(one.executed)),
            (Look::Amount, percent(one.rate)),
            (Look::Amount, score(one.score)),
            (Look::Short, Content::text(one.grade.map_or("", |grade| grade.name()))),
            (Look::Text, Content::text(&one.reason)),
        ];
        for (at, (look, content)) in cells.into_iter().enumerate() {
            form.cell(row, at..at + 1, look, content);
        }
    }
    if list.rows.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..COLUMNS.len(), Look::Short, Content::text("没有列入部门评价的项目"));
        return form;
    }
    let row = form.row(Row::default());
    form.cell(row, 0..2, Look::Head, Content::Text(format!("合计（{} 个）", list.rows.len())));
    form.cell(row, 2..3, Look::Amount, money(sum(list.rows, |row| row.budget)));
    form.cell(row, 3..4, Look::Amount, money(sum(list.rows, |row| row.executed)));
    form.cell(row, 4..5, Look::Amount, percent(rate_of(list.rows)));
    form.cell(row, 5..COLUMNS.len(), Look::Text, Content::Blank);
    form
}
