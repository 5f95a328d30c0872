//! The report: what the data say, how it is begun, goes stale and is refreshed.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack};
use domain::indicator::{Class, Taxonomy};
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use domain::selfeval::{
    Section, SelfAssessment, Sentence, add_paragraph, assess_selfeval, begin_report, is_stale, outline,
    prefill_selfeval, refresh, sentences, set_selfeval_cell,
};
use domain::target::TargetState;
use domain::typed::Id;

const CELLS: &[(&str, &str)] = &[
    ("funds/fiscal/budget", "95"),
    ("funds/fiscal/executed", "80"),
    ("funds_reason", "招标节约。"),
    ("goal_done", "完成养护。"),
    ("indicators/i1/actual", "108"),
    ("indicators/i1/reason", "两村合并"),
    ("indicators/i1/measures", "按新村数设目标"),
    ("indicators/i2/actual", "96%"),
    ("indicators/i3/actual", "达成"),
];

fn case() -> Case {
    let mut case = Case::new(Taxonomy::Y2015)
        .fund("100")
        .row(Class::Quantity, "补助村数", "≥120个", "40")
        .row(Class::Quality, "验收合格率", "≥95%", "20")
        .row(Class::SocialBenefit, "村容村貌", "明显改善", "30");
    case.target.state = TargetState::Approved;
    case
}

fn set(doc: &mut SelfAssessment, case: &Case, cells: &[(&str, &str)]) {
    for (path, text) in cells {
        set_selfeval_cell(doc, &case.target, path, text, AmountUnit::WanYuan).unwrap();
    }
}

fn document(case: &Case) -> SelfAssessment {
    let id = Id("s".into());
    let mut doc = prefill_selfeval(&case.project, &case.target, None, id, FiscalYear(2026), pack("mof-2020"));
    set(&mut doc, case, CELLS);
    doc
}

fn told(case: &Case, doc: &SelfAssessment) -> Vec<Sentence> {
    let scored = assess_selfeval(pack("mof-2020"), &case.target, doc);
    sentences(pack("mof-2020"), "云溪镇人民政府", &case.project, &case.target, doc, &scored)
}

#[test]
fn sentences_say_the_numbers_and_where_they_come_from() {
    let case = case();
    let told = told(&case, &document(&case));
    let expected = [
        (
            "basics.project",
            "云溪镇人民政府2026年度组织实施“村级道路日常养护”项目，属于延续项目，支出类别为特定目标类，起止时间为2026年1月—2026年12月，主管部门为云溪镇人民政府。",
        ),
        (
            "basics.money",
            "项目资金年初预算 100.00万元，全年预算 95.00万元，全年执行 80.00万元，预算执行率 84.21%。",
        ),
        ("goals.goal", "年度总体目标：养护村级道路48公里，路面完好率不低于90%。"),
        ("goals.indicators", "共设置绩效指标 3 条，其中产出指标 2 条、效益指标 1 条。"),
        ("goals.done", "目标完成情况：完成养护。"),
        (
            "work.basis",
            "自评以第 1 版绩效目标（已批复）为对照，范围为年度，逐条核对了 3 条指标的实际完成值，按财预〔2020〕10号计算得分。",
        ),
        ("conclusion.total", "项目自评总分 94.42 分，自评等级为“优”。"),
        (
            "conclusion.points",
            "得分构成：预算执行 8.42 分（满分 10 分），产出指标 56.00 分（满分 60 分），效益指标 30.00 分（满分 30 分）。",
        ),
        (
            "indicators.i1",
            "“补助村数”年度指标值为≥120个，实际完成值为108个，完成率 90.00%，分值 40 分，得 36.00 分，偏差原因：两村合并。",
        ),
        (
            "indicators.i2",
            "“验收合格率”年度指标值为≥95%，实际完成值为96%，完成率 101.05%，分值 20 分，得 20.00 分。",
        ),
        ("indicators.i3", "“村容村貌”年度指标值为明显改善，实际完成值为达成，分值 30 分，得 30.00 分。"),
        ("problems.execution", "预算执行率 84.21%，低于 90%，原因：招标节约。"),
        ("problems.i1", "“补助村数”没有达到指标值≥120个，实际完成值为108个，原因：两村合并。"),
        ("measures.i1", "针对“补助村数”：按新村数设目标。"),
        (
            "use.treatment",
            "建议下一年度对本项目优先保障，理由：自评 94.42 分，等级为“优”（中发〔2018〕34号）。",
        ),
        ("use.left-over", "全年预算还有 15.00万元 没有执行，按结转结余资金的规定处理。"),
    ];
    let got: Vec<(&str, &str)> =
        told.iter().map(|sentence| (sentence.key.as_str(), sentence.text.as_str())).collect();
    assert_eq!(got, expected);
    assert!(told.iter().all(|sentence| !sentence.from.is_empty()));
    assert_eq!(told[8].from[0], "/projects/p/selfeval/indicators/i1/actual");
    let order: Vec<usize> = told
        .iter()
        .map(|sentence| outline(pack("mof-2020")).iter().position(|own| *own == sentence.section).unwrap())
        .collect();
    assert!(order.is_sorted());
}

#[test]
fn what_the_user_wrote_stays_and_what_moved_is_flagged() {
    let case = case();
    let mut doc = document(&case);
    let mut n = 0;
    let mut new_id = || {
        n += 1;
        Id(format!("p{n:02}"))
    };
    let now = told(&case, &doc);
    begin_report(&mut doc, &now, &mut new_id);
    assert_eq!(doc.report.len(), 16);
    add_paragraph(&mut doc, Section::Work, new_id());
    let at = doc.report.iter().position(|paragraph| paragraph.fact.is_none()).unwrap();
    assert_eq!(
        (doc.report[at - 1].section, doc.report[at + 1].section),
        (Section::Work, Section::Conclusion)
    );
    set(&mut doc, &case, &[("report/p17/text", "到现场看了三处。"), ("report/p01/text", "改写的话。")]);

    let stale = |doc: &SelfAssessment| -> Vec<String> {
        let today = told(&case, doc);
        doc.report.iter().filter(|own| is_stale(own, &today)).filter_map(|own| own.fact.clone()).collect()
    };
    // Rewritten words are not stale, nor is free text.
    assert_eq!(stale(&doc), Vec::<String>::new());
    set(&mut doc, &case, &[("indicators/i1/actual", "120"), ("indicators/i1/reason", "")]);
    assert_eq!(
        stale(&doc),
        ["conclusion.total", "conclusion.points", "indicators.i1", "problems.i1", "use.treatment"]
    );
    let today = told(&case, &doc);
    for paragraph in &mut doc.report {
        if is_stale(paragraph, &today) {
            refresh(paragraph, &today);
        }
    }
    assert_eq!(stale(&doc), Vec::<String>::new());
    let text = |id: &str| doc.report.iter().find(|own| own.id.as_str() == id).unwrap();
    assert_eq!(text("p07").text, "项目自评总分 98.42 分，自评等级为“优”。");
    // What the data no longer say stays as free text; what the user wrote was never touched.
    assert_eq!((text("p13").fact.clone(), text("p13").text.starts_with("“补助村数”没有达到")), (None, true));
    assert_eq!((text("p01").text.as_str(), text("p17").text.as_str()), ("改写的话。", "到现场看了三处。"));

    // Begun again, only what is new comes in, at the end of its chapter.
    set(&mut doc, &case, &[("conclusion", "总体较好")]);
    let now = told(&case, &doc);
    begin_report(&mut doc, &now, &mut new_id);
    assert_eq!(doc.report.len(), 19, "the conclusion, and that nothing was missed any more");
    let at = doc.report.iter().position(|own| own.text == "总体较好。").unwrap();
    assert_eq!(
        (doc.report[at].section, doc.report[at + 1].section),
        (Section::Conclusion, Section::Indicators)
    );

    // Left empty on purpose, it is not asked for again.
    set(&mut doc, &case, &[("report/p07/text", ""), ("indicators/i2/actual", "90%")]);
    assert!(!stale(&doc).contains(&"conclusion.total".to_owned()));
}

#[test]
fn a_blank_document_has_little_to_say_and_no_chapter_panics() {
    let case = case();
    let id = Id("s".into());
    let doc = prefill_selfeval(&case.project, &case.target, None, id, FiscalYear(2026), pack("mof-2020"));
    let told = told(&case, &doc);
    let work = told.iter().find(|sentence| sentence.key == "work.basis").unwrap();
    let begun = "自评以第 1 版绩效目标（已批复）为对照，范围为年度，尚有 3 条指标没有填实际完成值";
    assert!(work.text.starts_with(begun), "{}", work.text);
    let keys: Vec<String> = told.into_iter().map(|sentence| sentence.key).collect();
    for key in ["basics.project", "basics.money", "goals.indicators", "work.basis"] {
        assert!(keys.contains(&key.to_owned()), "{keys:?}");
    }
    for key in ["conclusion.total", "indicators.i1", "problems.none", "use.treatment", "use.left-over"] {
        assert!(!keys.contains(&key.to_owned()), "{keys:?}");
    }
}
