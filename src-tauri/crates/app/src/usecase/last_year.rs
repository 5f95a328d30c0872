//! The year before: which project continues which, and what stood there.

use crate::session::{Entry, Session};
use crate::usecase::project::{pack_of, unit_of};
use crate::usecase::project_view::{IndicatorRow, indicator_rows};
use crate::usecase::selfeval::open::of_entry;
use crate::usecase::selfeval::sheet::{said, same};
use crate::{App, Result};
use domain::carry;
use domain::period::FiscalYear;
use domain::project::Project;
use domain::target::Target;
use domain::text::squeezed;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// What an indicator had last year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LastValue {
    /// The year.
    pub year: FiscalYear,
    /// The whole value as the form printed it.
    pub value_text: String,
    /// 分值
    pub weight: String,
    /// 完成值; empty without a self-assessment.
    pub done: String,
    /// 得分; empty without a self-assessment.
    pub score: String,
}

/// The project of last year that a project continues.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LastYear {
    /// The year.
    pub year: FiscalYear,
    /// Id of that project.
    pub project: String,
    /// Its name.
    pub name: String,
    /// 年度目标
    pub annual_goal: String,
    /// 中期目标
    pub medium_goal: String,
    /// Its sheet.
    pub indicators: Vec<IndicatorRow>,
    /// 年度资金总额 as printed, in the unit of its form.
    pub amount_text: String,
}

/// The projects of an earlier year, to be found again.
pub(crate) struct Earlier {
    codes: HashMap<String, Id>,
    /// Only names that one project has.
    names: HashMap<String, Option<Id>>,
}

impl Earlier {
    /// The last year before the open one that the store has.
    pub(crate) fn load(session: &Session) -> Result<Self> {
        let read = session.store.read();
        let years = read.years()?.into_iter().map(|year| year.year);
        let before = years.filter(|year| *year < session.year).max();
        let (mut codes, mut names) = (HashMap::new(), HashMap::new());
        for (id, code, name) in before.map(|year| read.project_names(year)).transpose()?.unwrap_or_default() {
            if !code.is_empty() {
                codes.entry(code).or_insert_with(|| id.clone());
            }
            names.entry(squeezed(&name)).and_modify(|known| *known = None).or_insert(Some(id));
        }
        Ok(Self { codes, names })
    }

    /// The project that another one continues: by its code, else by its name.
    pub(crate) fn of(&self, code: &str, name: &str) -> Option<&Id> {
        self.codes.get(code).or_else(|| self.names.get(&squeezed(name)).and_then(Option::as_ref))
    }
}

/// The project that one continues: as was noted when it was carried over, also over a gap of years; else found in the
/// year before.
pub(crate) fn of(session: &Session, project: &Project) -> Result<Option<Entry>> {
    let read = session.store.read();
    let entry = |id: &Id| -> Result<Option<Entry>> {
        let target = read.targets(id)?.pop();
        Ok(read.project(id)?.map(|project| (project, target)))
    };
    if let Some(found) = project.previous.as_ref().map(entry).transpose()?.flatten() {
        return Ok(Some(found));
    }
    Earlier::load(session)?.of(&project.code, &project.name).map(entry).transpose().map(Option::flatten)
}

/// How it is shown. Of a secret project only the name.
pub(crate) fn view(app: &App, session: &Session, (project, target): &Entry) -> LastYear {
    let unit = unit_of(pack_of(app, session, target.as_ref()));
    let target = target.as_ref().filter(|_| !project.is_secret());
    LastYear {
        year: project.year,
        project: project.id.to_string(),
        name: project.name.clone(),
        annual_goal: target.map(|target| target.annual_goal.clone()).unwrap_or_default(),
        medium_goal: target.map(|target| target.medium_goal.clone()).unwrap_or_default(),
        indicators: target.map(|target| indicator_rows(project, target)).unwrap_or_default(),
        amount_text: project.funds.annual.total().map(|total| total.print(unit)).unwrap_or_default(),
    }
}

/// Puts beside each row what the same indicator (side, class and name) had last year.
pub(crate) fn beside(
    app: &App,
    session: &Session,
    rows: &mut [IndicatorRow],
    target: &Target,
    (last, before): &Entry,
) -> Result<()> {
    let Some(before) = before.as_ref().filter(|_| !last.is_secret()) else { return Ok(()) };
    let assessed = of_entry(session, last.clone())?.map(|assessed| {
        let scored = assessed.scored(app, session);
        (assessed, scored)
    });
    for row in rows {
        let Some(now) = target.indicators.iter().find(|now| now.id.as_str() == row.id) else { continue };
        let key = carry::key(now.class, &now.name);
        let found = before
            .indicators
            .iter()
            .find(|old| old.horizon == now.horizon && carry::key(old.class, &old.name) == key);
        let (done, score) = (assessed.as_ref())
            .and_then(|(assessed, scored)| Some(said(&assessed.doc, scored, same(&assessed.target, now)?)))
            .unwrap_or_default();
        row.last = found.map(|old| LastValue {
            year: last.year,
            value_text: old.value.value.as_ref().map(|value| value.print()).unwrap_or_default(),
            weight: old.weight.value.map(domain::number::plain).unwrap_or_default(),
            done,
            score,
        });
    }
    Ok(())
}
