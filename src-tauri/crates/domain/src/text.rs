//! Text as people really type it: full-width characters, stray spaces, copied sentences.

/// Turns full-width ASCII and the common Chinese variants of signs into their plain form and trims.
///
/// `％` → `%`, `１２` → `12`, `（` → `(`, the ideographic space → a space. Chinese words stay as they are.
pub fn half_width(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{2060}'))
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\t' => ' ',
            '﹪' => '%',
            '≧' | '⩾' => '≥',
            '≦' | '⩽' => '≤',
            '−' | '–' | '—' => '-',
            other => other,
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// `half_width` without any blank: for comparing names that people space differently.
pub fn squeezed(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Shortens a quoted text so that a sentence stays one, on one line; quotes within it become single ones.
pub(crate) fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('“', "‘").replace('”', "’");
    if line.chars().count() <= 24 {
        return line;
    }
    line.chars().take(23).chain(['…']).collect()
}

/// How many characters a reader counts (not bytes).
pub fn chars(text: &str) -> usize {
    text.chars().count()
}

/// True when nothing but digits, signs and blanks is there: `88`, `12.5%`, `3 - 4`.
pub fn is_only_number(text: &str) -> bool {
    let plain = squeezed(text);
    !plain.is_empty()
        && plain.chars().any(|c| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || ".,%-+/、()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_text_stays_within_its_quotes() {
        for (given, expected) in [
            ("长\n  短", "长 短"),
            ("\\”{&76", "\\’{&76"),
            ("所谓“两不愁”", "所谓‘两不愁’"),
            (
                "一二三四五六七八九十一二三四五六七八九十一二三四五",
                "一二三四五六七八九十一二三四五六七八九十一二三…",
            ),
        ] {
            assert_eq!(quoted(given), expected, "{given}");
        }
    }

    #[test]
    fn full_width_becomes_plain() {
        for (given, expected) in [
            ("　≥ ９５ ％　", "≥ 95 %"),
            ("（一）", "(一)"),
            ("１，２３４．５０", "1,234.50"),
            ("≧３", "≥3"),
            ("普通文字", "普通文字"),
            ("\u{feff}名称\u{200b}", "名称"),
        ] {
            assert_eq!(half_width(given), expected, "{given}");
        }
    }

    #[test]
    fn numeric_names_are_told_from_names_with_numbers() {
        for (given, expected) in
            [("88", true), ("１００％", true), ("88个", false), ("", false), ("-", false), ("3-4", true)]
        {
            assert_eq!(is_only_number(given), expected, "{given}");
        }
    }
}
