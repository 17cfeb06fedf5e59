//! Quarters of a year (*Triwulan*).

use time::{Date, Month};

/// A quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub number: u8,
}

impl Quarter {
    /// A quarter, if there is one of this number.
    pub fn of(year: i32, number: i64) -> Option<Self> {
        let number = u8::try_from(number)
            .ok()
            .filter(|it| (1..=4).contains(it))?;
        Some(Self { year, number })
    }

    /// The quarters of a year.
    pub fn all(year: i32) -> [Self; 4] {
        [1, 2, 3, 4].map(|number| Self { year, number })
    }

    /// "I" to "IV".
    pub const fn roman(self) -> &'static str {
        match self.number {
            1 => "I",
            2 => "II",
            3 => "III",
            _ => "IV",
        }
    }

    /// "Triwulan II".
    pub const fn short(self) -> &'static str {
        match self.number {
            1 => "Triwulan I",
            2 => "Triwulan II",
            3 => "Triwulan III",
            _ => "Triwulan IV",
        }
    }

    /// "Triwulan II 2026".
    pub fn name(self) -> String {
        format!("Triwulan {} {}", self.roman(), self.year)
    }

    /// Its last day; `None` for years no calendar has.
    pub fn last(self) -> Option<Date> {
        let month = match self.number {
            1 => Month::March,
            2 => Month::June,
            3 => Month::September,
            _ => Month::December,
        };
        Date::from_calendar_date(self.year, month, month.length(self.year)).ok()
    }

    /// Whether it is over on a day.
    pub fn is_over(self, today: Date) -> bool {
        self.last().is_some_and(|last| last < today)
    }
}

#[cfg(test)]
mod tests {
    use platform::date;

    use super::Quarter;

    #[test]
    fn a_quarter_is_over_on_the_day_after_it() {
        let day = |text| date::parse(text).unwrap();
        let second = Quarter::of(2026, 2).unwrap();
        assert_eq!(second.name(), "Triwulan II 2026");
        assert!(!second.is_over(day("2026-06-30")));
        assert!(second.is_over(day("2026-07-01")));
        assert_eq!(
            Quarter::of(2024, 1).unwrap().last(),
            Some(day("2024-03-31"))
        );
        assert_eq!((Quarter::of(2026, 0), Quarter::of(2026, 5)), (None, None));
        assert_eq!(
            Quarter::all(2026).map(|it| it.roman()),
            ["I", "II", "III", "IV"]
        );
    }
}
