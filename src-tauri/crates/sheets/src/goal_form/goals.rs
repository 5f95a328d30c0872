//! The goal texts of a form.

use super::is_label;
use crate::label::{Label, Labels};
use crate::values;

const ANNUAL: &[&str] = &[
    "年度目标",
    "年度总体目标",
    "年度绩效目标",
    "当年绩效目标",
    "当年目标",
    "年度总目标",
    "年度绩效总目标",
    "年度总体绩效目标",
];
const MEDIUM: &[&str] = &[
    "中期目标",
    "实施期目标",
    "实施期总目标",
    "中期绩效目标",
    "项目总目标",
    "长期目标",
    "实施期绩效目标",
    "中长期目标",
];
const PLAIN: &[&str] = &[
    "总体目标",
    "项目绩效目标",
    "绩效目标",
    "项目总体目标",
    "项目目标",
    "整体目标",
    "总体绩效目标",
    "项目绩效总目标",
    "绩效总目标",
];

pub(super) fn is_word(word: &str) -> bool {
    ANNUAL.contains(&word) || MEDIUM.contains(&word) || PLAIN.contains(&word)
}

/// The medium-term and the annual goal. A goal whose label says no time is the annual one, unless that is there too.
pub(super) fn read(labels: &Labels<'_>, before: u32) -> (String, String) {
    let mut medium = text(labels, MEDIUM, before);
    let mut annual = text(labels, ANNUAL, before);
    if let Some(plain) = text(labels, PLAIN, before) {
        if annual.is_none() {
            annual = Some(plain);
        } else if medium.is_none() {
            medium = Some(plain);
        }
    }
    (medium.unwrap_or_default(), annual.unwrap_or_default())
}

fn text(labels: &Labels<'_>, words: &[&str], before: u32) -> Option<String> {
    let named = labels.iter().filter(|label| label.area.top < before);
    named.filter(|label| words.contains(&label.word.as_str())).find_map(|label| beside(labels, label, before))
}

fn beside(labels: &Labels<'_>, label: &Label, before: u32) -> Option<String> {
    let place = labels.right(label, is_label).or_else(|| labels.below(label, is_label))?;
    if place.0 >= before {
        return None;
    }
    values::text(labels.sheet.cell(place.0, place.1)).ok().flatten()
}
