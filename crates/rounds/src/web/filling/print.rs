//! The notes of the review as PDF and as a Word file.

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::Directories;
use platform::{App, Grant, Problem};

use crate::{papers, store, web::actions::ReadFilling};

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().pdf(paper).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn docx(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().docx(paper).await
}

async fn paper(app: &App, grant: &Grant<ReadFilling>) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let findings = store::findings(app.db().read(), grant.region(), it.id).await?;
    Ok(papers::review(it, &directory, app.now(), &findings))
}
