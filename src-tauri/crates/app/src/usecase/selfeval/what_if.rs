//! What if (试算): the score with some cells changed, nothing stored.

use super::cells::set_cell;
use super::open::{Opened, open, scored};
use crate::session::Session;
use crate::usecase::monitor::percent;
use crate::{ApiError, App, Result};
use domain::fund::FundSource;
use domain::scoring::{Grade, Scored};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Cells to try.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIf {
    /// Id, code or name of the project.
    pub project: String,
    /// What to change.
    pub cells: Vec<WhatIfCell>,
}

/// One cell to try.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIfCell {
    /// Its path, as for `edit.cell`.
    pub path: String,
    /// What would be typed.
    pub text: String,
}

/// What would come of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIfResult {
    /// 总分 now.
    pub before: String,
    /// 总分 then.
    pub after: String,
    /// The difference with its sign: `+1.20`.
    pub change: String,
    /// 等级 now.
    pub grade_before: String,
    /// 等级 then.
    pub grade_after: String,
    /// 预算执行得分 then.
    pub execution: String,
    /// The rows whose score changes.
    pub rows: Vec<WhatIfRow>,
    /// Cells that cannot be read, with why.
    pub faults: Vec<String>,
}

/// A row whose score changes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhatIfRow {
    /// Id of the indicator.
    pub id: String,
    /// 三级指标
    pub name: String,
    /// 得分 now.
    pub before: String,
    /// 得分 then.
    pub after: String,
}

/// Tries some cells.
pub fn what_if(app: &App, query: WhatIf) -> Result<WhatIfResult> {
    app.read(|session| {
        let mut opened = open(app, session, &query.project)?;
        let before = scored(app, session, &opened);
        let mut faults = Vec::new();
        for WhatIfCell { path, text } in &query.cells {
            let rest = cell_of(session, &opened, path)?;
            match set_cell(app, session, &mut opened, rest, text) {
                Ok(name) => faults.extend(unread(&opened, rest).map(|why| format!("{name}：{why}"))),
                Err(error) => faults.push(error.message),
            }
        }
        let after = scored(app, session, &opened);
        let rows = (after.rows.iter())
            .filter_map(|row| {
                let was = before.rows.iter().find(|old| old.indicator == row.indicator);
                let was = was.and_then(|old| old.score);
                let name = opened.target.indicators.iter().find(|own| own.id == row.indicator)?.name.clone();
                let id = row.indicator.to_string();
                (was != row.score).then(|| WhatIfRow {
                    id,
                    name,
                    before: percent(was),
                    after: percent(row.score),
                })
            })
            .collect();
        let grade = |scored: &Scored| scored.grade.map(Grade::name).unwrap_or_default().to_owned();
        Ok(WhatIfResult {
            before: percent(before.total),
            after: percent(after.total),
            change: before
                .total
                .zip(after.total)
                .map(|(before, after)| signed(after - before))
                .unwrap_or_default(),
            grade_before: grade(&before),
            grade_after: grade(&after),
            execution: percent(after.execution.score),
            rows,
            faults,
        })
    })
}

/// The path of a cell below the document; the project in it may be named as elsewhere.
fn cell_of<'a>(session: &Session, opened: &Opened, path: &'a str) -> Result<&'a str> {
    let missing = || ApiError::no_such("单元格", path).field(path);
    let (id, rest) =
        path.strip_prefix("/projects/").and_then(|rest| rest.split_once('/')).ok_or_else(missing)?;
    let rest = rest.strip_prefix("selfeval/").ok_or_else(missing)?;
    if id != opened.project.id.as_str() && session.find_project(id)?.0.id != opened.project.id {
        return Err(missing());
    }
    Ok(rest)
}

/// Why a number cannot be read.
fn unread(opened: &Opened, rest: &str) -> Option<String> {
    let parts: Vec<&str> = rest.split('/').collect();
    let text = match parts.as_slice() {
        ["funds", source, column] => {
            let fund = opened.doc.funds.get(&FundSource::from_key(source)?)?;
            fund.cells().into_iter().find(|(key, ..)| key == column)?.2.invalid.clone()
        }
        ["indicators", id, column] => {
            let row = opened.doc.rows.iter().find(|row| row.indicator.as_str() == *id)?;
            match *column {
                "actual" => row.actual.invalid.clone(),
                "score" => row.score.invalid.clone(),
                _ => None,
            }
        }
        _ => None,
    }?;
    Some(format!("“{text}”读不出来，试算没有采用，请改为数字、日期或完成程度"))
}

/// `+1.20`, `-3.00`, `0.00`.
fn signed(change: Decimal) -> String {
    let sign = if change > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", percent(Some(change)))
}
