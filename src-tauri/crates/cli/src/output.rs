//! What is printed: JSON for scripts, plain Chinese lines for people; and where files go.

use app::ApiError;
use app::usecase::check::Checked;
use app::usecase::home::Dues;
use app::usecase::verify::PackageReport;
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

static FAILED: Mutex<Option<std::io::Error>> = Mutex::new(None);

/// One line on standard output; a closed pipe ends quietly, a full disk is told by [`finish`].
pub(crate) fn line(text: &str) {
    note(writeln!(std::io::stdout(), "{text}"));
}

fn note(written: std::io::Result<()>) {
    if let Err(fault) = written.as_ref()
        && fault.kind() != std::io::ErrorKind::BrokenPipe
    {
        *FAILED.lock().unwrap_or_else(PoisonError::into_inner) = written.err();
    }
}

/// Whether all that was printed arrived.
pub(crate) fn finish() -> Result<(), ApiError> {
    note(std::io::stdout().flush());
    match FAILED.lock().unwrap_or_else(PoisonError::into_inner).take() {
        None => Ok(()),
        Some(fault) => {
            let text = "结果没有写全，请检查输出到的磁盘或设备后重新执行";
            Err(ApiError::new("CLI-OUTPUT", text).detail(fault))
        }
    }
}

/// A remark beside the result, on standard error.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

pub(crate) fn json<T: Serialize>(value: &T) -> Result<(), ApiError> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|fault| ApiError::new("APP-INTERNAL", "程序内部出错，请联系维护人员").detail(fault))?;
    line(&text);
    Ok(())
}

pub(crate) fn error(error: &ApiError, as_json: bool) {
    if as_json && error.code != "CLI-OUTPUT" {
        let _ = json(error);
    }
    remark(&error.to_string());
}

pub(crate) fn checked(checked: &Checked) {
    for finding in &checked.findings {
        line(&format!(
            "[{}] {}：{}。{}。〔{}{}〕",
            finding.level.name(),
            finding.place,
            finding.text,
            finding.remedy,
            finding.source.document,
            clause(&finding.source.clause)
        ));
    }
    line(&format!("必须改 {} 处，需说明 {} 处，提示 {} 处", checked.errors, checked.explains, checked.hints));
}

fn clause(clause: &str) -> String {
    if clause.is_empty() { String::new() } else { format!(" {clause}") }
}

/// What is due, a line each: the day and how many are left, what, more about it, who says so.
pub(crate) fn dues(dues: &Dues) {
    for due in &dues.dues {
        let left = match due.days {
            None => String::new(),
            Some(0) => "今天到期".to_owned(),
            Some(days) if days < 0 => format!("已过 {} 天", days.unsigned_abs()),
            Some(days) => format!("还有 {days} 天"),
        };
        let date = due.date.as_deref().unwrap_or("不定期");
        let parts = [date, left.as_str(), due.title.as_str(), due.detail.as_str()];
        let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let source = if due.source.is_empty() { String::new() } else { format!("  〔{}〕", due.source) };
        line(&format!("{}{source}", told.join("  ")));
    }
    dues.notice.as_deref().into_iter().for_each(remark);
}

pub(crate) fn report(report: &PackageReport) {
    line(&format!("{}：{}", report.verdict, report.id));
    if let Some(reason) = &report.reason {
        line(reason);
    }
    if let Some(note) = &report.note {
        line(&format!("提示：{note}"));
    }
    line(&format!("报送单位：{}", report.sender));
    line(&format!("签名人：{}", report.signer));
    line(&format!("公钥指纹：{}", report.fingerprint));
    line(&format!("接收单位：{}  封装日期：{}", report.recipient, report.sealed_at));
    line(&format!("规则包：{}  审计链：{}", report.rule_pack, report.audit_head));
    for project in &report.projects {
        let result = project.result.as_deref().map(|result| format!("  {result}")).unwrap_or_default();
        let (name, amount) = (&project.name, &project.amount_text);
        line(&format!("  {name}  {amount} 万元  {} 条指标{result}", project.indicators));
    }
    line(&format!("共 {} 个文件，{} 字节：{}", report.files.len(), report.bytes, report.path));
}

/// Where a file is to be written. One that is there may have been edited since: it is kept unless told otherwise.
pub(crate) fn outlet(path: &Path, replace: bool) -> Result<String, ApiError> {
    if replace {
        Ok(path.display().to_string())
    } else {
        kept(path, "请换一个文件名，确要覆盖请加上 --replace")
    }
}

/// The same where nothing may be written over.
pub(crate) fn fresh(path: &Path) -> Result<String, ApiError> {
    kept(path, "请换一个文件名，或先把它移走")
}

fn kept(path: &Path, remedy: &str) -> Result<String, ApiError> {
    // A folder in the way is refused with its own words.
    if path.symlink_metadata().is_ok() && !path.is_dir() {
        let text = format!("“{}”已经有了，没有覆盖；{remedy}", path.display());
        return Err(ApiError::new("APP-FILE-EXISTS", text));
    }
    Ok(path.display().to_string())
}
