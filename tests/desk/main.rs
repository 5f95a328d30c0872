//! The desk: cells in bulk, paste, rows, copies of projects, the library, packs — each one named step.
#![allow(clippy::unwrap_used)]

mod copies;
mod library;
mod packs;

use app::commands::Empty;
use app::usecase::{edit, paste, project, rows};
use domain::fund::Horizon;
use support::Desk;

fn undo(desk: &Desk) -> String {
    edit::undo(&desk.app, Empty {}).unwrap().label.unwrap()
}

fn view(desk: &Desk, id: &str) -> project::ProjectView {
    project::get(&desk.app, project::ProjectId { id: id.into() }).unwrap()
}

/// The id of the first demo project that is not secret and has rows.
fn open_project(desk: &Desk) -> String {
    let list = project::list(&desk.app, Empty {}).unwrap();
    list.rows.iter().find(|row| !row.secret && row.indicators >= 3).unwrap().id.clone()
}

fn secret_project(desk: &Desk) -> String {
    let list = project::list(&desk.app, Empty {}).unwrap();
    list.rows.iter().find(|row| row.secret).unwrap().id.clone()
}

fn names(view: &project::ProjectView) -> Vec<&str> {
    view.indicators.iter().map(|row| row.name.as_str()).collect()
}

fn grid(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|row| row.split('|').map(str::to_owned).collect()).collect()
}

#[test]
fn cells_change_together_or_not_at_all() {
    let desk = Desk::demo();
    let id = open_project(&desk);
    let before = view(&desk, &id);
    let cell = |row: usize, column: &str, text: &str| edit::EditCell {
        path: format!("{}/{column}", before.indicators[row].path),
        text: text.into(),
    };
    use edit::CellsWhat::{Clear, Fill, Replace};
    for (what, cells, label) in [
        (Fill, vec![cell(0, "unit", "户"), cell(1, "unit", "户")], "填充 2 格"),
        (Clear, vec![cell(0, "weight", ""), cell(1, "weight", ""), cell(2, "weight", "")], "清除 3 格"),
        (Replace, vec![cell(0, "name", "甲"), cell(0, "weight", "5")], "修改 2 格"),
    ] {
        let saved = edit::cells(&desk.app, edit::EditCells { cells, what }).unwrap();
        assert_eq!(saved.label.as_deref(), Some(label));
        assert!(!saved.changed.is_empty());
        assert_eq!(undo(&desk), label);
        assert_eq!(names(&view(&desk, &id)), names(&before));
    }
    let none = edit::cells(&desk.app, edit::EditCells { cells: vec![], what: Fill }).unwrap();
    assert_eq!((none.label, none.changed.is_empty()), (None, true));
    let cells = vec![cell(0, "name", "甲"), cell(1, "sign", "随便")];
    let refused = edit::cells(&desk.app, edit::EditCells { cells, what: Replace }).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.field.is_some()), ("APP-EDIT", true));
    assert_eq!(names(&view(&desk, &id)), names(&before));
}

#[test]
fn a_paste_is_previewed_and_taken_back_whole() {
    let desk = Desk::demo();
    let id = open_project(&desk);
    let before = view(&desk, &id);
    let query = |text: &str, row: Option<String>| paste::Paste {
        project: id.clone(),
        horizon: Horizon::Annual,
        row,
        column: domain::paste::Column::Name,
        grid: grid(text),
    };
    let text = "三级指标|指标值|分值\n新建道路|≥3公里|5\n约定|约50人|5\n合计||10";
    let plan = paste::preview(&desk.app, query(text, None)).unwrap();
    assert_eq!((plan.new_rows, plan.headers, plan.cells.len(), plan.skipped.len()), (2, true, 6, 1));
    assert_eq!(names(&view(&desk, &id)), names(&before), "a preview writes nothing");
    let saved = paste::commit(&desk.app, query(text, None)).unwrap();
    assert_eq!(saved.label.as_deref(), Some("粘贴 6 格"));
    let after = view(&desk, &id);
    assert_eq!(after.indicators.len(), before.indicators.len() + 2);
    let bad = after.indicators.iter().find(|row| row.name == "约定").unwrap();
    assert_eq!(bad.bad.get("value").map(String::as_str), Some("约50人"));
    assert_eq!(undo(&desk), "粘贴 6 格");
    assert_eq!(names(&view(&desk, &id)), names(&before));
    for (query, code) in [
        (query("合计|100", None), "APP-PASTE"),
        (query("甲", Some("gone".into())), "APP-PASTE"),
        (paste::Paste { project: secret_project(&desk), ..query("甲|1", None) }, "APP-SECRET"),
        (paste::Paste { project: "没有".into(), ..query("甲|1", None) }, "APP-NOT-FOUND"),
    ] {
        assert_eq!(paste::preview(&desk.app, query.clone()).unwrap_err().code, code);
        assert_eq!(paste::commit(&desk.app, query).unwrap_err().code, code);
    }
}

#[test]
fn rows_are_added_behind_a_row_moved_and_removed_together() {
    let desk = Desk::demo();
    let id = open_project(&desk);
    let before = view(&desk, &id);
    let first = before.indicators[0].clone();
    let add = rows::AddIndicator {
        project: id.clone(),
        after: Some(first.id.clone()),
        name: Some("紧跟其后".into()),
        ..rows::AddIndicator::default()
    };
    let new = rows::add(&desk.app, add).unwrap().id;
    let after = view(&desk, &id);
    assert_eq!((after.indicators[1].id.as_str(), &after.indicators[1].level2), (new.as_str(), &first.level2));
    let path = after.indicators[1].path.clone();
    let moved = rows::MoveIndicator { path: path.clone(), before: Some(first.id.clone()) };
    assert_eq!(rows::shift(&desk.app, moved).unwrap().label.as_deref(), Some("移动指标“紧跟其后”"));
    assert_eq!(view(&desk, &id).indicators[0].id, new);
    let last = before.indicators.iter().rfind(|row| row.horizon == Horizon::Annual).unwrap();
    rows::shift(&desk.app, rows::MoveIndicator { path: path.clone(), before: Some(last.id.clone()) })
        .unwrap();
    let row = view(&desk, &id).indicators.into_iter().find(|row| row.id == new).unwrap();
    assert_eq!(row.level2, last.level2);
    rows::shift(&desk.app, rows::MoveIndicator { path: path.clone(), before: None }).unwrap();
    let paths = vec![path.clone(), before.indicators[1].path.clone()];
    let gone = rows::remove_many(&desk.app, rows::AtPaths { paths: paths.clone() }).unwrap();
    assert_eq!(gone.label.as_deref(), Some("删除 2 条指标"));
    assert_eq!(view(&desk, &id).indicators.len(), before.indicators.len() - 1);
    let missing = rows::remove_many(&desk.app, rows::AtPaths { paths }).unwrap_err();
    assert_eq!(missing.code, "APP-NOT-FOUND");
    assert_eq!(undo(&desk), "删除 2 条指标");
    assert_eq!(view(&desk, &id).indicators.len(), before.indicators.len() + 1);
}
