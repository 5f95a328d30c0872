//! 项目支出绩效目标申报表 as used since 财预〔2021〕101号: annual only, 成本 first, with weights and standards.

use super::{
    GoalForm, amount, blank_form, decimals, department, implementer, novelty_boxes, pair, plain_number,
    shown, sources,
};
use crate::error::Error;
use crate::page::{Content, FormPage, Look, Number, Paper, Row};
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Indicator, Level1, Taxonomy};
use domain::target_value::{Quantity, TargetValue};
use rust_decimal::Decimal;

/// The columns with their heads, in mm.
const COLUMNS: [(&str, f32); 10] = [
    ("一级指标", 21.0),
    ("二级指标", 23.0),
    ("三级指标", 47.0),
    ("符号", 12.0),
    ("指标值", 26.0),
    ("单位", 14.0),
    ("分值", 14.0),
    ("指标解释", 43.0),
    ("评（扣）分标准", 43.0),
    ("备注", 24.0),
];

/// The annual form: every level-2 class of the 2021 tree, weights with their sums.
///
/// # Errors
/// [`Error::Secret`] for a project marked 涉密.
pub fn goal_form_2021(goal: &GoalForm) -> Result<FormPage, Error> {
    let mut form = blank_form(goal.unit, goal.project, goal.year, &goal.stamp, goal.date)?;
    form.title = "项目支出绩效目标申报表".to_owned();
    form.right_note = format!("金额单位：{}", goal.amount_unit.name());
    form.paper = Paper::Landscape;
    form.columns = COLUMNS.iter().map(|(_, width)| *width).collect();
    identity(&mut form, goal);
    funds(&mut form, goal);
    let row = form.row(Row::default());
    form.cell(row, 0..2, Look::Head, Content::text("年度绩效目标"));
    form.cell(row, 2..10, Look::Text, Content::text(&goal.target.annual_goal));
    indicators(&mut form, goal);
    Ok(form)
}

fn identity(form: &mut FormPage, goal: &GoalForm) {
    let (unit, project) = (goal.unit, goal.project);
    let texts = [
        ["项目名称", &project.name, "项目代码", &project.code],
        ["主管部门", &department(unit, project).0, "实施单位", &implementer(unit, project)],
        [
            "项目属性",
            &novelty_boxes(project.novelty),
            "起止时间",
            &shown(&project.period, |period| Content::text(period.print())).printed(),
        ],
    ];
    for line in texts {
        pair(form, [0..2, 2..5, 5..7, 7..10], line.map(str::to_owned));
    }
}

/// 年度资金总额 and its parts, two to a row.
fn funds(form: &mut FormPage, goal: &GoalForm) {
    let column = &goal.project.funds.annual;
    let decimals = decimals(&[column], goal.amount_unit);
    let always = [FundSource::Fiscal, FundSource::CarryOver, FundSource::Other];
    let mut lines = vec![("年度资金总额".to_owned(), column.total())];
    for (at, source) in sources(&[column], &always).into_iter().enumerate() {
        let name = if source == FundSource::Fiscal { "当年财政拨款" } else { source.name() };
        let lead = if at == 0 { "其中：" } else { "　　　" };
        lines.push((format!("{lead}{name}"), column.part(source)));
    }
    let first = form.rows.len();
    for (at, two) in lines.chunks(2).enumerate() {
        let row = form.row(Row { keep_with_next: 2 * at + 2 < lines.len(), ..Row::default() });
        for (side, label, number) in [(0, 2..3, 3..5), (1, 5..8, 8..10)] {
            let (text, money) = two.get(side).cloned().unwrap_or_default();
            form.cell(row, label, Look::Text, Content::text(text));
            form.cell(row, number, Look::Amount, amount(money, goal.amount_unit, decimals));
        }
    }
    let label = format!("项目资金\n（{}）", goal.amount_unit.name());
    form.block(first..form.rows.len(), 0..2, Look::Head, Content::Text(label));
}

fn indicators(form: &mut FormPage, goal: &GoalForm) {
    let head = form.row(Row { keep_with_next: true, ..Row::default() });
    for (column, (word, _)) in COLUMNS.iter().enumerate() {
        form.cell(head, column..column + 1, Look::Head, Content::text(*word));
    }
    form.repeat = head..head + 1;
    let target = goal.target;
    let weight_decimals = target
        .side(Horizon::Annual)
        .filter_map(|one| one.weight.value)
        .map(|weight| weight.normalize().scale())
        .fold(0, u32::max);
    let points = |value: Decimal| Number { value, decimals: weight_decimals, grouped: false };
    let mut group = 0;
    for level1 in Taxonomy::Y2021.level1() {
        let first = form.rows.len();
        let mut sum = Decimal::ZERO;
        for class in Taxonomy::Y2021.classes().iter().filter(|class| class.level1() == *level1) {
            group += 1;
            let list = of_class(goal, *class);
            sum += list.iter().filter_map(|one| one.weight.value).sum::<Decimal>();
            rows(form, *class, &list, group, &points);
        }
        let name = Level1::name(*level1);
        let label = if target.has_weights() {
            format!("{name}\n（{}分）", plain_number(sum).text())
        } else {
            name.to_owned()
        };
        form.block(first..form.rows.len(), 0..1, Look::Head, Content::Text(label));
    }
    if target.has_weights() {
        let row = form.row(Row::default());
        form.cell(row, 0..6, Look::Head, Content::text("分值合计"));
        form.cell(row, 6..7, Look::Short, Content::Number(points(target.weight_total(None))));
        form.cell(row, 7..10, Look::Text, Content::Blank);
    }
}

fn of_class<'a>(goal: &GoalForm<'a>, class: Class) -> Vec<&'a Indicator> {
    let target = goal.target;
    target.side(Horizon::Annual).filter(|one| one.class.moved_to(Taxonomy::Y2021) == class).collect()
}

/// The rows of one level-2 class; one empty row where it has no indicator.
fn rows(
    form: &mut FormPage,
    class: Class,
    list: &[&Indicator],
    group: u32,
    points: &dyn Fn(Decimal) -> Number,
) {
    let first = form.rows.len();
    for at in 0..list.len().max(1) {
        let row = form.row(Row { group: Some(group), keep_with_next: false });
        let text = |pick: fn(&Indicator) -> &str| {
            list.get(at).map_or(Content::Blank, |one| Content::text(pick(one)))
        };
        let value = |print: fn(&TargetValue) -> Content| {
            list.get(at).and_then(|one| one.value.value.as_ref()).map_or(Content::Blank, print)
        };
        // A value that could not be read stands as typed where the number would stand.
        let number = list.get(at).map_or(Content::Blank, |one| shown(&one.value, bare));
        let weight = list
            .get(at)
            .map_or(Content::Blank, |one| shown(&one.weight, |weight| Content::Number(points(*weight))));
        form.cell(row, 2..3, Look::Text, text(|one| &one.name));
        form.cell(row, 3..4, Look::Short, value(|value| Content::text(value.sign.name())));
        form.cell(row, 4..5, Look::Short, number);
        form.cell(row, 5..6, Look::Short, value(|value| Content::text(&value.unit)));
        form.cell(row, 6..7, Look::Short, weight);
        form.cell(row, 7..8, Look::Text, text(|one| &one.explanation));
        form.cell(row, 8..9, Look::Text, text(|one| &one.standard));
        form.cell(row, 9..10, Look::Text, text(|one| &one.note));
    }
    form.block(first..form.rows.len(), 1..2, Look::Group, Content::text(class.name()));
}

fn bare(value: &TargetValue) -> Content {
    match value.quantity {
        Quantity::Number(number) => Content::Number(plain_number(number)),
        _ => Content::text(value.bare()),
    }
}
