//! What must hold on every sheet, whatever the grid.

use super::*;
use crate::page::{Content, Look, Row, Stamp};
use proptest::prelude::*;

fn form(columns: &[f32], paper: Paper) -> FormPage {
    FormPage {
        title: "试验表".into(),
        subtitle: "（2026年度）".into(),
        left_note: "填报单位（盖章）：甲".into(),
        right_note: "金额单位：万元".into(),
        subject: "乙".into(),
        author: "甲".into(),
        date: chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        paper,
        columns: columns.to_vec(),
        rows: Vec::new(),
        cells: Vec::new(),
        repeat: 0..0,
        signatures: vec!["填报人：".into()],
        stamp: Stamp::Draft,
    }
}

/// A head row and `count` rows under one label, each with its text, in groups of `group`.
fn table(count: usize, group: usize, text: &str) -> FormPage {
    let mut form = form(&[1.0, 1.0, 4.0], Paper::Portrait);
    let head = form.row(Row { keep_with_next: true, ..Row::default() });
    for (column, word) in ["总类", "类", "内容"].into_iter().enumerate() {
        form.cell(head, column..column + 1, Look::Head, Content::text(word));
    }
    form.repeat = 0..1;
    for at in 0..count {
        let row = form.row(Row { group: Some((at / group) as u32), keep_with_next: false });
        form.cell(row, 2..3, Look::Text, Content::text(format!("{text}{at}号")));
    }
    for first in (0..count).step_by(group) {
        let rows = first + 1..(first + group).min(count) + 1;
        form.block(rows, 1..2, Look::Group, Content::text(format!("组{}", first / group)));
    }
    form.block(1..count + 1, 0..1, Look::Head, Content::text("全部"));
    form
}

fn sheets(form: &FormPage) -> Vec<Sheet> {
    lay_out(form, Fonts::get().unwrap()).unwrap()
}

fn texts(sheet: &Sheet) -> Vec<&str> {
    let mut texts = Vec::new();
    for item in &sheet.items {
        if let Item::Text { text, .. } = item {
            texts.push(text.as_str());
        }
    }
    texts
}

#[test]
fn pages_end_at_groups_and_repeat_head_and_labels() {
    let sheets = sheets(&table(100, 10, "内容"));
    assert_eq!(sheets.len(), 3);
    for (at, sheet) in sheets.iter().enumerate() {
        let texts = texts(sheet);
        assert!(texts.contains(&"内容") && texts.contains(&"总类"), "the head stands on page {at}");
        assert_eq!(texts.contains(&"（续）"), at > 0, "the label of all rows goes on");
        let first = texts.iter().position(|text| text.ends_with('号')).unwrap();
        let number: usize = texts[first].trim_start_matches("内容").trim_end_matches('号').parse().unwrap();
        assert_eq!(number % 10, 0, "page {at} begins with a group");
    }
}

#[test]
fn a_group_longer_than_a_page_is_broken_and_its_label_repeated() {
    let sheets = sheets(&table(60, 60, "内容"));
    assert!(sheets.len() > 1);
    assert_eq!(texts(&sheets[1]).iter().filter(|text| **text == "（续）").count(), 2);
    assert_eq!(sheets.iter().flat_map(|sheet| texts(sheet)).filter(|text| text.ends_with('号')).count(), 60);
}

#[test]
fn a_form_that_is_a_little_too_long_is_set_closer() {
    let fonts = Fonts::get().unwrap();
    let body_sizes = |form: &FormPage| {
        let sheets = lay_out(form, fonts).unwrap();
        let size = sheets[0].items.iter().find_map(|item| match item {
            Item::Text { size, text, .. } if text.ends_with('号') => Some(*size),
            _ => None,
        });
        (sheets.len(), size.unwrap())
    };
    assert_eq!(body_sizes(&table(33, 33, "内容")), (1, 9.5));
    assert_eq!(body_sizes(&table(38, 38, "内容")), (1, 9.0));
    assert_eq!(body_sizes(&table(50, 50, "内容")), (2, 9.5));
}

#[test]
fn faulty_grids_are_named() {
    for (rows, columns, row, column) in
        [(0..2, 0..1, 2, 1), (0..1, 1..4, 1, 4), (0..1, 0..2, 1, 1), (0..0, 0..1, 1, 1)]
    {
        let mut form = form(&[1.0, 1.0, 1.0], Paper::Portrait);
        form.row(Row::default());
        form.cell(0, 0..1, Look::Text, Content::text("甲"));
        let before = form.cells.len();
        form.block(rows.clone(), columns.clone(), Look::Text, Content::text("乙"));
        if rows == (0..2) {
            form.cells.remove(before - 1);
        }
        let fault = lay_out(&form, Fonts::get().unwrap()).unwrap_err();
        assert_eq!(fault, Error::Layout { form: "试验表".into(), row, column }, "{rows:?} {columns:?}");
    }
    let empty = form(&[1.0], Paper::Portrait);
    assert_eq!(lay_out(&empty, Fonts::get().unwrap()).unwrap_err(), Error::Empty);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Nothing is lost, nothing is printed twice, nothing leaves the sheet.
    #[test]
    fn every_text_is_printed_once_within_the_sheet(
        lengths in prop::collection::vec((0usize..900, 0usize..40, 0usize..4), 1..40),
        landscape in any::<bool>(),
        labelled in any::<bool>(),
    ) {
        let paper = if landscape { Paper::Landscape } else { Paper::Portrait };
        let mut form = form(&[1.0, 3.0, 1.0, 1.0], paper);
        let head = form.row(Row { keep_with_next: true, ..Row::default() });
        form.cell(head, 1..4, Look::Head, Content::text("头"));
        form.repeat = 0..1;
        for (long, short, group) in &lengths {
            let row = form.row(Row { group: Some(*group as u32), keep_with_next: false });
            form.cell(row, 1..2, Look::Text, Content::text("长".repeat(*long)));
            form.cell(row, 2..3, Look::Short, Content::text("短".repeat(*short)));
            form.cell(row, 3..4, Look::Amount, Content::text("数".repeat(short % 9)));
        }
        let last = form.rows.len();
        if labelled {
            form.block(1..last, 0..1, Look::Head, Content::text("标"));
        }
        let sheets = sheets(&form);
        let mut counts = std::collections::BTreeMap::<char, usize>::new();
        for sheet in &sheets {
            for item in &sheet.items {
                let Item::Text { x, y, size, text, .. } = item else { continue };
                prop_assert!(*x > 0.0 && x + 0.2 * size < sheet.width && *y > 0.0);
                prop_assert!(*y < sheet.height - 12.0, "{text} at {y}");
                if text.contains(['长', '短', '数']) {
                    prop_assert!(*y < sheet.height - BOTTOM, "{text} at {y}");
                }
                for c in text.chars() {
                    *counts.entry(c).or_default() += 1;
                }
            }
        }
        let count = |c: char| counts.get(&c).copied().unwrap_or(0);
        prop_assert_eq!(count('长'), lengths.iter().map(|one| one.0).sum::<usize>());
        prop_assert_eq!(count('短'), lengths.iter().map(|one| one.1).sum::<usize>());
        prop_assert_eq!(count('数'), lengths.iter().map(|one| one.1 % 9).sum::<usize>());
    }
}
