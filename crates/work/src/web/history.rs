//! The whole story of a follow-up.

use axum::extract::State;
use government::{Directories, follow_up, history};
use platform::{App, Grant, Page, Problem, Ref};

use super::actions::ReadHistory;

/// The history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadHistory>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let title = format!("{} · {}", it.number, it.task);
    let back = format!("/tindak-lanjut/{}", it.id);
    history::page(
        &app,
        &directory,
        Ref::new(follow_up::SUBJECT, it.id),
        &title,
        &back,
    )
    .await
}
