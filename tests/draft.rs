//! What is being typed survives the program's end, and nothing else comes of it.
#![allow(clippy::unwrap_used)]

use app::commands::Empty;
use app::usecase::{draft, edit, project, store};
use support::Desk;

fn keep(desk: &Desk, path: &str, text: &str) {
    draft::keep(&desk.app, draft::Draft { path: path.into(), text: text.into() }).unwrap();
}

fn pending(desk: &Desk) -> Option<draft::DraftView> {
    draft::pending(&desk.app, Empty {}).unwrap()
}

#[test]
fn an_unfinished_text_is_offered_with_its_place_until_it_is_dropped() {
    let desk = Desk::demo();
    let rows = project::list(&desk.app, Empty {}).unwrap().rows;
    let view = project::get(&desk.app, project::ProjectId { id: rows[0].id.clone() }).unwrap();
    let row = &view.indicators[0];
    let history = edit::history(&desk.app, edit::HistoryQuery { limit: 9 }).unwrap().rows.len();
    let folder = store::current(&desk.app, Empty {}).unwrap().unwrap().folder;
    assert_eq!(pending(&desk), None);
    for (path, place) in [
        (format!("{}/name", row.path), format!("{} / {} · 名称", row.level1, row.name)),
        (format!("/projects/{}/target/annual_goal", view.id), "年度目标".to_owned()),
        (format!("/projects/{}/funds/annual/fiscal", view.id), "年度资金 · 财政拨款".to_owned()),
    ] {
        keep(&desk, &path, "没有写完的半句");
        // The program ends and starts again.
        store::close(&desk.app, Empty {}).unwrap();
        store::open(&desk.app, store::OpenStore { folder: folder.clone() }).unwrap();
        let found = pending(&desk).unwrap();
        assert_eq!(
            (found.project, found.place, found.text),
            (view.name.clone(), place, "没有写完的半句".to_owned())
        );
    }
    assert_eq!(
        edit::history(&desk.app, edit::HistoryQuery { limit: 9 }).unwrap().rows.len(),
        history,
        "a step"
    );
    draft::drop_draft(&desk.app, Empty {}).unwrap();
    draft::drop_draft(&desk.app, Empty {}).unwrap();
    assert_eq!(pending(&desk), None);
}

#[test]
fn what_cannot_be_offered_is_no_error() {
    let desk = Desk::demo();
    let folder = std::path::PathBuf::from(store::current(&desk.app, Empty {}).unwrap().unwrap().folder);
    keep(&desk, "/projects/no-such/name", "x");
    assert_eq!(pending(&desk), None, "its project is gone");
    for bytes in [&b"{"[..], b"[]", b"\xff\xfe", b"{\"path\":1,\"text\":\"\"}"] {
        std::fs::write(folder.join("draft.json"), bytes).unwrap();
        assert_eq!(pending(&desk), None);
    }
    std::fs::write(folder.join("draft.json"), vec![b' '; 300 * 1024]).unwrap();
    assert_eq!(pending(&desk), None, "too long to be ours");
}
