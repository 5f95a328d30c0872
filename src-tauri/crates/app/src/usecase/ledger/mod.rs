//! Spending from files (支付明细): exports of the treasury or the unit's books, imported for a month, their payments
//! matched to projects.
//!
//! Amounts are printed in 万元 whatever unit the forms use; sentences about single payments speak in 元.

mod assign;
mod books;
mod check;
mod import;
mod inspect;
pub(crate) mod payments;

pub use assign::{LedgerAssign, assign};
pub use check::{LedgerCheck, ThreeWay, ThreeWayRow, ThreeWayTotals, check};
pub use import::{LedgerCommit, LedgerFaultRow, LedgerImported, LedgerPreview, LedgerQuery, commit, preview};
pub use inspect::{LedgerFile, LedgerInspect, LedgerSheet, inspect};
pub use payments::{PaymentQuery, PaymentRow, Payments, payments};
pub use sheets::ledger::{LedgerFieldChoice, LedgerMapping};

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::{ApiError, App, Result};
use domain::fund::FundSource;
use domain::ledger::{Match, PaymentGroup};
use domain::money::{AmountUnit, Money};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use sheets::ledger::LedgerField;
use std::collections::{BTreeMap, HashMap};
use store::{Ledger, Matched, OpKind};
use ts_rs::TS;

/// An export that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerRow {
    /// Id.
    pub id: String,
    /// The month that it was imported for.
    pub month: u8,
    /// Its source: 国库支付系统.
    pub name: String,
    /// The file's name.
    pub file: String,
    /// How many payments count.
    pub rows: u32,
    /// Payments less refunds, 万元.
    pub net: String,
    /// Groups of payments that have a project.
    pub matched: u32,
    /// Groups of payments that wait for one.
    pub unmatched: u32,
    /// When it was imported, RFC 3339.
    pub at: String,
}

/// Payments that say the same of their project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerGroup {
    /// Names the group: the export's id and its number.
    pub id: String,
    /// 项目代码 as the file says.
    pub code: String,
    /// 项目名称 as the file says.
    pub name: String,
    /// 资金性质 in words, may be empty.
    pub source: String,
    /// 直达资金
    pub direct: bool,
    /// How many payments and refunds.
    pub count: u32,
    /// Payments, 万元.
    pub paid: String,
    /// Refunds, 万元; empty without any.
    pub refunded: String,
    /// Payments less refunds, 万元.
    pub net: String,
    /// Id of the project, empty without one.
    pub project: String,
    /// Its name.
    pub project_name: String,
    /// 按代码, 按名称, 手工指定, 沿用上次, 不计入; empty while it waits for a project.
    pub how: String,
}

/// Which groups to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct LedgerGroups {
    /// Of one export; absent: of all of the year.
    #[serde(default)]
    #[ts(optional)]
    pub ledger: Option<String>,
    /// Only those that wait for a project.
    #[serde(default)]
    #[ts(optional)]
    pub unmatched: Option<bool>,
}

/// Names an export.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerId {
    /// Its id.
    pub id: String,
}

fn refuse(text: impl Into<String>) -> ApiError {
    ApiError::new("APP-LEDGER", text)
}

/// An amount in 万元, as all of this shows it.
fn wan(money: Money) -> String {
    money.print(AmountUnit::WanYuan)
}

/// The same, empty for nothing.
fn wan_or_empty(money: Money) -> String {
    if money == Money::ZERO { String::new() } else { wan(money) }
}

/// What an export is called: `7月“国库支付系统”`.
fn called(ledger: &Ledger) -> String {
    format!("{}“{}”", ledger.month.word(), ledger.source_name)
}

/// Names of the year's projects by id.
fn project_names(app: &App, session: &Session) -> Result<BTreeMap<Id, (String, String)>> {
    let board = session.board(app)?;
    let name = |row: &crate::usecase::project::ProjectRow| {
        (Id(row.id.clone()), (row.code.clone(), row.name.clone()))
    };
    Ok(board.rows().map(|known| name(&known.row)).collect())
}

/// A group as it is shown.
fn shown(
    id: String,
    group: &PaymentGroup,
    (project, how): &Matched,
    names: &BTreeMap<Id, (String, String)>,
) -> LedgerGroup {
    let name = project.as_ref().and_then(|id| names.get(id));
    LedgerGroup {
        id,
        code: group.code.clone(),
        name: group.name.clone(),
        source: group.source.map_or("", FundSource::name).to_owned(),
        direct: group.direct,
        count: group.count,
        paid: wan(group.paid),
        refunded: wan_or_empty(group.refunded),
        net: wan(group.net),
        project: project.as_ref().map(|id| id.0.clone()).unwrap_or_default(),
        project_name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
        how: if *how == Match::None { String::new() } else { how.name().to_owned() },
    }
}

/// The fields of a payment list.
pub fn fields(_: &App, _: Empty) -> Result<Vec<LedgerFieldChoice>> {
    Ok(LedgerField::choices())
}

/// The exports of the year, by month.
pub fn list(app: &App, _: Empty) -> Result<Vec<LedgerRow>> {
    app.read(|session| {
        let read = session.store.read();
        let mut counts: HashMap<Id, (u32, u32)> = HashMap::new();
        for group in read.ledger_groups_of(session.year)? {
            let (matched, unmatched) = counts.entry(group.ledger_id).or_default();
            match group.matched {
                (Some(_), _) => *matched += 1,
                (None, Match::Ignored) => {}
                (None, _) => *unmatched += 1,
            }
        }
        let row = |ledger: Ledger| {
            let (matched, unmatched) = counts.get(&ledger.id).copied().unwrap_or_default();
            LedgerRow {
                id: ledger.id.0,
                month: ledger.month.number(),
                name: ledger.source_name,
                file: ledger.file_name,
                rows: ledger.rows,
                net: wan(ledger.net),
                matched,
                unmatched,
                at: ledger.at,
            }
        };
        Ok(read.ledgers(session.year)?.into_iter().map(row).collect())
    })
}

/// The groups of an export, or of the year.
pub fn groups(app: &App, query: LedgerGroups) -> Result<Vec<LedgerGroup>> {
    app.read(|session| {
        let groups = match &query.ledger {
            Some(id) => session.store.read().ledger_groups(&find(session, id)?.id)?,
            None => session.store.read().ledger_groups_of(session.year)?,
        };
        let names = project_names(app, session)?;
        let waits = |how: Match| how == Match::None;
        let wanted = groups.iter().filter(|g| query.unmatched != Some(true) || waits(g.matched.1));
        Ok(wanted
            .map(|g| shown(format!("{}/{}", g.ledger_id, g.number), &g.group, &g.matched, &names))
            .collect())
    })
}

/// The export with this id.
fn find(session: &Session, id: &str) -> Result<Ledger> {
    let found = session.store.read().ledger(&Id(id.to_owned()))?;
    found.filter(|ledger| ledger.year == session.year).ok_or_else(|| ApiError::no_such("支付明细", id))
}

/// Takes an export out; what later exports held of the same payments counts there from now on.
pub fn delete(app: &App, query: LedgerId) -> Result<Saved> {
    app.work(|session| {
        session.check_writable()?;
        let gone = find(session, &query.id)?;
        let settled = books::settle(session, books::Change::Gone(&gone))?;
        let rewritten = import::rewritten(app, session, settled.later)?;
        let label = format!("删除{}的支付明细", called(&gone));
        let done = session.operate(app, &label, OpKind::Reversible, |tx| {
            tx.delete_ledger(&gone.id)?;
            for (ledger, groups) in &rewritten {
                tx.put_ledger(ledger, groups)?;
            }
            Ok(())
        })?;
        Ok(Saved::new(app, Some(label), &done.kinds))
    })
}
