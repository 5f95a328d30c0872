//! A project's money (项目资金): one row per horizon and source, amounts in 分.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, maybe, text};
use domain::fund::{FundColumn, FundSource, Funds, Horizon};
use domain::money::Money;
use domain::typed::{Id, Typed};
use rusqlite::types::Value;
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "fund",
    kind: DataKind::Fund,
    key: &["project_id", "horizon", "source"],
    secret: &[],
    sql: "
CREATE TABLE fund (
    project_id TEXT NOT NULL REFERENCES project (id),
    horizon TEXT NOT NULL,
    source TEXT NOT NULL,
    amount INTEGER,
    amount_invalid TEXT,
    PRIMARY KEY (project_id, horizon, source)
) STRICT;",
};

/// The source of the row that holds the total as a file stated it.
const STATED_TOTAL: &str = "stated_total";

struct FundRow {
    project: Id,
    horizon: Horizon,
    /// `None` is the stated total.
    source: Option<FundSource>,
    amount: Typed<Money>,
}

fn read(line: &Line<'_>) -> Result<FundRow> {
    let source = match line.text("source")?.as_str() {
        STATED_TOTAL => None,
        _ => Some(line.key("source")?),
    };
    Ok(FundRow {
        project: line.id("project_id")?,
        horizon: line.key("horizon")?,
        source,
        amount: line.typed(line.int("amount")?.map(Money::from_fen), "amount_invalid")?,
    })
}

/// The money of the projects that `filter` finds; it speaks of the project as `p`.
pub(crate) fn load(conn: &Connection, filter: &str, params: impl Params) -> Result<BTreeMap<Id, Funds>> {
    let query = format!("SELECT f.* FROM fund f JOIN project p ON p.id = f.project_id WHERE {filter}");
    let mut found: BTreeMap<Id, Funds> = BTreeMap::new();
    for row in sql::all(conn, TABLE.name, &query, params, read)? {
        let column = found.entry(row.project).or_default().column_mut(row.horizon);
        match row.source {
            Some(source) => {
                column.parts.insert(source, row.amount);
            }
            None => column.stated_total = row.amount,
        }
    }
    Ok(found)
}

/// Writes a project's money: rows that are gone are deleted, rows that differ written.
pub(crate) fn put(conn: &Connection, project: &Id, funds: &Funds) -> Result<()> {
    let stored = load(conn, "p.id = ?1", [project.as_str()])?.remove(project).unwrap_or_default();
    for horizon in [Horizon::Annual, Horizon::Medium] {
        let (old, new) = (rows(stored.column(horizon)), rows(funds.column(horizon)));
        for source in old.keys().filter(|source| !new.contains_key(*source)) {
            let gone = "DELETE FROM fund WHERE project_id = ?1 AND horizon = ?2 AND source = ?3";
            sql::delete(conn, gone, [project.as_str(), horizon.key(), source])?;
        }
        for (source, amount) in &new {
            let cells = [
                ("project_id", text(project.as_str())),
                ("horizon", text(horizon.key())),
                ("source", text(source)),
                ("amount", amount.value.map_or(Value::Null, |amount| Value::Integer(amount.fen()))),
                ("amount_invalid", maybe(amount.invalid.as_ref())),
            ];
            sql::put(conn, &TABLE, &cells)?;
        }
    }
    Ok(())
}

/// The rows of a column by the key of their source; a blank total needs none.
fn rows(column: &FundColumn) -> BTreeMap<&'static str, &Typed<Money>> {
    let total = Some((STATED_TOTAL, &column.stated_total)).filter(|(_, total)| !total.is_blank());
    column.parts.iter().map(|(source, amount)| (source.key(), amount)).chain(total).collect()
}
