//! Single payments, from the files in which they are kept.

use super::{books, wan};
use crate::session::Session;
use crate::usecase::monitor::month_of;
use crate::{App, Result};
use domain::ledger::{Payment, group_key};
use domain::money::Money;
use domain::monitoring::Month;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::rc::Rc;
use store::Ledger;
use ts_rs::TS;

/// Which payments to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PaymentQuery {
    /// Id, code or name of a project.
    #[serde(default)]
    #[ts(optional)]
    pub project: Option<String>,
    /// Only those paid in this month.
    #[serde(default)]
    #[ts(optional)]
    pub month: Option<u8>,
    /// Only 直达资金.
    #[serde(default)]
    #[ts(optional)]
    pub direct: Option<bool>,
    /// At most so many rows; the sums are of all.
    pub limit: usize,
}

/// Payments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Payments {
    /// The first of them, by date.
    pub rows: Vec<PaymentRow>,
    /// How many there are.
    pub total: usize,
    /// Payments less refunds of all, 万元.
    pub net: String,
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaymentRow {
    /// `2026-07-15`; `2026-07` where the day is not known.
    pub date: String,
    /// 项目代码
    pub code: String,
    /// 项目名称
    pub name: String,
    /// 收款人
    pub payee: String,
    /// 用途
    pub summary: String,
    /// 凭证号
    pub voucher: String,
    /// 万元; refunds are negative.
    pub amount: String,
    /// 直达资金
    pub direct: bool,
    /// Row of the file.
    pub line: u32,
    /// The file's name.
    pub file: String,
}

/// A payment that counts, with the project that it was matched to.
pub(crate) struct Paid {
    pub(crate) ledger: Rc<Ledger>,
    pub(crate) payment: Payment,
    pub(crate) project: Option<Id>,
}

impl Paid {
    fn month(&self) -> u8 {
        self.payment.month.unwrap_or(self.ledger.month.number())
    }
}

/// The payments that count and that `want` takes, by date: of the exports up to a month, or of the whole year.
pub(crate) fn paid(
    session: &Session,
    until: Option<Month>,
    want: impl Fn(&Paid) -> bool,
) -> Result<Vec<Paid>> {
    let read = session.store.read();
    let files = session.store.files();
    let mut found = Vec::new();
    for ledger in read
        .ledgers(session.year)?
        .into_iter()
        .filter(|ledger| until.is_none_or(|until| ledger.month <= until))
    {
        let projects: HashMap<String, Option<Id>> =
            read.ledger_groups(&ledger.id)?.into_iter().map(|g| (g.group.key, g.matched.0)).collect();
        let ledger = Rc::new(ledger);
        for payment in books::payments_of(&files, &ledger)?.into_iter().filter(|payment| !payment.repeat) {
            let project = projects.get(&group_key(&payment)).cloned().flatten();
            let paid = Paid { ledger: ledger.clone(), payment, project };
            if want(&paid) {
                found.push(paid);
            }
        }
    }
    found.sort_by_key(|paid| (paid.month(), paid.payment.date));
    Ok(found)
}

/// Lists payments of a project, of a month, of 直达资金.
pub fn payments(app: &App, query: PaymentQuery) -> Result<Payments> {
    app.read(|session| {
        let month = query.month.map(month_of).transpose()?;
        let project = query.project.as_deref().map(|name| session.find_project(name)).transpose()?;
        let project = project.map(|(project, _)| project.id);
        let want = |paid: &Paid| {
            (project.is_none() || paid.project == project)
                && month.is_none_or(|month| paid.month() == month.number())
                && query.direct.is_none_or(|direct| paid.payment.direct == direct)
        };
        let found = paid(session, None, want)?;
        let net: Money = found.iter().map(|paid| paid.payment.amount).sum();
        let row = |paid: &Paid| {
            let payment = &paid.payment;
            let month = || format!("{}-{:02}", session.year, paid.month());
            PaymentRow {
                date: payment.date.map_or_else(month, |date| date.to_string()),
                code: payment.code.clone(),
                name: payment.name.clone(),
                payee: payment.payee.clone(),
                summary: payment.summary.clone(),
                voucher: payment.voucher.clone(),
                amount: wan(payment.amount),
                direct: payment.direct,
                line: payment.line,
                file: paid.ledger.file_name.clone(),
            }
        };
        let rows = found.iter().take(query.limit).map(row).collect();
        Ok(Payments { rows, total: found.len(), net: wan(net) })
    })
}
