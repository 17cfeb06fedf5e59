//! Follow-ups (*Tindak Lanjut*): work that crosses from one capability to a unit. Directives,
//! council, audit and coaching are origins of the same thing.

mod count;
pub mod disposition;
mod rules;
mod store;
pub mod upload_link;
mod view;

pub use count::Count;
pub use rules::{FollowUpKind, Missing, Standing, Status, Terms, missing_terms};
pub(crate) use store::note_escalation;
pub use store::{
    Around, Beside, Came, Contribution, DailyRules, Decision, Escalated, Filter, FollowUp, Glance,
    KIND_LEAD, KIND_SUPPORT, KIND_TERMS, LIMITED, Left, Level, Located, NewFollowUp, OBLIGATIONS,
    OpenInMonth, OriginCount, Origins, Page, Report, ReportInput, ReportedUp, Risk, RiskInput,
    RiskLevel, Saved, Seen, Step, TermsInput, TermsRow, WORDS_SOURCE, agree, around, beside,
    by_ids, contributions, count_by_origin, daily_rules, decide, each, escalate, evaluation,
    extend, find, find_by_report, find_by_terms, fulfilled_by_day, list, of_origins, open,
    open_for, open_until, propose, reopen, reports, risk, save, sent_reports, set_daily_rules,
    set_risk, support_by, supporters, terms_history, titles, turn_down, waiting_reports, withdraw,
};
pub use store::{OralReport, Said, add_oral, oral_reports};
pub use store::{Watched, watched};
pub use view::{Card, progress_text};

/// Kind of a follow-up in mentions, audit rows and obligations.
pub const SUBJECT: &str = "government.follow_up";
/// Kind of a progress report in review and evidence.
pub const REPORT: &str = "government.progress_report";
