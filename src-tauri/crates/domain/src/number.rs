//! Decimals as people type them, and rounding.

use crate::text::half_width;
use rust_decimal::{Decimal, RoundingStrategy};

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// No digits, or characters that do not belong.
    #[error("“{0}”不是数字，请只填数字")]
    NotANumber(String),
    /// More digits than a decimal can hold exactly.
    #[error("“{0}”位数太多，请核对后重填")]
    TooLong(String),
}

/// Reads a decimal: full-width digits, blanks and thousands separators are understood.
///
/// A comma counts as a thousands separator only where one can stand (`1,234`), so `1,2` is refused.
pub fn parse(text: &str) -> Result<Decimal, NumberFault> {
    let plain: String = half_width(text).chars().filter(|c| *c != ' ').collect();
    let fault = || NumberFault::NotANumber(text.trim().to_owned());
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split([',', '，']).collect();
    let grouped = groups.len() == 1
        || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    let all_digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()))
        && fraction.bytes().all(|b| b.is_ascii_digit());
    if !grouped || !all_digits || (whole.is_empty() && fraction.is_empty()) {
        return Err(fault());
    }
    if whole.len() + fraction.len() > 28 {
        return Err(NumberFault::TooLong(text.trim().to_owned()));
    }
    let canonical = format!("{sign}{}.{}", non_empty(&groups.concat()), non_empty(fraction));
    canonical.parse::<Decimal>().map(|value| value.normalize()).map_err(|_| fault())
}

fn non_empty(digits: &str) -> &str {
    if digits.is_empty() { "0" } else { digits }
}

/// Rounds half up (四舍五入, away from zero) to two decimals.
pub fn round2(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// The shortest exact text: `22.50` prints `22.5`, `100.00` prints `100`.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Text with thousands separators and at least `min_dp` decimals; nothing is rounded away.
pub fn grouped(value: Decimal, min_dp: u32) -> String {
    let mut exact = value.normalize();
    if exact.scale() < min_dp {
        exact.rescale(min_dp);
    }
    let text = exact.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + 8);
    if exact.is_sign_negative() && !exact.is_zero() {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_typed() {
        for (given, expected) in [
            ("1,234.50", Some("1234.5")),
            ("１２３", Some("123")),
            (" 12 345 ", Some("12345")),
            ("-0.5", Some("-0.5")),
            (".5", Some("0.5")),
            ("5.", Some("5")),
            ("1，234", Some("1234")),
            ("1,2", None),
            ("12,34,567", None),
            ("", None),
            ("-", None),
            ("1e5", None),
            ("12.3.4", None),
            ("九", None),
            ("99999999999999999999999999999", None),
        ] {
            assert_eq!(parse(given).ok().map(plain).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn rounding_is_half_up() {
        for (given, expected) in
            [("0.125", "0.13"), ("0.135", "0.14"), ("2.345", "2.35"), ("-0.125", "-0.13"), ("1.2449", "1.24")]
        {
            assert_eq!(round2(parse(given).unwrap()), parse(expected).unwrap(), "{given}");
        }
    }

    proptest! {
        #[test]
        fn grouped_text_reads_back(mantissa in any::<i64>(), scale in 0u32..10) {
            let value = Decimal::new(mantissa, scale);
            prop_assert_eq!(parse(&grouped(value, 2)).unwrap(), value.normalize());
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = parse(&text);
        }
    }
}
