//! A person says to which project payments belong; later imports remember it.

use super::refuse;
use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::{ApiError, App, Result};
use domain::ledger::{Match, PaymentGroup, ProjectKey, match_groups, subject};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::{LedgerGroup, Matched, OpKind};
use ts_rs::TS;

/// Assigns groups of payments.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerAssign {
    /// Ids of the groups, or the code or name that the file says.
    pub groups: Vec<String>,
    /// Id, code or name of the project; `null`: to none, as the file's code and name say.
    pub project: Option<String>,
    /// They belong to no project at all (不计入).
    #[serde(default)]
    #[ts(optional)]
    pub ignore: Option<bool>,
}

/// What persons said in the year: projects by [`subject`], `None` for 不计入.
pub(super) fn remembered(groups: &[LedgerGroup]) -> BTreeMap<String, Option<Id>> {
    let said = |group: &&LedgerGroup| {
        matches!(group.matched.1, Match::Assigned | Match::Remembered | Match::Ignored)
    };
    let said = groups.iter().filter(said);
    said.map(|group| (of(&group.group), group.matched.0.clone())).collect()
}

fn of(group: &PaymentGroup) -> String {
    subject(&group.code, &group.name)
}

/// What the year's projects are known by.
pub(super) fn project_keys(app: &App, session: &Session) -> Result<Vec<ProjectKey>> {
    let names = super::project_names(app, session)?;
    Ok(names.into_iter().map(|(id, (code, name))| ProjectKey { id, code, name }).collect())
}

/// Assigns groups, and with them what all exports of the year say in the same words, as one step.
pub fn assign(app: &App, query: LedgerAssign) -> Result<Saved> {
    app.work(|session| {
        let all = session.store.read().ledger_groups_of(session.year)?;
        let id = |group: &LedgerGroup| format!("{}/{}", group.ledger_id, group.number);
        let mut chosen: Vec<&LedgerGroup> = Vec::new();
        for name in &query.groups {
            let called = |group: &&LedgerGroup| {
                id(group) == *name
                    || (!name.is_empty() && (group.group.code == *name || group.group.name == *name))
            };
            let before = chosen.len();
            chosen.extend(all.iter().filter(called));
            if chosen.len() == before {
                return Err(ApiError::no_such("支付分组", name));
            }
        }
        let Some(first) = chosen.first() else { return Err(ApiError::no_such("支付分组", "")) };
        let wanted: BTreeSet<String> = chosen.iter().map(|group| id(group)).collect();
        let project = query.project.as_deref().map(|name| session.find_project(name)).transpose()?;
        let ignore = query.ignore == Some(true);
        if ignore && project.is_some() {
            return Err(refuse("不计入的支付不能同时指定项目，请选其中一种"));
        }
        let name = match (first.group.name.as_str(), first.group.code.as_str()) {
            ("", "") => "没有写明项目的支付",
            ("", code) => code,
            (name, _) => name,
        };
        let more = if wanted.len() > 1 { format!("等 {} 组", wanted.len()) } else { String::new() };
        let label = match (&project, ignore) {
            (Some((project, _)), _) => format!("把账上的“{name}”{more}对应到“{}”", project.name),
            (None, true) => format!("账上的“{name}”{more}不计入项目"),
            (None, false) => format!("取消账上的“{name}”{more}的对应"),
        };
        let subjects: BTreeSet<String> = chosen.iter().map(|group| of(&group.group)).collect();
        let project = project.map(|(project, _)| project.id);
        let keys = project_keys(app, session)?;
        let changes: Vec<(&LedgerGroup, Matched)> = (all.iter())
            .filter(|group| subjects.contains(&of(&group.group)))
            .filter_map(|group| {
                let own = wanted.contains(&id(group));
                // What the file's own words matched elsewhere stays.
                if !own && matches!(group.matched.1, Match::Code | Match::Name) {
                    return None;
                }
                let matched = match (&project, ignore) {
                    (None, false) => {
                        match_groups(std::slice::from_ref(&group.group), &keys, &BTreeMap::new()).pop()?
                    }
                    (None, true) => (None, Match::Ignored),
                    (project, _) => (project.clone(), if own { Match::Assigned } else { Match::Remembered }),
                };
                Some((group, matched))
            })
            .collect();
        let done = session.operate(app, &label, OpKind::Reversible, |tx| {
            for (group, matched) in &changes {
                tx.put_group_project(&group.ledger_id, group.number, matched)?;
            }
            Ok(())
        })?;
        Ok(Saved::new(app, (!done.kinds.is_empty()).then_some(label), &done.kinds))
    })
}
