//! What a month's monitoring says of each indicator (指标完成情况), in the order of the form.

use super::{Table, actual};
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Cells, Line, maybe_key, text};
use domain::monitoring::{Cause, MonitoredIndicator};
use domain::typed::Id;
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "monitored_indicator",
    kind: DataKind::Monitoring,
    key: &["monitoring_id", "indicator_id"],
    secret: &[],
    sql: "
CREATE TABLE monitored_indicator (
    monitoring_id TEXT NOT NULL REFERENCES monitoring (id),
    indicator_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    done_kind TEXT CHECK (done_kind IN ('number', 'date', 'level')),
    done TEXT,
    done_invalid TEXT,
    expected_kind TEXT CHECK (expected_kind IN ('number', 'date', 'level')),
    expected TEXT,
    expected_invalid TEXT,
    cause_funds TEXT NOT NULL,
    cause_system TEXT NOT NULL,
    cause_staff TEXT NOT NULL,
    cause_equipment TEXT NOT NULL,
    cause_other TEXT NOT NULL,
    reason TEXT NOT NULL,
    possibility TEXT,
    measures TEXT NOT NULL,
    accrual TEXT,
    untouched INTEGER NOT NULL CHECK (untouched IN (0, 1)),
    PRIMARY KEY (monitoring_id, indicator_id)
) STRICT;",
};

/// The column of a cause.
fn column(cause: Cause) -> &'static str {
    match cause {
        Cause::Funds => "cause_funds",
        Cause::System => "cause_system",
        Cause::Staff => "cause_staff",
        Cause::Equipment => "cause_equipment",
        Cause::Other => "cause_other",
    }
}

fn read(line: &Line<'_>) -> Result<MonitoredIndicator> {
    let mut causes = BTreeMap::new();
    for cause in Cause::ALL {
        let words = line.text(column(*cause))?;
        // A cause without words is none.
        if !words.is_empty() {
            causes.insert(*cause, words);
        }
    }
    Ok(MonitoredIndicator {
        indicator: line.id("indicator_id")?,
        done: actual::read(line, actual::DONE)?,
        expected: actual::read(line, actual::EXPECTED)?,
        causes,
        reason: line.text("reason")?,
        possibility: line.maybe_key("possibility")?,
        measures: line.text("measures")?,
        accrual: line.maybe_key("accrual")?,
        untouched: line.flag("untouched")?,
    })
}

fn cells(id: &Id, position: i64, row: &MonitoredIndicator) -> Cells {
    let mut cells = vec![
        ("monitoring_id", text(id.as_str())),
        ("indicator_id", text(row.indicator.as_str())),
        ("position", sql::int(position)),
    ];
    cells.extend(actual::cells(actual::DONE, &row.done));
    cells.extend(actual::cells(actual::EXPECTED, &row.expected));
    for cause in Cause::ALL {
        cells.push((column(*cause), text(row.causes.get(cause).map_or("", String::as_str))));
    }
    cells.extend([
        ("reason", text(&row.reason)),
        ("possibility", maybe_key(row.possibility.as_ref())),
        ("measures", text(&row.measures)),
        ("accrual", maybe_key(row.accrual.as_ref())),
        ("untouched", sql::int(row.untouched)),
    ]);
    cells
}

/// The rows, in order, of the documents that `filter` finds; it speaks of the document as `m`.
pub(crate) fn load(
    conn: &Connection,
    filter: &str,
    params: impl Params,
) -> Result<BTreeMap<Id, Vec<MonitoredIndicator>>> {
    let query = format!(
        "SELECT i.* FROM monitoring m JOIN monitored_indicator i ON i.monitoring_id = m.id WHERE {filter}
         ORDER BY i.monitoring_id, i.position, i.indicator_id"
    );
    let mut found: BTreeMap<Id, Vec<MonitoredIndicator>> = BTreeMap::new();
    for (id, row) in
        sql::all(conn, TABLE.name, &query, params, |line| Ok((line.id("monitoring_id")?, read(line)?)))?
    {
        found.entry(id).or_default().push(row);
    }
    Ok(found)
}

/// Writes a document's rows one by one: one edited cell changes one row.
pub(crate) fn put(conn: &Connection, id: &Id, rows: &[MonitoredIndicator]) -> Result<()> {
    let ids: Vec<&Id> = rows.iter().map(|row| &row.indicator).collect();
    let places = super::places(conn, &TABLE, id, &ids)?;
    for (row, position) in rows.iter().zip(places) {
        sql::put(conn, &TABLE, &cells(id, position, row))?;
    }
    Ok(())
}
