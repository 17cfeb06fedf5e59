//! Lists of a meeting that come in as workbooks.

mod attendance;
mod follow_ups;

pub(crate) use attendance::AttendanceList;
pub(crate) use follow_ups::FollowUpList;
