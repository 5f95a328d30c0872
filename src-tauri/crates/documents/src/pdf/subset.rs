//! Each document carries only the glyphs that it uses.

use crate::error::Error;
use crate::fonts::{Font, Fonts};
use printpdf::{FontMetrics, ParsedFont};
use sm3::{Digest, Sm3};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// Which characters a document draws with which font.
#[derive(Default)]
pub(super) struct Usage {
    used: BTreeMap<Font, BTreeSet<char>>,
}

/// One trimmed font.
pub(super) struct Subset {
    pub(super) font: Font,
    /// The font program.
    bytes: Vec<u8>,
    /// Character → glyph of the trimmed font.
    glyphs: BTreeMap<u32, u16>,
    /// Glyph → advance.
    widths: BTreeMap<u16, u16>,
    /// How many glyphs the trimmed font has, .notdef included.
    pub(super) count: u16,
    /// `ABCDEF+Name`, the tag derived from the glyphs.
    pub(super) name: String,
}

impl Usage {
    pub(super) fn add(&mut self, font: Font, text: &str) {
        self.used.entry(font).or_default().extend(text.chars());
    }

    /// Trims every used font.
    pub(super) fn subsets(&self, fonts: &Fonts) -> Result<Vec<Subset>, Error> {
        self.used.iter().map(|(font, chars)| Subset::new(*font, chars, fonts)).collect()
    }
}

impl Subset {
    fn new(font: Font, chars: &BTreeSet<char>, fonts: &Fonts) -> Result<Self, Error> {
        let parsed = fonts.parsed(font);
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = BTreeMap::new();
        let mut widths = BTreeMap::new();
        for c in chars {
            if let Some(old) = parsed.glyph(*c) {
                let new = remapper.remap(old);
                glyphs.insert(u32::from(*c), new);
                widths.insert(new, parsed.advance(old));
            }
        }
        let bytes = subsetter::subset(font.data(), 0, &remapper)
            .map_err(|fault| Error::Font(format!("{}: {fault}", font.name())))?;
        let count = remapper.num_gids();
        let name = format!("{}+{}", tag(&bytes), font.name());
        Ok(Self { font, bytes, glyphs, widths, count, name })
    }

    /// As `printpdf` wants it.
    pub(super) fn parsed(&self, fonts: &Fonts) -> ParsedFont {
        let whole = fonts.parsed(self.font);
        let (ascent, descent) = whole.vertical();
        let mut font = ParsedFont::with_glyph_data(
            self.bytes.clone(),
            0,
            Some(self.name.clone()),
            self.glyphs.clone(),
            self.widths.clone(),
            whole.units_per_em(),
            FontMetrics { ascent, descent },
        );
        let [x_min, y_min, x_max, y_max] = whole.bounds();
        font.pdf_font_metrics.x_min = x_min;
        font.pdf_font_metrics.y_min = y_min;
        font.pdf_font_metrics.x_max = x_max;
        font.pdf_font_metrics.y_max = y_max;
        font.pdf_font_metrics.us_weight_class = whole.weight();
        font
    }
}

/// Six capital letters from the font program's digest.
fn tag(bytes: &[u8]) -> String {
    Sm3::digest(bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
