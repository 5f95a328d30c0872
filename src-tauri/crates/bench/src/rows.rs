//! Opening a store of 400 projects with 20 indicators each, and listing them.

use crate::measure::{Row, median, text};
use crate::{Bench, sample};
use domain::period::FiscalYear;
use store::{Operation, Store, Year};

pub(crate) fn bench() -> Bench {
    let dir = tempfile::tempdir()?;
    let at = "2026-11-21T10:00:00+08:00";
    let mut store = Store::create(dir.path(), at)?;
    store.operate(&Operation::reversible("填充", "测试", at), |tx| {
        tx.put_unit(&sample::unit())?;
        tx.put_year(&Year { year: FiscalYear(2026), pack: "mof-2020".into() })?;
        for number in 0..400 {
            let (project, target) = sample::project(number, 20);
            tx.put_project(&project)?;
            tx.put_target(&target)?;
        }
        Ok(())
    })?;
    drop(store);
    let open = median(9, || Store::open(dir.path(), at).map(|store| store.dir().to_owned()));
    let store = Store::open(dir.path(), at)?;
    let list = median(9, || store.read().projects(FiscalYear(2026)).map(|rows| rows.len()));
    Ok(vec![
        Row::alone("open a store, 400 projects", text(open), "no visible pause"),
        Row::alone("read its 400 targets", text(list), "no visible pause"),
    ])
}
