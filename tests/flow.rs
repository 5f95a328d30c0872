//! The whole line: workbook in, checks, forms, package out, checked with tools nobody here wrote.
#![allow(clippy::unwrap_used)]

use app::commands::Empty;
use app::usecase::{
    audit, check, edit, handing, import, keys, library, packs, print, project, rows, seal, verify,
};
use domain::handing::Handing;
use std::collections::{BTreeMap, BTreeSet};
use support::{Desk, root, run};

const PASSPHRASE: &str = "correct horse 219001";

/// Mends what the demo unit gets wrong on purpose, so that it can be sealed.
fn mend(desk: &Desk) {
    for _ in 0..60 {
        let plan = seal::plan(
            &desk.app,
            seal::SealQuery { recipient: "532504".into(), ready_only: false, ..Default::default() },
        )
        .unwrap();
        let Some(first) = plan.unfinished.iter().find(|f| f.level == domain::finding::Level::Error) else {
            return;
        };
        let text = match first.rule.as_str() {
            "quality.numeric-name" => "补充完善的指标名称",
            "project.ex-ante" => "事前绩效评估报告",
            "project.code" => "53250026T000000000001",
            "cell.unreadable" => "≥95%",
            "target.weights.sum" | "target.weights.positive" => {
                let view = project::get(&desk.app, project::ProjectId { id: first.project.clone() }).unwrap();
                let (id, _) = first.path.rsplit_once('/').unwrap();
                let row = view.indicators.iter().find(|row| row.path == id).unwrap();
                let number = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap_or_default();
                let due = number(view.weight_due.as_deref().unwrap_or("90")) - number(&view.weight_total)
                    + number(&row.weight);
                edit::cell(&desk.app, edit::EditCell { path: first.path.clone(), text: due.to_string() })
                    .unwrap();
                continue;
            }
            "unit.codes" => "219001",
            _ => "2026年1月-2026年12月",
        };
        let path = if first.rule == "project.ex-ante" {
            format!("{}/title", first.path)
        } else {
            first.path.clone()
        };
        edit::cell(&desk.app, edit::EditCell { path, text: text.into() }).unwrap();
    }
}

fn sealed(desk: &Desk) -> verify::PackageReport {
    mend(desk);
    keys::create(&desk.app, keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false })
        .unwrap();
    std::fs::create_dir_all(desk.path("stick")).unwrap();
    seal::run(
        &desk.app,
        seal::SealRun {
            recipient: "532504".into(),
            ready_only: false,
            folder: desk.text("stick"),
            key: None,
            passphrase: PASSPHRASE.into(),
            ..Default::default()
        },
    )
    .unwrap()
}

#[test]
fn the_demo_workbook_comes_in_whole() {
    let desk = Desk::demo();
    let list = project::list(&desk.app, Empty {}).unwrap();
    assert_eq!(list.rows.len(), 12);
    assert!(list.rows.iter().all(|row| row.amount.is_some() || row.secret), "{:?}", list.rows);
    assert_eq!(list.rows.iter().filter(|row| row.secret).count(), 1);
    assert!(list.rows.iter().filter(|row| !row.secret).all(|row| row.indicators >= 2), "{:?}", list.rows);
    let label = edit::undo(&desk.app, Empty {}).unwrap().label.unwrap();
    assert!(label.starts_with("导入“demo.xlsx”"), "{label}");
    assert!(project::list(&desk.app, Empty {}).unwrap().rows.is_empty());
    edit::redo(&desk.app, Empty {}).unwrap();
    assert_eq!(project::list(&desk.app, Empty {}).unwrap().rows.len(), 12);
}

#[test]
fn each_pack_finds_what_its_documents_demand() {
    let desk = Desk::demo();
    let mut by_pack: BTreeMap<String, BTreeSet<(String, String, String)>> = BTreeMap::new();
    for pack in packs::list(&desk.app, Empty {}).unwrap() {
        let view = packs::get(&desk.app, packs::PackId { id: pack.id.clone() }).unwrap();
        let documents: BTreeSet<String> =
            view.documents.iter().map(domain::rulepack::Document::cite).collect();
        let found =
            check::run(&desk.app, check::CheckQuery { project: None, pack: Some(pack.id.clone()) }).unwrap();
        for finding in &found.findings {
            assert!(documents.contains(&finding.source.document), "{}: {finding:?}", pack.id);
        }
        by_pack.insert(
            pack.id,
            found.findings.into_iter().map(|f| (f.rule, f.path, f.source.document)).collect(),
        );
    }
    assert_eq!(by_pack.len(), 8);
    let rules =
        |pack: &str| -> BTreeSet<&str> { by_pack[pack].iter().map(|(rule, ..)| rule.as_str()).collect() };
    // What only one document demands is found under its pack alone.
    for (rule, pack) in [
        ("target.indicators.common", "jinan-2019"),
        ("disclosure.goal", "putuo-2023"),
        ("target.indicators.min-count", "qiemo-2020"),
    ] {
        for other in by_pack.keys() {
            assert_eq!(rules(other).contains(rule), other == pack, "{rule} under {other}");
        }
    }
    assert!(!rules("mof-2015").contains("target.weights.sum"));
    assert!(rules("mof-2020").contains("target.weights.sum"));
    let distinct: BTreeSet<_> = by_pack.values().collect();
    assert_eq!(distinct.len(), by_pack.len(), "two packs find the same");
}

#[test]
fn a_sealed_package_stands_before_tools_of_others() {
    let desk = Desk::demo();
    let report = sealed(&desk);
    assert_eq!((report.verdict.as_str(), report.ok), ("已验证", true));
    assert_eq!(report.id, "WX-901001-2026-target-Y-001");
    assert_eq!(report.projects.len(), 11);
    assert!(report.submission.is_some());
    let dir = desk.path("stick");
    run("unzip", &["-q", &format!("{}.zip", report.id)], &dir);
    let bag = dir.join(&report.id);
    let key = run("openssl", &["x509", "-in", "signature/signer.crt", "-noout", "-pubkey"], &bag);
    std::fs::write(dir.join("pub.pem"), key).unwrap();
    run(
        "openssl",
        &[
            "dgst",
            "-sm3",
            "-verify",
            "../pub.pem",
            "-sigopt",
            "distid:1234567812345678",
            "-signature",
            "signature/tagmanifest-sm3.sig",
            "tagmanifest-sm3.txt",
        ],
        &bag,
    );
    run("cksum", &["-a", "sm3", "--quiet", "-c", "tagmanifest-sm3.txt", "manifest-sm3.txt"], &bag);
    run("sha256sum", &["--quiet", "-c", "tagmanifest-sha256.txt", "manifest-sha256.txt"], &bag);
    let bagit = std::env::var("WENXIAO_BAGIT")
        .unwrap_or_else(|_| root().join("target/py/bin/bagit.py").display().to_string());
    run(&bagit, &["--validate", "."], &bag);
    for pdf in std::fs::read_dir(bag.join("data/forms")).unwrap().flatten().map(|entry| entry.path()) {
        if pdf.extension().is_some_and(|ending| ending == "pdf") {
            run("qpdf", &["--check", &pdf.display().to_string()], &bag);
        }
    }
}

#[test]
fn submissions_keep_to_their_schema_and_its_columns_exist() {
    let desk = Desk::demo();
    let report = sealed(&desk);
    let schema: serde_json::Value = serde_json::from_str(app::assets::SUBMISSION_SCHEMA).unwrap();
    let submission = serde_json::to_value(report.submission.unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&submission).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    let mut broken = submission.clone();
    broken["projects"][0]["target"]["indicators"][0]["ind_weight"] = serde_json::json!(10);
    assert!(!validator.is_valid(&broken), "weights are strings");

    let columns = std::fs::read_to_string(root().join("tests/fixtures/integrated_columns.json")).unwrap();
    let columns: serde_json::Value = serde_json::from_str(&columns).unwrap();
    let mut seen = 0;
    walk(&schema, &mut |name| {
        let (table, column) = name.split_once('.').unwrap();
        assert!(columns[table].as_array().unwrap().iter().any(|known| known == column), "{name}");
        seen += 1;
    });
    assert!(seen >= 12, "{seen}");
}

fn walk(value: &serde_json::Value, visit: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::Object(map) => {
            if let Some(name) = map.get("x-column").and_then(serde_json::Value::as_str) {
                visit(name);
            }
            map.values().for_each(|value| walk(value, visit));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

#[test]
fn sealing_refuses_what_is_wrong_and_leaves_nothing_behind() {
    let desk = Desk::demo();
    std::fs::create_dir_all(desk.path("stick")).unwrap();
    let seal = |passphrase: &str, folder: &str| {
        let query = seal::SealRun {
            recipient: "532504".into(),
            ready_only: false,
            folder: desk.text(folder),
            key: None,
            passphrase: passphrase.into(),
            ..Default::default()
        };
        seal::run(&desk.app, query).unwrap_err().code
    };
    assert_eq!(seal(PASSPHRASE, "stick"), "APP-NO-KEY");
    keys::create(&desk.app, keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false })
        .unwrap();
    assert_eq!(seal(PASSPHRASE, "stick"), "APP-SEAL-FINDINGS");
    mend(&desk);
    assert_eq!(seal("wrong passphrase", "stick"), "PKG-PASSPHRASE-WRONG");
    assert_ne!(seal(PASSPHRASE, "no such folder"), "APP-INTERNAL");
    assert_eq!(std::fs::read_dir(desk.path("stick")).unwrap().count(), 0);
    let again = keys::create(
        &desk.app,
        keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false },
    );
    assert_eq!(again.unwrap_err().code, "APP-KEY-EXISTS");
}

#[test]
fn a_second_package_follows_the_first_and_sealed_targets_are_locked() {
    let desk = Desk::demo();
    let first = sealed(&desk);
    let list = project::list(&desk.app, Empty {}).unwrap();
    let row = list.rows.iter().find(|row| !row.secret).unwrap();
    assert_eq!(row.state, "已上报");
    let edit = edit::cell(
        &desk.app,
        edit::EditCell { path: format!("/projects/{}/name", row.id), text: "改名".into() },
    );
    assert_eq!(edit.unwrap_err().code, "APP-LOCKED");
    let second = seal::run(
        &desk.app,
        seal::SealRun {
            recipient: "532504".into(),
            ready_only: false,
            folder: desk.text("stick"),
            key: None,
            passphrase: PASSPHRASE.into(),
            ..Default::default()
        },
    )
    .unwrap();
    assert_eq!(second.id, "WX-901001-2026-target-Y-002");
    assert_eq!(second.previous.as_deref(), Some(first.digest.as_str()));
    assert_eq!(edit::undo(&desk.app, Empty {}).unwrap_err().code, "STORE-BARRIER");
    let audit = audit::verify(&desk.app, Empty {}).unwrap();
    assert!(audit.ok, "{audit:?}");
    assert!(desk.path("stick").join(format!("{}.zip", first.id)).exists());
}

#[test]
fn what_waits_for_its_review_is_sealed_and_can_be_returned() {
    let desk = Desk::demo();
    mend(&desk);
    let name =
        project::list(&desk.app, Empty {}).unwrap().rows.into_iter().find(|row| !row.secret).unwrap().name;
    let hand = |to, remark: Option<&str>| {
        let remark = remark.map(str::to_owned);
        handing::hand_on(&desk.app, handing::HandOn { projects: vec![name.clone()], to, remark }).unwrap()
    };
    assert_eq!(hand(Handing::Review, None).done, 1);
    let report = sealed(&desk);
    assert!(!serde_json::to_string(&report.submission).unwrap().contains("handed_on"));
    let view = || project::get(&desk.app, project::ProjectId { id: name.clone() }).unwrap();
    assert_eq!((view().state.as_str(), view().handed_on), ("已上报", false));
    assert_eq!(hand(Handing::Returned, Some("补充测算依据")).done, 1);
    let returned = view();
    assert_eq!((returned.state.as_str(), returned.locked), ("已退回", false));
    let remark = &returned.remarks[0];
    assert_eq!((remark.text.as_str(), remark.from_bureau, remark.round), ("补充测算依据", true, 1));
    hand(Handing::Review, None);
    hand(Handing::Back, None);
    assert_eq!(view().state, "已退回");
}

#[test]
fn an_approved_target_is_adjusted_with_reason_and_a_before_after_sheet() {
    let desk = Desk::demo();
    sealed(&desk);
    let list = project::list(&desk.app, Empty {}).unwrap();
    let id = list.rows.iter().find(|row| !row.secret).unwrap().id.clone();
    let of = || project::ProjectId { id: id.clone() };
    let adjust =
        |reason: &str| edit::adjust(&desk.app, edit::Adjust { project: id.clone(), reason: reason.into() });
    assert_eq!(adjust("政策变化").unwrap_err().code, "APP-STATE");
    edit::approve(&desk.app, of()).unwrap();
    assert_eq!(adjust(" ").unwrap_err().code, "APP-REASON");
    adjust("遇特大暴雨，工期顺延").unwrap();
    let view = project::get(&desk.app, of()).unwrap();
    assert_eq!((view.version, view.locked), (2, false));
    let row = view.indicators.iter().find(|row| row.op == "≥" || row.op == "=").unwrap();
    edit::cell(&desk.app, edit::EditCell { path: format!("{}/value", row.path), text: "≥1234个".into() })
        .unwrap();
    let changes = edit::changes(&desk.app, of()).unwrap();
    assert_eq!(changes.iter().filter(|c| c.after == "≥1234个").count(), 1, "{changes:?}");
    assert!(changes.iter().any(|change| change.before == row.value_text), "{changes:?}");
    let file = desk.text("对照表.pdf");
    print::save(
        &desk.app,
        print::PrintSave {
            project: id.clone(),
            form: Some("adjustment".into()),
            file: file.clone(),
            month: None,
        },
    )
    .unwrap();
    let text = run("pdftotext", &["-layout", &file, "-"], desk.dir.path());
    assert!(text.contains("≥1234") && text.contains("特大暴雨"), "{text}");
}

#[test]
fn a_stranger_s_package_is_read_but_not_believed() {
    let desk = Desk::demo();
    let report = sealed(&desk);
    let bureau = Desk::under("mof-2020");
    let file = desk.path("stick").join(format!("{}.zip", report.id)).display().to_string();
    let of = |pin: Option<&str>| verify::PackageFile {
        file: file.clone(),
        pin: pin.map(str::to_owned),
        recipient: None,
    };
    let read = verify::read(&bureau.app, of(None)).unwrap();
    assert_eq!((read.verdict.as_str(), read.ok, read.projects.len()), ("未验证", false, 11));
    assert_eq!(read.code.as_deref(), Some("PKG-UNKNOWN-SIGNER"));
    assert!(verify::verify(&bureau.app, of(Some(&report.pin))).unwrap().ok);
    keys::add_pin(
        &bureau.app,
        keys::AddPin {
            pin: report.fingerprint.clone(),
            unit_code: "901001".into(),
            unit_name: "云溪镇人民政府（虚构）".into(),
        },
    )
    .unwrap();
    assert!(verify::verify(&bureau.app, of(None)).unwrap().ok);
    let wrong = verify::PackageFile { recipient: Some("999999".into()), ..of(None) };
    assert!(verify::verify(&bureau.app, wrong).is_err());
}

#[test]
fn every_project_prints_in_both_layouts_and_formats() {
    let desk = Desk::demo();
    for row in project::list(&desk.app, Empty {}).unwrap().rows {
        for form in ["goal-2015", "goal-2021"] {
            for ending in ["pdf", "xlsx"] {
                let query = print::PrintSave {
                    project: row.id.clone(),
                    form: Some(form.into()),
                    file: desk.text(&format!("{}-{form}.{ending}", row.id)),
                    month: None,
                };
                match print::save(&desk.app, query) {
                    Ok(file) => assert!(file.bytes > 4000 && !row.secret),
                    Err(error) => assert!(row.secret, "{error}"),
                }
            }
        }
    }
    let query = |form: &str| print::PrintQuery { project: "1".into(), form: Some(form.into()), month: None };
    assert_eq!(print::preview(&desk.app, query("goal-2015")).unwrap_err().code, "APP-NOT-FOUND");
}

#[test]
fn the_library_is_searched_by_pinyin_and_fills_a_row() {
    let desk = Desk::demo();
    let find = |text: &str| {
        library::search(
            &desk.app,
            library::LibraryQuery { text: text.into(), limit: Some(500), ..Default::default() },
        )
        .unwrap()
    };
    let hit =
        find("zjdw").into_iter().find(|hit| hit.name.contains("资金到位") && !hit.code.is_empty()).unwrap();
    assert!(find("").len() > 200);
    let list = project::list(&desk.app, Empty {}).unwrap();
    let id = list.rows.iter().find(|row| !row.secret).unwrap().id.clone();
    let add =
        rows::AddIndicator { project: id.clone(), library: Some(hit.code), ..rows::AddIndicator::default() };
    let row = rows::add(&desk.app, add).unwrap().id;
    let view = project::get(&desk.app, project::ProjectId { id }).unwrap();
    let row = view.indicators.iter().find(|known| known.id == row).unwrap();
    assert_eq!((row.name.as_str(), row.level2.as_str()), (hit.name.as_str(), hit.level2.as_str()));
}

#[test]
fn bad_rows_come_back_as_a_workbook_that_can_be_mended_and_imported() {
    let desk = Desk::under("mof-2020");
    let file = desk.text("项目清单.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["项目名称", "项目代码", "项目属性", "起止时间", "财政拨款（万元）", "其他资金（万元）"],
        ["村级补助", "51000021R000000019951", "延续项目", "2026年1月-2026年12月", "202.64", "0"],
        ["河道保洁", "", "新增", "2026年", "48", ""],
        ["农村公路养护", "5100", "延续", "2026年", "十二万", "0"],
        ["", "", "延续", "2026年", "5", "0"],
    ];
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save(&file).unwrap();
    let preview = import::preview(
        &desk.app,
        import::ImportSheet { file: file.clone(), sheet: None, only: None, mapping: None },
    )
    .unwrap();
    assert!(preview.good > 0 && preview.bad > 0, "{} {}", preview.good, preview.bad);
    let rejects = desk.text("退回.xlsx");
    let done = import::commit(
        &desk.app,
        import::ImportCommit { file, sheet: None, only: None, mapping: None, rejects: Some(rejects.clone()) },
    )
    .unwrap();
    assert_eq!((done.added, done.rejected), (preview.good, preview.bad));
    let again = import::preview(
        &desk.app,
        import::ImportSheet { file: rejects, sheet: None, only: None, mapping: None },
    )
    .unwrap();
    assert_eq!(again.bad, preview.bad);
}
