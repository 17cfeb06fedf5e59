//! Rows of handovers.

mod left_open;
mod owed;
mod read;
mod step;

pub use left_open::{Item, KINDS, frozen, left_open};
pub use owed::{OBLIGATIONS, moves};
pub use read::{Handover, Seen, find, list, of_unit, titles};
pub(crate) use step::{Ending, ended, follow_dates, keep_reading};
pub use step::{give, keep_notes, receive};

/// Not received yet.
const OPEN: i16 = 0;
/// Received: what was handed over is frozen.
const RECEIVED: i16 = 1;
/// The time on the post goes on after all.
const WITHDRAWN: i16 = 2;
