//! How the report of a unit on a period stands.

use government::structure::{Due, Mark, WorkCalendar};
use platform::Instant;
use time::Date;

/// How it stands at an instant. Late is a mark and no state: it follows from the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Sent in time.
    Sent,
    /// Sent, so many working days after its date.
    SentLate(u32),
    /// Not sent; its date has not come.
    Awaited(Mark),
    /// Not sent, and its date has passed by so many working days.
    Overdue(u32),
    /// Nobody asks for it any more.
    Dropped,
}

impl Condition {
    /// How a report stands that is due at `due` and was first sent at `sent`.
    pub fn of(
        due: &Due,
        sent: Option<Instant>,
        dropped: bool,
        (now, zone): (Instant, i8),
        calendar: &WorkCalendar,
    ) -> Self {
        let day = |at: Instant| -> Date { at.at_zone(zone).date() };
        match (sent, dropped) {
            (Some(at), _) if at < due.at => Self::Sent,
            (Some(at), _) => Self::SentLate(calendar.working_days_between(due.date, day(at))),
            (None, true) => Self::Dropped,
            (None, false) => match due.mark(now, day(now), calendar) {
                Mark::Late(days) => Self::Overdue(days),
                mark => Self::Awaited(mark),
            },
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sent => "Terkirim",
            Self::SentLate(_) => "Terkirim terlambat",
            Self::Awaited(_) => "Belum dikirim",
            Self::Overdue(_) => "Terlambat",
            Self::Dropped => "Tidak diminta lagi",
        }
    }

    /// CSS class of the mark.
    pub const fn chip(self) -> &'static str {
        match self {
            Self::Sent | Self::SentLate(_) => "chip chip-tuntas",
            Self::Awaited(_) => "chip chip-belum",
            Self::Overdue(_) => "chip chip-terlambat",
            Self::Dropped => "chip chip-diusulkan",
        }
    }

    /// How near the date is or how late it was, in words; empty while there is time.
    pub fn lateness(self) -> String {
        match self {
            Self::Overdue(days) | Self::SentLate(days) => Mark::Late(days).text(),
            Self::Awaited(mark) => mark.text(),
            Self::Sent | Self::Dropped => String::new(),
        }
    }

    /// Whether it is owed and past its date.
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue(_))
    }
}

#[cfg(test)]
mod tests {
    use government::structure::{Due, Mark, WorkCalendar};
    use platform::{Instant, date};

    use super::Condition;

    #[test]
    fn an_unreported_month_is_overdue() {
        let day = |text| date::parse(text).unwrap();
        let at = |text, minute| date::at(day(text), minute, 7);
        let calendar = WorkCalendar::default();
        // Friday
        let due = Due::new(day("2026-11-06"), None, 7);
        let of = |sent: Option<Instant>, dropped, now| {
            Condition::of(&due, sent, dropped, (now, 7), &calendar)
        };
        let friday = at("2026-11-06", 23 * 60);
        assert_eq!(of(None, false, friday), Condition::Awaited(Mark::Today));
        let tuesday = at("2026-11-10", 480);
        assert_eq!(of(None, false, tuesday), Condition::Overdue(2));
        assert_eq!(of(Some(friday), false, tuesday), Condition::Sent);
        assert_eq!(of(Some(tuesday), false, tuesday), Condition::SentLate(2));
        assert_eq!(of(None, true, tuesday), Condition::Dropped);
        // what was sent stays sent when nobody asks any more
        assert_eq!(of(Some(friday), true, tuesday), Condition::Sent);
    }
}
