//! Invented values to measure with.

use domain::fund::{FundSource, Horizon};
use domain::indicator::{Indicator, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::period::{FiscalYear, Period};
use domain::project::{BudgetBook, Category, Novelty, Project};
use domain::target::Target;
use domain::typed::{Id, Typed};
use domain::unit::{Unit, UnitKind};
use rust_decimal::Decimal;

fn id(text: String) -> Id {
    Id(text)
}

/// A unit.
pub(crate) fn unit() -> Unit {
    Unit {
        id: id("u".into()),
        kind: UnitKind::Township,
        name: "虚构镇人民政府".into(),
        code: "219001".into(),
        credit_code: String::new(),
        division_code: String::new(),
        parent_name: String::new(),
        head: "负责人甲".into(),
        phone: "000-0000000".into(),
    }
}

/// A project with a target of so many indicators.
pub(crate) fn project(number: usize, indicators: usize) -> (Project, Target) {
    let year = FiscalYear(2026);
    let mut project = Project::new(
        id(format!("p{number}")),
        id("u".into()),
        year,
        &format!("农村公路养护项目（第{number}标段）"),
    );
    project.code = format!("53250026T{number:012}");
    project.novelty = Some(Novelty::Continuing);
    project.category = Some(Category::Specific);
    project.book = Some(BudgetBook::General);
    project.department = "虚构县交通运输局".into();
    project.person = "项目负责人甲".into();
    project.period = Period::parse("2026年1月-2026年12月").map(Typed::of).unwrap_or_default();
    let amount = Money::from_decimal(Decimal::new(20_264, 2), AmountUnit::WanYuan).unwrap_or_default();
    project.funds.annual.parts.insert(FundSource::Fiscal, Typed::of(amount));
    let mut target = Target::new(id(format!("t{number}")), project.id.clone(), "mof-2020", Taxonomy::Y2015);
    target.annual_goal = "完成县乡公路日常养护86公里，小修保养按月验收，雨季水毁路段7日内恢复通行，群众出行满意度保持在较高水平。".into();
    let classes = Taxonomy::Y2015.classes();
    for n in 0..indicators {
        let Some(class) = classes.get(n * classes.len() / indicators.max(1)) else { continue };
        let name = format!("第{}项养护任务按期完成率", n + 1);
        let mut row = Indicator::new(id(format!("i{number}-{n}")), Horizon::Annual, *class, &name);
        row.value = domain::target_value::read("≥95%", Some(year)).map(Typed::of).unwrap_or_default();
        row.weight = Typed::of(Decimal::new(150, 2));
        row.explanation = "按期完成的任务数 ÷ 计划任务数 × 100%，以月度验收单为准".into();
        target.indicators.push(row);
    }
    (project, target)
}
