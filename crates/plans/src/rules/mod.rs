//! Decisions. Pure.

mod leaders;
mod owner;
mod plan;
mod spot;
mod week;

pub use leaders::{LEADER_GROUPS, LeaderGroup, Leaders};
pub use owner::OwnerRef;
pub use plan::{Lacking, label, lacking, step_label};
pub use spot::SpotState;
pub use week::{Regularity, Weeks, regularity};
