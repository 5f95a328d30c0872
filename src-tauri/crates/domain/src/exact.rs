//! Exact fractions, for rates and lamps: compared by cross-multiplication in whole numbers of any size, rounded once,
//! at the very end. Nothing here overflows; only what is printed has a limit ([`RATE_LIMIT`]).

use crate::money::Money;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cmp::Ordering;

/// The largest rate that is printed, in percent: 999999999.99. Beyond it this number stands for it; lamps and triggers
/// still compare the true one.
pub const RATE_LIMIT: Decimal =
    Decimal::from_parts(99_999_999_999u64 as u32, (99_999_999_999u64 >> 32) as u32, 0, false, 2);

/// A natural number. What fits a machine number stays one, so that everyday figures cost no memory of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Nat {
    Small(u128),
    /// 32 bits a limb, the lowest first, no zero at the top, more than four of them.
    Large(Vec<u32>),
}

impl Nat {
    const ZERO: Self = Self::Small(0);

    fn new(value: u128) -> Self {
        Self::Small(value)
    }

    fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    fn limbs(&self) -> Cow<'_, [u32]> {
        match self {
            Self::Large(limbs) => Cow::Borrowed(limbs),
            Self::Small(value) => {
                let mut limbs: Vec<u32> = (0..4).map(|place| (value >> (32 * place)) as u32).collect();
                while limbs.last() == Some(&0) {
                    limbs.pop();
                }
                Cow::Owned(limbs)
            }
        }
    }

    fn plus(&self, other: &Self) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let Some(sum) = a.checked_add(*b)
        {
            return Self::Small(sum);
        }
        let (a, b) = (self.limbs(), other.limbs());
        let most = a.len().max(b.len());
        let mut out = Vec::with_capacity(most + 1);
        let mut carry = 0u64;
        for i in 0..most {
            let limb = |limbs: &[u32]| u64::from(limbs.get(i).copied().unwrap_or_default());
            carry += limb(&a) + limb(&b);
            out.push(carry as u32);
            carry >>= 32;
        }
        out.push(carry as u32);
        Self::trimmed(out)
    }

    /// The difference, whichever is larger.
    fn apart(&self, other: &Self) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (self, other) {
            return Self::Small(a.abs_diff(*b));
        }
        let (large, small) = if self >= other { (self, other) } else { (other, self) };
        let (large, small) = (large.limbs(), small.limbs());
        let mut out = Vec::with_capacity(large.len());
        let mut borrow = 0i64;
        for (i, limb) in large.iter().enumerate() {
            borrow += i64::from(*limb) - i64::from(small.get(i).copied().unwrap_or_default());
            out.push(borrow as u32);
            borrow >>= 32;
        }
        Self::trimmed(out)
    }

    fn times(&self, other: &Self) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let Some(product) = a.checked_mul(*b)
        {
            return Self::Small(product);
        }
        let (left, right) = (self.limbs(), other.limbs());
        let mut out = vec![0u32; left.len() + right.len()];
        for (i, a) in left.iter().enumerate() {
            let mut carry = 0u64;
            for (j, b) in right.iter().enumerate() {
                carry += u64::from(out[i + j]) + u64::from(*a) * u64::from(*b);
                out[i + j] = carry as u32;
                carry >>= 32;
            }
            out[i + right.len()] = carry as u32;
        }
        Self::trimmed(out)
    }

    /// As a machine number, where it fits.
    fn small(&self) -> Option<u128> {
        match self {
            Self::Small(value) => Some(*value),
            Self::Large(_) => None,
        }
    }

    fn bits(&self) -> usize {
        match self {
            Self::Small(value) => (128 - value.leading_zeros()) as usize,
            Self::Large(limbs) => {
                limbs.last().map_or(0, |top| limbs.len() * 32 - top.leading_zeros() as usize)
            }
        }
    }

    /// The whole part of the quotient, bit by bit from the highest that it can have; `None` beyond 97 bits.
    fn quotient(&self, by: &Self) -> Option<u128> {
        let most = (self.bits() + 1).saturating_sub(by.bits());
        let mut quotient = 0u128;
        for bit in (0..most.min(98)).rev() {
            let larger = quotient | (1 << bit);
            if Self::new(larger).times(by) <= *self {
                quotient = larger;
            }
        }
        (most <= 98).then_some(quotient)
    }

    fn trimmed(mut limbs: Vec<u32>) -> Self {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        if limbs.len() > 4 {
            return Self::Large(limbs);
        }
        Self::Small(limbs.iter().rev().fold(0, |value, limb| value << 32 | u128::from(*limb)))
    }
}

impl PartialOrd for Nat {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Nat {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.cmp(b),
            (Self::Small(_), Self::Large(_)) => Ordering::Less,
            (Self::Large(_), Self::Small(_)) => Ordering::Greater,
            (Self::Large(a), Self::Large(b)) => {
                a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
            }
        }
    }
}

/// A fraction, not reduced; its denominator is never zero.
#[derive(Debug, Clone)]
pub(crate) struct Exact {
    negative: bool,
    over: Nat,
    under: Nat,
}

impl Exact {
    /// Nothing.
    pub(crate) fn zero() -> Self {
        Self::whole(0)
    }

    /// All of it.
    pub(crate) fn one() -> Self {
        Self::whole(1)
    }

    /// A whole number.
    pub(crate) fn whole(value: i128) -> Self {
        Self { negative: value < 0, over: Nat::new(value.unsigned_abs()), under: Nat::new(1) }
    }

    /// A decimal as it stands.
    pub(crate) fn of(value: Decimal) -> Self {
        let value = value.normalize();
        Self { under: Nat::new(10u128.pow(value.scale())), ..Self::whole(value.mantissa()) }
    }

    /// An amount in 分.
    pub(crate) fn money(amount: Money) -> Self {
        Self::whole(i128::from(amount.fen()))
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.over.is_zero()
    }

    /// Below zero?
    pub(crate) fn is_negative(&self) -> bool {
        self.negative && !self.is_zero()
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        Self {
            negative: self.negative != other.negative,
            over: self.over.times(&other.over),
            under: self.under.times(&other.under),
        }
    }

    /// The quotient; `None` when the divisor is zero.
    pub(crate) fn divided(&self, by: &Self) -> Option<Self> {
        let flipped = Self { negative: by.negative, over: by.under.clone(), under: by.over.clone() };
        (!by.is_zero()).then(|| self.times(&flipped))
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        let (a, b) = (self.over.times(&other.under), other.over.times(&self.under));
        let under = self.under.times(&other.under);
        if self.negative == other.negative {
            return Self { negative: self.negative, over: a.plus(&b), under };
        }
        Self { negative: if a >= b { self.negative } else { other.negative }, over: a.apart(&b), under }
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        self.plus(&Self { negative: !other.negative, ..other.clone() })
    }

    pub(crate) fn abs(&self) -> Self {
        Self { negative: false, ..self.clone() }
    }

    /// 四舍五入 to so many decimals; `None` beyond what a decimal holds.
    pub(crate) fn rounded(&self, places: u32) -> Option<Decimal> {
        // (2·over·10^places + under) ÷ 2·under, the fraction cut off.
        let two = Nat::new(2);
        let wanted = self.over.times(&Nat::new(10u128.pow(places.min(28)))).times(&two).plus(&self.under);
        let step = self.under.times(&two);
        let quotient = match (wanted.small(), step.small()) {
            (Some(wanted), Some(step)) => wanted / step,
            _ => wanted.quotient(&step)?,
        };
        let whole = i128::try_from(quotient).ok()?;
        let signed = if self.negative { -whole } else { whole };
        Decimal::try_from_i128_with_scale(signed, places.min(28)).ok()
    }

    /// The whole part, what lies behind the point cut off; `None` beyond what a decimal holds.
    pub(crate) fn whole_part(&self) -> Option<Decimal> {
        let quotient = match (self.over.small(), self.under.small()) {
            (Some(over), Some(under)) => over / under,
            _ => self.over.quotient(&self.under)?,
        };
        let whole = i128::try_from(quotient).ok()?;
        Decimal::try_from_i128_with_scale(if self.negative { -whole } else { whole }, 0).ok()
    }

    /// A fraction of one as percent, 四舍五入 to 2 decimals, at most [`RATE_LIMIT`] either way.
    pub(crate) fn percent(&self) -> Decimal {
        let hundred = self.times(&Self::whole(100));
        match hundred.rounded(2) {
            Some(percent) => percent.clamp(-RATE_LIMIT, RATE_LIMIT),
            None if self.negative => -RATE_LIMIT,
            None => RATE_LIMIT,
        }
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = || self.over.times(&other.under).cmp(&other.over.times(&self.under));
        match (self.is_negative(), other.is_negative()) {
            (false, false) => size(),
            (true, true) => size().reverse(),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::of(text.parse().unwrap())
    }

    #[test]
    fn quotients_round_half_up_and_know_their_limit() {
        for (a, b, percent) in [
            ("1", "3", "33.33"),
            ("2", "3", "66.67"),
            ("1", "800", "0.13"),
            ("-1", "800", "-0.13"),
            ("0", "7", "0.00"),
            ("0.0000000000000000000000000001", "79228162514264337593543950335", "0.00"),
            ("79228162514264337593543950335", "0.0000000000000000000000000001", "999999999.99"),
            ("-79228162514264337593543950335", "0.0000000000000000000000000001", "-999999999.99"),
            ("79228162514264337593543950335", "79228162514264337593543950335", "100.00"),
        ] {
            let rate = exact(a).divided(&exact(b)).unwrap();
            assert_eq!(rate.percent().to_string(), percent, "{a} / {b}");
        }
        assert!(exact("1").divided(&exact("0")).is_none());
        for (a, b, whole) in [("9.99", "5", "1"), ("10", "5", "2"), ("-9.99", "5", "-1"), ("0", "5", "0")] {
            let quotient = exact(a).divided(&exact(b)).unwrap();
            assert_eq!(quotient.whole_part().unwrap().to_string(), whole, "{a} / {b}");
        }
        assert_eq!(RATE_LIMIT.to_string(), "999999999.99");
        assert_eq!(exact("79228162514264337593543950335").rounded(0).unwrap(), Decimal::MAX);
        assert_eq!(exact("79228162514264337593543950335").times(&exact("1.01")).rounded(0), None);
    }

    proptest! {
        /// Numbers that only just fit a machine number, or only just do not.
        #[test]
        fn large_numbers_reckon_like_small_ones(a: u128, b in 1u128.., c: u64) {
            let nat = |value: u128| Nat::new(value);
            let scale = Nat::new(u128::MAX); // lifts both beyond a machine number
            prop_assert_eq!(nat(a).times(&scale).cmp(&nat(b).times(&scale)), a.cmp(&b));
            prop_assert_eq!(nat(a).plus(&nat(b)).apart(&nat(b)), nat(a));
            prop_assert_eq!(nat(a).times(&nat(b)).apart(&nat(a).times(&nat(b))), Nat::ZERO);
            let (whole, rest) = (u128::from(c), b - 1);
            let product = nat(whole).times(&nat(b)).plus(&nat(rest));
            prop_assert_eq!(product.quotient(&nat(b)), Some(whole));
            prop_assert_eq!(nat(a).times(&nat(b)).bits() <= nat(a).bits() + nat(b).bits(), true);
        }

        #[test]
        fn sums_and_products_are_those_of_fractions(a: i32, b in 1i32.., c: i32, d in 1i32..) {
            let fraction = |n: i32, m: i32| Exact::whole(i128::from(n)).divided(&Exact::whole(i128::from(m))).unwrap();
            let (x, y) = (fraction(a, b), fraction(c, d));
            let [a, b, c, d] = [a, b, c, d].map(i128::from);
            let of = |n: i128, m: i128| Exact::whole(n).divided(&Exact::whole(m)).unwrap();
            prop_assert_eq!(x.plus(&y), of(a * d + c * b, b * d));
            prop_assert_eq!(x.minus(&y), of(a * d - c * b, b * d));
            prop_assert_eq!(x.times(&y), of(a * c, b * d));
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
            prop_assert_eq!(x.abs(), of(a.abs(), b));
        }
    }
}
