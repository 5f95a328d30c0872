//! Templates, carrying over, the library, rule packs, packages, forms of all projects.

use crate::args::{BatchFormat, LibraryAction, PackAction, TemplateAction};
use crate::output::{line, outlet};
use crate::run::{cell_error, saved, show, show_packs, text, written};
use app::commands::Empty;
use app::usecase::{copies, library, own_library, pack_move, packages, packs, print, print_batch, template};
use app::{ApiError, App, Result};
use domain::period::FiscalYear;
use std::path::Path;

/// Reading packs works without a store.
pub(crate) fn needs_no_store(action: &PackAction) -> bool {
    matches!(action, PackAction::List | PackAction::Show { .. } | PackAction::Compare { .. })
}

fn or(text: &str, blank: &str) -> String {
    if text.is_empty() { blank.to_owned() } else { text.to_owned() }
}

pub(crate) fn pack(app: &App, json: bool, action: PackAction) -> Result<bool> {
    match action {
        PackAction::List => return show_packs(app, json, None),
        PackAction::Show { id } => return show_packs(app, json, Some(id)),
        PackAction::Compare { a, b } => {
            let diffs = packs::compare(app, packs::ComparePacks { a, b })?;
            show(json, &diffs, |diffs| {
                for diff in diffs {
                    line(&format!("{}：{} → {}", diff.title, or(&diff.a, "（无）"), or(&diff.b, "（无）")));
                }
                line(&format!("共 {} 条规则不同", diffs.len()));
            })?;
        }
        PackAction::Import { file } => {
            let pack = packs::import(app, print::ToFile { file: text(&file) })?;
            show(json, &pack, |pack| line(&format!("已导入规则包“{}”（{}）", pack.name, pack.id)))?;
        }
        PackAction::Remove { id } => saved(json, packs::remove(app, packs::PackId { id })?)?,
        PackAction::Move { id, project, dry_run } => {
            let query = pack_move::MovePack { projects: project, pack: id, commit: !dry_run };
            let moved = pack_move::move_pack(app, query)?;
            show(json, &moved, |moved| {
                for (word, list) in [("消失", &moved.gone), ("新增", &moved.fresh)] {
                    for found in list {
                        line(&format!("{word} [{}] {}：{}", found.level.name(), found.place, found.text));
                    }
                }
                moved.notes.iter().for_each(|note| line(note));
                moved.refused.iter().for_each(|refused| line(&format!("{}：{}", refused.name, refused.why)));
                let word = if dry_run { "可以改用" } else { "已改用" };
                line(&format!("{} 个项目{word}这个规则包", moved.moved));
            })?;
            return Ok(moved.refused.is_empty());
        }
    }
    Ok(true)
}

pub(crate) fn template(app: &App, json: bool, action: TemplateAction) -> Result<bool> {
    match action {
        TemplateAction::List => {
            let list = template::list(app, Empty {})?;
            show(json, &list, |list| {
                for row in list {
                    line(&format!("{}  {} 条指标  {}  {}", row.name, row.indicators, row.about, row.from));
                }
            })?;
        }
        TemplateAction::Save { project, name } => {
            saved(json, template::save(app, template::SaveTemplate { project, name })?)?;
        }
        TemplateAction::Apply { template, project } => {
            let copied = template::apply(app, template::ApplyTemplate { template, project })?;
            show(json, &copied, |copied| {
                line(&format!("增加 {} 条指标，补充 {} 处", copied.added, copied.changed));
            })?;
        }
        TemplateAction::Delete { template } => {
            saved(json, template::delete(app, template::TemplateId { id: template })?)?;
        }
    }
    Ok(true)
}

pub(crate) fn library(app: &App, json: bool, action: Option<LibraryAction>, find: String) -> Result<bool> {
    match action {
        None => {
            let hits = library::search(app, library::LibraryQuery { text: find, ..Default::default() })?;
            show(json, &hits, |hits| {
                for hit in hits {
                    line(&format!("{} {} {}  {}", hit.code, hit.level2, hit.name, hit.value));
                }
            })?;
            Ok(true)
        }
        Some(LibraryAction::Export { file, replace }) => {
            written(json, &own_library::export(app, print::ToFile { file: outlet(&file, replace)? })?)?;
            Ok(true)
        }
        Some(LibraryAction::Import { file }) => {
            let done = own_library::import(app, print::ToFile { file: text(&file) })?;
            show(json, &done, |done| {
                done.rejected.iter().for_each(cell_error);
                let (added, changed, bad) = (done.added, done.changed, done.rejected.len());
                line(&format!("新增 {added} 条，更新 {changed} 条，没有导入 {bad} 行"));
            })?;
            Ok(done.rejected.is_empty())
        }
    }
}

pub(crate) fn carry(
    app: &App,
    json: bool,
    from: i64,
    dry_run: bool,
    (funds, goals): (bool, bool),
    projects: Vec<String>,
) -> Result<bool> {
    let from = FiscalYear::new(from)
        .ok_or_else(|| ApiError::new("CLI-USAGE", "--from 应为 2000 到 2099 之间的年度，请重新输入"))?;
    if dry_run {
        let plan = copies::carry_plan(app, copies::CarryQuery { from: Some(from) })?;
        show(json, &plan, |plan| {
            for row in &plan.rows {
                let there = if row.exists { "（本年度已有）" } else { "" };
                line(&format!("{:>14}  {}  {} 条指标{there}", row.amount_text, row.name, row.indicators));
            }
        })?;
        return Ok(true);
    }
    let done = copies::carry(app, copies::Carry { from, projects, funds, goals })?;
    show(json, &done, |done| {
        done.skipped.iter().for_each(|skipped| line(&format!("{}：{}", skipped.name, skipped.why)));
        line(&format!("结转 {} 个项目，{} 个没有结转", done.created, done.skipped.len()));
    })?;
    Ok(done.skipped.is_empty())
}

pub(crate) fn packages(app: &App, json: bool) -> Result<()> {
    let list = packages::list(app, Empty {})?;
    show(json, &list, |list| {
        for row in list {
            let way = if row.sent { "报出" } else { "收到" };
            line(&format!("{}  {way}  {}  {}  {} 个项目", row.id, row.at, row.recipient, row.projects));
        }
    })
}

pub(crate) fn print_all(
    app: &App,
    json: bool,
    (form, month): (Option<String>, Option<u8>),
    folder: &Path,
    format: BatchFormat,
) -> Result<()> {
    let format = match format {
        BatchFormat::Pdf => print_batch::FileFormat::Pdf,
        BatchFormat::Xlsx => print_batch::FileFormat::Xlsx,
    };
    let query = print_batch::PrintBatch { projects: Vec::new(), form, format, folder: text(folder), month };
    let done = print_batch::batch(app, query)?;
    show(json, &done, |done| {
        done.skipped.iter().for_each(|skipped| line(&format!("{}：{}", skipped.name, skipped.why)));
        line(&format!("已写入 {} 个文件：{}", done.files, done.folder));
    })
}
