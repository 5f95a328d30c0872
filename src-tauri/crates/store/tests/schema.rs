//! The schema as a whole, and filled stores of every released version.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::period::FiscalYear;
use std::fs;
use std::path::{Path, PathBuf};
use store::{DATABASE, Opened, Store};
use support::*;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// A change of the schema must be meant: it needs a migration, and this text made anew with BLESS=1.
#[test]
fn the_schema_is_as_written_down() {
    let dir = tempfile::tempdir().unwrap();
    let schema = Store::create(dir.path(), AT).unwrap().schema().unwrap();
    let path = fixtures().join("schema.sql");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    for (line, (is, was)) in schema.lines().zip(written.lines()).enumerate() {
        assert_eq!(is, was, "schema.sql line {}", line + 1);
    }
    assert_eq!(schema, written);
}

/// Each released version's filled store (made by `examples/fill.rs` of its time) still opens, for writing and
/// for reading, with its data, its history and its audit log.
#[test]
fn stores_of_every_version_open() {
    for version in 1..=store::SCHEMA_VERSION {
        let dir = tempfile::tempdir().unwrap();
        fs::copy(fixtures().join(format!("v{version}.db")), dir.path().join(DATABASE)).unwrap();
        let reader = Store::open_read_only(dir.path()).unwrap();
        assert_eq!(reader.read().projects(FiscalYear(2026)).unwrap().len(), 2);
        drop(reader);

        let mut store = Store::open(dir.path(), AT).unwrap();
        assert_eq!(store.opened(), &Opened::Normal);
        let read = store.read();
        assert_eq!(read.units().unwrap(), vec![unit()]);
        let second = version >= 2;
        let mut carried = project("水利", 2026);
        carried.previous = second.then(|| id("p-旧路"));
        assert_eq!(read.project(&id("p-水利")).unwrap(), Some(carried));
        let mut waiting = target("水利");
        waiting.handed_on = second;
        assert_eq!(read.target(&id("t-水利-1")).unwrap(), Some(waiting));
        let remarks = if second { vec![remark(1, "水利")] } else { Vec::new() };
        assert_eq!(read.remarks(&id("p-水利")).unwrap(), remarks);
        assert_eq!(read.templates().unwrap().len(), usize::from(second));
        assert_eq!(read.targets(&id("p-道路")).unwrap().len(), 2);
        assert_eq!(read.packages(FiscalYear(2026)).unwrap().len(), 1);
        let third = version >= 3;
        let months = if third { vec![monitoring("水利", 7)] } else { Vec::new() };
        assert_eq!(read.monitorings(&id("p-水利")).unwrap(), months);
        assert_eq!(read.monitoring_board(FiscalYear(2026)).unwrap().len(), usize::from(third));
        assert_eq!(read.rectifications(FiscalYear(2026)).unwrap().len(), 2 * usize::from(third));
        assert_eq!(read.unit_monitoring(FiscalYear(2026)).unwrap(), third.then(unit_monitoring));
        let fourth = version >= 4;
        let assessed = fourth.then(|| selfeval("水利", 2026));
        let rounds = fourth.then(|| round_of(&selfeval("水利", 2026), 1));
        assert_eq!(read.self_assessment_of(&id("p-水利")).unwrap(), assessed);
        assert_eq!(read.assessment_rounds(&id("s-水利")).unwrap(), Vec::from_iter(rounds));
        assert_eq!(read.self_assessments_of_year(FiscalYear(2025)).unwrap().len(), usize::from(fourth));
        let health = store.examine().unwrap();
        assert!(health.damage.is_empty() && health.dangling.is_empty() && health.audit.broken.is_none());
        // The file came alone, without what its rows speak of.
        assert_eq!(health.files.len(), 2 * usize::from(third) + usize::from(fourth));
        let dir_of_new = tempfile::tempdir().unwrap();
        let new = Store::create(dir_of_new.path(), AT).unwrap();
        assert_eq!(store.schema().unwrap(), new.schema().unwrap());
        // The history of a row reaches back before the upgrade.
        let sealed: Vec<String> = (store.read().row_history("target", "t-道路-1", 9).unwrap().into_iter())
            .map(|change| change.label)
            .collect();
        assert_eq!(sealed, ["批复", "上报", "已审定", "已复核", "导入 3 个项目"]);
        put(&mut store, |tx| tx.put_setting("neu", &1.into()));
        store.undo(WHO, AT).unwrap();
        // What the version did not know can be written into it now.
        if version == 2 {
            fill_3(&mut store);
            assert_eq!(store.read().monitorings(&id("p-水利")).unwrap(), vec![monitoring("水利", 7)]);
            assert!(store.examine().unwrap().is_good());
            store.undo(WHO, AT).unwrap();
            assert!(store.read().monitorings(&id("p-水利")).unwrap().is_empty());
        }
        if version == 3 {
            let before = dump(store.dir());
            let steps = store.seq().unwrap();
            fill_4(&mut store);
            assert_eq!(store.read().self_assessment_of(&id("p-水利")).unwrap(), Some(selfeval("水利", 2026)));
            for _ in 0..store.steps_since(steps).unwrap().count {
                store.undo(WHO, AT).unwrap();
            }
            assert_eq!(dump(store.dir()), before);
        }
    }
}
