//! What a package carries besides submission.json: forms, reports, evidence.

use super::{Draft, Part};
use crate::session::Session;
use crate::submission_selfeval::evidence_path;
use crate::usecase::{print, print_month, print_selfeval};
use crate::{App, Result};
use documents::{Document, FormPage, Stamp as FormStamp};
use package::{Content, Item};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) fn pages(
    app: &App,
    session: &Session,
    draft: &Draft,
    head: &str,
) -> Result<Vec<(String, FormPage)>> {
    let stamp = FormStamp::Sealed { number: draft.id.to_string(), audit_head: head.to_owned() };
    let whole = (draft.whole.as_ref()).map(|doc| {
        Ok(("0000-部门整体".to_owned(), print_month::unit_page(app, session, doc, Some(stamp.clone()))?))
    });
    let projects = draft.entries.iter().enumerate().filter_map(|(number, (place, part))| {
        let entry = draft.projects.get(*place)?;
        let short: String = entry.0.name.chars().take(40).collect();
        let page = match part {
            Part::Target(_) => {
                print::form(app, session, entry.clone(), None, Some(stamp.clone())).map(|(_, page)| page)
            }
            Part::Month(opened) => print_month::month_page(app, session, opened, Some(stamp.clone())),
            Part::SelfEval(assessed) => print_selfeval::page(
                app,
                session,
                &assessed.opened,
                print_selfeval::FORM,
                Some(stamp.clone()),
            ),
        };
        Some(page.map(|page| (format!("{:04}-{short}", number + 1), page)))
    });
    let list = draft.assessed().next().map(|_| {
        let page = print_selfeval::summary(app, session, Some(stamp.clone()));
        page.map(|page| ("0000-绩效自评汇总表".to_owned(), page))
    });
    whole.into_iter().chain(list).chain(projects).collect()
}

/// Reports and evidence of self-assessments.
#[derive(Default)]
pub(super) struct Papers {
    /// With their file names, numbered as the forms are, without ending.
    reports: Vec<(String, (Document, FormStamp))>,
    /// Paths in the package, and where the contents lie.
    evidence: BTreeMap<String, PathBuf>,
}

/// The papers of a package of self-assessments; none of others.
pub(super) fn papers(app: &App, session: &Session, draft: &Draft, head: &str) -> Result<Papers> {
    let stamp = FormStamp::Sealed { number: draft.id.to_string(), audit_head: head.to_owned() };
    let mut papers = Papers::default();
    let files = session.store.files();
    for (number, (_, part)) in draft.entries.iter().enumerate() {
        let Part::SelfEval(assessed) = part else { continue };
        let short: String = assessed.opened.project.name.chars().take(40).collect();
        if !assessed.opened.doc.report.is_empty() {
            let report = print_selfeval::report(app, session, &assessed.opened, Some(stamp.clone()))?;
            papers.reports.push((format!("{:04}-{short}", number + 1), report));
        }
        for proof in &assessed.evidence {
            papers.evidence.extend(files.path(&proof.sha256).map(|path| (evidence_path(proof), path)));
        }
    }
    Ok(papers)
}

impl Papers {
    /// Each report as Word and PDF, each proof as it was attached.
    pub(super) fn items(self, app: &App) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        let total = self.reports.len() as u64;
        for (done, (name, (report, stamp))) in (0u64..).zip(&self.reports) {
            if !app.host().progress("seal-forms", done, total) {
                return Err(package::Error::Cancelled.into());
            }
            let path = |ending: &str| format!("reports/{}", package::name::tidy(&format!("{name}.{ending}")));
            items.push(Item { path: path("docx"), content: Content::Bytes(documents::to_docx(report)?) });
            let pdf = documents::to_prose_pdf(report, stamp)?;
            items.push(Item { path: path("pdf"), content: Content::Bytes(pdf) });
        }
        let evidence = self.evidence.into_iter();
        items.extend(evidence.map(|(path, file)| Item { path, content: Content::File(file) }));
        Ok(items)
    }
}

/// Each form as PDF and XLSX.
pub(super) fn render(app: &App, pages: &[(String, FormPage)]) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for (number, (name, page)) in pages.iter().enumerate() {
        if !app.host().progress("seal-forms", number as u64, pages.len() as u64) {
            return Err(package::Error::Cancelled.into());
        }
        let path = |ending: &str| format!("forms/{}", package::name::tidy(&format!("{name}.{ending}")));
        items.push(Item { path: path("pdf"), content: Content::Bytes(documents::to_pdf(page)?) });
        items.push(Item { path: path("xlsx"), content: Content::Bytes(documents::to_xlsx(page)?) });
    }
    app.host().progress("seal-forms", pages.len() as u64, pages.len() as u64);
    Ok(items)
}
