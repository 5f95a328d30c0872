//! The unit's own indicators in the whole unit's monitoring, by dimension.

use super::{Table, actual, indicator};
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Cells, Line, key, maybe, maybe_key, text};
use domain::number;
use domain::typed::Id;
use domain::whole::UnitIndicator;
use rusqlite::Connection;
use rust_decimal::Decimal;

pub(crate) const TABLE: Table = Table {
    name: "unit_indicator",
    kind: DataKind::UnitMonitoring,
    key: &["unit_monitoring_id", "id"],
    secret: &[],
    sql: "
CREATE TABLE unit_indicator (
    unit_monitoring_id TEXT NOT NULL REFERENCES unit_monitoring (id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    dimension TEXT NOT NULL,
    name TEXT NOT NULL,
    value_sign TEXT,
    value_kind TEXT CHECK (value_kind IN ('number', 'date', 'text')),
    value TEXT,
    value_unit TEXT,
    value_invalid TEXT,
    weight TEXT,
    weight_invalid TEXT,
    done_kind TEXT CHECK (done_kind IN ('number', 'date', 'level')),
    done TEXT,
    done_invalid TEXT,
    expected_kind TEXT CHECK (expected_kind IN ('number', 'date', 'level')),
    expected TEXT,
    expected_invalid TEXT,
    reason TEXT NOT NULL,
    possibility TEXT,
    measures TEXT NOT NULL,
    PRIMARY KEY (unit_monitoring_id, id)
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<UnitIndicator> {
    Ok(UnitIndicator {
        id: line.id("id")?,
        dimension: line.key("dimension")?,
        name: line.text("name")?,
        value: line.typed(indicator::read_value(line)?, "value_invalid")?,
        weight: line.typed(line.parsed::<Decimal>("weight")?, "weight_invalid")?,
        done: actual::read(line, actual::DONE)?,
        expected: actual::read(line, actual::EXPECTED)?,
        reason: line.text("reason")?,
        possibility: line.maybe_key("possibility")?,
        measures: line.text("measures")?,
    })
}

fn cells(document: &Id, position: i64, row: &UnitIndicator) -> Cells {
    let mut cells = vec![
        ("unit_monitoring_id", text(document.as_str())),
        ("id", text(row.id.as_str())),
        ("position", sql::int(position)),
        ("dimension", key(&row.dimension)),
        ("name", text(&row.name)),
        ("weight", maybe(row.weight.value.map(number::plain))),
        ("weight_invalid", maybe(row.weight.invalid.as_ref())),
        ("reason", text(&row.reason)),
        ("possibility", maybe_key(row.possibility.as_ref())),
        ("measures", text(&row.measures)),
    ];
    cells.extend(indicator::value_cells(&row.value));
    cells.extend(actual::cells(actual::DONE, &row.done));
    cells.extend(actual::cells(actual::EXPECTED, &row.expected));
    cells
}

/// The indicators of one document in their order.
pub(crate) fn load(conn: &Connection, document: &str) -> Result<Vec<UnitIndicator>> {
    let query = "SELECT * FROM unit_indicator WHERE unit_monitoring_id = ?1 ORDER BY position, id";
    sql::all(conn, TABLE.name, query, [document], read)
}

/// Writes a document's indicators: one edited cell changes one row, as does one moved row.
pub(crate) fn put(conn: &Connection, document: &Id, rows: &[UnitIndicator]) -> Result<()> {
    let ids: Vec<&Id> = rows.iter().map(|row| &row.id).collect();
    let places = super::places(conn, &TABLE, document, &ids)?;
    rows.iter()
        .zip(places)
        .try_for_each(|(row, position)| sql::put(conn, &TABLE, &cells(document, position, row)))
}
