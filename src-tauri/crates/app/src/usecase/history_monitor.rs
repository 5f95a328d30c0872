//! Where the cells of monitoring, of the rectification ledger and of the whole unit's sheet are kept, and how they are
//! printed: for the history of one cell.

use super::history::{Place, Print, named, plain_text, text, typed, value};
use crate::session::Session;
use crate::usecase::monitor;
use crate::usecase::project::unit_of;
use crate::usecase::rectify;
use crate::{ApiError, App, Result};
use chrono::NaiveDate;
use domain::fund::FundSource;
use domain::money::{AmountUnit, Money};
use domain::monitoring::{Accrual, Achievement, Actual, Month, Possibility};
use domain::number::plain;
use domain::period::print_date;
use domain::project::Project;
use domain::rectification::{Opener, Outcome};
use domain::target::TargetState;
use domain::whole::Dimension;
use rust_decimal::Decimal;
use store::RowJson;

pub(super) fn place(
    table: &'static str,
    key: Option<String>,
    print: Option<Print>,
    path: &str,
) -> Result<Place> {
    let print = print.ok_or_else(|| ApiError::no_such("单元格", path))?;
    Ok(Place { table, keys: key.into_iter().collect(), print })
}

/// A cell of a project's month: `rest` is what follows `/projects/{id}/monitoring/`.
pub(super) fn month(app: &App, session: &Session, project: &Project, rest: &str) -> Result<Place> {
    let missing = || ApiError::no_such("单元格", rest);
    let (month, rest) = rest.split_once('/').ok_or_else(missing)?;
    let month = Month::from_key(month).ok_or_else(missing)?;
    // A month that was never begun has no history.
    let document = session.store.read().monitoring(&project.id, month)?;
    let pack = document.as_ref().map(|document| monitor::pack_of(app, session, document));
    let unit = unit_of(pack.unwrap_or(session.pack(app)?));
    let id = document.map(|document| document.id);
    let key = |row: &str| id.as_ref().map(|id| format!("{id}/{row}"));
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        ["funds", source, column] => place("monitored_fund", key(source), fund(source, column, unit), rest),
        ["indicators", row, column] => place("monitored_indicator", key(row), monitored(column), rest),
        [column] => place("monitoring", id.map(|id| id.0), document_cell(column), rest),
        _ => Err(missing()),
    }
}

/// A cell of the rectification ledger: `rest` is what follows `/rectifications/`.
pub(super) fn matter(session: &Session, rest: &str) -> Result<Place> {
    let (id, column) = rest.split_once('/').ok_or_else(|| ApiError::no_such("单元格", rest))?;
    rectify::known(session, id)?;
    let print = match column {
        "problem" => plain_text("problem"),
        "cause" => plain_text("cause"),
        "measure" => plain_text("measure"),
        "person" => plain_text("person"),
        "result" => plain_text("result"),
        "source" => plain_text("source"),
        "due" => day("due"),
        "opened_on" => day("opened_on"),
        "closed_on" => day("closed_on"),
        "outcome" => named("outcome", |key| Outcome::from_key(key).map(Outcome::name)),
        "opener" => named("opener", |key| Opener::from_key(key).map(Opener::name)),
        _ => None,
    };
    place("rectification", Some(id.to_owned()), print, rest)
}

/// A cell of the whole unit's sheet: `rest` is what follows `/unit_monitoring/`.
pub(super) fn whole(app: &App, session: &Session, rest: &str) -> Result<Place> {
    let missing = || ApiError::no_such("单元格", rest);
    let rest = rest.strip_prefix("H1/").ok_or_else(missing)?;
    let unit = unit_of(session.pack(app)?);
    let id = session.store.read().unit_monitoring(session.year)?.map(|document| document.id);
    let key = |row: &str| id.as_ref().map(|id| format!("{id}/{row}"));
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        ["funds", source, column] => place("unit_fund", key(source), fund(source, column, unit), rest),
        ["tasks", row, column] => {
            let print = match *column {
                "name" => plain_text("name"),
                "content" => plain_text("content"),
                "done" => plain_text("done"),
                _ => None,
            };
            place("unit_task", key(row), print, rest)
        }
        ["rows", row, column] => {
            let print = match *column {
                "name" => plain_text("name"),
                "dimension" => named("dimension", |key| Dimension::from_key(key).map(Dimension::name)),
                "value" => print(|row| {
                    typed(row, "value_invalid", value(row).map(|value| value.print()).unwrap_or_default())
                }),
                "weight" => number("weight", "weight_invalid"),
                column => monitored(column),
            };
            place("unit_indicator", key(row), print, rest)
        }
        [column] => {
            let print = match *column {
                "goal" => plain_text("goal"),
                column => document_cell(column),
            };
            place("unit_monitoring", id.map(|id| id.0), print, rest)
        }
        _ => Err(missing()),
    }
}

fn print(print: impl Fn(&RowJson) -> String + 'static) -> Option<Print> {
    Some(Box::new(print))
}

fn document_cell(column: &str) -> Option<Print> {
    match column {
        "note" => plain_text("note"),
        "feedback_on" => day("feedback_on"),
        "review_score" => number("review_score", "review_score_invalid"),
        "state" => named("state", |key| TargetState::from_key(key).map(TargetState::name)),
        _ => None,
    }
}

fn monitored(column: &str) -> Option<Print> {
    match column {
        "done" => actual("done_kind", "done", "done_invalid"),
        "expected" => actual("expected_kind", "expected", "expected_invalid"),
        "cause_funds" => plain_text("cause_funds"),
        "cause_system" => plain_text("cause_system"),
        "cause_staff" => plain_text("cause_staff"),
        "cause_equipment" => plain_text("cause_equipment"),
        "cause_other" => plain_text("cause_other"),
        "reason" => plain_text("reason"),
        "measures" => plain_text("measures"),
        "possibility" => named("possibility", |key| Possibility::from_key(key).map(Possibility::name)),
        "accrual" => named("accrual", |key| Accrual::from_key(key).map(Accrual::name)),
        _ => None,
    }
}

pub(super) fn day(column: &'static str) -> Option<Print> {
    print(move |row| text(row, column).parse::<NaiveDate>().map(print_date).unwrap_or_default())
}

pub(super) fn number(column: &'static str, invalid: &'static str) -> Option<Print> {
    print(move |row| typed(row, invalid, text(row, column).parse::<Decimal>().map(plain).unwrap_or_default()))
}

pub(super) fn actual(kind: &'static str, column: &'static str, invalid: &'static str) -> Option<Print> {
    print(move |row| {
        let written = text(row, column);
        let actual = match text(row, kind).as_str() {
            "number" => written.parse().ok().map(Actual::Number),
            "date" => written.parse().ok().map(Actual::Date),
            "level" => Achievement::from_key(&written).map(Actual::Level),
            _ => None,
        };
        typed(row, invalid, actual.map(|actual| actual.print()).unwrap_or_default())
    })
}

fn fund(source: &str, column: &str, unit: AmountUnit) -> Option<Print> {
    FundSource::from_key(source)?;
    let (column, invalid) = match column {
        "initial" => ("initial", "initial_invalid"),
        "adjusted" => ("adjusted", "adjusted_invalid"),
        "executed" => ("executed", "executed_invalid"),
        "expected" => ("expected", "expected_invalid"),
        _ => return None,
    };
    print(move |row| amount(row, column, invalid, unit))
}

/// An amount in 分 as people read it: `39.80 万元`.
pub(super) fn amount(row: &RowJson, column: &str, invalid: &str, unit: AmountUnit) -> String {
    let fen = row.get(column).and_then(serde_json::Value::as_i64).map(Money::from_fen);
    let good = fen.map(|money| format!("{} {}", money.print(unit), unit.name())).unwrap_or_default();
    typed(row, invalid, good)
}
