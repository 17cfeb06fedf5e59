//! Rows of the plan tree: the plan of a term of office, its nodes from goals to sub-activities with their
//! indicators, targets and budgets, and the priority programmes.

mod budget;
mod keep;
mod merger;
mod node;
mod plan;
mod priority;

pub use budget::{Budget, budgets};
pub use keep::{Kept, keep};
pub use merger::moves;
pub use node::{
    Funded, Indicator, Node, covered_ikk, funded, indicators, nodes, release, responsible, serve,
};
pub use plan::{DevelopmentPlan, PlanInput, add_plan, find_plan, plans, update_plan};
pub use priority::{
    Priority, PriorityInput, add_priority, find_priority, priorities, update_priority,
};

/// Kind of a plan in mentions and audit rows.
pub const PLAN: &str = "performance.development_plan";
/// Kind of a priority programme in mentions and audit rows.
pub const PRIORITY: &str = "performance.priority_program";
