//! Project lists: values, errors, totals, duplicates, and the way back through the rejected rows.

#![allow(clippy::unwrap_used)]

mod common;

use common::{forms, ids, lists, open};
use domain::fund::{FundSource, Horizon};
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use domain::project::{Category, Flag, Novelty};
use domain::typed::Id;
use sheets::mapping::{self, Mapping};
use sheets::project_list::{self, Context};
use sheets::{Limits, Preview, Sheet, Weight, Workbook, rejects};

fn read(sheet: &Sheet, mapping: &Mapping) -> Preview {
    let mut new_id = ids();
    let mut context = Context { unit_id: Id("unit".into()), year: FiscalYear(2026), new_id: &mut new_id };
    project_list::read(sheet, mapping, &mut context, &mut |_, _| true).unwrap()
}

fn preview(bytes: &[u8]) -> Preview {
    let book = open(bytes);
    read(&book.sheets[0], &mapping::detect(&book.sheets[0]).unwrap())
}

#[test]
fn a_list_becomes_projects_in_every_format() {
    for bytes in
        [&lists::list()[..], include_bytes!("fixtures/list.ods"), include_bytes!("fixtures/list.xls")]
    {
        let preview = preview(bytes);
        assert_eq!((preview.good, preview.bad), (2, 0), "{:?}", preview.rows);
        assert_eq!((preview.unit, preview.unit_stated), (AmountUnit::WanYuan, true));
        let first = preview.rows[0].value.as_ref().unwrap();
        assert_eq!(first.name, "高标准农田建设");
        assert_eq!(first.code, "51000021T000000019951");
        assert_eq!(first.category, Some(Category::Specific));
        assert_eq!(first.novelty, Some(Novelty::New));
        assert_eq!(first.phone, "13800001234");
        assert!(first.flags.contains(&Flag::Procurement));
        assert_eq!(first.period.value.unwrap().print(), "2026年1月—2026年12月");
        let annual = &first.funds.annual;
        assert_eq!(annual.stated_total.value.unwrap().fen(), 202_640_000);
        assert_eq!(annual.part(FundSource::Fiscal).unwrap().fen(), 202_640_000);
        // Zero was written, and stays a zero.
        assert_eq!(annual.part(FundSource::Other).unwrap().fen(), 0);
        assert!(first.funds.column(Horizon::Medium).is_blank());
        let second = preview.rows[1].value.as_ref().unwrap();
        assert_eq!(second.funds.annual.part(FundSource::Other).unwrap().fen(), 500_000);
        assert_eq!(second.funds.annual.stated_total.value.unwrap().fen(), 1_000_500_000);
        assert!(second.code.is_empty() && second.flags.is_empty());
        let skipped: Vec<_> = preview.skipped.iter().map(|row| (row.number, row.reason.as_str())).collect();
        assert_eq!(skipped, [(7, "合计行"), (8, "说明行")]);
        assert!(preview.notes.is_empty(), "{:?}", preview.notes);
    }
}

#[test]
fn each_fault_is_told_at_its_cell_and_the_good_rows_stay() {
    let preview = preview(&forms::workbook(&[("清单", lists::FAULTY)]));
    assert_eq!((preview.good, preview.bad), (1, 8));
    let found: Vec<(String, &str)> = preview
        .rows
        .iter()
        .flat_map(|row| &row.errors)
        .filter(|error| error.weight == Weight::Error)
        .map(|error| (error.at.clone(), error.text.as_str()))
        .collect();
    let expected = [
        ("D4", "“约一百万”不是金额"),
        ("B5", "与第3行相同"),
        ("B6", "超过15位"),
        ("A7", "缺少项目名称"),
        ("C8", "人员类、运转类、特定目标类"),
        ("E9", "早于开始"),
        ("F10", "请填“是”或“否”"),
        ("D11", "分以下"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((at, text), (expected_at, part)) in found.iter().zip(expected) {
        assert_eq!(at, expected_at);
        assert!(text.contains(part), "{at}: {text}");
    }
    let total = &preview.notes[0];
    assert_eq!((preview.notes.len(), total.at.as_str()), (1, "D12"));
    assert!(total.text.contains("999.00元") && total.text.contains("121.25元"), "{}", total.text);
}

#[test]
fn rejected_rows_come_back_mended_through_the_same_mapping() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("退回.xlsx");
    let book = open(&forms::workbook(&[("清单", lists::FAULTY)]));
    let sheet = &book.sheets[0];
    let mapping = mapping::detect(sheet).unwrap();
    let first = read(sheet, &mapping);
    assert_eq!(rejects::write(&path, sheet, &mapping, &first).unwrap(), 8);

    let back = Workbook::open(&path, &Limits::default(), &mut |_, _| true).unwrap();
    let again = mapping::detect(&back.sheets[0]).unwrap();
    assert_eq!((again.unit, again.header_last), (mapping.unit, mapping.header_last));
    let fields = |mapping: &Mapping| mapping.columns.iter().filter_map(|c| c.field).collect::<Vec<_>>();
    assert_eq!(fields(&again), fields(&mapping));
    let reason = again.columns.last().unwrap();
    assert_eq!((reason.header.as_str(), reason.field), (rejects::REASON, None));
    // The faults are the same, but for the repeated code: the row it repeated was taken in and is not here.
    let second = read(&back.sheets[0], &again);
    assert_eq!((second.good, second.bad), (1, 7));
    let money = &second.rows[0].cells;
    assert!(money.last().unwrap().starts_with("年度资金总额：“约一百万”不是金额"), "{money:?}");
    assert_eq!(second.rows[7].cells[3], "0.125");

    // Handed back once more, the column 原因 is not doubled; without bad rows there is no file.
    let third = folder.path().join("再退.xlsx");
    assert_eq!(rejects::write(&third, &back.sheets[0], &again, &second).unwrap(), 7);
    let third = Workbook::open(&third, &Limits::default(), &mut |_, _| true).unwrap();
    assert_eq!(third.sheets[0].size().1, back.sheets[0].size().1);
    let good = preview(&lists::list());
    let none = folder.path().join("无.xlsx");
    let list = open(&lists::list());
    assert_eq!(rejects::write(&none, &list.sheets[0], &mapping, &good).unwrap(), 0);
    assert!(!none.exists());
}

#[test]
fn subtotals_stand_for_their_group_above_or_below() {
    let rows = |order: &[(&'static str, &'static str)]| {
        let mut cells = vec![("A1".to_owned(), "项目名称"), ("B1".to_owned(), "金额（元）")];
        for (row, (name, amount)) in (2..).zip(order) {
            cells.push((format!("A{row}"), name));
            cells.push((format!("B{row}"), amount));
        }
        let borrowed: Vec<(&str, &str)> = cells.iter().map(|(at, text)| (at.as_str(), *text)).collect();
        preview(&forms::workbook(&[("表", &borrowed)])).notes.len()
    };
    for (order, notes) in [
        (&[("甲", "=1"), ("乙", "=2"), ("小计", "=3"), ("丙", "=4"), ("小计", "=4"), ("合计", "=7")][..], 0),
        (
            &[
                ("合计", "=7"),
                ("教育局小计", "=3"),
                ("甲", "=1"),
                ("乙", "=2"),
                ("农业局小计", "=4"),
                ("丙", "=4"),
            ],
            0,
        ),
        (&[("甲", "=1"), ("小计", "=2"), ("乙", "=5"), ("合计", "=6")], 1),
        (&[("甲", "=1"), ("合计", "=2")], 1),
    ] {
        assert_eq!(rows(order), notes, "{order:?}");
    }
}

#[test]
fn repeated_names_are_noticed() {
    let cells: forms::Cells<'_> = &[
        ("A1", "项目名称"),
        ("B1", "项目代码"),
        ("C1", "金额（万元）"),
        ("A2", "甲"),
        ("C2", "=1"),
        ("A3", " 甲 "),
        ("C3", "=1"),
        ("A4", "乙"),
        ("B4", "51000021T000000000001"),
        ("C4", "=1"),
        ("A5", "乙"),
        ("B5", "51000021T000000000002"),
        ("C5", "=1"),
        ("A6", "丙"),
        ("B6", "短代码"),
        ("C6", "-"),
    ];
    let preview = preview(&forms::workbook(&[("表", cells)]));
    let weights: Vec<Vec<Weight>> =
        preview.rows.iter().map(|row| row.errors.iter().map(|error| error.weight).collect()).collect();
    assert_eq!(weights, [vec![], vec![Weight::Error], vec![], vec![Weight::Notice], vec![Weight::Notice]]);
    let last = preview.rows[4].value.as_ref().unwrap();
    assert!(last.funds.annual.is_blank(), "a dash is blank");
    assert_eq!(last.code, "短代码");
}

#[test]
fn merged_words_count_for_every_row_and_merged_money_does_not() {
    let cells: forms::Cells<'_> = &[
        ("A1", "主管部门"),
        ("B1", "项目名称"),
        ("C1", "金额（万元）"),
        ("D1", "开始时间"),
        ("E1", "结束时间"),
        ("A2:A3", "教育局"),
        ("B2", "甲"),
        ("C2:C3", "=8"),
        ("D2", "2026.1"),
        ("E2", "2026.6"),
        ("B3", "乙"),
        ("D3", "2026-05-01"),
        ("E3", "2026-03-01"),
        ("B4", "丙"),
        ("D4", "2026年2月"),
        ("A5", "一、农业类"),
    ];
    let preview = preview(&forms::workbook(&[("表", cells)]));
    let first = preview.rows[0].value.as_ref().unwrap();
    assert_eq!(first.period.value.unwrap().print(), "2026年1月—2026年6月");
    assert_eq!(preview.rows[1].errors[0].at, "E3");
    assert_eq!(preview.rows[2].errors[0].weight, Weight::Notice);
    assert_eq!(preview.skipped[0].reason, "标题行");
    let only_money: Vec<_> = preview.rows.iter().map(|row| row.cells[2].clone()).collect();
    assert_eq!(only_money, ["8", "", ""]);
}

#[test]
fn of_a_secret_project_only_the_neutral_name_comes_in() {
    let cells: forms::Cells<'_> = &[
        ("A1", "项目名称"),
        ("B1", "金额（万元）"),
        ("C1", "是否涉密"),
        ("D1", "项目负责人"),
        ("E1", "政府采购"),
        ("A2", "项目一"),
        ("B2", "=8"),
        ("C2", "是"),
        ("D2", "甲"),
        ("E2", "是"),
    ];
    let preview = preview(&forms::workbook(&[("表", cells)]));
    let project = preview.rows[0].value.as_ref().unwrap();
    assert_eq!((project.name.as_str(), project.is_secret(), project.flags.len()), ("项目一", true, 1));
    assert!(project.person.is_empty() && project.funds.annual.is_blank());
    let remark = &preview.rows[0].errors[0];
    assert_eq!((remark.at.as_str(), remark.weight), ("C2", Weight::Notice));
}

#[test]
fn reading_a_list_can_be_stopped() {
    let book = open(&lists::list());
    let mapping = mapping::detect(&book.sheets[0]).unwrap();
    let mut new_id = ids();
    let mut context = Context { unit_id: Id("u".into()), year: FiscalYear(2026), new_id: &mut new_id };
    let stopped = project_list::read(&book.sheets[0], &mapping, &mut context, &mut |_, _| false);
    assert_eq!(stopped.unwrap_err().code(), "SHEET-CANCELLED");
}
