//! Words before and behind a number that say how to compare: 不少于, 以上, 控制在, 以内.

use super::{Sign, numerals};

// Longest first, so that 不大于 is not read as 大于.
const BEFORE: &[(&str, Sign)] = &[
    ("大于或等于", Sign::AtLeast),
    ("小于或等于", Sign::AtMost),
    ("大于等于", Sign::AtLeast),
    ("小于等于", Sign::AtMost),
    ("应不低于", Sign::AtLeast),
    ("应不少于", Sign::AtLeast),
    ("应不超过", Sign::AtMost),
    ("力争达到", Sign::AtLeast),
    ("确保达到", Sign::AtLeast),
    ("应达到", Sign::AtLeast),
    ("需达到", Sign::AtLeast),
    ("控制在", Sign::AtMost),
    ("不得超过", Sign::AtMost),
    ("不得高于", Sign::AtMost),
    ("不得低于", Sign::AtLeast),
    ("不得少于", Sign::AtLeast),
    ("不应低于", Sign::AtLeast),
    ("不应超过", Sign::AtMost),
    ("不能低于", Sign::AtLeast),
    ("不能少于", Sign::AtLeast),
    ("不能超过", Sign::AtMost),
    ("最低", Sign::AtLeast),
    ("最少", Sign::AtLeast),
    ("最高", Sign::AtMost),
    ("最多", Sign::AtMost),
    ("不低于", Sign::AtLeast),
    ("不少于", Sign::AtLeast),
    ("不小于", Sign::AtLeast),
    ("不超过", Sign::AtMost),
    ("未超过", Sign::AtMost),
    ("不高于", Sign::AtMost),
    ("不大于", Sign::AtMost),
    ("不多于", Sign::AtMost),
    ("不超出", Sign::AtMost),
    ("不超", Sign::AtMost),
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
    ("﹥", Sign::MoreThan),
    ("﹤", Sign::LessThan),
    ("〉", Sign::MoreThan),
    ("〈", Sign::LessThan),
    ("==", Sign::Equal),
    ("=", Sign::Equal),
];

// 以上 and 以内 include the boundary (民法典 第1259条).
const BEHIND: &[(&str, Sign)] = &[
    ("(含)以上", Sign::AtLeast),
    ("以上(含)", Sign::AtLeast),
    ("及以上", Sign::AtLeast),
    ("或以上", Sign::AtLeast),
    ("(含)以下", Sign::AtMost),
    ("以下(含)", Sign::AtMost),
    ("及以下", Sign::AtMost),
    ("或以下", Sign::AtMost),
    ("(含)以内", Sign::AtMost),
    ("以上", Sign::AtLeast),
    ("以下", Sign::AtMost),
    ("以内", Sign::AtMost),
    ("之内", Sign::AtMost),
];

/// The sign at the head and what follows it. A word counts only where a number follows (为民 is no sign);
/// a symbol always does.
pub(super) fn take_before(plain: &str) -> (Option<Sign>, &str) {
    for (word, sign) in BEFORE {
        let Some(rest) = plain.strip_prefix(word) else { continue };
        let symbol = !word.starts_with(char::is_alphabetic);
        let numeric = rest.starts_with(|c: char| c.is_ascii_digit() || "+-.约近¥￥~≈±".contains(c))
            || rest.starts_with("百分之")
            || rest.starts_with("千分之")
            || numerals::leading(rest).is_some()
            || BEFORE.iter().any(|(next, _)| rest.starts_with(next));
        if symbol || numeric {
            // ≥不少于3次 says it twice.
            return match take_before(rest) {
                (Some(again), rest) if *sign == again || *sign == Sign::Equal => (Some(again), rest),
                _ => (Some(*sign), rest),
            };
        }
    }
    (None, plain)
}

/// What stands behind a number: its unit without the sign, and the sign.
pub(super) fn take_behind(rest: &str) -> (String, Option<Sign>) {
    for (word, sign) in BEHIND {
        // 95%以上, 95以上% and 2次以上/年 are all written.
        if let Some(unit) = rest.strip_suffix(word).or_else(|| rest.strip_prefix(word)) {
            return (unit.to_owned(), Some(*sign));
        }
        if let Some((head, per)) = rest.split_once(&format!("{word}/")) {
            return (format!("{head}/{per}"), Some(*sign));
        }
    }
    if let Some((unit, done)) = rest.split_once('内') {
        let time = unit.ends_with(['年', '月', '日', '天', '时', '周', '钟']);
        if time && matches!(done, "" | "完成" | "办结" | "到位" | "拨付" | "发放" | "支付" | "办理")
        {
            return (unit.to_owned(), Some(Sign::AtMost));
        }
    }
    (rest.strip_suffix("(含)").unwrap_or(rest).to_owned(), None)
}

/// The sign that both say: the one behind decides where only one is there; `None` where they contradict.
pub(super) fn agreed(before: Option<Sign>, behind: Option<Sign>) -> Option<Sign> {
    let lower = |sign| matches!(sign, Sign::AtLeast | Sign::MoreThan);
    match (before, behind) {
        (None | Some(Sign::Equal), behind) => Some(behind.or(before).unwrap_or(Sign::Equal)),
        (Some(before), None) => Some(before),
        (Some(before), Some(behind)) => (lower(before) == lower(behind)).then_some(before),
    }
}
