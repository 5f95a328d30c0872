//! The program as a script sees it: exit codes, one JSON value on standard output, one sentence beside it.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn wenxiao(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenxiao"));
    command.args(args).current_dir(dir).env_remove("WENXIAO_STORE").env("SHORT", "short");
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    wenxiao(dir, args).output().unwrap()
}

#[test]
fn every_answer_is_one_json_value_and_an_exit_code() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("file"), "x").unwrap();
    std::fs::write(dir.path().join("pay.csv"), "项目名称,支付金额（元）\n杂项,100\n").unwrap();
    for (args, exit, code) in [
        ("init --store s --demo", 0, ""),
        ("--store s list", 0, ""),
        ("--store s check", 1, ""),
        ("packs", 0, ""),
        ("--store s due", 0, ""),
        ("--store s search 公路", 0, ""),
        ("--store s calendar", 0, ""),
        ("--store s calendar import none.json", 3, "APP-FILE-MISSING"),
        ("--store s calendar import file", 1, "APP-CALENDAR"),
        ("list", 2, "CLI-STORE"),
        ("nonsense", 2, "CLI-USAGE"),
        ("--store s check --nonsense", 2, "CLI-USAGE"),
        ("--store new init --name 甲 --kind 局", 2, "CLI-USAGE"),
        ("--store s keygen --passphrase-env NOT_SET", 2, "CLI-PASSPHRASE"),
        ("--store s keygen --passphrase-env SHORT", 1, "PKG-PASSPHRASE-SHORT"),
        ("--store s init --demo", 1, "STORE-EXISTS"),
        ("--store none list", 1, "STORE-MISSING"),
        ("--store file list", 3, "STORE-IO"),
        ("--store s import none.xlsx", 3, "APP-FILE-MISSING"),
        ("--store s import file", 1, "SHEET-UNKNOWN"),
        ("--store s print --project 没有 --out a.pdf", 1, "APP-NOT-FOUND"),
        ("--store s print --out a.pdf", 2, "CLI-USAGE"),
        ("--store s print --all --form adjustment --out .", 0, ""),
        ("--store s print --all --out none", 3, "APP-FILE-MISSING"),
        ("pack list", 0, ""),
        ("pack compare mof-2020 mof-2021", 0, ""),
        ("pack compare mof-2020 none", 1, "APP-PACK"),
        ("pack import file", 2, "CLI-STORE"),
        ("--store s pack import file", 1, "APP-PACK"),
        ("--store s pack import none", 3, "APP-FILE-MISSING"),
        ("--store s pack move mof-2021 --dry-run", 0, ""),
        ("--store s pack remove mof-2021", 1, "APP-PACK-USED"),
        ("--store s packages", 0, ""),
        ("--store s import pay.csv --kind ledger", 2, "CLI-USAGE"),
        ("--store s import pay.csv --kind ledger --month 13", 1, "APP-MONTH"),
        ("--store s import file --kind ledger --month 7", 1, "SHEET-UNKNOWN"),
        ("--store s import pay.csv --kind ledger --month 7 --source 国库 --dry-run", 0, ""),
        ("--store s import pay.csv --kind ledger --month 7 --source 国库", 0, ""),
        ("--store s ledger list", 0, ""),
        ("--store s ledger groups --unmatched", 0, ""),
        ("--store s ledger assign 杂项 --ignore", 0, ""),
        ("--store s ledger assign 没有", 1, "APP-NOT-FOUND"),
        ("--store s ledger check 7", 0, ""),
        ("--store s ledger check 13", 1, "APP-MONTH"),
        ("--store s ledger payments --direct", 0, ""),
        ("--store s ledger delete 没有", 1, "APP-NOT-FOUND"),
        ("--store s carry --from 2025", 1, ""),
        ("--store s carry --from 2024", 1, "APP-YEAR"),
        ("--store s carry --from 25", 2, "CLI-USAGE"),
        ("--store s carry --from 2025 --dry-run", 0, ""),
        ("--store s template list", 0, ""),
        ("--store s template delete 没有", 1, "APP-NOT-FOUND"),
        ("--store s library zjdw", 0, ""),
        ("--store s library export a.xlsx", 1, "APP-LIBRARY"),
        ("--store s library import file", 1, "SHEET-NO-LIBRARY"),
        ("--store s audit export none/a.jsonl", 3, "APP-FILE-MISSING"),
        ("--store s audit export file", 3, "APP-FILE-EXISTS"),
        ("--store s audit export s/wenxiao.db", 3, "APP-FILE-EXISTS"),
        ("--store s audit export s/wenxiao.db --replace", 1, "STORE-EXISTS"),
        ("--store s backup --to file", 3, "APP-FILE-EXISTS"),
        ("--store s library export file", 3, "APP-FILE-EXISTS"),
        ("--store s evidence save 没有 --out file", 3, "APP-FILE-EXISTS"),
        ("--store s import pay.csv --rejects file", 3, "APP-FILE-EXISTS"),
        ("--store s keygen --paper file --passphrase-env SHORT", 3, "APP-FILE-EXISTS"),
        ("--store s report --month 6 --out e.docx", 0, ""),
        ("--store s report --month 6 --out e.docx", 3, "APP-FILE-EXISTS"),
        ("--store s report --month 6 --out e.docx --replace", 0, ""),
        ("--store s seal --recipient 1 --year 2031 --passphrase-env SHORT --out .", 1, "APP-YEAR"),
        ("--store s hand-on --to review --project 没有", 1, ""),
        ("--store s hand-on --to nonsense --project 没有", 2, "CLI-USAGE"),
        ("--store s hand-on --to returned --project 没有", 1, "APP-REMARK"),
        ("--store s history --cell /unit/name", 0, ""),
        ("--store s history --cell /nothing", 1, "APP-NOT-FOUND"),
        ("--store s remarks", 0, ""),
        ("--store s discard", 0, ""),
        ("--store s rectify list", 0, ""),
        ("--store s rectify open", 1, "APP-RECTIFY"),
        ("--store s rectify open 验收滞后 --project 没有", 1, "APP-NOT-FOUND"),
        ("--store s rectify open 验收滞后 --month 13", 1, "APP-RECTIFY"),
        ("--store s rectify open 验收滞后", 0, ""),
        ("--store s rectify close 没有", 1, "APP-NOT-FOUND"),
        ("--store s evidence add 没有 file", 1, "APP-NOT-FOUND"),
        ("--store s evidence add 没有", 2, "CLI-USAGE"),
        ("--store s selfeval list", 0, ""),
        ("--store s selfeval start", 0, ""),
        ("--store s selfeval start --project 没有", 1, "APP-NOT-FOUND"),
        ("--store s selfeval show 没有", 1, "APP-NOT-FOUND"),
        ("--store s selfeval set 村级道路日常养护 goal_done 完成", 0, ""),
        ("--store s selfeval set 村级道路日常养护 indicators/养护里程/actual 48", 0, ""),
        ("--store s selfeval set 村级道路日常养护 indicators/没有/actual 48", 1, "APP-EDIT"),
        ("--store s selfeval try 村级道路日常养护 --cell indicators/养护里程/actual=40", 0, ""),
        ("--store s selfeval try 村级道路日常养护 --cell 没有等号", 2, "CLI-USAGE"),
        ("--store s selfeval try 村级道路日常养护 --cell indicators/养护里程/actual=很多", 1, ""),
        ("--store s selfeval report 村级道路日常养护", 0, ""),
        ("--store s selfeval report 村级道路日常养护 --out a.docx", 1, "APP-SELFEVAL-REPORT"),
        ("--store s selfeval report 村级道路日常养护 --begin --out a.docx", 0, ""),
        ("--store s selfeval report 村级道路日常养护 --out a.docx", 3, "APP-FILE-EXISTS"),
        ("--store s selfeval report 村级道路日常养护 --out a.docx --replace", 0, ""),
        ("--store s selfeval report 村级道路日常养护 --replace", 2, "CLI-USAGE"),
        ("--store s selfeval report 村级道路日常养护 --refresh --out a.pdf", 0, ""),
        ("--store s selfeval report 村级道路日常养护 --out a.txt", 1, "APP-FORM"),
        ("--store s selfeval evidence 村级道路日常养护 --add file", 0, ""),
        ("--store s selfeval evidence 村级道路日常养护 --indicator 没有 --add file", 1, "APP-NOT-FOUND"),
        ("--store s selfeval evidence 村级道路日常养护 --indicator 养护里程", 2, "CLI-USAGE"),
        ("--store s selfeval evidence 村级道路日常养护", 0, ""),
        ("--store s selfeval confirm 村级道路日常养护", 0, ""),
        ("--store s selfeval hand-on --to review --project 村级道路日常养护", 0, ""),
        ("--store s selfeval rounds 村级道路日常养护", 0, ""),
        ("--store s selfeval rounds 村级道路日常养护 --from 1", 0, ""),
        ("--store s selfeval rounds 村级道路日常养护 --to 1", 2, "CLI-USAGE"),
        ("--store s selfeval hand-on --to back --project 村级道路日常养护 --remark 补合格证", 0, ""),
        ("--store s hand-on --to reviewed --project 村级道路日常养护 --remark 数已核", 0, ""),
        ("--store s hand-on --to back --project 村级道路日常养护 --remark 目标太低", 0, ""),
        ("--store s remarks --open --project 村级道路日常养护", 0, ""),
        ("--store s remarks settle", 2, "CLI-USAGE"),
        ("--store s remarks settle 没有", 1, "APP-NOT-FOUND"),
        ("--store s remarks settle --project 没有", 1, "APP-NOT-FOUND"),
        ("--store s remarks settle --project 村级道路日常养护 --type selfeval --answer 已补", 0, ""),
        ("--store s remarks settle --project 村级道路日常养护 --type selfeval", 0, ""),
        ("--store s selfeval disclosure", 0, ""),
        ("--store s selfeval disclosure 村级道路日常养护", 0, ""),
        ("--store s selfeval treatments", 0, ""),
        ("--store s print --project 村级道路日常养护 --form selfeval --out b.pdf", 0, ""),
        ("--store s print --project 村级道路日常养护 --form selfeval --out b.pdf", 3, "APP-FILE-EXISTS"),
        ("--store s print --project 村级道路日常养护 --form selfeval --out b.pdf --replace", 0, ""),
        ("--store s print --all --out . --replace", 2, "CLI-USAGE"),
        ("--store s print --form selfeval-summary --out c.xlsx", 0, ""),
        ("--store s seal --type selfeval --recipient 1 --passphrase-env SHORT --out .", 1, "APP-NO-KEY"),
        ("monitor none.json --month 6", 3, "APP-FILE-MISSING"),
        ("monitor file --month 6", 1, "APP-FIGURES"),
        ("monitor file --month 13", 1, "APP-MONTH"),
        ("monitor file", 2, "CLI-USAGE"),
        ("score none.json", 3, "APP-FILE-MISSING"),
        ("score file", 1, "APP-FIGURES"),
        ("score", 2, "CLI-USAGE"),
        ("verify none.zip", 3, "PKG-NOT-FOUND"),
        ("verify file", 1, "ZIP-NOT-ZIP"),
        ("--store s list", 0, ""),
    ] {
        let mut words: Vec<&str> = args.split(' ').collect();
        words.push("--json");
        let done = run(dir.path(), &words);
        let (out, err) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
        assert_eq!(done.status.code(), Some(exit), "{args}: {out}{err}");
        let value: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args}: {e}: {out}"));
        assert_eq!(value["code"].as_str().unwrap_or_default(), code, "{args}");
        assert_eq!(err.lines().count(), usize::from(!code.is_empty()), "{args}: {err}");
        assert!(code.is_empty() || err.contains(code), "{args}: {err}");
    }
    // The unit's folder holds its data and nothing of the program's own.
    let mut names: Vec<_> =
        std::fs::read_dir(dir.path().join("s")).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["files", "wenxiao.db", "wenxiao.lock"]);
    for (line, word) in [
        ("selfeval show 村级道路日常养护 --working", "养护里程"),
        ("selfeval show 村级道路日常养护 --working", "总分"),
        ("selfeval list", "村级道路日常养护"),
        ("selfeval report 村级道路日常养护", "项目基本情况"),
        ("selfeval evidence 村级道路日常养护", "1 份文件"),
        ("selfeval treatments", "村级道路日常养护"),
        ("selfeval rounds 村级道路日常养护 --from 1", "两轮内容相同"),
        ("remarks --type selfeval", "已处理"),
        ("remarks", "附言"),
        ("remarks --open", "目标太低"),
        ("remarks settle --project 村级道路日常养护", "意见已处理"),
        ("remarks settle --project 村级道路日常养护", "没有待处理的意见"),
    ] {
        let words: Vec<&str> = ["--store", "s"].into_iter().chain(line.split(' ')).collect();
        let out = String::from_utf8(run(dir.path(), &words).stdout).unwrap();
        assert!(out.contains(word), "{line}: {out}");
    }
    let list = run(dir.path(), &["--store", "s", "list"]);
    assert!(String::from_utf8(list.stdout).unwrap().contains("共 12 个项目"));
}

#[test]
fn a_reader_that_leaves_early_is_no_fault_and_a_full_disk_is() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = wenxiao(dir.path(), &["packs"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    if cfg!(target_os = "linux") {
        let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
        let done = wenxiao(dir.path(), &["packs"]).stdout(full()).output().unwrap();
        assert_eq!(done.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&done.stderr).contains("CLI-OUTPUT"));
        let done = wenxiao(dir.path(), &["--store", "none", "list"]).stderr(full()).output().unwrap();
        assert_eq!(done.status.code(), Some(1));
    }
}

#[test]
fn figures_in_a_file_are_assessed_without_a_store() {
    let dir = tempfile::tempdir().unwrap();
    let file = r#"{
        "pack": "qiemo-2020", "year": 2026,
        "funds": {"initial": "0", "adjusted": "220", "executed": 87.57},
        "indicators": [
            {"name": "补助村数", "op": "≥", "target": "120", "unit": "个", "actual": "36", "weight": "30"},
            {"name": "合格率", "op": "ge", "target": "95", "unit": "%", "actual": "95%", "weight": "20"},
            {"name": "成本", "op": "<=", "target": "100", "unit": "万元", "actual": "120", "weight": "20"},
            {"name": "面貌", "op": "定性", "target": "明显改善", "unit": "", "actual": "部分达成", "weight": "10"},
            {"name": "满意度", "op": "≥", "target": "96", "unit": "%", "actual": "48", "weight": "10", "accrual": "cumulative"}
        ],
        "review_score": "59.99"
    }"#;
    std::fs::write(dir.path().join("month.json"), format!("\u{feff}{file}")).unwrap();
    let done = run(dir.path(), &["monitor", "month.json", "--month", "6", "--json"]);
    let out: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(1), "{out}");
    assert_eq!(out["execution"], serde_json::json!({"rate": "39.80", "pace": "79.61", "lamp": "yellow"}));
    let rows: Vec<_> =
        out["rows"].as_array().unwrap().iter().map(|row| (&row["rate"], &row["lamp"])).collect();
    let due =
        [("30.00", "yellow"), ("100.00", "green"), ("80.00", "red"), ("60.00", "yellow"), ("50.00", "green")];
    assert_eq!(rows.len(), due.len());
    for (got, due) in rows.iter().zip(due) {
        assert_eq!((got.0.as_str(), got.1.as_str()), (Some(due.0), Some(due.1)), "{out}");
    }
    // (30 × 30 % + 20 + 20 × 80 % + 10 × 60 % + 10 × 50 %) ÷ 90 = 62.2222 %, less 39.8045 %
    assert_eq!((out["completion"].as_str(), out["deviation"].as_str()), (Some("62.22"), Some("22.42")));
    assert_eq!((out["lamp"].as_str(), out["rectify"].as_bool()), (Some("red"), Some(true)));
    let rules: Vec<_> =
        out["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    assert_eq!(rules[..2], ["monitoring.deviation", "monitoring.review-score"], "{out}");
    for finding in out["findings"].as_array().unwrap() {
        for key in ["rule", "level", "path", "text", "remedy"] {
            assert!(finding[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {finding}");
        }
    }
    let spoken = run(dir.path(), &["monitor", "month.json", "--month", "6"]);
    let spoken = String::from_utf8(spoken.stdout).unwrap();
    assert!(spoken.contains("执行率 = 执行数 87.57万元 ÷ 调整后预算 220.00万元 = 39.80%"), "{spoken}");
    assert!(spoken.contains("需要整改"), "{spoken}");
}

/// 永德 2022 as it was published, scored by people and by the formula.
fn yongde(manual: bool) -> serde_json::Value {
    let rows = [
        ("学生受资助人数", "≥", "735", "人次", "735", "10"),
        ("营养改善计划覆盖率", "≥", "100", "%", "100", "10"),
        ("资金到位及时率", "≥", "100", "%", "100%", "7"),
        ("生均补助标准达标率", "=", "100", "%", "100", "10"),
        ("减轻贫困学生家庭经济负担", "定性", "有效", "", "有效", "10"),
        ("政策知晓率", "eq", "100", "%", "98", "9"),
        ("促进学校教育事业健康发展", ">=", "100", "%", "100", "10"),
        ("学生满意度", "≥", "95", "%", "100", "10"),
        ("家长满意度", "≥", "95", "%", "100", "10"),
    ];
    let rows = rows.iter().map(|(name, op, target, unit, actual, score)| {
        let mut row = serde_json::json!({
            "name": name, "op": op, "target": target, "unit": unit, "actual": actual, "weight": "10"
        });
        if manual {
            row["manual"] = (*score).into();
        }
        row
    });
    serde_json::json!({
        "pack": "mof-2020",
        "funds": {"initial": null, "adjusted": "387664.62元", "executed": "387664.62元"},
        "indicators": rows.collect::<Vec<_>>(),
    })
}

#[test]
fn figures_in_a_file_are_scored_with_their_working() {
    let dir = tempfile::tempdir().unwrap();
    let score = |figures: &serde_json::Value| {
        std::fs::write(dir.path().join("score.json"), figures.to_string()).unwrap();
        let done = run(dir.path(), &["score", "score.json", "--json"]);
        let out: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        (done.status.code(), out)
    };
    let (code, out) = score(&yongde(true));
    let of = |out: &serde_json::Value, key: &str| -> Vec<String> {
        let rows = out["rows"].as_array().unwrap();
        rows.iter().map(|row| row[key].as_str().unwrap_or("-").to_owned()).collect()
    };
    assert_eq!(
        (code, out["total"].as_str(), out["grade"].as_str()),
        (Some(1), Some("96.00"), Some("优")),
        "{out}"
    );
    assert_eq!(of(&out, "score")[2..6], ["7.00", "10.00", "10.00", "9.00"]);
    assert_eq!(of(&out, "formula_score")[2..6], ["10.00", "10.00", "10.00", "9.80"]);
    assert_eq!((&out["execution"]["rate"], &out["execution"]["score"]), (&"100.00".into(), &"10.00".into()));
    let findings = out["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2, "{out}");
    for (finding, name) in findings.iter().zip(["资金到位及时率", "政策知晓率"]) {
        assert!(finding["text"].as_str().unwrap().contains(name), "{finding}");
        assert_eq!((&finding["rule"], &finding["level"]), (&"scoring.manual".into(), &"error".into()));
        assert_eq!(finding["source"]["document"], "财预〔2020〕10号");
    }
    for row in out["rows"].as_array().unwrap().iter().chain([&out["execution"], &out]) {
        for step in row["working"].as_array().filter(|steps| !steps.is_empty()).unwrap() {
            assert!(
                !step["text"].as_str().unwrap().is_empty() && step["source"]["clause"].is_string(),
                "{step}"
            );
        }
    }

    let (code, out) = score(&yongde(false));
    assert_eq!(
        (code, out["total"].as_str(), &out["findings"]),
        (Some(0), Some("99.80"), &serde_json::json!([]))
    );
    let spoken = String::from_utf8(run(dir.path(), &["score", "score.json"]).stdout).unwrap();
    for part in [
        "政策知晓率：得分 = 98 ÷ 100 × 10 = 9.80（财预〔2020〕10号",
        "总分 = 预算执行 10.00 + 指标 89.80 = 99.80",
        "等级为优",
    ] {
        assert!(spoken.contains(part), "{part}: {spoken}");
    }

    // A single row, and rows that cannot be read: scored as far as it goes, with what is to be mended.
    for (row, points, rule) in [
        (
            r#"{"name": "甲", "op": "<", "target": 100, "actual": 120, "weight": 10}"#,
            "8.00",
            "target.weights.sum",
        ),
        (
            r#"{"name": "甲", "op": "≥", "target": "100", "unit": "个", "actual": "约90", "weight": "90"}"#,
            "-",
            "cell.unreadable",
        ),
        (
            r#"{"name": "甲", "op": "≥", "target": "95", "unit": "%", "actual": "0.98", "weight": "90"}"#,
            "0.93",
            "monitoring.readings",
        ),
        (r#"{"name": "甲", "op": "≥", "target": "", "actual": "5", "weight": "90"}"#, "-", "scoring.missing"),
        (
            r#"{"name": "甲", "op": "定性", "target": "", "actual": "达成", "weight": "10"}"#,
            "10.00",
            "target.weights.sum",
        ),
        (
            r#"{"name": "甲", "op": "abc", "target": "5", "actual": "5", "weight": "90"}"#,
            "-",
            "cell.unreadable",
        ),
        (
            r#"{"name": "甲", "op": "≥", "target": "5", "actual": "5", "weight": "90", "manual": "91"}"#,
            "0.00",
            "scoring.band",
        ),
        (
            r#"{"name": "甲", "op": "≥", "target": "5", "actual": "4", "weight": "90", "method": "直接赋分"}"#,
            "0.00",
            "",
        ),
        (
            r#"{"name": "甲", "op": "≥", "target": "5", "actual": "6", "weight": "90", "too_low": true}"#,
            "72.00",
            "",
        ),
        (
            r#"{"name": "甲", "op": "≥", "target": "5", "actual": "5", "weight": "90", "manual": "80", "reason": "资料不全"}"#,
            "80.00",
            "scoring.manual",
        ),
    ] {
        let figures = format!(
            r#"{{"pack": "mof-2020", "funds": {{"adjusted": "100", "executed": "100"}}, "indicators": [{row}]}}"#
        );
        let (_, out) = score(&serde_json::from_str(&figures).unwrap());
        assert_eq!(of(&out, "score"), [points], "{row}: {out}");
        let rules: Vec<&str> =
            out["findings"].as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap()).collect();
        assert_eq!(rules.contains(&rule), !rule.is_empty(), "{row}: {rules:?}");
        // What cannot be read is told once, not as missing besides.
        let twice = ["cell.unreadable", "scoring.missing"].iter().all(|rule| rules.contains(rule));
        assert!(!twice, "{row}: {rules:?}");
    }

    // A misspelt key is named rather than passed over.
    for (figures, key) in [
        (r#"{"pack": "mof-2020", "indicator": []}"#, "indicator"),
        (r#"{"pack": "mof-2020", "funds": {"budget": "100"}}"#, "budget"),
        (r#"{"pack": "mof-2020", "indicators": [{"name": "甲", "goal": "5"}]}"#, "goal"),
    ] {
        std::fs::write(dir.path().join("score.json"), figures).unwrap();
        let done = run(dir.path(), &["score", "score.json"]);
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(!done.status.success() && said.contains(&format!("“{key}”")), "{figures}: {said}");
    }
}
