//! 项目支出绩效自评表 (财预〔2020〕10号): the money, the goals, every indicator with its score, the total, and in notes
//! how a score came about that does not follow from the formula alone.

mod rows;

use super::monitor::{percent, rate};
use super::selfeval_notes::notes;
use super::{amount, blank_form, department, implementer, pair, plain_number, points, shown, sources_of};
use crate::error::Error;
use crate::page::{Content, FormPage, Look, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::fund::{FundSource, Horizon};
use domain::indicator::Indicator;
use domain::money::{AmountUnit, Money};
use domain::period::{FiscalYear, print_date};
use domain::project::Project;
use domain::scoring::{RowScore, Scored};
use domain::selfeval::{AssessedFund, Scope, SelfAssessment};
use domain::target::Target;
use domain::typed::{Id, Typed};
use domain::unit::Unit;
use rust_decimal::Decimal;
use std::ops::Range;

/// What a place wants otherwise than the ministry's table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SelfEvalLayout {
    /// 指标性质, 指标值 and 度量单位 in columns of their own; the sheet then lies on its side.
    pub split_value: bool,
    /// 云南: 自评等级 beside the total, 其他需要说明事项 above it.
    pub grade_row: bool,
    /// 四川: 评价结论, 存在问题 and 改进措施 under the total, and the sources of money that it names.
    pub text_blocks: bool,
    /// 湖北: indicators under the numbered annual goals, each with its weight. An indicator belongs to the goal that its
    /// remark names (`目标2`), else to the first.
    pub annual_goals: bool,
}

/// What the form is made of.
#[derive(Debug, Clone)]
pub struct SelfEvalForm<'a> {
    /// The unit that files it (填报单位).
    pub unit: &'a Unit,
    /// The project.
    pub project: &'a Project,
    /// The version of its target that is assessed.
    pub target: &'a Target,
    /// What was recorded.
    pub doc: &'a SelfAssessment,
    /// Its score.
    pub scored: &'a Scored,
    /// 预算年度
    pub year: FiscalYear,
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// What the place wants.
    pub layout: SelfEvalLayout,
    /// 草稿, or the package that it belongs to.
    pub stamp: Stamp,
    /// 填报日期
    pub date: NaiveDate,
}

impl<'a> SelfEvalForm<'a> {
    /// The indicators that are assessed: those of the year; for the whole implementation the medium-term ones, where the
    /// target has any.
    pub(super) fn indicators(&self) -> Vec<&'a Indicator> {
        let side = |horizon| self.target.side(horizon).collect::<Vec<_>>();
        let medium = if self.is_whole() { side(Horizon::Medium) } else { Vec::new() };
        if medium.is_empty() { side(Horizon::Annual) } else { medium }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.doc.scope == Scope::Whole
    }

    pub(super) fn score_of(&self, indicator: &Id) -> Option<&'a RowScore> {
        self.scored.rows.iter().find(|row| row.indicator == *indicator)
    }

    /// The goal that the indicators belong to: the one of the whole implementation, where it has one.
    fn goal(&self) -> &'a str {
        let medium = self.target.medium_goal.trim();
        if self.is_whole() && !medium.is_empty() {
            &self.target.medium_goal
        } else {
            &self.target.annual_goal
        }
    }
}

/// The columns of the grid, in mm, and which of them the blocks use.
struct Grid {
    widths: Vec<f32>,
    /// 三级指标
    name: Range<usize>,
    /// 年度指标值, or 指标性质, 指标值 and 度量单位
    value: Range<usize>,
    actual: usize,
    weight: usize,
    score: usize,
    reason: Range<usize>,
    /// 资金来源, 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分
    money: [Range<usize>; 7],
}

impl Grid {
    fn of(layout: SelfEvalLayout) -> Self {
        // A goal's label has its number and weight in it.
        let more = if layout.annual_goals { 8.6 } else { 0.0 };
        let label = 8.0 + more;
        if layout.split_value {
            let reason = 45.0 - more;
            let widths =
                vec![label, 19.0, 25.0, 26.0, 28.0, 17.0, 29.0, 17.0, 28.0, 14.0, 16.5, 5.5, reason - 5.5];
            return Self {
                widths,
                name: 3..5,
                value: 5..8,
                actual: 8,
                weight: 9,
                score: 10,
                reason: 11..13,
                money: [2..4, 4..5, 5..7, 7..9, 9..10, 10..12, 12..13],
            };
        }
        let reason = 35.0 - more;
        let widths = vec![label, 14.0, 18.0, 15.2, 19.3, 23.0, 21.5, 10.5, 13.5, 4.5, reason - 4.5];
        Self {
            widths,
            name: 3..5,
            value: 5..6,
            actual: 6,
            weight: 7,
            score: 8,
            reason: 9..11,
            money: [2..4, 4..5, 5..6, 6..7, 7..8, 8..10, 10..11],
        }
    }

    fn count(&self) -> usize {
        self.widths.len()
    }
}

/// The form.
///
/// # Errors
/// [`Error::Secret`] for a project marked 涉密.
pub fn selfeval_form(eval: &SelfEvalForm) -> Result<FormPage, Error> {
    let mut form = blank_form(eval.unit, eval.project, eval.year, &eval.stamp, eval.date)?;
    let grid = Grid::of(eval.layout);
    form.title = "项目支出绩效自评表".to_owned();
    let scope = if eval.is_whole() { "（整个实施期）" } else { "" };
    form.subtitle = format!("（{}年度）{scope}", eval.year);
    form.right_note = format!("金额单位：{}", eval.amount_unit.name());
    form.paper = if eval.layout.split_value { Paper::Landscape } else { Paper::Portrait };
    form.columns = grid.widths.clone();
    if eval.layout.text_blocks {
        let day = format!("填报日期：{}", print_date(eval.date));
        form.signatures =
            vec!["项目负责人：".to_owned(), "财务负责人：".to_owned(), "填报人：".to_owned(), day];
    }
    identity(&mut form, eval, &grid);
    funds(&mut form, eval, &grid);
    goals(&mut form, eval, &grid);
    rows::indicators(&mut form, eval, &grid);
    total(&mut form, eval, &grid);
    for (label, text) in blocks(eval) {
        wide(&mut form, &grid, label, text);
    }
    let notes = notes(eval);
    if !notes.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..grid.count(), Look::Text, Content::Text(notes));
    }
    Ok(form)
}

fn identity(form: &mut FormPage, eval: &SelfEvalForm, grid: &Grid) {
    let (unit, project) = (eval.unit, eval.project);
    let middle = grid.value.end;
    let columns = [0..2, 2..middle, middle..middle + 1, middle + 1..grid.count()];
    for texts in [
        ["项目名称", &project.name, "项目代码", &project.code],
        ["主管部门", &department(unit, project).0, "实施单位", &implementer(unit, project)],
    ] {
        pair(form, columns.clone(), texts.map(str::to_owned));
    }
}

fn wide(form: &mut FormPage, grid: &Grid, label: &str, text: &str) {
    let row = form.row(Row::default());
    form.cell(row, 0..2, Look::Head, Content::text(label));
    form.cell(row, 2..grid.count(), Look::Text, Content::text(text));
}

/// The texts around the total that the layout asks for, and what was said elsewhere and has no place of its own.
fn blocks<'a>(eval: &SelfEvalForm<'a>) -> Vec<(&'static str, &'a str)> {
    let doc = eval.doc;
    let mut blocks = Vec::new();
    if eval.layout.text_blocks {
        blocks.push(("评价结论", doc.conclusion.as_str()));
        blocks.push(("存在问题", &doc.problems));
        blocks.push(("改进措施", &doc.measures));
    }
    if !eval.layout.grade_row && !doc.note.trim().is_empty() {
        blocks.push(("其他说明", &doc.note));
    }
    blocks
}

fn funds(form: &mut FormPage, eval: &SelfEvalForm, grid: &Grid) {
    let doc = eval.doc;
    let unit = eval.amount_unit;
    let decimals = amount_decimals(doc.funds.values(), unit);
    let money = |value: Option<Money>| amount(value, unit, decimals);
    let first = form.row(Row { keep_with_next: true, ..Row::default() });
    let whole = eval.is_whole();
    let [initial, budget, executed] = money_heads(doc.scope);
    let heads = ["资金来源", initial, budget, executed, "分值", "执行率", "得分"];
    for (columns, head) in grid.money.clone().into_iter().zip(heads) {
        form.cell(first, columns, Look::Head, Content::text(head));
    }
    let (totals, execution) = (doc.totals(), &eval.scored.execution);
    let mut line = |name: String, cells: [Content; 6]| {
        let row = form.row(Row { keep_with_next: true, ..Row::default() });
        let looks = [Look::Amount, Look::Amount, Look::Amount, Look::Short, Look::Amount, Look::Short];
        form.cell(row, grid.money[0].clone(), Look::Text, Content::Text(name));
        for ((columns, content), look) in grid.money[1..].iter().zip(cells).zip(looks) {
            form.cell(row, columns.clone(), look, content);
        }
    };
    line(
        if whole { "资金总额" } else { "年度资金总额" }.to_owned(),
        [
            money(totals.initial),
            money(totals.budget.or(totals.initial)),
            money(totals.executed),
            Content::Number(plain_number(execution.weight)),
            percent(execution.rate),
            score(execution.score),
        ],
    );
    let local = eval.layout.text_blocks;
    let always: &[FundSource] = if local {
        &[FundSource::Fiscal, FundSource::SpecialAccount, FundSource::UnitFunds, FundSource::Other]
    } else {
        &[FundSource::Fiscal, FundSource::CarryOver, FundSource::Other]
    };
    let used = |source: FundSource| doc.funds.get(&source).is_some_and(|fund| !fund.is_blank());
    let blank = AssessedFund::default();
    let sources = sources_of(always, used);
    // A long name has no room behind a blank as wide as 其中.
    let short = sources.iter().all(|source| source.name().chars().count() <= 6);
    let indented = short || eval.layout.split_value;
    for (at, source) in sources.into_iter().enumerate() {
        let fund = doc.funds.get(&source).unwrap_or(&blank);
        let typed = |cell: &Typed<Money>| shown(cell, |value| money(Some(*value)));
        let lead = match at {
            0 => "其中：",
            _ if indented => "　　　",
            _ => "",
        };
        let name = match source {
            FundSource::Fiscal if local => "财政资金",
            FundSource::Fiscal if whole => "财政拨款",
            FundSource::Fiscal => "当年财政拨款",
            source => source.name(),
        };
        let budget = fund.budget.value.or(fund.initial.value);
        line(
            format!("{lead}{name}"),
            [
                typed(&fund.initial),
                match fund.budget.is_blank() {
                    true => typed(&fund.initial),
                    false => typed(&fund.budget),
                },
                typed(&fund.executed),
                Content::text("—"),
                percent(rate(fund.executed.value, budget)),
                Content::text("—"),
            ],
        );
    }
    if eval.layout.text_blocks || !doc.funds_reason.trim().is_empty() {
        let row = form.row(Row { keep_with_next: true, ..Row::default() });
        form.cell(row, grid.money[0].clone(), Look::Text, Content::text("预算执行偏差原因"));
        form.cell(row, grid.money[1].start..grid.count(), Look::Text, Content::text(&doc.funds_reason));
    }
    if let Some(last) = form.rows.last_mut() {
        last.keep_with_next = false;
    }
    let label = format!("项目资金\n（{}）", unit.name());
    form.block(first..form.rows.len(), 0..2, Look::Head, Content::Text(label));
}

/// What the three columns of money are called: of the year, or of the whole implementation.
pub(super) fn money_heads(scope: Scope) -> [&'static str; 3] {
    match scope {
        Scope::Year => ["年初预算数", "全年预算数", "全年执行数"],
        Scope::Whole => ["批复预算数", "调整后预算数", "累计执行数"],
    }
}

/// Decimals that print all these amounts exactly, at least two.
fn amount_decimals<'a>(funds: impl IntoIterator<Item = &'a AssessedFund>, unit: AmountUnit) -> u32 {
    let cells = funds.into_iter().flat_map(|fund| fund.cells().map(|(.., cell)| cell.value));
    cells.flatten().map(|money| money.to_decimal(unit).normalize().scale()).fold(2, u32::max)
}

/// A score; one that is missing is blank, which is not zero.
fn score(value: Option<Decimal>) -> Content {
    value.map_or(Content::Blank, |value| Content::Number(points(value)))
}

/// What was wanted, and what was done.
fn goals(form: &mut FormPage, eval: &SelfEvalForm, grid: &Grid) {
    let head = form.row(Row { keep_with_next: true, ..Row::default() });
    let text = form.row(Row::default());
    let middle = grid.name.end + if grid.value.len() > 1 { 2 } else { 1 };
    let (left, right) = (2..middle, middle..grid.count());
    let done = if eval.layout.text_blocks { "年度目标完成情况" } else { "实际完成情况" };
    form.cell(head, left.clone(), Look::Head, Content::text("预期目标"));
    form.cell(head, right.clone(), Look::Head, Content::text(done));
    form.cell(text, left, Look::Text, Content::text(eval.goal()));
    form.cell(text, right, Look::Text, Content::text(&eval.doc.goal_done));
    let label = if eval.is_whole() { "总体目标" } else { "年度总体目标" };
    form.block(head..text + 1, 0..2, Look::Head, Content::text(label));
}

/// 总分: the weights, what was scored, and the grade where the place wants it.
fn total(form: &mut FormPage, eval: &SelfEvalForm, grid: &Grid) {
    if eval.layout.grade_row {
        wide(form, grid, "其他需要\n说明事项", &eval.doc.note);
    }
    let weights = eval.indicators().into_iter().filter_map(|one| one.weight.value);
    let all = eval.scored.execution.weight + weights.sum::<Decimal>();
    let row = form.row(Row::default());
    form.cell(row, 0..grid.weight, Look::Head, Content::text("总分"));
    form.cell(row, grid.weight..grid.weight + 1, Look::Head, Content::Number(plain_number(all)));
    form.cell(row, grid.score..grid.score + 1, Look::Head, score(eval.scored.total));
    let grade = match eval.scored.grade {
        Some(grade) if eval.layout.grade_row => format!("自评等级：{}", grade.name()),
        None if eval.layout.grade_row => "自评等级：".to_owned(),
        _ => String::new(),
    };
    form.cell(row, grid.reason.clone(), Look::Head, Content::text(grade));
}
