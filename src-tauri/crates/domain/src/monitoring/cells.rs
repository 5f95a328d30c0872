//! One cell of a monitoring document, set from what a person typed. Every touch confirms its row, or the money.

use super::{Accrual, Cause, MonitoredFund, Monitoring, Possibility, read_actual};
use crate::edit::{EditFault, choice, day, names, text_cell};
use crate::fund::FundSource;
use crate::money::{AmountUnit, Money};
use crate::number;
use crate::target::Target;
use crate::text::quoted;
use rust_decimal::Decimal;

/// Sets the cell at `rest`, the path after `/projects/{id}/monitoring/{M07}/`: `funds/{source}/{column}`,
/// `indicators/{id}/{column}`, `review_score`, `feedback_on` or `note`. Amounts are in `unit` unless they say otherwise.
/// Unreadable numbers stay in their cell; a word that is no choice and a text that is no day are refused. Returns the
/// name of the cell for the history: `“补助村数”的7月完成情况`.
pub fn set_monitoring_cell(
    doc: &mut Monitoring,
    target: &Target,
    rest: &str,
    text: &str,
    unit: AmountUnit,
) -> Result<String, EditFault> {
    let missing = || EditFault::NoSuchCell(rest.to_owned());
    let month = doc.month.word();
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        ["funds", source, column] => {
            let source = FundSource::from_key(source).ok_or_else(missing)?;
            let fund = doc.funds.entry(source).or_default();
            let label = set_fund(fund, column, text, unit);
            if fund.is_blank() {
                doc.funds.remove(&source);
            }
            let label = label.ok_or_else(missing)?;
            doc.funds_untouched = false;
            Ok(format!("{month}{}的{label}", source.name()))
        }
        ["indicators", id, column] => {
            set_row(doc, target, id, column, text).unwrap_or_else(|| Err(missing()))
        }
        ["review_score"] => {
            let _ = doc.review_score.typed(text, points);
            Ok(format!("{month}监控审核得分"))
        }
        ["feedback_on"] => {
            doc.feedback_on = day(text, "财政评价反馈日")?;
            Ok(format!("{month}财政评价反馈日"))
        }
        ["note"] => text_cell(&mut doc.note, text, &format!("{month}监控备注")),
        _ => Err(missing()),
    }
}

/// Points as typed: `95.05`, `95.05分`.
fn points(text: &str) -> Result<Decimal, number::NumberFault> {
    number::parse(text.trim().trim_end_matches('分'))
}

/// Sets one amount; the column's name, or `None` where there is no such column.
pub(crate) fn set_fund(
    fund: &mut MonitoredFund,
    column: &str,
    text: &str,
    unit: AmountUnit,
) -> Option<&'static str> {
    let (cell, label) = match column {
        "initial" => (&mut fund.initial, "年初预算数"),
        "adjusted" => (&mut fund.adjusted, "调整后预算数"),
        "executed" => (&mut fund.executed, "执行数"),
        "expected" => (&mut fund.expected, "全年预计执行数"),
        _ => return None,
    };
    let _ = cell.typed(text, |text| Money::parse(text, unit));
    Some(label)
}

/// A possibility by its word or key; nothing where the cell was cleared.
pub(crate) fn possibility(text: &str) -> Result<Option<Possibility>, EditFault> {
    choice(text, "完成目标可能性", Possibility::from_key, Possibility::from_name, || {
        names(Possibility::ALL, |word| word.name())
    })
}

/// `None` where there is no such row or column.
fn set_row(
    doc: &mut Monitoring,
    target: &Target,
    id: &str,
    column: &str,
    text: &str,
) -> Option<Result<String, EditFault>> {
    let indicator = target.indicators.iter().find(|indicator| indicator.id.as_str() == id);
    let known = indicator.map(|indicator| &indicator.id);
    let id =
        known.or_else(|| doc.rows.iter().map(|row| &row.indicator).find(|own| own.as_str() == id))?.clone();
    let goal = indicator.and_then(|indicator| indicator.value.value.as_ref());
    let (year, month) = (doc.year, doc.month.word());
    let name = match indicator {
        Some(indicator) if !indicator.name.trim().is_empty() => quoted(&indicator.name),
        Some(indicator) => indicator.class.name().to_owned(),
        None => "已取消的指标".to_owned(),
    };
    if !is_column(column) {
        return None;
    }
    let row = doc.row_mut(&id);
    let set = match column {
        "done" => {
            let _ = row.done.typed(text, |text| read_actual(text, goal, year));
            Ok("完成情况")
        }
        "expected" => {
            let _ = row.expected.typed(text, |text| read_actual(text, goal, year));
            Ok("全年预计完成情况")
        }
        "reason" => Ok(put(&mut row.reason, text, "原因说明")),
        "measures" => Ok(put(&mut row.measures, text, "改进措施")),
        "possibility" => possibility(text).map(|word| {
            row.possibility = word;
            "完成目标可能性"
        }),
        "accrual" => choice(text, "累计方式", Accrual::from_key, Accrual::from_name, || {
            names(Accrual::ALL, |word| word.name())
        })
        .map(|word| {
            row.accrual = word;
            "累计方式"
        }),
        _ => {
            let cause = cause_of(column)?;
            if text.trim().is_empty() {
                row.causes.remove(&cause);
            } else {
                row.causes.insert(cause, text.trim().to_owned());
            }
            Ok(cause.name())
        }
    };
    Some(set.map(|label| {
        row.untouched = false;
        format!("“{name}”的{month}{label}")
    }))
}

fn put(cell: &mut String, text: &str, label: &'static str) -> &'static str {
    cell.clear();
    cell.push_str(text.trim());
    label
}

fn cause_of(column: &str) -> Option<Cause> {
    column.strip_prefix("cause_").and_then(Cause::from_key)
}

fn is_column(column: &str) -> bool {
    matches!(column, "done" | "expected" | "reason" | "measures" | "possibility" | "accrual")
        || cause_of(column).is_some()
}
