//! Rows of priorities.

mod merger;
mod references;
mod rows;

pub use merger::moves;
pub use references::{references, searches};
pub use rows::{
    Priority, PriorityInput, add_priority, find_priority, priorities, update_priority, years,
};

/// Kind of a priority in mentions, audit rows and as origin of follow-ups.
pub const PRIORITY: &str = "priorities.priority";
