//! A package of monitoring: a month of all projects that recorded it, at half year with the whole unit.

use super::{Draft, Part, Wanted, codes, number};
use crate::session::Session;
use crate::usecase::monitor::{findings, open_entry};
use crate::usecase::unit_monitor;
use crate::{ApiError, App, Result};
use domain::check::Stage;
use domain::finding::Level;
use domain::monitoring::Month;
use package::{Kind, Period};

/// The period with this key.
pub(super) fn period(key: &str) -> Result<Period> {
    let period = key.parse().ok().filter(|period| *period != Period::Year);
    period.ok_or_else(|| {
        let text = format!("“{key}”不是监控的期间，请写 M01 到 M12，半年为 H1");
        ApiError::new("APP-SEAL-PERIOD", text).field("period")
    })
}

pub(super) fn draft(app: &App, session: &Session, wanted: Wanted) -> Result<Draft> {
    let month = match wanted.period {
        Period::Month(number) => Month::new(number),
        _ => Some(Month::JUNE),
    };
    let month = month.ok_or_else(|| ApiError::new("APP-SEAL-PERIOD", "没有这个月份，请重新选择"))?;
    let half = wanted.period == Period::Half;
    let projects = session.projects()?;
    let codes = codes(app, session, &projects)?;
    let (mut entries, mut left_out, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (place, entry) in projects.iter().enumerate() {
        let name = &entry.0.name;
        if entry.0.is_secret() {
            left_out.push(format!("{name}（涉密）"));
            continue;
        }
        let opened = if entry.1.is_some() {
            Some(open_entry(app, session, entry.clone(), month)?).filter(|opened| opened.exists)
        } else {
            None
        };
        let Some(opened) = opened else {
            left_out.push(format!("{name}（没有填{}监控）", month.word()));
            continue;
        };
        let mut own = findings(app, session, &opened, Stage::Seal)?;
        let base = format!("/projects/{}", entry.0.id);
        own.extend(codes.iter().filter(|finding| finding.is_at(&base)).cloned());
        let errors = own.iter().filter(|finding| finding.level == Level::Error).count();
        if wanted.ready_only && errors > 0 {
            left_out.push(format!("{name}（还有 {errors} 处必须改）"));
            continue;
        }
        found.extend(own);
        entries.push((place, Part::Month(Box::new(opened))));
    }
    let whole = if half { session.store.read().unit_monitoring(session.year)? } else { None };
    if let Some(doc) = &whole {
        found.extend(unit_monitor::findings(app, session, doc, Stage::Seal)?);
    } else if half {
        left_out.push("部门整体（没有填上半年监控）".to_owned());
    }
    found.extend(codes.into_iter().filter(|finding| finding.is_at("/unit")));
    found.sort_by_key(|finding| finding.level);
    let (id, previous) = number(session, Kind::Monitor, wanted.period)?;
    let with = if whole.is_some() { "和部门整体" } else { "" };
    let what = format!(
        "{} 个项目{with}的 {} 年{}绩效运行监控",
        entries.len(),
        session.year,
        if half { "上半年".to_owned() } else { month.span() }
    );
    Ok(Draft { whole, ..Draft::new((id, previous), entries, left_out, found, projects, what) })
}
