//! The state machine of review. Pure.

use platform::Uuid;

/// Where a reviewed subject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReviewState {
    /// Being written; nobody else has seen it.
    Draft,
    /// Sent; waits for another person.
    Submitted,
    /// Sent back with a note.
    Returned,
    /// Found right by another person.
    Verified,
    /// Closed; changes need a reason.
    Final,
}

impl ReviewState {
    /// All states.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Verified,
        Self::Final,
    ];

    /// The stored number. 0 is kept for "no round yet".
    pub const fn code(self) -> i16 {
        match self {
            Self::Draft => 1,
            Self::Submitted => 2,
            Self::Returned => 3,
            Self::Verified => 4,
            Self::Final => 5,
        }
    }

    /// The state behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draf",
            Self::Submitted => "Menunggu verifikasi",
            Self::Returned => "Dikembalikan",
            Self::Verified => "Terverifikasi",
            Self::Final => "Final",
        }
    }
}

/// A step of review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Sent for the first time.
    Submit,
    /// Sent back; needs a note.
    Return,
    /// Sent again after a return.
    Answer,
    /// Found right.
    Verify,
    /// Closed.
    Finalise,
    /// Opened again; needs a reason.
    Reopen,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 6] = [
        Self::Submit,
        Self::Return,
        Self::Answer,
        Self::Verify,
        Self::Finalise,
        Self::Reopen,
    ];

    /// The stored word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Return => "return",
            Self::Answer => "answer",
            Self::Verify => "verify",
            Self::Finalise => "finalise",
            Self::Reopen => "reopen",
        }
    }

    /// Words in a history.
    pub fn label_of(code: &str) -> &'static str {
        match code {
            "submit" => "Dikirim",
            "return" => "Dikembalikan untuk perbaikan",
            "answer" => "Dikirim ulang",
            "verify" => "Diverifikasi",
            "finalise" => "Difinalkan",
            "reopen" => "Dibuka kembali",
            _ => "Langkah",
        }
    }
}

/// What is known before a step.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    /// Where the subject stands.
    pub state: ReviewState,
    /// Who takes the step.
    pub actor: Uuid,
    /// Who wrote it and who sent it; verifying needs somebody else.
    pub authors: [Option<Uuid>; 2],
    /// Whether the region lets one person do both (marked *merangkap*).
    pub one_person_both_steps: bool,
}

/// What a step leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Where the subject stands now.
    pub state: ReviewState,
    /// Whether one person did both steps.
    pub combined: bool,
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewError {
    /// The step does not follow from this state.
    NotFrom(ReviewState),
    /// Return and reopen need words.
    NoteMissing,
    /// The same person wrote or sent it.
    SamePerson,
}

impl ReviewError {
    /// What the person reads.
    pub fn text(self) -> String {
        match self {
            Self::NotFrom(state) => format!(
                "Langkah ini tidak berlaku karena statusnya sekarang \"{}\". Muat ulang halaman \
                 untuk melihat keadaan terakhir.",
                state.label()
            ),
            Self::NoteMissing => "Tulis catatannya, supaya jelas apa yang harus diperbaiki.".into(),
            Self::SamePerson => "Laporan ini Anda susun atau kirim sendiri, jadi orang lain yang \
                harus memverifikasinya."
                .into(),
        }
    }
}

/// Takes a step.
///
/// # Errors
/// `ReviewError` when it is refused; nothing changes then.
pub fn apply(before: Before, step: Step, note: &str) -> Result<Outcome, ReviewError> {
    use ReviewState::{Draft, Final, Returned, Submitted, Verified};
    let state = match (before.state, step) {
        (Draft, Step::Submit) | (Returned, Step::Answer) => Submitted,
        (Submitted, Step::Return) => Returned,
        (Submitted, Step::Verify) => Verified,
        (Verified, Step::Finalise) => Final,
        (Verified | Final, Step::Reopen) => Returned,
        (state, _) => return Err(ReviewError::NotFrom(state)),
    };
    if matches!(step, Step::Return | Step::Reopen) && note.trim().is_empty() {
        return Err(ReviewError::NoteMissing);
    }
    let same = before.authors.contains(&Some(before.actor));
    let needs_other = matches!(step, Step::Verify | Step::Finalise);
    if needs_other && same && !before.one_person_both_steps {
        return Err(ReviewError::SamePerson);
    }
    Ok(Outcome {
        state,
        combined: needs_other && same,
    })
}

#[cfg(test)]
mod tests {
    use platform::Uuid;
    use proptest::prelude::*;

    use super::{Before, ReviewError, ReviewState, Step, apply};

    const OPERATOR: Uuid = Uuid::from_u128(1);
    const HEAD: Uuid = Uuid::from_u128(2);
    const VERIFIER: Uuid = Uuid::from_u128(3);

    fn before(state: ReviewState, actor: Uuid) -> Before {
        Before {
            state,
            actor,
            authors: [Some(OPERATOR), Some(HEAD)],
            one_person_both_steps: false,
        }
    }

    #[test]
    fn a_round_goes_out_and_comes_back() {
        use ReviewState::{Draft, Returned, Submitted, Verified};
        let steps = [
            (Draft, HEAD, Step::Submit, "", Submitted),
            (
                Submitted,
                VERIFIER,
                Step::Return,
                "foto belum ada",
                Returned,
            ),
            (Returned, HEAD, Step::Answer, "foto dilampirkan", Submitted),
            (Submitted, VERIFIER, Step::Verify, "", Verified),
        ];
        for (state, actor, step, note, after) in steps {
            let outcome = apply(before(state, actor), step, note).unwrap();
            assert_eq!((outcome.state, outcome.combined), (after, false));
        }
    }

    #[test]
    fn a_return_needs_a_note() {
        let refused = apply(before(ReviewState::Submitted, VERIFIER), Step::Return, "  ");
        assert_eq!(refused, Err(ReviewError::NoteMissing));
    }

    #[test]
    fn four_eyes_are_two_persons() {
        for author in [OPERATOR, HEAD] {
            let own = before(ReviewState::Submitted, author);
            assert_eq!(apply(own, Step::Verify, ""), Err(ReviewError::SamePerson));
            let allowed = Before {
                one_person_both_steps: true,
                ..own
            };
            assert!(
                apply(allowed, Step::Verify, "").unwrap().combined,
                "marked merangkap"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_is_verified_without_having_been_sent(steps in proptest::collection::vec(0_usize..6, 0..30)) {
            let mut state = ReviewState::Draft;
            let mut sent = false;
            for step in steps.into_iter().map(|i| Step::ALL[i]) {
                let actor = if matches!(step, Step::Submit | Step::Answer) { HEAD } else { VERIFIER };
                if let Ok(outcome) = apply(before(state, actor), step, "catatan") {
                    sent |= outcome.state == ReviewState::Submitted;
                    state = outcome.state;
                    prop_assert!(sent || state == ReviewState::Draft);
                }
            }
        }
    }
}
