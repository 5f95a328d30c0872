//! Scores of 400 projects of 15 indicators each, every point with its working.

use crate::measure::{Row, median, text};
use crate::{Bench, sample};
use domain::fund::FundSource;
use domain::monitoring::Actual;
use domain::rulepack::Packs;
use domain::scoring::{ScoreInput, ScoreRow, score};
use domain::target_value::TargetValue;
use rust_decimal::Decimal;

const PROJECTS: usize = 400;
const INDICATORS: usize = 15;

pub(crate) fn bench() -> Bench {
    let packs = Packs::load(app::assets::RULE_PACKS)?;
    let pack = packs.get("mof-2020")?;
    let projects: Vec<_> = (0..PROJECTS).map(|number| sample::project(number, INDICATORS)).collect();
    // What people report: short of the target, over it, in words, and more than was asked.
    let words = TargetValue::words("持续改善");
    let actuals: Vec<Actual> =
        [930, 960, 1_300].map(|tenths| Actual::Number(Decimal::new(tenths, 1))).into_iter().collect();
    let reached = Actual::Level(domain::monitoring::Achievement::Reached);
    let inputs: Vec<ScoreInput<'_>> = projects
        .iter()
        .map(|(project, target)| {
            let budget = project.funds.annual.parts.get(&FundSource::Fiscal).and_then(|cell| cell.value);
            let rows = target.indicators.iter().enumerate().map(|(place, indicator)| {
                let in_words = place % 5 == 4;
                ScoreRow {
                    indicator: &indicator.id,
                    name: &indicator.name,
                    class: indicator.class,
                    goal: if in_words { Some(&words) } else { indicator.value.value.as_ref() },
                    actual: if in_words { Some(&reached) } else { actuals.get(place % 3) },
                    weight: Some(Decimal::from(6)),
                    method: None,
                    typed: None,
                    too_low: false,
                    explained: false,
                    path: format!("/projects/{}/selfeval/indicators/{}", project.id, indicator.id),
                }
            });
            ScoreInput {
                open: 0,
                initial: budget,
                budget,
                executed: budget,
                explained: false,
                funds_path: format!("/projects/{}/selfeval/funds", project.id),
                reason_path: format!("/projects/{}/selfeval/funds_reason", project.id),
                rows: rows.collect(),
            }
        })
        .collect();
    let time = median(51, || inputs.iter().map(|input| score(pack, input)).collect::<Vec<_>>());
    Ok(vec![Row::alone("scores with their workings, 400 × 15", text(time), "under 50 ms")])
}
