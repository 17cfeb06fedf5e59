//! Pure decisions about meetings.

mod kind;
mod series;
mod wa;

pub use kind::{AttendanceStatus, MeetingKind, MeetingState};
pub use series::{Rhythm, next_date, ordinal_day};
pub use wa::{MeetingText, meeting_text};
