//! The head of the indicator table: which column holds what, on one side or two.

use crate::label::{Label, Labels};
use crate::sheet::Area;
use domain::fund::Horizon;
use domain::heading::{
    CONTENT, EXPLANATION, LEVEL1, LEVEL2, LEVEL3, NOTE, SIGN, STANDARD, UNIT, VALUE, WEIGHT,
};

const BLOCK: &[&str] = &["绩效指标", "年度绩效指标", "项目绩效指标", "绩效指标体系"];

/// Columns of the forms that report results: those are no target forms.
const RESULTS: &[&str] = &[
    "实际完成值",
    "全年实际值",
    "实际完成情况",
    "全年完成值",
    "完成值",
    "得分",
    "实际值",
    "完成目标可能性",
    "执行情况",
];

const ALL: &[&[&str]] =
    &[LEVEL1, LEVEL2, LEVEL3, CONTENT, VALUE, SIGN, UNIT, WEIGHT, EXPLANATION, STANDARD, NOTE, BLOCK];

pub(super) fn is_word(word: &str) -> bool {
    ALL.iter().any(|words| words.contains(&word))
}

/// The columns of one side of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) horizon: Horizon,
    pub(super) level2: Option<u32>,
    pub(super) name: u32,
    pub(super) value: u32,
    pub(super) sign: Option<u32>,
    pub(super) unit: Option<u32>,
    pub(super) weight: Option<u32>,
    pub(super) explanation: Option<u32>,
    pub(super) standard: Option<u32>,
    pub(super) note: Option<u32>,
}

/// Where the table stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The header's row.
    pub(super) header: u32,
    /// The first row of indicators.
    pub(super) body: u32,
    pub(super) level1: Option<u32>,
    pub(super) sides: Vec<Side>,
}

impl Table {
    /// The head of the form ends above this row.
    pub(super) fn first_row(&self) -> u32 {
        self.header
    }
}

/// Does the table report results (自评, 监控) instead of setting targets?
pub(super) fn is_of_results(labels: &Labels<'_>, table: &Table) -> bool {
    labels.iter().any(|label| {
        (table.header..table.body).contains(&label.area.top) && RESULTS.contains(&label.word.as_str())
    })
}

/// Finds the table, or says which columns are missing.
pub(super) fn find(labels: &Labels<'_>) -> Result<Table, &'static str> {
    let is = |label: &Label, words: &[&str]| words.contains(&label.word.as_str());
    let row_of = |words: &[&str]| {
        let rows = labels.iter().filter(|label| is(label, words)).map(|label| label.area.top);
        // The row that also names the values is the header; the word alone may stand in a heading.
        rows.filter(|row| labels.iter().any(|label| label.area.top == *row && is(label, VALUE))).min()
    };
    let (names, header) = match (row_of(LEVEL3), row_of(CONTENT)) {
        (Some(row), _) => (LEVEL3, row),
        (None, Some(row)) => (CONTENT, row),
        (None, None) => return Err("“三级指标”和“指标值”两栏"),
    };
    let heads: Vec<&Label> = labels.iter().filter(|label| label.area.top == header).collect();
    let column = |words: &[&str], from: u32, to: u32| {
        let inside = |label: &&&Label| (from..to).contains(&label.area.left) && is(label, words);
        // The list's order is the order of preference: 计算符号 says more than 指标性质.
        words
            .iter()
            .find_map(|word| heads.iter().filter(inside).find(|label| label.word == *word))
            .map(|l| l.area.left)
    };
    let level1 = column(LEVEL1, 0, u32::MAX);
    let named: Vec<u32> =
        heads.iter().filter(|label| is(label, names)).map(|label| label.area.left).collect();
    let mut sides = Vec::new();
    for (index, name) in named.iter().enumerate() {
        let begin = if index == 0 { 0 } else { sides.last().map_or(0, |side: &Side| side.value + 1) };
        // The next side begins with its second level, if it has one of its own.
        let end = named.get(index + 1).map_or(u32::MAX, |next| {
            let own = heads.iter().filter(|label| is(label, LEVEL2) && label.area.left > *name);
            own.map(|label| label.area.left).min().unwrap_or(*next).min(*next)
        });
        let Some(value) = column(VALUE, *name, end) else { continue };
        let level2 = column(LEVEL2, begin, *name).or_else(|| column(LEVEL2, 0, *name));
        let content = (names == LEVEL3).then(|| column(CONTENT, begin, end)).flatten();
        sides.push(Side {
            horizon: Horizon::Annual,
            level2,
            name: *name,
            value,
            sign: column(SIGN, begin, end),
            unit: column(UNIT, begin, end),
            weight: column(WEIGHT, begin, end),
            explanation: column(EXPLANATION, begin, end).or(content),
            standard: column(STANDARD, begin, end),
            note: column(NOTE, begin, end),
        });
    }
    if sides.is_empty() {
        return Err("“指标值”一栏");
    }
    set_horizons(labels, header, &mut sides);
    let body =
        heads.iter().filter(|label| is_word(&label.word) && !is(label, BLOCK)).map(|l| l.area.bottom).max();
    Ok(Table { header, body: body.unwrap_or(header) + 1, level1, sides })
}

/// Of two sides the left is the medium term, unless a heading above says otherwise. A single side is the year.
fn set_horizons(labels: &Labels<'_>, header: u32, sides: &mut [Side]) {
    let covers = |area: &Area, column: u32| (area.left..=area.right).contains(&column);
    let said = |column: u32| {
        let above =
            labels.iter().filter(|label| label.area.bottom < header && label.area.bottom + 2 >= header);
        let own = labels.iter().filter(|label| label.area.top == header && label.area.left == column);
        own.chain(above.filter(|label| covers(&label.area, column) && label.area.right > label.area.left))
            .find_map(|label| {
                if label.word.starts_with("中期") || label.word.starts_with("实施期") {
                    Some(Horizon::Medium)
                } else {
                    label.word.starts_with("年度").then_some(Horizon::Annual)
                }
            })
    };
    let two = sides.len() > 1;
    for (index, side) in sides.iter_mut().enumerate() {
        let usual = if two && index == 0 { Horizon::Medium } else { Horizon::Annual };
        side.horizon = if two { said(side.value).unwrap_or(usual) } else { usual };
    }
    if two && sides.iter().all(|side| side.horizon == sides[0].horizon) {
        for (index, side) in sides.iter_mut().enumerate() {
            side.horizon = if index == 0 { Horizon::Medium } else { Horizon::Annual };
        }
    }
}
