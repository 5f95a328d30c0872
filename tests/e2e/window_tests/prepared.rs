//! Data made before the window opens, through the use cases.

use crate::harness::{Window, program_data};
use ::store::{Operation, Store};
use app::commands::Empty;
use app::usecase::{keys, seal, store};
use app::{App, SystemHost};
use domain::period::FiscalYear;
use domain::typed::Id;
use std::path::Path;
use std::sync::Arc;

pub(crate) const PASSPHRASE: &str = "correct horse 901001";

const AT: &str = "2026-11-21T10:00:00+08:00";

/// A project of the demo unit that may be printed and sealed.
const READY: &str = "村级道路日常养护";

/// The program without a window, on the same data.
pub(crate) fn program(home: &Path) -> App {
    App::new(Arc::new(SystemHost { data_dir: program_data(home) })).unwrap()
}

/// The demo unit in a folder of its own, which the program will offer on its first page.
pub(crate) fn demo(home: &Path, folder: &Path) {
    let app = program(home);
    store::create_demo(&app, folder).unwrap();
    store::close(&app, Empty {}).unwrap();
}

/// A unit without projects, with a key.
pub(crate) fn blank(home: &Path, folder: &Path) {
    let app = program(home);
    store::create(
        &app,
        store::CreateStore {
            folder: folder.display().to_string(),
            name: "云溪镇人民政府（虚构）".into(),
            kind: domain::unit::UnitKind::Township,
            code: "901001".into(),
            credit_code: String::new(),
            division_code: String::new(),
            year: 2026,
            pack: "mof-2020".into(),
            person: "填报人甲".into(),
            role: "编制".into(),
        },
    )
    .unwrap();
    key(&app);
    store::close(&app, Empty {}).unwrap();
}

pub(super) fn key(app: &App) {
    let new = keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false };
    keys::create(app, new).unwrap();
}

/// The demo unit with a key and 120 more projects, so that sealing takes a while.
pub(crate) fn crowded(home: &Path, folder: &Path) {
    copies(home, folder, 120, 0);
}

/// The demo unit grown to 400 projects, one of them with 60 indicators.
pub(crate) fn full(home: &Path, folder: &Path) {
    copies(home, folder, 388, 60);
    super::prepared_months::recorded(home, folder);
}

/// Copies of the ready project; the first of them gets so many indicators.
fn copies(home: &Path, folder: &Path, count: usize, indicators: usize) {
    demo(home, folder);
    let app = program(home);
    store::open(&app, store::OpenStore { folder: folder.display().to_string() }).unwrap();
    key(&app);
    store::close(&app, Empty {}).unwrap();
    let mut store = Store::open(folder, AT).unwrap();
    let rows = store.read().projects(FiscalYear(2026)).unwrap();
    let ready = rows.into_iter().find(|row| row.project.name == READY).unwrap();
    let target = ready.target.unwrap();
    store
        .operate(&Operation::reversible("复制", "填报人甲", AT), |tx| {
            for number in 0..count {
                let mut project = ready.project.clone();
                project.id = Id(format!("copy-{number}"));
                project.name = format!("{READY}（第{number}段）");
                project.code = format!("{}{number:03}", &project.code[..project.code.len() - 3]);
                let mut target = target.clone();
                target.id = Id(format!("target-{number}"));
                target.project_id = project.id.clone();
                if number == 0 {
                    let given = target.indicators.clone();
                    target
                        .indicators
                        .extend(given.iter().cycle().take(indicators.saturating_sub(given.len())).cloned());
                }
                for (place, indicator) in target.indicators.iter_mut().enumerate() {
                    indicator.id = Id(format!("row-{number}-{place}"));
                }
                tx.put_project(&project)?;
                tx.put_target(&target)?;
            }
            Ok(())
        })
        .unwrap();
}

/// A whole package of the demo unit, signed by a key that nobody knows.
pub(crate) fn package() -> Vec<u8> {
    let desk = support::Desk::demo();
    key(&desk.app);
    let run = seal::SealRun {
        recipient: "999901".into(),
        ready_only: true,
        folder: desk.dir.path().display().to_string(),
        key: None,
        passphrase: PASSPHRASE.into(),
        ..Default::default()
    };
    std::fs::read(seal::run(&desk.app, run).unwrap().path).unwrap()
}

/// Opens the window on data that lie in this folder.
pub(crate) async fn open(home: tempfile::TempDir, name: &str, folder: &Path) -> Window {
    let window = Window::open_in(home, name, &[]).await;
    window.click("button", &folder.display().to_string()).await;
    window.by_role("link", "上报").await;
    window
}

/// Goes to a project's target.
pub(crate) async fn target(window: &Window) {
    window.click("link", "项目").await;
    window.click("", "农村人居环境整治").await;
    window.click("button", "打开绩效目标").await;
    window.by_css("td[data-path$='/explanation']").await;
}
