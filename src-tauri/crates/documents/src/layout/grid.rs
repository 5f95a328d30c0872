//! The grid with its text broken into lines, its row heights, and the cutting of a row in two.

use super::{Density, MARGIN, PAD_X, paper_size};
use crate::chart::{Chart, Ink};
use crate::fonts::{Font, Fonts};
use crate::lines::{Line, wrap, wrap_label};
use crate::page::{Content, FormPage, Look, Row};
use std::ops::Range;

/// Fewest lines of a cut cell on either side of the cut.
const WIDOW: usize = 2;
/// The smallest type an amount is shrunk to, in points.
const SMALLEST: f32 = 5.0;

/// The words behind a label that is repeated on the next page.
pub(crate) const CONTINUED: &str = "（续）";

/// A measured cell.
#[derive(Debug, Clone)]
pub(crate) struct GridCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) look: Look,
    /// Its text in lines.
    pub(crate) lines: Vec<Line>,
    /// The text as it is repeated on a later page.
    pub(crate) repeated: Vec<Line>,
    /// Type size in points.
    pub(crate) size: f32,
    /// Colour of the text.
    pub(crate) ink: Ink,
    /// What is drawn instead of text, and the height that it needs.
    pub(crate) chart: Option<(Box<Chart>, f32)>,
    /// Cut at a page end: the text stands at the top of the cell.
    pub(crate) cut: bool,
}

impl GridCell {
    /// The lines that a page shows whose first row is `start`.
    pub(crate) fn lines_from(&self, start: usize) -> &[Line] {
        if self.row >= start { &self.lines } else { &self.repeated }
    }
}

/// A form's grid, measured.
pub(crate) struct Grid {
    /// x of the column borders from the left edge of the paper.
    pub(crate) borders: Vec<f32>,
    pub(crate) rows: Vec<Row>,
    /// The cells, by row and column.
    pub(crate) cells: Vec<GridCell>,
    /// Head rows that later pages repeat.
    pub(crate) repeat: Range<usize>,
    /// How closely it is set.
    pub(crate) density: Density,
    /// Height that the cells of one row ask for.
    base: Vec<f32>,
    /// The cells of more than one row, lower ones first.
    spans: Vec<usize>,
}

/// The typeface of a look.
pub(crate) fn font_of(look: Look) -> Font {
    if matches!(look, Look::Head | Look::Big | Look::Lead) { Font::Hei } else { Font::Song }
}

impl Grid {
    /// Measures a checked form.
    pub(crate) fn new(form: &FormPage, fonts: &Fonts, density: Density) -> Self {
        let body = density.body;
        let borders = borders(form);
        let cells = form.cells.iter().map(|cell| {
            let width = borders[cell.column + cell.columns] - borders[cell.column] - 2.0 * PAD_X;
            let chart = match &cell.content {
                Content::Chart { chart, height } => Some((chart.clone(), f32::from(*height))),
                _ => None,
            };
            let text = if chart.is_some() { String::new() } else { cell.content.printed() };
            let font = font_of(cell.look);
            let body = body * cell.look.scale();
            let (lines, size) = if matches!(cell.look, Look::Amount | Look::Big) {
                one_line(fonts, font, &text, width, body)
            } else {
                let label = matches!(cell.look, Look::Head | Look::Group);
                let wrap = if label { wrap_label } else { wrap };
                (wrap(fonts, font, &text, width / body), body)
            };
            let repeated = match cell.look {
                Look::Head | Look::Group if !text.is_empty() => {
                    // A label set one character below the other has no room for the brackets.
                    let mark = if width / body < 2.9 { "续" } else { CONTINUED };
                    wrap_label(fonts, font, &format!("{text}\n{mark}"), width / body)
                }
                _ => Vec::new(),
            };
            let (row, column, rows, columns) = (cell.row, cell.column, cell.rows, cell.columns);
            let (look, ink) = (cell.look, cell.content.ink());
            GridCell { row, column, rows, columns, look, lines, repeated, size, ink, chart, cut: false }
        });
        let cells: Vec<GridCell> = cells.collect();
        let mut grid = Self {
            borders,
            rows: form.rows.clone(),
            cells,
            repeat: form.repeat.clone(),
            density,
            base: Vec::new(),
            spans: Vec::new(),
        };
        grid.measure();
        grid
    }

    fn measure(&mut self) {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.base = vec![self.density.row_min; self.rows.len()];
        for cell in self.cells.iter().filter(|cell| cell.rows == 1) {
            let height = &mut self.base[cell.row];
            *height = height.max(needed(&self.density, cell, cell.lines.len()));
        }
        self.spans = (0..self.cells.len()).filter(|at| self.cells[*at].rows > 1).collect();
        self.spans.sort_by_key(|at| self.cells[*at].rows);
    }

    /// Heights of the rows of a page: merged cells that need more than their rows give widen them evenly.
    pub(crate) fn heights(&self, rows: Range<usize>) -> Vec<f32> {
        self.heights_with(rows, usize::MAX)
    }

    /// Heights of head rows that are repeated above the rows from `start` on: a cell that goes on into those has its room
    /// there.
    pub(crate) fn head_heights(&self, head: Range<usize>, start: usize) -> Vec<f32> {
        self.heights_with(head, start)
    }

    fn heights_with(&self, rows: Range<usize>, below: usize) -> Vec<f32> {
        let mut heights = self.base[rows.clone()].to_vec();
        for cell in self.spans.iter().map(|at| &self.cells[*at]) {
            let part = cell.row.max(rows.start)..(cell.row + cell.rows).min(rows.end);
            if part.is_empty() || cell.row + cell.rows > below {
                continue;
            }
            let need = needed(&self.density, cell, cell.lines_from(rows.start).len());
            let own = &mut heights[part.start - rows.start..part.end - rows.start];
            let given: f32 = own.iter().sum();
            if need > given {
                let more = (need - given) / own.len() as f32;
                own.iter_mut().for_each(|height| *height += more);
            }
        }
        heights
    }

    /// The cells that show on these rows, with their places in the list: those that begin there, and those that reach in
    /// from above.
    pub(crate) fn cells_on(&self, rows: &Range<usize>) -> impl Iterator<Item = (usize, &GridCell)> {
        let from = self.cells.partition_point(|cell| cell.row < rows.start);
        let to = self.cells.partition_point(|cell| cell.row < rows.end);
        let start = rows.start;
        let above = self.spans.iter().copied().filter(move |at| {
            *at < from && self.cells.get(*at).is_some_and(|cell| cell.row + cell.rows > start)
        });
        above.chain(from..to).filter_map(|at| Some((at, self.cells.get(at)?)))
    }

    /// Their sum.
    pub(crate) fn height(&self, rows: Range<usize>) -> f32 {
        self.heights(rows).iter().sum()
    }

    /// The height that one row's own cells ask for.
    pub(crate) fn own_height(&self, row: usize) -> f32 {
        self.base[row]
    }

    /// Cuts `row` in two so that the upper part is at most `height` high; false where nothing can be cut.
    pub(crate) fn cut(&mut self, row: usize, height: f32) -> bool {
        let drawn = |cell: &GridCell| cell.chart.is_some() && cell.row == row;
        if self.repeat.contains(&row) || self.cells.iter().any(drawn) {
            return false;
        }
        let longest = |grid: &Self| {
            let own = grid.cells.iter().filter(|cell| cell.rows == 1 && cell.row == row);
            own.filter(|cell| matches!(cell.look, Look::Text | Look::Short))
                .map(|cell| cell.lines.len())
                .max()
        };
        let Some(most) = longest(self) else { return false };
        let Density { body, line, pad_y, row_min } = self.density;
        let fits = ((height - 2.0 * pad_y) / (body * line)).floor().max(0.0) as usize;
        let keep = fits.min(most.saturating_sub(WIDOW));
        if keep < WIDOW || height < row_min {
            return false;
        }
        let mut lower = Vec::new();
        for cell in &mut self.cells {
            if cell.row > row {
                cell.row += 1;
            } else if cell.row + cell.rows > row {
                if cell.rows > 1 || matches!(cell.look, Look::Head | Look::Group) {
                    cell.rows += 1;
                } else {
                    let rest = cell.lines.split_off(keep.min(cell.lines.len()));
                    // Beside a text that goes on overleaf, all text begins at the top.
                    cell.cut = true;
                    lower.push(GridCell { row: row + 1, lines: rest, cut: true, ..cell.clone() });
                }
            }
        }
        self.cells.extend(lower);
        self.rows.insert(row + 1, self.rows[row].clone());
        if self.repeat.start > row {
            self.repeat = self.repeat.start + 1..self.repeat.end + 1;
        }
        self.measure();
        true
    }
}

/// Height of so many lines of a cell with the space around them, or of its chart.
fn needed(density: &Density, cell: &GridCell, lines: usize) -> f32 {
    match &cell.chart {
        Some((_, height)) => *height,
        None if lines == 0 => 0.0,
        None => lines as f32 * cell.size * density.line + 2.0 * density.pad_y,
    }
}

/// x of the column borders: the shares spread over the paper between its margins.
fn borders(form: &FormPage) -> Vec<f32> {
    let (paper, _) = paper_size(form.paper);
    let width = paper - 2.0 * MARGIN;
    let total: f32 = form.columns.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    let mut x = MARGIN;
    let mut borders = vec![x];
    for share in &form.columns {
        x += share / total * width;
        borders.push(x);
    }
    borders
}

/// An amount is never broken: it is set smaller where it is too long.
pub(super) fn one_line(fonts: &Fonts, font: Font, text: &str, width: f32, body: f32) -> (Vec<Line>, f32) {
    let lines = wrap(fonts, font, text, f32::MAX);
    let longest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
    let size = if longest * body > width { (width / longest).max(SMALLEST) } else { body };
    (lines, size)
}
