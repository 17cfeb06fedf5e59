//! The matrix for the council as a paper.

use axum::extract::State;
use documents::{Desk, Download, Numbering, Paper};
use government::Directories;
use platform::{App, Grant, Problem};

use super::{
    actions::ReadDecision,
    paper::{defaults, describe},
};

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadDecision>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().pdf(paper).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(super) async fn docx(
    grant: Grant<ReadDecision>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().docx(paper).await
}

async fn paper(app: &App, grant: &Grant<ReadDecision>) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let details = defaults(&directory);
    let paper = describe(app, &directory, grant.target(), &details).await?;
    Ok(paper.numbered(&Numbering::default()))
}
