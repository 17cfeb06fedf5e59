//! How units are related besides the tree: who keeps the budget, with whom the performance
//! agreement is made, which affairs a unit owns, which assistant coordinates it. Each holds from a
//! day to a day; the tree itself keeps where a unit stood before.

use platform::Uuid;
use time::Date;

use crate::{
    posts::Period,
    structure::{Directory, UnitKind},
};

/// What relates a unit to another, or to an affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// The unit above. The tree says where it is now; rows say where it was.
    Structure,
    /// Whose DPA holds its budget; its own when it is itself.
    Budget,
    /// Whose head is the second party of its performance agreement.
    Agreement,
    /// An affair it owns.
    Affair,
    /// The assistant who coordinates it.
    Coordination,
}

impl RelationKind {
    /// All kinds, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Structure,
        Self::Budget,
        Self::Agreement,
        Self::Affair,
        Self::Coordination,
    ];

    /// The stored word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Structure => "susunan",
            Self::Budget => "dpa",
            Self::Agreement => "pk",
            Self::Affair => "urusan",
            Self::Coordination => "asisten",
        }
    }

    /// The kind behind a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Structure => "Susunan organisasi",
            Self::Budget => "Pemegang anggaran (DPA)",
            Self::Agreement => "Atasan Perjanjian Kinerja",
            Self::Affair => "Urusan yang diampu",
            Self::Coordination => "Asisten yang mengoordinasikan",
        }
    }
}

/// A relation of a unit, whenever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Id.
    pub id: Uuid,
    /// The unit.
    pub unit: Uuid,
    /// What relates it.
    pub kind: RelationKind,
    /// To which unit; `None` for an affair, and for a unit that stood at the top.
    pub to: Option<Uuid>,
    /// Code of the affair, or empty.
    pub affair: String,
    /// From when to when.
    pub period: Period,
    /// Legal basis or source.
    pub basis: String,
}

impl Directory {
    /// The relations of a unit of a kind that hold on `date`.
    pub fn related(
        &self,
        unit: Uuid,
        kind: RelationKind,
        date: Date,
    ) -> impl Iterator<Item = &Relation> {
        self.relations
            .iter()
            .filter(move |it| it.unit == unit && it.kind == kind)
            .filter(move |it| !it.period.is_void() && it.period.covers(date))
    }

    /// The assistant who coordinates a unit: its own, else that of the unit above it, and so on;
    /// an assistant in the tree is one as well. `None` where nobody recorded any.
    pub fn coordinator(&self, unit: Uuid, date: Date) -> Option<Uuid> {
        let mut above = self.unit(unit);
        while let Some(unit) = above {
            if unit.kind == UnitKind::Assistant {
                return Some(unit.id());
            }
            let own = self
                .related(unit.id(), RelationKind::Coordination, date)
                .find_map(|it| it.to);
            if own.is_some() {
                return own;
            }
            above = unit.parent.and_then(|id| self.unit(id));
        }
        None
    }
}
