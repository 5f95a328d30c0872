//! Words of headers and labels, brought into one shape before they are compared.

use domain::money::AmountUnit;
use domain::text::squeezed;

/// A label without what people put around it: blanks, bracketed remarks, stars, numbering, a closing colon.
///
/// `*1、年度资金总额（万元）：` becomes `年度资金总额`. Where nothing but brackets is left, they stay.
pub(crate) fn label(text: &str) -> String {
    let plain = squeezed(text);
    let mut out = String::with_capacity(plain.len());
    let mut depth = 0usize;
    for c in plain.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | '★' | '"' | '“' | '”' | '《' | '》' => {}
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let trimmed = strip_numbering(out.trim_end_matches([':', '：', '、', ',', ';', '-']));
    if trimmed.is_empty() { plain } else { trimmed.to_owned() }
}

/// Text without `1.`, `1、`, `（一）`, `①`, `一、` in front. A decimal number in front stays: `3.5米道路`.
pub(crate) fn strip_numbering(text: &str) -> &str {
    let text = text.trim_start();
    const CIRCLED: std::ops::RangeInclusive<char> = '①'..='⑳';
    if let Some(rest) = text.strip_prefix(|c| CIRCLED.contains(&c)) {
        return rest.trim_start();
    }
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bracketed = text.strip_prefix(['(', '（']).and_then(|inside| {
        let (number, rest) = inside.split_once([')', '）'])?;
        (!number.is_empty() && number.chars().count() <= 3 && number.chars().all(numeral)).then_some(rest)
    });
    if let Some(rest) = bracketed {
        return rest.trim_start();
    }
    let end = text.find(|c| !numeral(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let Some(mark) = rest.chars().next().filter(|c| matches!(c, '.' | '、' | '．' | ')' | '）')) else {
        return text;
    };
    let after = &rest[mark.len_utf8()..];
    let decimal = mark == '.' && after.starts_with(|c: char| c.is_ascii_digit());
    if number.is_empty() || number.chars().count() > 3 || decimal || after.is_empty() {
        text
    } else {
        after.trim_start()
    }
}

/// The amount unit that a header or a line above a table states: `（万元）`, `单位：元`, `金额单位：人民币万元`.
pub(crate) fn amount_unit(text: &str) -> Option<AmountUnit> {
    let plain = squeezed(text).replace("人民币", "").replace('：', ":");
    let named = |word: &str| {
        ["(", "[", "/", "_", "单位:", "单位为", "单位"].iter().any(|before| {
            plain.match_indices(&format!("{before}{word}")).any(|(at, found)| {
                let rest = &plain[at + found.len()..];
                // 单位元 must not be the beginning of a name such as 实施单位元氏县.
                rest.is_empty() || rest.starts_with([')', ']', ',', ';', '，', '；', '。', '、', ':'])
            })
        })
    };
    if named("万元") {
        Some(AmountUnit::WanYuan)
    } else if named("元") {
        Some(AmountUnit::Yuan)
    } else {
        None
    }
}

/// What a yes-or-no cell says; an empty mark is no. `None`: neither.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    let plain = squeezed(text).to_uppercase();
    match plain.as_str() {
        "是" | "有" | "√" | "✓" | "✔" | "☑" | "Y" | "YES" | "TRUE" | "1" | "对" | "属于" | "涉及" | "■" => {
            Some(true)
        }
        "" | "否" | "无" | "×" | "✗" | "✘" | "X" | "N" | "NO" | "FALSE" | "0" | "-" | "/" | "不是"
        | "不属于" | "不涉及" | "没有" | "□" | "非" => Some(false),
        _ => None,
    }
}

/// A cell that stands for nothing: a dash, a slash, 无.
pub(crate) fn is_dash(text: &str) -> bool {
    // Asked of every cell, and hardly ever so.
    if text.len() > 24 {
        return false;
    }
    matches!(squeezed(text).as_str(), "-" | "--" | "/" | "\\" | "无" | "……" | "…" | "......" | "...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_lose_their_trimmings() {
        for (given, expected) in [
            ("*1、年度资金总额（万元）：", "年度资金总额"),
            ("项 目\n名 称", "项目名称"),
            ("（一）项目名称", "项目名称"),
            ("二、项目资金（万元）", "项目资金"),
            ("【必填】项目代码", "项目代码"),
            ("一级指标", "一级指标"),
            ("（元）", "(元)"),
            ("其中：财政拨款", "其中:财政拨款"),
        ] {
            assert_eq!(label(given), expected, "{given}");
        }
    }

    #[test]
    fn numbering_goes_and_numbers_stay() {
        for (given, expected) in [
            ("1.新建道路", "新建道路"),
            ("12、新建", "新建"),
            ("（三）其他", "其他"),
            ("①培训", "培训"),
            ("一、总体", "总体"),
            ("3.5米道路", "3.5米道路"),
            ("100公里道路", "100公里道路"),
            ("一次性补助", "一次性补助"),
            ("(试行)办法", "(试行)办法"),
            ("5.", "5."),
        ] {
            assert_eq!(strip_numbering(given), expected, "{given}");
        }
    }

    #[test]
    fn units_are_found_where_they_are_stated() {
        use AmountUnit::{WanYuan, Yuan};
        for (given, expected) in [
            ("年度资金总额（万元）", Some(WanYuan)),
            ("单位：万元", Some(WanYuan)),
            ("金额单位：人民币元", Some(Yuan)),
            ("项目资金(元)", Some(Yuan)),
            ("填报单位：某县教育局    单位：元", Some(Yuan)),
            ("实施单位：元氏县教育局", None),
            ("实施单位", None),
            ("预算金额/万元", Some(WanYuan)),
            ("项目名称", None),
        ] {
            assert_eq!(amount_unit(given), expected, "{given}");
        }
    }

    #[test]
    fn yes_and_no() {
        for (given, expected) in
            [("是", Some(true)), ("√", Some(true)), ("", Some(false)), ("否 ", Some(false)), ("部分", None)]
        {
            assert_eq!(yes_no(given), expected, "{given}");
        }
    }
}
