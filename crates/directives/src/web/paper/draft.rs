//! *Notula* and *daftar hadir* as they would stand today, without the register.

use axum::extract::State;
use documents::{Desk, Download, register::PaperKind};
use platform::{App, Grant, Problem};

use super::undecided;
use crate::web::actions::ReadMeeting;

/// The minutes as PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(in crate::web) async fn minutes_pdf(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = undecided(&grant, &app, PaperKind::Minutes).await?;
    app.part::<Desk>().pdf(paper).await
}

/// The minutes as a Word file.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(in crate::web) async fn minutes_docx(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = undecided(&grant, &app, PaperKind::Minutes).await?;
    app.part::<Desk>().docx(paper).await
}

/// The attendance list as PDF, with room to sign.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(in crate::web) async fn attendance_pdf(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = undecided(&grant, &app, PaperKind::AttendanceList).await?;
    app.part::<Desk>().pdf(paper).await
}
