//! The year's exports beside each other: a payment that several hold counts in the first of them, by month and name.
//!
//! Only exports that can hold the same payments are read: one without payments of earlier months is compared with
//! those of its own month and later ones, which a year imported month by month does not have.

use super::called;
use crate::session::Session;
use crate::{ApiError, Result};
use domain::finding::Level;
use domain::ledger::{Earlier, FaultKind, LedgerFault, Payment, mark_repeats, text};
use domain::monitoring::Month;
use store::{Files, Ledger};

/// What happens to the year's exports.
pub(super) enum Change<'a> {
    /// One comes, in the place of the one with the same id.
    Comes(Ledger, Vec<Payment>),
    /// One goes.
    Gone(&'a Ledger),
}

/// An export with its payments.
pub(super) struct Book {
    pub(super) ledger: Ledger,
    pub(super) payments: Vec<Payment>,
    /// It is the one that comes.
    fresh: bool,
}

/// What follows from a change.
pub(super) struct Settled {
    /// The one that comes, repeats marked.
    pub(super) fresh: Option<Book>,
    /// Later exports of which other payments count now.
    pub(super) later: Vec<Book>,
    /// What to say of the one that comes.
    pub(super) faults: Vec<LedgerFault>,
}

/// The payments of an export as they are kept.
pub(super) fn payments_of(files: &Files, ledger: &Ledger) -> Result<Vec<Payment>> {
    let name = format!("{}的支付明细", called(ledger));
    let bytes = files.read(&ledger.sha256, &name)?;
    let damaged = |what: String| {
        ApiError::new("APP-LEDGER-FILE", format!("{name}无法识别，请重新导入这个月的文件")).detail(what)
    };
    let kept = std::str::from_utf8(&bytes).map_err(|fault| damaged(fault.to_string()))?;
    text::read(kept).collect::<std::result::Result<_, _>>().map_err(|fault| damaged(fault.to_string()))
}

/// Exports stand by month, name and id.
fn place(ledger: &Ledger) -> (Month, &str, &str) {
    (ledger.month, &ledger.source_name, ledger.id.as_str())
}

/// The earliest month of which an export holds payments.
fn from_month(payments: &[Payment]) -> u8 {
    payments.iter().map(|payment| payment.month.unwrap_or(1)).min().unwrap_or(u8::MAX)
}

/// Works out which payments count where.
pub(super) fn settle(session: &Session, change: Change<'_>) -> Result<Settled> {
    let files = session.store.files();
    let mut unread = session.store.read().ledgers(session.year)?;
    let mut faults = Vec::new();
    let mut books: Vec<Book> = Vec::new();
    let (at, mut from) = match change {
        Change::Gone(gone) => {
            unread.retain(|ledger| ledger.id != gone.id);
            (gone.clone(), gone.month.number())
        }
        Change::Comes(ledger, payments) => {
            unread.retain(|known| known.id != ledger.id);
            let from = from_month(&payments).min(ledger.month.number());
            books.push(Book { ledger: ledger.clone(), payments, fresh: true });
            (ledger, from)
        }
    };
    let at = place(&at);
    // What comes after may hold payments of months before, and those must be known to tell its repeats.
    loop {
        let (wanted, rest): (Vec<Ledger>, _) =
            unread.into_iter().partition(|ledger| ledger.month.number() >= from);
        unread = rest;
        if wanted.is_empty() {
            break;
        }
        for ledger in wanted {
            match payments_of(&files, &ledger) {
                Ok(payments) => {
                    if place(&ledger) > at {
                        from = from.min(from_month(&payments));
                    }
                    books.push(Book { ledger, payments, fresh: false });
                }
                Err(error) => faults.push(LedgerFault {
                    line: 0,
                    kind: FaultKind::Repeat,
                    level: Level::Explain,
                    text: format!("没有与{}核对是否重复：{}", called(&ledger), error.message),
                }),
            }
        }
    }
    books.sort_by(|a, b| place(&a.ledger).cmp(&place(&b.ledger)));
    let mut earlier = Earlier::default();
    let mut settled = Settled { fresh: None, later: Vec::new(), faults };
    for mut book in books {
        let name = called(&book.ledger);
        if book.fresh || place(&book.ledger) > at {
            let before: Vec<bool> = book.payments.iter().map(|payment| payment.repeat).collect();
            let found = mark_repeats(&mut book.payments, &earlier);
            earlier.add(&name, &book.payments);
            if book.fresh {
                settled.faults.extend(found);
                settled.fresh = Some(book);
            } else if book.payments.iter().map(|payment| payment.repeat).ne(before) {
                settled.later.push(book);
            }
        } else {
            earlier.add(&name, &book.payments);
        }
    }
    Ok(settled)
}
