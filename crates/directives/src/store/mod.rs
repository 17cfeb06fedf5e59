//! Rows of meetings, agenda, attendance and points.

mod agenda;
mod attendance;
mod award;
mod briefing;
mod check_in;
mod earlier;
mod issue;
mod kind;
mod left_open;
mod meeting;
mod merger;
mod point;
mod raiser;
mod references;
mod retention;
mod search;
mod series;

pub use agenda::{AgendaInput, AgendaItem, add_agenda, agenda, remove_agenda};
pub use attendance::{
    Attendance, AttendanceInput, attendance, change_attendance, invite, set_attendance,
};
pub use award::{Award, AwardInput, add_award, awards, remove_award};
pub use briefing::{
    BRIEFING_ROW, Collection, OBLIGATIONS as BRIEFING, Release, RowInput, UnitRow, collection,
    confirm_row, find_row, keep_budget, open_collection, release, releases, reopen_collection,
    unit_rows, write_row,
};
pub use check_in::{
    Came, CheckIn, GUEST_NIP, Line, OpenList, check_in, check_in_guest, check_ins, close_list,
    decide_guests, lines, open_list, open_lists,
};
pub use earlier::earlier;
pub use issue::{
    ISSUE_LIMIT, Issue, IssueFilter, IssueInput, add_issue, find_issue, issues, reopen_issue,
    solve_issue, update_issue,
};
pub use kind::{OwnKind, add_kind, kinds, set_kind};
pub use left_open::LEFT_OPEN;
pub use meeting::{
    Held, Listed, Meeting, MeetingInput, add_meeting, find, held_between, list, previous,
    set_state, update_meeting,
};
pub use merger::moves;
pub use point::{
    MeetingCount, Point, PointInput, add_point, find_point, meeting_counts, points, update_point,
};
pub use references::references;
pub use retention::{CHECK_IN_DAYS, forget_check_ins};
pub use search::searches;
pub use series::{NewSeries, Series, add_series, next_meeting, series};

/// Kind of a meeting in mentions and audit rows.
pub const MEETING: &str = "directives.meeting";
/// Kind of an issue in mentions and audit rows.
pub const ISSUE: &str = "directives.issue";
/// Kind of a point in mentions, audit rows and as origin of follow-ups.
pub const POINT: &str = "directives.point";
