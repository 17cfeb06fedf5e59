//! Exact numbers as people in Indonesia write them. Pure: no database, no clock.
//!
//! Later this crate holds figures with their states of being missing, the formula language and
//! explanations; today it holds the amounts that follow-ups are measured by, and money.

mod amount;
mod money;

pub use amount::{Amount, AmountError};
pub use money::Money;
