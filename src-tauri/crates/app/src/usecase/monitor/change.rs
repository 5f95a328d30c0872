//! What may be done with a month: start it, confirm what was copied, take suggestions, move to a newer target.

use super::cells::{locked, put};
use super::{MonthOf, Opened, month_of, open, open_entry, paid, watched};
use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::views::Refused;
use crate::{ApiError, App, Result};
use domain::fund::FundSource;
use domain::monitoring::{Month, prefill, suggest, suggest_money};
use domain::project::Project;
use domain::target::TargetState;
use domain::typed::Typed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{DataKind, OpKind, Tx};
use ts_rs::TS;

/// Starts a month.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StartMonths {
    /// Ids, codes or names; empty for all projects of the year.
    pub projects: Vec<String>,
    /// 1-12
    pub month: u8,
    /// Begin with what the last recorded month says, each cell marked until it is touched or confirmed; projects without
    /// an earlier month begin blank.
    pub copy: bool,
}

/// What was started.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorStarted {
    /// How many.
    pub made: usize,
    /// Projects left out and why.
    pub refused: Vec<Refused>,
    /// The step's name in the history; `null` when nothing was started.
    pub label: Option<String>,
    /// Local time, `14:32`.
    pub saved_at: String,
    /// Kinds of data that changed.
    pub changed: BTreeSet<DataKind>,
}

/// What to take over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AcceptWhat {
    /// The year end of the money as the pace suggests it.
    Funds,
    /// The year end of the indicators as the pace suggests it.
    Indicators,
    /// What the ledgers say was paid.
    Ledger,
}

/// Takes suggestions over.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Accept {
    /// Id, code or name of the project.
    pub project: String,
    /// 1-12
    pub month: u8,
    /// Which.
    pub what: AcceptWhat,
}

/// Starts a month for many projects, blank or as a copy of the last month: one step.
pub fn start(app: &App, query: StartMonths) -> Result<MonitorStarted> {
    let month = month_of(query.month)?;
    app.work(|session| {
        let mut entries = Vec::new();
        if query.projects.is_empty() {
            entries = session.projects()?;
        } else {
            for name in &query.projects {
                entries.push(session.find_project(name)?);
            }
        }
        let (mut made, mut refused) = (Vec::new(), Vec::new());
        for entry in entries {
            let project = entry.0.clone();
            match startable(app, session, &project, open_entry(app, session, entry, month), query.copy)? {
                Ok(opened) => made.push(opened),
                Err(why) => refused.push(Refused::new(&project, why)),
            }
        }
        let (label, changed) = match made.as_slice() {
            [] => (None, BTreeSet::new()),
            list => {
                let what = match list {
                    [one] => format!("“{}”{}监控", one.project.name, month.word()),
                    many => format!("{} 个项目的{}监控", many.len(), month.word()),
                };
                let label = if query.copy {
                    format!("沿用上月填写{what}")
                } else {
                    format!("开始填写{what}")
                };
                (Some(label.clone()), write(app, session, &label, list)?)
            }
        };
        let Saved { label, saved_at, changed } = Saved::new(app, label, &changed);
        Ok(MonitorStarted { made: made.len(), refused, label, saved_at, changed })
    })
}

/// The document that a project's month begins with, or why it does not begin.
fn startable(
    app: &App,
    session: &Session,
    project: &Project,
    opened: Result<Opened>,
    copy: bool,
) -> Result<std::result::Result<Opened, String>> {
    let mut opened = match opened {
        Ok(opened) => opened,
        // 涉密, or no target yet.
        Err(error) => return Ok(Err(error.message)),
    };
    if opened.exists {
        return Ok(Err(format!("{}已经填过，没有改动", opened.doc.month.word())));
    }
    // A project without an earlier month begins blank.
    if let Some(previous) = opened.earlier.last().filter(|_| copy) {
        let pack = session.pack(app)?;
        opened.doc = prefill(
            project,
            &opened.target,
            Some(previous),
            opened.doc.month,
            true,
            opened.doc.id.clone(),
            &pack.id,
        );
    }
    Ok(Ok(opened))
}

fn write(app: &App, session: &mut Session, label: &str, list: &[Opened]) -> Result<BTreeSet<DataKind>> {
    let year = session.pack(app)?;
    let done = session.operate(app, label, OpKind::Reversible, |tx| {
        list.iter().try_for_each(|opened| put(app, year, tx, opened))
    })?;
    Ok(done.kinds)
}

fn change(
    app: &App,
    query: (&str, u8),
    label: impl FnOnce(&Opened) -> String,
    work: impl FnOnce(&App, &Session, &mut Opened) -> Result<()>,
) -> Result<Saved> {
    let month = month_of(query.1)?;
    app.work(|session| {
        let mut opened = open(app, session, query.0, month)?;
        if !opened.doc.is_editable() {
            return Err(locked(&opened));
        }
        work(app, session, &mut opened)?;
        let label = label(&opened);
        let kinds = write(app, session, &label, std::slice::from_ref(&opened))?;
        Ok(Saved::new(app, Some(label), &kinds))
    })
}

fn named(what: &str, opened: &Opened) -> String {
    format!("{what}“{}”{}监控", opened.project.name, opened.doc.month.word())
}

/// What was copied from last month is right as it stands.
pub fn confirm(app: &App, query: MonthOf) -> Result<Saved> {
    change(
        app,
        (&query.project, query.month),
        |opened| named("确认沿用的内容：", opened),
        |_, _, opened| {
            opened.doc.funds_untouched = false;
            for row in &mut opened.doc.rows {
                row.untouched = false;
            }
            Ok(())
        },
    )
}

/// Takes the suggested year end, or what the ledgers say was paid.
pub fn accept(app: &App, query: Accept) -> Result<Saved> {
    let word = match query.what {
        AcceptWhat::Funds => "采用推算的全年预计执行数：",
        AcceptWhat::Indicators => "采用推算的全年预计完成值：",
        AcceptWhat::Ledger => "采用账上的支付数：",
    };
    let work = |_: &App, session: &Session, opened: &mut Opened| {
        match query.what {
            AcceptWhat::Funds => {
                for (source, money) in suggest_money(&opened.doc) {
                    opened.doc.funds.entry(source).or_default().expected = Typed::of(money);
                }
            }
            AcceptWhat::Indicators => {
                let found: Vec<_> = (opened.doc.rows.iter())
                    .filter_map(|row| {
                        Some((row.indicator.clone(), suggest(&opened.target, &opened.doc, row)?))
                    })
                    .collect();
                for (id, value) in found {
                    opened.doc.row_mut(&id).expected = Typed::of(value);
                }
            }
            AcceptWhat::Ledger => from_ledger(session, opened)?,
        }
        Ok(())
    };
    change(app, (&query.project, query.month), |opened| named(word, opened), work)
}

/// A ledger knows the project and not always the source: the sum goes to the one source that has a budget, else to
/// 财政拨款 what the others do not already account for.
fn from_ledger(session: &Session, opened: &mut Opened) -> Result<()> {
    let paid = paid(session, &opened.project.id, opened.doc.month)?.ok_or_else(|| {
        let text =
            format!("账上没有“{}”的支付，请先导入支付数据，或在导入后指定它对应的支付", opened.project.name);
        ApiError::new("APP-MONITOR-LEDGER", text)
    })?;
    let budgeted: Vec<FundSource> = (opened.doc.funds.iter())
        .filter(|(_, fund)| fund.adjusted.value.or(fund.initial.value).is_some_and(|money| money.fen() != 0))
        .map(|(source, _)| *source)
        .collect();
    let into = match budgeted.as_slice() {
        [one] => *one,
        _ => FundSource::Fiscal,
    };
    let others = (opened.doc.funds.iter())
        .filter(|(source, _)| **source != into)
        .filter_map(|(_, fund)| fund.executed.value)
        .reduce(|a, b| a + b);
    let rest = others.map_or(paid, |others| paid - others);
    opened.doc.funds.entry(into).or_default().executed = Typed::of(rest);
    opened.doc.funds_untouched = false;
    Ok(())
}

/// Points the month to the latest approved version of the target; what was recorded stays with its indicators.
pub fn follow_target(app: &App, query: MonthOf) -> Result<Saved> {
    let work = |_: &App, _: &Session, opened: &mut Opened| {
        let Some(newer) = watched(&opened.versions).filter(|newer| newer.id != opened.doc.target_id) else {
            return Err(ApiError::new("APP-MONITOR-TARGET", "监控的已经是最新批复的绩效目标，不需要更换"));
        };
        opened.doc.target_id = newer.id.clone();
        opened.target = newer.clone();
        Ok(())
    };
    change(app, (&query.project, query.month), |opened| named("改按调整后的目标填写", opened), work)
}

/// Removes a month; undo brings it back.
pub fn delete(app: &App, query: MonthOf) -> Result<Saved> {
    step(app, &query, "删除", |tx, opened| {
        if !opened.doc.is_editable() {
            return Err(locked(opened));
        }
        Ok(tx.delete_monitoring(&opened.doc.id)?)
    })
}

/// Takes a filed month back into the drafter's hands; filing it again makes the next package.
pub fn reopen(app: &App, query: MonthOf) -> Result<Saved> {
    step(app, &query, "重新填报", |tx, opened| {
        if opened.doc.is_editable() {
            let text = format!("{}监控{}，可以直接修改", opened.doc.month.word(), opened.doc.state.name());
            return Err(ApiError::new("APP-STATE", text));
        }
        Ok(tx.set_monitoring_state(&opened.doc.id, TargetState::Drafted)?)
    })
}

fn step(
    app: &App,
    query: &MonthOf,
    what: &str,
    work: impl FnOnce(&Tx<'_>, &Opened) -> Result<()>,
) -> Result<Saved> {
    let month: Month = month_of(query.month)?;
    app.work(|session| {
        let opened = open(app, session, &query.project, month)?;
        if !opened.exists {
            let text = format!("“{}”没有填过{}监控", opened.project.name, month.word());
            return Err(ApiError::new("APP-MONITOR-NONE", text));
        }
        let label = named(what, &opened);
        let done = session.operate(app, &label, OpKind::Reversible, |tx| work(tx, &opened))?;
        Ok(Saved::new(app, Some(label), &done.kinds))
    })
}
