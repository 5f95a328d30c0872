//! Every rule of the checks, hit and not hit, with the boundaries that the documents draw.
//! Long on purpose: it is one table of cases, read rule by rule.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, wan};
use domain::finding::Level;
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Taxonomy};
use domain::period::Period;
use domain::project::{Category, ExAnteReport, Flag, Novelty};
use domain::typed::Typed;

/// One row: what it shows, the pack, the project, the rule, and where it is found and how heavy (`error name`).
type Row = (&'static str, &'static str, Case, &'static str, &'static [&'static str]);

fn check(rows: Vec<Row>) {
    let mut wrong = Vec::new();
    for (what, pack, case, rule, expected) in rows {
        let got: Vec<String> = case
            .findings(pack)
            .iter()
            .filter(|finding| finding.rule == rule)
            .map(|finding| {
                let level = match finding.level {
                    Level::Error => "error",
                    Level::Explain => "explain",
                    Level::Hint => "hint",
                };
                format!("{level} {}", finding.path.strip_prefix("/projects/p/").unwrap())
            })
            .collect();
        if got != expected {
            wrong.push(format!("{what} ({pack}, {rule}): {got:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn good() -> Case {
    Case::good(Taxonomy::Y2015)
}

fn good21() -> Case {
    Case::good(Taxonomy::Y2021)
}

/// The good case with another weight in a row (from 0).
fn weigh(case: Case, row: usize, weight: &str) -> Case {
    let weight = weight.parse().unwrap();
    case.with(|_, target| target.indicators[row].weight = Typed::of(weight))
}

fn without(case: Case, class: Class) -> Case {
    case.with(|_, target| target.indicators.retain(|indicator| indicator.class != class))
}

fn report(conclusion: &str) -> Option<ExAnteReport> {
    Some(ExAnteReport { title: "评估报告".into(), conclusion: conclusion.into(), date: None })
}

fn new_project(amount: &str) -> Case {
    good().fund(amount).with(|project, _| project.novelty = Some(Novelty::New))
}

#[test]
fn a_good_project_has_no_finding_at_all() {
    for (taxonomy, packs) in [
        (Taxonomy::Y2015, &["mof-2015", "mof-2020", "mile-2020", "beilin", "qiemo-2020"][..]),
        (Taxonomy::Y2021, &["mof-2021", "putuo-2023"][..]),
    ] {
        for pack in packs {
            let found = Case::good(taxonomy).seal().findings(pack);
            assert!(found.is_empty(), "{pack}: {found:#?}");
        }
    }
}

#[test]
fn weights() {
    const SUM: &str = "target.weights.sum";
    const CLASSES: &str = "target.weights.classes";
    const POSITIVE: &str = "target.weights.positive";
    let personnel = || {
        Case::new(Taxonomy::Y2015)
            .row(Class::Quantity, "足额保障率", "=100%", "22.5")
            .row(Class::Quantity, "科目调整次数", "≤10次", "22.5")
            .row(Class::Timeliness, "按时发放率", "=100%", "22.5")
            .row(Class::EconomicBenefit, "结余率", "≤5%", "22.5")
            .with(|project, _| project.category = Some(Category::Personnel))
    };
    let two = Case::new(Taxonomy::Y2015).row(Class::Quantity, "发放覆盖率", "=100%", "60").row(
        Class::SocialBenefit,
        "足额保障率",
        "=100%",
        "30",
    );
    let yongde = weigh(weigh(good(), 0, "10"), 6, "20");
    let blank = good().with(|_, target| {
        target.indicators.iter_mut().for_each(|indicator| indicator.weight = Typed::blank());
    });
    let no_satisfaction = without(good(), Class::Satisfaction);
    let plus_ten = weigh(no_satisfaction.clone(), 4, "30");
    let no_cost = weigh(weigh(without(good21(), Class::EconomicCost), 0, "30"), 3, "30");
    let neither = weigh(without(no_cost.clone(), Class::Satisfaction), 3, "40");
    check(vec![
        ("90 exactly", "mof-2020", good(), SUM, &[]),
        ("off by 2", "mof-2020", weigh(good(), 3, "8"), SUM, &["error target/indicators/i4/weight"]),
        ("names the class only once", "mof-2020", weigh(good(), 3, "8"), CLASSES, &[]),
        ("89.99", "mof-2020", weigh(good(), 6, "9.99"), SUM, &["error target/indicators/i7/weight"]),
        ("90.01", "mof-2020", weigh(good(), 6, "10.01"), SUM, &["error target/indicators/i7/weight"]),
        ("22.5 × 4", "mof-2020", personnel(), SUM, &[]),
        (
            "22.5 × 4 by class",
            "mof-2020",
            personnel(),
            CLASSES,
            &["explain target/indicators/i3/weight", "explain target/indicators/i4/weight"],
        ),
        ("60 + 30", "mof-2020", two, SUM, &[]),
        ("40/30/20", "mof-2020", yongde.clone(), SUM, &[]),
        (
            "40/30/20 by class",
            "mof-2020",
            yongde,
            CLASSES,
            &["explain target/indicators/i4/weight", "explain target/indicators/i7/weight"],
        ),
        ("no weight at all", "mof-2020", blank.clone(), SUM, &["error target/indicators/i4/weight"]),
        ("no weight at all, said once", "mof-2020", blank.clone(), POSITIVE, &[]),
        ("a pack without weights", "mof-2015", blank, SUM, &[]),
        ("weight 0", "mof-2020", weigh(good(), 3, "0"), POSITIVE, &["error target/indicators/i4/weight"]),
        ("negative", "mof-2020", weigh(good(), 3, "-1"), POSITIVE, &["error target/indicators/i4/weight"]),
        ("0.01", "mof-2020", weigh(good(), 3, "0.01"), POSITIVE, &[]),
        ("no satisfaction: sum", "mof-2020", no_satisfaction, SUM, &["error target/indicators/i6/weight"]),
        ("no satisfaction: 效益 + 10", "mof-2020", plus_ten.clone(), CLASSES, &[]),
        ("no satisfaction: sum holds", "mof-2020", plus_ten, SUM, &[]),
        ("20/40/20/10", "mof-2021", good21(), CLASSES, &[]),
        ("no cost: 50/30/10", "mof-2021", no_cost, CLASSES, &[]),
        ("no cost, no satisfaction: 50/40", "mof-2021", neither, CLASSES, &[]),
        (
            "the new tree under the old weights",
            "mof-2020",
            good21(),
            CLASSES,
            &["explain target/indicators/i4/weight", "explain target/indicators/i5/weight"],
        ),
    ]);
}

#[test]
fn ex_ante_evaluation() {
    const RULE: &str = "project.ex-ante";
    let continuing = |amount: &str| good().fund(amount);
    let with = |amount: &str, conclusion: &'static str| {
        new_project(amount).with(|project, _| project.ex_ante = report(conclusion))
    };
    let medium = new_project("100").with(|project, _| {
        project.funds.medium.parts.insert(FundSource::Fiscal, Typed::of(wan("600")));
    });
    check(vec![
        ("500 exactly", "putuo-2023", new_project("500"), RULE, &["error ex_ante"]),
        ("one 分 below 500万元", "putuo-2023", new_project("499.999999"), RULE, &[]),
        ("520", "putuo-2023", new_project("520"), RULE, &["error ex_ante"]),
        ("the medium term counts", "putuo-2023", medium, RULE, &["error ex_ante"]),
        ("not new", "putuo-2023", continuing("520"), RULE, &[]),
        ("with a report", "putuo-2023", with("520", "予以支持"), RULE, &[]),
        ("with a partly good report", "putuo-2023", with("520", "部分支持"), RULE, &[]),
        ("with a bad report", "putuo-2023", with("520", "不予支持"), RULE, &["error ex_ante"]),
        ("差", "jinan-2019", with("5", "差"), RULE, &["error ex_ante"]),
        ("any new project", "mile-2020", new_project("1"), RULE, &["error ex_ante"]),
        ("amount unknown", "mile-2020", new_project(""), RULE, &["error ex_ante"]),
        ("any new project", "jinan-2019", new_project("1"), RULE, &["error ex_ante"]),
        ("any new project", "qiemo-2020", new_project("1"), RULE, &["explain ex_ante"]),
        ("continuing", "mile-2020", continuing("5000"), RULE, &[]),
        ("30 exactly, continuing", "beilin", continuing("30"), RULE, &["explain ex_ante"]),
        ("one 分 below 30万元", "beilin", continuing("29.999999"), RULE, &[]),
        ("not in the 2015 pack", "mof-2015", new_project("5000"), RULE, &[]),
    ]);
}

#[test]
fn thresholds() {
    const OBLIGATORY: &str = "target.obligatory";
    const REQUIRED: &str = "target.required";
    let blank =
        |amount: &str| Case::new(Taxonomy::Y2015).fund(amount).with(|_, target| target.annual_goal.clear());
    check(vec![
        ("30 exactly", "beilin", blank("30"), OBLIGATORY, &["error target/annual_goal"]),
        (
            "30 exactly: the goal is missing",
            "beilin",
            blank("30"),
            REQUIRED,
            &["error target/annual_goal", "error target/indicators"],
        ),
        ("below: only told", "beilin", blank("29.999999"), OBLIGATORY, &["hint funds/annual"]),
        ("below: nothing is missing", "beilin", blank("29.999999"), REQUIRED, &[]),
        ("below, but filled in", "beilin", good().fund("10"), OBLIGATORY, &[]),
        (
            "elsewhere every project",
            "mile-2020",
            blank("0.01"),
            REQUIRED,
            &["error target/annual_goal", "error target/indicators"],
        ),
        (
            "500 exactly is public",
            "putuo-2023",
            good21().fund("500"),
            "disclosure.goal",
            &["hint funds/annual"],
        ),
        ("one 分 below", "putuo-2023", good21().fund("499.999999"), "disclosure.goal", &[]),
        ("only there", "mile-2020", good().fund("5000"), "disclosure.goal", &[]),
    ]);
}

#[test]
fn number_and_kinds_of_indicators() {
    const COUNT: &str = "target.indicators.min-count";
    const LEVEL1: &str = "target.classes.level1";
    const LEVEL2: &str = "target.classes.level2";
    const COMMON: &str = "target.indicators.common";
    const HERE: &str = "hint target/indicators";
    let linked = || good().flag(Flag::RuralRevitalization);
    let personnel = |case: Case| case.with(|project, _| project.category = Some(Category::Personnel));
    let three = ["预算执行进度", "预算到项目率", "预算支出率"]
        .iter()
        .fold(good(), |case, name| case.row(Class::Timeliness, name, "≥95%", "1"));
    check(vec![
        ("7 exactly", "qiemo-2020", linked(), COUNT, &[]),
        ("6", "qiemo-2020", without(linked(), Class::Sustainability), COUNT, &["error target/indicators"]),
        ("6 without the flag", "qiemo-2020", without(good(), Class::Sustainability), COUNT, &[]),
        ("other packs do not count", "mof-2015", without(linked(), Class::Sustainability), COUNT, &[]),
        ("usual classes", "qiemo-2020", without(linked(), Class::Timeliness), LEVEL2, &[HERE]),
        ("only of those projects", "qiemo-2020", without(good(), Class::Timeliness), LEVEL2, &[]),
        (
            "no satisfaction",
            "mof-2015",
            without(good(), Class::Satisfaction),
            LEVEL1,
            &["error target/indicators"],
        ),
        ("人员类", "mof-2015", personnel(without(good(), Class::Satisfaction)), LEVEL1, &[]),
        ("2021 can do without", "mof-2021", without(good21(), Class::Satisfaction), LEVEL1, &[]),
        ("2021 hints at cost", "mof-2021", without(good21(), Class::EconomicCost), LEVEL2, &[HERE]),
        ("no time", "mof-2020", without(good(), Class::Timeliness), LEVEL2, &[HERE]),
        ("人员类 is not asked", "mof-2020", personnel(without(good(), Class::Timeliness)), LEVEL2, &[]),
        ("四维 has no cost", "mile-2020", without(good(), Class::OutputCost), LEVEL2, &[]),
        (
            "四维: time",
            "mile-2020",
            without(good(), Class::Timeliness),
            LEVEL2,
            &["explain target/indicators"],
        ),
        (
            "济南 lists every benefit",
            "jinan-2019",
            good(),
            LEVEL2,
            &["explain target/indicators", "explain target/indicators"],
        ),
        (
            "济南's three",
            "jinan-2019",
            good(),
            COMMON,
            &["explain target/indicators", "explain target/indicators", "explain target/indicators"],
        ),
        ("济南's three are there", "jinan-2019", three, COMMON, &[]),
        ("nowhere else", "mof-2015", good(), COMMON, &[]),
        (
            "a class of the other tree",
            "mof-2015",
            good().row(Class::EconomicCost, "总成本", "≤20万元", "1"),
            "target.taxonomy",
            &["error target/indicators/i8/class"],
        ),
        ("one finding for no indicators at all", "mof-2015", Case::new(Taxonomy::Y2015), LEVEL1, &[]),
    ]);
}

#[test]
fn required_cells() {
    const RULE: &str = "target.required";
    let long = || {
        good().with(|project, target| {
            project.period = Typed::of(Period::parse("2026年1月-2028年12月").unwrap());
            project.funds.medium.parts.insert(FundSource::Fiscal, Typed::of(wan("60")));
            target.medium_goal = "三年养护村级道路144公里。".into();
        })
    };
    check(vec![
        ("all there", "mile-2020", good(), RULE, &[]),
        ("name", "mof-2015", good().with(|p, _| p.name = " ".into()), RULE, &["error name"]),
        ("novelty", "mof-2015", good().with(|p, _| p.novelty = None), RULE, &["error novelty"]),
        ("period", "mof-2015", good().with(|p, _| p.period = Typed::blank()), RULE, &["error period"]),
        ("department", "mof-2015", good().with(|p, _| p.department.clear()), RULE, &["error department"]),
        ("person", "mile-2020", good().with(|p, _| p.person.clear()), RULE, &["error person"]),
        ("person is not asked elsewhere", "mof-2020", good().with(|p, _| p.person.clear()), RULE, &[]),
        ("money", "mof-2015", good().fund(""), RULE, &["error funds/annual/fiscal"]),
        ("zero is an amount", "mof-2015", good().fund("0"), RULE, &[]),
        ("goal", "mof-2015", good().with(|_, t| t.annual_goal.clear()), RULE, &["error target/annual_goal"]),
        ("several years", "mof-2015", long(), RULE, &[]),
        (
            "several years, no medium goal",
            "mof-2015",
            long().with(|_, t| t.medium_goal.clear()),
            RULE,
            &["error target/medium_goal"],
        ),
        (
            "several years, no medium money",
            "mof-2015",
            long().with(|p, _| p.funds.medium.parts.clear()),
            RULE,
            &["error funds/medium/fiscal"],
        ),
        (
            "indicator without a value",
            "mof-2015",
            good().row(Class::Quality, "合格率", "", "1"),
            RULE,
            &["error target/indicators/i8/value"],
        ),
        (
            "indicator without a name",
            "mof-2015",
            good().row(Class::Quality, "", "≥1次", "1"),
            RULE,
            &["error target/indicators/i8/name"],
        ),
    ]);
}

#[test]
fn cells_and_codes() {
    const CELL: &str = "cell.unreadable";
    const CODE: &str = "project.code";
    let faulty = || good().row(Class::Quality, "合格率", "80%-90%", "十分");
    check(vec![
        (
            "range and letters",
            "mof-2015",
            faulty(),
            CELL,
            &["error target/indicators/i8/value", "error target/indicators/i8/weight"],
        ),
        (
            "period",
            "mof-2015",
            good().with(|p, _| p.period.invalid = Some("长期".into())),
            CELL,
            &["error period"],
        ),
        (
            "money",
            "mof-2015",
            good().with(|p, _| {
                p.funds
                    .annual
                    .parts
                    .insert(FundSource::Other, Typed { value: None, invalid: Some("约5".into()) });
            }),
            CELL,
            &["error funds/annual/other"],
        ),
        ("code while drafting", "mof-2015", good().with(|p, _| p.code.clear()), CODE, &["hint code"]),
        ("code before sealing", "mof-2015", good().with(|p, _| p.code.clear()).seal(), CODE, &["error code"]),
        ("another province's code", "mof-2015", good(), CODE, &[]),
        ("20 characters", "mof-2015", good().with(|p, _| p.code.truncate(20)), CODE, &["error code"]),
    ]);
}

#[test]
fn amounts() {
    const FUNDS: &str = "target.funds.sum";
    const TEXT: &str = "quality.text-sum";
    let stated = |amount: &'static str| {
        good().with(|project, _| project.funds.annual.stated_total = Typed::of(wan(amount)))
    };
    let goal = |text: &'static str, amount: &str| {
        good().fund(amount).with(|_, target| target.annual_goal = text.into())
    };
    const TANGXI: &str = "村干部报酬400000元，办公经费252000元，离任村干部补助28000元，村级运转960000元，党建经费100000元，共计2026400元";
    const TANGXI_GOOD: &str = "村干部报酬400000元，办公经费252000元，离任村干部补助28000元，村级运转960000元，党建经费100000元，共计174万元";
    check(vec![
        ("stated total agrees", "mof-2015", stated("20"), FUNDS, &[]),
        ("one 分 off", "mof-2015", stated("20.000001"), FUNDS, &["error funds/annual/fiscal"]),
        (
            "parts are not the total",
            "mof-2015",
            goal(TANGXI, "202.64"),
            TEXT,
            &["explain target/annual_goal"],
        ),
        ("174 is not 202.64", "mof-2015", goal(TANGXI_GOOD, "202.64"), TEXT, &["explain target/annual_goal"]),
        ("174 is 174", "mof-2015", goal(TANGXI_GOOD, "174"), TEXT, &[]),
        ("132.912万元 is 1,329,120.67元", "mof-2015", goal("共安排132.912万元", "132.912067"), TEXT, &[]),
        (
            "132.913万元 is not",
            "mof-2015",
            goal("共安排132.913万元", "132.912067"),
            TEXT,
            &["explain target/annual_goal"],
        ),
        ("1,329,120.67元 exactly", "mof-2015", goal("合计1,329,120.67元", "132.912067"), TEXT, &[]),
        ("a rate is no total", "mof-2015", goal("带动20名群众每人增收5000元/年", "20"), TEXT, &[]),
    ]);
}

#[test]
fn quality() {
    const VAGUE: &str = "quality.vague";
    const HUNDRED: &str = "quality.all-hundred";
    const NAME: &str = "quality.numeric-name";
    const COPIED: &str = "quality.copied";
    const DATE: &str = "quality.date-as-number";
    const LENGTHS: &str = "text.lengths";
    let value = |text: &str| good().row(Class::SocialBenefit, "带动作用", text, "1");
    let hundreds = |n: usize| {
        (0..n).fold(Case::new(Taxonomy::Y2015), |case, i| {
            case.row(Class::Quality, &format!("合格率{i}"), "100%", "1")
        })
    };
    let named = |name: &str| good().row(Class::Quality, name, "≥1次", "1");
    let time = |text: &str| good().row(Class::Timeliness, "完成时间", text, "1");
    let long = |n: usize| good().with(|project, _| project.name = "路".repeat(n));
    check(vec![
        ("有效", "mof-2015", value("有效"), VAGUE, &["hint target/indicators/i8/value"]),
        ("持续改善", "mof-2015", value("持续改善"), VAGUE, &["hint target/indicators/i8/value"]),
        ("效果明显", "mof-2015", value("效果明显"), VAGUE, &["hint target/indicators/i8/value"]),
        ("合同约定", "mof-2015", value("参照政府采购成本控制"), VAGUE, &[]),
        ("goes on to say how", "mof-2015", value("有效解决三个村雨天道路积水问题"), VAGUE, &[]),
        ("a number is not vague", "mof-2015", value("≥3个"), VAGUE, &[]),
        ("4 of 4 at 100 %", "mof-2015", hundreds(4), HUNDRED, &["hint target/indicators/i1/value"]),
        ("3 of 3", "mof-2015", hundreds(3), HUNDRED, &[]),
        ("4 of 5", "mof-2015", hundreds(4).row(Class::Quantity, "村数", "8个", "1"), HUNDRED, &[]),
        (
            "words do not count",
            "mof-2015",
            hundreds(4).row(Class::Quality, "规范", "合规", "1"),
            HUNDRED,
            &["hint target/indicators/i1/value"],
        ),
        ("88", "mof-2015", named("88"), NAME, &["error target/indicators/i8/name"]),
        ("１００％", "mof-2015", named("１００％"), NAME, &["error target/indicators/i8/name"]),
        ("88个村", "mof-2015", named("88个村"), NAME, &[]),
        ("twice", "mof-2015", named("路面完好率"), COPIED, &["explain target/indicators/i8/name"]),
        (
            "blanks do not tell apart",
            "mof-2015",
            named("路面 完好率"),
            COPIED,
            &["explain target/indicators/i8/name"],
        ),
        ("another class", "mof-2015", good().row(Class::Quantity, "路面完好率", "≥1次", "1"), COPIED, &[]),
        (
            "the goal is the name",
            "mof-2015",
            good().with(|p, t| t.annual_goal = p.name.clone()),
            COPIED,
            &["explain target/annual_goal"],
        ),
        (
            "both goals alike",
            "mof-2015",
            good().with(|_, t| t.medium_goal = t.annual_goal.clone()),
            COPIED,
            &["explain target/medium_goal"],
        ),
        ("serial of 2026-12-31", "mof-2015", time("46387"), DATE, &["explain target/indicators/i8/value"]),
        ("95", "mof-2015", time("95"), DATE, &[]),
        ("with a unit", "mof-2015", time("46387天"), DATE, &[]),
        ("elsewhere", "mof-2015", good().row(Class::Quantity, "册数", "46387", "1"), DATE, &[]),
        ("180 characters", "mof-2015", long(180), LENGTHS, &[]),
        ("181 characters", "mof-2015", long(181), LENGTHS, &["explain name"]),
        ("value of 60", "mof-2015", value(&"好".repeat(60)), LENGTHS, &[]),
        (
            "value of 61",
            "mof-2015",
            value(&"好".repeat(61)),
            LENGTHS,
            &["explain target/indicators/i8/value"],
        ),
        ("goal of 2000", "mof-2015", good().with(|_, t| t.annual_goal = "好".repeat(2000)), LENGTHS, &[]),
        (
            "goal of 2001",
            "mof-2015",
            good().with(|_, t| t.annual_goal = "好".repeat(2001)),
            LENGTHS,
            &["explain target/annual_goal"],
        ),
    ]);
}

/// A secret project: nothing but its name is looked at.
#[test]
fn secret_projects() {
    for (case, expected) in [
        (good(), "error"),
        (Case::new(Taxonomy::Y2015).with(|_, target| target.annual_goal.clear()), "hint"),
        (Case::new(Taxonomy::Y2015).fund("").with(|p, t| (p.code.clear(), t.annual_goal.clear()).0), "hint"),
    ] {
        let found = case.flag(Flag::Secret).seal().findings("mile-2020");
        let shown: Vec<String> =
            found.iter().map(|f| format!("{:?} {} {}", f.level, f.rule, f.path)).collect();
        assert_eq!(shown.len(), 1, "{shown:?}");
        assert!(shown[0].to_lowercase().starts_with(expected), "{shown:?}");
        assert!(shown[0].ends_with("secrecy.excluded /projects/p/flags"), "{shown:?}");
    }
}

/// Three published forms as values; rows that a form lacks are not asserted.
#[test]
fn published_forms() {
    // 武汉市青山区 2020, 88号 form, no weights: seven indicators exactly.
    let qingshan = Case::new(Taxonomy::Y2015)
        .fund("10000")
        .row(Class::Quantity, "重点建设工程安排数量", "2", "")
        .row(Class::Quality, "重点建设工程验收合格率", "100%", "")
        .row(Class::OutputCost, "建设项目成本", "参照政府采购成本控制", "")
        .row(Class::Timeliness, "重点建设工程按期完成率", "100%", "")
        .row(Class::Sustainability, "基础教育巩固提高情况", "巩固提高", "")
        .row(Class::SocialBenefit, "基础教育学校办学条件", "持续改善", "")
        .row(Class::Satisfaction, "学生、家长、社会满意度", "≥90%", "");
    // 奉节县云雾土家族乡 2023, 101号 form: one row of it survives; the others here are ours.
    let yunwu = Case::good(Taxonomy::Y2021).fund("65").with(|_, target| {
        target.annual_goal =
            "建成晾晒房300平方米，硬化室外晒坝420平方米，20名群众务工增收5000元/年，受益200人。".into();
        target.indicators[0].name = "项目建设成本".into();
        let _ =
            target.indicators[0].value.typed("≤65万元", |text| domain::target_value::read(text, None));
    });
    // 宁乡市坝塘镇 2021: sources of money, and indicators that are bare numbers.
    let batang = Case::new(Taxonomy::Y2015).row(Class::Quantity, "88", "100", "").with(|project, _| {
        project.funds.annual.parts.insert(FundSource::Fiscal, Typed::of(wan("6923.3552")));
        project.funds.annual.parts.insert(FundSource::Other, Typed::of(wan("3683.3970")));
        project.funds.annual.stated_total = Typed::of(wan("10606.7522"));
    });
    assert_eq!(batang.project.funds.annual.total(), Some(wan("10606.7522")));
    assert_eq!(qingshan.target.side(Horizon::Annual).count(), 7);
    const COUNT: &str = "target.indicators.min-count";
    check(vec![
        ("青山 under 88号", "mof-2015", qingshan.clone(), COUNT, &[]),
        ("青山 has all classes", "mof-2015", qingshan.clone(), "target.classes.level1", &[]),
        ("青山 has no weights to check", "mof-2015", qingshan.clone(), "target.weights.sum", &[]),
        ("青山 as 衔接 project", "qiemo-2020", qingshan.clone().flag(Flag::RuralRevitalization), COUNT, &[]),
        (
            "青山 less one",
            "qiemo-2020",
            without(qingshan.flag(Flag::RuralRevitalization), Class::Sustainability),
            COUNT,
            &["error target/indicators"],
        ),
        ("云雾 agrees with its budget", "mof-2021", yunwu.clone(), "quality.text-sum", &[]),
        ("云雾's weights", "mof-2021", yunwu.clone(), "target.weights.sum", &[]),
        ("云雾 reads", "mof-2021", yunwu, "cell.unreadable", &[]),
        (
            "坝塘's names",
            "mof-2015",
            batang.clone(),
            "quality.numeric-name",
            &["error target/indicators/i1/name"],
        ),
        ("坝塘's sum holds", "mof-2015", batang, "target.funds.sum", &[]),
    ]);
}
