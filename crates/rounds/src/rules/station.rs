//! The order of review of what a unit fills in (settled reading of requirements.md): the unit sends,
//! the compiling section looks at it (*desk*), the internal auditor reviews, the unit corrects, the head
//! signs. Where a unit collects from units below, theirs goes to it and no further.

use government::review::{self, Before, ReviewError, ReviewState, Step};
use platform::Uuid;

/// Whose turn comes after the unit's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Station {
    /// The compiling section, or the unit above for a part.
    Desk,
    /// The internal auditor.
    Review,
    /// The head of the unit.
    Head,
}

impl Station {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Desk => 0,
            Self::Review => 1,
            Self::Head => 2,
        }
    }

    /// The station behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Review,
            2 => Self::Head,
            _ => Self::Desk,
        }
    }
}

/// Where a filling stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The station it has reached.
    pub station: Station,
    /// Its state there.
    pub state: ReviewState,
}

/// What can be done with a filling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The unit sends it, for the first time or again.
    Send,
    /// Whoever looks at it sends it back.
    Return,
    /// Whoever looks at it finds it right.
    Accept,
    /// The head signs.
    Sign,
    /// The compiling section opens it again.
    Reopen,
}

/// Who does it.
#[derive(Clone, Copy, Debug)]
pub struct Who {
    /// The person.
    pub actor: Uuid,
    /// Who sent it.
    pub sender: Option<Uuid>,
    /// Whether the region lets one person do both.
    pub one_person_both_steps: bool,
    /// Whether it is a part that goes to the unit above.
    pub is_part: bool,
}

/// Why it cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActError {
    /// It does not follow from how it stands.
    NotFrom(Stand, bool),
    /// The review refuses.
    Review(ReviewError),
}

impl ActError {
    /// What the person reads.
    pub fn text(self) -> String {
        match self {
            Self::NotFrom(stand, is_part) => format!(
                "Langkah ini tidak berlaku karena statusnya sekarang \"{}\". Muat ulang halaman \
                 untuk melihat keadaan terakhir.",
                stand.label(is_part)
            ),
            Self::Review(error) => error.text(),
        }
    }
}

impl Stand {
    /// A filling nobody sent yet.
    pub const fn begun() -> Self {
        Self {
            station: Station::Desk,
            state: ReviewState::Draft,
        }
    }

    /// Whether the unit may write figures.
    pub const fn is_open(self) -> bool {
        matches!(self.state, ReviewState::Draft | ReviewState::Returned)
    }

    /// Whether the internal auditor is done with it.
    pub const fn is_reviewed(self) -> bool {
        matches!(self.station, Station::Head)
    }

    /// Words on the screen.
    pub const fn label(self, is_part: bool) -> &'static str {
        match (self.station, self.state) {
            (_, ReviewState::Draft) => "Pengisian",
            (Station::Desk, ReviewState::Submitted) if is_part => "Menunggu verifikasi",
            (Station::Desk, ReviewState::Submitted) => "Menunggu desk",
            (Station::Desk, ReviewState::Returned) => "Dikembalikan untuk perbaikan",
            (Station::Desk, _) => "Diterima",
            (Station::Review, ReviewState::Submitted) => "Direviu APIP",
            (Station::Review, ReviewState::Returned) => "Perbaikan Pasca Reviu",
            (Station::Review, _) => "Selesai direviu",
            (Station::Head, ReviewState::Final) => "Ditandatangani",
            (Station::Head, _) => "Menunggu tanda tangan",
        }
    }

    /// At which station figures written now are revised, for their history.
    pub const fn stage(self) -> &'static str {
        match (self.station, self.state) {
            (Station::Desk, ReviewState::Draft) => "Pengisian",
            (Station::Desk, _) => "Perbaikan setelah desk",
            _ => "Perbaikan Pasca Reviu",
        }
    }

    /// Does it: where it stands then, and the step for the log.
    ///
    /// # Errors
    /// `ActError` when it is refused; nothing changes then.
    pub fn take(
        self,
        act: Act,
        who: Who,
        note: &str,
    ) -> Result<(Self, Step, review::Outcome), ActError> {
        use ReviewState::{Draft, Final, Returned, Submitted, Verified};
        let at = |station| Self { station, ..self };
        let (after, step) = match (act, self.station, self.state) {
            (Act::Send, station, Draft) => (at(station), Step::Submit),
            (Act::Send, station, Returned) => (at(station), Step::Answer),
            (Act::Return, Station::Desk | Station::Review, Submitted) => (self, Step::Return),
            (Act::Accept, Station::Desk, Submitted) if who.is_part => (self, Step::Verify),
            (Act::Accept, Station::Desk, Submitted) => (at(Station::Review), Step::Verify),
            (Act::Accept, Station::Review, Submitted) => (at(Station::Head), Step::Verify),
            (Act::Sign, Station::Head, Verified) => (self, Step::Finalise),
            (Act::Reopen, _, Verified | Final) => (at(Station::Desk), Step::Reopen),
            _ => return Err(ActError::NotFrom(self, who.is_part)),
        };
        // signing is the head's own act and no second pair of eyes
        let authors = match act {
            Act::Sign => [None, None],
            _ => [who.sender, None],
        };
        let before = Before {
            state: self.state,
            actor: who.actor,
            authors,
            one_person_both_steps: who.one_person_both_steps,
        };
        let outcome = review::apply(before, step, note).map_err(ActError::Review)?;
        // what the desk accepts is what the auditor is sent
        let state = match (act, self.station) {
            (Act::Accept, Station::Desk) if !who.is_part => Submitted,
            _ => outcome.state,
        };
        Ok((Self { state, ..after }, step, outcome))
    }
}

#[cfg(test)]
mod tests {
    use government::review::{ReviewError, ReviewState};
    use platform::Uuid;

    use super::{Act, ActError, Stand, Station, Who};

    const OPERATOR: Uuid = Uuid::from_u128(1);
    const DESK: Uuid = Uuid::from_u128(2);
    const AUDITOR: Uuid = Uuid::from_u128(3);

    fn by(actor: Uuid) -> Who {
        Who {
            actor,
            sender: Some(OPERATOR),
            one_person_both_steps: false,
            is_part: false,
        }
    }

    fn after(stand: Stand, act: Act, actor: Uuid, note: &str) -> Stand {
        stand.take(act, by(actor), note).unwrap().0
    }

    #[test]
    fn the_settled_order_from_the_operator_to_the_head() {
        let mut it = Stand::begun();
        let steps = [
            (Act::Send, OPERATOR, "", "Menunggu desk"),
            (
                Act::Return,
                DESK,
                "bukti belum ada",
                "Dikembalikan untuk perbaikan",
            ),
            (Act::Send, OPERATOR, "", "Menunggu desk"),
            (Act::Accept, DESK, "", "Direviu APIP"),
            (Act::Return, AUDITOR, "satu TDI", "Perbaikan Pasca Reviu"),
            (Act::Send, OPERATOR, "", "Direviu APIP"),
            (Act::Accept, AUDITOR, "", "Menunggu tanda tangan"),
            (Act::Sign, OPERATOR, "", "Ditandatangani"),
            (
                Act::Reopen,
                DESK,
                "klarifikasi kementerian",
                "Dikembalikan untuk perbaikan",
            ),
        ];
        for (act, actor, note, label) in steps {
            it = after(it, act, actor, note);
            assert_eq!(it.label(false), label);
        }
        assert_eq!(it.station, Station::Desk, "reviewed anew");
        assert!(!it.is_reviewed());
    }

    #[test]
    fn nobody_signs_before_the_review_and_nobody_reviews_what_they_sent() {
        let begun = Stand::begun();
        let refused = begun.take(Act::Sign, by(OPERATOR), "");
        assert_eq!(refused, Err(ActError::NotFrom(begun, false)));
        let sent = after(begun, Act::Send, OPERATOR, "");
        assert_eq!(
            sent.take(Act::Accept, by(OPERATOR), ""),
            Err(ActError::Review(ReviewError::SamePerson))
        );
        assert_eq!(
            sent.take(Act::Return, by(DESK), " "),
            Err(ActError::Review(ReviewError::NoteMissing))
        );
        assert!(!sent.is_open() && begun.is_open());
    }

    #[test]
    fn a_part_goes_to_the_unit_above_and_no_further() {
        let part = |actor| Who {
            is_part: true,
            ..by(actor)
        };
        let sent = Stand::begun()
            .take(Act::Send, part(OPERATOR), "")
            .unwrap()
            .0;
        assert_eq!(sent.label(true), "Menunggu verifikasi");
        let accepted = sent.take(Act::Accept, part(DESK), "").unwrap().0;
        assert_eq!(
            (accepted.station, accepted.state),
            (Station::Desk, ReviewState::Verified)
        );
        assert_eq!(accepted.label(true), "Diterima");
    }
}
