//! Self-assessments to put into a store.

use super::*;
use domain::scoring::Method;
use domain::selfeval::{
    AssessedFund, AssessedIndicator, AssessmentRound, Paragraph, Scope, Section, SelfAssessment, Treatment,
};

/// The self-assessment of a project, with every kind of cell, in its second round.
pub(crate) fn selfeval(name: &str, year: u16) -> SelfAssessment {
    let id_of = |kind: &str| id(&format!("{kind}-{name}"));
    let (project, target) = (id_of("p"), id(&format!("t-{name}-1")));
    let mut document = SelfAssessment::new(id_of("s"), project, target, FiscalYear(year), "mof-2021");
    document.scope = Scope::Whole;
    document.round = 2;
    let fund = AssessedFund {
        initial: Typed::of(Money::from_fen(3_360_000)),
        budget: Typed { value: Some(Money::from_fen(-5)), invalid: Some("若干".into()) },
        executed: Typed::of(Money::ZERO),
    };
    document.funds = [(FundSource::Fiscal, fund), (FundSource::Other, AssessedFund::default())].into();
    document.funds_untouched = true;
    document.funds_reason = "雨季停工\n年底追加".into();
    let actuals = [
        Typed::of(Actual::Number(Decimal::new(955, 1))),
        Typed::of(Actual::Level(Achievement::Partly)),
        Typed::of(Actual::Date("2026-12-20".parse().unwrap())),
        Typed { value: None, invalid: Some("八成".into()) },
    ];
    for (i, actual) in actuals.into_iter().enumerate() {
        let row = document.row_mut(&id(&format!("i{i}")));
        row.actual = actual;
        row.untouched = i == 2;
    }
    *document.row_mut(&id("i1")) = AssessedIndicator {
        score: Typed { value: Some(Decimal::new(75, 1)), invalid: Some("七分半".into()) },
        method: Some(Method::Bands),
        too_low: true,
        reason: "设备到货晚".into(),
        measures: "提前采购".into(),
        ..document.row_mut(&id("i1")).clone()
    };
    document.goal_done = "建成 8 公里".into();
    document.conclusion = "总体较好".into();
    document.problems = "个别指标偏低".into();
    document.measures = "加强前期论证".into();
    document.note = "附注".into();
    document.treatment = Some(Treatment::Improve);
    document.treatment_reason = "等级为良".into();
    document.formed_on = Some("2027-03-10".parse().unwrap());
    document.published_on = Some("2027-04-01".parse().unwrap());
    document.published_at = "门户网站".into();
    for (i, section) in [Section::Basics, Section::Conclusion, Section::Use].into_iter().enumerate() {
        document.report.push(Paragraph {
            id: id(&format!("g{i}")),
            section,
            text: format!("第{i}段。"),
            fact: (i == 1).then(|| "conclusion.total".to_owned()),
            built: if i == 1 { "总分 92.50 分。".into() } else { String::new() },
        });
    }
    document
}

/// What the document said when it was handed on in a round.
pub(crate) fn round_of(document: &SelfAssessment, round: u32) -> AssessmentRound {
    AssessmentRound {
        assessment: document.id.clone(),
        round,
        at: AT.into(),
        person: "填报人甲".into(),
        role: "经办".into(),
        total: Some(Decimal::new(9250, 2)),
        content: SelfAssessment { round, ..document.clone() },
    }
}

/// What version 4 of the schema added, over [`fill_3`]: one returned once, one of the year before.
pub(crate) fn fill_4(store: &mut Store) {
    let document = selfeval("水利", 2026);
    let first = SelfAssessment { round: 1, ..document.clone() };
    let owner = format!("{}/indicators/i0", document.path());
    let proof = evidence(store, "e2", &owner, "完工照片");
    store
        .operate(&reversible("第4版的内容"), |tx| {
            tx.put_self_assessment(&first)?;
            tx.put_evidence(FiscalYear(2026), &proof)?;
            tx.put_self_assessment(&selfeval("旧路", 2025))
        })
        .unwrap();
    store
        .operate(&reversible("送复核"), |tx| {
            tx.hand_self_assessment(&first.id, TargetState::Drafted, true, 1)?;
            tx.put_assessment_round(&round_of(&document, 1))
        })
        .unwrap();
    store
        .operate(&reversible("退回"), |tx| {
            tx.hand_self_assessment(&first.id, TargetState::Drafted, false, 2)
        })
        .unwrap();
}
