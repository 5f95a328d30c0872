//! Reads what people really write in a target-value cell, or says why it cannot be one value.
//! The rows of `tests/target_values.txt` are its specification.

use super::dates::{self, Dated};
use super::{Quantity, Sign, TargetValue, numerals, signs};
use crate::number;
use crate::period::FiscalYear;
use crate::text::{half_width, quoted, squeezed};
use rust_decimal::Decimal;

/// Why a text is not one target value; each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing there.
    #[error("指标值为空，请填写")]
    Empty,
    /// A range of two numbers.
    #[error("指标值“{0}”是一个区间，请写成一个界限，如 ≥80%")]
    Range(String),
    /// Two conditions or values in one cell.
    #[error("指标值“{0}”含有多个数值，请拆成几条指标，每条一个值")]
    Several(String),
    /// 约, 左右, 近: nobody can judge it.
    #[error("指标值“{0}”是约数，无法考核，请写明界限，如 ≥50个")]
    Approximate(String),
    /// A ratio or fraction.
    #[error("指标值“{0}”是比例或分数，请换算成百分数或小数")]
    Ratio(String),
    /// A sentence with numbers in it.
    #[error("指标值“{0}”是一句话，请把对象写进指标名称，这里只填符号、数值和单位")]
    Sentence(String),
    /// A day that does not exist or lacks its year.
    #[error("指标值“{0}”中的日期无法识别，请写成 2026年12月31日前")]
    BadDate(String),
    /// A sign with nothing behind it.
    #[error("指标值“{0}”只有符号，没有数值，请补上数值和单位")]
    SignOnly(String),
    /// Digits that make no number.
    #[error("指标值“{0}”中的数字无法识别，请核对")]
    BadNumber(String),
}

const APPROXIMATE: &[&str] = &["大约", "大概", "将近", "接近", "约", "近", "上", "~", "≈"];

// A Chinese numeral is a number only before a word that counts: 三次, but not 一致, 一流, 十分.
const COUNTED: &[&str] = &[
    "次",
    "个",
    "人",
    "名",
    "户",
    "批",
    "期",
    "项",
    "份",
    "场",
    "台",
    "套",
    "家",
    "处",
    "座",
    "条",
    "元",
    "吨",
    "亩",
    "公里",
    "公顷",
    "天",
    "日",
    "周",
    "小时",
    "件",
    "起",
    "支",
    "篇",
    "宗",
    "年",
    "月",
    "所",
    "辆",
    "米",
    "平方米",
    "立方米",
    "只",
    "头",
    "株",
    "棵",
    "栋",
    "间",
    "盏",
    "册",
    "倍",
    "例",
    "村",
    "校",
];

// 零 before these is the number 0.
const NONE_OF: &[&str] = &[
    "事故", "投诉", "差错", "伤亡", "死亡", "违规", "违纪", "上访", "案件", "失误", "发生", "舆情", "火灾",
    "溺水", "返贫", "辍学", "拖欠", "次", "起", "例", "人", "件",
];

// Words that show that a number stands in a sentence, not before a unit.
const TELLING: &[&str] = &[
    "完成", "发放", "到位", "保障", "得到", "按时", "及时", "达标", "覆盖", "合格", "建成", "完工", "实现",
    "提高", "提升", "增长", "下降", "满意", "符合", "全部", "通过",
];

const PER: &[&str] = &[
    "半年", "年", "季度", "季", "月", "周", "天", "日", "学期", "人", "户", "村", "生", "亩", "公里", "次",
    "场", "期",
];

/// Reads one cell. `year` stands in where a date lacks its year (`12月底前`, `年底前`).
///
/// Words without a number are a qualitative value and never refused. A number without a sign compares as `=`;
/// a date without one is a day by which something is due (`≤`); a period counts by its last day.
///
/// What was read prints to a text that reads back the same; what would not is refused as a sentence.
pub fn read(text: &str, year: Option<FiscalYear>) -> Result<TargetValue, Unreadable> {
    let value = read_once(text, year)?;
    let lasting = matches!(value.quantity, Quantity::Text(_))
        || read_once(&value.print(), year).is_ok_and(|again| again == value);
    if lasting { Ok(value) } else { Err(Unreadable::Sentence(quoted(text))) }
}

/// Does the text say a sign of its own: `=100`, `不少于3次`?
pub fn names_sign(text: &str) -> bool {
    let plain = bare(text);
    let (sign, rest) = signs::take_before(&plain);
    sign.is_some() && !rest.is_empty()
}

fn read_once(text: &str, year: Option<FiscalYear>) -> Result<TargetValue, Unreadable> {
    let plain = bare(text);
    if plain.chars().all(|c| "-/\\、*_.·".contains(c)) {
        return Err(Unreadable::Empty);
    }
    let shown = || quoted(text);
    let as_words = || Ok(TargetValue::words(&words(text)));
    let (sign, body) = signs::take_before(&plain);
    if body.is_empty() {
        return Err(Unreadable::SignOnly(shown()));
    }
    if is_approximate(body) {
        return Err(Unreadable::Approximate(shown()));
    }
    match dates::read(body, year) {
        Dated::Day(day) => {
            let sign = sign.unwrap_or(Sign::AtMost);
            return Ok(TargetValue { sign, quantity: Quantity::Date(day), unit: String::new() });
        }
        Dated::Bad => {
            let more = body.split_once(['前', ',', ';', '、']).is_some_and(|(_, rest)| has_digit(rest));
            return Err(if more { Unreadable::Several(shown()) } else { Unreadable::BadDate(shown()) });
        }
        Dated::No => {}
    }
    if body.starts_with(['每', '按', '逐']) {
        return recurring(body, sign, &shown()).unwrap_or_else(as_words);
    }
    if body.starts_with('第') || body.strip_prefix('前').is_some_and(starts_with_number) {
        return as_words(); // an ordinal: 第一名, 前3名
    }
    match number(body) {
        Some((_, rest)) if is_grade(&rest) => as_words(),
        Some((value, rest)) => counted(value, &rest, sign, &shown()),
        None => without_number(body, &shown()).map_or_else(as_words, Err),
    }
}

/// Reads a value whose sign and unit stand in columns of their own; what the cell itself says wins.
pub fn read_parts(
    sign: &str,
    value: &str,
    unit: &str,
    year: Option<FiscalYear>,
) -> Result<TargetValue, Unreadable> {
    let given_sign = Sign::from_name(sign);
    if given_sign == Some(Sign::Qualitative) {
        let text = words(value);
        return if text.is_empty() { Err(Unreadable::Empty) } else { Ok(TargetValue::words(&text)) };
    }
    let mut read = read(value, year)?;
    if let (Some(given), false) = (given_sign, matches!(read.quantity, Quantity::Text(_))) {
        let own = signs::take_before(&bare(value)).0.is_some() || read.sign != Sign::Equal;
        let dated = matches!(read.quantity, Quantity::Date(_));
        if !own || dated {
            read.sign = given;
        }
    }
    if read.unit.is_empty() && matches!(read.quantity, Quantity::Number(_)) {
        let unit = squeezed(unit);
        if !matches!(unit.as_str(), "-" | "/" | "无") {
            read.unit = unit;
        }
    }
    Ok(read)
}

/// The text without blanks, quotes and closing punctuation.
fn bare(text: &str) -> String {
    let quotes = |c: char| "\"'`“”‘’".contains(c);
    let mut plain = squeezed(text);
    loop {
        let inner = plain.trim_matches(quotes).trim_end_matches(['。', ';', '.', ',', '!']);
        if inner.len() == plain.len() {
            return plain;
        }
        plain = inner.to_owned();
    }
}

/// Words as they are kept: half width, on one line, without closing punctuation.
fn words(text: &str) -> String {
    let line: String = half_width(text).chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    line.trim_end_matches(|c: char| c.is_whitespace() || "。;；".contains(c)).to_owned()
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

fn starts_with_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) || numerals::leading(text).is_some()
}

/// 约50人, 近百人, 上千户, 数十次: a number that is not meant exactly.
fn is_approximate(body: &str) -> bool {
    let vague = |word: &&str| body.strip_prefix(*word).is_some_and(|rest| number(rest).is_some());
    let tens = |c: char| "十百千万".contains(c);
    APPROXIMATE.iter().any(vague)
        || body.strip_prefix(['数', '几']).is_some_and(|rest| rest.starts_with(tens))
        || numerals::leading(body).is_some_and(|(_, rest)| rest.starts_with(['余', '多', '来', '几']))
}

/// 每季度不少于1次 → ≥1次/季度; 每人每月300元 → 300元/人·月; 每月10日前 and 按月发放 stay words.
fn recurring(body: &str, sign: Option<Sign>, shown: &str) -> Option<Result<TargetValue, Unreadable>> {
    let mut per: Vec<&str> = Vec::new();
    let mut rest = body;
    while let Some(behind) = rest.strip_prefix('每') {
        let word = PER.iter().find(|word| behind.starts_with(**word))?;
        per.push(word);
        rest = &behind[word.len()..];
    }
    let (own, rest) = signs::take_before(rest);
    let (value, behind) = number(rest).filter(|_| !per.is_empty())?;
    if behind.is_empty() || behind.starts_with(['日', '号']) {
        return None;
    }
    Some(counted(value, &behind, own.or(sign), shown).map(|mut read| {
        read.unit = format!("{}/{}", read.unit, per.join("·"));
        read
    }))
}

/// A number at the head, and what stands behind it.
fn number(body: &str) -> Option<(Decimal, String)> {
    for (head, unit) in [("百分之", "%"), ("千分之", "‰")] {
        if let Some(rest) = body.strip_prefix(head) {
            if let Some(rest) = rest.strip_prefix('百') {
                return Some((Decimal::ONE_HUNDRED, format!("{unit}{rest}")));
            }
            let (value, rest) = ascii(rest).or_else(|| numerals::leading(rest))?;
            return Some((value, format!("{unit}{rest}")));
        }
    }
    let money = body.strip_prefix("人民币").unwrap_or(body);
    let money = money.strip_prefix(['¥', '￥']).unwrap_or(money);
    if let Some((value, rest)) = ascii(money) {
        let unit = if rest.is_empty() && money.len() < body.len() { "元" } else { rest };
        return Some((value, unit.to_owned()));
    }
    if has_digit(body) {
        return None;
    }
    if let Some(rest) = body.strip_prefix('零') {
        let none = NONE_OF.iter().any(|word| rest.starts_with(word)) || rest.is_empty();
        return none.then(|| (Decimal::ZERO, rest.to_owned()));
    }
    let (value, rest) = numerals::leading(money)?;
    let unit = signs::take_behind(rest).0;
    let counts = unit.is_empty() || COUNTED.iter().any(|word| unit.starts_with(word));
    // 一次性, 一人一档 and 一个确保 are words.
    let phrase = unit.starts_with("次性") || numerals::any(&unit) || unit.chars().count() > 6;
    (counts && !phrase).then(|| (value, rest.to_owned()))
}

fn ascii(body: &str) -> Option<(Decimal, &str)> {
    let end = body
        .char_indices()
        .find(|(i, c)| !(c.is_ascii_digit() || ".,".contains(*c) || (*i == 0 && "+-".contains(*c))))
        .map_or(body.len(), |(i, _)| i);
    let (digits, rest) = body.split_at(end);
    Some((number::parse(digits).ok()?, rest))
}

/// 3级, 5A级, 2等奖: a grade, not an amount.
fn is_grade(rest: &str) -> bool {
    let unit = signs::take_behind(rest).0;
    unit.ends_with('级') || unit.starts_with('等')
}

/// A number with what stands behind it: unit and sign, or why not.
fn counted(value: Decimal, rest: &str, before: Option<Sign>, shown: &str) -> Result<TargetValue, Unreadable> {
    let (unit, behind) = signs::take_behind(rest);
    if let Some(fault) = judge_unit(&unit, shown) {
        return Err(fault);
    }
    let sign = signs::agreed(before, behind).ok_or_else(|| Unreadable::Several(shown.to_owned()))?;
    Ok(TargetValue::number(sign, value, &unit))
}

fn judge_unit(unit: &str, shown: &str) -> Option<Unreadable> {
    let shown = || shown.to_owned();
    let about = |word: &&str| unit.starts_with(*word);
    if ["左右", "上下", "余", "多", "来"].iter().any(about)
        || unit.ends_with("左右")
        || unit.ends_with("上下")
    {
        return Some(Unreadable::Approximate(shown()));
    }
    if unit.contains('±') {
        return Some(Unreadable::Range(shown()));
    }
    if unit.starts_with("分之") || unit == "成" {
        return Some(Unreadable::Ratio(shown()));
    }
    // m2 and km3 are units; any other digit is a second number.
    let second = unit
        .char_indices()
        .find(|(i, c)| c.is_ascii_digit() && !(matches!(c, '2' | '3') && unit[..*i].ends_with(['m', 'M'])));
    if let Some((at, _)) = second {
        let mark = unit[..at].chars().next_back().unwrap_or(' ');
        return Some(match mark {
            '-' | '~' | '至' | '到' => Unreadable::Range(shown()),
            '/' | ':' | '比' if at == mark.len_utf8() => Unreadable::Ratio(shown()),
            _ => Unreadable::Several(shown()),
        });
    }
    let sentence = unit.chars().count() > 10
        || unit.contains(['，', ',', '、', ';', '。', '≥', '≤', '>', '<', '=', ':'])
        || (unit.starts_with(['%', '‰']) && unit.chars().count() > 1 && !unit.contains('/'))
        || TELLING.iter().any(|word| unit.contains(word));
    sentence.then(|| Unreadable::Sentence(shown()))
}

/// Why a text that starts with no number is refused; `None`: it is words.
fn without_number(body: &str, shown: &str) -> Option<Unreadable> {
    let shown = shown.to_owned();
    let part = body.split_once("分之").map(|(part, _)| part);
    let portion = numerals::leading(body).is_some_and(|(_, rest)| signs::take_behind(rest).0 == "成");
    if part.is_some_and(numerals::only) || portion {
        return Some(Unreadable::Ratio(shown));
    }
    if !has_digit(body) {
        return None;
    }
    if body.starts_with('±') {
        return Some(Unreadable::Range(shown));
    }
    if body.starts_with(|c: char| c.is_ascii_digit() || "+-.,".contains(c)) {
        return Some(Unreadable::BadNumber(shown));
    }
    // 符合GB50300-2013标准: the digits name a standard.
    if ["标准", "规范", "规程", "《"].iter().any(|word| body.contains(word)) {
        return None;
    }
    let runs = body
        .split(|c: char| !(c.is_ascii_digit() || ".,%-".contains(c)))
        .filter(|run| has_digit(run))
        .count();
    Some(if runs > 1 { Unreadable::Several(shown) } else { Unreadable::Sentence(shown) })
}
