//! *Unduh Excel*.

use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Viewer};
use platform::{App, Grant, Problem, form::Filter};

use super::{
    actions::ListFindings,
    list::{Asked, Found, found},
};
use crate::books;

/// The register as it is filtered and may be seen.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn list(
    grant: Grant<ListFindings>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let viewer = Viewer::of(grant.actor(), grant.region());
    let Found { year, lines, .. } = found(&app, &directory, &viewer, &asked).await?;
    let book = books::audit_items(&year, &directory, app.now(), &lines);
    app.part::<Desk>().xlsx(book).await
}
