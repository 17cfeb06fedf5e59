//! Pure decisions about meetings.

mod attendance;
mod attendance_code;
mod award;
mod briefing;
mod budget_table;
mod check_in;
mod issue;
mod kind;
mod live;
mod month;
mod raiser;
mod series;
mod wa;

pub use attendance::{GroupCount, by_group, by_status};
pub use attendance_code::{OPEN_SECONDS, Scan, code, fits, scan, spelled};
pub use award::{AWARD_KINDS, Direction};
pub use briefing::{
    Briefing, BriefingState, CUT, EscalatedItem, IssuePart, OpenItem, RiskItem, Standing, UnitPart,
    standings,
};
pub use budget_table::{Budget, BudgetLine, read_table};
pub use check_in::{Comer, KnownLine, guest_key, line_of, still_waits};
pub use issue::IssueKind;
pub use kind::{AttendanceStatus, MeetingKind, MeetingState};
pub use live::Step;
pub use month::MonthOf;
pub use raiser::Raiser;
pub use series::{Rhythm, next_date, ordinal_day};
pub use wa::{MeetingText, meeting_text};
