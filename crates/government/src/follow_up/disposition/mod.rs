//! *Lembar Disposisi*: a follow-up (or a report on it) goes down to a person or a unit below, on to
//! somebody else, or up again. What the unit owes stays the unit's: this says who in it works on it.

mod store;

pub(crate) use store::pass_on_with_post;
pub use store::{
    Colleague, Disposition, DispositionKind, Mine, NewDisposition, Recipient, Workload, close,
    colleagues, find, mine, of_follow_up, pass, workloads,
};
