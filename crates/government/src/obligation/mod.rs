//! Obligations (on screen: *Tindak Lanjut*): who owes what, n of m, by when, in which state.
//!
//! A row is a projection, written only by `settle` inside the transaction that changed its
//! subject, and rebuildable from the subject by its kind's `derive`.

mod kind;
mod store;

pub use crate::audience::Audience;
pub use kind::{
    CivicCapability, DailyStep, DailySteps, Deriver, ObligationKind, ObligationSource,
    ObligationSources, ObligationState, Owed,
};
pub use store::{
    CellCount, Decides, Difference, Listed, WORK_LIMIT, due_between, late, late_cells, of_unit,
    rebuild, settle, tally_cells, verify, work,
};
