//! Everything that is drawn, in its place: points from the top left corner of the sheet.

use super::grid::{CONTINUED, Grid, GridCell, font_of};
use super::paginate::Page;
use super::plot::{self, Frame};
use super::{BOTTOM, CLOSING, MARGIN, PAD_X, TOP_FIRST, TOP_LATER, paper_size};
use crate::chart::Ink;
use crate::error::Error;
use crate::fonts::{Font, Fonts};
use crate::lines::{Line, shorten, wrap};
use crate::page::{FormPage, Look, Stamp};
use crate::qr::{self, Qr};
use std::collections::BTreeMap;
use std::ops::Range;

/// Side of the QR code in points: 22 mm.
const QR_SIDE: f32 = 62.4;
/// Its top.
const QR_TOP: f32 = 22.0;
/// Inner lines in points.
const HAIRLINE: f32 = 0.5;

/// Where the baseline lies in the em square, from its top.
pub(super) const BASELINE: f32 = 0.88;
/// A line is stretched to the full width where no gap between characters grows by more than this many em.
const STRETCH: f32 = 0.045;
/// The least width that a signature gets, in points.
const SIGNATURE: f32 = 96.0;

/// One thing to draw.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// Characters that all come from one font.
    Text {
        font: Font,
        size: f32,
        x: f32,
        /// y of the baseline.
        y: f32,
        /// Extra space behind each character.
        spacing: f32,
        text: String,
        ink: Ink,
        /// Drawn with an outline, where the typeface has no bold cut.
        bold: bool,
    },
    /// A straight line.
    Rule { from: (f32, f32), to: (f32, f32), thickness: f32 },
    /// A rectangle's border.
    Frame { x: f32, y: f32, width: f32, height: f32 },
    /// A line through points, of a chart.
    Stroke { points: Vec<(f32, f32)>, thickness: f32, ink: Ink, dashed: bool },
    /// A filled area, of a chart; white without ink.
    Fill { points: Vec<(f32, f32)>, ink: Option<Ink> },
    /// A QR code.
    Qr { x: f32, y: f32, side: f32, code: Qr },
}

/// One sheet of paper.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
}

/// Where a text is anchored.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Left,
    Centre,
    Right,
}

/// Draws all pages of a form.
pub(crate) fn place(
    form: &FormPage,
    grid: &Grid,
    pages: &[Page],
    fonts: &Fonts,
) -> Result<Vec<Sheet>, Error> {
    let (width, height) = paper_size(form.paper);
    let code = code(&form.stamp)?;
    let mut sheets = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        let mut pen = Pen::new(fonts, width, height);
        let top = if index == 0 {
            pen.first_head(form, code.as_ref());
            TOP_FIRST
        } else {
            pen.later_head(form);
            TOP_LATER
        };
        let bottom = pen.table(grid, page, top);
        if index + 1 == pages.len() {
            pen.signatures(&form.signatures, bottom);
        }
        pen.foot(form, index + 1, pages.len());
        sheets.push(pen.sheet());
    }
    Ok(sheets)
}

/// The QR code of a sealed form.
pub(super) fn code(stamp: &Stamp) -> Result<Option<Qr>, Error> {
    match stamp {
        Stamp::Plain | Stamp::Draft => Ok(None),
        Stamp::Sealed { number, audit_head } => qr::encode(&qr::text(number, audit_head)).map(Some),
    }
}

pub(super) struct Pen<'a> {
    fonts: &'a Fonts,
    width: f32,
    height: f32,
    items: Vec<Item>,
}

impl<'a> Pen<'a> {
    /// A blank sheet.
    pub(super) fn new(fonts: &'a Fonts, width: f32, height: f32) -> Self {
        Self { fonts, width, height, items: Vec::new() }
    }

    /// The sheet with what was drawn.
    pub(super) fn sheet(self) -> Sheet {
        Sheet { width: self.width, height: self.height, items: self.items }
    }

    /// A text in at most two lines of so many em, shortened where it is longer.
    pub(super) fn two_lines(&self, font: Font, text: &str, width: f32) -> Vec<String> {
        let lines = wrap(self.fonts, font, text, width);
        let mut shown: Vec<String> = lines.iter().take(2).map(|line| line.text.clone()).collect();
        if lines.len() > 2
            && let Some(last) = shown.last_mut()
        {
            let rest: String = lines[1..].iter().map(|line| line.text.as_str()).collect();
            *last = shorten(self.fonts, font, &rest, width);
        }
        shown
    }

    /// A straight line.
    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.items.push(Item::Rule { from, to, thickness: HAIRLINE });
    }

    /// A rectangle's border.
    pub(super) fn frame(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.items.push(Item::Frame { x, y, width, height });
    }

    /// The code at the upper right.
    pub(super) fn code(&mut self, code: &Qr, right: f32) {
        let (x, y) = (right - QR_SIDE, QR_TOP);
        self.items.push(Item::Qr { x, y, side: QR_SIDE, code: code.clone() });
    }

    /// 草稿 in a frame at the upper right.
    pub(super) fn draft(&mut self, right: f32) {
        let (width, height) = (58.0, 30.0);
        let (x, y) = (right - width, 38.0);
        self.frame(x, y, width, height);
        self.text(Font::Hei, 18.0, Anchor::Centre, (x + width / 2.0, y + 21.5), "草稿");
    }

    /// At the foot: 草稿, or package number and chain.
    pub(super) fn stamp(&mut self, stamp: &Stamp, left: f32, right: f32) {
        let y = self.height - 22.0;
        match stamp {
            Stamp::Plain => {}
            Stamp::Draft => self.text(Font::Song, 8.0, Anchor::Left, (left, y), "草稿，未上报，不作报送依据"),
            Stamp::Sealed { number, audit_head } => {
                self.text(Font::Song, 7.0, Anchor::Left, (left, y), &format!("上报包 {number}"));
                self.text(Font::Song, 7.0, Anchor::Right, (right, y), &format!("审计链头 {audit_head}"));
            }
        }
    }

    /// A line of black text.
    pub(super) fn text(&mut self, font: Font, size: f32, anchor: Anchor, at: (f32, f32), text: &str) {
        self.coloured(font, size, anchor, at, text, Ink::Black);
    }

    /// A line through points.
    pub(super) fn stroke(&mut self, points: Vec<(f32, f32)>, thickness: f32, ink: Ink, dashed: bool) {
        self.items.push(Item::Stroke { points, thickness, ink, dashed });
    }

    /// A filled area; white without ink.
    pub(super) fn fill(&mut self, points: Vec<(f32, f32)>, ink: Option<Ink>) {
        self.items.push(Item::Fill { points, ink });
    }

    /// A line of text, split where the other font has to help out.
    pub(super) fn coloured(
        &mut self,
        font: Font,
        size: f32,
        anchor: Anchor,
        at: (f32, f32),
        text: &str,
        ink: Ink,
    ) {
        let width = self.em(font, text) * size;
        let x = match anchor {
            Anchor::Left => at.0,
            Anchor::Centre => at.0 - width / 2.0,
            Anchor::Right => at.0 - width,
        };
        self.runs((font, size, ink, false), (x, at.1), text, 0.0);
    }

    /// Width of a text in em.
    pub(super) fn em(&self, font: Font, text: &str) -> f32 {
        text.chars().map(|c| self.fonts.width(font, c)).sum()
    }

    /// Draws a text from `at`, split where the other font has to help out: typeface, size, colour, boldness.
    pub(super) fn runs(&mut self, look: (Font, f32, Ink, bool), at: (f32, f32), text: &str, spacing: f32) {
        let (wanted, size, ink, bold) = look;
        let (mut x, y) = at;
        let mut run: Option<(Font, f32, String)> = None;
        for c in text.chars() {
            let (font, drawn) = self.fonts.resolve(wanted, c);
            match &mut run {
                Some((current, _, text)) if *current == font => text.push(drawn),
                _ => {
                    if let Some((font, x, text)) = run.take() {
                        self.items.push(Item::Text { font, size, x, y, spacing, text, ink, bold });
                    }
                    run = Some((font, x, drawn.to_string()));
                }
            }
            x += self.fonts.width(wanted, c) * size + spacing;
        }
        if let Some((font, x, text)) = run {
            self.items.push(Item::Text { font, size, x, y, spacing, text, ink, bold });
        }
    }

    fn first_head(&mut self, form: &FormPage, code: Option<&Qr>) {
        let (middle, right) = (self.width / 2.0, self.width - MARGIN);
        self.text(Font::Hei, 18.0, Anchor::Centre, (middle, 56.0), &form.title);
        self.text(Font::Song, 12.0, Anchor::Centre, (middle, 76.0), &form.subtitle);
        self.text(Font::Song, 10.0, Anchor::Right, (right, TOP_FIRST - 6.0), &form.right_note);
        let room = right - MARGIN - 10.0 * (self.em(Font::Song, &form.right_note) + 2.0);
        self.left_note(&form.left_note, room);
        match code {
            Some(code) => self.code(code, right),
            None if form.stamp == Stamp::Plain => {}
            None => self.draft(right),
        }
    }

    /// The unit's name; a long one takes two lines, then smaller ones, and only past 100 characters is it cut.
    fn left_note(&mut self, note: &str, room: f32) {
        let fit = |size: f32| wrap(self.fonts, Font::Song, note, room / size);
        let (size, lines) = [(10.0, 1), (9.0, 2), (7.5, 2)]
            .into_iter()
            .map(|(size, most)| (size, most, fit(size)))
            .find(|(_, most, lines)| lines.len() <= *most)
            .map_or_else(|| (7.5, fit(7.5)), |(size, _, lines)| (size, lines));
        let shown = lines.len().min(2);
        for (at, line) in lines.iter().take(shown).enumerate() {
            let cut = at + 1 == shown && lines.len() > shown;
            let text = if cut { format!("{}…", line.text) } else { line.text.clone() };
            let y = TOP_FIRST - 6.0 - size * 1.2 * (shown - 1 - at) as f32;
            self.text(Font::Song, size, Anchor::Left, (MARGIN, y), &text);
        }
    }

    fn later_head(&mut self, form: &FormPage) {
        let (right, y) = (self.width - MARGIN, TOP_LATER - 8.0);
        let title = format!("{}{CONTINUED}", form.title);
        self.text(Font::Hei, 10.0, Anchor::Left, (MARGIN, y), &title);
        let taken = self.em(Font::Hei, &title) * 10.0 + 24.0;
        let room = (self.width - 2.0 * MARGIN - taken) / 9.5;
        let subject = shorten(self.fonts, Font::Song, &form.subject, room);
        self.text(Font::Song, 9.5, Anchor::Right, (right, y), &subject);
    }

    fn foot(&mut self, form: &FormPage, page: usize, pages: usize) {
        let (middle, right) = (self.width / 2.0, self.width - MARGIN);
        let number = format!("第 {page} 页 共 {pages} 页");
        self.text(Font::Song, 9.0, Anchor::Centre, (middle, self.height - 36.0), &number);
        self.stamp(&form.stamp, MARGIN, right);
    }

    fn signatures(&mut self, lines: &[String], bottom: f32) {
        let y = (bottom + CLOSING - 12.0).min(self.height - BOTTOM - 4.0);
        let widths: Vec<f32> =
            lines.iter().map(|line| (self.em(Font::Song, line) * 10.0).max(SIGNATURE)).collect();
        let free = self.width - 2.0 * MARGIN - widths.iter().sum::<f32>();
        let gap = free / lines.len().saturating_sub(1).max(1) as f32;
        let mut x = MARGIN;
        for (line, width) in lines.iter().zip(widths) {
            self.text(Font::Song, 10.0, Anchor::Left, (x, y), line);
            x += width + gap;
        }
    }

    /// The table part of a page; gives the y of its lower border.
    fn table(&mut self, grid: &Grid, page: &Page, top: f32) -> f32 {
        let count = page.head.len() + page.rows.len();
        if count == 0 {
            return top;
        }
        let mut edges = vec![top];
        let head = grid.head_heights(page.head.clone(), page.rows.start);
        for height in head.into_iter().chain(grid.heights(page.rows.clone())) {
            edges.push(edges[edges.len() - 1] + height);
        }
        let columns = grid.borders.len() - 1;
        let mut owners: Vec<usize> = (0..count * columns).collect();
        // A cell that begins in the repeated head and reaches into the page shows on both.
        let mut shown: BTreeMap<usize, &GridCell> = grid.cells_on(&page.head).collect();
        shown.extend(grid.cells_on(&page.rows));
        for (id, cell) in shown {
            let part = |rows: &Range<usize>, first: usize| {
                let part = cell.row.max(rows.start)..(cell.row + cell.rows).min(rows.end);
                (!part.is_empty()).then(|| part.start - rows.start + first..part.end - rows.start + first)
            };
            // A cell that begins in the repeated head and goes on below it stays one cell.
            let place = match (part(&page.head, 0), part(&page.rows, page.head.len())) {
                (Some(head), Some(body)) => head.start..body.end,
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => continue,
            };
            for row in place.clone() {
                let from = row * columns + cell.column;
                owners[from..from + cell.columns].fill(count * columns + id);
            }
            let only_head = place.end <= page.head.len();
            let first_row = if only_head { page.head.start } else { page.rows.start };
            self.cell(grid, cell, first_row, edges[place.start], edges[place.end]);
        }
        self.rules(&grid.borders, &edges, &owners);
        edges[edges.len() - 1]
    }

    fn cell(&mut self, grid: &Grid, cell: &GridCell, first_row: usize, top: f32, bottom: f32) {
        if let Some((chart, _)) = &cell.chart {
            let (left, right) = (grid.borders[cell.column], grid.borders[cell.column + cell.columns]);
            plot::draw(self, chart, Frame { left, top, right, bottom }, true);
            return;
        }
        let lines: &[Line] = cell.lines_from(first_row);
        let (left, right) =
            (grid.borders[cell.column] + PAD_X, grid.borders[cell.column + cell.columns] - PAD_X);
        let step = cell.size * grid.density.line;
        let block = step * lines.len() as f32;
        let mut y = if cell.cut { top + grid.density.pad_y } else { top + (bottom - top - block) / 2.0 };
        y += (step - cell.size) / 2.0 + BASELINE * cell.size;
        for line in lines {
            let font = font_of(cell.look);
            let slack = right - left - line.width * cell.size;
            let x = match cell.look {
                Look::Head | Look::Group | Look::Short | Look::Big => left + slack / 2.0,
                Look::Text | Look::Lead => left,
                Look::Amount => left + slack,
            };
            let spacing = if cell.look == Look::Text { spread(line, slack, cell.size, STRETCH) } else { 0.0 };
            self.runs((font, cell.size, cell.ink, false), (x, y), &line.text, spacing);
            y += step;
        }
    }

    /// Hairlines between different cells, each as long as it goes, and the frame.
    fn rules(&mut self, xs: &[f32], ys: &[f32], owners: &[usize]) {
        let columns = xs.len() - 1;
        let rows = ys.len() - 1;
        for row in 1..rows {
            let split = |c: usize| owners[row * columns + c] != owners[(row - 1) * columns + c];
            for (from, to) in stretches(columns, split) {
                let (from, to) = ((xs[from], ys[row]), (xs[to], ys[row]));
                self.items.push(Item::Rule { from, to, thickness: HAIRLINE });
            }
        }
        for column in 1..columns {
            let split = |r: usize| owners[r * columns + column] != owners[r * columns + column - 1];
            for (from, to) in stretches(rows, split) {
                let (from, to) = ((xs[column], ys[from]), (xs[column], ys[to]));
                self.items.push(Item::Rule { from, to, thickness: HAIRLINE });
            }
        }
        let (width, height) = (xs[columns] - xs[0], ys[rows] - ys[0]);
        self.items.push(Item::Frame { x: xs[0], y: ys[0], width, height });
    }
}

/// The space behind each character that makes a line as wide as its column; none where it would gape.
///
/// `most` is the widest gap in em.
pub(super) fn spread(line: &Line, slack: f32, size: f32, most: f32) -> f32 {
    let gaps = line.text.chars().count().saturating_sub(1);
    let gap = slack / gaps.max(1) as f32;
    if !line.last && gaps > 0 && slack > 0.0 && gap < most * size { gap } else { 0.0 }
}

/// The thickness of [`Item::Frame`].
pub(crate) const FRAME: f32 = 1.0;

/// Maximal runs of places in `0..count` where `holds`.
fn stretches(count: usize, holds: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < count {
        let length = (at..count).take_while(|place| holds(*place)).count();
        if length > 0 {
            found.push((at, at + length));
        }
        at += length.max(1);
    }
    found
}
