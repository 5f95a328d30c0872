//! Projects and policies (项目、政策) with their money.

use super::{Table, evidence, fund, payment_group, target};
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Cells, Line, key, maybe, maybe_key, text};
use crate::store::{Read, Tx};
use domain::period::{FiscalYear, Period};
use domain::project::{ExAnteReport, Flag, Project};
use domain::target::Target;
use domain::typed::Id;
use rusqlite::Params;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "project",
    kind: DataKind::Project,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE project (
    id TEXT PRIMARY KEY NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    novelty TEXT,
    category TEXT,
    book TEXT,
    period_start TEXT,
    period_end TEXT,
    period_invalid TEXT,
    department TEXT NOT NULL,
    implementer TEXT NOT NULL,
    person TEXT NOT NULL,
    phone TEXT NOT NULL,
    flags TEXT NOT NULL,
    ex_ante_title TEXT,
    ex_ante_conclusion TEXT,
    ex_ante_date TEXT
) STRICT;
CREATE INDEX project_year ON project (year);
CREATE INDEX project_unit ON project (unit_id);",
};

/// A project with the latest version of its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProjectWithTarget {
    /// The project.
    pub project: Project,
    /// Its target's latest version, if it has a target.
    pub target: Option<Target>,
}

fn read(line: &Line<'_>) -> Result<Project> {
    let period = match (line.parsed("period_start")?, line.parsed("period_end")?) {
        (Some(start), Some(end)) => Some(Period { start, end }),
        _ => None,
    };
    let ex_ante = match line.maybe("ex_ante_title")? {
        None => None,
        Some(title) => Some(ExAnteReport {
            title,
            conclusion: line.maybe("ex_ante_conclusion")?.unwrap_or_default(),
            date: line.parsed("ex_ante_date")?,
        }),
    };
    Ok(Project {
        id: line.id("id")?,
        unit_id: line.id("unit_id")?,
        year: FiscalYear(line.small("year")?),
        code: line.text("code")?,
        name: line.text("name")?,
        kind: line.key("kind")?,
        novelty: line.maybe_key("novelty")?,
        category: line.maybe_key("category")?,
        book: line.maybe_key("book")?,
        period: line.typed(period, "period_invalid")?,
        department: line.text("department")?,
        implementer: line.text("implementer")?,
        person: line.text("person")?,
        phone: line.text("phone")?,
        flags: flags(line)?,
        funds: Default::default(),
        ex_ante,
        previous: line.maybe("previous")?.map(Id),
    })
}

/// Flags stand as their keys, parted by commas.
fn flags(line: &Line<'_>) -> Result<BTreeSet<Flag>> {
    let keys = line.text("flags")?;
    keys.split(',')
        .filter(|flag| !flag.is_empty())
        .map(|flag| Flag::from_key(flag).ok_or_else(|| line.fault("flags", flag)))
        .collect()
}

fn cells(project: &Project) -> Cells {
    let period = project.period.value;
    let ex_ante = project.ex_ante.as_ref();
    let flags: Vec<&str> = project.flags.iter().map(|flag| flag.key()).collect();
    vec![
        ("id", text(project.id.as_str())),
        ("unit_id", text(project.unit_id.as_str())),
        ("year", sql::int(project.year.0)),
        ("code", text(&project.code)),
        ("name", text(&project.name)),
        ("kind", key(&project.kind)),
        ("novelty", maybe_key(project.novelty.as_ref())),
        ("category", maybe_key(project.category.as_ref())),
        ("book", maybe_key(project.book.as_ref())),
        ("period_start", maybe(period.map(|period| period.start))),
        ("period_end", maybe(period.map(|period| period.end))),
        ("period_invalid", maybe(project.period.invalid.as_ref())),
        ("department", text(&project.department)),
        ("implementer", text(&project.implementer)),
        ("person", text(&project.person)),
        ("phone", text(&project.phone)),
        ("flags", text(&flags.join(","))),
        ("ex_ante_title", maybe(ex_ante.map(|report| &report.title))),
        ("ex_ante_conclusion", maybe(ex_ante.map(|report| &report.conclusion))),
        ("ex_ante_date", maybe(ex_ante.and_then(|report| report.date))),
        ("previous", maybe(project.previous.as_ref())),
    ]
}

impl Read<'_> {
    /// The projects of a year in the order they were made, each with the latest version of its target:
    /// four queries however many there are.
    pub fn projects(&self, year: FiscalYear) -> Result<Vec<ProjectWithTarget>> {
        sql::snapshot(self.conn, || {
            let targets = target::load(
                self.conn,
                "t.project_id IN (SELECT id FROM project WHERE year = ?1)
                 AND t.version = (SELECT max(version) FROM target WHERE project_id = t.project_id)",
                [year.0],
            )?;
            let mut latest: BTreeMap<Id, Target> =
                targets.into_iter().map(|target| (target.project_id.clone(), target)).collect();
            Ok(self
                .load("p.year = ?1", [year.0])?
                .into_iter()
                .map(|project| ProjectWithTarget { target: latest.remove(&project.id), project })
                .collect())
        })
    }

    /// How many projects of a year are not 涉密.
    pub fn open_projects(&self, year: FiscalYear) -> Result<usize> {
        let query = "SELECT count(*) AS open FROM project
                     WHERE year = ?1 AND instr(',' || flags || ',', ',' || ?2 || ',') = 0";
        let params = rusqlite::params![year.0, Flag::Secret.key()];
        let found = sql::all(self.conn, TABLE.name, query, params, |line| line.small("open"))?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// Id, code and name of each project of a year: enough to find one again.
    pub fn project_names(&self, year: FiscalYear) -> Result<Vec<(Id, String, String)>> {
        let query = "SELECT id, code, name FROM project WHERE year = ?1 ORDER BY id";
        sql::all(self.conn, TABLE.name, query, [year.0], |line| {
            Ok((line.id("id")?, line.text("code")?, line.text("name")?))
        })
    }

    /// One project.
    pub fn project(&self, id: &Id) -> Result<Option<Project>> {
        sql::snapshot(self.conn, || Ok(self.load("p.id = ?1", [id.as_str()])?.into_iter().next()))
    }

    /// Loads projects with their money. `filter` speaks of `p`.
    fn load(&self, filter: &str, params: impl Params + Clone) -> Result<Vec<Project>> {
        let query = format!("SELECT * FROM project p WHERE {filter} ORDER BY p.id");
        let mut projects = sql::all(self.conn, TABLE.name, &query, params.clone(), read)?;
        let mut funds = fund::load(self.conn, filter, params)?;
        for project in &mut projects {
            project.funds = funds.remove(&project.id).unwrap_or_default();
        }
        Ok(projects)
    }
}

impl Tx<'_> {
    /// Adds or changes a project and its money; only rows that differ are written. While its self-assessment is filed
    /// it cannot be changed.
    ///
    /// # Errors
    /// [`Error::Filed`].
    pub fn put_project(&self, project: &Project) -> Result<()> {
        if let Some(name) = self.filed_self_assessment(&project.id, None)?
            && self.project(&project.id)?.as_ref() != Some(project)
        {
            return Err(Error::Filed { name });
        }
        sql::put(self.conn, &TABLE, &cells(project))?;
        fund::put(self.conn, &project.id, &project.funds)
    }

    /// Deletes a project with its money, monitoring, self-assessment, rectifications, evidence, targets, indicators and
    /// remarks, unless a version is approved, or a month or the self-assessment was handed in. Payments that were counted to it are counted to none.
    pub fn delete_project(&self, id: &Id) -> Result<()> {
        for month in self.monitorings(id)? {
            self.delete_monitoring(&month.id)?;
        }
        self.delete_self_assessments_of(id)?;
        for entry in self.rectifications_of(id)? {
            self.delete_rectification(&entry.id)?;
        }
        evidence::delete_below(self.conn, &format!("/projects/{id}"))?;
        payment_group::release(self.conn, id)?;
        for target in self.targets(id)? {
            self.delete_target(&target.id)?;
        }
        sql::delete(self.conn, "DELETE FROM remark WHERE project_id = ?1", [id.as_str()])?;
        sql::delete(self.conn, "DELETE FROM fund WHERE project_id = ?1", [id.as_str()])?;
        match sql::delete(self.conn, "DELETE FROM project WHERE id = ?1", [id.as_str()])? {
            0 => Err(Error::NoSuch { what: "项目", id: id.0.clone() }),
            _ => Ok(()),
        }
    }
}
