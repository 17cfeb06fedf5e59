//! *Penugasan* by decree or letter of assignment: one letter gives several persons one duty on a
//! subject for a period. Each person's share is an assignment, which is a capacity like any other.

mod store;

pub use store::{Letter, NewLetter, Person, end_letter, find_letter, give, letters};

use crate::role::Role;

/// What a letter rests on.
pub const KINDS: [(&str, &str); 2] = [("sk", "SK"), ("surat_tugas", "Surat tugas")];

/// What the persons of a letter do, and so what they may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Enters figures and evidence.
    Operator,
    /// Verifies reports.
    Verifier,
    /// Writes the minutes.
    Recorder,
    /// Looks after a subject (PIC).
    InCharge,
    /// Leads a review of the internal auditor.
    ReviewLead,
}

impl Duty {
    /// All duties.
    pub const ALL: [Self; 5] = [
        Self::Operator,
        Self::Verifier,
        Self::Recorder,
        Self::InCharge,
        Self::ReviewLead,
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Verifier => "verifikator",
            Self::Recorder => "notulis",
            Self::InCharge => "pic",
            Self::ReviewLead => "ketua_tim_reviu",
        }
    }

    /// The duty behind a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.code() == code)
    }

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Operator => "Operator",
            Self::Verifier => "Verifikator",
            Self::Recorder => "Notulis",
            Self::InCharge => "PIC",
            Self::ReviewLead => "Ketua Tim Reviu",
        }
    }

    /// The role it gives: somebody in charge of a subject does for it what an operator does, and
    /// who leads a review reads everything and changes nothing.
    pub fn role(self) -> Role {
        match self {
            Self::Operator | Self::InCharge => Role::Operator,
            Self::Verifier => Role::Verifier,
            Self::Recorder => Role::Organiser,
            Self::ReviewLead => Role::Auditor,
        }
    }

    /// "Notulis Rapat Koordinasi".
    pub fn title(self, subject: &str) -> String {
        format!("{} {subject}", self.label())
    }
}
