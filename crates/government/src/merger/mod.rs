//! *Penggabungan unit*: a unit ends on a day, another takes over what is still open. What is
//! finished stays with the unit that did it, so that figures of the past do not move.
//!
//! A capability with units in tables of its own takes part with `UnitMove`s: they say what would
//! move, and move it, in one transaction with everybody else's.

mod store;

use futures_util::future::BoxFuture;
use platform::{Problem, Ref, Tx};
use sha2::{Digest, Sha256};
use time::Date;

pub use store::{Merged, apply, both_units, find, give, mergers, moves, note, titled};

use crate::{role::Role, structure::Unit};

/// One unit goes into another.
#[derive(Clone, Debug)]
pub struct Merger {
    /// The unit that ends.
    pub from: Unit,
    /// The unit that takes over.
    pub to: Unit,
    /// The last day of the one that ends.
    pub last: Date,
    /// Legal basis: number and date.
    pub basis: String,
    /// What heads of the old unit are in the new one.
    pub heads_become: Role,
}

impl Merger {
    /// What the history of everything that moves says.
    pub fn sentence(&self) -> String {
        format!(
            "Dialihkan dari {} ke {} karena penggabungan ({})",
            self.from.name, self.to.name, self.basis
        )
    }

    /// The first day of the unit that takes over.
    pub fn first(&self) -> Date {
        self.last.next_day().unwrap_or(self.last)
    }
}

/// A record that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// The record.
    pub subject: Ref,
    /// What it is called.
    pub title: String,
    /// Its page behind the region.
    pub path: String,
    /// Version, 0 for records without one.
    pub version: i64,
}

/// Finds what would move.
pub type Finder = for<'a> fn(&'a Tx, &'a Merger) -> BoxFuture<'a, Result<Vec<Moving>, Problem>>;

/// Moves what was found, notes it in the history of each record, settles what is owed.
pub type Mover =
    for<'a> fn(&'a mut Tx, &'a Merger, &'a [Moving]) -> BoxFuture<'a, Result<(), Problem>>;

/// A kind of records that go with a unit.
#[derive(Clone, Copy)]
pub struct UnitMove {
    /// Heading of the list.
    pub label: &'static str,
    /// Finds them.
    pub find: Finder,
    /// Moves them.
    pub hand_over: Mover,
}

/// All kinds of the house. Kept in the app.
#[derive(Clone)]
pub struct UnitMoves(pub Vec<UnitMove>);

/// What was found, by kind.
pub struct Found {
    /// The kinds with what moves of each.
    pub kinds: Vec<(UnitMove, Vec<Moving>)>,
}

impl Found {
    /// The version of the whole list: another one as soon as anything in it is otherwise.
    pub fn seen(&self) -> String {
        let mut digest = Sha256::new();
        for (kind, items) in &self.kinds {
            for item in items {
                digest.update(
                    format!(
                        "{}|{}|{}|{}|{}\n",
                        kind.label, item.subject.kind, item.subject.id, item.version, item.title
                    )
                    .as_bytes(),
                );
            }
        }
        platform::random::hex(&digest.finalize())
    }
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::{Found, Moving, Ref, moves};

    fn found(version: i64, title: &str) -> Found {
        let item = Moving {
            subject: Ref::new("government.follow_up", Uuid::nil()),
            title: title.into(),
            path: String::new(),
            version,
        };
        Found {
            kinds: moves()
                .into_iter()
                .map(|kind| (kind, vec![item.clone()]))
                .take(1)
                .collect(),
        }
    }

    #[test]
    fn a_list_that_changed_is_another_list() {
        assert_eq!(found(1, "a").seen(), found(1, "a").seen());
        assert_ne!(found(1, "a").seen(), found(2, "a").seen());
        assert_ne!(found(1, "a").seen(), found(1, "b").seen());
        assert_ne!(found(1, "a").seen(), Found { kinds: vec![] }.seen());
    }
}
