//! A unit's own indicators (本单位指标) as a workbook, out and in again: one place knows the headings of both ways.

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::preview::{CellError, Weight};
use crate::sheet::Sheet;
use crate::values;
use crate::words::label;
use crate::workbook::Workbook;
use crate::write_file::write_file;
use crate::{Limits, csv};
use domain::heading;
use domain::indicator::{Class, Level1, Taxonomy};
use domain::text::squeezed;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, XlsxError};
use std::collections::HashMap;
use std::path::Path;

/// One indicator of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryRow {
    /// 二级指标; its level 1 follows.
    pub class: Class,
    /// 三级指标
    pub name: String,
    /// 指标值 as written.
    pub value: String,
    /// 指标解释
    pub explanation: String,
    /// 评(扣)分标准
    pub standard: String,
    /// 类别: field of work.
    pub category: String,
}

/// What a file holds: good rows, and what is wrong with the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LibraryRows {
    /// Rows that can be taken in.
    pub rows: Vec<LibraryRow>,
    /// One remark a row that cannot.
    pub rejected: Vec<CellError>,
}

/// The headings of the file, with the width of their columns.
const HEADINGS: [(&str, u16); 7] = [
    ("一级指标", 14),
    ("二级指标", 20),
    ("三级指标", 30),
    ("指标值", 16),
    ("指标解释", 40),
    ("评分标准", 40),
    ("类别", 14),
];
const CATEGORY: &[&str] = &["类别", "分类", "行业", "领域", "适用领域", "行业领域", "项目类别"];

/// Writes indicators as an .xlsx that [`read`] takes in again.
///
/// # Errors
/// [`Error::ReadOnly`], [`Error::DiskFull`] or [`Error::Write`]; nothing half-written is left behind.
pub fn write(path: &Path, rows: &[LibraryRow]) -> Result<()> {
    let failed =
        |error: XlsxError| Error::Write { path: path.display().to_string(), reason: error.to_string() };
    write_file(path, &bytes(rows).map_err(failed)?)
}

fn bytes(rows: &[LibraryRow]) -> std::result::Result<Vec<u8>, XlsxError> {
    let plain = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_num_format("@");
    let head =
        plain.clone().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xEEF2F7));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("本单位指标")?;
    for (column, (word, width)) in (0u16..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, word, &head)?;
        sheet.set_column_width(column, width)?;
    }
    for (at, row) in (1u32..).zip(rows) {
        let cells = [
            row.class.level1().name(),
            row.class.name(),
            &row.name,
            &row.value,
            &row.explanation,
            &row.standard,
            &row.category,
        ];
        for (column, text) in (0u16..).zip(cells) {
            sheet.write_string_with_format(at, column, text, &plain)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

/// Reads a file of indicators: .xlsx, .xls, .et, .ods, or comma separated text.
///
/// # Errors
/// Whatever makes the file unusable as a whole; [`Error::NoLibrary`] where no sheet has the headings.
pub fn read(
    bytes: &[u8],
    taxonomy: Taxonomy,
    limits: &Limits,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<LibraryRows> {
    let sheets = match Workbook::from_bytes(bytes, limits, progress) {
        Ok(book) => book.sheets,
        // One column alone has no separator and is taken for unknown text.
        Err(Error::Csv | Error::Unknown) => vec![csv::read(bytes, limits, progress)?],
        Err(error) => return Err(error),
    };
    let found = sheets.iter().find_map(|sheet| Some((sheet, Columns::find(sheet)?)));
    let (sheet, columns) = found.ok_or(Error::NoLibrary)?;
    Ok(rows(sheet, &columns, taxonomy))
}

/// Where the columns stand.
struct Columns {
    header: u32,
    level1: Option<u32>,
    level2: Option<u32>,
    name: u32,
    value: Option<u32>,
    explanation: Option<u32>,
    standard: Option<u32>,
    category: Option<u32>,
}

impl Columns {
    fn find(sheet: &Sheet) -> Option<Self> {
        sheet.rows().iter().take(20).find_map(|row| {
            let words: Vec<(u32, String)> =
                row.cells().map(|(column, cell)| (column, label(&cell.shown()))).collect();
            let column = |names: &[&str]| {
                words.iter().find(|(_, word)| names.contains(&word.as_str())).map(|(column, _)| *column)
            };
            let (level1, level2) = (column(heading::LEVEL1), column(heading::LEVEL2));
            let value = column(heading::VALUE);
            // A name alone is no table of indicators.
            level1.or(level2)?;
            Some(Self {
                header: row.number,
                level1,
                level2,
                name: column(heading::LEVEL3).or(column(heading::CONTENT))?,
                value,
                explanation: column(heading::EXPLANATION),
                standard: column(heading::STANDARD),
                category: column(CATEGORY),
            })
        })
    }
}

fn rows(sheet: &Sheet, columns: &Columns, taxonomy: Taxonomy) -> LibraryRows {
    let mut out = LibraryRows::default();
    let mut seen: HashMap<(Class, String), u32> = HashMap::new();
    let (mut level1, mut level2) = (String::new(), String::new());
    for row in sheet.rows().iter().filter(|row| row.number > columns.header) {
        let at = row.number;
        let cell = |column: Option<u32>| column.map_or(&Cell::Empty, |column| sheet.seen(at, column));
        let first = squeezed(&cell(columns.level1).shown());
        if !first.is_empty() && first != level1 {
            level1 = first;
            level2.clear();
        }
        let second = squeezed(&cell(columns.level2).shown());
        if !second.is_empty() {
            level2 = second;
        }
        match one(&cell, columns, (&level1, &level2), taxonomy) {
            Ok(None) => {}
            Ok(Some(found)) => {
                let key = (found.class, squeezed(&found.name));
                match seen.get(&key) {
                    None => {
                        seen.insert(key, at + 1);
                        out.rows.push(found);
                    }
                    Some(line) => {
                        let text = format!("与第 {line} 行重复，请删去其中一行");
                        out.rejected.push(fault(sheet, (at, columns.name), "三级指标", text));
                    }
                }
            }
            Err((column, header, text)) => out.rejected.push(fault(sheet, (at, column), header, text)),
        }
    }
    out
}

fn fault(sheet: &Sheet, place: (u32, u32), header: &str, text: String) -> CellError {
    let read = sheet.seen(place.0, place.1).shown();
    CellError::new(&sheet.name, place, header, read, text, Weight::Error)
}

/// One row; nothing where it is blank; else column, heading and sentence of what is wrong first.
fn one<'c>(
    cell: &dyn Fn(Option<u32>) -> &'c Cell,
    columns: &Columns,
    (level1, level2): (&str, &str),
    taxonomy: Taxonomy,
) -> std::result::Result<Option<LibraryRow>, (u32, &'static str, String)> {
    let text = |column: Option<u32>, header: &'static str| {
        values::text(cell(column))
            .map(Option::unwrap_or_default)
            .map_err(|fault| (column.unwrap_or(columns.name), header, fault))
    };
    let name = text(Some(columns.name), "三级指标")?.replace('\n', "");
    let value = match columns.value {
        Some(column) => values::target_text(cell(Some(column)))
            .map(Option::unwrap_or_default)
            .map_err(|fault| (column, "指标值", fault))?,
        None => String::new(),
    };
    let explanation = text(columns.explanation, "指标解释")?;
    let standard = text(columns.standard, "评分标准")?;
    let category = text(columns.category, "类别")?;
    if name.is_empty() {
        let blank = value.is_empty() && explanation.is_empty() && standard.is_empty();
        let why = "有内容而没有三级指标名称，请补上名称".to_owned();
        return if blank { Ok(None) } else { Err((columns.name, "三级指标", why)) };
    }
    let tree = if Level1::from_name(level1) == Some(Level1::Cost) { Taxonomy::Y2021 } else { taxonomy };
    let class = match (Class::from_word(level2, tree), Level1::from_name(level1)) {
        (Some(class), _) => class,
        (None, Some(Level1::Satisfaction)) if level2.is_empty() => Class::Satisfaction,
        (None, _) => {
            let all: Vec<&str> = taxonomy.classes().iter().map(|class| class.name()).collect();
            let shown = if level2.is_empty() { "（空）" } else { level2 };
            let why = format!("二级指标“{shown}”无法归类，请改为{}之一", all.join("、"));
            return Err((columns.level2.unwrap_or(columns.name), "二级指标", why));
        }
    };
    let long = |text: &str, most: usize| domain::text::chars(text) > most;
    for (what, text, most, column) in [
        ("三级指标", &name, 200, Some(columns.name)),
        ("指标值", &value, 200, columns.value),
        ("指标解释", &explanation, 2000, columns.explanation),
        ("评分标准", &standard, 2000, columns.standard),
        ("类别", &category, 40, columns.category),
    ] {
        if long(text, most) {
            let why = format!("有 {} 个字，最多 {most} 个字，请缩短", domain::text::chars(text));
            return Err((column.unwrap_or(columns.name), what, why));
        }
    }
    Ok(Some(LibraryRow { class, name, value, explanation, standard, category }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(class: Class, name: &str, value: &str) -> LibraryRow {
        LibraryRow {
            class,
            name: name.into(),
            value: value.into(),
            explanation: "解释".into(),
            standard: String::new(),
            category: "农村".into(),
        }
    }

    fn read_bytes(bytes: &[u8]) -> Result<LibraryRows> {
        read(bytes, Taxonomy::Y2021, &Limits::default(), &mut |_, _| true)
    }

    #[test]
    fn what_is_written_reads_back() {
        let rows = vec![
            row(Class::EconomicCost, "总成本", "≤50万元"),
            row(Class::Quantity, "道路\"长度\"", "≥3公里"),
            row(Class::Satisfaction, "村民满意度", "≥90%"),
            row(Class::Quality, "文本1", "100%"),
        ];
        let read = read_bytes(&bytes(&rows).unwrap()).unwrap();
        assert_eq!((read.rows, read.rejected), (rows, vec![]));
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("本单位指标.xlsx"), &[]).unwrap();
        assert_eq!(write(&folder.path().join("无/x.xlsx"), &[]).unwrap_err().code(), "SHEET-WRITE");
    }

    #[test]
    fn bad_rows_are_handed_back_with_their_place() {
        let text = "本单位指标,,,,\n一级指标,二级指标,三级指标,指标值,类别\n产出指标,数量指标,道路长度,≥3公里,农村\n,质量指标,合格率,100%,\n,,优良率,≥90%,\n,随意,某指标,1,\n,,,5,\n满意度指标,,满意度,≥90%,\n,,满 意度,,\n";
        let read = read_bytes(text.as_bytes()).unwrap();
        let names: Vec<(&str, Class)> = read.rows.iter().map(|row| (row.name.as_str(), row.class)).collect();
        assert_eq!(
            names,
            [
                ("道路长度", Class::Quantity),
                ("合格率", Class::Quality),
                ("优良率", Class::Quality),
                ("满意度", Class::Satisfaction)
            ]
        );
        let faults: Vec<(&str, bool)> =
            read.rejected.iter().map(|fault| (fault.at.as_str(), fault.text.contains('请'))).collect();
        assert_eq!(faults, [("B6", true), ("C7", true), ("C9", true)]);
    }

    #[test]
    fn other_files_are_refused() {
        for (bytes, code) in [
            (&b"%PDF-1.7"[..], "SHEET-PDF"),
            ("项目名称,金额\n修路,5\n".as_bytes(), "SHEET-NO-LIBRARY"),
            (b"\x00\x01\x02\xff\xff", "SHEET-UNKNOWN"),
            (b"", "SHEET-EMPTY"),
        ] {
            assert_eq!(read_bytes(bytes).unwrap_err().code(), code);
        }
    }
}
