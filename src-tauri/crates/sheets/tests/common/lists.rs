//! Project lists as workbooks, all invented.

use super::forms::{Cells, workbook};

/// Header with groups, a unit line, good rows, a subtotal and a total.
pub const LIST: Cells<'static> = &[
    ("A1:L1", "2026年部门预算项目清单"),
    ("A2:D2", "填报单位：示例县农业农村局"),
    ("L2", "单位：万元"),
    ("A3:A4", "序号"),
    ("B3:B4", "项目名称"),
    ("C3:C4", "项目代码"),
    ("D3:D4", "项目类别"),
    ("E3:E4", "新增/延续"),
    ("F3:F4", "起止时间"),
    ("G3:I3", "年度资金"),
    ("G4", "合计"),
    ("H4", "其中：财政拨款"),
    ("I4", "其他资金"),
    ("J3:J4", "是否政府采购"),
    ("K3:K4", "联系电话"),
    ("L3:L4", "备注"),
    ("A5", "=1"),
    ("B5", "高标准农田建设"),
    ("C5", "51000021T000000019951"),
    ("D5", "特定目标类"),
    ("E5", "新增"),
    ("F5", "2026年1月-2026年12月"),
    ("G5", "=202.64"),
    ("H5", "=202.64"),
    ("I5", "=0"),
    ("J5", "是"),
    ("K5", "=13800001234"),
    ("A6", "=2"),
    ("B6", "村级补助"),
    ("D6", "运转类"),
    ("E6", "延续项目"),
    ("F6", "=2026"),
    ("G6", "１，０００．５"),
    ("H6", "=1000"),
    ("I6", "5000元"),
    ("J6", "否"),
    ("L6", "含上年"),
    ("A7:F7", "合计"),
    ("G7", "=1203.14"),
    ("H7", "=1202.64"),
    ("I7", "=0.5"),
    ("A8:L8", "填表人：甲        联系电话：0877-1234567"),
];

/// Rows with one fault each.
pub const FAULTY: Cells<'static> = &[
    ("A1:F1", "单位：元"),
    ("A2", "项目名称"),
    ("B2", "项目代码"),
    ("C2", "项目类别"),
    ("D2", "年度资金总额"),
    ("E2", "起止时间"),
    ("F2", "是否涉密"),
    ("A3", "好项目"),
    ("B3", "51000021T000000000001"),
    ("C3", "特定目标类"),
    ("D3", "=100.25"),
    ("E3", "2026年"),
    ("F3", "否"),
    ("A4", "金额不对"),
    ("B4", "51000021T000000000002"),
    ("D4", "约一百万"),
    ("A5", "代码重复"),
    ("B5", "51000021T000000000001"),
    ("D5", "=1"),
    ("A6", "代码丢位"),
    ("B6", "=510000210000000199"),
    ("D6", "=2"),
    ("B7", "51000021T000000000003"),
    ("D7", "=3"),
    ("A8", "类别不对"),
    ("C8", "建设类"),
    ("D8", "=4"),
    ("A9", "时间不对"),
    ("D9", "=5"),
    ("E9", "2026年12月-2026年1月"),
    ("A10", "涉密不清"),
    ("D10", "=6"),
    ("F10", "也许"),
    ("A11", "分以下"),
    ("D11", "=0.125"),
    ("A12", "合计"),
    ("D12", "=999"),
];

/// The list as a workbook.
pub fn list() -> Vec<u8> {
    workbook(&[("项目清单", LIST)])
}

/// The list as many rows × 12 columns of mixed contents.
pub fn large(rows: u32) -> Vec<u8> {
    use rust_xlsxwriter::Workbook;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heads = [
        "项目名称",
        "项目代码",
        "项目类别",
        "新增/延续",
        "起止时间",
        "年度资金总额（万元）",
        "财政拨款（万元）",
        "其他资金（万元）",
        "主管部门",
        "实施单位",
        "项目负责人",
        "联系电话",
    ];
    for (column, head) in (0u16..).zip(heads) {
        sheet.write_string(0, column, head).unwrap();
    }
    for row in 1..=rows {
        let n = f64::from(row);
        sheet.write_string(row, 0, format!("第{row}号项目建设与维护")).unwrap();
        sheet.write_string(row, 1, format!("51000021T{row:012}")).unwrap();
        sheet.write_string(row, 2, ["人员类", "运转类", "特定目标类"][row as usize % 3]).unwrap();
        sheet.write_string(row, 3, if row % 2 == 0 { "新增" } else { "延续" }).unwrap();
        sheet.write_string(row, 4, "2026年1月-2026年12月").unwrap();
        sheet.write_number(row, 5, (n * 137.0).round() / 100.0).unwrap();
        sheet.write_number(row, 6, (n * 100.0).round() / 100.0).unwrap();
        sheet.write_number(row, 7, (n * 37.0).round() / 100.0).unwrap();
        sheet.write_string(row, 8, "示例县农业农村局").unwrap();
        sheet.write_string(row, 9, format!("示例单位{}", row % 200)).unwrap();
        sheet.write_string(row, 10, format!("联系人{}", row % 500)).unwrap();
        sheet.write_number(row, 11, 13_800_000_000.0 + n).unwrap();
    }
    book.save_to_buffer().unwrap()
}
