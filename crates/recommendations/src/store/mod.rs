//! Rows of recommendations.

pub mod audit;
mod decision;
mod item;
mod merger;
mod references;
mod repeats;

pub use decision::{
    Decision, DecisionInput, add_decision, decisions_of, find_decision, update_decision, years,
};
pub use item::{
    Due, Item, ItemInput, Which, add_item, find_item, items, next_number, units_of, update_item,
};
pub use merger::moves;
pub use references::{references, searches};
pub use repeats::{Earlier, Repeat, earlier, repeats};

/// Kind of a council's decision in mentions, audit rows and the register of papers.
pub const DECISION: &str = "recommendations.decision";
/// Kind of a council's recommendation in mentions, audit rows and as origin of follow-ups.
pub const ITEM: &str = "recommendations.item";
