//! Forms of self-assessment: a project's table and its public version, the lists of the whole unit, the report.

use crate::session::Session;
use crate::usecase::audit::write_whole;
use crate::usecase::print::{Built, PrintQuery, SavedFile, day_of, sealed};
use crate::usecase::project::unit_of;
use crate::usecase::selfeval::ReportSave;
use crate::usecase::selfeval::open::{Opened, must_exist, open, pack_of, scored};
use crate::usecase::selfeval::year::WholeYear;
use crate::{ApiError, App, Result};
use chrono::NaiveDate;
use documents::forms::{
    AssessedRow, DepartmentList, ReportSection, SelfEvalForm, SelfEvalLayout, SelfEvalReport,
    SelfEvalSummary, TreatmentList, department_list, selfeval_form, selfeval_report, selfeval_summary,
    treatment_list,
};
use documents::{Document, FormPage, Stamp, to_docx, to_prose_pdf};
use domain::due::Lamp;
use domain::rulepack::Pack;
use domain::scoring::{Grade, Scored};
use domain::selfeval::{
    SelfAssessment, Treatment, assess_selfeval, outline, proposal, publication, standing,
};
use domain::target::TargetState;
use domain::typed::Id;
use domain::unit::Unit;
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
const OF_UNIT: [(&str, &str); 3] = [
    (SUMMARY, "项目支出绩效自评结果汇总表"),
    (TREATMENTS, "绩效自评结果应用建议清单"),
    (DEPARTMENT, "部门评价项目清单"),
];

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
        None => sealed(session, doc.state, "selfeval", &["Y"], &[&opened.project.id])?,
    };
    let public = form == PUBLIC;
    let unit = session.unit()?;
    let shown = if public {
        publication(pack, &unit, &opened.project, &opened.target, doc)
    } else {
        filed(opened, &unit)
    };
    let (Some(unit), Some(project), Some(target), Some(doc)) =
        (&shown.unit, &shown.project, &shown.target, &shown.doc)
    else {
        return Err(ApiError::secret());
    };
    let mut page = selfeval_form(&SelfEvalForm {
        unit,
        project,
        target,
        doc,
        scored: &assess_selfeval(pack, target, doc),
        year: doc.year,
        amount_unit: unit_of(pack),
        layout: layout(pack),
        // The number names what was filed, and that is not this.
        stamp: if public && stamp != Stamp::Draft { Stamp::Plain } else { stamp },
        date: filled_on(app, session, doc)?,
    })?;
    if public {
        page.title.push_str("（公开版）");
    }
    Ok(page)
}

/// 填报日期: when it was released or filed; today's while it is in hand.
fn filled_on(app: &App, session: &Session, doc: &SelfAssessment) -> Result<NaiveDate> {
    day_of(app, session, "self_assessment", &doc.id, doc.state)
}

/// What is filed: everything as it stands.
fn filed(opened: &Opened, unit: &Unit) -> domain::selfeval::Publication {
    domain::selfeval::Publication {
        unit: Some(unit.clone()),
        project: Some(opened.project.clone()),
        target: Some(opened.target.clone()),
        doc: Some(opened.doc.clone()),
        left_out: Vec::new(),
    }
}

/// A self-assessment in a list of the whole unit.
struct Listed {
    doc: SelfAssessment,
    scored: Scored,
    row: AssessedRow,
}

/// The self-assessments of the year in the order of the project list, and the names of projects without one. 涉密 ones
/// stand in no list.
fn whole(app: &App, session: &Session) -> Result<(Vec<Listed>, Vec<String>)> {
    let (mut found, mut missing, year) = (Vec::new(), Vec::new(), WholeYear::load(session)?);
    for (project, latest) in session.projects()?.into_iter().filter(|(project, _)| !project.is_secret()) {
        let Some((doc, target)) = year.begun(session, &project, latest.as_ref())? else {
            missing.push(project.name);
            continue;
        };
        let (doc, name) = (doc.clone(), project.name);
        let scored = assess_selfeval(pack_of(app, session, &doc), &target, &doc);
        let totals = doc.totals();
        // A grade says something only once everything is filled in.
        let standing = standing(&target, &doc);
        let whole = standing.filled >= standing.total;
        let row = AssessedRow {
            name,
            budget: totals.budget.or(totals.initial),
            executed: totals.executed,
            rate: scored.execution.rate,
            score: scored.total,
            grade: scored.grade.filter(|_| whole),
            treatment: None,
            reason: String::new(),
        };
        found.push(Listed { doc, scored, row });
    }
    Ok((found, missing))
}

/// The summary of the year.
pub(crate) fn summary(app: &App, session: &Session, stamp: Option<Stamp>) -> Result<FormPage> {
    let (found, missing) = whole(app, session)?;
    let filed = |state| matches!(state, TargetState::Sealed | TargetState::Approved);
    let stamp = match stamp {
        Some(stamp) => stamp,
        None if !found.is_empty() && found.iter().all(|listed| filed(listed.doc.state)) => {
            let all: Vec<&Id> = found.iter().map(|listed| &listed.doc.project_id).collect();
            let of = |projects| sealed(session, TargetState::Sealed, "selfeval", &["Y"], projects);
            // Filed one by one, they stand together in no package.
            let (last, whole) = (of(&[])?, of(&all)?);
            if last == whole { whole } else { Stamp::Draft }
        }
        None => Stamp::Draft,
    };
    let mut date = app.host().today();
    if stamp != Stamp::Draft {
        // As of the last that went in.
        let days = found.iter().map(|listed| filled_on(app, session, &listed.doc));
        date = days.collect::<Result<Vec<_>>>()?.into_iter().max().unwrap_or(date);
    }
    let row = |listed: Listed| {
        let treatment = advised(app, session, &listed).map(|(treatment, _)| treatment);
        let unlike = listed.scored.consistency == Some(Lamp::Red);
        let reason = if unlike { "得分与预算执行不相称" } else { "" };
        AssessedRow { treatment, reason: reason.to_owned(), ..listed.row }
    };
    let rows: Vec<AssessedRow> = found.into_iter().map(row).collect();
    let pack = session.pack(app)?;
    Ok(selfeval_summary(&SelfEvalSummary {
        unit: &session.unit()?,
        year: session.year,
        rows: &rows,
        missing: &missing,
        amount_unit: unit_of(pack),
        stamp,
        date,
    }))
}

/// What a result leads to and why: as the user set it, else as the pack proposes.
fn advised(app: &App, session: &Session, listed: &Listed) -> Option<(Treatment, String)> {
    let doc = &listed.doc;
    match doc.treatment {
        Some(set) => {
            let proposed = proposal(pack_of(app, session, doc), doc, &listed.scored);
            Some((set, treatment_reason(&doc.treatment_reason, set, proposed)))
        }
        None => proposal(pack_of(app, session, doc), doc, &listed.scored),
    }
}

/// Why a treatment was set: as the unit says, else as the pack does where both come to the same.
pub(crate) fn treatment_reason(said: &str, set: Treatment, proposed: Option<(Treatment, String)>) -> String {
    match proposed {
        _ if !said.trim().is_empty() => said.to_owned(),
        Some((same, why)) if same == set => why,
        Some((other, _)) => format!("本单位改定，没有写理由（按规则建议“{}”）", other.name()),
        None => "本单位自定，没有写理由".to_owned(),
    }
}

fn treatments(app: &App, session: &Session) -> Result<FormPage> {
    let row = |listed: Listed| match advised(app, session, &listed) {
        Some((treatment, reason)) => AssessedRow { treatment: Some(treatment), reason, ..listed.row },
        None => AssessedRow { reason: "还没有得分".to_owned(), ..listed.row },
    };
    let rows: Vec<AssessedRow> = whole(app, session)?.0.into_iter().map(row).collect();
    Ok(treatment_list(&TreatmentList {
        unit: &session.unit()?,
        year: session.year,
        rows: &rows,
        amount_unit: unit_of(session.pack(app)?),
        stamp: Stamp::Plain,
        date: app.host().today(),
    }))
}

/// The projects that the department had best evaluate itself: the biggest, those with a low grade, those whose score
/// outruns their money. Our own choice; no document says which.
fn department(app: &App, session: &Session) -> Result<FormPage> {
    let found = whole(app, session)?.0;
    let most = found.iter().filter_map(|listed| listed.row.budget).max();
    let row = |listed: Listed| {
        let mut why = Vec::new();
        if listed.row.budget.is_some() && listed.row.budget == most {
            why.push("预算最大".to_owned());
        }
        if let Some(grade @ (Grade::Fair | Grade::Poor)) = listed.row.grade {
            why.push(format!("自评等级为“{}”", grade.name()));
        }
        if listed.scored.consistency == Some(Lamp::Red) {
            why.push("得分与预算执行不相称".to_owned());
        }
        (!why.is_empty()).then(|| AssessedRow { reason: why.join("；"), ..listed.row })
    };
    let rows: Vec<AssessedRow> = found.into_iter().filter_map(row).collect();
    Ok(department_list(&DepartmentList {
        unit: &session.unit()?,
        year: session.year,
        rows: &rows,
        amount_unit: unit_of(session.pack(app)?),
        stamp: Stamp::Plain,
        date: app.host().today(),
    }))
}

/// The report as it is saved, with the stamp that it carries.
pub(crate) fn report(
    app: &App,
    session: &Session,
    opened: &Opened,
    stamp: Option<Stamp>,
) -> Result<(Document, Stamp)> {
    let doc = &opened.doc;
    if doc.report.is_empty() {
        let text = format!("“{}”的自评报告还没有生成，请先生成再保存", opened.project.name);
        return Err(ApiError::new("APP-SELFEVAL-REPORT", text));
    }
    let pack = pack_of(app, session, doc);
    let mut order = outline(pack);
    for paragraph in &doc.report {
        if !order.contains(&paragraph.section) {
            order.push(paragraph.section);
        }
    }
    let section = |section| ReportSection {
        section,
        paragraphs: (doc.report.iter())
            .filter(|paragraph| paragraph.section == section)
            .map(|paragraph| paragraph.text.clone())
            .collect(),
    };
    let stamp = match stamp {
        Some(stamp) => stamp,
        None => sealed(session, doc.state, "selfeval", &["Y"], &[&opened.project.id])?,
    };
    let document = selfeval_report(&SelfEvalReport {
        unit: &session.unit()?,
        project: &opened.project,
        target: &opened.target,
        doc,
        scored: &scored(app, session, opened),
        year: doc.year,
        sections: order.into_iter().map(section).collect(),
        amount_unit: unit_of(pack),
        stamp: stamp.clone(),
        date: doc.formed_on.map_or_else(|| filled_on(app, session, doc), Ok)?,
    })?;
    Ok((document, stamp))
}

/// The report as it may be published: built from the published version, and without the number of what was filed.
fn published(app: &App, session: &Session, opened: Opened) -> Result<(Document, Stamp)> {
    let pack = pack_of(app, session, &opened.doc);
    let public = publication(pack, &session.unit()?, &opened.project, &opened.target, &opened.doc);
    let (Some(project), Some(target), Some(doc)) = (public.project, public.target, public.doc) else {
        return Err(ApiError::secret());
    };
    let filed = matches!(doc.state, TargetState::Sealed | TargetState::Approved);
    let stamp = if filed { Stamp::Plain } else { Stamp::Draft };
    let shown = Opened { project, target, doc, ..opened };
    let (mut document, stamp) = report(app, session, &shown, Some(stamp))?;
    document.title.push_str("（公开版）");
    Ok((document, stamp))
}

/// Writes the report as Word or PDF file.
pub(crate) fn save_report(app: &App, query: &ReportSave) -> Result<SavedFile> {
    let path = PathBuf::from(&query.file);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let word = match ending.as_deref() {
        Some("docx") => true,
        Some("pdf") => false,
        _ => {
            let text = "自评报告只能保存为 .docx 或 .pdf，请改文件名的后缀";
            return Err(ApiError::new("APP-FORM", text).field("file"));
        }
    };
    app.check_outlet(&path)?;
    let (document, stamp) = app.read(|session| {
        let opened = open(app, session, &query.project)?;
        must_exist(&opened)?;
        if query.public { published(app, session, opened) } else { report(app, session, &opened, None) }
    })?;
    let bytes = if word { to_docx(&document)? } else { to_prose_pdf(&document, &stamp)? };
    write_whole(&path, "自评报告", &bytes)?;
    SavedFile::of(&path)
}
