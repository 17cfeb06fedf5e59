//! The functions a formula may call.

use crate::Aggregation;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    If,
    Round,
    Abs,
    Previous,
    Coalesce,
    Together(Aggregation),
}

impl Function {
    const ALL: [Self; 10] = [
        Self::If,
        Self::Together(Aggregation::Min),
        Self::Together(Aggregation::Max),
        Self::Together(Aggregation::Sum),
        Self::Together(Aggregation::Mean),
        Self::Together(Aggregation::Count),
        Self::Round,
        Self::Coalesce,
        Self::Abs,
        Self::Previous,
    ];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == name)
    }

    pub fn list() -> String {
        Self::ALL.map(Self::word).join(", ")
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::If => "if",
            Self::Round => "round",
            Self::Abs => "abs",
            Self::Previous => "previous",
            Self::Coalesce => "coalesce",
            Self::Together(how) => match how {
                Aggregation::Sum => "sum",
                Aggregation::Mean => "mean",
                Aggregation::Min => "min",
                Aggregation::Max => "max",
                Aggregation::Count => "count",
            },
        }
    }

    /// An example of how it is written.
    pub fn usage(self) -> &'static str {
        match self {
            Self::If => "Contoh: if(B = 0, 0, A/B*100).",
            Self::Round => "Contoh: round(A/B*100, 2).",
            Self::Abs => "Contoh: abs(A-B).",
            Self::Previous => "Contoh: A-previous(A).",
            Self::Coalesce => "Contoh: coalesce(A, 0).",
            Self::Together(_) => "Contoh: sum(A1, A2) atau sum(A, areas).",
        }
    }
}
