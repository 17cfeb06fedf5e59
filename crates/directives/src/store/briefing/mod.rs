//! *Bahan Rakor*: collected unit by unit, confirmed, released and frozen.

mod collection;
mod owed;
mod release;
mod row;

pub use collection::{Collection, collection, open_collection};
pub use owed::OBLIGATIONS;
pub use release::{Release, release, releases, reopen_collection};
pub(super) use row::take_in;
pub use row::{RowInput, UnitRow, confirm_row, find_row, keep_budget, unit_rows, write_row};

/// Kind of a unit's row in mentions, audit rows and obligations.
pub const BRIEFING_ROW: &str = "directives.briefing_row";
