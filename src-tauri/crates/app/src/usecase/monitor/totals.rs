//! A month over all projects: the two rates, how far they lie apart, and what will lie idle.

use super::month_of;
use super::view::{MonitorResult, result};
use crate::usecase::month_figures::Months;
use crate::usecase::project::unit_of;
use crate::{App, Result};
use domain::monitoring::Progress;
use domain::whole::assess_projects;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Of which month.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TotalsOf {
    /// 1-12; the figures are cumulative from January.
    pub month: u8,
}

/// All projects of a month together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorTotals {
    /// 1-12
    pub month: u8,
    /// `1—7月`
    pub span: String,
    /// What follows from the figures; `filled` of `total` are projects with figures.
    pub result: MonitorResult,
}

/// The month's figures over all projects.
pub fn totals(app: &App, query: TotalsOf) -> Result<MonitorTotals> {
    let month = month_of(query.month)?;
    app.read(|session| {
        let pack = session.pack(app)?;
        let mut months = Months::new(app, session)?;
        let recorded = months.recorded(month)?;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let progress = Progress {
            filled: count(recorded.len()),
            total: count(months.entries.len()),
            ..Progress::default()
        };
        let whole = assess_projects(pack, month, &months.parts(&recorded));
        Ok(MonitorTotals {
            month: month.number(),
            span: month.span(),
            result: result(&whole, &progress, unit_of(pack)),
        })
    })
}
