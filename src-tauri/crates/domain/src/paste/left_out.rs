//! Rows that a paste leaves out, and cells that stand for nothing.

use super::columns::bare;
use crate::text::squeezed;

pub(super) fn is_blank(row: &[String]) -> bool {
    row.iter().all(String::is_empty)
}

/// 合计, 小计: the sheet computes them.
pub(super) fn is_total(text: &str) -> bool {
    const TOTALS: &[&str] =
        &["合计", "小计", "总计", "共计", "总分", "分值合计", "权重合计", "合计分值", "分值小计"];
    TOTALS.contains(&bare(text).as_str())
}

/// What a template leaves for somebody to fill: `……`, `指标1：`, a dash.
pub(super) fn is_filler(text: &str) -> bool {
    let word = squeezed(text);
    let number = word.strip_prefix("指标").map(|rest| rest.trim_end_matches([':', '：']));
    word.chars().all(|c| "…./\\-—*".contains(c))
        || number.is_some_and(|rest| {
            !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
}

/// Rows that were left out, by why.
#[derive(Default)]
pub(super) struct Left {
    pub(super) titles: Vec<usize>,
    pub(super) headings: Vec<usize>,
    pub(super) totals: Vec<usize>,
    pub(super) execution: Vec<usize>,
    pub(super) blank: Vec<usize>,
}

impl Left {
    pub(super) fn sentences(self) -> Vec<String> {
        [
            (self.titles, "在表头上方，没有粘贴"),
            (self.headings, "是重复的表头，没有粘贴"),
            (self.totals, "是合计，没有粘贴；合计由程序计算"),
            (self.execution, "是预算执行率，没有粘贴；它的分值由规则包规定"),
            (self.blank, "是空行，没有粘贴"),
        ]
        .into_iter()
        .filter(|(lines, _)| !lines.is_empty())
        .map(|(lines, why)| {
            let lines: Vec<String> = lines.iter().map(|line| (line + 1).to_string()).collect();
            format!("第 {} 行{why}", lines.join("、"))
        })
        .collect()
    }
}
