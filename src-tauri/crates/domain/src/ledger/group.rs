//! Payments put together by what they say of their project, and the groups matched to projects.

use super::{Match, Payment, PaymentGroup, ProjectKey};
use crate::fund::FundSource;
use crate::money::Money;
use crate::text::squeezed;
use crate::typed::Id;
use std::collections::{BTreeMap, HashMap};

/// What payments say of their project, word for word.
type Words<'a> = (&'a str, &'a str, Option<FundSource>, bool);

#[derive(Default, Clone, Copy)]
struct Sum {
    count: u32,
    paid: i128,
    refunded: i128,
}

impl Sum {
    fn add(&mut self, amount: Money) {
        let fen = i128::from(amount.fen());
        self.count = self.count.saturating_add(1);
        if fen >= 0 {
            self.paid += fen;
        } else {
            self.refunded -= fen;
        }
    }

    fn join(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.paid += other.paid;
        self.refunded += other.refunded;
    }
}

/// Groups payments; repeats of another export are left out. Their order does not matter.
pub fn group(payments: &[Payment]) -> Vec<PaymentGroup> {
    // Few spellings stand in many rows, so only they are squeezed, not the rows.
    let mut sums: Vec<(Words<'_>, Sum)> = Vec::new();
    let mut places: HashMap<Words<'_>, usize> = HashMap::new();
    let mut last = usize::MAX;
    for payment in payments.iter().filter(|payment| !payment.repeat) {
        let words = (payment.code.as_str(), payment.name.as_str(), payment.source, payment.direct);
        if sums.get(last).is_none_or(|(before, _)| *before != words) {
            last = *places.entry(words).or_insert_with(|| {
                sums.push((words, Sum::default()));
                sums.len() - 1
            });
        }
        if let Some((_, sum)) = sums.get_mut(last) {
            sum.add(payment.amount);
        }
    }
    let mut groups: BTreeMap<String, (Words<'_>, Sum)> = BTreeMap::new();
    for (words, sum) in sums {
        let key = key(words);
        let (shown, total) = groups.entry(key).or_insert((words, Sum::default()));
        // Of several spellings one is shown, whatever the order of the rows.
        *shown = (*shown).min(words);
        total.join(sum);
    }
    groups
        .into_iter()
        .map(|(key, ((code, name, source, direct), sum))| PaymentGroup {
            key,
            code: code.trim().to_owned(),
            name: name.trim().to_owned(),
            source,
            direct,
            count: sum.count,
            paid: money(sum.paid),
            refunded: money(sum.refunded),
            net: money(sum.paid - sum.refunded),
        })
        .collect()
}

/// The [`PaymentGroup::key`] of the group that a payment goes to.
pub fn group_key(payment: &Payment) -> String {
    key((&payment.code, &payment.name, payment.source, payment.direct))
}

fn key((code, name, source, direct): Words<'_>) -> String {
    let direct = if direct { "direct" } else { "" };
    format!("{}|{}|{direct}", subject(code, name), source.map_or("", FundSource::key))
}

fn money(fen: i128) -> Money {
    Money::from_fen(i64::try_from(fen).unwrap_or(if fen < 0 { i64::MIN } else { i64::MAX }))
}

/// What payments say of their project in one shape: `code|name`, without blanks, half-width, capital letters in the
/// code. A person's assignment is remembered under it.
pub fn subject(code: &str, name: &str) -> String {
    format!("{}|{}", squeezed(code).to_uppercase(), squeezed(name))
}

/// Finds the project of each group: what a person said of this subject before, else the project with this code, else
/// the one project with this name. A name that stands with another code is another project.
///
/// `remembered` holds projects by [`subject`]; `None` there means 不计入. A project that is gone is not remembered.
pub fn match_groups(
    groups: &[PaymentGroup],
    projects: &[ProjectKey],
    remembered: &BTreeMap<String, Option<Id>>,
) -> Vec<(Option<Id>, Match)> {
    let mut codes: HashMap<String, Vec<&ProjectKey>> = HashMap::new();
    let mut names: HashMap<String, Vec<&ProjectKey>> = HashMap::new();
    let mut ids: HashMap<&str, &ProjectKey> = HashMap::new();
    for project in projects {
        ids.insert(project.id.as_str(), project);
        let (code, name) = (squeezed(&project.code).to_uppercase(), squeezed(&project.name));
        if !code.is_empty() {
            codes.entry(code).or_default().push(project);
        }
        if !name.is_empty() {
            names.entry(name).or_default().push(project);
        }
    }
    let only = |found: Vec<&ProjectKey>| match found[..] {
        [one] => Some(one.id.clone()),
        _ => None,
    };
    let find = |group: &PaymentGroup| {
        let (code, name) = (squeezed(&group.code).to_uppercase(), squeezed(&group.name));
        match remembered.get(&format!("{code}|{name}")) {
            Some(None) => return (None, Match::Ignored),
            Some(Some(id)) if ids.contains_key(id.as_str()) => return (Some(id.clone()), Match::Remembered),
            _ => {}
        }
        let by_code = codes.get(&code).cloned().unwrap_or_default();
        // Two projects that share a code are told apart by their names.
        let by_both =
            || only(by_code.iter().filter(|project| squeezed(&project.name) == name).copied().collect());
        if let Some(id) = only(by_code.clone()).or_else(by_both) {
            return (Some(id), Match::Code);
        }
        let by_name = names.get(&name).into_iter().flatten().copied();
        match only(by_name.filter(|project| code.is_empty() || project.code.trim().is_empty()).collect()) {
            Some(id) => (Some(id), Match::Name),
            None => (None, Match::None),
        }
    };
    groups.iter().map(find).collect()
}
