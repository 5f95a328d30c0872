//! 绩效目标调整对照表: what an adjustment changes, before and after.

use super::{blank_form, department, implementer, pair};
use crate::error::Error;
use crate::page::{Content, FormPage, Look, Paper, Row, Stamp};
use chrono::NaiveDate;
use domain::period::FiscalYear;
use domain::project::Project;
use domain::unit::Unit;
use std::ops::Range;

/// The columns of 调整事项, 调整前, 调整后 and 调整原因.
const COLUMNS: [Range<usize>; 4] = [1..3, 3..4, 4..6, 6..7];

/// One changed thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentRow {
    /// What changes: `产出指标—数量指标—新增学位数：指标值`.
    pub item: String,
    /// As approved; empty where it is new.
    pub before: String,
    /// As adjusted; empty where it is dropped.
    pub after: String,
    /// 调整原因
    pub reason: String,
}

/// What the sheet is made of.
#[derive(Debug, Clone)]
pub struct AdjustmentSheet<'a> {
    /// The unit that files it.
    pub unit: &'a Unit,
    /// The project.
    pub project: &'a Project,
    /// 预算年度
    pub year: FiscalYear,
    /// The changes, in the order of the form.
    pub rows: &'a [AdjustmentRow],
    /// 草稿, or the package that it belongs to.
    pub stamp: Stamp,
    /// 填报日期
    pub date: NaiveDate,
}

/// The sheet; one line says so where nothing changes.
///
/// # Errors
/// [`Error::Secret`] for a project marked 涉密.
pub fn adjustment_sheet(sheet: &AdjustmentSheet) -> Result<FormPage, Error> {
    let (unit, project) = (sheet.unit, sheet.project);
    let mut form = blank_form(unit, project, sheet.year, &sheet.stamp, sheet.date)?;
    form.title = "项目支出绩效目标调整对照表".to_owned();
    form.paper = Paper::Landscape;
    // 序号 | 调整事项 (2) | 调整前 | 调整后 (2) | 调整原因: cut once more for the labels above.
    form.columns = vec![14.0, 16.0, 41.0, 70.0, 26.0, 44.0, 56.0];
    let texts = [
        ["项目名称", &project.name, "项目代码", &project.code],
        ["主管部门", &department(unit, project).0, "实施单位", &implementer(unit, project)],
    ];
    for line in texts {
        pair(&mut form, [0..2, 2..4, 4..5, 5..7], line.map(str::to_owned));
    }
    let head = form.row(Row { keep_with_next: true, ..Row::default() });
    form.cell(head, 0..1, Look::Head, Content::text("序号"));
    for (columns, word) in COLUMNS.into_iter().zip(["调整事项", "调整前", "调整后", "调整原因"])
    {
        form.cell(head, columns, Look::Head, Content::text(word));
    }
    form.repeat = head..head + 1;
    for (at, line) in sheet.rows.iter().enumerate() {
        let row = form.row(Row::default());
        form.cell(row, 0..1, Look::Short, Content::Text((at + 1).to_string()));
        let texts = [&line.item, &line.before, &line.after, &line.reason];
        for (columns, text) in COLUMNS.into_iter().zip(texts) {
            form.cell(row, columns, Look::Text, Content::text(text));
        }
    }
    if sheet.rows.is_empty() {
        let row = form.row(Row::default());
        form.cell(row, 0..7, Look::Short, Content::text("与上一版相比没有调整"));
    }
    Ok(form)
}
