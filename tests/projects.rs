//! Many projects at once: their sum, and deleting them as one step.
#![allow(clippy::unwrap_used)]

use app::commands::Empty;
use app::usecase::project_many::{self, Projects};
use app::usecase::{edit, handing, project};
use domain::handing::Handing;
use domain::money::Money;
use support::Desk;

fn rows(desk: &Desk) -> Vec<project::ProjectRow> {
    project::list(&desk.app, Empty {}).unwrap().rows
}

fn named(names: &[&str]) -> Projects {
    Projects { projects: names.iter().map(|name| (*name).to_owned()).collect() }
}

#[test]
fn a_sum_is_the_programs_and_counts_each_project_once() {
    let desk = Desk::demo();
    let all = project::list(&desk.app, Empty {}).unwrap();
    let ids: Vec<&str> = all.rows.iter().map(|row| row.id.as_str()).collect();
    let whole = project_many::sum(&desk.app, named(&ids)).unwrap();
    assert_eq!((whole.total, &whole.total_text), (all.total, &all.total_text));
    assert_eq!(whole.projects, all.rows.len());

    let (first, second) = (&all.rows[0], &all.rows[1]);
    let two = first.amount.unwrap_or_default() + second.amount.unwrap_or_default();
    for (names, total, count) in [
        (vec![first.id.as_str(), second.name.as_str()], two, 2),
        (vec![first.id.as_str(), first.name.as_str()], first.amount.unwrap_or_default(), 1),
        (vec!["没有这个项目"], Money::default(), 0),
        (vec![], Money::default(), 0),
        (vec![""], Money::default(), 0),
    ] {
        let sum = project_many::sum(&desk.app, named(&names)).unwrap();
        assert_eq!((sum.total, sum.projects), (total, count), "{names:?}");
    }
}

#[test]
fn many_are_deleted_in_one_step_and_those_that_cannot_be_are_named() {
    let desk = Desk::demo();
    let before = rows(&desk);
    let open: Vec<&project::ProjectRow> = before.iter().filter(|row| row.state == "编制中").take(3).collect();
    let held = open[2];
    let ask = handing::HandOn { projects: vec![held.id.clone()], to: Handing::Review, remark: None };
    assert_eq!(handing::hand_on(&desk.app, ask).unwrap().done, 1);

    let (a, b) = (open[0], open[1]);
    let out =
        project_many::delete(&desk.app, named(&[&a.id, &b.name, &a.id, &held.id, "没有这个项目"])).unwrap();
    assert_eq!((out.done, out.label.as_deref()), (2, Some("删除 2 个项目")));
    assert_eq!(
        out.refused.iter().map(|no| no.name.as_str()).collect::<Vec<_>>(),
        [&held.name, "没有这个项目"]
    );
    assert!(out.refused[0].why.contains("待复核"), "{}", out.refused[0].why);
    assert_eq!(rows(&desk).len(), before.len() - 2);

    assert_eq!(edit::undo(&desk.app, Empty {}).unwrap().label.as_deref(), Some("删除 2 个项目"));
    assert_eq!(rows(&desk).len(), before.len());

    let one = project_many::delete(&desk.app, named(&[&a.id])).unwrap();
    assert_eq!(one.label, Some(format!("删除项目“{}”", a.name)));
    let none = project_many::delete(&desk.app, named(&[&held.id])).unwrap();
    assert_eq!((none.done, none.label), (0, None));
}
