//! Rule packs: list and read.

use crate::commands::Empty;
use crate::{App, Result};
use domain::rulepack::{Document, Pack, RuleView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A pack in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackSummary {
    /// Id: `qiemo-2020`.
    pub id: String,
    /// Name: `且末县 2020`.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// The pack it extends, by name; empty for a base.
    pub extends: String,
    /// Numbers or titles of its documents.
    pub documents: Vec<String>,
}

/// A pack to be read: its documents and rules.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackView {
    /// As in the list.
    pub summary: PackSummary,
    /// All documents, the inherited ones too.
    pub documents: Vec<Document>,
    /// All rules.
    pub rules: Vec<RuleView>,
}

/// Names a pack.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackId {
    /// Its id.
    pub id: String,
}

/// A pack in a list.
pub(crate) fn summary(app: &App, pack: &Pack) -> PackSummary {
    let parent = pack.extends.as_deref().and_then(|id| app.packs().get(id).ok());
    PackSummary {
        id: pack.id.clone(),
        name: pack.name.clone(),
        summary: pack.summary.clone(),
        extends: parent.map(|parent| parent.name.clone()).unwrap_or_default(),
        documents: pack.documents.iter().map(Document::cite).collect(),
    }
}

/// All packs.
pub fn list(app: &App, _: Empty) -> Result<Vec<PackSummary>> {
    Ok(app.packs().iter().map(|pack| summary(app, pack)).collect())
}

/// One pack.
pub fn get(app: &App, query: PackId) -> Result<PackView> {
    let pack = app.packs().get(&query.id)?;
    Ok(PackView { summary: summary(app, pack), documents: pack.documents.clone(), rules: pack.views.clone() })
}
