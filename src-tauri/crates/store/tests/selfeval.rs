//! Self-assessments and their rounds: read back as written, no more rows changed than edited, undone as a whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::fund::FundSource;
use domain::monitoring::Actual;
use domain::period::FiscalYear;
use domain::selfeval::{SelfAssessment, Treatment};
use domain::target::TargetState;
use domain::typed::Typed;
use rusqlite::Connection;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeSet;
use store::{DATABASE, DataKind, Store, Tx};
use support::*;

const YEAR: FiscalYear = FiscalYear(2026);

fn filled() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    fill(&mut store);
    fill_3(&mut store);
    fill_4(&mut store);
    (dir, store)
}

fn water(store: &Store) -> SelfAssessment {
    store.read().self_assessment_of(&id("p-水利")).unwrap().unwrap()
}

fn refused(store: &mut Store, work: &dyn Fn(&Tx<'_>) -> store::Result<()>) -> &'static str {
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
    let document = selfeval("水利", 2026);
    assert_eq!(read.self_assessment_of(&id("p-水利")).unwrap().as_ref(), Some(&document));
    assert_eq!(read.self_assessment_of(&id("p-道路")).unwrap(), None);
    assert_eq!(read.self_assessment(&document.id).unwrap().as_ref(), Some(&document));
    assert_eq!(read.self_assessment_place("s-水利").unwrap(), Some(id("p-水利")));
    assert_eq!(read.self_assessment_place("s-没有").unwrap(), None);
    assert_eq!(read.self_assessments_of_year(YEAR).unwrap(), vec![document.clone()]);
    assert_eq!(read.self_assessments_of_year(FiscalYear(2025)).unwrap(), vec![selfeval("旧路", 2025)]);
    assert_eq!(read.self_assessments_of_year(FiscalYear(2024)).unwrap(), vec![]);
    assert_eq!(read.assessment_rounds(&document.id).unwrap(), vec![round_of(&document, 1)]);
    let listed = read.self_assessment_list(YEAR).unwrap();
    assert_eq!((listed.len(), listed[0].paragraphs), (1, 3));
    assert_eq!(listed[0].document, SelfAssessment { report: Vec::new(), ..document.clone() });
    let owner = format!("{}/indicators/i0", document.path());
    let owners: Vec<String> =
        read.evidence_of_year(YEAR).unwrap().into_iter().map(|proof| proof.owner).collect();
    assert_eq!(owners, [owner.as_str(), "/rectifications/z1"]);
    assert!(store.examine().unwrap().is_good());
}

#[test]
fn one_edited_cell_changes_one_row() {
    type Edit = fn(&mut SelfAssessment);
    let edits: [(Edit, &str); 14] = [
        (|d| d.rows[2].actual = Typed::of(Actual::Number(Decimal::ONE)), "s-水利/i2"),
        (|d| d.rows[1].method = None, "s-水利/i1"),
        (|d| d.rows[1].score = Typed::blank(), "s-水利/i1"),
        (|d| d.rows[0].reason.push('。'), "s-水利/i0"),
        (|d| drop(d.rows.remove(3)), "s-水利/i3"),
        (|d| d.rows.rotate_left(1), "s-水利/i0"),
        (|d| drop(d.funds.remove(&FundSource::Other)), "s-水利/other"),
        (|d| d.funds.get_mut(&FundSource::Fiscal).unwrap().budget = Typed::blank(), "s-水利/fiscal"),
        (|d| d.goal_done.push('。'), "s-水利"),
        (|d| d.treatment = Some(Treatment::Cut), "s-水利"),
        (|d| d.published_on = None, "s-水利"),
        (|d| d.report[2].text.push('。'), "s-水利/g2"),
        (|d| d.report.rotate_right(1), "s-水利/g2"),
        (|d| drop(d.report.remove(1)), "s-水利/g1"),
    ];
    let (dir, mut store) = filled();
    let before = dump(dir.path());
    for (edit, row) in edits {
        let mut document = selfeval("水利", 2026);
        edit(&mut document);
        let done = store.operate(&reversible("改"), |tx| tx.put_self_assessment(&document)).unwrap();
        assert_eq!(rows(&done), [format!("self_assessment {row}")]);
        assert_eq!(water(&store), document);
        store.undo(WHO, AT).unwrap();
        assert_eq!(dump(dir.path()), before, "{row}");
    }
    let same = selfeval("水利", 2026);
    let done = store.operate(&reversible("空"), |tx| tx.put_self_assessment(&same)).unwrap();
    assert_eq!(rows(&done), [""; 0]);
}

#[test]
fn a_project_is_assessed_once_a_year() {
    let (_dir, mut store) = filled();
    let mut second = selfeval("水利", 2026);
    second.id = id("s-又");
    assert_eq!(refused(&mut store, &|tx| tx.put_self_assessment(&second)), "STORE-CONSTRAINT");
    let mut later = SelfAssessment { year: FiscalYear(2027), ..second };
    put(&mut store, |tx| tx.put_self_assessment(&later));
    // The latest is meant where no year is named.
    assert_eq!(water(&store), later);
    later.id = id("s-无");
    later.project_id = id("p-没有");
    assert_eq!(refused(&mut store, &|tx| tx.put_self_assessment(&later)), "STORE-CONSTRAINT");
}

#[test]
fn what_was_handed_on_is_not_changed() {
    let (_dir, mut store) = filled();
    let this = id("s-水利");
    use TargetState::{Approved, Drafted, Released, Returned, Reviewed, Sealed};
    let place = |store: &Store| {
        let stored = water(store);
        (stored.state, stored.handed_on, stored.round)
    };
    let mut moved = selfeval("水利", 2026);
    moved.handed_on = true;
    assert_eq!(refused(&mut store, &|tx| tx.put_self_assessment(&moved)), "STORE-SELFEVAL-STATE");
    put(&mut store, |tx| tx.hand_self_assessment(&this, Drafted, true, 2));
    let mut edited = water(&store);
    assert_eq!(edited, moved);
    edited.note.push('。');
    type Work<'a> = &'a dyn Fn(&Tx<'_>) -> store::Result<()>;
    let locked: [Work<'_>; 4] = [
        &|tx| tx.put_self_assessment(&edited),
        &|tx| tx.delete_self_assessment(&this),
        &|tx| tx.delete_project(&id("p-水利")),
        &|tx| tx.put_self_assessment(&selfeval("水利", 2026)),
    ];
    for work in locked {
        let fault = store.operate(&reversible("试"), work).unwrap_err();
        assert_eq!(fault.code(), "STORE-SELFEVAL");
        assert!(fault.to_string().contains("待复核"), "{fault}");
    }
    // State, waiting, round: where it can and cannot be handed from 待复核 in round 2.
    let steps: [(TargetState, bool, u32, Option<&str>); 10] = [
        (Drafted, false, 2, None),
        (Drafted, false, 3, None),
        (Reviewed, false, 2, None),
        (Drafted, false, 4, Some("STORE-SELFEVAL-STATE")),
        (Drafted, false, 1, Some("STORE-SELFEVAL-STATE")),
        (Drafted, true, 3, Some("STORE-SELFEVAL-STATE")),
        (Reviewed, true, 2, Some("STORE-SELFEVAL-STATE")),
        (Reviewed, false, 3, Some("STORE-SELFEVAL-STATE")),
        (Released, false, 2, Some("STORE-SELFEVAL-STATE")),
        (Sealed, false, 2, Some("STORE-NEEDS-BARRIER")),
    ];
    for (state, handed_on, round, code) in steps {
        let done = store
            .operate(&reversible("办理"), |tx| tx.hand_self_assessment(&this, state, handed_on, round))
            .map_err(|fault| fault.code());
        assert_eq!(done.as_ref().err().copied(), code, "{state:?} {handed_on} {round}");
        if done.is_ok() {
            assert_eq!(place(&store), (state, handed_on, round));
            store.undo(WHO, AT).unwrap();
        }
        assert_eq!(place(&store), (Drafted, true, 2));
    }
    // Sealing goes through the states by itself and ends the waiting.
    let seal = |tx: &Tx<'_>| tx.set_self_assessment_state(&this, Sealed);
    assert_eq!(refused(&mut store, &seal), "STORE-NEEDS-BARRIER");
    let early = store.operate(&barrier("批复"), |tx| tx.set_self_assessment_state(&this, Approved));
    assert_eq!(early.unwrap_err().code(), "STORE-SELFEVAL-STATE");
    store.operate(&barrier("上报"), seal).unwrap();
    assert_eq!(place(&store), (Sealed, false, 2));
    // When and where it was published is known only then, and nothing else moves with it.
    let mut published = selfeval("水利", 2026);
    published.published_at = "公告栏".into();
    published.note = "不算".into();
    put(&mut store, |tx| tx.put_publication(&published));
    assert_eq!((water(&store).published_at.as_str(), water(&store).note.as_str()), ("公告栏", "附注"));
    put(&mut store, |tx| tx.hand_self_assessment(&this, Returned, false, 3));
    assert_eq!(place(&store), (Returned, false, 3));
    put(&mut store, |tx| tx.set_self_assessment_state(&this, Reviewed));
    put(&mut store, |tx| tx.set_self_assessment_state(&this, Drafted));
    assert_eq!(place(&store), (Drafted, false, 4));
    put(&mut store, |tx| tx.delete_self_assessment(&this));
    assert_eq!(store.read().self_assessment_of(&id("p-水利")).unwrap(), None);
    assert_eq!(refused(&mut store, &|tx| tx.delete_self_assessment(&this)), "STORE-NO-SUCH");
    assert_eq!(refused(&mut store, &|tx| tx.set_self_assessment_state(&this, Reviewed)), "STORE-NO-SUCH");
}

#[test]
fn a_round_that_is_over_never_changes() {
    let (_dir, mut store) = filled();
    let document = water(&store);
    let mut second = round_of(&document, 2);
    second.total = None;
    put(&mut store, |tx| tx.put_assessment_round(&second));
    // Taken back and handed on anew, the round says what was handed on last.
    second.content.note = "改过".into();
    put(&mut store, |tx| tx.put_assessment_round(&second));
    let kept = store.read().assessment_rounds(&document.id).unwrap();
    assert_eq!(kept, vec![round_of(&document, 1), second.clone()]);
    // Put again as it is: no trace.
    let done = store.operate(&reversible("又"), |tx| tx.put_assessment_round(&kept[0])).unwrap();
    assert_eq!(rows(&done), [""; 0]);
    let mut other = round_of(&document, 1);
    other.person = "填报人丙".into();
    let mut foreign = round_of(&document, 2);
    foreign.content.id = id("s-旧路");
    for round in [other, foreign, round_of(&document, 3)] {
        assert_eq!(refused(&mut store, &|tx| tx.put_assessment_round(&round)), "STORE-SELFEVAL-ROUND");
    }
    // The content is no second copy in the log.
    let seen = store.read().row_history("assessment_round", "s-水利/2", 9).unwrap();
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().all(|change| {
        let cells = serde_json::to_string(change.after.as_ref().unwrap()).unwrap();
        cells.contains("content") && !cells.contains("设备到货晚")
    }));
    put(&mut store, |tx| tx.delete_self_assessment(&document.id));
    assert_eq!(store.read().assessment_rounds(&document.id).unwrap(), vec![]);
    store.undo(WHO, AT).unwrap();
    assert_eq!(store.read().assessment_rounds(&document.id).unwrap(), kept);
    let gone = round_of(&SelfAssessment { id: id("s-没有"), ..document }, 1);
    assert_eq!(refused(&mut store, &|tx| tx.put_assessment_round(&gone)), "STORE-NO-SUCH");
}

#[test]
fn deleting_a_project_takes_its_self_assessment_along() {
    let (dir, mut store) = filled();
    let water = id("p-水利");
    // Evidence of a project that only begins with the same id stays, as does that of another.
    let others = ["/projects/p-水利二/selfeval/indicators/i0", "/projects/p-道路/selfeval/indicators/i0"];
    let of_project = evidence(&store, "e5", "/projects/p-水利/target", "批文");
    let foreign: Vec<_> = others
        .iter()
        .enumerate()
        .map(|(i, owner)| evidence(&store, &format!("e3{i}"), owner, owner))
        .collect();
    put(&mut store, |tx| {
        foreign.iter().chain([&of_project]).try_for_each(|proof| tx.put_evidence(YEAR, proof))
    });
    let before = dump(dir.path());
    // The self-assessment alone leaves what else proves something of the project.
    put(&mut store, |tx| tx.delete_self_assessment(&id("s-水利")));
    assert_eq!(store.read().evidence_of_year(YEAR).unwrap().len(), 4);
    store.undo(WHO, AT).unwrap();
    assert_eq!(dump(dir.path()), before);

    let done = store.operate(&reversible("删除项目"), |tx| tx.delete_project(&water)).unwrap();
    assert!(done.changed.is_superset(&[DataKind::SelfAssessment, DataKind::Evidence].into()));
    let read = store.read();
    assert_eq!(read.self_assessments_of_year(YEAR).unwrap(), vec![]);
    assert_eq!(read.assessment_rounds(&id("s-水利")).unwrap(), vec![]);
    assert_eq!(read.evidence_of_year(YEAR).unwrap(), foreign_sorted(foreign));
    assert!(store.examine().unwrap().is_good());
    let after = dump(dir.path());
    store.undo(WHO, AT).unwrap();
    assert_eq!(dump(dir.path()), before);
    store.redo(WHO, AT).unwrap();
    assert_eq!(dump(dir.path()), after);
}

fn foreign_sorted(mut proofs: Vec<domain::rectification::Evidence>) -> Vec<domain::rectification::Evidence> {
    proofs.sort_by(|a, b| (&a.owner, &a.id).cmp(&(&b.owner, &b.id)));
    proofs
}

#[test]
fn every_step_is_undone_and_redone_all_the_way() {
    let (dir, mut store) = filled();
    let this = id("s-水利");
    let mut document = water(&store);
    let mut dumps = vec![dump(dir.path())];
    let mut step = |store: &mut Store, work: &dyn Fn(&Tx<'_>) -> store::Result<()>| {
        put(store, work);
        dumps.push(dump(dir.path()));
    };
    document.rows.rotate_left(2);
    document.report.clear();
    step(&mut store, &|tx| tx.put_self_assessment(&document));
    step(&mut store, &|tx| {
        tx.hand_self_assessment(&this, TargetState::Drafted, true, 2)?;
        tx.put_assessment_round(&round_of(&document, 2))
    });
    step(&mut store, &|tx| tx.hand_self_assessment(&this, TargetState::Reviewed, false, 2));
    step(&mut store, &|tx| tx.set_self_assessment_state(&this, TargetState::Released));
    step(&mut store, &|tx| tx.put_publication(&SelfAssessment { formed_on: None, ..document.clone() }));
    step(&mut store, &|tx| tx.set_self_assessment_state(&this, TargetState::Drafted));
    step(&mut store, &|tx| tx.delete_project(&id("p-水利")));
    for before in dumps.iter().rev().skip(1) {
        store.undo(WHO, AT).unwrap();
        assert_eq!(&dump(dir.path()), before);
    }
    for after in dumps.iter().skip(1) {
        store.redo(WHO, AT).unwrap();
        assert_eq!(&dump(dir.path()), after);
    }
    assert_eq!(store.audit_verify().unwrap().broken, None);
}

#[test]
fn the_history_tells_of_its_rows() {
    let (_dir, mut store) = filled();
    let document = water(&store);
    let seq = |store: &Store| store.read().last_change_of_self_assessment(&document.id).unwrap();
    let mut edits = vec![seq(&store).unwrap()];
    put(&mut store, |tx| tx.put_rectification(&rectification("z3", None)));
    assert_eq!(seq(&store), Some(edits[0]));
    let mut now = document.clone();
    type Edit = fn(&mut SelfAssessment);
    let changes: [Edit; 4] = [
        |d| d.rows[0].actual = Typed::blank(),
        |d| d.note.clear(),
        |d| drop(d.funds.remove(&FundSource::Other)),
        |d| d.report[0].text.push('！'),
    ];
    for edit in changes {
        edit(&mut now);
        put(&mut store, |tx| tx.put_self_assessment(&now));
        edits.push(seq(&store).unwrap());
    }
    assert!(edits.is_sorted_by(|a, b| a < b), "{edits:?}");
    assert_eq!(store.read().last_change_of_self_assessment(&id("s")).unwrap(), None);
    let changes = store.read().row_history("assessed_indicator", "s-水利/i0", 9).unwrap();
    assert_eq!(changes[0].before.as_ref().unwrap()["actual"], "95.5");
    assert_eq!(changes[0].after.as_ref().unwrap()["actual"], Value::Null);
    let row = store.read().row("assessed_fund", "s-水利/fiscal").unwrap().unwrap();
    assert_eq!(row["budget"], -5);
    let latest = store.read().latest(1).unwrap().remove(0);
    let (kind, key) = (latest.rows[0].kind, latest.rows[0].key.as_str());
    assert_eq!((kind, key), (DataKind::SelfAssessment, "s-水利/g0"));
    assert!(latest.rows[0].columns.contains("text"));
}

#[test]
fn a_list_of_four_hundred_comes_out_whole() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    put(&mut store, |tx| tx.put_unit(&unit()));
    let names: Vec<String> = (0..400).map(|i| format!("{i:03}")).collect();
    put(&mut store, |tx| {
        names.iter().try_for_each(|name| {
            tx.put_project(&project(name, 2026))?;
            tx.put_target(&target(name))?;
            tx.put_self_assessment(&selfeval(name, 2026))
        })
    });
    let listed = store.read().self_assessment_list(YEAR).unwrap();
    assert_eq!(listed.len(), 400);
    for (name, row) in names.iter().zip(listed) {
        let whole = selfeval(name, 2026);
        assert_eq!(row.paragraphs, 3);
        assert_eq!(row.document, SelfAssessment { report: Vec::new(), ..whole });
    }
}

/// The cost of what is asked after every cell must not grow with the years kept.
#[test]
fn every_question_about_a_year_goes_through_an_index() {
    let (dir, store) = filled();
    drop(store);
    let conn = Connection::open(dir.path().join(DATABASE)).unwrap();
    let of = |table: &str, filter: &str| {
        format!("SELECT x.* FROM self_assessment a JOIN {table} x ON x.assessment_id = a.id WHERE {filter}")
    };
    let mut queries: Vec<String> = [
        "SELECT a.* FROM self_assessment a WHERE a.year = 2026 ORDER BY a.project_id, a.year",
        "SELECT a.* FROM self_assessment a WHERE a.project_id = 'p' ORDER BY a.project_id, a.year",
        "SELECT p.assessment_id, count(*) FROM self_assessment a JOIN report_paragraph p ON p.assessment_id = a.id
         WHERE a.year = 2026 GROUP BY p.assessment_id",
        "SELECT * FROM assessment_round WHERE assessment_id = 's' ORDER BY round",
        "DELETE FROM evidence WHERE owner = 'o' OR (owner > 'o' || '/' AND owner < 'o' || '0')",
        "SELECT max(seq) FROM row_history WHERE tbl = 'self_assessment' AND key = 's'
         OR tbl IN ('assessed_fund', 'assessed_indicator', 'report_paragraph') AND key > 's/' AND key < 's0'",
        // What deleting a target or a project must look for.
        "SELECT id FROM self_assessment WHERE target_id = 't'",
        "SELECT id FROM self_assessment WHERE project_id = 'p'",
    ]
    .map(str::to_owned)
    .into();
    for table in ["assessed_fund", "assessed_indicator", "report_paragraph"] {
        queries.extend(["a.year = 2026", "a.project_id = 'p'", "a.id = 's'"].map(|filter| of(table, filter)));
    }
    let mut scanned = BTreeSet::new();
    for query in queries {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        scanned.extend(steps.map(Result::unwrap).filter(|step| step.contains("SCAN")));
    }
    assert_eq!(scanned, BTreeSet::new());
}
