//! Rows of performance agreements: years, agreements with their versions, lines and programmes,
//! ceremonies, requests to revise, and what is reported each quarter.

mod agreement;
mod calendar;
pub mod document;
mod evaluation;
mod grading;
mod line;
mod lppd;
mod mapping;
mod merger;
mod owed;
mod parties;
mod program;
mod quarter;
mod references;
mod report;
mod reported;
mod review;
mod revision;
mod signing;
pub mod tree;
mod version;
mod year;

pub use agreement::{
    Agreement, Frozen, add_agreements, agreement_of_unit, agreements, earlier_agreements,
    find_agreement, frozen, update_agreement,
};
pub use calendar::calendar;
pub use evaluation::{
    EVALUATION, HeadEvaluation, NewProposal, decide_proposal, evaluation_of, evaluations, propose,
    signatures_of, signatures_of_year, tenures_of_region, tenures_of_unit,
};
pub use grading::grading;
pub use line::{
    Line, LineInput, add_line, all_lines, drop_line, find_line, lines_of, lines_of_versions,
    update_line,
};
pub use lppd::{LPPD, LppdShares, lppd_shares};
pub use mapping::{
    Answer, MAPPING, MAPPINGS, Mapping, MappingReason, ask_mapping, decide_mapping, find_mapping,
    keep_answers, mapping_of_year, mapping_reasons, send_mapping,
};
pub use merger::moves;
pub use owed::{AGREEMENTS, QUARTERS};
pub use parties::{parties, party_accounts};
pub use program::{Program, ProgramInput, add_program, drop_program, find_program, programs_of};
pub use quarter::{
    QuarterReport, Result as QuarterResult, all_quarters, begin_quarters, find_quarter,
    keep_results, note_quarter, quarters_of, quarters_of_year, results_of, send_quarter,
};
pub use references::{references, searches};
pub use report::{
    COMPILATION, ChapterText, Confirmed, Decision, PlanTarget, REPORT, REPORTS, Report,
    add_reports, chapters_of, confirmed, decide_report, find_report, history, keep_chapter,
    plan_targets, report_of_agreement, reports, send_report,
};
pub use reported::{Reported, reported_of, reported_of_all, reported_of_year};
pub use review::{send, send_back};
pub use revision::{Request, ask, decide, reissue, requests};
pub use signing::{Ready, Signing, SigningInput, add_signing, find_signing, sign, signings};
pub use version::{Version, add_scan, versions};
pub use year::{AgreementYear, YearInput, add_year, find_year, update_year, years};

/// Kind of an agreement in mentions, audit rows and obligations.
pub const AGREEMENT: &str = "performance.agreement";
/// Kind of a version of an agreement, which signed scans are evidence of.
pub const VERSION: &str = "performance.agreement_version";
/// Kind of a year of agreements in audit rows.
pub const YEAR: &str = "performance.agreement_year";
/// Kind of a ceremony in mentions and audit rows.
pub const SIGNING: &str = "performance.agreement_signing";
/// Kind of a quarter's report in audit rows and obligations.
pub const QUARTER: &str = "performance.agreement_quarter";

/// What a person reads whose record changed under the form.
fn changed(touched: u64) -> Result<(), platform::Problem> {
    match touched {
        0 => Err(platform::Problem::Conflict(
            "Catatan ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        )),
        _ => Ok(()),
    }
}
