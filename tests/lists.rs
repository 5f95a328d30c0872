//! The kept list of projects is the list that a fresh look gives, whatever was done in between.
#![allow(clippy::unwrap_used)]

use app::commands::{Empty, call};
use app::usecase::{check, edit, project, store};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::Desk;

fn list(desk: &Desk) -> Value {
    serde_json::to_value(project::list(&desk.app, Empty {}).unwrap()).unwrap()
}

/// The list as a program that has just been started sees it, beside the one that works.
fn fresh(desk: &Desk) -> Value {
    let other = Desk::empty();
    let folder = desk.path("demo").display().to_string();
    let info = store::open(&other.app, store::OpenStore { folder }).unwrap();
    assert!(info.read_only);
    list(&other)
}

/// Carries out a step that is picked by three numbers; a refusal is as good as a step.
fn act(desk: &Desk, kind: u8, which: usize, text: &str) {
    let call = |name: &str, payload: Value| call(&desk.app, name, payload);
    let rows = project::list(&desk.app, Empty {}).unwrap().rows;
    let id = rows.get(which % rows.len().max(1)).map(|row| row.id.clone()).unwrap_or_default();
    let view = || project::get(&desk.app, project::ProjectId { id: id.clone() });
    let cell =
        |rest: &str| call("edit.cell", json!({"path": format!("/projects/{id}/{rest}"), "text": text}));
    let _ = match kind {
        0 => cell("name"),
        1 => cell("funds/annual/fiscal"),
        2 => cell("target/annual_goal"),
        3 => match view().ok().and_then(|view| view.indicators.into_iter().nth(which % 3)) {
            Some(row) => call("edit.cell", json!({"path": format!("{}/weight", row.path), "text": text})),
            None => cell("flags/secret"),
        },
        4 => match view().ok().and_then(|view| view.indicators.into_iter().next()) {
            Some(row) => call("indicator.remove", json!({"path": row.path})),
            None => cell("code"),
        },
        5 => call("indicator.add", json!({"project": id, "name": text})),
        6 => call("project.create", json!({"name": format!("新项目{text}")})),
        7 => call("project.delete", json!({"id": id})),
        8 | 9 => call("edit.undo", json!({})),
        10 => call("edit.redo", json!({})),
        11 => call("edit.cell", json!({"path": "/unit/name", "text": format!("镇{text}")})),
        12 => call("store.set_year", json!({"year": 2025 + which % 2, "pack": "mof-2020"})),
        13 => {
            let pack = ["mof-2020", "putuo-2023"][which % 2];
            call("store.set_year", json!({"year": 2026, "pack": pack}))
        }
        14 => call("deadline.save", json!({"title": "报送", "date": "2026-12-01", "about": "target"})),
        _ => call(
            "import.commit",
            json!({"file": concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo/demo.xlsx")}),
        ),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn the_kept_list_is_the_fresh_one(steps in prop::collection::vec((0u8..16, 0usize..40, "[0-9]{0,3}"), 1..25)) {
        let desk = Desk::demo();
        for (number, (kind, which, text)) in steps.iter().enumerate() {
            act(&desk, *kind, *which, text);
            // Sometimes several steps lie between two looks at the list.
            if number % 3 != 1 {
                prop_assert_eq!(list(&desk), fresh(&desk), "after step {} of {:?}", number, steps);
            }
        }
        prop_assert_eq!(list(&desk), fresh(&desk));
    }
}

#[test]
fn what_two_projects_share_is_told_everywhere_alike() {
    let desk = Desk::demo();
    let rows = || project::list(&desk.app, Empty {}).unwrap().rows;
    let of = |place: usize| rows()[place].id.clone();
    let view = |place: usize| project::get(&desk.app, project::ProjectId { id: of(place) }).unwrap();
    let set = |path: String, text: &str| {
        edit::cell(&desk.app, edit::EditCell { path, text: text.into() }).unwrap();
    };
    let before = rows();
    let goal = "完成本年度建设任务，项目按期验收合格，资金按规定使用，群众满意度有所提高。";
    set(format!("/projects/{}/target/annual_goal", of(0)), goal);
    set(format!("/projects/{}/code", of(1)), &before[0].code);
    set(format!("/projects/{}/target/annual_goal", of(1)), goal);
    let now = rows();
    let (errors, explains) = (now[1].errors - before[1].errors, now[1].explains - before[1].explains);
    assert_eq!((errors, explains), (1, 1));
    // The sheet, its check and the whole unit's name the same.
    let told: Vec<String> = view(1).findings.into_iter().map(|found| found.text).collect();
    for text in ["的项目代码相同", "一字不差"] {
        assert!(told.iter().any(|told| told.contains(text)), "{told:?}");
        for project in [Some(of(1)), None] {
            let query = check::CheckQuery { project, pack: None };
            let found = check::run(&desk.app, query).unwrap().findings;
            assert_eq!(found.iter().filter(|found| found.text.contains(text)).count(), 1);
        }
    }
    let whole = check::run(&desk.app, check::CheckQuery { project: None, pack: None }).unwrap();
    let in_list = project::list(&desk.app, Empty {}).unwrap();
    assert!(whole.errors >= in_list.errors);
    // Mended at the other project, it is gone at this one.
    set(format!("/projects/{}/code", of(0)), "");
    set(format!("/projects/{}/target/annual_goal", of(0)), "完成本年度各项任务，按期验收，群众满意。");
    assert_eq!((rows()[1].errors, rows()[1].explains), (before[1].errors, now[1].explains - 1));
    assert_eq!(list(&desk), fresh(&desk));
}

#[test]
fn a_look_from_beside_sees_what_the_other_writes() {
    let desk = Desk::demo();
    let other = Desk::empty();
    let folder = desk.path("demo").display().to_string();
    store::open(&other.app, store::OpenStore { folder }).unwrap();
    assert_eq!(list(&other), list(&desk));
    for text in ["改过的名称", "再改"] {
        let id = project::list(&desk.app, Empty {}).unwrap().rows[3].id.clone();
        edit::cell(&desk.app, edit::EditCell { path: format!("/projects/{id}/name"), text: text.into() })
            .unwrap();
        assert_eq!(project::list(&other.app, Empty {}).unwrap().rows[3].name, text);
        assert_eq!(list(&other), list(&desk));
    }
}
