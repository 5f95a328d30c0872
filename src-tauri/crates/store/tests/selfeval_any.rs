//! Any self-assessment: written over any other it reads back, is undone and redone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::fund::FundSource;
use domain::money::Money;
use domain::monitoring::{Achievement, Actual};
use domain::scoring::Method;
use domain::selfeval::{
    AssessedFund, AssessedIndicator, Paragraph, Scope, Section, SelfAssessment, Treatment,
};
use domain::typed::Typed;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use store::Store;
use support::*;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[ -~一-龥\n\t“”‘’😀]{1,12}"]
}

fn typed<T: Clone + std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Typed<T>> {
    (of(value), of(words())).prop_map(|(value, invalid)| Typed { value, invalid })
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0u32..6).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn day() -> impl Strategy<Value = chrono::NaiveDate> {
    (2000i32..2100, 1u32..=366)
        .prop_filter_map("a day", |(year, day)| chrono::NaiveDate::from_yo_opt(year, day))
}

fn actual() -> impl Strategy<Value = Actual> {
    prop_oneof![
        decimal().prop_map(Actual::Number),
        day().prop_map(Actual::Date),
        select(Achievement::ALL).prop_map(Actual::Level),
    ]
}

fn money() -> impl Strategy<Value = Typed<Money>> {
    typed((-Money::LIMIT..=Money::LIMIT).prop_map(Money::from_fen))
}

fn fund() -> impl Strategy<Value = AssessedFund> {
    (money(), money(), money()).prop_map(|(initial, budget, executed)| AssessedFund {
        initial,
        budget,
        executed,
    })
}

fn row() -> impl Strategy<Value = AssessedIndicator> {
    let marks = (any::<bool>(), any::<bool>());
    (typed(actual()), typed(decimal()), of(select(Method::ALL)), marks, words(), words()).prop_map(
        |(actual, score, method, (too_low, untouched), reason, measures)| AssessedIndicator {
            indicator: id(""),
            actual,
            score,
            method,
            too_low,
            reason,
            measures,
            untouched,
        },
    )
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    (select(Section::ALL), words(), of(words()), words()).prop_map(|(section, text, fact, built)| Paragraph {
        id: id(""),
        section,
        text,
        fact,
        built,
    })
}

/// An editable document of 水利, in its second round as [`fill_4`] leaves it, its parts in any order.
fn document() -> impl Strategy<Value = SelfAssessment> {
    let funds = proptest::collection::btree_map(select(FundSource::ALL.to_vec()), fund(), 0..5);
    let rows = proptest::collection::btree_map(0u32..30, row(), 0..9);
    let report = proptest::collection::btree_map(0u32..30, paragraph(), 0..6);
    let texts = proptest::collection::vec(words(), 8);
    let choices = (select(Scope::ALL), of(select(Treatment::ALL)), any::<bool>(), any::<bool>());
    let parts = (funds, rows, report, texts, choices, of(day()), of(day()));
    parts.prop_map(
        |(funds, rows, report, texts, (scope, treatment, funds_untouched, turned), formed, published)| {
            let blank = selfeval("水利", 2026);
            let mut document = SelfAssessment {
                scope,
                treatment,
                funds,
                funds_untouched,
                formed_on: formed,
                published_on: published,
                rows: rows
                    .into_iter()
                    .map(|(n, row)| AssessedIndicator { indicator: id(&format!("i{n}")), ..row })
                    .collect(),
                report: report
                    .into_iter()
                    .map(|(n, part)| Paragraph { id: id(&format!("g{n}")), ..part })
                    .collect(),
                ..blank
            };
            let cells = [
                &mut document.funds_reason,
                &mut document.goal_done,
                &mut document.conclusion,
                &mut document.problems,
                &mut document.measures,
                &mut document.note,
                &mut document.treatment_reason,
                &mut document.published_at,
            ];
            for (cell, text) in cells.into_iter().zip(texts) {
                *cell = text;
            }
            if turned {
                document.rows.reverse();
                document.report.reverse();
            }
            document
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any document over any other reads back, also from its round, and is undone and redone.
    #[test]
    fn any_document_survives(documents in proptest::collection::vec(document(), 1..5)) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::create(dir.path(), AT).unwrap();
        fill(&mut store);
        fill_4(&mut store);
        let mut dumps = vec![dump(dir.path())];
        for document in &documents {
            put(&mut store, |tx| {
                tx.put_self_assessment(document)?;
                tx.put_assessment_round(&round_of(document, 2))
            });
            let stored = store.read().self_assessment_of(&document.project_id).unwrap();
            prop_assert_eq!(stored.as_ref(), Some(document));
            let kept = store.read().assessment_rounds(&document.id).unwrap();
            prop_assert_eq!(&kept[1].content, document);
            // An equal document leaves no step to undo.
            if dumps.last() != Some(&dump(dir.path())) {
                dumps.push(dump(dir.path()));
            }
        }
        for before in dumps.iter().rev().skip(1) {
            store.undo(WHO, AT).unwrap();
            prop_assert_eq!(&dump(dir.path()), before);
        }
        for after in dumps.iter().skip(1) {
            store.redo(WHO, AT).unwrap();
            prop_assert_eq!(&dump(dir.path()), after);
        }
    }
}
