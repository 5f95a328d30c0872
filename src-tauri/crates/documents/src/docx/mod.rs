//! DOCX in the layout of official documents (GB/T 9704): a small writer of our own, for the crate at hand writes
//! elements out of schema order, repeats no table heads and knows no charts.
//!
//! The same document gives the same bytes.

mod body;
mod chart;
mod fixed;
mod xml;

use crate::chart::Chart;
use crate::error::Error;
use crate::page::Content;
use chrono::NaiveDate;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A document of running text, tables and charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Title, 小标宋二号.
    pub title: String,
    /// Lines under the title, 楷体三号, centred: the period, 草稿.
    pub subtitles: Vec<String>,
    /// The unit, for the file's properties.
    pub author: String,
    /// Date of the document; with it the files are the same to the byte.
    pub date: NaiveDate,
    /// What follows the title.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// `一、基本情况`, 黑体三号.
    Heading(String),
    /// `（一）资金`, 楷体三号.
    Subheading(String),
    /// 仿宋三号, indented by two characters.
    Text(String),
    /// A table, 小四 to 五号.
    Table(Table),
    /// A native chart that Word, WPS and LibreOffice draw as vectors.
    Chart(Chart),
    /// Lines at the lower right: the unit, the date.
    Closing(Vec<String>),
}

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Short values.
    Centre,
    /// Amounts.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its share of the width, in any unit.
    pub share: u32,
    /// How its cells stand.
    pub align: Align,
}

/// A table; its head row is repeated on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Above it, centred: `表1 …`.
    pub caption: String,
    /// Above it at the right: `单位：万元`; may be empty.
    pub unit: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one content per column.
    pub rows: Vec<Vec<Content>>,
}

impl Document {
    /// Every text that is printed, for a search for characters that no font has.
    pub fn texts(&self) -> impl Iterator<Item = String> + '_ {
        let blocks = self.blocks.iter().flat_map(|block| match block {
            Block::Heading(text) | Block::Subheading(text) | Block::Text(text) => vec![text.clone()],
            Block::Closing(lines) => lines.clone(),
            Block::Chart(chart) => vec![chart.drawn(), chart.categories.concat()],
            Block::Table(table) => {
                let heads = table.columns.iter().map(|column| column.head.clone());
                let around = [table.caption.clone(), table.unit.clone()].into_iter().chain(heads);
                around.chain(table.rows.iter().flatten().map(Content::printed)).collect()
            }
        });
        std::iter::once(self.title.clone()).chain(self.subtitles.iter().cloned()).chain(blocks)
    }
}

/// Writes the document.
///
/// # Errors
/// [`Error::Docx`] when a part cannot be packed.
pub fn to_docx(document: &Document) -> Result<Vec<u8>, Error> {
    let charts: Vec<&Chart> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
        .collect();
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), fixed::content_types(charts.len()).into_bytes()),
        ("_rels/.rels".to_owned(), fixed::PACKAGE_RELATIONS.into()),
        ("docProps/core.xml".to_owned(), fixed::core(document).into_bytes()),
        ("docProps/app.xml".to_owned(), fixed::APP.into()),
        ("word/document.xml".to_owned(), body::write(document).into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), fixed::document_relations(charts.len()).into_bytes()),
        ("word/styles.xml".to_owned(), fixed::styles().into_bytes()),
        ("word/settings.xml".to_owned(), fixed::SETTINGS.into()),
        ("word/fontTable.xml".to_owned(), fixed::font_table().into_bytes()),
        ("word/footer1.xml".to_owned(), fixed::footer(fixed::Side::Odd).into_bytes()),
        ("word/footer2.xml".to_owned(), fixed::footer(fixed::Side::Even).into_bytes()),
    ];
    for (number, one) in (1..).zip(&charts) {
        parts.push((format!("word/charts/chart{number}.xml"), chart::part(one).into_bytes()));
        parts.push((
            format!("word/charts/_rels/chart{number}.xml.rels"),
            chart::relations(number).into_bytes(),
        ));
        // The numbers as a workbook, so that the chart can be edited in Word and WPS.
        let workbook = crate::xlsx::chart_workbook(one, document.date)?;
        parts.push((format!("word/embeddings/chart{number}.xlsx"), workbook));
    }
    pack(&parts).map_err(|fault| Error::Docx(fault.to_string()))
}

fn pack(parts: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
