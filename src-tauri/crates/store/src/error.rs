//! What can go wrong with a store: one variant, one code, one sentence.

use std::path::Path;

/// Builds the enum, the codes and their list from one table, so that none is forgotten.
macro_rules! errors {
    ($( $(#[$doc:meta])* $variant:ident $({ $($(#[$fdoc:meta])* $field:ident : $type:ty),+ })? = $code:literal, $text:literal; )+) => {
        /// Why the store refuses. The text is one Chinese sentence with what to do.
        #[derive(Debug, thiserror::Error)]
        pub enum Error {
            $( $(#[$doc])* #[error($text)] $variant $({ $($(#[$fdoc])* $field: $type),+ })?, )+
        }

        /// Every code that [`Error::code`] can give.
        pub const CODES: &[&str] = &[$($code),+];

        impl Error {
            /// The stable code of this error, such as `STORE-LOCKED`.
            pub fn code(&self) -> &'static str {
                match self { $( Error::$variant $({ $($field: _),+ })? => $code, )+ }
            }
        }
    };
}

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Error>;

errors! {
    /// The folder holds no store.
    Missing {
        /// The folder.
        dir: String
    } = "STORE-MISSING", "“{dir}”里没有问效的数据，请选对文件夹，或在那里新建数据";
    /// A store is to be created where one is.
    Exists {
        /// The folder.
        dir: String
    } = "STORE-EXISTS", "“{dir}”里已有问效的数据，请直接打开它，或另选一个文件夹";
    /// Another process has it open for writing.
    Locked {
        /// The folder.
        dir: String
    } = "STORE-LOCKED", "“{dir}”的数据已在另一个窗口或另一台电脑上打开，请先在那里关闭，或以只读方式打开";
    /// The place cannot be written to.
    ReadOnly {
        /// Folder or file.
        place: String
    } = "STORE-READ-ONLY", "“{place}”不能写入，什么都没有改动，请换一个可写的位置（数据文件夹要整个复制过去）后再操作";
    /// No space left.
    DiskFull = "STORE-DISK-FULL", "磁盘已满，本次操作没有保存，原有数据完好，请腾出空间后重试";
    /// Written by a newer program.
    TooNew {
        /// Its schema version.
        found: i64,
        /// The newest that this program knows.
        known: i64
    } = "STORE-TOO-NEW", "数据由更新版本的程序写成（数据格式第{found}版，本程序只认得到第{known}版），请先升级程序再打开";
    /// The file belongs to another program.
    Foreign {
        /// The file.
        path: String
    } = "STORE-FOREIGN", "“{path}”不是问效的数据文件，请选对文件夹";
    /// The file is damaged; opening the store shows the last verified backup where there is one.
    Damaged {
        /// The file.
        path: String
    } = "STORE-DAMAGED", "数据文件“{path}”已损坏，文件原样保留，请重新打开以查看最近的备份，没有备份时请从别处找回备份来恢复";
    /// SQLite could not get its lock in time.
    Busy = "STORE-BUSY", "数据正被其他程序占用（如杀毒、同步软件），本次操作没有保存，请稍候重试";
    /// No operation is left to undo.
    NothingToUndo = "STORE-NOTHING-TO-UNDO", "没有可以撤销的操作，请继续编辑";
    /// No operation is left to redo.
    NothingToRedo = "STORE-NOTHING-TO-REDO", "没有可以重做的操作，请继续编辑";
    /// The last operation cannot be undone.
    Barrier {
        /// Its label.
        label: String
    } = "STORE-BARRIER", "“{label}”不能撤销，在它之前的操作也不能撤销，如需更改请新建操作";
    /// A writer was used in an operation that can be undone.
    NeedsBarrier {
        /// What was written.
        what: &'static str
    } = "STORE-NEEDS-BARRIER", "“{what}”只能在不可撤销的操作中写入，本次操作没有保存，请联系开发者";
    /// The recorded history does not fit the data.
    History {
        /// The table where it fails.
        table: String
    } = "STORE-HISTORY", "撤销记录与数据不符（{table}），什么都没有改动，请从备份恢复或联系开发者";
    /// The thing asked for is not there.
    NoSuch {
        /// 单位, 项目, 绩效目标, …
        what: &'static str,
        /// The id asked for.
        id: String
    } = "STORE-NO-SUCH", "找不到这个{what}（{id}），它可能已被删除，请刷新后重试";
    /// An approved target is immutable.
    Approved {
        /// Version.
        version: u32
    } = "STORE-APPROVED", "绩效目标第{version}版已批复，不能修改或删除，如需调整请建立新版本";
    /// The target is being handled further on.
    NotEditable {
        /// 待复核, 已复核, 已审定, 已上报
        state: &'static str
    } = "STORE-NOT-EDITABLE", "绩效目标处于“{state}”状态，不能修改，请先退回到编制中";
    /// A step that the states do not allow.
    State {
        /// The state now.
        from: &'static str,
        /// The state asked for.
        to: &'static str
    } = "STORE-STATE", "绩效目标不能从“{from}”直接变为“{to}”，请按编制、复核、审定、上报、批复的次序办理";
    /// A handing that cannot be done now.
    Handing {
        /// The state now.
        from: &'static str,
        /// 送复核, 审定, 退回, …
        step: &'static str
    } = "STORE-HANDING", "绩效目标现在是“{from}”，不能“{step}”，请按送复核、复核、审定、上报、批复的次序办理";
    /// A new version needs an approved one before it.
    NotApproved {
        /// Latest version.
        version: u32
    } = "STORE-NOT-APPROVED", "绩效目标第{version}版还没有批复，请直接修改这一版，不必建立新版本";
    /// A unit still has projects.
    UnitInUse {
        /// Its name.
        name: String,
        /// How many projects.
        projects: i64
    } = "STORE-UNIT-IN-USE", "单位“{name}”还有{projects}个项目，请先删除这些项目或改到别的单位";
    /// A monitoring document that was handed in cannot be changed.
    MonitoringLocked {
        /// 7月监控表, 部门整体监控表
        what: String,
        /// 已复核, 已审定, 已上报
        state: &'static str
    } = "STORE-MONITORING", "{what}处于“{state}”状态，不能修改或删除，请先退回到编制中";
    /// A step that the states of a monitoring document do not allow.
    MonitoringState {
        /// The state now.
        from: &'static str,
        /// The state asked for.
        to: &'static str
    } = "STORE-MONITORING-STATE", "监控表不能从“{from}”变为“{to}”，请先退回到编制中再办理";
    /// A self-assessment that was handed on cannot be changed.
    SelfAssessmentLocked {
        /// 待复核, 已复核, 已审定, 已上报
        state: &'static str
    } = "STORE-SELFEVAL", "绩效自评处于“{state}”状态，不能修改或删除，请先撤回或退回到编制中";
    /// A step that the states of a self-assessment do not allow.
    SelfAssessmentState {
        /// The state now.
        from: &'static str,
        /// The state asked for.
        to: &'static str
    } = "STORE-SELFEVAL-STATE", "绩效自评不能从“{from}”变为“{to}”，请按送复核、复核、审定、上报的次序办理";
    /// A round of a self-assessment that is over.
    RoundKept {
        /// Its number.
        round: u32
    } = "STORE-SELFEVAL-ROUND", "绩效自评第{round}轮已办完留存，不能改写，请刷新后按现在的轮次办理";
    /// What a filed self-assessment is judged by: its project and the version of the target.
    Filed {
        /// The project's name.
        name: String
    } = "STORE-FILED", "“{name}”的绩效自评已上报，项目和它依据的绩效目标不能修改或删除，请先对自评“重新填报”";
    /// A self-assessment that was filed is kept with its rounds.
    FiledOnce {
        /// The round that was filed.
        round: u32
    } = "STORE-SELFEVAL-FILED", "绩效自评第{round}轮上报过，要留底，不能删除，请直接修改后重新上报";
    /// A content file that is not there.
    FileMissing {
        /// As the user knows it.
        name: String
    } = "STORE-FILE-MISSING", "数据文件夹里找不到“{name}”的内容，请从备份找回，或重新导入、重新添加这个文件";
    /// A content file that does not hold what it held.
    FileChanged {
        /// As the user knows it.
        name: String
    } = "STORE-FILE-CHANGED", "“{name}”的内容与存入时不同，可能已损坏或被改动，请从备份找回，或重新导入、重新添加这个文件";
    /// A file is too big to be kept.
    FileTooBig {
        /// Its name.
        name: String,
        /// How many MB may be.
        limit: u64
    } = "STORE-FILE-TOO-BIG", "“{name}”超过 {limit} MB，不能存入，请压缩或拆分后再添加";
    /// A file without content.
    FileEmpty {
        /// Its name.
        name: String
    } = "STORE-FILE-EMPTY", "“{name}”是空文件，没有内容可以存入，请换一个文件";
    /// A constraint of the database.
    Constraint {
        /// What SQLite says.
        source: rusqlite::Error
    } = "STORE-CONSTRAINT", "数据互相矛盾（编号重复，或所引用的单位、项目不存在），本次操作没有保存，请核对后重试";
    /// A stored value that this program cannot read.
    Content {
        /// Table.
        table: &'static str,
        /// Column.
        column: String,
        /// The value as text.
        value: String
    } = "STORE-CONTENT", "数据文件中有无法识别的内容（{table}.{column}：“{value}”），请升级程序，或从备份恢复";
    /// A timestamp that is none.
    Time {
        /// The text.
        text: String
    } = "STORE-TIME", "“{text}”不是有效的时间，请校准电脑时钟后重试";
    /// A backup that does not verify.
    Backup {
        /// The file.
        path: String
    } = "STORE-BACKUP", "备份“{path}”核对不通过，请换一个备份，或检查磁盘后重新备份";
    /// The user stopped it.
    Cancelled = "STORE-CANCELLED", "已取消，什么都没有改动，需要时请重新开始";
    /// A file operation failed.
    Io {
        /// The file or folder.
        place: String,
        /// Why, in Chinese, with the system's number.
        reason: String,
        /// The same from the system.
        source: std::io::Error
    } = "STORE-IO", "读写“{place}”失败（{reason}），请检查位置是否选对、文件是否被占用、U盘是否已拔出后重试";
    /// Anything else that SQLite reports.
    Sqlite {
        /// Extended result code of SQLite, 0 if it is not from SQLite.
        number: i32,
        /// What it says.
        source: rusqlite::Error
    } = "STORE-SQLITE", "数据库出错（错误号{number}），本次操作没有保存，请重新打开数据后再试";
}

impl Error {
    /// A failed file operation, with the codes for a full disk and a read-only place told apart.
    pub(crate) fn io(place: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let place = place.display().to_string();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { place },
            kind => {
                let reason = match kind {
                    ErrorKind::NotFound => "找不到它",
                    ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "那里是一个文件，不是文件夹",
                    ErrorKind::IsADirectory => "那里是一个文件夹，不是文件",
                    ErrorKind::ResourceBusy => "被别的程序占用",
                    _ => "系统返回错误",
                };
                let number = source.raw_os_error().map_or_else(String::new, |n| format!("，错误号{n}"));
                Self::Io { place, reason: format!("{reason}{number}"), source }
            }
        }
    }

    /// A file of the user's that could not be read.
    pub(crate) fn reading(place: &Path, source: std::io::Error) -> Self {
        if source.kind() != std::io::ErrorKind::PermissionDenied {
            return Self::io(place, source);
        }
        let reason = "没有读取它的权限".to_owned();
        Self::Io { place: place.display().to_string(), reason, source }
    }

    pub(crate) fn damaged(path: &Path) -> Self {
        Self::Damaged { path: path.display().to_string() }
    }
}

/// Extended code: the shared-memory file could not grow, which is how a full disk shows there.
const IOERR_SHMSIZE: i32 = 4874;

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(failure) = source.sqlite_error() else {
            return Self::Sqlite { number: 0, source };
        };
        let number = failure.extended_code;
        match failure.code {
            Code::DiskFull => Self::DiskFull,
            _ if number == IOERR_SHMSIZE => Self::DiskFull,
            Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen => {
                Self::ReadOnly { place: "数据文件夹".to_owned() }
            }
            Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed => Self::Busy,
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Damaged { path: crate::DATABASE.to_owned() },
            Code::ConstraintViolation => Self::Constraint { source },
            _ => Self::Sqlite { number, source },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(code: i32) -> Error {
        rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None).into()
    }

    #[test]
    fn codes_are_unique_and_sentences_say_what_to_do() {
        let mut codes = CODES.to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CODES.len());
        // The sentences stand in this file as literals; each must ask for something.
        let source = include_str!("error.rs");
        for code in CODES {
            let marker = format!("= \"{code}\", \"");
            let text = source.split_once(&marker).unwrap().1.split('"').next().unwrap();
            assert!(text.contains('请'), "{code}: {text}");
        }
    }

    #[test]
    fn failures_of_sqlite_find_their_code() {
        for (number, code) in [
            (rusqlite::ffi::SQLITE_FULL, "STORE-DISK-FULL"),
            (IOERR_SHMSIZE, "STORE-DISK-FULL"),
            (rusqlite::ffi::SQLITE_READONLY, "STORE-READ-ONLY"),
            (rusqlite::ffi::SQLITE_CANTOPEN, "STORE-READ-ONLY"),
            (rusqlite::ffi::SQLITE_BUSY, "STORE-BUSY"),
            (rusqlite::ffi::SQLITE_CORRUPT, "STORE-DAMAGED"),
            (rusqlite::ffi::SQLITE_NOTADB, "STORE-DAMAGED"),
            (rusqlite::ffi::SQLITE_CONSTRAINT, "STORE-CONSTRAINT"),
            (rusqlite::ffi::SQLITE_IOERR, "STORE-SQLITE"),
        ] {
            assert_eq!(sqlite(number).code(), code, "{number}");
        }
        assert_eq!(
            Error::io(Path::new("x"), std::io::ErrorKind::StorageFull.into()).code(),
            "STORE-DISK-FULL"
        );
    }
}
