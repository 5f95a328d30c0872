//! Where the cells of a self-assessment are kept and how they are printed: for the history of one cell.

use super::history::{Place, Print, named, plain_text, state};
use super::history_monitor::{actual, amount, day, number, place as one};
use crate::session::Session;
use crate::usecase::project::unit_of;
use crate::usecase::selfeval::open::pack_of;
use crate::{ApiError, App, Result};
use domain::fund::FundSource;
use domain::money::AmountUnit;
use domain::project::Project;
use domain::scoring::Method;
use domain::selfeval::{Scope, Treatment};

/// A cell of a project's self-assessment: `rest` is what follows `/projects/{id}/selfeval/`.
pub(super) fn place(app: &App, session: &Session, project: &Project, rest: &str) -> Result<Place> {
    // One that was never begun has no history.
    let document = session.store.read().self_assessment_of(&project.id)?;
    let pack = document.as_ref().map(|document| pack_of(app, session, document));
    let unit = unit_of(pack.unwrap_or(session.pack(app)?));
    let id = document.map(|document| document.id);
    let key = |row: &str| id.as_ref().map(|id| format!("{id}/{row}"));
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        ["funds", source, column] => one("assessed_fund", key(source), fund(source, column, unit), rest),
        ["indicators", row, column] => one("assessed_indicator", key(row), assessed(column), rest),
        ["report", paragraph, "text"] => one("report_paragraph", key(paragraph), plain_text("text"), rest),
        [column] => one("self_assessment", id.map(|id| id.0), document_cell(column), rest),
        _ => Err(ApiError::no_such("单元格", rest)),
    }
}

fn fund(source: &str, column: &str, unit: AmountUnit) -> Option<Print> {
    FundSource::from_key(source)?;
    let (column, invalid) = match column {
        "initial" => ("initial", "initial_invalid"),
        "budget" => ("budget", "budget_invalid"),
        "executed" => ("executed", "executed_invalid"),
        _ => return None,
    };
    Some(Box::new(move |row| amount(row, column, invalid, unit)))
}

fn assessed(column: &str) -> Option<Print> {
    match column {
        "actual" => actual("actual_kind", "actual", "actual_invalid"),
        "score" => number("score", "score_invalid"),
        "method" => named("method", |key| Method::from_key(key).map(Method::name)),
        "too_low" => Some(Box::new(|row| {
            let set = row.get("too_low").and_then(serde_json::Value::as_i64) == Some(1);
            (if set { "是" } else { "" }).to_owned()
        })),
        "reason" => plain_text("reason"),
        "measures" => plain_text("measures"),
        _ => None,
    }
}

fn document_cell(column: &str) -> Option<Print> {
    match column {
        "goal_done" => plain_text("goal_done"),
        "funds_reason" => plain_text("funds_reason"),
        "conclusion" => plain_text("conclusion"),
        "problems" => plain_text("problems"),
        "measures" => plain_text("measures"),
        "note" => plain_text("note"),
        "treatment_reason" => plain_text("treatment_reason"),
        "published_at" => plain_text("published_at"),
        "formed_on" => day("formed_on"),
        "published_on" => day("published_on"),
        "scope" => named("scope", |key| Scope::from_key(key).map(Scope::name)),
        "treatment" => named("treatment", |key| Treatment::from_key(key).map(Treatment::name)),
        "state" => Some(Box::new(state)),
        _ => None,
    }
}
