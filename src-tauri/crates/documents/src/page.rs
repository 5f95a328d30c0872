//! The one layout of a form. PDF, XLSX and the preview are renderings of it and carry the same numbers.

use crate::chart::{Chart, Ink};
use crate::error::Error;
use chrono::NaiveDate;
use domain::due::Lamp;
use domain::number::grouped;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt::Write as _;
use std::ops::Range;

/// Which way the A4 sheet lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 纵向
    Portrait,
    /// 横向
    Landscape,
}

/// A number in a cell: printed with exactly so many decimals, and a number in the spreadsheet too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The value; what is printed is this, rounded 四舍五入 to `decimals`.
    pub value: Decimal,
    /// How many decimals are printed.
    pub decimals: u32,
    /// Thousands separators.
    pub grouped: bool,
}

impl Number {
    /// The value as printed: rounded to its decimals.
    pub fn printed(&self) -> Decimal {
        let mut value =
            self.value.round_dp_with_strategy(self.decimals, RoundingStrategy::MidpointAwayFromZero);
        value.rescale(self.decimals);
        // Minus zero would print "-0.00".
        if value.is_zero() { value.abs() } else { value }
    }

    /// The digits as printed.
    pub fn text(&self) -> String {
        let value = self.printed();
        if self.grouped { grouped(value, self.decimals) } else { value.to_string() }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing: blank, which is not zero.
    Blank,
    /// Words; a line break starts a new paragraph.
    Text(String),
    /// A number.
    Number(Number),
    /// A number with a mark behind it that leads to a note; in the spreadsheet still a number.
    Marked(Number, char),
    /// A warning lamp: a shape of its own and a word besides the colour.
    Lamp(Lamp, String),
    /// A chart over the whole cell.
    Chart {
        /// What is drawn.
        chart: Box<Chart>,
        /// Its least height on paper, in points.
        height: u16,
    },
}

/// The shape of a lamp: each has its own, the same as on the screen.
fn lamp_shape(lamp: Lamp) -> char {
    match lamp {
        Lamp::Red => '●',
        Lamp::Yellow => '◆',
        Lamp::Green => '■',
        Lamp::Blue => '▲',
    }
}

/// How a lamp is printed: shape and word, `◆黄`.
pub(crate) fn lamp_word(lamp: Lamp) -> String {
    format!("{}{}", lamp_shape(lamp), lamp.name().trim_end_matches('灯'))
}

/// The colour of a lamp.
pub(crate) fn lamp_ink(lamp: Lamp) -> Ink {
    match lamp {
        Lamp::Red => Ink::Red,
        Lamp::Yellow => Ink::Yellow,
        Lamp::Green => Ink::Green,
        Lamp::Blue => Ink::Blue,
    }
}

impl Content {
    /// Words, or blank where they are empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// The text as printed.
    pub fn printed(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.text(),
            Self::Marked(number, mark) => format!("{}{mark}", number.text()),
            Self::Lamp(lamp, word) => format!("{}{word}", lamp_shape(*lamp)),
            Self::Chart { chart, .. } => chart.words(),
        }
    }

    /// A lamp, or blank where nothing was judged.
    pub fn lamp(lamp: Option<Lamp>) -> Self {
        lamp.map_or(Self::Blank, |lamp| Self::Lamp(lamp, lamp.name().trim_end_matches('灯').to_owned()))
    }

    /// Its colour.
    pub(crate) fn ink(&self) -> Ink {
        if let Self::Lamp(lamp, _) = self { lamp_ink(*lamp) } else { Ink::Black }
    }
}

/// How a cell looks, and what becomes of it where a page ends inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// 黑体, centred: a head or a label. Repeated with （续） on the next page.
    Head,
    /// 宋体, centred: a class of indicators. Repeated with （续） on the next page.
    Group,
    /// 宋体, to the left: running text. Goes on on the next page.
    Text,
    /// 宋体, centred: a short value. Goes on on the next page.
    Short,
    /// 宋体, to the right, one line: an amount.
    Amount,
    /// 黑体, centred, one line, nearly twice as high: a key figure.
    Big,
    /// 黑体, to the left, a little higher: the sentence to be read first.
    Lead,
}

impl Look {
    /// Type size against the body text.
    pub(crate) fn scale(self) -> f32 {
        match self {
            Self::Big => 1.75,
            Self::Lead => 1.2,
            _ => 1.0,
        }
    }
}

/// A cell of the grid, with its spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// What stands in it.
    pub content: Content,
    /// How it looks.
    pub look: Look,
}

/// A row of the grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Rows of one group (a level-2 class) stay on one page where they can.
    pub group: Option<u32>,
    /// No page ends right after this row (a head belongs to what follows).
    pub keep_with_next: bool,
}

/// Who vouches for the printed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// A paper that belongs to no package, such as the registration of a key: neither 草稿 nor a number.
    Plain,
    /// 草稿: no number, no QR code.
    Draft,
    /// Printed from a sealed package.
    Sealed {
        /// Package number, `WX-219001-2026-target-Y-001`.
        number: String,
        /// Head of the audit chain before the seal, hexadecimal.
        audit_head: String,
    },
}

/// One form: a grid of cells with the words around it.
#[derive(Debug, Clone, PartialEq)]
pub struct FormPage {
    /// Title.
    pub title: String,
    /// Line under the title, `（2026年度）`.
    pub subtitle: String,
    /// Above the table at the left, `填报单位（盖章）：…`.
    pub left_note: String,
    /// Above the table at the right, `金额单位：万元`.
    pub right_note: String,
    /// What names the form on its later pages: the project.
    pub subject: String,
    /// The unit whose form it is, for the file's properties.
    pub author: String,
    /// Date of the form; with it the files are the same to the byte.
    pub date: NaiveDate,
    /// Which way the sheet lies.
    pub paper: Paper,
    /// Column widths, as shares of the width of the table.
    pub columns: Vec<f32>,
    /// Rows of the grid.
    pub rows: Vec<Row>,
    /// Cells of the grid; places that none covers are blank.
    pub cells: Vec<Cell>,
    /// Head rows that are repeated on every page where the rows after them go on; may be empty.
    pub repeat: Range<usize>,
    /// Under the table: the line to be signed, spread over the width.
    pub signatures: Vec<String>,
    /// 草稿 or the package number.
    pub stamp: Stamp,
}

impl FormPage {
    /// Adds a row and gives its index.
    pub fn row(&mut self, row: Row) -> usize {
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// Adds a cell of one row.
    pub fn cell(&mut self, row: usize, columns: Range<usize>, look: Look, content: Content) {
        self.block(row..row + 1, columns, look, content);
    }

    /// Adds a cell of several rows.
    pub fn block(&mut self, rows: Range<usize>, columns: Range<usize>, look: Look, content: Content) {
        self.cells.push(Cell {
            row: rows.start,
            column: columns.start,
            rows: rows.len(),
            columns: columns.len(),
            content,
            look,
        });
    }

    /// Proves that every cell lies in the grid and none covers another.
    ///
    /// # Errors
    /// [`Error::Layout`] with the first bad place; [`Error::Empty`] for a form without rows or columns.
    pub fn check(&self) -> Result<(), Error> {
        if self.rows.is_empty() || self.columns.is_empty() {
            return Err(Error::Empty);
        }
        let fault = |row: usize, column: usize| Error::Layout {
            form: self.title.clone(),
            row: row + 1,
            column: column + 1,
        };
        let mut taken = vec![false; self.rows.len() * self.columns.len()];
        for cell in &self.cells {
            if cell.rows == 0 || cell.columns == 0 {
                return Err(fault(cell.row, cell.column));
            }
            for row in cell.row..cell.row + cell.rows {
                for column in cell.column..cell.column + cell.columns {
                    let inside = row < self.rows.len() && column < self.columns.len();
                    match taken.get_mut(row * self.columns.len() + column) {
                        Some(place) if inside && !*place => *place = true,
                        _ => return Err(fault(row, column)),
                    }
                }
            }
        }
        Ok(())
    }

    /// Every text that is printed, for a search for characters that no font has.
    pub fn texts(&self) -> impl Iterator<Item = String> + '_ {
        let around = [&self.title, &self.subtitle, &self.left_note, &self.right_note, &self.subject];
        around.into_iter().cloned().chain(self.signatures.iter().cloned()).chain(self.cells.iter().map(
            |cell| match &cell.content {
                Content::Chart { chart, .. } => chart.drawn(),
                content => content.printed(),
            },
        ))
    }

    /// The form as plain text, one cell a line with its place: what tests and two people on the phone compare.
    pub fn dump(&self) -> String {
        let mut out = String::new();
        let stamp = match &self.stamp {
            Stamp::Plain => String::new(),
            Stamp::Draft => "草稿".to_owned(),
            Stamp::Sealed { number, audit_head } => format!("{number} {audit_head}"),
        };
        let head = [&self.title, &self.subtitle, &self.left_note, &self.right_note, &stamp];
        for line in head {
            let _ = writeln!(out, "{line}");
        }
        let mut cells: Vec<&Cell> = self.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        for cell in cells {
            let span = |from: usize, count: usize| match count {
                1 => format!("{}", from + 1),
                _ => format!("{}-{}", from + 1, from + count),
            };
            let kind = match &cell.content {
                Content::Blank => "",
                Content::Text(_) => " ",
                Content::Number(_) | Content::Marked(..) => " #",
                Content::Lamp(..) => " *",
                Content::Chart { .. } => " ~",
            };
            let text = cell.content.printed().replace('\n', "⏎");
            let _ = writeln!(
                out,
                "{}/{} {:?}{kind}{text}",
                span(cell.row, cell.rows),
                span(cell.column, cell.columns),
                cell.look
            );
        }
        for line in &self.signatures {
            let _ = writeln!(out, "{line}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_their_decimals() {
        for (value, decimals, grouped, text) in [
            ("0", 2, true, "0.00"),
            ("1250.375", 2, true, "1,250.38"),
            ("-0.001", 2, true, "0.00"),
            ("10606.7522", 4, true, "10,606.7522"),
            ("-1234.5", 2, true, "-1,234.50"),
            ("1234.5", 1, false, "1234.5"),
            ("95", 0, false, "95"),
        ] {
            let number = Number { value: value.parse().unwrap(), decimals, grouped };
            assert_eq!(number.text(), text, "{value}");
        }
    }
}
