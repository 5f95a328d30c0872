//! Safety: backups, the audit log, a look at the health of the store, cancelling a task.

use crate::commands::Empty;
use crate::usecase::print::{SavedFile, ToFile};
use crate::{ApiError, App, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::Opened;
use ts_rs::TS;

/// Where to back up to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct BackupTo {
    /// A file; absent means the store's own folder of backups.
    #[serde(default)]
    #[ts(optional)]
    pub file: Option<String>,
}

/// The audit log's state.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditReport {
    /// The chain is whole.
    pub ok: bool,
    /// Number of entries.
    #[ts(type = "number")]
    pub entries: i64,
    /// The head, `seq:hash`.
    pub head: String,
    /// One sentence.
    pub text: String,
}

/// One line of the doctor.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Diagnosis {
    /// What was looked at.
    pub name: String,
    /// It is well.
    pub ok: bool,
    /// One sentence.
    pub text: String,
}

/// Names a long task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Task {
    /// As progress events name it.
    pub task: String,
}

/// Makes a verified backup.
pub fn backup(app: &App, to: BackupTo) -> Result<SavedFile> {
    app.read(|session| {
        let stamp = app.stamp();
        let mut progress = |done, total| app.host().progress("backup", done, total);
        let (file, lost) = match to.file {
            Some(file) => {
                let file = PathBuf::from(file);
                let lost = session.store.backup_to(&file, &mut progress)?;
                (file, lost)
            }
            None => (session.store.backup(&stamp, &mut progress)?, Vec::new()),
        };
        let note = lost.first().map(|first| {
            let count = lost.len();
            format!(
                "已备份，但“{}”等 {count} 个存入的文件找不到或内容变了，没有带上，请看健康检查",
                first.name
            )
        });
        Ok(SavedFile { note, ..SavedFile::of(&file)? })
    })
}

/// Recomputes the audit chain.
pub fn verify(app: &App, _: Empty) -> Result<AuditReport> {
    app.read(|session| {
        let report = session.store.audit_verify()?;
        let text = match report.broken {
            None => format!("审计日志完整，共 {} 条", report.entries),
            Some(seq) => format!("审计日志从第 {seq} 条起与链不符，可能被改动，请保留现场并从备份核对"),
        };
        Ok(AuditReport { ok: report.broken.is_none(), entries: report.entries, head: report.head, text })
    })
}

/// Writes the audit log as JSON lines.
pub fn export(app: &App, to: ToFile) -> Result<SavedFile> {
    let path = PathBuf::from(&to.file);
    app.check_outlet(&path)?;
    let mut bytes = Vec::new();
    app.read(|session| Ok(session.store.audit_export(&mut bytes)?))?;
    write_whole(&path, "审计日志", &bytes)?;
    SavedFile::of(&path)
}

/// Writes a file as a whole or not at all: beside its place first, then in it.
pub(crate) fn write_whole(path: &Path, what: &str, bytes: &[u8]) -> Result<()> {
    use std::io::Write;
    let fault = |error: std::io::Error| ApiError::file(what, path, &error);
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = std::fs::File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&part);
        fault(error)
    })
}

/// Looks at the health of the store and the program.
pub fn doctor(app: &App, _: Empty) -> Result<Vec<Diagnosis>> {
    let line = |name: &str, ok: bool, text: String| Diagnosis { name: name.to_owned(), ok, text };
    let mut lines = vec![line("程序", true, format!("问效 {}", env!("CARGO_PKG_VERSION")))];
    let packs = app.packs().iter().count();
    lines.push(line("规则包", true, format!("{packs} 个规则包可用")));
    let guard = app.lock();
    let Some(session) = guard.as_ref() else {
        lines.push(line("单位数据", true, "没有打开单位".into()));
        return Ok(lines);
    };
    let health = session.store.examine()?;
    let faults = health.damage.len() + health.dangling.len();
    lines.push(match faults {
        // What is shown is not the store's own file.
        0 if matches!(session.store.opened(), Opened::RestoredFromBackup { .. }) => {
            line("数据文件", false, session.notice.clone().unwrap_or_default())
        }
        0 => line("数据文件", true, "完好".into()),
        _ => line("数据文件", false, format!("有 {faults} 处损坏，请备份现有文件后从最近的备份恢复")),
    });
    lines.push(match health.files.as_slice() {
        [] => line("存入的文件", true, "导入的支付明细和添加的佐证材料完好".into()),
        bad => {
            let names: Vec<String> = bad.iter().take(3).map(|file| format!("“{}”", file.name)).collect();
            let more = if bad.len() > names.len() { "等" } else { "" };
            let text = format!(
                "{}{more} {} 个文件找不到或内容变了，请从备份找回，或重新导入、重新添加",
                names.join("、"),
                bad.len()
            );
            line("存入的文件", false, text)
        }
    });
    let audit = health.audit;
    lines.push(match audit.broken {
        None => line("审计日志", true, format!("完整，共 {} 条", audit.entries)),
        Some(seq) => line("审计日志", false, format!("从第 {seq} 条起与链不符，请从备份核对")),
    });
    let backups = store::backups(session.store.dir())?;
    lines.push(match backups.first() {
        Some(latest) => {
            let time = latest.time.format("%Y-%m-%d %H:%M");
            line("备份", true, format!("共 {} 份，最近一份 {time}", backups.len()))
        }
        None => line("备份", false, "还没有备份，请备份一次".into()),
    });
    let year_pack = session.store.read().pack_of(session.year)?;
    if let Some(id) = year_pack.filter(|id| app.packs().get(id).is_err()) {
        lines.push(line("本年规则包", false, format!("找不到规则包“{id}”，请导入它")));
    }
    Ok(lines)
}

/// Asks a long task to stop.
pub fn cancel(app: &App, task: Task) -> Result<()> {
    app.host().cancel(&task.task);
    Ok(())
}
