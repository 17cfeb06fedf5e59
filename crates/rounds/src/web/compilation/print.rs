//! The tables as they were compiled, as PDF and as a Word file: every page names the compilation.

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::Directories;
use platform::{App, Grant, Problem};

use crate::{rules::CompilationState, store, web::actions::ReadCompilation};

async fn paper(app: &App, grant: &Grant<ReadCompilation>) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let mut paper = store::compiled_paper(app.db().read(), grant.region(), it.id).await?;
    if let (CompilationState::Signed, Some(at)) = (it.state(), it.decided_at) {
        let at = crate::web::stamp(&directory, &at);
        paper.footer = format!("{}; ditandatangani {}, {at}", paper.footer, it.decided_name);
    }
    Ok(paper)
}

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadCompilation>,
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
    grant: Grant<ReadCompilation>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().docx(paper).await
}
