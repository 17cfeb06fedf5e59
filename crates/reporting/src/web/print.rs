//! The letter of a report, as PDF and as a Word file: as it was signed, once it is.

use axum::extract::State;
use documents::{
    Desk, Download, Numbering, Paper,
    register::{
        self,
        pages::{Kept, Papers, printed},
    },
};
use government::Directories;
use platform::{App, Grant, Problem};

use super::{
    actions::ReadSent,
    paper::{LetterPapers, defaults, describe},
};

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadSent>,
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
    grant: Grant<ReadSent>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().docx(paper).await
}

/// Whom it was sent to sees what was signed, and never a concept of the unit.
async fn paper(app: &App, grant: &Grant<ReadSent>) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let letter = grant.target();
    let (db, subject) = (app.db().read(), LetterPapers::home(letter).subject);
    let known = register::of_subject(db, grant.region(), subject).await?;
    let signed = known.into_iter().find(|it| it.status().is_frozen());
    if let Some(paper) = signed {
        let record = letter.clone();
        return printed::<LetterPapers>(app, &directory, &Kept { record, paper }).await;
    }
    let details = defaults(app, &directory, letter).await?;
    let paper = describe(app, &directory, letter, &details).await?;
    Ok(paper.numbered(&Numbering::default()))
}
