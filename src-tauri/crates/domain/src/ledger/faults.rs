//! What is odd about the payments of an export. What belongs to another year, month or unit is kept out and said;
//! everything else counts, and what a person should look at is said.

use super::{Payment, PaymentGroup};
use crate::finding::Level;
use crate::money::{AmountUnit, Money};
use crate::period::FiscalYear;
use crate::text::{quoted, squeezed};
use chrono::Datelike;
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What an export is imported for.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// 预算年度
    pub year: FiscalYear,
    /// The month, 1 to 12.
    pub month: u8,
    /// Name of the own unit.
    pub unit: &'a str,
    /// Code of the own unit, may be empty.
    pub unit_code: &'a str,
}

/// What kind of oddity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// Paid in another year.
    OtherYear,
    /// Paid after the month that is imported.
    LaterMonth,
    /// Paid by another unit.
    OtherUnit,
    /// Held by another export already.
    Repeat,
    /// The same row twice in this export.
    Duplicate,
    /// More was refunded than paid.
    NetRefund,
    /// Paid in an earlier month of the year.
    EarlierMonth,
    /// Neither date nor month.
    Undated,
}

impl FaultKind {
    /// Does the payment stay out of the sums?
    pub fn keeps_out(self) -> bool {
        matches!(self, Self::OtherYear | Self::LaterMonth | Self::OtherUnit)
    }
}

/// One oddity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerFault {
    /// Row of the file, counted from 1; of several the first; 0 for the whole.
    pub line: u32,
    /// Which oddity.
    pub kind: FaultKind,
    /// Error: the row is handed back.
    pub level: Level,
    /// What is wrong and what to do.
    pub text: String,
}

/// Says what is odd about payments, by rows from the top; oddities of the whole come last.
pub fn check_payments(payments: &[Payment], scope: &Scope<'_>) -> Vec<LedgerFault> {
    let mut faults = Vec::new();
    let mut units = Units::new(scope);
    let (mut earlier, mut undated) = (Few::default(), Few::default());
    for payment in payments {
        let before = faults.len();
        let error = |kind, text| LedgerFault { line: payment.line, kind, level: Level::Error, text };
        let year = payment.date.map(|date| date.year());
        if let Some(date) = payment.date.filter(|_| year != Some(i32::from(scope.year.0))) {
            let text =
                format!("支付日期 {date} 不在 {} 年度，不计入；请核对日期，或到该年度导入", scope.year);
            faults.push(error(FaultKind::OtherYear, text));
        } else if let Some(month) = payment.month.filter(|month| *month > scope.month) {
            let text = format!(
                "{month}月的支付晚于所导入的{}月，不计入；请核对日期，或按{month}月导入这个文件",
                scope.month
            );
            faults.push(error(FaultKind::LaterMonth, text));
        }
        if !units.own(payment) {
            let text = format!(
                "预算单位“{}”不是本单位“{}”，不计入；如果确属本单位，请把“预算单位”一栏改为不导入",
                quoted(if payment.unit.is_empty() { &payment.unit_code } else { &payment.unit }),
                quoted(scope.unit)
            );
            faults.push(error(FaultKind::OtherUnit, text));
        }
        if faults.len() > before {
            continue;
        }
        match payment.month {
            Some(month) if month < scope.month => earlier.note(payment, month),
            None => undated.note(payment, 0),
            _ => {}
        }
    }
    faults.extend(duplicates(payments));
    faults.sort_by_key(|fault| fault.line);
    let month = scope.month;
    if earlier.rows > 0 {
        let text = format!(
            "有 {} 行（净额 {}）是{}的支付，计入 1—{month}月 的累计；如果只要{month}月当月的，请重新导出",
            earlier.rows,
            yuan(earlier.sum),
            earlier.months()
        );
        faults.push(earlier.fault(FaultKind::EarlierMonth, Level::Hint, text));
    }
    if undated.rows > 0 {
        let (rows, sum) = (undated.rows, yuan(undated.sum));
        let text =
            format!("有 {rows} 行（净额 {sum}）没有支付日期，按{month}月计入；请核对是否都是本年度的支付");
        faults.push(undated.fault(FaultKind::Undated, Level::Hint, text));
    }
    faults
}

/// The payments that count, by the faults that [`check_payments`] found.
pub fn keep(payments: Vec<Payment>, faults: &[LedgerFault]) -> Vec<Payment> {
    let out: HashSet<u32> = faults.iter().filter(|f| f.kind.keeps_out()).map(|f| f.line).collect();
    if out.is_empty() {
        return payments;
    }
    payments.into_iter().filter(|payment| !out.contains(&payment.line)).collect()
}

impl PaymentGroup {
    /// Says that more was refunded than paid, where it was.
    pub fn fault(&self) -> Option<LedgerFault> {
        let name = if self.name.is_empty() { &self.code } else { &self.name };
        (self.net < Money::ZERO).then(|| LedgerFault {
            line: 0,
            kind: FaultKind::NetRefund,
            level: Level::Explain,
            text: format!(
                "“{}”退款 {} 多于支付 {}，净额为 {}；请核对退款是否属于以前月份",
                quoted(name),
                yuan(self.refunded),
                yuan(self.paid),
                yuan(self.net)
            ),
        })
    }
}

fn yuan(amount: Money) -> String {
    format!("{} 元", amount.print(AmountUnit::Yuan))
}

/// Rows that one sentence tells together.
#[derive(Default)]
struct Few {
    first: u32,
    rows: u32,
    sum: Money,
    by_month: BTreeMap<u8, u32>,
}

impl Few {
    fn note(&mut self, payment: &Payment, month: u8) {
        self.first = if self.rows == 0 { payment.line } else { self.first.min(payment.line) };
        self.rows += 1;
        self.sum = self.sum + payment.amount;
        *self.by_month.entry(month).or_default() += 1;
    }

    fn months(&self) -> String {
        let months: Vec<String> = self.by_month.keys().map(|month| format!("{month}月")).collect();
        months.join("、")
    }

    fn fault(&self, kind: FaultKind, level: Level, text: String) -> LedgerFault {
        LedgerFault { line: self.first, kind, level, text }
    }
}

/// Rows that repeat an earlier one word for word. They count: a voucher can have two such lines.
fn duplicates(payments: &[Payment]) -> Vec<LedgerFault> {
    let with_voucher = payments.iter().filter(|payment| !payment.voucher.is_empty());
    let mut marks: Vec<(u64, u32, &Payment)> = with_voucher
        .map(|payment| {
            let mut hash = DefaultHasher::new();
            (&payment.voucher, payment.amount.fen()).hash(&mut hash);
            (hash.finish(), payment.line, payment)
        })
        .collect();
    marks.sort_unstable_by_key(|(hash, line, _)| (*hash, *line));
    let same = |a: &Payment, b: &Payment| {
        (&a.voucher, a.date, a.amount, &a.code, &a.name) == (&b.voucher, b.date, b.amount, &b.code, &b.name)
            && (&a.payee, &a.summary) == (&b.payee, &b.summary)
    };
    let mut faults = Vec::new();
    for pair in marks.windows(2) {
        let [(hash, line, one), (next_hash, next_line, two)] = pair else { continue };
        if hash == next_hash && same(one, two) {
            faults.push(LedgerFault {
                line: *next_line,
                kind: FaultKind::Duplicate,
                level: Level::Explain,
                text: format!(
                    "与第 {line} 行完全相同（凭证号“{}”，{}），两行都已计入；如果是重复导出，请删去一行后重新导入",
                    quoted(&one.voucher),
                    yuan(one.amount)
                ),
            });
        }
    }
    faults
}

/// Tells the own unit from others.
struct Units<'a> {
    name: String,
    code: &'a str,
    /// The unit before: most rows repeat it.
    last: (String, String, bool),
}

impl<'a> Units<'a> {
    fn new(scope: &Scope<'a>) -> Self {
        let code = scope.unit_code.trim();
        Self { name: bare(scope.unit).1, code, last: (String::new(), String::new(), true) }
    }

    fn own(&mut self, payment: &Payment) -> bool {
        let (name, code, own) = &self.last;
        if (name, code) == (&payment.unit, &payment.unit_code) {
            return *own;
        }
        let own = self.is_own(&payment.unit, &payment.unit_code);
        self.last = (payment.unit.clone(), payment.unit_code.clone(), own);
        own
    }

    fn is_own(&self, unit: &str, code: &str) -> bool {
        let (before, name) = bare(unit);
        let code = if code.trim().is_empty() { before } else { squeezed(code) };
        if name.is_empty() && code.is_empty() {
            return true;
        }
        // Units below stand behind the own code, three digits a level.
        let by_code = !code.is_empty() && !self.code.is_empty() && code.starts_with(self.code);
        let unknown = name.is_empty() && self.code.is_empty();
        by_code || unknown || (!name.is_empty() && name == self.name)
    }
}

/// The code in front of a unit's name and the name without it and without 本级: `101001-某县教育局（本级）`.
fn bare(unit: &str) -> (String, String) {
    let plain = squeezed(unit);
    let rest = plain.trim_start_matches(['[', '(', '【', '〔']);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (code, name) = if end >= 3 { rest.split_at(end) } else { ("", plain.as_str()) };
    let name = name.trim_start_matches([']', ')', '】', '〕', '-', '_', ':', '：', '.', '/']);
    let name =
        ["(本级)", "(机关)", "本级", "机关"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    (code.to_owned(), name.to_owned())
}
