//! The xlsx reader is ours; calamine's is the yardstick: both must see the same cells.

#![allow(clippy::unwrap_used)]

mod common;

use calamine::{Data, Reader, Xlsx};
use common::{bombs, lists, open};
use proptest::prelude::*;
use sheets::{Cell, Sheet};
use std::io::Cursor;

/// The cell that a value of calamine stands for; its numbers know no percentages.
fn theirs(value: &Data) -> Cell {
    match value {
        Data::String(text) => Cell::text(text),
        Data::Float(number) => Cell::from_f64(*number, false),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(date) => {
            let (y, m, d, h, min, s, _) = date.to_ymd_hms_milli();
            Cell::from_iso(&format!("{y:04}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}"))
        }
        Data::Error(error) => Cell::Error(error.to_string().into()),
        _ => Cell::Empty,
    }
}

fn ours(sheet: &Sheet, row: u32, column: u32) -> Cell {
    match sheet.cell(row, column) {
        Cell::Number { value, .. } => Cell::number(*value),
        Cell::FormulaWithoutValue => Cell::Empty,
        // The file's own digits are kept here, the binary number's there.
        Cell::LostDigits(text) => Cell::from_f64(text.parse().unwrap(), false),
        cell => cell.clone(),
    }
}

fn agree(bytes: &[u8]) {
    let book = open(bytes);
    let mut yardstick: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    assert_eq!(book.sheets.iter().map(|s| s.name.clone()).collect::<Vec<_>>(), yardstick.sheet_names());
    for sheet in &book.sheets {
        let range = yardstick.worksheet_range(&sheet.name).unwrap();
        let (rows, columns) = sheet.size();
        let end = range.end().unwrap_or_default();
        for row in 0..rows.max(end.0 + 1) {
            for column in 0..columns.max(end.1 + 1) {
                let expected = range.get_value((row, column)).map_or(Cell::Empty, theirs);
                assert_eq!(ours(sheet, row, column), expected, "{} {row} {column}", sheet.name);
            }
        }
        let merges: Vec<_> = sheet.merges().iter().map(|a| ((a.top, a.left), (a.bottom, a.right))).collect();
        let theirs = yardstick.merge_cells_by_sheet_name(&sheet.name).unwrap();
        assert_eq!(merges, theirs.iter().map(|area| (area.start, area.end)).collect::<Vec<_>>());
    }
}

#[test]
fn workbooks_of_two_writers() {
    agree(include_bytes!("fixtures/kinds.xlsx"));
    agree(&lists::list());
    agree(&lists::large(500));
    for form in [common::forms::QINGSHAN, common::forms::YUNWU, common::forms::TWO_SIDES] {
        agree(&common::forms::workbook(&[("目标表", form), ("空", &[])]));
    }
}

#[test]
fn cells_as_other_writers_leave_them() {
    for inner in [
        r#"<row><c><v>1</v></c><c/><c t="str"><v>文</v></c></row><row><c><v>2</v></c></row>"#,
        r#"<row r="3"><c r="B3" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>"#,
        r#"<row r="2"><c r="A2" t="str"><f>A1</f><v>a&amp;b_x4E2D_</v></c><c r="C2" t="b"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="n"><v>1.5E2</v></c><c r="B1"><v>-0.5</v></c><c r="C1" t="e"><v>#N/A</v></c></row>"#,
        r#"<row r="1"><c r="A1" s="0"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>3</v></c></row>"#,
        r#"<row r="2"/><row r="4" spans="1:3"><c r="C4" t='n' s='1'><v>7</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="d"><v>x</v></c><c r="B1"><v></v></c></row>"#,
    ] {
        let bytes = bombs::xlsx(bombs::cells(inner), vec![]);
        if !inner.contains("t=\"d\"") {
            agree(&bytes);
        }
        open(&bytes);
    }
    let prefixed = r#"<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>"#;
    agree(&bombs::xlsx(bombs::text(prefixed), vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_written_is_read(
        texts in prop::collection::vec("[a-z中文<>&\"'_x ]{1,12}", 1..12),
        numbers in prop::collection::vec(any::<f64>().prop_filter("a spreadsheet number", |n| n.is_finite()), 1..12),
    ) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, text) in (0u32..).zip(&texts) {
            sheet.write_string(row, 0, text).unwrap();
        }
        for (row, number) in (0u32..).zip(&numbers) {
            sheet.write_number(row, 2, *number).unwrap();
        }
        agree(&book.save_to_buffer().unwrap());
    }
}
