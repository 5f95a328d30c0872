//! Makes the workbooks from which the binary fixtures are converted; see tests/fixtures/README.md.

#[path = "../tests/common/mod.rs"]
mod common;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, XlsxError};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::write(folder.join("list.xlsx"), common::lists::list())?;
    std::fs::write(folder.join("kinds.xlsx"), kinds()?)?;
    std::fs::write(folder.join("large.xlsx"), common::lists::large(100_000))?;
    Ok(())
}

/// One cell of each kind.
fn kinds() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let labels = ["百分数", "日期", "小数", "十五位", "真假", "错误", "公式", "两行", "十八位", "空"];
    for (row, label) in (0u32..).zip(labels) {
        sheet.write_string(row, 0, label)?;
    }
    sheet.write_number_with_format(0, 1, 0.9253, &percent)?;
    sheet.write_datetime_with_format(1, 1, ExcelDateTime::from_ymd(2026, 3, 1)?, &date)?;
    sheet.write_number(2, 1, 0.1)?;
    sheet.write_number(3, 1, 123_456_789_012_345.0)?;
    sheet.write_boolean(4, 1, true)?;
    sheet.write_formula(5, 1, Formula::new("=1/0").set_result("#DIV/0!"))?;
    sheet.write_formula(6, 1, Formula::new("=3+4").set_result("7"))?;
    sheet.write_string_with_format(7, 1, "第一行\n第二行", &Format::new().set_text_wrap())?;
    sheet.write_number(8, 1, 110_101_199_001_011_234.0)?;
    book.save_to_buffer()
}
