//! Mentions across capabilities: a kind and an id, resolved by the kind's owner.

use uuid::Uuid;

/// A record somewhere in the house, named without knowing its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref {
    /// The kind as its owner registered it, for example `directives.point`.
    pub kind: &'static str,
    /// The record's id within the region.
    pub id: Uuid,
}

impl Ref {
    /// A mention of the record `id` of `kind`.
    pub const fn new(kind: &'static str, id: Uuid) -> Self {
        Self { kind, id }
    }
}
