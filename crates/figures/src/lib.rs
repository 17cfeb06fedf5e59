//! Figures: exact numbers as people in Indonesia write them, known or missing for a stated
//! reason; formulas over them and how each result came about. Pure: no database, no clock.

mod achievement;
mod aggregate;
mod amount;
mod exact;
mod figure;
pub mod formula;
mod money;
mod quarter;
pub mod reading;

pub use achievement::{Achievement, Direction, Results, Rule, Target};
pub use aggregate::{Aggregate, Aggregation, aggregate};
pub use amount::{Amount, AmountError};
pub use exact::{Exact, NotStored};
pub use figure::{Figure, State, Undefined};
pub use formula::Formula;
pub use money::Money;
pub use quarter::Quarterly;
