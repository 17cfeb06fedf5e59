//! Periods in words.

use government::posts::Period;
use platform::date;
use time::Date;

/// "sejak 1 Maret 2026", "1 Maret 2026 sampai 30 Juni 2026", "berakhir 30 Juni 2026".
pub fn words(period: Period, today: Date) -> String {
    match (period.from.map(date::medium), period.until) {
        _ if period.is_void() => "tidak pernah berlaku".to_owned(),
        (_, Some(until)) if until < today => format!("berakhir {}", date::medium(until)),
        (Some(from), Some(until)) => format!("{from} sampai {}", date::medium(until)),
        (None, Some(until)) => format!("sampai {}", date::medium(until)),
        (Some(from), None) => format!("sejak {from}"),
        (None, None) => "tanpa batas waktu".to_owned(),
    }
}

/// The whole period, over or not: "1 Maret 2026 – 30 Juni 2026".
pub fn span(period: Period) -> String {
    let day = |day: Option<Date>, open: &str| day.map_or(open.to_owned(), date::medium);
    if period.is_void() {
        return "tidak pernah berlaku".to_owned();
    }
    match (period.from, period.until) {
        (None, None) => "tanpa tanggal".to_owned(),
        (from, until) => format!("{} – {}", day(from, "…"), day(until, "sekarang")),
    }
}

#[cfg(test)]
mod tests {
    use government::posts::Period;
    use platform::date;

    use super::{span, words};

    #[test]
    fn periods_in_words() {
        let day = |text| date::parse(text);
        let today = date::parse("2026-11-21").unwrap();
        let period = |from, until| Period {
            from: day(from),
            until: day(until),
        };
        let said = |from, until| words(period(from, until), today);
        assert_eq!(said("2026-03-01", ""), "sejak 1 Maret 2026");
        assert_eq!(said("", ""), "tanpa batas waktu");
        let both = "1 Maret 2026 sampai 21 November 2026";
        assert_eq!(said("2026-03-01", "2026-11-21"), both);
        assert_eq!(said("", "2026-11-20"), "berakhir 20 November 2026");
        assert_eq!(said("2026-03-01", "2026-02-28"), "tidak pernah berlaku");
        assert_eq!(span(period("2026-03-01", "")), "1 Maret 2026 – sekarang");
    }
}
