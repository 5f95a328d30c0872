//! Two exports that overlap: a payment that another export of the year holds already counts there, not twice.

use super::Payment;
use super::faults::{FaultKind, LedgerFault};
use crate::finding::Level;
use crate::money::{AmountUnit, Money};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Hash of the words, day and amount.
type Mark = (u64, Option<NaiveDate>, Money);

/// The payments of the exports that come before one.
#[derive(Debug, Default)]
pub struct Earlier {
    labels: Vec<String>,
    /// How often each payment was met, and in which export last.
    met: HashMap<Mark, (u32, usize)>,
}

impl Earlier {
    /// Adds an export under the name by which a sentence calls it: `6月 国库支付系统`. Its own repeats do not count.
    pub fn add(&mut self, label: &str, payments: &[Payment]) {
        self.labels.push(label.to_owned());
        for mark in payments.iter().filter(|payment| !payment.repeat).filter_map(mark) {
            let met = self.met.entry(mark).or_insert((0, 0));
            *met = (met.0 + 1, self.labels.len() - 1);
        }
    }
}

/// What tells a payment from all others: its voucher with day, amount and project; without a voucher payee and
/// summary stand in, and the day must be known. `None`: it cannot be told.
fn mark(payment: &Payment) -> Option<Mark> {
    let mut hash = DefaultHasher::new();
    (&payment.code, &payment.name, &payment.voucher).hash(&mut hash);
    if payment.voucher.is_empty() {
        payment.date?;
        (&payment.payee, &payment.summary).hash(&mut hash);
    }
    Some((hash.finish(), payment.date, payment.amount))
}

/// Marks the payments that earlier exports hold and says how many, one sentence for each of those exports.
///
/// A payment that stands there once and here twice counts once here.
pub fn mark_repeats(payments: &mut [Payment], earlier: &Earlier) -> Vec<LedgerFault> {
    let mut left: HashMap<Mark, u32> = HashMap::new();
    let mut found: BTreeMap<usize, (u32, u32, Money)> = BTreeMap::new();
    for payment in payments.iter_mut() {
        payment.repeat = false;
        if earlier.met.is_empty() {
            continue;
        }
        let Some(mark) = mark(payment) else { continue };
        let Some((count, export)) = earlier.met.get(&mark) else { continue };
        let used = left.entry(mark).or_insert(0);
        if *used < *count {
            *used += 1;
            payment.repeat = true;
            let (first, rows, sum) = found.entry(*export).or_insert((payment.line, 0, Money::ZERO));
            *first = (*first).min(payment.line);
            *rows += 1;
            *sum = *sum + payment.amount;
        }
    }
    let sentence = |(export, (line, rows, sum)): (usize, (u32, u32, Money))| LedgerFault {
        line,
        kind: FaultKind::Repeat,
        level: Level::Explain,
        text: format!(
            "有 {rows} 行（净额 {} 元）与“{}”中已导入的支付相同，不再重复计入；请核对两次导出的起止日期",
            sum.print(AmountUnit::Yuan),
            earlier.labels.get(export).map_or("", String::as_str),
        ),
    };
    found.into_iter().map(sentence).collect()
}
