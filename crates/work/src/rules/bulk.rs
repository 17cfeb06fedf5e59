//! Steps taken on many follow-ups at once: which they are, whom they fit, and how the result is
//! told.

use government::follow_up::{FollowUp, Glance, Status, Terms};
use platform::{Instant, Uuid};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bulk {
    /// *Setujui Semua Tanpa Catatan*.
    Verify,
    /// *Kembalikan untuk Perbaikan*, all with one note.
    Return,
    /// *Kirim Pengingat*.
    Remind,
    /// *Perpanjangan Batas Waktu*.
    Extend,
}

impl Bulk {
    /// All steps, in the order of the choice.
    pub const ALL: [Self; 4] = [Self::Verify, Self::Return, Self::Remind, Self::Extend];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verify => "setujui",
            Self::Return => "kembalikan",
            Self::Remind => "ingatkan",
            Self::Extend => "perpanjang",
        }
    }

    /// The step behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Verify => "Setujui Semua Tanpa Catatan",
            Self::Return => "Kembalikan untuk Perbaikan",
            Self::Remind => "Kirim Pengingat",
            Self::Extend => "Perpanjangan Batas Waktu",
        }
    }

    /// The right it takes.
    pub const fn action(self) -> &'static str {
        match self {
            Self::Verify | Self::Return => "report.review",
            Self::Remind => "reminder.send",
            Self::Extend => "terms.extend",
        }
    }

    /// "disetujui": what was done to those it fits.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Verify => "disetujui",
            Self::Return => "dikembalikan",
            Self::Remind => "diingatkan",
            Self::Extend => "diperpanjang",
        }
    }

    /// Why the step does not fit a follow-up as it stands; `None` where it fits. The store judges
    /// again when it is taken.
    pub fn misfit(
        self,
        it: &FollowUp,
        report: Option<&Glance>,
        person: Uuid,
        one_person_both_steps: bool,
        now: Instant,
    ) -> Option<&'static str> {
        let own = report
            .is_some_and(|report| [report.drafted_by, report.submitted_by].contains(&Some(person)));
        let agreed = it.terms == Terms::Locked && it.status().is_open();
        match self {
            Self::Verify | Self::Return if report.is_none() => {
                Some("tidak sedang menunggu verifikasi")
            }
            Self::Verify if own && !one_person_both_steps => {
                Some("Anda susun atau kirim sendiri, jadi orang lain yang memverifikasinya")
            }
            Self::Verify | Self::Return => None,
            Self::Remind => {
                let owed = agreed && it.status() != Status::Waiting;
                let late = owed && it.due.is_some_and(|due| now >= due.at);
                (!late).then_some("tidak terlambat")
            }
            Self::Extend if !agreed || it.due.is_none() => {
                Some("belum punya batas waktu yang disepakati, atau sudah tuntas")
            }
            Self::Extend => None,
        }
    }

    /// "12 disetujui, 1 tidak: sudah dikembalikan orang lain".
    pub fn result(self, done: usize, left: &[String]) -> String {
        let mut text = format!("{done} {}", self.done());
        if !left.is_empty() {
            let mut reasons: Vec<&str> = Vec::new();
            for why in left {
                if !reasons.contains(&why.as_str()) {
                    reasons.push(why);
                }
            }
            text += &format!(", {} tidak: {}", left.len(), reasons.join("; "));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Bulk;

    #[test]
    fn the_result_says_how_many_and_why_not() {
        let left = ["sudah dikembalikan orang lain".to_owned()];
        assert_eq!(
            Bulk::Verify.result(12, &left),
            "12 disetujui, 1 tidak: sudah dikembalikan orang lain"
        );
        assert_eq!(Bulk::Extend.result(3, &[]), "3 diperpanjang");
        let twice = ["a".to_owned(), "a".to_owned(), "b".to_owned()];
        assert_eq!(
            Bulk::Return.result(0, &twice),
            "0 dikembalikan, 3 tidak: a; b"
        );
    }

    #[test]
    fn words_lead_back_to_steps() {
        for step in Bulk::ALL {
            assert_eq!(Bulk::from_word(step.word()), Some(step));
        }
        assert_eq!(Bulk::from_word("hapus"), None);
    }
}
