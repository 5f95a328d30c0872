//! What can go wrong between a form and its paper.

/// Every code that [`Error::code`] can give.
pub const CODES: &[&str] = &[
    "DOC-SECRET",
    "DOC-LAYOUT",
    "DOC-EMPTY",
    "DOC-FONT",
    "DOC-PDF",
    "DOC-QR",
    "DOC-XLSX",
    "DOC-DOCX",
    "DOC-PREVIEW",
    "DOC-NO-PAGE",
    "DOC-CANCELLED",
];

/// Why a form could not be rendered. Its text is one sentence for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A project marked 涉密 is never printed.
    #[error("项目“{0}”已标为涉密，不能打印或导出，请按保密规定另行报送")]
    Secret(String),
    /// Two cells claim one place, or a cell leaves the grid: a fault of the form's builder.
    #[error("《{form}》第 {row} 行第 {column} 列的版式有误，无法打印，请记下这句话并告知技术支持")]
    Layout {
        /// Title of the form.
        form: String,
        /// Row of the grid, from 1.
        row: usize,
        /// Column of the grid, from 1.
        column: usize,
    },
    /// Nothing to render.
    #[error("没有可打印的表，请先选择项目")]
    Empty,
    /// A built-in font cannot be read or trimmed.
    #[error("程序自带的字体无法使用（{0}），请重新安装程序")]
    Font(String),
    /// The PDF writer failed.
    #[error("生成 PDF 时出错（{0}），请重试，仍不行请告知技术支持")]
    Pdf(String),
    /// The text does not fit a QR code.
    #[error("包号和审计链头共 {0} 个字符，超出二维码容量，请检查包号是否有误")]
    Qr(usize),
    /// The spreadsheet writer failed.
    #[error("生成 Excel 时出错（{0}），请重试，仍不行请告知技术支持")]
    Xlsx(String),
    /// The document writer failed.
    #[error("生成 Word 文件时出错（{0}），请重试，仍不行请告知技术支持")]
    Docx(String),
    /// The pages could not be drawn on the screen.
    #[error("预览无法显示，请改为导出 PDF 后查看")]
    Preview,
    /// There is no such page.
    #[error("这份文件共 {pages} 页，没有第 {page} 页，请重新打开预览")]
    NoPage {
        /// The page asked for, from 1.
        page: usize,
        /// How many there are.
        pages: usize,
    },
    /// The user stopped it.
    #[error("已停止打印，没有生成文件，需要时请重新打印")]
    Cancelled,
}

impl Error {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Secret(_) => "DOC-SECRET",
            Self::Layout { .. } => "DOC-LAYOUT",
            Self::Empty => "DOC-EMPTY",
            Self::Font(_) => "DOC-FONT",
            Self::Pdf(_) => "DOC-PDF",
            Self::Qr(_) => "DOC-QR",
            Self::Xlsx(_) => "DOC-XLSX",
            Self::Docx(_) => "DOC-DOCX",
            Self::Preview => "DOC-PREVIEW",
            Self::NoPage { .. } => "DOC-NO-PAGE",
            Self::Cancelled => "DOC-CANCELLED",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_and_every_text_is_a_sentence() {
        let all = [
            Error::Secret("甲".into()),
            Error::Layout { form: "表".into(), row: 1, column: 2 },
            Error::Empty,
            Error::Font("a".into()),
            Error::Pdf("a".into()),
            Error::Qr(9),
            Error::Xlsx("a".into()),
            Error::Docx("a".into()),
            Error::Preview,
            Error::NoPage { page: 3, pages: 2 },
            Error::Cancelled,
        ];
        let codes: Vec<&str> = all.iter().map(Error::code).collect();
        assert_eq!(codes, CODES);
        for error in &all {
            let text = error.to_string();
            assert!(text.contains('请') && !text.contains('\n'), "{text}");
        }
    }
}
