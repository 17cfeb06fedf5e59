//! Roles: what a capacity lets a person do is written in `rights.csv`, a column per role.

use std::fmt;

/// The role of a post or an assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Head of region or deputy.
    Leader,
    /// Regional secretary.
    Secretary,
    /// Assistant to the secretary: agrees to targets, coordinates.
    Assistant,
    /// The section that runs the meeting: head and recorder.
    Organiser,
    /// Head of a unit: sends what the unit reports.
    Head,
    /// Enters figures and evidence for a unit.
    Operator,
    /// Verifies reports of all units.
    Verifier,
    /// Internal auditor: reads everything; records what audits found and verifies what is reported on
    /// it, and changes nothing else.
    Auditor,
    /// Administrator of the installation: accounts, structure, calendar.
    Administrator,
    /// Reads in every region of the database.
    Observer,
    /// Left a post and reads on in its unit until everything is handed over.
    Outgoing,
}

impl Role {
    /// All roles, in the order of the columns of `rights.csv`.
    pub const ALL: [Self; 11] = [
        Self::Leader,
        Self::Secretary,
        Self::Assistant,
        Self::Organiser,
        Self::Head,
        Self::Operator,
        Self::Verifier,
        Self::Auditor,
        Self::Administrator,
        Self::Observer,
        Self::Outgoing,
    ];

    /// The word in `rights.csv` and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Secretary => "secretary",
            Self::Assistant => "assistant",
            Self::Organiser => "organiser",
            Self::Head => "head",
            Self::Operator => "operator",
            Self::Verifier => "verifier",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
            Self::Observer => "observer",
            Self::Outgoing => "outgoing",
        }
    }

    /// The role behind a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether people are given it by hand: an observer reads in every region of the database, and
    /// who hands over gets the role with the end of the post.
    pub const fn is_given(self) -> bool {
        !matches!(self, Self::Observer | Self::Outgoing)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Leader => "Pimpinan daerah",
            Self::Secretary => "Sekretaris Daerah",
            Self::Assistant => "Asisten",
            Self::Organiser => "Sekretariat rapat",
            Self::Head => "Kepala unit",
            Self::Operator => "Operator",
            Self::Verifier => "Verifikator",
            Self::Auditor => "Pereviu APIP",
            Self::Administrator => "Administrator",
            Self::Observer => "Pengamat lintas daerah",
            Self::Outgoing => "Pejabat lama (serah terima)",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
