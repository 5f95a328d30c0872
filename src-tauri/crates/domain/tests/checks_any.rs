//! Checks over many projects: whole units, arbitrary contents, the wording of every finding.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack, packs, unit, wan, well_worded};
use domain::check::{Stage, Subject, check_project, check_unit, due_total};
use domain::finding::Finding;
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::money::Money;
use domain::period::Period;
use domain::project::{Category, ExAnteReport, Flag, Novelty, Project};
use domain::target::Target;
use domain::target_value;
use domain::typed::{Id, Typed};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

fn numbered(n: usize, case: Case) -> (Project, Option<Target>) {
    let Case { mut project, mut target, .. } = case;
    project.id = Id(format!("p{n}"));
    project.code = format!("51000026T{n:012}");
    target.annual_goal = format!("第{n}个项目：{}", target.annual_goal);
    (project, Some(target))
}

fn unit_findings(pack_id: &str, projects: &[(Project, Option<Target>)], rule: &str) -> Vec<Finding> {
    let pack = pack(pack_id);
    let mut found = check_unit(pack, |_| pack, &unit(), projects, Stage::Draft);
    found.retain(|finding| finding.rule == rule);
    found
}

#[test]
fn half_of_the_money_is_published() {
    for (amounts, expected) in [
        (&["500", "500"][..], None),
        (&["500", "499.99"], None),                 // 50.00 % and a little more
        (&["500", "250", "250"], None),             // exactly half
        (&["500", "250.01", "250"], Some("49.99")), // rounds to 50.00 but is less
        (&["499.999999", "1"], Some("0")),
        (&["100", "900"], None),
        (&[], None),
    ] {
        let projects: Vec<_> = amounts
            .iter()
            .enumerate()
            .map(|(n, amount)| numbered(n, Case::good(Taxonomy::Y2021).fund(amount)))
            .collect();
        let found = unit_findings("putuo-2023", &projects, "disclosure.share");
        assert_eq!(found.len(), usize::from(expected.is_some()), "{amounts:?}");
        assert!(unit_findings("mof-2021", &projects, "disclosure.share").is_empty());
        for finding in found {
            assert!(finding.path == "/unit/u" && finding.text.contains("50%"), "{finding:?}");
        }
    }
}

#[test]
fn secret_money_does_not_count_as_unpublished() {
    let projects = [
        numbered(1, Case::good(Taxonomy::Y2021).fund("500")),
        numbered(2, Case::new(Taxonomy::Y2021).fund("9000").flag(Flag::Secret)),
    ];
    assert!(unit_findings("putuo-2023", &projects, "disclosure.share").is_empty());
}

#[test]
fn codes_and_goals_across_projects() {
    let mut projects =
        vec![numbered(1, Case::good(Taxonomy::Y2015)), numbered(2, Case::good(Taxonomy::Y2015))];
    assert!(unit_findings("mof-2020", &projects, "project.code").is_empty());
    assert!(unit_findings("mof-2020", &projects, "quality.copied").is_empty());
    projects[1].0.code = projects[0].0.code.clone();
    projects[1].1 = projects[0].1.clone();
    let codes = unit_findings("mof-2020", &projects, "project.code");
    assert_eq!(codes.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), ["/projects/p2/code"]);
    let goals = unit_findings("mof-2020", &projects, "quality.copied");
    assert_eq!(
        goals.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(),
        ["/projects/p2/target/annual_goal"]
    );
}

#[test]
fn the_units_own_codes() {
    let pack = pack("mof-2015");
    for (code, credit, division, expected) in [
        ("219001", "", "", &[][..]),
        ("", "", "", &["/unit/code"]),
        ("2190", "91350100M000100Y44", "5325", &["/unit/code", "/unit/credit_code", "/unit/division_code"]),
        ("219001", "91350100M000100Y43", "532504000", &[]),
    ] {
        let mut unit = unit();
        (unit.code, unit.credit_code, unit.division_code) = (code.into(), credit.into(), division.into());
        let found = check_unit(pack, |_| pack, &unit, &[], Stage::Draft);
        assert_eq!(found.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), expected, "{code} {credit}");
        found.iter().for_each(well_worded);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        prop::sample::select(vec![
            "村级道路",
            "88",
            "有效",
            "第一行\n第二行",
            "共计202.64万元，其中甲100万元，乙3元",
            "   ",
            "合格率",
            "”“",
        ])
        .prop_map(str::to_owned),
        "[一-龥0-9a-z，。%≥/\n ]{0,40}",
        any::<String>(),
    ]
}

fn amount() -> impl Strategy<Value = Typed<Money>> {
    let value = prop::option::of(prop_oneof![
        Just(wan("30")),
        Just(wan("500")),
        (-Money::LIMIT..=Money::LIMIT).prop_map(Money::from_fen),
    ]);
    (value, prop::option::of(text())).prop_map(|(value, invalid)| Typed { value, invalid })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    let weight = prop::option::of((-100i64..10_000).prop_map(|n| Decimal::new(n, 2)));
    (prop::sample::select(Class::ALL.to_vec()), text(), text(), weight, any::<bool>(), text()).prop_map(
        |(class, name, value, weight, medium, invalid)| {
            let horizon = if medium { Horizon::Medium } else { Horizon::Annual };
            let mut indicator = Indicator::new(Id(String::new()), horizon, class, &name);
            let _ = indicator.value.typed(&value, |text| target_value::read(text, None));
            indicator.weight.value = weight;
            indicator.weight.invalid = Some(invalid).filter(|text| text.len() == 7);
            indicator
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    let project = (
        text(),
        text(),
        prop::option::of(prop::sample::select(Novelty::ALL.to_vec())),
        prop::option::of(prop::sample::select(Category::ALL.to_vec())),
        prop::collection::btree_set(prop::sample::select(Flag::ALL.to_vec()), 0..3),
        prop::option::of(text()),
        text(),
    );
    let money = (
        prop::collection::btree_map(prop::sample::select(FundSource::ALL.to_vec()), amount(), 0..4),
        amount(),
        amount(),
    );
    let target = (text(), text(), prop::collection::vec(indicator(), 0..9), any::<bool>());
    (project, money, target, any::<bool>()).prop_map(
        |((name, code, novelty, category, flags, conclusion, period), money, target, seal)| {
            let (annual, medium, indicators, old) = target;
            let mut case = Case::new(if old { Taxonomy::Y2015 } else { Taxonomy::Y2021 });
            let Case { project, target, stage } = &mut case;
            (project.name, project.code, project.novelty, project.category) = (name, code, novelty, category);
            project.flags = flags.into_iter().collect::<BTreeSet<_>>();
            project.ex_ante =
                conclusion.map(|conclusion| ExAnteReport { title: String::new(), conclusion, date: None });
            let _ = project.period.typed(&period, Period::parse);
            (project.funds.annual.parts, project.funds.annual.stated_total) = (money.0, money.1);
            project.funds.medium.stated_total = money.2;
            (target.annual_goal, target.medium_goal, target.indicators) = (annual, medium, indicators);
            for (n, indicator) in target.indicators.iter_mut().enumerate() {
                indicator.id = Id(format!("i{n}"));
            }
            *stage = if seal { Stage::Seal } else { Stage::Draft };
            case
        },
    )
}

proptest! {
    #[test]
    fn any_project_can_be_checked(case in case(), with_target in any::<bool>()) {
        let unit = unit();
        for pack in packs().iter() {
            let Case { project, target, stage } = &case;
            let target = with_target.then_some(target);
            let found = check_project(pack, Subject { unit: &unit, project, target, stage: *stage });
            for finding in &found {
                prop_assert!(finding.path.starts_with("/projects/p/"), "{:?}", finding);
                well_worded(finding);
            }
            let mut sorted = found.clone();
            sorted.sort_by_key(|finding| finding.level);
            prop_assert_eq!(sorted, found, "the weightiest first");
        }
    }

    #[test]
    fn a_wrong_sum_is_found_and_a_right_one_is_not(case in case(), repair in any::<bool>()) {
        let mut case = case;
        case.project.flags.clear();
        for pack in packs().iter() {
            let Some(due) = due_total(&pack.rules) else { continue };
            let rows = case.target.side(Horizon::Annual).count();
            if repair && let Some(last) = case.target.indicators.iter_mut().rfind(|i| i.horizon == Horizon::Annual) {
                last.weight.value = None;
                let rest = case.target.weight_total(None);
                let last = case.target.indicators.iter_mut().rfind(|i| i.horizon == Horizon::Annual).unwrap();
                last.weight.value = Some(due - rest);
            }
            let total = case.target.weight_total(None);
            let found = case.findings(&pack.id).iter().filter(|f| f.rule == "target.weights.sum").count();
            prop_assert_eq!(found, usize::from(rows > 0 && total != due), "{} {}", total, due);
        }
    }
}
