//! PDF: the sheets written with `printpdf`, each document with its own small fonts, then made archivable.

mod archive;
mod icc;
mod subset;

use crate::chart::Ink;
use crate::docx::Document;
use crate::error::Error;
use crate::fonts::{Font, Fonts};
use crate::layout::{FRAME, Item, Sheet, lay_out, lay_out_prose};
use crate::page::{FormPage, Stamp};
use crate::qr::Qr;
use printpdf::{
    Color, FontId, Line, LineDashPattern, LinePoint, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextRenderingMode,
    WindingOrder,
};
use subset::Usage;

/// Outline of bold type in em.
const BOLD: f32 = 0.028;

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
    let bytes = write(&archive::Properties::of(first), &sheets, fonts)?;
    if progress(forms.len() as u64, forms.len() as u64) { Ok(bytes) } else { Err(Error::Cancelled) }
}

/// Prints a document of running text in the layout of official documents; the same [`Document`] gives the Word file.
///
/// # Errors
/// [`Error::Qr`] for an overlong package number, else [`Error::Pdf`] or [`Error::Font`].
pub fn to_prose_pdf(document: &Document, stamp: &Stamp) -> Result<Vec<u8>, Error> {
    let fonts = Fonts::get()?;
    let sheets = lay_out_prose(document, stamp, fonts)?;
    let about = archive::Properties {
        title: document.title.replace('\n', ""),
        author: document.author.clone(),
        date: document.date,
    };
    write(&about, &sheets, fonts)
}

/// How many pages a form has.
///
/// # Errors
/// As [`to_pdf`].
pub fn page_count(form: &FormPage) -> Result<usize, Error> {
    Ok(lay_out(form, Fonts::get()?)?.len())
}

fn write(about: &archive::Properties, sheets: &[Sheet], fonts: &Fonts) -> Result<Vec<u8>, Error> {
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
    archive::finish(raw, about, &subsets)
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

/// The operators of a page, with what is set at the moment: nothing is set twice.
struct Writer {
    height: f32,
    ops: Vec<Op>,
    thickness: f32,
    fill: [u8; 3],
    outline: [u8; 3],
}

impl Writer {
    fn point(&self, at: (f32, f32)) -> LinePoint {
        LinePoint { p: Point { x: pt(at.0), y: pt(self.height - at.1) }, bezier: false }
    }

    fn set_thickness(&mut self, wanted: f32) {
        if (wanted - self.thickness).abs() > f32::EPSILON {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(wanted) });
            self.thickness = wanted;
        }
    }

    fn set_fill(&mut self, wanted: [u8; 3]) {
        if wanted != self.fill {
            self.ops.push(Op::SetFillColor { col: colour(wanted) });
            self.fill = wanted;
        }
    }

    fn set_outline(&mut self, wanted: [u8; 3]) {
        if wanted != self.outline {
            self.ops.push(Op::SetOutlineColor { col: colour(wanted) });
            self.outline = wanted;
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Text { font, size, x, y, spacing, text, ink, bold } => {
                self.set_fill(ink.rgb());
                if *bold {
                    self.set_outline(ink.rgb());
                    self.set_thickness((size * BOLD * 100.0).round() / 100.0);
                }
                let pos = self.point((*x, *y)).p;
                let ops = &mut self.ops;
                ops.push(Op::StartTextSection);
                if *bold {
                    ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::FillStroke });
                }
                ops.push(Op::SetFont { font: PdfFontHandle::External(id(*font)), size: pt(*size) });
                if *spacing > 0.0 {
                    ops.push(Op::SetCharacterSpacing { multiplier: (spacing * 1000.0).round() / 1000.0 });
                }
                ops.push(Op::SetTextCursor { pos });
                ops.push(Op::ShowText { items: vec![TextItem::Text(text.clone())] });
                if *spacing > 0.0 {
                    ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
                }
                if *bold {
                    ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
                }
                ops.push(Op::EndTextSection);
            }
            Item::Rule { from, to, thickness } => self.stroke(&[*from, *to], *thickness, Ink::Black, false),
            Item::Stroke { points, thickness, ink, dashed } => {
                self.stroke(points, *thickness, *ink, *dashed);
            }
            Item::Fill { points, ink } => {
                self.set_fill(ink.map_or([255; 3], Ink::rgb));
                let points = points.iter().map(|at| self.point(*at)).collect();
                let polygon = Polygon {
                    rings: vec![PolygonRing { points }],
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::NonZero,
                };
                self.ops.push(Op::DrawPolygon { polygon });
            }
            Item::Frame { x, y, width, height } => {
                self.set_outline(Ink::Black.rgb());
                self.set_thickness(FRAME);
                let mode = Some(PaintMode::Stroke);
                let bottom = pt(self.height - (y + height));
                let (x, y, width, height) = (pt(*x), bottom, pt(*width), pt(*height));
                self.ops.push(Op::DrawRectangle {
                    rectangle: Rect { x, y, width, height, mode, winding_order: None },
                });
            }
            Item::Qr { x, y, side, code } => {
                self.set_fill(Ink::Black.rgb());
                let polygon = polygon(code, *x, *y, *side, self.height);
                self.ops.push(Op::DrawPolygon { polygon });
            }
        }
    }

    fn stroke(&mut self, points: &[(f32, f32)], thickness: f32, ink: Ink, dashed: bool) {
        self.set_outline(ink.rgb());
        self.set_thickness(thickness);
        let points = points.iter().map(|at| self.point(*at)).collect();
        let dash = |on| Op::SetLineDashPattern { dash: on };
        if dashed {
            self.ops.push(dash(LineDashPattern::new(0.0, &[4.0, 3.0])));
        }
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        if dashed {
            self.ops.push(dash(LineDashPattern::solid()));
        }
    }
}

fn colour(rgb: [u8; 3]) -> Color {
    let [r, g, b] = rgb.map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

fn page(sheet: &Sheet) -> PdfPage {
    let mut writer =
        Writer { height: sheet.height, ops: Vec::new(), thickness: 0.0, fill: [0; 3], outline: [0; 3] };
    sheet.items.iter().for_each(|item| writer.item(item));
    let paper = Rect::from_wh(pt(sheet.width), pt(sheet.height));
    PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops: writer.ops }
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
