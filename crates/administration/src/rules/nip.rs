//! The shape of a NIP: birth date, month of appointment, sex, serial number. Some real numbers
//! break it, so an odd shape is a warning and never a refusal.

use platform::date;

/// Whether the 18 digits do not read as birth date, month of appointment and 1 or 2.
pub fn is_odd(nip: &str) -> bool {
    let number = |from: usize, to: usize| {
        nip.get(from..to)
            .and_then(|part| part.parse::<u32>().ok())
            .unwrap_or(0)
    };
    let birth = format!(
        "{}-{}-{}",
        nip.get(..4).unwrap_or_default(),
        nip.get(4..6).unwrap_or_default(),
        nip.get(6..8).unwrap_or_default()
    );
    // the second group of a contract worker (PPPK) has 21 where others have the month
    let appointed = matches!(number(12, 14), 1..=12 | 21) && number(8, 12) > number(0, 4);
    date::parse(&birth).is_none() || !appointed || !matches!(number(14, 15), 1 | 2)
}

#[cfg(test)]
mod tests {
    use super::is_odd;

    #[test]
    fn a_slip_of_the_finger_is_seen() {
        assert!(!is_odd("198609262015051001"));
        assert!(!is_odd("199003142022211002"), "PPPK");
        assert!(is_odd("198613262015051001"), "month 13 of birth");
        assert!(is_odd("198609262015131001"), "month 13 of appointment");
        assert!(is_odd("198609262015053001"), "sex 3");
        assert!(
            is_odd("198609261986051001"),
            "appointed in the year of birth"
        );
        assert!(is_odd(""));
    }
}
