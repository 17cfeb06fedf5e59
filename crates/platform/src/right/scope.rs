//! How far a right reaches.

use uuid::Uuid;

/// A place in the tree of units: its id and its path from the root (`1.5.23.`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The unit's id.
    pub id: Uuid,
    /// Numbers of all units from the root down to this one, each followed by a full stop, so that
    /// "lies below" is "starts with".
    pub path: String,
}

impl Place {
    /// Whether this place is `other` or lies below it.
    pub fn lies_in(&self, other: &Self) -> bool {
        self.path.starts_with(&other.path)
    }
}

/// How far a right reaches, seen from the place of the actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Only what belongs to the actor's own unit.
    Own,
    /// The own unit and all units below it.
    Subtree,
    /// The whole region.
    Region,
    /// All regions of the database.
    All,
}

impl Scope {
    /// Reads the word used in `rights.csv`.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "own" => Self::Own,
            "subtree" => Self::Subtree,
            "region" => Self::Region,
            "all" => Self::All,
            _ => return None,
        })
    }

    /// Whether a right of this scope, held at `actor`, covers something at `target`
    /// (both in one region).
    pub fn covers(self, actor: &Place, target: &Place) -> bool {
        match self {
            Self::Own => actor.id == target.id,
            Self::Subtree => target.lies_in(actor),
            Self::Region | Self::All => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Place, Scope};

    #[test]
    fn a_subtree_ends_at_the_full_stop() {
        let place = |n: u128, path: &str| Place {
            id: Uuid::from_u128(n),
            path: path.into(),
        };
        let (agency, child, other) = (place(1, "1."), place(2, "1.4."), place(3, "12."));
        assert!(Scope::Subtree.covers(&agency, &child));
        assert!(Scope::Subtree.covers(&agency, &agency));
        assert!(!Scope::Subtree.covers(&child, &agency));
        assert!(
            !Scope::Subtree.covers(&agency, &other),
            "12. does not lie below 1."
        );
        assert!(!Scope::Own.covers(&agency, &child));
        assert!(Scope::Region.covers(&agency, &other));
    }
}
