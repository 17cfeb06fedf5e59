//! What people propose and decide about a head. The program proposes nothing.

use government::review::ReviewState;

/// What somebody proposes about a head; the program proposes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalKind {
    /// Neither.
    Nothing,
    /// *Usulan Penghargaan*.
    Reward,
    /// *Usulan Pembinaan*.
    Coaching,
}

impl ProposalKind {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Reward, Self::Coaching, Self::Nothing];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Nothing => 0,
            Self::Reward => 1,
            Self::Coaching => 2,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Self {
        let found = Self::ALL.into_iter().find(|it| it.code() == code);
        found.unwrap_or(Self::Nothing)
    }

    /// The word of the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "tidak",
            Self::Reward => "penghargaan",
            Self::Coaching => "pembinaan",
        }
    }

    /// The kind behind a word of the form.
    pub fn of_word(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == typed.trim())
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nothing => "Tanpa usulan penghargaan atau pembinaan",
            Self::Reward => "Usulan Penghargaan",
            Self::Coaching => "Usulan Pembinaan",
        }
    }
}

/// How a proposal stands, in words, with the classes of its mark.
pub const fn proposal_state(state: ReviewState) -> (&'static str, &'static str) {
    match state {
        ReviewState::Draft => ("Belum ada usulan", "chip"),
        ReviewState::Submitted => ("Menunggu putusan", "chip chip-menunggu"),
        ReviewState::Returned => ("Dikembalikan untuk perbaikan", "chip chip-dikembalikan"),
        ReviewState::Verified | ReviewState::Final => ("Disetujui", "chip chip-tuntas"),
    }
}

#[cfg(test)]
mod tests {
    use super::ProposalKind;

    #[test]
    fn every_kind_is_found_by_number_and_word() {
        for kind in ProposalKind::ALL {
            assert_eq!(ProposalKind::from_code(kind.code()), kind);
            assert_eq!(ProposalKind::of_word(kind.word()), Some(kind));
        }
        assert_eq!(ProposalKind::of_word(""), None);
    }
}
