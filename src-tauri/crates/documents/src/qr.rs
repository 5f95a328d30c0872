//! The QR code of a sealed form: package number and audit head.

use crate::error::Error;
use qrcode::{Color, EcLevel, QrCode};

/// The dark parts of a QR code: for each a row, its first column and its length, in modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Qr {
    /// Modules along one side.
    pub(crate) side: usize,
    /// (row, column, length) of each dark bar.
    pub(crate) bars: Vec<(usize, usize, usize)>,
}

/// The text in the code: the package number, a blank, the audit head.
pub(crate) fn text(number: &str, audit_head: &str) -> String {
    format!("{number} {audit_head}")
}

/// Encodes `text` with 15 % error correction.
pub(crate) fn encode(text: &str) -> Result<Qr, Error> {
    let code =
        QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Error::Qr(text.chars().count()))?;
    let side = code.width();
    let modules = code.to_colors();
    let mut bars = Vec::new();
    for (row, line) in modules.chunks(side).enumerate() {
        let mut column = 0;
        while column < side {
            let length = line[column..].iter().take_while(|module| **module == Color::Dark).count();
            if length > 0 {
                bars.push((row, column, length));
            }
            column += length.max(1);
        }
    }
    Ok(Qr { side, bars })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_number_is_refused_with_its_length() {
        let qr = encode(&text("WX-219001-2026-target-Y-001", &"0f".repeat(32))).unwrap();
        assert!(qr.side >= 37 && qr.bars.len() > 300);
        assert_eq!(encode(&"包".repeat(2000)), Err(Error::Qr(2000)));
    }
}
