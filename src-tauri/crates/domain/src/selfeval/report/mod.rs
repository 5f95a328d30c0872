//! The report (自评报告): chapters from the pack, sentences from the data, and the link between them.

mod sentences;

pub use sentences::sentences;

use super::{Paragraph, Section, SelfAssessment};
use crate::monitoring::Actual;
use crate::rulepack::Pack;
use crate::target_value::TargetValue;
use crate::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sentence of the report, built from the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sentence {
    /// Key: `basics.money`, `indicators.{id}` …
    pub key: String,
    /// Its chapter.
    pub section: Section,
    /// The text.
    pub text: String,
    /// Paths of the cells whose numbers it says.
    pub from: Vec<String>,
}

/// The chapters of the report as the pack has them; all of them where it says nothing.
pub fn outline(pack: &Pack) -> Vec<Section> {
    pack.rules.self_report.as_ref().map_or_else(|| Section::ALL.to_vec(), |rule| rule.params.sections.clone())
}

/// Puts every sentence that the report does not have yet at the end of its chapter, as a paragraph of its own. What
/// stands there stays.
pub fn begin_report(doc: &mut SelfAssessment, sentences: &[Sentence], mut new_id: impl FnMut() -> Id) {
    for sentence in sentences {
        if doc.report.iter().any(|own| own.fact.as_deref() == Some(sentence.key.as_str())) {
            continue;
        }
        let paragraph = Paragraph {
            id: new_id(),
            section: sentence.section,
            text: sentence.text.clone(),
            fact: Some(sentence.key.clone()),
            built: sentence.text.clone(),
        };
        put(doc, paragraph, sentences);
    }
}

/// Adds a blank paragraph of free text at the end of a chapter.
pub fn add_paragraph(doc: &mut SelfAssessment, section: Section, id: Id) {
    let blank = Paragraph { id, section, text: String::new(), fact: None, built: String::new() };
    put(doc, blank, &[]);
}

/// Behind the last paragraph of its chapter; a chapter that is not there yet comes where the sentences have it.
fn put(doc: &mut SelfAssessment, paragraph: Paragraph, sentences: &[Sentence]) {
    let order = |section: Section| {
        let said = sentences.iter().position(|sentence| sentence.section == section);
        (said.is_none(), said, section)
    };
    let own = doc.report.iter().rposition(|known| known.section == paragraph.section);
    let at = own.map_or_else(
        || {
            let before = |known: &Paragraph| order(known.section) < order(paragraph.section);
            doc.report.iter().rposition(before).map_or(0, |at| at + 1)
        },
        |at| at + 1,
    );
    doc.report.insert(at, paragraph);
}

/// Have the data moved on since the paragraph's sentence was taken? Free text and what the user left empty never are.
pub fn is_stale(paragraph: &Paragraph, sentences: &[Sentence]) -> bool {
    let Some(key) = paragraph.fact.as_deref() else { return false };
    let today = sentences.iter().find(|sentence| sentence.key == key);
    !paragraph.text.trim().is_empty() && today.is_none_or(|sentence| sentence.text != paragraph.built)
}

/// Takes today's sentence. Where the data no longer say it, the paragraph stays as free text.
pub fn refresh(paragraph: &mut Paragraph, sentences: &[Sentence]) {
    let Some(key) = paragraph.fact.as_deref() else { return };
    if let Some(sentence) = sentences.iter().find(|sentence| sentence.key == key) {
        paragraph.text.clone_from(&sentence.text);
        paragraph.built.clone_from(&sentence.text);
    } else {
        paragraph.fact = None;
        paragraph.built.clear();
    }
}

/// What was achieved with the unit of its target: `118个`, `98%`, `2026年7月15日`, `部分达成`.
pub fn print_actual(actual: &Actual, goal: Option<&TargetValue>) -> String {
    match actual {
        Actual::Number(_) => format!("{}{}", actual.print(), goal.map_or("", |goal| goal.unit.as_str())),
        other => other.print(),
    }
}
