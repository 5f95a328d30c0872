//! A month's money by source (资金执行): amounts in 分. The same columns serve the whole unit's sheet.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Cells, Line, maybe, text};
use domain::fund::FundSource;
use domain::money::Money;
use domain::monitoring::MonitoredFund;
use domain::typed::{Id, Typed};
use rusqlite::types::Value;
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "monitored_fund",
    kind: DataKind::Monitoring,
    key: &["monitoring_id", "source"],
    secret: &[],
    sql: "
CREATE TABLE monitored_fund (
    monitoring_id TEXT NOT NULL REFERENCES monitoring (id),
    source TEXT NOT NULL,
    initial INTEGER,
    initial_invalid TEXT,
    adjusted INTEGER,
    adjusted_invalid TEXT,
    executed INTEGER,
    executed_invalid TEXT,
    expected INTEGER,
    expected_invalid TEXT,
    PRIMARY KEY (monitoring_id, source)
) STRICT;",
};

/// The money of each document that `query` finds; it gives the columns of a table of this shape.
pub(crate) fn load(
    conn: &Connection,
    table: &'static Table,
    query: &str,
    params: impl Params,
) -> Result<BTreeMap<Id, BTreeMap<FundSource, MonitoredFund>>> {
    let owner = table.key.first().copied().unwrap_or_default();
    let mut found: BTreeMap<Id, BTreeMap<FundSource, MonitoredFund>> = BTreeMap::new();
    for (id, source, fund) in sql::all(conn, table.name, query, params, |line| {
        Ok((line.id(owner)?, line.key::<FundSource>("source")?, read(line)?))
    })? {
        found.entry(id).or_default().insert(source, fund);
    }
    Ok(found)
}

fn read(line: &Line<'_>) -> Result<MonitoredFund> {
    let money = |column, invalid| line.typed(line.int(column)?.map(Money::from_fen), invalid);
    Ok(MonitoredFund {
        initial: money("initial", "initial_invalid")?,
        adjusted: money("adjusted", "adjusted_invalid")?,
        executed: money("executed", "executed_invalid")?,
        expected: money("expected", "expected_invalid")?,
    })
}

/// Writes a document's money: rows that are gone are deleted, rows that differ written.
pub(crate) fn put(
    conn: &Connection,
    table: &'static Table,
    id: &Id,
    funds: &BTreeMap<FundSource, MonitoredFund>,
) -> Result<()> {
    let owner = table.key.first().copied().unwrap_or_default();
    let query = format!("SELECT source FROM {} WHERE {owner} = ?1", table.name);
    for source in sql::all(conn, table.name, &query, [id.as_str()], |line| line.key::<FundSource>("source"))?
    {
        if !funds.contains_key(&source) {
            let gone = format!("DELETE FROM {} WHERE {owner} = ?1 AND source = ?2", table.name);
            sql::delete(conn, &gone, [id.as_str(), source.key()])?;
        }
    }
    funds.iter().try_for_each(|(source, fund)| sql::put(conn, table, &cells(owner, id, *source, fund)))
}

fn cells(owner: &'static str, id: &Id, source: FundSource, fund: &MonitoredFund) -> Cells {
    let money = |cell: &Typed<Money>| cell.value.map_or(Value::Null, |money| Value::Integer(money.fen()));
    vec![
        (owner, text(id.as_str())),
        ("source", text(source.key())),
        ("initial", money(&fund.initial)),
        ("initial_invalid", maybe(fund.initial.invalid.as_ref())),
        ("adjusted", money(&fund.adjusted)),
        ("adjusted_invalid", maybe(fund.adjusted.invalid.as_ref())),
        ("executed", money(&fund.executed)),
        ("executed_invalid", maybe(fund.executed.invalid.as_ref())),
        ("expected", money(&fund.expected)),
        ("expected_invalid", maybe(fund.expected.invalid.as_ref())),
    ]
}
