//! The workbooks, read back by another library.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use calamine::{Data, Reader, Xlsx};
use documents::forms::{SelfEvalLayout, goal_form_2015, goal_form_2021, selfeval_form};
use documents::{Content, FormPage, Stamp, to_xlsx};
use domain::fund::{FundSource, Horizon};
use domain::indicator::Taxonomy;
use std::collections::BTreeMap;
use std::io::Cursor;
use support::selfeval as year;
use support::{longest, ordinary_2015, ordinary_2021, sealed};

fn read(form: &FormPage) -> (Vec<Data>, usize) {
    let bytes = to_xlsx(form).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), [form.title.as_str()]);
    let merged = book.merge_cells_by_sheet_id(0).unwrap().len();
    let cells = book.worksheet_range_at(0).unwrap().unwrap();
    (cells.used_cells().map(|(_, _, value)| value.clone()).collect(), merged)
}

#[test]
fn the_sheet_carries_the_printed_numbers_and_words() {
    for form in [
        goal_form_2015(&ordinary_2015().form(sealed())).unwrap(),
        goal_form_2021(&ordinary_2021().form(sealed())).unwrap(),
        goal_form_2021(&longest(Taxonomy::Y2021).form(Stamp::Draft)).unwrap(),
        selfeval_form(&year::year_2021(SelfEvalLayout::default()).form(sealed())).unwrap(),
        selfeval_form(&year::yongde().form(Stamp::Draft)).unwrap(),
        selfeval_form(&year::longest_year(SelfEvalLayout::default()).form(Stamp::Draft)).unwrap(),
    ] {
        let (cells, merged) = read(&form);
        let mut numbers = BTreeMap::<String, i32>::new();
        let mut words = BTreeMap::<String, i32>::new();
        for cell in &form.cells {
            match &cell.content {
                Content::Blank | Content::Chart { .. } => {}
                Content::Lamp(..) => *words.entry(cell.content.printed()).or_default() += 1,
                Content::Text(text) => *words.entry(text.clone()).or_default() += 1,
                Content::Number(number) | Content::Marked(number, _) => {
                    *numbers.entry(number.printed().normalize().to_string()).or_default() += 1;
                }
            }
        }
        for cell in cells {
            match cell {
                Data::Float(value) => *numbers.entry(value.to_string()).or_default() -= 1,
                Data::Int(value) => *numbers.entry(value.to_string()).or_default() -= 1,
                Data::String(text) => *words.entry(text).or_default() -= 1,
                other => panic!("{other:?}"),
            }
        }
        // Numbers too long for a spreadsheet stay text with every digit; none is lost or changed.
        for (number, count) in numbers.into_iter().filter(|(_, count)| *count != 0) {
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let kept = words.iter().filter(|(text, _)| text.replace(',', "").starts_with(&number)).count();
            assert!(count > 0 && digits.len() >= 14 && kept > 0, "{number} {count}");
        }
        let missing: Vec<_> = words.iter().filter(|(_, count)| **count > 0).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(merged > 20);
    }
}

#[test]
fn the_same_form_gives_the_same_bytes_and_no_clock() {
    let form = goal_form_2015(&ordinary_2015().form(sealed())).unwrap();
    let bytes = to_xlsx(&form).unwrap();
    assert!(bytes == to_xlsx(&form.clone()).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.xlsx");
    std::fs::write(&path, &bytes).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook(&path).unwrap();
    assert!(book.worksheet_range_at(0).unwrap().is_ok());
}

#[test]
fn a_formula_typed_as_a_name_stays_text_and_amounts_stay_exact() {
    let mut case = ordinary_2021();
    case.project.name = "=HYPERLINK(\"http://a\")".into();
    case.fund(Horizon::Annual, FundSource::Fiscal, "0.1");
    case.fund(Horizon::Annual, FundSource::CarryOver, "0.2");
    let (cells, _) = read(&goal_form_2021(&case.form(Stamp::Draft)).unwrap());
    assert!(cells.contains(&Data::String(case.project.name.clone())));
    assert!(cells.contains(&Data::Float(0.3)), "0.1 + 0.2 is 0.3");
}

#[test]
fn a_text_too_long_for_a_cell_is_refused_in_words() {
    let mut case = ordinary_2021();
    case.target.annual_goal = "长".repeat(40_000);
    let fault = to_xlsx(&goal_form_2021(&case.form(Stamp::Draft)).unwrap()).unwrap_err();
    assert_eq!(fault.code(), "DOC-XLSX");
}
