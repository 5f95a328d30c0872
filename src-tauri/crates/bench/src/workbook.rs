//! A workbook of 100,000 rows: guard, cells and mapping against calamine's own reading of the cells.

use crate::Bench;
use crate::measure::{Row, in_turn};
use calamine::{Reader, Xlsx};
use domain::period::FiscalYear;
use domain::typed::Id;
use sheets::{Limits, Workbook, mapping, project_list};
use std::io::Cursor;

const HEADS: [&str; 12] = [
    "项目名称",
    "项目代码",
    "项目属性",
    "支出类别",
    "起止时间",
    "主管部门",
    "项目负责人",
    "财政拨款（万元）",
    "上年结转资金（万元）",
    "单位资金（万元）",
    "其他资金（万元）",
    "备注",
];

pub(crate) fn bench() -> Bench {
    let bytes = workbook()?;
    let ours = || -> Result<u32, sheets::Error> {
        let book = Workbook::from_bytes(&bytes, &Limits::default(), &mut |_, _| true)?;
        let Some(sheet) = book.sheets.first() else { return Ok(0) };
        let found = mapping::detect(sheet)?;
        Ok(found.columns.len() as u32)
    };
    let whole = || -> Result<u32, sheets::Error> {
        let book = Workbook::from_bytes(&bytes, &Limits::default(), &mut |_, _| true)?;
        let Some(sheet) = book.sheets.first() else { return Ok(0) };
        let found = mapping::detect(sheet)?;
        let mut number = 0u32;
        let mut new_id = || {
            number += 1;
            Id(number.to_string())
        };
        let mut context =
            project_list::Context { unit_id: Id("u".into()), year: FiscalYear(2026), new_id: &mut new_id };
        Ok(project_list::read(sheet, &found, &mut context, &mut |_, _| true)?.good)
    };
    let theirs = || -> Result<u64, calamine::XlsxError> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes))?;
        let name = book.sheet_names().first().cloned().unwrap_or_default();
        let mut cells = book.worksheet_cells_reader(&name)?;
        let mut count = 0;
        while let Some(cell) = cells.next_cell()? {
            count += u64::from(!matches!(cell.get_value(), calamine::DataRef::Empty));
        }
        Ok(count)
    };
    println!("workbook: {} rows taken in, {} cells", whole()?, theirs()?);
    let (guard, cells) = in_turn(5, ours, theirs);
    let (all, again) = in_turn(3, whole, theirs);
    Ok(vec![
        Row::beside("100,000 rows: guard + mapping", guard, "calamine cells", cells, "within 1.2×"),
        Row::beside("… and every row to a project", all, "calamine cells", again, "(for information)"),
    ])
}

fn workbook() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0u16..).zip(HEADS) {
        sheet.write(0, column, head)?;
    }
    for row in 1..=100_000u32 {
        let amount = f64::from(row) / 100.0;
        sheet.write(row, 0, format!("农村公路养护第{row}标段"))?;
        sheet.write(row, 1, format!("53250026T{row:012}"))?;
        for (column, text) in (2u16..).zip([
            "延续项目",
            "特定目标类",
            "2026年1月-2026年12月",
            "虚构县交通运输局",
            "项目负责人甲",
        ]) {
            sheet.write(row, column, text)?;
        }
        for column in 7..11u16 {
            sheet.write(row, column, amount)?;
        }
        sheet.write(row, 11, "按月验收")?;
    }
    Ok(book.save_to_buffer()?)
}
