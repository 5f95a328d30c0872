//! The rectification ledger (整改台账) and its evidence.

use crate::args::{EvidenceAction, RectifyAction};
use crate::output::line;
use crate::run::{saved, show, text, written};
use app::commands::Empty;
use app::usecase::evidence::{self, EvidenceAdd, EvidenceId, EvidenceSave};
use app::usecase::rectify::{self, RectId, RectOpen, RectRow};
use app::{App, Result};

pub(crate) fn rectify(app: &App, json: bool, action: RectifyAction) -> Result<()> {
    match action {
        RectifyAction::List => {
            let list = rectify::list(app, Empty {})?;
            show(json, &list, |list| list.iter().for_each(print))
        }
        RectifyAction::Open { problem, project, month, opener, feedback_on } => {
            let opened = rectify::open(app, RectOpen { project, month, opener, problem, feedback_on })?;
            show(json, &opened, |opened| {
                line(&format!("{}  {}", opened.id, opened.saved.label.as_deref().unwrap_or_default()));
            })
        }
        RectifyAction::Close { id } => saved(json, rectify::close(app, RectId { id })?),
        RectifyAction::Reopen { id } => saved(json, rectify::reopen(app, RectId { id })?),
        RectifyAction::Delete { id } => saved(json, rectify::delete(app, RectId { id })?),
    }
}

fn print(row: &RectRow) {
    let state = match (row.closed_on.as_str(), row.days) {
        ("", None) => "整改中，没有期限".to_owned(),
        ("", Some(days)) if days < 0 => format!("已超期 {} 天", -days),
        ("", Some(days)) => format!("还有 {days} 天"),
        (day, _) => format!("{day} 办结"),
    };
    line(&format!("{}  {}  {}：{}  {state}", row.id, row.opener, row.project_name, row.problem));
    for proof in &row.evidence {
        let fault = proof.fault.as_deref().map(|fault| format!("  {fault}")).unwrap_or_default();
        line(&format!("    {}  {}（{}）{fault}", proof.id, proof.name, proof.size));
    }
    if !row.missing.is_empty() {
        line(&format!("    还缺{}", row.missing.join("、")));
    }
}

pub(crate) fn evidence(app: &App, json: bool, action: EvidenceAction) -> Result<()> {
    match action {
        EvidenceAction::Add { owner, files } => {
            let owner = if owner.starts_with('/') { owner } else { format!("/rectifications/{owner}") };
            let files = files.iter().map(|file| text(file)).collect();
            saved(json, evidence::add(app, EvidenceAdd { owner, files })?)
        }
        EvidenceAction::Save { id, out } => {
            written(json, &evidence::save(app, EvidenceSave { id, file: text(&out) })?)
        }
        EvidenceAction::Remove { id } => saved(json, evidence::remove(app, EvidenceId { id })?),
    }
}
