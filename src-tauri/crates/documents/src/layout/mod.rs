//! From a [`FormPage`] to sheets of paper: measured rows, page breaks, and everything in its place.

mod grid;
mod paginate;
mod place;
mod plot;
mod prose;

#[cfg(test)]
mod tests;

pub(crate) use grid::Grid;
pub(crate) use place::{FRAME, Item, Sheet, place};
pub(crate) use prose::lay_out_prose;

use crate::error::Error;
use crate::fonts::Fonts;
use crate::page::{FormPage, Paper};

/// How closely a form is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Density {
    /// Body text in points.
    pub(crate) body: f32,
    /// Line height in em.
    pub(crate) line: f32,
    /// Space above and below the text of a cell, in points.
    pub(crate) pad_y: f32,
    /// The least height of a row, in points.
    pub(crate) row_min: f32,
}

/// As a rule: 9.5 pt, rows of 6.7 mm.
pub(crate) const EASY: Density = Density { body: 9.5, line: 1.36, pad_y: 3.2, row_min: 19.0 };
/// Where it saves a sheet of paper, the first of these that saves most; down to 9 pt and rows of 5.8 mm.
const CLOSER: [Density; 2] = [
    Density { body: 9.5, line: 1.3, pad_y: 2.4, row_min: 17.5 },
    Density { body: 9.0, line: 1.3, pad_y: 2.2, row_min: 16.5 },
];

/// Space between a cell's border and its text, in points.
pub(crate) const PAD_X: f32 = 3.5;
/// Left and right margin in points (15.9 mm).
pub(crate) const MARGIN: f32 = 45.0;
/// Where the table begins on the first page, from the top.
pub(crate) const TOP_FIRST: f32 = 106.0;
/// The same on later pages.
pub(crate) const TOP_LATER: f32 = 56.0;
/// What is kept free under the table for page number and stamp.
pub(crate) const BOTTOM: f32 = 54.0;
/// Height of the line to be signed, with the space above it.
pub(crate) const CLOSING: f32 = 32.0;

/// Width and height of the sheet in points.
pub(crate) fn paper_size(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::Portrait => (595.28, 841.89),
        Paper::Landscape => (841.89, 595.28),
    }
}

/// Lays a form out on as many sheets as it needs.
pub(crate) fn lay_out(form: &FormPage, fonts: &Fonts) -> Result<Vec<Sheet>, Error> {
    form.check()?;
    let (_, height) = paper_size(form.paper);
    let closing = if form.signatures.is_empty() { 0.0 } else { CLOSING };
    let room =
        paginate::Room { first: height - TOP_FIRST - BOTTOM, later: height - TOP_LATER - BOTTOM, closing };
    let divide = |density| {
        let mut grid = Grid::new(form, fonts, density);
        let pages = paginate::paginate(&mut grid, &room);
        (grid, pages)
    };
    let (mut grid, mut pages) = divide(EASY);
    if pages.len() > 1 {
        for density in CLOSER {
            let (closer, fewer) = divide(density);
            if fewer.len() < pages.len() {
                (grid, pages) = (closer, fewer);
            }
        }
    }
    place(form, &grid, &pages, fonts)
}

/// Row heights in points where no page ends: what the spreadsheet uses.
pub(crate) fn row_heights(form: &FormPage, fonts: &Fonts) -> Result<Vec<f32>, Error> {
    form.check()?;
    let grid = Grid::new(form, fonts, EASY);
    Ok(grid.heights(0..grid.rows.len()))
}
