//! Monitoring, ledgers, rectification, the whole unit's sheet: read back as written, no more rows changed than edited.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::fund::FundSource;
use domain::ledger::Match;
use domain::money::Money;
use domain::monitoring::{Actual, Month};
use domain::period::FiscalYear;
use domain::target::TargetState;
use domain::typed::Typed;
use rusqlite::Connection;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeSet;
use store::{DATABASE, DataKind, Store};
use support::*;

const YEAR: FiscalYear = FiscalYear(2026);

fn filled() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    fill(&mut store);
    fill_3(&mut store);
    (dir, store)
}

fn refused(store: &mut Store, work: &dyn Fn(&store::Tx<'_>) -> store::Result<()>) -> &'static str {
    store.operate(&reversible("试"), work).unwrap_err().code()
}

/// The rows that an operation changed, as `kind key`.
fn rows(done: &store::Done<()>) -> Vec<String> {
    let word = |kind: &DataKind| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned();
    done.rows.iter().map(|(kind, key)| format!("{} {key}", word(kind))).collect()
}

#[test]
fn all_reads_back_as_it_was_written() {
    let (dir, store) = filled();
    drop(store);
    let store = Store::open(dir.path(), AT).unwrap();
    let read = store.read();
    let (water, july) = (id("p-水利"), Month::new(7).unwrap());
    let document = monitoring("水利", 7);
    assert_eq!(read.monitorings(&water).unwrap(), vec![document.clone()]);
    assert_eq!(read.monitoring(&water, july).unwrap().as_ref(), Some(&document));
    assert_eq!(read.monitoring(&water, Month::JUNE).unwrap(), None);
    assert_eq!(read.monitorings_of_month(YEAR, july).unwrap(), vec![document.clone()]);
    assert_eq!(read.monitorings_of_month(FiscalYear(2025), july).unwrap(), vec![]);
    assert_eq!(read.monitoring_place(document.id.as_str()).unwrap(), Some((water.clone(), july)));
    assert_eq!(read.monitoring_progress(&document.id).unwrap(), Some(progress(3980)));
    let board = read.monitoring_board(YEAR).unwrap();
    assert_eq!(board.len(), 1);
    assert_eq!((&board[0].project_id, board[0].month, board[0].state), (&water, july, TargetState::Drafted));
    assert_eq!(board[0].progress, progress(3980));

    let ledgers = read.ledgers(YEAR).unwrap();
    assert_eq!(ledgers, vec![ledger(&store, "l7", 7, "七月的支付")]);
    assert_eq!(read.ledger(&id("l7")).unwrap().as_ref(), Some(&ledgers[0]));
    let groups = read.ledger_groups(&id("l7")).unwrap();
    assert_eq!(groups.len(), 2);
    assert_eq!((groups[0].number, &groups[0].group), (0, &group("A1", 1_000, 100)));
    assert_eq!(groups[0].matched, (Some(water.clone()), Match::Code));
    assert_eq!(groups[1].matched, (None, Match::None));
    assert_eq!(read.ledger_groups_of(YEAR).unwrap(), groups);

    assert_eq!(
        read.rectifications(YEAR).unwrap(),
        vec![rectification("z1", Some("水利")), rectification("z2", None)]
    );
    assert_eq!(read.rectification(&id("z2")).unwrap(), Some(rectification("z2", None)));
    let proof = evidence(&store, "e1", "/rectifications/z1", "验收单");
    assert_eq!(read.evidence("/rectifications/z1").unwrap(), vec![proof.clone()]);
    assert_eq!(read.evidence_of_year(YEAR).unwrap(), vec![proof]);
    assert_eq!(read.evidence("/rectifications/z2").unwrap(), vec![]);
    assert_eq!(read.unit_monitoring(YEAR).unwrap(), Some(unit_monitoring()));
    assert_eq!(read.unit_monitoring(FiscalYear(2025)).unwrap(), None);
    assert!(store.examine().unwrap().is_good());
}

#[test]
fn one_edited_cell_changes_one_row() {
    let (_dir, mut store) = filled();
    let month = monitoring("水利", 7);
    let put = |store: &mut Store, edit: &dyn Fn(&mut domain::monitoring::Monitoring)| {
        let mut edited = month.clone();
        edit(&mut edited);
        let same = progress(3980);
        let done = store.operate(&reversible("改"), |tx| tx.put_monitoring(&edited, &same)).unwrap();
        assert_eq!(store.read().monitorings(&month.project_id).unwrap(), vec![edited]);
        store.undo(WHO, AT).unwrap();
        rows(&done)
    };
    assert_eq!(
        put(&mut store, &|m| m.rows[2].done = Typed::of(Actual::Number(Decimal::ONE))),
        ["monitoring m-水利-7/i2"]
    );
    assert_eq!(put(&mut store, &|m| m.note.push('。')), ["monitoring m-水利-7"]);
    assert_eq!(put(&mut store, &|m| m.rows.swap(0, 1)).len(), 1);
    assert_eq!(put(&mut store, &|m| drop(m.rows.remove(1))), ["monitoring m-水利-7/i1"]);
    assert_eq!(put(&mut store, &|m| drop(m.funds.remove(&FundSource::Other))), ["monitoring m-水利-7/other"]);
    // Nothing was edited: no trace; only the lamp moved: one row.
    let unchanged =
        store.operate(&reversible("空"), |tx| tx.put_monitoring(&month, &progress(3980))).unwrap();
    assert_eq!(rows(&unchanged), [""; 0]);
    let moved = store.operate(&reversible("灯"), |tx| tx.put_monitoring(&month, &progress(100))).unwrap();
    assert_eq!(rows(&moved), ["monitoring m-水利-7"]);

    let mut whole = unit_monitoring();
    whole.tasks.rotate_left(1);
    whole.rows[1].weight = Typed::of(Decimal::from(5));
    let done = store.operate(&reversible("整体"), |tx| tx.put_unit_monitoring(&whole)).unwrap();
    assert_eq!(rows(&done), ["unit_monitoring um/i1", "unit_monitoring um/k0"]);
    assert_eq!(store.read().unit_monitoring(YEAR).unwrap(), Some(whole));
}

#[test]
fn one_project_has_a_month_once_and_a_unit_a_year_once() {
    let (_dir, mut store) = filled();
    let mut second = monitoring("水利", 7);
    second.id = id("andere");
    assert_eq!(refused(&mut store, &|tx| tx.put_monitoring(&second, &progress(0))), "STORE-CONSTRAINT");
    let mut whole = unit_monitoring();
    whole.id = id("andere");
    assert_eq!(refused(&mut store, &|tx| tx.put_unit_monitoring(&whole)), "STORE-CONSTRAINT");
}

#[test]
fn what_was_handed_in_is_not_changed() {
    let (_dir, mut store) = filled();
    let month = monitoring("水利", 7);
    let state = |store: &Store| {
        let stored = store.read().monitorings(&month.project_id).unwrap().remove(0);
        (stored.state, stored.round)
    };
    let mut sealed = month.clone();
    sealed.state = TargetState::Sealed;
    assert_eq!(refused(&mut store, &|tx| tx.put_monitoring(&sealed, &progress(0))), "STORE-MONITORING-STATE");
    let seal = |tx: &store::Tx<'_>| tx.set_monitoring_state(&month.id, TargetState::Sealed);
    assert_eq!(refused(&mut store, &seal), "STORE-NEEDS-BARRIER");
    let approve = |tx: &store::Tx<'_>| tx.set_monitoring_state(&month.id, TargetState::Approved);
    let early = store.operate(&barrier("批复"), approve).unwrap_err();
    assert_eq!(early.code(), "STORE-MONITORING-STATE");
    store.operate(&barrier("上报"), seal).unwrap();
    assert_eq!(state(&store), (TargetState::Sealed, 1));

    let mut edited = sealed.clone();
    edited.note.push('。');
    assert_eq!(refused(&mut store, &|tx| tx.put_monitoring(&edited, &progress(0))), "STORE-MONITORING");
    assert_eq!(refused(&mut store, &|tx| tx.delete_monitoring(&month.id)), "STORE-MONITORING");
    assert_eq!(refused(&mut store, &|tx| tx.delete_project(&month.project_id)), "STORE-MONITORING");
    // The board may be brought up to date when the rules moved.
    put(&mut store, |tx| tx.put_monitoring(&sealed, &progress(7)));
    assert_eq!(store.read().monitoring_progress(&month.id).unwrap(), Some(progress(7)));

    put(&mut store, |tx| tx.set_monitoring_state(&month.id, TargetState::Drafted));
    assert_eq!(state(&store), (TargetState::Drafted, 2));
    put(&mut store, |tx| tx.delete_monitoring(&month.id));
    assert!(store.read().monitorings(&month.project_id).unwrap().is_empty());
    assert_eq!(refused(&mut store, &|tx| tx.delete_monitoring(&month.id)), "STORE-NO-SUCH");

    let whole = unit_monitoring();
    store
        .operate(&barrier("上报"), |tx| tx.set_unit_monitoring_state(&whole.id, TargetState::Sealed))
        .unwrap();
    let mut edited = whole.clone();
    edited.goal.push('。');
    assert_eq!(refused(&mut store, &|tx| tx.put_unit_monitoring(&edited)), "STORE-MONITORING");
    assert_eq!(refused(&mut store, &|tx| tx.delete_unit_monitoring(&whole.id)), "STORE-MONITORING");
    put(&mut store, |tx| {
        tx.set_unit_monitoring_state(&whole.id, TargetState::Drafted)?;
        tx.delete_unit_monitoring(&whole.id)
    });
    assert_eq!(store.read().unit_monitoring(YEAR).unwrap(), None);
}

#[test]
fn a_ledger_that_is_read_in_again_takes_the_place_of_the_first() {
    let (_dir, mut store) = filled();
    let (water, road) = (id("p-水利"), id("p-道路"));
    let first = dump(store.dir());
    let again = ledger(&store, "l7", 7, "七月的支付，第二次");
    let groups = [(group("A1", 1_000, 100), (Some(water.clone()), Match::Code))];
    let done = store.operate(&reversible("重新导入"), |tx| tx.put_ledger(&again, &groups)).unwrap();
    // The equal group is left alone.
    assert_eq!(rows(&done), ["ledger l7", "ledger l7/1"]);
    assert_eq!(store.read().ledger_groups(&again.id).unwrap().len(), 1);
    store.undo(WHO, AT).unwrap();
    assert_eq!(dump(store.dir()), first);

    let august = ledger(&store, "l8", 8, "八月的支付");
    let groups = [
        (group("A1", 500, 0), (Some(water.clone()), Match::Name)),
        (group("A2", 30, 80), (Some(water.clone()), Match::Assigned)),
        (group("B1", 70, 0), (Some(road.clone()), Match::Code)),
        (group("C1", 1, 0), (None, Match::Ignored)),
    ];
    put(&mut store, |tx| tx.put_ledger(&august, &groups));
    let sums = |project| -> Vec<(String, u8, i64)> {
        let paid = store.read().paid(project, YEAR).unwrap();
        paid.into_iter().map(|((id, month), net)| (id.0, month, net.fen())).collect()
    };
    let of_water = [("p-水利".to_owned(), 7, 900), ("p-水利".to_owned(), 8, 450)];
    assert_eq!(sums(Some(&water)), of_water);
    assert_eq!(sums(None), [&of_water[..], &[("p-道路".to_owned(), 8, 70)]].concat());
    assert_eq!(store.read().paid(None, FiscalYear(2025)).unwrap().len(), 0);

    let to_road = (Some(road.clone()), Match::Assigned);
    let done =
        store.operate(&reversible("指定"), |tx| tx.put_group_project(&august.id, 3, &to_road)).unwrap();
    assert_eq!(rows(&done), ["ledger l8/3"]);
    let done = store.operate(&reversible("再"), |tx| tx.put_group_project(&august.id, 3, &to_road)).unwrap();
    assert_eq!(rows(&done), [""; 0]);
    assert_eq!(store.read().paid(Some(&road), YEAR).unwrap()[&(road, 8)], Money::from_fen(71));
    assert_eq!(refused(&mut store, &|tx| tx.put_group_project(&august.id, 9, &to_road)), "STORE-NO-SUCH");
    put(&mut store, |tx| tx.delete_ledger(&august.id));
    assert_eq!(store.read().ledger_groups_of(YEAR).unwrap().len(), 2);
    assert_eq!(refused(&mut store, &|tx| tx.delete_ledger(&august.id)), "STORE-NO-SUCH");
}

#[test]
fn deleting_a_project_takes_its_months_and_matters_and_leaves_its_payments() {
    let (dir, mut store) = filled();
    let before = dump(dir.path());
    let done = store.operate(&reversible("删除项目"), |tx| tx.delete_project(&id("p-水利"))).unwrap();
    use DataKind::{Evidence, Fund, Indicator, Ledger, Monitoring, Project, Rectification, Target};
    let kinds = [Project, Fund, Target, Indicator, Monitoring, Rectification, Evidence, Ledger];
    assert_eq!(done.changed, kinds.into());
    let groups = store.read().ledger_groups(&id("l7")).unwrap();
    assert_eq!(groups[0].matched, (None, Match::None));
    assert_eq!(store.read().rectifications(YEAR).unwrap(), vec![rectification("z2", None)]);
    assert!(store.examine().unwrap().is_good());
    store.undo(WHO, AT).unwrap();
    assert_eq!(dump(dir.path()), before);
    assert_eq!(refused(&mut store, &|tx| tx.delete_rectification(&id("没有"))), "STORE-NO-SUCH");
    assert_eq!(refused(&mut store, &|tx| tx.delete_evidence(&id("没有"))), "STORE-NO-SUCH");
}

#[test]
fn the_history_tells_of_a_months_rows() {
    let (_dir, mut store) = filled();
    let mut month = monitoring("水利", 7);
    let seq = |store: &Store| store.read().last_change_of_monitoring(&month.id).unwrap();
    let filled = seq(&store).unwrap();
    put(&mut store, |tx| tx.put_rectification(&rectification("z3", None)));
    assert_eq!(seq(&store), Some(filled));
    let mut edits = vec![filled];
    for place in 0..3 {
        match place {
            0 => month.rows[0].done = Typed::blank(),
            1 => month.note.clear(),
            _ => drop(month.funds.remove(&FundSource::Other)),
        }
        put(&mut store, |tx| tx.put_monitoring(&month, &progress(3980)));
        edits.push(seq(&store).unwrap());
    }
    assert!(edits.is_sorted_by(|a, b| a < b), "{edits:?}");
    let changes = store.read().row_history("monitored_indicator", "m-水利-7/i0", 9).unwrap();
    assert_eq!(changes[0].before.as_ref().unwrap()["done"], "95.5");
    assert_eq!(changes[0].after.as_ref().unwrap()["done"], Value::Null);
    let row = store.read().row("monitored_fund", "m-水利-7/fiscal").unwrap().unwrap();
    assert_eq!(row["executed"], -5);
    let latest = store.read().latest(1).unwrap().remove(0);
    assert_eq!((latest.rows[0].kind, latest.rows[0].key.as_str()), (DataKind::Monitoring, "m-水利-7/other"));
}

/// The cost of what is asked after every cell must not grow with the years kept.
#[test]
fn every_question_about_a_year_goes_through_an_index() {
    let (dir, store) = filled();
    drop(store);
    let conn = Connection::open(dir.path().join(DATABASE)).unwrap();
    let mut scanned = BTreeSet::new();
    for query in [
        "SELECT project_id, month, state, lamp FROM monitoring WHERE year = 2026 ORDER BY month",
        "SELECT i.* FROM monitoring m JOIN monitored_indicator i ON i.monitoring_id = m.id WHERE m.year = 2026 AND m.month = 7",
        "SELECT f.* FROM monitoring m JOIN monitored_fund f ON f.monitoring_id = m.id WHERE m.project_id = 'p'",
        "SELECT * FROM ledger WHERE year = 2026 ORDER BY month, source_name, id",
        "SELECT g.* FROM ledger l JOIN payment_group g ON g.ledger_id = l.id WHERE l.year = 2026",
        "SELECT g.project_id, l.month, sum(g.net) FROM ledger l JOIN payment_group g ON g.ledger_id = l.id
         WHERE l.year = 2026 AND g.project_id = 'p' GROUP BY g.project_id, l.month",
        "SELECT * FROM rectification WHERE year = 2026 ORDER BY opened_on, id",
        "SELECT * FROM evidence WHERE year = 2026",
        "SELECT * FROM evidence WHERE owner = 'o'",
        "SELECT * FROM unit_monitoring WHERE year = 2026",
    ] {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        scanned.extend(steps.map(Result::unwrap).filter(|step| step.contains("SCAN")));
    }
    assert_eq!(scanned, BTreeSet::new());
}
