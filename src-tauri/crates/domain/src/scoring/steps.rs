//! What the parts of a score share: weights, points with their rounding, and the steps of a working.

use super::Step;
use crate::exact::{Exact, RATE_LIMIT};
use crate::rulepack::Rule;
use rust_decimal::Decimal;

/// A weight that is scored by: never below zero, so that no score leaves 0 to the weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    /// As it stands, between 0 and the largest number that is printed.
    pub(super) value: Decimal,
    /// The most points: the weight cut to 2 decimals. A third decimal is never rounded up beyond the weight.
    pub(super) full: Decimal,
}

impl Weight {
    pub(super) fn of(weight: Option<Decimal>) -> Self {
        let value = weight.unwrap_or_default().clamp(Decimal::ZERO, RATE_LIMIT).normalize();
        Self { value, full: two(value.trunc_with_scale(2)) }
    }

    /// A share of the weight (a fraction of one), 四舍五入 to 2 decimals, from nothing to full points.
    pub(super) fn share(self, share: &Exact) -> Decimal {
        let points = share.times(&Exact::of(self.value)).rounded(2);
        // Beyond what a decimal holds: far above the weight, or below nothing.
        let beyond = if share.is_negative() { Decimal::ZERO } else { self.full };
        two(points.unwrap_or(beyond).clamp(Decimal::ZERO, self.full))
    }

    /// So many percent of the weight.
    pub(super) fn percent(self, percent: Decimal) -> Decimal {
        self.share(&hundredth(percent))
    }
}

/// Percent as a fraction of one.
pub(super) fn hundredth(percent: Decimal) -> Exact {
    Exact::of(percent).divided(&Exact::whole(100)).unwrap_or_else(Exact::zero)
}

/// How a rate that is below a limit is said to be so: where it rounds up to the limit itself, it is 略低于.
pub(super) fn below(rate: &Exact, limit: Decimal) -> &'static str {
    if rate.percent() >= limit { "略低于" } else { "低于" }
}

/// No points, with 2 decimals.
pub(super) fn nothing() -> Decimal {
    Decimal::new(0, 2)
}

/// The same number with at least 2 decimals, as points are printed.
pub(super) fn two(mut value: Decimal) -> Decimal {
    if value.scale() < 2 {
        value.rescale(2);
    }
    value
}

/// A step with the rule behind it.
pub(super) fn step<P>(rule: Option<&Rule<P>>, text: String, points: Option<Decimal>) -> Step {
    let (id, source) =
        rule.map_or((String::new(), None), |rule| (rule.id.to_owned(), Some(rule.source.clone())));
    Step { text, rule: id, source, points }
}
