//! Working days: Monday to Friday without the days the yearly decree takes out. A year whose
//! decree is not known counts Monday to Friday and says so.

use std::collections::{BTreeMap, BTreeSet};

use time::{Date, Duration, Weekday};

/// A day taken out by decree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: String,
    /// `libur` or `cuti bersama`.
    pub kind: String,
    /// Where the fact comes from.
    pub source: String,
}

/// The working days of a region.
#[derive(Clone, Debug, Default)]
pub struct WorkCalendar {
    holidays: BTreeMap<Date, Holiday>,
    decreed: BTreeSet<i32>,
}

impl WorkCalendar {
    /// The calendar with these days taken out; years that have none of them have no decree.
    pub fn new(holidays: Vec<Holiday>) -> Self {
        Self {
            decreed: holidays.iter().map(|h| h.date.year()).collect(),
            holidays: holidays.into_iter().map(|h| (h.date, h)).collect(),
        }
    }

    /// Whether `date` is a working day.
    pub fn is_working_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.holidays.contains_key(&date)
    }

    /// Why `date` is free by decree, if it is.
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        self.holidays.get(&date)
    }

    /// All days taken out in `year`.
    pub fn of_year(&self, year: i32) -> impl Iterator<Item = &Holiday> {
        self.holidays
            .values()
            .filter(move |h| h.date.year() == year)
    }

    /// Whether the decree of `year` is known.
    pub fn is_decreed(&self, year: i32) -> bool {
        self.decreed.contains(&year)
    }

    /// Working days after `from` up to and with `to`; 0 when `to` is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Some(next) = day.next_day() else { break };
            day = next;
            count += u32::from(self.is_working_day(day));
        }
        count
    }

    /// The day that is `days` working days after `from`, at most ten years on.
    pub fn add_working_days(&self, from: Date, days: u32) -> Date {
        let last = from.saturating_add(Duration::days(3_660));
        let (mut day, mut left) = (from, days);
        while left > 0 && day < last {
            day = day.saturating_add(Duration::days(1));
            left -= u32::from(self.is_working_day(day));
        }
        day
    }

    /// The last working day before `date`.
    pub fn working_day_before(&self, date: Date) -> Date {
        let mut day = date;
        loop {
            match day.previous_day() {
                Some(before) => day = before,
                None => return day,
            }
            if self.is_working_day(day) {
                return day;
            }
        }
    }

    /// The years from `from` to `to` whose decree is not known, for the note beside a count.
    pub fn undecreed_years(&self, from: Date, to: Date) -> Vec<i32> {
        (from.year()..=to.year().min(from.year() + 20))
            .filter(|year| !self.is_decreed(*year))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use platform::date::parse;
    use proptest::prelude::*;
    use time::Date;

    use super::{Holiday, WorkCalendar};

    fn day(text: &str) -> Date {
        parse(text).unwrap()
    }

    fn calendar(days: &[&str]) -> WorkCalendar {
        WorkCalendar::new(
            days.iter()
                .map(|d| Holiday {
                    date: day(d),
                    name: "Hari".into(),
                    kind: "libur".into(),
                    source: String::new(),
                })
                .collect(),
        )
    }

    #[test]
    fn weekends_and_decreed_days_do_not_count() {
        // Nyepi and its cuti bersama of 2024 (holidays.csv): Monday 11 and Tuesday 12 March
        let calendar = calendar(&["2024-03-11", "2024-03-12"]);
        assert_eq!(
            calendar.working_days_between(day("2024-03-08"), day("2024-03-13")),
            1
        );
        assert_eq!(
            calendar.add_working_days(day("2024-03-08"), 1),
            day("2024-03-13")
        );
        assert_eq!(
            calendar.working_days_between(day("2024-03-13"), day("2024-03-08")),
            0
        );
    }

    #[test]
    fn a_year_without_a_decree_says_so() {
        let calendar = calendar(&["2024-01-01"]);
        assert!(
            calendar
                .undecreed_years(day("2024-02-01"), day("2024-03-01"))
                .is_empty()
        );
        assert_eq!(
            calendar.undecreed_years(day("2022-12-30"), day("2024-01-02")),
            [2022, 2023]
        );
        assert_eq!(
            calendar.working_days_between(day("2022-05-17"), day("2022-05-24")),
            5
        );
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(start in 0_i32..4000, days in 0_u32..400) {
            let calendar = calendar(&["2024-03-11", "2024-03-12", "2025-01-01"]);
            let from = Date::from_julian_day(2_460_000 + start).unwrap();
            let to = calendar.add_working_days(from, days);
            prop_assert_eq!(calendar.working_days_between(from, to), days);
            prop_assert!(days == 0 || calendar.is_working_day(to));
        }
    }
}
