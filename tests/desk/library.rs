//! The unit's own indicators: kept, found, written out, taken in.

use super::{open_project, undo, view};
use app::commands::Empty;
use app::usecase::{edit, library, own_library, print, rows};
use support::Desk;

fn own(desk: &Desk) -> Vec<own_library::OwnRow> {
    own_library::own(&desk.app, Empty {}).unwrap()
}

fn new(name: &str, level2: &str, value: &str) -> own_library::SaveOwn {
    own_library::SaveOwn {
        name: name.into(),
        level2: level2.into(),
        value: value.into(),
        category: "河湖".into(),
        ..own_library::SaveOwn::default()
    }
}

fn find(desk: &Desk, query: library::LibraryQuery) -> Vec<library::LibraryHit> {
    library::search(&desk.app, library::LibraryQuery { limit: Some(1000), ..query }).unwrap()
}

#[test]
fn own_indicators_are_kept_found_and_used() {
    let desk = Desk::demo();
    own_library::save(&desk.app, new("河道清淤长度", "数量指标", "≥3公里")).unwrap();
    for (query, code) in [
        (new("河道 清淤长度", "数量指标", ""), "APP-LIBRARY"),
        (new(" ", "数量指标", ""), "APP-LIBRARY"),
        (new("甲", "随意指标", ""), "APP-NOT-FOUND"),
        (own_library::SaveOwn { id: Some("x".into()), ..new("甲", "数量指标", "") }, "APP-NOT-FOUND"),
    ] {
        assert_eq!(own_library::save(&desk.app, query).unwrap_err().code, code);
    }
    let id = own(&desk)[0].id.clone();
    let change = own_library::SaveOwn {
        id: Some(id.clone()), ..new("河道清淤长度", "数量指标", "约3公里")
    };
    own_library::save(&desk.app, change).unwrap();
    for text in ["河道清淤", "hdqy", "hedaoqingyu", "清淤长度"] {
        let hits = find(&desk, library::LibraryQuery { text: text.into(), ..Default::default() });
        assert!(hits.iter().any(|hit| hit.id == id), "{text}");
    }
    let own_only = find(&desk, library::LibraryQuery { own: Some(true), ..Default::default() });
    assert!(own_only.iter().all(|hit| hit.code.is_empty()) && own_only.len() > 20);
    let by_field = find(&desk, library::LibraryQuery { category: Some("河湖".into()), ..Default::default() });
    assert!(by_field.iter().any(|hit| hit.id == id) && by_field.iter().all(|hit| hit.category == "河湖"));
    let categories = library::categories(&desk.app, Empty {}).unwrap();
    assert!(categories.len() > 10 && categories.contains(&"河湖".to_owned()));
    // Picking it copies it; what cannot be read as a value stays in its cell.
    let project = open_project(&desk);
    let add =
        rows::AddIndicator { project: project.clone(), library: Some(id.clone()), ..Default::default() };
    let row = rows::add(&desk.app, add).unwrap().id;
    let row = view(&desk, &project).indicators.into_iter().find(|known| known.id == row).unwrap();
    assert_eq!((row.name.as_str(), row.bad["value"].as_str()), ("河道清淤长度", "约3公里"));
    // Keeping a row of a target: a second time brings it up to date.
    let path = view(&desk, &project).indicators[0].path.clone();
    for _ in 0..2 {
        own_library::keep(&desk.app, edit::AtPath { path: path.clone() }).unwrap();
    }
    assert_eq!(own(&desk).len(), 2);
    own_library::delete(&desk.app, own_library::OwnId { id }).unwrap();
    assert_eq!((own(&desk).len(), undo(&desk).as_str()), (1, "删除指标库的“河道清淤长度”"));
    assert_eq!(own(&desk).len(), 2);
}

#[test]
fn what_is_exported_comes_in_elsewhere_and_bad_rows_come_back() {
    let desk = Desk::under("mof-2021");
    let file = |name: &str| print::ToFile { file: desk.text(name) };
    assert_eq!(own_library::export(&desk.app, file("空.xlsx")).unwrap_err().code, "APP-LIBRARY");
    for (name, class, value) in
        [("总成本", "经济成本指标", "≤50万元"), ("长度", "数量指标", "≥3公里"), ("满意度", "满意度", "≥90%")]
    {
        own_library::save(&desk.app, new(name, class, value)).unwrap();
    }
    assert_eq!(own_library::export(&desk.app, file("库.txt")).unwrap_err().code, "APP-LIBRARY");
    assert!(own_library::export(&desk.app, file("库.xlsx")).unwrap().bytes > 1000);
    let again = own_library::import(&desk.app, file("库.xlsx")).unwrap();
    assert_eq!((again.added, again.changed, again.label), (0, 0, None));
    let other = Desk::under("mof-2015");
    let there = print::ToFile { file: desk.text("库.xlsx") };
    let done = own_library::import(&other.app, there).unwrap();
    assert_eq!((done.added, done.rejected.len()), (3, 0));
    assert_eq!(undo(&other), "导入本单位指标：新增 3 条，更新 0 条");
    let csv = "二级指标,三级指标,指标值\n数量指标,长度,≥5公里\n乱写,某项,1\n质量指标,合格率,100%\n";
    std::fs::write(desk.path("清单.csv"), csv).unwrap();
    let done = own_library::import(&desk.app, file("清单.csv")).unwrap();
    assert_eq!((done.added, done.changed, done.rejected.len()), (1, 1, 1));
    assert_eq!(done.rejected[0].at, "A3");
    for (name, content, code) in [
        ("无.csv", None, "APP-FILE-MISSING"),
        ("表.csv", Some("项目,金额\n修路,5\n"), "SHEET-NO-LIBRARY"),
        ("图.xlsx", Some("%PDF-1.7"), "SHEET-PDF"),
    ] {
        if let Some(content) = content {
            std::fs::write(desk.path(name), content).unwrap();
        }
        assert_eq!(own_library::import(&desk.app, file(name)).unwrap_err().code, code, "{name}");
    }
}
