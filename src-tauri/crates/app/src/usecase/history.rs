//! What happened: to one cell, and in the whole audit log.
//!
//! The log holds rows as the tables do, of a changed row only the cells that differ. Going back from the row as it
//! is now gives the whole row at each step, and so the cell as people read it.

use crate::session::Session;
use crate::usecase::history_monitor::{self, amount};
use crate::usecase::history_selfeval;
use crate::usecase::project::{pack_of, unit_of};
use crate::{ApiError, App, Result};
use chrono::NaiveDate;
use domain::fund::{FundSource, Horizon};
use domain::indicator::Class;
use domain::number::plain;
use domain::period::{Period, print_date};
use domain::project::{BudgetBook, Category, Flag, Novelty, ProjectKind};
use domain::target::{AWAITING_REVIEW, TargetState};
use domain::target_value::{Quantity, Sign, TargetValue};
use domain::unit::UnitKind;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{AuditRow, Read, RowChange, RowJson};
use ts_rs::TS;

/// Which cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CellQuery {
    /// JSON Pointer with ids, as `edit.cell` takes it; `/projects/{id}/target/state` is the state.
    pub path: String,
    /// At most so many changes.
    pub limit: usize,
}

/// One change of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CellChange {
    /// When, RFC 3339.
    pub at: String,
    /// Who: declared name.
    pub person: String,
    /// What the step was called; of an undo `撤销：…`.
    pub label: String,
    /// What stood there before, as the screen shows it.
    pub before: String,
    /// What stood there after.
    pub after: String,
}

/// Which part of the audit log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditQuery {
    /// At most so many entries.
    pub limit: usize,
    /// Only entries with a smaller number.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub before: Option<i64>,
    /// Only entries whose label, person or time contains this.
    #[serde(default)]
    #[ts(optional)]
    pub text: Option<String>,
}

/// The audit log, the latest first.
pub fn audit_list(app: &App, query: AuditQuery) -> Result<Vec<AuditRow>> {
    app.read(|session| {
        let text = query.text.as_deref().unwrap_or_default();
        Ok(session.store.read().audit_list(query.limit, query.before, text)?)
    })
}

/// A cell's history, the latest change first.
pub fn cell(app: &App, query: CellQuery) -> Result<Vec<CellChange>> {
    app.read(|session| {
        let place = place(app, session, &query.path).map_err(|error| error.field(&query.path))?;
        let mut changes = Vec::new();
        // Of a target the latest version first; a new version begins as a copy of the one before.
        for (version, key) in place.keys.iter().enumerate() {
            let copied = match place.keys.get(version + 1) {
                Some(before) => session.store.read().row(place.table, before)?,
                None => None,
            };
            follow(session.store.read(), &place, key, copied, query.limit, &mut changes)?;
        }
        changes.truncate(query.limit);
        Ok(changes)
    })
}

/// Where a cell is kept and how it is printed.
pub(super) struct Place {
    pub(super) table: &'static str,
    /// Keys of its row: of a target one per version, the latest first; none: nothing was ever written.
    pub(super) keys: Vec<String>,
    pub(super) print: Print,
}

pub(super) type Print = Box<dyn Fn(&RowJson) -> String>;

/// Adds the changes of one row's cell.
fn follow(
    read: Read<'_>,
    place: &Place,
    key: &str,
    copied: Option<RowJson>,
    limit: usize,
    changes: &mut Vec<CellChange>,
) -> Result<()> {
    let print = |row: &Option<RowJson>| row.as_ref().map(|row| (place.print)(row)).unwrap_or_default();
    let mut now = read.row(place.table, key)?;
    read.walk_row(place.table, key, &mut |change| {
        let RowChange { at, person, label, before, after, .. } = change;
        let was = match (before, after, &now) {
            // Only the cells that differ are written down.
            (Some(cells), Some(_), Some(row)) => {
                let mut row = row.clone();
                row.extend(cells);
                Some(row)
            }
            (before, ..) => before,
        };
        let made = was.is_none();
        let (before, after) = (print(if made { &copied } else { &was }), print(&now));
        if before != after {
            changes.push(CellChange { at, person, label, before, after });
        }
        now = was;
        changes.len() < limit
    })?;
    Ok(())
}

fn place(app: &App, session: &Session, path: &str) -> Result<Place> {
    let missing = || ApiError::no_such("单元格", path);
    let one = |table, key: String, print: Option<Print>| {
        Ok(Place { table, keys: vec![key], print: print.ok_or_else(missing)? })
    };
    if let Some(field) = path.strip_prefix("/unit/") {
        return one("unit", session.unit()?.id.to_string(), unit_cell(field));
    }
    if let Some(rest) = path.strip_prefix("/rectifications/") {
        return history_monitor::matter(session, rest);
    }
    if let Some(rest) = path.strip_prefix("/unit_monitoring/") {
        return history_monitor::whole(app, session, rest);
    }
    let rest = path.strip_prefix("/projects/").unwrap_or_default();
    let (id, rest) = rest.split_once('/').ok_or_else(missing)?;
    let (project, target) = session.find_project(id)?;
    if let Some(rest) = rest.strip_prefix("monitoring/") {
        return history_monitor::month(app, session, &project, rest);
    }
    if let Some(rest) = rest.strip_prefix("selfeval/") {
        return history_selfeval::place(app, session, &project, rest);
    }
    let amount_unit = unit_of(pack_of(app, session, target.as_ref()));
    let id = project.id.to_string();
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        ["target", rest @ ..] => {
            let mut targets = session.store.read().targets(&project.id)?;
            targets.reverse();
            let (table, print) = match rest {
                ["indicators", _, column] => ("indicator", indicator_cell(column)),
                [field] => ("target", target_cell(field)),
                _ => return Err(missing()),
            };
            let row = match rest {
                ["indicators", row, _] => format!("/{row}"),
                _ => String::new(),
            };
            let keys = targets.iter().map(|target| format!("{}{row}", target.id)).collect();
            Ok(Place { table, keys, print: print.ok_or_else(missing)? })
        }
        ["funds", horizon, source] => {
            let known = Horizon::from_key(horizon).is_some() && FundSource::from_key(source).is_some();
            let print: Print = Box::new(move |row| amount(row, "amount", "amount_invalid", amount_unit));
            one("fund", format!("{id}/{horizon}/{source}"), known.then_some(print))
        }
        parts => one("project", id, project_cell(parts)),
    }
}

pub(super) fn text(row: &RowJson, column: &str) -> String {
    row.get(column).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// A column that holds a text as it is shown.
pub(super) fn plain_text(column: &'static str) -> Option<Print> {
    Some(Box::new(move |row| text(row, column)))
}

/// A column that holds the key of an enumeration's member.
pub(super) fn named(
    column: &'static str,
    name: impl Fn(&str) -> Option<&'static str> + 'static,
) -> Option<Print> {
    Some(Box::new(move |row| name(&text(row, column)).unwrap_or_default().to_owned()))
}

fn unit_cell(field: &str) -> Option<Print> {
    let kind = |key: &str| {
        let known = |kind: &UnitKind| serde_json::to_value(kind).is_ok_and(|value| value == key);
        UnitKind::ALL.into_iter().find(known).map(UnitKind::name)
    };
    match field {
        "name" => plain_text("name"),
        "code" => plain_text("code"),
        "credit_code" => plain_text("credit_code"),
        "division_code" => plain_text("division_code"),
        "parent_name" => plain_text("parent_name"),
        "head" => plain_text("head"),
        "phone" => plain_text("phone"),
        "kind" => named("kind", kind),
        _ => None,
    }
}

fn project_cell(parts: &[&str]) -> Option<Print> {
    match parts {
        ["name"] => plain_text("name"),
        ["code"] => plain_text("code"),
        ["department"] => plain_text("department"),
        ["implementer"] => plain_text("implementer"),
        ["person"] => plain_text("person"),
        ["phone"] => plain_text("phone"),
        ["kind"] => named("kind", |key| ProjectKind::from_key(key).map(ProjectKind::name)),
        ["novelty"] => named("novelty", |key| Novelty::from_key(key).map(Novelty::name)),
        ["category"] => named("category", |key| Category::from_key(key).map(Category::name)),
        ["book"] => named("book", |key| BudgetBook::from_key(key).map(BudgetBook::name)),
        ["period"] => Some(Box::new(period)),
        ["flags", key] => {
            let flag = Flag::from_key(key)?;
            Some(Box::new(move |row| {
                let set = text(row, "flags").split(',').any(|known| known == flag.key());
                if set { "是".to_owned() } else { String::new() }
            }))
        }
        ["ex_ante", "title"] => plain_text("ex_ante_title"),
        ["ex_ante", "conclusion"] => plain_text("ex_ante_conclusion"),
        ["ex_ante", "date"] => Some(Box::new(|row| {
            text(row, "ex_ante_date").parse::<NaiveDate>().map(print_date).unwrap_or_default()
        })),
        _ => None,
    }
}

fn period(row: &RowJson) -> String {
    let day = |column| text(row, column).parse::<NaiveDate>().ok();
    let read = day("period_start").zip(day("period_end")).map(|(start, end)| Period { start, end }.print());
    typed(row, "period_invalid", read.unwrap_or_default())
}

/// What could not be read stands in place of the last good value, as in the cell.
pub(super) fn typed(row: &RowJson, invalid: &str, good: String) -> String {
    Some(text(row, invalid)).filter(|text| !text.is_empty()).unwrap_or(good)
}

fn target_cell(field: &str) -> Option<Print> {
    match field {
        "annual_goal" => plain_text("annual_goal"),
        "medium_goal" => plain_text("medium_goal"),
        "state" => Some(Box::new(state)),
        _ => None,
    }
}

/// Where a document stands: its state, or that its review is awaited.
pub(super) fn state(row: &RowJson) -> String {
    // Rows of the first schema know nothing of it.
    let waits = row.get("handed_on").and_then(serde_json::Value::as_i64) == Some(1);
    let state = TargetState::from_key(&text(row, "state")).map(TargetState::name).unwrap_or_default();
    (if waits { AWAITING_REVIEW } else { state }).to_owned()
}

fn indicator_cell(column: &str) -> Option<Print> {
    match column {
        "name" => plain_text("name"),
        "explanation" => plain_text("explanation"),
        "standard" => plain_text("standard"),
        "note" => plain_text("note"),
        "class" | "level2" => named("class", |key| Class::from_key(key).map(Class::name)),
        "sign" => named("value_sign", |key| Sign::from_key(key).map(Sign::name)),
        "unit" => plain_text("value_unit"),
        "value" => Some(Box::new(|row| {
            typed(row, "value_invalid", value(row).map(|value| value.print()).unwrap_or_default())
        })),
        "weight" => Some(Box::new(|row| {
            let number = text(row, "weight").parse::<Decimal>().map(plain).unwrap_or_default();
            typed(row, "weight_invalid", number)
        })),
        _ => None,
    }
}

pub(super) fn value(row: &RowJson) -> Option<TargetValue> {
    let written = text(row, "value");
    let quantity = match text(row, "value_kind").as_str() {
        "number" => Quantity::Number(written.parse().ok()?),
        "date" => Quantity::Date(written.parse().ok()?),
        "text" => Quantity::Text(written),
        _ => return None,
    };
    Some(TargetValue {
        sign: Sign::from_key(&text(row, "value_sign"))?,
        quantity,
        unit: text(row, "value_unit"),
    })
}
