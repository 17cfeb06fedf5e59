//! Follow-ups (*Tindak Lanjut*): work that crosses from one capability to a unit. Directives,
//! council, audit and coaching are origins of the same thing.

mod list;
mod open;
mod owed;
mod read;
mod report;
mod rules;
mod standing;
mod terms;
mod view;

pub use list::{
    Filter, OriginCount, Origins, Page, count_by_origin, evaluation, fulfilled_by_day, list,
    of_origins, titles,
};
pub use open::{NewFollowUp, TermsInput, open};
pub use owed::{KIND_LEAD, KIND_SUPPORT, KIND_TERMS, OBLIGATIONS};
pub use read::{
    FollowUp, Located, Report, TermsRow, find, find_by_report, find_by_terms, reports, supporters,
    terms_history,
};
pub use report::{Decision, ReportInput, Saved, decide, save};
pub use rules::{FollowUpKind, Missing, Standing, Status, Terms, missing_terms};
pub use standing::{reopen, withdraw};
pub use terms::{agree, propose, turn_down};
pub use view::{Card, progress_text};

/// Kind of a follow-up in mentions, audit rows and obligations.
pub const SUBJECT: &str = "government.follow_up";
/// Kind of a progress report in review and evidence.
pub const REPORT: &str = "government.progress_report";
