//! The self-assessments of the whole year, each with what its check needs: some queries in all, not some for each.

use super::evidence::{faults, owners};
use super::open::{is_filed, is_stale, pack_of};
use crate::session::{Entry, Session};
use crate::usecase::calendar::calendar;
use crate::{App, Result};
use domain::calendar::Calendar;
use domain::finding::Finding;
use domain::money::Money;
use domain::monitoring::{Monitoring, Month};
use domain::project::Project;
use domain::rectification::Evidence;
use domain::rulepack::Pack;
use domain::scoring::Scored;
use domain::selfeval::{
    SelfAssessment, SelfEvalSubject, assess_selfeval, assessed, check_selfeval, publish_by,
};
use domain::target::Target;
use domain::typed::Id;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// All that belongs to the year's self-assessments.
pub(crate) struct WholeYear {
    unit_name: String,
    calendar: Calendar,
    docs: BTreeMap<Id, SelfAssessment>,
    december: BTreeMap<Id, Monitoring>,
    /// All months by project; read when one December leaves something open.
    months: OnceCell<BTreeMap<Id, Vec<Monitoring>>>,
    paid: BTreeMap<Id, Money>,
    /// Indicators with evidence, by project.
    proven: BTreeMap<Id, Vec<Id>>,
    /// Evidence by what it is attached to.
    evidence: BTreeMap<String, Vec<Evidence>>,
}

/// One of them.
pub(crate) struct OneOfYear<'a> {
    pub(crate) doc: &'a SelfAssessment,
    /// The version that it assesses.
    pub(crate) target: Target,
    /// Indicators with evidence.
    pub(crate) proven: &'a [Id],
    newest: Target,
    monitorings: Vec<Monitoring>,
    paid: Option<Money>,
}

impl WholeYear {
    pub(crate) fn load(session: &Session) -> Result<Self> {
        let read = session.store.read();
        let by_project = |docs: Vec<SelfAssessment>| {
            docs.into_iter().map(|doc| (doc.project_id.clone(), doc)).collect::<BTreeMap<_, _>>()
        };
        let docs = by_project(read.self_assessments_of_year(session.year)?);
        let mut all = Self {
            unit_name: session.unit()?.name,
            calendar: calendar(Some(session))?,
            docs,
            december: BTreeMap::new(),
            months: OnceCell::new(),
            paid: BTreeMap::new(),
            proven: BTreeMap::new(),
            evidence: BTreeMap::new(),
        };
        if all.docs.is_empty() {
            return Ok(all);
        }
        for doc in read.monitorings_of_month(session.year, Month::DECEMBER)? {
            all.december.insert(doc.project_id.clone(), doc);
        }
        for ((id, _), money) in read.paid(None, session.year)? {
            let sum = all.paid.entry(id).or_default();
            *sum = *sum + money;
        }
        for proof in read.evidence_of_year(session.year)? {
            let parts: Vec<&str> = proof.owner.split('/').collect();
            if let ["", "projects", project, "selfeval", "indicators", id] = parts.as_slice() {
                all.proven.entry(Id((*project).to_owned())).or_default().push(Id((*id).to_owned()));
            }
            all.evidence.entry(proof.owner.clone()).or_default().push(proof);
        }
        Ok(all)
    }

    /// There is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// The document of a project with the version that it assesses; none of a 涉密 one. Asks for nothing else.
    pub(crate) fn begun(
        &self,
        session: &Session,
        project: &Project,
        latest: Option<&Target>,
    ) -> Result<Option<(&SelfAssessment, Target)>> {
        let Some(doc) = self.docs.get(&project.id).filter(|_| !project.is_secret()) else { return Ok(None) };
        let Some(newest) = latest else { return Ok(None) };
        if newest.id == doc.target_id {
            return Ok(Some((doc, newest.clone())));
        }
        let own = session.store.read().target(&doc.target_id)?;
        Ok(Some((doc, own.unwrap_or_else(|| newest.clone()))))
    }

    fn months(&self, session: &Session) -> Result<&BTreeMap<Id, Vec<Monitoring>>> {
        if let Some(months) = self.months.get() {
            return Ok(months);
        }
        let mut months: BTreeMap<Id, Vec<Monitoring>> = BTreeMap::new();
        for doc in session.store.read().monitorings_of_year(session.year)? {
            months.entry(doc.project_id.clone()).or_default().push(doc);
        }
        Ok(self.months.get_or_init(|| months))
    }

    /// That of a project; none of a 涉密 one.
    pub(crate) fn of(&self, session: &Session, (project, latest): &Entry) -> Result<Option<OneOfYear<'_>>> {
        let Some((doc, target)) = self.begun(session, project, latest.as_ref())? else { return Ok(None) };
        let Some(newest) = latest.clone() else { return Ok(None) };
        // Of the months before December only what December leaves open is asked for.
        let december = self.december.get(&project.id);
        let monitorings = match december {
            Some(december) if says_all(december, &target, doc) => vec![december.clone()],
            _ => self.months(session)?.get(&project.id).cloned().unwrap_or_default(),
        };
        Ok(Some(OneOfYear {
            doc,
            target,
            newest,
            monitorings,
            proven: self.proven.get(&project.id).map(Vec::as_slice).unwrap_or_default(),
            paid: self.paid.get(&project.id).copied(),
        }))
    }

    /// Its score and its findings, under its own pack or another.
    pub(crate) fn judged(
        &self,
        app: &App,
        session: &Session,
        project: &Project,
        one: &OneOfYear<'_>,
        other: Option<&Pack>,
    ) -> (Scored, Vec<Finding>) {
        let pack = other.unwrap_or_else(|| pack_of(app, session, one.doc));
        let scored = assess_selfeval(pack, &one.target, one.doc);
        let mut found = check_selfeval(SelfEvalSubject {
            pack,
            unit_name: &self.unit_name,
            project,
            target: &one.target,
            newest: &one.newest,
            doc: one.doc,
            scored: &scored,
            monitorings: &one.monitorings,
            paid: one.paid,
            evidence: one.proven,
            publish_by: publish_by(pack, &self.calendar, one.doc.formed_on).unwrap_or_default(),
            today: app.host().today(),
            stage: one.doc.stage(),
        });
        let of = |owner: &String| self.evidence.get(owner).into_iter().flatten().cloned();
        let evidence: Vec<Evidence> = owners(&one.target, one.doc).iter().flat_map(of).collect();
        found.extend(faults(app, session, one.doc, &evidence, false));
        if is_filed(one.doc) {
            found.retain(|finding| !is_stale(finding));
        }
        found.sort_by_key(|finding| finding.level);
        (scored, found)
    }

    /// The unit's name.
    pub(crate) fn unit_name(&self) -> &str {
        &self.unit_name
    }
}

/// Does December have a reading of every indicator that is assessed?
fn says_all(december: &Monitoring, target: &Target, doc: &SelfAssessment) -> bool {
    let read = |id: &Id| december.row(id).is_some_and(|row| row.done.value.is_some());
    assessed(target, doc.scope).into_iter().all(|indicator| read(&indicator.id))
}

/// Would a self-assessment of this project have a target to begin from?
pub(super) fn blocked((project, target): &Entry) -> Option<String> {
    if project.is_secret() {
        return Some(crate::ApiError::secret().message);
    }
    target.is_none().then(|| super::open::no_target(project).message)
}
