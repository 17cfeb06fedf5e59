//! Which documents there are, and the words for how one stands.

use government::review::ReviewState;

/// A document that is made from the tree of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// *Renstra*: the part of a unit, for all years of the term.
    AgencyStrategicPlan,
    /// *RKPD*: the whole tree, for one year.
    AnnualPlan,
    /// *Renja*: the part of a unit, for one year.
    AgencyWorkPlan,
}

impl DocumentKind {
    /// All, in the order of the hierarchy.
    pub const ALL: [Self; 3] = [
        Self::AgencyStrategicPlan,
        Self::AnnualPlan,
        Self::AgencyWorkPlan,
    ];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::AgencyStrategicPlan => 1,
            Self::AnnualPlan => 2,
            Self::AgencyWorkPlan => 3,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word in addresses and forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AgencyStrategicPlan => "renstra",
            Self::AnnualPlan => "rkpd",
            Self::AgencyWorkPlan => "renja",
        }
    }

    /// The kind behind a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AgencyStrategicPlan => "Renstra",
            Self::AnnualPlan => "RKPD",
            Self::AgencyWorkPlan => "Renja",
        }
    }

    /// The words behind the abbreviation, as papers print them.
    pub const fn long(self) -> &'static str {
        match self {
            Self::AgencyStrategicPlan => "Rencana Strategis",
            Self::AnnualPlan => "Rencana Kerja Pemerintah Daerah",
            Self::AgencyWorkPlan => "Rencana Kerja",
        }
    }

    /// Whether every unit has one of its own.
    pub const fn of_each_unit(self) -> bool {
        !matches!(self, Self::AnnualPlan)
    }

    /// Whether it is about one year.
    pub const fn of_a_year(self) -> bool {
        !matches!(self, Self::AgencyStrategicPlan)
    }

    /// Whether a unit may say something else in it than the tree does: only a year's plan of its own is
    /// more exact than the plan of the term.
    pub const fn takes_own_values(self) -> bool {
        matches!(self, Self::AgencyWorkPlan)
    }
}

/// How an edition of a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionState {
    /// Sent, and nobody decided yet.
    Sent,
    /// *Ditetapkan*.
    Set,
    /// Sent back.
    Returned,
}

impl EditionState {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Sent => 1,
            Self::Set => 2,
            Self::Returned => 3,
        }
    }

    /// The state behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        [Self::Sent, Self::Set, Self::Returned]
            .into_iter()
            .find(|it| it.code() == code)
    }
}

/// Words for how a document stands that was set so many times, with the class of their mark.
pub const fn state_label(state: ReviewState, set: i64) -> (&'static str, &'static str) {
    match (state, set) {
        (ReviewState::Draft, _) => ("Disusun", "chip chip-belum"),
        (ReviewState::Submitted, 0) => ("Menunggu penetapan", "chip chip-menunggu"),
        (ReviewState::Submitted, _) => ("Perubahan menunggu penetapan", "chip chip-menunggu"),
        (ReviewState::Returned, 0) => ("Dikembalikan untuk perbaikan", "chip chip-dikembalikan"),
        (ReviewState::Returned, _) => ("Perubahan disusun", "chip chip-proses"),
        (ReviewState::Verified | ReviewState::Final, 0 | 1) => ("Ditetapkan", "chip chip-tuntas"),
        (ReviewState::Verified | ReviewState::Final, _) => {
            ("Perubahan ditetapkan", "chip chip-tuntas")
        }
    }
}

#[cfg(test)]
mod tests {
    use government::review::ReviewState;

    use super::{DocumentKind, EditionState, state_label};

    #[test]
    fn kinds_and_states_come_back() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_code(kind.code()), Some(kind));
            assert_eq!(DocumentKind::of_word(kind.word()), Some(kind));
        }
        for state in [
            EditionState::Sent,
            EditionState::Set,
            EditionState::Returned,
        ] {
            assert_eq!(EditionState::from_code(state.code()), Some(state));
        }
        assert_eq!(DocumentKind::of_word("rpjmd"), None);
    }

    #[test]
    fn what_is_open_again_is_a_change_and_not_a_draft() {
        let words = |state, set| state_label(state, set).0;
        assert_eq!(words(ReviewState::Draft, 0), "Disusun");
        assert_eq!(words(ReviewState::Verified, 1), "Ditetapkan");
        assert_eq!(words(ReviewState::Returned, 1), "Perubahan disusun");
        assert_eq!(
            words(ReviewState::Returned, 0),
            "Dikembalikan untuk perbaikan"
        );
        assert_eq!(words(ReviewState::Verified, 2), "Perubahan ditetapkan");
    }
}
