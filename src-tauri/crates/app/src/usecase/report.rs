//! The monitoring report (绩效运行监控报告) as a Word or PDF file, built from the month's figures.

use crate::session::Session;
use crate::usecase::audit::write_whole;
use crate::usecase::monitor::month_of;
use crate::usecase::month_figures::summary;
use crate::usecase::print::SavedFile;
use crate::usecase::print_month::{Matter, matters};
use crate::{ApiError, App, Result};
use documents::forms::{MonitorReport, RectifyRow, monitor_report};
use documents::{Stamp, to_docx, to_prose_pdf};
use domain::rulepack::Pack;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// Which month to report on, and where to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportMonitor {
    /// 1-12; the figures are cumulative from January.
    pub month: u8,
    /// The file, `.docx` or `.pdf`.
    pub file: String,
}

/// Writes the report.
pub fn monitor(app: &App, query: ReportMonitor) -> Result<SavedFile> {
    let path = PathBuf::from(&query.file);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let pdf = match ending.as_deref() {
        Some("docx") => false,
        Some("pdf") => true,
        _ => {
            let text = "监控报告只能保存为 .docx 或 .pdf，请改文件名的后缀";
            return Err(ApiError::new("APP-FORM", text).field("file"));
        }
    };
    app.check_outlet(&path)?;
    let month = month_of(query.month)?;
    let document = app.read(|session: &Session| {
        let unit = session.unit()?;
        let page = summary(app, session, &unit, month)?;
        let matters = matters(app, session)?;
        let rows: Vec<RectifyRow> = matters.iter().map(Matter::row).collect();
        let sources = sources(session.pack(app)?);
        Ok(monitor_report(&MonitorReport { page: &page, rectifications: &rows, sources }))
    })?;
    let bytes = if pdf { to_prose_pdf(&document, &Stamp::Plain)? } else { to_docx(&document)? };
    write_whole(&path, "监控报告", &bytes)?;
    SavedFile::of(&path)
}

/// The documents that ask for monitoring: those of the pack's rules on its rounds, lamps and deviation, each once.
fn sources(pack: &Pack) -> Vec<String> {
    let rules = &pack.rules;
    let documents = [
        rules.rounds.as_ref().map(|rule| &rule.source),
        rules.deviation.as_ref().map(|rule| &rule.source),
        rules.monitored.as_ref().map(|rule| &rule.source),
    ];
    let mut found: Vec<String> = Vec::new();
    for source in documents.into_iter().flatten() {
        if !source.document.is_empty() && !found.contains(&source.document) {
            found.push(source.document.clone());
        }
    }
    found
}
