//! A chart as pure data. Paper gets it as lines and areas, XLSX and DOCX as their own native charts with the
//! same numbers.

use crate::page::Number;
use rust_decimal::Decimal;

/// A colour, always beside a shape, a word or a pattern: paper may be black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// Text and rules.
    #[default]
    Black,
    /// What stands back: grid lines, the plan line.
    Grey,
    /// 红
    Red,
    /// 黄, dark enough to be read on white.
    Yellow,
    /// 绿
    Green,
    /// 蓝
    Blue,
}

impl Ink {
    /// Red, green and blue, 0–255.
    pub(crate) fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0, 0, 0],
            Self::Grey => [120, 120, 120],
            Self::Red => [184, 28, 28],
            Self::Yellow => [168, 110, 0],
            Self::Green => [30, 112, 52],
            Self::Blue => [28, 84, 156],
        }
    }

    /// `B81C1C`
    pub(crate) fn hex(self) -> String {
        self.rgb().iter().map(|part| format!("{part:02X}")).collect()
    }
}

/// How a series is told from the others without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A dashed line without marks: a plan.
    Dashed,
    /// A line with filled circles; a plain column.
    Circle,
    /// A line with filled triangles; a column with diagonal stripes.
    Triangle,
}

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plot {
    /// One line per series over the categories.
    Lines,
    /// Columns, the series stacked in their order from below.
    Stacks,
    /// Lying bars of one series, the categories one below the other: their names may be long.
    Bars,
}

/// One row of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is: `执行率`.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// Its shape.
    pub style: Style,
    /// One value per category; `None` is a gap, which is not zero.
    pub values: Vec<Option<Decimal>>,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Lines or columns.
    pub plot: Plot,
    /// Along the axis: `1月` …
    pub categories: Vec<String>,
    /// The series, in the order of the legend.
    pub series: Vec<Series>,
    /// Behind every number: `%` or nothing.
    pub suffix: String,
    /// How many decimals are printed.
    pub decimals: u32,
    /// The value axis reaches at least so far.
    pub least_top: Decimal,
}

impl Chart {
    /// Its height in running text, in mm: bars take as much as their number asks for.
    pub(crate) fn height_mm(&self) -> u32 {
        match self.plot {
            Plot::Lines | Plot::Stacks => 68,
            Plot::Bars => 14 + 8 * u32::try_from(self.categories.len()).unwrap_or(u32::MAX).clamp(3, 24),
        }
    }

    /// A value as printed.
    pub(crate) fn label(&self, value: Decimal) -> String {
        let number = Number { value, decimals: self.decimals, grouped: false };
        format!("{}{}", number.text(), self.suffix)
    }

    /// The chart in words, for whoever cannot see it.
    pub fn words(&self) -> String {
        let one = |series: &Series| {
            let values: Vec<String> = self
                .categories
                .iter()
                .zip(&series.values)
                .filter_map(|(category, value)| Some(format!("{category} {}", self.label((*value)?))))
                .collect();
            let values = if values.is_empty() { "没有数据".to_owned() } else { values.join("，") };
            format!("{}：{values}", series.name)
        };
        let series: Vec<String> = self.series.iter().map(one).collect();
        format!("{}。{}", self.title, series.join("；"))
    }

    /// Title and legend; one series alone has none.
    pub(crate) fn drawn(&self) -> String {
        let shown = if self.series.len() > 1 { self.series.as_slice() } else { &[] };
        let names = shown.iter().map(|series| series.name.as_str());
        std::iter::once(self.title.as_str()).chain(names).collect()
    }

    /// The end of the value axis where it is known beforehand: shares that do not pass the whole.
    pub(crate) fn fixed_top(&self) -> Option<Decimal> {
        (self.suffix == "%" && self.top() == Decimal::ONE_HUNDRED).then_some(Decimal::ONE_HUNDRED)
    }

    /// The largest value that is drawn: of a stack its sum.
    pub(crate) fn top(&self) -> Decimal {
        let at = |category: usize| {
            let values = self.series.iter().filter_map(move |series| series.values.get(category).copied()?);
            match self.plot {
                Plot::Lines | Plot::Bars => values.max().unwrap_or_default(),
                Plot::Stacks => values.filter(|value| value.is_sign_positive()).sum(),
            }
        };
        (0..self.categories.len()).map(at).fold(self.least_top, Decimal::max)
    }
}
