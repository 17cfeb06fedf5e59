//! In-app notices: to a unit's people in certain roles, or to one person. Written by jobs, after
//! the change they tell of.

mod disposition;
mod jobs;
mod store;

pub(crate) use disposition::tell_disposition;
pub(crate) use jobs::tell_follow_up;
pub use jobs::{Event, jobs};
pub use store::{NewNotice, Notice, mark_seen, mine, push, push_to_person, schedule};
