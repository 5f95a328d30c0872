//! Carries a command out. `Ok(false)` is a finding or a refusal that was printed.

use crate::args::{Args, AuditAction, CalendarAction, Command, HandTo, ImportKind};
use crate::desk;
use crate::figures;
use crate::host::TerminalHost;
use crate::ledger;
use crate::matter;
use crate::month;
use crate::output::{self, fresh, line, outlet};
use crate::passphrase;
use crate::selfeval;
use app::commands::Empty;
use app::usecase::{
    audit, calendar, check, edit, handing, history, home, import, keys, packs, print, project, recovery,
    report, seal, search, store, verify,
};
use app::{ApiError, App, Result};
use domain::finding::Level;
use domain::handing::Handing;
use domain::unit::UnitKind;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) fn run(args: Args) -> Result<bool> {
    let json = args.json;
    let dir = args.store.clone();
    // The demo unit of the command line lives in the folder that --store names.
    let data_dir = dir.clone().unwrap_or_else(|| PathBuf::from("."));
    let app = App::new(Arc::new(TerminalHost::new(data_dir)))?;
    let open = |app: &App| -> Result<Option<String>> {
        let dir =
            dir.as_ref().ok_or_else(|| ApiError::new("CLI-STORE", "请用 --store 指明单位数据所在文件夹"))?;
        Ok(store::open(app, store::OpenStore { folder: text(dir) })?.notice)
    };
    let notice = match args.command {
        Command::Verify { file, pin, recipient } => {
            open_if_there(&app, dir.as_deref());
            let report = verify::verify(&app, verify::PackageFile { file: text(&file), pin, recipient })?;
            let ok = report.ok;
            show(json, &report, output::report)?;
            return Ok(ok);
        }
        Command::Read { file, pin } => {
            open_if_there(&app, dir.as_deref());
            let report = verify::read(&app, verify::PackageFile { file: text(&file), pin, recipient: None })?;
            show(json, &report, output::report)?;
            return Ok(true);
        }
        Command::Monitor { file, month } => {
            open_if_there(&app, dir.as_deref());
            return figures::monitor(&app, json, &file, month);
        }
        Command::Score { file } => {
            open_if_there(&app, dir.as_deref());
            return figures::score(&app, json, &file);
        }
        Command::Packs { id } => return show_packs(&app, json, id),
        Command::Pack { ref action } if desk::needs_no_store(action) => {
            // With a store the packs that it brought in count as well.
            if let Some(dir) = &dir {
                store::open(&app, store::OpenStore { folder: text(dir) })?;
            }
            None
        }
        Command::Init { .. } => None,
        _ => open(&app)?,
    };
    let done = with_store(&app, json, dir.as_deref(), args.command);
    // A refusal for that very reason says it itself.
    if let Some(notice) = notice.filter(|notice| !done.as_ref().is_err_and(|e| e.message == *notice)) {
        output::remark(&notice);
    }
    done
}

fn with_store(app: &App, json: bool, dir: Option<&Path>, command: Command) -> Result<bool> {
    match command {
        Command::Init { demo, name, kind, code, credit_code, division, year, pack, person } => {
            let folder =
                dir.ok_or_else(|| ApiError::new("CLI-STORE", "请用 --store 指明新数据放在哪个文件夹"))?;
            let info = if demo {
                store::create_demo(app, folder)?
            } else {
                let kind = UnitKind::ALL.into_iter().find(|k| k.name() == kind);
                let kind =
                    kind.ok_or_else(|| ApiError::new("CLI-USAGE", "--kind 应为 部门、乡镇 或 二级单位"))?;
                store::create(
                    app,
                    store::CreateStore {
                        folder: text(folder),
                        name,
                        kind,
                        code,
                        credit_code,
                        division_code: division,
                        year,
                        pack,
                        person,
                        role: "填报人".into(),
                    },
                )?
            };
            show(json, &info, |info| {
                line(&format!("已建立“{}”{} 年度：{}", info.unit.name, info.year, info.folder))
            })?;
        }
        Command::Import { file, kind, sheet, month, source, rejects, replace, dry_run } => {
            let rejects = rejects.map(|file| outlet(&file, replace)).transpose()?;
            if kind != Some(ImportKind::Ledger) {
                return import_file(app, json, &file, kind, sheet, rejects, dry_run);
            }
            let month =
                month.ok_or_else(|| ApiError::new("CLI-USAGE", "导入支付明细请用 --month 指明是哪个月"))?;
            return ledger::import(app, json, &file, (sheet, month, source), rejects, dry_run);
        }
        Command::List => {
            let list = project::list(app, Empty {})?;
            show(json, &list, |list| {
                for row in &list.rows {
                    line(&format!(
                        "{:>14}  {}  {}  必须改{} 需说明{} 提示{}",
                        row.amount_text, row.name, row.state, row.errors, row.explains, row.hints
                    ));
                }
                line(&format!(
                    "{:>14}  共 {} 个项目（{}）",
                    list.total_text,
                    list.rows.len(),
                    list.amount_unit.name()
                ));
            })?;
        }
        Command::Show { project } => {
            let view = project::get(app, project::ProjectId { id: project })?;
            show(json, &view, |view| {
                line(&format!("{}（{}）", view.name, view.subtitle));
                for row in &view.indicators {
                    line(&format!(
                        "  {} {} {} {} {}",
                        row.level1, row.level2, row.name, row.value_text, row.weight
                    ));
                }
            })?;
        }
        Command::Set { path, text } => saved(json, edit::cell(app, edit::EditCell { path, text })?)?,
        Command::Undo => saved(json, edit::undo(app, Empty {})?)?,
        Command::Redo => saved(json, edit::redo(app, Empty {})?)?,
        Command::Discard => {
            let crashed = store::current(app, Empty {})?.and_then(|info| info.crashed);
            let info = recovery::discard_crashed(app, Empty {})?;
            show(json, &info, |_| match crashed.filter(|crashed| crashed.steps > 0) {
                Some(crashed) => {
                    line(&format!("已放弃 {} 步修改，回到 {} 打开时的样子", crashed.steps, crashed.since))
                }
                None => line("没有要放弃的修改"),
            })?;
        }
        Command::History { limit, cell: Some(path) } => {
            let changes = history::cell(app, history::CellQuery { path, limit })?;
            show(json, &changes, |changes| {
                for change in changes {
                    line(&format!(
                        "{}  {}  {}：{} → {}",
                        change.at, change.person, change.label, change.before, change.after
                    ));
                }
            })?;
        }
        Command::History { limit, cell: None } => {
            let history = edit::history(app, edit::HistoryQuery { limit })?;
            show(json, &history, |history| {
                for row in &history.rows {
                    line(&format!(
                        "{}  {}  {}{}",
                        row.at,
                        row.person,
                        row.label,
                        if row.undone { "（已撤销）" } else { "" }
                    ));
                }
            })?;
        }
        Command::Check { project, pack } => {
            let checked = check::run(app, check::CheckQuery { project, pack })?;
            show(json, &checked, output::checked)?;
            return Ok(!checked.findings.iter().any(|finding| finding.level == Level::Error));
        }
        Command::Print { all: true, form, out, format, month, .. } => {
            desk::print_all(app, json, (form, month), &out, format)?
        }
        Command::Print { project, form, out, month, replace, .. } => {
            let (project, file) = (project.unwrap_or_default(), outlet(&out, replace)?);
            written(json, &print::save(app, print::PrintSave { project, form, file, month })?)?;
        }
        Command::Report { month, out, replace } => {
            let query = report::ReportMonitor { month, file: outlet(&out, replace)? };
            written(json, &report::monitor(app, query)?)?;
        }
        Command::Month { action } => return month::run(app, json, action),
        Command::SelfEval { action } => return selfeval::run(app, json, action),
        Command::Ledger { action } => return ledger::run(app, json, action),
        Command::Seal { kind, year, period, key, passphrase_env, recipient, ready_only, out } => {
            if let Some(year) = year {
                store::use_year(app, year)?;
            }
            let kind = kind.into();
            if !json {
                // What is sent, what stays out and what is unfinished, before the passphrase is asked for.
                let query = seal::SealQuery {
                    recipient: recipient.clone(),
                    ready_only,
                    kind,
                    period: period.clone(),
                };
                let plan = seal::plan(app, query)?;
                line(&plan.sentence);
                plan.left_out.iter().for_each(|name| line(&format!("不在包内：{name}")));
            }
            let passphrase = passphrase::get(passphrase_env.as_deref(), false)?;
            let report = seal::run(
                app,
                seal::SealRun {
                    recipient,
                    ready_only,
                    kind,
                    period,
                    folder: text(&out),
                    key: key.as_deref().map(text),
                    passphrase,
                },
            )?;
            show(json, &report, output::report)?;
        }
        Command::Keygen { paper: Some(paper), out: None, replace: false, .. }
            if keys::status(app, Empty {})?.is_some() =>
        {
            written(json, &keys::paper(app, print::ToFile { file: fresh(&paper)? })?)?;
        }
        Command::Keygen { passphrase_env, out, paper, replace } => {
            let paper = paper.as_deref().map(fresh).transpose()?;
            let passphrase = passphrase::get(passphrase_env.as_deref(), true)?;
            let key =
                keys::create(app, keys::CreateKey { passphrase, file: out.as_deref().map(text), replace })?;
            if let Some(paper) = paper {
                keys::paper(app, print::ToFile { file: paper })?;
            }
            show(json, &key, |key| {
                line(&format!(
                    "已为“{} {}”生成签名密钥，有效期至 {}",
                    key.unit_code, key.unit_name, key.valid_until
                ));
                line(&format!("公钥指纹（送财政局登记）：{}", key.fingerprint));
            })?;
        }
        Command::Pin { add: Some(pin), code, name } => {
            saved(
                json,
                keys::add_pin(
                    app,
                    keys::AddPin { pin, unit_code: code.unwrap_or_default(), unit_name: name },
                )?,
            )?;
        }
        Command::Pin { add: None, .. } => {
            let pins = keys::pins(app, Empty {})?;
            show(json, &pins, |pins| {
                pins.iter()
                    .for_each(|pin| line(&format!("{}  {}  {}", pin.pin, pin.unit_code, pin.unit_name)))
            })?;
        }
        Command::HandOn { to, project, remark } => {
            let ask = handing::HandOn { projects: project, to: handing_of(to), remark };
            let done = handing::hand_on(app, ask)?;
            show(json, &done, |done| {
                for refused in &done.refused {
                    line(&format!("“{}”没有办理：{}", refused.name, refused.why));
                }
                line(done.label.as_deref().unwrap_or("没有办理任何项目"));
            })?;
            return Ok(done.refused.is_empty());
        }
        Command::Remarks { action: Some(action), .. } => matter::settle(app, json, action)?,
        Command::Remarks { action: None, project, kind, open } => {
            matter::remarks(app, json, project, kind, open)?;
        }
        Command::Reopen { project } => saved(json, edit::reopen(app, project::ProjectId { id: project })?)?,
        Command::Approve { project } => saved(json, edit::approve(app, project::ProjectId { id: project })?)?,
        Command::Adjust { project, reason } => {
            saved(json, edit::adjust(app, edit::Adjust { project, reason })?)?
        }
        Command::Changes { project } => {
            let rows = edit::changes(app, project::ProjectId { id: project })?;
            show(json, &rows, |rows| {
                rows.iter().for_each(|row| line(&format!("{}：{} → {}", row.item, row.before, row.after)))
            })?;
        }
        Command::Audit { action: AuditAction::Verify } => {
            let report = audit::verify(app, Empty {})?;
            show(json, &report, |report| line(&format!("{}（{}）", report.text, report.head)))?;
            return Ok(report.ok);
        }
        Command::Audit { action: AuditAction::Export { file, replace } } => {
            written(json, &audit::export(app, print::ToFile { file: outlet(&file, replace)? })?)?
        }
        Command::Backup { to, replace } => {
            let file = to.map(|to| outlet(&to, replace)).transpose()?;
            written(json, &audit::backup(app, audit::BackupTo { file })?)?
        }
        Command::Restore { from } => {
            let info = store::restore(app, store::Restore { file: from.as_deref().map(text) })?;
            show(json, &info, |info| line(&format!("已从备份恢复：{}", info.folder)))?;
        }
        Command::Doctor => {
            let lines = audit::doctor(app, Empty {})?;
            show(json, &lines, |lines| {
                for found in lines {
                    line(&format!("{} {}：{}", if found.ok { "✓" } else { "✗" }, found.name, found.text));
                }
            })?;
            return Ok(lines.iter().all(|found| found.ok));
        }
        Command::Due => {
            let dues = home::dues(app, Empty {})?;
            show(json, &dues, output::dues)?;
        }
        Command::Search { text, limit } => {
            let hits = search::run(app, search::SearchQuery { text, limit, commands: Vec::new() })?;
            show(json, &hits, |hits| {
                hits.iter().for_each(|hit| line(&format!("{}  {}  {}", hit.title, hit.subtitle, hit.path)))
            })?;
        }
        Command::Calendar { action: Some(CalendarAction::Import { file }) } => {
            let done = calendar::import(app, calendar::CalendarFile { file: text(&file) })?;
            show(json, &done, |done| {
                line(&format!("{}：放假 {} 天，调休上班 {} 天", done.label, done.off, done.work))
            })?;
        }
        Command::Calendar { action: None } => {
            let years = calendar::years(app, Empty {})?;
            show(json, &years, |years| {
                let list: Vec<String> = years.years.iter().map(ToString::to_string).collect();
                line(&format!("已有 {} 年的放假安排，工作日算到 {}", list.join("、"), years.last));
            })?;
        }
        Command::Library { action, text } => return desk::library(app, json, action, text),
        Command::Pack { action } => return desk::pack(app, json, action),
        Command::Rectify { action } => matter::rectify(app, json, action)?,
        Command::Evidence { action } => matter::evidence(app, json, action)?,
        Command::Template { action } => return desk::template(app, json, action),
        Command::Packages => desk::packages(app, json)?,
        Command::Carry { from, funds, no_goals, dry_run, projects } => {
            return desk::carry(app, json, from, dry_run, (funds, !no_goals), projects);
        }
        Command::Verify { .. } | Command::Read { .. } | Command::Packs { .. } => {}
        Command::Monitor { .. } | Command::Score { .. } => {}
    }
    Ok(true)
}

pub(crate) fn handing_of(to: HandTo) -> Handing {
    match to {
        HandTo::Review => Handing::Review,
        HandTo::Withdraw => Handing::Withdraw,
        HandTo::Reviewed => Handing::Reviewed,
        HandTo::Released => Handing::Released,
        HandTo::Back => Handing::Back,
        HandTo::Returned => Handing::Returned,
        HandTo::Approved => Handing::Approved,
        HandTo::Adjust => Handing::Adjust,
    }
}

pub(crate) fn text(path: &Path) -> String {
    path.display().to_string()
}

/// A package can be judged without a store; with one, its registered signers count.
fn open_if_there(app: &App, dir: Option<&Path>) {
    if let Some(dir) = dir
        && let Err(error) = store::open(app, store::OpenStore { folder: text(dir) })
    {
        output::remark(&format!("没有用上登记的签名人：{error}"));
    }
}

pub(crate) fn show<T: Serialize>(json: bool, value: &T, print: impl FnOnce(&T)) -> Result<()> {
    if json {
        return output::json(value);
    }
    print(value);
    Ok(())
}

pub(crate) fn saved(json: bool, saved: edit::Saved) -> Result<()> {
    show(json, &saved, |saved| {
        let label = saved.label.as_deref().unwrap_or_default();
        line(if saved.changed.is_empty() { "内容没有变化" } else { label });
    })
}

pub(crate) fn written(json: bool, file: &print::SavedFile) -> Result<()> {
    show(json, file, |file| {
        line(&format!("已写入 {}（{} 字节）", file.file, file.bytes));
        file.note.iter().for_each(|note| line(note));
    })
}

pub(crate) fn show_packs(app: &App, json: bool, id: Option<String>) -> Result<bool> {
    match id {
        Some(id) => {
            let pack = packs::get(app, packs::PackId { id })?;
            show(json, &pack, |pack| {
                line(&format!("{}（{}）{}", pack.summary.name, pack.summary.id, pack.summary.summary));
                for rule in &pack.rules {
                    line(&format!(
                        "  [{}] {}（{}）：{}",
                        rule.level.name(),
                        rule.title,
                        rule.source.document,
                        rule.params.join("；")
                    ));
                }
            })?;
        }
        None => {
            let list = packs::list(app, Empty {})?;
            show(json, &list, |list| {
                list.iter().for_each(|pack| line(&format!("{:<14}{}", pack.id, pack.name)))
            })?;
        }
    }
    Ok(true)
}

fn import_file(
    app: &App,
    json: bool,
    file: &Path,
    kind: Option<ImportKind>,
    sheet: Option<String>,
    rejects: Option<String>,
    dry_run: bool,
) -> Result<bool> {
    let only = kind.and_then(|kind| match kind {
        ImportKind::Projects => Some(import::Looks::ProjectList),
        ImportKind::Target => Some(import::Looks::GoalForm),
        ImportKind::Ledger => None,
    });
    if dry_run {
        let preview =
            import::preview(app, import::ImportSheet { file: text(file), sheet, only, mapping: None })?;
        show(json, &preview, |preview| {
            preview.rows.iter().flat_map(|row| &row.errors).chain(&preview.notes).for_each(cell_error);
            preview.forms.iter().flat_map(|form| &form.errors).for_each(cell_error);
            line(&format!("可导入 {} 项，不能导入 {} 项", preview.good, preview.bad));
        })?;
        return Ok(preview.bad == 0);
    }
    let commit = import::ImportCommit { file: text(file), sheet, only, mapping: None, rejects };
    let done = import::commit(app, commit)?;
    show(json, &done, |done| {
        done.errors.iter().for_each(cell_error);
        line(&format!(
            "新增 {} 个项目，更新 {} 个，读入 {} 份绩效目标（{} 条指标）",
            done.added, done.updated, done.targets, done.indicators
        ));
        if let Some(rejects) = &done.rejects {
            line(&format!("有 {} 项没有导入，已写到 {rejects}，改好后可直接再导入", done.rejected));
        }
    })?;
    Ok(done.rejected == 0)
}

pub(crate) fn cell_error(error: &import::CellError) {
    line(&format!("{}!{} {}“{}”：{}", error.sheet, error.at, error.header, error.read, error.text));
}
