//! One cell of the whole unit's sheet, set from what a person typed.

use super::{Dimension, UnitIndicator, UnitMonitoring};
use crate::edit::{EditFault, choice, names, set_value, text_cell, weight};
use crate::fund::FundSource;
use crate::money::AmountUnit;
use crate::monitoring::cells::{possibility, set_fund};
use crate::monitoring::read_actual;
use crate::period::FiscalYear;
use crate::text::quoted;

/// Sets the cell at `rest`, the path after `/unit_monitoring/H1/`: `goal`, `note`, `funds/{source}/{column}`,
/// `tasks/{id}/{column}` or `rows/{id}/{column}`. Amounts are in `unit` unless they say otherwise. Unreadable numbers
/// stay in their cell; a word that is no choice is refused. Returns the name of the cell for the history.
pub fn set_unit_monitoring_cell(
    doc: &mut UnitMonitoring,
    rest: &str,
    text: &str,
    unit: AmountUnit,
) -> Result<String, EditFault> {
    let missing = || EditFault::NoSuchCell(rest.to_owned());
    let parts: Vec<&str> = rest.split('/').collect();
    let year = doc.year;
    match parts.as_slice() {
        ["goal"] => text_cell(&mut doc.goal, text, "部门整体年度目标"),
        ["note"] => text_cell(&mut doc.note, text, "部门整体监控备注"),
        ["funds", source, column] => {
            let source = FundSource::from_key(source).ok_or_else(missing)?;
            let fund = doc.funds.entry(source).or_default();
            let label = set_fund(fund, column, text, unit);
            if fund.is_blank() {
                doc.funds.remove(&source);
            }
            Ok(format!("单位其他支出{}的{}", source.name(), label.ok_or_else(missing)?))
        }
        ["tasks", id, column] => {
            let task = doc.tasks.iter_mut().find(|task| task.id.as_str() == *id).ok_or_else(missing)?;
            let name = quoted(&task.name);
            match *column {
                "name" => text_cell(&mut task.name, text, "任务名称"),
                "content" => text_cell(&mut task.content, text, &format!("“{name}”的主要内容")),
                "done" => text_cell(&mut task.done, text, &format!("“{name}”的完成情况")),
                _ => Err(missing()),
            }
        }
        ["rows", id, column] => {
            let row = doc.rows.iter_mut().find(|row| row.id.as_str() == *id).ok_or_else(missing)?;
            set_row(row, column, text, year).unwrap_or_else(|| Err(missing()))
        }
        _ => Err(missing()),
    }
}

/// `None` where there is no such column.
fn set_row(
    row: &mut UnitIndicator,
    column: &str,
    text: &str,
    year: FiscalYear,
) -> Option<Result<String, EditFault>> {
    let name = quoted(&row.name);
    let goal = row.value.value.clone();
    let read = |text: &str| read_actual(text, goal.as_ref(), year);
    let label = match column {
        "name" => {
            row.name = text.trim().to_owned();
            "名称"
        }
        "dimension" => {
            let found = choice(text, "维度", Dimension::from_key, Dimension::from_name, || {
                names(Dimension::ALL, |dimension| dimension.name())
            });
            match found {
                Ok(Some(dimension)) => row.dimension = dimension,
                Ok(None) => {}
                Err(fault) => return Some(Err(fault)),
            }
            "维度"
        }
        "value" => {
            set_value(&mut row.value, text, year);
            "指标值"
        }
        "weight" => {
            let _ = row.weight.typed(text, weight);
            "分值"
        }
        "done" => {
            let _ = row.done.typed(text, read);
            "完成情况"
        }
        "expected" => {
            let _ = row.expected.typed(text, read);
            "全年预计完成情况"
        }
        "reason" => {
            row.reason = text.trim().to_owned();
            "偏差原因"
        }
        "measures" => {
            row.measures = text.trim().to_owned();
            "改进措施"
        }
        "possibility" => match possibility(text) {
            Ok(word) => {
                row.possibility = word;
                "完成目标可能性"
            }
            Err(fault) => return Some(Err(fault)),
        },
        _ => return None,
    };
    Some(Ok(if name.is_empty() {
        format!("单位指标的{label}")
    } else {
        format!("“{name}”的{label}")
    }))
}
