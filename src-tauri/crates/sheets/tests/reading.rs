//! Formats, cells and what is said of files that cannot be read.

mod common;

use common::{bombs, code, forms, lists, open};
use sheets::{Cell, Error, Format, Limits, Workbook};

#[test]
fn one_list_reads_the_same_from_three_formats() {
    let xlsx = open(&lists::list());
    let ods = open(include_bytes!("fixtures/list.ods"));
    let xls = open(include_bytes!("fixtures/list.xls"));
    assert_eq!((xlsx.format, ods.format, xls.format), (Format::Xlsx, Format::Ods, Format::Xls));
    for other in [&ods, &xls] {
        let (a, b) = (&xlsx.sheets[0], &other.sheets[0]);
        assert_eq!(a.name, b.name);
        assert_eq!(a.size(), b.size(), "{:?}", other.format);
        let (rows, columns) = a.size();
        for row in 0..rows {
            for column in 0..columns {
                assert_eq!(a.seen(row, column), b.seen(row, column), "{:?} {row} {column}", other.format);
            }
        }
        assert_eq!(a.merges().len(), b.merges().len(), "{:?}", other.format);
    }
}

#[test]
fn percentages_dates_and_errors_survive_in_three_formats() {
    for bytes in [
        &include_bytes!("fixtures/kinds.xlsx")[..],
        include_bytes!("fixtures/kinds.ods"),
        include_bytes!("fixtures/kinds.xls"),
    ] {
        let book = open(bytes);
        let sheet = &book.sheets[0];
        let shown: Vec<String> = (0..8).map(|row| sheet.cell(row, 1).shown()).collect();
        // LibreOffice stores a truth value without a format of its own as a number.
        let truth = if book.format == Format::Ods { "1" } else { "是" };
        let expected =
            ["92.53%", "2026-03-01", "0.1", "123456789012345", truth, "#DIV/0!", "7", "第一行\n第二行"];
        assert_eq!(shown, expected, "{:?}", book.format);
        assert!(matches!(sheet.cell(8, 1), Cell::LostDigits(_)), "{:?}", book.format);
        assert!(sheet.cell(9, 1).is_empty());
    }
}

#[test]
fn formulas_without_result_are_told_from_blanks() {
    let cells =
        "<row r=\"1\"><c r=\"A1\"><f>B1*2</f></c><c r=\"B1\"/><c r=\"C1\"><f>1+1</f><v>2</v></c></row>";
    let book = open(&bombs::xlsx(bombs::cells(cells), vec![]));
    assert_eq!(*book.sheets[0].cell(0, 0), Cell::FormulaWithoutValue);
    assert!(book.sheets[0].cell(0, 1).is_empty());
    assert_eq!(book.sheets[0].cell(0, 2).shown(), "2");
    let ods = open(&bombs::ods(
        "<table:table-row><table:table-cell table:formula=\"of:=[.B1]\"/><table:table-cell/></table:table-row>",
    ));
    assert_eq!(*ods.sheets[0].cell(0, 0), Cell::FormulaWithoutValue);
}

#[test]
fn merged_cells_are_known_in_ods() {
    let book = open(include_bytes!("fixtures/list.ods"));
    let sheet = &book.sheets[0];
    assert_eq!(sheet.seen(3, 1).shown(), "项目名称");
    assert_eq!(sheet.seen(2, 8).shown(), "年度资金");
}

#[test]
fn encrypted_files_say_so() {
    for (name, bytes) in [
        ("xlsx", &include_bytes!("fixtures/locked.xlsx")[..]),
        ("ods", include_bytes!("fixtures/locked.ods")),
        ("xls", include_bytes!("fixtures/locked.xls")),
    ] {
        let error = Workbook::from_bytes(bytes, &Limits::default(), &mut |_, _| true).unwrap_err();
        assert_eq!(error.to_string(), "文件有打开密码，请在 WPS/Excel 中取消密码后再导入", "{name}");
    }
}

#[test]
fn cut_files_say_so_or_are_damaged() {
    let whole = [
        lists::list(),
        include_bytes!("fixtures/list.ods").to_vec(),
        include_bytes!("fixtures/list.xls").to_vec(),
    ];
    for bytes in whole {
        for part in [1, 10, 50, 90, 99] {
            let cut = &bytes[..bytes.len() * part / 100];
            assert!(["SHEET-TRUNCATED", "SHEET-UNKNOWN"].contains(&code(cut)), "{part}% {}", code(cut));
        }
    }
}

#[test]
fn flipped_bytes_never_panic_or_hang() {
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let files = [
        lists::list(),
        include_bytes!("fixtures/list.ods").to_vec(),
        include_bytes!("fixtures/list.xls").to_vec(),
    ];
    let mut seed = 0x2545_F491_4F6C_DD1Du64;
    for whole in files {
        for _ in 0..150 {
            let mut bytes = whole.clone();
            for _ in 0..8 {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                let at = (seed as usize) % bytes.len();
                bytes[at] = (seed >> 32) as u8;
            }
            let _ = code(&bytes);
        }
    }
    std::panic::set_hook(quiet);
}

#[test]
fn other_files_are_named() {
    for (bytes, expected) in [
        (&b"<html><table><tr><td>1</td></tr></table></html>"[..], "SHEET-HTML"),
        ("项目名称,金额\n道路,1\n".as_bytes(), "SHEET-CSV"),
        (b"%PDF-1.7", "SHEET-PDF"),
        (b"", "SHEET-EMPTY"),
    ] {
        assert_eq!(code(bytes), expected);
    }
}

#[test]
fn reading_can_be_stopped_and_tells_how_far_it_is() {
    for bytes in
        [&lists::list()[..], include_bytes!("fixtures/list.ods"), include_bytes!("fixtures/list.xls")]
    {
        let mut heard = Vec::new();
        Workbook::from_bytes(bytes, &Limits::default(), &mut |done, total| {
            heard.push((done, total));
            true
        })
        .unwrap();
        assert!(!heard.is_empty() && heard.iter().all(|(done, total)| done <= total), "{heard:?}");
        let stopped = Workbook::from_bytes(bytes, &Limits::default(), &mut |_, _| false);
        assert!(matches!(stopped, Err(Error::Cancelled)));
    }
}

#[test]
fn files_are_opened_by_path_with_a_ceiling() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("其实是表格.doc");
    std::fs::write(&path, lists::list()).unwrap();
    let limits = Limits::default();
    assert_eq!(Workbook::open(&path, &limits, &mut |_, _| true).unwrap().sheets.len(), 1);
    let small = Limits { file_bytes: 1000, ..limits.clone() };
    assert_eq!(Workbook::open(&path, &small, &mut |_, _| true).unwrap_err().code(), "SHEET-FILE-SIZE");
    let missing = Workbook::open(&folder.path().join("无.xlsx"), &limits, &mut |_, _| true);
    assert_eq!(missing.unwrap_err().code(), "SHEET-IO");
}

#[test]
fn hidden_sheets_are_marked() {
    let mut book = rust_xlsxwriter::Workbook::new();
    forms::lay(book.add_worksheet(), &[("A1", "看得见")]);
    let hidden = book.add_worksheet();
    hidden.set_hidden(true);
    forms::lay(hidden, &[("A1", "看不见")]);
    let book = open(&book.save_to_buffer().unwrap());
    assert_eq!(book.sheets.iter().map(|sheet| sheet.visible).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_hundred_thousand_rows_of_twelve_columns_come_in() {
    let book = open(&lists::large(100_000));
    assert_eq!(book.sheets[0].size(), (100_001, 12));
    assert_eq!(book.sheets[0].cell(100_000, 0).shown(), "第100000号项目建设与维护");
    assert_eq!(book.sheets[0].cell(100_000, 5).shown(), "137000");
}
