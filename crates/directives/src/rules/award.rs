//! *Cendera mata dan penghargaan* of a meeting: what was handed over, and which way.

/// Which way an award went, seen from the regional government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Given by it.
    Given,
    /// Received by it.
    Received,
}

impl Direction {
    /// Both directions.
    pub const ALL: [Self; 2] = [Self::Given, Self::Received];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Given => 0,
            Self::Received => 1,
        }
    }

    /// The direction behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Received,
            _ => Self::Given,
        }
    }

    /// The word in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Given => "diserahkan",
            Self::Received => "diterima",
        }
    }

    /// The direction behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Given => "Diserahkan pemerintah daerah",
            Self::Received => "Diterima pemerintah daerah",
        }
    }
}

/// What is handed over, as offered; something else may be typed.
pub const AWARD_KINDS: [&str; 4] = ["Plakat", "Piagam", "Cendera mata", "Penghargaan"];
