//! The check of a target of 60 indicators.

use crate::measure::{Row, median, text};
use crate::{Bench, sample};
use domain::check::{Stage, Subject, check_project};
use domain::rulepack::Packs;

pub(crate) fn bench() -> Bench {
    let packs = Packs::load(app::assets::RULE_PACKS)?;
    let pack = packs.get("qiemo-2020")?;
    let (project, target) = sample::project(1, 60);
    let unit = sample::unit();
    let subject = Subject { unit: &unit, project: &project, target: Some(&target), stage: Stage::Draft };
    let time = median(200, || check_project(pack, subject));
    Ok(vec![Row::alone("check, 60 indicators", text(time), "under 5 ms")])
}
