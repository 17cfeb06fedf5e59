//! Rows of standing reports, their periods, and what was sent.

mod check;
mod inbox;
mod merger;
mod notice;
mod owed;
mod period;
mod recipient;
mod references;
mod sending;
mod sent;
mod standing;

pub use check::{FieldCheck, add_check, checks_of_sent};
pub use inbox::{FoundRow, INBOX_LIMIT, Incoming, inbox, search_rows};
pub use merger::moves;
pub use notice::TELL_JOB;
pub use owed::OBLIGATIONS;
pub use period::{
    PeriodReport, begin_now, begin_periods, find_period, keep_rows, keep_text, overdue, periods,
};
pub use recipient::{Recipient, RecipientInput, recipients};
pub use references::{references, searches};
pub use sending::send;
pub use sent::{Delivery, SentReport, SentRow, find_row, find_sent, open, rows, sendings};
pub use standing::{
    Listed, Standing, StandingInput, add_standing, find_standing, standing_reports, units_of,
    update_standing,
};

/// Kind of a standing report in mentions and audit rows.
pub const STANDING: &str = "reporting.standing_report";
/// Kind of a unit's report on a period in mentions, audit rows and obligations.
pub const PERIOD: &str = "reporting.period_report";
/// Kind of what was sent, in mentions and as what evidence serves.
pub const SENT: &str = "reporting.sent_report";

/// What a person reads whose record changed under the form.
fn changed(touched: u64) -> Result<(), platform::Problem> {
    match touched {
        0 => Err(platform::Problem::Conflict(
            "Catatan ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        )),
        _ => Ok(()),
    }
}
