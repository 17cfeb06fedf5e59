//! Numbers as text: stored, for programs, and as papers here print them.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

use super::{Exact, NotStored, Number, arithmetic::short_digits, big};

/// More places than any endless fraction is written out to.
const ENDLESS: u32 = 20;
/// More places than that and an ending fraction is treated as endless.
const LONGEST: u32 = 30;
/// Longest number taken back from storage.
const STORED: usize = 2_000;

impl Exact {
    /// Rounded and printed for programs: `1234.50`.
    pub fn plain(&self, places: u32) -> String {
        with_point(&self.rounded_digits(places), places, '.', false)
    }

    /// Rounded and printed as papers here print it: `1.234,50`.
    pub fn indonesian(&self, places: u32) -> String {
        with_point(&self.rounded_digits(places), places, ',', true)
    }

    /// All its digits with a dot before the fraction; a fraction that does not end, or not
    /// within thirty places, is rounded at the twentieth.
    pub fn full(&self) -> String {
        self.plain(
            self.places()
                .filter(|places| *places <= LONGEST)
                .unwrap_or(ENDLESS),
        )
    }

    /// Text to store: nothing is lost. `90.19`, or `1/9` where the fraction does not end.
    pub fn stored(&self) -> String {
        match self.places().filter(|places| *places <= LONGEST) {
            Some(places) => self.plain(places),
            None => match &self.0 {
                Number::Small(ratio) => format!("{}/{}", ratio.numer(), ratio.denom()),
                Number::Big(ratio) => format!("{}/{}", ratio.numer(), ratio.denom()),
            },
        }
    }

    /// How many places after the comma it takes to write this out; `None` if it never ends.
    pub fn places(&self) -> Option<u32> {
        match &self.0 {
            Number::Small(ratio) => {
                let mut divisor = *ratio.denom();
                let twos = divisor.trailing_zeros();
                divisor >>= twos;
                let mut fives = 0;
                while divisor % 5 == 0 {
                    divisor /= 5;
                    fives += 1;
                }
                (divisor == 1).then_some(twos.max(fives))
            }
            Number::Big(ratio) => {
                let twos = ratio.denom().trailing_zeros().unwrap_or(0);
                let mut divisor = ratio.denom() >> twos;
                let (five, zero) = (BigInt::from(5), BigInt::ZERO);
                let mut fives = 0;
                while &divisor % &five == zero {
                    divisor /= &five;
                    fives += 1;
                }
                (divisor == BigInt::from(1))
                    .then(|| u32::try_from(twos).ok().map(|twos| twos.max(fives)))
                    .flatten()
            }
        }
    }

    fn rounded_digits(&self, places: u32) -> String {
        if let Number::Small(ratio) = &self.0
            && let Some(digits) = short_digits(ratio, places)
        {
            return digits.to_string();
        }
        self.digits(i32::try_from(places).unwrap_or(i32::MAX))
            .to_string()
    }
}

/// Puts the mark before the last `places` digits, and dots between thousands.
fn with_point(digits: &str, places: u32, mark: char, grouped: bool) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let places = usize::try_from(places).unwrap_or(0);
    let padded;
    let digits = if digits.len() > places {
        digits
    } else {
        padded = format!("{digits:0>width$}", width = places + 1);
        &padded
    };
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 2);
    text.push_str(sign);
    for (place, digit) in whole.chars().enumerate() {
        if grouped && place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(mark);
        text.push_str(fraction);
    }
    text
}

/// Reads `-1234.50`.
pub(super) fn parse(text: &str) -> Result<Exact, NotStored> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || text.len() > STORED || !digits(whole) || !digits(fraction) {
        return Err(NotStored);
    }
    let places = u32::try_from(fraction.len()).map_err(|_| NotStored)?;
    let all = format!("{whole}{fraction}");
    let number = match all.parse::<i128>() {
        Ok(short) => Exact::decimal(short, places),
        Err(_) => {
            let digits = BigInt::parse_bytes(all.as_bytes(), 10).ok_or(NotStored)?;
            debug_assert!(digits.sign() != Sign::Minus);
            big(BigRational::new(digits, BigInt::from(10).pow(places)))
        }
    };
    Ok(if text.starts_with('-') {
        -&number
    } else {
        number
    })
}
