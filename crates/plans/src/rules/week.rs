//! How regular an area is: in how many weeks of a period something was done there, not how much.
//! Weeks are those of ISO 8601, from Monday to Sunday.

use std::collections::BTreeSet;

use time::{Date, Duration};

/// The weeks that a period touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// Monday of the first.
    first: Date,
    /// How many.
    count: usize,
}

fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().number_days_from_monday());
    day.saturating_sub(Duration::days(back))
}

impl Weeks {
    /// Those from the week of `first` to the week of `last`; none when the period ends before it
    /// begins.
    pub fn of(first: Date, last: Date) -> Self {
        let days = (monday(last) - monday(first)).whole_days();
        let count = usize::try_from(days / 7 + 1).unwrap_or(0);
        Self {
            first: monday(first),
            count: if last < first { 0 } else { count },
        }
    }

    /// The last `count` weeks up to the one of `today`.
    pub fn last(count: u8, today: Date) -> Self {
        let back = Duration::weeks(i64::from(count.saturating_sub(1)));
        Self::of(monday(today).saturating_sub(back), today)
    }

    /// How many.
    pub fn count(self) -> usize {
        self.count
    }

    /// The first day of the first week.
    pub fn begin(self) -> Date {
        self.first
    }

    /// Place of the week of a day, from 0; `None` outside.
    pub fn place(self, day: Date) -> Option<usize> {
        let weeks = (monday(day) - self.first).whole_days() / 7;
        let place = usize::try_from(weeks).ok()?;
        (place < self.count).then_some(place)
    }
}

/// How regular an area is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regularity {
    /// Weeks in which something was done.
    pub with: usize,
    /// Weeks of the period.
    pub of: usize,
    /// The longest row of weeks without a gap.
    pub longest: usize,
    /// The row that lasts to the end of the period; the last week may still be going on, so that a
    /// row that ends with the week before still counts.
    pub current: usize,
}

impl Regularity {
    /// Percent of the weeks; `None` for a period without weeks.
    pub fn percent(self) -> Option<usize> {
        (self.with * 100).checked_div(self.of)
    }
}

/// How regular an area is in which something was done on these days. A week with ten activities
/// counts as one with one.
pub fn regularity(weeks: Weeks, days: impl IntoIterator<Item = Date>) -> Regularity {
    let places: BTreeSet<usize> = days
        .into_iter()
        .filter_map(|day| weeks.place(day))
        .collect();
    let mut longest = 0;
    let mut row = 0;
    for place in 0..weeks.count() {
        row = if places.contains(&place) { row + 1 } else { 0 };
        longest = longest.max(row);
    }
    let end = match weeks.count() {
        count if count > 1 && !places.contains(&(count - 1)) => count - 1,
        count => count,
    };
    let current = (0..end).rev().take_while(|it| places.contains(it)).count();
    Regularity {
        with: places.len(),
        of: weeks.count(),
        longest,
        current,
    }
}

#[cfg(test)]
mod tests {
    use platform::date::parse;
    use time::Date;

    use super::{Regularity, Weeks, regularity};

    fn day(text: &str) -> Date {
        parse(text).unwrap_or(Date::MIN)
    }

    fn of(weeks: Weeks, days: &[&str]) -> Regularity {
        regularity(weeks, days.iter().map(|it| day(it)))
    }

    #[test]
    fn weeks_begin_on_monday_also_over_the_turn_of_the_year() {
        // Friday 1 January 2021 lies in week 53 of 2020, which began on Monday 28 December
        let weeks = Weeks::of(day("2021-01-01"), day("2021-01-04"));
        assert_eq!(weeks.count(), 2);
        assert_eq!(weeks.begin(), day("2020-12-28"));
        assert_eq!(weeks.place(day("2020-12-31")), Some(0));
        assert_eq!(weeks.place(day("2021-01-03")), Some(0));
        assert_eq!(weeks.place(day("2021-01-04")), Some(1));
        assert_eq!(weeks.place(day("2021-01-11")), None);
        assert_eq!(weeks.place(day("2020-12-27")), None);
        assert_eq!(Weeks::of(day("2026-11-21"), day("2026-11-20")).count(), 0);
        assert_eq!(Weeks::last(12, day("2026-11-21")).count(), 12);
    }

    #[test]
    fn weeks_with_activity_count_and_not_how_many_activities() {
        let weeks = Weeks::of(day("2026-11-02"), day("2026-11-29"));
        let once = of(
            weeks,
            &["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"],
        );
        assert_eq!((once.with, once.of, once.percent()), (4, 4, Some(100)));
        let crowded = of(
            weeks,
            &[
                "2026-11-03",
                "2026-11-04",
                "2026-11-05",
                "2026-11-06",
                "2026-11-08",
            ],
        );
        assert_eq!(
            (crowded.with, crowded.of, crowded.percent()),
            (1, 4, Some(25))
        );
        let none = of(weeks, &[]);
        assert_eq!(
            (none.with, none.of, none.longest, none.current),
            (0, 4, 0, 0)
        );
    }

    #[test]
    fn a_row_of_weeks_breaks_at_a_gap_and_waits_for_the_week_that_goes_on() {
        let weeks = Weeks::of(day("2026-10-19"), day("2026-11-22"));
        let gap = of(weeks, &["2026-10-20", "2026-10-27", "2026-11-10"]);
        assert_eq!(
            (gap.longest, gap.current),
            (2, 1),
            "the last week still goes on"
        );
        let old = of(weeks, &["2026-10-20", "2026-10-27"]);
        assert_eq!((old.longest, old.current), (2, 0));
        let whole = of(
            weeks,
            &[
                "2026-10-20",
                "2026-10-27",
                "2026-11-05",
                "2026-11-10",
                "2026-11-22",
            ],
        );
        assert_eq!((whole.longest, whole.current), (5, 5));
        let no_weeks = Weeks::of(day("2026-11-22"), day("2026-11-01"));
        assert_eq!(of(no_weeks, &["2026-11-10"]).percent(), None);
    }
}
