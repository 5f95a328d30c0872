//! Self-assessments of arbitrary figures and texts: nothing panics, and every finding is well worded.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, packs, well_worded};
use domain::check::Stage;
use domain::indicator::{Class, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::period::FiscalYear;
use domain::selfeval::{
    SelfEvalSubject, assess_selfeval, begin_report, check_selfeval, prefill_selfeval, proposal, publication,
    sentences, set_selfeval_cell, standing, timelines,
};
use domain::typed::Id;
use proptest::prelude::*;

fn path() -> impl Strategy<Value = String> {
    let cell = |row: &str, column: &str| format!("indicators/{row}/{column}");
    prop_oneof![
        6 => (
            prop::sample::select(vec!["i1", "i2", "i3", "i4", "i9"]),
            prop::sample::select(vec!["actual", "actual", "score", "method", "too_low", "reason", "measures", "x"]),
        )
            .prop_map(move |(row, column)| cell(row, column)),
        3 => (
            prop::sample::select(vec!["fiscal", "carry_over", "other", "moon"]),
            prop::sample::select(vec!["initial", "budget", "executed", "x"]),
        )
            .prop_map(|(source, column)| format!("funds/{source}/{column}")),
        3 => prop::sample::select(vec![
            "scope", "goal_done", "funds_reason", "conclusion", "problems", "measures", "note", "treatment",
            "treatment_reason", "formed_on", "published_on", "published_at", "report/p1/text", "", "/", "a/b/c/d",
        ])
        .prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (any::<i64>(), 0u32..8).prop_map(|(n, scale)| rust_decimal::Decimal::new(n, scale).to_string()),
        4 => "[0-9]{1,3}(\\.[0-9]{1,2})?[%分万元个]?",
        3 => prop::sample::select(vec![
            "达成", "部分达成", "未达成", "0.98", "98%", "2026年12月31日", "9999-12-31", "优先保障", "整个实施期",
            "是", "ratio", "bands", "direct", "satisfaction", "cost_control", "", "-0", "13812345678",
            "79228162514264337593543950335", "-79228162514264337593543950335", "0.0000000000000000000000000001",
        ])
        .prop_map(str::to_owned),
        2 => ".{0,30}",
    ]
}

proptest! {
    #[test]
    fn nothing_panics(
        cells in prop::collection::vec((path(), text(), any::<bool>()), 0..24),
        goals in prop::collection::vec((text(), text()), 4),
        paid in prop::option::of(-Money::LIMIT..=Money::LIMIT),
        seal: bool,
        pick in 0usize..16,
    ) {
        let pack = packs().iter().nth(pick % packs().iter().count()).unwrap();
        let mut case = Case::new(Taxonomy::Y2015);
        let classes = [Class::Quantity, Class::OutputCost, Class::SocialBenefit, Class::Satisfaction];
        for (n, (class, (goal, weight))) in classes.into_iter().zip(&goals).enumerate() {
            case = case.row(class, &format!("指标{n}"), goal, weight);
        }
        let mut doc =
            prefill_selfeval(&case.project, &case.target, None, Id("s".into()), FiscalYear(2026), pack);
        for (path, text, yuan) in &cells {
            let unit = if *yuan { AmountUnit::Yuan } else { AmountUnit::WanYuan };
            let _ = set_selfeval_cell(&mut doc, &case.target, path, text, unit);
        }
        let scored = assess_selfeval(pack, &case.target, &doc);
        let told = sentences(pack, "单位", &case.project, &case.target, &doc, &scored);
        let mut n = 0;
        begin_report(&mut doc, &told, || { n += 1; Id(format!("p{n}")) });
        let found = check_selfeval(SelfEvalSubject {
            pack,
            unit_name: "别的单位",
            project: &case.project,
            target: &case.target,
            newest: &case.target,
            doc: &doc,
            scored: &scored,
            monitorings: &[],
            paid: paid.map(Money::from_fen),
            evidence: &[],
            publish_by: doc.formed_on,
            today: "2027-02-20".parse().unwrap(),
            stage: if seal { Stage::Seal } else { Stage::Draft },
        });
        found.iter().filter(|finding| !finding.rule.starts_with("scoring.")).for_each(well_worded);
        let _ = (proposal(pack, &doc, &scored), publication(pack, &common::unit(), &case.project, &case.target, &doc));
        let _ = (standing(&case.target, &doc), timelines(std::slice::from_ref(&case.target), &[], &case.target, &doc));
    }
}
