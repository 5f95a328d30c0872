//! Operations, undo, redo and their traces.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::period::FiscalYear;
use proptest::prelude::*;
use serde_json::json;
use store::{DataKind, OpKind, Store, Year};
use support::*;

fn set(store: &mut Store, value: i32) {
    let label = format!("设为{value}");
    store.operate(&reversible(&label), |tx| tx.put_setting("x", &json!(value))).unwrap();
}

fn value(store: &Store) -> Option<i64> {
    store.read().setting("x").unwrap().and_then(|value| value.as_i64())
}

fn empty() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(dir.path(), AT).unwrap();
    (dir, store)
}

#[test]
fn undo_and_redo_by_name_also_after_a_restart() {
    let (dir, mut store) = empty();
    assert_eq!(store.undo(WHO, AT).unwrap_err().code(), "STORE-NOTHING-TO-UNDO");
    assert_eq!(store.redo(WHO, AT).unwrap_err().code(), "STORE-NOTHING-TO-REDO");
    (1..=3).for_each(|i| set(&mut store, i));
    assert_eq!(store.undo_label().unwrap().as_deref(), Some("设为3"));
    let done = store.undo(WHO, AT).unwrap();
    assert_eq!((done.value.as_str(), done.changed), ("设为3", [DataKind::Setting].into()));
    drop(store);

    let mut store = Store::open(dir.path(), AT).unwrap();
    assert_eq!(store.redo_label().unwrap().as_deref(), Some("设为3"));
    store.undo(WHO, AT).unwrap();
    assert_eq!(value(&store), Some(1));
    let shown: Vec<(String, bool)> =
        store.history(9).unwrap().into_iter().map(|entry| (entry.label, entry.undone)).collect();
    assert_eq!(shown, vec![("设为3".into(), true), ("设为2".into(), true), ("设为1".into(), false)]);
    assert_eq!(store.redo(WHO, AT).unwrap().value, "设为2");
    assert_eq!(value(&store), Some(2));

    // A new operation takes the place of what could be redone.
    set(&mut store, 9);
    assert_eq!(store.redo(WHO, AT).unwrap_err().code(), "STORE-NOTHING-TO-REDO");
    store.undo(WHO, AT).unwrap();
    assert_eq!(value(&store), Some(2));
    store.undo(WHO, AT).unwrap();
    store.undo(WHO, AT).unwrap();
    assert_eq!((value(&store), store.undo_label().unwrap()), (None, None));
    assert_eq!(store.history(1).unwrap().len(), 1);
    assert_eq!(store.audit_verify().unwrap().broken, None);
}

#[test]
fn a_barrier_stops_undo() {
    let (_dir, mut store) = empty();
    set(&mut store, 1);
    store.operate(&barrier("上报2026年目标"), |tx| tx.put_package(&package(1, "0:"))).unwrap();
    assert_eq!(store.undo_label().unwrap(), None);
    let refused = store.undo(WHO, AT).unwrap_err();
    assert_eq!((refused.code(), refused.to_string().contains("上报2026年目标")), ("STORE-BARRIER", true));
    set(&mut store, 2);
    store.undo(WHO, AT).unwrap();
    assert_eq!(store.undo(WHO, AT).unwrap_err().code(), "STORE-BARRIER");
    assert_eq!(store.history(9).unwrap()[1].kind, OpKind::Barrier);
    assert_eq!(value(&store), Some(1));
}

#[test]
fn what_changes_nothing_leaves_no_trace() {
    let (dir, mut store) = empty();
    set(&mut store, 1);
    set(&mut store, 2);
    store.undo(WHO, AT).unwrap();
    let (head, seq) = (store.audit_head().unwrap(), store.seq().unwrap());
    let same = store.operate(&reversible("照旧"), |tx| tx.put_setting("x", &json!(1)).map(|()| 7)).unwrap();
    assert_eq!((same.value, same.changed.len()), (7, 0));
    let back = store.operate(&reversible("来回"), |tx| {
        tx.put_setting("x", &json!(5))?;
        tx.put_setting("y", &json!(5))?;
        tx.delete_setting("y")?;
        tx.put_setting("x", &json!(1))
    });
    assert!(back.unwrap().changed.is_empty());
    let failed = store.operate(&reversible("失败"), |tx| {
        tx.put_setting("x", &json!(6))?;
        tx.delete_project(&id("没有"))
    });
    assert_eq!(failed.unwrap_err().code(), "STORE-NO-SUCH");
    let timeless = store::Operation::reversible("无时间", WHO, "昨天");
    let refused = store.operate(&timeless, |tx| tx.put_setting("x", &json!(8)));
    assert_eq!(refused.unwrap_err().code(), "STORE-TIME");
    assert_eq!((store.audit_head().unwrap(), store.seq().unwrap()), (head, seq));
    // Not even the redo branch is gone.
    assert_eq!(store.redo_label().unwrap().as_deref(), Some("设为2"));
    assert_eq!(value(&store), Some(1));
    drop(store);
    assert!(!dump(dir.path()).contains("\"y\""));
}

#[test]
fn discarding_returns_to_the_opened_state_as_one_step() {
    let (dir, mut store) = empty();
    set(&mut store, 1);
    set(&mut store, 2);
    drop(store);
    let opened = dump(dir.path());
    let mut store = Store::open(dir.path(), AT).unwrap();
    let seq = store.seq_at_open();
    assert!(store.discard_to(seq, WHO, AT).unwrap().changed.is_empty());
    // Undone here and then overwritten: only the log knows the way back.
    store.undo(WHO, AT).unwrap();
    set(&mut store, 7);
    put(&mut store, |tx| tx.put_year(&Year { year: FiscalYear(2026), pack: "p".into() }));
    let edited = dump(dir.path());
    let done = store.discard_to(seq, WHO, AT).unwrap();
    assert_eq!(done.changed, [DataKind::Setting, DataKind::Year].into());
    assert_eq!(dump(dir.path()), opened);
    store.undo(WHO, AT).unwrap();
    assert_eq!(dump(dir.path()), edited);
    store.operate(&barrier("收到回执"), |tx| tx.put_package(&package(1, "0:"))).unwrap();
    assert_eq!(store.discard_to(seq, WHO, AT).unwrap_err().code(), "STORE-BARRIER");
}

#[test]
fn nothing_can_be_written_past_an_operation() {
    let (dir, mut store) = empty();
    set(&mut store, 1);
    let stranger = stranger(dir.path());
    for sql in [
        "UPDATE setting SET value = '2'",
        "DELETE FROM setting",
        "INSERT INTO setting VALUES ('z', '1')",
        "INSERT OR REPLACE INTO setting VALUES ('x', '3')",
    ] {
        assert!(stranger.execute(sql, []).is_err(), "{sql}");
    }
    assert_eq!(value(&store), Some(1));
}

/// One step of a random session.
#[derive(Debug, Clone)]
enum Step {
    Unit(u8),
    Project(u8, u8),
    Target(u8, Vec<u8>),
    DeleteIndicator(u8, u8),
    DeleteProject(u8),
    Several(u8, u8),
    Undo,
    Redo,
    Discard,
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let few = 0u8..3;
    let step = prop_oneof![
        2 => few.clone().prop_map(Step::Unit),
        3 => (few.clone(), few.clone()).prop_map(|(a, b)| Step::Project(a, b)),
        5 => (few.clone(), proptest::collection::vec(0u8..6, 0..6)).prop_map(|(a, b)| Step::Target(a, b)),
        2 => (few.clone(), 0u8..6).prop_map(|(a, b)| Step::DeleteIndicator(a, b)),
        1 => few.clone().prop_map(Step::DeleteProject),
        2 => (few.clone(), few).prop_map(|(a, b)| Step::Several(a, b)),
        6 => Just(Step::Undo),
        3 => Just(Step::Redo),
        1 => Just(Step::Discard),
        1 => Just(Step::Reopen),
    ];
    proptest::collection::vec(step, 1..30)
}

fn random_target(project: u8, rows: &[u8]) -> domain::target::Target {
    let mut target = target(&project.to_string());
    let mut used = std::collections::BTreeSet::new();
    target.indicators = rows
        .iter()
        .filter(|row| used.insert(**row))
        .map(|row| {
            let mut indicator = indicators()[usize::from(*row) % 4].clone();
            indicator.id = id(&format!("i{row}"));
            indicator.note = format!("{}", rows.len());
            indicator
        })
        .collect();
    target
}

/// Does a step; refusals (deleting what is not there) change nothing.
fn act(store: &mut Store, step: &Step) {
    let named = |i: u8| id(&format!("p-{i}"));
    let _ = match step {
        Step::Unit(i) => store.operate(&reversible("单位"), |tx| {
            let mut unit = unit();
            unit.head = i.to_string();
            tx.put_unit(&unit)
        }),
        Step::Project(i, n) => store.operate(&reversible("项目"), |tx| {
            let mut project = project(&i.to_string(), 2026);
            project.code = n.to_string();
            if *n == 1 {
                project.funds = Default::default();
            }
            tx.put_project(&project)
        }),
        Step::Target(i, rows) => {
            store.operate(&reversible("目标"), |tx| tx.put_target(&random_target(*i, rows)))
        }
        Step::DeleteIndicator(i, row) => store.operate(&reversible("删指标"), |tx| {
            tx.delete_indicator(&id(&format!("t-{i}-1")), &id(&format!("i{row}")))
        }),
        Step::DeleteProject(i) => store.operate(&reversible("删项目"), |tx| tx.delete_project(&named(*i))),
        Step::Several(a, b) => store.operate(&reversible("几件"), |tx| {
            tx.delete_project(&named(*a))?;
            tx.put_project(&project(&a.to_string(), 2025))?;
            tx.put_target(&random_target(*a, &[*b, 4, 0]))?;
            tx.put_setting("n", &json!(b))
        }),
        _ => return,
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn undo_goes_all_the_way_back_and_redo_all_the_way_forth(steps in steps()) {
        let (dir, mut store) = empty();
        // The states that undo must pass through, and the redo branch, kept by hand.
        let mut states = vec![dump(dir.path())];
        let mut place = 0;
        store.operate(&reversible("单位"), |tx| tx.put_unit(&unit())).unwrap();
        let start = store.seq().unwrap();
        states.push(dump(dir.path()));
        place += 1;
        let opened = states[1].clone();
        for step in &steps {
            let before = store.audit_head().unwrap();
            match step {
                Step::Undo => {
                    prop_assert_eq!(store.undo(WHO, AT).is_ok(), place > 0);
                    place = usize::saturating_sub(place, 1);
                }
                Step::Redo => {
                    prop_assert_eq!(store.redo(WHO, AT).is_ok(), place + 1 < states.len());
                    place = (place + 1).min(states.len() - 1);
                }
                Step::Reopen => {
                    drop(store);
                    store = Store::open(dir.path(), AT).unwrap();
                }
                Step::Discard => {
                    let done = store.discard_to(start, WHO, AT).unwrap();
                    prop_assert_eq!(&dump(dir.path()), &opened);
                    if !done.changed.is_empty() {
                        states.truncate(place + 1);
                        states.push(dump(dir.path()));
                        place += 1;
                    }
                }
                edit => {
                    act(&mut store, edit);
                    if store.audit_head().unwrap() != before {
                        states.truncate(place + 1);
                        states.push(dump(dir.path()));
                        place += 1;
                    }
                }
            }
            prop_assert_eq!(&dump(dir.path()), &states[place], "{:?}", step);
        }
        while store.redo(WHO, AT).is_ok() {}
        let last = dump(dir.path());
        prop_assert_eq!(&last, states.last().unwrap());
        let mut undone = 0;
        while store.undo(WHO, AT).is_ok() { undone += 1; }
        prop_assert_eq!(undone, states.len() - 1);
        prop_assert_eq!(&dump(dir.path()), &states[0]);
        while store.redo(WHO, AT).is_ok() {}
        prop_assert_eq!(&dump(dir.path()), &last);
        let health = store.examine().unwrap();
        prop_assert!(health.is_good(), "{:?}", health);
    }
}
