//! A package of self-assessments: all of the year that were begun.

use super::{Draft, Part, Wanted, codes, number};
use crate::session::Session;
use crate::submission_selfeval::{SelfEvalPart, self_assessment};
use crate::usecase::project::unit_of;
use crate::usecase::selfeval::open::{Opened, findings_of, open_entry, pack_of, scored};
use crate::usecase::selfeval::{all_evidence, evidence_findings, open_remarks};
use crate::{App, Result};
use domain::check::Stage;
use domain::finding::{Finding, Level, Source};
use domain::money::Money;
use domain::rectification::Evidence;
use domain::rulepack::Pack;
use domain::scoring::Scored;
use domain::selfeval::{AssessmentRound, SelfAssessment, proposal};
use domain::target::TargetState;
use package::Kind;
use store::{Person, Tx};

/// A self-assessment with its score and what proves it.
pub(super) struct Assessed {
    pub(super) opened: Opened,
    pub(super) scored: Scored,
    pub(super) evidence: Vec<Evidence>,
}

pub(super) fn draft(app: &App, session: &Session, wanted: Wanted) -> Result<Draft> {
    let projects = session.projects()?;
    let codes = codes(app, session, &projects)?;
    let (mut entries, mut left_out, mut found) = (Vec::new(), Vec::new(), Vec::new());
    let (mut unreleased, mut executed) = (Vec::new(), None);
    for (place, entry) in projects.iter().enumerate() {
        let name = &entry.0.name;
        if entry.0.is_secret() {
            left_out.push(format!("{name}（涉密）"));
            continue;
        }
        let opened = match &entry.1 {
            Some(_) => Some(open_entry(app, session, entry.clone())?).filter(|opened| opened.exists),
            None => None,
        };
        let Some(opened) = opened else {
            left_out.push(format!("{name}（没有绩效自评）"));
            continue;
        };
        let scored = scored(app, session, &opened);
        let pack = pack_of(app, session, &opened.doc);
        let mut own = findings_of(app, session, &opened, (pack, &scored), Stage::Seal)?;
        // What the check only glanced at is read here: a package must carry what was attached.
        own.retain(|finding| !(finding.rule == "selfeval.evidence" && finding.level == Level::Error));
        own.extend(evidence_findings(app, session, &opened, true)?);
        unsettled(&opened, pack, &mut own);
        own.extend(unanswered(session, &opened)?);
        let base = format!("/projects/{}", entry.0.id);
        own.extend(codes.iter().filter(|finding| finding.is_at(&base)).cloned());
        let errors = own.iter().filter(|finding| finding.level == Level::Error).count();
        if wanted.ready_only && errors > 0 {
            left_out.push(format!("{name}（还有 {errors} 处必须改）"));
            continue;
        }
        found.extend(own);
        let state = opened.doc.state;
        if !matches!(state, TargetState::Released | TargetState::Sealed | TargetState::Approved) {
            unreleased.push(name.clone());
        }
        if let Some(spent) = opened.doc.totals().executed {
            executed = Some(executed.unwrap_or(Money::ZERO) + spent);
        }
        let evidence = all_evidence(session, &opened)?;
        entries.push((place, Part::SelfEval(Box::new(Assessed { opened, scored, evidence }))));
    }
    found.extend(codes.into_iter().filter(|finding| finding.is_at("/unit")));
    found.sort_by_key(|finding| finding.level);
    let unit = unit_of(session.pack(app)?);
    let executed = executed.map_or("全年执行数还没有填".to_owned(), |sum: Money| {
        format!("全年执行 {}", sum.with_unit(unit))
    });
    let what = format!("{} 个项目的 {} 年度绩效自评（{executed}）", entries.len(), session.year);
    let number = number(session, Kind::SelfEval, wanted.period)?;
    Ok(Draft { unreleased, ..Draft::new(number, entries, left_out, found, projects, what) })
}

/// What is filed is scored by its target: one that can still be typed over would change the score of a filed document.
fn unsettled(opened: &Opened, pack: &Pack, own: &mut Vec<Finding>) {
    let target = &opened.target;
    if matches!(target.state, TargetState::Sealed | TargetState::Approved) {
        return;
    }
    let source = pack.rules.self_target.as_ref().map(|rule| rule.source.clone());
    // The check asks why it is not approved; that it was not even filed says as much, and weighs more.
    own.retain(|found| !(found.rule == "selfeval.target" && found.text.ends_with("还没有批复")));
    own.push(Finding {
        rule: "selfeval.target".into(),
        level: Level::Error,
        path: format!("{}/indicators", opened.doc.path()),
        text: format!("自评依据的绩效目标{}，还没有上报", target.state_word()),
        remedy: "请先上报绩效目标，再上报自评".into(),
        numbers: Vec::new(),
        source: source.unwrap_or_else(own_source),
    });
}

/// What was sent back with a remark is not filed before the remark is dealt with.
fn unanswered(session: &Session, opened: &Opened) -> Result<Option<Finding>> {
    let open = open_remarks(session, opened)?;
    let Some(first) = open.first() else { return Ok(None) };
    Ok(Some(Finding {
        rule: "selfeval.remarks".into(),
        level: Level::Error,
        path: first.path.clone(),
        text: format!("还有 {} 条意见没有处理，第一条：“{}”", open.len(), first.text),
        remedy: "请按意见改好，在意见上写明怎样处理并标为已处理".into(),
        numbers: Vec::new(),
        source: own_source(),
    }))
}

/// This program itself demands it.
fn own_source() -> Source {
    Source { document: "本程序".into(), clause: String::new() }
}

/// What submission.json says of one.
pub(super) fn said(app: &App, session: &Session, assessed: &Assessed) -> SelfEvalPart {
    let Assessed { opened, scored, evidence } = assessed;
    let proposed = proposal(pack_of(app, session, &opened.doc), &opened.doc, scored);
    self_assessment(&opened.doc, &opened.target, scored, proposed.as_ref(), evidence)
}

/// Notes that it was filed: each state on the way, and the round that it was filed with.
pub(super) fn filed(tx: &Tx<'_>, assessed: &Assessed, person: &Person, at: &str) -> Result<()> {
    let doc = &assessed.opened.doc;
    let steps = doc.state.steps_to_sealed();
    for state in steps {
        tx.set_self_assessment_state(&doc.id, *state)?;
    }
    let kept =
        || Ok::<_, store::Error>(tx.assessment_rounds(&doc.id)?.iter().any(|one| one.round == doc.round));
    // Carried along in a later package it stays the round that was filed first.
    if steps.is_empty() && kept()? {
        return Ok(());
    }
    Ok(tx.put_assessment_round(&AssessmentRound {
        assessment: doc.id.clone(),
        round: doc.round,
        at: at.to_owned(),
        person: person.name.clone(),
        role: person.role.clone(),
        total: assessed.scored.total,
        content: SelfAssessment { state: TargetState::Sealed, handed_on: false, ..doc.clone() },
    })?)
}
