//! How the follow-ups of a point or of a meeting stand, in a bar and in words.

use government::follow_up::{Card, Status};
use platform::Bar;

/// Counts, without withdrawn ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// In all.
    pub total: i64,
    /// Fulfilled.
    pub done: i64,
    /// Owed and past due.
    pub late: i64,
}

impl Progress {
    /// Of these follow-ups.
    pub(super) fn of<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Self {
        let mut progress = Self::default();
        for card in cards.into_iter().filter(|card| card.status.counts()) {
            progress.total += 1;
            progress.done += i64::from(card.status == Status::Done);
            progress.late += i64::from(card.late);
        }
        progress
    }

    /// Done, not yet done, late.
    pub(super) fn bar(self) -> Bar {
        let rest = (self.total - self.done - self.late).max(0);
        let counts = [
            ("tuntas", self.done),
            ("belum", rest),
            ("terlambat", self.late),
        ];
        let label = format!(
            "Tuntas {}, terlambat {}, lainnya {rest}",
            self.done, self.late
        );
        Bar::new(label, &counts)
    }

    /// "3 dari 40 tuntas, 2 terlambat", "Belum ada".
    pub(super) fn words(self) -> String {
        if self.total == 0 {
            return "Belum ada".to_owned();
        }
        let mut words = format!("{} dari {} tuntas", self.done, self.total);
        if self.late > 0 {
            words += &format!(", {} terlambat", self.late);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::Progress;

    #[test]
    fn progress_in_words() {
        let words = |total, done, late| Progress { total, done, late }.words();
        assert_eq!(words(0, 0, 0), "Belum ada");
        assert_eq!(words(40, 3, 0), "3 dari 40 tuntas");
        assert_eq!(words(40, 3, 2), "3 dari 40 tuntas, 2 terlambat");
    }
}
