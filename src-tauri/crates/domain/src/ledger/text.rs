//! The payments of an export as text: what is kept of the file, a line for each payment.
//!
//! Tab-separated: row, date, month, code, name, unit, unit code, payee, summary, voucher, source, marks (`d` 直达资金,
//! `r` repeat), 分. Tabs and line ends within a field are written `\t`, `\n`, a backslash `\\`.

use super::Payment;
use crate::fund::FundSource;
use crate::money::Money;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::fmt::Write;

/// The first line: what the file is and how it is written.
const HEAD: &str = "wenxiao payments 1";
const FIELDS: usize = 13;

/// A line that is no payment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("保存的支付明细第 {line} 行无法识别，请重新导入这个月的支付明细")]
pub struct TextFault {
    /// The line, counted from 1.
    pub line: usize,
}

/// Writes payments.
pub fn write(payments: &[Payment]) -> String {
    let mut out = String::with_capacity(64 + payments.len() * 128);
    out.push_str(HEAD);
    out.push('\n');
    for payment in payments {
        let date = |out: &mut String| payment.date.map_or(Ok(()), |date| write!(out, "{date}"));
        let month = |out: &mut String| payment.month.map_or(Ok(()), |month| write!(out, "{month}"));
        // Writing to a string cannot fail.
        let _ = write!(out, "{}\t", payment.line);
        let _ = date(&mut out);
        out.push('\t');
        let _ = month(&mut out);
        let words = [&payment.code, &payment.name, &payment.unit, &payment.unit_code];
        for text in words.into_iter().chain([&payment.payee, &payment.summary, &payment.voucher]) {
            out.push('\t');
            out.push_str(&escaped(text));
        }
        out.push('\t');
        out.push_str(payment.source.map_or("", FundSource::key));
        out.push('\t');
        out.push_str(if payment.direct { "d" } else { "" });
        out.push_str(if payment.repeat { "r" } else { "" });
        let _ = writeln!(out, "\t{}", payment.amount.fen());
    }
    out
}

/// Reads payments, one by one.
///
/// # Errors
/// Each line that is no payment is a [`TextFault`].
pub fn read(text: &str) -> impl Iterator<Item = Result<Payment, TextFault>> {
    let mut lines = text.lines();
    let good = lines.next() == Some(HEAD);
    let fault = (!good).then_some(Err(TextFault { line: 1 }));
    let rest = lines.enumerate().filter(move |_| good);
    fault.into_iter().chain(rest.map(|(at, line)| payment(line).ok_or(TextFault { line: at + 2 })))
}

fn payment(line: &str) -> Option<Payment> {
    let mut fields = [""; FIELDS];
    let mut parts = line.split('\t');
    for field in &mut fields {
        *field = parts.next()?;
    }
    let [row, date, month, code, name, unit, unit_code, payee, summary, voucher, source, marks, fen] = fields;
    if parts.next().is_some() {
        return None;
    }
    Some(Payment {
        line: row.parse().ok()?,
        date: optional(date, |text| text.parse::<NaiveDate>().ok())?,
        month: optional(month, |text| text.parse().ok().filter(|month| (1..=12).contains(month)))?,
        code: unescaped(code),
        name: unescaped(name),
        unit: unescaped(unit),
        unit_code: unescaped(unit_code),
        payee: unescaped(payee),
        summary: unescaped(summary),
        voucher: unescaped(voucher),
        source: optional(source, FundSource::from_key)?,
        direct: marks.contains('d'),
        repeat: marks.contains('r'),
        amount: Money::from_fen(fen.parse().ok()?),
    })
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\t', '\n', '\r', '\\']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r"))
}

fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some(other)) => out.push(other),
            (other, _) => out.push(other),
        }
    }
    out
}
