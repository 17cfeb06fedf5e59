//! A paper of the register as a file.

use axum::extract::State;
use documents::{Desk, Download};
use government::Directories;
use platform::{App, Grant, Problem};

use crate::web::actions::ReadPaper;

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadPaper>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let paper = grant.target().print(&app, &directory).await?;
    app.part::<Desk>().pdf(paper).await
}

/// As a Word file.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(in crate::web) async fn docx(
    grant: Grant<ReadPaper>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let paper = grant.target().print(&app, &directory).await?;
    app.part::<Desk>().docx(paper).await
}

/// As a Word file with the variables that SRIKANDI fills in.
///
/// # Errors
/// As `docx`.
pub(in crate::web) async fn variables(
    grant: Grant<ReadPaper>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let paper = grant.target().print(&app, &directory).await?;
    app.part::<Desk>().docx(paper.with_variables()).await
}
