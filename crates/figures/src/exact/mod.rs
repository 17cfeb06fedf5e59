//! Exact rational numbers: no figure is ever computed in binary fractions.
//!
//! Nearly every number of a report fits two 128-bit integers; where one does not, the same value
//! goes on in integers of any length. Nobody outside sees which of the two is in use.

mod arithmetic;
mod print;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, fmt, str::FromStr};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{Signed, ToPrimitive, Zero};

use crate::{Amount, Money};

/// An exact rational number of any size: `90,19`, `1/9`, `-3`.
#[derive(Clone)]
pub struct Exact(Number);

/// Reduced, with a divisor above zero; `Small` wherever both parts fit, so that equal values are
/// equal in their parts.
#[derive(Clone)]
enum Number {
    Small(Ratio<i128>),
    Big(Box<BigRational>),
}

/// A text that is no stored number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotStored;

impl Exact {
    /// Nothing: a true 0.
    pub const ZERO: Self = Self(Number::Small(Ratio::new_raw(0, 1)));
    /// One.
    pub const ONE: Self = Self(Number::Small(Ratio::new_raw(1, 1)));
    /// A hundred, the whole of a share in percent.
    pub const HUNDRED: Self = Self(Number::Small(Ratio::new_raw(100, 1)));

    /// `numerator / divisor`; `None` where the divisor is zero.
    pub fn ratio(numerator: i128, divisor: i128) -> Option<Self> {
        Self::from(numerator).over(&Self::from(divisor))
    }

    /// `digits` with the last `places` of them after the comma: 9019 and 2 are 90,19.
    pub fn decimal(digits: i128, places: u32) -> Self {
        let whole = Self::from(digits);
        match 10_i128.checked_pow(places) {
            Some(1) => whole,
            Some(divisor) => Self::ratio(digits, divisor).unwrap_or(whole),
            None => big(BigRational::new(
                BigInt::from(digits),
                BigInt::from(10).pow(places),
            )),
        }
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Number::Small(ratio) => ratio.is_zero(),
            Number::Big(_) => false,
        }
    }

    /// Whether this is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Number::Small(ratio) => *ratio.numer() < 0,
            Number::Big(ratio) => ratio.is_negative(),
        }
    }

    /// Whether nothing stands after the comma.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Number::Small(ratio) => *ratio.denom() == 1,
            Number::Big(ratio) => ratio.is_integer(),
        }
    }

    /// The value as a whole number, if it is one that fits.
    pub fn whole(&self) -> Option<i64> {
        match &self.0 {
            Number::Small(ratio) if *ratio.denom() == 1 => ratio.numer().to_i64(),
            _ => None,
        }
    }

    /// The nearest binary fraction: for drawing charts, never for computing.
    pub fn approximate(&self) -> f64 {
        /// Whole numbers up to here are binary fractions without loss.
        const WHOLE: u128 = 1 << 53;
        match &self.0 {
            Number::Small(ratio)
                if ratio.numer().unsigned_abs() <= WHOLE
                    && ratio.denom().unsigned_abs() <= WHOLE =>
            {
                *ratio.numer() as f64 / *ratio.denom() as f64
            }
            Number::Small(ratio) => ratio.to_f64().unwrap_or(f64::NAN),
            Number::Big(ratio) => ratio.to_f64().unwrap_or(f64::NAN),
        }
    }

    /// How many binary digits the longer of both parts has.
    pub(crate) fn bits(&self) -> u64 {
        match &self.0 {
            Number::Small(ratio) => {
                let longest = ratio
                    .numer()
                    .unsigned_abs()
                    .max(ratio.denom().unsigned_abs());
                u64::from(128 - longest.leading_zeros())
            }
            Number::Big(ratio) => ratio.numer().bits().max(ratio.denom().bits()),
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Number::Small(ratio) => {
                BigRational::new_raw((*ratio.numer()).into(), (*ratio.denom()).into())
            }
            Number::Big(ratio) => (**ratio).clone(),
        }
    }
}

/// The one way in for long results: comes back to the short form where it fits.
fn big(ratio: BigRational) -> Exact {
    match (ratio.numer().to_i128(), ratio.denom().to_i128()) {
        // the lowest integer has no opposite: it stays long
        (Some(numerator), Some(divisor)) if numerator != i128::MIN => {
            Exact(Number::Small(Ratio::new_raw(numerator, divisor)))
        }
        _ => Exact(Number::Big(Box::new(ratio))),
    }
}

/// A short result, unless it is the integer without an opposite.
fn small(ratio: Ratio<i128>) -> Option<Exact> {
    (*ratio.numer() != i128::MIN).then_some(Exact(Number::Small(ratio)))
}

impl From<i128> for Exact {
    fn from(number: i128) -> Self {
        small(Ratio::from_integer(number))
            .unwrap_or_else(|| big(BigRational::from_integer(number.into())))
    }
}
impl From<i64> for Exact {
    fn from(number: i64) -> Self {
        Self::from(i128::from(number))
    }
}
impl From<u32> for Exact {
    fn from(number: u32) -> Self {
        Self::from(i128::from(number))
    }
}
impl From<usize> for Exact {
    fn from(number: usize) -> Self {
        // no machine has integers of more than 64 bits for sizes
        Self::from(i128::try_from(number).unwrap_or(i128::MAX))
    }
}
impl From<Amount> for Exact {
    fn from(amount: Amount) -> Self {
        let (digits, places) = amount.parts();
        Self::decimal(digits, places)
    }
}
impl From<Money> for Exact {
    fn from(money: Money) -> Self {
        Self::decimal(money.sen().into(), 2)
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Number::Small(a), Number::Small(b)) => {
                a.numer() == b.numer() && a.denom() == b.denom()
            }
            (Number::Big(a), Number::Big(b)) => a == b,
            _ => false,
        }
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
        match (&self.0, &other.0) {
            (Number::Small(a), Number::Small(b)) => a.cmp(b),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

/// The stored text: `90.19`, or `1/9` where the fraction does not end.
impl FromStr for Exact {
    type Err = NotStored;
    fn from_str(stored: &str) -> Result<Self, NotStored> {
        let (numerator, divisor) = stored.split_once('/').unwrap_or((stored, "1"));
        print::parse(numerator)?
            .over(&print::parse(divisor)?)
            .ok_or(NotStored)
    }
}

impl fmt::Display for NotStored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bukan angka yang tersimpan.")
    }
}
impl std::error::Error for NotStored {}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stored())
    }
}
