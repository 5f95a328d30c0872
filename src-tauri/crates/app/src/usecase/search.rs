//! Search over everything (Ctrl+K): projects, their self-assessments, indicators of this year, commands of the window.

use crate::pinyin_search::{Query, Searchable};
use crate::{App, Result};
use domain::target::AWAITING_REVIEW;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to look for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct SearchQuery {
    /// Name, code, full pinyin or initials; empty lists commands and projects.
    pub text: String,
    /// At most so many hits.
    pub limit: usize,
    /// Commands of the window, to be found by their words.
    pub commands: Vec<SearchCommand>,
}

/// A command of the window.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SearchCommand {
    /// The window's own name for it.
    pub id: String,
    /// Its Chinese word.
    pub word: String,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// 项目
    Project,
    /// 绩效自评 of a project
    SelfEval,
    /// 三级指标
    Indicator,
    /// A command.
    Command,
}

/// One thing found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SearchHit {
    /// What it is.
    pub kind: HitKind,
    /// Id of the project, also of an indicator's or a self-assessment's, or of the command.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What tells it from others of that name.
    pub subtitle: String,
    /// Path to jump to; empty for a command.
    pub path: String,
}

/// Searches. Best fits first; of equal ones projects, then self-assessments, indicators and commands. A text that
/// ends with 自评 looks for self-assessments by what stands before it.
pub fn run(app: &App, query: SearchQuery) -> Result<Vec<SearchHit>> {
    let text = Query::new(&query.text);
    let nothing = text.is_empty();
    let mut hits: Vec<(u8, SearchHit)> = (query.commands.into_iter())
        .filter_map(|command| {
            let rank = Searchable::new(&command.word).rank_of(&text)?;
            let SearchCommand { id, word } = command;
            let empty = String::new;
            Some((
                rank,
                SearchHit { kind: HitKind::Command, id, title: word, subtitle: empty(), path: empty() },
            ))
        })
        .collect();
    // Without a text the commands come first: that is how the palette opens.
    let commands = if nothing { hits.len() } else { 0 };
    let before = query.text.trim().strip_suffix("自评").map(|name| name.trim_end_matches("绩效"));
    let assessed_text = Query::new(before.unwrap_or(&query.text));
    if app.is_open() {
        app.read(|session| {
            let board = session.board(app)?;
            let assessed = session.store.read().self_assessment_states(session.year)?;
            for known in board.rows() {
                let row = &known.row;
                let project = format!("/projects/{}", row.id);
                let by_code = text.rank_in_code(&row.code);
                if let Some(rank) =
                    [known.search.get(&row.name).rank_of(&text), by_code].into_iter().flatten().min()
                {
                    let subtitle = [row.code.as_str(), row.state.as_str()].join(" ").trim().to_owned();
                    let (id, title) = (row.id.clone(), row.name.clone());
                    hits.push((
                        rank,
                        SearchHit { kind: HitKind::Project, id, title, subtitle, path: project.clone() },
                    ));
                }
                if nothing {
                    continue;
                }
                let stands = assessed.get(&Id(row.id.clone())).filter(|_| !row.secret);
                let found = stands.and_then(|stands| {
                    let rank = known.search.get(&row.name).rank_of(&assessed_text);
                    let by_code = assessed_text.rank_in_code(&row.code);
                    Some((*stands, [rank, by_code].into_iter().flatten().min()?))
                });
                if let Some(((state, handed_on), rank)) = found {
                    let state = if handed_on { AWAITING_REVIEW } else { state.name() };
                    hits.push((
                        rank,
                        SearchHit {
                            kind: HitKind::SelfEval,
                            id: row.id.clone(),
                            title: format!("{} 绩效自评", row.name),
                            subtitle: state.to_owned(),
                            path: format!("{project}/selfeval"),
                        },
                    ));
                }
                for indicator in &known.indicators {
                    let Some(rank) = indicator.search.get(&indicator.name).rank_of(&text) else { continue };
                    hits.push((
                        rank,
                        SearchHit {
                            kind: HitKind::Indicator,
                            id: row.id.clone(),
                            title: indicator.name.clone(),
                            subtitle: format!("{} · {}", indicator.class.name(), row.name),
                            path: format!("{project}/target/indicators/{}/name", indicator.id),
                        },
                    ));
                }
            }
            Ok(())
        })?;
    }
    if let Some(rest) = hits.get_mut(commands..) {
        rest.sort_by_key(|(rank, hit)| (*rank, hit.kind));
    }
    Ok(hits.into_iter().map(|(_, hit)| hit).take(query.limit).collect())
}
