//! Reports as PDF in the layout of official documents, judged by other people's programs.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use documents::forms::{MonitorReport, SelfEvalLayout, monitor_report, selfeval_report};
use documents::{
    Align, Block, Column, Content, Document, Preview, Stamp, Table, missing_glyphs, to_prose_pdf,
};
use std::collections::BTreeMap;
use std::process::Command;
use support::monitoring as month;
use support::results;
use support::selfeval as year;
use support::{date, ordinary_2021, sealed};

/// What a tool says of a PDF; its absence fails the test with what to install.
fn run(pdf: &[u8], tool: &str, before: &[&str], after: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new(tool)
        .args(before)
        .arg(&file)
        .args(after)
        .output()
        .unwrap_or_else(|fault| panic!("{tool} ({fault}): install qpdf and poppler-utils"));
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text.into_owned())
}

fn read(pdf: &[u8]) -> String {
    run(pdf, "pdftotext", &["-raw"], &["-"]).1
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn samples() -> Vec<(&'static str, Document)> {
    let case = ordinary_2021();
    let page = month::summary(&case, 7);
    let items = month::rectifications();
    let rows = month::rectify_rows(&items);
    let monitoring = MonitorReport { page: &page, rectifications: &rows, sources: Vec::new() };
    let plain = SelfEvalLayout::default();
    let eval = year::with_rates(year::year_2021(plain));
    let long = year::with_rates(year::longest_year(plain));
    vec![
        ("month", monitor_report(&monitoring)),
        ("year", selfeval_report(&results::report(&eval, sealed())).unwrap()),
        ("longest year", selfeval_report(&results::report(&long, Stamp::Draft)).unwrap()),
        ("nothing", of(Vec::new())),
    ]
}

fn of(blocks: Vec<Block>) -> Document {
    let (title, author) = ("一份文件".to_owned(), "青石县教育局".to_owned());
    Document { title, subtitles: Vec::new(), author, date: date(), blocks }
}

fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

#[test]
fn files_are_sound_and_every_word_is_there() {
    for (name, document) in samples() {
        let pdf = to_prose_pdf(&document, &Stamp::Plain).unwrap();
        let (sound, report) = run(&pdf, "qpdf", &["--check"], &[]);
        assert!(sound && !report.contains("WARNING"), "{name}: {report}");
        let (_, fonts) = run(&pdf, "pdffonts", &[], &[]);
        assert!(fonts.lines().skip(2).all(|row| row.contains("yes yes yes")), "{name}: {fonts}");
        let (_, info) = run(&pdf, "pdfinfo", &[], &[]);
        assert!(info.contains("A4") && info.contains(&document.title.replace('\n', "")), "{info}");
        let text = letters(&read(&pdf));
        for (c, count) in letters(&document.texts().collect::<String>()) {
            let got = text.get(&c).copied().unwrap_or(0);
            // The names of a chart's bars are shortened where they do not fit.
            let shortened = name == "longest year";
            assert!(got >= count || shortened && got > 0, "{name}: {c} {got} of {count}");
        }
        assert!(missing_glyphs(&document.texts().collect::<String>()).unwrap().is_empty(), "{name}");
        let pages = Preview::open(pdf.clone()).unwrap().pages();
        let text = squeezed(&read(&pdf));
        for page in 1..=pages {
            assert!(text.contains(&format!("—{page}—")), "{name}: page {page} of {pages}");
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, document) in samples() {
        let pdf = to_prose_pdf(&document, &sealed()).unwrap();
        assert!(pdf == to_prose_pdf(&document.clone(), &sealed()).unwrap(), "{name}");
        let mut other = document.clone();
        other.date = other.date.succ_opt().unwrap();
        assert!(pdf != to_prose_pdf(&other, &sealed()).unwrap(), "{name}");
    }
}

#[test]
fn a_draft_says_so_once_and_a_sealed_one_names_its_package() {
    let (_, month_report) = samples().swap_remove(0);
    let bare = of(vec![Block::Text("正文。".into())]);
    for (document, stamp, count) in [
        (&month_report, Stamp::Draft, 2),
        (&bare, Stamp::Draft, 2),
        (&bare, Stamp::Plain, 0),
        (&bare, sealed(), 0),
    ] {
        let text = read(&to_prose_pdf(document, &stamp).unwrap());
        let first: String = text.split('\u{c}').next().unwrap().into();
        assert_eq!(first.matches("草稿").count(), count, "{stamp:?}: {first}");
        if let Stamp::Sealed { number, audit_head } = &stamp {
            assert!(text.contains(number) && text.contains(audit_head));
        }
    }
}

fn pages(document: &Document) -> Vec<String> {
    let text = read(&to_prose_pdf(document, &Stamp::Plain).unwrap());
    let mut pages: Vec<String> = text.split('\u{c}').map(squeezed).collect();
    pages.retain(|page| !page.is_empty());
    pages
}

fn long_table(rows: usize, text: &str) -> Block {
    let column = |head: &str, align| Column { head: head.into(), share: 1, align };
    Block::Table(Table {
        caption: "明细".into(),
        unit: "单位：万元".into(),
        columns: vec![column("甲栏", Align::Left), column("乙栏", Align::Right)],
        rows: (0..rows)
            .map(|row| vec![Content::text(format!("{text}{row}")), Content::text(format!("{row}.00"))])
            .collect(),
    })
}

#[test]
fn a_long_table_repeats_its_head_and_loses_no_row() {
    let pages = pages(&of(vec![long_table(200, "第")]));
    assert!(pages.len() > 4);
    for page in &pages {
        assert!(page.contains("甲栏乙栏"), "{page}");
    }
    let all = pages.concat();
    for row in 0..200 {
        assert_eq!(all.matches(&format!("第{row}{row}.00")).count(), 1, "{row}");
    }
    assert_eq!(all.matches("表1明细").count(), 1);
}

#[test]
fn a_row_higher_than_a_page_goes_on_overleaf() {
    let words = "改造薄弱学校校舍，配齐教学仪器设备。".repeat(120);
    let all = pages(&of(vec![long_table(1, &words)])).concat();
    assert_eq!(all.matches("配齐").count(), 120);
}

#[test]
fn what_belongs_together_stays_together() {
    let line = |count: usize| Block::Text("甲".repeat(25 * count));
    for before in 1..30 {
        // A heading never ends a page, a paragraph's single line never begins or ends one, and unit and date stand
        // under at least two lines of text.
        let mut blocks: Vec<Block> = (0..before).map(|_| line(1)).collect();
        blocks.push(Block::Heading("一、标题".into()));
        blocks.push(line(4));
        blocks.push(Block::Closing(vec!["落款单位".into(), "2027年3月12日".into()]));
        let pages = pages(&of(blocks));
        for page in &pages {
            let ends_with_heading = page.split('—').next().unwrap().ends_with("标题");
            assert!(!ends_with_heading, "{before}: {page}");
        }
        let last = pages.last().unwrap();
        assert!(last.contains("落款单位") && last.contains("2027年3月12日"), "{before}");
        assert!(last.matches('甲').count() >= 26, "{before}: {last}");
    }
}

#[test]
fn charts_are_vectors() {
    let (_, document) = samples().swap_remove(1);
    let pdf = to_prose_pdf(&document, &Stamp::Plain).unwrap();
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let is_image = |object: &lopdf::Object| {
        let kind = object.as_stream().and_then(|stream| stream.dict.get(b"Subtype"));
        kind.is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Image"))
    };
    assert!(!file.objects.values().any(is_image));
    let text = squeezed(&read(&pdf));
    for fact in ["图1绩效指标完成率", "101.63%", "94.51%", "表1项目资金执行情况"] {
        assert!(text.contains(fact), "{fact}");
    }
}
