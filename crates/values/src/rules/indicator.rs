//! Kinds and directions of indicators as they are stored and shown.

/// What an indicator of the LPPD is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IndicatorKind {
    /// *IKK hasil*.
    Outcome,
    /// *IKK keluaran*, under an outcome.
    Output,
    /// *Fungsi penunjang*.
    Support,
    /// *Makro*.
    Macro,
    /// Asked for by a round of the region's own, for any purpose.
    Data,
}

impl IndicatorKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Outcome,
        Self::Output,
        Self::Support,
        Self::Macro,
        Self::Data,
    ];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Outcome => 0,
            Self::Output => 1,
            Self::Support => 2,
            Self::Macro => 3,
            Self::Data => 4,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Outcome => "IKK hasil",
            Self::Output => "IKK keluaran",
            Self::Support => "Fungsi penunjang",
            Self::Macro => "Makro",
            Self::Data => "Data",
        }
    }
}

/// Which way an indicator is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: a fact.
    Neutral,
}

impl Direction {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Higher => 1,
            Self::Lower => -1,
            Self::Neutral => 0,
        }
    }

    /// The direction behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Higher,
            -1 => Self::Lower,
            _ => Self::Neutral,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Higher => "Makin tinggi makin baik",
            Self::Lower => "Makin rendah makin baik",
            Self::Neutral => "Tanpa arah",
        }
    }
}
