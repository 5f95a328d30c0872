//! The whole unit's monitoring at half year (部门整体支出绩效监控): one document per year.

use super::{Table, monitored_fund, monitoring, unit_indicator, unit_task};
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Line, key, text};
use crate::store::{Read, Tx};
use domain::period::FiscalYear;
use domain::target::TargetState;
use domain::typed::Id;
use domain::whole::UnitMonitoring;
use rusqlite::{Connection, Params};

pub(crate) const TABLE: Table = Table {
    name: "unit_monitoring",
    kind: DataKind::UnitMonitoring,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE unit_monitoring (
    id TEXT PRIMARY KEY NOT NULL,
    year INTEGER UNIQUE NOT NULL,
    state TEXT NOT NULL,
    goal TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;",
};

/// Money of the unit outside its projects: shaped as [`monitored_fund::TABLE`].
pub(crate) const FUND: Table = Table {
    name: "unit_fund",
    kind: DataKind::UnitMonitoring,
    key: &["unit_monitoring_id", "source"],
    secret: &[],
    sql: "
CREATE TABLE unit_fund (
    unit_monitoring_id TEXT NOT NULL REFERENCES unit_monitoring (id),
    source TEXT NOT NULL,
    initial INTEGER,
    initial_invalid TEXT,
    adjusted INTEGER,
    adjusted_invalid TEXT,
    executed INTEGER,
    executed_invalid TEXT,
    expected INTEGER,
    expected_invalid TEXT,
    PRIMARY KEY (unit_monitoring_id, source)
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<UnitMonitoring> {
    Ok(UnitMonitoring {
        id: line.id("id")?,
        year: FiscalYear(line.small("year")?),
        state: line.key("state")?,
        goal: line.text("goal")?,
        funds: Default::default(),
        tasks: Vec::new(),
        rows: Vec::new(),
        note: line.text("note")?,
    })
}

fn load(conn: &Connection, filter: &str, params: impl Params) -> Result<Option<UnitMonitoring>> {
    sql::snapshot(conn, || {
        let query = format!("SELECT * FROM unit_monitoring WHERE {filter}");
        let Some(document) = sql::all(conn, TABLE.name, &query, params, read)?.into_iter().next() else {
            return Ok(None);
        };
        let id = document.id.as_str();
        let query = "SELECT * FROM unit_fund WHERE unit_monitoring_id = ?1";
        let funds = monitored_fund::load(conn, &FUND, query, [id])?.remove(&document.id).unwrap_or_default();
        let (tasks, rows) = (unit_task::load(conn, id)?, unit_indicator::load(conn, id)?);
        Ok(Some(UnitMonitoring { funds, tasks, rows, ..document }))
    })
}

impl Read<'_> {
    /// The whole unit's document of a year.
    pub fn unit_monitoring(&self, year: FiscalYear) -> Result<Option<UnitMonitoring>> {
        load(self.conn, "year = ?1", [year.0])
    }

    fn known_unit_monitoring(&self, id: &Id) -> Result<UnitMonitoring> {
        load(self.conn, "id = ?1", [id.as_str()])?
            .ok_or_else(|| Error::NoSuch { what: "部门整体监控表", id: id.0.clone() })
    }
}

impl Tx<'_> {
    /// Adds the document or changes its contents; only rows that differ are written. A stored one keeps its state,
    /// which [`Tx::set_unit_monitoring_state`] moves; its contents can be changed only while it is editable.
    ///
    /// # Errors
    /// [`Error::MonitoringLocked`], [`Error::MonitoringState`].
    pub fn put_unit_monitoring(&self, document: &UnitMonitoring) -> Result<()> {
        if let Some(stored) = load(self.conn, "id = ?1", [document.id.as_str()])? {
            if stored == *document {
                return Ok(());
            }
            editable(&stored)?;
            if stored.state != document.state {
                return Err(Error::MonitoringState { from: stored.state.name(), to: document.state.name() });
            }
        }
        put_row(self.conn, document)?;
        monitored_fund::put(self.conn, &FUND, &document.id, &document.funds)?;
        unit_task::put(self.conn, &document.id, &document.tasks)?;
        unit_indicator::put(self.conn, &document.id, &document.rows)
    }

    /// Moves the document on or back. 上报 only within a barrier.
    ///
    /// # Errors
    /// [`Error::MonitoringState`], [`Error::NeedsBarrier`].
    pub fn set_unit_monitoring_state(&self, id: &Id, state: TargetState) -> Result<()> {
        let document = self.known_unit_monitoring(id)?;
        monitoring::next_round(self, document.state, state, 1)?;
        put_row(self.conn, &UnitMonitoring { state, ..document })
    }

    /// Deletes the document while it is editable.
    ///
    /// # Errors
    /// [`Error::MonitoringLocked`].
    pub fn delete_unit_monitoring(&self, id: &Id) -> Result<()> {
        editable(&self.known_unit_monitoring(id)?)?;
        for table in [&unit_indicator::TABLE, &unit_task::TABLE, &FUND] {
            let gone = format!("DELETE FROM {} WHERE unit_monitoring_id = ?1", table.name);
            sql::delete(self.conn, &gone, [id.as_str()])?;
        }
        sql::delete(self.conn, "DELETE FROM unit_monitoring WHERE id = ?1", [id.as_str()])?;
        Ok(())
    }
}

fn editable(document: &UnitMonitoring) -> Result<()> {
    if document.is_editable() {
        return Ok(());
    }
    Err(Error::MonitoringLocked { what: "部门整体监控表".to_owned(), state: document.state.name() })
}

fn put_row(conn: &Connection, document: &UnitMonitoring) -> Result<()> {
    let cells = [
        ("id", text(document.id.as_str())),
        ("year", sql::int(document.year.0)),
        ("state", key(&document.state)),
        ("goal", text(&document.goal)),
        ("note", text(&document.note)),
    ];
    sql::put(conn, &TABLE, &cells)
}
