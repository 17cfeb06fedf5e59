//! Review is one thing: submit, return with a note, answer, verify by another person, finalise,
//! reopen with a reason. One pure state machine and one append-only log; a capability supplies
//! the subject and its rule, never its own statuses.

mod machine;
mod store;

pub use machine::{Before, Outcome, ReviewError, ReviewState, Step, apply};
pub use store::{Entry, note, of_subject, of_subjects};
