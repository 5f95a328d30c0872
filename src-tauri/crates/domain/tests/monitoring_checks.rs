//! What a check of a month finds: every kind of odd figure once, with its place, its weight and its words.
//! Long because it is one table, each row an odd figure and what is said of it.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, compare, pack, wan, well_worded};
use domain::check::{MonitoringSubject, Stage, check_monitoring};
use domain::finding::Finding;
use domain::indicator::{Class, Taxonomy};
use domain::money::AmountUnit;
use domain::monitoring::{Monitoring, Month, prefill, set_monitoring_cell};
use domain::project::Flag;
use domain::target::TargetState;
use domain::typed::{Id, Typed};

/// Ten months of a project of 100万元 with one number, one share, one goal in words and one due by a day.
struct Year {
    case: Case,
    months: Vec<Monitoring>,
    paid: Option<&'static str>,
    pack: &'static str,
    today: &'static str,
    stage: Stage,
}

fn year() -> Year {
    let mut case = Case::new(Taxonomy::Y2015)
        .fund("100")
        .row(Class::Quantity, "补助村数", "≥120个", "20")
        .row(Class::Quality, "验收合格率", "≥95%", "20")
        .row(Class::SocialBenefit, "村容村貌", "明显改善", "20")
        .row(Class::Timeliness, "完成时间", "2026年11月30日前", "20");
    case.target.state = TargetState::Approved;
    Year { case, months: vec![], paid: None, pack: "mof-2020", today: "2026-07-20", stage: Stage::Draft }
}

impl Year {
    /// Adds a month in which all is well, changed by cells `(path, text)`.
    fn month(mut self, number: u8, cells: &[(&str, &str)]) -> Self {
        let month = Month::new(number).unwrap();
        let id = Id(format!("m{number}"));
        let mut doc = prefill(&self.case.project, &self.case.target, None, month, false, id, "mof-2020");
        let good = [
            ("funds/fiscal/executed", (number * 8).to_string()),
            ("funds/fiscal/expected", "96".to_owned()),
            ("indicators/i1/done", (u32::from(number) * 10).to_string()),
            ("indicators/i1/expected", "120".to_owned()),
            ("indicators/i2/done", "96%".to_owned()),
            ("indicators/i2/expected", "96%".to_owned()),
            ("indicators/i3/done", "达成".to_owned()),
            ("indicators/i3/expected", "达成".to_owned()),
            ("indicators/i4/done", "未达成".to_owned()),
            ("indicators/i4/expected", "11月15日".to_owned()),
        ];
        let certain = (1..=4).map(|n| (format!("indicators/i{n}/possibility"), "确定能".to_owned()));
        let good = good.into_iter().map(|(path, text)| (path.to_owned(), text)).chain(certain);
        let own = cells.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        for (path, text) in good.chain(own) {
            set_monitoring_cell(&mut doc, &self.case.target, &path, &text, AmountUnit::WanYuan).unwrap();
        }
        self.months.push(doc);
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn last(&mut self) -> &mut Monitoring {
        self.months.last_mut().unwrap()
    }

    fn findings(&self) -> Vec<Finding> {
        let (doc, earlier) = self.months.split_last().unwrap();
        let found = check_monitoring(MonitoringSubject {
            pack: pack(self.pack),
            project: &self.case.project,
            target: &self.case.target,
            doc,
            earlier,
            last_year: None,
            paid: self.paid.map(wan),
            today: self.today.parse().unwrap(),
            stage: self.stage,
        });
        found.iter().for_each(well_worded);
        found
    }
}

fn july(cells: &[(&str, &str)]) -> Year {
    year().month(6, &[]).month(7, cells)
}

/// One row: what it shows, the year, and all that is found: `level rule path`, and a part of its words.
type Row = (&'static str, Year, &'static [(&'static str, &'static str)]);

fn check(rows: Vec<Row>) {
    compare(
        "/projects/p/monitoring/M07",
        rows.into_iter().map(|(what, year, due)| (what, year.findings(), due)),
    );
}

#[test]
fn a_good_month_has_no_finding_at_all() {
    for id in ["mof-2015", "mof-2020", "beilin", "mile-2020", "qiemo-2020"] {
        for stage in [Stage::Draft, Stage::Seal] {
            let year = july(&[("funds/fiscal/executed", "70")])
                .with(|year| (year.pack, year.stage, year.paid) = (id, stage, Some("70")));
            assert_eq!(year.findings(), [], "{id}");
        }
    }
}

#[test]
fn money() {
    check(vec![
        (
            "more than the budget",
            july(&[("funds/fiscal/executed", "105"), ("funds/fiscal/expected", "105")]),
            &[(
                "explain monitoring.amounts funds/fiscal/executed",
                "执行数 105.00万元 超过预算数 100.00万元，执行率超过 100%",
            )],
        ),
        (
            "exactly the budget",
            july(&[("funds/fiscal/executed", "100"), ("funds/fiscal/expected", "100")]),
            &[],
        ),
        (
            "negative",
            july(&[("funds/fiscal/executed", "-3")]),
            &[
                ("explain monitoring.amounts funds/fiscal/executed", "财政拨款的执行数是负数：-3.00万元"),
                ("explain monitoring.backwards funds/fiscal/executed", "比 6月的 48.00万元 少"),
            ],
        ),
        (
            "no budget",
            july(&[("funds/fiscal/initial", "")]),
            &[("error monitoring.amounts funds/fiscal/initial", "没有填预算数，执行数 56.00万元")],
        ),
        (
            "budget 0",
            july(&[("funds/fiscal/initial", "0")]).with(|year| year.case = year.case.clone().fund("0")),
            &[("explain monitoring.amounts funds/fiscal/initial", "预算数为 0")],
        ),
        (
            "initial 0, adjusted 3.36",
            july(&[
                ("funds/fiscal/initial", "0"),
                ("funds/fiscal/adjusted", "3.36"),
                ("funds/fiscal/executed", "3"),
                ("funds/fiscal/expected", "3.36"),
            ])
            .with(|year| {
                year.case = year.case.clone().fund("0");
                year.months.remove(0);
            }),
            &[],
        ),
        (
            "less than the month before",
            july(&[("funds/fiscal/executed", "47.999999")]),
            &[(
                "explain monitoring.backwards funds/fiscal/executed",
                "财政拨款的累计执行数 47.999999万元，比 6月的 48.00万元 少",
            )],
        ),
        (
            "less than the last month that was filled in",
            year()
                .month(5, &[])
                .month(6, &[("funds/fiscal/executed", "")])
                .month(7, &[("funds/fiscal/executed", "39"), ("note", "退款")]),
            &[("explain monitoring.backwards funds/fiscal/executed", "比 5月的 40.00万元 少")],
        ),
        (
            "the year less than what is spent",
            july(&[("funds/fiscal/expected", "50")]),
            &[
                (
                    "error monitoring.amounts funds/fiscal/expected",
                    "全年预计执行 50.00万元，少于已执行的 56.00万元",
                ),
                ("hint monitoring.idle funds/fiscal/expected", "预计年末沉淀 50.00万元"),
            ],
        ),
        (
            "the year more than the budget",
            july(&[("funds/fiscal/expected", "100.01")]),
            &[("explain monitoring.amounts funds/fiscal/expected", "超过预算数 100.00万元")],
        ),
        (
            "unreadable",
            july(&[("funds/fiscal/executed", "五十六")]),
            &[("error cell.unreadable funds/fiscal/executed", "财政拨款的执行数无法识别：“五十六”不是数字")],
        ),
        (
            "nothing entered",
            july(&[("funds/fiscal/executed", "")]),
            &[("hint monitoring.required funds/fiscal/executed", "1—7月执行数没有填写")],
        ),
        (
            "nothing entered, before sealing",
            july(&[("funds/fiscal/executed", "")]).with(|year| year.stage = Stage::Seal),
            &[("error monitoring.required funds/fiscal/executed", "1—7月执行数没有填写")],
        ),
        (
            "the ledger says more",
            july(&[]).with(|year| year.paid = Some("56.5")),
            &[(
                "explain monitoring.three-way funds/fiscal/executed",
                "填报的执行数 56.00万元，支付记录合计 56.50万元，相差 0.50万元",
            )],
        ),
        (
            "another budget than the project's",
            july(&[("funds/fiscal/initial", "99")]),
            &[(
                "hint monitoring.three-way funds/fiscal/initial",
                "年初预算数 99.00万元，项目信息中的年度资金是 100.00万元",
            )],
        ),
        ("a tenth idle", july(&[("funds/fiscal/expected", "90")]), &[]),
        (
            "more than a tenth idle",
            july(&[("funds/fiscal/expected", "89.99")]),
            &[(
                "hint monitoring.idle funds/fiscal/expected",
                "预计年末沉淀 10.01万元，超过预算数 100.00万元 的 10%",
            )],
        ),
        (
            "behind",
            july(&[("funds/fiscal/executed", "48")])
                .with(|year| year.months[1].month = Month::new(7).unwrap())
                .with(|year| {
                    let doc = year.last();
                    doc.funds.values_mut().for_each(|fund| fund.executed.value = Some(wan("46.66")));
                })
                .with(|year| {
                    year.months.remove(0);
                }),
            &[("explain monitoring.lamps note", "预算执行率 46.66%，序时进度 58.33%，对序时 79.99%，黄灯")],
        ),
        (
            "behind and said why",
            july(&[("funds/fiscal/executed", "48"), ("note", "合同约定验收后付款")]).with(|year| {
                year.last().funds.values_mut().for_each(|fund| fund.executed.value = Some(wan("46")));
                year.months.remove(0);
            }),
            &[],
        ),
    ]);
}

#[test]
fn indicators() {
    check(vec![
        (
            "falls",
            july(&[("indicators/i1/done", "59")]),
            &[("explain monitoring.backwards indicators/i1/done", "“补助村数”累计完成 59，比 6月的 60 少")],
        ),
        ("a level may fall", july(&[("indicators/i2/done", "95.5%")]), &[]),
        (
            "falls, but set as a level",
            july(&[
                ("indicators/i1/done", "59"),
                ("indicators/i1/accrual", "时点"),
                ("indicators/i1/reason", "按季验收"),
            ]),
            &[],
        ),
        (
            "a fraction for a percentage",
            july(&[("indicators/i2/done", "0.98")]),
            &[(
                "explain monitoring.readings indicators/i2/done",
                "“验收合格率”的完成情况 0.98%，指标值为 ≥95%，像是写成了小数",
            )],
        ),
        (
            "a number of people for a target in 万人",
            july(&[("indicators/i1/done", "700000")]).with(|year| {
                let goal = domain::target_value::read("≥120万人", None).unwrap();
                year.case.target.indicators[0].value = Typed::of(goal);
            }),
            &[(
                "explain monitoring.readings indicators/i1/done",
                "的完成情况 700000万人，指标值为 ≥120万人，像是按人填的",
            )],
        ),
        (
            "unreadable",
            july(&[("indicators/i1/done", "七十户")]),
            &[("error cell.unreadable indicators/i1/done", "的完成情况“七十户”的单位与指标值的“个”不同")],
        ),
        (
            "unreadable year",
            july(&[("indicators/i3/expected", "很好")]),
            &[("error cell.unreadable indicators/i3/expected", "的全年预计完成情况“很好”无法判断")],
        ),
        (
            "done in the future",
            july(&[("indicators/i4/done", "8月1日")]),
            &[(
                "error monitoring.readings indicators/i4/done",
                "完成日期2026年8月1日晚于2026年7月31日，不算已完成",
            )],
        ),
        ("done on the last day", july(&[("indicators/i4/done", "7月31日")]), &[]),
        (
            "red without a reason",
            july(&[("indicators/i2/done", "50%")]),
            &[(
                "explain monitoring.lamps indicators/i2/reason",
                "“验收合格率”为红灯，对序时 52.63%，还没有写偏差原因",
            )],
        ),
        (
            "red with a cause",
            july(&[("indicators/i2/done", "50%"), ("indicators/i2/cause_staff", "验收人员不足")]),
            &[],
        ),
        (
            "blue",
            july(&[("indicators/i1/done", "84")]),
            &[(
                "explain scoring.over-achievement indicators/i1/reason",
                "“补助村数”蓝灯达到 120% 以上，对序时 120.00%",
            )],
        ),
        ("just not blue", july(&[("indicators/i1/done", "83.99")]), &[]),
        (
            "partly, in doubt, without a word",
            july(&[("indicators/i3/done", "部分达成"), ("indicators/i3/possibility", "有可能")]),
            &[(
                "error monitoring.explained indicators/i3/reason",
                "完成目标可能性为“有可能”，还没有写原因说明和措施",
            )],
        ),
        (
            "impossible, with a reason and no measures",
            july(&[("indicators/i3/possibility", "完全不可能"), ("indicators/i3/cause_funds", "资金未到位")]),
            &[("error monitoring.explained indicators/i3/measures", "“完全不可能”，还没有写措施")],
        ),
        (
            "impossible, with both",
            july(&[
                ("indicators/i3/done", "未达成"),
                ("indicators/i3/possibility", "不可能"),
                ("indicators/i3/reason", "资金未到位"),
                ("indicators/i3/measures", "请求调整"),
            ]),
            &[],
        ),
        (
            "blank",
            july(&[("indicators/i2/done", ""), ("indicators/i2/possibility", "")]),
            &[(
                "hint monitoring.required indicators/i2/done",
                "“验收合格率”没有填写1—7月执行情况、完成目标可能性",
            )],
        ),
        (
            "blank before sealing",
            july(&[("indicators/i2/done", ""), ("indicators/i3/expected", "")])
                .with(|year| year.stage = Stage::Seal),
            &[
                ("error monitoring.required indicators/i2/done", "没有填写1—7月执行情况"),
                ("explain monitoring.required indicators/i3/expected", "没有填写全年预计完成情况"),
            ],
        ),
        (
            "negative",
            july(&[("indicators/i2/done", "-1%")]),
            &[(
                "explain monitoring.readings indicators/i2/done",
                "的完成情况是负数 -1，指标值为 ≥95%，按 0 计",
            )],
        ),
    ]);
    let target = |value: &str, done: &str| {
        let mut year = year();
        let goal = domain::target_value::read(value, None).unwrap();
        year.case.target.indicators[0].value = domain::typed::Typed::of(goal);
        year.month(7, &[("indicators/i1/done", done), ("indicators/i1/expected", done)])
    };
    check(vec![
        ("= 0", target("=0起", "0"), &[]),
        ("≤ 0", target("≤0起", "0"), &[]),
        (
            "≥ 0",
            target("≥0起", "3"),
            &[("hint monitoring.readings indicators/i1/done", "的指标值为 ≥0起，算不出完成率，只看是否达到")],
        ),
        (
            "below zero",
            target("≥-5%", "-3"),
            &[("hint monitoring.readings indicators/i1/done", "的指标值为 ≥-5%，算不出完成率")],
        ),
        ("= 0, missed", target("=0起", "2"), &[("explain monitoring.lamps indicators/i1/reason", "为红灯")]),
        (
            "no target value",
            target("≥120个", "70").with(|year| {
                year.case.target.indicators[0].value = domain::typed::Typed::blank();
            }),
            &[("explain monitoring.readings indicators/i1/done", "的指标值没有填写或无法识别")],
        ),
        (
            "the target became words",
            target("≥120个", "70").with(|year| {
                let words = domain::target_value::TargetValue::words("明显改善");
                year.case.target.indicators[0].value = domain::typed::Typed::of(words);
            }),
            &[(
                "error monitoring.readings indicators/i1/done",
                "的完成情况“70”与指标值“明显改善”不是一类，无法比较",
            )],
        ),
    ]);
}

#[test]
fn the_target_and_what_was_copied() {
    check(vec![
        (
            "not approved",
            july(&[]).with(|year| year.case.target.state = TargetState::Sealed),
            &[("hint monitoring.target indicators", "绩效目标已上报，还没有批复")],
        ),
        (
            "another version holds now",
            july(&[]).with(|year| year.case.target.id = Id("t2".into())),
            &[("explain monitoring.target indicators", "监控依据的绩效目标已经不是这一版")],
        ),
        (
            "adjusted in mid-year",
            july(&[]).with(|year| {
                year.case.target.id = Id("t2".into());
                year.case.target.version = 2;
                year.last().target_id = Id("t2".into());
            }),
            &[("hint monitoring.target indicators", "6月及以前按上一版监控，本月按第 2 版")],
        ),
        (
            "an indicator that is gone",
            july(&[]).with(|year| {
                year.last().row_mut(&Id("old".into())).done =
                    domain::typed::Typed::of(domain::monitoring::Actual::Number(1.into()));
            }),
            &[("explain monitoring.target indicators/old/done", "现行目标中已经没有")],
        ),
        (
            "copied and not confirmed",
            july(&[]).with(|year| {
                year.last().rows[1].untouched = true;
                year.last().rows[2].untouched = true;
                year.last().funds_untouched = true;
            }),
            &[
                ("explain monitoring.untouched funds/fiscal/executed", "资金执行情况沿用以前月份的数"),
                (
                    "explain monitoring.untouched indicators/i2/done",
                    "“验收合格率”等 2 条指标沿用以前月份的完成情况，还没有核对",
                ),
            ],
        ),
        (
            "secret",
            july(&[("funds/fiscal/executed", "-1")])
                .with(|year| year.case = year.case.clone().flag(Flag::Secret)),
            &[("hint secrecy.excluded ", "这是涉密项目")],
        ),
    ]);
}

#[test]
fn what_has_to_be_rectified() {
    let qiemo = |cells: &[(&str, &str)]| july(cells).with(|year| year.pack = "qiemo-2020");
    let putuo = |day: &str, today: &'static str| {
        july(&[("feedback_on", day)]).with(|year| (year.pack, year.today) = ("putuo-2023", today))
    };
    // Completion here: 58.33 %, 100 %, 100 % and the day left out, all alike: 86.11 %; 66.11 % executed is 20 apart.
    check(vec![
        (
            "20 points and a little",
            qiemo(&[("funds/fiscal/executed", "66.11")]),
            &[(
                "error monitoring.deviation funds/fiscal/executed",
                "执行率与完成率相差 略多于 20.00 个百分点，超过 20 个百分点",
            )],
        ),
        ("less than 20 points", qiemo(&[("funds/fiscal/executed", "66.12")]), &[]),
        ("60 points", qiemo(&[("funds/fiscal/executed", "70"), ("review_score", "60")]), &[]),
        (
            "59.99 points",
            qiemo(&[("funds/fiscal/executed", "70"), ("review_score", "59.99")]),
            &[("error monitoring.review-score review_score", "监控审核得分 59.99，小于 60 分")],
        ),
        (
            "both",
            qiemo(&[("review_score", "10")]),
            &[
                ("error monitoring.deviation funds/fiscal/executed", "相差 30.11 个百分点"),
                ("error monitoring.review-score review_score", "监控审核得分 10"),
            ],
        ),
        (
            "no score",
            july(&[("review_score", "101")]),
            &[("error monitoring.readings review_score", "监控审核得分 101 不在 0 到 100 之间")],
        ),
        (
            "unreadable score",
            july(&[("review_score", "优")]),
            &[("error cell.unreadable review_score", "监控审核得分“优”无法识别")],
        ),
        (
            "thirty days",
            putuo("2026-07-01", "2026-07-20"),
            &[(
                "explain rectification.days feedback_on",
                "2026年7月1日收到财政评价反馈，应在2026年7月31日前完成整改，还有 11 天",
            )],
        ),
        (
            "over",
            putuo("2026-07-01", "2026-08-02"),
            &[("explain rectification.days feedback_on", "已过 2 天")],
        ),
        (
            "feedback in the future",
            putuo("2026-07-21", "2026-07-20"),
            &[("error monitoring.readings feedback_on", "在今天之后")],
        ),
        ("no such rule", july(&[("feedback_on", "2026-07-01")]), &[]),
    ]);
}
