//! XLSX: the same grid as a sheet of merged cells, printed on A4, its numbers real numbers. A chart becomes a
//! native one over its cell; its numbers stand on a second sheet.

mod charts;

pub(crate) use charts::{SHEET as CHART_SHEET, column_name};

use crate::chart::Chart;
use crate::error::Error;
use crate::fonts::Fonts;
use crate::layout::{MARGIN, paper_size, row_heights};
use crate::page::{Content, FormPage, Look, Number, Paper, Stamp};
use chrono::Datelike;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::ops::Range;

/// Rows above the table: title, subtitle, notes.
const HEAD: u32 = 3;
/// Excel shows no row higher than 409 points: a higher one becomes several merged ones.
const HIGHEST: f32 = 400.0;
/// Body text in points: a little less than on paper, for Excel sets type wider than the printer does.
const BODY: f64 = 9.0;
/// A spreadsheet holds no more significant digits in a number; longer ones stay text, digit by digit.
const DIGITS: usize = 15;

/// Writes one form as a workbook with one sheet.
///
/// # Errors
/// [`Error::Layout`] for a faulty grid, [`Error::Xlsx`] when the writer refuses (a text over 32,767 characters).
pub fn to_xlsx(form: &FormPage) -> Result<Vec<u8>, Error> {
    let heights = row_heights(form, Fonts::get()?)?;
    write(form, &heights).map_err(|fault| Error::Xlsx(fault.to_string()))
}

fn write(form: &FormPage, heights: &[f32]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = excel_date(form.date)?;
    let properties = DocProperties::new()
        .set_title(&form.title)
        .set_subject(&form.subject)
        .set_author(&form.author)
        .set_creation_datetime(&date);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&form.title))?;
    let mut book = Book { sheet, form, places: places(heights), charts: Vec::new() };
    book.columns()?;
    book.head()?;
    book.table(heights)?;
    book.foot()?;
    book.print_setup()?;
    let charts = std::mem::take(&mut book.charts);
    if !charts.is_empty() {
        charts::numbers(workbook.add_worksheet(), &charts)?;
    }
    workbook.save_to_buffer()
}

/// The numbers of one chart as a workbook of their own, to be embedded beside it.
pub(crate) fn chart_workbook(chart: &Chart, date: chrono::NaiveDate) -> Result<Vec<u8>, Error> {
    let fail = |fault: XlsxError| Error::Xlsx(fault.to_string());
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_creation_datetime(&excel_date(date).map_err(fail)?);
    workbook.set_properties(&properties);
    charts::numbers(workbook.add_worksheet(), &[chart]).map_err(fail)?;
    workbook.save_to_buffer().map_err(fail)
}

fn excel_date(date: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)
}

/// The title as a sheet name: at most 31 characters, none that Excel refuses.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if name.trim().is_empty() { "表".to_owned() } else { name }
}

/// For each row of the grid the sheet rows that it becomes.
fn places(heights: &[f32]) -> Vec<Range<u32>> {
    let mut next = HEAD;
    let place = |height: &f32| {
        let count = (height / HIGHEST).ceil().max(1.0) as u32;
        next += count;
        next - count..next
    };
    heights.iter().map(place).collect()
}

struct Book<'s, 'a> {
    sheet: &'s mut Worksheet,
    form: &'a FormPage,
    places: Vec<Range<u32>>,
    /// Charts so far: their numbers go onto a sheet of their own.
    charts: Vec<&'a Chart>,
}

impl Book<'_, '_> {
    fn last_column(&self) -> u16 {
        u16::try_from(self.form.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn end(&self) -> u32 {
        self.places.last().map_or(HEAD, |place| place.end)
    }

    fn columns(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0u16..).zip(self.widths()) {
            self.sheet.set_column_width_pixels(column, width)?;
        }
        Ok(())
    }

    /// Widths of the columns in pixels.
    fn widths(&self) -> Vec<u32> {
        let (paper, _) = paper_size(self.form.paper);
        let pixels = (paper - 2.0 * MARGIN) * 4.0 / 3.0;
        let total: f32 = self.form.columns.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        self.form.columns.iter().map(|share| (share / total * pixels).round() as u32).collect()
    }

    /// One cell over a range, merged where it is more than one.
    fn put(
        &mut self,
        rows: Range<u32>,
        columns: Range<u16>,
        content: &Content,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (top, left) = (rows.start, columns.start);
        if rows.len() > 1 || columns.len() > 1 {
            self.sheet.merge_range(top, left, rows.end - 1, columns.end - 1, "", format)?;
        }
        match content {
            Content::Blank | Content::Chart { .. } => self.sheet.write_blank(top, left, format)?,
            Content::Lamp(..) => {
                let format = format.clone().set_font_color(charts::colour(content.ink()));
                self.sheet.write_string_with_format(top, left, content.printed(), &format)?
            }
            Content::Text(text) => self.sheet.write_string_with_format(top, left, text, format)?,
            Content::Number(number) | Content::Marked(number, _) => match exact(number) {
                Some(value) => {
                    let mut pattern = number_format(number);
                    if let Content::Marked(_, mark) = content {
                        pattern.push_str(&format!("\"{mark}\""));
                    }
                    let format = format.clone().set_num_format(pattern);
                    self.sheet.write_number_with_format(top, left, value, &format)?
                }
                None => self.sheet.write_string_with_format(top, left, content.printed(), format)?,
            },
        };
        Ok(())
    }

    fn line(&mut self, row: u32, height: f64, text: &str, format: &Format) -> Result<(), XlsxError> {
        let columns = 0..self.last_column() + 1;
        self.sheet.set_row_height(row, height)?;
        self.put(row..row + 1, columns, &Content::text(text), format)
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        let form = self.form;
        let centred = |name: &str, size: f64| {
            let format = Format::new().set_font_name(name).set_font_size(size);
            format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
        };
        self.line(0, 32.0, &form.title, &centred("黑体", 18.0))?;
        self.line(1, 20.0, &form.subtitle, &centred("宋体", 12.0))?;
        self.sheet.set_row_height(2, 20.0)?;
        let note = |align| song(10.0).set_align(align).set_align(FormatAlign::VerticalCenter);
        let (last, middle) = (self.last_column(), (self.last_column() + 1).div_ceil(2));
        self.put(2..3, 0..middle, &Content::text(&form.left_note), &note(FormatAlign::Left))?;
        if middle <= last {
            let right = note(FormatAlign::Right);
            self.put(2..3, middle..last + 1, &Content::text(&form.right_note), &right)?;
        }
        Ok(())
    }

    fn table(&mut self, heights: &[f32]) -> Result<(), XlsxError> {
        for (place, height) in self.places.clone().into_iter().zip(heights) {
            let part = f64::from(*height) / f64::from(place.end - place.start);
            for row in place {
                self.sheet.set_row_height(row, part)?;
            }
        }
        let columns = self.form.columns.len();
        let mut free = vec![true; self.form.rows.len() * columns];
        for cell in &self.form.cells {
            let rows = cell.row..cell.row + cell.rows;
            for row in rows.clone() {
                free[row * columns + cell.column..][..cell.columns].fill(false);
            }
            let across = cell.column..cell.column + cell.columns;
            self.grid_cell(rows.clone(), across.clone(), &cell.content, cell.look)?;
            if let Content::Chart { chart, .. } = &cell.content {
                let height: f32 = heights[rows.clone()].iter().sum::<f32>() * 4.0 / 3.0;
                let width: u32 = self.widths()[across.clone()].iter().sum();
                let mut native = charts::native(chart, &self.charts)?;
                native.set_width(width.saturating_sub(4)).set_height((height as u32).saturating_sub(4));
                let top = self.places.get(rows.start).map_or(HEAD, |place| place.start);
                let left = u16::try_from(across.start).unwrap_or(u16::MAX);
                self.sheet.insert_chart_with_offset(top, left, &native, 2, 2)?;
                self.charts.push(chart);
            }
        }
        for (place, _) in free.iter().enumerate().filter(|(_, free)| **free) {
            let (row, column) = (place / columns, place % columns);
            self.grid_cell(row..row + 1, column..column + 1, &Content::Blank, Look::Text)?;
        }
        Ok(())
    }

    fn grid_cell(
        &mut self,
        rows: Range<usize>,
        columns: Range<usize>,
        content: &Content,
        look: Look,
    ) -> Result<(), XlsxError> {
        let edge = |outer: bool| if outer { FormatBorder::Medium } else { FormatBorder::Thin };
        let format = looks(look)
            .set_border_top(edge(rows.start == 0))
            .set_border_bottom(edge(rows.end == self.form.rows.len()))
            .set_border_left(edge(columns.start == 0))
            .set_border_right(edge(columns.end == self.form.columns.len()));
        let (Some(first), Some(last)) = (self.places.get(rows.start), self.places.get(rows.end - 1)) else {
            return Ok(());
        };
        let down = first.start..last.end;
        let across = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        self.put(down, across(columns.start)..across(columns.end), content, &format)
    }

    fn foot(&mut self) -> Result<(), XlsxError> {
        let left = song(10.0).set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter);
        let row = self.end();
        self.line(row, 24.0, &self.form.signatures.join("　　　　"), &left)?;
        let stamp = match &self.form.stamp {
            Stamp::Plain => String::new(),
            Stamp::Draft => "草稿，未上报，不作报送依据".to_owned(),
            Stamp::Sealed { number, audit_head } => format!("上报包 {number}　审计链头 {audit_head}"),
        };
        self.line(row + 1, 16.0, &stamp, &left.set_font_size(8.0))
    }

    fn print_setup(&mut self) -> Result<(), XlsxError> {
        let (last_row, last_column) = (self.end() + 1, self.last_column());
        let repeat = &self.form.repeat;
        if let (Some(first), Some(last)) =
            (self.places.get(repeat.start), repeat.end.checked_sub(1).and_then(|at| self.places.get(at)))
            && !repeat.is_empty()
        {
            let (first, last) = (first.start, last.end - 1);
            self.sheet.set_repeat_rows(first, last)?;
        }
        if self.form.paper == Paper::Landscape {
            self.sheet.set_landscape();
        }
        if self.form.stamp == Stamp::Draft {
            self.sheet.set_header("&R草稿");
        }
        self.sheet
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_margins(0.6, 0.6, 0.6, 0.7, 0.3, 0.35)
            .set_footer("&C第 &P 页 共 &N 页")
            .set_print_area(0, 0, last_row, last_column)?;
        Ok(())
    }
}

fn song(size: f64) -> Format {
    Format::new().set_font_name("宋体").set_font_size(size)
}

fn looks(look: Look) -> Format {
    let format = match look {
        Look::Head => song(BODY).set_font_name("黑体").set_align(FormatAlign::Center),
        Look::Group | Look::Short => song(BODY).set_align(FormatAlign::Center),
        Look::Text => song(BODY).set_align(FormatAlign::Left),
        Look::Amount => song(BODY).set_align(FormatAlign::Right),
        Look::Big => song(BODY * 1.75).set_font_name("黑体").set_align(FormatAlign::Center),
        Look::Lead => song(BODY * 1.2).set_font_name("黑体").set_align(FormatAlign::Left),
    };
    let format = format.set_align(FormatAlign::VerticalCenter);
    // An amount that wrapped would read as two numbers.
    if matches!(look, Look::Amount | Look::Big) { format } else { format.set_text_wrap() }
}

/// The printed value as the spreadsheet's number, where that loses no digit.
fn exact(number: &Number) -> Option<f64> {
    let value = number.printed();
    let digits = value.mantissa().unsigned_abs().to_string().len();
    if digits > DIGITS { None } else { value.to_string().parse().ok() }
}

fn number_format(number: &Number) -> String {
    let whole = if number.grouped { "#,##0" } else { "0" };
    match number.decimals {
        0 => whole.to_owned(),
        decimals => format!("{whole}.{}", "0".repeat(decimals as usize)),
    }
}
