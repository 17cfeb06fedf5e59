//! Rows of dispositions, and who can get one.

mod people;
mod rows;
mod successor;

pub use people::{Colleague, Workload, colleagues, workloads};
pub use rows::{
    Disposition, DispositionKind, Mine, NewDisposition, Recipient, close, find, mine, of_follow_up,
    pass,
};
pub(crate) use successor::pass_on_with_post;
