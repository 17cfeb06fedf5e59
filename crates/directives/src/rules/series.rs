//! When the next meeting of a series is held.

use time::{Date, Duration};

/// Rhythm of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Every week, same weekday.
    Weekly,
    /// Every month, same weekday of the same week.
    Monthly,
    /// Every three months, likewise.
    Quarterly,
}

impl Rhythm {
    /// The rhythm behind a stored word; monthly where it is unknown.
    pub fn from_code(code: &str) -> Self {
        match code {
            "weekly" => Self::Weekly,
            "quarterly" => Self::Quarterly,
            _ => Self::Monthly,
        }
    }
}

/// The date of the meeting after the one on `date`: the first Monday stays the first Monday. A
/// fifth weekday that the month lacks becomes its last.
pub fn next_date(date: Date, rhythm: Rhythm) -> Date {
    let months = match rhythm {
        Rhythm::Weekly => return date.saturating_add(Duration::weeks(1)),
        Rhythm::Monthly => 1,
        Rhythm::Quarterly => 3,
    };
    let mut first = date.replace_day(1).unwrap_or(date);
    for _ in 0..months {
        first = first.saturating_add(Duration::days(32));
        first = first.replace_day(1).unwrap_or(first);
    }
    ordinal_day(first, (date.day() - 1) / 7, date.weekday())
}

/// The weekday of week `week` (0 first) in the month that `first` begins; the last one where the
/// month has fewer.
pub fn ordinal_day(first: Date, week: u8, weekday: time::Weekday) -> Date {
    let ahead =
        (weekday.number_days_from_monday() + 7 - first.weekday().number_days_from_monday()) % 7;
    let mut day = first.saturating_add(Duration::days(i64::from(ahead) + 7 * i64::from(week)));
    while day.month() != first.month() {
        day = day.saturating_sub(Duration::weeks(1));
    }
    day
}

#[cfg(test)]
mod tests {
    use platform::date::{iso, parse};

    use super::{Rhythm, next_date};

    fn after(date: &str, rhythm: Rhythm) -> String {
        iso(next_date(parse(date).unwrap(), rhythm))
    }

    #[test]
    fn the_first_monday_stays_the_first_monday() {
        // Metro's monthly rakor: Monday 4 March 2024, the first Monday
        assert_eq!(after("2024-03-04", Rhythm::Monthly), "2024-04-01");
        assert_eq!(after("2024-12-02", Rhythm::Monthly), "2025-01-06");
        assert_eq!(after("2024-03-04", Rhythm::Quarterly), "2024-06-03");
        assert_eq!(after("2024-03-04", Rhythm::Weekly), "2024-03-11");
    }

    #[test]
    fn a_fifth_weekday_becomes_the_last() {
        assert_eq!(after("2024-01-31", Rhythm::Monthly), "2024-02-28");
    }
}
