//! Projects made from others: duplicates, last year's, templates.

use super::{names, open_project, secret_project, undo, view};
use app::commands::Empty;
use app::usecase::{copies, edit, project, store, template};
use domain::carry::names_year;
use domain::period::FiscalYear;
use support::Desk;

const OLD: FiscalYear = FiscalYear(2026);

/// The demo unit with an empty year behind its own.
fn next_year() -> Desk {
    let desk = Desk::demo();
    set_year(&desk, 2027);
    desk
}

fn set_year(desk: &Desk, year: i64) {
    store::set_year(&desk.app, store::SetYear { year, pack: None }).unwrap();
}

fn carry(projects: &[&str], funds: bool, goals: bool) -> copies::Carry {
    let projects = projects.iter().map(|name| (*name).to_owned()).collect();
    copies::Carry { from: OLD, projects, funds, goals }
}

#[test]
fn a_duplicate_is_a_project_of_its_own() {
    let desk = Desk::demo();
    let id = open_project(&desk);
    let before = view(&desk, &id);
    let copy =
        copies::duplicate(&desk.app, copies::Duplicate { id: id.clone(), name: " 第二期 ".into() }).unwrap();
    let after = view(&desk, &copy.id);
    assert_eq!((after.name.as_str(), names(&after)), ("第二期", names(&before)));
    assert!(after.indicators.iter().all(|row| before.indicators.iter().all(|old| old.id != row.id)));
    assert_eq!(after.funds[0].amount, before.funds[0].amount);
    assert_eq!(after.identity.iter().find(|cell| cell.label == "项目代码").unwrap().text, "");
    assert_eq!(undo(&desk), format!("复制项目“{}”为“第二期”", before.name));
    let secret = copies::Duplicate { id: secret_project(&desk), name: "甲".into() };
    let copy = copies::duplicate(&desk.app, secret).unwrap();
    assert!(view(&desk, &copy.id).secret);
    let blank = copies::Duplicate { id, name: " ".into() };
    assert_eq!(copies::duplicate(&desk.app, blank).unwrap_err().code, "APP-EDIT");
}

#[test]
fn a_year_is_carried_into_the_next_once() {
    let desk = next_year();
    let plan = copies::carry_plan(&desk.app, copies::CarryQuery::default()).unwrap();
    assert_eq!((plan.from, plan.years.as_slice(), plan.rows.len()), (OLD, &[OLD, FiscalYear(2025)][..], 12));
    assert!(plan.rows.iter().all(|row| !row.exists) && plan.rows.iter().any(|row| row.indicators > 2));
    let done = copies::carry(&desk.app, carry(&[], false, true)).unwrap();
    assert_eq!((done.created, done.skipped.len()), (12, 0));
    let list = project::list(&desk.app, Empty {}).unwrap();
    assert_eq!(list.rows.len(), 12);
    for row in &list.rows {
        let old = plan.rows.iter().find(|old| old.name == row.name).unwrap();
        let code = if names_year(&old.code, OLD) { "" } else { old.code.as_str() };
        assert!(row.can_carry && row.amount.is_none(), "{row:?}");
        assert_eq!((row.code.as_str(), row.state.as_str()), (if row.secret { "" } else { code }, "编制中"));
        assert_eq!(row.novelty, if row.secret { "" } else { "延续" });
        assert_eq!(row.indicators, if row.secret { 0 } else { old.indicators });
        let view = view(&desk, &row.id);
        let last = view.last_year.unwrap();
        assert_eq!(
            (last.year, &last.project, last.indicators.is_empty()),
            (OLD, &old.id, old.indicators == 0 || row.secret)
        );
        for now in &view.indicators {
            let last = now.last.as_ref().unwrap();
            assert_eq!((last.year, &last.value_text, last.score.as_str()), (OLD, &now.value_text, ""));
        }
    }
    let again = copies::carry(&desk.app, carry(&[], false, true)).unwrap();
    assert_eq!((again.created, again.skipped.len()), (0, 12));
    assert!(again.skipped.iter().all(|skipped| skipped.why.contains('请')));
    assert_eq!(undo(&desk), "从 2026 年度结转 12 个项目");
    assert!(project::list(&desk.app, Empty {}).unwrap().rows.is_empty());
    // Money only if asked; one by name; a project of the same name is not doubled.
    let name = plan.rows.iter().find(|row| !row.amount_text.is_empty()).unwrap().name.clone();
    let done = copies::carry(&desk.app, carry(&[&name], true, false)).unwrap();
    assert_eq!(done.created, 1);
    let list = project::list(&desk.app, Empty {}).unwrap();
    assert!(list.rows[0].amount.is_some());
    assert!(view(&desk, &list.rows[0].id).goals.iter().all(|goal| goal.text.is_empty()));
    let other = plan.rows.iter().find(|row| row.name != name).unwrap();
    project::create(&desk.app, project::NewProject { name: other.name.clone(), template: None }).unwrap();
    let done = copies::carry(&desk.app, carry(&[&other.name], true, false)).unwrap();
    assert!(done.created == 0 && done.skipped[0].why.contains("同名"), "{:?}", done.skipped);
    for (query, code) in [
        (carry(&["没有这个"], false, false), "APP-NOT-FOUND"),
        (copies::Carry { from: FiscalYear(2027), ..carry(&[], false, false) }, "APP-YEAR"),
        (copies::Carry { from: FiscalYear(2024), ..carry(&[], false, false) }, "APP-YEAR"),
    ] {
        assert_eq!(copies::carry(&desk.app, query).unwrap_err().code, code);
    }
}

#[test]
fn last_years_target_comes_in_without_overwriting_rows() {
    let desk = Desk::demo();
    let old = view(&desk, &open_project(&desk));
    set_year(&desk, 2027);
    let id = project::create(&desk.app, project::NewProject { name: old.name.clone(), template: None })
        .unwrap()
        .id;
    let copy = |indicators: Vec<String>, goals| {
        let query = copies::CopyLastYear { project: id.clone(), indicators, goals };
        copies::copy_last_year(&desk.app, query)
    };
    let first = old.indicators[0].id.clone();
    let done = copy(vec![first], false).unwrap();
    assert_eq!((done.added, done.changed), (1, 0));
    let row = view(&desk, &id).indicators[0].clone();
    edit::cell(&desk.app, edit::EditCell { path: format!("{}/value", row.path), text: "77".into() }).unwrap();
    let done = copy(Vec::new(), true).unwrap();
    assert_eq!(done.added, old.indicators.len() - 1);
    assert!(done.changed >= 1 && done.label.unwrap().contains("2026"));
    let now = view(&desk, &id);
    assert!(now.indicators.iter().any(|row| row.value == "77"), "what was typed stays");
    assert_eq!(now.goals[0].text, old.goals[0].text);
    assert_eq!(copy(Vec::new(), true).unwrap().label, None, "nothing left to take");
    assert_eq!(copy(vec!["x".into()], true).unwrap_err().code, "APP-NOT-FOUND");
    let alone = project::NewProject { name: "没有上年".into(), template: None };
    let alone = project::create(&desk.app, alone).unwrap().id;
    let query = copies::CopyLastYear { project: alone, indicators: vec![], goals: true };
    assert_eq!(copies::copy_last_year(&desk.app, query).unwrap_err().code, "APP-NOT-FOUND");
}

#[test]
fn templates_are_kept_and_begin_projects() {
    let desk = Desk::demo();
    let id = open_project(&desk);
    let source = view(&desk, &id);
    let save = |project: &str, name: &str| {
        template::save(&desk.app, template::SaveTemplate { project: project.into(), name: name.into() })
    };
    assert!(save(&id, "村级").unwrap().label.unwrap().ends_with("存为模板“村级”"));
    for (project, name, code) in [
        (id.as_str(), "村级", "APP-TEMPLATE"),
        (&id, " ", "APP-TEMPLATE"),
        (&secret_project(&desk), "密", "APP-SECRET"),
        ("没有", "甲", "APP-NOT-FOUND"),
    ] {
        assert_eq!(save(project, name).unwrap_err().code, code, "{project} {name}");
    }
    let list = template::list(&desk.app, Empty {}).unwrap();
    assert_eq!((list.len(), list[0].indicators), (1, source.indicators.len()));
    assert!(list[0].from.contains(&source.name) && list[0].from.contains("2026"), "{:?}", list[0]);
    assert_eq!(view(&desk, &id).saved_as, ["村级"]);
    let new = project::NewProject { name: "新建一个".into(), template: Some("村级".into()) };
    let made = project::create(&desk.app, new).unwrap().id;
    let made = view(&desk, &made);
    assert_eq!((names(&made), &made.goals[0].text), (names(&source), &source.goals[0].text));
    assert_eq!(undo(&desk), "新建项目“新建一个”（模板“村级”）");
    let blank =
        project::create(&desk.app, project::NewProject { name: "空".into(), template: None }).unwrap().id;
    let apply = |project: &str| {
        let query = template::ApplyTemplate { template: "村级".into(), project: project.into() };
        template::apply(&desk.app, query)
    };
    assert_eq!(apply(&blank).unwrap().added, source.indicators.len());
    let again = apply(&blank).unwrap();
    assert_eq!((again.added, again.changed, again.label), (0, 0, None));
    assert_eq!(apply(&secret_project(&desk)).unwrap_err().code, "APP-SECRET");
    template::delete(&desk.app, template::TemplateId { id: list[0].id.clone() }).unwrap();
    assert!(template::list(&desk.app, Empty {}).unwrap().is_empty());
    assert_eq!(undo(&desk), "删除模板“村级”");
    assert_eq!(template::list(&desk.app, Empty {}).unwrap().len(), 1);
}
