//! Reads what people really write in a target-value cell, or says why it cannot be one value.

use super::{Quantity, Sign, TargetValue, numerals};
use crate::number;
use crate::period::{FiscalYear, Moment, last_of_month};
use crate::text::{half_width, squeezed};
use chrono::NaiveDate;
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

// Longest first, so that 不大于 is not read as 大于.
const PREFIXES: &[(&str, Sign)] = &[
    ("大于或等于", Sign::AtLeast),
    ("小于或等于", Sign::AtMost),
    ("大于等于", Sign::AtLeast),
    ("小于等于", Sign::AtMost),
    ("应不低于", Sign::AtLeast),
    ("应不少于", Sign::AtLeast),
    ("应不超过", Sign::AtMost),
    ("应达到", Sign::AtLeast),
    ("控制在", Sign::AtMost),
    ("不得超过", Sign::AtMost),
    ("不得低于", Sign::AtLeast),
    ("不得少于", Sign::AtLeast),
    ("不能低于", Sign::AtLeast),
    ("不能超过", Sign::AtMost),
    ("最低", Sign::AtLeast),
    ("最少", Sign::AtLeast),
    ("最高", Sign::AtMost),
    ("最多", Sign::AtMost),
    ("不低于", Sign::AtLeast),
    ("不少于", Sign::AtLeast),
    ("不小于", Sign::AtLeast),
    ("不超过", Sign::AtMost),
    ("不高于", Sign::AtMost),
    ("不大于", Sign::AtMost),
    ("不多于", Sign::AtMost),
    ("不超出", Sign::AtMost),
    ("至少", Sign::AtLeast),
    ("达到", Sign::AtLeast),
    ("超过", Sign::MoreThan),
    ("大于", Sign::MoreThan),
    ("高于", Sign::MoreThan),
    ("多于", Sign::MoreThan),
    ("小于", Sign::LessThan),
    ("低于", Sign::LessThan),
    ("少于", Sign::LessThan),
    ("不足", Sign::LessThan),
    ("不到", Sign::LessThan),
    ("等于", Sign::Equal),
    ("为", Sign::Equal),
    ("达", Sign::AtLeast),
    (">=", Sign::AtLeast),
    ("=>", Sign::AtLeast),
    ("<=", Sign::AtMost),
    ("=<", Sign::AtMost),
    ("≥", Sign::AtLeast),
    ("≤", Sign::AtMost),
    (">", Sign::MoreThan),
    ("<", Sign::LessThan),
    ("〉", Sign::MoreThan),
    ("〈", Sign::LessThan),
    ("==", Sign::Equal),
    ("=", Sign::Equal),
];

// 以上 and 以内 include the boundary (民法典 第1259条).
const SUFFIXES: &[(&str, Sign)] = &[
    ("及以上", Sign::AtLeast),
    ("(含)以上", Sign::AtLeast),
    ("以上(含)", Sign::AtLeast),
    ("或以上", Sign::AtLeast),
    ("及以下", Sign::AtMost),
    ("(含)以下", Sign::AtMost),
    ("以下(含)", Sign::AtMost),
    ("或以下", Sign::AtMost),
    ("(含)以内", Sign::AtMost),
    ("以上", Sign::AtLeast),
    ("以下", Sign::AtMost),
    ("以内", Sign::AtMost),
    ("之内", Sign::AtMost),
];

const APPROXIMATE: &[&str] =
    &["大约", "约", "左右", "上下", "大概", "将近", "近", "余", "多个", "若干", "几"];

/// Reads one cell. `year` stands in where a date lacks its year (`12月底前`, `年底前`).
///
/// Words without a number are a qualitative value. A number without a sign compares as `=`; a date without one is a
/// day by which something is due (`≤`).
pub fn read(text: &str, year: Option<FiscalYear>) -> Result<TargetValue, Unreadable> {
    let shown = || text.trim().to_owned();
    let plain = squeezed(text).trim_end_matches(['。', ';', '；', '.']).to_owned();
    if plain.is_empty() {
        return Err(Unreadable::Empty);
    }
    let (sign, body) = take_sign(&plain);
    if body.is_empty() {
        return Err(Unreadable::SignOnly(shown()));
    }
    if let Some(date) = read_date(body, year, sign.is_some()) {
        let day = date.ok_or_else(|| Unreadable::BadDate(shown()))?;
        let sign = sign.unwrap_or(Sign::AtMost);
        return Ok(TargetValue { sign, quantity: Quantity::Date(day), unit: String::new() });
    }
    if sign.is_none() && is_recurring(body) {
        return Ok(TargetValue::words(&words(text)));
    }
    match read_number(body) {
        Some((value, rest)) => {
            let (unit, suffix) = take_suffix(rest);
            let sign = match (sign, suffix) {
                (Some(before), Some(after)) if before != after && before != Sign::Equal => {
                    return Err(Unreadable::Several(shown()));
                }
                (before, after) => after.or(before).unwrap_or(Sign::Equal),
            };
            let (unit, value) = scale_percent(unit, value);
            judge_unit(&unit, &shown())?;
            Ok(TargetValue::number(sign, value, &unit))
        }
        None => read_words(text, body, sign),
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
        let text = half_width(value);
        return if text.is_empty() { Err(Unreadable::Empty) } else { Ok(TargetValue::words(&text)) };
    }
    let mut read = read(value, year)?;
    if let (Some(given), false) = (given_sign, matches!(read.quantity, Quantity::Text(_))) {
        let own = take_sign(&squeezed(value)).0.is_some() || read.sign != Sign::Equal;
        let dated = matches!(read.quantity, Quantity::Date(_));
        if !own || dated {
            read.sign = given;
        }
    }
    if read.unit.is_empty() && matches!(read.quantity, Quantity::Number(_)) {
        let unit = half_width(unit);
        if !matches!(unit.as_str(), "-" | "/" | "无") {
            read.unit = unit;
        }
    }
    Ok(read)
}

fn words(text: &str) -> String {
    half_width(text).trim_end_matches(['。', ';', '；']).to_owned()
}

fn take_sign(plain: &str) -> (Option<Sign>, &str) {
    for (word, sign) in PREFIXES {
        if let Some(rest) = plain.strip_prefix(word) {
            let numeric = rest.is_empty()
                || rest.starts_with(|c: char| c.is_ascii_digit() || "+-.约近¥".contains(c))
                || rest.starts_with("百分之")
                || numerals::leading(rest).is_some()
                || PREFIXES.iter().any(|(next, _)| rest.starts_with(next));
            let symbol = !word.starts_with(|c: char| c.is_alphabetic());
            if numeric || symbol {
                return (Some(*sign), rest);
            }
        }
    }
    (None, plain)
}

fn take_suffix(rest: &str) -> (&str, Option<Sign>) {
    for (word, sign) in SUFFIXES {
        if let Some(unit) = rest.strip_suffix(word) {
            return (unit, Some(*sign));
        }
        // 95以上% is written now and then.
        if let Some(unit) = rest.strip_prefix(word) {
            return (unit, Some(*sign));
        }
    }
    (rest, None)
}

fn read_number(body: &str) -> Option<(Decimal, &str)> {
    if let Some(rest) = body.strip_prefix("百分之") {
        if rest == "百" {
            return Some((Decimal::ONE_HUNDRED, "%"));
        }
        let (value, tail) = ascii_number(rest).or_else(|| numerals::leading(rest))?;
        return tail.is_empty().then_some((value, "%")).or_else(|| {
            let (_, suffix) = take_suffix(tail);
            // The unit of 百分之九十以上 is %, the suffix stays for the caller to read.
            suffix.map(|sign| (value, if sign == Sign::AtLeast { "%以上" } else { "%以下" }))
        });
    }
    ascii_number(body).or_else(|| {
        let (value, rest) = numerals::leading(body)?;
        // 一等奖, 三级: an ordinal is words; 一次性 and 一致 are words as well.
        let counted = [
            "次", "个", "人", "名", "户", "批", "期", "项", "份", "场", "台", "套", "家", "处", "座", "条",
            "万", "元", "吨", "亩", "公里", "天", "件", "起", "支", "篇", "宗", "年", "月",
        ];
        let ordinal = rest.starts_with("次性") || rest.starts_with("等") || rest.starts_with("级");
        (!ordinal && counted.iter().any(|word| rest.starts_with(word))).then_some((value, rest))
    })
}

fn ascii_number(body: &str) -> Option<(Decimal, &str)> {
    let end = body
        .char_indices()
        .find(|(i, c)| !(c.is_ascii_digit() || ".,，".contains(*c) || (*i == 0 && "+-".contains(*c))))
        .map_or(body.len(), |(i, _)| i);
    let (digits, rest) = body.split_at(end);
    let value = number::parse(digits).ok()?;
    Some((value, rest))
}

/// `Some(None)`: it is meant as a date but no day comes out.
#[allow(clippy::option_option)]
fn read_date(body: &str, year: Option<FiscalYear>, signed: bool) -> Option<Option<NaiveDate>> {
    let mut core = body;
    let mut due = false;
    for tail in ["完成", "完工", "到位", "竣工", "结束", "交付", "投入使用", "之前", "以前", "前", "末"]
    {
        if let Some(rest) = core.strip_suffix(tail) {
            core = rest;
            due = true;
        }
    }
    if let Some(rest) = core.strip_suffix('底') {
        core = rest;
        due = true;
    }
    let default = year.map(|year| i32::from(year.0));
    let core = core.trim_end_matches("之");
    if due && matches!(core, "年" | "本年" | "当年" | "本年度" | "年度" | "本年年" | "当年年")
    {
        return Some(default.and_then(|year| last_of_month(year, 12)));
    }
    if let Some(found) = quarter(core, default) {
        return Some(found);
    }
    let looks = core.contains('年') || core.contains('月');
    if looks && !core.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let separated = core.len() >= 8
        && core.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c))
        && core.matches(['-', '/', '.']).count() == 2;
    let compact = core.len() == 8 && core.starts_with("20") && core.bytes().all(|b| b.is_ascii_digit());
    let month_only = (due || signed) && core.len() >= 6 && core.matches(['-', '/']).count() == 1;
    let month = looks && (core.ends_with(['年', '月', '日', '号']) || core.contains('月') && due);
    // 6年, 3个月, 12月 alone count time; a bare year is a number until 底 or 前 makes it a day.
    let duration = core.contains("个月")
        || (core.ends_with('年') && core.trim_end_matches('年').len() < 4)
        || (core.ends_with('月') && !core.contains('年') && !due);
    if duration || !(separated || compact || month || month_only || due && core.len() == 4) {
        return None;
    }
    let parsed = Moment::parse(core, default).and_then(Moment::last);
    if parsed.is_none() && !looks && !separated {
        return None;
    }
    Some(parsed)
}

#[allow(clippy::option_option)]
fn quarter(core: &str, default: Option<i32>) -> Option<Option<NaiveDate>> {
    let ends: [(&[&str], u32); 6] = [
        (&["上半年"], 6),
        (&["下半年"], 12),
        (&["第一季度", "一季度", "1季度", "第1季度"], 3),
        (&["第二季度", "二季度", "2季度", "第2季度"], 6),
        (&["第三季度", "三季度", "3季度", "第3季度"], 9),
        (&["第四季度", "四季度", "4季度", "第4季度"], 12),
    ];
    for (words, month) in ends {
        for word in words {
            if let Some(head) = core.strip_suffix(word) {
                let year = head.trim_end_matches(['年', '度']);
                let year =
                    if year.is_empty() { default } else { year.parse().ok().filter(|_| year.len() == 4) };
                if head.is_empty() || year.is_some() {
                    return Some(year.and_then(|year| last_of_month(year, month)));
                }
            }
        }
    }
    None
}

fn is_recurring(body: &str) -> bool {
    let tail = ["每年", "每季", "每月", "每周", "每日", "每天", "每半年", "按月", "按季", "按年", "逐月"];
    tail.iter().any(|word| body.starts_with(word))
}

fn scale_percent(unit: &str, value: Decimal) -> (String, Decimal) {
    (unit.to_owned(), value)
}

fn judge_unit(unit: &str, shown: &str) -> Result<(), Unreadable> {
    let approximate = ["左右", "上下", "余", "多", "来"];
    if approximate
        .iter()
        .any(|word| unit.starts_with(word) || unit.ends_with("左右") || unit.ends_with("上下"))
    {
        return Err(Unreadable::Approximate(shown.to_owned()));
    }
    let second_number = unit.char_indices().any(|(i, c)| {
        c.is_ascii_digit() && !(i > 0 && matches!(c, '2' | '3') && unit[..i].ends_with(['m', 'M', 'k', 'K']))
    });
    if second_number {
        if unit.starts_with(['-', '~', '～', '至', '到'])
            || unit.contains("%-")
            || unit.contains("%~")
            || unit.contains("%至")
        {
            return Err(Unreadable::Range(shown.to_owned()));
        }
        if unit.starts_with(['/', ':', '：', '比']) {
            return Err(Unreadable::Ratio(shown.to_owned()));
        }
        return Err(Unreadable::Several(shown.to_owned()));
    }
    if unit.starts_with("分之") {
        return Err(Unreadable::Ratio(shown.to_owned()));
    }
    let sentence = unit.chars().count() > 10
        || unit.contains(['，', ',', '、', '；', ';', '。', '(', '≥', '≤', '>', '<', '=']);
    if sentence {
        return Err(Unreadable::Sentence(shown.to_owned()));
    }
    Ok(())
}

fn read_words(text: &str, body: &str, sign: Option<Sign>) -> Result<TargetValue, Unreadable> {
    let shown = || text.trim().to_owned();
    let numeric = body.chars().any(|c| c.is_ascii_digit());
    if !numeric {
        if sign.is_some_and(|sign| sign != Sign::Equal) {
            return Err(Unreadable::BadNumber(shown()));
        }
        return Ok(TargetValue::words(&words(text)));
    }
    if APPROXIMATE.iter().any(|word| body.starts_with(word)) {
        return Err(Unreadable::Approximate(shown()));
    }
    if body.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return Err(Unreadable::BadNumber(shown()));
    }
    let runs = body
        .split(|c: char| !(c.is_ascii_digit() || ".,%-".contains(c)))
        .filter(|run| run.contains(|c: char| c.is_ascii_digit()))
        .count();
    if runs > 1 { Err(Unreadable::Several(shown())) } else { Err(Unreadable::Sentence(shown())) }
}
