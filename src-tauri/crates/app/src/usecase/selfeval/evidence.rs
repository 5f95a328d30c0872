//! Evidence (佐证材料) of a self-assessment by indicator, what is missing, and how much a package can carry.

use super::open::{Opened, locked, must_exist, open, pack_of, proven};
use crate::session::Session;
use crate::usecase::evidence::{EvidenceRow, rows_of, size};
use crate::usecase::project::ProjectId;
use crate::{ApiError, App, Result};
use domain::finding::{Finding, Level, Source};
use domain::rectification::Evidence;
use domain::rulepack::Pack;
use domain::selfeval::{SelfAssessment, assessed, missing_evidence, print_actual};
use domain::target::Target;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::Fault;
use ts_rs::TS;

/// The evidence of a project's self-assessment. Files are added with `evidence.add` to an item's owner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalEvidence {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// It cannot be edited now.
    pub locked: bool,
    /// One for the project as a whole, then one per indicator, then those that still have files though they are no
    /// longer assessed.
    pub items: Vec<EvidenceItem>,
    /// How much it is: `3 份文件，共 12.4 MB，上限 50 MB`.
    pub sentence: String,
    /// Over what a package may carry.
    pub over: bool,
    /// Indicators without evidence.
    pub missing: usize,
    /// Files that vanished or changed since.
    pub faulty: usize,
}

/// The evidence of one indicator.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceItem {
    /// What `evidence.add` takes as owner.
    pub owner: String,
    /// 三级指标, or 项目总体.
    pub name: String,
    /// 一级指标 / 二级指标; empty for the project as a whole.
    pub place: String,
    /// 实际完成值 as printed.
    pub actual: String,
    /// The files.
    pub files: Vec<EvidenceRow>,
    /// Evidence is asked for and missing.
    pub missing: bool,
}

/// How an indicator is called that is no longer assessed.
const GONE: &str = "已不在目标中的指标";

const MB: u64 = 1024 * 1024;

/// How much evidence there may be, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// One file.
    pub(crate) file: u64,
    /// All of a project in a package.
    pub(crate) project: u64,
}

/// What the pack allows; a pack without the rule leaves the sizes that the program ships with.
pub(crate) fn limits(app: &App, pack: &Pack) -> Limits {
    let rule = pack.rules.self_evidence.as_ref().or(app.base_pack().rules.self_evidence.as_ref());
    let (file, project) = rule.map_or((20, 50), |rule| (rule.params.file_mb, rule.params.project_mb));
    Limits { file: file.saturating_mul(MB), project: project.saturating_mul(MB) }
}

/// The owners of a self-assessment's evidence in the order of the form: the project as a whole, then its indicators.
pub(crate) fn owners(target: &Target, doc: &SelfAssessment) -> Vec<String> {
    let base = doc.path();
    let rows = assessed(target, doc.scope).into_iter();
    std::iter::once(base.clone()).chain(rows.map(|row| format!("{base}/indicators/{}", row.id))).collect()
}

/// All evidence of a self-assessment, in the order of the form.
pub(crate) fn all(session: &Session, opened: &Opened) -> Result<Vec<Evidence>> {
    let read = session.store.read();
    let mut found = Vec::new();
    for owner in owners(&opened.target, &opened.doc) {
        found.extend(read.evidence(&owner)?);
    }
    Ok(found)
}

/// Owners of evidence whose indicator is no longer assessed: its files go into no package, and can be removed.
fn gone(session: &Session, opened: &Opened) -> Result<BTreeSet<String>> {
    let known = owners(&opened.target, &opened.doc);
    let below = session.store.read().evidence_below(&opened.doc.path())?;
    Ok(below.into_iter().map(|proof| proof.owner).filter(|owner| !known.contains(owner)).collect())
}

/// How many bytes a package carries for these: the same content goes in once.
pub(crate) fn carried(evidence: &[Evidence]) -> u64 {
    let contents: BTreeMap<&str, u64> =
        evidence.iter().map(|proof| (proof.sha256.as_str(), proof.bytes)).collect();
    contents.values().sum()
}

/// What is wrong with the evidence: files that vanished or changed, and more than a package may carry. `read_all` reads
/// every file, else sizes are compared.
pub(crate) fn evidence_findings(
    app: &App,
    session: &Session,
    opened: &Opened,
    read_all: bool,
) -> Result<Vec<Finding>> {
    Ok(faults(app, session, &opened.doc, &all(session, opened)?, read_all))
}

/// The same of evidence that is at hand.
pub(super) fn faults(
    app: &App,
    session: &Session,
    doc: &SelfAssessment,
    evidence: &[Evidence],
    read_all: bool,
) -> Vec<Finding> {
    let (pack, files) = (pack_of(app, session, doc), session.store.files());
    let source = pack.rules.self_evidence.as_ref().map(|rule| rule.source.clone());
    let source = source.unwrap_or_else(|| Source { document: "本程序".into(), clause: String::new() });
    let finding = |path: String, text: String, remedy: &str| Finding {
        rule: "selfeval.evidence".into(),
        level: Level::Error,
        path,
        text,
        remedy: remedy.into(),
        numbers: Vec::new(),
        source: source.clone(),
    };
    let mut found = Vec::new();
    for proof in evidence {
        let fault = match files.glance(&proof.sha256, proof.bytes) {
            None if read_all => files.fault(&proof.sha256),
            glanced => glanced,
        };
        let text = match fault {
            None => continue,
            Some(Fault::Missing) => format!("佐证材料“{}”的内容找不到了", proof.name),
            Some(Fault::Changed) => format!("佐证材料“{}”的内容与添加时不同", proof.name),
        };
        found.push(finding(proof.owner.clone(), text, "请移除后重新添加"));
    }
    let (carried, limit) = (carried(evidence), limits(app, pack).project);
    if carried > limit {
        let text = format!("佐证材料共 {}，超过一个项目的上限 {}", size(carried), short(limit));
        let remedy = "请移除不必要的，或把大文件压缩后重新添加，放不下的另行报送";
        found.push(finding(doc.path(), text, remedy));
    }
    found
}

/// Refuses what nothing can be attached to, or (`taking`) taken from, now; else says how big a file may be.
pub(crate) fn check_evidence_owner(
    app: &App,
    session: &Session,
    project: &str,
    owner: &str,
    taking: bool,
) -> Result<u64> {
    let opened = open(app, session, project)?;
    must_exist(&opened)?;
    if !owners(&opened.target, &opened.doc).iter().any(|known| known == owner) {
        if !gone(session, &opened)?.contains(owner) {
            return Err(ApiError::no_such("佐证材料所属的内容", owner));
        }
        if !taking {
            let text = "这条指标已不在自评的目标中，不能再添加材料，请加到现在的指标上";
            return Err(ApiError::new("APP-EVIDENCE", text).field("owner"));
        }
    }
    if !opened.doc.is_editable() {
        return Err(locked(&opened));
    }
    Ok(limits(app, pack_of(app, session, &opened.doc)).file)
}

/// A limit in whole MB: `50 MB`.
fn short(bytes: u64) -> String {
    format!("{} MB", bytes / MB)
}

/// What proves a project's self-assessment.
pub fn evidence(app: &App, query: ProjectId) -> Result<SelfEvalEvidence> {
    app.read(|session| {
        let opened = open(app, session, &query.id)?;
        let has = proven(session, &opened)?;
        let missing = missing_evidence(&opened.target, &opened.doc, &has);
        let base = opened.doc.path();
        let mut items = vec![EvidenceItem {
            files: rows_of(session, &base)?,
            owner: base.clone(),
            name: "项目总体".to_owned(),
            place: String::new(),
            actual: String::new(),
            missing: false,
        }];
        for indicator in assessed(&opened.target, opened.doc.scope) {
            let owner = format!("{base}/indicators/{}", indicator.id);
            let actual = opened.doc.row(&indicator.id).and_then(|row| row.actual.value.as_ref());
            let (level1, level2) = (indicator.class.level1().name(), indicator.class.name());
            items.push(EvidenceItem {
                files: rows_of(session, &owner)?,
                owner,
                name: indicator.name.clone(),
                place: format!("{level1} / {level2}"),
                actual: actual
                    .map(|actual| print_actual(actual, indicator.value.value.as_ref()))
                    .unwrap_or_default(),
                missing: missing.iter().any(|known| known.id == indicator.id),
            });
        }
        for owner in gone(session, &opened)? {
            let id = owner.rsplit('/').next().unwrap_or_default();
            let old = (opened.versions.iter().rev())
                .find_map(|version| version.indicators.iter().find(|row| row.id.as_str() == id));
            items.push(EvidenceItem {
                files: rows_of(session, &owner)?,
                owner,
                name: old.map_or_else(|| GONE.to_owned(), |old| format!("{}（{GONE}）", old.name)),
                place: String::new(),
                actual: String::new(),
                missing: false,
            });
        }
        let (kept, limit) = (all(session, &opened)?, limits(app, pack_of(app, session, &opened.doc)));
        let carried = carried(&kept);
        let over = carried > limit.project;
        let sentence = match kept.len() {
            0 => format!(
                "还没有佐证材料；每份不超过 {}，一个项目共 {}",
                short(limit.file),
                short(limit.project)
            ),
            many if over => format!(
                "{many} 份文件，共 {}，超过上限 {}，请移除或压缩一些再上报",
                size(carried),
                short(limit.project)
            ),
            many => format!(
                "{many} 份文件，共 {}，上限 {}，每份不超过 {}",
                size(carried),
                short(limit.project),
                short(limit.file)
            ),
        };
        Ok(SelfEvalEvidence {
            id: opened.project.id.to_string(),
            name: opened.project.name.clone(),
            locked: !opened.doc.is_editable(),
            sentence,
            over,
            missing: missing.len(),
            faulty: items.iter().flat_map(|item| &item.files).filter(|file| file.fault.is_some()).count(),
            items,
        })
    })
}
