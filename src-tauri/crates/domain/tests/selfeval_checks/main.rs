//! What a check of a self-assessment finds: every kind of odd figure once, with its place, its weight and its words.
//! Long because it is one table, each row an odd figure and what is said of it.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "../common/mod.rs"]
mod common;
mod rows;

use common::{Case, compare, pack, wan, well_worded};
use domain::check::Stage;
use domain::finding::Finding;
use domain::indicator::{Class, Taxonomy};
use domain::money::AmountUnit;
use domain::monitoring::{Monitoring, Month, prefill, set_monitoring_cell};
use domain::period::{FiscalYear, Period};
use domain::project::Flag;
use domain::selfeval::{
    SelfAssessment, SelfEvalSubject, assess_selfeval, begin_report, check_selfeval, prefill_selfeval,
    sentences, set_selfeval_cell,
};
use domain::target::{Target, TargetState};
use domain::typed::{Id, Typed};

/// A year of a project of 100万元, self-assessed well, changed step by step.
struct Year {
    case: Case,
    doc: SelfAssessment,
    months: Vec<Monitoring>,
    newest: Option<Target>,
    evidence: Vec<Id>,
    paid: Option<&'static str>,
    pack: &'static str,
    today: &'static str,
    publish_by: Option<&'static str>,
    stage: Stage,
}

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

const GOOD: &[(&str, &str)] = &[
    ("funds/fiscal/executed", "100"),
    ("goal_done", "补助120个村，验收合格，按期完成。"),
    ("indicators/i1/actual", "120"),
    ("indicators/i2/actual", "96%"),
    ("indicators/i3/actual", "达成"),
    ("indicators/i4/actual", "11月15日"),
    ("indicators/i5/actual", "92%"),
];

fn year(cells: &[(&str, &str)]) -> Year {
    let case = case();
    let id = Id("s".into());
    let doc = prefill_selfeval(&case.project, &case.target, None, id, FiscalYear(2026), pack("mof-2020"));
    let year = Year {
        case,
        doc,
        months: vec![],
        newest: None,
        evidence: (1..=5).map(|n| Id(format!("i{n}"))).collect(),
        paid: None,
        pack: "mof-2020",
        today: "2027-02-20",
        publish_by: None,
        stage: Stage::Draft,
    };
    year.set(GOOD).set(cells)
}

impl Year {
    fn set(mut self, cells: &[(&str, &str)]) -> Self {
        for (path, text) in cells {
            set_selfeval_cell(&mut self.doc, &self.case.target, path, text, AmountUnit::WanYuan).unwrap();
        }
        self
    }

    fn month(mut self, number: u8, cells: &[(&str, &str)]) -> Self {
        let (month, id) = (Month::new(number).unwrap(), Id(format!("m{number}")));
        let mut doc = prefill(&self.case.project, &self.case.target, None, month, false, id, "mof-2020");
        for (path, text) in cells {
            set_monitoring_cell(&mut doc, &self.case.target, path, text, AmountUnit::WanYuan).unwrap();
        }
        self.months.push(doc);
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// With another target value in a row, which its actual value was typed for.
    fn asks(&mut self, row: usize, value: &str) {
        self.case.target.indicators[row].value = Typed::of(domain::target_value::read(value, None).unwrap());
    }

    /// With a report as the data have it now.
    fn report(self) -> Self {
        self.with(|year| {
            let scored = assess_selfeval(pack(year.pack), &year.case.target, &year.doc);
            let (project, target) = (&year.case.project, &year.case.target);
            let told = sentences(pack(year.pack), "云溪镇人民政府", project, target, &year.doc, &scored);
            let mut n = 0;
            begin_report(&mut year.doc, &told, || {
                n += 1;
                Id(format!("p{n}"))
            });
        })
    }

    fn findings(&self) -> Vec<Finding> {
        let scored = assess_selfeval(pack(self.pack), &self.case.target, &self.doc);
        let found = check_selfeval(SelfEvalSubject {
            pack: pack(self.pack),
            unit_name: "云溪镇人民政府",
            project: &self.case.project,
            target: &self.case.target,
            newest: self.newest.as_ref().unwrap_or(&self.case.target),
            doc: &self.doc,
            scored: &scored,
            monitorings: &self.months,
            paid: self.paid.map(wan),
            evidence: &self.evidence,
            publish_by: self.publish_by.map(|day| day.parse().unwrap()),
            today: self.today.parse().unwrap(),
            stage: self.stage,
        });
        found.iter().for_each(well_worded);
        found
    }
}

/// One row: what it shows, the year, and all that is found: `level rule path`, and a part of its words.
type Row = (&'static str, Year, &'static [(&'static str, &'static str)]);

fn check(rows: Vec<Row>) {
    compare("/projects/p/selfeval", rows.into_iter().map(|(what, year, due)| (what, year.findings(), due)));
}

#[test]
fn a_good_self_assessment_has_no_finding_at_all() {
    for id in ["mof-2015", "mof-2020", "beilin", "mile-2020", "qiemo-2020"] {
        for stage in [Stage::Draft, Stage::Seal] {
            let year = year(&[("formed_on", "2027-02-01"), ("published_on", "2027-02-19")])
                .month(12, &[("funds/fiscal/executed", "100"), ("indicators/i1/done", "120")])
                .with(|year| {
                    (year.pack, year.stage, year.paid, year.publish_by) =
                        (id, stage, Some("100"), Some("2027-03-05"));
                })
                .report();
            assert_eq!(year.findings(), [], "{id}");
        }
    }
}

#[test]
fn the_target() {
    check(vec![
        (
            "no target",
            year(&[]).with(|year| {
                year.case.target.indicators.clear();
                year.doc.rows.clear();
            }),
            &[("error selfeval.target indicators", "没有设绩效指标，无法自评；请先填报绩效目标")],
        ),
        (
            "not approved",
            year(&[]).with(|year| year.case.target.state = TargetState::Drafted),
            &[("explain selfeval.target indicators", "绩效目标编制中，还没有批复")],
        ),
        (
            "a newer one, approved",
            year(&[]).with(|year| {
                let newest = Target { id: Id("t2".into()), version: 2, ..year.case.target.clone() };
                year.newest = Some(newest);
            }),
            &[("explain selfeval.target indicators", "自评按第 1 版绩效目标，目标已有第 2 版（已批复）")],
        ),
        (
            "a newer one, drafted",
            year(&[]).with(|year| {
                let state = TargetState::Drafted;
                year.newest =
                    Some(Target { id: Id("t2".into()), version: 2, state, ..year.case.target.clone() });
            }),
            &[("hint selfeval.target indicators", "目标已有第 2 版（编制中）")],
        ),
        (
            "another one",
            year(&[]).with(|year| year.doc.target_id = Id("t0".into())),
            &[("error selfeval.target indicators", "已经不是这一版；请改按现行目标自评")],
        ),
        (
            "a row that the target has no more",
            year(&[]).with(|year| {
                let row = year.doc.rows[0].clone();
                year.doc.rows.push(domain::selfeval::AssessedIndicator { indicator: Id("i9".into()), ..row });
            }),
            &[("hint selfeval.target indicators/i9/actual", "所依据的目标中没有")],
        ),
        (
            "weights that do not add up",
            year(&[]).with(|year| year.case.target.indicators[4].weight.value = Some(8.into())),
            &[(
                "explain selfeval.weights indicators/i5/score",
                "指标分值合计 88，应为 90；连同预算执行 10 分，满分是 98 分而不是 100 分",
            )],
        ),
        (
            "several years that ended",
            year(&[]).with(|year| {
                year.pack = "putuo-2023";
                year.case.project.period = Typed::of(Period::parse("2024年1月-2026年12月").unwrap());
            }),
            &[("hint selfeval.whole scope", "起止时间为2024年1月—2026年12月，本年度已经完成")],
        ),
        (
            "secret",
            year(&[]).with(|year| year.case = year.case.clone().flag(Flag::Secret)),
            &[("hint secrecy.excluded", "本程序不打印、不上报、不公开它的自评")],
        ),
    ]);
}

#[test]
fn money() {
    check(vec![
        (
            "more than the budget",
            year(&[("funds/fiscal/executed", "105")]),
            &[(
                "explain selfeval.amounts funds/fiscal/executed",
                "全年执行数 105.00万元 超过预算数 100.00万元，执行率超过 100%",
            )],
        ),
        ("adjusted", year(&[("funds/fiscal/executed", "105"), ("funds/fiscal/budget", "105")]), &[]),
        (
            "元 where 万元 are due",
            year(&[("funds/fiscal/executed", "1000000")]),
            &[(
                "explain selfeval.amounts funds/fiscal/executed",
                "1,000,000.00万元 超过预算数 100.00万元，执行率超过 100%；请核对执行数和单位（元、万元）",
            )],
        ),
        ("元 said", year(&[("funds/fiscal/executed", "1000000元")]), &[]),
        (
            "one source spends another's",
            year(&[
                ("funds/other/initial", "20"),
                ("funds/other/executed", "21"),
                ("funds/fiscal/executed", "99"),
            ]),
            &[(
                "explain selfeval.amounts funds/other/executed",
                "其他资金的全年执行数 21.00万元 超过它的预算数 20.00万元",
            )],
        ),
        (
            "a source without a budget was spent",
            year(&[("funds/other/executed", "1"), ("funds/fiscal/executed", "99")]),
            &[(
                "explain selfeval.amounts funds/other/executed",
                "其他资金的全年执行数 1.00万元，它没有填预算数；请核对资金来源",
            )],
        ),
        ("a source without a budget, nothing spent", year(&[("funds/other/executed", "0")]), &[]),
        (
            "negative",
            year(&[("funds/fiscal/executed", "-3"), ("funds_reason", "退款")]),
            &[("explain selfeval.amounts funds/fiscal/executed", "财政拨款的全年执行数是负数：-3.00万元")],
        ),
        (
            "budget 0",
            year(&[("funds/fiscal/initial", "0")]),
            &[("explain selfeval.amounts funds/fiscal/initial", "预算数为 0，全年执行数 100.00万元")],
        ),
        (
            "budget 0, nothing spent",
            year(&[("funds/fiscal/initial", "0"), ("funds/fiscal/executed", "0")]),
            &[(
                "explain selfeval.amounts funds/fiscal/initial",
                "预算数为 0，全年执行数 0.00万元，执行率按 0 计，预算执行的 10 分不得分；请核对",
            )],
        ),
        (
            "no budget",
            year(&[("funds/fiscal/initial", "")]),
            &[("error selfeval.amounts funds/fiscal/initial", "没有填预算数，全年执行数 100.00万元")],
        ),
        (
            "blank",
            year(&[("funds/fiscal/executed", "")]),
            &[("hint selfeval.required funds/fiscal/executed", "全年执行数没有填写；请填写全年执行数")],
        ),
        (
            "blank before sealing",
            year(&[("funds/fiscal/executed", "")]).with(|year| year.stage = Stage::Seal).report(),
            &[("error selfeval.required funds/fiscal/executed", "全年执行数没有填写")],
        ),
        (
            "unreadable",
            year(&[("funds/fiscal/executed", "一百")]),
            &[(
                "error cell.unreadable funds/fiscal/executed",
                "财政拨款的全年执行数无法识别：“一百”不是数字",
            )],
        ),
        (
            "the ledger says less",
            year(&[]).with(|year| year.paid = Some("99.5")),
            &[(
                "explain selfeval.ledger funds/fiscal/executed",
                "填报的全年执行数 100.00万元，支付记录合计 99.50万元，相差 0.50万元",
            )],
        ),
        (
            "December said less",
            year(&[]).month(12, &[("funds/fiscal/executed", "98")]),
            &[(
                "explain selfeval.ledger funds/fiscal/executed",
                "自评的全年执行数 100.00万元，12月监控的执行数 98.00万元，两处不同",
            )],
        ),
        (
            "December said less, the ledger the same",
            year(&[]).month(12, &[("funds/fiscal/executed", "98")]).with(|year| year.paid = Some("100")),
            &[("hint selfeval.ledger funds/fiscal/executed", "两处不同")],
        ),
        (
            "the whole implementation is more than a year's ledger and monitoring",
            year(&[("scope", "整个实施期")])
                .month(12, &[("funds/fiscal/executed", "98")])
                .with(|year| year.paid = Some("99.5")),
            &[(
                "hint selfeval.target scope",
                "绩效目标没有中期指标，现按年度指标自评；实际完成值请填整个实施期的数",
            )],
        ),
        ("an earlier month said less", year(&[]).month(11, &[("funds/fiscal/executed", "88")]), &[]),
        (
            "taken from December and not confirmed",
            year(&[]).with(|year| year.doc.funds_untouched = true),
            &[("hint selfeval.untouched funds/fiscal/executed", "沿用12月监控的数，还没有核对")],
        ),
        (
            "little spent",
            year(&[("funds/fiscal/executed", "89.99")]),
            &[
                ("explain scoring.execution funds_reason", "预算执行率 89.99%，低于 90%"),
                (
                    "hint scoring.consistency funds/fiscal/executed",
                    "相差 10 个百分点，相当于指标得分率的 10.00%，超过 5%",
                ),
            ],
        ),
        (
            "little spent, and why",
            year(&[("funds/fiscal/executed", "89.99"), ("funds_reason", "招标节约")]),
            &[("hint scoring.consistency funds/fiscal/executed", "预算执行得分率 90.00%")],
        ),
    ]);
}

#[test]
fn texts_report_and_days() {
    let long = |n: usize| "字".repeat(n);
    check(vec![
        (
            "what was achieved is missing",
            year(&[("goal_done", "")]),
            &[("hint selfeval.required goal_done", "年度总体目标的实际完成情况没有填写")],
        ),
        (
            "missing before sealing, and no report",
            year(&[("goal_done", "")]).with(|year| year.stage = Stage::Seal),
            &[
                ("error selfeval.required goal_done", "年度总体目标的实际完成情况没有填写"),
                ("explain selfeval.report report", "还没有写自评报告"),
            ],
        ),
        ("as long as may be", year(&[("conclusion", &long(200)), ("goal_done", &long(100))]), &[]),
        (
            "too long",
            year(&[
                ("conclusion", &long(201)),
                ("goal_done", &long(101)),
                ("indicators/i1/reason", &long(101)),
            ]),
            &[
                ("hint selfeval.lengths goal_done", "实际完成情况有 101 个字，超过 100 个字"),
                ("hint selfeval.lengths indicators/i1/reason", "“补助村数”的偏差原因有 101 个字"),
                ("hint selfeval.lengths conclusion", "评价结论有 201 个字，超过 200 个字"),
            ],
        ),
        (
            "a number of a person",
            year(&[("conclusion", "请联系13812345678")]),
            &[("hint selfeval.personal conclusion", "评价结论中有手机号码，公开版会遮盖")],
        ),
        (
            "a stale sentence",
            year(&[]).report().set(&[("funds/fiscal/executed", "99")]),
            &[
                (
                    "explain selfeval.report report/p2/text",
                    "报告“项目基本情况”中“项目资金年初预算 100.00万元，",
                ),
                ("explain selfeval.report report/p7/text", "数据已经变了；请更新这一段"),
                ("explain selfeval.report report/p8/text", "得分构成"),
                ("explain selfeval.report report/p15/text", "结果应用建议"),
            ],
        ),
        (
            "another treatment than usual",
            year(&[("treatment", "削减")]),
            &[(
                "hint results.treatment treatment_reason",
                "建议为“削减或取消”，按规定一般为“优先保障”：自评",
            )],
        ),
        ("and why", year(&[("treatment", "削减"), ("treatment_reason", "项目到期")]), &[]),
        (
            "overdue",
            year(&[]).with(|year| (year.pack, year.today) = ("putuo-2023", "2027-04-02")),
            &[("explain selfeval.due", "2026 年度自评应在2027年3月31日前完成，已过 2 天")],
        ),
        ("due today", year(&[]).with(|year| (year.pack, year.today) = ("putuo-2023", "2027-03-31")), &[]),
        (
            "sent in time",
            year(&[]).with(|year| {
                (year.pack, year.today, year.doc.state) = ("putuo-2023", "2027-04-02", TargetState::Sealed);
            }),
            &[],
        ),
        (
            "published late",
            year(&[("formed_on", "2027-01-04"), ("published_on", "2027-02-03")])
                .with(|year| (year.pack, year.publish_by) = ("mile-2020", Some("2027-02-02"))),
            &[(
                "explain disclosure.report-days published_on",
                "公开日期2027年2月3日超过期限2027年2月2日（报告形成后 20 个工作日）",
            )],
        ),
        (
            "not published",
            year(&[("formed_on", "2027-01-04")])
                .with(|year| (year.pack, year.publish_by) = ("mile-2020", Some("2027-02-02"))),
            &[("explain disclosure.report-days published_on", "应在2027年2月2日前公开")],
        ),
        (
            "published on the last day",
            year(&[("formed_on", "2027-01-04"), ("published_on", "2027-02-02")])
                .with(|year| (year.pack, year.publish_by) = ("mile-2020", Some("2027-02-02"))),
            &[],
        ),
        (
            "published before it was formed",
            year(&[("formed_on", "2027-02-04"), ("published_on", "2027-02-02")])
                .with(|year| year.pack = "mile-2020"),
            &[("explain disclosure.report-days published_on", "早于报告形成日期2027年2月4日")],
        ),
        (
            "published before it was formed, where no day is set to publish by",
            year(&[("formed_on", "2027-02-04"), ("published_on", "2027-02-02")]),
            &[("explain selfeval.report published_on", "早于报告形成日期2027年2月4日")],
        ),
        (
            "published without a day of forming",
            year(&[("published_on", "2027-02-02")]).with(|year| year.pack = "mile-2020"),
            &[("explain disclosure.report-days formed_on", "没有填报告形成日期")],
        ),
        (
            "formed tomorrow",
            year(&[("formed_on", "2027-02-21")]),
            &[("explain selfeval.report formed_on", "报告形成日期2027年2月21日在今天之后")],
        ),
        (
            "formed before the year was over",
            year(&[("formed_on", "2026-12-31")]),
            &[("explain selfeval.report formed_on", "2026年12月31日时，2026 年度还没有结束")],
        ),
    ]);
}
