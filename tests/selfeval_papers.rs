//! The papers of self-assessment through the use cases: the report, its proofs, what is published, the forms.
#![allow(clippy::unwrap_used)]

use app::commands::{self, Empty};
use app::usecase::evidence::{self, EvidenceAdd, EvidenceId};
use app::usecase::selfeval::{self, AddParagraph, MoveParagraph, RefreshReport, ReportSave, ReportView};
use app::usecase::{check, edit, print, print_batch, project};
use app::{ApiError, Result};
use domain::due::Lamp;
use domain::finding::Level;
use domain::selfeval::Section;
use serde_json::json;
use std::io::{Seek, SeekFrom, Write};
use support::{Desk, road, run};

fn id_of(id: &str) -> project::ProjectId {
    project::ProjectId { id: id.into() }
}

fn set(desk: &Desk, path: &str, text: &str) {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

fn bare(desk: &Desk, name: &str) -> String {
    project::create(&desk.app, project::NewProject { name: name.into(), template: None }).unwrap().id
}

/// A project with so many 万元 whose self-assessment is filled in: 90 % spent, all reached but the satisfaction.
fn assessed(desk: &Desk, name: &str, budget: &str) -> String {
    let id = road(desk, name);
    set(desk, &format!("/projects/{id}/funds/annual/fiscal"), budget);
    set(desk, &format!("/projects/{id}/target/annual_goal"), "养护 120 公里，群众满意");
    let started = selfeval::start(&desk.app, selfeval::StartSelfEvals { projects: vec![id.clone()] });
    assert_eq!(started.unwrap().made, 1);
    let view = selfeval::get(&desk.app, id_of(&id)).unwrap();
    set(desk, &format!("{}/goal_done", view.path), "养护了 120 公里");
    set(desk, &format!("{}/funds/fiscal/executed", view.path), "198");
    for (row, actual) in view.rows.iter().zip(["120", "96%", "81%"]) {
        set(desk, &format!("{}/actual", row.path), actual);
    }
    set(desk, &format!("{}/reason", view.rows[2].path), "雨季施工影响出行");
    set(desk, &format!("{}/measures", view.rows[2].path), "错峰施工");
    id
}

fn cell(desk: &Desk, id: &str, rest: &str, text: &str) {
    set(desk, &format!("/projects/{id}/selfeval/{rest}"), text);
}

fn report(desk: &Desk, id: &str) -> ReportView {
    selfeval::report(&desk.app, id_of(id)).unwrap()
}

fn paragraphs(view: &ReportView, section: Section) -> Vec<String> {
    let own = view.sections.iter().find(|chapter| chapter.section == section).unwrap();
    own.paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect()
}

fn save(desk: &Desk, project: &str, form: &str, name: &str) -> Result<String> {
    let file = desk.text(name);
    let (project, form) = (project.into(), Some(form.into()));
    print::save(&desk.app, print::PrintSave { project, form, file: file.clone(), month: None })?;
    Ok(file)
}

fn text_of(desk: &Desk, file: &str) -> String {
    run("pdftotext", &["-layout", file, "-"], desk.dir.path())
}

#[test]
fn a_built_sentence_that_the_data_no_longer_say_goes_and_a_written_one_stays() {
    let desk = Desk::under("mof-2020");
    let id = assessed(&desk, "农村公路养护", "220");
    let rows = selfeval::get(&desk.app, id_of(&id)).unwrap().rows;
    set(&desk, &format!("{}/actual", rows[2].path), "92%");
    for written in [false, true] {
        selfeval::begin(&desk.app, id_of(&id)).unwrap();
        let view = report(&desk, &id);
        let told: Vec<_> = view.sections.iter().flat_map(|chapter| &chapter.paragraphs).collect();
        let all = told.iter().find(|one| one.text.contains("均达到指标值")).unwrap();
        if written {
            set(&desk, &all.path, "指标均达到指标值，我们自己写的。");
        }
        set(&desk, &format!("{}/actual", rows[2].path), "81%");
        selfeval::refresh(&desk.app, RefreshReport { project: id.clone(), path: None }).unwrap();
        let text: String = (report(&desk, &id).sections.iter())
            .flat_map(|chapter| &chapter.paragraphs)
            .map(|one| one.text.clone())
            .collect();
        assert_eq!(text.contains("均达到指标值"), written, "{text}");
        set(&desk, &format!("{}/actual", rows[2].path), "92%");
    }
}

#[test]
fn the_report_follows_its_numbers_and_keeps_what_was_written() {
    let desk = Desk::under("mof-2020");
    let id = assessed(&desk, "农村公路养护", "220");
    let view = report(&desk, &id);
    assert!(!view.begun && view.sections.iter().all(|chapter| chapter.paragraphs.is_empty()));
    assert_eq!(view.sections[0].title, "一、项目基本情况");
    assert!(view.sections.iter().any(|chapter| !chapter.offered.is_empty()));
    let save_as = |file: &str, public| {
        selfeval::save(&desk.app, ReportSave { project: id.clone(), file: desk.text(file), public })
    };
    let write = |file: &str| save_as(file, false);
    assert_eq!(write("报告.docx").unwrap_err().code, "APP-SELFEVAL-REPORT");
    assert_eq!(write("报告.txt").unwrap_err().code, "APP-FORM");

    selfeval::begin(&desk.app, id_of(&id)).unwrap();
    let view = report(&desk, &id);
    assert!(view.begun && view.stale == 0);
    let told: Vec<_> = view.sections.iter().flat_map(|chapter| &chapter.paragraphs).collect();
    assert!(told.iter().all(|one| one.linked && !one.edited && one.stale.is_none()));
    let money = told.iter().find(|one| one.text.contains("198")).unwrap();
    assert!(money.from.iter().any(|(path, word)| path.contains("/executed") && !word.is_empty()));

    // A number changes: the sentences that say it are stale, whether or not a person changed them.
    let stale = |view: &ReportView| -> Vec<String> {
        let all = view.sections.iter().flat_map(|chapter| &chapter.paragraphs);
        all.filter(|one| one.stale.is_some()).map(|one| one.path.clone()).collect()
    };
    cell(&desk, &id, "funds/fiscal/executed", "165");
    let first = stale(&report(&desk, &id));
    assert!(!first.is_empty());
    assert!(first.contains(&money.path));
    set(&desk, &money.path, "全年执行 198 万元，我们自己写的。");
    selfeval::refresh(&desk.app, RefreshReport { project: id.clone(), path: None }).unwrap();
    let view = report(&desk, &id);
    assert_eq!(stale(&view), std::slice::from_ref(&money.path));
    assert_eq!(view.stale, 1);
    let own = view.sections.iter().flat_map(|c| &c.paragraphs).find(|one| one.path == money.path).unwrap();
    assert!(own.edited && own.stale.as_ref().unwrap().contains("165"), "{own:?}");
    // Kept, it stands as it reads beside today's sentence; taken, it is today's sentence.
    selfeval::keep(&desk.app, edit::AtPath { path: money.path.clone() }).unwrap();
    let view = report(&desk, &id);
    assert!(view.stale == 0 && paragraphs(&view, view.sections[0].section).join("").contains("我们自己写的"));
    cell(&desk, &id, "funds/fiscal/executed", "176");
    let one = RefreshReport { project: id.clone(), path: Some(money.path.clone()) };
    selfeval::refresh(&desk.app, one).unwrap();
    let all = report(&desk, &id);
    let own = all.sections.iter().flat_map(|c| &c.paragraphs).find(|one| one.path == money.path).unwrap();
    assert!(own.text.contains("176") && !own.edited, "{own:?}");
    selfeval::refresh(&desk.app, RefreshReport { project: id.clone(), path: None }).unwrap();

    // Free text in its place, moved and removed; each is a step that can be undone.
    let add = |after: Option<String>| {
        let project = id.clone();
        let ask = AddParagraph { project, section: Section::Problems, fact: None, after };
        selfeval::add(&desk.app, ask).unwrap().id
    };
    let (a, b) = (add(None), add(None));
    set(&desk, &a, "甲段");
    set(&desk, &b, "乙段");
    let c = add(Some(a.clone()));
    set(&desk, &c, "丙段");
    let own = |desk: &Desk| -> Vec<String> {
        let all = paragraphs(&report(desk, &id), Section::Problems);
        all.into_iter().filter(|text| text.ends_with('段')).collect()
    };
    assert_eq!(own(&desk), ["甲段", "丙段", "乙段"]);
    let shift = |path: &str, by| selfeval::move_paragraph(&desk.app, MoveParagraph { path: path.into(), by });
    shift(&b, -1).unwrap();
    assert_eq!(own(&desk), ["甲段", "乙段", "丙段"]);
    shift(&a, 9).unwrap();
    assert_eq!(own(&desk), ["乙段", "丙段", "甲段"]);
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(own(&desk), ["甲段", "乙段", "丙段"]);
    selfeval::remove(&desk.app, edit::AtPath { path: c }).unwrap();
    assert_eq!(own(&desk), ["甲段", "乙段"]);
    for path in ["/projects/x/selfeval/report/y/text", "/nothing"] {
        let fault = selfeval::remove(&desk.app, edit::AtPath { path: path.into() }).unwrap_err();
        assert_eq!(fault.code, "APP-NOT-FOUND", "{path}");
    }
    // A sentence that was removed is offered again and can be put back.
    selfeval::remove(&desk.app, edit::AtPath { path: money.path.clone() }).unwrap();
    let view = report(&desk, &id);
    let chapter = view.sections.iter().find(|chapter| !chapter.offered.is_empty()).unwrap();
    let (key, text) = chapter.offered[0].clone();
    let section = chapter.section;
    let ask = AddParagraph { project: id.clone(), section, fact: Some(key.clone()), after: None };
    selfeval::add(&desk.app, ask.clone()).unwrap();
    assert!(paragraphs(&report(&desk, &id), section).contains(&text));
    assert_eq!(selfeval::add(&desk.app, ask).unwrap_err().code, "APP-NOT-FOUND", "{key} twice");

    // Word and PDF say the same, and the same again.
    let word = write("报告.docx").unwrap();
    run("unzip", &["-o", "-q", &word.file, "-d", "report"], desk.dir.path());
    let body = std::fs::read_to_string(desk.path("report/word/document.xml")).unwrap();
    let pdf = text_of(&desk, &write("报告.pdf").unwrap().file).replace(char::is_whitespace, "");
    for word in
        ["农村公路养护", "绩效自评报告", "草稿", "一、项目基本情况", "176", "甲段", "雨季施工影响出行"]
    {
        assert!(body.contains(word), "{word}");
        assert!(pdf.contains(word), "{word}: {pdf}");
    }
    let again = std::fs::read(&word.file).unwrap();
    assert!(again == std::fs::read(write("再次.docx").unwrap().file).unwrap(), "the same bytes");

    // What is published says so and covers the numbers of persons; what is filed stays as it was written.
    set(&desk, &a, "甲段请致电 13812345678 了解");
    for (public, number) in [(false, true), (true, false)] {
        let said =
            text_of(&desk, &save_as("公开.pdf", public).unwrap().file).replace(char::is_whitespace, "");
        assert_eq!((said.contains("13812345678"), said.contains("（公开版）")), (number, public), "{said}");
        assert!(said.contains("甲段请致电"), "{said}");
    }
}

fn attach(desk: &Desk, owner: &str, file: &str) -> std::result::Result<edit::Saved, ApiError> {
    evidence::add(&desk.app, EvidenceAdd { owner: owner.into(), files: vec![desk.text(file)] })
}

/// A file of so many MB that costs no room.
fn big(desk: &Desk, name: &str, mb: u64, mark: u8) {
    let mut file = std::fs::File::create(desk.path(name)).unwrap();
    file.write_all(&[mark]).unwrap();
    file.seek(SeekFrom::Start(mb * 1024 * 1024 - 1)).unwrap();
    file.write_all(&[0]).unwrap();
}

#[test]
fn proofs_are_missed_noticed_and_weighed() {
    let desk = Desk::under("mof-2020");
    let id = assessed(&desk, "农村公路养护", "220");
    let look = || selfeval::evidence(&desk.app, id_of(&id)).unwrap();
    let view = look();
    assert_eq!((view.items.len(), view.missing, view.faulty, view.over), (4, 3, 0, false));
    assert!(view.sentence.contains("20 MB") && view.sentence.contains("50 MB"), "{}", view.sentence);
    let owner = view.items[1].owner.clone();
    assert_eq!((view.items[0].name.as_str(), view.items[1].name.as_str()), ("项目总体", "养护里程"));
    assert_eq!(
        (view.items[1].place.as_str(), view.items[1].actual.as_str()),
        ("产出指标 / 数量指标", "120公里")
    );

    std::fs::write(desk.path("验收单.pdf"), "%PDF-1.7 验收").unwrap();
    attach(&desk, &owner, "验收单.pdf").unwrap();
    let view = look();
    assert_eq!((view.missing, view.items[1].missing, view.items[1].files.len()), (2, false, 1));
    assert_eq!(attach(&desk, &owner, "验收单.pdf").unwrap_err().code, "APP-EVIDENCE", "twice");
    for (at, code) in [
        (format!("/projects/{id}/selfeval/indicators/x"), "APP-NOT-FOUND"),
        (format!("/projects/{id}/selfeval/goal_done"), "APP-NOT-FOUND"),
        ("/projects/x/selfeval".to_owned(), "APP-NOT-FOUND"),
    ] {
        assert_eq!(attach(&desk, &at, "验收单.pdf").unwrap_err().code, code, "{at}");
    }
    // A scan of three hundred pages is taken or refused by its size, with a sentence.
    big(&desk, "扫描件.pdf", 21, 1);
    let fault = attach(&desk, &owner, "扫描件.pdf").unwrap_err();
    assert_eq!(fault.code, "STORE-FILE-TOO-BIG");
    assert!(fault.message.contains("20 MB") && fault.message.contains("压缩"), "{}", fault.message);
    for (mark, name) in [(2, "一.pdf"), (3, "二.pdf"), (4, "三.pdf")] {
        big(&desk, name, 19, mark);
        attach(&desk, &view.items[0].owner, name).unwrap();
    }
    let view = look();
    assert!(
        view.over && view.sentence.contains("57.0 MB") && view.sentence.contains("50 MB"),
        "{}",
        view.sentence
    );
    let found = || selfeval::get(&desk.app, id_of(&id)).unwrap().findings;
    let weighed = found().into_iter().find(|f| f.text.contains("57.0 MB")).unwrap();
    assert!(weighed.text.contains("50 MB") && weighed.remedy.contains("压缩"), "{weighed:?}");
    evidence::remove(&desk.app, EvidenceId { id: view.items[0].files[0].id.clone() }).unwrap();
    assert!(!look().over && !found().iter().any(|finding| finding.text.contains("超过一个项目")));

    // What vanished or changed since is told with its place and what to do.
    let kept = std::fs::read_dir(desk.path("store/files"))
        .unwrap()
        .flat_map(|entry| std::fs::read_dir(entry.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
    let small = kept.into_iter().find(|path| path.metadata().unwrap().len() < 1000).unwrap();
    let mut rights = small.metadata().unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false, reason = "a test tampers with its own file")]
    rights.set_readonly(false);
    std::fs::set_permissions(&small, rights).unwrap();
    std::fs::write(&small, "别的").unwrap();
    let faulty = |word: &str| {
        assert_eq!(look().faulty, 1);
        let finding = found().into_iter().find(|finding| finding.text.contains(word)).unwrap();
        assert_eq!((finding.path.as_str(), finding.rule.as_str()), (owner.as_str(), "selfeval.evidence"));
        assert!(finding.text.contains("验收单.pdf") && finding.remedy.contains("重新添加"), "{finding:?}");
    };
    faulty("与添加时不同");
    std::fs::remove_file(&small).unwrap();
    faulty("找不到了");

    // Out of the drafter's hands nothing is added or taken.
    let hand = json!({"projects": [id], "to": "review"});
    commands::call(&desk.app, "selfeval.hand_on", hand).unwrap();
    assert!(look().locked);
    assert_eq!(attach(&desk, &owner, "验收单.pdf").unwrap_err().code, "APP-LOCKED");
    let one = EvidenceId { id: look().items[1].files[0].id.clone() };
    assert_eq!(evidence::remove(&desk.app, one).unwrap_err().code, "APP-LOCKED");
}

#[test]
fn proofs_of_an_indicator_that_went_are_listed_and_can_be_removed() {
    let desk = Desk::under("mof-2020");
    let id = assessed(&desk, "农村公路养护", "220");
    let look = || selfeval::evidence(&desk.app, id_of(&id)).unwrap();
    let owner = look().items[1].owner.clone();
    for file in ["验收单.pdf", "照片.jpg"] {
        std::fs::write(desk.path(file), file).unwrap();
    }
    attach(&desk, &owner, "验收单.pdf").unwrap();
    // List, sheet and check count the same, also what is wrong with a proof.
    let kept = run("find", &["store/files", "-type", "f"], desk.dir.path());
    let (kept, away) = (desk.path(kept.lines().next().unwrap()), desk.path("away"));
    std::fs::rename(&kept, &away).unwrap();
    let counts = || {
        let row = selfeval::list(&desk.app, Empty {}).unwrap().rows.remove(0);
        let faulty = |rule: &str| rule == "selfeval.evidence";
        let view = selfeval::get(&desk.app, id_of(&id)).unwrap();
        let sheet = view.findings.iter().filter(|found| found.level == Level::Error).count();
        let all = check::run(&desk.app, check::CheckQuery::default()).unwrap().findings;
        let told = all.iter().filter(|f| faulty(&f.rule) && f.level == Level::Error).count();
        assert_eq!(row.errors, sheet);
        told
    };
    assert_eq!(counts(), 1);
    std::fs::rename(&away, &kept).unwrap();
    assert_eq!(counts(), 0);

    let gone = project::get(&desk.app, id_of(&id)).unwrap().indicators[0].path.clone();
    commands::call(&desk.app, "indicator.remove", json!({"path": gone})).unwrap();
    let view = look();
    let last = view.items.last().unwrap();
    assert_eq!((&last.owner, last.name.as_str(), last.files.len()), (&owner, "已不在目标中的指标", 1));
    assert!(view.sentence.starts_with("还没有"), "no package carries it: {}", view.sentence);
    assert_eq!(attach(&desk, &owner, "照片.jpg").unwrap_err().code, "APP-EVIDENCE");
    evidence::remove(&desk.app, EvidenceId { id: last.files[0].id.clone() }).unwrap();
    assert!(look().items.iter().all(|item| item.owner != owner));
    assert_eq!(attach(&desk, &owner, "照片.jpg").unwrap_err().code, "APP-NOT-FOUND");
}

#[test]
fn what_is_published_and_what_results_lead_to() {
    let desk = Desk::under("putuo-2023");
    let small = assessed(&desk, "街道绿化", "3000000");
    let large = assessed(&desk, "道路大修", "6000000");
    bare(&desk, "公园修缮");
    let secret = bare(&desk, "专项甲");
    set(&desk, &format!("/projects/{secret}/flags/secret"), "是");
    let look = || selfeval::disclosure(&desk.app, Empty {}).unwrap();
    let view = look();
    let names: Vec<(&str, bool, bool)> =
        view.rows.iter().map(|row| (row.name.as_str(), row.must, row.exists)).collect();
    assert_eq!(names, [("街道绿化", false, true), ("道路大修", true, true), ("公园修缮", false, false)]);
    // 600 of 900: two thirds are to be published, half is demanded.
    assert!(view.share_met && view.share.as_ref().unwrap().contains("66.67%"), "{:?}", view.share);
    assert!(!view.sources.is_empty() && view.forms.len() == 3);
    set(&desk, &format!("/projects/{large}/funds/annual/fiscal"), "4000000");
    let view = look();
    assert!(!view.share_met && view.share.as_ref().unwrap().contains("低于 50%"), "{:?}", view.share);
    cell(&desk, &small, "published_on", "2026-11-10");
    cell(&desk, &large, "published_on", "2026-11-12");
    assert!(look().share_met, "what was published counts");

    // Personal numbers are covered in the public version only; the diff shows each place.
    cell(&desk, &large, "problems", "请致电 13812345678 了解");
    set(&desk, &format!("/projects/{large}/phone"), "13987654321");
    let row = look().rows.into_iter().find(|row| row.id == large).unwrap();
    assert!(row.masked >= 2, "{row:?}");
    let diff = selfeval::public_diff(&desk.app, id_of(&large)).unwrap();
    let items: Vec<&str> = diff.rows.iter().map(|row| row.item.as_str()).collect();
    assert_eq!(items, ["存在问题", "联系电话"]);
    assert!(diff.rows[0].before.contains("13812345678") && !diff.rows[0].after.contains("13812345678"));
    assert!(selfeval::public_diff(&desk.app, id_of(&small)).unwrap().rows.is_empty());
    assert_eq!(selfeval::public_diff(&desk.app, id_of("公园修缮")).unwrap_err().code, "APP-SELFEVAL-NONE");
    assert_eq!(selfeval::public_diff(&desk.app, id_of(&secret)).unwrap_err().code, "APP-SECRET");

    // What the results lead to; what the user sets stands before what the pack proposes.
    let rows = selfeval::treatments(&desk.app, Empty {}).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| !row.total.is_empty() && row.options.len() == 5));
    cell(&desk, &large, "treatment", "督促改进");
    cell(&desk, &large, "treatment_reason", "满意度没有达到");
    let rows = selfeval::treatments(&desk.app, Empty {}).unwrap();
    assert_eq!((rows[1].set.as_str(), rows[1].reason.as_str()), ("督促改进", "满意度没有达到"));
    let list = text_of(&desk, &save(&desk, "", "treatments", "建议.pdf").unwrap());
    assert!(list.contains("督促改") && list.contains("满意度没有达到") && !list.contains("专项甲"), "{list}");
}

#[test]
fn the_day_of_publication_is_counted_in_working_days() {
    let desk = Desk::under("mile-2020");
    let id = assessed(&desk, "农村公路养护", "220");
    let row = |desk: &Desk| selfeval::disclosure(&desk.app, Empty {}).unwrap().rows.remove(0);
    assert_eq!((row(&desk).due.as_str(), row(&desk).lamp), ("", None));
    // Twenty working days over the holidays in October.
    cell(&desk, &id, "formed_on", "2026-09-10");
    assert_eq!((row(&desk).due.as_str(), row(&desk).lamp), ("2026-10-14", Some(Lamp::Red)));
    cell(&desk, &id, "formed_on", "2026-11-02");
    assert_eq!(row(&desk).lamp, Some(Lamp::Green));
    cell(&desk, &id, "published_on", "2026-11-20");
    assert_eq!(row(&desk).lamp, None, "done");
    // Past the calendar's end nothing is guessed.
    cell(&desk, &id, "published_on", "");
    cell(&desk, &id, "formed_on", "2026-12-30");
    let view = selfeval::disclosure(&desk.app, Empty {}).unwrap();
    assert!(view.rows[0].due.is_empty() && view.notice.unwrap().contains("2027"));
}

#[test]
fn the_forms_print_with_what_the_place_wants() {
    let desk = Desk::under("mile-2020");
    let id = assessed(&desk, "农村公路养护", "220");
    let other = bare(&desk, "路灯维护");
    cell(&desk, &id, "note", "联系人手机 13812345678");
    let text = text_of(&desk, &save(&desk, &id, "selfeval", "自评.pdf").unwrap());
    for word in ["项目支出绩效自评表", "自评等级", "养护里程", "雨季施工影响出行", "草稿", "13812345678"]
    {
        assert!(text.contains(word), "{word}: {text}");
    }
    let public = text_of(&desk, &save(&desk, &id, "selfeval-public", "公开.pdf").unwrap());
    assert!(public.contains("公开版") && !public.contains("13812345678"), "{public}");
    for (project, form, name, code) in [
        (id.as_str(), "selfeval", "自评.xlsx", ""),
        ("", "selfeval-summary", "汇总.xlsx", ""),
        ("", "treatments", "建议.xlsx", ""),
        ("", "department-evaluation", "评价.xlsx", ""),
        ("", "selfeval", "x.pdf", "APP-FORM"),
        (other.as_str(), "selfeval", "x.pdf", "APP-SELFEVAL-NONE"),
        (id.as_str(), "selfeval", "x.txt", "APP-FORM"),
    ] {
        let done = save(&desk, project, form, name);
        assert_eq!(done.err().map(|fault| fault.code).unwrap_or_default(), code, "{form} {name}");
    }
    let summary = text_of(&desk, &save(&desk, "", "selfeval-summary", "汇总.pdf").unwrap());
    for word in ["农村公路养护", "路灯维护", "98.00", "220"] {
        assert!(summary.contains(word), "{word}: {summary}");
    }
    let list = text_of(&desk, &save(&desk, "", "department-evaluation", "评价.pdf").unwrap());
    assert!(list.contains("预算最大"), "{list}");

    let query = print::PrintQuery { project: id.clone(), form: Some("selfeval".into()), month: None };
    let meta = print::preview(&desk.app, query).unwrap();
    assert_eq!(
        (meta.form.as_str(), meta.file_name.as_str()),
        ("selfeval", "农村公路养护-项目支出绩效自评表")
    );
    assert_eq!(meta.forms.len(), 2);

    std::fs::create_dir(desk.path("表")).unwrap();
    let batch = print_batch::PrintBatch {
        projects: Vec::new(),
        form: Some("selfeval-public".into()),
        format: print_batch::FileFormat::Xlsx,
        folder: desk.text("表"),
        month: None,
    };
    let done = print_batch::batch(&desk.app, batch).unwrap();
    assert_eq!((done.files, done.skipped.len()), (1, 1), "{:?}", done.skipped);
    assert!(desk.path("表/农村公路养护-项目支出绩效自评表（公开版）.xlsx").exists());
}

#[test]
fn the_demo_unit_shows_last_year() {
    let desk = Desk::demo();
    commands::call(&desk.app, "store.set_year", json!({"year": 2025})).unwrap();
    let list = selfeval::list(&desk.app, Empty {}).unwrap();
    let begun: Vec<_> = list.rows.iter().filter(|row| row.exists).collect();
    assert_eq!((list.rows.len(), begun.len()), (5, 4));
    for row in &begun {
        let view = selfeval::get(&desk.app, id_of(&row.id)).unwrap();
        assert_eq!((view.filled, view.rows.iter().filter(|row| !row.bad.is_empty()).count()), (view.of, 0));
        assert!(!row.total.is_empty() && row.report && row.stale == 0, "{}", row.name);
        assert!(
            !view.findings.iter().any(|finding| finding.level == domain::finding::Level::Error),
            "{:?}",
            view.findings
        );
    }
    let grades: std::collections::BTreeSet<&str> = begun.iter().map(|row| row.grade.as_str()).collect();
    assert!(grades.len() >= 2, "{:?}", begun.iter().map(|row| (&row.name, &row.total)).collect::<Vec<_>>());
}
