//! Opening a store of 400 projects, listing them, and the way of one cell: edited, shown, listed.

use crate::measure::{Row, median, text};
use crate::{Bench, sample};
use app::App;
use app::commands::Empty;
use app::usecase::{edit, home, project, search, store as stores};
use domain::period::FiscalYear;
use std::path::Path;
use std::sync::Arc;
use store::{Operation, Store, Year};

const AT: &str = "2026-11-21T10:00:00+08:00";
const PROJECTS: usize = 400;

/// Makes a store of 400 projects with so many indicators each.
fn fill(dir: &Path, indicators: usize) -> Result<(), store::Error> {
    let mut store = Store::create(dir, AT)?;
    store.operate(&Operation::reversible("填充", "测试", AT), |tx| {
        tx.put_unit(&sample::unit())?;
        tx.put_year(&Year { year: FiscalYear(2026), pack: "mof-2020".into() })?;
        for number in 0..PROJECTS {
            let (project, target) = sample::project(number, indicators);
            tx.put_project(&project)?;
            tx.put_target(&target)?;
        }
        Ok(())
    })?;
    Ok(())
}

pub(crate) fn bench() -> Bench {
    let dir = tempfile::tempdir()?;
    fill(dir.path(), 20)?;
    let open = median(9, || Store::open(dir.path(), AT).map(|store| store.dir().to_owned()));
    let store = Store::open(dir.path(), AT)?;
    let list = median(9, || store.read().projects(FiscalYear(2026)).map(|rows| rows.len()));
    let mut rows = vec![
        Row::alone("open a store, 400 projects", text(open), "no visible pause"),
        Row::alone("read its 400 targets", text(list), "no visible pause"),
    ];
    drop(store);
    rows.extend(one_cell()?);
    Ok(rows)
}

/// What the window asks for after one cell, at 400 projects with 60 indicators each.
fn one_cell() -> Bench {
    let dir = tempfile::tempdir()?;
    fill(&dir.path().join("store"), 60)?;
    let app = App::new(Arc::new(app::SystemHost { data_dir: dir.path().to_owned() }))?;
    let folder = dir.path().join("store").display().to_string();
    let fresh = median(3, || {
        // Opened anew, nothing is kept.
        stores::open(&app, stores::OpenStore { folder: folder.clone() })?;
        project::list(&app, Empty {})
    });
    let id = "p7".to_owned();
    let path = format!("/projects/{id}/target/indicators/i7-0/weight");
    let mut weight = 0u32;
    let mut edit = || {
        weight += 1;
        edit::cell(&app, edit::EditCell { path: path.clone(), text: weight.to_string() })
    };
    edit()?;
    let get = || project::get(&app, project::ProjectId { id: id.clone() });
    let list = || project::list(&app, Empty {});
    let edited = median(21, &mut edit);
    let got = median(21, get);
    // As it goes to the window.
    let sent = || {
        app::commands::call(&app, "project.get", serde_json::json!({ "id": id })).map(|view| view.to_string())
    };
    let (written, size) = (median(21, sent), sent()?.len() / 1024);
    let listed = median(21, || edit().and_then(|_| list())).saturating_sub(edited);
    let all = median(21, || edit().and_then(|_| get()).and_then(|_| list()));
    let home = median(9, || home::overview(&app, Empty {}));
    let query = || search::SearchQuery { text: "yhrw".into(), limit: 20, commands: Vec::new() };
    let found = median(9, || search::run(&app, query()));
    Ok(vec![
        Row::alone("open and list, 400 projects, 60 indicators", text(fresh), "no visible pause"),
        Row::alone("  edit one cell", text(edited), "under 16 ms"),
        Row::alone("  project.get", text(got), "under 16 ms"),
        Row::alone(&format!("  project.get as text, {size} KiB"), text(written), "under 16 ms"),
        Row::alone("  project.list after it", text(listed), "a few ms"),
        Row::alone("  edit, get, list", text(all), "under 50 ms"),
        Row::alone("  home.overview", text(home), "under 50 ms"),
        Row::alone("  search.run over 24,000 indicators", text(found), "under 50 ms"),
    ])
}
