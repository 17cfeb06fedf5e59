//! Rows of obligations and their tally.

mod list;
mod settle;
mod tally;

pub use list::{Decides, Listed, WORK_LIMIT, due_between, late, of_unit, work};
pub use settle::{Difference, rebuild, settle, verify};
pub use tally::{CellCount, late_cells, tally_cells};
