//! What may be done with a self-assessment: begin it, confirm what was taken over, hand it on, take it back.

use crate::usecase::edit::Saved;
use crate::usecase::handing::HandedOn;
use crate::usecase::project::ProjectId;
use crate::views::Refused;
use crate::{App, Result};
use domain::handing::Handing;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::DataKind;
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
    /// Why; becomes a remark on each.
    #[serde(default)]
    #[ts(optional)]
    pub remark: Option<String>,
}

/// Begins self-assessments: one step.
pub fn start(_app: &App, _query: StartSelfEvals) -> Result<SelfEvalStarted> {
    unimplemented!()
}

/// What was taken from monitoring is right as it stands.
pub fn confirm(_app: &App, _query: ProjectId) -> Result<Saved> {
    unimplemented!()
}

/// Removes a self-assessment; undo brings it back.
pub fn delete(_app: &App, _query: ProjectId) -> Result<Saved> {
    unimplemented!()
}

/// Points it to the latest approved version of the target.
pub fn follow_target(_app: &App, _query: ProjectId) -> Result<Saved> {
    unimplemented!()
}

/// Takes a filed one back into the drafter's hands.
pub fn reopen(_app: &App, _query: ProjectId) -> Result<Saved> {
    unimplemented!()
}

/// Hands self-assessments on; those that cannot be are named.
pub fn hand_on(_app: &App, _ask: HandOnSelfEvals) -> Result<HandedOn> {
    unimplemented!()
}
