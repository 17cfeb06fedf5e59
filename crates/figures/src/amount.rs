//! An amount: an exact decimal that keeps the digits as they were typed.

use std::{cmp::Ordering, fmt, str::FromStr};

use rust_decimal::Decimal;

/// An exact, non-negative number of some measure: `3` laporan, `62,5` km, `100` %.
///
/// Stored as canonical text (`62.50`): trailing zeros that were typed stay, digits group nowhere.
#[derive(Clone, Copy, Debug)]
pub struct Amount(Decimal);

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Nothing was typed.
    Empty,
    /// Not a number.
    NotANumber,
    /// Below zero.
    Negative,
    /// More digits than can be kept exactly.
    TooLong,
    /// One dot before three digits: thousands or a fraction.
    Ambiguous {
        /// Read as thousands.
        thousands: String,
        /// Read as a fraction.
        fraction: String,
    },
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Wajib diisi."),
            Self::NotANumber => f.write_str("Tulis angka, misalnya 3 atau 62,5."),
            Self::Negative => f.write_str("Angka tidak boleh di bawah nol."),
            Self::TooLong => f.write_str("Angka terlalu panjang; paling banyak 18 digit."),
            Self::Ambiguous {
                thousands,
                fraction,
            } => write!(
                f,
                "Dapat dibaca dua cara. Tulis {thousands} (tanpa titik) atau {fraction} (dengan koma)."
            ),
        }
    }
}

impl std::error::Error for AmountError {}

impl Amount {
    /// Zero: a true 0, which is not the same as nothing entered.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A whole number.
    pub fn whole(number: u32) -> Self {
        Self(Decimal::from(number))
    }

    /// Reads what a person typed: `1.234,5`, `62,5`, `62.5`, `1.234.567`. A single dot before
    /// exactly three digits can be read two ways and is asked back.
    ///
    /// # Errors
    /// `AmountError`, whose text tells the person what to type.
    pub fn read(typed: &str) -> Result<Self, AmountError> {
        let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        if text.starts_with('-') {
            return Err(AmountError::Negative);
        }
        if !text
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        {
            return Err(AmountError::NotANumber);
        }
        let plain = plain_digits(&text)?;
        if plain.bytes().filter(u8::is_ascii_digit).count() > 18 {
            return Err(AmountError::TooLong);
        }
        plain.parse()
    }

    /// Canonical text for storing: digits, a dot before the fraction.
    pub fn stored(self) -> String {
        self.0.to_string()
    }

    /// Its digits, and how many of them stand after the comma.
    pub(crate) fn parts(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// `part / whole` in percent, cut down to a whole number and never above 100; 0 of a 0 is 100.
    pub fn percent_of(self, whole: Self) -> u8 {
        if whole.0.is_zero() {
            return 100;
        }
        let percent = (self.0 * Decimal::from(100)).checked_div(whole.0);
        percent
            .map(|p| p.floor().min(Decimal::from(100)))
            .and_then(|p| u8::try_from(p).ok())
            .unwrap_or(0)
    }
}

/// Turns Indonesian or plain writing into digits with at most one dot before the fraction.
fn plain_digits(text: &str) -> Result<String, AmountError> {
    let dots = text.matches('.').count();
    let commas = text.matches(',').count();
    let bad = AmountError::NotANumber;
    match (dots, commas) {
        (0, 0) => Ok(text.to_owned()),
        (_, 1) => {
            let (whole, fraction) = text.split_once(',').ok_or(bad.clone())?;
            if fraction.contains('.') || fraction.is_empty() || (dots > 0 && !grouped(whole)) {
                return Err(bad);
            }
            Ok(format!("{}.{fraction}", whole.replace('.', "")))
        }
        (1, 0) => {
            let (whole, fraction) = text.split_once('.').ok_or(bad.clone())?;
            if whole.is_empty() || fraction.is_empty() {
                return Err(bad);
            }
            if fraction.len() == 3 && whole != "0" && whole.len() <= 3 {
                return Err(AmountError::Ambiguous {
                    thousands: format!("{whole}{fraction}"),
                    fraction: format!("{whole},{fraction}"),
                });
            }
            Ok(text.to_owned())
        }
        (_, 0) if grouped(text) => Ok(text.replace('.', "")),
        _ => Err(bad),
    }
}

/// Whether dots stand where thousands end: `1.234.567`.
fn grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3)
}

impl FromStr for Amount {
    type Err = AmountError;
    /// Reads the canonical text.
    fn from_str(stored: &str) -> Result<Self, AmountError> {
        let number = Decimal::from_str(stored).map_err(|_| AmountError::NotANumber)?;
        if number.is_sign_negative() && !number.is_zero() {
            return Err(AmountError::Negative);
        }
        Ok(Self(number))
    }
}

/// As Indonesian papers print it: `1.234,5`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        if !fraction.is_empty() {
            write!(f, ",{fraction}")?;
        }
        Ok(())
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl Eq for Amount {}
impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Amount, AmountError};

    fn read(text: &str) -> String {
        Amount::read(text).unwrap().stored()
    }

    #[test]
    fn numbers_are_read_as_they_are_written_here() {
        for (typed, stored) in [
            ("3", "3"),
            ("62,5", "62.5"),
            ("62.4", "62.4"),
            ("1.234,50", "1234.50"),
            ("1.234.567", "1234567"),
            ("0,125", "0.125"),
            ("0.125", "0.125"),
            (" 5 003 ", "5003"),
        ] {
            assert_eq!(read(typed), stored, "{typed}");
        }
    }

    #[test]
    fn what_can_be_read_two_ways_is_asked_back() {
        let error = Amount::read("1.234").unwrap_err();
        assert_eq!(
            error.to_string(),
            "Dapat dibaca dua cara. Tulis 1234 (tanpa titik) atau 1,234 (dengan koma)."
        );
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for (typed, error) in [
            ("", AmountError::Empty),
            ("-1", AmountError::Negative),
            ("tiga", AmountError::NotANumber),
            ("1,2,3", AmountError::NotANumber),
            ("1.23.4", AmountError::NotANumber),
            (",", AmountError::NotANumber),
            ("5.", AmountError::NotANumber),
            ("1e9", AmountError::NotANumber),
            ("1234567890123456789", AmountError::TooLong),
        ] {
            assert_eq!(Amount::read(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn percent_never_rounds_up_to_done() {
        let of = |a: &str, b: &str| {
            Amount::read(a)
                .unwrap()
                .percent_of(Amount::read(b).unwrap())
        };
        assert_eq!(of("3", "5"), 60);
        assert_eq!(of("999", "1000"), 99);
        assert_eq!(of("6", "5"), 100);
        assert_eq!(of("0", "0"), 100);
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(whole in 0_u64..10_000_000_000, fraction in proptest::option::of(0_u32..1000)) {
            let stored = match fraction {
                Some(fraction) => format!("{whole}.{fraction:03}"),
                None => whole.to_string(),
            };
            let amount: Amount = stored.parse().unwrap();
            prop_assert_eq!(amount.stored(), stored);
            // a printed amount is read back as itself, or asked back where a lone dot groups it
            match Amount::read(&amount.to_string()) {
                Ok(back) => prop_assert_eq!(back, amount),
                Err(AmountError::Ambiguous { thousands, .. }) => prop_assert_eq!(thousands, whole.to_string()),
                Err(other) => prop_assert!(false, "{other}"),
            }
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,40}") {
            let _ = Amount::read(&text);
        }
    }
}
