//! 绩效自评报告: the chapters as the user has them, with tables of money and scores and a chart of what was reached.

use super::monitor::{percent, rate, reading};
use super::report::numeral;
use super::{plain_number, points, shown};
use crate::chart::{Chart, Ink, Plot, Series, Style};
use crate::docx::{Align, Block, Column, Document, Table};
use crate::page::{Content, Number, Stamp};
use chrono::NaiveDate;
use domain::fund::{FundSource, Horizon};
use domain::indicator::Indicator;
use domain::money::{AmountUnit, Money};
use domain::period::{FiscalYear, print_date};
use domain::project::Project;
use domain::scoring::Scored;
use domain::selfeval::{AssessedFund, Scope, Section, SelfAssessment};
use domain::target::Target;
use domain::typed::Typed;
use domain::unit::Unit;
use rust_decimal::Decimal;

/// More bars than these make a chart of their own.
const MOST_BARS: usize = 20;

/// A chapter with its paragraphs; one that begins with `（一）` and has no full stop is a heading of the second level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSection {
    /// Which chapter.
    pub section: Section,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// What the report is made of.
#[derive(Debug, Clone)]
pub struct SelfEvalReport<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The project.
    pub project: &'a Project,
    /// The version of its target that is assessed.
    pub target: &'a Target,
    /// What was recorded.
    pub doc: &'a SelfAssessment,
    /// Its score.
    pub scored: &'a Scored,
    /// 预算年度
    pub year: FiscalYear,
    /// The chapters in the order of the pack.
    pub sections: Vec<ReportSection>,
    /// 万元 or 元, as the rule pack says.
    pub amount_unit: AmountUnit,
    /// 草稿 or the package that it belongs to.
    pub stamp: Stamp,
    /// Date of the report.
    pub date: NaiveDate,
}

/// The report. The table of money closes the first chapter; scores and chart close the analysis of the indicators.
///
/// # Errors
/// [`crate::Error::Secret`] for a project marked 涉密.
pub fn selfeval_report(report: &SelfEvalReport) -> Result<Document, crate::Error> {
    if report.project.is_secret() {
        return Err(crate::Error::Secret(report.project.name.clone()));
    }
    let mut blocks = Vec::new();
    for (number, section) in (1..).zip(&report.sections) {
        blocks.push(Block::Heading(format!("{}、{}", numeral(number), section.section.name())));
        for text in section.paragraphs.iter().filter(|text| !text.trim().is_empty()) {
            blocks.push(paragraph(text.trim()));
        }
        match section.section {
            Section::Basics => blocks.push(money(report)),
            Section::Indicators => {
                blocks.push(scores(report));
                blocks.extend(rate_charts(report).into_iter().map(Block::Chart));
            }
            _ => {}
        }
    }
    blocks.push(Block::Closing(vec![report.unit.name.clone(), print_date(report.date)]));
    let mut subtitles = Vec::new();
    if report.stamp == Stamp::Draft {
        subtitles.push("（草稿）".to_owned());
    }
    let period = match report.doc.scope {
        Scope::Year => format!("{}年度", report.year),
        Scope::Whole => "整个实施期".to_owned(),
    };
    Ok(Document {
        title: format!("{}\n{period}绩效自评报告", report.project.name),
        subtitles,
        author: report.unit.name.clone(),
        date: report.date,
        blocks,
    })
}

fn paragraph(text: &str) -> Block {
    let numbered = text.starts_with('（')
        && text.chars().skip(1).take_while(|c| "一二三四五六七八九十".contains(*c)).count() > 0;
    if numbered && text.chars().count() <= 30 && !text.ends_with(['。', '；', '：']) {
        Block::Subheading(text.to_owned())
    } else {
        Block::Text(text.to_owned())
    }
}

fn table(caption: &str, unit: String, columns: &[(&str, u32, Align)], rows: Vec<Vec<Content>>) -> Block {
    let columns = columns.iter().map(|(head, share, align)| Column {
        head: (*head).to_owned(),
        share: *share,
        align: *align,
    });
    Block::Table(Table { caption: caption.to_owned(), unit, columns: columns.collect(), rows })
}

/// The money by source with its total.
fn money(report: &SelfEvalReport) -> Block {
    let unit = report.amount_unit;
    let amount =
        |money: Money| Content::Number(Number { value: money.to_decimal(unit), decimals: 2, grouped: true });
    let some = |money: Option<Money>| money.map_or(Content::Blank, amount);
    let typed = |cell: &Typed<Money>| shown(cell, |money| amount(*money));
    let used = |source: &FundSource| report.doc.funds.get(source).is_some_and(|fund| !fund.is_blank());
    let mut rows: Vec<Vec<Content>> = Vec::new();
    for source in FundSource::ALL.into_iter().filter(used) {
        let blank = AssessedFund::default();
        let fund = report.doc.funds.get(&source).unwrap_or(&blank);
        rows.push(vec![
            Content::text(source.name()),
            typed(&fund.initial),
            typed(&fund.budget),
            typed(&fund.executed),
            percent(rate(fund.executed.value, fund.budget.value.or(fund.initial.value))),
        ]);
    }
    let totals = report.doc.totals();
    rows.push(vec![
        Content::text("合计"),
        some(totals.initial),
        some(totals.budget),
        some(totals.executed),
        percent(report.scored.execution.rate),
    ]);
    let [initial, budget, executed] = super::selfeval::money_heads(report.doc.scope);
    let columns = [
        ("资金来源", 38, Align::Left),
        (initial, 30, Align::Right),
        (budget, 30, Align::Right),
        (executed, 30, Align::Right),
        ("执行率", 22, Align::Right),
    ];
    table("项目资金执行情况", format!("单位：{}", unit.name()), &columns, rows)
}

/// The indicators that are assessed, as the form has them.
fn indicators<'a>(report: &SelfEvalReport<'a>) -> Vec<&'a Indicator> {
    let rows = report.target.in_form_order();
    let side = |horizon| rows.iter().copied().filter(|one| one.horizon == horizon).collect::<Vec<_>>();
    let medium = if report.doc.scope == Scope::Whole { side(Horizon::Medium) } else { Vec::new() };
    if medium.is_empty() { side(Horizon::Annual) } else { medium }
}

/// Every indicator with its score, execution and total.
fn scores(report: &SelfEvalReport) -> Block {
    let number =
        |value: Option<Decimal>| value.map_or(Content::Blank, |value| Content::Number(points(value)));
    let execution = &report.scored.execution;
    let mut all = execution.weight;
    let mut rows = vec![vec![
        Content::text("预算执行率"),
        Content::Blank,
        percent(execution.rate),
        Content::Number(plain_number(execution.weight)),
        number(execution.score),
    ]];
    for one in indicators(report) {
        let row = report.doc.row(&one.id);
        let value = one.value.value.as_ref();
        all += one.weight.value.unwrap_or_default();
        let scored = report.scored.rows.iter().find(|row| row.indicator == one.id);
        rows.push(vec![
            Content::text(&one.name),
            shown(&one.value, |value| Content::text(value.print())),
            row.map_or(Content::Blank, |row| reading(&row.actual, value)),
            shown(&one.weight, |weight| Content::Number(plain_number(*weight))),
            number(scored.and_then(|row| row.score)),
        ]);
    }
    rows.push(vec![
        Content::text("总分"),
        Content::Blank,
        Content::text(
            report.scored.grade.map_or_else(String::new, |grade| format!("自评等级：{}", grade.name())),
        ),
        Content::Number(plain_number(all)),
        number(report.scored.total),
    ]);
    let columns = [
        ("指标", 62, Align::Left),
        ("指标值", 32, Align::Centre),
        ("实际完成值", 32, Align::Centre),
        ("分值", 14, Align::Right),
        ("得分", 16, Align::Right),
    ];
    table("绩效指标完成和得分情况", String::new(), &columns, rows)
}

/// 完成率 of every indicator that has one, a chart for every twenty.
fn rate_charts(report: &SelfEvalReport) -> Vec<Chart> {
    let rates: Vec<(&str, Decimal)> = indicators(report)
        .into_iter()
        .filter_map(|one| {
            let row = report.scored.rows.iter().find(|row| row.indicator == one.id)?;
            Some((one.name.as_str(), row.rate?))
        })
        .collect();
    let several = rates.len() > MOST_BARS;
    let chart = |(at, part): (usize, &[(&str, Decimal)])| Chart {
        title: match several {
            true => format!("绩效指标完成率（{}）", numeral(at + 1)),
            false => "绩效指标完成率".to_owned(),
        },
        plot: Plot::Bars,
        categories: part.iter().map(|(name, _)| (*name).to_owned()).collect(),
        series: vec![Series {
            name: "完成率".to_owned(),
            ink: Ink::Blue,
            style: Style::Circle,
            values: part.iter().map(|(_, rate)| Some(*rate)).collect(),
        }],
        suffix: "%".to_owned(),
        decimals: 2,
        least_top: Decimal::ONE_HUNDRED,
    };
    rates.chunks(MOST_BARS).enumerate().map(chart).collect()
}
