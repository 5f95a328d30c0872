//! Handing targets on inside the unit and noting what the bureau did: 送复核, 撤回, 复核, 审定, 退回, 批复, 调整. What
//! self-assessments have in common with them stands here too.

use crate::session::Session;
use crate::views::Refused;
use crate::{ApiError, App, Result};
use domain::handing::{self, Handing};
use domain::project::Project;
use domain::target::{Target, TargetState};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use store::{OpKind, Remark};
use ts_rs::TS;

/// Something that may be done with the state of a target now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Step {
    /// What `target.hand_on` takes.
    pub to: Handing,
    /// Its name.
    pub word: String,
    /// It must be said why.
    pub needs_remark: bool,
}

/// Targets to hand on, as one step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandOn {
    /// Ids, codes or names of the projects.
    pub projects: Vec<String>,
    /// What to do.
    pub to: Handing,
    /// What is said with it: on the way back a remark that is open, on the way on a note, or the reason of an adjustment.
    #[serde(default)]
    #[ts(optional)]
    pub remark: Option<String>,
}

/// What came of handing on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandedOn {
    /// How many were handed on.
    pub done: usize,
    /// Those that cannot be.
    pub refused: Vec<Refused>,
    /// The step's name in the history; `null` when nothing was done.
    pub label: Option<String>,
    /// Local time, `14:32`.
    pub saved_at: String,
}

/// What may be done with a document now. `open` is the number of its open remarks.
pub(crate) fn steps(session: &Session, document: &impl handing::HandedOn, open: usize) -> Vec<Step> {
    if session.check_writable().is_err() {
        return Vec::new();
    }
    let step = |to: &Handing| Step {
        to: *to,
        word: to.name().to_owned(),
        needs_remark: to.needs_remark() && !(*to == Handing::Back && open > 0),
    };
    document.handings().iter().map(step).collect()
}

/// What is said with a step, trimmed; refused where it must be said why and is not.
pub(crate) fn said(to: Handing, remark: Option<&str>) -> Result<String> {
    let remark = remark.map(str::trim).unwrap_or_default().to_owned();
    match to {
        Handing::Returned if remark.is_empty() => {
            let text = "请写明财政退回的意见，逐条意见可以退回后再补记";
            Err(ApiError::new("APP-REMARK", text).field("remark"))
        }
        Handing::Adjust if remark.is_empty() => {
            let text = "请写明调整原因，例如政策变化或突发事件";
            Err(ApiError::new("APP-REASON", text).field("remark"))
        }
        _ => Ok(remark),
    }
}

/// Hands targets on in one step; those that cannot be are named.
pub fn hand_on(app: &App, ask: HandOn) -> Result<HandedOn> {
    let remark = said(ask.to, ask.remark.as_deref())?;
    app.work(|session| {
        session.check_writable()?;
        let (ready, refused) = sorted(session, &ask, &remark)?;
        let saved_at = app.host().now().format("%H:%M").to_string();
        if ready.is_empty() {
            return Ok(HandedOn { done: 0, refused, label: None, saved_at });
        }
        let names: Vec<&str> = ready.iter().map(|(project, _)| project.name.as_str()).collect();
        let hands = ready.iter().map(|(_, target)| Hands::of("target", &target.id, target));
        let label = label(session, ask.to, &named(&names, ""), hands)?;
        let kind = if ask.to == Handing::Approved { OpKind::Barrier } else { OpKind::Reversible };
        let noted: Vec<Option<Remark>> = (ready.iter())
            .map(|(project, target)| {
                let said = !remark.is_empty() && ask.to != Handing::Adjust;
                said.then(|| Remark {
                    from_bureau: ask.to == Handing::Returned,
                    ..session.said(app, project, ask.to, target.round, &remark)
                })
            })
            .collect();
        session.operate(app, &label, kind, |tx| {
            for ((_, target), noted) in ready.iter().zip(&noted) {
                if ask.to == Handing::Adjust {
                    tx.new_version(&target.id, app.host().new_id(), &remark)?;
                } else {
                    tx.hand_target(&target.id, ask.to)?;
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

/// Those that can be handed on, and those that cannot, with why.
type Sorted = (Vec<(Project, Target)>, Vec<Refused>);

/// The projects that can be handed on, and those that cannot with the reason.
fn sorted(session: &Session, ask: &HandOn, remark: &str) -> Result<Sorted> {
    let mut ready: Vec<(Project, Target)> = Vec::new();
    let mut refused = Vec::new();
    for name in &ask.projects {
        let (project, target) = match session.find_project(name) {
            Ok(found) => found,
            Err(error) => {
                refused.push(Refused { project: name.clone(), name: name.clone(), why: error.message });
                continue;
            }
        };
        if ready.iter().any(|(known, _)| known.id == project.id) {
            continue;
        }
        let open = || -> Result<bool> {
            Ok(session.store.read().remarks(&project.id)?.iter().any(|remark| !remark.done))
        };
        let why = match &target {
            None => Some("还没有填报绩效目标，请先填报".to_owned()),
            Some(target) if target.after(ask.to).is_none() => {
                Some(format!("绩效目标{}，现在不能{}", target.state_word(), ask.to.name()))
            }
            Some(_) if ask.to == Handing::Back && remark.is_empty() && !open()? => {
                Some("没有写退回意见，也没有待处理的意见，请写明要改什么".to_owned())
            }
            Some(_) => None,
        };
        match (why, target) {
            (None, Some(target)) => ready.push((project, target)),
            (why, _) => refused.push(Refused::new(&project, why.unwrap_or_default())),
        }
    }
    Ok((ready, refused))
}

/// What a step is about: `“村级补助”绩效自评`, ` 3 个项目的绩效自评`.
pub(crate) fn named(names: &[&str], document: &str) -> String {
    match names {
        [one] => format!("“{one}”{document}"),
        many if document.is_empty() => format!(" {} 个项目", many.len()),
        many => format!(" {} 个项目的{document}", many.len()),
    }
}

/// A document whose hands are looked up in the log.
pub(crate) struct Hands<'a> {
    table: &'static str,
    id: &'a Id,
    state: TargetState,
    handed_on: bool,
}

impl<'a> Hands<'a> {
    /// `table` is `target` or `self_assessment`.
    pub(crate) fn of(table: &'static str, id: &'a Id, document: &impl handing::HandedOn) -> Self {
        Self { table, id, state: document.state(), handed_on: document.is_awaiting() }
    }
}

/// The name of a step; it says where a person hands on what is their own.
pub(crate) fn label<'a>(
    session: &Session,
    to: Handing,
    what: &str,
    hands: impl Iterator<Item = Hands<'a>>,
) -> Result<String> {
    // Declared names are no login, so nobody is kept from it; the history says it.
    let same = match to {
        Handing::Reviewed => "（复核人与编制人相同）",
        Handing::Released => "（审定人与复核人相同）",
        _ => return Ok(format!("{}{what}", to.name())),
    };
    let mut own = false;
    for document in hands {
        own |= last_hand(session, &document)?.is_some_and(|person| person == session.person.name);
    }
    Ok(format!("{}{what}{}", to.name(), if own { same } else { "" }))
}

/// Who did the step that led to where the document stands: handed it on, reviewed it, or edited it last.
fn last_hand(session: &Session, document: &Hands<'_>) -> Result<Option<String>> {
    let read = session.store.read();
    let (column, led) = match document.state {
        TargetState::Reviewed => ("state", json!(TargetState::Reviewed)),
        _ if document.handed_on => ("handed_on", json!(1)),
        _ => {
            let last = match document.table {
                "target" => read.last_change_of_target(document.id)?,
                _ => read.last_change_of_self_assessment(document.id)?,
            };
            let Some(seq) = last else { return Ok(None) };
            return Ok(read.audit_list(1, Some(seq + 1), "")?.pop().map(|entry| entry.person));
        }
    };
    let mut person = None;
    read.walk_row(document.table, document.id.as_str(), &mut |change| {
        // Who takes something back is not who did it.
        let did = change.kind != "undo" && change.after.is_some_and(|row| row.get(column) == Some(&led));
        person = did.then_some(change.person);
        !did
    })?;
    Ok(person)
}

impl Session {
    /// A remark on a project as a whole by whoever works here.
    pub(crate) fn remark(&self, app: &App, project: &Project, round: u32, text: &str) -> Remark {
        Remark {
            id: app.host().new_id(),
            project_id: project.id.clone(),
            path: format!("/projects/{}", project.id),
            text: text.to_owned(),
            person: self.person.name.clone(),
            role: self.person.role.clone(),
            at: app.stamp(),
            round,
            from_bureau: false,
            done: false,
            answer: String::new(),
            answered_by: String::new(),
        }
    }

    /// What is said with a step. Only what comes back asks for something to be done; on the way on it is a note.
    pub(crate) fn said(&self, app: &App, project: &Project, to: Handing, round: u32, text: &str) -> Remark {
        Remark { done: !to.starts_round(), ..self.remark(app, project, round, text) }
    }

    /// How many remarks of the year are open, by the project's id.
    pub(crate) fn open_remarks(&self) -> Result<BTreeMap<String, usize>> {
        let mut open = BTreeMap::new();
        for remark in self.store.read().remarks_of_year(self.year)?.into_iter().filter(|r| !r.done) {
            *open.entry(remark.project_id.0).or_default() += 1;
        }
        Ok(open)
    }
}
