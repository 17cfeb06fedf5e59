//! The periods of a standing report, and when the report on one is due.

use government::structure::{Due, WorkCalendar};
use platform::date;
use time::{Date, Duration, Month};

/// How often a report is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Every month.
    Monthly,
    /// Every quarter of the year.
    Quarterly,
    /// Every half of the year.
    HalfYearly,
    /// Every year.
    Yearly,
}

impl Rhythm {
    /// All rhythms, the quickest first.
    pub const ALL: [Self; 4] = [
        Self::Monthly,
        Self::Quarterly,
        Self::HalfYearly,
        Self::Yearly,
    ];

    /// The stored word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::HalfYearly => "half_yearly",
            Self::Yearly => "yearly",
        }
    }

    /// The rhythm behind a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Monthly => "Setiap bulan",
            Self::Quarterly => "Setiap triwulan",
            Self::HalfYearly => "Setiap semester",
            Self::Yearly => "Setiap tahun",
        }
    }

    const fn months(self) -> u8 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
        }
    }
}

/// How the days after a period are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Working days.
    Working,
    /// Days of the calendar; a day that is free is moved to the next working day.
    Calendar,
}

impl Counting {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Working => 0,
            Self::Calendar => 1,
        }
    }

    /// The counting behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Calendar,
            _ => Self::Working,
        }
    }
}

/// When a report is due after its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// How days are counted.
    pub counting: Counting,
    /// How many.
    pub days: u32,
}

impl Timing {
    /// When the report on `period` is due. Once given, it stays.
    pub fn due(self, period: Period, calendar: &WorkCalendar, zone: i8) -> Due {
        match self.counting {
            Counting::Working => Due::in_working_days(calendar, period.last, self.days, zone),
            Counting::Calendar => {
                let day = period.last.saturating_add(Duration::days(self.days.into()));
                let day = match calendar.is_working_day(day) {
                    true => day,
                    false => calendar.add_working_days(day, 1),
                };
                Due::new(day, None, zone)
            }
        }
    }

    /// "5 hari kerja setelah periode berakhir".
    pub fn text(self) -> String {
        match self.counting {
            Counting::Working => format!("{} hari kerja setelah periode berakhir", self.days),
            Counting::Calendar => format!(
                "{} hari kalender setelah periode berakhir (bila libur, hari kerja berikutnya)",
                self.days
            ),
        }
    }
}

/// A stretch of the year that is reported on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Period {
    /// The period of this rhythm in which `day` lies.
    pub fn with(day: Date, rhythm: Rhythm) -> Self {
        let months = rhythm.months();
        let month = u8::from(day.month());
        let first = month - (month - 1) % months;
        let last = first + months - 1;
        Self {
            first: of_month(day, first, |_, _| 1),
            last: of_month(day, last, |month, year| month.length(year)),
        }
    }

    /// The period after this one.
    #[must_use]
    pub fn next(self, rhythm: Rhythm) -> Self {
        Self::with(self.last.next_day().unwrap_or(self.last), rhythm)
    }

    /// "Januari 2026", "Triwulan I 2026", "Semester I 2026", "Tahun 2026".
    pub fn name(self) -> String {
        let (from, to) = (u8::from(self.first.month()), u8::from(self.last.month()));
        let year = self.first.year();
        let roman = |number: u8| ["I", "II", "III", "IV"][usize::from(number.min(3))];
        match to - from.min(to) {
            0 => format!("{} {year}", date::month(self.first.month())),
            2 => format!("Triwulan {} {year}", roman((from - 1) / 3)),
            5 => format!("Semester {} {year}", roman((from - 1) / 6)),
            _ => format!("Tahun {year}"),
        }
    }
}

/// A day of a month in the year of `day`.
fn of_month(day: Date, month: u8, number: fn(Month, i32) -> u8) -> Date {
    let year = day.year();
    let Ok(month) = Month::try_from(month) else {
        return day;
    };
    Date::from_calendar_date(year, month, number(month, year)).unwrap_or(day)
}

/// The periods that have begun on `today`, from the one with `first` to the one with `last`.
pub fn begun(rhythm: Rhythm, first: Date, last: Option<Date>, today: Date) -> Vec<Period> {
    let end = last.map_or(today, |last| last.min(today));
    let mut periods = Vec::new();
    let mut period = Period::with(first, rhythm);
    while period.first <= end {
        periods.push(period);
        let next = period.next(rhythm);
        if next == period {
            break;
        }
        period = next;
    }
    periods
}

#[cfg(test)]
mod tests {
    use government::structure::{Holiday, WorkCalendar};
    use platform::date::{iso, parse};

    use super::{Counting, Period, Rhythm, Timing, begun};

    fn names(rhythm: Rhythm, first: &str, last: Option<&str>, today: &str) -> Vec<String> {
        let day = |text| parse(text).unwrap();
        begun(rhythm, day(first), last.map(day), day(today))
            .into_iter()
            .map(Period::name)
            .collect()
    }

    #[test]
    fn periods_have_the_names_of_offices() {
        assert_eq!(
            names(Rhythm::Monthly, "2025-11-15", None, "2026-01-01"),
            ["November 2025", "Desember 2025", "Januari 2026"]
        );
        assert_eq!(
            names(Rhythm::Quarterly, "2026-01-01", None, "2026-11-22"),
            [
                "Triwulan I 2026",
                "Triwulan II 2026",
                "Triwulan III 2026",
                "Triwulan IV 2026"
            ]
        );
        assert_eq!(
            names(Rhythm::HalfYearly, "2026-01-01", None, "2026-07-01"),
            ["Semester I 2026", "Semester II 2026"]
        );
        assert_eq!(
            names(
                Rhythm::Yearly,
                "2024-06-01",
                Some("2025-12-31"),
                "2026-11-22"
            ),
            ["Tahun 2024", "Tahun 2025"]
        );
        assert!(names(Rhythm::Monthly, "2027-01-01", None, "2026-11-22").is_empty());
    }

    #[test]
    fn a_report_ends_with_the_period_of_its_last_day() {
        assert_eq!(
            names(
                Rhythm::Monthly,
                "2026-01-01",
                Some("2026-02-10"),
                "2026-11-22"
            ),
            ["Januari 2026", "Februari 2026"]
        );
        let february = Period::with(parse("2024-02-29").unwrap(), Rhythm::Monthly);
        assert_eq!(iso(february.last), "2024-02-29");
    }

    #[test]
    fn due_days_know_the_calendar() {
        let calendar = WorkCalendar::new(vec![Holiday {
            date: parse("2026-10-05").unwrap(),
            name: "Hari".into(),
            kind: "libur".into(),
            source: String::new(),
        }]);
        let september = Period::with(parse("2026-09-01").unwrap(), Rhythm::Monthly);
        let due = |counting, days| {
            let timing = Timing { counting, days };
            iso(timing.due(september, &calendar, 7).date)
        };
        // Wednesday 30 September; Monday 5 October is free
        assert_eq!(due(Counting::Working, 3), "2026-10-06");
        assert_eq!(due(Counting::Calendar, 2), "2026-10-02");
        assert_eq!(
            due(Counting::Calendar, 3),
            "2026-10-06",
            "a Saturday moves on"
        );
        assert_eq!(
            due(Counting::Calendar, 5),
            "2026-10-06",
            "a holiday moves on"
        );
    }
}
