//! The two built-in fonts: parsed once, asked for glyphs and widths. Where they come from: assets/fonts/README.md.

use crate::error::Error;
use std::sync::OnceLock;
use ttf_parser::Face;

/// A built-in typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Font {
    /// 宋体: Noto Serif SC, for text and numbers.
    Song,
    /// 黑体: Noto Sans SC Bold, for titles and heads.
    Hei,
}

/// Printed where neither font has the character.
pub const SUBSTITUTE: char = '□';

static SONG: &[u8] = include_bytes!("../../../../assets/fonts/NotoSerifSC-Regular.ttf");
static HEI: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansSC-Bold.ttf");

impl Font {
    /// Both fonts.
    pub(crate) const ALL: [Self; 2] = [Self::Song, Self::Hei];

    /// The PostScript name inside the PDF.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Song => "NotoSerifSC-Regular",
            Self::Hei => "NotoSansSC-Bold",
        }
    }

    /// The whole font file.
    pub(crate) fn data(self) -> &'static [u8] {
        match self {
            Self::Song => SONG,
            Self::Hei => HEI,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Song => Self::Hei,
            Self::Hei => Self::Song,
        }
    }
}

/// A font, parsed.
pub(crate) struct Parsed {
    face: Face<'static>,
}

impl Parsed {
    /// The glyph of a character.
    pub(crate) fn glyph(&self, c: char) -> Option<u16> {
        self.face.glyph_index(c).map(|id| id.0).filter(|id| *id != 0)
    }

    /// Advance of a glyph in font units.
    pub(crate) fn advance(&self, glyph: u16) -> u16 {
        self.face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0)
    }

    /// Font units in an em.
    pub(crate) fn units_per_em(&self) -> u16 {
        self.face.units_per_em()
    }

    /// Smallest rectangle around all glyphs: x min, y min, x max, y max.
    pub(crate) fn bounds(&self) -> [i16; 4] {
        let bounds = self.face.global_bounding_box();
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
    }

    /// Weight class, 400 for regular and 700 for bold.
    pub(crate) fn weight(&self) -> u16 {
        self.face.weight().to_number()
    }

    /// Ascender and descender in font units.
    pub(crate) fn vertical(&self) -> (i16, i16) {
        (self.face.ascender(), self.face.descender())
    }
}

/// Both fonts, parsed on first use.
pub(crate) struct Fonts {
    song: Parsed,
    hei: Parsed,
}

impl Fonts {
    /// The fonts of this program.
    pub(crate) fn get() -> Result<&'static Self, Error> {
        static FONTS: OnceLock<Result<Fonts, Error>> = OnceLock::new();
        let load = || {
            let parse = |font: Font| {
                Face::parse(font.data(), 0)
                    .map(|face| Parsed { face })
                    .map_err(|fault| Error::Font(format!("{}: {fault}", font.name())))
            };
            Ok(Self { song: parse(Font::Song)?, hei: parse(Font::Hei)? })
        };
        FONTS.get_or_init(load).as_ref().map_err(Clone::clone)
    }

    /// One font, parsed.
    pub(crate) fn parsed(&self, font: Font) -> &Parsed {
        match font {
            Font::Song => &self.song,
            Font::Hei => &self.hei,
        }
    }

    /// The font that draws `c` where `wanted` is asked for, and the character that it draws: `c`, or
    /// [`SUBSTITUTE`] when neither font has it.
    pub(crate) fn resolve(&self, wanted: Font, c: char) -> (Font, char) {
        for font in [wanted, wanted.other()] {
            if self.parsed(font).glyph(c).is_some() {
                return (font, c);
            }
        }
        (wanted, SUBSTITUTE)
    }

    /// Width of a character in em, as it will be drawn.
    pub(crate) fn width(&self, wanted: Font, c: char) -> f32 {
        let (font, c) = self.resolve(wanted, c);
        let parsed = self.parsed(font);
        let units = parsed.glyph(c).map_or(0, |glyph| parsed.advance(glyph));
        f32::from(units) / f32::from(parsed.units_per_em().max(1))
    }
}

/// The characters of `text` that no built-in font can draw, each once, in the order of the text.
///
/// They are printed as □; a check names them to the user. Blanks, line breaks and invisible marks do not count.
///
/// # Errors
/// [`Error::Font`] when the program's fonts are damaged.
pub fn missing_glyphs(text: &str) -> Result<Vec<char>, Error> {
    let fonts = Fonts::get()?;
    let mut missing = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)) {
        let drawn = Font::ALL.iter().any(|font| fonts.parsed(*font).glyph(c).is_some());
        if !drawn && !missing.contains(&c) {
            missing.push(c);
        }
    }
    Ok(missing)
}

/// Characters that leave no trace on paper: controls, zero-width marks, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_characters_are_named_once() {
        for (text, expected) in [
            ("县域义务教育薄弱环节改善与能力提升（2026）≥95%，☑ □ √ ㎡ ①", ""),
            ("𠮷野家", "𠮷"),
            ("𠮷𠮷😀甲😀", "𠮷😀"),
            ("a\u{200b}b\u{fe0f}\n\t　", ""),
            ("㑇䶮𬭁𫖮", ""),
        ] {
            let missing: String = missing_glyphs(text).unwrap().into_iter().collect();
            assert_eq!(missing, expected, "{text}");
        }
    }

    #[test]
    fn widths_are_those_of_the_font_that_draws() {
        let fonts = Fonts::get().unwrap();
        for (c, em) in [('国', 1.0), ('，', 1.0), ('☑', 1.0), ('𠮷', 1.0)] {
            for font in Font::ALL {
                assert!((fonts.width(font, c) - em).abs() < 1e-6, "{c}");
            }
        }
        let digits: Vec<f32> = ('0'..='9').map(|c| fonts.width(Font::Song, c)).collect();
        assert!(digits.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-6), "{digits:?}");
    }
}
