//! Self-assessments on their way to the bureau: sealed with report and proofs, verified, read, tampered with.
#![allow(clippy::unwrap_used)]

use app::commands::{self, Empty};
use app::usecase::evidence::{self, EvidenceAdd};
use app::usecase::seal::{self, SealKind, SealQuery, SealRun};
use app::usecase::verify::{self, PackageFile, PackageReport};
use app::usecase::{edit, keys, packages, print, project, remarks, selfeval, store};
use domain::finding::Level;
use serde_json::{Value, json};
use std::path::Path;
use support::{Desk, assessed_road, bad_files, run};

const PASSPHRASE: &str = "testing-passphrase-1";

fn set(desk: &Desk, path: &str, text: &str) {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

fn id_of(id: &str) -> project::ProjectId {
    project::ProjectId { id: id.into() }
}

/// The target of a project is sealed; the store is asked directly, since a package of targets is not what is tested.
fn seal_target(desk: &Desk, project: &str) {
    store::close(&desk.app, Empty {}).unwrap();
    let mut open = ::store::Store::open(&desk.path("store"), "2026-11-21T10:30:00+08:00").unwrap();
    let target = open.read().targets(&domain::typed::Id(project.to_owned())).unwrap().pop().unwrap();
    let barrier = ::store::Operation::barrier("上报目标", "填报人", "2026-11-21T10:30:00+08:00");
    let steps = target.state.steps_to_sealed();
    open.operate(&barrier, |tx| steps.iter().try_for_each(|state| tx.set_target_state(&target.id, *state)))
        .unwrap();
    drop(open);
    store::open(&desk.app, store::OpenStore { folder: desk.text("store") }).unwrap();
}

/// A project of 220 with a sealed target whose self-assessment says 198 and three results.
fn assessed(desk: &Desk, name: &str, number: usize) -> String {
    let id = drafted(desk, name, number);
    seal_target(desk, &id);
    id
}

/// The same whose target is still being drafted.
fn drafted(desk: &Desk, name: &str, number: usize) -> String {
    assessed_road(desk, name, number, "90%")
}

fn query(ready_only: bool) -> SealQuery {
    SealQuery { recipient: "219".into(), ready_only, kind: SealKind::SelfEval, period: None }
}

fn seal(desk: &Desk, ready_only: bool) -> app::Result<PackageReport> {
    let run = SealRun {
        recipient: "219".into(),
        ready_only,
        folder: desk.text("stick"),
        passphrase: PASSPHRASE.into(),
        kind: SealKind::SelfEval,
        ..Default::default()
    };
    seal::run(&desk.app, run)
}

/// A unit with its key and a stick.
fn desk() -> Desk {
    let desk = Desk::under("mof-2020");
    let key = keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false };
    keys::create(&desk.app, key).unwrap();
    std::fs::create_dir(desk.path("stick")).unwrap();
    desk
}

#[test]
fn a_filed_year_is_whole_and_can_be_read_back() {
    let desk = desk();
    let road = assessed(&desk, "农村公路养护", 1);
    let water = assessed(&desk, "饮水安全巩固", 2);
    let blank = project::NewProject { name: "路灯维护".into(), template: None };
    let lamp = project::create(&desk.app, blank).unwrap().id;
    set(&desk, &format!("/projects/{lamp}/code"), "99990126T000000000003");
    let hidden = project::NewProject { name: "专项甲".into(), template: None };
    let secret = project::create(&desk.app, hidden).unwrap().id;
    set(&desk, &format!("/projects/{secret}/flags/secret"), "是");

    // A typed score needs its reason before it is filed.
    let row = selfeval::get(&desk.app, id_of(&water)).unwrap().rows[0].path.clone();
    set(&desk, &format!("{row}/score"), "39");
    let plan = seal::plan(&desk.app, query(false)).unwrap();
    assert!(!plan.ready && plan.errors == 1, "{}", plan.sentence);
    assert_eq!(seal(&desk, false).unwrap_err().code, "APP-SEAL-FINDINGS");
    let plan = seal::plan(&desk.app, query(true)).unwrap();
    assert!(plan.ready && plan.projects == 1, "{}", plan.sentence);
    set(&desk, &format!("{row}/reason"), "有 1 公里返工");

    // What proves it, and the report, travel with it.
    std::fs::write(desk.path("验收单.pdf"), "%PDF-1.7 验收").unwrap();
    let owner = selfeval::get(&desk.app, id_of(&road)).unwrap().rows[0].path.clone();
    let add = |owner: &str| EvidenceAdd { owner: owner.into(), files: vec![desk.text("验收单.pdf")] };
    evidence::add(&desk.app, add(&owner)).unwrap();
    evidence::add(&desk.app, add(&format!("/projects/{road}/selfeval"))).unwrap();
    selfeval::begin(&desk.app, id_of(&road)).unwrap();
    for to in ["review", "reviewed", "released"] {
        let hand = json!({"projects": [road], "to": to});
        commands::call(&desk.app, "selfeval.hand_on", hand).unwrap();
    }
    let plan = seal::plan(&desk.app, query(false)).unwrap();
    assert_eq!(plan.package_id, "WX-219001-2026-selfeval-Y-001");
    assert!(
        plan.sentence.contains("2 个项目的 2026 年度绩效自评（全年执行 396.00万元）"),
        "{}",
        plan.sentence
    );
    assert!(
        plan.sentence.contains("1 个还没有审定") && plan.sentence.contains("饮水安全巩固"),
        "{}",
        plan.sentence
    );
    assert_eq!(plan.left_out, ["路灯维护（没有绩效自评）", "专项甲（涉密）"]);
    for (period, code) in [(Some("M06"), "APP-SEAL-PERIOD"), (Some("Y"), "")] {
        let ask = SealQuery { period: period.map(str::to_owned), ..query(false) };
        assert_eq!(seal::plan(&desk.app, ask).err().map(|e| e.code).unwrap_or_default(), code);
    }

    let sealed = seal(&desk, false).unwrap();
    assert!(sealed.ok, "{:?}", sealed.reason);
    let names: Vec<&str> = sealed.files.iter().map(|file| file.name.as_str()).collect();
    let proof = names.iter().find(|name| name.starts_with("evidence/")).unwrap();
    assert!(proof.ends_with(".pdf") && proof.len() == "evidence/.pdf".len() + 64, "{proof}");
    assert_eq!(names.iter().filter(|name| name.starts_with("evidence/")).count(), 1, "one content");
    for name in [
        "forms/0000-绩效自评汇总表.pdf",
        "forms/0001-农村公路养护.pdf",
        "forms/0002-饮水安全巩固.xlsx",
        "reports/0001-农村公路养护.docx",
        "reports/0001-农村公路养护.pdf",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("专项甲") || name.contains("路灯")), "{names:?}");

    let read = verify::read(
        &desk.app,
        PackageFile { file: sealed.path.clone(), pin: None, recipient: Some("219".into()) },
    )
    .unwrap();
    let told: Vec<_> = read.projects.iter().map(|project| project.result.as_deref().unwrap()).collect();
    assert_eq!(told, ["自评 99.00 分，等级为“优”，有自评报告，佐证材料 2 份", "自评 98.00 分，等级为“优”"]);
    let submission = read.submission.unwrap();
    let value = serde_json::to_value(&submission).unwrap();
    let schema: Value = serde_json::from_str(app::assets::SUBMISSION_SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    let said = submission.projects[0].self_assessment.as_ref().unwrap();
    // 90 % of the money is 9 points, all is reached.
    assert_eq!((said.total_eval_value.as_deref(), said.grade.as_deref()), (Some("99.00"), Some("优")));
    assert_eq!(said.execution.exe_score.as_deref(), Some("9.00"));
    assert_eq!(said.execution.year_exe_amt.map(|money| money.fen()), Some(198_000_000));
    assert!(said.indicators.iter().all(|row| !row.working.is_empty() && row.eval_score.is_some()));
    assert!(!said.working.is_empty() && !said.report.is_empty());
    assert_eq!(said.evidence.len(), 2);
    assert!(said.evidence.iter().all(|one| one.full_path == *proof && one.file_name == "验收单.pdf"));
    assert_eq!(said.evidence.iter().filter(|one| one.indicator.is_empty()).count(), 1);
    let typed = &submission.projects[1].self_assessment.as_ref().unwrap().indicators[0];
    assert_eq!((typed.manual_score.as_deref(), typed.formula_score.as_deref()), (Some("39"), Some("40.00")));
    assert!(typed.devi_analy.contains("返工"));
    // An unknown field is refused by the reader as by the schema.
    let mut odd = value.clone();
    odd["projects"][0]["self_assessment"]["more"] = json!(1);
    assert!(serde_json::from_value::<app::submission::Submission>(odd.clone()).is_err());
    assert!(!validator.is_valid(&odd));

    // The document is filed: it stands so in the list, on paper and in its rounds, and cannot be changed.
    let view = selfeval::get(&desk.app, id_of(&water)).unwrap();
    assert!(view.locked && view.reopenable, "{}", view.state);
    let rounds = selfeval::rounds(&desk.app, id_of(&water)).unwrap();
    assert_eq!((rounds.len(), rounds[0].word.as_str()), (1, "上报"));
    let row = edit::EditCell { path: format!("{row}/actual"), text: "1".into() };
    assert_eq!(edit::cell(&desk.app, row).unwrap_err().code, "APP-LOCKED");
    let file = desk.text("报出.pdf");
    let ask = print::PrintSave {
        project: water.clone(),
        form: Some("selfeval".into()),
        file: file.clone(),
        month: None,
    };
    print::save(&desk.app, ask).unwrap();
    let text = run("pdftotext", &["-layout", &file, "-"], desk.dir.path());
    assert!(text.contains("WX-219001-2026-selfeval-Y-001") && !text.contains("草稿"), "{text}");
    let listed = packages::list(&desk.app, Empty {}).unwrap();
    assert_eq!((listed[0].kind.as_str(), listed[0].period.as_str()), ("绩效自评", "全年"));
    assert_eq!((listed[0].projects, listed[0].recipient.as_str()), (2, "219"));

    // Taken back and filed again it is the next of its line.
    selfeval::reopen(&desk.app, id_of(&water)).unwrap();
    set(&desk, &format!("/projects/{water}/selfeval/goal_done"), "养护了 121 公里");
    let again = seal(&desk, false).unwrap();
    assert_eq!(again.id, "WX-219001-2026-selfeval-Y-002");
    assert_eq!(again.previous.as_deref(), Some(sealed.digest.as_str()));

    // What was changed on its way is refused.
    let whole = std::fs::read(&again.path).unwrap();
    for (name, bytes, code) in bad_files::packages(&whole) {
        let path = desk.path("damaged.zip");
        std::fs::write(&path, bytes).unwrap();
        let file = PackageFile { file: desk.text("damaged.zip"), pin: None, recipient: None };
        let found = verify::verify(&desk.app, file);
        let said = found.map_or_else(|fault| fault.code, |report| report.code.unwrap_or_default());
        assert_eq!(said, code, "{name}");
    }
}

#[test]
fn proofs_that_vanished_stand_in_the_way() {
    let desk = desk();
    assert_eq!(seal(&desk, false).unwrap_err().code, "APP-SEAL-EMPTY");
    let road = assessed(&desk, "农村公路养护", 1);
    std::fs::write(desk.path("验收单.pdf"), "%PDF-1.7 验收").unwrap();
    let owner = format!("/projects/{road}/selfeval");
    let add = EvidenceAdd { owner: owner.clone(), files: vec![desk.text("验收单.pdf")] };
    evidence::add(&desk.app, add).unwrap();
    assert!(seal::plan(&desk.app, query(false)).unwrap().ready);
    let kept = run("find", &["store/files", "-type", "f"], desk.dir.path());
    let kept = desk.path(kept.lines().next().unwrap());
    // Of the same size: only reading tells.
    let bytes = std::fs::read(&kept).unwrap();
    std::fs::remove_file(&kept).unwrap();
    std::fs::write(&kept, vec![b'x'; bytes.len()]).unwrap();
    let fault = seal(&desk, false).unwrap_err();
    assert_eq!((fault.code.as_str(), fault.field.as_deref()), ("APP-SEAL-FINDINGS", Some(owner.as_str())));
    assert!(fault.message.contains("验收单.pdf") && fault.message.contains("重新添加"), "{}", fault.message);
    assert!(std::fs::read_dir(desk.path("stick")).unwrap().next().is_none(), "nothing was left behind");
    std::fs::write(&kept, bytes).unwrap();
    assert!(seal(&desk, false).unwrap().ok);
}

/// A form of a project as it is printed now.
fn printed(desk: &Desk, project: &str, form: &str) -> String {
    let (project, form, file) = (project.to_owned(), Some(form.to_owned()), desk.text("印.pdf"));
    print::save(&desk.app, print::PrintSave { project, form, file: file.clone(), month: None }).unwrap();
    run("pdftotext", &["-layout", &file, "-"], desk.dir.path())
}

#[test]
fn a_form_prints_the_number_of_the_package_that_holds_it() {
    let desk = desk();
    let road = assessed(&desk, "农村公路养护", 1);
    let water = assessed(&desk, "饮水安全巩固", 2);
    std::fs::write(desk.path("验收单.pdf"), "%PDF-1.7 验收").unwrap();
    let add =
        EvidenceAdd { owner: format!("/projects/{road}/selfeval"), files: vec![desk.text("验收单.pdf")] };
    evidence::add(&desk.app, add).unwrap();
    assert!(seal(&desk, false).unwrap().ok);
    assert!(printed(&desk, "", "selfeval-summary").contains("selfeval-Y-001"));
    // Its proof is gone, so the road stays out of the second package.
    let kept = run("find", &["store/files", "-type", "f"], desk.dir.path());
    std::fs::remove_file(desk.path(kept.lines().next().unwrap())).unwrap();
    selfeval::reopen(&desk.app, id_of(&water)).unwrap();
    assert_eq!(seal(&desk, true).unwrap().projects.len(), 1);
    for (project, form, number) in [
        (road.as_str(), "selfeval", "selfeval-Y-001"),
        (water.as_str(), "selfeval", "selfeval-Y-002"),
        ("", "selfeval-summary", "草稿"),
    ] {
        let text = printed(&desk, project, form);
        assert!(text.contains(number), "{form} {number}: {text}");
    }
}

#[test]
fn a_returned_one_is_filed_after_its_remark_is_dealt_with() {
    let desk = desk();
    let road = assessed(&desk, "农村公路养护", 1);
    let path = format!("/projects/{road}/selfeval/goal_done");
    let text = "完成情况要写数量".to_owned();
    remarks::add(&desk.app, remarks::AddRemark { path: path.clone(), text }).unwrap();
    let plan = seal::plan(&desk.app, query(false)).unwrap();
    let found = plan.unfinished.iter().find(|found| found.rule == "selfeval.remarks").unwrap();
    assert_eq!((found.level, &found.path), (Level::Error, &path));
    assert!(found.text.contains("完成情况要写数量"), "{}", found.text);
    assert_eq!(seal(&desk, false).unwrap_err().code, "APP-SEAL-FINDINGS");
    let id = selfeval::get(&desk.app, id_of(&road)).unwrap().remarks[0].id.clone();
    commands::call(&desk.app, "remark.answer", json!({"id": id, "done": true, "answer": "已写"})).unwrap();
    assert!(seal(&desk, false).unwrap().ok);

    // The published version stands beside what was filed, not beside what is typed now.
    selfeval::reopen(&desk.app, id_of(&road)).unwrap();
    set(&desk, &path, "养护了 130 公里");
    let diff = selfeval::public_diff(&desk.app, id_of(&road)).unwrap();
    let row = diff.rows.iter().find(|row| row.item == "年度总体目标实际完成情况").unwrap();
    assert_eq!((row.before.as_str(), row.after.as_str()), ("养护了 120 公里", "养护了 130 公里"));
}

/// Signs a package anew whose `submission.json` says something else.
fn signed_anew(desk: &Desk, whole: &str, key: &str, change: &dyn Fn(&mut Value)) -> String {
    let mut old = package::Package::open(Path::new(whole)).unwrap();
    let (info, mut items) = (old.info().clone(), Vec::new());
    for file in old.payload().to_vec() {
        let mut bytes = old.payload_bytes(&file.path, 1 << 24).unwrap();
        if file.path == "submission.json" {
            let mut said = serde_json::from_slice(&bytes).unwrap();
            change(&mut said);
            bytes = serde_json::to_vec(&said).unwrap();
        }
        items.push(package::Item { path: file.path, content: package::Content::Bytes(bytes) });
    }
    let key = package::KeyFile::read(Path::new(key)).unwrap();
    let (folder, signer) = (desk.path("anew"), key.unlock(PASSPHRASE).unwrap());
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    let sealed = package::seal(&folder, &info, &items, key.certificate(), &signer, &mut |_, _| true).unwrap();
    sealed.path.display().to_string()
}

#[test]
fn what_a_package_says_of_itself_is_said_by_its_content() {
    let desk = desk();
    let key = desk.text("单位密钥.key");
    let new = keys::CreateKey { passphrase: PASSPHRASE.into(), file: Some(key.clone()), replace: true };
    keys::create(&desk.app, new).unwrap();
    let road = assessed(&desk, "农村公路养护", 1);
    std::fs::write(desk.path("验收单.pdf"), "%PDF-1.7 验收").unwrap();
    let add =
        EvidenceAdd { owner: format!("/projects/{road}/selfeval"), files: vec![desk.text("验收单.pdf")] };
    evidence::add(&desk.app, add).unwrap();
    let run = SealRun {
        recipient: "219".into(),
        folder: desk.text("stick"),
        key: Some(key.clone()),
        passphrase: PASSPHRASE.into(),
        kind: SealKind::SelfEval,
        ..Default::default()
    };
    let whole = seal::run(&desk.app, run).unwrap().path;
    let proof = "/projects/0/self_assessment/evidence/0";
    let (path, sum, bytes) =
        (format!("{proof}/full_path"), format!("{proof}/sha256"), format!("{proof}/bytes"));
    for (at, said, word) in [
        ("/package_id", json!("WX-219001-2026-selfeval-Y-001"), ""),
        ("/package_id", json!("WX-219001-2026-selfeval-Y-002"), "包号"),
        ("/unit/agency_code", json!("219002"), "单位代码"),
        ("/schema", json!("wenxiao/submission/2"), "格式"),
        ("/kind", json!("target"), "类型"),
        ("/fiscal_year", json!(2025), "年度"),
        ("/period", json!("H1"), "期间"),
        ("/sequence", json!(7), "序号"),
        ("/rule_pack/id", json!("mof-2021"), "规则包"),
        ("/rule_pack/sm3", json!("0".repeat(64)), "规则包"),
        (path.as_str(), json!("evidence/none.pdf"), "验收单.pdf"),
        (sum.as_str(), json!("0".repeat(64)), "验收单.pdf"),
        (bytes.as_str(), json!(1), "验收单.pdf"),
    ] {
        let file = signed_anew(&desk, &whole, &key, &|whole| *whole.pointer_mut(at).unwrap() = said.clone());
        let found = verify::verify(&desk.app, PackageFile { file, pin: None, recipient: None });
        let fault = found.err().map(|fault| (fault.code, fault.message));
        let expected = (!word.is_empty()).then_some("APP-SUBMISSION");
        assert_eq!(fault.as_ref().map(|(code, _)| code.as_str()), expected, "{at} {fault:?}");
        assert!(fault.is_none_or(|(_, text)| text.contains(word)), "{at}");
    }
}

#[test]
fn no_code_no_package() {
    let desk = desk();
    let road = drafted(&desk, "农村公路养护", 1);
    set(&desk, &format!("/projects/{road}/code"), "");
    let plan = seal::plan(&desk.app, query(false)).unwrap();
    assert!(!plan.ready, "{}", plan.sentence);
    let finding = plan.unfinished.iter().find(|finding| finding.rule == "project.code").unwrap();
    assert_eq!(finding.path, format!("/projects/{road}/code"));
}

#[test]
fn what_was_filed_stays_as_it_was_filed() {
    let desk = desk();
    let road = drafted(&desk, "农村公路养护", 1);
    let row = project::get(&desk.app, id_of(&road)).unwrap().indicators[0].path.clone();
    let value = edit::EditCell { path: format!("{row}/value"), text: "≥500公里".into() };
    let name = edit::EditCell { path: format!("/projects/{road}/name"), text: "公路".into() };

    // A target that is still typed over is no measure of what is filed.
    let plan = seal::plan(&desk.app, query(false)).unwrap();
    let found = plan.unfinished.iter().find(|found| found.text.contains("编制中，还没有上报")).unwrap();
    assert_eq!((found.rule.as_str(), found.level), ("selfeval.target", Level::Error));
    assert_eq!(seal(&desk, false).unwrap_err().code, "APP-SEAL-FINDINGS");
    seal_target(&desk, &road);
    selfeval::begin(&desk.app, id_of(&road)).unwrap();
    assert!(seal(&desk, false).unwrap().ok);

    // Taken back into drafting the target may be, but it is not changed while its self-assessment is filed.
    edit::reopen(&desk.app, id_of(&road)).unwrap();
    let more = json!({"project": road, "level2": "数量指标", "name": "新增"});
    for fault in [
        edit::cell(&desk.app, value.clone()).unwrap_err(),
        edit::cell(&desk.app, name.clone()).unwrap_err(),
        commands::call(&desk.app, "indicator.add", more).unwrap_err(),
        commands::call(&desk.app, "indicator.remove", json!({"path": row})).unwrap_err(),
    ] {
        assert_eq!(fault.code, "STORE-FILED");
        assert!(fault.message.contains("农村公路养护") && fault.message.contains("重新填报"), "{fault}");
    }
    assert_eq!(selfeval::get(&desk.app, id_of(&road)).unwrap().result.total, "99.00");

    // What follows from it may still be recorded; the report that was filed is not behind for that.
    set(&desk, &format!("/projects/{road}/selfeval/treatment"), "削减或取消");
    set(&desk, &format!("/projects/{road}/selfeval/formed_on"), "2026-11-01");
    let stale = || {
        let view = selfeval::get(&desk.app, id_of(&road)).unwrap();
        let found = view.findings.iter().filter(|found| found.path.contains("/selfeval/report/")).count();
        let row = selfeval::list(&desk.app, Empty {}).unwrap().rows.remove(0);
        assert_eq!(row.stale, view.report_stale);
        (found, view.report_stale, selfeval::report(&desk.app, id_of(&road)).unwrap().stale)
    };
    assert_eq!(stale(), (0, 0, 0));

    // After reopening all may change, and what was filed is not deleted.
    selfeval::reopen(&desk.app, id_of(&road)).unwrap();
    assert!(stale().0 > 0 && stale().1 == stale().0 && stale().2 == stale().0, "{:?}", stale());
    edit::cell(&desk.app, value).unwrap();
    edit::cell(&desk.app, name).unwrap();
    let fault = selfeval::delete(&desk.app, id_of(&road)).unwrap_err();
    assert_eq!(fault.code, "STORE-SELFEVAL-FILED");
    assert_eq!(project::delete(&desk.app, id_of(&road)).unwrap_err().code, "STORE-SELFEVAL-FILED");
    assert_eq!(selfeval::rounds(&desk.app, id_of(&road)).unwrap()[0].total, "99.00");
}
