//! Writes assets/demo/demo.xlsx and demo-2025.xlsx from the .toml files of the same names: a list of projects and a
//! target form for each.
//! `cargo run -p wenxiao-sheets --example demo_workbook`
#![allow(clippy::unwrap_used)]

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Demo {
    note: String,
    year: u16,
    projects: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    code: String,
    name: String,
    kind: String,
    #[serde(default)]
    novelty: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    book: String,
    period: String,
    department: String,
    implementer: String,
    person: String,
    phone: String,
    flags: Vec<String>,
    funds: BTreeMap<String, String>,
    #[serde(default)]
    medium_funds: BTreeMap<String, String>,
    #[serde(default)]
    ex_ante: Option<ExAnte>,
    annual_goal: String,
    #[serde(default)]
    medium_goal: String,
    indicators: Vec<[String; 6]>,
}

#[derive(Deserialize)]
struct ExAnte {
    title: String,
}

const SOURCES: [(&str, &str); 5] = [
    ("fiscal", "财政拨款"),
    ("carry_over", "上年结转资金"),
    ("special_account", "财政专户管理资金"),
    ("unit_funds", "单位资金"),
    ("other", "其他资金"),
];

const HEADS: [(&str, f64); 18] = [
    ("项目名称", 30.0),
    ("项目代码", 24.0),
    ("项目或政策", 9.0),
    ("新增/延续", 9.0),
    ("项目类别", 12.0),
    ("预算来源", 14.0),
    ("起止时间", 24.0),
    ("主管部门", 26.0),
    ("实施单位", 26.0),
    ("项目负责人", 20.0),
    ("联系电话", 13.0),
    ("财政拨款", 11.0),
    ("上年结转资金", 11.0),
    ("财政专户管理资金", 11.0),
    ("单位资金", 11.0),
    ("其他资金", 11.0),
    ("项目标识", 22.0),
    ("事前绩效评估报告", 34.0),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/demo");
    for name in ["demo", "demo-2025"] {
        workbook(folder, name)?;
    }
    Ok(())
}

fn workbook(folder: &str, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let demo: Demo = toml::from_str(&std::fs::read_to_string(format!("{folder}/{name}.toml"))?)?;
    let mut book = Workbook::new();
    // Fixed times: the same data give the same bytes.
    let made = ExcelDateTime::from_ymd(demo.year, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&demo.note).set_creation_datetime(&made));
    list(book.add_worksheet(), &demo)?;
    for (number, entry) in demo.projects.iter().enumerate().filter(|(_, entry)| !entry.indicators.is_empty())
    {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("{:02} {}", number + 1, entry.name.chars().take(20).collect::<String>()))?;
        form(sheet, entry, demo.year)?;
    }
    book.save(format!("{folder}/{name}.xlsx"))?;
    Ok(())
}

fn boxed() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

fn head() -> Format {
    boxed().set_bold().set_align(FormatAlign::Center)
}

fn list(sheet: &mut Worksheet, demo: &Demo) -> Result<(), XlsxError> {
    sheet.set_name("项目清单")?;
    let last = HEADS.len() as u16 - 1;
    let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, last, &format!("{}年度项目清单（{}）", demo.year, demo.note), &title)?;
    sheet.write(1, last, "单位：万元")?;
    for (column, (name, width)) in (0u16..).zip(HEADS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(2, column, name, &head())?;
    }
    sheet.set_freeze_panes(3, 1)?;
    for (row, entry) in (3u32..).zip(&demo.projects) {
        let words = [
            &entry.name,
            &entry.code,
            &entry.kind,
            &entry.novelty,
            &entry.category,
            &entry.book,
            &entry.period,
            &entry.department,
            &entry.implementer,
            &entry.person,
            &entry.phone,
        ];
        for (column, word) in (0u16..).zip(words) {
            sheet.write_with_format(row, column, word.as_str(), &boxed())?;
        }
        for (column, (key, _)) in (11u16..).zip(SOURCES) {
            amount(sheet, row, column, entry.funds.get(key))?;
        }
        sheet.write_with_format(row, 16, entry.flags.join("、"), &boxed())?;
        let report = entry.ex_ante.as_ref().map_or("", |report| report.title.as_str());
        sheet.write_with_format(row, 17, report, &boxed())?;
    }
    Ok(())
}

fn amount(sheet: &mut Worksheet, row: u32, column: u16, text: Option<&String>) -> Result<(), XlsxError> {
    let format = boxed().set_num_format("#,##0.00####").set_align(FormatAlign::Right);
    match text.and_then(|text| text.parse::<f64>().ok()) {
        Some(number) => sheet.write_number_with_format(row, column, number, &format)?,
        None => sheet.write_with_format(row, column, text.map_or("", String::as_str), &format)?,
    };
    Ok(())
}

/// The printed form, as a bureau hands it out: six columns, merged labels.
fn form(sheet: &mut Worksheet, entry: &Entry, year: u16) -> Result<(), XlsxError> {
    for (column, width) in (0u16..).zip([14.0, 18.0, 30.0, 20.0, 10.0, 40.0]) {
        sheet.set_column_width(column, width)?;
    }
    let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, 5, "项目支出绩效目标申报表", &title)?;
    sheet.merge_range(
        1,
        0,
        1,
        5,
        &format!("（{year}年度）"),
        &Format::new().set_align(FormatAlign::Center),
    )?;
    sheet.write(2, 5, "金额单位：万元")?;
    let mut row = 3;
    for [a, b, c, d] in [
        ["项目名称", &entry.name, "项目代码", &entry.code],
        ["主管部门", &entry.department, "实施单位", &entry.implementer],
        ["项目属性", &format!("{}项目", entry.novelty), "项目起止时间", &entry.period],
        ["项目负责人", &entry.person, "联系电话", &entry.phone],
    ] {
        sheet.write_with_format(row, 0, a, &head())?;
        sheet.merge_range(row, 1, row, 2, b, &boxed())?;
        sheet.write_with_format(row, 3, c, &head())?;
        sheet.merge_range(row, 4, row, 5, d, &boxed())?;
        row += 1;
    }
    row = funds(sheet, entry, row)?;
    row = goals(sheet, entry, row)?;
    indicators(sheet, entry, row)
}

/// The money: medium term at the left, the year at the right where there are both.
fn funds(sheet: &mut Worksheet, entry: &Entry, top: u32) -> Result<u32, XlsxError> {
    let used = |key: &str| entry.funds.contains_key(key) || entry.medium_funds.contains_key(key);
    let keys: Vec<(&str, &str)> = SOURCES.into_iter().filter(|(key, _)| used(key)).collect();
    let total = |part: &BTreeMap<String, String>| -> f64 {
        // Whole 元 in the demo: a sum of a handful of them prints exactly.
        let cents: f64 =
            part.values().filter_map(|text| text.parse::<f64>().ok()).map(|n| (n * 1e4).round()).sum();
        cents / 1e4
    };
    let rows = keys.len() as u32 + 1;
    sheet.merge_range(top, 0, top + rows - 1, 0, "项目资金（万元）", &head())?;
    let mut sides = vec![(3u16, "年度资金总额", &entry.funds)];
    if !entry.medium_funds.is_empty() {
        sides.insert(0, (1, "中期资金总额", &entry.medium_funds));
    } else {
        for row in top..top + rows {
            sheet.merge_range(row, 1, row, 2, "", &boxed())?;
        }
    }
    for (column, label, part) in sides {
        sheet.write_with_format(top, column, label, &head())?;
        let text = total(part).to_string();
        put(sheet, top, column + 1, Some(&text))?;
        for (row, (number, (key, name))) in (top + 1..).zip(keys.iter().enumerate()) {
            let label = if number == 0 { format!("其中：{name}") } else { (*name).to_owned() };
            sheet.write_with_format(row, column, label, &head())?;
            put(sheet, row, column + 1, part.get(*key))?;
        }
    }
    Ok(top + rows)
}

/// An amount over one cell at the left, two at the right.
fn put(sheet: &mut Worksheet, row: u32, column: u16, text: Option<&String>) -> Result<(), XlsxError> {
    if column == 4 {
        sheet.merge_range(row, 4, row, 5, "", &boxed())?;
    }
    amount(sheet, row, column, text)
}

fn goals(sheet: &mut Worksheet, entry: &Entry, top: u32) -> Result<u32, XlsxError> {
    let mut row = top;
    for (label, text) in [("中期目标", &entry.medium_goal), ("年度目标", &entry.annual_goal)] {
        if text.is_empty() {
            continue;
        }
        sheet.write_with_format(row, 0, label, &head())?;
        sheet.merge_range(row, 1, row, 5, text, &boxed())?;
        sheet.set_row_height(row, 52)?;
        row += 1;
    }
    Ok(row)
}

fn indicators(sheet: &mut Worksheet, entry: &Entry, top: u32) -> Result<(), XlsxError> {
    for (column, name) in (0u16..).zip(["一级指标", "二级指标", "三级指标", "指标值", "分值", "指标解释"])
    {
        sheet.write_with_format(top, column, name, &head())?;
    }
    let rows = &entry.indicators;
    for (number, cells) in rows.iter().enumerate() {
        let row = top + 1 + number as u32;
        for (column, cell) in (2u16..).zip(&cells[2..]) {
            match cell.parse::<f64>() {
                Ok(weight) if column == 4 => sheet.write_number_with_format(row, column, weight, &boxed())?,
                _ => sheet.write_with_format(row, column, cell.as_str(), &boxed())?,
            };
        }
    }
    // Equal neighbours of the first two columns become one merged cell, level 2 within level 1.
    for column in 0..2usize {
        let key = |cells: &[String; 6]| cells[..=column].to_vec();
        let mut first = 0;
        while first < rows.len() {
            let last =
                (first..rows.len()).take_while(|i| key(&rows[*i]) == key(&rows[first])).last().unwrap();
            let (from, to) = (top + 1 + first as u32, top + 1 + last as u32);
            let text = rows[first][column].as_str();
            if from == to {
                sheet.write_with_format(from, column as u16, text, &head())?;
            } else {
                sheet.merge_range(from, column as u16, to, column as u16, text, &head())?;
            }
            first = last + 1;
        }
    }
    Ok(())
}
