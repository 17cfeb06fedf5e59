//! Rows of the register.

mod read;
mod write;

pub use read::{DocumentStep, OfficialDocument, find, of_subject, steps};
pub use write::{Frozen, change, prepare, renew, take};
