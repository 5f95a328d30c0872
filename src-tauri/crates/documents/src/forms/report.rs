//! 绩效运行监控报告: the month in words and tables, to be finished in Word.

use super::summary::{SummaryPage, SummaryRow, apart};
use super::{brief, points, rectify::RectifyRow};
use crate::docx::{Align, Block, Column, Document, Table};
use crate::page::{Content, Number, Stamp};
use domain::due::Lamp;
use domain::money::{AmountUnit, Money};
use domain::period::print_date;
use rust_decimal::Decimal;

/// What the report is made of.
#[derive(Debug, Clone)]
pub struct MonitorReport<'a> {
    /// The figures of the month, the same as on the page for the head.
    pub page: &'a SummaryPage<'a>,
    /// The rectification ledger.
    pub rectifications: &'a [RectifyRow<'a>],
    /// Documents by which was judged: `财预〔2019〕136号`.
    pub sources: Vec<String>,
}

/// The report.
pub fn monitor_report(report: &MonitorReport) -> Document {
    let page = report.page;
    let span = page.month.span();
    let mut subtitles = Vec::new();
    if page.stamp == Stamp::Draft {
        subtitles.push("（草稿）".to_owned());
    }
    let mut blocks = Vec::new();
    basics(report, &mut blocks);
    execution(page, &mut blocks);
    goals(page, &mut blocks);
    deviations(page, &mut blocks);
    measures(report, &mut blocks);
    next(page, &mut blocks);
    blocks.push(Block::Closing(vec![page.unit.name.clone(), print_date(page.date)]));
    Document {
        title: format!("{}\n{}年{span}绩效运行监控报告", page.unit.name, page.year),
        subtitles,
        author: page.unit.name.clone(),
        date: page.date,
        blocks,
    }
}

fn text(blocks: &mut Vec<Block>, text: impl Into<String>) {
    blocks.push(Block::Text(text.into()));
}

fn heading(blocks: &mut Vec<Block>, text: &str) {
    blocks.push(Block::Heading(text.to_owned()));
}

fn percent(value: Decimal) -> String {
    format!("{}%", points(value).text())
}

/// `，预算金额 1,211.61万元`, nothing where it is not known.
fn money(value: Option<Money>, unit: AmountUnit, before: &str) -> String {
    value.map_or(String::new(), |value| format!("{before}{}", brief(value, unit)))
}

fn basics(report: &MonitorReport, blocks: &mut Vec<Block>) {
    let (page, totals) = (report.page, &report.page.totals);
    heading(blocks, "一、基本情况");
    let by = match report.sources.as_slice() {
        [] => String::new(),
        sources => format!("按照{}的要求，", sources.join("、")),
    };
    let budget = money(totals.budget, page.amount_unit, "，预算资金");
    let part = match totals.incomplete {
        0 => String::new(),
        count => format!("，其中{count}个没有填完"),
    };
    text(
        blocks,
        format!(
            "{by}本单位对{}年{}的绩效目标实现程度和预算执行进度实行“双监控”。纳入监控的项目共{}个{budget}，已填报监控表{}个{part}。",
            page.year,
            page.month.span(),
            totals.projects,
            totals.recorded
        ),
    );
    if !page.missing.is_empty() {
        let (count, names) = (page.missing.len(), page.missing.join("、"));
        text(blocks, format!("尚未填报的项目{count}个：{names}。"));
    }
}

fn execution(page: &SummaryPage, blocks: &mut Vec<Block>) {
    let totals = &page.totals;
    heading(blocks, "二、预算执行情况");
    match totals.judged.execution {
        Some(rate) => {
            let executed = money(totals.executed, page.amount_unit, "累计执行");
            let budget = money(totals.budget, page.amount_unit, "预算");
            let gap = totals.judged.time.map_or(String::new(), |time| {
                format!("，同期序时进度为{}{}", percent(time), apart(rate, time).replace(' ', ""))
            });
            let figures = [budget, executed].into_iter().filter(|part| !part.is_empty());
            let figures: Vec<String> = figures.collect();
            text(
                blocks,
                format!(
                    "截至{}月底，{}，预算执行率为{}{gap}。",
                    page.month.number(),
                    figures.join("，"),
                    percent(rate)
                ),
            );
        }
        None => text(blocks, "截至本月底，尚没有预算执行数。"),
    }
    if let Some(idle) = totals.idle.filter(|idle| *idle > Money::ZERO) {
        let idle = brief(idle, page.amount_unit);
        text(blocks, format!("按各项目预计，年底将形成沉淀资金{idle}。"));
    }
    blocks.push(Block::Chart(page.progress_chart()));
    let columns = [
        ("序号", 12, Align::Centre),
        ("项目名称", 56, Align::Left),
        ("预算数", 26, Align::Right),
        ("执行数", 26, Align::Right),
        ("执行率", 20, Align::Right),
        ("预警", 16, Align::Centre),
    ];
    let amount = |value: Option<Money>| amount(value, page.amount_unit);
    let rows = page.rows.iter().zip(1u32..).map(|(row, number)| {
        vec![
            Content::Text(number.to_string()),
            Content::text(&row.name),
            amount(row.budget),
            amount(row.executed),
            rate(row.judged.execution, "%"),
            Content::lamp(row.judged.money_lamp),
        ]
    });
    let mut rows: Vec<Vec<Content>> = rows.collect();
    rows.push(vec![
        Content::Blank,
        Content::text("合计"),
        amount(totals.budget),
        amount(totals.executed),
        rate(totals.judged.execution, "%"),
        Content::lamp(totals.judged.money_lamp),
    ]);
    let unit = format!("单位：{}", page.amount_unit.name());
    blocks.push(table("项目预算执行情况", unit, &columns, rows));
}

fn amount(value: Option<Money>, unit: AmountUnit) -> Content {
    value.map_or(Content::Blank, |value| {
        Content::Number(Number { value: value.to_decimal(unit), decimals: 2, grouped: true })
    })
}

fn rate(value: Option<Decimal>, sign: &str) -> Content {
    value.map_or(Content::Blank, |value| Content::Text(format!("{}{sign}", points(value).text())))
}

fn table(caption: &str, unit: String, columns: &[(&str, u32, Align)], rows: Vec<Vec<Content>>) -> Block {
    let columns = columns.iter().map(|(head, share, align)| Column {
        head: (*head).to_owned(),
        share: *share,
        align: *align,
    });
    Block::Table(Table { caption: caption.to_owned(), unit, columns: columns.collect(), rows })
}

fn goals(page: &SummaryPage, blocks: &mut Vec<Block>) {
    let totals = &page.totals;
    heading(blocks, "三、绩效目标完成情况");
    let [red, yellow, green, blue] = totals.lamps;
    let lamps = format!("各项目预警灯为：红灯{red}个、黄灯{yellow}个、绿灯{green}个、蓝灯{blue}个。");
    match (totals.judged.completion, totals.judged.deviation) {
        (Some(rate), Some(gap)) => text(
            blocks,
            format!(
                "绩效目标总体完成率为{}，与预算执行率的偏差为{}个百分点。{lamps}",
                percent(rate),
                points(gap).text()
            ),
        ),
        (Some(rate), None) => text(blocks, format!("绩效目标总体完成率为{}。{lamps}", percent(rate))),
        _ => text(blocks, format!("尚没有可以计算完成率的绩效指标。{lamps}")),
    }
    let columns = [
        ("序号", 12, Align::Centre),
        ("项目名称", 64, Align::Left),
        ("执行率", 22, Align::Right),
        ("总体完成率", 24, Align::Right),
        ("偏差", 18, Align::Right),
        ("预警", 16, Align::Centre),
    ];
    let rows = page.rows.iter().zip(1u32..).map(|(row, number)| {
        vec![
            Content::Text(number.to_string()),
            Content::text(&row.name),
            rate(row.judged.execution, "%"),
            rate(row.judged.completion, "%"),
            rate(row.judged.deviation, ""),
            Content::lamp(row.judged.lamp),
        ]
    });
    blocks.push(table("项目绩效目标完成情况", String::new(), &columns, rows.collect()));
}

/// `第十二` and so on for headings of the second level.
pub(super) fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, one) => DIGITS[one].to_owned(),
        (1, one) => format!("十{}", DIGITS[one]),
        (ten @ 2..=9, one) => format!("{}十{}", DIGITS[ten], DIGITS[one]),
        _ => number.to_string(),
    }
}

fn sentence(text: &str) -> String {
    let text = text.trim().replace('\n', "；");
    let text = text.trim_end_matches(['。', '；', ';']);
    if text.is_empty() { String::new() } else { format!("{text}。") }
}

fn deviations(page: &SummaryPage, blocks: &mut Vec<Block>) {
    heading(blocks, "四、偏差和原因");
    let urgent: Vec<&SummaryRow> = page.rows.iter().filter(|row| row.is_urgent()).collect();
    if urgent.is_empty() {
        text(blocks, "各项目的预算执行和绩效目标完成没有触发红灯、黄灯，也没有达到应当整改的界限。");
        return;
    }
    for (number, row) in (1..).zip(urgent) {
        blocks.push(Block::Subheading(format!("（{}）{}", numeral(number), row.name)));
        let mut parts = sentence(&row.judged.prose());
        let why = sentence(&row.why);
        parts.push_str(&if why.is_empty() {
            "偏差原因尚未填写。".to_owned()
        } else {
            format!("偏差原因：{why}")
        });
        text(blocks, parts);
    }
}

fn measures(report: &MonitorReport, blocks: &mut Vec<Block>) {
    heading(blocks, "五、整改措施");
    let mut any = false;
    for row in report.page.rows.iter().filter(|row| row.is_urgent()) {
        let measures = sentence(&row.measures);
        if !measures.is_empty() {
            any = true;
            text(blocks, format!("{}：{measures}", row.name));
        }
    }
    if !report.rectifications.is_empty() {
        let closed = report.rectifications.iter().filter(|row| row.item.closed_on.is_some()).count();
        let (all, open) = (report.rectifications.len(), report.rectifications.len() - closed);
        text(blocks, format!("整改台账共登记{all}项，已办结{closed}项，未办结{open}项。"));
        let columns = [
            ("项目", 34, Align::Left),
            ("存在问题", 38, Align::Left),
            ("整改措施", 38, Align::Left),
            ("责任人", 18, Align::Centre),
            ("期限", 24, Align::Centre),
            ("进展", 20, Align::Centre),
        ];
        let rows = report.rectifications.iter().map(|row| {
            let item = row.item;
            let due = item.due.map(|due| due.format("%Y-%m-%d").to_string()).unwrap_or_default();
            let state = match (item.closed_on, item.due) {
                (Some(_), _) => item.outcome.map_or("已办结", |outcome| outcome.name()).to_owned(),
                (None, Some(due)) if due < report.page.date => "逾期未办结".to_owned(),
                _ => "整改中".to_owned(),
            };
            vec![
                Content::text(if row.project.is_empty() { "单位整体" } else { row.project }),
                Content::text(&item.problem),
                Content::text(&item.measure),
                Content::text(&item.person),
                Content::text(due),
                Content::text(state),
            ]
        });
        blocks.push(table("整改台账", String::new(), &columns, rows.collect()));
    } else if !any {
        text(blocks, "本期没有登记整改事项。");
    }
}

/// What follows from the figures; the user words the rest.
fn next(page: &SummaryPage, blocks: &mut Vec<Block>) {
    heading(blocks, "六、下一步工作");
    let totals = &page.totals;
    let names = |lamp: Lamp| -> Vec<&str> {
        let rows = page.rows.iter().filter(|row| row.judged.lamp == Some(lamp));
        rows.map(|row| row.name.as_str()).collect()
    };
    let mut tasks = Vec::new();
    let (red, yellow) = (names(Lamp::Red), names(Lamp::Yellow));
    if !red.is_empty() {
        let first = red.iter().take(3).copied().collect::<Vec<_>>().join("、");
        let which = match red.len() {
            1 => format!("红灯项目{first}"),
            count => format!("{first}等{count}个红灯项目"),
        };
        tasks.push(format!(
            "对{which}查明原因、落实整改，到年底仍不能完成的，按程序提出调整、暂缓或停止执行的建议。"
        ));
    }
    if !yellow.is_empty() {
        tasks.push(format!("对{}个黄灯项目按月跟踪，督促加快进度。", yellow.len()));
    }
    if totals.overdue > 0 {
        tasks.push(format!("对到期或逾期未办结的{}项整改限期办结，补齐佐证材料。", totals.overdue));
    }
    if let Some(idle) = totals.idle.filter(|idle| *idle > Money::ZERO) {
        let idle = brief(idle, page.amount_unit);
        tasks.push(format!("对预计年底沉淀的{idle}，按规定提出调减预算或统筹使用的意见。"));
    }
    if !page.missing.is_empty() {
        tasks.push(format!("督促尚未填报的{}个项目补报监控表。", page.missing.len()));
    }
    tasks.push("继续按月开展绩效运行监控，做好年终绩效自评准备。".to_owned());
    let many = tasks.len() > 1;
    for (number, task) in (1..).zip(tasks) {
        text(blocks, if many { format!("{number}.{task}") } else { task });
    }
}
