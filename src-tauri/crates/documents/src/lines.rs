//! Chinese line breaking: words and numbers stay whole, 避头尾 is kept.

use crate::fonts::{Font, Fonts, is_invisible};

/// A line of text that fits its width.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// The characters, without the blank at the break.
    pub(crate) text: String,
    /// Width in em.
    pub(crate) width: f32,
    /// Ends a paragraph (so it is never stretched).
    pub(crate) last: bool,
}

/// Must not begin a line.
const NO_START: &str = "，。、；：？！）》」』】〕］｝〉〗”’％‰℃°′″…—～·・,.;:!?)]}%¢々ー〜";
/// Must not end a line.
const NO_END: &str = "（《「『【〔［｛〈〖“‘￥¥$＄£№([{≥≤＞＜＝±≈<>=";
/// A number keeps the unit behind it.
const UNITS: &str =
    "年月日个万亿元千百人户次件项亩米公里吨台套辆所家天周季度倍分级类种处座条名期批场份号%％‰℃㎡㎥";

/// Words of the forms' labels that a narrow head must not tear apart.
const WORDS: [&str; 24] = [
    "指标",
    "满意度",
    "效益",
    "成本",
    "影响",
    "环境",
    "对象",
    "资金",
    "目标",
    "部门",
    "代码",
    "（续）",
    "情况",
    "完成",
    "执行",
    "预计",
    "结果",
    "材料",
    "月份",
    "来源",
    "可能性",
    "完成率",
    "序号",
    "数",
];

/// Breaks a head or label; its words stay whole.
pub(crate) fn wrap_label(fonts: &Fonts, font: Font, text: &str, width: f32) -> Vec<Line> {
    wrap_with(fonts, font, text, width, true)
}

/// Breaks `text` into lines of at most `width` em; a line break in the text starts a new paragraph.
pub(crate) fn wrap(fonts: &Fonts, font: Font, text: &str, width: f32) -> Vec<Line> {
    wrap_with(fonts, font, text, width, false)
}

fn wrap_with(fonts: &Fonts, font: Font, text: &str, width: f32, label: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(fonts, font, paragraph, width, label, &mut lines);
    }
    // Blank lines at either end would only push the text out of its middle.
    while lines.last().is_some_and(|line: &Line| line.text.is_empty()) {
        lines.pop();
    }
    lines
}

fn wrap_paragraph(
    fonts: &Fonts,
    font: Font,
    paragraph: &str,
    width: f32,
    label: bool,
    lines: &mut Vec<Line>,
) {
    let chars: Vec<char> = paragraph.chars().map(plain).filter(|c| !is_invisible(*c)).collect();
    let widths: Vec<f32> = chars.iter().map(|c| fonts.width(font, *c)).collect();
    let mut start = 0;
    loop {
        let mut end = start;
        let mut used = 0.0;
        while end < chars.len() && (used + widths[end] <= width + 1e-3 || chars[end] == ' ') {
            used += widths[end];
            end += 1;
        }
        if end >= chars.len() {
            lines.push(line(&chars[start..], &widths[start..], true));
            return;
        }
        let good = |at: &usize| may_break(&chars, *at) && !(label && in_label_word(&chars, *at));
        // Where nothing else helps, a number may lose its unit, but keeps its digits.
        let poor = |at: &usize| !torn_word(&chars, *at) && !NO_START.contains(chars[*at]);
        let before = || (start + 1..=end).rev();
        let allowed = before().find(good).or_else(|| before().find(poor));
        let at = allowed.unwrap_or(end.max(start + 1));
        lines.push(line(&chars[start..at], &widths[start..at], false));
        start = at;
        while start < chars.len() && chars[start] == ' ' {
            start += 1;
        }
        if start >= chars.len() {
            if let Some(line) = lines.last_mut() {
                line.last = true;
            }
            return;
        }
    }
}

fn line(chars: &[char], widths: &[f32], last: bool) -> Line {
    let kept = chars.iter().rposition(|c| *c != ' ').map_or(0, |at| at + 1);
    Line { text: chars[..kept].iter().collect(), width: widths[..kept].iter().sum(), last }
}

fn plain(c: char) -> char {
    if c == '\t' || c == '\u{a0}' { ' ' } else { c }
}

/// Would a break before `chars[at]` tear a word or number in Latin letters apart, or 万元?
fn torn_word(chars: &[char], at: usize) -> bool {
    if matches!((chars[at - 1], chars[at]), ('万' | '亿', '元')) {
        return true;
    }
    let in_word = |c: char| c.is_ascii_graphic() || ('\u{c0}'..='\u{24f}').contains(&c);
    in_word(chars[at - 1]) && in_word(chars[at])
}

/// May a line end before `chars[at]`?
fn may_break(chars: &[char], at: usize) -> bool {
    let (before, after) = (chars[at - 1], chars[at]);
    if after == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    let dash = |c: char| matches!(c, '—' | '…');
    let joined = NO_START.contains(after)
        || NO_END.contains(before)
        || (dash(before) && dash(after))
        || torn_word(chars, at)
        || (before.is_ascii_digit() && UNITS.contains(after));
    !joined
}

/// Would a break before `chars[at]` tear one of [`WORDS`] apart?
fn in_label_word(chars: &[char], at: usize) -> bool {
    WORDS.iter().any(|word| {
        let word: Vec<char> = word.chars().collect();
        (1..word.len()).any(|inside| at >= inside && chars[at - inside..].starts_with(&word))
    })
}

/// Cuts `text` to `width` em with … at its end where it is longer.
pub(crate) fn shorten(fonts: &Fonts, font: Font, text: &str, width: f32) -> String {
    let mut kept = String::new();
    let mut used = 0.0;
    let dots = fonts.width(font, '…');
    let total: f32 = text.chars().map(|c| fonts.width(font, c)).sum();
    if total <= width {
        return text.to_owned();
    }
    for c in text.chars() {
        used += fonts.width(font, c);
        if used + dots > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        let fonts = Fonts::get().unwrap();
        wrap(fonts, Font::Song, text, width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_break_where_chinese_typesetting_allows() {
        for (text, width, expected) in [
            ("一二三四五六", 3.0, "一二三|四五六"),
            ("一二三，四五", 3.0, "一二|三，四|五"),
            ("一二（三四）五", 3.0, "一二|（三|四）五"),
            ("一二“三四”五", 3.0, "一二|“三|四”五"),
            ("新增学位1,760个", 5.0, "新增学位|1,760个"),
            ("水质（GB 5749-2022）", 6.0, "水质（GB|5749-2022）"),
            ("一二——三四", 3.0, "一|二——|三四"),
            ("指标≥95%达标", 3.2, "指标|≥95%|达标"),
            ("≤1274.1934万元", 7.5, "≤1274.1934|万元"),
            ("甲\n乙\n\n", 3.0, "甲|乙"),
            ("", 3.0, ""),
            ("abcdefghij", 2.0, "abc|def|ghij"),
            ("，，，，，，", 2.0, "，，|，，|，，"),
            ("国", 0.5, "国"),
            ("  一二 三", 9.0, "  一二 三"),
        ] {
            assert_eq!(broken(text, width).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn labels_keep_their_words() {
        let fonts = Fonts::get().unwrap();
        for (text, width, expected) in [
            ("经济效益指标", 5.5, "经济效益|指标"),
            ("服务对象满意度指标", 5.5, "服务对象|满意度指标"),
            ("生态环境成本指标", 5.5, "生态环境|成本指标"),
            ("可持续影响指标", 5.5, "可持续影响|指标"),
            ("绩效指标\n（续）", 3.0, "绩效|指标|（续）"),
            ("满意度指标", 1.5, "满|意|度|指|标"),
        ] {
            let lines: Vec<String> =
                wrap_label(fonts, Font::Hei, text, width).into_iter().map(|line| line.text).collect();
            assert_eq!(lines.join("|"), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_is_too_long(text in "[一二三，。（）“”——abc0-9≥% \n]{0,60}", width in 1.0f32..12.0) {
            let fonts = Fonts::get().unwrap();
            let lines = wrap(fonts, Font::Song, &text, width);
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = lines.iter().map(|line| squeeze(&line.text)).collect();
            proptest::prop_assert_eq!(joined, squeeze(&text));
            for line in &lines {
                proptest::prop_assert!(line.width <= width + 1e-3 || line.text.chars().count() == 1);
            }
        }
    }
}
