//! Text as XML.

/// Escapes text and drops what XML cannot hold (control characters, stray surrogate marks).
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        for (text, expected) in [
            ("a<b>&\"", "a&lt;b&gt;&amp;&quot;"),
            ("甲\u{1}\u{ffff}乙\r", "甲乙"),
            ("一\n二\t三", "一 二 三"),
        ] {
            assert_eq!(super::escape(text), expected);
        }
    }
}
