//! The monitoring report as a Word file: sound parts in schema order, official layout, the same bytes every time.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use documents::forms::{MonitorReport, SelfEvalLayout, SummaryPage, monitor_report, selfeval_report};
use documents::{Block, Document, Stamp, to_docx};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use support::monitoring as month;
use support::ordinary_2021;
use support::results;
use support::selfeval as year;

fn report(page: &SummaryPage) -> Document {
    let items = month::rectifications();
    let rows = month::rectify_rows(&items);
    monitor_report(&MonitorReport {
        page, rectifications: &rows, sources: vec!["财预〔2019〕136号".into()]
    })
}

fn parts(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(to_docx(document).unwrap())).unwrap();
    let count = archive.len();
    let mut read = |at: usize| {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    (0..count).map(&mut read).collect()
}

/// What may follow what inside these elements, as the schema (ISO/IEC 29500-4) orders it; only what the writer uses.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:widowControl",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        ],
    ),
    ("w:rPr", &["w:rFonts", "w:color", "w:sz", "w:szCs", "w:lang"]),
    ("w:tblPr", &["w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:vAlign"]),
    ("w:sectPr", &["w:footerReference", "w:pgSz", "w:pgMar", "w:cols"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:evenAndOddHeaders",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:font", &["w:altName", "w:charset", "w:family", "w:pitch"]),
    ("wp:inline", &["wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
    ("c:chartSpace", &["c:date1904", "c:lang", "c:roundedCorners", "c:chart", "c:spPr", "c:externalData"]),
    ("c:chart", &["c:autoTitleDeleted", "c:plotArea", "c:legend", "c:plotVisOnly", "c:dispBlanksAs"]),
    ("c:plotArea", &["c:layout", "c:lineChart", "c:barChart", "c:catAx", "c:valAx"]),
    ("c:lineChart", &["c:grouping", "c:varyColors", "c:ser", "c:marker", "c:axId"]),
    ("c:barChart", &["c:barDir", "c:grouping", "c:varyColors", "c:ser", "c:gapWidth", "c:overlap", "c:axId"]),
    (
        "c:ser",
        &[
            "c:idx",
            "c:order",
            "c:tx",
            "c:spPr",
            "c:invertIfNegative",
            "c:marker",
            "c:dLbls",
            "c:cat",
            "c:val",
            "c:smooth",
        ],
    ),
    ("c:scaling", &["c:orientation", "c:max", "c:min"]),
    (
        "c:dLbl",
        &[
            "c:idx",
            "c:numFmt",
            "c:spPr",
            "c:txPr",
            "c:dLblPos",
            "c:showLegendKey",
            "c:showVal",
            "c:showCatName",
            "c:showSerName",
            "c:showPercent",
            "c:showBubbleSize",
        ],
    ),
];

/// Reads a part to its end; children of the listed elements stand in their order.
fn check_order(name: &str, bytes: &[u8]) {
    let mut reader = Reader::from_reader(bytes);
    let mut stack: Vec<(String, usize)> = Vec::new();
    loop {
        let (tag, opens) = match reader.read_event().unwrap_or_else(|fault| panic!("{name}: {fault}")) {
            Event::Start(tag) => (tag.name().as_ref().to_owned(), true),
            Event::Empty(tag) => (tag.name().as_ref().to_owned(), false),
            Event::End(_) => {
                stack.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        if let Some((parent, at)) = stack.last_mut()
            && let Some((_, order)) = ORDERS.iter().find(|(element, _)| element == parent)
        {
            let place = order.iter().position(|child| *child == tag);
            let place = place.unwrap_or_else(|| panic!("{name}: {tag} in {parent}"));
            assert!(place >= *at, "{name}: {tag} too late in {parent}");
            *at = place;
        }
        if opens {
            stack.push((tag, 0));
        }
    }
    assert!(stack.is_empty(), "{name}");
}

#[test]
fn every_part_is_well_formed_and_in_schema_order() {
    let case = ordinary_2021();
    let page = month::summary(&case, 7);
    let mut document = report(&page);
    document.blocks.push(Block::Chart(page.lamp_chart()));
    let parts = parts(&document);
    for (name, bytes) in parts.iter().filter(|(name, _)| !name.ends_with(".xlsx")) {
        check_order(name, bytes);
    }
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    // Every relation leads to a part, and every part has a type.
    for (name, _) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = match name.as_str() {
            "_rels/.rels" => "",
            "word/_rels/document.xml.rels" => "word/",
            _ => "word/charts/",
        };
        for target in text(name).split("Target=\"").skip(1) {
            let path = format!("{folder}{}", &target[..target.find('"').unwrap()]);
            let path = path.replace("word/charts/../", "word/");
            assert!(parts.contains_key(&path), "{name}: {path}");
        }
    }
    let types = text("[Content_Types].xml");
    for name in parts.keys().filter(|name| name.ends_with(".xml") && !name.starts_with('[')) {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
    assert_eq!(parts.keys().filter(|name| name.starts_with("word/embeddings/")).count(), 2);
}

#[test]
fn the_report_of_a_self_assessment_is_sound_too() {
    let eval = year::with_rates(year::longest_year(SelfEvalLayout::default()));
    let document = selfeval_report(&results::report(&eval, Stamp::Draft)).unwrap();
    let parts = parts(&document);
    for (name, bytes) in parts.iter().filter(|(name, _)| !name.ends_with(".xlsx")) {
        check_order(name, bytes);
    }
    let charts: Vec<&String> = parts.keys().filter(|name| name.starts_with("word/charts/chart")).collect();
    assert_eq!(charts.len(), 3, "one for every twenty of the rates");
    let first = String::from_utf8(parts[charts[0]].clone()).unwrap();
    assert!(first.contains("<c:barDir val=\"bar\"/>") && !first.contains("<c:legend>"));
    let body = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
    for heading in ["一、项目基本情况", "五、绩效指标完成情况分析", "八、结果应用建议"]
    {
        assert_eq!(body.matches(heading).count(), 1, "{heading}");
    }
    assert!(to_docx(&document).unwrap() == to_docx(&document.clone()).unwrap());
}

#[test]
fn it_is_laid_out_as_an_official_document() {
    let case = ordinary_2021();
    let parts = parts(&report(&month::summary(&case, 7)));
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let (body, styles) = (text("word/document.xml"), text("word/styles.xml"));
    // Margins 37, 35, 28 and 26 mm in twentieths of a point, on A4.
    for fact in
        ["w:top=\"2098\"", "w:bottom=\"1984\"", "w:left=\"1587\"", "w:right=\"1474\"", "w:w=\"11906\""]
    {
        assert!(body.contains(fact), "{fact}");
    }
    assert!(styles.contains("w:line=\"560\" w:lineRule=\"exact\""), "lines of 28 pt");
    for face in ["方正小标宋简体", "黑体", "楷体", "仿宋", "宋体"] {
        assert!(styles.contains(face) && text("word/fontTable.xml").contains(face), "{face}");
    }
    assert!(styles.contains("w:firstLineChars=\"200\""));
    assert!(text("word/footer1.xml").contains(" PAGE ") && text("word/footer2.xml").contains(" PAGE "));
    assert!(text("word/settings.xml").contains("w:evenAndOddHeaders"));
    let tables = body.matches("<w:tbl>").count();
    assert_eq!((tables, body.matches("<w:tblHeader/>").count()), (3, 3), "every table repeats its head");
    for heading in [
        "一、基本情况",
        "二、预算执行情况",
        "三、绩效目标完成情况",
        "四、偏差和原因",
        "五、整改措施",
        "六、下一步工作",
    ] {
        assert_eq!(body.matches(heading).count(), 1, "{heading}");
    }
    assert!(body.contains("（草稿）") && body.contains("c:chart r:id="));
}

#[test]
fn the_same_report_gives_the_same_bytes_and_another_date_others() {
    let case = ordinary_2021();
    let mut document = report(&month::summary(&case, 7));
    let bytes = to_docx(&document).unwrap();
    assert!(bytes == to_docx(&document.clone()).unwrap());
    document.date = document.date.succ_opt().unwrap();
    assert!(bytes != to_docx(&document).unwrap());
}

#[test]
fn what_was_typed_cannot_break_the_file() {
    let case = ordinary_2021();
    let mut page = month::summary(&case, 7);
    page.rows[0].why = "甲<w:p>&\"乙\u{1}\u{b}丙\u{ffff}\n第二行]]>".into();
    page.rows[1].name = "=1+1 & <b>".into();
    let parts = parts(&report(&page));
    check_order("word/document.xml", &parts["word/document.xml"]);
    let body = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert!(body.contains("甲&lt;w:p&gt;&amp;&quot;乙丙；第二行]]&gt;"), "kept as text");
    assert!(body.contains("=1+1 &amp; &lt;b&gt;"));
}
