//! A chart as lines, areas and words in a rectangle of the sheet.

use super::place::{Anchor, Pen};
use crate::chart::{Chart, Ink, Plot, Series, Style};
use crate::fonts::Font;
use rust_decimal::prelude::ToPrimitive;

/// Type sizes in points.
const TITLE: f32 = 9.5;
const SMALL: f32 = 8.0;
/// From the edge of the cell.
const PAD: f32 = 6.0;
/// Height of the legend.
const LEGEND: f32 = 13.5;
/// Left of lying bars: their names, at most this share of the width.
const NAMES: f32 = 0.34;
/// Under the plot: the categories.
const FOOTING: f32 = 14.0;
/// Left of the plot: the scale.
const SCALE: f32 = 30.0;
/// Half the size of a mark.
const MARK: f32 = 2.4;
/// The least distance of two words, one above the other.
const STEP: f32 = 9.0;

/// Left, top, right and bottom in points.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

/// Draws the chart into the frame; in running text its title stands under it as a caption.
pub(super) fn draw(pen: &mut Pen, chart: &Chart, frame: Frame, titled: bool) {
    let Frame { left, mut top, right, bottom } = frame;
    let middle = (left + right) / 2.0;
    if titled {
        pen.text(Font::Hei, TITLE, Anchor::Centre, (middle, top + PAD + TITLE), &chart.title);
        top += TITLE + 3.0;
    }
    // One series alone is named by the title.
    if chart.series.len() > 1 {
        legend(pen, chart, middle, top + PAD + 9.5);
        top += LEGEND;
    }
    let (names, ends) = match chart.plot {
        Plot::Lines => (SCALE, 38.0),
        Plot::Stacks => (SCALE, PAD),
        Plot::Bars => {
            let names = chart.categories.iter().map(|name| pen.em(Font::Song, name) * SMALL);
            (names.fold(0.0, f32::max).min((right - left) * NAMES) + 5.0, 38.0)
        }
    };
    let plot = Area {
        left: left + PAD + names,
        right: right - ends,
        top: top + 2.0 * PAD,
        bottom: bottom - PAD - FOOTING,
        names,
        scale: scale(chart),
    };
    match chart.plot {
        Plot::Lines => {
            plot.axes(pen, chart);
            plot.lines(pen, chart);
        }
        Plot::Stacks => {
            plot.axes(pen, chart);
            plot.stacks(pen, chart);
        }
        Plot::Bars => plot.bars(pen, chart),
    }
}

/// The series with their signs, in one centred line.
fn legend(pen: &mut Pen, chart: &Chart, middle: f32, y: f32) {
    const SIGN: f32 = 18.0;
    const GAP: f32 = 10.0;
    let widths: Vec<f32> =
        chart.series.iter().map(|series| SIGN + 3.0 + pen.em(Font::Song, &series.name) * SMALL).collect();
    let all = widths.iter().sum::<f32>() + GAP * widths.len().saturating_sub(1) as f32;
    let mut x = middle - all / 2.0;
    for (series, width) in chart.series.iter().zip(widths) {
        let height = y - SMALL * 0.35;
        match chart.plot {
            Plot::Lines => {
                line(pen, series, vec![(x, height), (x + SIGN, height)]);
                mark(pen, series, (x + SIGN / 2.0, height));
            }
            Plot::Stacks | Plot::Bars => {
                column(pen, series, (x + 5.0, height - 3.5), (x + SIGN, height + 3.5))
            }
        }
        pen.text(Font::Song, SMALL, Anchor::Left, (x + SIGN + 3.0, y), &series.name);
        x += width + GAP;
    }
}

/// Top of the value axis and the distance of its lines.
fn scale(chart: &Chart) -> (f32, f32) {
    let top = chart.top().to_f32().unwrap_or(1.0).max(1.0);
    let power = 10f32.powf((top / 5.0).log10().floor());
    let wanted = top / 5.0 / power;
    // Counts have no halves.
    let steps: &[f32] =
        if chart.suffix.is_empty() { &[1.0, 2.0, 5.0, 10.0] } else { &[1.0, 2.0, 2.5, 5.0, 10.0] };
    let step = steps.iter().copied().find(|step| *step >= wanted - 1e-4).unwrap_or(10.0) * power;
    let step = if chart.suffix.is_empty() { step.max(1.0) } else { step };
    ((top / step - 1e-3).ceil().max(1.0) * step, step)
}

struct Area {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    /// Room for names or numbers at the left.
    names: f32,
    scale: (f32, f32),
}

impl Area {
    fn y(&self, value: f32) -> f32 {
        let share = (value / self.scale.0).clamp(0.0, 1.0);
        self.bottom - share * (self.bottom - self.top)
    }

    /// The middle of a category.
    fn x(&self, chart: &Chart, at: usize) -> f32 {
        let step = (self.right - self.left) / chart.categories.len().max(1) as f32;
        self.left + (at as f32 + 0.5) * step
    }

    fn axes(&self, pen: &mut Pen, chart: &Chart) {
        let (top, step) = self.scale;
        let mut value = 0.0;
        while value <= top + step / 2.0 {
            let y = self.y(value);
            let thickness = if value == 0.0 { 0.8 } else { 0.3 };
            let ink = if value == 0.0 { Ink::Black } else { Ink::Grey };
            pen.stroke(vec![(self.left, y), (self.right, y)], thickness, ink, false);
            let text = format!("{}{}", value.round(), chart.suffix);
            pen.text(Font::Song, SMALL, Anchor::Right, (self.left - 4.0, y + SMALL * 0.35), &text);
            value += step;
        }
        // Where months stand too close they are numbers only.
        let step = (self.right - self.left) / chart.categories.len().max(1) as f32;
        let widest = chart.categories.iter().map(|text| pen.em(Font::Song, text) * SMALL).fold(0.0, f32::max);
        for (at, category) in chart.categories.iter().enumerate() {
            let place = (self.x(chart, at), self.bottom + 11.0);
            let text = if widest + 2.0 > step { category.trim_end_matches('月') } else { category };
            pen.text(Font::Song, SMALL, Anchor::Centre, place, text);
        }
    }

    /// Lying bars, the first at the top, each with its name at the left and its value at its end.
    fn bars(&self, pen: &mut Pen, chart: &Chart) {
        let (top, step) = self.scale;
        let x = |value: f32| self.left + (value / top).clamp(0.0, 1.0) * (self.right - self.left);
        let mut value = 0.0;
        while value <= top + step / 2.0 {
            let (thickness, ink) = if value == 0.0 { (0.8, Ink::Black) } else { (0.3, Ink::Grey) };
            pen.stroke(vec![(x(value), self.top), (x(value), self.bottom)], thickness, ink, false);
            let text = format!("{}{}", value.round(), chart.suffix);
            pen.text(Font::Song, SMALL, Anchor::Centre, (x(value), self.bottom + 11.0), &text);
            value += step;
        }
        let room = (self.bottom - self.top) / chart.categories.len().max(1) as f32;
        let half = (room * 0.3).min(7.0);
        let Some(series) = chart.series.first() else { return };
        for (at, name) in chart.categories.iter().enumerate() {
            let middle = self.top + (at as f32 + 0.5) * room;
            let width = (self.names - 5.0) / SMALL;
            let lines = pen.two_lines(Font::Song, name, width);
            let mut y = middle + SMALL * 0.35 - (lines.len() as f32 - 1.0) * STEP / 2.0;
            for line in lines {
                pen.text(Font::Song, SMALL, Anchor::Right, (self.left - 5.0, y), &line);
                y += STEP;
            }
            let Some(value) = series.values.get(at).copied().flatten() else { continue };
            let end = x(value.to_f32().unwrap_or_default());
            if end - self.left > 0.1 {
                column(pen, series, (self.left, middle - half), (end, middle + half));
            }
            let place = (end + 4.0, middle + SMALL * 0.35);
            plate(pen, Font::Hei, place, &chart.label(value), Anchor::Left, series.ink);
        }
    }

    fn lines(&self, pen: &mut Pen, chart: &Chart) {
        let mut ends = Vec::new();
        for series in &chart.series {
            let mut run = Vec::new();
            let values = series.values.iter().map(|value| value.and_then(|value| value.to_f32()));
            for (at, value) in values.enumerate() {
                match value {
                    Some(value) => run.push((self.x(chart, at), self.y(value))),
                    None => line(pen, series, std::mem::take(&mut run)),
                }
            }
            line(pen, series, run);
            let mut points = series.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
            for (at, value) in points.clone() {
                mark(pen, series, (self.x(chart, at), self.y(value.to_f32().unwrap_or_default())));
            }
            // A plan goes on to the year's end; its last value says nothing.
            if let Some((at, value)) = points.next_back().filter(|_| series.style != Style::Dashed) {
                let y = self.y(value.to_f32().unwrap_or_default());
                ends.push((self.x(chart, at) + 6.0, y, chart.label(value), series.ink));
            }
        }
        // The last value of each line stands at its end, pushed apart where two would touch.
        ends.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut above = f32::MIN;
        for (x, y, text, ink) in ends {
            let y = y.max(above + STEP);
            above = y;
            plate(pen, Font::Hei, (x, y + SMALL * 0.35), &text, Anchor::Left, ink);
        }
    }

    fn stacks(&self, pen: &mut Pen, chart: &Chart) {
        let half = ((self.right - self.left) / chart.categories.len().max(1) as f32 * 0.34).min(16.0);
        for at in 0..chart.categories.len() {
            let x = self.x(chart, at);
            let mut sum = 0.0;
            for series in &chart.series {
                let Some(value) = series.values.get(at).copied().flatten() else { continue };
                let size = value.to_f32().unwrap_or_default().max(0.0);
                let (low, high) = (self.y(sum), self.y(sum + size));
                sum += size;
                if low - high < 0.1 {
                    continue;
                }
                column(pen, series, (x - half, high), (x + half, low));
                if low - high >= STEP {
                    let y = (low + high) / 2.0 + SMALL * 0.35;
                    let text = chart.label(value);
                    plate(pen, Font::Hei, (x, y), &text, Anchor::Centre, series.ink);
                }
            }
            let known = chart.series.iter().any(|series| series.values.get(at).copied().flatten().is_some());
            if known && sum == 0.0 {
                pen.text(Font::Song, SMALL, Anchor::Centre, (x, self.bottom - 3.0), "0");
            }
        }
    }
}

/// Words on a white plate, so that they are read over lines and stripes.
fn plate(pen: &mut Pen, font: Font, (x, y): (f32, f32), text: &str, anchor: Anchor, ink: Ink) {
    let width = pen.em(font, text) * SMALL;
    let left = if matches!(anchor, Anchor::Centre) { x - width / 2.0 } else { x } - 1.5;
    let (right, top, bottom) = (left + width + 3.0, y - 7.0, y + 1.5);
    pen.fill(vec![(left, top), (right, top), (right, bottom), (left, bottom)], None);
    pen.coloured(font, SMALL, anchor, (x, y), text, ink);
}

fn line(pen: &mut Pen, series: &Series, points: Vec<(f32, f32)>) {
    if points.len() > 1 {
        let dashed = series.style == Style::Dashed;
        pen.stroke(points, if dashed { 0.9 } else { 1.3 }, series.ink, dashed);
    }
}

fn mark(pen: &mut Pen, series: &Series, (x, y): (f32, f32)) {
    let points = match series.style {
        Style::Dashed => return,
        Style::Circle => (0u8..12)
            .map(|at| {
                let angle = f32::from(at) * std::f32::consts::TAU / 12.0;
                (x + MARK * angle.cos(), y + MARK * angle.sin())
            })
            .collect(),
        Style::Triangle => {
            vec![(x, y - MARK * 1.3), (x + MARK * 1.2, y + MARK), (x - MARK * 1.2, y + MARK)]
        }
    };
    pen.fill(points, Some(series.ink));
}

/// A column: filled, or striped where its series is told by stripes.
fn column(pen: &mut Pen, series: &Series, (left, top): (f32, f32), (right, bottom): (f32, f32)) {
    let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
    if series.style == Style::Circle {
        pen.fill(corners, Some(series.ink));
        return;
    }
    let mut edge = corners;
    edge.push((left, top));
    // Diagonals from the left or lower edge to the upper or right one.
    let (width, height) = (right - left, bottom - top);
    let mut at = 3.0;
    while at < width + height {
        let from = if at <= height { (left, top + at) } else { (left + at - height, bottom) };
        let to = if at <= width { (left + at, top) } else { (right, top + at - width) };
        pen.stroke(vec![from, to], 0.6, series.ink, false);
        at += 3.0;
    }
    pen.stroke(edge, 0.8, series.ink, false);
}
