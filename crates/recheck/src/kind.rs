//! The kinds of tables.

/// A kind of published table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Key performance indicators of an LPPD: two elements and a result.
    Ikk,
    /// Targets and results of a performance report, with the achievement.
    Lkjip,
    /// Budget and realisation, with the share spent.
    Budget,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ikk, Self::Lkjip, Self::Budget];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ikk => "ikk",
            Self::Lkjip => "lkjip",
            Self::Budget => "budget",
        }
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What the screen says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ikk => "IKK (LPPD)",
            Self::Lkjip => "Capaian kinerja (LKjIP)",
            Self::Budget => "Realisasi anggaran",
        }
    }

    /// Columns that must be there.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Ikk => &["code", "name", "numerator", "denominator", "published"],
            Self::Lkjip => &["indicator", "target", "actual", "direction", "published"],
            Self::Budget => &["account", "budget", "realized", "published"],
        }
    }

    /// Columns that may be there as well.
    pub fn optional(self) -> &'static [&'static str] {
        match self {
            Self::Ikk => &["formula", "unit"],
            Self::Lkjip | Self::Budget => &[],
        }
    }

    /// A small table of this kind with rows to try.
    pub fn template(self) -> &'static str {
        match self {
            Self::Ikk => include_str!("../data/ikk.csv"),
            Self::Lkjip => include_str!("../data/lkjip.csv"),
            Self::Budget => include_str!("../data/budget.csv"),
        }
    }
}
