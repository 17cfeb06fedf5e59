//! Rows of the register.

mod left_open;
mod read;
mod write;

pub use left_open::LEFT_OPEN;
pub use read::{DocumentStep, OfficialDocument, find, of_subject, steps};
pub use write::{Frozen, change, prepare, renew, take};
