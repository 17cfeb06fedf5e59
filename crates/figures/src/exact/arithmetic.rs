//! Adding, multiplying, dividing, rounding: exact, and never wrapping around.

use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedSub, Pow, Signed};

use super::{Exact, Number, big, small};

impl Exact {
    /// `self / divisor`; `None` where the divisor is zero.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        Some(match (&self.0, &divisor.0) {
            (Number::Small(a), Number::Small(b)) => multiplied(a, &upside_down(b))
                .and_then(small)
                .unwrap_or_else(|| big(self.to_big() / divisor.to_big())),
            _ => big(self.to_big() / divisor.to_big()),
        })
    }

    /// Raised to a whole power; `None` for zero to a power below zero.
    #[must_use]
    pub fn power(&self, exponent: i32) -> Option<Self> {
        if exponent < 0 && self.is_zero() {
            return None;
        }
        Some(big(Pow::pow(self.to_big(), exponent)))
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// Rounded to so many places after the comma, a half away from zero as a pocket calculator
    /// and a spreadsheet do; places below zero round to tens, hundreds and so on.
    #[must_use]
    pub fn rounded(&self, places: i32) -> Self {
        if let (Number::Small(ratio), Ok(up)) = (&self.0, u32::try_from(places))
            && let Some(digits) = short_digits(ratio, up)
        {
            return Self::decimal(digits, up);
        }
        let digits = self.digits(places);
        match u32::try_from(places) {
            Ok(places) => big(BigRational::new(digits, BigInt::from(10).pow(places))),
            Err(_) => big(BigRational::from_integer(
                digits * BigInt::from(10).pow(places.unsigned_abs()),
            )),
        }
    }

    /// Cut off after so many places, as some published tables do instead of rounding.
    #[must_use]
    pub fn cut(&self, places: u32) -> Self {
        if let Number::Small(ratio) = &self.0
            && let Some(digits) = 10_i128
                .checked_pow(places)
                .and_then(|scale| ratio.numer().checked_mul(scale))
        {
            return Self::decimal(digits / ratio.denom(), places);
        }
        let scale = BigInt::from(10).pow(places);
        let big_self = self.to_big();
        // division of integers cuts towards zero
        let digits = big_self.numer() * &scale / big_self.denom();
        big(BigRational::new(digits, scale))
    }

    /// The whole number that stands there once rounded, without its comma: 90,185 at two places
    /// is 9019.
    pub(super) fn digits(&self, places: i32) -> BigInt {
        if let (Number::Small(ratio), Ok(up)) = (&self.0, u32::try_from(places))
            && let Some(digits) = short_digits(ratio, up)
        {
            return digits.into();
        }
        let ratio = self.to_big();
        let ten = BigInt::from(10).pow(places.unsigned_abs());
        let (mut numerator, mut divisor) = (ratio.numer().abs(), ratio.denom().clone());
        if places < 0 {
            divisor *= ten;
        } else {
            numerator *= ten;
        }
        let twice: BigInt = numerator * 2 + &divisor;
        let digits = twice.div_floor(&(divisor * 2));
        if ratio.is_negative() { -digits } else { digits }
    }
}

/// The same without long integers, where everything fits.
pub(super) fn short_digits(ratio: &Ratio<i128>, places: u32) -> Option<i128> {
    let numerator = ratio
        .numer()
        .abs()
        .checked_mul(10_i128.checked_pow(places)?)?;
    let (whole, rest) = (numerator / ratio.denom(), numerator % ratio.denom());
    let up = i128::from(rest >= ratio.denom() - rest);
    Some((whole + up) * ratio.numer().signum())
}

/// A product of reduced numbers. What is common is taken out crosswise before multiplying, so the
/// result is reduced without looking for it again in longer numbers.
fn multiplied(a: &Ratio<i128>, b: &Ratio<i128>) -> Option<Ratio<i128>> {
    if *a.numer() == 0 || *b.numer() == 0 {
        return Some(Ratio::new_raw(0, 1));
    }
    let (first, second) = (
        common(*a.numer(), *b.denom()),
        common(*b.numer(), *a.denom()),
    );
    let numerator = divided(*a.numer(), first).checked_mul(divided(*b.numer(), second))?;
    let divisor = divided(*a.denom(), second).checked_mul(divided(*b.denom(), first))?;
    Some(Ratio::new_raw(numerator, divisor))
}

/// The greatest common divisor with a divisor above zero; short numbers take the short way.
fn common(number: i128, divisor: i128) -> i128 {
    if divisor == 1 {
        return 1;
    }
    match (u64::try_from(number.unsigned_abs()), u64::try_from(divisor)) {
        (Ok(a), Ok(b)) => a.gcd(&b).into(),
        _ => number.gcd(&divisor),
    }
}

/// Division by one costs as much as any other.
fn divided(number: i128, by: i128) -> i128 {
    if by == 1 { number } else { number / by }
}

/// The reciprocal of what is not zero, its divisor above zero.
fn upside_down(ratio: &Ratio<i128>) -> Ratio<i128> {
    let sign = ratio.numer().signum();
    Ratio::new_raw(ratio.denom() * sign, ratio.numer() * sign)
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        match &self.0 {
            Number::Small(ratio) => Exact(Number::Small(Ratio::new_raw(
                -*ratio.numer(),
                *ratio.denom(),
            ))),
            Number::Big(ratio) => big(-(**ratio).clone()),
        }
    }
}

/// What addition, subtraction and multiplication share: short where it fits, long where not.
macro_rules! operator {
    ($trait:ident, $method:ident, $short:ident, $checked:path, $operator:tt) => {
        impl $trait for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                if let (Number::Small(a), Number::Small(b)) = (&self.0, &other.0) {
                    let short = if *a.denom() == 1 && *b.denom() == 1 {
                        i128::$short(*a.numer(), *b.numer()).map(Ratio::from_integer)
                    } else {
                        $checked(a, b)
                    };
                    if let Some(result) = short.and_then(small) {
                        return result;
                    }
                }
                big(self.to_big() $operator other.to_big())
            }
        }
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                &self $operator &other
            }
        }
    };
}
operator!(Add, add, checked_add, CheckedAdd::checked_add, +);
operator!(Sub, sub, checked_sub, CheckedSub::checked_sub, -);
operator!(Mul, mul, checked_mul, multiplied, *);

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |sum, number| sum + number)
    }
}
