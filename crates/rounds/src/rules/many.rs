//! Steps taken on many fillings of a round at once: which they are, whom they fit, and how the result
//! is told.

use government::review::ReviewState;

use super::{Stand, Station};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// The compiling section finds them right and passes them on to the auditor.
    Accept,
    /// It sends them back, all with one note.
    Return,
    /// *Kirim Pengingat*.
    Remind,
    /// *Perpanjangan Batas Waktu*.
    Extend,
}

/// How a filling stands to whoever takes a step.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Where it stands in the review.
    pub stand: Stand,
    /// Whether its unit may write figures.
    pub is_open: bool,
    /// Whether its date has passed.
    pub past_due: bool,
    /// Whether the same person sent it.
    pub own: bool,
    /// Whether the region lets one person send and look.
    pub one_person_both_steps: bool,
}

impl Many {
    /// All steps, in the order of the choice.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Return, Self::Remind, Self::Extend];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "terima",
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
            Self::Accept => "Setujui Semua Tanpa Catatan",
            Self::Return => "Kembalikan untuk Perbaikan",
            Self::Remind => "Kirim Pengingat",
            Self::Extend => "Perpanjangan Batas Waktu",
        }
    }

    /// "disetujui": what was done to those it fits.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Accept => "disetujui",
            Self::Return => "dikembalikan",
            Self::Remind => "diingatkan",
            Self::Extend => "diperpanjang",
        }
    }

    /// Why the step does not fit a filling as it stands; `None` where it fits. The store asks again when
    /// it is taken.
    pub fn misfit(self, it: &Seen) -> Option<&'static str> {
        let at_desk = (it.stand.station, it.stand.state) == (Station::Desk, ReviewState::Submitted);
        match self {
            Self::Accept | Self::Return if !at_desk => Some("tidak sedang menunggu desk"),
            Self::Accept if it.own && !it.one_person_both_steps => {
                Some("Anda kirim sendiri, jadi orang lain yang memeriksanya")
            }
            Self::Accept | Self::Return => None,
            Self::Remind => (!it.is_open || !it.past_due).then_some("tidak terlambat"),
            Self::Extend => (!it.is_open).then_some("sudah dikirim, atau pengisian ditutup"),
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

/// What happened to a filling that is not as it was seen.
pub const fn moved(now: Stand) -> &'static str {
    match (now.station, now.state) {
        (_, ReviewState::Returned) => "sudah dikembalikan orang lain",
        (Station::Review | Station::Head, _) => "sudah disetujui orang lain",
        (_, ReviewState::Submitted) => "dikirim sejak Anda membukanya",
        _ => "berubah sejak Anda membukanya",
    }
}

#[cfg(test)]
mod tests {
    use government::review::ReviewState;

    use super::{Many, Seen, moved};
    use crate::rules::{Stand, Station};

    fn seen(station: Station, state: ReviewState) -> Seen {
        let stand = Stand { station, state };
        Seen {
            stand,
            is_open: stand.is_open(),
            past_due: true,
            own: false,
            one_person_both_steps: false,
        }
    }

    #[test]
    fn the_desk_takes_only_what_waits_for_it_and_never_for_the_auditor() {
        let waits = seen(Station::Desk, ReviewState::Submitted);
        let reviewed = seen(Station::Review, ReviewState::Submitted);
        for step in [Many::Accept, Many::Return] {
            assert_eq!(step.misfit(&waits), None);
            assert!(step.misfit(&reviewed).is_some(), "{step:?}");
        }
        let own = Seen { own: true, ..waits };
        assert!(Many::Accept.misfit(&own).is_some());
        assert_eq!(
            Many::Return.misfit(&own),
            None,
            "sending back is no approval"
        );
        let both = Seen {
            one_person_both_steps: true,
            ..own
        };
        assert_eq!(Many::Accept.misfit(&both), None);
    }

    #[test]
    fn only_what_is_owed_and_late_is_reminded_of_and_only_what_is_owed_put_off() {
        let owed = seen(Station::Desk, ReviewState::Returned);
        assert_eq!(Many::Remind.misfit(&owed), None);
        let early = Seen {
            past_due: false,
            ..owed
        };
        assert!(Many::Remind.misfit(&early).is_some());
        assert_eq!(Many::Extend.misfit(&early), None);
        let sent = seen(Station::Desk, ReviewState::Submitted);
        for step in [Many::Remind, Many::Extend] {
            assert!(step.misfit(&sent).is_some(), "{step:?}");
        }
    }

    #[test]
    fn the_result_says_how_many_and_each_reason_once() {
        let why = moved(seen(Station::Desk, ReviewState::Returned).stand).to_owned();
        assert_eq!(
            Many::Accept.result(4, &[why.clone(), why]),
            "4 disetujui, 2 tidak: sudah dikembalikan orang lain"
        );
        assert_eq!(Many::Extend.result(3, &[]), "3 diperpanjang");
        for step in Many::ALL {
            assert_eq!(Many::from_word(step.word()), Some(step));
        }
        assert_eq!(Many::from_word("hapus"), None);
    }
}
