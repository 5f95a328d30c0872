//! Running text on sheets, in the layout of official documents (GB/T 9704): what [`crate::to_docx`] leaves to Word is
//! done here line by line.

use super::grid::one_line;
use super::place::{Anchor, BASELINE, Pen, Sheet, code, spread};
use super::plot::{self, Frame};
use crate::chart::{Chart, Ink};
use crate::docx::{Align, Block, Document, Table};
use crate::error::Error;
use crate::fonts::{Font, Fonts};
use crate::lines::{Line, wrap};
use crate::page::{Content, Stamp};

const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
/// Margins of 28, 26, 37 and 35 mm.
const LEFT: f32 = 79.37;
const RIGHT: f32 = WIDTH - 73.7;
const TOP: f32 = 104.88;
const BOTTOM: f32 = HEIGHT - 99.21;
/// Width of the text: 156 mm.
const TEXT: f32 = RIGHT - LEFT;
/// 三号 on lines of 28 pt.
const BODY: f32 = 16.0;
const LINE: f32 = 28.0;
/// 二号 on lines of 33 pt.
const TITLE: (f32, f32) = (22.0, 33.0);
/// 小四 on lines of 24 pt.
const CAPTION: (f32, f32) = (12.0, 24.0);
/// 五号 on lines of 16 pt, with the space above and below a row's text and beside it.
const CELL: (f32, f32) = (10.5, 16.0);
const CELL_Y: f32 = 3.0;
const CELL_X: f32 = 4.25;
/// After a table.
const AFTER: f32 = 12.0;
/// Above a chart.
const BEFORE: f32 = 6.0;
/// The indent of a paragraph: two characters.
const INDENT: &str = "　　";
/// In wide lines of large type even a gap of a tenth of a character is not seen.
const STRETCH: f32 = 0.12;
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// How a line stands.
#[derive(Clone, Copy)]
enum Stand {
    /// From the left margin, spread to the right one but in a paragraph's last line.
    Text,
    Centre,
    /// To the right, so far from the margin.
    Right(f32),
}

/// How a line is set.
#[derive(Clone, Copy)]
struct Face {
    font: Font,
    size: f32,
    /// Its height with the space around it.
    line: f32,
    bold: bool,
    stand: Stand,
}

/// A cell of a table, broken into lines.
struct Cell {
    lines: Vec<Line>,
    font: Font,
    size: f32,
    align: Align,
    ink: Ink,
}

enum Piece<'a> {
    /// Nothing; left out at the head of a page.
    Space,
    Line(Face, Line),
    /// A row of the table with this number.
    Row(usize, Vec<Cell>),
    Chart(&'a Chart),
}

/// A piece of the text with its height.
struct Step<'a> {
    height: f32,
    /// Stands on one page with what follows.
    keep: bool,
    piece: Piece<'a>,
}

/// A table's column borders and head row.
struct Head {
    borders: Vec<f32>,
    row: Vec<Cell>,
    height: f32,
}

/// Lays a document out on as many sheets as it needs.
pub(crate) fn lay_out_prose(document: &Document, stamp: &Stamp, fonts: &Fonts) -> Result<Vec<Sheet>, Error> {
    let mut text = Text { fonts, steps: Vec::new(), heads: Vec::new(), charts: 0 };
    text.document(document);
    let pages = text.pages();
    let code = code(stamp)?;
    // A document that says so itself needs no second mark.
    let marked = document.subtitles.iter().any(|line| line.contains("草稿"));
    let mut sheets = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        let mut pen = Pen::new(fonts, WIDTH, HEIGHT);
        if index == 0 {
            if let Some(code) = &code {
                pen.code(code, RIGHT);
            } else if *stamp == Stamp::Draft && !marked {
                pen.draft(RIGHT);
            }
        }
        text.draw(&mut pen, page);
        // Outside, one character in.
        let number = format!("— {} —", index + 1);
        let (anchor, x) =
            if index % 2 == 0 { (Anchor::Right, RIGHT - 14.0) } else { (Anchor::Left, LEFT + 14.0) };
        pen.text(Font::Song, 14.0, anchor, (x, BOTTOM + 30.0), &number);
        pen.stamp(stamp, LEFT, RIGHT);
        sheets.push(pen.sheet());
    }
    Ok(sheets)
}

/// What stands where on a page: the y of its top, and which step; the head of a table where it is repeated.
enum Placed {
    Step(f32, usize),
    Head(f32, usize),
}

struct Text<'a> {
    fonts: &'a Fonts,
    steps: Vec<Step<'a>>,
    heads: Vec<Head>,
    charts: usize,
}

impl<'a> Text<'a> {
    fn document(&mut self, document: &'a Document) {
        let centred =
            |font, (size, line): (f32, f32), bold| Face { font, size, line, bold, stand: Stand::Centre };
        // 小标宋 is a heavy 宋.
        self.lines(centred(Font::Song, TITLE, true), "", &document.title, true);
        for line in &document.subtitles {
            self.lines(centred(Font::Song, (BODY, LINE), false), "", line, true);
        }
        self.space(LINE, true);
        let body = |font, bold| Face { font, size: BODY, line: LINE, bold, stand: Stand::Text };
        for block in &document.blocks {
            match block {
                Block::Heading(text) => self.lines(body(Font::Hei, false), INDENT, text, true),
                Block::Subheading(text) => self.lines(body(Font::Song, true), INDENT, text, true),
                Block::Text(text) => self.lines(body(Font::Song, false), INDENT, text, false),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => {
                    self.charts += 1;
                    let height = chart.height_mm() as f32 * POINTS_PER_MM + BEFORE;
                    self.steps.push(Step { height, keep: true, piece: Piece::Chart(chart) });
                    let caption = format!("图{}　{}", self.charts, chart.title);
                    self.lines(centred(Font::Hei, CAPTION, false), "", &caption, false);
                }
                Block::Closing(lines) => {
                    // Unit and date never stand alone on a page.
                    for step in self.steps.iter_mut().rev().take(2) {
                        step.keep = true;
                    }
                    self.space(LINE, true);
                    let face = Face { stand: Stand::Right(2.0 * BODY), ..body(Font::Song, false) };
                    for (at, line) in lines.iter().enumerate() {
                        self.lines(face, "", line, at + 1 < lines.len());
                    }
                }
            }
        }
    }

    fn space(&mut self, height: f32, keep: bool) {
        self.steps.push(Step { height, keep, piece: Piece::Space });
    }

    /// A paragraph per line of the text; its first two and its last two lines stay together.
    fn lines(&mut self, face: Face, indent: &str, text: &str, keep: bool) {
        for paragraph in text.lines() {
            let text = format!("{indent}{paragraph}");
            let broken = if face.size >= TITLE.0 {
                balanced(self.fonts, face.font, &text, TEXT / face.size)
            } else {
                wrap(self.fonts, face.font, &text, TEXT / face.size)
            };
            let count = broken.len();
            for (at, line) in broken.into_iter().enumerate() {
                let keep = keep || (at + 1 < count && (at == 0 || at + 2 == count));
                self.steps.push(Step { height: face.line, keep, piece: Piece::Line(face, line) });
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let number = self.heads.len();
        let small = |font, (size, line): (f32, f32), stand| Face { font, size, line, bold: false, stand };
        let caption = format!("表{}　{}", number + 1, table.caption);
        self.lines(small(Font::Hei, CAPTION, Stand::Centre), "", &caption, true);
        if !table.unit.is_empty() {
            self.lines(small(Font::Song, (CELL.0, 18.0), Stand::Right(0.0)), "", &table.unit, true);
        }
        let borders = borders(table);
        let head: Vec<Cell> = table
            .columns
            .iter()
            .zip(borders.windows(2))
            .map(|(column, edges)| {
                let text = Content::text(&column.head);
                self.cell(&text, Font::Hei, Align::Centre, edges)
            })
            .collect();
        let height = row_height(&head);
        // A row higher than a page is cut.
        let most = (((BOTTOM - TOP - height - CELL_Y) / CELL.1).floor().max(1.0)) as usize;
        self.heads.push(Head { borders: borders.clone(), row: Vec::new(), height });
        self.steps.push(Step { height, keep: true, piece: Piece::Row(number, Vec::new()) });
        for row in &table.rows {
            let mut cells: Vec<Cell> = table
                .columns
                .iter()
                .zip(borders.windows(2))
                .enumerate()
                .map(|(at, (column, edges))| {
                    let content = row.get(at).unwrap_or(&Content::Blank);
                    self.cell(content, Font::Song, column.align, edges)
                })
                .collect();
            while cells.iter().any(|cell| cell.lines.len() > most) {
                let upper = cells
                    .iter_mut()
                    .map(|cell| {
                        let rest = cell.lines.split_off(most.min(cell.lines.len()));
                        Cell { lines: std::mem::replace(&mut cell.lines, rest), ..*cell }
                    })
                    .collect();
                self.row(number, upper);
            }
            self.row(number, cells);
        }
        if let Some(head_of) = self.heads.get_mut(number) {
            head_of.row = head;
        }
        self.space(AFTER, false);
    }

    fn row(&mut self, table: usize, cells: Vec<Cell>) {
        self.steps.push(Step { height: row_height(&cells), keep: false, piece: Piece::Row(table, cells) });
    }

    fn cell(&self, content: &Content, font: Font, align: Align, edges: &[f32]) -> Cell {
        let width =
            edges.last().copied().unwrap_or(0.0) - edges.first().copied().unwrap_or(0.0) - 2.0 * CELL_X;
        let text = content.printed();
        // An amount or a date is never broken.
        let (lines, size) = if align == Align::Right || text.is_ascii() {
            one_line(self.fonts, font, &text, width, CELL.0)
        } else {
            (wrap(self.fonts, font, &text, width / CELL.0), CELL.0)
        };
        Cell { lines, font, size, align, ink: content.ink() }
    }

    /// Fills the pages: what belongs together goes over whole where it fits on a page at all.
    fn pages(&self) -> Vec<Vec<Placed>> {
        let mut pages = vec![Vec::new()];
        let mut y = TOP;
        let mut at = 0;
        while at < self.steps.len() {
            let after = (at..self.steps.len()).find(|end| !self.steps[*end].keep);
            let end = after.map_or(self.steps.len(), |last| last + 1);
            let block: f32 = self.steps[at..end].iter().map(|step| step.height).sum();
            if y + block > BOTTOM && y > TOP && block <= BOTTOM - TOP {
                pages.push(Vec::new());
                y = TOP;
            }
            for (index, step) in self.steps.iter().enumerate().take(end).skip(at) {
                if y + step.height > BOTTOM && y > TOP {
                    pages.push(Vec::new());
                    y = TOP;
                }
                let Some(page) = pages.last_mut() else { continue };
                match &step.piece {
                    Piece::Space if y <= TOP && index > 0 => continue,
                    Piece::Row(table, cells) if y <= TOP && !cells.is_empty() => {
                        page.push(Placed::Head(y, *table));
                        y += self.heads[*table].height;
                    }
                    _ => {}
                }
                page.push(Placed::Step(y, index));
                y += step.height;
            }
            at = end;
        }
        pages
    }

    fn draw(&self, pen: &mut Pen, page: &[Placed]) {
        // The rows of one table that touch share a frame.
        let mut run: Option<(usize, f32, f32)> = None;
        for placed in page {
            let (y, table, cells, height) = match placed {
                Placed::Head(y, table) => (*y, *table, &self.heads[*table].row, self.heads[*table].height),
                Placed::Step(y, index) => {
                    let step = &self.steps[*index];
                    match &step.piece {
                        Piece::Space => continue,
                        Piece::Line(face, line) => {
                            draw_line(pen, *face, line, *y);
                            continue;
                        }
                        Piece::Chart(chart) => {
                            let bottom = y + step.height;
                            let frame = Frame { left: LEFT, top: y + BEFORE, right: RIGHT, bottom };
                            plot::draw(pen, chart, frame, false);
                            continue;
                        }
                        Piece::Row(table, cells) if cells.is_empty() => {
                            (*y, *table, &self.heads[*table].row, step.height)
                        }
                        Piece::Row(table, cells) => (*y, *table, cells, step.height),
                    }
                }
            };
            let borders = &self.heads[table].borders;
            draw_row(pen, borders, cells, y, height);
            run = match run {
                Some((open, top, _)) if open == table => {
                    pen.rule((LEFT, y), (RIGHT, y));
                    Some((table, top, y + height))
                }
                before => {
                    self.close(pen, before);
                    Some((table, y, y + height))
                }
            };
        }
        self.close(pen, run);
    }

    /// Border and columns of the rows that touch.
    fn close(&self, pen: &mut Pen, run: Option<(usize, f32, f32)>) {
        let Some((table, top, bottom)) = run else { return };
        let borders = &self.heads[table].borders;
        for x in borders.iter().skip(1).take(borders.len().saturating_sub(2)) {
            pen.rule((*x, top), (*x, bottom));
        }
        pen.frame(LEFT, top, TEXT, bottom - top);
    }
}

/// A title in as few lines as may be, all about as long.
fn balanced(fonts: &Fonts, font: Font, text: &str, width: f32) -> Vec<Line> {
    let mut best = wrap(fonts, font, text, width);
    if best.len() < 2 {
        return best;
    }
    let mut narrower = width - 0.5;
    while narrower > width / 2.0 {
        let lines = wrap(fonts, font, text, narrower);
        if lines.len() > best.len() {
            break;
        }
        best = lines;
        narrower -= 0.5;
    }
    best
}

/// x of the column borders.
fn borders(table: &Table) -> Vec<f32> {
    let all: u32 = table.columns.iter().map(|column| column.share).sum::<u32>().max(1);
    let mut seen = 0;
    let edges = table.columns.iter().map(|column| {
        seen += column.share;
        LEFT + TEXT * seen as f32 / all as f32
    });
    std::iter::once(LEFT).chain(edges).collect()
}

fn row_height(cells: &[Cell]) -> f32 {
    let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(1).max(1);
    lines as f32 * CELL.1 + CELL_Y
}

fn draw_line(pen: &mut Pen, face: Face, line: &Line, top: f32) {
    let y = top + (face.line - face.size) / 2.0 + BASELINE * face.size;
    let width = line.width * face.size;
    let (x, spacing) = match face.stand {
        Stand::Text => (LEFT, spread(line, TEXT - width, face.size, STRETCH)),
        Stand::Centre => (LEFT + (TEXT - width) / 2.0, 0.0),
        Stand::Right(inset) => (RIGHT - inset - width, 0.0),
    };
    pen.runs((face.font, face.size, Ink::Black, face.bold), (x, y), &line.text, spacing);
}

fn draw_row(pen: &mut Pen, borders: &[f32], cells: &[Cell], top: f32, height: f32) {
    for (cell, edges) in cells.iter().zip(borders.windows(2)) {
        let (left, right) = (edges[0] + CELL_X, edges[1] - CELL_X);
        let mut y = top + (height - cell.lines.len() as f32 * CELL.1) / 2.0;
        y += (CELL.1 - cell.size) / 2.0 + BASELINE * cell.size;
        for line in &cell.lines {
            let slack = right - left - line.width * cell.size;
            let x = match cell.align {
                Align::Left => left,
                Align::Centre => left + slack / 2.0,
                Align::Right => left + slack,
            };
            pen.runs((cell.font, cell.size, cell.ink, false), (x, y), &line.text, 0.0);
            y += CELL.1;
        }
    }
}
