//! Self-assessments (绩效自评): one document per project and year, with its money, rows, report and rounds.

use super::{
    Table, assessed_fund, assessed_indicator, assessment_round, evidence, monitoring, report_paragraph,
};
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Line, key, maybe, maybe_key, text};
use crate::store::{Read, Tx};
use domain::period::FiscalYear;
use domain::selfeval::SelfAssessment;
use domain::target::{AWAITING_REVIEW, TargetState};
use domain::typed::Id;
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "self_assessment",
    kind: DataKind::SelfAssessment,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE self_assessment (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id),
    target_id TEXT NOT NULL REFERENCES target (id),
    year INTEGER NOT NULL,
    scope TEXT NOT NULL,
    pack TEXT NOT NULL,
    state TEXT NOT NULL,
    handed_on INTEGER NOT NULL CHECK (handed_on IN (0, 1)),
    round INTEGER NOT NULL,
    funds_untouched INTEGER NOT NULL CHECK (funds_untouched IN (0, 1)),
    funds_reason TEXT NOT NULL,
    goal_done TEXT NOT NULL,
    conclusion TEXT NOT NULL,
    problems TEXT NOT NULL,
    measures TEXT NOT NULL,
    note TEXT NOT NULL,
    treatment TEXT,
    treatment_reason TEXT NOT NULL,
    formed_on TEXT,
    published_on TEXT,
    published_at TEXT NOT NULL,
    UNIQUE (project_id, year)
) STRICT;
CREATE INDEX self_assessment_year ON self_assessment (year);
CREATE INDEX self_assessment_target ON self_assessment (target_id);",
};

/// What a list of self-assessments shows of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAssessment {
    /// The document without its report. Not for writing back: that would delete the report.
    pub document: SelfAssessment,
    /// How many paragraphs its report has.
    pub paragraphs: u32,
}

fn read(line: &Line<'_>) -> Result<SelfAssessment> {
    Ok(SelfAssessment {
        id: line.id("id")?,
        project_id: line.id("project_id")?,
        target_id: line.id("target_id")?,
        year: FiscalYear(line.small("year")?),
        scope: line.key("scope")?,
        pack: line.text("pack")?,
        state: line.key("state")?,
        handed_on: line.flag("handed_on")?,
        round: line.small("round")?,
        funds: Default::default(),
        funds_untouched: line.flag("funds_untouched")?,
        funds_reason: line.text("funds_reason")?,
        goal_done: line.text("goal_done")?,
        rows: Vec::new(),
        conclusion: line.text("conclusion")?,
        problems: line.text("problems")?,
        measures: line.text("measures")?,
        note: line.text("note")?,
        treatment: line.maybe_key("treatment")?,
        treatment_reason: line.text("treatment_reason")?,
        formed_on: line.parsed("formed_on")?,
        published_on: line.parsed("published_on")?,
        published_at: line.text("published_at")?,
        report: Vec::new(),
    })
}

/// Loads documents with their money and rows, without their reports: three queries. `filter` speaks of `a`.
fn load_plain(conn: &Connection, filter: &str, params: impl Params + Clone) -> Result<Vec<SelfAssessment>> {
    let query = format!("SELECT a.* FROM self_assessment a WHERE {filter} ORDER BY a.project_id, a.year");
    let mut documents = sql::all(conn, TABLE.name, &query, params.clone(), read)?;
    let mut funds = assessed_fund::load(conn, filter, params.clone())?;
    let mut rows = assessed_indicator::load(conn, filter, params)?;
    for document in &mut documents {
        document.funds = funds.remove(&document.id).unwrap_or_default();
        document.rows = rows.remove(&document.id).unwrap_or_default();
    }
    Ok(documents)
}

/// Loads whole documents.
fn load(conn: &Connection, filter: &str, params: impl Params + Clone) -> Result<Vec<SelfAssessment>> {
    sql::snapshot(conn, || {
        let mut documents = load_plain(conn, filter, params.clone())?;
        let mut reports = report_paragraph::load(conn, filter, params)?;
        for document in &mut documents {
            document.report = reports.remove(&document.id).unwrap_or_default();
        }
        Ok(documents)
    })
}

impl Read<'_> {
    /// The self-assessment of a project; of several years the latest.
    pub fn self_assessment_of(&self, project: &Id) -> Result<Option<SelfAssessment>> {
        Ok(load(self.conn, "a.project_id = ?1", [project.as_str()])?.pop())
    }

    /// One self-assessment by its id.
    pub fn self_assessment(&self, id: &Id) -> Result<Option<SelfAssessment>> {
        Ok(load(self.conn, "a.id = ?1", [id.as_str()])?.pop())
    }

    /// Whose document this is: the project. Reads nothing else of it.
    pub fn self_assessment_place(&self, id: &str) -> Result<Option<Id>> {
        let query = "SELECT project_id FROM self_assessment WHERE id = ?1";
        Ok(sql::all(self.conn, TABLE.name, query, [id], |line| line.id("project_id"))?.pop())
    }

    /// Where the self-assessments of a year stand, by project: state, and whether the review is awaited. One query,
    /// no documents.
    pub fn self_assessment_states(&self, year: FiscalYear) -> Result<BTreeMap<Id, (TargetState, bool)>> {
        let query = "SELECT project_id, state, handed_on FROM self_assessment WHERE year = ?1";
        let rows = sql::all(self.conn, TABLE.name, query, [year.0], |line| {
            Ok((line.id("project_id")?, (line.key("state")?, line.flag("handed_on")?)))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// The whole documents of a year, by project.
    pub fn self_assessments_of_year(&self, year: FiscalYear) -> Result<Vec<SelfAssessment>> {
        load(self.conn, "a.year = ?1", [year.0])
    }

    /// What a list of a year's self-assessments shows, by project: four queries however many there are.
    pub fn self_assessment_list(&self, year: FiscalYear) -> Result<Vec<ListedAssessment>> {
        sql::snapshot(self.conn, || {
            let documents = load_plain(self.conn, "a.year = ?1", [year.0])?;
            let paragraphs = report_paragraph::count(self.conn, "a.year = ?1", [year.0])?;
            let listed = |document: SelfAssessment| ListedAssessment {
                paragraphs: paragraphs.get(&document.id).copied().unwrap_or_default(),
                document,
            };
            Ok(documents.into_iter().map(listed).collect())
        })
    }

    /// The project's name if its self-assessment is filed: what it says must stay. With `target` only if that version is
    /// the one assessed. One look into an index.
    pub fn filed_self_assessment(&self, project: &Id, target: Option<&Id>) -> Result<Option<String>> {
        let query = "SELECT p.name FROM self_assessment a JOIN project p ON p.id = a.project_id
                     WHERE a.project_id = ?1 AND (?2 IS NULL OR a.target_id = ?2) AND a.state IN (?3, ?4)";
        let params =
            [text(project.as_str()), maybe(target), key(&TargetState::Sealed), key(&TargetState::Approved)];
        let params = rusqlite::params_from_iter(params);
        Ok(sql::all(self.conn, TABLE.name, query, params, |line| line.text("name"))?.pop())
    }

    pub(super) fn known_self_assessment(&self, id: &Id) -> Result<SelfAssessment> {
        self.self_assessment(id)?.ok_or_else(|| Error::NoSuch { what: "绩效自评", id: id.0.clone() })
    }
}

impl Tx<'_> {
    /// Adds a document or changes its contents; only rows that differ are written. A stored one keeps its state, which
    /// [`Tx::hand_self_assessment`] and [`Tx::set_self_assessment_state`] move; its contents can be changed only while
    /// it is editable.
    ///
    /// # Errors
    /// [`Error::SelfAssessmentLocked`], [`Error::SelfAssessmentState`].
    pub fn put_self_assessment(&self, document: &SelfAssessment) -> Result<()> {
        if let Some(stored) = self.self_assessment(&document.id)? {
            if stored == *document {
                return Ok(());
            }
            editable(&stored)?;
            let place = |document: &SelfAssessment| (document.state, document.handed_on, document.round);
            if place(&stored) != place(document) {
                return Err(refused(word(&stored), word(document)));
            }
        }
        put_row(self.conn, document)?;
        assessed_fund::put(self.conn, &document.id, &document.funds)?;
        assessed_indicator::put(self.conn, &document.id, &document.rows)?;
        report_paragraph::put(self.conn, &document.id, &document.report)
    }

    /// What a self-assessment says once it is out of its drafter's hands: when the report was formed, when and where it
    /// was published, what the result leads to. These may be recorded in any state; nothing else of `document` counts.
    ///
    /// # Errors
    /// [`Error::NoSuch`].
    pub fn put_publication(&self, document: &SelfAssessment) -> Result<()> {
        let stored = self.known_self_assessment(&document.id)?;
        let published = SelfAssessment {
            formed_on: document.formed_on,
            published_on: document.published_on,
            published_at: document.published_at.clone(),
            treatment: document.treatment,
            treatment_reason: document.treatment_reason.clone(),
            ..stored
        };
        put_row(self.conn, &published)
    }

    /// Hands a document on or back one step: where that leads, the caller knows from the domain. `round` is the
    /// present one or, with a return, the next. 上报 and 批复 only within a barrier.
    ///
    /// # Errors
    /// [`Error::SelfAssessmentState`], [`Error::NeedsBarrier`].
    pub fn hand_self_assessment(
        &self,
        id: &Id,
        state: TargetState,
        handed_on: bool,
        round: u32,
    ) -> Result<()> {
        let document = self.known_self_assessment(id)?;
        if document.state != state && matches!(state, TargetState::Sealed | TargetState::Approved) {
            self.need_barrier(state.name())?;
        }
        let drafting = matches!(state, TargetState::Drafted | TargetState::Returned);
        let leads = document.state == state || document.state.next().contains(&state);
        let next = round == document.round || (round == document.round + 1 && drafting && !handed_on);
        let moved = SelfAssessment { state, handed_on, round, ..document.clone() };
        if !leads || !next || (handed_on && !drafting) {
            return Err(refused(word(&document), word(&moved)));
        }
        put_row(self.conn, &moved)
    }

    /// Moves a document on (复核, 审定, 上报) or back, whether it waits for its review or not; back starts the next
    /// round. 上报 and 批复 only within a barrier.
    ///
    /// # Errors
    /// [`Error::SelfAssessmentState`], [`Error::NeedsBarrier`].
    pub fn set_self_assessment_state(&self, id: &Id, state: TargetState) -> Result<()> {
        let document = self.known_self_assessment(id)?;
        let round = monitoring::next_round(self, document.state, state, document.round)
            .map_err(|fault| as_own(fault, &document, state))?;
        if document.state == state {
            return Ok(());
        }
        put_row(self.conn, &SelfAssessment { state, handed_on: false, round, ..document })
    }

    /// Deletes a document that is editable and was never filed, with its rounds and the entries of its evidence; the
    /// files stay.
    ///
    /// # Errors
    /// [`Error::SelfAssessmentLocked`], [`Error::FiledOnce`].
    pub fn delete_self_assessment(&self, id: &Id) -> Result<()> {
        let document = self.known_self_assessment(id)?;
        editable(&document)?;
        let rounds = self.assessment_rounds(id)?;
        if let Some(filed) = rounds.iter().find(|round| round.content.state == TargetState::Sealed) {
            return Err(Error::FiledOnce { round: filed.round });
        }
        evidence::delete_below(self.conn, &document.path())?;
        for table in [
            &assessment_round::TABLE,
            &report_paragraph::TABLE,
            &assessed_indicator::TABLE,
            &assessed_fund::TABLE,
        ] {
            let gone = format!("DELETE FROM {} WHERE assessment_id = ?1", table.name);
            sql::delete(self.conn, &gone, [id.as_str()])?;
        }
        sql::delete(self.conn, "DELETE FROM self_assessment WHERE id = ?1", [id.as_str()])?;
        Ok(())
    }

    /// Deletes all self-assessments of a project.
    pub(super) fn delete_self_assessments_of(&self, project: &Id) -> Result<()> {
        let query = "SELECT id FROM self_assessment WHERE project_id = ?1 ORDER BY year";
        let ids = sql::all(self.conn, TABLE.name, query, [project.as_str()], |line| line.id("id"))?;
        ids.iter().try_for_each(|id| self.delete_self_assessment(id))
    }
}

/// Its state as users see it.
fn word(document: &SelfAssessment) -> &'static str {
    if document.handed_on { AWAITING_REVIEW } else { document.state.name() }
}

fn refused(from: &'static str, to: &'static str) -> Error {
    Error::SelfAssessmentState { from, to }
}

/// A refused step in the words of self-assessments.
fn as_own(fault: Error, document: &SelfAssessment, to: TargetState) -> Error {
    match fault {
        Error::MonitoringState { .. } => refused(word(document), to.name()),
        other => other,
    }
}

fn editable(document: &SelfAssessment) -> Result<()> {
    if document.is_editable() {
        return Ok(());
    }
    Err(Error::SelfAssessmentLocked { state: word(document) })
}

fn put_row(conn: &Connection, document: &SelfAssessment) -> Result<()> {
    let cells = [
        ("id", text(document.id.as_str())),
        ("project_id", text(document.project_id.as_str())),
        ("target_id", text(document.target_id.as_str())),
        ("year", sql::int(document.year.0)),
        ("scope", key(&document.scope)),
        ("pack", text(&document.pack)),
        ("state", key(&document.state)),
        ("handed_on", sql::int(document.handed_on)),
        ("round", sql::int(document.round)),
        ("funds_untouched", sql::int(document.funds_untouched)),
        ("funds_reason", text(&document.funds_reason)),
        ("goal_done", text(&document.goal_done)),
        ("conclusion", text(&document.conclusion)),
        ("problems", text(&document.problems)),
        ("measures", text(&document.measures)),
        ("note", text(&document.note)),
        ("treatment", maybe_key(document.treatment.as_ref())),
        ("treatment_reason", text(&document.treatment_reason)),
        ("formed_on", maybe(document.formed_on)),
        ("published_on", maybe(document.published_on)),
        ("published_at", text(&document.published_at)),
    ];
    sql::put(conn, &TABLE, &cells)
}
