//! Projects made from others: duplicated, carried over from an earlier year, filled from last year's.

use crate::session::{Entry, Session};
use crate::usecase::edit::editable;
use crate::usecase::last_year;
use crate::usecase::project::{Created, blank_target, pack_of, unit_of};
use crate::views::Refused;
use crate::{ApiError, App, Result};
use domain::carry::{self, TakenOver};
use domain::fund::Horizon;
use domain::period::FiscalYear;
use domain::project::Project;
use domain::rulepack::Pack;
use domain::target::{Target, TargetState};
use domain::text::squeezed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::OpKind;
use ts_rs::TS;

/// A project to copy within its year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Duplicate {
    /// Id, code or name of the project.
    pub id: String,
    /// Name of the copy.
    pub name: String,
}

/// From which year to carry over.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct CarryQuery {
    /// The year; absent: the last before the open one.
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<FiscalYear>,
}

/// What could be carried over.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CarryPlan {
    /// The year looked at.
    pub from: FiscalYear,
    /// Earlier years that the store has, the latest first.
    pub years: Vec<FiscalYear>,
    /// Its projects.
    pub rows: Vec<CarryRow>,
}

/// A project of an earlier year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CarryRow {
    /// Id.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 项目代码, may be empty.
    pub code: String,
    /// 年度资金总额 as printed, in the unit of its form.
    pub amount_text: String,
    /// Number of annual indicators.
    pub indicators: usize,
    /// State of its target in words.
    pub state: String,
    /// It is already in the open year.
    pub exists: bool,
}

/// Carries projects over into the open year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Carry {
    /// The year they are in.
    pub from: FiscalYear,
    /// Ids, codes or names; empty: all of them.
    pub projects: Vec<String>,
    /// With their amounts; else those are blank.
    pub funds: bool,
    /// With their goals.
    pub goals: bool,
}

/// What was carried over.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Carried {
    /// Number of new projects.
    pub created: usize,
    /// Projects left out, with why.
    pub skipped: Vec<Refused>,
}

/// What to take from last year's project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CopyLastYear {
    /// Id, code or name of the project.
    pub project: String,
    /// Ids of last year's indicators; empty: all.
    pub indicators: Vec<String>,
    /// The goals too, in place of what is there.
    pub goals: bool,
}

/// What came into a target.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Copied {
    /// Rows added.
    pub added: usize,
    /// Rows that were there and got what they lacked, and goals set.
    pub changed: usize,
    /// The step's name in the history; `null` when nothing changed.
    pub label: Option<String>,
    /// Local time, `14:32`.
    pub saved_at: String,
}

/// A copy of a project in the same year, in drafting, without its code.
pub fn duplicate(app: &App, query: Duplicate) -> Result<Created> {
    let name = query.name.trim().to_owned();
    if name.is_empty() {
        return Err(ApiError::new("APP-EDIT", "请先填写新项目的名称").field("name"));
    }
    app.work(|session| {
        let (project, target) = session.find_project(&query.id)?;
        let new_id = || app.host().new_id();
        let copy = carry::duplicate(&project, new_id(), &name);
        let pack = pack_of(app, session, target.as_ref());
        let goals = target.as_ref().filter(|_| !project.is_secret());
        let target = match goals {
            Some(old) => {
                filled(Target::new(new_id(), copy.id.clone(), &old.pack, old.taxonomy), old, true, app)
            }
            None => blank_target(app, pack, &copy),
        };
        let label = format!("复制项目“{}”为“{name}”", project.name);
        session.operate(app, &label, OpKind::Reversible, |tx| {
            tx.put_project(&copy)?;
            tx.put_target(&target)?;
            Ok(())
        })?;
        Ok(Created { id: copy.id.to_string() })
    })
}

/// A new target with the contents of an old one.
fn filled(mut target: Target, old: &Target, goals: bool, app: &App) -> Target {
    target.indicators = carry::copied(&old.indicators, target.taxonomy, &mut || app.host().new_id());
    if goals {
        target.annual_goal.clone_from(&old.annual_goal);
        target.medium_goal.clone_from(&old.medium_goal);
    }
    target
}

/// The projects of the open year, to see which of an earlier one are there already.
struct Present {
    previous: BTreeSet<String>,
    codes: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Present {
    fn load(session: &Session) -> Result<Self> {
        let projects = session.projects()?;
        let of = |field: &dyn Fn(&Project) -> String| -> BTreeSet<String> {
            projects.iter().map(|(project, _)| field(project)).filter(|text| !text.is_empty()).collect()
        };
        Ok(Self {
            previous: of(&|p| p.previous.as_ref().map(ToString::to_string).unwrap_or_default()),
            codes: of(&|p| p.code.clone()),
            names: of(&|p| squeezed(&p.name)),
        })
    }

    /// Why an earlier project is held to be there.
    fn why(&self, old: &Project) -> Option<&'static str> {
        if self.previous.contains(old.id.as_str()) {
            Some("已经结转到本年度，如需重做请先删除本年度的项目")
        } else if self.codes.contains(&old.code) {
            Some("本年度已有相同项目代码的项目，请核对后直接编辑那个项目")
        } else if self.names.contains(&squeezed(&old.name)) {
            Some("本年度已有同名项目，请核对后直接编辑那个项目，或先改名")
        } else {
            None
        }
    }
}

fn earlier_years(session: &Session) -> Result<Vec<FiscalYear>> {
    let years = session.store.read().years()?.into_iter().map(|year| year.year);
    Ok(years.filter(|year| *year < session.year).collect())
}

/// What could be carried over from an earlier year.
pub fn carry_plan(app: &App, query: CarryQuery) -> Result<CarryPlan> {
    app.read(|session| {
        let years = earlier_years(session)?;
        let before = FiscalYear(session.year.0.saturating_sub(1));
        let from = query.from.or(years.first().copied()).unwrap_or(before);
        let present = Present::load(session)?;
        let rows = session.projects_of(from)?.into_iter().map(|(project, target)| CarryRow {
            amount_text: project
                .funds
                .annual
                .total()
                .map(|total| total.print(unit_of(pack_of(app, session, target.as_ref()))))
                .unwrap_or_default(),
            indicators: target.as_ref().map_or(0, |target| target.side(Horizon::Annual).count()),
            state: target.as_ref().map_or(TargetState::Drafted.name(), Target::state_word).to_owned(),
            exists: present.why(&project).is_some(),
            id: project.id.to_string(),
            name: project.name,
            code: project.code,
        });
        Ok(CarryPlan { from, years, rows: rows.collect() })
    })
}

/// Carries projects over into the open year as one step.
pub fn carry(app: &App, query: Carry) -> Result<Carried> {
    app.work(|session| {
        if query.from >= session.year {
            let text = format!("只能从早于 {} 的年度结转，请重新选择年度", session.year);
            return Err(ApiError::new("APP-YEAR", text).field("from"));
        }
        let old = session.projects_of(query.from)?;
        if old.is_empty() {
            let text = format!("{} 年度没有项目可以结转，请重新选择年度", query.from);
            return Err(ApiError::new("APP-YEAR", text).field("from"));
        }
        let wanted = if query.projects.is_empty() { old } else { chosen(old, &query.projects)? };
        let mut present = Present::load(session)?;
        let pack: &Pack = session.pack(app)?;
        let (mut new, mut skipped) = (Vec::<(Project, Target)>::new(), Vec::new());
        for (project, target) in wanted {
            if let Some(why) = present.why(&project) {
                skipped.push(Refused::new(&project, why));
                continue;
            }
            let copy = carry::carried(&project, app.host().new_id(), session.year, query.funds);
            let mut fresh = blank_target(app, pack, &copy);
            if let Some(target) = target.filter(|_| !project.is_secret()) {
                fresh = filled(fresh, &target, query.goals, app);
            }
            // Two of one name or code in the old year: the second is named, not doubled.
            present.codes.extend((!copy.code.is_empty()).then(|| copy.code.clone()));
            present.names.insert(squeezed(&copy.name));
            new.push((copy, fresh));
        }
        if !new.is_empty() {
            let label = format!("从 {} 年度结转 {} 个项目", query.from, new.len());
            session.operate(app, &label, OpKind::Reversible, |tx| {
                for (project, target) in &new {
                    tx.put_project(project)?;
                    tx.put_target(target)?;
                }
                Ok(())
            })?;
        }
        Ok(Carried { created: new.len(), skipped })
    })
}

/// The projects named by id, code or name, in the order of the list.
fn chosen(mut entries: Vec<Entry>, wanted: &[String]) -> Result<Vec<Entry>> {
    let is = |project: &Project, name: &String| {
        project.id.as_str() == name || (!name.is_empty() && project.code == *name) || project.name == *name
    };
    if let Some(missing) = wanted.iter().find(|name| !entries.iter().any(|(project, _)| is(project, name))) {
        return Err(ApiError::no_such("项目", missing));
    }
    entries.retain(|(project, _)| wanted.iter().any(|name| is(project, name)));
    Ok(entries)
}

/// Takes goals and indicators of last year's project into this one as one step.
pub fn copy_last_year(app: &App, query: CopyLastYear) -> Result<Copied> {
    app.work(|session| {
        let (project, mut target) = editable(app, session, &query.project)?;
        if project.is_secret() {
            return Err(ApiError::secret());
        }
        let none = || {
            ApiError::new("APP-NOT-FOUND", format!("找不到“{}”上年度的绩效目标，请直接填写", project.name))
        };
        let (last, before) = last_year::of(session, &project)?.ok_or_else(none)?;
        let before = before.filter(|_| !last.is_secret()).ok_or_else(none)?;
        if let Some(missing) =
            query.indicators.iter().find(|id| !before.indicators.iter().any(|row| row.id.as_str() == *id))
        {
            return Err(ApiError::no_such("上年度指标", missing));
        }
        let picked = before.indicators.iter().filter(|row| {
            query.indicators.is_empty() || query.indicators.iter().any(|id| row.id.as_str() == id)
        });
        let rows = carry::copied(picked, target.taxonomy, &mut || app.host().new_id());
        let goals = query.goals.then_some((before.annual_goal.as_str(), before.medium_goal.as_str()));
        let taken = carry::take_over(&mut target, goals, true, rows);
        let label = format!("带入“{}” {} 年度的绩效目标", project.name, last.year);
        put(app, session, &target, taken, label)
    })
}

/// Writes what a target took over.
pub(crate) fn put(
    app: &App,
    session: &mut Session,
    target: &Target,
    taken: TakenOver,
    label: String,
) -> Result<Copied> {
    let changed = session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_target(target)?))?;
    Ok(Copied {
        added: taken.added,
        changed: taken.changed,
        label: (!changed.kinds.is_empty()).then_some(label),
        saved_at: app.host().now().format("%H:%M").to_string(),
    })
}
