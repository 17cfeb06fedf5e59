//! How a priority stands, as its follow-ups and its date tell. Pure.

use government::follow_up::Count;
use platform::Instant;

/// How a priority stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Nobody works on it yet.
    NoWork,
    /// It goes on.
    Going,
    /// Some of its follow-ups are late.
    WorkLate,
    /// Its day has passed and it is not finished.
    Overdue,
    /// All its follow-ups are fulfilled.
    Finished,
}

impl Course {
    /// How it stands, with the instant at which its day is over.
    pub fn of(count: Count, over: Option<Instant>, now: Instant) -> Self {
        if count.total > 0 && count.done == count.total {
            return Self::Finished;
        }
        if over.is_some_and(|over| now >= over) {
            return Self::Overdue;
        }
        match count {
            Count { total: 0, .. } => Self::NoWork,
            Count { late: 1.., .. } => Self::WorkLate,
            _ => Self::Going,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoWork => "Belum ditindaklanjuti",
            Self::Going => "Dalam proses",
            Self::WorkLate => "Ada yang terlambat",
            Self::Overdue => "Terlambat",
            Self::Finished => "Tuntas",
        }
    }

    /// CSS class of the mark.
    pub const fn chip(self) -> &'static str {
        match self {
            Self::NoWork => "chip chip-belum",
            Self::Going => "chip chip-proses",
            Self::WorkLate | Self::Overdue => "chip chip-terlambat",
            Self::Finished => "chip chip-tuntas",
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::Instant;

    use super::{Count, Course};

    #[test]
    fn a_priority_stands_as_its_follow_ups_and_its_date_tell() {
        let of = |total, done, late, now| {
            let count = Count { total, done, late };
            Course::of(count, Some(Instant(100)), Instant(now))
        };
        assert_eq!(of(0, 0, 0, 10), Course::NoWork);
        assert_eq!(of(2, 1, 0, 10), Course::Going);
        assert_eq!(of(2, 1, 1, 10), Course::WorkLate);
        assert_eq!(of(2, 1, 1, 100), Course::Overdue);
        assert_eq!(of(0, 0, 0, 100), Course::Overdue, "nobody began");
        assert_eq!(of(2, 2, 0, 100), Course::Finished);
        assert_eq!(of(1, 1, 0, 10), Course::Finished);
    }
}
