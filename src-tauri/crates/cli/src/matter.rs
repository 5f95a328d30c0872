//! What is to be dealt with: the rectification ledger (整改台账) and its evidence, remarks (意见).

use crate::args::{EvidenceAction, RectifyAction, RemarkAction, SealKind};
use crate::output::{line, outlet};
use crate::run::{saved, show, text, written};
use app::commands::Empty;
use app::usecase::evidence::{self, EvidenceAdd, EvidenceId, EvidenceSave};
use app::usecase::rectify::{self, RectId, RectOpen, RectRow};
use app::usecase::remarks::{self, RemarkQuery, RemarkView, SettleRemarks};
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
        EvidenceAction::Save { id, out, replace } => {
            written(json, &evidence::save(app, EvidenceSave { id, file: outlet(&out, replace)? })?)
        }
        EvidenceAction::Remove { id } => saved(json, evidence::remove(app, EvidenceId { id })?),
    }
}

/// The remarks of a project or of the year, those on one kind of document, those that are open.
fn wanted(app: &App, project: Option<String>, kind: Option<SealKind>, open: bool) -> Result<Vec<RemarkView>> {
    let mut list = remarks::list(app, RemarkQuery { project })?;
    list.retain(|remark| !(open && remark.done) && kind.is_none_or(|kind| kind == about(&remark.path)));
    Ok(list)
}

/// The kind of document that a remark is on.
fn about(path: &str) -> SealKind {
    match path.split('/').nth(3) {
        Some("selfeval") => SealKind::SelfEval,
        Some("monitoring") => SealKind::Monitor,
        _ => SealKind::Target,
    }
}

pub(crate) fn remarks(
    app: &App,
    json: bool,
    project: Option<String>,
    kind: Option<SealKind>,
    open: bool,
) -> Result<()> {
    show(json, &wanted(app, project, kind, open)?, |list| {
        for remark in list {
            let state = match (remark.done, remark.note) {
                (false, _) => "待处理",
                (true, true) => "附言",
                (true, false) => "已处理",
            };
            line(&format!(
                "{}  第{}轮  {}  {}  {}  {}：{}",
                remark.id, remark.round, state, remark.person, remark.project_name, remark.place, remark.text
            ));
            if !remark.answer.is_empty() {
                line(&format!("    答复（{}）：{}", remark.answered_by, remark.answer));
            }
        }
    })
}

pub(crate) fn settle(app: &App, json: bool, action: RemarkAction) -> Result<()> {
    let RemarkAction::Settle { mut ids, project, kind, answer } = action;
    if project.is_some() {
        ids = wanted(app, project, kind, true)?.into_iter().map(|remark| remark.id).collect();
    }
    let done = remarks::settle(app, SettleRemarks { ids, answer })?;
    show(json, &done, |done| line(done.label.as_deref().unwrap_or("没有待处理的意见")))
}
