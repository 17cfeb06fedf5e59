//! A paper of the register as a file.

use axum::extract::State;
use government::Directories;
use platform::{App, Grant, Problem};

use super::{Papers, printed};
use crate::{Desk, Download};

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub async fn pdf<P: Papers>(
    grant: Grant<P::Read>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let paper = printed::<P>(&app, &directory, grant.target()).await?;
    app.part::<Desk>().pdf(paper).await
}

/// As a Word file.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub async fn docx<P: Papers>(
    grant: Grant<P::Read>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let paper = printed::<P>(&app, &directory, grant.target()).await?;
    app.part::<Desk>().docx(paper).await
}

/// As a Word file with the variables that SRIKANDI fills in.
///
/// # Errors
/// As `docx`.
pub async fn variables<P: Papers>(
    grant: Grant<P::Read>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let paper = printed::<P>(&app, &directory, grant.target()).await?;
    app.part::<Desk>().docx(paper.with_variables()).await
}
