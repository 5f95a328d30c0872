//! Page breaks: at level-2 groups, else at rows; a row that is too high is cut.

use super::grid::Grid;
use std::ops::Range;

/// A page is at least so full before a break at a group is preferred to one at a row.
const FULL_ENOUGH: f32 = 0.66;
/// A row higher than this share of a page is cut rather than moved as a whole.
const TALL: f32 = 0.25;
/// Rounding slack in points.
const SLACK: f32 = 0.01;

/// Height in points that a page has for its table.
pub(crate) struct Room {
    /// On the first page.
    pub(crate) first: f32,
    /// On later pages.
    pub(crate) later: f32,
    /// For the line to be signed, under the last row.
    pub(crate) closing: f32,
}

/// What one page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// Head rows repeated at its top; may be empty.
    pub(crate) head: Range<usize>,
    /// Its own rows; empty where only the line to be signed was left.
    pub(crate) rows: Range<usize>,
}

/// Divides the grid into pages, cutting rows where it must.
pub(crate) fn paginate(grid: &mut Grid, room: &Room) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut start = 0;
    while start < grid.rows.len() {
        let head = head_for(grid, start);
        let room_now = if start == 0 { room.first } else { room.later };
        let capacity = room_now - grid.head_heights(head.clone(), start).iter().sum::<f32>();
        let end = page_end(grid, start, capacity, room);
        pages.push(Page { head, rows: start..end });
        start = end;
    }
    // The line to be signed never stands on a page of its own without need.
    if let Some(last) = pages.last().cloned() {
        let room_now = if last.rows.start == 0 { room.first } else { room.later };
        let head: f32 = grid.head_heights(last.head, last.rows.start).iter().sum();
        let used = head + grid.height(last.rows);
        if used + room.closing > room_now + SLACK {
            pages.push(Page { head: 0..0, rows: grid.rows.len()..grid.rows.len() });
        }
    }
    pages
}

/// The head rows that a page beginning at `start` repeats.
fn head_for(grid: &Grid, start: usize) -> Range<usize> {
    if !grid.repeat.is_empty() && start >= grid.repeat.end { grid.repeat.clone() } else { 0..0 }
}

/// Where the page that begins at `start` ends.
fn page_end(grid: &mut Grid, start: usize, capacity: f32, room: &Room) -> usize {
    let count = grid.rows.len();
    let mut end = start;
    while end < count && grid.height(start..end + 1) <= capacity + SLACK {
        end += 1;
    }
    if end == count {
        if grid.height(start..end) + room.closing <= capacity + SLACK {
            return count;
        }
        // The signatures take the last rows with them to the next page, but never all of them.
        return best_break(grid, start, count - 1, capacity).unwrap_or(count);
    }
    let left = capacity - grid.height(start..end);
    let tall = grid.own_height(end) > TALL * room.later || end == start;
    if tall && grid.cut(end, left) && grid.height(start..end + 1) <= capacity + SLACK {
        return end + 1;
    }
    best_break(grid, start, end, capacity).unwrap_or(start + 1)
}

/// The best row in `start + 1 ..= end` to begin the next page with.
fn best_break(grid: &Grid, start: usize, end: usize, capacity: f32) -> Option<usize> {
    let legal = |at: usize| !grid.rows[at - 1].keep_with_next;
    let group_starts = |at: usize| {
        let group = grid.rows.get(at).and_then(|row| row.group);
        group.is_none() || group != grid.rows[at - 1].group
    };
    let candidates = || (start + 1..=end).rev().filter(|at| legal(*at));
    candidates()
        .find(|at| group_starts(*at) && grid.height(start..*at) >= FULL_ENOUGH * capacity)
        .or_else(|| candidates().next())
}
