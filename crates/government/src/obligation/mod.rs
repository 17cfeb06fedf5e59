//! Obligations (on screen: *Tindak Lanjut*): who owes what, n of m, by when, in which state.
//!
//! A row is a projection, written only by `settle` inside the transaction that changed its
//! subject, and rebuildable from the subject by its kind's `derive`.

mod kind;
mod list;
mod settle;
mod tally;

pub use kind::{
    Audience, CivicCapability, Deriver, ObligationKind, ObligationSource, ObligationSources,
    ObligationState, Owed,
};
pub use list::{Listed, WORK_LIMIT, late, of_unit, work};
pub use settle::{Difference, rebuild, settle, verify};
pub use tally::{CellCount, late_cells, tally_cells};
