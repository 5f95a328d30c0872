//! What stands on a self-assessment that was released or filed, and what stands in the way of filing it.
#![allow(clippy::unwrap_used)]

use app::commands::{self, Empty};
use app::usecase::seal::{self, SealKind, SealQuery, SealRun};
use app::usecase::verify::{self, PackageFile, PackageReport};
use app::usecase::{edit, home, keys, pack_move, print, project, selfeval, store};
use domain::finding::Level;
use serde_json::{Value, json};
use support::{Desk, assessed_road, run};

const PASSPHRASE: &str = "testing-passphrase-1";

fn set(desk: &Desk, path: &str, text: &str) {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

fn view(desk: &Desk, id: &str) -> selfeval::SelfEvalView {
    selfeval::get(&desk.app, project::ProjectId { id: id.into() }).unwrap()
}

fn call(desk: &Desk, name: &str, ask: Value) -> Value {
    commands::call(&desk.app, name, ask).unwrap()
}

/// A unit with its key and a stick.
fn desk() -> Desk {
    let desk = Desk::under("mof-2020");
    let key = keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false };
    keys::create(&desk.app, key).unwrap();
    std::fs::create_dir(desk.path("stick")).unwrap();
    desk
}

/// The target of a project is sealed, on the day that the desk says; the store is asked directly.
fn seal_target(desk: &Desk, project: &str, at: &str) {
    store::close(&desk.app, Empty {}).unwrap();
    let mut open = ::store::Store::open(&desk.path("store"), at).unwrap();
    let target = open.read().targets(&domain::typed::Id(project.to_owned())).unwrap().pop().unwrap();
    let barrier = ::store::Operation::barrier("上报目标", "填报人", at);
    let steps = target.state.steps_to_sealed();
    open.operate(&barrier, |tx| steps.iter().try_for_each(|state| tx.set_target_state(&target.id, *state)))
        .unwrap();
    drop(open);
    store::open(&desk.app, store::OpenStore { folder: desk.text("store") }).unwrap();
}

fn seal(desk: &Desk) -> app::Result<PackageReport> {
    let run = SealRun {
        recipient: "219".into(),
        folder: desk.text("stick"),
        passphrase: PASSPHRASE.into(),
        kind: SealKind::SelfEval,
        ..Default::default()
    };
    seal::run(&desk.app, run)
}

/// A form as it is printed now.
fn printed(desk: &Desk, project: &str, form: &str) -> String {
    let (project, form, file) = (project.to_owned(), Some(form.to_owned()), desk.text("印.pdf"));
    print::save(&desk.app, print::PrintSave { project, form, file: file.clone(), month: None }).unwrap();
    run("pdftotext", &["-layout", &file, "-"], desk.dir.path())
}

#[test]
fn what_stands_in_the_way_is_told_once_with_its_project() {
    let desk = desk();
    let first = assessed_road(&desk, "农村公路养护", 1, "90%");
    assessed_road(&desk, "饮水安全巩固", 2, "90%");
    let query = SealQuery { recipient: "219".into(), kind: SealKind::SelfEval, ..Default::default() };
    let plan = seal::plan(&desk.app, query).unwrap();
    let told = |id: &str| -> Vec<Level> {
        let own = plan.unfinished.iter().filter(|found| found.project == id);
        own.filter(|found| found.rule == "selfeval.target").map(|found| found.level).collect()
    };
    assert_eq!(told(&first), [Level::Error]);
    let refused = seal(&desk).unwrap_err();
    assert_eq!(refused.code, "APP-SEAL-FINDINGS");
    assert!(refused.message.contains("第一处：“农村公路养护”绩效自评 · "), "{}", refused.message);
}

#[test]
fn a_form_carries_the_day_of_its_release() {
    let desk = desk();
    let id = assessed_road(&desk, "农村公路养护", 1, "90%");
    let day = |form: &str| -> String {
        let text = printed(&desk, &id, form);
        let at = text.find("填报日期：").unwrap_or_else(|| panic!("{text}"));
        text[at..].split_whitespace().next().unwrap().replace("填报日期：", "")
    };
    assert_eq!(day("selfeval"), "2026年11月21日", "a draft carries today's");
    desk.on(2026, 12, 1);
    assert_eq!(day("selfeval"), "2026年12月1日");
    seal_target(&desk, &id, "2026-12-01T10:30:00+08:00");
    call(&desk, "selfeval.hand_on", json!({"projects": [id], "to": "reviewed"}));
    desk.on(2026, 12, 2);
    call(&desk, "selfeval.hand_on", json!({"projects": [id], "to": "released"}));
    desk.on(2026, 12, 5);
    assert_eq!(day("selfeval"), "2026年12月2日");
    // Sent back by mistake: who takes that back brings no new day.
    call(&desk, "selfeval.hand_on", json!({"projects": [id], "to": "back", "remark": "再看"}));
    assert_eq!(day("selfeval"), "2026年12月5日");
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(day("selfeval"), "2026年12月2日");
    assert!(seal(&desk).unwrap().ok);
    desk.on(2026, 12, 9);
    for form in ["selfeval", "selfeval-public"] {
        assert_eq!(day(form), "2026年12月2日", "{form}");
    }
    // Sealed without a release of its own it is released with that; so was its target.
    assert_eq!(day("goal-2015"), "2026年12月1日");
    let summary = printed(&desk, "", "selfeval-summary");
    assert!(summary.contains("编制日期：2026年12月2日"), "{summary}");
}

#[test]
fn a_package_out_of_its_line_is_told_of() {
    let desk = desk();
    let id = assessed_road(&desk, "农村公路养护", 1, "90%");
    seal_target(&desk, &id, "2026-11-21T10:30:00+08:00");
    let mut files = vec![seal(&desk).unwrap().path];
    for _ in 0..2 {
        selfeval::reopen(&desk.app, project::ProjectId { id: id.clone() }).unwrap();
        files.push(seal(&desk).unwrap().path);
    }
    let note = |desk: &Desk, file: &str| {
        let query = PackageFile { file: file.into(), pin: None, recipient: None };
        verify::verify(&desk.app, query).unwrap().note
    };
    for file in &files {
        assert_eq!(note(&desk, file), None);
    }
    // A store that goes back to the first package knows nothing of the second.
    std::fs::create_dir(desk.path("other")).unwrap();
    let other = Desk::empty();
    assert_eq!(note(&other, &files[2]), None, "no store, nothing to compare with");
    let record = |place: usize, sequence: u32, sm3: &str| ::store::PackageRecord {
        sm3: sm3.into(),
        id: format!("WX-219001-2026-selfeval-Y-{sequence:03}"),
        direction: ::store::Direction::Received,
        kind: "selfeval".into(),
        year: domain::period::FiscalYear(2026),
        period: "Y".into(),
        sequence,
        previous: None,
        file_name: format!("{place}.zip"),
        sealed_at: "2026-11-21T10:30:00+08:00".into(),
        head: String::new(),
    };
    for (known, place, part) in [
        (record(0, 1, &"1".repeat(64)), 1, "报送单位可能另有一份"),
        (record(0, 1, &"1".repeat(64)), 2, "中间可能还有没收到的包"),
    ] {
        let fresh = Desk::under("mof-2020");
        store::close(&fresh.app, Empty {}).unwrap();
        let mut open = ::store::Store::open(&fresh.path("store"), "2026-11-21T10:30:00+08:00").unwrap();
        let barrier = ::store::Operation::barrier("收包", "填报人", "2026-11-21T10:30:00+08:00");
        open.operate(&barrier, |tx| tx.put_package(&known)).unwrap();
        drop(open);
        store::open(&fresh.app, store::OpenStore { folder: fresh.text("store") }).unwrap();
        let told = note(&fresh, &files[place]).unwrap();
        assert!(told.contains(part) && told.contains("selfeval-Y-001"), "{told}");
    }
}

#[test]
fn a_treatment_that_was_set_says_why_or_that_nobody_said() {
    let desk = desk();
    let id = assessed_road(&desk, "农村公路养护", 1, "90%");
    let list = |desk: &Desk| printed(desk, "", "treatments").replace(char::is_whitespace, "");
    let path = view(&desk, &id).path;
    let proposed = selfeval::treatments(&desk.app, Empty {}).unwrap()[0].proposed.clone();
    assert!(list(&desk).contains("自评99分"), "{}", list(&desk));
    // What the pack proposes as well has the pack's reason.
    set(&desk, &format!("{path}/treatment"), &proposed);
    assert!(list(&desk).contains("自评99分"));
    set(&desk, &format!("{path}/treatment"), "削减或取消");
    let said = list(&desk);
    assert!(said.contains("没有写理由") && !said.contains("自评99分"), "{said}");
    let asked = view(&desk, &id).findings.into_iter().any(|found| found.rule == "results.treatment");
    assert!(asked, "the check asks for a reason");
    set(&desk, &format!("{path}/treatment_reason"), "明年不再实施");
    assert!(list(&desk).contains("明年不再实施") && !list(&desk).contains("没有写理由"));
}

#[test]
fn another_pack_takes_the_self_assessment_along() {
    let desk = desk();
    let road = assessed_road(&desk, "农村公路养护", 1, "90%");
    let water = assessed_road(&desk, "饮水安全巩固", 2, "45%");
    let moving = |projects: &[&str], pack: &str, commit: bool| {
        let projects = projects.iter().map(|name| (*name).to_owned()).collect();
        pack_move::move_pack(&desk.app, pack_move::MovePack { projects, pack: pack.into(), commit }).unwrap()
    };
    let pack = |id: &str| view(&desk, id).pack.id;
    let dry = moving(&[&water], "putuo-2023", false);
    assert!(dry.notes.iter().any(|note| note.contains("绩效自评一并改用，得分")), "{:?}", dry.notes);
    assert_eq!((dry.moved, dry.label.is_none(), pack(&water).as_str()), (1, true, "mof-2020"));
    let done = moving(&[&water], "putuo-2023", true);
    assert_eq!((done.notes, pack(&water).as_str()), (dry.notes, "putuo-2023"));
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(pack(&water), "mof-2020");

    // The target was filed, so it stays; what is judged by it goes alone.
    seal_target(&desk, &road, "2026-11-21T10:30:00+08:00");
    let done = moving(&[&road], "putuo-2023", true);
    assert!(done.notes[0].contains("绩效目标已上报，仍用原来的规则包"), "{:?}", done.notes);
    assert_eq!((done.moved, done.refused.len(), pack(&road).as_str()), (1, 0, "putuo-2023"));
    // What was handed on or filed is refused with its state.
    call(&desk, "selfeval.hand_on", json!({"projects": [road], "to": "review"}));
    for word in ["待复核", "已上报"] {
        if word == "已上报" {
            seal_target(&desk, &water, "2026-11-21T10:30:00+08:00");
            assert!(seal(&desk).unwrap().ok);
        }
        let done = moving(&[&road], "mof-2020", true);
        assert_eq!((done.moved, done.label, pack(&road).as_str()), (0, None, "putuo-2023"));
        assert!(done.refused[0].why.contains(&format!("绩效自评{word}，")), "{:?}", done.refused);
    }
}

#[test]
fn the_start_page_counts_grades() {
    let desk = desk();
    let grades = |desk: &Desk| -> Option<Vec<(String, usize)>> {
        let told = home::overview(&desk.app, Empty {}).unwrap().assessed?;
        Some(told.grades.into_iter().map(|grade| (grade.word, grade.count)).collect())
    };
    let told = |counts: [usize; 5]| -> Vec<(String, usize)> {
        ["优", "良", "中", "差", "未评"].map(str::to_owned).into_iter().zip(counts).collect()
    };
    assert_eq!(grades(&desk), None);
    assessed_road(&desk, "农村公路养护", 1, "90%");
    assert_eq!(grades(&desk), Some(told([1, 0, 0, 0, 0])));
    assessed_road(&desk, "饮水安全巩固", 2, "20%");
    assert_eq!(grades(&desk), Some(told([1, 1, 0, 0, 0])));
    assessed_road(&desk, "路灯维护", 3, "");
    let secret = assessed_road(&desk, "专项甲", 4, "90%");
    set(&desk, &format!("/projects/{secret}/flags/secret"), "是");
    assert_eq!(grades(&desk), Some(told([1, 1, 0, 0, 1])));
    let list = selfeval::list(&desk.app, Empty {}).unwrap();
    let home = home::overview(&desk.app, Empty {}).unwrap().assessed.unwrap();
    assert_eq!(home.average, list.average);
}
