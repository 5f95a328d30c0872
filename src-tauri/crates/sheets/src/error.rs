//! Why a whole file is refused. Faults of single cells are [`crate::CellError`]s and refuse nothing.

use crate::limits::Limits;

/// What this crate's functions return.
pub type Result<T> = std::result::Result<T, Error>;

/// Builds the enum, `code` and `CODES` from one table, so that no variant can miss its code.
macro_rules! errors {
    ($($(#[$doc:meta])* $variant:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),+ })? = $code:literal, $text:literal;)+) => {
        /// A refused file: one Chinese sentence saying what is wrong and what to do, and a stable code.
        #[derive(Debug, thiserror::Error)]
        pub enum Error {
            /// The file cannot be opened or read.
            #[error("文件无法读取（{0}），请确认文件没有被其他程序占用、U盘没有拔出后重试")]
            Io(#[from] std::io::Error),
            /// The ZIP container is not what its directory says.
            #[error(transparent)]
            Zip(archive::Error),
            $($(#[$doc])* #[error($text)] $variant $({ $($(#[$field_doc])* $field: $type),+ })?,)+
        }

        /// Every code that [`Error::code`] can give.
        pub const CODES: &[&str] = &["SHEET-IO", "SHEET-ZIP", $($code),+];

        impl Error {
            /// The stable code that explanations and tests refer to.
            pub fn code(&self) -> &'static str {
                match self {
                    Self::Io(_) => "SHEET-IO",
                    Self::Zip(_) => "SHEET-ZIP",
                    $(Self::$variant $({ $($field: _),+ })? => $code,)+
                }
            }
        }
    };
}

errors! {
    /// Zero bytes.
    Empty = "SHEET-EMPTY", "文件是空的（0字节），请重新从原处复制或另存一次";
    /// Above [`Limits::file_bytes`].
    FileTooLarge { /// Megabytes of the file.
        megabytes: u64, /// The ceiling in megabytes.
        limit: u64 } = "SHEET-FILE-SIZE",
        "文件有{megabytes}MB，超过{limit}MB的上限，请删去图片和无关工作表，或分成几个文件后再导入";
    /// A password is needed to open it.
    Encrypted = "SHEET-ENCRYPTED", "文件有打开密码，请在 WPS/Excel 中取消密码后再导入";
    /// The end of the file is missing.
    Truncated = "SHEET-TRUNCATED", "文件不完整，后半部分缺失，请重新复制或重新下载后再导入";
    /// A web page with a spreadsheet's name.
    Html = "SHEET-HTML", "这个文件其实是网页（系统导出的“假Excel”），请用 WPS 或 Excel 打开后另存为 .xlsx 再导入";
    /// XML in the Excel 2003 dialect or of another kind.
    XmlSpreadsheet = "SHEET-XML", "这个文件是 XML 表格，请用 WPS 或 Excel 打开后另存为 .xlsx 再导入";
    /// Comma or tab separated text.
    Csv = "SHEET-CSV", "这个文件其实是纯文本（CSV），请用 WPS 或 Excel 打开后另存为 .xlsx 再导入";
    /// A Word document.
    Word = "SHEET-WORD", "这是 Word/WPS 文字文档，不是表格，请选择 .xlsx 表格，或把表格复制到新的工作簿中另存后导入";
    /// A presentation or another Office file.
    OtherOffice = "SHEET-OTHER-OFFICE", "这是演示文稿或其他 Office 文件，不是表格，请选择 .xlsx、.xls、.et 或 .ods 表格文件";
    /// A PDF.
    Pdf = "SHEET-PDF", "这是 PDF 文件，不能导入，请向对方索取 Excel/WPS 表格原件";
    /// A picture.
    Picture = "SHEET-PICTURE", "这是图片文件，不能导入，请向对方索取 Excel/WPS 表格原件";
    /// The binary OOXML workbook.
    Xlsb = "SHEET-XLSB", "这是二进制工作簿（.xlsb），请用 WPS 或 Excel 另存为 .xlsx 再导入";
    /// Older than Excel 5.
    TooOld = "SHEET-TOO-OLD", "这是很旧的 Excel 格式，请用 WPS 或 Excel 打开后另存为 .xlsx 再导入";
    /// Nothing that is known.
    Unknown = "SHEET-UNKNOWN", "这不是表格文件，请选择 .xlsx、.xls、.et 或 .ods 文件";
    /// A ZIP file that is no office document.
    PlainZip = "SHEET-PLAIN-ZIP", "这是压缩包，不是表格，请先解压，再选择里面的表格文件";
    /// The contents do not follow the format.
    Damaged { /// Where: a part or sheet.
        part: String } = "SHEET-DAMAGED",
        "文件内部已损坏（{part}），请用 WPS 或 Excel 打开并另存为新的 .xlsx 后再导入";
    /// One part is above its ceiling.
    PartTooLarge { /// The part.
        part: String, /// Megabytes unpacked.
        megabytes: u64, /// The ceiling in megabytes.
        limit: u64 } = "SHEET-PART-SIZE",
        "文件展开后“{part}”有{megabytes}MB以上，超过{limit}MB的上限，请核对文件来源，或删去多余内容后另存再导入";
    /// Unpacked far beyond what real sheets reach.
    Ratio { /// The part.
        part: String, /// Unpacked : packed.
        ratio: u64, /// The ceiling.
        limit: u64 } = "SHEET-RATIO",
        "文件中“{part}”的压缩比达{ratio}倍，超过{limit}倍的上限，不像正常表格，请核对文件来源后索取正常的文件";
    /// An unpacked part holds more or fewer bytes than declared.
    SizeLie { /// The part.
        part: String } = "SHEET-SIZE-LIE",
        "文件中“{part}”的实际大小与登记不符，文件已损坏或被改动，请重新索取原文件";
    /// Shared strings beyond the ceiling, or announced without being there.
    Strings { /// How many are announced.
        declared: u64, /// How many there can be.
        limit: u64 } = "SHEET-STRINGS",
        "文件登记了{declared}条文字，与实际内容（至多{limit}条）不符，文件已损坏或被改动，请用 WPS 或 Excel 另存后再导入";
    /// Too many cell formats.
    Formats { /// How many.
        formats: u64, /// The ceiling.
        limit: u64 } = "SHEET-FORMATS",
        "文件有{formats}种单元格格式，超过{limit}种的上限，请把内容复制（选择性粘贴为数值）到新的工作簿后再导入";
    /// A cell holds more text than Excel allows.
    TextTooLong { /// Sheet name.
        sheet: String, /// Address.
        at: String, /// The ceiling in characters.
        limit: usize } = "SHEET-TEXT",
        "工作表“{sheet}”的{at}单元格文字超过{limit}字，请缩短后再导入";
    /// A value stands too far right.
    TooManyColumns { /// Sheet name.
        sheet: String, /// Address of the first one beyond.
        at: String, /// The ceiling.
        limit: u32 } = "SHEET-COLUMNS",
        "工作表“{sheet}”在{at}单元格有内容，超过{limit}列的上限，请删去右边多余的列后再导入";
    /// A value stands too far down.
    TooManyRows { /// Sheet name.
        sheet: String, /// Its row number.
        row: u64, /// The ceiling.
        limit: u32 } = "SHEET-ROWS",
        "工作表“{sheet}”在第{row}行有内容，超过{limit}行的上限，请删去多余的行或分成几个文件后再导入";
    /// Too many values altogether.
    TooManyCells { /// The ceiling.
        limit: u64 } = "SHEET-CELLS",
        "工作簿的单元格超过{limit}个的上限，请删去无关的工作表或分成几个文件后再导入";
    /// Too much text altogether.
    TooMuchText { /// The ceiling in megabytes.
        limit: u64 } = "SHEET-TEXT-TOTAL",
        "工作簿的文字超过{limit}MB的上限，请删去无关的工作表或分成几个文件后再导入";
    /// Too many merged areas.
    TooManyMerges { /// Sheet name.
        sheet: String, /// The ceiling.
        limit: usize } = "SHEET-MERGES",
        "工作表“{sheet}”的合并单元格超过{limit}处，请取消多余的合并后再导入";
    /// Too many sheets.
    TooManySheets { /// How many.
        sheets: usize, /// The ceiling.
        limit: usize } = "SHEET-SHEETS",
        "工作簿有{sheets}个工作表，超过{limit}个的上限，请分成几个文件后再导入";
    /// No worksheet in the workbook.
    NoSheets = "SHEET-NO-SHEETS", "工作簿里没有工作表，请确认选对了文件";
    /// The sheet asked for is not there.
    SheetNotFound { /// Its name.
        sheet: String } = "SHEET-NOT-FOUND", "工作簿里没有名为“{sheet}”的工作表，请重新选择工作表";
    /// No row that could be the header of a project list.
    NoHeader { /// Sheet name.
        sheet: String } = "SHEET-NO-HEADER",
        "工作表“{sheet}”里找不到表头，请确认表头中有“项目名称”和金额等栏目，再导入";
    /// The mapping of a payment list names no amount, or nothing that says which project is meant.
    NoLedgerHeader { /// Sheet name.
        sheet: String } = "SHEET-LEDGER-HEADER",
        "工作表“{sheet}”里没有认全支付明细的栏目，请指定“支付金额”，以及“项目代码”或“项目名称”所在的列";
    /// The sheet is no goal form.
    NotAForm { /// Sheet name.
        sheet: String, /// The words that are missing.
        missing: String } = "SHEET-NOT-A-FORM",
        "工作表“{sheet}”不像绩效目标表（找不到{missing}），请选择财政部门统一格式的目标表";
    /// Two sheets of one workbook are the target form of the same project.
    SameProject { /// The sheet left out.
        sheet: String, /// The sheet taken.
        other: String, /// The project.
        project: String } = "SHEET-SAME-PROJECT",
        "工作表“{sheet}”与“{other}”是同一项目“{project}”的目标表，没有导入，请删去其中一张，或补上不同的项目代码";
    /// No sheet has the headings of a list of indicators.
    NoLibrary = "SHEET-NO-LIBRARY", "文件里没有“二级指标”“三级指标”这样的表头，请补上表头后再导入";
    /// The user stopped it.
    Cancelled = "SHEET-CANCELLED", "已取消导入，没有任何内容写入，需要时请重新导入";
    /// The result file's folder or the file itself may not be written.
    ReadOnly { /// Path.
        path: String } = "SHEET-READ-ONLY", "没有写入“{path}”的权限，请确认该文件没有在 WPS/Excel 中打开，或换一个文件夹、取消只读属性后重试";
    /// No room left.
    DiskFull { /// Path.
        path: String } = "SHEET-DISK-FULL", "磁盘空间不足，无法写入“{path}”，请清理磁盘或换一个位置后重试";
    /// Any other failure while writing.
    Write { /// Path.
        path: String, /// What the system said.
        reason: String } = "SHEET-WRITE",
        "无法写入“{path}”（{reason}），请确认该文件没有在 WPS/Excel 中打开后重试";
}

/// Bytes as whole megabytes, rounded up.
pub(crate) fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

impl Error {
    pub(crate) fn damaged(part: impl Into<String>) -> Self {
        Self::Damaged { part: part.into() }
    }

    pub(crate) fn file_too_large(bytes: u64, limits: &Limits) -> Self {
        Self::FileTooLarge { megabytes: megabytes(bytes), limit: megabytes(limits.file_bytes) }
    }

    /// The refusal to write `path`, told apart by what the user can do about it.
    pub(crate) fn writing(path: &std::path::Path, error: &std::io::Error) -> Self {
        let path = path.display().to_string();
        match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Write { path, reason: error.to_string() },
        }
    }
}

impl From<archive::Error> for Error {
    fn from(error: archive::Error) -> Self {
        match error {
            archive::Error::Io(error) => Self::Io(error),
            archive::Error::EmptyFile => Self::Empty,
            archive::Error::Truncated => Self::Truncated,
            archive::Error::Encrypted { .. } => Self::Encrypted,
            other => Self::Zip(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_says_what_to_do_and_codes_are_unique() {
        let mut codes = CODES.to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CODES.len());
        for error in [
            Error::Empty,
            Error::Io(std::io::Error::other("x")),
            Error::from(archive::Error::NotZip),
            Error::TooManyRows { sheet: "表".into(), row: 9, limit: 8 },
            Error::Cancelled,
        ] {
            assert!(error.to_string().contains("请"), "{error}");
            assert!(CODES.contains(&error.code()));
        }
    }

    #[test]
    fn writing_errors_are_told_apart() {
        use std::io::{Error as Io, ErrorKind};
        for (kind, code) in [
            (ErrorKind::PermissionDenied, "SHEET-READ-ONLY"),
            (ErrorKind::StorageFull, "SHEET-DISK-FULL"),
            (ErrorKind::Other, "SHEET-WRITE"),
        ] {
            assert_eq!(Error::writing("x.xlsx".as_ref(), &Io::from(kind)).code(), code);
        }
    }
}
