//! Rows of follow-ups, their terms and reports, and what is owed from them.

mod around;
mod bulk;
mod contribution;
mod daily_rules;
mod escalation;
mod institutions;
mod list;
mod matrix;
mod open;
mod oral;
mod owed;
mod read;
mod report;
mod risk;
mod standing;
mod terms;
mod watched;

pub use around::{Around, ReportedUp, around};
pub use bulk::{Came, Glance, Left, Seen, Step, by_ids, each, waiting_reports};
pub use contribution::{Contribution, contributions};
pub use daily_rules::{DailyRules, WORDS_SOURCE, daily_rules, set_daily_rules};
pub(crate) use escalation::add as note_escalation;
pub use escalation::{Escalated, Level, escalate};
pub use institutions::support_by;
pub use list::{
    Filter, OpenInMonth, OriginCount, Origins, Page, count_by_origin, evaluation, fulfilled_by_day,
    list, of_origins, open_until, titles,
};
pub use matrix::{Beside, beside};
pub use open::{NewFollowUp, TermsInput, open, open_for};
pub use oral::{OralReport, Said, add_oral, oral_reports};
pub use owed::{KIND_LEAD, KIND_SUPPORT, KIND_TERMS, OBLIGATIONS};
pub use read::{
    FollowUp, LIMITED, Located, Report, TermsRow, find, find_by_report, find_by_terms, reports,
    sent_reports, supporters, terms_history,
};
pub use report::{Decision, ReportInput, Saved, decide, save};
pub use risk::{Risk, RiskInput, RiskLevel, risk, set_risk};
pub use standing::{reopen, withdraw};
pub use terms::{agree, extend, propose, turn_down};
pub use watched::{Watched, watched};
