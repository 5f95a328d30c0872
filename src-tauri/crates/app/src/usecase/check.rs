//! Checks of one project or of the whole unit with their self-assessments, under their own pack or another.

use crate::session::{Entry, Session};
use crate::usecase::selfeval::open::{findings, findings_under, open_entry};
use crate::usecase::selfeval::year::WholeYear;
use crate::views::{self, FindingView};
use crate::{App, Result};
use domain::check::{Stage, Subject, check_project, check_unit};
use domain::finding::{Finding, Level};
use domain::rulepack::Pack;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to check.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct CheckQuery {
    /// Id, code or name of one project; absent means the whole unit.
    #[serde(default)]
    #[ts(optional)]
    pub project: Option<String>,
    /// Another pack than the documents' own.
    #[serde(default)]
    #[ts(optional)]
    pub pack: Option<String>,
}

/// Findings with their counts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Checked {
    /// The weightiest first.
    pub findings: Vec<FindingView>,
    /// 必须改
    pub errors: usize,
    /// 需说明
    pub explains: usize,
    /// 提示
    pub hints: usize,
}

/// Checks.
pub fn run(app: &App, query: CheckQuery) -> Result<Checked> {
    app.read(|session| {
        let other = query.pack.as_deref().map(|id| app.packs().get(id)).transpose()?;
        let projects = match &query.project {
            Some(name) => vec![session.find_project(name)?],
            None => session.projects()?,
        };
        let pack_of = |target: &domain::target::Target| -> &Pack {
            other.or_else(|| app.packs().get(&target.pack).ok()).unwrap_or_else(|| app.base_pack())
        };
        let year_pack = match other {
            Some(pack) => pack,
            None => session.pack(app)?,
        };
        let mut found: Vec<Finding> = match (&query.project, projects.first()) {
            (Some(_), Some((project, target))) => {
                let pack = target.as_ref().map_or(year_pack, pack_of);
                let unit = session.unit()?;
                let subject = Subject { unit: &unit, project, target: target.as_ref(), stage: Stage::Draft };
                let mut found = check_project(pack, subject);
                if other.is_none() {
                    found.extend(session.board(app)?.shared(&project.id).cloned());
                }
                found
            }
            _ => check_unit(year_pack, pack_of, &session.unit()?, &projects, Stage::Draft),
        };
        for (project, target) in &projects {
            found.extend(missing_glyphs(year_pack, project, target.as_ref()));
        }
        found.extend(assessed(app, session, &query, &projects, other)?);
        found.sort_by_key(|finding| finding.level);
        Ok(checked(found, &projects))
    })
}

/// What is odd about the self-assessments that were begun.
fn assessed(
    app: &App,
    session: &Session,
    query: &CheckQuery,
    projects: &[Entry],
    other: Option<&Pack>,
) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    if let (Some(_), [entry]) = (&query.project, projects) {
        let begun = session.store.read().self_assessment_of(&entry.0.id)?.is_some();
        if begun && !entry.0.is_secret() {
            let opened = open_entry(app, session, entry.clone())?;
            found = match other {
                None => findings(app, session, &opened, opened.doc.stage())?,
                Some(pack) => findings_under(app, session, &opened, pack, opened.doc.stage())?,
            };
        }
        return Ok(found);
    }
    let year = WholeYear::load(session)?;
    for entry in projects.iter().filter(|_| !year.is_empty()) {
        if let Some(one) = year.of(session, entry)? {
            found.extend(year.judged(app, session, &entry.0, &one, other).1);
        }
    }
    Ok(found)
}

pub(crate) fn checked(
    found: Vec<Finding>,
    projects: &[(domain::project::Project, Option<domain::target::Target>)],
) -> Checked {
    let count = |level| found.iter().filter(|finding| finding.level == level).count();
    Checked {
        errors: count(Level::Error),
        explains: count(Level::Explain),
        hints: count(Level::Hint),
        findings: views::findings(found, projects),
    }
}

/// Characters that no font of the forms has would print as an empty box: named before anybody prints.
pub(crate) fn missing_glyphs(
    pack: &Pack,
    project: &domain::project::Project,
    target: Option<&domain::target::Target>,
) -> Vec<Finding> {
    let Some(rule) = &pack.rules.lengths else { return Vec::new() };
    let base = format!("/projects/{}", project.id);
    let mut texts = vec![
        (format!("{base}/name"), project.name.as_str()),
        (format!("{base}/department"), project.department.as_str()),
        (format!("{base}/implementer"), project.implementer.as_str()),
        (format!("{base}/person"), project.person.as_str()),
    ];
    if let Some(target) = target {
        texts.push((format!("{base}/target/annual_goal"), &target.annual_goal));
        texts.push((format!("{base}/target/medium_goal"), &target.medium_goal));
        for indicator in &target.indicators {
            texts.push((format!("{base}/target/indicators/{}/name", indicator.id), &indicator.name));
            texts.push((format!("{base}/target/indicators/{}/note", indicator.id), &indicator.note));
        }
    }
    texts
        .into_iter()
        .filter_map(|(path, text)| {
            // Fonts that ship inside cannot fail to load; a fault there shows when printing.
            let missing = documents::missing_glyphs(text).unwrap_or_default();
            (!missing.is_empty()).then(|| {
                let shown: String = missing.iter().take(8).collect();
                let mut finding = rule.finding_at(
                    Level::Explain,
                    path,
                    format!("生僻字“{shown}”打印字体里没有，会印成空框"),
                    "请核对是否录错；确为生僻字的，打印后手写补上并说明".into(),
                    &[],
                );
                finding.rule = "print.missing-glyphs".to_owned();
                finding
            })
        })
        .collect()
}
