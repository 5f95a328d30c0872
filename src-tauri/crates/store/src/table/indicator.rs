//! Level-3 indicators (绩效指标) of one version of a target. An indicator keeps its id from version to version.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Cells, Line, key, maybe, maybe_key, text};
use crate::store::Read;
use domain::indicator::Indicator;
use domain::number;
use domain::period::FiscalYear;
use domain::target_value::{Quantity, TargetValue};
use domain::typed::{Id, Typed};
use rusqlite::types::Value;
use rusqlite::{Connection, Params};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "indicator",
    kind: DataKind::Indicator,
    key: &["target_id", "id"],
    secret: &[],
    sql: "
CREATE TABLE indicator (
    target_id TEXT NOT NULL REFERENCES target (id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    horizon TEXT NOT NULL,
    class TEXT NOT NULL,
    name TEXT NOT NULL,
    value_sign TEXT,
    value_kind TEXT CHECK (value_kind IN ('number', 'date', 'text')),
    value TEXT,
    value_unit TEXT,
    value_invalid TEXT,
    weight TEXT,
    weight_invalid TEXT,
    explanation TEXT NOT NULL,
    standard TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (target_id, id)
) STRICT;",
};

/// An indicator that the unit used before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnIndicator {
    /// The fiscal year of its project.
    pub year: FiscalYear,
    /// Its project.
    pub project_id: Id,
    /// 项目名称
    pub project_name: String,
    /// The indicator itself.
    pub indicator: Indicator,
}

fn read(line: &Line<'_>) -> Result<Indicator> {
    Ok(Indicator {
        id: line.id("id")?,
        horizon: line.key("horizon")?,
        class: line.key("class")?,
        name: line.text("name")?,
        value: line.typed(read_value(line)?, "value_invalid")?,
        weight: line.typed(line.parsed::<Decimal>("weight")?, "weight_invalid")?,
        explanation: line.text("explanation")?,
        standard: line.text("standard")?,
        note: line.text("note")?,
    })
}

/// The planned value of an indicator; [`value_cells`] writes it.
pub(crate) fn read_value(line: &Line<'_>) -> Result<Option<TargetValue>> {
    let (Some(sign), Some(kind), Some(value)) =
        (line.maybe_key("value_sign")?, line.maybe("value_kind")?, line.maybe("value")?)
    else {
        return Ok(None);
    };
    let fault = || line.fault("value", &value);
    let quantity = match kind.as_str() {
        "number" => Quantity::Number(value.parse().map_err(|_| fault())?),
        "date" => Quantity::Date(value.parse().map_err(|_| fault())?),
        "text" => Quantity::Text(value),
        _ => return Err(line.fault("value_kind", &kind)),
    };
    Ok(Some(TargetValue { sign, quantity, unit: line.maybe("value_unit")?.unwrap_or_default() }))
}

pub(crate) fn value_cells(value: &Typed<TargetValue>) -> [(&'static str, Value); 5] {
    let invalid = value.invalid.as_ref();
    let value = value.value.as_ref();
    let (kind, quantity) = match value.map(|value| &value.quantity) {
        None => (None, None),
        Some(Quantity::Number(number)) => (Some("number"), Some(number::plain(*number))),
        Some(Quantity::Date(date)) => (Some("date"), Some(date.to_string())),
        Some(Quantity::Text(words)) => (Some("text"), Some(words.clone())),
    };
    [
        ("value_sign", maybe_key(value.map(|value| &value.sign))),
        ("value_kind", maybe(kind)),
        ("value", maybe(quantity)),
        ("value_unit", maybe(value.map(|value| &value.unit))),
        ("value_invalid", maybe(invalid)),
    ]
}

fn cells(target: &Id, position: i64, indicator: &Indicator) -> Cells {
    let mut cells = vec![
        ("target_id", text(target.as_str())),
        ("id", text(indicator.id.as_str())),
        ("position", sql::int(position)),
        ("horizon", key(&indicator.horizon)),
        ("class", key(&indicator.class)),
        ("name", text(&indicator.name)),
        ("weight", maybe(indicator.weight.value.map(number::plain))),
        ("weight_invalid", maybe(indicator.weight.invalid.as_ref())),
        ("explanation", text(&indicator.explanation)),
        ("standard", text(&indicator.standard)),
        ("note", text(&indicator.note)),
    ];
    cells.extend(value_cells(&indicator.value));
    cells
}

/// The indicators, in order, of the targets that `filter` finds; it speaks of the target as `t`.
pub(crate) fn load(
    conn: &Connection,
    filter: &str,
    params: impl Params,
) -> Result<BTreeMap<Id, Vec<Indicator>>> {
    let query = format!(
        "SELECT i.* FROM indicator i JOIN target t ON t.id = i.target_id WHERE {filter} ORDER BY i.position, i.id"
    );
    let mut found: BTreeMap<Id, Vec<Indicator>> = BTreeMap::new();
    for (target, indicator) in
        sql::all(conn, TABLE.name, &query, params, |line| Ok((line.id("target_id")?, read(line)?)))?
    {
        found.entry(target).or_default().push(indicator);
    }
    Ok(found)
}

/// Writes a target's indicators row by row: one edited cell changes one row, as does one moved row.
pub(crate) fn put(conn: &Connection, target: &Id, indicators: &[Indicator]) -> Result<()> {
    let ids: Vec<&Id> = indicators.iter().map(|indicator| &indicator.id).collect();
    let places = super::places(conn, &TABLE, target, &ids)?;
    for (indicator, position) in indicators.iter().zip(places) {
        sql::put(conn, &TABLE, &cells(target, position, indicator))?;
    }
    Ok(())
}

impl Read<'_> {
    /// The unit's own indicators of the years before `before` whose name contains `words`, the latest year
    /// first; of the same name and class only the latest is given.
    pub fn search_indicators(
        &self,
        words: &str,
        before: FiscalYear,
        limit: usize,
    ) -> Result<Vec<OwnIndicator>> {
        let query = "
            SELECT i.*, p.year, p.id AS project_id, p.name AS project_name
            FROM indicator i JOIN target t ON t.id = i.target_id JOIN project p ON p.id = t.project_id
            WHERE p.year < ?1 AND instr(lower(i.name), lower(?2)) > 0
              AND t.version = (SELECT max(version) FROM target WHERE project_id = p.id)
            ORDER BY p.year DESC, p.id, i.position, i.id";
        let params = rusqlite::params![before.0, words.trim()];
        let mut found = sql::all(self.conn, TABLE.name, query, params, |line| {
            Ok(OwnIndicator {
                year: FiscalYear(line.small("year")?),
                project_id: line.id("project_id")?,
                project_name: line.text("project_name")?,
                indicator: read(line)?,
            })
        })?;
        let mut seen = BTreeSet::new();
        found.retain(|own| seen.insert((own.indicator.name.clone(), own.indicator.class)));
        found.truncate(limit);
        Ok(found)
    }
}
