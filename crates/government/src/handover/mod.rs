//! *Serah Terima Tugas*: when somebody's time on a post ends by decree, what is open on that desk
//! goes on with the post. The list is live while the handover is open and written as rows when it is
//! received, so that nothing that happens later can change what was handed over.
//!
//! The unit of the post owes it: before the last day its holder prepares it, after it whoever
//! follows receives it. A post that nobody holds is received by whoever stands above it.

mod left_open;
mod rules;
mod store;

pub use left_open::{LeftOpen, LeftOpenKinds, Whose};
pub use rules::{Receiver, receiver};
pub(crate) use store::{Ending, ended, follow_dates, keep_reading};
pub use store::{
    Handover, Item, KINDS, OBLIGATIONS, Seen, find, frozen, give, keep_notes, left_open, list,
    moves, of_unit, receive, titles,
};

/// Kind of a handover in mentions and audit rows.
pub const SUBJECT: &str = "government.handover";
