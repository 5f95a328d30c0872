//! The preview: the very bytes of the PDF, drawn as pictures.

use crate::error::Error;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// The widest picture in pixels.
pub const MAX_WIDTH: u32 = 4000;

/// A PDF opened for viewing.
pub struct Preview {
    pdf: Pdf,
}

impl Preview {
    /// Opens the bytes that [`crate::to_pdf`] gave.
    ///
    /// # Errors
    /// [`Error::Preview`] when they are no PDF.
    pub fn open(pdf: Vec<u8>) -> Result<Self, Error> {
        Ok(Self { pdf: Pdf::new(pdf).map_err(|_| Error::Preview)? })
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// One page, from 0, as a PNG (grey unless something on it is coloured) `width` pixels wide (at most [`MAX_WIDTH`]).
    ///
    /// # Errors
    /// [`Error::NoPage`] past the last page, [`Error::Preview`] when the picture cannot be made.
    pub fn png(&self, page: usize, width: u32) -> Result<Vec<u8>, Error> {
        let pages = self.pages();
        let sheet = self.pdf.pages().get(page).ok_or(Error::NoPage { page: page + 1, pages })?;
        let (paper, _) = sheet.render_dimensions();
        let scale = width.clamp(16, MAX_WIDTH) as f32 / paper.max(1.0);
        let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let picture = render(
            sheet,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &settings,
        );
        let pixels = picture.data_as_u8_slice();
        let (width, height) = (u32::from(picture.width()), u32::from(picture.height()));
        // Most forms are black on white: one channel is the picture.
        if pixels.chunks_exact(4).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]) {
            let grey: Vec<u8> = pixels.chunks_exact(4).map(|pixel| pixel[0]).collect();
            return encode(width, height, png::ColorType::Grayscale, &grey);
        }
        let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| pixel[..3].iter().copied()).collect();
        encode(width, height, png::ColorType::Rgb, &rgb)
    }
}

fn encode(width: u32, height: u32, color: png::ColorType, pixels: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(|_| Error::Preview)?;
    writer.write_image_data(pixels).map_err(|_| Error::Preview)?;
    writer.finish().map_err(|_| Error::Preview)?;
    Ok(bytes)
}
