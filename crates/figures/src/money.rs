//! Rupiah: whole sen, exact.

use std::fmt;

use crate::{Amount, AmountError};

/// An amount of money in sen, never below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(i64);

impl Money {
    /// So many sen; `None` below zero.
    pub fn of_sen(sen: i64) -> Option<Self> {
        (sen >= 0).then_some(Self(sen))
    }

    /// How many sen.
    pub fn sen(self) -> i64 {
        self.0
    }

    /// Reads what a person typed: `Rp 2.718.449.466.882,68`, `500.000`, `1250`. A lone dot before
    /// three digits groups thousands: sen have two digits.
    ///
    /// # Errors
    /// `AmountError`, whose text tells the person what to type.
    pub fn read(typed: &str) -> Result<Self, AmountError> {
        let text = typed.trim();
        let text = text
            .strip_prefix("Rp")
            .or_else(|| text.strip_prefix("rp"))
            .or_else(|| text.strip_prefix("RP"))
            .map_or(text, |rest| rest.trim_start_matches('.'));
        let text = text.trim().trim_end_matches(",-").trim_end_matches(",--");
        let amount = match Amount::read(text) {
            Err(AmountError::Ambiguous { thousands, .. }) => Amount::read(&thousands)?,
            other => other?,
        };
        let stored = amount.stored();
        let (whole, fraction) = stored.split_once('.').unwrap_or((&stored, ""));
        if fraction.len() > 2 {
            return Err(AmountError::NotANumber);
        }
        let sen = format!("{whole}{fraction:0<2}");
        sen.parse().map(Self).map_err(|_| AmountError::TooLong)
    }
}

/// As Indonesian papers print it: `1.234.567`, with sen only where there are any: `1.234,50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, sen) = (self.0 / 100, self.0 % 100);
        let stored = match sen {
            0 => whole.to_string(),
            sen => format!("{whole}.{sen:02}"),
        };
        match stored.parse::<Amount>() {
            Ok(amount) => write!(f, "{amount}"),
            Err(_) => f.write_str(&stored),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Money;
    use crate::AmountError;

    #[test]
    fn rupiah_are_read_as_they_are_written() {
        for (typed, sen, printed) in [
            (
                "Rp 2.718.449.466.882,68",
                271_844_946_688_268,
                "2.718.449.466.882,68",
            ),
            ("Rp500.000", 50_000_000, "500.000"),
            ("500.000", 50_000_000, "500.000"),
            ("Rp. 1.250,-", 125_000, "1.250"),
            ("1250", 125_000, "1.250"),
            ("0", 0, "0"),
            ("1.234,5", 123_450, "1.234,50"),
        ] {
            let money = Money::read(typed).unwrap();
            assert_eq!(
                (money.sen(), money.to_string().as_str()),
                (sen, printed),
                "{typed}"
            );
        }
        for wrong in ["", "-5", "lima", "1,234", "62.4 Triliun", "Rp"] {
            assert!(Money::read(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Money::read("999999999999999999"), Err(AmountError::TooLong));
        assert_eq!(Money::of_sen(-1), None);
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(sen in 0_i64..99_999_999_999_999_999) {
            let money = Money::of_sen(sen).unwrap();
            prop_assert_eq!(Money::read(&money.to_string()), Ok(money));
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,40}") {
            let _ = Money::read(&text);
        }
    }
}
