//! What a self-assessment says of each indicator, in the order of the form.

use super::{Table, actual};
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Cells, Line, maybe, maybe_key, text};
use domain::number;
use domain::selfeval::AssessedIndicator;
use domain::typed::Id;
use rusqlite::{Connection, Params};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "assessed_indicator",
    kind: DataKind::SelfAssessment,
    key: &["assessment_id", "indicator_id"],
    secret: &[],
    sql: "
CREATE TABLE assessed_indicator (
    assessment_id TEXT NOT NULL REFERENCES self_assessment (id),
    indicator_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    actual_kind TEXT CHECK (actual_kind IN ('number', 'date', 'level')),
    actual TEXT,
    actual_invalid TEXT,
    score TEXT,
    score_invalid TEXT,
    method TEXT,
    too_low INTEGER NOT NULL CHECK (too_low IN (0, 1)),
    reason TEXT NOT NULL,
    measures TEXT NOT NULL,
    untouched INTEGER NOT NULL CHECK (untouched IN (0, 1)),
    PRIMARY KEY (assessment_id, indicator_id)
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<AssessedIndicator> {
    Ok(AssessedIndicator {
        indicator: line.id("indicator_id")?,
        actual: actual::read(line, actual::ACTUAL)?,
        score: line.typed(line.parsed::<Decimal>("score")?, "score_invalid")?,
        method: line.maybe_key("method")?,
        too_low: line.flag("too_low")?,
        reason: line.text("reason")?,
        measures: line.text("measures")?,
        untouched: line.flag("untouched")?,
    })
}

fn cells(id: &Id, position: i64, row: &AssessedIndicator) -> Cells {
    let mut cells = vec![
        ("assessment_id", text(id.as_str())),
        ("indicator_id", text(row.indicator.as_str())),
        ("position", sql::int(position)),
    ];
    cells.extend(actual::cells(actual::ACTUAL, &row.actual));
    cells.extend([
        ("score", maybe(row.score.value.map(number::plain))),
        ("score_invalid", maybe(row.score.invalid.as_ref())),
        ("method", maybe_key(row.method.as_ref())),
        ("too_low", sql::int(row.too_low)),
        ("reason", text(&row.reason)),
        ("measures", text(&row.measures)),
        ("untouched", sql::int(row.untouched)),
    ]);
    cells
}

/// The rows, in order, of the documents that `filter` finds; it speaks of the document as `a`.
pub(crate) fn load(
    conn: &Connection,
    filter: &str,
    params: impl Params,
) -> Result<BTreeMap<Id, Vec<AssessedIndicator>>> {
    let query = format!(
        "SELECT i.* FROM self_assessment a JOIN assessed_indicator i ON i.assessment_id = a.id WHERE {filter}
         ORDER BY i.assessment_id, i.position, i.indicator_id"
    );
    let mut found: BTreeMap<Id, Vec<AssessedIndicator>> = BTreeMap::new();
    for (id, row) in
        sql::all(conn, TABLE.name, &query, params, |line| Ok((line.id("assessment_id")?, read(line)?)))?
    {
        found.entry(id).or_default().push(row);
    }
    Ok(found)
}

/// Writes a document's rows one by one: one edited cell changes one row.
pub(crate) fn put(conn: &Connection, id: &Id, rows: &[AssessedIndicator]) -> Result<()> {
    let ids: Vec<&Id> = rows.iter().map(|row| &row.indicator).collect();
    let places = super::places(conn, &TABLE, id, &ids)?;
    for (row, position) in rows.iter().zip(places) {
        sql::put(conn, &TABLE, &cells(id, position, row))?;
    }
    Ok(())
}
