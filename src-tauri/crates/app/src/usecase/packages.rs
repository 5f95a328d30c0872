//! Packages sealed and received, in their lines.

use crate::commands::Empty;
use crate::session::Session;
use crate::{App, Result};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{Direction, PackageRecord, Tx};
use ts_rs::TS;

/// A package in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackageRow {
    /// Its number.
    pub id: String,
    /// Sealed here; else received.
    pub sent: bool,
    /// What it carries: 绩效目标 …
    pub kind: String,
    /// 全年, 上半年, 3 月 …
    pub period: String,
    /// Number within its line.
    pub sequence: u32,
    /// Local time: `2026-03-05 14:32`.
    pub at: String,
    /// Unit code of the receiver; empty where it was not noted.
    pub recipient: String,
    /// Name of the file.
    pub file: String,
    /// Number of the package before it in its line; empty for the first.
    pub previous: String,
    /// Number of projects in it; 0 where it was not noted.
    pub projects: usize,
    /// The audit head that it carries.
    pub head: String,
}

fn key(sm3: &str) -> String {
    format!("package/{sm3}")
}

/// Notes beside a sealed package to whom it goes and which projects are in it.
pub(crate) fn note(tx: &Tx<'_>, record: &PackageRecord, recipient: &str, packed: &[&Id]) -> Result<()> {
    let noted = json!({ "recipient": recipient, "projects": packed.len(), "packed": packed });
    Ok(tx.put_setting(&key(&record.sm3), &noted)?)
}

/// Were all of these in the package? One of which it was not noted may hold any.
pub(crate) fn holds(session: &Session, package: &PackageRecord, projects: &[&Id]) -> Result<bool> {
    let noted = session.store.read().setting(&key(&package.sm3))?.unwrap_or(Value::Null);
    let Some(packed) = noted["packed"].as_array() else { return Ok(true) };
    let has = |id: &&Id| packed.iter().any(|known| known.as_str() == Some(id.as_str()));
    Ok(projects.iter().all(has))
}

/// The packages of the year, the latest first.
pub fn list(app: &App, _: Empty) -> Result<Vec<PackageRow>> {
    app.read(|session| {
        let read = session.store.read();
        let packages = read.packages(session.year)?;
        let ids: HashMap<String, String> =
            packages.iter().map(|package| (package.sm3.clone(), package.id.clone())).collect();
        let mut rows = Vec::new();
        for package in packages.into_iter().rev() {
            let noted = read.setting(&key(&package.sm3))?.unwrap_or(Value::Null);
            let previous = package.previous.as_ref();
            rows.push(PackageRow {
                sent: package.direction == Direction::Sealed,
                kind: kind(&package.kind),
                period: period(&package.period),
                sequence: package.sequence,
                at: package.sealed_at.get(..16).unwrap_or(&package.sealed_at).replace('T', " "),
                recipient: noted["recipient"].as_str().unwrap_or_default().to_owned(),
                file: package.file_name,
                previous: previous.and_then(|sm3| ids.get(sm3)).cloned().unwrap_or_default(),
                projects: noted["projects"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
                head: package.head,
                id: package.id,
            });
        }
        Ok(rows)
    })
}

fn kind(key: &str) -> String {
    match key {
        "target" => "绩效目标",
        "monitor" => "运行监控",
        "selfeval" => "绩效自评",
        other => other,
    }
    .to_owned()
}

fn period(key: &str) -> String {
    match (key, key.strip_prefix('M').map(|month| month.trim_start_matches('0'))) {
        ("Y", _) => "全年".to_owned(),
        ("H1", _) => "上半年".to_owned(),
        (_, Some(month)) => format!("{month} 月"),
        (other, None) => other.to_owned(),
    }
}
