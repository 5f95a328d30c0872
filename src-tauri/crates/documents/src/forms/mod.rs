//! The official forms, each a function from the domain's values to a [`FormPage`].

mod adjustment;
mod department_list;
mod goal_2015;
mod goal_2021;
mod judged;
mod ledger;
mod monitor;
mod rectify;
mod report;
mod selfeval;
mod selfeval_notes;
mod selfeval_report;
mod selfeval_summary;
mod summary;
mod treatment_list;
mod unit_monitor;

pub use adjustment::{AdjustmentRow, AdjustmentSheet, adjustment_sheet};
pub use department_list::{DepartmentList, department_list};
pub use goal_2015::goal_form_2015;
pub use goal_2021::goal_form_2021;
pub use judged::Judgement;
pub use ledger::{DirectLedger, LedgerLine, direct_ledger};
pub use monitor::{MonitorForm, monitor_form, reason};
pub use rectify::{RectifyRow, RectifySheet, rectify_sheet};
pub use report::{MonitorReport, monitor_report};
pub use selfeval::{SelfEvalForm, SelfEvalLayout, selfeval_form};
pub use selfeval_report::{ReportSection, SelfEvalReport, selfeval_report};
pub use selfeval_summary::{AssessedRow, SelfEvalSummary, selfeval_summary};
pub use summary::{SummaryMonth, SummaryPage, SummaryRow, SummaryTotals, monitor_summary};
pub use treatment_list::{TreatmentList, treatment_list};
pub use unit_monitor::{UnitMonitorForm, UnitProject, unit_monitor_form};

use crate::error::Error;
use crate::page::{Content, FormPage, Look, Number, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::fund::{FundColumn, FundSource};
use domain::money::{AmountUnit, Money};
use domain::period::{FiscalYear, print_date};
use domain::project::{Novelty, Project};
use domain::target::Target;
use domain::typed::Typed;
use domain::unit::{Unit, UnitKind, parent_agency_code};
use rust_decimal::Decimal;
use std::ops::Range;

/// What a 项目支出绩效目标申报表 is made of.
#[derive(Debug, Clone)]
pub struct GoalForm<'a> {
    /// The unit that files it (填报单位).
    pub unit: &'a Unit,
    /// The project.
    pub project: &'a Project,
    /// Its target.
    pub target: &'a Target,
    /// 预算年度
    pub year: FiscalYear,
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿, or the package that it belongs to.
    pub stamp: Stamp,
    /// 填报日期
    pub date: NaiveDate,
}

/// An empty form with its heads and notes.
fn blank_form(
    unit: &Unit,
    project: &Project,
    year: FiscalYear,
    stamp: &Stamp,
    date: NaiveDate,
) -> Result<FormPage, Error> {
    if project.is_secret() {
        return Err(Error::Secret(project.name.clone()));
    }
    let phone = if project.phone.is_empty() { &unit.phone } else { &project.phone };
    Ok(FormPage { subject: project.name.clone(), ..unit_form(unit, phone, year, stamp, date) })
}

/// An empty form of the unit as a whole with its heads and notes.
fn unit_form(unit: &Unit, phone: &str, year: FiscalYear, stamp: &Stamp, date: NaiveDate) -> FormPage {
    FormPage {
        title: String::new(),
        subtitle: format!("（{year}年度）"),
        left_note: format!("填报单位（盖章）：{}", unit.name),
        right_note: String::new(),
        subject: unit.name.clone(),
        author: unit.name.clone(),
        date,
        paper: Paper::Portrait,
        columns: Vec::new(),
        rows: Vec::new(),
        cells: Vec::new(),
        repeat: 0..0,
        signatures: vec![
            format!("单位负责人：{}", unit.head),
            "填报人：".to_owned(),
            format!("联系电话：{phone}"),
            format!("填报日期：{}", print_date(date)),
        ],
        stamp: stamp.clone(),
    }
}

/// A row of heads, each over its columns; the next row goes with it.
fn head_row(form: &mut FormPage, heads: &[(Range<usize>, &str)]) -> usize {
    let row = form.row(Row { keep_with_next: true, ..Row::default() });
    for (columns, word) in heads {
        form.cell(row, columns.clone(), Look::Head, Content::text(*word));
    }
    row
}

/// A row of two labels with their values: `[label][value][label][value]`, each over its columns.
fn pair(form: &mut FormPage, columns: [Range<usize>; 4], texts: [String; 4]) {
    let row = form.row(Row::default());
    let looks = [Look::Head, Look::Text, Look::Head, Look::Text];
    for ((columns, text), look) in columns.into_iter().zip(texts).zip(looks) {
        form.cell(row, columns, look, Content::text(text));
    }
}

/// 主管部门 and its code: the unit's own for a 部门 or 乡镇, the unit above for a 二级单位.
fn department(unit: &Unit, project: &Project) -> (String, String) {
    let (name, code) = department_of(unit);
    if project.department.is_empty() { (name, code) } else { (project.department.clone(), code) }
}

/// 主管部门 of a unit and its code.
fn department_of(unit: &Unit) -> (String, String) {
    if unit.kind == UnitKind::Subordinate {
        (unit.parent_name.clone(), parent_agency_code(&unit.code).unwrap_or_default().to_owned())
    } else {
        (unit.name.clone(), unit.code.clone())
    }
}

/// 实施单位: as entered, else the unit itself.
fn implementer(unit: &Unit, project: &Project) -> String {
    if project.implementer.is_empty() { unit.name.clone() } else { project.implementer.clone() }
}

/// 项目属性 as two boxes, one ticked once it is known.
fn novelty_boxes(novelty: Option<Novelty>) -> String {
    let one = |which: Novelty| {
        let tick = if novelty == Some(which) { '☑' } else { '☐' };
        format!("{tick}{}项目", which.name())
    };
    format!("{}　{}", one(Novelty::New), one(Novelty::Continuing))
}

/// The text as typed where it cannot be read, else the value: the paper shows what stands in the cell.
fn shown<T>(cell: &Typed<T>, print: impl Fn(&T) -> Content) -> Content {
    match (&cell.value, &cell.invalid) {
        (_, Some(typed)) => Content::text(typed.clone()),
        (Some(value), None) => print(value),
        (None, None) => Content::Blank,
    }
}

/// An amount in a sentence, with two decimals: `3,002.64万元`. Sums and estimates run to fractions that say nothing.
pub fn brief(money: Money, unit: AmountUnit) -> String {
    let number = Number { value: money.to_decimal(unit), decimals: 2, grouped: true };
    format!("{}{}", number.text(), unit.name())
}

/// Two decimals, as rates and points are printed.
fn points(value: Decimal) -> Number {
    Number { value, decimals: 2, grouped: false }
}

/// An amount; blank is not zero.
fn amount(money: Option<Money>, unit: AmountUnit, decimals: u32) -> Content {
    money.map_or(Content::Blank, |money| {
        Content::Number(Number { value: money.to_decimal(unit), decimals, grouped: true })
    })
}

/// Decimals that print all these amounts exactly, at least two: parts and total then add up on paper.
fn decimals(columns: &[&FundColumn], unit: AmountUnit) -> u32 {
    let parts = columns.iter().flat_map(|column| column.parts.values().filter_map(|part| part.value));
    let totals = columns.iter().filter_map(|column| column.total());
    parts.chain(totals).map(|money| money.to_decimal(unit).scale()).fold(2, u32::max)
}

/// The sources that a form names always, and every other one that has an amount; in the order of the forms.
fn sources(columns: &[&FundColumn], always: &[FundSource]) -> Vec<FundSource> {
    sources_of(always, |source| columns.iter().any(|column| column.part(source).is_some()))
}

/// The sources that a form names always, and every other one that is used.
fn sources_of(always: &[FundSource], used: impl Fn(FundSource) -> bool) -> Vec<FundSource> {
    FundSource::ALL.into_iter().filter(|source| always.contains(source) || used(*source)).collect()
}

/// A number that is printed as entered, without separators.
fn plain_number(value: Decimal) -> Number {
    let value = value.normalize();
    Number { value, decimals: value.scale(), grouped: false }
}
