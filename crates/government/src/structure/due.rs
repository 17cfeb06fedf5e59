//! Due instants: a date, a time of day and a zone, compared as one instant. Once given, a due
//! instant stays: a later decree changes how late something is counted, never when it was due.

use platform::{Instant, date};
use time::Date;

use crate::structure::WorkCalendar;

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub date: Date,
    /// Minutes after midnight; the whole minute still counts.
    pub minute: i64,
    /// The end of that minute as an instant: from here on it is late.
    pub at: Instant,
}

/// The last minute of a day: where no time is given, the whole day counts.
pub const END_OF_DAY: i64 = 23 * 60 + 59;

/// How a due instant stands to now. Lateness is a mark computed when read, never a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// More than three working days are left.
    InTime,
    /// Due today.
    Today,
    /// Due within so many working days (0: before the next one).
    Near(u32),
    /// Late by so many working days (0: less than one).
    Late(u32),
}

impl Due {
    /// Due on `date` at `minute` (the whole day where none is given) in a zone of hours from UTC.
    pub fn new(date: Date, minute: Option<i64>, zone: i8) -> Self {
        let minute = minute.unwrap_or(END_OF_DAY);
        Self {
            date,
            minute,
            at: date::at(date, minute + 1, zone),
        }
    }

    /// Due in a month, "Januari 2019" or 2019-01: its whole last day still counts.
    pub fn in_month(typed: &str, zone: i8) -> Option<Self> {
        let typed = typed.trim();
        let first = match typed.split_once('-') {
            Some(_) => date::parse(&format!("{typed}-01"))?,
            None => date::read(&format!("1 {typed}"))?,
        };
        let last = first.replace_day(first.month().length(first.year())).ok()?;
        Some(Self::new(last, None, zone))
    }

    /// Due `days` working days after `from`, resolved to a date once and for all.
    pub fn in_working_days(calendar: &WorkCalendar, from: Date, days: u32, zone: i8) -> Self {
        Self::new(calendar.add_working_days(from, days), None, zone)
    }

    /// Reads what is stored.
    pub fn stored(date: Option<&str>, minute: Option<i64>, at: Option<i64>) -> Option<Self> {
        Some(Self {
            date: date::parse(date?)?,
            minute: minute?,
            at: Instant(at?),
        })
    }

    /// How it stands at `now`, seen from `today` (the local date of `now`).
    pub fn mark(&self, now: Instant, today: Date, calendar: &WorkCalendar) -> Mark {
        if now >= self.at {
            return Mark::Late(calendar.working_days_between(self.date, today));
        }
        if today == self.date {
            return Mark::Today;
        }
        match calendar.working_days_between(today, self.date) {
            days @ 0..=3 => Mark::Near(days),
            _ => Mark::InTime,
        }
    }

    /// Words that count from the first day on, where one looks how much time is left: "46 hari kerja lagi"; near
    /// the date and after it those of its mark.
    pub fn countdown(&self, now: Instant, today: Date, calendar: &WorkCalendar) -> String {
        match self.mark(now, today, calendar) {
            Mark::InTime => {
                let days = calendar.working_days_between(today, self.date);
                format!("{days} hari kerja lagi")
            }
            mark => mark.text(),
        }
    }

    /// "Jumat, 17 Juni 2022", with the time where one was given: "..., pukul 16.00 WIB".
    pub fn text(&self, zone_label: &str) -> String {
        let day = date::long(self.date);
        if self.minute == END_OF_DAY {
            day
        } else {
            format!("{day}, pukul {} {zone_label}", date::minute(self.minute))
        }
    }
}

impl Mark {
    /// Words beside the date; empty while there is time.
    pub fn text(self) -> String {
        match self {
            Self::InTime => String::new(),
            Self::Today => "Jatuh tempo hari ini".into(),
            Self::Near(0) => "Jatuh tempo sebelum hari kerja berikutnya".into(),
            Self::Near(days) => format!("{days} hari kerja lagi"),
            Self::Late(0) => "Terlambat, belum satu hari kerja".into(),
            Self::Late(days) => format!("Terlambat {days} hari kerja"),
        }
    }

    /// Whether it is late.
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late(_))
    }

    /// CSS class of the mark.
    pub fn class(self) -> &'static str {
        match self {
            Self::InTime => "due",
            Self::Today | Self::Near(_) => "due due-near",
            Self::Late(_) => "due due-late",
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::{Instant, date::parse};

    use super::{Due, Mark};
    use crate::structure::{Holiday, WorkCalendar};

    #[test]
    fn januari_2019_is_overdue_on_1_february_2019() {
        let calendar = WorkCalendar::default();
        for typed in ["Januari 2019", "2019-01"] {
            let due = Due::in_month(typed, 7).unwrap();
            let at = |day: &str, minute| {
                let day = parse(day).unwrap();
                due.mark(platform::date::at(day, minute, 7), day, &calendar)
            };
            assert_eq!(at("2019-01-31", 23 * 60 + 59), Mark::Today, "{typed}");
            assert!(at("2019-02-01", 0).is_late(), "{typed}");
        }
        for bad in ["Januari", "2019-13", "31 Januari 2019", ""] {
            assert_eq!(Due::in_month(bad, 7), None, "{bad}");
        }
    }

    #[test]
    fn the_whole_day_counts_in_the_regions_zone() {
        let due = Due::new(parse("2024-03-08").unwrap(), None, 7);
        let calendar = WorkCalendar::default();
        let last = due.at.0 - 1;
        let today = due.date;
        assert_eq!(due.mark(Instant(last), today, &calendar), Mark::Today);
        assert_eq!(
            due.mark(due.at, today.next_day().unwrap(), &calendar),
            Mark::Late(0)
        );
        // the same date ends two hours earlier in the east
        assert_eq!(Due::new(due.date, None, 9).at.0, due.at.0 - 7_200_000_000);
    }

    #[test]
    fn weekends_are_told_as_they_are() {
        let calendar = WorkCalendar::default();
        let of = |due: &str, today: &str| {
            let due = Due::new(parse(due).unwrap(), None, 7);
            let today = parse(today).unwrap();
            due.mark(platform::date::at(today, 600, 7), today, &calendar)
                .text()
        };
        // Friday 20 November 2026 seen on Sunday; Sunday 22 seen on Friday
        assert_eq!(
            of("2026-11-20", "2026-11-22"),
            "Terlambat, belum satu hari kerja"
        );
        assert_eq!(
            of("2026-11-22", "2026-11-20"),
            "Jatuh tempo sebelum hari kerja berikutnya"
        );
        assert_eq!(of("2026-11-20", "2026-11-20"), "Jatuh tempo hari ini");
        assert_eq!(of("2026-11-20", "2026-11-23"), "Terlambat 1 hari kerja");
    }

    #[test]
    fn late_is_counted_in_working_days() {
        let due = Due::new(parse("2024-03-08").unwrap(), Some(16 * 60), 7);
        let calendar = WorkCalendar::default();
        let wednesday = parse("2024-03-13").unwrap();
        let now = Instant(due.at.0 + 5 * 86_400_000_000);
        assert_eq!(
            due.mark(now, wednesday, &calendar).text(),
            "Terlambat 3 hari kerja"
        );
        assert_eq!(due.text("WIB"), "Jumat, 8 Maret 2024, pukul 16.00 WIB");
    }

    #[test]
    fn a_later_decree_never_moves_a_date_already_given() {
        let before = WorkCalendar::default();
        let due = Due::in_working_days(&before, parse("2025-08-15").unwrap(), 1, 7);
        assert_eq!(due.date, parse("2025-08-18").unwrap());
        // 18 August 2025 was taken out during the year (holidays.csv)
        let after = WorkCalendar::new(vec![Holiday {
            date: due.date,
            name: "Cuti Bersama".into(),
            kind: "cuti bersama".into(),
            source: String::new(),
        }]);
        assert_eq!(
            Due::in_working_days(&after, parse("2025-08-15").unwrap(), 1, 7).date,
            parse("2025-08-19").unwrap()
        );
        assert!(
            due.mark(due.at, parse("2025-08-19").unwrap(), &after)
                .is_late(),
            "still due on the 18th"
        );
    }
}
