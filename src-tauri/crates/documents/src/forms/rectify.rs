//! 整改台账: what has to be put right, by whom and by when, and how far it is.

use super::{head_row, unit_form};
use crate::page::{Content, FormPage, Look, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::due::Lamp;
use domain::period::FiscalYear;
use domain::rectification::Rectification;
use domain::unit::Unit;

/// 序号 | 项目 | 月份 | 存在问题 | 登记 | 原因 | 整改措施 | 责任人 | 期限 | 处理结果 | 整改结果 | 佐证 | 状态, in mm.
const COLUMNS: [f32; 13] = [9.0, 28.0, 12.0, 34.0, 22.0, 27.0, 31.0, 16.0, 22.0, 12.5, 24.0, 12.0, 17.0];

/// One matter with what stands around it.
#[derive(Debug, Clone, Copy)]
pub struct RectifyRow<'a> {
    /// The matter.
    pub item: &'a Rectification,
    /// The project's name; empty for the unit as a whole.
    pub project: &'a str,
    /// How many files prove it.
    pub evidence: usize,
}

/// What the sheet is made of.
#[derive(Debug, Clone)]
pub struct RectifySheet<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// 预算年度
    pub year: FiscalYear,
    /// The matters in the order of the ledger.
    pub rows: &'a [RectifyRow<'a>],
    /// 草稿 or nothing: the ledger goes into no package.
    pub stamp: Stamp,
    /// 编制日期; what is over is told by it.
    pub date: NaiveDate,
}

/// The sheet.
pub fn rectify_sheet(sheet: &RectifySheet) -> FormPage {
    let mut form = unit_form(sheet.unit, &sheet.unit.phone, sheet.year, &sheet.stamp, sheet.date);
    form.title = "绩效运行监控整改台账".to_owned();
    form.paper = Paper::Landscape;
    form.columns = COLUMNS.to_vec();
    let open = sheet.rows.iter().filter(|row| row.item.closed_on.is_none()).count();
    let over = sheet.rows.iter().filter(|row| lamp(row, sheet.date) == Lamp::Red).count();
    form.right_note = format!("共 {} 项，未办结 {open} 项，其中到期或逾期 {over} 项", sheet.rows.len());
    let heads = [
        "序号",
        "项目",
        "监控月份",
        "存在问题",
        "登记日期及来源",
        "原因",
        "整改措施",
        "责任人",
        "整改期限",
        "处理结果",
        "整改结果",
        "佐证材料",
        "状态",
    ];
    let heads: Vec<_> = heads.into_iter().enumerate().map(|(at, word)| (at..at + 1, word)).collect();
    let head = head_row(&mut form, &heads);
    form.repeat = head..head + 1;
    for (at, one) in sheet.rows.iter().enumerate() {
        let item = one.item;
        let row = form.row(Row::default());
        let day = |date: Option<NaiveDate>| date.map(|date| date.format("%Y-%m-%d").to_string());
        let project = if one.project.is_empty() { "单位整体" } else { one.project };
        let opened = format!("{}\n{}", item.opened_on.format("%Y-%m-%d"), item.opener.name());
        let closed = day(item.closed_on).map(|day| format!("{day}办结"));
        let parts = [item.result.trim().to_owned(), closed.unwrap_or_default()];
        let result: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let evidence = if one.evidence == 0 { "无".to_owned() } else { format!("{} 份", one.evidence) };
        let texts = [
            (Look::Short, (at + 1).to_string()),
            (Look::Text, project.to_owned()),
            (Look::Short, item.month.map(|month| month.word()).unwrap_or_default()),
            (Look::Text, item.problem.clone()),
            (Look::Short, opened),
            (Look::Text, item.cause.clone()),
            (Look::Text, item.measure.clone()),
            (Look::Short, item.person.clone()),
            (Look::Short, day(item.due).unwrap_or_else(|| "未定".to_owned())),
            (Look::Short, item.outcome.map(|outcome| outcome.name()).unwrap_or_default().to_owned()),
            (Look::Text, result.join("\n")),
            (Look::Short, evidence),
            (Look::Short, String::new()),
        ];
        for (column, (look, text)) in texts.into_iter().enumerate().take(12) {
            form.cell(row, column..column + 1, look, Content::text(text));
        }
        form.cell(row, 12..13, Look::Short, state(one, sheet.date));
    }
    if sheet.rows.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..13, Look::Short, Content::text("没有整改事项"));
    }
    form
}

fn lamp(row: &RectifyRow, today: NaiveDate) -> Lamp {
    row.item.lamp(today, row.evidence)
}

/// 已办结, else the lamp with what it means.
fn state(row: &RectifyRow, today: NaiveDate) -> Content {
    if row.item.closed_on.is_some() {
        return Content::text("已办结");
    }
    let days = row.item.due.map(|due| (due - today).num_days());
    let word = match days {
        Some(..=-1) => "逾期",
        Some(0) => "今日到期",
        Some(1..=7) => "临近",
        _ => "整改中",
    };
    Content::Lamp(lamp(row, today), word.to_owned())
}
