//! Chinese numerals at the head of a text: 三次, 一百二十人, 百分之九十五.

use rust_decimal::Decimal;

/// Splits a Chinese whole number from the head of a text: (number, rest).
pub(super) fn leading(text: &str) -> Option<(Decimal, &str)> {
    let end = text.char_indices().find(|(_, c)| place(*c).is_none()).map_or(text.len(), |(i, _)| i);
    let (digits, rest) = text.split_at(end);
    Some((value(digits)?, rest))
}

enum Place {
    Digit(u64),
    Ten(u64),
    Big(u64),
}

fn place(c: char) -> Option<Place> {
    Some(match c {
        '零' | '〇' => Place::Digit(0),
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
            ("二〇二六年", None),
            ("万人", None),
            ("有效", None),
            ("", None),
        ] {
            let read = leading(given).map(|(n, rest)| (n.to_string(), rest.to_owned()));
            assert_eq!(read, expected.map(|(n, rest)| (n.to_owned(), rest.to_owned())), "{given}");
        }
    }
}
