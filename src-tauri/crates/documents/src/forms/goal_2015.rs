//! 项目支出绩效目标申报表, layout of 财预〔2015〕88号: 中期 at the left, 年度 at the right.

use super::{
    GoalForm, amount, blank_form, decimals, department, implementer, novelty_boxes, pair, shown, sources,
};
use crate::error::Error;
use crate::page::{Content, FormPage, Look, Row};
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Indicator, Level1, Taxonomy};
use domain::period::Period;

/// 绩效指标 | 一级 | 中期: 二级 三级 指标值 | 年度: 二级 三级 指标值, in mm.
const COLUMNS: [f32; 8] = [13.5, 13.5, 20.0, 30.5, 26.0, 20.0, 30.5, 26.0];
const MEDIUM: usize = 2;
const ANNUAL: usize = 5;

/// The form of 88号: two sides, all nine level-2 classes, no weights.
///
/// # Errors
/// [`Error::Secret`] for a project marked 涉密.
pub fn goal_form_2015(goal: &GoalForm) -> Result<FormPage, Error> {
    let mut form = blank_form(goal.unit, goal.project, goal.year, &goal.stamp, goal.date)?;
    form.title = "项目支出绩效目标申报表".to_owned();
    form.right_note = format!("金额单位：{}", goal.amount_unit.name());
    form.columns = COLUMNS.to_vec();
    identity(&mut form, goal);
    funds(&mut form, goal);
    goals(&mut form, goal);
    indicators(&mut form, goal);
    Ok(form)
}

fn identity(form: &mut FormPage, goal: &GoalForm) {
    let (unit, project) = (goal.unit, goal.project);
    let row = form.row(Row::default());
    form.cell(row, 0..2, Look::Head, Content::text("项目名称"));
    form.cell(row, 2..8, Look::Text, Content::text(&project.name));
    let columns = || [0..2, 2..5, 5..6, 6..8];
    let (name, code) = department(unit, project);
    let department = if code.is_empty() { name } else { format!("{code}-{name}") };
    let texts = [
        ["主管部门及代码".to_owned(), department, "实施单位".to_owned(), implementer(unit, project)],
        [
            "项目属性".to_owned(),
            novelty_boxes(project.novelty),
            "项目期".to_owned(),
            shown(&project.period, |period| Content::text(period.print())).printed(),
        ],
        ["项目负责人".to_owned(), project.person.clone(), "联系电话".to_owned(), project.phone.clone()],
    ];
    for line in texts {
        pair(form, columns(), line);
    }
}

fn funds(form: &mut FormPage, goal: &GoalForm) {
    let funds = &goal.project.funds;
    let both = [&funds.medium, &funds.annual];
    let decimals = decimals(&both, goal.amount_unit);
    let first = form.rows.len();
    let sources = sources(&both, &[FundSource::Fiscal, FundSource::Other]);
    for line in 0..=sources.len() {
        let row = form.row(Row { keep_with_next: line < sources.len(), ..Row::default() });
        for (side, horizon) in [(MEDIUM, Horizon::Medium), (ANNUAL, Horizon::Annual)] {
            let column = funds.column(horizon);
            let (label, money) = match line.checked_sub(1).and_then(|at| sources.get(at)) {
                None => (format!("{}资金总额", horizon.name()), column.total()),
                Some(source) if line == 1 => (format!("其中：{}", source.name()), column.part(*source)),
                Some(source) => (format!("　　　{}", source.name()), column.part(*source)),
            };
            form.cell(row, side..side + 2, Look::Text, Content::Text(label));
            form.cell(row, side + 2..side + 3, Look::Amount, amount(money, goal.amount_unit, decimals));
        }
    }
    let label = format!("项目资金\n（{}）", goal.amount_unit.name());
    form.block(first..form.rows.len(), 0..2, Look::Head, Content::Text(label));
}

fn goals(form: &mut FormPage, goal: &GoalForm) {
    let years = |period: &Period| {
        use chrono::Datelike;
        format!("（{}年—{}年）", period.start.year(), period.end.year())
    };
    let span = goal.project.period.value.filter(Period::spans_years);
    let first = form.row(Row { keep_with_next: true, ..Row::default() });
    let medium = format!("中期目标{}", span.as_ref().map(years).unwrap_or_default());
    form.cell(first, 2..5, Look::Head, Content::Text(medium));
    form.cell(first, 5..8, Look::Head, Content::text("年度目标"));
    let text = form.row(Row::default());
    form.cell(text, 2..5, Look::Text, Content::text(&goal.target.medium_goal));
    form.cell(text, 5..8, Look::Text, Content::text(&goal.target.annual_goal));
    form.block(first..text + 1, 0..2, Look::Head, Content::text("总体目标"));
}

fn indicators(form: &mut FormPage, goal: &GoalForm) {
    let head = form.row(Row { keep_with_next: true, ..Row::default() });
    let words = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"];
    for (column, word) in (1..).zip(words) {
        form.cell(head, column..column + 1, Look::Head, Content::text(word));
    }
    form.repeat = head..head + 1;
    let mut group = 0;
    for level1 in Taxonomy::Y2015.level1() {
        let first = form.rows.len();
        for class in Taxonomy::Y2015.classes().iter().filter(|class| class.level1() == *level1) {
            group += 1;
            self::class(form, goal, *class, group);
        }
        form.block(first..form.rows.len(), 1..2, Look::Head, Content::text(Level1::name(*level1)));
    }
    form.block(head..form.rows.len(), 0..1, Look::Head, Content::text("绩效指标"));
}

/// The rows of one level-2 class, as many as its longer side has; one where both are empty.
fn class(form: &mut FormPage, goal: &GoalForm, class: Class, group: u32) {
    let side = |horizon: Horizon| -> Vec<&Indicator> {
        goal.target.side(horizon).filter(|one| one.class.moved_to(Taxonomy::Y2015) == class).collect()
    };
    let (medium, annual) = (side(Horizon::Medium), side(Horizon::Annual));
    let count = medium.len().max(annual.len()).max(1);
    let first = form.rows.len();
    for _ in 0..count {
        form.row(Row { group: Some(group), keep_with_next: false });
    }
    for (column, list) in [(MEDIUM, medium), (ANNUAL, annual)] {
        form.block(first..first + count, column..column + 1, Look::Group, Content::text(class.name()));
        for at in 0..count {
            let one = list.get(at);
            let name = one.map_or(Content::Blank, |one| Content::text(&one.name));
            let value =
                one.map_or(Content::Blank, |one| shown(&one.value, |value| Content::text(value.print())));
            form.cell(first + at, column + 1..column + 2, Look::Text, name);
            form.cell(first + at, column + 2..column + 3, Look::Short, value);
        }
    }
}
