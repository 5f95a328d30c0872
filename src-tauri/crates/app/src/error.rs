//! Errors as they cross to a front end: a code, one Chinese sentence with the remedy, the field it is about.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use ts_rs::TS;

/// A refusal. `message` is one sentence with what to do; `code` leads to the catalogue in assets/help/errors.toml.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ApiError {
    /// Stable code: `PKG-REPACKED`.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The field of the request, or the path of the cell, that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<String>,
    /// Technical detail for a support call, never needed to understand the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub detail: Option<String>,
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}（{}）", self.message, self.code)
    }
}

impl std::error::Error for ApiError {}

impl ApiError {
    /// An error of this crate.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), field: None, detail: None }
    }

    /// The same error about a field.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// The same error with technical detail.
    #[must_use]
    pub fn detail(mut self, detail: impl std::fmt::Display) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// A file could not be read or written, rather than something being wrong with what it says.
    pub fn is_io(&self) -> bool {
        IO_CODES.contains(&self.code.as_str())
    }

    pub(crate) fn unknown_command(name: &str) -> Self {
        Self::new("APP-COMMAND", "界面与程序版本不一致，请重新安装程序").detail(name)
    }

    pub(crate) fn bad_request(name: &str, detail: &str) -> Self {
        Self::new("APP-REQUEST", "界面与程序版本不一致，请重新安装程序").detail(format!("{name}: {detail}"))
    }

    pub(crate) fn internal(detail: &str) -> Self {
        Self::new(
            "APP-INTERNAL",
            "程序内部出错，您的数据已保存；请重新打开程序，若再次出现请把详情告诉维护人员",
        )
        .detail(detail)
    }

    pub(crate) fn no_store() -> Self {
        Self::new("APP-NO-STORE", "还没有打开单位数据，请先新建或打开一个单位")
    }

    pub(crate) fn no_such(what: &str, name: &str) -> Self {
        Self::new("APP-NOT-FOUND", format!("找不到{what}“{name}”，请核对后再试"))
    }

    pub(crate) fn ambiguous(name: &str, count: usize) -> Self {
        Self::new("APP-AMBIGUOUS", format!("有 {count} 个项目叫“{name}”，请改用项目代码或编号"))
    }

    pub(crate) fn locked(state: &str) -> Self {
        Self::new(
            "APP-LOCKED",
            format!("这份绩效目标{state}，不能直接修改；请退回编制，或对已批复的目标办理调整"),
        )
    }

    pub(crate) fn secret() -> Self {
        Self::new("APP-SECRET", "这是涉密项目，只保留中性名称，请不要在本程序里填写其他内容")
    }

    pub(crate) fn file(what: &str, path: &std::path::Path, fault: &std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let (code, message) = match fault.kind() {
            K::NotFound => {
                ("APP-FILE-MISSING", format!("找不到{what}“{name}”，请确认文件还在原处、U 盘已插好"))
            }
            K::PermissionDenied | K::ReadOnlyFilesystem => {
                ("APP-FILE-DENIED", format!("没有权限读写{what}“{name}”，请换一个文件夹，或去掉只读属性"))
            }
            K::StorageFull | K::QuotaExceeded => {
                ("APP-DISK-FULL", format!("磁盘已满，{what}“{name}”没有写入，请清理空间后再试"))
            }
            K::AlreadyExists => ("APP-FILE-EXISTS", format!("{what}“{name}”已存在，请换一个名称")),
            _ => ("APP-FILE", format!("读写{what}“{name}”失败，请检查磁盘或 U 盘后再试")),
        };
        Self::new(code, message).detail(fault)
    }
}

/// Codes of this crate's own errors.
pub const CODES: &[&str] = &[
    "APP-COMMAND",
    "APP-REQUEST",
    "APP-INTERNAL",
    "APP-NO-STORE",
    "APP-NOT-FOUND",
    "APP-AMBIGUOUS",
    "APP-LOCKED",
    "APP-FILE",
    "APP-FILE-MISSING",
    "APP-FILE-DENIED",
    "APP-FILE-EXISTS",
    "APP-DISK-FULL",
    "APP-PACK",
    "APP-CALENDAR",
    "APP-EDIT",
    "APP-PASTE",
    "APP-TEMPLATE",
    "APP-LIBRARY",
    "APP-PACK-USED",
    "APP-CANCELLED",
    "APP-STATE",
    "APP-MONTH",
    "APP-MONITOR-TARGET",
    "APP-MONITOR-LEDGER",
    "APP-MONITOR-NONE",
    "APP-SELFEVAL-TARGET",
    "APP-SELFEVAL-NONE",
    "APP-SELFEVAL-ROUND",
    "APP-SELFEVAL-REPORT",
    "APP-SEAL-PERIOD",
    "APP-REASON",
    "APP-REMARK",
    "APP-PERSON",
    "APP-SEAL-FINDINGS",
    "APP-SEAL-EMPTY",
    "APP-SEAL-UNIT",
    "APP-SEAL-CHANGED",
    "APP-SECRET",
    "APP-NO-KEY",
    "APP-KEY-EXISTS",
    "APP-KEY-UNIT",
    "APP-PIN",
    "APP-FORM",
    "APP-YEAR",
    "APP-READ-ONLY",
    "APP-SUBMISSION",
    "APP-IMPORT-NOTHING",
    "APP-LEDGER",
    "APP-LEDGER-FILE",
    "APP-RECTIFY",
    "APP-EVIDENCE",
    "APP-FIGURES",
    "CLI-STORE",
    "CLI-USAGE",
    "CLI-PASSPHRASE",
    "CLI-OUTPUT",
];

/// Codes that say that a file or disk failed.
const IO_CODES: &[&str] = &[
    "APP-FILE",
    "APP-FILE-MISSING",
    "APP-FILE-DENIED",
    "APP-FILE-EXISTS",
    "APP-DISK-FULL",
    "APP-READ-ONLY",
    "CLI-OUTPUT",
    "STORE-IO",
    "STORE-READ-ONLY",
    "STORE-DISK-FULL",
    "SHEET-IO",
    "SHEET-WRITE",
    "SHEET-READ-ONLY",
    "SHEET-DISK-FULL",
    "PKG-IO",
    "PKG-NOT-FOUND",
    "PKG-READ-ONLY",
    "PKG-DISK-FULL",
    "PKG-FILE-TOO-BIG",
];

macro_rules! from_crate_error {
    ($($error:ty),+) => { $(
        impl From<$error> for ApiError {
            fn from(error: $error) -> Self {
                Self::new(error.code(), error.to_string())
            }
        }
    )+ };
}
from_crate_error!(store::Error, sheets::Error, documents::Error, package::Error);

impl From<domain::rulepack::PackFault> for ApiError {
    fn from(fault: domain::rulepack::PackFault) -> Self {
        Self::new("APP-PACK", fault.to_string())
    }
}

impl From<domain::calendar::CalendarFault> for ApiError {
    fn from(fault: domain::calendar::CalendarFault) -> Self {
        let error = Self::new("APP-CALENDAR", fault.to_string());
        match fault {
            domain::calendar::CalendarFault::Syntax { detail } => error.detail(detail),
            _ => error,
        }
    }
}

impl From<domain::edit::EditFault> for ApiError {
    fn from(fault: domain::edit::EditFault) -> Self {
        Self::new("APP-EDIT", fault.to_string())
    }
}

impl From<domain::paste::PasteFault> for ApiError {
    fn from(fault: domain::paste::PasteFault) -> Self {
        Self::new("APP-PASTE", fault.to_string())
    }
}

/// What the help says about a code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// A short heading.
    pub heading: String,
    /// What happened.
    pub explanation: String,
    /// What to do.
    pub remedy: String,
}

/// The error catalogue, by code.
pub fn catalogue() -> &'static BTreeMap<String, Entry> {
    static CATALOGUE: OnceLock<BTreeMap<String, Entry>> = OnceLock::new();
    CATALOGUE.get_or_init(|| toml::from_str(crate::assets::ERRORS).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_heading_explanation_and_remedy() {
        let all: BTreeSet<&str> =
            [CODES, store::CODES, sheets::CODES, documents::CODES, package::CODES, archive::CODES]
                .into_iter()
                .flatten()
                .copied()
                .collect();
        let parsed: BTreeMap<String, Entry> = toml::from_str(crate::assets::ERRORS).unwrap();
        let listed: BTreeSet<&str> = parsed.keys().map(String::as_str).collect();
        assert_eq!(
            all.difference(&listed).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "codes without an entry"
        );
        assert_eq!(
            listed.difference(&all).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "entries without a code"
        );
        assert!(IO_CODES.iter().all(|code| all.contains(code)));
        for (code, entry) in parsed {
            for text in [&entry.heading, &entry.explanation, &entry.remedy] {
                assert!(text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{code}: {text}");
            }
        }
    }
}
