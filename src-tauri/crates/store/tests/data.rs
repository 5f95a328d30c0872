//! What is written is read back the same, and no more rows change than were edited.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::fund::FundSource;
use domain::handing::Handing;
use domain::period::FiscalYear;
use domain::target::TargetState;
use domain::typed::Typed;
use domain::unit::UnitKind;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::{DataKind, Store};
use support::*;

fn filled() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    fill(&mut store);
    (dir, store)
}

/// The changes of the latest audit entry: (table, key, before, after).
fn last_changes(store: &Store) -> Vec<(String, String, Value, Value)> {
    let mut lines = Vec::new();
    store.audit_export(&mut lines).unwrap();
    let text = String::from_utf8(lines).unwrap();
    let entry: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let word = |change: &Value, field: &str| change[field].as_str().unwrap().to_owned();
    entry["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (word(c, "table"), word(c, "key"), c["before"].clone(), c["after"].clone()))
        .collect()
}

#[test]
fn everything_reads_back_as_it_was_written() {
    let (dir, store) = filled();
    drop(store);
    let store = Store::open(dir.path(), AT).unwrap();
    let read = store.read();
    assert_eq!(read.units().unwrap(), vec![unit()]);
    assert_eq!(read.unit(&id("u1")).unwrap(), Some(unit()));
    assert_eq!(read.project(&id("p-道路")).unwrap(), Some(project("道路", 2026)));
    assert_eq!(read.project(&id("p-没有")).unwrap(), None);
    assert_eq!(read.targets(&id("p-水利")).unwrap(), vec![target("水利")]);
    let listed = read.projects(FiscalYear(2026)).unwrap();
    let found: Vec<(&str, u32)> =
        listed.iter().map(|row| (row.project.name.as_str(), row.target.as_ref().unwrap().version)).collect();
    assert_eq!(found, vec![("水利", 1), ("道路", 2)]);
    assert_eq!(listed[0].project, project("水利", 2026));
    assert_eq!(listed[0].target.as_ref().unwrap(), &target("水利"));
    assert_eq!(read.years().unwrap().len(), 2);
    assert_eq!(read.pack_of(FiscalYear(2025)).unwrap().as_deref(), Some("mof-2015"));
    assert_eq!(read.persons().unwrap()[0].name, "填报人甲");
    assert_eq!(read.mapping("sha:1").unwrap(), Some(json!({"项目名称": 2, "金额": [3, 4]})));
    assert_eq!(read.setting("amount_unit").unwrap(), Some(json!("万元")));
    assert_eq!(read.pins().unwrap()[0].unit_code, "105");
    assert_eq!(read.keys().unwrap()[0].encrypted_key, "-----BEGIN ENCRYPTED PRIVATE KEY-----");
    let sealed = read.last_sealed("target", FiscalYear(2026), "Y").unwrap().unwrap();
    assert_eq!(read.package(&sealed.sm3).unwrap().as_ref(), Some(&sealed));
    assert_eq!(read.packages_with_id(&sealed.id).unwrap(), vec![sealed]);
    assert_eq!(read.packages(FiscalYear(2026)).unwrap().len(), 1);
    assert!(store.examine().unwrap().is_good());
}

#[test]
fn every_kind_of_unit_and_every_odd_text_survives() {
    let (_dir, mut store) = filled();
    for kind in UnitKind::ALL {
        for text in ["", " ", "a\0b", "'\"`", "行\r\n行\u{2028}", "\u{feff}😀", "$1?2"] {
            let mut odd = unit();
            (odd.kind, odd.name) = (kind, text.to_owned());
            put(&mut store, |tx| tx.put_unit(&odd));
            assert_eq!(store.read().unit(&odd.id).unwrap().as_ref(), Some(&odd));
        }
    }
    let odd = store.read().units().unwrap();
    store.undo(WHO, AT).unwrap();
    store.redo(WHO, AT).unwrap();
    assert_eq!(store.read().units().unwrap(), odd);
}

#[test]
fn one_edited_cell_changes_one_row_and_names_its_kind() {
    let (_dir, mut store) = filled();
    let mut target = target("水利");
    target.indicators[1].weight = Typed::of(Decimal::from(5));
    let done = store.operate(&reversible("修改分值"), |tx| tx.put_target(&target)).unwrap();
    assert_eq!(done.changed, [DataKind::Indicator].into());
    assert_eq!(
        last_changes(&store),
        vec![("indicator".into(), "t-水利-1/i1".into(), json!({"weight": "22.5"}), json!({"weight": "5"}))]
    );

    let mut project = project("水利", 2026);
    project.funds.annual.parts.remove(&FundSource::Other);
    let done = store.operate(&reversible("修改资金"), |tx| tx.put_project(&project)).unwrap();
    assert_eq!(done.changed, [DataKind::Fund].into());
    assert_eq!(last_changes(&store)[0].1, "p-水利/annual/other");
    assert_eq!(store.read().project(&project.id).unwrap(), Some(project));
}

#[test]
fn adding_moving_and_removing_indicators_changes_one_row_each() {
    let (_dir, mut store) = filled();
    let mut target = target("水利");
    let mut extra = target.indicators[0].clone();
    extra.id = id("neu");
    for edit in 0..5 {
        match edit {
            0 => target.indicators.insert(2, extra.clone()),
            1 => target.indicators.rotate_left(1),
            2 => target.indicators.rotate_right(1),
            3 => {
                target.indicators.remove(2);
            }
            _ => target.indicators.swap(0, 1),
        }
        store.operate(&reversible("排列"), |tx| tx.put_target(&target)).unwrap();
        assert_eq!(last_changes(&store).len(), 1, "{edit}");
        assert_eq!(store.read().target(&target.id).unwrap().as_ref(), Some(&target), "{edit}");
    }
    put(&mut store, |tx| tx.delete_indicator(&target.id, &id("i0")));
    assert_eq!(last_changes(&store).len(), 1);
}

#[test]
fn the_states_of_a_target_are_kept() {
    let (_dir, mut store) = filled();
    let code = |store: &mut Store, work: &dyn Fn(&store::Tx<'_>) -> store::Result<()>| {
        store.operate(&reversible("试"), work).unwrap_err().code()
    };
    let mut approved = store.read().target(&id("t-道路-1")).unwrap().unwrap();
    assert_eq!(approved.state, TargetState::Approved);
    put(&mut store, |tx| tx.put_target(&approved));
    approved.annual_goal = "另一个".into();
    assert_eq!(code(&mut store, &|tx| tx.put_target(&approved)), "STORE-APPROVED");
    assert_eq!(code(&mut store, &|tx| tx.delete_target(&approved.id)), "STORE-APPROVED");
    assert_eq!(code(&mut store, &|tx| tx.delete_project(&id("p-道路"))), "STORE-APPROVED");
    assert_eq!(code(&mut store, &|tx| tx.delete_indicator(&approved.id, &id("i0"))), "STORE-APPROVED");

    let second = store.read().target(&id("t-道路-2")).unwrap().unwrap();
    assert_eq!((second.version, second.state), (2, TargetState::Drafted));
    assert_eq!(second.adjustment.as_ref().unwrap().reason, "资金追加");
    assert_eq!(second.indicators, indicators());
    let third = |tx: &store::Tx<'_>| tx.new_version(&approved.id, id("t3"), "又").map(|_| ());
    assert_eq!(code(&mut store, &third), "STORE-NOT-APPROVED");

    let water = id("t-水利-1");
    assert_eq!(code(&mut store, &|tx| tx.set_target_state(&water, TargetState::Released)), "STORE-STATE");
    assert_eq!(
        code(&mut store, &|tx| tx.set_target_state(&water, TargetState::Sealed)),
        "STORE-NEEDS-BARRIER"
    );
    assert_eq!(code(&mut store, &|tx| tx.approve(&water)), "STORE-NEEDS-BARRIER");
    assert_eq!(code(&mut store, &|tx| tx.put_package(&package(2, ""))), "STORE-NEEDS-BARRIER");
    put(&mut store, |tx| tx.set_target_state(&water, TargetState::Reviewed));
    let mut reviewed = target("水利");
    reviewed.state = TargetState::Reviewed;
    reviewed.pack = "neu".into();
    assert_eq!(code(&mut store, &|tx| tx.put_target(&reviewed)), "STORE-NOT-EDITABLE");
    assert_eq!(code(&mut store, &|tx| tx.set_target_state(&id("x"), TargetState::Reviewed)), "STORE-NO-SUCH");
    let orphan = target("没有项目");
    assert_eq!(code(&mut store, &|tx| tx.put_target(&orphan)), "STORE-CONSTRAINT");
}

#[test]
fn deleting_takes_what_belongs_to_it() {
    let (dir, mut store) = filled();
    let refused = store.operate(&reversible("删"), |tx| tx.delete_unit(&id("u1"))).unwrap_err();
    assert_eq!(refused.to_string(), "单位“青山镇人民政府”还有3个项目，请先删除这些项目或改到别的单位");
    let before = dump(dir.path());
    let done = store.operate(&reversible("删除项目"), |tx| tx.delete_project(&id("p-水利"))).unwrap();
    use DataKind::{Fund, Indicator, Project, Target};
    assert_eq!(done.changed, [Project, Fund, Target, Indicator].into());
    assert!(!dump(dir.path()).contains("水利"));
    store.undo(WHO, AT).unwrap();
    assert_eq!(dump(dir.path()), before);
}

#[test]
fn what_version_2_added_reads_back_and_can_be_removed() {
    let (_dir, mut store) = filled();
    let before = dump(store.dir());
    fill_2(&mut store);
    let read = store.read();
    assert_eq!(read.remarks(&id("p-水利")).unwrap(), vec![remark(1, "水利")]);
    assert_eq!(read.remark(&id("r1")).unwrap(), Some(remark(1, "水利")));
    assert_eq!(read.remarks_of_year(FiscalYear(2026)).unwrap().len(), 1);
    assert!(read.remarks_of_year(FiscalYear(2025)).unwrap().is_empty());
    assert_eq!(read.templates().unwrap()[0].body["annual_goal"], "目标");
    assert_eq!(read.own_indicators().unwrap()[0].value, "≥95%");
    assert_eq!(read.imported_packs().unwrap()[0].id, "own-2026");
    assert_eq!(read.deadlines(FiscalYear(2026)).unwrap()[0].title, "报送目标");
    assert!(read.deadlines(FiscalYear(2027)).unwrap().is_empty());
    assert_eq!(read.holidays().unwrap()[0].year, 2026);
    assert_eq!(read.project(&id("p-水利")).unwrap().unwrap().previous, Some(id("p-旧路")));
    store
        .operate(&reversible("清空"), |tx| {
            tx.delete_remark(&id("r1"))?;
            tx.delete_template(&id("m1"))?;
            tx.delete_own_indicator(&id("o1"))?;
            tx.delete_imported_pack("own-2026")?;
            tx.delete_deadline(&id("d1"))?;
            tx.delete_holidays(2026)?;
            tx.hand_target(&id("t-水利-1"), Handing::Withdraw)?;
            tx.put_project(&project("水利", 2026))
        })
        .unwrap();
    assert_eq!(dump(store.dir()), before);
    type Gone = fn(&store::Tx<'_>) -> store::Result<()>;
    let gone: [Gone; 6] = [
        |tx| tx.delete_remark(&id("r1")),
        |tx| tx.delete_template(&id("m1")),
        |tx| tx.delete_own_indicator(&id("o1")),
        |tx| tx.delete_imported_pack("own-2026"),
        |tx| tx.delete_deadline(&id("d1")),
        |tx| tx.delete_holidays(2026),
    ];
    for delete in gone {
        assert_eq!(store.operate(&reversible("再删"), delete).unwrap_err().code(), "STORE-NO-SUCH");
    }
}

#[test]
fn a_target_that_was_handed_on_waits_for_its_review() {
    let (_dir, mut store) = filled();
    let this = id("t-水利-1");
    put(&mut store, |tx| tx.hand_target(&this, Handing::Review));
    let waiting = store.read().target(&this).unwrap().unwrap();
    assert_eq!((waiting.state, waiting.state_word()), (TargetState::Drafted, "待复核"));
    let mut edited = waiting.clone();
    edited.annual_goal.push('。');
    let mut drafted = waiting.clone();
    drafted.handed_on = false;
    type Refused<'a> = &'a dyn Fn(&store::Tx<'_>) -> store::Result<()>;
    let steps: [(Refused<'_>, &str); 5] = [
        (&|tx| tx.put_target(&edited), "STORE-NOT-EDITABLE"),
        (&|tx| tx.put_target(&drafted), "STORE-NOT-EDITABLE"),
        (&|tx| tx.delete_indicator(&this, &id("i0")), "STORE-NOT-EDITABLE"),
        (&|tx| tx.hand_target(&this, Handing::Review), "STORE-HANDING"),
        (&|tx| tx.hand_target(&this, Handing::Released), "STORE-HANDING"),
    ];
    for (step, code) in steps {
        let refused = store.operate(&reversible("不行"), |tx| step(tx)).unwrap_err();
        assert_eq!(refused.code(), code);
        assert!(refused.to_string().contains("待复核"), "{refused}");
    }
    // Sealing goes through the states by itself and ends the waiting.
    put(&mut store, |tx| tx.set_target_state(&this, TargetState::Reviewed));
    assert!(!store.read().target(&this).unwrap().unwrap().handed_on);
    store.undo(WHO, AT).unwrap();
    assert_eq!(store.read().target(&this).unwrap(), Some(waiting.clone()));
    let plain = store.operate(&reversible("不是草稿"), |tx| {
        drafted.id = id("neu");
        drafted.version = 9;
        tx.put_target(&drafted)?;
        tx.hand_target(&id("neu"), Handing::Review)?;
        tx.put_target(&drafted)
    });
    assert_eq!(plain.unwrap_err().code(), "STORE-NOT-EDITABLE");
    store.undo(WHO, AT).unwrap();
    assert!(store.read().target(&this).unwrap().unwrap().is_editable());
    put(&mut store, |tx| tx.put_target(&edited_of(&edited)));
    // Approval by this way, too, needs a barrier.
    let sealed = store.operate(&barrier("封"), |tx| {
        for state in [TargetState::Reviewed, TargetState::Released, TargetState::Sealed] {
            tx.set_target_state(&this, state)?;
        }
        Ok(())
    });
    sealed.unwrap();
    let approve = |tx: &store::Tx<'_>| tx.hand_target(&this, Handing::Approved);
    assert_eq!(store.operate(&reversible("批复"), approve).unwrap_err().code(), "STORE-NEEDS-BARRIER");
    store.operate(&barrier("批复"), approve).unwrap();
}

/// The edited contents as the drafter holds them: not handed on.
fn edited_of(edited: &domain::target::Target) -> domain::target::Target {
    domain::target::Target { handed_on: false, ..edited.clone() }
}

#[test]
fn a_deleted_project_takes_its_remarks_along() {
    let (_dir, mut store) = filled();
    put(&mut store, |tx| {
        (1..4).try_for_each(|i| tx.put_remark(&remark(i, "水利")))?;
        tx.put_remark(&remark(9, "道路"))
    });
    let before = dump(store.dir());
    put(&mut store, |tx| tx.delete_project(&id("p-水利")));
    assert_eq!(store.read().remarks_of_year(FiscalYear(2026)).unwrap(), vec![remark(9, "道路")]);
    store.undo(WHO, AT).unwrap();
    assert_eq!(dump(store.dir()), before);
    assert!(store.examine().unwrap().is_good());
}

#[test]
fn own_indicators_of_past_years_are_found_by_name() {
    let (_dir, mut store) = filled();
    let mut older = project("更旧", 2024);
    older.id = id("p-更旧");
    let mut old_target = target("更旧");
    old_target.indicators[0].name = "New道路100%里程".into();
    put(&mut store, |tx| {
        tx.put_project(&older)?;
        tx.put_target(&old_target)
    });
    let search = |words: &str, before: u16, limit: usize| -> Vec<(u16, String)> {
        let found = store.read().search_indicators(words, FiscalYear(before), limit).unwrap();
        found.into_iter().map(|own| (own.year.0, own.indicator.name)).collect()
    };
    assert_eq!(search("指标", 2026, 2), vec![(2025, "指标0".into()), (2025, "指标1".into())]);
    assert_eq!(search("指标", 2026, 99).len(), 4);
    assert_eq!(search("指标", 2025, 99).len(), 3);
    assert_eq!(search(" new道路100% ", 2026, 9), vec![(2024, "New道路100%里程".into())]);
    assert_eq!(search("_", 2026, 9), vec![]);
}

#[test]
fn four_hundred_projects_go_in_and_come_out_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    put(&mut store, |tx| tx.put_unit(&unit()));
    let names: Vec<String> = (0..400).map(|i| format!("{i:03}")).collect();
    store
        .operate(&reversible("导入 400 个项目"), |tx| {
            names.iter().try_for_each(|name| {
                tx.put_project(&project(name, 2026))?;
                tx.put_target(&target(name))
            })
        })
        .unwrap();
    let listed = store.read().projects(FiscalYear(2026)).unwrap();
    assert_eq!(listed.iter().map(|row| row.project.name.clone()).collect::<Vec<_>>(), names);
    assert!(listed.iter().all(|row| row.target.as_ref().unwrap().indicators == indicators()));
    store.undo(WHO, AT).unwrap();
    assert!(store.read().projects(FiscalYear(2026)).unwrap().is_empty());
}
