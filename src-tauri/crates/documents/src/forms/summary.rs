//! 绩效运行监控月报: one page for the head of the unit. A sentence and six figures first, then where it is going,
//! then the projects that need attention, with why.

use super::judged::Judgement;
use super::{brief, head_row, points, unit_form};
use crate::chart::{Chart, Ink, Plot, Series, Style};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::layout::lay_out;
use crate::page::{Content, FormPage, Look, Number, Row, Stamp};
use chrono::NaiveDate;
use domain::due::Lamp;
use domain::money::{AmountUnit, Money};
use domain::monitoring::Month;
use domain::period::{FiscalYear, print_date};
use domain::unit::Unit;
use rust_decimal::Decimal;
use std::ops::Range;

/// Cut so that six boxes of figures, two charts and the table share one grid; in mm.
const COLUMNS: [f32; 10] = [26.5, 18.5, 14.0, 15.7, 14.0, 15.0, 18.0, 22.0, 6.0, 28.3];
/// The six boxes.
const BOXES: [Range<usize>; 6] = [0..1, 1..3, 3..5, 5..7, 7..9, 9..10];
/// 项目 | 预警 | 执行率 | 完成率 | 偏差 | 原因 | 措施
const TABLE: [Range<usize>; 7] = [0..2, 2..3, 3..4, 4..5, 5..6, 6..8, 8..10];
/// Height of the charts in points.
const CHARTS: u16 = 168;
/// The longest reason or measure in characters, the first with which all projects fit: the page is a digest.
const LONGEST: [usize; 3] = [54, 36, 22];
/// More rows than these fit on no sheet.
const MOST: usize = 20;

/// One project in the digest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// 项目名称
    pub name: String,
    /// 调整后预算数, else 年初预算数
    pub budget: Option<Money>,
    /// 执行数
    pub executed: Option<Money>,
    /// What the rules make of it.
    pub judged: Judgement,
    /// 偏差原因
    pub why: String,
    /// 拟采取的措施
    pub measures: String,
}

/// One month of the year so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryMonth {
    /// The month.
    pub month: Month,
    /// 执行率 of all projects in percent.
    pub execution: Option<Decimal>,
    /// 总体完成率 of all projects in percent.
    pub completion: Option<Decimal>,
    /// Projects with a red lamp; `None` where nothing was recorded.
    pub red: Option<u32>,
    /// Projects with a yellow lamp.
    pub yellow: Option<u32>,
}

/// All projects together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryTotals {
    /// Projects to be monitored.
    pub projects: u32,
    /// Of them recorded this month.
    pub recorded: u32,
    /// Of those recorded, how many have cells left blank or copied without being confirmed.
    pub incomplete: u32,
    /// 预算数
    pub budget: Option<Money>,
    /// 执行数
    pub executed: Option<Money>,
    /// What the rules make of all.
    pub judged: Judgement,
    /// Projects by lamp: red, yellow, green, blue.
    pub lamps: [u32; 4],
    /// Projects that a rule wants rectified.
    pub rectify: u32,
    /// Rectifications not closed.
    pub open: u32,
    /// Of them due or over.
    pub overdue: u32,
    /// Money that will lie idle at year end.
    pub idle: Option<Money>,
}

/// What the page is made of.
#[derive(Debug, Clone)]
pub struct SummaryPage<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// 预算年度
    pub year: FiscalYear,
    /// The month.
    pub month: Month,
    /// All projects together.
    pub totals: SummaryTotals,
    /// Every recorded project, the most urgent first.
    pub rows: Vec<SummaryRow>,
    /// Names of the projects that are not recorded.
    pub missing: Vec<String>,
    /// The months so far.
    pub months: Vec<SummaryMonth>,
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿 or nothing.
    pub stamp: Stamp,
    /// 编制日期
    pub date: NaiveDate,
}

impl SummaryRow {
    /// Red or yellow.
    pub(super) fn is_urgent(&self) -> bool {
        matches!(self.judged.lamp, Some(Lamp::Red | Lamp::Yellow)) || self.judged.rectify.is_some()
    }
}

impl SummaryPage<'_> {
    /// Execution and completion against the time that has passed.
    pub fn progress_chart(&self) -> Chart {
        let of = |pick: fn(&SummaryMonth) -> Option<Decimal>| {
            let at = |month: &Month| self.months.iter().find(|one| one.month == *month).and_then(pick);
            Month::ALL.iter().map(at).collect()
        };
        let time = |month: &Month| Some(Decimal::from(u32::from(month.number()) * 100) / Decimal::from(12));
        let series = |name: &str, ink, style, values| Series { name: name.to_owned(), ink, style, values };
        Chart {
            title: "预算执行率、总体完成率与序时进度".to_owned(),
            plot: Plot::Lines,
            categories: months(),
            series: vec![
                series("执行率", Ink::Blue, Style::Circle, of(|one| one.execution)),
                series("总体完成率", Ink::Green, Style::Triangle, of(|one| one.completion)),
                series("序时进度", Ink::Grey, Style::Dashed, Month::ALL.iter().map(time).collect()),
            ],
            suffix: "%".to_owned(),
            decimals: 2,
            least_top: Decimal::ONE_HUNDRED,
        }
    }

    /// How many projects had a red or yellow lamp, month by month.
    pub fn lamp_chart(&self) -> Chart {
        let of = |pick: fn(&SummaryMonth) -> Option<u32>| {
            let at = |month: &Month| {
                let found = self.months.iter().find(|one| one.month == *month);
                found.and_then(pick).map(Decimal::from)
            };
            Month::ALL.iter().map(at).collect()
        };
        let series = |name: &str, ink, style, values| Series { name: name.to_owned(), ink, style, values };
        Chart {
            title: "各月红灯、黄灯项目数（个）".to_owned(),
            plot: Plot::Stacks,
            categories: months(),
            series: vec![
                series("红灯", Ink::Red, Style::Circle, of(|one| one.red)),
                series("黄灯", Ink::Yellow, Style::Triangle, of(|one| one.yellow)),
            ],
            suffix: String::new(),
            decimals: 0,
            least_top: Decimal::from(4),
        }
    }

    /// The sentence to be read first.
    pub(super) fn lead(&self) -> String {
        let totals = &self.totals;
        let mut text = format!("{}年{}，", self.year, self.month.span());
        match totals.judged.execution {
            Some(rate) => {
                text.push_str(&format!("预算执行率 {}%", points(rate).text()));
                if let Some(time) = totals.judged.time {
                    text.push_str(&apart(rate, time));
                }
            }
            None => text.push_str("还没有预算执行数"),
        }
        if let Some(rate) = totals.judged.completion {
            text.push_str(&format!("，绩效目标总体完成率 {}%", points(rate).text()));
        }
        let [red, yellow, _, _] = totals.lamps;
        text.push_str(&match (red, yellow) {
            (0, 0) => "；没有红灯、黄灯项目".to_owned(),
            _ => format!("；红灯 {red} 个、黄灯 {yellow} 个"),
        });
        if totals.rectify > 0 {
            text.push_str(&format!("，需整改 {} 个", totals.rectify));
        }
        if totals.overdue > 0 {
            text.push_str(&format!("，整改到期或逾期 {} 项", totals.overdue));
        }
        text.push('。');
        text
    }
}

/// `，慢于序时进度 3.21 个百分点`
pub(super) fn apart(rate: Decimal, time: Decimal) -> String {
    let gap = points((rate - time).abs());
    if gap.printed().is_zero() {
        return "，与序时进度持平".to_owned();
    }
    let word = if rate < time { "慢于" } else { "快于" };
    format!("，{word}序时进度 {} 个百分点", gap.text())
}

fn months() -> Vec<String> {
    Month::ALL.iter().map(|month| month.word()).collect()
}

/// The page. It lists as many projects as fit and says how many it leaves out.
///
/// # Errors
/// [`Error::Font`] when the built-in fonts cannot be used.
pub fn monitor_summary(page: &SummaryPage) -> Result<FormPage, Error> {
    let urgent: Vec<&SummaryRow> = page.rows.iter().filter(|row| row.is_urgent()).collect();
    let fonts = Fonts::get()?;
    // The whole list with words as long as may be, else as many projects as fit with the shortest.
    for longest in LONGEST {
        let form = build(page, &urgent, urgent.len(), longest);
        if urgent.len() <= MOST && lay_out(&form, fonts)?.len() == 1 {
            return Ok(form);
        }
    }
    let shortest = LONGEST[LONGEST.len() - 1];
    for shown in (1..urgent.len().min(MOST + 1)).rev() {
        let form = build(page, &urgent, shown, shortest);
        if lay_out(&form, fonts)?.len() == 1 {
            return Ok(form);
        }
    }
    Ok(build(page, &urgent, 0, shortest))
}

fn build(page: &SummaryPage, urgent: &[&SummaryRow], shown: usize, longest: usize) -> FormPage {
    let unit = page.unit;
    let mut form = unit_form(unit, &unit.phone, page.year, &page.stamp, page.date);
    form.title = "绩效运行监控月报".to_owned();
    form.subtitle = format!("（{}年{}）", page.year, page.month.span());
    form.left_note = format!("单位：{}", unit.name);
    form.right_note = format!("金额单位：{}", page.amount_unit.name());
    form.columns = COLUMNS.to_vec();
    form.signatures =
        vec!["编制人：".to_owned(), "审核人：".to_owned(), format!("编制日期：{}", print_date(page.date))];
    let row = form.row(Row::default());
    form.cell(row, 0..10, Look::Lead, Content::text(page.lead()));
    figures(&mut form, page);
    let row = form.row(Row::default());
    let chart = |chart| Content::Chart { chart: Box::new(chart), height: CHARTS };
    form.cell(row, 0..6, Look::Text, chart(page.progress_chart()));
    form.cell(row, 6..10, Look::Text, chart(page.lamp_chart()));
    table(&mut form, urgent, shown, longest);
    let notes = notes(page, urgent, shown);
    if !notes.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..10, Look::Text, Content::Text(notes));
    }
    form
}

/// Six boxes: what it is, the figure, what to compare it with.
fn figures(form: &mut FormPage, page: &SummaryPage) {
    let (totals, unit) = (&page.totals, page.amount_unit);
    let money = |value: Option<Money>| {
        value.map_or_else(
            || "—".to_owned(),
            |value| Number { value: value.to_decimal(unit), decimals: 2, grouped: true }.text(),
        )
    };
    let percent = |value: Option<Decimal>| {
        value.map_or_else(|| "—".to_owned(), |value| format!("{}%", points(value).text()))
    };
    let judged = &totals.judged;
    let [red, yellow, green, blue] = totals.lamps;
    let missing = totals.projects.saturating_sub(totals.recorded);
    let boxes = [
        (
            "监控项目（个）".to_owned(),
            totals.projects.to_string(),
            match (missing, totals.incomplete) {
                (0, 0) => "已全部填报".to_owned(),
                (0, part) => format!("未填完 {part} 个"),
                (missing, _) => format!("未填报 {missing} 个"),
            },
        ),
        (
            format!("预算数（{}）", unit.name()),
            money(totals.budget),
            format!("已执行 {}", money(totals.executed)),
        ),
        ("预算执行率".to_owned(), percent(judged.execution), format!("序时进度 {}", percent(judged.time))),
        (
            "总体完成率".to_owned(),
            percent(judged.completion),
            format!(
                "偏差 {} 百分点",
                judged.deviation.map_or_else(|| "—".to_owned(), |value| points(value).text())
            ),
        ),
        ("红／黄灯（个）".to_owned(), format!("{red}／{yellow}"), format!("绿灯 {green}　蓝灯 {blue}")),
        ("未结整改（项）".to_owned(), totals.open.to_string(), format!("到期或逾期 {} 项", totals.overdue)),
    ];
    let rows: [usize; 3] =
        std::array::from_fn(|at| form.row(Row { keep_with_next: at < 2, ..Row::default() }));
    for (columns, (label, figure, beside)) in BOXES.into_iter().zip(boxes) {
        form.cell(rows[0], columns.clone(), Look::Head, Content::text(label));
        form.cell(rows[1], columns.clone(), Look::Big, Content::text(figure));
        form.cell(rows[2], columns, Look::Short, Content::text(beside));
    }
}

fn table(form: &mut FormPage, urgent: &[&SummaryRow], shown: usize, longest: usize) {
    let words = ["需要关注的项目", "预警", "执行率", "完成率", "偏差", "原因", "措施"];
    let heads: Vec<_> = TABLE.into_iter().zip(words).collect();
    head_row(form, &heads);
    for one in urgent.iter().take(shown) {
        let row = form.row(Row::default());
        let number = |value: Option<Decimal>, sign: &str| {
            value.map_or(Content::Blank, |value| Content::Text(format!("{}{sign}", points(value).text())))
        };
        let why = match (&one.judged.rectify, one.why.trim()) {
            (Some(rule), "") => rule.clone(),
            (Some(_), why) => format!("（需整改）{why}"),
            (None, "") => "（未填写）".to_owned(),
            (None, why) => why.to_owned(),
        };
        let cells = [
            (Look::Text, Content::text(&one.name)),
            (Look::Short, Content::lamp(one.judged.lamp)),
            (Look::Amount, number(one.judged.execution, "%")),
            (Look::Amount, number(one.judged.completion, "%")),
            (Look::Amount, number(one.judged.deviation, "")),
            (Look::Text, Content::text(clip(&why, longest))),
            (Look::Text, Content::text(clip(&one.measures, longest))),
        ];
        for (columns, (look, content)) in TABLE.into_iter().zip(cells) {
            form.cell(row, columns, look, content);
        }
    }
    if urgent.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..10, Look::Short, Content::text("没有红灯、黄灯或需要整改的项目"));
    }
}

/// At most `longest` characters.
fn clip(text: &str, longest: usize) -> String {
    let text = text.trim().replace('\n', "；");
    if text.chars().count() <= longest {
        return text;
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}

/// What the page leaves out.
fn notes(page: &SummaryPage, urgent: &[&SummaryRow], shown: usize) -> String {
    let mut parts = Vec::new();
    let left = urgent.len() - shown;
    if left > 0 {
        let count = |lamp| {
            let rest = urgent.iter().skip(shown);
            rest.filter(|row| row.judged.lamp == Some(lamp)).count()
        };
        let (red, yellow) = (count(Lamp::Red), count(Lamp::Yellow));
        parts.push(format!("另有 {left} 个项目未列出（红灯 {red} 个、黄灯 {yellow} 个），见各项目监控表。"));
    }
    if let Some(idle) = page.totals.idle.filter(|idle| *idle > Money::ZERO) {
        parts.push(format!("预计年底沉淀资金 {}。", brief(idle, page.amount_unit)));
    }
    if page.totals.incomplete > 0 {
        parts.push(format!("已填报的项目中 {} 个没有填完，以上只按已填的数计算。", page.totals.incomplete));
    }
    let missing = page.missing.len();
    if missing > 0 {
        let names: Vec<&str> = page.missing.iter().take(4).map(String::as_str).collect();
        let more = if missing > 4 { " 等" } else { "" };
        parts.push(format!("未填报 {missing} 个：{}{more}。", names.join("、")));
    }
    parts.join("\n")
}
