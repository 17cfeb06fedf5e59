//! Rows of dispositions, and who can get one.

mod people;
mod rows;

pub use people::{Colleague, Workload, colleagues, workloads};
pub use rows::{
    Disposition, DispositionKind, Mine, NewDisposition, Recipient, close, find, mine, of_follow_up,
    pass,
};
