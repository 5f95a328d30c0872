//! One self-assessment with all that belongs to it: opened, scored, checked, written.

use super::evidence::evidence_findings;
use crate::session::{Entry, Session};
use crate::usecase::calendar::calendar;
use crate::usecase::last_year;
use crate::usecase::monitor::{paid, watched};
use crate::{ApiError, App, Result};
use domain::check::Stage;
use domain::finding::Finding;
use domain::monitoring::{Monitoring, Month};
use domain::project::Project;
use domain::rulepack::Pack;
use domain::scoring::Scored;
use domain::selfeval::{
    SelfAssessment, SelfEvalSubject, assess_selfeval, check_selfeval, prefill_selfeval, publish_by,
};
use domain::target::{Target, TargetState};
use domain::typed::Id;
use store::Tx;

/// A self-assessment with all that belongs to it.
pub(crate) struct Opened {
    pub(crate) project: Project,
    /// The version that the document points to.
    pub(crate) target: Target,
    /// All versions, the first version first.
    pub(crate) versions: Vec<Target>,
    pub(crate) doc: SelfAssessment,
    /// It is in the store.
    pub(crate) exists: bool,
    /// The year's monitoring, in the order of months.
    pub(crate) monitorings: Vec<Monitoring>,
    /// That of the project which this one continues; none of a 涉密 one.
    pub(crate) before: Option<Before>,
}

/// The self-assessment of the year before.
pub(crate) struct Before {
    pub(crate) project: Project,
    /// The version that it assesses.
    pub(crate) target: Target,
    pub(crate) doc: SelfAssessment,
}

impl Before {
    /// Its score.
    pub(crate) fn scored(&self, app: &App, session: &Session) -> Scored {
        assess_selfeval(pack_of(app, session, &self.doc), &self.target, &self.doc)
    }
}

impl Opened {
    /// The newest version of the target.
    pub(crate) fn newest(&self) -> &Target {
        self.versions.last().unwrap_or(&self.target)
    }
}

/// The pack that a self-assessment keeps, or the year's.
pub(crate) fn pack_of<'a>(app: &'a App, session: &Session, doc: &SelfAssessment) -> &'a Pack {
    (app.packs().get(&doc.pack).ok()).or_else(|| session.pack(app).ok()).unwrap_or_else(|| app.base_pack())
}

/// A project's self-assessment, or the prefilled one that it would begin with.
pub(crate) fn open(app: &App, session: &Session, name: &str) -> Result<Opened> {
    open_entry(app, session, session.find_project(name)?)
}

pub(crate) fn open_entry(app: &App, session: &Session, (project, latest): Entry) -> Result<Opened> {
    if project.is_secret() {
        return Err(ApiError::secret());
    }
    let read = session.store.read();
    let versions = read.targets(&project.id)?;
    let mut monitorings = read.monitorings(&project.id)?;
    monitorings.sort_by_key(|doc| doc.month);
    let own = read.self_assessment_of(&project.id)?;
    let exists = own.is_some();
    let (target, doc) = match own {
        Some(doc) => {
            let of = versions.iter().find(|version| version.id == doc.target_id);
            (of.cloned().or(latest).ok_or_else(|| no_target(&project))?, doc)
        }
        None => {
            let target = watched(&versions).ok_or_else(|| no_target(&project))?.clone();
            let (id, pack) = (app.host().new_id(), session.pack(app)?);
            let doc = prefill_selfeval(&project, &target, monitorings.last(), id, session.year, pack);
            (target, doc)
        }
    };
    let before = before(session, &project)?;
    Ok(Opened { project, target, versions, doc, exists, monitorings, before })
}

/// The self-assessment of the project that one continues.
pub(crate) fn before(session: &Session, project: &Project) -> Result<Option<Before>> {
    let Some((project, _)) = last_year::of(session, project)?.filter(|(old, _)| !old.is_secret()) else {
        return Ok(None);
    };
    of_entry(session, project)
}

/// A project's stored self-assessment with the version that it assesses.
pub(crate) fn of_entry(session: &Session, project: Project) -> Result<Option<Before>> {
    let read = session.store.read();
    let Some(doc) = read.self_assessment_of(&project.id)? else { return Ok(None) };
    let target = read.target(&doc.target_id)?;
    Ok(target.map(|target| Before { project, target, doc }))
}

pub(crate) fn no_target(project: &Project) -> ApiError {
    let text = format!("“{}”还没有绩效目标，请先填报绩效目标再做自评", project.name);
    ApiError::new("APP-SELFEVAL-TARGET", text)
}

/// Refuses one that was not begun.
pub(crate) fn must_exist(opened: &Opened) -> Result<()> {
    if opened.exists {
        return Ok(());
    }
    let text = format!("“{}”还没有开始自评，请先“开始自评”", opened.project.name);
    Err(ApiError::new("APP-SELFEVAL-NONE", text))
}

/// The sentence for a document that cannot be changed now.
pub(crate) fn locked(opened: &Opened) -> ApiError {
    let remedy = match opened.doc.state_word() {
        "待复核" => "要修改请先“撤回”",
        "已复核" | "已审定" => "要修改请先“退回”",
        _ => "要修改请先“重新填报”",
    };
    let text = format!("“{}”的绩效自评{}，{remedy}", opened.project.name, opened.doc.state_word());
    ApiError::new("APP-LOCKED", text)
}

/// Is it the place itself, or below it?
pub(crate) fn is_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Its score with the working.
pub(crate) fn scored(app: &App, session: &Session, opened: &Opened) -> Scored {
    assess_selfeval(pack_of(app, session, &opened.doc), &opened.target, &opened.doc)
}

/// The indicators that have files attached, by the path of the document.
pub(crate) fn proven(session: &Session, opened: &Opened) -> Result<Vec<Id>> {
    let read = session.store.read();
    let mut proven = Vec::new();
    for indicator in &opened.target.indicators {
        let owner = format!("{}/indicators/{}", opened.doc.path(), indicator.id);
        if !read.evidence(&owner)?.is_empty() {
            proven.push(indicator.id.clone());
        }
    }
    Ok(proven)
}

/// All that a check has to say of it.
pub(crate) fn findings(app: &App, session: &Session, opened: &Opened, stage: Stage) -> Result<Vec<Finding>> {
    findings_under(app, session, opened, pack_of(app, session, &opened.doc), stage)
}

/// The same under a pack that need not be its own.
pub(crate) fn findings_under(
    app: &App,
    session: &Session,
    opened: &Opened,
    pack: &Pack,
    stage: Stage,
) -> Result<Vec<Finding>> {
    let scored = assess_selfeval(pack, &opened.target, &opened.doc);
    findings_of(app, session, opened, (pack, &scored), stage)
}

/// The same when it is scored already under that pack.
pub(crate) fn findings_of(
    app: &App,
    session: &Session,
    opened: &Opened,
    (pack, scored): (&Pack, &Scored),
    stage: Stage,
) -> Result<Vec<Finding>> {
    // Days that the calendar does not cover are told on the home page and with the disclosure.
    let by = publish_by(pack, &calendar(Some(session))?, opened.doc.formed_on).unwrap_or_default();
    let mut found = check_selfeval(SelfEvalSubject {
        pack,
        unit_name: &session.unit()?.name,
        project: &opened.project,
        target: &opened.target,
        newest: opened.newest(),
        doc: &opened.doc,
        scored,
        monitorings: &opened.monitorings,
        paid: paid(session, &opened.project.id, Month::DECEMBER)?,
        evidence: &proven(session, opened)?,
        publish_by: by,
        today: app.host().today(),
        stage,
    });
    // The list is asked for often, so it only glances; sealing reads every file.
    found.extend(evidence_findings(app, session, opened, false)?);
    if is_filed(&opened.doc) {
        found.retain(|finding| !is_stale(finding));
    }
    found.sort_by_key(|finding| finding.level);
    Ok(found)
}

/// It was filed: its text stays, whatever is recorded of its use and publication afterwards.
pub(crate) fn is_filed(doc: &SelfAssessment) -> bool {
    matches!(doc.state, TargetState::Sealed | TargetState::Approved)
}

/// Does it say that a paragraph of the report fell behind its numbers?
pub(super) fn is_stale(finding: &Finding) -> bool {
    finding.rule == "selfeval.report" && finding.path.contains("/selfeval/report/")
}

/// Writes what was changed. What is said of its publication and use can be written in any state.
pub(crate) fn put(tx: &Tx<'_>, opened: &Opened) -> Result<()> {
    if opened.doc.is_editable() {
        return Ok(tx.put_self_assessment(&opened.doc)?);
    }
    Ok(tx.put_publication(&opened.doc)?)
}
