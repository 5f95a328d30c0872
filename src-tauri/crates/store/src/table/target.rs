//! Performance targets (绩效目标), one row per version.

use super::{Table, indicator};
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Line, key, maybe, text};
use crate::store::{Read, Tx};
use domain::handing::Handing;
use domain::target::{Adjustment, Target, TargetState};
use domain::typed::Id;
use rusqlite::types::Value;
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "target",
    kind: DataKind::Target,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE target (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id),
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    pack TEXT NOT NULL,
    taxonomy TEXT NOT NULL,
    medium_goal TEXT NOT NULL,
    annual_goal TEXT NOT NULL,
    adjusts_version INTEGER,
    adjustment_reason TEXT,
    UNIQUE (project_id, version)
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<Target> {
    let adjustment = match line.maybe("adjustment_reason")? {
        None => None,
        Some(reason) => Some(Adjustment { of_version: line.small("adjusts_version")?, reason }),
    };
    Ok(Target {
        id: line.id("id")?,
        project_id: line.id("project_id")?,
        version: line.small("version")?,
        state: line.key("state")?,
        handed_on: line.flag("handed_on")?,
        round: line.small("round")?,
        pack: line.text("pack")?,
        taxonomy: line.key("taxonomy")?,
        medium_goal: line.text("medium_goal")?,
        annual_goal: line.text("annual_goal")?,
        indicators: Vec::new(),
        adjustment,
    })
}

/// Loads targets with their indicators. `filter` speaks of `t`.
pub(crate) fn load(conn: &Connection, filter: &str, params: impl Params + Clone) -> Result<Vec<Target>> {
    let query = format!("SELECT * FROM target t WHERE {filter} ORDER BY t.project_id, t.version");
    let mut targets = sql::all(conn, TABLE.name, &query, params.clone(), read)?;
    let mut indicators = indicator::load(conn, filter, params)?;
    for target in &mut targets {
        target.indicators = indicators.remove(&target.id).unwrap_or_default();
    }
    Ok(targets)
}

fn put_row(conn: &Connection, target: &Target) -> Result<()> {
    let adjustment = target.adjustment.as_ref();
    let cells = [
        ("id", text(target.id.as_str())),
        ("project_id", text(target.project_id.as_str())),
        ("version", sql::int(target.version)),
        ("state", key(&target.state)),
        ("handed_on", sql::int(target.handed_on)),
        ("round", sql::int(target.round)),
        ("pack", text(&target.pack)),
        ("taxonomy", key(&target.taxonomy)),
        ("medium_goal", text(&target.medium_goal)),
        ("annual_goal", text(&target.annual_goal)),
        ("adjusts_version", adjustment.map_or(Value::Null, |adjustment| sql::int(adjustment.of_version))),
        ("adjustment_reason", maybe(adjustment.map(|adjustment| &adjustment.reason))),
    ];
    sql::put(conn, &TABLE, &cells)
}

impl Read<'_> {
    /// All versions of a project's target, the first version first.
    pub fn targets(&self, project: &Id) -> Result<Vec<Target>> {
        sql::snapshot(self.conn, || load(self.conn, "t.project_id = ?1", [project.as_str()]))
    }

    /// One version of a target by its id.
    pub fn target(&self, id: &Id) -> Result<Option<Target>> {
        sql::snapshot(self.conn, || Ok(load(self.conn, "t.id = ?1", [id.as_str()])?.into_iter().next()))
    }

    /// How many targets, of all years and versions, use each rule pack.
    pub fn targets_by_pack(&self) -> Result<BTreeMap<String, usize>> {
        let query = "SELECT pack, count(*) AS number FROM target GROUP BY pack";
        let counted = sql::all(self.conn, TABLE.name, query, [], |line| {
            Ok((line.text("pack")?, line.small::<u32>("number")? as usize))
        })?;
        Ok(counted.into_iter().collect())
    }

    fn known_target(&self, id: &Id) -> Result<Target> {
        self.target(id)?.ok_or_else(|| Error::NoSuch { what: "绩效目标", id: id.0.clone() })
    }
}

impl Tx<'_> {
    /// Adds a target or changes its contents; only rows that differ are written. A stored target keeps its
    /// state, which [`Tx::hand_target`], [`Tx::set_target_state`] and [`Tx::approve`] move on; its contents can be
    /// changed only while it is being drafted and not handed on.
    pub fn put_target(&self, target: &Target) -> Result<()> {
        if let Some(stored) = self.target(&target.id)? {
            if stored == *target {
                return Ok(());
            }
            editable(&stored)?;
            self.unfiled(&stored)?;
            if (stored.state, stored.handed_on, stored.round)
                != (target.state, target.handed_on, target.round)
            {
                return Err(Error::State { from: stored.state_word(), to: target.state_word() });
            }
        }
        put_row(self.conn, target)?;
        indicator::put(self.conn, &target.id, &target.indicators)
    }

    /// Deletes one indicator of a target.
    pub fn delete_indicator(&self, target: &Id, indicator: &Id) -> Result<()> {
        let stored = self.known_target(target)?;
        editable(&stored)?;
        self.unfiled(&stored)?;
        let gone = "DELETE FROM indicator WHERE target_id = ?1 AND id = ?2";
        match sql::delete(self.conn, gone, [target.as_str(), indicator.as_str()])? {
            0 => Err(Error::NoSuch { what: "绩效指标", id: indicator.0.clone() }),
            _ => Ok(()),
        }
    }

    /// Deletes a version with its indicators, unless it is approved.
    pub fn delete_target(&self, id: &Id) -> Result<()> {
        let target = self.known_target(id)?;
        if target.state == TargetState::Approved {
            return Err(Error::Approved { version: target.version });
        }
        self.unfiled(&target)?;
        sql::delete(self.conn, "DELETE FROM indicator WHERE target_id = ?1", [id.as_str()])?;
        sql::delete(self.conn, "DELETE FROM target WHERE id = ?1", [id.as_str()])?;
        Ok(())
    }

    /// A filed self-assessment is scored by this version: another value would change what was filed.
    fn unfiled(&self, target: &Target) -> Result<()> {
        match self.filed_self_assessment(&target.project_id, Some(&target.id))? {
            Some(name) => Err(Error::Filed { name }),
            None => Ok(()),
        }
    }

    /// Hands a target on or back (送复核, 撤回, 退回, …). 批复 only within a barrier; 调整 is [`Tx::new_version`].
    pub fn hand_target(&self, id: &Id, step: Handing) -> Result<()> {
        let mut target = self.known_target(id)?;
        let Some((state, handed_on)) = target.after(step) else {
            return Err(Error::Handing { from: target.state_word(), step: step.name() });
        };
        if state == TargetState::Approved && target.state != state {
            self.need_barrier(state.name())?;
        }
        (target.state, target.handed_on) = (state, handed_on);
        target.round += u32::from(step.starts_round());
        put_row(self.conn, &target)
    }

    /// Moves a target on or back one step (复核, 审定, 上报, 退回), whether it waits for its review or not; back
    /// starts the next round. 上报 and 批复 only within a barrier.
    pub fn set_target_state(&self, id: &Id, state: TargetState) -> Result<()> {
        if matches!(state, TargetState::Sealed | TargetState::Approved) {
            self.need_barrier(state.name())?;
        }
        let mut target = self.known_target(id)?;
        if target.state == state {
            return Ok(());
        }
        if !target.state.next().contains(&state) {
            return Err(Error::State { from: target.state.name(), to: state.name() });
        }
        (target.state, target.handed_on) = (state, false);
        target.round += u32::from(matches!(state, TargetState::Drafted | TargetState::Returned));
        put_row(self.conn, &target)
    }

    /// Records the approval (批复) of a sealed target: it is immutable from then on. Only within a barrier.
    pub fn approve(&self, id: &Id) -> Result<()> {
        self.set_target_state(id, TargetState::Approved)
    }

    /// Starts the next version of an approved target for an adjustment (调整). It carries the same indicators
    /// with the same ids, so that the two versions can be compared row by row.
    pub fn new_version(&self, approved: &Id, id: Id, reason: &str) -> Result<Target> {
        let project = self.known_target(approved)?.project_id;
        let versions = self.targets(&project)?;
        let Some(latest) = versions.into_iter().next_back() else {
            return Err(Error::NoSuch { what: "绩效目标", id: approved.0.clone() });
        };
        if latest.state != TargetState::Approved {
            return Err(Error::NotApproved { version: latest.version });
        }
        let next = Target {
            id,
            version: latest.version + 1,
            state: TargetState::Drafted,
            handed_on: false,
            adjustment: Some(Adjustment { of_version: latest.version, reason: reason.to_owned() }),
            ..latest
        };
        self.put_target(&next)?;
        Ok(next)
    }
}

fn editable(target: &Target) -> Result<()> {
    match target.state {
        TargetState::Approved => Err(Error::Approved { version: target.version }),
        _ if target.is_editable() => Ok(()),
        _ => Err(Error::NotEditable { state: target.state_word() }),
    }
}
