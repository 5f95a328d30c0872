//! Forms of self-assessment: a project's table and its public version, the lists of the whole unit, the report.

use crate::session::Session;
use crate::usecase::audit::write_whole;
use crate::usecase::print::{Built, PrintQuery, SavedFile, sealed};
use crate::usecase::project::unit_of;
use crate::usecase::selfeval::open::{Opened, must_exist, open, pack_of};
use crate::{ApiError, App, Result};
use documents::forms::{SelfEvalForm, SelfEvalLayout, selfeval_form};
use documents::{Document, FormPage, Stamp};
use domain::rulepack::Pack;
use domain::selfeval::{assess_selfeval, publication};
use std::path::PathBuf;

/// 项目支出绩效自评表
pub(crate) const FORM: &str = "selfeval";
/// Its public version.
const PUBLIC: &str = "selfeval-public";
const SUMMARY: &str = "selfeval-summary";
const TREATMENTS: &str = "treatments";
const DEPARTMENT: &str = "department-evaluation";

/// Forms of a project: id and title.
const OF_PROJECT: [(&str, &str); 2] =
    [(FORM, "项目支出绩效自评表"), (PUBLIC, "项目支出绩效自评表（公开版）")];
/// Forms of the whole unit: id and title.
const OF_UNIT: [(&str, &str); 3] =
    [(SUMMARY, "绩效自评汇总表"), (TREATMENTS, "结果应用建议清单"), (DEPARTMENT, "部门评价清单")];

fn listed(forms: &[(&str, &str)]) -> Vec<(String, String)> {
    forms.iter().map(|(id, title)| ((*id).to_owned(), (*title).to_owned())).collect()
}

/// The forms of a project's self-assessment: id and title.
pub(crate) fn project_forms() -> Vec<(String, String)> {
    listed(&OF_PROJECT)
}

/// The forms of the published version: id and title.
pub(crate) fn public_forms() -> Vec<(String, String)> {
    listed(&OF_PROJECT[1..])
}

/// The forms of the whole unit: id and title.
pub(crate) fn unit_forms() -> Vec<(String, String)> {
    listed(&OF_UNIT)
}

/// Is this a form of a project's self-assessment?
pub(crate) fn is_own(form: Option<&str>) -> bool {
    OF_PROJECT.iter().any(|(id, _)| form == Some(*id))
}

/// Builds a form of self-assessment; `None` where the query names another.
pub(crate) fn build(app: &App, session: &Session, query: &PrintQuery) -> Result<Option<Built>> {
    let form = query.form.as_deref();
    if let Some((id, title)) = OF_UNIT.iter().find(|(id, _)| form == Some(*id)) {
        let page = match *id {
            SUMMARY => summary(app, session, None)?,
            TREATMENTS => treatments(app, session)?,
            _ => department(app, session)?,
        };
        let forms = vec![((*id).to_owned(), (*title).to_owned())];
        return Ok(Some(Built { id: (*id).to_owned(), page, forms }));
    }
    let Some(form) = form.filter(|_| is_own(form)) else { return Ok(None) };
    if query.project.trim().is_empty() {
        return Err(ApiError::new("APP-FORM", "请选择要打印绩效自评表的项目").field("project"));
    }
    let opened = open(app, session, &query.project)?;
    must_exist(&opened)?;
    let page = page(app, session, &opened, form, None)?;
    Ok(Some(Built { id: form.to_owned(), page, forms: project_forms() }))
}

fn layout(pack: &Pack) -> SelfEvalLayout {
    let Some(rule) = &pack.rules.self_form else { return SelfEvalLayout::default() };
    SelfEvalLayout {
        split_value: rule.params.split_value,
        grade_row: rule.params.grade_row,
        text_blocks: rule.params.text_blocks,
        annual_goals: rule.params.annual_goals,
    }
}

/// One form of a self-assessment. What went into a package prints its number, any other prints 草稿.
pub(crate) fn page(
    app: &App,
    session: &Session,
    opened: &Opened,
    form: &str,
    stamp: Option<Stamp>,
) -> Result<FormPage> {
    let doc = &opened.doc;
    let pack = pack_of(app, session, doc);
    let stamp = match stamp {
        Some(stamp) => stamp,
        None => sealed(session, doc.state, "selfeval", &["Y"])?,
    };
    let public = form == PUBLIC;
    let shown = if public { publication(pack, &opened.project, &opened.target, doc) } else { filed(opened) };
    let (Some(project), Some(target), Some(doc)) = (&shown.project, &shown.target, &shown.doc) else {
        return Err(ApiError::secret());
    };
    let mut page = selfeval_form(&SelfEvalForm {
        unit: &session.unit()?,
        project,
        target,
        doc,
        scored: &assess_selfeval(pack, target, doc),
        year: doc.year,
        amount_unit: unit_of(pack),
        layout: layout(pack),
        // The number names what was filed, and that is not this.
        stamp: if public && stamp != Stamp::Draft { Stamp::Plain } else { stamp },
        date: app.host().today(),
    })?;
    if public {
        page.title.push_str("（公开版）");
    }
    Ok(page)
}

/// What is filed: everything as it stands.
fn filed(opened: &Opened) -> domain::selfeval::Publication {
    domain::selfeval::Publication {
        project: Some(opened.project.clone()),
        target: Some(opened.target.clone()),
        doc: Some(opened.doc.clone()),
        left_out: Vec::new(),
    }
}
// SCRATCH
pub(crate) fn summary(_app: &App, _session: &Session, _stamp: Option<Stamp>) -> Result<FormPage> {
    unimplemented!()
}
fn treatments(_app: &App, _session: &Session) -> Result<FormPage> {
    unimplemented!()
}
fn department(_app: &App, _session: &Session) -> Result<FormPage> {
    unimplemented!()
}
pub(crate) fn report(_app: &App, _session: &Session, _opened: &Opened, _x: bool) -> Result<Document> {
    unimplemented!()
}
pub(crate) fn save_report(_app: &App, _project: &str, _file: &str) -> Result<SavedFile> {
    unimplemented!()
}
