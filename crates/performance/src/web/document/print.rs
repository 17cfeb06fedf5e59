//! A document as PDF, Word and Excel: the edition that was asked for, or what the page shows.

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::Directories;
use platform::{App, Grant, Problem, form::Filter};

use super::{one::Asked, shown::Shown};
use crate::{
    books,
    papers::{self, DocumentPaper},
    web::actions::ReadDocument,
};

/// What the page shows, as a paper.
async fn paper(app: &App, grant: &Grant<ReadDocument>, asked: &Asked) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let shown = Shown::of(app, grant.actor(), &directory, it, asked.edition()?).await?;
    let paper = DocumentPaper {
        kind: it.kind(),
        title: &it.title(),
        unit: it.unit_id,
        plan: &it.plan_title,
        version: &shown.version(&directory),
        content: &shown.content,
    };
    Ok(papers::document(&paper, &directory, app.now()))
}

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadDocument>,
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
    grant: Grant<ReadDocument>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant, &asked).await?;
    app.part::<Desk>().docx(paper).await
}

/// As a workbook, with what changed since it was set.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ReadDocument>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, it) = (grant.actor(), grant.target());
    let number = asked.edition()?;
    let shown = Shown::of(&app, actor, &directory, it, number).await?;
    let changed = shown.changed(&app, &directory, it, number).await?;
    let unit = directory.unit_name(it.unit_id);
    let name = format!("{} {unit}", it.title());
    let content = (&shown.content, changed.as_slice());
    let version = shown.version(&directory);
    let lists = books::document(&it.title(), &directory, app.now(), &version, content);
    app.part::<Desk>().book(&name, lists).await
}
