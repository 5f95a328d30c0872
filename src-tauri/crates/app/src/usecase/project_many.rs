//! Many projects at once: their sum, and deleting them as one step.

use crate::usecase::project::unit_of;
use crate::views::Refused;
use crate::{ApiError, App, Result};
use domain::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::OpKind;
use ts_rs::TS;

/// Names projects.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Projects {
    /// Ids, codes or names.
    pub projects: Vec<String>,
}

/// What projects come to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProjectSum {
    /// How many of them there are; one that is named twice counts once.
    pub projects: usize,
    /// Sum of their 年度资金总额, in 分; a blank one adds nothing.
    pub total: Money,
    /// The same as printed, in the form's unit.
    pub total_text: String,
}

/// What came of deleting many.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Deleted {
    /// How many were deleted.
    pub done: usize,
    /// Those that cannot be.
    pub refused: Vec<Refused>,
    /// The step's name in the history; `null` when nothing was done.
    pub label: Option<String>,
    /// Local time, `14:32`.
    pub saved_at: String,
}

/// Adds up the year's funds of some projects. Those that are not there (any more) add nothing.
pub fn sum(app: &App, query: Projects) -> Result<ProjectSum> {
    app.read(|session| {
        let wanted: BTreeSet<&str> = query.projects.iter().map(String::as_str).collect();
        let found: Vec<_> = (session.projects()?.into_iter())
            .filter(|(project, _)| {
                wanted.contains(project.id.as_str())
                    || wanted.contains(project.name.as_str())
                    || (!project.code.is_empty() && wanted.contains(project.code.as_str()))
            })
            .collect();
        let total: Money = found.iter().filter_map(|(project, _)| project.funds.annual.total()).sum();
        let total_text = total.print(unit_of(session.pack(app)?));
        Ok(ProjectSum { projects: found.len(), total, total_text })
    })
}

/// Deletes projects in one step that undo takes back whole; those that cannot be deleted are named.
pub fn delete(app: &App, query: Projects) -> Result<Deleted> {
    app.work(|session| {
        session.check_writable()?;
        let mut ready = Vec::new();
        let mut refused = Vec::new();
        for name in &query.projects {
            match session.find_project(name) {
                Ok((project, _)) if ready.contains(&project) => {}
                Ok((project, target)) => match target.filter(|target| !target.is_editable()) {
                    Some(target) => {
                        refused.push(Refused::new(&project, ApiError::locked(target.state_word()).message));
                    }
                    None => ready.push(project),
                },
                Err(error) => {
                    refused.push(Refused { project: name.clone(), name: name.clone(), why: error.message })
                }
            }
        }
        let saved_at = app.host().now().format("%H:%M").to_string();
        let label = match ready.as_slice() {
            [] => return Ok(Deleted { done: 0, refused, label: None, saved_at }),
            [only] => format!("删除项目“{}”", only.name),
            many => format!("删除 {} 个项目", many.len()),
        };
        session.operate(app, &label, OpKind::Reversible, |tx| {
            for project in &ready {
                tx.delete_project(&project.id)?;
            }
            Ok(())
        })?;
        Ok(Deleted { done: ready.len(), refused, label: Some(label), saved_at })
    })
}
