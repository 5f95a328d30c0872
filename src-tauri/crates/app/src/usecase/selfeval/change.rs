//! What may be done with a self-assessment: begin it, confirm what was taken over, hand it on, take it back.

use super::open::{Opened, is_at, locked, must_exist, open, open_entry, put};
use super::rounds::round_of;
use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::usecase::handing::{HandedOn, Hands, label, named, said};
use crate::usecase::monitor::watched;
use crate::usecase::project::ProjectId;
use crate::views::Refused;
use crate::{ApiError, App, Result};
use domain::handing::Handing;
use domain::selfeval::{SelfAssessment, assessed};
use domain::target::TargetState;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{DataKind, OpKind, Remark, Tx};
use ts_rs::TS;

/// Begins self-assessments, prefilled from target and monitoring.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StartSelfEvals {
    /// Ids, codes or names; empty for all projects of the year.
    pub projects: Vec<String>,
}

/// What was begun.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalStarted {
    /// How many.
    pub made: usize,
    /// Projects left out and why.
    pub refused: Vec<Refused>,
    /// The step's name in the history; `null` when nothing was begun.
    pub label: Option<String>,
    /// Local time, `14:32`.
    pub saved_at: String,
    /// Kinds of data that changed.
    pub changed: BTreeSet<DataKind>,
}

/// Self-assessments to hand on, as one step. Each time one leaves the drafter's hands its round is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandOnSelfEvals {
    /// Ids, codes or names of the projects.
    pub projects: Vec<String>,
    /// What to do.
    pub to: Handing,
    /// What is said with it: on the way back a remark on each that is open, on the way on a note of the round.
    #[serde(default)]
    #[ts(optional)]
    pub remark: Option<String>,
}

/// Begins self-assessments: one step.
pub fn start(app: &App, query: StartSelfEvals) -> Result<SelfEvalStarted> {
    app.work(|session| {
        let mut entries = Vec::new();
        if query.projects.is_empty() {
            entries = session.projects()?;
        } else {
            for name in &query.projects {
                entries.push(session.find_project(name)?);
            }
        }
        let mut made: Vec<Opened> = Vec::new();
        let mut refused = Vec::new();
        for entry in entries {
            let project = entry.0.clone();
            if made.iter().any(|known| known.project.id == project.id) {
                continue;
            }
            match open_entry(app, session, entry) {
                Ok(opened) if opened.exists => {
                    refused.push(Refused::new(&project, "已经开始自评，没有改动"));
                }
                Ok(opened) => made.push(opened),
                // 涉密, or no target yet; anything else is a fault.
                Err(error) if BLOCKED.contains(&error.code.as_str()) => {
                    refused.push(Refused::new(&project, error.message));
                }
                Err(error) => return Err(error),
            }
        }
        let names: Vec<&str> = made.iter().map(|opened| opened.project.name.as_str()).collect();
        let (label, changed) = match names.as_slice() {
            [] => (None, BTreeSet::new()),
            names => {
                let label = format!("开始{}", named(names, "绩效自评"));
                let done = session.operate(app, &label, OpKind::Reversible, |tx| {
                    made.iter().try_for_each(|opened| put(tx, opened))
                })?;
                (Some(label), done.kinds)
            }
        };
        let Saved { label, saved_at, changed } = Saved::new(app, label, &changed);
        Ok(SelfEvalStarted { made: made.len(), refused, label, saved_at, changed })
    })
}

/// Why a project has no self-assessment.
pub(super) const BLOCKED: [&str; 2] = ["APP-SECRET", "APP-SELFEVAL-TARGET"];

fn change(
    app: &App,
    query: &ProjectId,
    what: &str,
    work: impl FnOnce(&mut Opened) -> Result<()>,
) -> Result<Saved> {
    app.work(|session| {
        let mut opened = open(app, session, &query.id)?;
        if !opened.doc.is_editable() {
            return Err(locked(&opened));
        }
        work(&mut opened)?;
        let label = format!("{what}{}", named(&[&opened.project.name], "绩效自评"));
        let done = session.operate(app, &label, OpKind::Reversible, |tx| put(tx, &opened))?;
        Ok(Saved::new(app, Some(label), &done.kinds))
    })
}

/// What was taken from monitoring is right as it stands.
pub fn confirm(app: &App, query: ProjectId) -> Result<Saved> {
    change(app, &query, "确认取自监控的内容：", |opened| {
        opened.doc.funds_untouched = false;
        for row in &mut opened.doc.rows {
            row.untouched = false;
        }
        Ok(())
    })
}

/// Points it to the latest approved version of the target; what was recorded stays with its indicators.
pub fn follow_target(app: &App, query: ProjectId) -> Result<Saved> {
    change(app, &query, "改按调整后的目标填写", |opened| {
        let Some(newer) = watched(&opened.versions).filter(|newer| newer.id != opened.doc.target_id) else {
            let text = "自评的已经是最新批复的绩效目标，不需要更换";
            return Err(ApiError::new("APP-SELFEVAL-TARGET", text));
        };
        opened.doc.target_id = newer.id.clone();
        opened.target = newer.clone();
        for indicator in assessed(&opened.target, opened.doc.scope) {
            opened.doc.row_mut(&indicator.id);
        }
        Ok(())
    })
}

/// Removes a self-assessment; undo brings it back.
pub fn delete(app: &App, query: ProjectId) -> Result<Saved> {
    step(app, &query, "删除", |tx, opened| {
        if !opened.doc.is_editable() {
            return Err(locked(opened));
        }
        Ok(tx.delete_self_assessment(&opened.doc.id)?)
    })
}

/// Takes one that was handed on, reviewed, released or filed back into the drafter's hands; filing it again makes the
/// next package.
pub fn reopen(app: &App, query: ProjectId) -> Result<Saved> {
    step(app, &query, "重新填报", |tx, opened| {
        let doc = &opened.doc;
        if doc.is_editable() {
            let text = format!("“{}”的绩效自评{}，可以直接修改", opened.project.name, doc.state_word());
            return Err(ApiError::new("APP-STATE", text));
        }
        if doc.handed_on {
            return Ok(tx.hand_self_assessment(&doc.id, doc.state, false, doc.round)?);
        }
        Ok(tx.set_self_assessment_state(&doc.id, TargetState::Drafted)?)
    })
}

fn step(
    app: &App,
    query: &ProjectId,
    what: &str,
    work: impl FnOnce(&Tx<'_>, &Opened) -> Result<()>,
) -> Result<Saved> {
    app.work(|session| {
        let opened = open(app, session, &query.id)?;
        must_exist(&opened)?;
        let label = format!("{what}{}", named(&[&opened.project.name], "绩效自评"));
        let done = session.operate(app, &label, OpKind::Reversible, |tx| work(tx, &opened))?;
        Ok(Saved::new(app, Some(label), &done.kinds))
    })
}

/// Hands self-assessments on in one step; those that cannot be are named.
pub fn hand_on(app: &App, ask: HandOnSelfEvals) -> Result<HandedOn> {
    let remark = said(ask.to, ask.remark.as_deref())?;
    app.work(|session| {
        session.check_writable()?;
        let (ready, refused) = sorted(app, session, &ask, &remark)?;
        let saved_at = app.host().now().format("%H:%M").to_string();
        if ready.is_empty() {
            return Ok(HandedOn { done: 0, refused, label: None, saved_at });
        }
        let names: Vec<&str> = ready.iter().map(|(opened, _)| opened.project.name.as_str()).collect();
        let hands =
            (ready.iter()).map(|(opened, _)| Hands::of("self_assessment", &opened.doc.id, &opened.doc));
        let label = label(session, ask.to, &named(&names, "绩效自评"), hands)?;
        let mut steps = Vec::new();
        for (opened, (state, handed_on)) in &ready {
            let next = u32::from(ask.to.starts_round());
            let moved = SelfAssessment {
                state: *state,
                handed_on: *handed_on,
                round: opened.doc.round + next,
                ..opened.doc.clone()
            };
            let kept = leaves(ask.to).then(|| round_of(app, session, opened, &moved));
            let noted = (!remark.is_empty()).then(|| Remark {
                path: opened.doc.path(),
                from_bureau: ask.to == Handing::Returned,
                ..session.said(app, &opened.project, ask.to, opened.doc.round, &remark)
            });
            steps.push((moved, kept, noted));
        }
        session.operate(app, &label, OpKind::Reversible, |tx| {
            for (moved, kept, noted) in &steps {
                tx.hand_self_assessment(&moved.id, moved.state, moved.handed_on, moved.round)?;
                if let Some(kept) = kept {
                    tx.put_assessment_round(kept)?;
                }
                if let Some(noted) = noted {
                    tx.put_remark(noted)?;
                }
            }
            Ok(())
        })?;
        Ok(HandedOn { done: ready.len(), refused, label: Some(label), saved_at })
    })
}

/// Does the document leave somebody's hands with this step, so that its round is kept?
fn leaves(to: Handing) -> bool {
    matches!(to, Handing::Review | Handing::Reviewed | Handing::Released)
}

/// Those that can be handed on with where that leads, and those that cannot, with why.
type Sorted = (Vec<(Opened, (TargetState, bool))>, Vec<Refused>);

fn sorted(app: &App, session: &Session, ask: &HandOnSelfEvals, remark: &str) -> Result<Sorted> {
    let mut ready: Vec<(Opened, (TargetState, bool))> = Vec::new();
    let mut refused = Vec::new();
    for name in &ask.projects {
        let entry = match session.find_project(name) {
            Ok(entry) => entry,
            Err(error) => {
                refused.push(Refused { project: name.clone(), name: name.clone(), why: error.message });
                continue;
            }
        };
        let project = entry.0.clone();
        if ready.iter().any(|(known, _)| known.project.id == project.id) {
            continue;
        }
        let opened = match open_entry(app, session, entry) {
            Ok(opened) => opened,
            Err(error) if BLOCKED.contains(&error.code.as_str()) => {
                refused.push(Refused::new(&project, error.message));
                continue;
            }
            Err(error) => return Err(error),
        };
        match leads(session, &opened, ask.to, remark)? {
            Ok(to) => ready.push((opened, to)),
            Err(why) => refused.push(Refused::new(&project, why)),
        }
    }
    Ok((ready, refused))
}

/// Where the step leads, or why it cannot be done.
fn leads(
    session: &Session,
    opened: &Opened,
    to: Handing,
    remark: &str,
) -> Result<std::result::Result<(TargetState, bool), String>> {
    if !opened.exists {
        return Ok(Err("还没有开始自评，请先“开始自评”".to_owned()));
    }
    let Some(led) = opened.doc.after(to) else {
        return Ok(Err(format!("绩效自评{}，现在不能{}", opened.doc.state_word(), to.name())));
    };
    if to == Handing::Back && remark.is_empty() && open_remarks(session, opened)?.is_empty() {
        return Ok(Err("没有写退回意见，也没有待处理的意见，请写明要改什么".to_owned()));
    }
    Ok(Ok(led))
}

/// The remarks on the document that are open.
pub(crate) fn open_remarks(session: &Session, opened: &Opened) -> Result<Vec<Remark>> {
    let mut remarks = session.store.read().remarks(&opened.project.id)?;
    remarks.retain(|remark| !remark.done && is_at(&remark.path, &opened.doc.path()));
    Ok(remarks)
}
