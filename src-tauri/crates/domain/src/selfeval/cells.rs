//! One cell of a self-assessment, set from what a person typed. Every touch confirms its row, or the money.

use super::{AssessedFund, Scope, SelfAssessment, Treatment, assessed};
use crate::edit::{EditFault, choice, day, names, text_cell, weight};
use crate::fund::FundSource;
use crate::money::{AmountUnit, Money};
use crate::monitoring::read_actual;
use crate::scoring::Method;
use crate::target::Target;
use crate::text::{quoted, squeezed};

/// Sets the cell at `rest`, the path after `/projects/{id}/selfeval/`: `funds/{source}/{initial|budget|executed}`,
/// `indicators/{id}/{actual|score|method|too_low|reason|measures}`, `report/{id}/text`, `scope`, `goal_done`,
/// `funds_reason`, `conclusion`, `problems`, `measures`, `note`, `treatment`, `treatment_reason`, `formed_on`,
/// `published_on`, `published_at`. Amounts are in `unit` unless they say otherwise. Unreadable numbers stay in their
/// cell; a word that is no choice and a text that is no day are refused. Returns the name of the cell for the history.
pub fn set_selfeval_cell(
    doc: &mut SelfAssessment,
    target: &Target,
    rest: &str,
    text: &str,
    unit: AmountUnit,
) -> Result<String, EditFault> {
    let missing = || EditFault::NoSuchCell(rest.to_owned());
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        ["funds", source, column] => {
            let source = FundSource::from_key(source).ok_or_else(missing)?;
            let mut fund = doc.funds.get(&source).cloned().unwrap_or_default();
            let label = set_fund(&mut fund, column, text, unit).ok_or_else(missing)?;
            if fund.is_blank() {
                doc.funds.remove(&source);
            } else {
                doc.funds.insert(source, fund);
            }
            doc.funds_untouched = false;
            Ok(format!("自评{}的{label}", source.name()))
        }
        ["indicators", id, column] => {
            set_row(doc, target, id, column, text).unwrap_or_else(|| Err(missing()))
        }
        ["report", id, "text"] => {
            let paragraph = doc.report.iter_mut().find(|own| own.id.as_str() == *id).ok_or_else(missing)?;
            let section = paragraph.section.name();
            text_cell(&mut paragraph.text, text, &format!("自评报告“{section}”的段落"))
        }
        ["scope"] => {
            let found = choice(text, "自评范围", Scope::from_key, Scope::from_name, || {
                names(Scope::ALL, |scope| scope.name())
            })?;
            doc.scope = found.unwrap_or(Scope::Year);
            for indicator in assessed(target, doc.scope) {
                doc.row_mut(&indicator.id);
            }
            Ok("自评范围".to_owned())
        }
        ["treatment"] => {
            doc.treatment =
                choice(text, "结果应用建议", Treatment::from_key, Treatment::from_name, || {
                    names(Treatment::ALL, |treatment| treatment.name())
                })?;
            Ok("结果应用建议".to_owned())
        }
        ["goal_done"] => text_cell(&mut doc.goal_done, text, "年度总体目标实际完成情况"),
        ["funds_reason"] => text_cell(&mut doc.funds_reason, text, "预算执行偏差原因"),
        ["conclusion"] => text_cell(&mut doc.conclusion, text, "评价结论"),
        ["problems"] => text_cell(&mut doc.problems, text, "存在问题"),
        ["measures"] => text_cell(&mut doc.measures, text, "改进措施"),
        ["note"] => text_cell(&mut doc.note, text, "其他需要说明事项"),
        ["treatment_reason"] => text_cell(&mut doc.treatment_reason, text, "结果应用理由"),
        ["published_at"] => text_cell(&mut doc.published_at, text, "公开网址或方式"),
        ["formed_on"] => {
            doc.formed_on = day(text, "报告形成日期")?;
            Ok("报告形成日期".to_owned())
        }
        ["published_on"] => {
            doc.published_on = day(text, "公开日期")?;
            Ok("公开日期".to_owned())
        }
        _ => Err(missing()),
    }
}

/// Sets one amount; the column's name, or `None` where there is no such column.
fn set_fund(fund: &mut AssessedFund, column: &str, text: &str, unit: AmountUnit) -> Option<&'static str> {
    let (cell, label) = match column {
        "initial" => (&mut fund.initial, "年初预算数"),
        "budget" => (&mut fund.budget, "全年预算数"),
        "executed" => (&mut fund.executed, "全年执行数"),
        _ => return None,
    };
    let _ = cell.typed(text, |text| Money::parse(text, unit));
    Some(label)
}

/// 是 or 否; a cleared cell is 否.
fn yes(text: &str, field: &str) -> Result<bool, EditFault> {
    match squeezed(text).to_lowercase().as_str() {
        "" | "0" | "false" | "否" | "不是" | "没有" | "×" => Ok(false),
        "1" | "true" | "是" | "有" | "√" | "✓" => Ok(true),
        _ => Err(EditFault::NotAChoice {
            text: quoted(text),
            field: field.to_owned(),
            choices: "是、否".to_owned(),
        }),
    }
}

/// `None` where there is no such row or column.
fn set_row(
    doc: &mut SelfAssessment,
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
    let name = match indicator {
        Some(indicator) if !indicator.name.trim().is_empty() => quoted(&indicator.name),
        Some(indicator) => indicator.class.name().to_owned(),
        None => "已取消的指标".to_owned(),
    };
    if !matches!(column, "actual" | "score" | "method" | "too_low" | "reason" | "measures") {
        return None;
    }
    let year = doc.year;
    let row = doc.row_mut(&id);
    let set = match column {
        "actual" => {
            let _ = row.actual.typed(text, |text| read_actual(text, goal, year));
            Ok("实际完成值")
        }
        "score" => {
            let _ = row.score.typed(text, weight);
            Ok("手工得分")
        }
        "method" => choice(text, "赋分方式", Method::from_key, Method::from_name, || {
            names(Method::ALL, |method| method.name())
        })
        .map(|method| {
            row.method = method;
            "赋分方式"
        }),
        "too_low" => yes(text, "目标偏低").map(|low| {
            row.too_low = low;
            "目标偏低标记"
        }),
        "reason" => Ok(put(&mut row.reason, text, "偏差原因分析")),
        _ => Ok(put(&mut row.measures, text, "改进措施")),
    };
    Some(set.map(|label| {
        row.untouched = false;
        format!("“{name}”的{label}")
    }))
}

fn put(cell: &mut String, text: &str, label: &'static str) -> &'static str {
    cell.clear();
    cell.push_str(text.trim());
    label
}
