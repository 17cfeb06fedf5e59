//! In-app notices: to a unit's people in certain roles, or to one person. Written by jobs, after
//! the change they tell of.

mod disposition;
mod escalation;
mod jobs;
mod nudge;
mod store;

pub(crate) use disposition::tell_disposition;
pub(crate) use escalation::tell_escalation;
pub(crate) use jobs::tell_follow_up;
pub use jobs::{Event, jobs};
pub use nudge::nudge;
pub use store::{NewNotice, Notice, mark_seen, mine, push, push_to_person, schedule};
