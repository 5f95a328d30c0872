//! What must hold on the papers of a self-assessment: scores as they count, with a note where a person set them; blank is
//! not zero; nothing typed vanishes; what a place wants is there and nothing else.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use calamine::{Data, Reader, Xlsx};
use documents::forms::{SelfEvalLayout, selfeval_form};
use documents::{Content, FormPage, Stamp, page_count, to_pdf, to_xlsx};
use domain::fund::{FundSource, Horizon};
use domain::scoring::{Band, Step};
use domain::selfeval::AssessedIndicator;
use domain::typed::{Id, Typed};
use std::io::Cursor;
use support::monitoring::dec;
use support::results;
use support::selfeval::{self as year, EvalCase};
use support::{ordinary_2021, sealed};

const PLAIN: SelfEvalLayout =
    SelfEvalLayout { split_value: false, grade_row: false, text_blocks: false, annual_goals: false };

fn form(eval: &EvalCase) -> FormPage {
    let form = selfeval_form(&eval.form(Stamp::Draft)).unwrap();
    form.check().unwrap();
    form
}

/// The cells behind the first cell with this text, in its row.
fn row_of(form: &FormPage, label: &str) -> Vec<String> {
    let first = form.cells.iter().find(|cell| cell.content.printed() == label);
    let first = first.unwrap_or_else(|| panic!("{label}"));
    let mut row: Vec<_> =
        form.cells.iter().filter(|cell| cell.row == first.row && cell.column > first.column).collect();
    row.sort_by_key(|cell| cell.column);
    row.into_iter().map(|cell| cell.content.printed()).collect()
}

fn all(form: &FormPage) -> String {
    form.texts().collect::<Vec<_>>().join("|")
}

/// The notes under the table.
fn notes(form: &FormPage) -> String {
    form.texts().find(|text| text.starts_with("注：")).unwrap_or_default()
}

#[test]
fn the_published_table_of_yongde_comes_out() {
    let eval = year::yongde();
    let form = form(&eval);
    assert_eq!(row_of(&form, "年度资金总额"), ["", "387,664.62", "387,664.62", "10", "100.00%", "10.00"]);
    assert_eq!(row_of(&form, "　　　上年结转资金"), ["", "", "", "—", "", "—"]);
    for (name, cells) in [
        ("学生受资助人数", ["≥", "735", "人次", "735", "10", "10.00", ""]),
        ("资金到位及时率", ["≥", "100", "%", "100", "10", "7.00*", ""]),
        ("减轻贫困学生家庭经济负担", ["定性", "有效", "", "达成", "10", "10.00", ""]),
        ("政策知晓率", ["=", "100", "%", "98", "10", "9.00*", ""]),
    ] {
        assert_eq!(row_of(&form, name), cells, "{name}");
    }
    assert_eq!(row_of(&form, "总分"), ["100", "96.00", "自评等级：优"]);
    let notes = notes(&form);
    for fact in [
        "“资金到位及时率”得分为手工评定，按公式为 10.00 分",
        "“政策知晓率”得分为手工评定，按公式为 9.80 分（98 ÷ 100 × 10 = 9.80）",
    ] {
        assert!(notes.contains(fact), "{notes}");
    }
    assert_eq!(notes.matches("手工").count(), 2);
}

#[test]
fn notes_say_how_a_score_came_about_and_only_where_it_is_odd() {
    let plain = || {
        let mut eval = year::yongde();
        for at in [2, 5] {
            eval.record(at, "100", "10", "");
        }
        eval.add_up();
        eval
    };
    assert_eq!(notes(&form(&plain())), "");
    type Change = fn(&mut EvalCase);
    let cases: &[(&str, Change, &str)] = &[
        (
            "typed as the formula has it",
            |eval| {
                eval.record(0, "735", "10", "10");
            },
            "",
        ),
        (
            "only a person can tell",
            |eval| {
                eval.record(4, "部分达成", "", "7");
            },
            "",
        ),
        (
            "set by hand",
            |eval| {
                eval.record(5, "98", "9.8", "9");
            },
            "注：带*的得分：“政策知晓率”得分为手工评定，按公式为 9.80 分。",
        ),
        (
            "out of its band",
            |eval| {
                eval.record(4, "部分达成", "", "9.5");
                let row = eval.score_mut(4);
                row.band = Some(Band { low: dec("6"), high: dec("8"), high_included: false });
                row.score = Some(dec("0"));
            },
            "注：带*的得分：“减轻贫困学生家庭经济负担”得分手工填为 9.50 分，超出可评范围 6.00 至 8.00（不含）分，按 0.00 分计。",
        ),
        (
            "rounded out of its band",
            |eval| {
                eval.record(4, "部分达成", "", "7.999");
                let row = eval.score_mut(4);
                row.band = Some(Band { low: dec("6"), high: dec("8"), high_included: false });
                row.score = Some(dec("0"));
            },
            "注：带*的得分：“减轻贫困学生家庭经济负担”得分手工填为 7.999 分（按两位小数为 8.00 分），超出可评范围 6.00 至 8.00（不含）分，按 0.00 分计。",
        ),
        (
            "a third decimal that is rounded",
            |eval| {
                eval.record(4, "部分达成", "", "7.994").reason = "资料不全".into();
                let row = eval.score_mut(4);
                row.band = Some(Band { low: dec("6"), high: dec("8"), high_included: false });
                row.score = Some(dec("7.99"));
            },
            "",
        ),
        (
            "over the weight",
            |eval| {
                eval.record(0, "735", "", "12");
                eval.score_mut(0).score = Some(dec("0"));
            },
            "注：带*的得分：“学生受资助人数”得分手工填为 12.00 分，超出可评范围 0.00 至 10.00 分，按 0.00 分计。",
        ),
        (
            "a target set too low",
            |eval| {
                eval.record(0, "1470", "5", "").too_low = true;
                let text = "超出指标值 100%，按偏离程度扣分，得 5.00 分".to_owned();
                let step = Step { text, rule: String::new(), source: None, points: Some(dec("5")) };
                eval.score_mut(0).working.push(step);
            },
            "注：“学生受资助人数”指标值设定偏低，超出指标值 100%，按偏离程度扣分，得 5.00 分。",
        ),
        ("a cap that takes nothing", |eval| eval.scored.cap = Some(dec("100")), ""),
        (
            "a cap",
            |eval| eval.scored.cap = Some(dec("89")),
            "注：各项得分合计 100.00 分；预算执行率 100.00%，总分最高 89.00 分，总分为 89.00 分。",
        ),
    ];
    for (name, change, expected) in cases {
        let mut eval = plain();
        change(&mut eval);
        eval.add_up();
        assert_eq!(notes(&form(&eval)), *expected, "{name}");
    }
    let mut both = year::capped_2015();
    both.record(1, "12", "7", "6.5");
    both.add_up();
    let text = notes(&form(&both));
    assert!(text.starts_with("注：1.带*") && text.contains("\n2.各项得分合计"), "{text}");
    assert!(text.contains("（某县办法第十二条）"), "{text}");
}

#[test]
fn a_marked_score_is_a_number_in_the_workbook() {
    let form = form(&year::yongde());
    let marked: Vec<_> =
        form.cells.iter().filter(|cell| matches!(cell.content, Content::Marked(..))).collect();
    assert_eq!(marked.len(), 2);
    let bytes = to_xlsx(&form).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    for value in [7.0, 9.0, 96.0] {
        assert!(sheet.used_cells().any(|(.., cell)| *cell == Data::Float(value)), "{value}");
    }
}

#[test]
fn blank_is_not_zero() {
    let mut eval = year::blank_year(PLAIN);
    let empty = form(&eval);
    assert_eq!(row_of(&empty, "年度资金总额"), ["", "", "", "10", "", ""]);
    assert_eq!(row_of(&empty, "总分"), ["10", "", ""]);
    eval.fund(FundSource::Fiscal, "0", "", "0");
    eval.executed("0", "0");
    let zero = form(&eval);
    assert_eq!(row_of(&zero, "年度资金总额"), ["0.00", "0.00", "0.00", "10", "0.00%", "0.00"]);
    assert_eq!(row_of(&zero, "其中：当年财政拨款"), ["0.00", "0.00", "0.00", "—", "0.00%", "—"]);
    // One source was adjusted, the other was not: the budget of the year is printed for both and adds up.
    eval.fund(FundSource::Fiscal, "100", "", "57.8");
    eval.fund(FundSource::Other, "20", "25", "");
    let mixed = form(&eval);
    for (name, cells) in [
        ("年度资金总额", ["120.00", "125.00", "57.80"]),
        ("其中：当年财政拨款", ["100.00", "100.00", "57.80"]),
        ("　　　其他资金", ["20.00", "25.00", ""]),
        ("　　　上年结转资金", ["", "", ""]),
    ] {
        assert_eq!(row_of(&mixed, name)[..3], cells, "{name}");
    }
    let mut year_of = year::year_2021(PLAIN);
    year_of.record(2, "0", "0", "");
    assert_eq!(row_of(&form(&year_of), "改造薄弱学校数量")[1..4], ["0所", "12.5", "0.00"]);
    year_of.record(2, "", "", "");
    assert_eq!(row_of(&form(&year_of), "改造薄弱学校数量")[1..4], ["", "12.5", ""]);
}

#[test]
fn every_word_that_was_typed_stands_on_the_form() {
    let layout = SelfEvalLayout { text_blocks: true, grade_row: true, ..PLAIN };
    let mut eval = year::year_2021(layout);
    eval.doc.note = "统计口径含附设幼儿园".into();
    eval.doc.funds.get_mut(&FundSource::Fiscal).unwrap().executed.invalid = Some("一千多".into());
    eval.record_of(0).score = Typed { value: None, invalid: Some("满分".into()) };
    eval.record_of(6).untouched = true;
    eval.doc.rows.push(AssessedIndicator {
        reason: "已并入社会效益考核".into(),
        ..AssessedIndicator::new(Id("gone".into()))
    });
    eval.doc.rows.push(AssessedIndicator::new(Id("blank".into())));
    let text = all(&form(&eval));
    let doc = &eval.doc;
    let mut words =
        vec![&doc.goal_done, &doc.funds_reason, &doc.conclusion, &doc.problems, &doc.measures, &doc.note];
    words.extend(doc.rows.iter().flat_map(|row| [&row.reason, &row.measures]));
    for word in words {
        assert!(text.contains(word.as_str()), "{word}");
    }
    for word in ["一千多", "满分", "沿用12月监控"] {
        assert!(text.contains(word), "{word}");
    }
    assert_eq!(text.matches("已不在目标中").count(), 1, "a blank row of a dropped indicator says nothing");
    let sealed = selfeval_form(&eval.form(sealed())).unwrap();
    assert!(!all(&sealed).contains("沿用12月监控"), "a sealed form was confirmed");
}

#[test]
fn each_place_gets_what_it_asks_for() {
    for (layout, there, absent) in [
        (PLAIN, vec!["年度指标值"], vec!["指标性质", "自评等级", "评价结论", "目标1\n"]),
        (
            SelfEvalLayout { split_value: true, ..PLAIN },
            vec!["指标性质", "度量单位"],
            vec!["年度指标值", "自评等级"],
        ),
        (
            SelfEvalLayout { grade_row: true, ..PLAIN },
            vec!["自评等级：优", "其他需要\n说明事项"],
            vec!["评价结论", "其他说明"],
        ),
        (
            SelfEvalLayout { text_blocks: true, ..PLAIN },
            vec!["评价结论", "存在问题", "改进措施", "财政资金", "财政专户管理资金", "财务负责人："],
            vec!["自评等级", "单位负责人"],
        ),
        (
            SelfEvalLayout { annual_goals: true, ..PLAIN },
            vec!["年度绩效\n目标1\n（50分）", "年度绩效\n目标2\n（10分）", "年度绩效\n目标3\n（30分）"],
            vec!["绩效指标|"],
        ),
    ] {
        let eval = year::hubei(layout);
        let text = all(&form(&eval));
        for word in there {
            assert!(text.contains(word), "{layout:?}: {word}");
        }
        for word in absent {
            assert!(!text.contains(word), "{layout:?}: {word}");
        }
        for one in &eval.case.target.indicators {
            assert_eq!(text.matches(&format!("|{}|", one.name)).count(), 1, "{layout:?}: {}", one.name);
        }
    }
}

#[test]
fn the_whole_implementation_has_its_own_goals_and_indicators() {
    let eval = year::whole();
    let form = form(&eval);
    assert_eq!(form.subtitle, "（2026年度）（整个实施期）");
    let text = all(&form);
    assert!(text.contains("累计执行数") && text.contains("≥36所") && !text.contains("≥12所"));
    assert!(text.contains(&eval.case.target.medium_goal) && !text.contains("年度总体目标"));
    // What was filled for the year is still in the target; it only has no place here. What is not in it is told.
    let mut filled = year::whole();
    let annual = filled.case.target.indicators.iter().position(|one| one.horizon == Horizon::Annual).unwrap();
    filled.record(annual, "12", "10", "").reason = "年度的原因".into();
    assert!(!all(&form_of(&filled)).contains("已不在目标中"));
    filled.doc.row_mut(&Id("gone".into())).reason = "旧指标".into();
    assert_eq!(all(&form_of(&filled)).matches("已不在目标中").count(), 1);
    // Where the target has no medium term, the year's indicators are assessed.
    let mut eval = year::year_2021(PLAIN);
    eval.doc.scope = domain::selfeval::Scope::Whole;
    assert!(all(&form_of(&eval)).contains("≥12所"));
}

fn form_of(eval: &EvalCase) -> FormPage {
    form(eval)
}

#[test]
fn cost_comes_first_since_2021_and_stands_under_output_before() {
    let order = |eval: &EvalCase, words: [&str; 3]| {
        let form = form(eval);
        let row = |word: &str| {
            form.cells.iter().find(|cell| cell.column == 1 && cell.content.printed() == word).unwrap().row
        };
        assert!(words.windows(2).all(|two| row(two[0]) < row(two[1])), "{words:?}");
    };
    order(&year::year_2021(PLAIN), ["成本指标", "产出指标", "效益指标"]);
    order(&year::capped_2015(), ["产出指标", "效益指标", "满意度指标"]);
}

#[test]
fn the_lists_count_and_add() {
    let case = ordinary_2021();
    let rows = results::rows(7);
    let [summary, department, treatment] = results::lists(&case, &rows, Stamp::Draft);
    assert_eq!(row_of(&summary, "优")[..3], ["2", "28.57%", "2,174.0100"]);
    assert_eq!(row_of(&summary, "未评分")[..3], ["1", "14.29%", "318.0000"]);
    let text = all(&summary);
    for fact in [
        "2026年度应自评项目 9 个，已评分 6 个，平均 77.65 分：优 2 个、良 2 个、中 1 个、差 1 个",
        "未开展自评 2 个：校园安防设施、教师信息技术应用能力培训。",
    ] {
        assert!(text.contains(fact), "{text}");
    }
    let last = |form: &FormPage, label: &str| row_of(form, label)[..3].to_vec();
    let sums = ["5,252.0112", "3,782.0500", "72.01%"];
    assert_eq!(last(&department, "合计（7 个）"), sums);
    assert_eq!(last(&treatment, "合计（7 个）"), sums);
    assert!(treatment.subtitle.contains("2027年度预算"));
    // Every project stands on each list once, the treatments in their order.
    for form in [&summary, &department, &treatment] {
        for row in &rows {
            assert_eq!(form.cells.iter().filter(|cell| cell.content.printed() == row.name).count(), 1);
        }
    }
    let groups: Vec<String> = treatment
        .cells
        .iter()
        .filter(|cell| cell.column == 0 && cell.content.printed().contains('个'))
        .map(|cell| cell.content.printed().split('\n').next().unwrap().to_owned())
        .collect();
    assert_eq!(groups, ["优先保障", "督促改进", "调整", "削减或取消", "收回统筹", "未提出", "合计（7 个）"]);
}

#[test]
fn long_lists_repeat_their_heads_and_empty_ones_say_so() {
    let case = ordinary_2021();
    for form in results::lists(&case, &results::rows(231), sealed()) {
        assert!(page_count(&form).unwrap() > 5 && !form.repeat.is_empty(), "{}", form.title);
    }
    let [summary, department, treatment] = results::lists(&case, &[], Stamp::Draft);
    assert!(all(&department).contains("没有列入") && all(&treatment).contains("没有可提出"));
    assert_eq!(row_of(&summary, "合计")[..2], ["0", ""]);
    for form in [summary, department, treatment] {
        form.check().unwrap();
        assert!(to_pdf(&form).is_ok() && to_xlsx(&form).is_ok(), "{}", form.title);
    }
}
