//! *Unduh Excel*: what is overdue, how all periods stand, the rows of a report, and an empty table
//! to fill in.

use axum::extract::State;
use documents::{Desk, Download, lists::MOST_ROWS};
use government::Directories;
use platform::{App, Grant, Problem};

use super::actions::{FillReport, ListStanding, ReadSent, ReadStanding};
use crate::{books, store};

/// What is overdue.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn late(
    grant: Grant<ListStanding>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let now = app.now();
    let found = store::overdue(app.db().read(), grant.region(), now, MOST_ROWS).await?;
    let book = books::reports("Laporan Berkala Terlambat", &directory, now, &found);
    app.part::<Desk>().xlsx(book).await
}

/// How all periods of one report stand.
///
/// # Errors
/// As `late`.
pub(super) async fn periods(
    grant: Grant<ReadStanding>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let found = store::periods(app.db().read(), grant.region(), it.id, MOST_ROWS).await?;
    let name = format!("Rekap {}", it.title);
    let book = books::reports(&name, &directory, app.now(), &found);
    app.part::<Desk>().xlsx(book).await
}

/// The rows of what was sent.
///
/// # Errors
/// As `late`.
pub(super) async fn rows(
    grant: Grant<ReadSent>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, db) = (&grant.target().sent, app.db().read());
    let rows = store::rows(db, grant.region(), it.id, "", MOST_ROWS).await?;
    let checks = store::checks_of_sent(db, grant.region(), it.id).await?;
    let book = books::rows(it, &directory, app.now(), &rows, &checks);
    app.part::<Desk>().xlsx(book).await
}

/// A table to fill in; the rows that are drafted stand in it already.
///
/// # Errors
/// As `late`.
pub(super) async fn example(
    grant: Grant<FillReport>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let book = books::draft(grant.target(), &directory, app.now());
    app.part::<Desk>().xlsx(book).await
}
