//! Rows of notices, and the daily round that makes some of them.

pub(super) mod remind;
mod rows;

pub use remind::schedule;
pub(super) use rows::units_with_roles;
pub use rows::{NewNotice, Notice, mark_seen, mine, push, push_to_person};
