//! Pure decisions about meetings.

mod issue;
mod kind;
mod series;
mod wa;

pub use issue::IssueKind;
pub use kind::{AttendanceStatus, MeetingKind, MeetingState};
pub use series::{Rhythm, next_date, ordinal_day};
pub use wa::{MeetingText, meeting_text};
