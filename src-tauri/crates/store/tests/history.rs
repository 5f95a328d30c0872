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
fn a_step_tells_the_rows_it_changed() {
    let (_dir, mut store) = empty();
    let key = |kind, key: &str| (kind, key.to_owned());
    let done = store.operate(&reversible("建立"), |tx| {
        tx.put_unit(&unit())?;
        tx.put_project(&project("a", 2026))?;
        let mut target = target("a");
        target.indicators.truncate(1);
        tx.put_target(&target)
    });
    let mut rows = vec![
        key(DataKind::Unit, "u1"),
        key(DataKind::Project, "p-a"),
        key(DataKind::Fund, "p-a/annual/fiscal"),
        key(DataKind::Fund, "p-a/annual/other"),
        key(DataKind::Fund, "p-a/annual/stated_total"),
        key(DataKind::Fund, "p-a/annual/unit_funds"),
        key(DataKind::Target, "t-a-1"),
        key(DataKind::Indicator, "t-a-1/i0"),
    ];
    rows.sort();
    let all: std::collections::BTreeSet<_> = rows.into_iter().collect();
    assert_eq!(done.unwrap().rows, all);
    let start = store.seq().unwrap();
    let set = store.operate(&reversible("设"), |tx| tx.put_setting("x", &json!(1))).unwrap();
    assert_eq!(set.rows, [key(DataKind::Setting, "x")].into());
    assert_eq!(store.discard_to(start, WHO, AT).unwrap().rows, set.rows);
    assert_eq!(store.undo(WHO, AT).unwrap().rows, set.rows);
    assert_eq!(store.undo(WHO, AT).unwrap().rows, set.rows);
    assert_eq!(store.undo(WHO, AT).unwrap().rows, all);
    assert_eq!(store.redo(WHO, AT).unwrap().rows, all);
}

#[test]
fn the_history_of_a_row_outlives_barriers_and_tells_undo() {
    let (_dir, mut store) = empty();
    set(&mut store, 1);
    set(&mut store, 2);
    store.operate(&barrier("上报"), |tx| tx.put_package(&package(1, "0:"))).unwrap();
    set(&mut store, 3);
    store.undo("复核人乙", "2026-04-01T08:00:00+08:00").unwrap();
    let cell = |side: &Option<serde_json::Map<String, serde_json::Value>>| {
        side.as_ref().map(|cells| cells["value"].as_str().unwrap().to_owned())
    };
    let found = store.read().row_history("setting", "x", 9).unwrap();
    let shown: Vec<_> =
        found.iter().map(|row| (row.label.as_str(), cell(&row.before), cell(&row.after))).collect();
    let text = |value: &str| Some(value.to_owned());
    assert_eq!(
        shown,
        [
            ("撤销：设为3", text("3"), text("2")),
            ("设为3", text("2"), text("3")),
            ("设为2", text("1"), text("2")),
            ("设为1", None, text("1")),
        ]
    );
    assert_eq!((found[0].person.as_str(), found[0].kind.as_str()), ("复核人乙", "undo"));
    assert_eq!(store.read().row_history("setting", "x", 1).unwrap(), found[..1]);
    assert!(store.read().row_history("setting", "y", 9).unwrap().is_empty());
    // The index is no data: going back does not touch it.
    assert!(store.read().row_history("package", &package(1, "0:").sm3, 9).unwrap().len() == 1);
}

#[test]
fn a_row_is_read_as_the_log_would_hold_it() {
    let (_dir, mut store) = empty();
    fill(&mut store);
    let row = |table: &str, key: &str| store.read().row(table, key).unwrap();
    for (table, key) in
        [("target", "t-水利-1"), ("indicator", "t-水利-1/i0"), ("fund", "p-水利/annual/fiscal")]
    {
        let made = store.read().row_history(table, key, 9).unwrap().pop().unwrap();
        assert_eq!((made.before, made.after), (None, row(table, key)), "{table}");
        assert!(row(table, key).is_some());
    }
    for (table, key) in [("target", "没有"), ("indicator", "t-水利-1"), ("nowhere", "x"), ("key", "x")] {
        assert_eq!(row(table, key), None, "{table} {key}");
    }
    // Neither another target whose id begins the same nor a project counts.
    let last = |target: &str| store.read().last_change_of_target(&id(target)).unwrap();
    assert_eq!(
        (last("t-水利-1"), last("t-道路-1"), last("t-水利"), last("没有")),
        (Some(2), Some(7), None, None)
    );
    put(&mut store, |tx| {
        let mut target = target("水利");
        target.indicators[0].note = "改".into();
        tx.put_target(&target)
    });
    assert_eq!(store.read().last_change_of_target(&id("t-水利-1")).unwrap(), Some(9));
}

#[test]
fn the_steps_since_a_place_are_counted() {
    let (_dir, mut store) = empty();
    set(&mut store, 1);
    set(&mut store, 2);
    let start = store.seq().unwrap();
    let count = |store: &Store| {
        let steps = store.steps_since(start).unwrap();
        (steps.count, steps.last.unwrap_or_default())
    };
    let mut step = |work: &dyn Fn(&mut Store), expected: (usize, &str)| {
        work(&mut store);
        assert_eq!(count(&store), (expected.0, expected.1.to_owned()));
    };
    let discard = |store: &mut Store| {
        store.discard_to(start, WHO, AT).unwrap();
    };
    let undo = |store: &mut Store| {
        store.undo(WHO, AT).unwrap();
    };
    step(&|_| {}, (0, ""));
    step(&|store| set(store, 3), (1, "设为3"));
    step(&undo, (0, "撤销：设为3"));
    // Past the place: what was done before it is undone now.
    step(&undo, (1, "撤销：设为2"));
    step(&|store| store.redo(WHO, AT).map(|_| ()).unwrap(), (0, "重做：设为2"));
    step(&|store| set(store, 4), (1, "设为4"));
    step(&discard, (0, ""));
    step(&discard, (0, ""));
    step(&|store| set(store, 5), (1, "设为5"));
    step(&undo, (0, "撤销：设为5"));
    // The discard itself undone: the step before it stands again.
    step(&undo, (1, "撤销：放弃修改，回到此前的状态"));
    step(&discard, (0, ""));
    assert_eq!(store.steps_since(start).unwrap().barrier, None);
    store.operate(&barrier("上报"), |tx| tx.put_package(&package(1, "0:"))).unwrap();
    assert_eq!(store.steps_since(start).unwrap().barrier.as_deref(), Some("上报"));
}

#[test]
fn the_log_is_listed_in_parts() {
    let (_dir, mut store) = empty();
    (1..=5).for_each(|i| set(&mut store, i));
    store.undo("复核人乙", "2026-04-01T08:00:00+08:00").unwrap();
    let list = |limit, before, text: &str| -> Vec<i64> {
        store.read().audit_list(limit, before, text).unwrap().into_iter().map(|entry| entry.seq).collect()
    };
    for (limit, before, text, expected) in [
        (9, None, "", vec![6, 5, 4, 3, 2, 1]),
        (2, None, "", vec![6, 5]),
        (2, Some(5), "", vec![4, 3]),
        (9, Some(1), "", vec![]),
        (9, None, "设为5", vec![6, 5]),
        (9, None, " 复核人乙 ", vec![6]),
        (9, None, "2026-04-01", vec![6]),
        (1, Some(6), "设为", vec![5]),
        (9, None, "没有这样的", vec![]),
    ] {
        assert_eq!(list(limit, before, text), expected, "{limit} {before:?} {text}");
    }
    let first = &store.read().audit_list(1, None, "").unwrap()[0];
    assert_eq!((first.kind.as_str(), first.changes), ("undo", 1));
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
