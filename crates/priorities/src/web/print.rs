//! The agenda of a year as a paper.

use axum::extract::State;
use documents::{Desk, Download, Numbering, Paper};
use government::Directories;
use platform::{App, Grant, Problem, form::Filter};

use super::{
    actions::ListPriorities,
    list::Asked,
    paper::{defaults, describe},
    view::year,
};
use crate::store::Agenda;

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ListPriorities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant, &asked).await?;
    app.part::<Desk>().pdf(paper).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(super) async fn docx(
    grant: Grant<ListPriorities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant, &asked).await?;
    app.part::<Desk>().docx(paper).await
}

async fn paper(app: &App, grant: &Grant<ListPriorities>, asked: &Asked) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let agenda = Agenda {
        year: year(app, &directory, &asked.tahun),
    };
    let details = defaults(&directory);
    let paper = describe(app, &directory, agenda, &details).await?;
    Ok(paper.numbered(&Numbering::default()))
}
