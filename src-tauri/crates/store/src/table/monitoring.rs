//! Monthly monitoring (绩效运行监控): one document per project and month, with what the month board shows of it.

use super::{Table, monitored_fund, monitored_indicator};
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Line, key, maybe, maybe_key, text};
use crate::store::{Read, Tx};
use domain::due::Lamp;
use domain::monitoring::{Monitoring, Month, Progress};
use domain::number;
use domain::period::FiscalYear;
use domain::target::TargetState;
use domain::typed::Id;
use rusqlite::{Connection, Params};
use rust_decimal::Decimal;

pub(crate) const TABLE: Table = Table {
    name: "monitoring",
    kind: DataKind::Monitoring,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE monitoring (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id),
    target_id TEXT NOT NULL REFERENCES target (id),
    year INTEGER NOT NULL,
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    pack TEXT NOT NULL,
    state TEXT NOT NULL,
    round INTEGER NOT NULL,
    funds_untouched INTEGER NOT NULL CHECK (funds_untouched IN (0, 1)),
    review_score TEXT,
    review_score_invalid TEXT,
    feedback_on TEXT,
    note TEXT NOT NULL,
    lamp TEXT,
    money_lamp TEXT,
    filled INTEGER NOT NULL,
    total INTEGER NOT NULL,
    untouched INTEGER NOT NULL,
    rate TEXT,
    UNIQUE (project_id, month)
) STRICT;
CREATE INDEX monitoring_year ON monitoring (year, month);
CREATE INDEX monitoring_target ON monitoring (target_id);",
};

/// One square of the month board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardCell {
    /// The project.
    pub project_id: Id,
    /// The month.
    pub month: Month,
    /// Where the document stands.
    pub state: TargetState,
    /// What was kept of it when it was last written.
    pub progress: Progress,
}

pub(super) fn month(line: &Line<'_>) -> Result<Month> {
    let number: u8 = line.small("month")?;
    Month::new(number).ok_or_else(|| line.fault("month", &number.to_string()))
}

fn read(line: &Line<'_>) -> Result<Monitoring> {
    Ok(Monitoring {
        id: line.id("id")?,
        project_id: line.id("project_id")?,
        target_id: line.id("target_id")?,
        year: FiscalYear(line.small("year")?),
        month: month(line)?,
        pack: line.text("pack")?,
        state: line.key("state")?,
        round: line.small("round")?,
        funds: Default::default(),
        funds_untouched: line.flag("funds_untouched")?,
        rows: Vec::new(),
        review_score: line.typed(line.parsed::<Decimal>("review_score")?, "review_score_invalid")?,
        feedback_on: line.parsed("feedback_on")?,
        note: line.text("note")?,
    })
}

fn progress(line: &Line<'_>) -> Result<Progress> {
    Ok(Progress {
        lamp: line.maybe_key("lamp")?,
        money_lamp: line.maybe_key("money_lamp")?,
        filled: line.small("filled")?,
        total: line.small("total")?,
        untouched: line.small("untouched")?,
        rate: line.parsed("rate")?,
    })
}

/// Loads documents with their money and rows: three queries. `filter` speaks of `m`.
fn load(conn: &Connection, filter: &str, params: impl Params + Clone) -> Result<Vec<Monitoring>> {
    sql::snapshot(conn, || {
        let query = format!("SELECT m.* FROM monitoring m WHERE {filter} ORDER BY m.project_id, m.month");
        let mut documents = sql::all(conn, TABLE.name, &query, params.clone(), read)?;
        let query = format!(
            "SELECT f.* FROM monitoring m JOIN monitored_fund f ON f.monitoring_id = m.id WHERE {filter}"
        );
        let mut funds = monitored_fund::load(conn, &monitored_fund::TABLE, &query, params.clone())?;
        let mut rows = monitored_indicator::load(conn, filter, params)?;
        for document in &mut documents {
            document.funds = funds.remove(&document.id).unwrap_or_default();
            document.rows = rows.remove(&document.id).unwrap_or_default();
        }
        Ok(documents)
    })
}

impl Read<'_> {
    /// All months of a project, the earliest first.
    pub fn monitorings(&self, project: &Id) -> Result<Vec<Monitoring>> {
        load(self.conn, "m.project_id = ?1", [project.as_str()])
    }

    /// All months of a year.
    pub fn monitorings_of_year(&self, year: FiscalYear) -> Result<Vec<Monitoring>> {
        load(self.conn, "m.year = ?1", [year.0])
    }

    /// One month of a project.
    pub fn monitoring(&self, project: &Id, month: Month) -> Result<Option<Monitoring>> {
        let params = rusqlite::params![project.as_str(), month.number()];
        Ok(load(self.conn, "m.project_id = ?1 AND m.month = ?2", params)?.into_iter().next())
    }

    /// One document by its id.
    pub fn monitoring_by_id(&self, id: &Id) -> Result<Option<Monitoring>> {
        Ok(load(self.conn, "m.id = ?1", [id.as_str()])?.into_iter().next())
    }

    /// The documents of all projects of a year for one month, by project.
    pub fn monitorings_of_month(&self, year: FiscalYear, month: Month) -> Result<Vec<Monitoring>> {
        load(self.conn, "m.year = ?1 AND m.month = ?2", rusqlite::params![year.0, month.number()])
    }

    /// What the month board of a year shows, by month: one query, no documents. It is asked for after every cell and
    /// has thousands of squares, so columns are read by their place.
    pub fn monitoring_board(&self, year: FiscalYear) -> Result<Vec<BoardCell>> {
        let query = "SELECT project_id, month, state, lamp, money_lamp, filled, total, untouched, rate
                     FROM monitoring WHERE year = ?1 ORDER BY month";
        let fault = |column: &str, value: &str| Error::Content {
            table: TABLE.name,
            column: column.to_owned(),
            value: value.to_owned(),
        };
        let mut statement = self.conn.prepare_cached(query)?;
        let mut rows = statement.query([year.0])?;
        let mut cells = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |place| row.get_ref(place).map(|value| value.as_str_or_null().ok().flatten());
            let lamp = |place, column| match text(place)? {
                None => Ok(None),
                Some(key) => Lamp::from_key(key).map(Some).ok_or_else(|| fault(column, key)),
            };
            let (number, state): (u8, _) = (row.get(1)?, text(2)?.unwrap_or_default());
            let rate = match text(8)? {
                None => None,
                Some(rate) => Some(rate.parse().map_err(|_| fault("rate", rate))?),
            };
            cells.push(BoardCell {
                project_id: Id(row.get(0)?),
                month: Month::new(number).ok_or_else(|| fault("month", &number.to_string()))?,
                state: TargetState::from_key(state).ok_or_else(|| fault("state", state))?,
                progress: Progress {
                    lamp: lamp(3, "lamp")?,
                    money_lamp: lamp(4, "money_lamp")?,
                    filled: row.get(5)?,
                    total: row.get(6)?,
                    untouched: row.get(7)?,
                    rate,
                },
            });
        }
        Ok(cells)
    }

    /// What was kept of one document for the board.
    pub fn monitoring_progress(&self, id: &Id) -> Result<Option<Progress>> {
        let query = "SELECT * FROM monitoring WHERE id = ?1";
        Ok(sql::all(self.conn, TABLE.name, query, [id.as_str()], progress)?.into_iter().next())
    }

    /// Whose document this is: project and month. Reads nothing else of it.
    pub fn monitoring_place(&self, id: &str) -> Result<Option<(Id, Month)>> {
        let query = "SELECT project_id, month FROM monitoring WHERE id = ?1";
        let found =
            sql::all(self.conn, TABLE.name, query, [id], |line| Ok((line.id("project_id")?, month(line)?)))?;
        Ok(found.into_iter().next())
    }

    fn known_monitoring(&self, id: &Id) -> Result<Monitoring> {
        self.monitoring_by_id(id)?.ok_or_else(|| Error::NoSuch { what: "监控表", id: id.0.clone() })
    }
}

impl Tx<'_> {
    /// Adds a document or changes its contents; only rows that differ are written. A stored one keeps its state,
    /// which [`Tx::set_monitoring_state`] moves; its contents can be changed only while it is editable. What is kept
    /// for the board may always be brought up to date.
    ///
    /// # Errors
    /// [`Error::MonitoringLocked`], [`Error::MonitoringState`].
    pub fn put_monitoring(&self, document: &Monitoring, progress: &Progress) -> Result<()> {
        if let Some(stored) = self.monitoring_by_id(&document.id)? {
            if stored == *document {
                return put_row(self.conn, document, progress);
            }
            editable(&stored)?;
            if (stored.state, stored.round) != (document.state, document.round) {
                return Err(Error::MonitoringState { from: stored.state.name(), to: document.state.name() });
            }
        }
        put_row(self.conn, document, progress)?;
        monitored_fund::put(self.conn, &monitored_fund::TABLE, &document.id, &document.funds)?;
        monitored_indicator::put(self.conn, &document.id, &document.rows)
    }

    /// Moves a document on (复核, 审定, 上报) or back; back starts the next round. 上报 only within a barrier.
    ///
    /// # Errors
    /// [`Error::MonitoringState`], [`Error::NeedsBarrier`].
    pub fn set_monitoring_state(&self, id: &Id, state: TargetState) -> Result<()> {
        let document = self.known_monitoring(id)?;
        let round = next_round(self, document.state, state, document.round)?;
        if document.state == state {
            return Ok(());
        }
        let progress = self.monitoring_progress(id)?.unwrap_or_default();
        put_row(self.conn, &Monitoring { state, round, ..document }, &progress)
    }

    /// Deletes a document that is editable.
    ///
    /// # Errors
    /// [`Error::MonitoringLocked`].
    pub fn delete_monitoring(&self, id: &Id) -> Result<()> {
        editable(&self.known_monitoring(id)?)?;
        sql::delete(self.conn, "DELETE FROM monitored_indicator WHERE monitoring_id = ?1", [id.as_str()])?;
        sql::delete(self.conn, "DELETE FROM monitored_fund WHERE monitoring_id = ?1", [id.as_str()])?;
        sql::delete(self.conn, "DELETE FROM monitoring WHERE id = ?1", [id.as_str()])?;
        Ok(())
    }
}

/// The round of a document that goes from one state to another: one more when it comes back. The states between may
/// be passed over on the way to 上报.
pub(super) fn next_round(tx: &Tx<'_>, from: TargetState, to: TargetState, round: u32) -> Result<u32> {
    if matches!(to, TargetState::Sealed | TargetState::Approved) {
        tx.need_barrier(to.name())?;
    }
    if from != to && !from.next().contains(&to) && !from.steps_to_sealed().contains(&to) {
        return Err(Error::MonitoringState { from: from.name(), to: to.name() });
    }
    let back = from != to && matches!(to, TargetState::Drafted | TargetState::Returned);
    Ok(round + u32::from(back))
}

fn editable(document: &Monitoring) -> Result<()> {
    if document.is_editable() {
        return Ok(());
    }
    let what = format!("{}监控表", document.month.word());
    Err(Error::MonitoringLocked { what, state: document.state.name() })
}

fn put_row(conn: &Connection, document: &Monitoring, progress: &Progress) -> Result<()> {
    let cells = [
        ("id", text(document.id.as_str())),
        ("project_id", text(document.project_id.as_str())),
        ("target_id", text(document.target_id.as_str())),
        ("year", sql::int(document.year.0)),
        ("month", sql::int(document.month.number())),
        ("pack", text(&document.pack)),
        ("state", key(&document.state)),
        ("round", sql::int(document.round)),
        ("funds_untouched", sql::int(document.funds_untouched)),
        ("review_score", maybe(document.review_score.value.map(number::plain))),
        ("review_score_invalid", maybe(document.review_score.invalid.as_ref())),
        ("feedback_on", maybe(document.feedback_on)),
        ("note", text(&document.note)),
        ("lamp", maybe_key(progress.lamp.as_ref())),
        ("money_lamp", maybe_key(progress.money_lamp.as_ref())),
        ("filled", sql::int(progress.filled)),
        ("total", sql::int(progress.total)),
        ("untouched", sql::int(progress.untouched)),
        ("rate", maybe(progress.rate.map(number::plain))),
    ];
    sql::put(conn, &TABLE, &cells)
}
