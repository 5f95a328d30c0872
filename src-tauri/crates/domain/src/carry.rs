//! Copies of a project: beside it in the same year, or carried from an earlier year into a later one.

use crate::fund::Funds;
use crate::indicator::{Class, Indicator, Taxonomy};
use crate::period::FiscalYear;
use crate::project::{Flag, Novelty, Project};
use crate::target::Target;
use crate::text::squeezed;
use crate::typed::{Id, Typed};
use crate::unit::check_project_code;

/// The copy of a project under another name in the same year: everything but its code, which is one project's own.
pub fn duplicate(project: &Project, id: Id, name: &str) -> Project {
    if project.is_secret() {
        return secret(project, id, project.year, name);
    }
    Project { id, name: name.to_owned(), code: String::new(), previous: None, ..project.clone() }
}

/// The project in a later year: its identity and flags, a continuing one from now on; money only if asked.
///
/// Of a secret project only the neutral name goes along. The ex-ante report belongs to the year it was made for.
pub fn carried(project: &Project, id: Id, year: FiscalYear, funds: bool) -> Project {
    if project.is_secret() {
        return Project { previous: Some(project.id.clone()), ..secret(project, id, year, &project.name) };
    }
    // A code that names the old year was given to that year's project; the new year's comes from the budget system.
    let code = if names_year(&project.code, project.year) { String::new() } else { project.code.clone() };
    // A period that ends before the new year says nothing about it.
    let period = project.period.value.filter(|period| period.end >= year.first_day());
    Project {
        id,
        year,
        code,
        novelty: Some(Novelty::Continuing),
        period: period.map(Typed::of).unwrap_or_default(),
        funds: if funds { project.funds.clone() } else { Funds::default() },
        ex_ante: None,
        previous: Some(project.id.clone()),
        ..project.clone()
    }
}

fn secret(project: &Project, id: Id, year: FiscalYear, name: &str) -> Project {
    let mut copy = Project::new(id, project.unit_id.clone(), year, name);
    copy.flags.insert(Flag::Secret);
    copy
}

/// Does a project code say the year? A PRO_CODE has it in the seventh and eighth digit; others write it out.
pub fn names_year(code: &str, year: FiscalYear) -> bool {
    if check_project_code(code).is_ok() {
        return code.get(6..8) == Some(format!("{:02}", year.0 % 100).as_str());
    }
    code.contains(&year.0.to_string())
}

/// Fresh indicators with the contents of others, moved into a taxonomy.
pub fn copied<'a>(
    rows: impl IntoIterator<Item = &'a Indicator>,
    taxonomy: Taxonomy,
    new_id: &mut dyn FnMut() -> Id,
) -> Vec<Indicator> {
    let copy = |row: &Indicator| {
        let class = row.class.moved_to(taxonomy);
        Indicator { id: new_id(), class, ..row.clone() }
    };
    rows.into_iter().map(copy).collect()
}

/// What [`take_over`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenOver {
    /// Rows added.
    pub added: usize,
    /// Rows that were there and got what they lacked, and goals that were set.
    pub changed: usize,
}

/// Brings goals and indicators into a target that may have some: a row of the same side, class and name only gets
/// what it lacks, any other is added. A goal that is there stays, unless `replace_goals`.
pub fn take_over(
    target: &mut Target,
    goals: Option<(&str, &str)>,
    replace_goals: bool,
    rows: Vec<Indicator>,
) -> TakenOver {
    let mut done = TakenOver::default();
    if let Some((annual, medium)) = goals {
        for (cell, new) in [(&mut target.annual_goal, annual), (&mut target.medium_goal, medium)] {
            if !new.trim().is_empty() && *cell != new && (replace_goals || cell.trim().is_empty()) {
                *cell = new.to_owned();
                done.changed += 1;
            }
        }
    }
    // Two rows that read alike are two: a row that was here takes one of them, none takes what came along with it.
    let mut free = vec![true; target.indicators.len()];
    for row in rows {
        let same = |known: &Indicator| {
            known.horizon == row.horizon && key(known.class, &known.name) == key(row.class, &row.name)
        };
        let here = target.indicators.iter_mut().zip(&mut free).find(|(known, free)| **free && same(known));
        match here {
            None => {
                target.indicators.push(row);
                done.added += 1;
            }
            Some((known, free)) => {
                *free = false;
                let before = known.clone();
                fill(known, row);
                done.changed += usize::from(*known != before);
            }
        }
    }
    done
}

/// What two years' rows are compared by: the class in the newest tree, and the name.
pub fn key(class: Class, name: &str) -> (Class, String) {
    (class.moved_to(Taxonomy::Y2021), squeezed(name))
}

fn fill(known: &mut Indicator, row: Indicator) {
    if known.lacks_value() {
        known.value = row.value;
    }
    if known.weight.is_blank() {
        known.weight = row.weight;
    }
    for (cell, new) in [
        (&mut known.explanation, row.explanation),
        (&mut known.standard, row.standard),
        (&mut known.note, row.note),
    ] {
        if cell.trim().is_empty() {
            *cell = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::{FundSource, Horizon};
    use crate::money::Money;
    use crate::period::Period;
    use crate::target_value::read;

    fn id(text: &str) -> Id {
        Id(text.to_owned())
    }

    #[test]
    fn codes_that_name_the_year_are_told() {
        for (code, year, expected) in [
            ("53250026T000000000001", 2026, true),
            ("53250026T000000000001", 2025, false),
            ("53250020T202600000001", 2026, false),
            ("XM-2026-01", 2026, true),
            ("XM-01", 2026, false),
            ("", 2026, false),
        ] {
            assert_eq!(names_year(code, FiscalYear(year)), expected, "{code} {year}");
        }
    }

    #[test]
    fn a_project_is_carried_without_what_belongs_to_its_year() {
        let mut old = Project::new(id("old"), id("u"), FiscalYear(2025), "村级补助");
        old.code = "53250025T000000000001".into();
        old.flags.insert(Flag::RuralRevitalization);
        old.novelty = Some(Novelty::New);
        old.funds.annual.parts.insert(FundSource::Fiscal, Typed::of(Money::from_fen(1)));
        for (period, kept) in [("2025年1月-2025年12月", false), ("2024年1月-2027年12月", true)] {
            old.period = Typed::of(Period::parse(period).unwrap());
            let new = carried(&old, id("new"), FiscalYear(2026), false);
            assert_eq!((new.id.as_str(), new.year.0, new.name.as_str()), ("new", 2026, "村级补助"));
            assert_eq!((new.code.as_str(), new.novelty), ("", Some(Novelty::Continuing)));
            assert_eq!((new.previous, new.flags), (Some(id("old")), old.flags.clone()));
            assert_eq!((new.period.value.is_some(), new.funds.annual.total()), (kept, None), "{period}");
        }
        assert_eq!(carried(&old, id("n"), FiscalYear(2026), true).funds, old.funds);
        old.code = "53250020T000000000001".into();
        assert_eq!(carried(&old, id("n"), FiscalYear(2026), true).code, old.code);
        old.flags.insert(Flag::Secret);
        old.person = "填报人甲".into();
        let secret = carried(&old, id("n"), FiscalYear(2026), true);
        assert!(secret.is_secret() && secret.person.is_empty() && secret.funds == Funds::default());
        assert_eq!((secret.flags.len(), secret.name.as_str(), secret.code.as_str()), (1, "村级补助", ""));
        let copy = duplicate(&old, id("c"), "另一个");
        assert!(copy.is_secret() && copy.person.is_empty());
    }

    #[test]
    fn rows_fill_what_is_lacking_and_add_the_rest() {
        let row = |name: &str, class, value: &str| {
            let mut row = Indicator::new(id(name), Horizon::Annual, class, name);
            row.value = read(value, None).map(Typed::of).unwrap_or_default();
            row.explanation = format!("{name}的解释");
            row
        };
        let mut target = Target::new(id("t"), id("p"), "mof-2021", Taxonomy::Y2021);
        target.annual_goal = "已有目标".into();
        target.indicators = vec![
            row("补助村数", Class::Quantity, "≥12个"),
            Indicator::new(id("x"), Horizon::Annual, Class::EconomicCost, "总 成本"),
        ];
        let old = [
            row("补助村数", Class::Quantity, "≥10个"),
            row("总成本", Class::OutputCost, "≤50万元"),
            row("满意度", Class::Satisfaction, "≥90%"),
        ];
        let mut next = 0;
        let mut new_id = || {
            next += 1;
            id(&format!("n{next}"))
        };
        let rows = copied(&old, Taxonomy::Y2021, &mut new_id);
        let done = take_over(&mut target, Some(("去年目标", "中期")), false, rows.clone());
        assert_eq!(done, TakenOver { added: 1, changed: 2 });
        let values: Vec<String> =
            target.indicators.iter().map(|row| row.value.value.as_ref().unwrap().print()).collect();
        assert_eq!(values, ["≥12个", "≤50万元", "≥90%"]);
        assert_eq!((target.annual_goal.as_str(), target.medium_goal.as_str()), ("已有目标", "中期"));
        assert_eq!(take_over(&mut target, None, false, rows), TakenOver::default());
        take_over(&mut target, Some(("去年目标", "")), true, Vec::new());
        assert_eq!((target.annual_goal.as_str(), target.medium_goal.as_str()), ("去年目标", "中期"));
    }
    #[test]
    fn rows_that_read_alike_stay_two() {
        let row = |text: &str, weight: i64| {
            let mut row = Indicator::new(id(text), Horizon::Annual, Class::Quantity, "培训人数");
            row.weight = Typed::of(weight.into());
            row
        };
        let rows = || vec![row("a", 15), row("b", 10)];
        let mut target = Target::new(id("t"), id("p"), "mof-2021", Taxonomy::Y2021);
        assert_eq!(take_over(&mut target, None, false, rows()), TakenOver { added: 2, changed: 0 });
        assert_eq!(target.weight_total(None), 25.into());
        // Brought in again, each finds its own.
        assert_eq!(take_over(&mut target, None, false, rows()), TakenOver::default());
        // One that was here takes one of two; the other comes along.
        target.indicators.truncate(1);
        assert_eq!(take_over(&mut target, None, false, rows()), TakenOver { added: 1, changed: 0 });
    }
}
