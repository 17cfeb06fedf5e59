//! From counts to what the leader sees. Pure.

mod months;
mod rows;

pub use months::{Month, months};
pub use rows::{Row, Totals, rows, totals};
