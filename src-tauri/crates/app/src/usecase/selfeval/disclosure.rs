//! Results and disclosure: what the results lead to, what has to be published by when, and what the public version leaves out.

use super::open::{Opened, must_exist, open, pack_of};
use super::year::WholeYear;
use crate::commands::Empty;
use crate::session::Session;
use crate::submission::{self, ProjectPart};
use crate::submission_selfeval::{self, field_label, shown};
use crate::usecase::calendar::calendar;
use crate::usecase::edit::ChangeRow;
use crate::usecase::monitor::percent;
use crate::usecase::print_selfeval::{public_forms, unit_forms};
use crate::usecase::project::{ProjectId, unit_of};
use crate::{App, Result};
use domain::due::Lamp;
use domain::finding::Source;
use domain::money::AmountUnit;
use domain::number::round2;
use domain::project::Project;
use domain::rulepack::Pack;
use domain::scoring::Scored;
use domain::selfeval::{
    SelfAssessment, Treatment, assess_selfeval, must_publish, proposal, public_share, publication, publish_by,
};
use domain::target::{Target, TargetState};
use domain::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// What is to be published (信息公开).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Disclosure {
    /// The projects of the year, 涉密 ones left out.
    pub rows: Vec<DisclosureRow>,
    /// Share of the public projects' money: one sentence with the numbers; `null` where the pack has no such rule.
    pub share: Option<String>,
    /// The share is reached.
    pub share_met: bool,
    /// Documents and clauses that demand publication.
    pub sources: Vec<String>,
    /// The calendar does not cover a day that is needed.
    pub notice: Option<String>,
    /// Forms of the whole unit: id and title.
    pub forms: Vec<(String, String)>,
}

/// One project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisclosureRow {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 全年预算数 as printed.
    pub budget: String,
    /// Must be published by its amount.
    pub must: bool,
    /// 总分
    pub total: String,
    /// 等级
    pub grade: String,
    /// Path of 报告形成日期, 公开日期, 公开方式: the document's path, the cells are `formed_on`, `published_on`, `published_at`.
    pub path: String,
    /// 报告形成日期; empty until set.
    pub formed_on: String,
    /// By when to publish; empty without a date.
    pub due: String,
    /// How urgent.
    pub lamp: Option<Lamp>,
    /// 公开日期
    pub published_on: String,
    /// 公开网址或方式
    pub published_at: String,
    /// Parts that the public version leaves out or masks.
    pub masked: usize,
    /// A self-assessment exists.
    pub exists: bool,
    /// It cannot be edited now (dates of publication always can).
    pub locked: bool,
}

/// The public version beside the filed one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PublicDiff {
    /// 项目名称
    pub name: String,
    /// What differs: filed before, public after.
    pub rows: Vec<ChangeRow>,
    /// Forms of the public version: id and title.
    pub forms: Vec<(String, String)>,
}

/// One line of 结果应用建议清单.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TreatmentRow {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 总分
    pub total: String,
    /// 等级
    pub grade: String,
    /// 执行率 in percent.
    pub rate: String,
    /// What the pack proposes, and why; empty without.
    pub proposed: String,
    /// Why it proposes that.
    pub why: String,
    /// 结果应用 as the user set it; empty takes the proposal.
    pub set: String,
    /// The user's reason.
    pub reason: String,
    /// The document's path; the cells are `treatment` and `treatment_reason`.
    pub path: String,
    /// It cannot be edited now.
    pub locked: bool,
    /// Choices.
    pub options: Vec<String>,
}

/// Points with two decimals; empty without.
fn points(total: Option<Decimal>) -> String {
    total.map(|total| format!("{:.2}", round2(total))).unwrap_or_default()
}

fn grade(scored: &Scored) -> String {
    scored.grade.map(|grade| grade.name().to_owned()).unwrap_or_default()
}

fn cite(source: &Source) -> String {
    if source.clause.is_empty() {
        source.document.clone()
    } else {
        format!("{} {}", source.document, source.clause)
    }
}

/// Who demands publication: each once.
fn sources(pack: &Pack) -> Vec<String> {
    let rules = &pack.rules;
    let of = [
        rules.disclosure_days.as_ref().map(|rule| &rule.source),
        rules.disclosure_goal.as_ref().map(|rule| &rule.source),
        rules.disclosure_share.as_ref().map(|rule| &rule.source),
        rules.self_personal.as_ref().map(|rule| &rule.source),
    ];
    let mut found: Vec<String> = Vec::new();
    for cited in of.into_iter().flatten().map(cite) {
        if !found.contains(&cited) {
            found.push(cited);
        }
    }
    found
}

/// What is to be published.
pub fn disclosure(app: &App, _: Empty) -> Result<Disclosure> {
    app.read(|session| {
        let (pack, calendar, today) = (session.pack(app)?, calendar(Some(session))?, app.host().today());
        let unit = unit_of(pack);
        let filer = session.unit()?;
        let (mut rows, mut chosen, mut notice): (Vec<DisclosureRow>, Vec<Id>, _) =
            (Vec::new(), Vec::new(), None);
        let (year, entries) = (WholeYear::load(session)?, session.projects()?);
        for (project, latest) in entries.iter().filter(|(project, _)| !project.is_secret()) {
            let begun = year.begun(session, project, latest.as_ref())?;
            let doc = begun.as_ref().map(|(doc, _)| *doc);
            let own = doc.map_or(pack, |doc| pack_of(app, session, doc));
            let scored = begun.as_ref().map(|(doc, target)| assess_selfeval(own, target, doc));
            let due = match publish_by(own, &calendar, doc.and_then(|doc| doc.formed_on)) {
                Ok(due) => due,
                Err(fault) => {
                    notice = Some(fault.to_string());
                    None
                }
            };
            let published = doc.and_then(|doc| doc.published_on);
            if published.is_some() {
                chosen.push(project.id.clone());
            }
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let totals = doc.map(SelfAssessment::totals).unwrap_or_default();
            let budget = totals.budget.or(totals.initial).or_else(|| project.funds.annual.total());
            let masked = |(doc, target): &(&SelfAssessment, Target)| {
                publication(own, &filer, project, target, doc).left_out.len()
            };
            rows.push(DisclosureRow {
                budget: budget.map(|budget| budget.print(unit)).unwrap_or_default(),
                must: must_publish(own, project).is_some(),
                total: points(scored.as_ref().and_then(|scored| scored.total)),
                grade: scored.as_ref().map(grade).unwrap_or_default(),
                path: format!("/projects/{}/selfeval", project.id),
                formed_on: day(doc.and_then(|doc| doc.formed_on)),
                due: day(due),
                // What is published is no longer due.
                lamp: due
                    .filter(|_| published.is_none())
                    .map(|due| Lamp::by_days_left(due.signed_duration_since(today).num_days())),
                published_on: day(published),
                published_at: doc.map(|doc| doc.published_at.clone()).unwrap_or_default(),
                masked: begun.as_ref().map(masked).unwrap_or_default(),
                exists: begun.is_some(),
                locked: doc.is_some_and(|doc| !doc.is_editable()),
                id: project.id.to_string(),
                name: project.name.clone(),
            });
        }
        let share = public_share(pack, entries.iter().map(|(project, _)| project), &chosen);
        Ok(Disclosure {
            rows,
            share_met: share.as_ref().is_none_or(|share| share.enough),
            share: share.map(|share| share.text),
            sources: sources(pack),
            notice,
            forms: unit_forms(),
        })
    })
}

/// A project as a submission would say it, for comparing.
fn said(
    app: &App,
    session: &Session,
    opened: &Opened,
    of: (&Project, &Target, &SelfAssessment),
) -> Result<Value> {
    let (project, target, doc) = of;
    let pack = pack_of(app, session, doc);
    let scored = assess_selfeval(pack, target, doc);
    let proposed = proposal(pack, doc, &scored);
    let evidence = super::evidence::all(session, opened)?;
    let part = ProjectPart {
        self_assessment: Some(submission_selfeval::self_assessment(
            doc,
            target,
            &scored,
            proposed.as_ref(),
            &evidence,
        )),
        ..submission::project(project, target, &session.unit()?, &[])
    };
    serde_json::to_value(part).map_err(|fault| crate::ApiError::internal(&fault.to_string()))
}

/// The name of a place of a project's part.
fn label(path: &str, target: &Target) -> Option<String> {
    if let Some(rest) = path.strip_prefix("/self_assessment") {
        return field_label(rest, target);
    }
    if let Some(rest) = path.strip_prefix("/target") {
        return submission::field_label(rest, target);
    }
    let name = match path {
        "/pro_name" => "项目名称",
        "/dept_name" => "主管部门",
        "/implementer" => "实施单位",
        "/person" => "项目负责人",
        _ => return None,
    };
    Some(name.to_owned())
}

/// What changed between two values of a project's part, in words.
fn rows(before: &Value, after: &Value, target: &Target, unit: AmountUnit) -> Vec<ChangeRow> {
    let found = domain::diff::diff(before, after);
    (found.iter())
        .filter_map(|change| {
            let path = change.path.strip_prefix("/self_assessment").unwrap_or(&change.path);
            Some(ChangeRow {
                item: label(&change.path, target)?,
                before: shown(path, &change.before, unit),
                after: shown(path, &change.after, unit),
            })
        })
        .collect()
}

/// The document as it was filed last, with the version that it assessed; as it stands while it was never filed.
fn filed(session: &Session, opened: &Opened) -> Result<(Target, SelfAssessment)> {
    let rounds = session.store.read().assessment_rounds(&opened.doc.id)?;
    let last = rounds.into_iter().rev().find(|round| round.content.state == TargetState::Sealed);
    let doc = last.map_or_else(|| opened.doc.clone(), |round| round.content);
    let target = opened.versions.iter().find(|version| version.id == doc.target_id);
    Ok((target.unwrap_or(&opened.target).clone(), doc))
}

/// What the public version leaves out.
pub fn public_diff(app: &App, query: ProjectId) -> Result<PublicDiff> {
    app.read(|session| {
        let opened = open(app, session, &query.id)?;
        must_exist(&opened)?;
        let pack = pack_of(app, session, &opened.doc);
        let filer = session.unit()?;
        let public = publication(pack, &filer, &opened.project, &opened.target, &opened.doc);
        let mut changed = Vec::new();
        if let (Some(project), Some(target), Some(doc)) = (&public.project, &public.target, &public.doc) {
            let (assessed, filed) = filed(session, &opened)?;
            let filed = said(app, session, &opened, (&opened.project, &assessed, &filed))?;
            let shown = said(app, session, &opened, (project, target, doc))?;
            changed = rows(&filed, &shown, &opened.target, unit_of(pack));
            let unit = public.unit.as_ref().unwrap_or(&filer);
            let phones = [&opened.project.phone, &filer.phone].map(String::as_str);
            let printed = phones.into_iter().find(|phone| !phone.is_empty()).unwrap_or_default();
            for (item, before, after) in
                [("单位负责人", filer.head.as_str(), &unit.head), ("联系电话", printed, &project.phone)]
            {
                if before != after {
                    let (item, before, after) = (item.to_owned(), before.to_owned(), after.clone());
                    changed.push(ChangeRow { item, before, after });
                }
            }
        }
        Ok(PublicDiff { name: opened.project.name.clone(), rows: changed, forms: public_forms() })
    })
}

/// What the results lead to.
pub fn treatments(app: &App, _: Empty) -> Result<Vec<TreatmentRow>> {
    app.read(|session| {
        let (mut rows, year) = (Vec::new(), WholeYear::load(session)?);
        for (project, latest) in session.projects()? {
            let Some((doc, target)) = year.begun(session, &project, latest.as_ref())? else { continue };
            let pack = pack_of(app, session, doc);
            let scored = assess_selfeval(pack, &target, doc);
            let (proposed, why) = match proposal(pack, doc, &scored) {
                Some((proposed, why)) => (proposed.name().to_owned(), why),
                None => Default::default(),
            };
            rows.push(TreatmentRow {
                id: project.id.to_string(),
                total: points(scored.total),
                grade: grade(&scored),
                rate: percent(scored.execution.rate),
                proposed,
                why,
                set: doc.treatment.map(|set| set.name().to_owned()).unwrap_or_default(),
                reason: doc.treatment_reason.clone(),
                path: doc.path(),
                // What a result leads to may be decided after it was filed.
                locked: false,
                options: Treatment::ALL.iter().map(|one| one.name().to_owned()).collect(),
                name: project.name,
            });
        }
        Ok(rows)
    })
}
