//! *Unduh Excel*.

use axum::extract::State;
use documents::{Desk, Download};
use government::Directories;
use platform::{App, Grant, Problem, form::Filter};

use super::{
    actions::ListItems,
    list::{Asked, Found, found},
};
use crate::books;

/// The list as it is filtered.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn list(
    grant: Grant<ListItems>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let Found { year, lines, .. } = found(&app, &directory, &asked).await?;
    let book = books::items(year, &directory, app.now(), &lines);
    app.part::<Desk>().xlsx(book).await
}
