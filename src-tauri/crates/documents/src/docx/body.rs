//! word/document.xml.

use super::fixed::{HEAD, R, W, chart_id};
use super::xml::escape;
use super::{Align, Block, Document, Table};
use crate::chart::{Chart, Ink};
use std::fmt::Write as _;

/// Width of the text in twentieths of a point: 156 mm.
const WIDTH: u32 = 8845;
/// The format's units in a millimetre; a chart is as wide as the text, 156 mm.
const UNITS: u32 = 36_000;

/// A4; margins 37, 35, 28 and 26 mm; the foot stands so that the page number is 7 mm under the text.
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdOdd\"/><w:footerReference w:type=\"even\" r:id=\"rIdEven\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/><w:cols w:space=\"425\"/></w:sectPr>";

pub(super) fn write(document: &Document) -> String {
    let mut body = Body { out: String::new(), charts: 0, tables: 0 };
    let _ = write!(
        body.out,
        "{HEAD}<w:document {W} {R} xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><w:body>"
    );
    body.paragraph("Title", "", &document.title);
    for line in &document.subtitles {
        body.paragraph("Subtitle", "", line);
    }
    body.paragraph("Normal", "", "");
    for block in &document.blocks {
        match block {
            Block::Heading(text) => body.paragraph("Heading1", "", text),
            Block::Subheading(text) => body.paragraph("Heading2", "", text),
            Block::Text(text) => body.paragraph("BodyText", "", text),
            Block::Table(table) => body.table(table),
            Block::Chart(chart) => body.chart(chart),
            Block::Closing(lines) => {
                body.paragraph("Normal", "", "");
                for line in lines {
                    body.paragraph("Closing", "", line);
                }
            }
        }
    }
    body.out.push_str(SECTION);
    body.out.push_str("</w:body></w:document>");
    body.out
}

struct Body {
    out: String,
    charts: usize,
    tables: usize,
}

impl Body {
    /// A paragraph per line of the text.
    fn paragraph(&mut self, style: &str, properties: &str, text: &str) {
        for line in if text.is_empty() { vec![""] } else { text.lines().collect() } {
            self.line(style, properties, line, Ink::Black);
        }
    }

    fn line(&mut self, style: &str, properties: &str, text: &str, ink: Ink) {
        let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>");
        if !text.is_empty() {
            let colour = match ink {
                Ink::Black => String::new(),
                ink => format!("<w:color w:val=\"{}\"/>", ink.hex()),
            };
            // The hint keeps quotation marks, dashes and signs in the Chinese typeface.
            let _ = write!(
                self.out,
                "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>{colour}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escape(text)
            );
        }
        self.out.push_str("</w:p>");
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        self.paragraph("TableCaption", "", &format!("表{}　{}", self.tables, table.caption));
        if !table.unit.is_empty() {
            self.paragraph("TableUnit", "", &table.unit);
        }
        let widths = widths(table);
        let line = |side: &str, eighths: u32| {
            format!("<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>")
        };
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{}{}{}{}{}{}</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
            line("top", 8),
            line("left", 8),
            line("bottom", 8),
            line("right", 8),
            line("insideH", 4),
            line("insideV", 4)
        );
        for width in &widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            self.open_cell(*width);
            self.paragraph("TableHead", "", &column.head);
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
        for row in &table.rows {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (at, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
                let side = match column.align {
                    Align::Left => "left",
                    Align::Centre => "center",
                    Align::Right => "right",
                };
                let properties = format!("<w:jc w:val=\"{side}\"/>");
                let (text, ink) = row.get(at).map(|cell| (cell.printed(), cell.ink())).unwrap_or_default();
                self.open_cell(*width);
                for line in if text.is_empty() { vec![""] } else { text.lines().collect() } {
                    self.line("TableText", &properties, line, ink);
                }
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        // Between a table and the text after it; two tables would otherwise grow together.
        self.paragraph("Normal", "<w:spacing w:line=\"240\" w:lineRule=\"exact\"/>", "");
    }

    fn open_cell(&mut self, width: u32) {
        let _ = write!(
            self.out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        );
    }

    fn chart(&mut self, chart: &Chart) {
        self.charts += 1;
        let (number, id) = (self.charts, chart_id(self.charts));
        let (width, height) = (156 * UNITS, chart.height_mm() * UNITS);
        let _ = write!(
            self.out,
            "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{number}\" name=\"图{number}\" descr=\"{}\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"{id}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
            escape(&chart.words())
        );
        self.paragraph("FigureCaption", "", &format!("图{number}　{}", chart.title));
    }
}

/// The columns' widths; together exactly the width of the text.
fn widths(table: &Table) -> Vec<u32> {
    let all: u32 = table.columns.iter().map(|column| column.share).sum::<u32>().max(1);
    let mut seen = 0;
    let mut from = 0;
    let mut widths = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        seen += column.share;
        let to = WIDTH * seen / all;
        widths.push(to - from);
        from = to;
    }
    widths
}
