//! *Unduh Excel*.

use axum::extract::State;
use documents::{Desk, Download};
use government::Directories;
use platform::{App, Grant, Problem, form::Filter};

use super::{
    actions::ListPriorities,
    list::Asked,
    view::{of_year, year},
};
use crate::books;

/// The priorities of a year.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn year_book(
    grant: Grant<ListPriorities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = year(&app, &directory, &asked.tahun);
    let lines = of_year(&app, &directory, year).await?;
    let book = books::year(year, &directory, app.now(), &lines);
    app.part::<Desk>().xlsx(book).await
}
