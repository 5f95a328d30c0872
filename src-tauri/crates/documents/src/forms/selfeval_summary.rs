//! 项目支出绩效自评结果汇总表: every project of the unit with its money, score and grade, and how many had each grade.

use super::monitor::{percent, rate};
use super::{amount, brief, head_row, points, unit_form};
use crate::chart::{Chart, Ink, Plot, Series, Style};
use crate::page::{Content, FormPage, Look, Number, Row, Stamp};
use chrono::NaiveDate;
use domain::money::{AmountUnit, Money};
use domain::period::{FiscalYear, print_date};
use domain::scoring::Grade;
use domain::selfeval::Treatment;
use domain::unit::Unit;
use rust_decimal::Decimal;
use std::ops::Range;

/// 序号 | 项目名称 | 预算数 | 执行数 | 执行率 | 得分 | 等级 | 结果应用建议, in mm.
const COLUMNS: [f32; 8] = [10.0, 52.5, 25.0, 25.0, 18.0, 16.5, 11.0, 20.0];
/// 等级 | 项目数 | 占比 | 预算数, beside the chart.
const GRADES: [Range<usize>; 4] = [3..4, 4..5, 5..6, 6..8];
/// Height of the chart in points, where the table beside it does not make it higher.
const CHART: u16 = 150;

/// One project in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssessedRow {
    /// 项目名称
    pub name: String,
    /// 全年预算数, else 年初预算数
    pub budget: Option<Money>,
    /// 全年执行数
    pub executed: Option<Money>,
    /// 执行率 in percent, as the score has it; `None` where nothing was entered.
    pub rate: Option<Decimal>,
    /// 总分
    pub score: Option<Decimal>,
    /// 自评等级
    pub grade: Option<Grade>,
    /// 结果应用 proposed.
    pub treatment: Option<Treatment>,
    /// Why it stands on a list: the reason of a proposal. The summary has no room for it.
    pub reason: String,
}

/// What the summary is made of.
#[derive(Debug, Clone)]
pub struct SelfEvalSummary<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// 预算年度
    pub year: FiscalYear,
    /// Every assessed project, in the order of the list.
    pub rows: &'a [AssessedRow],
    /// Names of the projects that have no self-assessment.
    pub missing: &'a [String],
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿 or the package that it belongs to.
    pub stamp: Stamp,
    /// 编制日期
    pub date: NaiveDate,
}

/// Money of several projects; `None` where none has any.
pub(super) fn sum(rows: &[AssessedRow], pick: fn(&AssessedRow) -> Option<Money>) -> Option<Money> {
    rows.iter().filter_map(pick).reduce(|a, b| a + b)
}

/// 执行率 of several projects together, in percent.
pub(super) fn rate_of(rows: &[AssessedRow]) -> Option<Decimal> {
    rate(sum(rows, |row| row.executed), sum(rows, |row| row.budget))
}

/// Decimals that print the amounts of a list exactly, at least two.
pub(super) fn list_decimals(rows: &[AssessedRow], unit: AmountUnit) -> u32 {
    let amounts = rows.iter().flat_map(|row| [row.budget, row.executed]).flatten();
    amounts.map(|money| money.to_decimal(unit).normalize().scale()).fold(2, u32::max)
}

/// A score; a missing one is blank.
pub(super) fn score(value: Option<Decimal>) -> Content {
    value.map_or(Content::Blank, |value| Content::Number(points(value)))
}

/// A count.
fn count(value: usize) -> Content {
    Content::Number(Number { value: Decimal::from(value), decimals: 0, grouped: false })
}

/// The form of a list with its head and the line to be signed.
pub(super) fn list_form(
    unit: &Unit,
    year: FiscalYear,
    amount_unit: AmountUnit,
    stamp: &Stamp,
    date: NaiveDate,
) -> FormPage {
    let mut form = unit_form(unit, &unit.phone, year, stamp, date);
    form.right_note = format!("金额单位：{}", amount_unit.name());
    form.signatures = vec![
        format!("单位负责人：{}", unit.head),
        "审核人：".to_owned(),
        "编制人：".to_owned(),
        format!("编制日期：{}", print_date(date)),
    ];
    form
}

impl SelfEvalSummary<'_> {
    fn of_grade(&self, grade: Option<Grade>) -> Vec<AssessedRow> {
        self.rows.iter().filter(|row| row.grade == grade).cloned().collect()
    }

    /// How many projects had each grade.
    pub fn grade_chart(&self) -> Chart {
        let counts = Grade::ALL.iter().map(|grade| self.of_grade(Some(*grade)).len());
        let values = counts.map(|count| Some(Decimal::from(count))).collect();
        let series = Series { name: "项目数".to_owned(), ink: Ink::Blue, style: Style::Circle, values };
        Chart {
            title: "自评等级分布（个）".to_owned(),
            plot: Plot::Stacks,
            categories: Grade::ALL.iter().map(|grade| grade.name().to_owned()).collect(),
            series: vec![series],
            suffix: String::new(),
            decimals: 0,
            least_top: Decimal::from(4),
        }
    }

    /// The mean of the scores, of the projects that have one.
    fn mean(&self) -> Option<Decimal> {
        let scores: Vec<Decimal> = self.rows.iter().filter_map(|row| row.score).collect();
        scores.iter().sum::<Decimal>().checked_div(Decimal::from(scores.len()))
    }

    /// The sentence to be read first.
    fn lead(&self) -> String {
        let scored = self.rows.iter().filter(|row| row.score.is_some()).count();
        let mut text = format!("{}年度应自评项目 {} 个", self.year, self.rows.len() + self.missing.len());
        text.push_str(&format!("，已评分 {scored} 个"));
        if let Some(mean) = self.mean() {
            text.push_str(&format!("，平均 {} 分", points(mean).text()));
        }
        let grades: Vec<String> = Grade::ALL
            .iter()
            .map(|grade| (grade, self.of_grade(Some(*grade)).len()))
            .filter(|(_, count)| *count > 0)
            .map(|(grade, count)| format!("{} {count} 个", grade.name()))
            .collect();
        if !grades.is_empty() {
            text.push_str(&format!("：{}", grades.join("、")));
        }
        if let (Some(budget), Some(rate)) = (sum(self.rows, |row| row.budget), rate_of(self.rows)) {
            let budget = brief(budget, self.amount_unit);
            text.push_str(&format!("；预算 {budget}，执行率 {}%", points(rate).text()));
        }
        text.push('。');
        text
    }
}

/// The summary.
pub fn selfeval_summary(summary: &SelfEvalSummary) -> FormPage {
    let mut form = list_form(summary.unit, summary.year, summary.amount_unit, &summary.stamp, summary.date);
    form.title = "项目支出绩效自评结果汇总表".to_owned();
    form.columns = COLUMNS.to_vec();
    let row = form.row(Row::default());
    form.cell(row, 0..8, Look::Lead, Content::Text(summary.lead()));
    grades(&mut form, summary);
    projects(&mut form, summary);
    let mut notes = Vec::new();
    if summary.mean().is_some() {
        notes.push("注：合计行的得分是已评分项目的平均分。".to_owned());
    }
    let missing = summary.missing;
    if !missing.is_empty() {
        notes.push(format!("未开展自评 {} 个：{}。", missing.len(), missing.join("、")));
    }
    if !notes.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..8, Look::Text, Content::Text(notes.join("\n")));
    }
    form
}

/// The chart, and beside it the count, share and money of each grade.
fn grades(form: &mut FormPage, summary: &SelfEvalSummary) {
    let heads: Vec<_> = GRADES.into_iter().zip(["等级", "项目数", "占比", "预算数"]).collect();
    let first = head_row(form, &heads);
    let decimals = list_decimals(summary.rows, summary.amount_unit);
    let all = summary.rows.len();
    let mut line = |name: &str, rows: &[AssessedRow], share: Option<Decimal>, last: bool| {
        let row = form.row(Row { keep_with_next: !last, ..Row::default() });
        let money = sum(rows, |row| row.budget);
        let cells = [
            (if last { Look::Head } else { Look::Group }, Content::text(name)),
            (Look::Short, count(rows.len())),
            (Look::Amount, percent(share)),
            (Look::Amount, amount(money, summary.amount_unit, decimals)),
        ];
        for (columns, (look, content)) in GRADES.into_iter().zip(cells) {
            form.cell(row, columns, look, content);
        }
    };
    let share = |count: usize| Decimal::from(count * 100).checked_div(Decimal::from(all));
    for grade in Grade::ALL {
        let rows = summary.of_grade(Some(*grade));
        line(grade.name(), &rows, share(rows.len()), false);
    }
    let open = summary.of_grade(None);
    if !open.is_empty() {
        line("未评分", &open, share(open.len()), false);
    }
    line("合计", summary.rows, share(all), true);
    let chart = Content::Chart { chart: Box::new(summary.grade_chart()), height: CHART };
    form.block(first..form.rows.len(), 0..3, Look::Text, chart);
}

fn projects(form: &mut FormPage, summary: &SelfEvalSummary) {
    const HEADS: [&str; 8] =
        ["序号", "项目名称", "预算数", "执行数", "执行率", "得分", "等级", "结果应用\n建议"];
    let heads: Vec<_> = HEADS.into_iter().enumerate().map(|(at, head)| (at..at + 1, head)).collect();
    let head = head_row(form, &heads);
    form.repeat = head..head + 1;
    let decimals = list_decimals(summary.rows, summary.amount_unit);
    let money = |value| amount(value, summary.amount_unit, decimals);
    let mut line = |cells: [(Look, Content); 8]| {
        let row = form.row(Row::default());
        for (at, (look, content)) in cells.into_iter().enumerate() {
            form.cell(row, at..at + 1, look, content);
        }
    };
    for (number, one) in (1..).zip(summary.rows) {
        line([
            (Look::Short, count(number)),
            (Look::Text, Content::text(&one.name)),
            (Look::Amount, money(one.budget)),
            (Look::Amount, money(one.executed)),
            (Look::Amount, percent(one.rate)),
            (Look::Amount, score(one.score)),
            (Look::Short, Content::text(one.grade.map_or("", |grade| grade.name()))),
            (Look::Short, Content::text(one.treatment.map_or("", |treatment| treatment.name()))),
        ]);
    }
    line([
        (Look::Short, Content::Blank),
        (Look::Head, Content::text("合计")),
        (Look::Amount, money(sum(summary.rows, |row| row.budget))),
        (Look::Amount, money(sum(summary.rows, |row| row.executed))),
        (Look::Amount, percent(rate_of(summary.rows))),
        (Look::Amount, score(summary.mean())),
        (Look::Short, Content::Blank),
        (Look::Short, Content::Blank),
    ]);
}
