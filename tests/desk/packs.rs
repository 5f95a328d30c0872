//! Rule packs of the unit's own, moving between packs, packages in their line, forms of all projects.

use super::{open_project, undo, view};
use app::commands::Empty;
use app::usecase::{pack_move, packages, packs, print, print_batch, project, store};
use support::Desk;

const COUNTY: &str = r#"
id = "county-2026"
name = "某县 2026"
extends = "mof-2021"
summary = "试用"
[[documents]]
id = "x1"
number = "某财〔2026〕1号"
title = "办法"
issuer = "某县财政局"
[[rules]]
id = "target.indicators.min-count"
document = "x1"
clause = "三"
params = { at_least = 40 }
"#;

fn import(desk: &Desk, name: &str, text: &str) -> app::Result<packs::PackSummary> {
    std::fs::write(desk.path(name), text).unwrap();
    packs::import(&desk.app, print::ToFile { file: desk.text(name) })
}

fn pack(id: &str) -> packs::PackId {
    packs::PackId { id: id.into() }
}

fn moving(projects: &[&str], pack: &str, commit: bool) -> pack_move::MovePack {
    let projects = projects.iter().map(|name| (*name).to_owned()).collect();
    pack_move::MovePack { projects, pack: pack.into(), commit }
}

#[test]
fn a_pack_is_brought_in_used_and_removed() {
    let desk = Desk::demo();
    let shipped = packs::list(&desk.app, Empty {}).unwrap();
    assert!(shipped.iter().all(|pack| !pack.imported));
    assert_eq!(shipped.iter().find(|pack| pack.id == "mof-2020").unwrap().used_by, 16);
    for (text, code, part) in [
        (COUNTY.replace("county-2026", "mof-2021"), "APP-PACK", "重复"),
        (COUNTY.replace("\"mof-2021\"", "\"no-such\""), "APP-PACK", "找不到规则包"),
        (COUNTY.replace("at_least = 40", "at_least = \"多\""), "APP-PACK", "参数有误"),
        (COUNTY.replace("county-2026", "某县"), "APP-PACK", "编号"),
        ("不是规则包".to_owned(), "APP-PACK", "格式有误"),
        ("x".repeat(600_000), "APP-PACK", "512 KB"),
    ] {
        let error = import(&desk, "坏.toml", &text).unwrap_err();
        assert!(
            error.code == code && error.message.contains(part) && error.message.contains('请'),
            "{error}"
        );
    }
    let county = import(&desk, "县.toml", COUNTY).unwrap();
    assert_eq!((county.imported, county.used_by, county.extends.is_empty()), (true, 0, false));
    assert_eq!(import(&desk, "县.toml", COUNTY).unwrap_err().code, "APP-PACK");
    assert_eq!(undo(&desk), "导入规则包“某县 2026”");
    assert!(packs::get(&desk.app, pack("county-2026")).is_err());
    app::usecase::edit::redo(&desk.app, Empty {}).unwrap();
    let diff =
        packs::compare(&desk.app, packs::ComparePacks { a: "mof-2021".into(), b: "county-2026".into() });
    let diff = diff.unwrap();
    assert_eq!(diff.len(), 1, "{diff:?}");
    assert!(diff[0].b.contains("at_least = 40"), "{diff:?}");
    assert_eq!(diff[0].b_source.as_ref().unwrap().clause, "三");

    let id = open_project(&desk);
    let before = view(&desk, &id);
    let dry = pack_move::move_pack(&desk.app, moving(&[&id], "county-2026", false)).unwrap();
    assert_eq!((dry.moved, dry.label.is_none(), dry.notes.len()), (1, true, 1));
    assert!(dry.fresh.iter().any(|f| f.rule == "target.indicators.min-count" && f.text.contains("40")));
    assert!(dry.notes[0].contains("2021") && dry.notes[0].contains('请'), "{:?}", dry.notes);
    assert_eq!(view(&desk, &id).pack.id, before.pack.id, "a dry run writes nothing");
    let done = pack_move::move_pack(&desk.app, moving(&[&id], "county-2026", true)).unwrap();
    assert_eq!((done.fresh.len(), done.gone.len()), (dry.fresh.len(), dry.gone.len()));
    let after = view(&desk, &id);
    assert_eq!((after.pack.id.as_str(), after.packs_differ, after.pack.used_by), ("county-2026", true, 1));
    let same = pack_move::move_pack(&desk.app, moving(&[&id], "county-2026", true)).unwrap();
    assert_eq!((same.moved, same.refused.len(), same.label), (0, 1, None));

    // The store remembers it; other stores do not have it.
    let folder = store::current(&desk.app, Empty {}).unwrap().unwrap().folder;
    store::close(&desk.app, Empty {}).unwrap();
    let second = store::CreateStore { folder: desk.text("另一个"), ..second_store() };
    store::create(&desk.app, second).unwrap();
    assert!(packs::get(&desk.app, pack("county-2026")).is_err());
    store::open(&desk.app, store::OpenStore { folder }).unwrap();
    assert_eq!(view(&desk, &id).pack.id, "county-2026");

    let used = packs::remove(&desk.app, pack("county-2026")).unwrap_err();
    assert!(used.code == "APP-PACK-USED" && used.message.contains("1 份"), "{used}");
    assert_eq!(packs::remove(&desk.app, pack("mof-2021")).unwrap_err().code, "APP-PACK-USED");
    assert_eq!(packs::remove(&desk.app, pack("没有")).unwrap_err().code, "APP-PACK");
    pack_move::move_pack(&desk.app, moving(&[&id], "mof-2020", true)).unwrap();
    packs::remove(&desk.app, pack("county-2026")).unwrap();
    assert!(packs::get(&desk.app, pack("county-2026")).is_err());
    assert_eq!(undo(&desk), "删除规则包“某县 2026”");
    assert!(packs::get(&desk.app, pack("county-2026")).is_ok());
}

fn second_store() -> store::CreateStore {
    store::CreateStore {
        folder: String::new(),
        name: "另一单位".into(),
        kind: domain::unit::UnitKind::Department,
        code: "219002".into(),
        credit_code: String::new(),
        division_code: String::new(),
        year: 2026,
        pack: "mof-2021".into(),
        person: "填报人乙".into(),
        role: "编制".into(),
    }
}

#[test]
fn a_whole_year_moves_and_comes_back() {
    let desk = Desk::demo();
    let rows = |desk: &Desk| project::list(&desk.app, Empty {}).unwrap().rows;
    let classes = |desk: &Desk| -> Vec<String> {
        let ids: Vec<String> = rows(desk).into_iter().map(|row| row.id).collect();
        ids.iter().flat_map(|id| view(desk, id).indicators).map(|row| row.level2).collect()
    };
    let before = classes(&desk);
    let done = pack_move::move_pack(&desk.app, moving(&[], "mof-2021", true)).unwrap();
    assert_eq!((done.moved, done.refused.len()), (11, 0));
    assert!(classes(&desk).contains(&"经济成本指标".to_owned()));
    assert_eq!(undo(&desk), done.label.unwrap());
    assert_eq!(classes(&desk), before);
    assert_eq!(pack_move::move_pack(&desk.app, moving(&[], "没有", true)).unwrap_err().code, "APP-PACK");
}

#[test]
fn forms_of_all_projects_are_written_side_by_side() {
    let desk = Desk::demo();
    std::fs::create_dir(desk.path("表")).unwrap();
    let query = |form: Option<&str>, format, folder: &str| print_batch::PrintBatch {
        projects: Vec::new(),
        form: form.map(str::to_owned),
        format,
        folder: desk.text(folder),
        month: None,
    };
    use print_batch::FileFormat::{Pdf, Xlsx};
    let files = |desk: &Desk| std::fs::read_dir(desk.path("表")).unwrap().count();
    let done = print_batch::batch(&desk.app, query(None, Xlsx, "表")).unwrap();
    assert_eq!((done.files, done.skipped.len(), files(&desk)), (11, 1, 11));
    assert!(done.skipped[0].why.contains("涉密"), "{:?}", done.skipped);
    print_batch::batch(&desk.app, query(None, Xlsx, "表")).unwrap();
    assert_eq!(files(&desk), 22, "nothing is overwritten");
    let none = print_batch::batch(&desk.app, query(Some("adjustment"), Pdf, "表")).unwrap();
    assert_eq!((none.files, none.skipped.len()), (0, 12));
    assert_eq!(print_batch::batch(&desk.app, query(None, Pdf, "没有")).unwrap_err().code, "APP-FILE-MISSING");
    assert!(packages::list(&desk.app, Empty {}).unwrap().is_empty());
}
