//! The database side: which tables there are, reading them in one snapshot, filling them.

mod catalog;
mod cells;
mod load;
mod snapshot;

pub(crate) use catalog::{is_empty, tables};
pub(crate) use load::Load;
pub(crate) use snapshot::Snapshot;
