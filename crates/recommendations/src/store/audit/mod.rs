//! Rows of what audits found.

mod finding;
mod item;
mod merger;
mod payment;
mod references;
mod report;
mod said;

pub use finding::{Finding, FindingInput, add_finding, find_finding, findings_of, update_finding};
pub use item::{
    AuditItem, AuditItemInput, Opening, Wanted, add_audit_item, audit_items, audit_units_of,
    find_audit_item, hand_in_answer, next_audit_number, places_of_finding, places_of_item,
    places_of_report, update_audit_item,
};
pub use merger::moves;
pub use payment::{PAYMENT, Payment, PaymentInput, add_payment, payments};
pub use references::{limited, references};
pub use report::{
    AuditReport, AuditReportInput, add_report, audit_years, find_report, reports_of, update_report,
};
pub use said::{Said, SaidInput, note_status, statuses};

/// Kind of an audit report (*LHP*) in audit rows.
pub const AUDIT_REPORT: &str = "recommendations.audit_report";
/// Kind of a finding in audit rows.
pub const FINDING: &str = "recommendations.finding";
/// Kind of an auditor's recommendation in audit rows and as origin of follow-ups.
pub const AUDIT_ITEM: &str = "recommendations.audit_item";

/// What is said when somebody else was quicker.
pub(super) fn conflict_unless(kept: bool) -> Result<(), platform::Problem> {
    match kept {
        true => Ok(()),
        false => Err(platform::Problem::Conflict(
            "Catatan ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        )),
    }
}
