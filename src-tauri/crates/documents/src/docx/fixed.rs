//! The parts that hardly change: content types, relations, properties, styles, fonts, settings, footers.

use super::Document;
use super::xml::escape;
use std::fmt::Write as _;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of word processing.
pub(super) const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
pub(super) const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) const PACKAGE_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";

pub(super) const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>问效</Application></Properties>";

/// Odd and even pages differ (the page number stands outside); widths of punctuation as Chinese typesetting has them.
pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"640\"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>";

/// The relation of the n-th chart.
pub(super) fn chart_id(number: usize) -> String {
    format!("rIdChart{number}")
}

pub(super) fn content_types(charts: usize) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>"
    );
    let mut part = |name: &str, kind: &str| {
        let _ = write!(out, "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    };
    part("word/document.xml", &format!("{WORD}.document.main+xml"));
    part("word/styles.xml", &format!("{WORD}.styles+xml"));
    part("word/settings.xml", &format!("{WORD}.settings+xml"));
    part("word/fontTable.xml", &format!("{WORD}.fontTable+xml"));
    part("word/footer1.xml", &format!("{WORD}.footer+xml"));
    part("word/footer2.xml", &format!("{WORD}.footer+xml"));
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    for number in 1..=charts {
        let kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
        part(&format!("word/charts/chart{number}.xml"), kind);
    }
    out.push_str("</Types>");
    out
}

pub(super) fn document_relations(charts: usize) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">");
    let mut relation = |id: &str, kind: &str, target: &str| {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    };
    relation("rIdStyles", "styles", "styles.xml");
    relation("rIdSettings", "settings", "settings.xml");
    relation("rIdFonts", "fontTable", "fontTable.xml");
    relation("rIdOdd", "footer", "footer1.xml");
    relation("rIdEven", "footer", "footer2.xml");
    for number in 1..=charts {
        relation(&chart_id(number), "chart", &format!("charts/chart{number}.xml"));
    }
    out.push_str("</Relationships>");
    out
}

pub(super) fn core(document: &Document) -> String {
    let (title, author) = (escape(&document.title), escape(&document.author));
    let date = document.date.format("%Y-%m-%dT00:00:00Z");
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>"
    )
}

/// The typefaces of official documents, with what stands in where a machine lacks them.
const FONTS: [(&str, &str, &str); 6] = [
    ("方正小标宋简体", "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体", "auto"),
    ("黑体", "SimHei,Noto Sans SC", "modern"),
    ("楷体", "KaiTi,楷体_GB2312,LXGW WenKai", "modern"),
    ("仿宋", "FangSong,仿宋_GB2312,华文仿宋,STFangsong", "modern"),
    ("宋体", "SimSun,Noto Serif SC", "auto"),
    ("Times New Roman", "", "roman"),
];

pub(super) fn font_table() -> String {
    let mut out = format!("{HEAD}<w:fonts {W}>");
    for (name, others, family) in FONTS {
        let _ = write!(out, "<w:font w:name=\"{name}\">");
        if !others.is_empty() {
            let _ = write!(out, "<w:altName w:val=\"{others}\"/>");
        }
        let charset = if others.is_empty() { "00" } else { "86" };
        let _ = write!(
            out,
            "<w:charset w:val=\"{charset}\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
        );
    }
    out.push_str("</w:fonts>");
    out
}

/// A paragraph style: id, name, properties of the paragraph and of its characters, in schema order.
fn style(out: &mut String, id: &str, name: &str, paragraph: &str, run: &str) {
    let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
    let base = if id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{base}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    );
}

/// East Asian typeface of a style; digits and Latin letters stay Times New Roman but in heads, which are all of one face.
fn face(name: &str) -> String {
    format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"{name}\"/>")
}

fn size(half_points: u32) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

pub(super) fn styles() -> String {
    let mut out = format!("{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>");
    out.push_str("<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋\" w:cs=\"Times New Roman\"/>");
    // 三号 on lines of 28 pt.
    out.push_str(&size(32));
    out.push_str("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/></w:pPr></w:pPrDefault></w:docDefaults>");
    let exact = |line: u32| format!("<w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/>");
    style(&mut out, "Normal", "Normal", "<w:widowControl w:val=\"0\"/><w:jc w:val=\"both\"/>", "");
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
    style(&mut out, "BodyText", "Body Text", indent, "");
    let title = format!("<w:keepNext/>{}<w:jc w:val=\"center\"/>", exact(660));
    style(&mut out, "Title", "Title", &title, &(face("方正小标宋简体") + &size(44)));
    style(&mut out, "Subtitle", "Subtitle", "<w:keepNext/><w:jc w:val=\"center\"/>", &face("楷体"));
    let head = |level: u32| format!("<w:keepNext/>{indent}<w:outlineLvl w:val=\"{level}\"/>");
    style(&mut out, "Heading1", "heading 1", &head(0), &face("黑体"));
    style(&mut out, "Heading2", "heading 2", &head(1), &face("楷体"));
    let caption = format!("<w:keepNext/>{}<w:jc w:val=\"center\"/>", exact(480));
    style(&mut out, "TableCaption", "表题", &caption, &(face("黑体") + &size(24)));
    // A figure's caption stands under it and needs nothing after it.
    let below = format!("{}<w:jc w:val=\"center\"/>", exact(480));
    style(&mut out, "FigureCaption", "图题", &below, &(face("黑体") + &size(24)));
    let unit = format!("<w:keepNext/>{}<w:jc w:val=\"right\"/>", exact(360));
    style(&mut out, "TableUnit", "表单位", &unit, &size(21));
    let cell = "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"320\" w:lineRule=\"exact\"/><w:jc w:val=\"left\"/>";
    style(&mut out, "TableText", "表文", cell, &size(21));
    let cell_head = "<w:keepNext/><w:spacing w:before=\"30\" w:after=\"30\" w:line=\"320\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>";
    style(&mut out, "TableHead", "表头", cell_head, &(face("黑体") + &size(21)));
    // Lines of exact height would cut a chart off.
    let picture = "<w:keepNext/><w:spacing w:before=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>";
    style(&mut out, "Figure", "图", picture, "");
    style(
        &mut out,
        "Closing",
        "Closing",
        "<w:keepLines/><w:ind w:rightChars=\"200\" w:right=\"640\"/><w:jc w:val=\"right\"/>",
        "",
    );
    let foot =
        "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"left\"/>";
    style(&mut out, "Footer", "footer", foot, &(face("宋体") + &size(28)));
    out.push_str("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    out.push_str("</w:styles>");
    out
}

/// On which side of the sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Odd,
    Even,
}

/// The page number between two dashes: outside, one character in.
pub(super) fn footer(side: Side) -> String {
    let place = match side {
        Side::Odd => "<w:ind w:rightChars=\"100\" w:right=\"280\"/><w:jc w:val=\"right\"/>",
        Side::Even => "<w:ind w:leftChars=\"100\" w:left=\"280\"/><w:jc w:val=\"left\"/>",
    };
    format!(
        "{HEAD}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{place}</w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"
    )
}
