//! PDF: the sheets written with `printpdf`, each document with its own small fonts, then made archivable.

mod archive;
mod icc;
mod subset;

use crate::error::Error;
use crate::fonts::{Font, Fonts};
use crate::layout::{FRAME, Item, Sheet, lay_out};
use crate::page::FormPage;
use crate::qr::Qr;
use printpdf::{
    FontId, Line, LinePoint, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions,
    Point, Polygon, PolygonRing, Pt, Rect, TextItem, WindingOrder,
};
use subset::Usage;

/// Prints one form.
///
/// # Errors
/// [`Error::Layout`] for a faulty grid, [`Error::Qr`] for an overlong package number, else [`Error::Pdf`] or
/// [`Error::Font`].
pub fn to_pdf(form: &FormPage) -> Result<Vec<u8>, Error> {
    to_pdf_all(std::slice::from_ref(form), &mut |_, _| true)
}

/// Prints many forms into one file; pages are counted form by form. `progress` hears how many forms are laid
/// out, of how many, and stops the work by answering false.
///
/// # Errors
/// As [`to_pdf`]; [`Error::Empty`] for no form at all, [`Error::Cancelled`] when `progress` says so.
pub fn to_pdf_all(forms: &[FormPage], progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<Vec<u8>, Error> {
    let first = forms.first().ok_or(Error::Empty)?;
    let fonts = Fonts::get()?;
    let mut sheets = Vec::new();
    for (done, form) in forms.iter().enumerate() {
        if !progress(done as u64, forms.len() as u64) {
            return Err(Error::Cancelled);
        }
        sheets.extend(lay_out(form, fonts)?);
    }
    let bytes = write(first, &sheets, fonts)?;
    if progress(forms.len() as u64, forms.len() as u64) { Ok(bytes) } else { Err(Error::Cancelled) }
}

/// How many pages a form has.
///
/// # Errors
/// As [`to_pdf`].
pub fn page_count(form: &FormPage) -> Result<usize, Error> {
    Ok(lay_out(form, Fonts::get()?)?.len())
}

fn write(form: &FormPage, sheets: &[Sheet], fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let mut usage = Usage::default();
    for item in sheets.iter().flat_map(|sheet| &sheet.items) {
        if let Item::Text { font, text, .. } = item {
            usage.add(*font, text);
        }
    }
    let subsets = usage.subsets(fonts)?;
    let mut document = PdfDocument::new("");
    for subset in &subsets {
        document.resources.fonts.map.insert(id(subset.font), PdfFont::new(subset.parsed(fonts)));
    }
    document.pages = sheets.iter().map(page).collect();
    let mut warnings = Vec::new();
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let raw = printpdf::serialize::to_lopdf_doc(&document, &options, &mut warnings);
    if let Some(warning) = warnings.iter().find(|w| w.severity == printpdf::PdfParseErrorSeverity::Error) {
        return Err(Error::Pdf(warning.msg.clone()));
    }
    archive::finish(raw, form, &subsets)
}

/// The resource name of a font.
fn id(font: Font) -> FontId {
    FontId(match font {
        Font::Song => "Song".to_owned(),
        Font::Hei => "Hei".to_owned(),
    })
}

/// Hundredths of a point are enough, and keep the file small.
fn pt(value: f32) -> Pt {
    Pt((value * 100.0).round() / 100.0)
}

fn page(sheet: &Sheet) -> PdfPage {
    let flip = |y: f32| pt(sheet.height - y);
    let mut ops = Vec::new();
    let mut thickness = 0.0;
    let mut set_thickness = |ops: &mut Vec<Op>, wanted: f32| {
        if (wanted - thickness).abs() > f32::EPSILON {
            ops.push(Op::SetOutlineThickness { pt: Pt(wanted) });
            thickness = wanted;
        }
    };
    for item in &sheet.items {
        match item {
            Item::Text { font, size, x, y, spacing, text } => {
                ops.push(Op::StartTextSection);
                ops.push(Op::SetFont { font: PdfFontHandle::External(id(*font)), size: pt(*size) });
                if *spacing > 0.0 {
                    ops.push(Op::SetCharacterSpacing { multiplier: (spacing * 1000.0).round() / 1000.0 });
                }
                ops.push(Op::SetTextCursor { pos: Point { x: pt(*x), y: flip(*y) } });
                ops.push(Op::ShowText { items: vec![TextItem::Text(text.clone())] });
                if *spacing > 0.0 {
                    ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
                }
                ops.push(Op::EndTextSection);
            }
            Item::Rule { from, to, thickness } => {
                set_thickness(&mut ops, *thickness);
                let end =
                    |at: &(f32, f32)| LinePoint { p: Point { x: pt(at.0), y: flip(at.1) }, bezier: false };
                ops.push(Op::DrawLine { line: Line { points: vec![end(from), end(to)], is_closed: false } });
            }
            Item::Frame { x, y, width, height } => {
                set_thickness(&mut ops, FRAME);
                let mode = Some(PaintMode::Stroke);
                let (x, y, width, height) = (pt(*x), flip(y + height), pt(*width), pt(*height));
                ops.push(Op::DrawRectangle {
                    rectangle: Rect { x, y, width, height, mode, winding_order: None },
                });
            }
            Item::Qr { x, y, side, code } => {
                ops.push(Op::DrawPolygon { polygon: polygon(code, *x, *y, *side, sheet.height) });
            }
        }
    }
    let paper = Rect::from_wh(pt(sheet.width), pt(sheet.height));
    PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops }
}

/// All dark bars of the code as the rings of one polygon.
fn polygon(code: &Qr, x: f32, y: f32, side: f32, height: f32) -> Polygon {
    let module = side / code.side.max(1) as f32;
    // Bars are made a hair higher so that no viewer shows a white line between two rows.
    let overlap = module * 0.02;
    let ring = |&(row, column, length): &(usize, usize, usize)| {
        let (left, right) = (x + column as f32 * module, x + (column + length) as f32 * module);
        let (top, bottom) = (y + row as f32 * module, y + (row + 1) as f32 * module + overlap);
        let corner =
            |x: f32, y: f32| LinePoint { p: Point { x: fine(x), y: fine(height - y) }, bezier: false };
        PolygonRing {
            points: vec![corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)],
        }
    };
    Polygon {
        rings: code.bars.iter().map(ring).collect(),
        mode: PaintMode::Fill,
        winding_order: WindingOrder::NonZero,
    }
}

fn fine(value: f32) -> Pt {
    Pt((value * 1000.0).round() / 1000.0)
}
