//! A month as a sheet of weeks, Monday first.

use time::{Date, Duration, Month};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthOf {
    /// Its first day.
    pub first: Date,
}

impl MonthOf {
    /// The month a date lies in.
    pub fn of(date: Date) -> Self {
        Self {
            first: date.replace_day(1).unwrap_or(date),
        }
    }

    /// The month as addresses write it, `2026-11`, if it is one.
    pub fn read(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let year: i32 = year
            .parse()
            .ok()
            .filter(|year| (1990..=2100).contains(year))?;
        let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
        Date::from_calendar_date(year, month, 1).ok().map(Self::of)
    }

    /// `2026-11`.
    pub fn word(self) -> String {
        format!(
            "{:04}-{:02}",
            self.first.year(),
            u8::from(self.first.month())
        )
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.first.saturating_sub(Duration::days(1)))
    }

    /// The month after.
    #[must_use]
    pub fn after(self) -> Self {
        Self::of(self.first.saturating_add(Duration::days(31)))
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.after().first.saturating_sub(Duration::days(1))
    }

    /// Its weeks; days of other months are empty.
    pub fn weeks(self) -> Vec<[Option<Date>; 7]> {
        let mut weeks = vec![[None; 7]];
        let mut day = self.first;
        loop {
            let place = usize::from(day.weekday().number_days_from_monday());
            if place == 0 && day != self.first {
                weeks.push([None; 7]);
            }
            if let Some(cell) = weeks.last_mut().and_then(|week| week.get_mut(place)) {
                *cell = Some(day);
            }
            if day == self.last() {
                return weeks;
            }
            day = day.saturating_add(Duration::days(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::date;

    use super::MonthOf;

    #[test]
    fn november_2026_has_six_weeks() {
        let month = MonthOf::of(date::parse("2026-11-21").unwrap());
        let weeks = month.weeks();
        assert_eq!(weeks.len(), 6);
        assert_eq!(weeks[0][6], date::parse("2026-11-01"));
        assert_eq!(weeks[0][5], None);
        assert_eq!(weeks[5][0], date::parse("2026-11-30"));
        assert_eq!(weeks.iter().flatten().flatten().count(), 30);
        assert_eq!(month.word(), "2026-11");
        assert_eq!(
            (month.before().word(), month.after().word()),
            ("2026-10".into(), "2026-12".into())
        );
    }

    #[test]
    fn years_turn_and_nonsense_is_no_month() {
        let january = MonthOf::read("2027-1").unwrap();
        assert_eq!(january.before().word(), "2026-12");
        assert_eq!(MonthOf::read("2028-02").unwrap().last().day(), 29);
        for bad in ["", "2026", "2026-13", "1800-01", "2026-00", "x-y"] {
            assert_eq!(MonthOf::read(bad), None, "{bad}");
        }
    }
}
