//! A package of targets: all projects of the year that have one.

use super::{Draft, Part, Wanted, number};
use crate::session::Session;
use crate::usecase::project::{pack_of, unit_of};
use crate::{App, Result};
use domain::check::{Stage, check_unit};
use domain::finding::Level;
use domain::money::Money;
use domain::target::Target;
use package::Kind;

pub(super) fn draft(app: &App, session: &Session, wanted: Wanted) -> Result<Draft> {
    let unit = session.unit()?;
    let projects = session.projects()?;
    let mut findings = check_unit(
        session.pack(app)?,
        |target| pack_of(app, session, Some(target)),
        &unit,
        &projects,
        Stage::Seal,
    );
    let (mut entries, mut left_out, mut total) = (Vec::new(), Vec::new(), Money::ZERO);
    for (place, (project, target)) in projects.iter().enumerate() {
        if project.is_secret() {
            left_out.push(format!("{}（涉密）", project.name));
            continue;
        }
        let Some(target) = target.as_ref().filter(|target| !is_blank(target)) else {
            left_out.push(format!("{}（没有绩效目标）", project.name));
            continue;
        };
        let base = format!("/projects/{}", project.id);
        let errors = findings.iter().filter(|f| f.level == Level::Error && f.is_at(&base)).count();
        if wanted.ready_only && errors > 0 {
            findings.retain(|finding| !finding.is_at(&base));
            left_out.push(format!("{}（还有 {errors} 处必须改）", project.name));
            continue;
        }
        total = total + project.funds.annual.total().unwrap_or_default();
        entries.push((place, Part::Target(target.clone())));
    }
    let (id, previous) = number(session, Kind::Target, wanted.period)?;
    let total = total.with_unit(unit_of(session.pack(app)?));
    let what = format!("{} 个项目的 {} 年度绩效目标（合计 {total}）", entries.len(), session.year);
    Ok(Draft::new((id, previous), entries, left_out, findings, projects, what))
}

fn is_blank(target: &Target) -> bool {
    target.annual_goal.trim().is_empty()
        && target.medium_goal.trim().is_empty()
        && target.indicators.is_empty()
}
