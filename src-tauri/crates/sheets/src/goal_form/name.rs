//! Indicator names as forms print them, with and without what the template printed in front.

use crate::words::{is_dash, label, strip_numbering};
use domain::indicator::Class;
use domain::text::half_width;

/// The name without `指标1：`, `数量指标：`, `1.`; empty for a placeholder that was never filled in.
pub(super) fn indicator_name(text: &str) -> String {
    let mut name = half_width(text).replace(['\r', '\n'], "");
    loop {
        let shorter = strip_class(strip_placeholder(strip_numbering(&name))).trim().to_owned();
        if shorter == name {
            break;
        }
        name = shorter;
    }
    if is_dash(&name) { String::new() } else { name }
}

/// `指标1：学生人数`, `指标一 学生人数`, `指标①`; 指标完成率 is a name.
fn strip_placeholder(text: &str) -> &str {
    let Some(rest) = text.trim_start().strip_prefix("指标") else { return text };
    let number =
        |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || ('①'..='⑳').contains(&c);
    let tail = rest.trim_start_matches(number);
    if tail.len() == rest.len() {
        return text;
    }
    let bare = tail.trim_start_matches([':', '：', '、', '.', ' ']);
    // 指标1 alone, or with a mark behind it, is the template's; 指标三年 something is not.
    if bare.is_empty() || bare.len() < tail.len() || rest.starts_with(|c: char| c.is_ascii_digit()) {
        bare
    } else {
        text
    }
}

/// `数量：新建道路里程` with the class in front.
fn strip_class(text: &str) -> &str {
    match text.split_once([':', '：']) {
        Some((before, after)) if Class::from_name(&label(before)).is_some() => after,
        _ => text,
    }
}

/// Splits a cell that holds several numbered names or values, one a line.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_words_go() {
        for (text, expected) in [
            ("指标1：学生受资助人数", "学生受资助人数"),
            ("数量：指标1：新建道路里程", "新建道路里程"),
            ("指标2 培训人次", "培训人次"),
            ("指标①", ""),
            ("指标1：", ""),
            ("……", ""),
            ("1.重点建设工程验收合格率", "重点建设工程验收合格率"),
            ("社会效益指标：群众知晓率", "群众知晓率"),
            ("指标完成率", "指标完成率"),
            ("政策知晓率", "政策知晓率"),
            ("补助标准:城镇", "补助标准:城镇"),
            ("3.5米宽道路", "3.5米宽道路"),
            ("88", "88"),
            ("重点建设工程\n按期完成率", "重点建设工程按期完成率"),
        ] {
            assert_eq!(indicator_name(text), expected, "{text}");
        }
    }
}
