//! Self-assessments: begun from target and monitoring, filled cell by cell, followed over the year, published.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack, wan};
use domain::calendar::{Calendar, Holidays};
use domain::edit::EditFault;
use domain::fund::{FundSource, Horizon};
use domain::handing::{HandedOn, Handing};
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::money::AmountUnit;
use domain::monitoring::{Actual, Monitoring, Month, prefill, set_monitoring_cell};
use domain::period::FiscalYear;
use domain::project::{Flag, Project};
use domain::selfeval::{
    AssessedFund, Scope, SelfAssessment, assess_selfeval, assessed, left_over, missing_evidence,
    must_publish, prefill_selfeval, proposal, public_share, publish_by, set_selfeval_cell, standing,
    timelines,
};
use domain::target::TargetState;
use domain::typed::{Id, Typed};

fn case() -> Case {
    let mut case = Case::new(Taxonomy::Y2015)
        .fund("100")
        .row(Class::Quantity, "补助村数", "≥120个", "20")
        .row(Class::Quality, "验收合格率", "≥95%", "20")
        .row(Class::SocialBenefit, "村容村貌", "明显改善", "20")
        .row(Class::Timeliness, "完成时间", "2026年11月30日前", "20")
        .row(Class::Satisfaction, "群众满意度", "≥90%", "10");
    case.target.state = TargetState::Approved;
    case
}

fn month(case: &Case, number: u8, cells: &[(&str, &str)]) -> Monitoring {
    let month = Month::new(number).unwrap();
    let id = Id(format!("m{number}"));
    let mut doc = prefill(&case.project, &case.target, None, month, false, id, "mof-2020");
    for (path, text) in cells {
        set_monitoring_cell(&mut doc, &case.target, path, text, AmountUnit::WanYuan).unwrap();
    }
    doc
}

fn begun(case: &Case, last: Option<&Monitoring>) -> SelfAssessment {
    prefill_selfeval(&case.project, &case.target, last, Id("s".into()), FiscalYear(2026), pack("mof-2020"))
}

fn set(doc: &mut SelfAssessment, case: &Case, cells: &[(&str, &str)]) {
    for (path, text) in cells {
        set_selfeval_cell(doc, &case.target, path, text, AmountUnit::WanYuan).unwrap();
    }
}

const MONTH: &[(&str, &str)] = &[
    ("funds/fiscal/adjusted", "95"),
    ("funds/fiscal/executed", "94"),
    ("funds/other/executed", "九"),
    ("indicators/i1/done", "118"),
    ("indicators/i1/cause_staff", "两村合并"),
    ("indicators/i1/reason", "全部补助到位"),
    ("indicators/i1/measures", "按新村数设目标"),
    ("indicators/i2/done", "96%"),
];

#[test]
fn it_begins_with_december_and_with_less_of_an_earlier_month() {
    let case = case();
    let doc = begun(&case, Some(&month(&case, 12, MONTH)));
    let fund = AssessedFund {
        initial: Typed::of(wan("100")),
        budget: Typed::of(wan("95")),
        executed: Typed::of(wan("94")),
    };
    assert_eq!(doc.funds.into_iter().collect::<Vec<_>>(), [(FundSource::Fiscal, fund.clone())]);
    assert!(doc.funds_untouched);
    let first = &doc.rows[0];
    assert_eq!(first.actual.value, Some(Actual::Number("118".parse().unwrap())));
    assert_eq!(first.reason, "人员保障：两村合并；全部补助到位");
    assert_eq!((first.measures.as_str(), first.untouched), ("按新村数设目标", true));
    // In the order of the form: 时效 before 效益.
    let order: Vec<(&str, bool)> =
        doc.rows.iter().map(|row| (row.indicator.as_str(), row.untouched)).collect();
    assert_eq!(order, [("i1", true), ("i2", true), ("i4", false), ("i3", false), ("i5", false)]);

    let doc = begun(&case, Some(&month(&case, 11, MONTH)));
    assert_eq!(doc.funds[&FundSource::Fiscal], AssessedFund { executed: Typed::blank(), ..fund });
    assert!(!doc.funds_untouched && doc.rows[0].actual.is_blank());
    assert_eq!((doc.rows[0].reason.is_empty(), doc.rows[0].untouched), (false, true));
    assert!(!doc.rows[1].untouched);

    // A month without a budget: the project has one; what was spent stays.
    for (executed, due) in [("", None), ("94", Some(wan("94")))] {
        let cells = [("funds/fiscal/initial", ""), ("funds/fiscal/executed", executed)];
        let totals = begun(&case, Some(&month(&case, 12, &cells))).totals();
        assert_eq!((totals.initial, totals.budget, totals.executed), (Some(wan("100")), None, due));
    }

    let doc = begun(&case, None);
    assert_eq!(doc.totals().initial, Some(wan("100")));
    assert!(doc.rows.iter().all(|row| row.actual.is_blank() && !row.untouched));
    assert_eq!((doc.scope, doc.year, doc.rows.len()), (Scope::Year, FiscalYear(2026), 5));

    let mut total_only = case.clone().fund("");
    total_only.project.funds.annual.stated_total = Typed::of(wan("60"));
    assert_eq!(begun(&total_only, None).totals().initial, Some(wan("60")));
}

#[test]
fn cells_take_what_people_type() {
    let case = case();
    let mut doc = begun(&case, Some(&month(&case, 12, MONTH)));
    for (path, text, label, shown) in [
        ("funds/fiscal/executed", "94.5", "自评财政拨款的全年执行数", "94.50"),
        ("funds/fiscal/executed", "945000元", "自评财政拨款的全年执行数", "94.50"),
        ("funds/fiscal/executed", "九十", "自评财政拨款的全年执行数", "94.50 ?九十"),
        ("funds/fiscal/executed", "", "自评财政拨款的全年执行数", "-"),
        ("indicators/i2/actual", "98", "“验收合格率”的实际完成值", "98"),
        ("indicators/i2/actual", "98%", "“验收合格率”的实际完成值", "98"),
        ("indicators/i2/actual", "0.98", "“验收合格率”的实际完成值", "0.98"),
        ("indicators/i2/actual", "980‰", "“验收合格率”的实际完成值", "98"),
        ("indicators/i1/actual", "1.2百个", "“补助村数”的实际完成值", "120"),
        ("indicators/i1/actual", "很多", "“补助村数”的实际完成值", "120 ?很多"),
        ("indicators/i1/actual", "≥118", "“补助村数”的实际完成值", "120 ?≥118"),
        ("indicators/i1/actual", " ", "“补助村数”的实际完成值", "-"),
        ("indicators/i3/actual", "基本达成", "“村容村貌”的实际完成值", "部分达成"),
        ("indicators/i3/actual", "95", "“村容村貌”的实际完成值", "部分达成 ?95"),
        ("indicators/i4/actual", "11月15日", "“完成时间”的实际完成值", "2026年11月15日"),
        ("indicators/i1/score", "19.5分", "“补助村数”的手工得分", "19.5"),
        ("indicators/i1/score", "满分", "“补助村数”的手工得分", "19.5 ?满分"),
        ("indicators/i1/score", "", "“补助村数”的手工得分", "-"),
        ("indicators/i1/method", "直接赋分", "“补助村数”的赋分方式", "direct"),
        ("indicators/i1/method", "ratio", "“补助村数”的赋分方式", "ratio"),
        ("indicators/i1/method", "", "“补助村数”的赋分方式", "-"),
        ("indicators/i1/too_low", "是", "“补助村数”的目标偏低标记", "true"),
        ("indicators/i1/too_low", "", "“补助村数”的目标偏低标记", "false"),
        ("indicators/i1/reason", " 两村合并 ", "“补助村数”的偏差原因分析", "两村合并"),
        ("indicators/i1/measures", "", "“补助村数”的改进措施", ""),
        ("goal_done", "已完成", "年度总体目标实际完成情况", "已完成"),
        ("treatment", "优先保障", "结果应用建议", "priority"),
        ("treatment", "收回", "结果应用建议", "withdraw"),
        ("treatment", "", "结果应用建议", "-"),
        ("formed_on", "2027年3月1日", "报告形成日期", "2027-03-01"),
        ("published_on", "2027-3-20", "公开日期", "2027-03-20"),
        ("published_on", "", "公开日期", "-"),
        ("published_at", "县政府网站", "公开网址或方式", "县政府网站"),
        ("scope", "整个实施期", "自评范围", "whole"),
        ("scope", "", "自评范围", "year"),
    ] {
        let got = set_selfeval_cell(&mut doc, &case.target, path, text, AmountUnit::WanYuan);
        assert_eq!(got.as_deref(), Ok(label), "{path} {text}");
        assert_eq!(value(&doc, path), shown, "{path} {text}");
    }
    assert!(!doc.funds_untouched && !doc.rows[0].untouched);
    assert!(doc.rows[1..].iter().all(|row| !row.untouched));
}

/// What a cell holds, `-` for nothing, the unread text behind a question mark.
fn value(doc: &SelfAssessment, path: &str) -> String {
    fn typed<T>(cell: Option<&Typed<T>>, print: impl Fn(&T) -> String) -> String {
        let value = cell.and_then(|cell| cell.value.as_ref()).map_or("-".to_owned(), print);
        let invalid = cell.and_then(|cell| cell.invalid.as_ref()).map(|text| format!(" ?{text}"));
        value + &invalid.unwrap_or_default()
    }
    let key = |value: Option<&str>| value.unwrap_or("-").to_owned();
    let day = |value: Option<chrono::NaiveDate>| value.map_or("-".to_owned(), |day| day.to_string());
    match path.split('/').collect::<Vec<_>>()[..] {
        ["funds", ..] => typed(doc.funds.get(&FundSource::Fiscal).map(|fund| &fund.executed), |money| {
            money.print(AmountUnit::WanYuan)
        }),
        ["indicators", id, column] => {
            let row = doc.row(&Id(id.into())).unwrap();
            match column {
                "actual" => typed(Some(&row.actual), Actual::print),
                "score" => typed(Some(&row.score), ToString::to_string),
                "method" => key(row.method.map(|method| method.key())),
                "too_low" => row.too_low.to_string(),
                "reason" => row.reason.clone(),
                _ => row.measures.clone(),
            }
        }
        ["goal_done"] => doc.goal_done.clone(),
        ["treatment"] => key(doc.treatment.map(|treatment| treatment.key())),
        ["formed_on"] => day(doc.formed_on),
        ["published_on"] => day(doc.published_on),
        ["published_at"] => doc.published_at.clone(),
        _ => doc.scope.key().to_owned(),
    }
}

#[test]
fn what_cannot_be_taken_is_refused_and_changes_nothing() {
    let case = case();
    let mut doc = begun(&case, None);
    let before = doc.clone();
    for (path, text, part) in [
        ("treatment", "奖励", "请选择：优先保障、督促改进、调整、削减或取消、收回统筹"),
        (
            "indicators/i1/method",
            "随便",
            "请选择：按完成比例、按评判等级、直接赋分、满意度赋分、成本控制率分档",
        ),
        ("indicators/i1/too_low", "也许", "请选择：是、否"),
        ("scope", "半年", "请选择：年度、整个实施期"),
        ("formed_on", "三月", "不是报告形成日期"),
        ("published_on", "2027-02-30", "不是公开日期"),
        ("funds/fiscal/spent", "1", "找不到要修改的单元格"),
        ("funds/moon/executed", "1", "找不到要修改的单元格"),
        ("indicators/i9/actual", "1", "找不到要修改的单元格"),
        ("indicators/i1/name", "1", "找不到要修改的单元格"),
        ("report/p1/text", "1", "找不到要修改的单元格"),
        ("", "1", "找不到要修改的单元格"),
    ] {
        let fault: EditFault =
            set_selfeval_cell(&mut doc, &case.target, path, text, AmountUnit::WanYuan).unwrap_err();
        assert!(fault.to_string().contains(part), "{path}: {fault}");
        assert_eq!(doc, before, "{path}");
    }
}

#[test]
fn the_whole_implementation_is_assessed_by_its_medium_term_indicators() {
    let mut case = case();
    assert_eq!(assessed(&case.target, Scope::Whole).len(), 5);
    let medium = Indicator::new(Id("n1".into()), Horizon::Medium, Class::Quantity, "三年补助村数");
    case.target.indicators.push(medium);
    let names = |scope| -> Vec<&str> {
        assessed(&case.target, scope).into_iter().map(|indicator| indicator.name.as_str()).collect()
    };
    assert_eq!(names(Scope::Whole), ["三年补助村数"]);
    assert_eq!(names(Scope::Year).len(), 5);
    let mut doc = begun(&case, None);
    set(&mut doc, &case, &[("scope", "整个实施期"), ("indicators/n1/actual", "360")]);
    assert_eq!((doc.rows.len(), standing(&case.target, &doc).total), (6, 3));
}

#[test]
fn a_list_says_what_comes_next() {
    let case = case();
    let mut doc = begun(&case, Some(&month(&case, 12, MONTH)));
    let next = |doc: &SelfAssessment| {
        let standing = standing(&case.target, doc);
        (standing.filled, standing.total, standing.untouched, standing.next)
    };
    assert_eq!(next(&doc), (3, 7, 3, "还有 4 项要填".into()));
    set(
        &mut doc,
        &case,
        &[
            ("goal_done", "完成"),
            ("indicators/i3/actual", "达成"),
            ("indicators/i4/actual", "达成"),
            ("indicators/i5/actual", "92"),
        ],
    );
    assert_eq!(next(&doc), (7, 7, 3, "有 3 处沿用监控的数，请核对".into()));
    set(
        &mut doc,
        &case,
        &[("funds/fiscal/executed", "94"), ("indicators/i1/actual", "118"), ("indicators/i2/actual", "96")],
    );
    assert_eq!(next(&doc).3, "写自评报告");
    set(&mut doc, &case, &[("indicators/i2/actual", "九成")]);
    assert_eq!((next(&doc).0, next(&doc).3.as_str()), (6, "还有 1 项要填"));
    for (state, handed_on, word) in [
        (TargetState::Returned, true, "待复核"),
        (TargetState::Reviewed, false, "待审定"),
        (TargetState::Released, false, "待上报"),
        (TargetState::Sealed, false, "待公开"),
    ] {
        (doc.state, doc.handed_on) = (state, handed_on);
        assert_eq!(next(&doc).3, word);
    }
    doc.published_on = FiscalYear(2026).last_day().into();
    assert_eq!(next(&doc).3, "");
}

#[test]
fn a_self_assessment_is_handed_on_like_a_target_but_neither_approved_nor_adjusted() {
    let case = case();
    for state in TargetState::ALL {
        for handed_on in [false, true] {
            let doc = SelfAssessment { state: *state, handed_on, ..begun(&case, None) };
            let target = domain::target::Target { state: *state, handed_on, ..case.target.clone() };
            assert_eq!(HandedOn::state_word(&doc), target.state_word());
            let expected: Vec<Handing> = (target.handings().iter().copied())
                .filter(|step| !matches!(step, Handing::Approved | Handing::Adjust))
                .collect();
            assert_eq!(doc.handings(), expected, "{state:?}");
            for step in expected {
                assert_eq!(doc.after(step), target.after(step), "{state:?} {step:?}");
            }
            assert_eq!((doc.after(Handing::Approved), doc.after(Handing::Adjust)), (None, None));
        }
    }
}

#[test]
fn a_timeline_tells_every_station_and_what_is_odd() {
    let mut case = case();
    let first = case.target.clone();
    let months = [
        month(&case, 6, &[("indicators/i1/done", "60"), ("indicators/i2/done", "97%")]),
        month(&case, 7, &[("indicators/i1/done", "55"), ("indicators/i2/done", "96%")]),
        month(&case, 12, &[("indicators/i1/done", "118"), ("indicators/i3/done", "达成")]),
    ];
    case.target.id = Id("t2".into());
    case.target.version = 2;
    case.target.state = TargetState::Drafted;
    case.target.indicators[0].value = Typed::of(domain::target_value::read("≥110个", None).unwrap());
    let mut doc = begun(&case, None);
    set(&mut doc, &case, &[("indicators/i1/actual", "112"), ("indicators/i3/actual", "达成")]);
    let lines = timelines(&[first, case.target.clone()], &months, &case.target, &doc);
    let said: Vec<String> =
        lines[0].stations.iter().map(|station| format!("{} {}", station.word, station.text)).collect();
    assert_eq!(
        said,
        [
            "年初目标 ≥120个",
            "第 2 版目标 ≥110个",
            "1—6月监控 60个",
            "1—7月监控 55个",
            "1—12月监控 118个",
            "绩效自评 112个"
        ]
    );
    assert_eq!(
        lines[0].odd,
        [
            "第 2 版把指标值由 ≥120个 改为 ≥110个，这一版还没有批复",
            "12月监控时指标值为 ≥120个，自评按 ≥110个，目标在12月之后作了调整",
            "7月累计 55，比 6月的 60 少",
            "自评的实际完成值 112个，12月监控为 118个，两处不同"
        ]
    );
    // A level may fall, and what agrees is not odd.
    assert!(lines[1..].iter().all(|line| line.odd.is_empty()), "{lines:?}");
    assert_eq!(lines.len(), 5);
}

#[test]
fn results_lead_to_a_treatment() {
    let case = case();
    for (id, executed, carried, i1, expected) in [
        ("mof-2020", "100", "", "120", Some(("priority", "自评 100 分，等级为“优”（中发〔2018〕34号）"))),
        ("mile-2020", "100", "", "0", Some(("priority", "自评 80 分，等级为“良”（弥政办发〔2020〕38号）"))),
        ("mof-2020", "0", "", "0", Some(("improve", "等级为“中”"))),
        (
            "mof-2020",
            "100",
            "89",
            "120",
            Some(("withdraw", "上年结转资金 100.00万元 还有 11.00万元 没有用完")),
        ),
        ("mof-2020", "100", "90", "120", Some(("priority", "等级为“优”"))),
        ("mof-2015", "100", "", "120", None),
    ] {
        let mut doc = begun(&case, None);
        set(
            &mut doc,
            &case,
            &[
                ("funds/fiscal/executed", executed),
                ("goal_done", "完成"),
                ("indicators/i1/actual", i1),
                ("indicators/i2/actual", "96"),
                ("indicators/i3/actual", "达成"),
                ("indicators/i4/actual", "达成"),
                ("indicators/i5/actual", "92"),
            ],
        );
        if !carried.is_empty() {
            let cells = [("funds/carry_over/initial", "100"), ("funds/carry_over/executed", carried)];
            set(&mut doc, &case, &cells);
        }
        let scored = assess_selfeval(pack(id), &case.target, &doc);
        let found = proposal(pack(id), &doc, &scored);
        assert_eq!(found.as_ref().map(|found| found.0.key()), expected.map(|due| due.0), "{id} {found:?}");
        let part = expected.map_or("", |due| due.1);
        assert!(found.is_none_or(|found| found.1.contains(part)), "{id}");
        // Half a score leads nowhere.
        for path in ["indicators/i1/actual", "funds/fiscal/executed", "goal_done"] {
            let mut half = doc.clone();
            set(&mut half, &case, &[(path, "")]);
            let scored = assess_selfeval(pack(id), &case.target, &half);
            assert_eq!(
                proposal(pack(id), &half, &scored).filter(|_| carried.is_empty()),
                None,
                "{id} {path}"
            );
        }
    }
    let mut doc = begun(&case, None);
    assert_eq!(left_over(&doc), None);
    set(&mut doc, &case, &[("funds/fiscal/executed", "88")]);
    assert_eq!(left_over(&doc), Some(wan("12")));
    set(&mut doc, &case, &[("funds/fiscal/executed", "105")]);
    assert_eq!(left_over(&doc), Some(wan("0")));
}

#[test]
fn the_days_for_publication_are_working_days() {
    let texts = common::texts("holidays", "toml");
    let calendar = Calendar::new(texts.iter().map(|(_, text)| Holidays::read(text).unwrap()));
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    for (id, formed, expected) in [
        ("mile-2020", Some("2024-03-29"), Some("2024-04-28")),
        ("mile-2020", Some("2025-12-25"), Some("2026-01-23")),
        ("mile-2020", Some("2026-09-10"), Some("2026-10-14")),
        ("mile-2020", None, None),
        ("mof-2020", Some("2026-09-10"), None),
    ] {
        let found = publish_by(pack(id), &calendar, formed.map(day)).unwrap();
        assert_eq!(found, expected.map(day), "{id} {formed:?}");
    }
    assert!(publish_by(pack("mile-2020"), &calendar, Some(day("2026-12-20"))).is_err());
}

#[test]
fn what_must_be_published_and_its_share() {
    let project = |id: &str, amount: &str, secret: bool| -> Project {
        let mut project = Case::new(Taxonomy::Y2021).fund(amount).project;
        project.id = Id(id.into());
        if secret {
            project.flags.insert(Flag::Secret);
        }
        project
    };
    for (amount, secret, must) in
        [("500", false, true), ("499.999999", false, false), ("800", true, false), ("", false, false)]
    {
        let found = must_publish(pack("putuo-2023"), &project("a", amount, secret));
        assert_eq!(found.is_some(), must, "{amount}");
        assert!(found.is_none_or(|found| found.0.contains("5,000,000.00元")));
    }
    assert!(must_publish(pack("mof-2021"), &project("a", "900", false)).is_none());

    for (amounts, chosen, share, enough) in [
        (&["500", "500"][..], &[][..], Some("100.00"), true),
        (&["500", "499", "1"], &[], Some("50.00"), true),
        (&["500", "499", "1.000001"], &[], Some("50.00"), false),
        (&["500", "499", "1.000001"], &["2"], Some("50.10"), true),
        (&["499"], &[], Some("0.00"), false),
        (&[""], &[], None, true),
    ] {
        let mut projects: Vec<Project> =
            amounts.iter().enumerate().map(|(n, amount)| project(&n.to_string(), amount, false)).collect();
        projects.push(project("s", "9000", true));
        let chosen: Vec<Id> = chosen.iter().map(|id| Id((*id).to_string())).collect();
        let found = public_share(pack("putuo-2023"), &projects, &chosen).unwrap();
        let said = found.share.map(|share| share.to_string());
        assert_eq!((said.as_deref(), found.enough, found.secret), (share, enough, 1), "{amounts:?}");
        assert!(found.text.contains("1 个涉密项目不计入"), "{}", found.text);
    }
    assert!(public_share(pack("mof-2021"), &[], &[]).is_none());
}

#[test]
fn evidence_is_asked_for_what_was_achieved() {
    let case = case();
    let mut doc = begun(&case, None);
    set(&mut doc, &case, &[("indicators/i1/actual", "120"), ("indicators/i2/actual", "96")]);
    let names = |evidence: &[Id]| -> Vec<String> {
        missing_evidence(&case.target, &doc, evidence).into_iter().map(|row| row.name.clone()).collect()
    };
    assert_eq!(names(&[]), ["补助村数", "验收合格率"]);
    assert_eq!(names(&[Id("i1".into())]), ["验收合格率"]);
}
