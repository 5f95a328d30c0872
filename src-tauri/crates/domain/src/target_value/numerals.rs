//! Chinese numerals at the head of a text: 三次, 一百二十人, 九十五点五; and years read out: 二〇二六年.

use rust_decimal::Decimal;

/// Splits a Chinese number from the head of a text: (number, rest).
pub(super) fn leading(text: &str) -> Option<(Decimal, &str)> {
    let (whole, rest) = split(text);
    let whole = value(whole)?;
    if let Some(behind) = rest.strip_prefix('点') {
        let (digits, rest) = split(behind);
        if let Some(fraction) = read_out(digits) {
            return Some((format!("{whole}.{fraction}").parse().ok()?, rest));
        }
    }
    Some((whole, rest))
}

/// Does a numeral stand anywhere in the text?
pub(super) fn any(text: &str) -> bool {
    text.chars().any(|c| place(c).is_some())
}

/// Is the text nothing but numerals?
pub(super) fn only(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| place(c).is_some())
}

/// A date written in Chinese numerals with its figures in ASCII: 二〇二六年十二月 → 2026年12月. `None`: not one.
pub(super) fn dates_in_digits(text: &str) -> Option<String> {
    if text.contains(|c: char| c.is_ascii_digit()) || !text.contains(['年', '月']) {
        return None;
    }
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (numeral, behind) = split(rest);
        if numeral.is_empty() {
            let mut chars = rest.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        } else if behind.starts_with(['年', '月', '日', '号']) {
            out.push_str(&read_out(numeral).or_else(|| value(numeral).map(|n| n.to_string()))?);
            rest = behind;
        } else {
            out.push_str(numeral); // 第三季度
            rest = behind;
        }
    }
    out.contains(|c: char| c.is_ascii_digit()).then_some(out)
}

fn split(text: &str) -> (&str, &str) {
    let end = text.char_indices().find(|(_, c)| place(*c).is_none()).map_or(text.len(), |(i, _)| i);
    text.split_at(end)
}

/// Digits read out one by one: 二〇二六 → 2026.
fn read_out(digits: &str) -> Option<String> {
    let figures: Option<String> = digits
        .chars()
        .map(|c| match place(c) {
            Some(Place::Digit(d)) => char::from_digit(u32::try_from(d).ok()?, 10),
            _ => None,
        })
        .collect();
    figures.filter(|figures| (1..=12).contains(&figures.len()))
}

enum Place {
    Digit(u64),
    Ten(u64),
    Big(u64),
}

fn place(c: char) -> Option<Place> {
    Some(match c {
        '零' | '〇' | '○' => Place::Digit(0),
        '一' | '壹' => Place::Digit(1),
        '二' | '两' | '贰' => Place::Digit(2),
        '三' | '叁' => Place::Digit(3),
        '四' | '肆' => Place::Digit(4),
        '五' | '伍' => Place::Digit(5),
        '六' | '陆' => Place::Digit(6),
        '七' | '柒' => Place::Digit(7),
        '八' | '捌' => Place::Digit(8),
        '九' | '玖' => Place::Digit(9),
        '十' | '拾' => Place::Ten(10),
        '百' | '佰' => Place::Ten(100),
        '千' | '仟' => Place::Ten(1000),
        '万' => Place::Big(10_000),
        '亿' => Place::Big(100_000_000),
        _ => return None,
    })
}

fn value(digits: &str) -> Option<Decimal> {
    let (mut total, mut section, mut digit) = (0u64, 0u64, None::<u64>);
    let mut seen = false;
    for c in digits.chars() {
        match place(c)? {
            Place::Digit(d) => {
                // Two digits in a row are a number read out (二〇二六), which is a year or a code, not an amount.
                if digit.is_some_and(|before| before != 0) {
                    return None;
                }
                digit = Some(d);
                seen = true;
            }
            Place::Ten(power) => {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(power)?)?;
                seen = true;
            }
            Place::Big(power) => {
                section = section.checked_add(digit.take().unwrap_or(0))?;
                if section == 0 {
                    return None;
                }
                total = total.checked_add(section.checked_mul(power)?)?;
                section = 0;
            }
        }
    }
    let sum = total.checked_add(section)?.checked_add(digit.unwrap_or(0))?;
    seen.then(|| Decimal::from(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (given, expected) in [
            ("三次", Some(("3", "次"))),
            ("十二个", Some(("12", "个"))),
            ("一百零五人", Some(("105", "人"))),
            ("两万三千元", Some(("23000", "元"))),
            ("九十五", Some(("95", ""))),
            ("九十五点五", Some(("95.5", ""))),
            ("一点", Some(("1", "点"))),
            ("二〇二六年", None),
            ("万人", None),
            ("有效", None),
            ("", None),
        ] {
            let read = leading(given).map(|(n, rest)| (n.to_string(), rest.to_owned()));
            assert_eq!(read, expected.map(|(n, rest)| (n.to_owned(), rest.to_owned())), "{given}");
        }
    }

    #[test]
    fn dates_in_chinese() {
        for (given, expected) in [
            ("二〇二六年十二月三十一日前", Some("2026年12月31日前")),
            ("二零二六年底", Some("2026年底")),
            ("六月底前", Some("6月底前")),
            ("二〇二六年第三季度", Some("2026年第三季度")),
            ("年底前", None),
            ("2026年", None),
            ("三次", None),
        ] {
            assert_eq!(dates_in_digits(given).as_deref(), expected, "{given}");
        }
    }
}
