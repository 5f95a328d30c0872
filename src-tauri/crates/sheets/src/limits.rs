//! How much a workbook may hold. One place, documented defaults, no hidden numbers elsewhere.

/// The ceilings of one import. What is above them is refused with a sentence that names the ceiling.
///
/// The defaults let a county's whole year through (100,000 rows × 12 columns takes about a tenth) and keep the
/// worst accepted file within a few hundred megabytes of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file on disk.
    pub file_bytes: u64,
    /// Members of the ZIP container (xlsx, ods).
    pub entries: u32,
    /// Unpacked bytes of one large part: a worksheet, the shared strings, an ODS content.
    pub sheet_part_bytes: u64,
    /// Unpacked bytes of any other part: styles, workbook, relationships.
    pub part_bytes: u64,
    /// Unpacked bytes of all parts that are read.
    pub total_bytes: u64,
    /// Unpacked : packed of one part, looked at from 1 MB upwards. Real sheets stay below 60.
    pub ratio: u64,
    /// Bytes of the workbook stream of an .xls or .et file.
    pub xls_stream_bytes: u64,
    /// Rows of one sheet (highest row number that holds a value).
    pub rows: u32,
    /// Columns of one sheet (highest column number that holds a value).
    pub columns: u32,
    /// Cells with a value in the whole workbook.
    pub cells: u64,
    /// Distinct shared strings of the workbook.
    pub strings: u64,
    /// Characters of one cell: Excel's own ceiling.
    pub cell_chars: usize,
    /// Bytes of text in the whole workbook, repeated texts counted once.
    pub text_bytes: u64,
    /// Sheets of the workbook.
    pub sheets: usize,
    /// Merged areas of one sheet.
    pub merges: usize,
    /// Cell formats of the workbook: Excel's own ceiling is 65,490 of each of two kinds.
    pub formats: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MB: u64 = 1024 * 1024;
        Self {
            file_bytes: 64 * MB,
            entries: 4_096,
            sheet_part_bytes: 160 * MB,
            part_bytes: 20 * MB,
            total_bytes: 192 * MB,
            ratio: 200,
            xls_stream_bytes: 48 * MB,
            rows: 200_000,
            columns: 512,
            cells: 5_000_000,
            strings: 2_000_000,
            cell_chars: 32_767,
            text_bytes: 128 * MB,
            sheets: 512,
            merges: 50_000,
            formats: 131_072,
        }
    }
}
