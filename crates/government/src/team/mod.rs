//! *Tim* and *Pokja*: people of several units and from outside, by decree, for a period. A team can
//! lead a follow-up; it is then owed by the team's unit, since an obligation has one unit.

mod store;

pub use store::{
    Member, NewMember, NewTeam, Team, add_member, add_team, assign, change_team, end_member,
    find_team, lead_unit, members, teams,
};

/// What somebody is in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamRole {
    /// Leads it.
    Chair,
    /// Keeps its papers.
    Secretary,
    /// Works in it.
    Member,
}

impl TeamRole {
    /// All, the chair first.
    pub const ALL: [Self; 3] = [Self::Chair, Self::Secretary, Self::Member];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Chair => "ketua",
            Self::Secretary => "sekretaris",
            Self::Member => "anggota",
        }
    }

    /// The role behind a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Chair => "Ketua",
            Self::Secretary => "Sekretaris",
            Self::Member => "Anggota",
        }
    }
}
