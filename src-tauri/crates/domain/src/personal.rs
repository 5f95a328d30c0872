//! Personal data (个人信息) in texts: mobile and fixed-line numbers, identity numbers, bank cards. Found by shape and check digit, so
//! that amounts, codes and dates are left alone.

use crate::project::named;
use crate::unit::check_credit_code;
use chrono::NaiveDate;
use std::ops::Range;

named! {
    /// What a number is.
    Kind {
        /// 手机号码
        Mobile = "mobile" "手机号码",
        /// 固定电话号码, with its area code
        Landline = "landline" "固定电话号码",
        /// 居民身份证号
        Identity = "identity" "居民身份证号",
        /// 银行卡号
        BankCard = "bank_card" "银行卡号",
    }
}

/// One number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// How many groups of digits one number may be typed in.
const GROUPS: usize = 6;
/// So many characters at the beginning and at the end stay legible.
const KEPT: (usize, usize) = (3, 2);

/// A run of digits: where it stands and what it says in plain digits.
struct Run {
    at: Range<usize>,
    digits: String,
}

/// All personal numbers in a text, in their order. Full-width digits and single blanks or hyphens between groups are
/// understood.
pub fn find(text: &str) -> Vec<Found> {
    let runs = runs(text);
    let mut found = Vec::new();
    let mut i = 0;
    while i < runs.len() {
        let mut last = i;
        while last + 1 < runs.len()
            && last + 1 - i < GROUPS
            && joins(&text[runs[last].at.end..runs[last + 1].at.start])
        {
            last += 1;
        }
        let hit = (i..=last).rev().find_map(|j| {
            let digits: String = runs[i..=j].iter().map(|run| run.digits.as_str()).collect();
            Some((kind_of(&digits)?, j))
        });
        let hit = hit.or_else(|| dotted(text, &runs[i..]).map(|count| (Kind::Mobile, i + count - 1)));
        let hit = hit.or_else(|| landline(text, &runs[i..]).map(|count| (Kind::Landline, i + count - 1)));
        i = match hit {
            Some((kind, j)) => {
                found.push(Found { kind, at: runs[i].at.start..runs[j].at.end });
                j + 1
            }
            None => i + 1,
        };
    }
    found
}

/// A mobile number in its usual groups, with dots between them: `138.1234.5678`. Groups of other lengths are amounts.
fn dotted(text: &str, runs: &[Run]) -> Option<usize> {
    let [a, b, c, ..] = runs else { return None };
    let dot = |one: &Run, next: &Run| {
        let between = &text[one.at.end..next.at.start];
        joins(between) || matches!(between, "." | "·" | "．" | "・" | "•")
    };
    let grouped = [a, b, c].map(|run| run.digits.len()) == [3, 4, 4] && dot(a, b) && dot(b, c);
    let digits = format!("{}{}{}", a.digits, b.digits, c.digits);
    (grouped && kind_of(&digits) == Some(Kind::Mobile)).then_some(3)
}

/// An area code and a number of 7 or 8 digits behind it: `0877-6123456`, `(0877)6123456`.
fn landline(text: &str, runs: &[Run]) -> Option<usize> {
    let [area, number, ..] = runs else { return None };
    let between = text[area.at.end..number.at.start].trim_matches([' ', '\u{3000}', '\u{a0}']);
    let parted = joins(&text[area.at.end..number.at.start])
        || matches!(between, ")" | "）" | "-" | "－" | ")-" | "）-" | "）－");
    let code = match area.digits.as_bytes() {
        [b'0', b'1', b'0'] | [b'0', b'2', b'0'..=b'9'] => true,
        [b'0', b'3'..=b'9', rest @ ..] => rest.len() == 2 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    let local = matches!(number.digits.len(), 7 | 8)
        && matches!(number.digits.as_bytes(), [b'2'..=b'9', ..])
        && !number.digits.ends_with('X');
    (parted && code && local).then_some(2)
}

/// The text with the middle of every personal number covered: `138******78`.
pub fn masked(text: &str) -> String {
    let mut text = text.to_owned();
    // What stays legible of one number may make another with what follows it.
    loop {
        let found = find(&text);
        if found.is_empty() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        for one in found {
            out.push_str(&text[end..one.at.start]);
            out.push_str(&covered(&text[one.at.clone()]));
            end = one.at.end;
        }
        out.push_str(&text[end..]);
        text = out;
    }
}

fn covered(number: &str) -> String {
    let counts = number.chars().filter(|c| is_part(*c)).count();
    let mut seen = 0;
    let cover = |c: char| {
        if !is_part(c) {
            return c;
        }
        seen += 1;
        if seen <= KEPT.0 || seen + KEPT.1 > counts { c } else { '*' }
    };
    number.chars().map(cover).collect()
}

fn is_part(c: char) -> bool {
    digit(c).is_some() || is_x(c)
}

fn is_x(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ')
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - 0xfee0),
        _ => None,
    }
}

/// Runs of digits; an X closes one.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let open = runs.last_mut().filter(|run| run.at.end == at && !run.digits.ends_with('X'));
        match (digit(c), open) {
            (Some(plain), Some(run)) => {
                run.digits.push(plain);
                run.at.end = end;
            }
            (Some(plain), None) => runs.push(Run { at: at..end, digits: plain.to_string() }),
            (None, Some(run)) if is_x(c) && !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) => {
                run.digits.push('X');
                run.at.end = end;
            }
            _ => {}
        }
    }
    runs
}

/// May this stand between two groups of one number?
fn joins(between: &str) -> bool {
    let mut chars = between.chars();
    matches!(
        (chars.next(), chars.next()),
        (Some(' ' | '-' | '\u{a0}' | '\u{3000}' | '－' | '‐' | '—' | '–'), None)
    )
}

fn kind_of(digits: &str) -> Option<Kind> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    match digits.len() {
        18 if is_identity(digits) => Some(Kind::Identity),
        11 if plain && is_mobile(digits) => Some(Kind::Mobile),
        13 if plain && digits.strip_prefix("86").is_some_and(is_mobile) => Some(Kind::Mobile),
        16..=19 if plain && is_card(digits) => Some(Kind::BankCard),
        _ => None,
    }
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// GB 11643: 17 digits with a day of birth, and a check character (ISO 7064 MOD 11-2).
fn is_identity(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let born = NaiveDate::parse_from_str(&digits[6..14], "%Y%m%d").is_ok();
    let century = ["18", "19", "20"].iter().any(|century| digits[6..].starts_with(century));
    let sum = bytes[..17].iter().fold(0u32, |sum, byte| (sum + u32::from(byte - b'0')) * 2 % 11);
    let check = match (12 - sum) % 11 {
        10 => b'X',
        value => b'0' + u8::try_from(value).unwrap_or_default(),
    };
    born && century && bytes[17] == check
}

/// A card's number begins with 3 to 6 and has a Luhn check digit; a credit code is none.
fn is_card(digits: &str) -> bool {
    let doubled = |value: u32| if value > 4 { value * 2 - 9 } else { value * 2 };
    let sum: u32 = (digits.bytes().rev().enumerate())
        .map(|(place, byte)| {
            let value = u32::from(byte - b'0');
            if place % 2 == 1 { doubled(value) } else { value }
        })
        .sum();
    matches!(digits.as_bytes().first(), Some(b'3'..=b'6'))
        && sum.is_multiple_of(10)
        && check_credit_code(digits).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_of_persons_are_covered_and_others_left_alone() {
        for (given, expected) in [
            ("联系电话13812345678。", "联系电话138******78。"),
            ("电话：138 1234 5678转", "电话：138 **** **78转"),
            ("１３９－１２３４－５６７８", "１３９－****－**７８"),
            ("+8613812345678", "+861********78"),
            ("身份证11010519491231002X，", "身份证110*************2X，"),
            ("身份证11010519491231002x", "身份证110*************2x"),
            ("身份证440524188001010014", "身份证440*************14"),
            ("证号 110105194912310021", "证号 110105194912310021"),
            ("卡号6222 0000 0000 0000 007", "卡号6222 0000 0000 0000 007"),
            ("卡号4111 1111 1111 1111", "卡号411* **** **** **11"),
            ("两人：13812345678、13987654321", "两人：138******78、139******21"),
            ("13812345678 2026年", "138******78 2026年"),
            ("项目代码51000026T000000000001", "项目代码51000026T000000000001"),
            ("信用代码91350100M000100Y43", "信用代码91350100M000100Y43"),
            ("办公电话0877-6123456", "办公电话087*-*****56"),
            ("（0877）6123456", "（087*）*****56"),
            ("(0877) 6123456转8001", "(087*) *****56转8001"),
            ("010-62345678", "010-******78"),
            ("0877 6123456", "087* *****56"),
            ("138.1234.5678", "138.****.**78"),
            ("138·1234·5678", "138·****·**78"),
            ("138 1234.5678", "138 ****.**78"),
            ("金额1381234.5678万元", "金额1381234.5678万元"),
            ("编号0012-6123456", "编号0012-6123456"),
            ("比例0.877-6123456", "比例0.877-6123456"),
            ("金额12345678901.00元", "金额12345678901.00元"),
            ("支出23812345678元", "支出23812345678元"),
            ("2026-03-15至2026-12-31", "2026-03-15至2026-12-31"),
            ("", ""),
        ] {
            assert_eq!(masked(given), expected, "{given}");
        }
        let kinds = |text: &str| find(text).into_iter().map(|one| one.kind).collect::<Vec<_>>();
        assert_eq!(kinds("13812345678"), [Kind::Mobile]);
        assert_eq!(kinds("11010519491231002X"), [Kind::Identity]);
        assert_eq!(kinds("4111111111111111"), [Kind::BankCard]);
    }

    proptest! {
        #[test]
        fn what_is_covered_stays_covered(text in "[0-9１３xX －-]{0,60}|.{0,60}") {
            let once = masked(&text);
            prop_assert_eq!(once.chars().count(), text.chars().count());
            prop_assert!(find(&once).is_empty(), "{} {}", text, once);
            prop_assert_eq!(masked(&once), once);
        }
    }
}
