//! Where an item comes from, and whether that was seen.

use serde::{Deserialize, Serialize};

/// How far a statement can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Seen in the source that is named (`[S]`).
    Seen,
    /// The region's own, on the basis that is named.
    Region,
    /// Whoever wrote the pack needed it; no regulation has it (a key for a row without a number).
    House,
    /// Not seen in any text (`[M]`): a proposal about a person may not rest on it.
    Unverified,
}

impl Mark {
    /// A sign for narrow places; the label says what it means.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Seen => "S",
            Self::Region => "D",
            Self::House => "P",
            Self::Unverified => "M",
        }
    }

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Seen => "terlihat di sumber",
            Self::Region => "ketentuan daerah",
            Self::House => "dari penyusun paket, bukan dari peraturan",
            Self::Unverified => "belum diverifikasi",
        }
    }
}

/// A mark and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// How far it can be trusted.
    pub mark: Mark,
    /// Regulation, article, page, address; or what is known about a statement nobody has seen.
    pub citation: String,
}

impl Provenance {
    /// A mark with what it rests on.
    pub fn new(mark: Mark, citation: impl Into<String>) -> Self {
        Self {
            mark,
            citation: citation.into(),
        }
    }
}
