//! The demonstration data: everything reads, and the faults that it is meant to show are the only ones.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack, texts, unit, wan};
use domain::check::{Stage, check_unit};
use domain::fund::{FundColumn, FundSource};
use domain::indicator::{Class, Level1, Taxonomy};
use domain::period::{Period, parse_date};
use domain::project::{BudgetBook, Category, ExAnteReport, Flag, Novelty, Project, ProjectKind};
use domain::target::Target;
use domain::typed::{Id, Typed};
use domain::unit::UnitKind;
use toml::{Table, Value};

fn word<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(table: &'a Table, key: &str) -> &'a [Value] {
    table.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn column(table: &Table, key: &str) -> FundColumn {
    let mut column = FundColumn::default();
    for (source, amount) in table.get(key).and_then(Value::as_table).into_iter().flatten() {
        column.parts.insert(FundSource::from_key(source).unwrap(), Typed::of(wan(amount.as_str().unwrap())));
    }
    column
}

fn built(table: &Table, taxonomy: Taxonomy) -> (Project, Target) {
    let choice = |key, found: Option<bool>| assert!(word(table, key).is_empty() || found.is_some(), "{key}");
    let mut case = Case::new(taxonomy);
    {
        let Case { project, target, .. } = &mut case;
        project.id = Id(word(table, "name").to_owned());
        project.name = word(table, "name").to_owned();
        project.code = word(table, "code").to_owned();
        project.kind = ProjectKind::from_name(word(table, "kind")).unwrap();
        project.novelty = Novelty::from_name(word(table, "novelty"));
        choice("novelty", project.novelty.map(|_| true));
        project.category = Category::from_name(word(table, "category"));
        choice("category", project.category.map(|_| true));
        project.book = BudgetBook::from_name(word(table, "book"));
        choice("book", project.book.map(|_| true));
        project.period = Typed::blank();
        project.period.typed(word(table, "period"), Period::parse).unwrap();
        project.department = word(table, "department").to_owned();
        project.person = word(table, "person").to_owned();
        project.flags = list(table, "flags")
            .iter()
            .map(|flag| Flag::from_name(flag.as_str().unwrap()).unwrap())
            .collect();
        project.funds.annual = column(table, "funds");
        project.funds.medium = column(table, "medium_funds");
        project.ex_ante = table.get("ex_ante").and_then(Value::as_table).map(|report| ExAnteReport {
            title: word(report, "title").to_owned(),
            conclusion: word(report, "conclusion").to_owned(),
            date: Some(parse_date(word(report, "date")).unwrap()),
        });
        target.project_id = project.id.clone();
        target.annual_goal = word(table, "annual_goal").to_owned();
        target.medium_goal = word(table, "medium_goal").to_owned();
    }
    for row in list(table, "indicators") {
        let cells: Vec<&str> = row.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap()).collect();
        let [level1, level2, name, value, weight, explanation]: [&str; 6] = cells.try_into().unwrap();
        let class = Class::from_word(level2, taxonomy).unwrap();
        assert_eq!(Some(class.level1()), Level1::from_name(level1), "{row}");
        assert!(!explanation.is_empty(), "{row}");
        case = case.row(class, name, value, weight);
    }
    (case.project, case.target)
}

#[test]
fn the_faults_that_are_meant_are_the_only_ones() {
    let text = texts("demo", "toml").into_iter().find(|(name, _)| name == "demo").unwrap().1;
    let demo: Table = text.parse().unwrap();
    assert_eq!(demo.get("year").and_then(Value::as_integer), Some(2026));
    let tables = |key| list(&demo, key).iter().map(|value| value.as_table().unwrap());
    let mut total = 0;
    for unit_table in tables("units") {
        let mut unit = unit();
        assert!(word(unit_table, "name").contains("虚构"));
        unit.kind = *UnitKind::ALL.iter().find(|kind| kind.name() == word(unit_table, "kind")).unwrap();
        unit.code = word(unit_table, "code").to_owned();
        unit.credit_code = word(unit_table, "credit_code").to_owned();
        unit.division_code = word(unit_table, "division_code").to_owned();
        let taxonomy = Taxonomy::from_key(word(unit_table, "taxonomy")).unwrap();
        let own: Vec<&Table> =
            tables("projects").filter(|table| word(table, "unit") == word(unit_table, "key")).collect();
        let projects: Vec<(Project, Option<Target>)> = own
            .iter()
            .map(|table| built(table, taxonomy))
            .map(|(project, target)| (project, Some(target)))
            .collect();
        let pack = pack(word(unit_table, "pack"));
        let found = check_unit(pack, |_| pack, &unit, &projects, Stage::Seal);
        assert!(found.iter().all(|finding| finding.path.starts_with("/projects/")), "{found:#?}");
        for table in own {
            let at = format!("/projects/{}", word(table, "name"));
            let mut rules: Vec<&str> = found
                .iter()
                .filter(|finding| finding.is_at(&at))
                .map(|finding| finding.rule.as_str())
                .collect();
            rules.dedup();
            let meant: Vec<&str> = list(table, "faults").iter().map(|rule| rule.as_str().unwrap()).collect();
            assert_eq!(rules, meant, "{at} {found:#?}");
            assert!(word(table, "person").is_empty() || word(table, "person").contains("虚构"), "{at}");
            total += 1;
        }
    }
    assert_eq!(total, 12);
}
