//! A native chart (DrawingML): drawn as vectors, its numbers inside and in an embedded workbook.

use super::fixed::{HEAD, R};
use super::xml::escape;
use crate::chart::{Chart, Plot, Series, Style};
use crate::page::Number;
use crate::xlsx::{CHART_SHEET, column_name};
use rust_decimal::Decimal;
use std::fmt::Write as _;

/// The row of the workbook with the first category (title and names stand above it).
const FIRST: usize = 3;

pub(super) fn relations(number: usize) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" Target=\"../embeddings/chart{number}.xlsx\"/></Relationships>"
    )
}

pub(super) fn part(chart: &Chart) -> String {
    let mut out = format!(
        "{HEAD}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" {R}><c:date1904 val=\"0\"/><c:lang val=\"zh-CN\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>"
    );
    match chart.plot {
        Plot::Lines => out.push_str("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>"),
        Plot::Stacks => out.push_str(
            "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>",
        ),
        Plot::Bars => out.push_str(
            "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>",
        ),
    }
    for (at, series) in chart.series.iter().enumerate() {
        one(&mut out, chart, at, series);
    }
    match chart.plot {
        Plot::Lines => out.push_str("<c:marker val=\"1\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:lineChart>"),
        Plot::Stacks => out.push_str("<c:gapWidth val=\"60\"/><c:overlap val=\"100\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>"),
        Plot::Bars => out.push_str("<c:gapWidth val=\"60\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>"),
    }
    // Lying bars: the categories run down the left side, the values along the lower one.
    let lying = chart.plot == Plot::Bars;
    let (order, side, under, crossing) =
        if lying { ("maxMin", "l", "b", "max") } else { ("minMax", "b", "l", "autoZero") };
    let text = text(1050);
    let top = chart.fixed_top().map_or(String::new(), |top| format!("<c:max val=\"{top}\"/>"));
    let _ = write!(
        out,
        "<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{side}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{text}<c:crossAx val=\"1002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>"
    );
    let _ = write!(
        out,
        "<c:valAx><c:axId val=\"1002\"/><c:scaling><c:orientation val=\"minMax\"/>{top}<c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{under}\"/><c:majorGridlines><c:spPr><a:ln w=\"3175\"><a:solidFill><a:srgbClr val=\"BFBFBF\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{text}<c:crossAx val=\"1001\"/><c:crosses val=\"{crossing}\"/><c:crossBetween val=\"between\"/></c:valAx>",
        escape(&format!("0\"{}\"", chart.suffix))
    );
    // One series alone is named by the title.
    let legend = match chart.series.len() {
        1 => String::new(),
        _ => format!("<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>{text}</c:legend>"),
    };
    let _ = write!(
        out,
        "</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    );
    out
}

/// Type of axes, legend and labels, in hundredths of a point.
fn text(size: u32) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill><a:latin typeface=\"Times New Roman\"/><a:ea typeface=\"宋体\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>"
    )
}

fn one(out: &mut String, chart: &Chart, at: usize, series: &Series) {
    let column = column_name(at + 1);
    let last = FIRST + chart.categories.len().saturating_sub(1);
    let ink = series.ink.hex();
    let _ = write!(
        out,
        "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:strRef><c:f>{CHART_SHEET}!${column}${}</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
        FIRST - 1,
        escape(&series.name)
    );
    let solid = format!("<a:solidFill><a:srgbClr val=\"{ink}\"/></a:solidFill>");
    match chart.plot {
        Plot::Lines => {
            let dash = if series.style == Style::Dashed { "<a:prstDash val=\"dash\"/>" } else { "" };
            let _ = write!(out, "<c:spPr><a:ln w=\"22225\">{solid}{dash}</a:ln></c:spPr>");
            let symbol = match series.style {
                Style::Dashed => "none",
                Style::Circle => "circle",
                Style::Triangle => "triangle",
            };
            let _ = write!(out, "<c:marker><c:symbol val=\"{symbol}\"/>");
            if series.style != Style::Dashed {
                let _ = write!(out, "<c:size val=\"6\"/><c:spPr>{solid}</c:spPr>");
            }
            out.push_str("</c:marker>");
            last_label(out, chart, series);
        }
        Plot::Stacks | Plot::Bars => {
            let fill = if series.style == Style::Circle {
                solid.clone()
            } else {
                format!(
                    "<a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{ink}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill>"
                )
            };
            let _ = write!(
                out,
                "<c:spPr>{fill}<a:ln w=\"9525\">{solid}</a:ln></c:spPr><c:invertIfNegative val=\"0\"/><c:dLbls>"
            );
            if chart.plot == Plot::Bars {
                let format = escape(&format!("0{}\"{}\"", decimals(chart), chart.suffix));
                let _ = write!(
                    out,
                    "<c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:spPr/>{}<c:dLblPos val=\"outEnd\"/>{}</c:dLbls>",
                    text(900),
                    shows(true)
                );
            } else {
                let _ = write!(
                    out,
                    "<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></c:spPr>{}{}</c:dLbls>",
                    text(900),
                    shows(true)
                );
            }
        }
    }
    let _ = write!(
        out,
        "<c:cat><c:strRef><c:f>{CHART_SHEET}!$A${FIRST}:$A${last}</c:f><c:strCache><c:ptCount val=\"{}\"/>",
        chart.categories.len()
    );
    for (at, category) in chart.categories.iter().enumerate() {
        let _ = write!(out, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", escape(category));
    }
    let format = match chart.decimals {
        0 => "0".to_owned(),
        decimals => format!("0.{}", "0".repeat(decimals as usize)),
    };
    let _ = write!(
        out,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{CHART_SHEET}!${column}${FIRST}:${column}${last}</c:f><c:numCache><c:formatCode>{format}</c:formatCode><c:ptCount val=\"{}\"/>",
        chart.categories.len()
    );
    for (at, value) in series.values.iter().enumerate() {
        if let Some(value) = *value {
            let _ = write!(out, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", printed(chart, value));
        }
    }
    out.push_str("</c:numCache></c:numRef></c:val>");
    if chart.plot == Plot::Lines {
        out.push_str("<c:smooth val=\"0\"/>");
    }
    out.push_str("</c:ser>");
}

fn printed(chart: &Chart, value: Decimal) -> Decimal {
    Number { value, decimals: chart.decimals, grouped: false }.printed()
}

/// The number at the end of a line.
fn last_label(out: &mut String, chart: &Chart, series: &Series) {
    if series.style == Style::Dashed {
        return;
    }
    let Some(at) = series.values.iter().rposition(Option::is_some) else { return };
    let format = format!("0{}\"{}\"", decimals(chart), chart.suffix);
    let _ = write!(
        out,
        "<c:dLbls><c:dLbl><c:idx val=\"{at}\"/><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr/>{}<c:dLblPos val=\"r\"/>{}</c:dLbl>{}</c:dLbls>",
        escape(&format),
        text(900),
        shows(true),
        shows(false)
    );
}

fn decimals(chart: &Chart) -> String {
    match chart.decimals {
        0 => String::new(),
        decimals => format!(".{}", "0".repeat(decimals as usize)),
    }
}

/// What labels show: the value or nothing.
fn shows(value: bool) -> String {
    format!(
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"{}\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>",
        u8::from(value)
    )
}
