//! Help at a field (F1): what it means, and which rules of the project's pack speak about it.

use crate::commands::Empty;
use crate::usecase::help_rules::say;
use crate::usecase::project::pack_of;
use crate::{ApiError, App, Result, assets};
use domain::finding::{Level, Source};
use domain::fund::Horizon;
use domain::rulepack::KNOWN;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use ts_rs::TS;

/// Names a field by the path of its cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldQuery {
    /// JSON Pointer with ids, as `edit.cell` takes it.
    pub path: String,
}

/// What a field means.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldHelp {
    /// Its name.
    pub title: String,
    /// What to write and how.
    pub text: String,
    /// The rules of the project's pack that speak about it.
    pub rules: Vec<FieldRule>,
}

/// One rule about a field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldRule {
    /// What the rule is about.
    pub title: String,
    /// What it asks here, with its numbers.
    pub text: String,
    /// Who demands it.
    pub source: Source,
    /// 必须改, 需说明 or 提示.
    pub level: Level,
}

/// The user guide.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Guide {
    /// Markdown.
    pub text: String,
}

/// What fields.toml says of a kind of field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldText {
    title: String,
    text: String,
    rules: Vec<String>,
}

fn fields() -> &'static BTreeMap<String, FieldText> {
    static FIELDS: OnceLock<BTreeMap<String, FieldText>> = OnceLock::new();
    FIELDS.get_or_init(|| toml::from_str(assets::FIELDS).unwrap_or_default())
}

/// The kind of field at a path, as fields.toml lists it, and the side of the form that names it too.
fn kind_of(path: &str) -> Option<(String, Option<Horizon>)> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    Some(match parts.as_slice() {
        ["unit", field] => (format!("unit/{field}"), None),
        ["projects", _, "funds", horizon, source] => {
            let horizon = [Horizon::Annual, Horizon::Medium].into_iter().find(|h| h.key() == *horizon)?;
            (format!("funds/{source}"), Some(horizon))
        }
        ["projects", _, "target", "indicators", _, column] => (format!("indicators/{column}"), None),
        ["projects", _, "selfeval", "funds", _, column] => (format!("selfeval/funds/{column}"), None),
        ["projects", _, "selfeval", "indicators", _, column] => {
            (format!("selfeval/indicators/{column}"), None)
        }
        ["projects", _, "selfeval", "report", ..] => ("selfeval/report".to_owned(), None),
        ["projects", _, rest @ ..] => (rest.join("/"), None),
        _ => return None,
    })
}

/// Explains a field.
pub fn field(app: &App, query: FieldQuery) -> Result<FieldHelp> {
    let unknown = || ApiError::no_such("字段说明", &query.path).field(&query.path);
    let (kind, horizon) = kind_of(&query.path).ok_or_else(unknown)?;
    let help = fields().get(&kind).ok_or_else(unknown)?;
    app.read(|session| {
        let id = query.path.strip_prefix("/projects/").and_then(|rest| rest.split('/').next());
        // A project that has just been deleted is explained by the year's pack.
        let target = id.and_then(|id| session.find_project(id).ok()).and_then(|(_, target)| target);
        let pack = pack_of(app, session, target.as_ref());
        let rules = help
            .rules
            .iter()
            .filter_map(|id| {
                let (level, source, text) = say(&pack.rules, id, &kind, horizon)?;
                let title = KNOWN.iter().find(|(known, _)| known == id).map(|(_, title)| *title)?;
                Some(FieldRule { title: title.to_owned(), text, source: source.clone(), level })
            })
            .collect();
        let side = horizon.map(Horizon::name).unwrap_or_default();
        Ok(FieldHelp { title: format!("{side}{}", help.title), text: help.text.clone(), rules })
    })
}

/// The user guide.
pub fn guide(_: &App, _: Empty) -> Result<Guide> {
    Ok(Guide { text: assets::GUIDE.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::rulepack::Packs;

    #[test]
    fn every_text_is_whole_and_every_rule_has_words() {
        let parsed: BTreeMap<String, FieldText> = toml::from_str(assets::FIELDS).unwrap();
        let packs = Packs::load(assets::RULE_PACKS).unwrap();
        assert!(parsed.len() > 40);
        for (kind, help) in parsed {
            assert!(help.text.ends_with('。') && !help.title.is_empty(), "{kind}");
            for rule in &help.rules {
                let horizon = kind.starts_with("funds/").then_some(Horizon::Annual);
                let words: Vec<String> = (packs.iter())
                    .filter_map(|pack| say(&pack.rules, rule, &kind, horizon))
                    .map(|(_, _, text)| text)
                    .collect();
                assert!(!words.is_empty(), "{kind}: no pack says anything by {rule}");
                assert!(
                    words.iter().all(|text| !text.is_empty() && !text.contains("。")),
                    "{kind} {rule}: {words:?}"
                );
            }
        }
    }
}
