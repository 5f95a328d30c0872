//! Native charts of a workbook, and the sheet with their numbers.

use crate::chart::{Chart, Ink, Plot, Style};
use crate::page::Number;
use rust_xlsxwriter::{
    Chart as Native, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartSolidFill,
    ChartType, Color, Format, Worksheet, XlsxError,
};

/// The sheet with the numbers.
pub(crate) const SHEET: &str = "图表数据";

/// The letters of a column, from 0.
pub(crate) fn column_name(column: usize) -> String {
    rust_xlsxwriter::column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX))
}

/// A colour.
pub(super) fn colour(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(u32::from);
    Color::RGB(r << 16 | g << 8 | b)
}

/// The row of the number sheet where a chart's block begins: title, names, one row per category, a blank one.
fn block(before: &[&Chart]) -> u32 {
    before.iter().map(|chart| rows(chart) + 3).sum()
}

fn rows(chart: &Chart) -> u32 {
    u32::try_from(chart.categories.len()).unwrap_or(u32::MAX)
}

/// The native chart, its numbers on the second sheet after those of the charts before it.
pub(super) fn native(chart: &Chart, before: &[&Chart]) -> Result<Native, XlsxError> {
    let mut native = Native::new(match chart.plot {
        Plot::Lines => ChartType::Line,
        Plot::Stacks => ChartType::ColumnStacked,
        Plot::Bars => ChartType::Bar,
    });
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_name("宋体").set_size(size);
        font
    };
    let (title, small) = (font(10.0), font(8.0));
    native.title().set_name(&chart.title).set_font(&title);
    native.legend().set_position(ChartLegendPosition::Top).set_font(&small);
    if chart.series.len() == 1 {
        native.legend().set_hidden();
    }
    native.x_axis().set_font(&small);
    if chart.plot == Plot::Bars {
        native.x_axis().set_reverse();
    }
    native.y_axis().set_font(&small).set_min(0).set_num_format(format!("0\"{}\"", chart.suffix));
    if let Some(top) = chart.fixed_top() {
        native.y_axis().set_max(top.to_string().parse::<f64>().unwrap_or(100.0));
    }
    // Excel takes no more than 255 characters.
    native.set_alt_text(chart.words().chars().take(250).collect::<String>());
    let first = block(before) + 2;
    let last = first + rows(chart).saturating_sub(1);
    for (column, series) in (1u16..).zip(&chart.series) {
        let mut shape = ChartFormat::new();
        let ink = colour(series.ink);
        let mut line = ChartLine::new();
        line.set_color(ink).set_width(1.5);
        if series.style == Style::Dashed {
            line.set_dash_type(ChartLineDashType::Dash);
        }
        if chart.plot != Plot::Lines {
            line.set_width(0.75);
            if series.style == Style::Circle {
                shape.set_solid_fill(ChartSolidFill::new().set_color(ink));
            } else {
                let pattern = ChartPatternFillType::DiagonalStripesWideUpwards;
                let mut fill = ChartPatternFill::new();
                shape.set_pattern_fill(fill.set_pattern(pattern).set_foreground_color(ink));
            }
        }
        shape.set_line(&line);
        let mut fill = ChartFormat::new();
        fill.set_solid_fill(ChartSolidFill::new().set_color(ink));
        let mut marker = ChartMarker::new();
        match series.style {
            Style::Dashed => marker.set_none(),
            Style::Circle => marker.set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut fill),
            Style::Triangle => marker.set_type(ChartMarkerType::Triangle).set_size(7).set_format(&mut fill),
        };
        let one = native.add_series();
        one.set_name(series.name.as_str())
            .set_categories((SHEET, first, 0, last, 0))
            .set_values((SHEET, first, column, last, column))
            .set_format(&mut shape);
        match chart.plot {
            Plot::Lines => one.set_marker(&marker),
            Plot::Stacks | Plot::Bars => {
                one.set_gap(60).set_data_label(ChartDataLabel::new().show_value().set_font(&small))
            }
        };
    }
    Ok(native)
}

/// Writes the numbers of all charts.
pub(super) fn numbers(sheet: &mut Worksheet, charts: &[&Chart]) -> Result<(), XlsxError> {
    let text = Format::new().set_font_name("宋体").set_font_size(10);
    let head = text.clone().set_bold();
    sheet.set_name(SHEET)?;
    sheet.set_column_range_width(0, 12, 16)?;
    for (at, chart) in charts.iter().enumerate() {
        let top = block(&charts[..at]);
        sheet.write_string_with_format(top, 0, &chart.title, &head)?;
        for (row, category) in (top + 2..).zip(&chart.categories) {
            sheet.write_string_with_format(row, 0, category, &text)?;
        }
        let format = text.clone().set_num_format(super::number_format(&Number {
            value: rust_decimal::Decimal::ZERO,
            decimals: chart.decimals,
            grouped: false,
        }));
        for (column, series) in (1u16..).zip(&chart.series) {
            let name = format!("{}{}", series.name, unit(chart));
            sheet.write_string_with_format(top + 1, column, name, &head)?;
            for (row, value) in (top + 2..).zip(&series.values) {
                let Some(value) = *value else { continue };
                let number = Number { value, decimals: chart.decimals, grouped: false };
                if let Some(value) = super::exact(&number) {
                    sheet.write_number_with_format(row, column, value, &format)?;
                }
            }
        }
    }
    Ok(())
}

fn unit(chart: &Chart) -> String {
    if chart.suffix.is_empty() { String::new() } else { format!("（{}）", chart.suffix) }
}
