//! One cell of a project or its target, set from what a person typed.
//!
//! The path is the same JSON Pointer that findings carry. Unreadable numbers and values stay in their cell
//! ([`crate::typed::Typed`]); only a word that a fixed list does not know is refused.

use crate::fund::{FundSource, Horizon};
use crate::indicator::{Class, Indicator};
use crate::money::{AmountUnit, Money};
use crate::number;
use crate::period::{FiscalYear, Period, parse_date};
use crate::project::{BudgetBook, Category, ExAnteReport, Flag, Novelty, Project, ProjectKind};
use crate::target::Target;
use crate::target_value::{Quantity, Sign, TargetValue, names_sign, read, read_parts};
use crate::typed::Typed;
use crate::unit::{Unit, UnitKind};
use chrono::NaiveDate;

/// Why a cell cannot take a text at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditFault {
    /// There is no such cell.
    #[error("找不到要修改的单元格（{0}），请刷新后再试")]
    NoSuchCell(String),
    /// A word that the list of choices does not have.
    #[error("“{text}”不是可选的{field}，请选择：{choices}")]
    NotAChoice {
        /// What was typed.
        text: String,
        /// The field's name.
        field: String,
        /// The choices.
        choices: String,
    },
    /// A cell that holds a day and keeps no other text.
    #[error("“{text}”不是{field}，请写成 2026年7月15日 或 2026-07-15")]
    NotADate {
        /// What was typed.
        text: String,
        /// The field's name.
        field: String,
    },
}

/// Sets a cell below `/projects/{id}/`; `rest` is the path after it. Returns the name of the cell for the history:
/// `“项目总成本”的分值`.
pub fn set_project_cell(
    project: &mut Project,
    target: Option<&mut Target>,
    rest: &str,
    text: &str,
    unit: AmountUnit,
) -> Result<String, EditFault> {
    let missing = || EditFault::NoSuchCell(rest.to_owned());
    let parts: Vec<&str> = rest.split('/').collect();
    let year = project.year;
    let named = |what: &str| Ok(what.to_owned());
    match parts.as_slice() {
        ["name"] => text_cell(&mut project.name, text, "项目名称"),
        ["code"] => {
            project.code = crate::text::squeezed(text);
            named("项目代码")
        }
        ["department"] => text_cell(&mut project.department, text, "主管部门"),
        ["implementer"] => text_cell(&mut project.implementer, text, "实施单位"),
        ["person"] => text_cell(&mut project.person, text, "项目负责人"),
        ["phone"] => text_cell(&mut project.phone, text, "联系电话"),
        ["kind"] => {
            project.kind =
                choice(text, "项目类别", ProjectKind::from_key, ProjectKind::from_name, || {
                    names(ProjectKind::ALL, |k| k.name())
                })?
                .unwrap_or(ProjectKind::Project);
            named("项目类别")
        }
        ["novelty"] => {
            project.novelty = choice(text, "项目属性", Novelty::from_key, Novelty::from_name, || {
                names(Novelty::ALL, |k| k.name())
            })?;
            named("项目属性")
        }
        ["category"] => {
            project.category = choice(text, "支出类别", Category::from_key, Category::from_name, || {
                names(Category::ALL, |k| k.name())
            })?;
            named("支出类别")
        }
        ["book"] => {
            project.book = choice(text, "预算来源", BudgetBook::from_key, BudgetBook::from_name, || {
                names(BudgetBook::ALL, |k| k.name())
            })?;
            named("预算来源")
        }
        ["period"] => {
            let _ = project.period.typed(text, Period::parse);
            named("起止时间")
        }
        ["flags", key] => {
            let flag = Flag::from_key(key).ok_or_else(missing)?;
            if matches!(text.trim(), "" | "0" | "false" | "否") {
                project.flags.remove(&flag);
            } else {
                project.flags.insert(flag);
            }
            Ok(format!("“{}”标记", flag.name()))
        }
        ["ex_ante", part] => ex_ante(project, part, text),
        ["funds", horizon, source] => {
            let horizon = horizon_of(horizon).ok_or_else(missing)?;
            let source = FundSource::from_key(source).ok_or_else(missing)?;
            let cell = project.funds.column_mut(horizon).parts.entry(source).or_default();
            let _ = cell.typed(text, |text| Money::parse(text, unit));
            Ok(format!("{}{}", horizon.name(), source.name()))
        }
        ["target", "annual_goal"] => {
            text_cell(&mut target.ok_or_else(missing)?.annual_goal, text, "年度目标")
        }
        ["target", "medium_goal"] => {
            text_cell(&mut target.ok_or_else(missing)?.medium_goal, text, "中期目标")
        }
        ["target", "indicators", id, column] => {
            let target = target.ok_or_else(missing)?;
            let indicator =
                target.indicators.iter_mut().find(|i| i.id.as_str() == *id).ok_or_else(missing)?;
            indicator_cell(indicator, target.taxonomy, column, text, year)
        }
        _ => Err(missing()),
    }
}

pub(crate) fn text_cell(cell: &mut String, text: &str, what: &str) -> Result<String, EditFault> {
    cell.clear();
    cell.push_str(text.trim());
    Ok(what.to_owned())
}

fn horizon_of(key: &str) -> Option<Horizon> {
    [Horizon::Annual, Horizon::Medium].into_iter().find(|horizon| horizon.key() == key)
}

pub(crate) fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> String {
    all.iter().map(|member| name(*member)).collect::<Vec<_>>().join("、")
}

/// A day, or nothing where the cell was cleared.
pub(crate) fn day(text: &str, field: &str) -> Result<Option<NaiveDate>, EditFault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_date(text)
        .map(Some)
        .map_err(|_| EditFault::NotADate { text: crate::text::quoted(text), field: field.to_owned() })
}

pub(crate) fn choice<T>(
    text: &str,
    field: &str,
    by_key: impl Fn(&str) -> Option<T>,
    by_name: impl Fn(&str) -> Option<T>,
    choices: impl Fn() -> String,
) -> Result<Option<T>, EditFault> {
    let plain = text.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    by_key(plain).or_else(|| by_name(plain)).map(Some).ok_or_else(|| EditFault::NotAChoice {
        text: plain.to_owned(),
        field: field.to_owned(),
        choices: choices(),
    })
}

fn ex_ante(project: &mut Project, part: &str, text: &str) -> Result<String, EditFault> {
    let report = project.ex_ante.get_or_insert_with(|| ExAnteReport {
        title: String::new(),
        conclusion: String::new(),
        date: None,
    });
    match part {
        "title" => report.title = text.trim().to_owned(),
        "conclusion" => report.conclusion = text.trim().to_owned(),
        "date" => report.date = day(text, "评估日期")?,
        _ => return Err(EditFault::NoSuchCell(format!("ex_ante/{part}"))),
    }
    let blank = report.title.is_empty() && report.conclusion.is_empty() && report.date.is_none();
    if blank {
        project.ex_ante = None;
    }
    Ok("事前绩效评估报告".to_owned())
}

pub(crate) fn indicator_cell(
    indicator: &mut Indicator,
    taxonomy: crate::indicator::Taxonomy,
    column: &str,
    text: &str,
    year: FiscalYear,
) -> Result<String, EditFault> {
    let before =
        if indicator.name.is_empty() { indicator.class.name().to_owned() } else { indicator.name.clone() };
    let label = |what: &str| Ok(format!("“{before}”的{what}"));
    match column {
        "name" => {
            indicator.name = text.trim().to_owned();
            label("名称")
        }
        "value" => {
            set_value(&mut indicator.value, text, year);
            label("指标值")
        }
        "sign" => {
            let sign = choice(text, "计算符号", Sign::from_key, Sign::from_name, || {
                names(Sign::ALL, |s| s.name())
            })?;
            set_sign(indicator, sign, year);
            label("计算符号")
        }
        "unit" => {
            set_unit(indicator, &crate::text::half_width(text));
            label("计量单位")
        }
        "weight" => {
            let _ = indicator.weight.typed(text, weight);
            label("分值")
        }
        "class" => {
            let found = choice(
                text,
                "二级指标",
                Class::from_key,
                |word| Class::from_word(word, taxonomy),
                || names(taxonomy.classes(), |class| class.name()),
            )?;
            if let Some(class) = found {
                indicator.class = class;
            }
            label("二级指标")
        }
        "explanation" => {
            indicator.explanation = text.trim().to_owned();
            label("指标解释")
        }
        "standard" => {
            indicator.standard = text.trim().to_owned();
            label("评分标准")
        }
        "note" => {
            indicator.note = text.trim().to_owned();
            label("备注")
        }
        _ => Err(EditFault::NoSuchCell(format!("indicators/{column}"))),
    }
}

/// Points as typed: `22.5`, `22.5分`; a weight of `10%` means 10 of 100 points.
pub(crate) fn weight(text: &str) -> Result<rust_decimal::Decimal, number::NumberFault> {
    number::parse(text.trim().trim_end_matches(['分', '%', '％']))
}

/// A new value beside the sign and unit that are there, in whatever order the three are typed.
pub(crate) fn set_value(cell: &mut Typed<TargetValue>, text: &str, year: FiscalYear) {
    let beside = cell.value.clone();
    if text.trim().is_empty() {
        // Sign and unit have cells of their own: clearing the number leaves them.
        let kept = beside.filter(|value| value.as_number().is_some() || value.is_waiting());
        *cell = Typed { value: kept.map(|v| TargetValue::waiting(v.sign, &v.unit)), invalid: None };
        settle(cell);
        return;
    }
    let _ = cell.typed(text, |text| match beside {
        Some(value) if value.is_waiting() => {
            // A unit alone stands with =, which nobody typed.
            let typed = value.sign != Sign::Equal || value.unit.is_empty();
            read_parts(if typed { value.sign.name() } else { "" }, text, &value.unit, Some(year))
        }
        beside => {
            let mut value = read(text, Some(year))?;
            // A bare number typed over `≥95%` keeps the unit that stands beside it, and the sign unless it brings one.
            if let Some(beside) = beside.filter(|_| value.unit.is_empty() && value.as_number().is_some()) {
                value.unit = beside.unit;
                if !names_sign(text) && beside.sign != Sign::Qualitative {
                    value.sign = beside.sign;
                }
            }
            Ok(value)
        }
    });
}

/// A unit behind the number, or before there is one.
fn set_unit(indicator: &mut Indicator, unit: &str) {
    match &mut indicator.value.value {
        Some(value) if value.unit != unit && (value.as_number().is_some() || value.is_waiting()) => {
            value.unit = unit.to_owned();
            settle(&mut indicator.value);
        }
        None if !unit.is_empty() => indicator.value.value = Some(TargetValue::waiting(Sign::Equal, unit)),
        _ => {}
    }
}

/// Another sign over the same value: words become words again, a number stays a number. `None` is a cleared cell.
fn set_sign(indicator: &mut Indicator, sign: Option<Sign>, year: FiscalYear) {
    let new = sign.unwrap_or(Sign::Equal);
    let Some(value) = &mut indicator.value.value else {
        indicator.value.value = sign.map(|sign| TargetValue::waiting(sign, ""));
        return;
    };
    if value.is_waiting() {
        value.sign = new;
        if sign.is_none() {
            settle(&mut indicator.value);
        }
        return;
    }
    match (&value.quantity, new) {
        (Quantity::Text(words), Sign::Qualitative) => *value = TargetValue::words(&words.clone()),
        (_, Sign::Qualitative) => *value = TargetValue::words(&value.print()),
        (Quantity::Text(words), _) => {
            if let Ok(read) = read_parts(new.name(), words, "", Some(year)) {
                *value = read;
            }
        }
        _ => value.sign = new,
    }
}

/// Nothing but the sign that stands where nobody chose one is no value at all.
fn settle(cell: &mut Typed<TargetValue>) {
    if cell.value.as_ref().is_some_and(|v| v.is_waiting() && v.unit.is_empty() && v.sign == Sign::Equal) {
        cell.value = None;
    }
}

/// Sets a cell below `/unit/`. Returns the name of the cell.
pub fn set_unit_cell(unit: &mut Unit, field: &str, text: &str) -> Result<String, EditFault> {
    let squeezed = || crate::text::squeezed(text);
    match field {
        "name" => text_cell(&mut unit.name, text, "单位名称"),
        "head" => text_cell(&mut unit.head, text, "单位负责人"),
        "phone" => text_cell(&mut unit.phone, text, "联系电话"),
        "parent_name" => text_cell(&mut unit.parent_name, text, "主管部门"),
        "code" => text_cell(&mut unit.code, &squeezed(), "单位代码"),
        "credit_code" => text_cell(&mut unit.credit_code, &squeezed().to_uppercase(), "统一社会信用代码"),
        "division_code" => text_cell(&mut unit.division_code, &squeezed(), "财政区划代码"),
        "kind" => {
            let found = UnitKind::ALL.into_iter().find(|kind| kind.name() == text.trim());
            unit.kind = found.ok_or_else(|| EditFault::NotAChoice {
                text: text.trim().to_owned(),
                field: "单位类型".to_owned(),
                choices: names(&UnitKind::ALL, |kind| kind.name()),
            })?;
            Ok("单位类型".to_owned())
        }
        _ => Err(EditFault::NoSuchCell(format!("unit/{field}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Taxonomy;
    use crate::period::FiscalYear;
    use crate::typed::Id;

    fn subject() -> (Project, Target) {
        let id = |text: &str| Id(text.to_owned());
        let project = Project::new(id("p"), id("u"), FiscalYear(2026), "村级补助");
        let mut target = Target::new(id("t"), id("p"), "mof-2020", Taxonomy::Y2015);
        target.indicators.push(Indicator::new(id("i"), Horizon::Annual, Class::Quantity, "补助村数"));
        (project, target)
    }

    #[test]
    fn cells_take_what_is_typed() {
        let (mut project, mut target) = subject();
        for (path, text, name) in [
            ("name", " 村级补助经费 ", "项目名称"),
            ("novelty", "延续项目", "项目属性"),
            ("period", "2026年1月-2026年12月", "起止时间"),
            ("flags/secret", "是", "“涉密”标记"),
            ("funds/annual/fiscal", "202.64", "年度财政拨款"),
            ("target/indicators/i/value", "≥ 95 ％", "“补助村数”的指标值"),
            ("target/indicators/i/value", "98", "“补助村数”的指标值"),
            ("target/indicators/i/weight", "22.5分", "“补助村数”的分值"),
            ("target/indicators/i/class", "质量指标", "“补助村数”的二级指标"),
        ] {
            let label = set_project_cell(&mut project, Some(&mut target), path, text, AmountUnit::WanYuan);
            assert_eq!(label.as_deref(), Ok(name), "{path}");
        }
        let indicator = &target.indicators[0];
        assert_eq!(indicator.value.value.as_ref().unwrap().print(), "≥98%");
        assert_eq!(project.funds.annual.total(), Some(Money::from_fen(202_640_000)));
        assert!(project.is_secret());
    }

    #[test]
    fn sign_unit_and_value_come_in_any_order() {
        for (sign, unit, value, expected) in [
            ("≥", "%", "95", "≥95%"),
            ("≤", "天", "30", "≤30天"),
            ("=", "个", "8", "8个"),
            (">", "万元", "1,234.5", ">1234.5万元"),
            ("≥", "", "95%", "≥95%"),
            ("", "%", "≥ 95", "≥95%"),
            ("", "户", "２０", "20户"),
            ("=", "", "2026年12月31日", "=2026年12月31日"),
            ("定性", "", "持续改善", "持续改善"),
            ("定性", "", "95%", "95%"),
            ("≥", "人", "约50", ""),
        ] {
            let cells = [("sign", sign), ("unit", unit), ("value", value)];
            let mut seen = Vec::new();
            for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                let (mut project, mut target) = subject();
                for (column, text) in
                    order.map(|at: usize| cells[at]).iter().filter(|cell| !cell.1.is_empty())
                {
                    let path = format!("target/indicators/i/{column}");
                    set_project_cell(&mut project, Some(&mut target), &path, text, AmountUnit::WanYuan)
                        .unwrap();
                }
                seen.push(target.indicators.remove(0).value);
            }
            assert!(seen.iter().all(|cell| *cell == seen[0]), "{sign} {unit} {value}: {seen:?}");
            assert_eq!(seen[0].value.as_ref().unwrap().print(), expected);
            assert_eq!(seen[0].invalid.is_some(), expected.is_empty(), "{seen:?}");
        }
    }

    #[test]
    fn clearing_one_of_the_three_leaves_the_others() {
        for (clear, expected) in [
            (&["value"][..], Some(("≥", "", "%"))),
            (&["sign"], Some(("=", "95", "%"))),
            (&["unit"], Some(("≥", "95", ""))),
            (&["value", "unit"], Some(("≥", "", ""))),
            (&["value", "unit", "sign"], None),
            (&["sign", "unit", "value"], None),
        ] {
            let (mut project, mut target) = subject();
            let mut set = |column: &str, text: &str| {
                let path = format!("target/indicators/i/{column}");
                set_project_cell(&mut project, Some(&mut target), &path, text, AmountUnit::WanYuan).unwrap()
            };
            set("value", "≥95%");
            for column in clear {
                set(column, "");
            }
            let left = target.indicators[0].value.value.as_ref();
            let left = left.map(|v| (v.sign.name(), v.bare(), v.unit.clone()));
            assert_eq!(left, expected.map(|(s, v, u)| (s, v.to_owned(), u.to_owned())), "{clear:?}");
        }
    }

    #[test]
    fn a_number_keeps_the_sign_beside_it_unless_it_brings_one() {
        for (typed, expected) in [
            ("98", "≥98%"),
            ("=98", "98%"),
            ("等于98", "98%"),
            ("≤98", "≤98%"),
            ("98个", "98个"),
            ("≥98%", "≥98%"),
        ] {
            let (mut project, mut target) = subject();
            for text in ["≥95%", typed] {
                let path = "target/indicators/i/value";
                set_project_cell(&mut project, Some(&mut target), path, text, AmountUnit::WanYuan).unwrap();
            }
            let now = target.indicators[0].value.value.as_ref().unwrap();
            assert_eq!(now.print(), expected, "{typed}");
        }
    }

    #[test]
    fn an_unreadable_day_leaves_the_one_that_stands() {
        let (mut project, _) = subject();
        let mut set =
            |text: &str| set_project_cell(&mut project, None, "ex_ante/date", text, AmountUnit::WanYuan);
        assert!(set("2026-07-15").is_ok());
        assert!(matches!(set("7月中旬"), Err(EditFault::NotADate { .. })));
        assert_eq!(project.ex_ante.unwrap().date.unwrap().to_string(), "2026-07-15");
    }

    #[test]
    fn unreadable_text_stays_and_wrong_choices_are_refused() {
        let (mut project, mut target) = subject();
        let mut set = |path: &str, text: &str| {
            set_project_cell(&mut project, Some(&mut target), path, text, AmountUnit::WanYuan)
        };
        assert!(set("target/indicators/i/value", "≥95%").is_ok());
        assert!(set("target/indicators/i/value", "80%-90%").is_ok());
        assert!(matches!(set("novelty", "半新"), Err(EditFault::NotAChoice { .. })));
        assert!(matches!(set("target/indicators/x/value", "1"), Err(EditFault::NoSuchCell(_))));
        let cell = &target.indicators[0].value;
        assert_eq!(cell.invalid.as_deref(), Some("80%-90%"));
        assert_eq!(cell.value.as_ref().unwrap().print(), "≥95%");
    }
}
