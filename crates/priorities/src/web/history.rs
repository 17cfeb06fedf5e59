//! The history of a priority.

use axum::extract::State;
use government::{Directories, history};
use platform::{App, Grant, Page, Problem, Ref};

use super::actions::ReadPriority;
use crate::store::PRIORITY;

/// The history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadPriority>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/prioritas/{}", it.id);
    history::page(
        &app,
        &directory,
        Ref::new(PRIORITY, it.id),
        &it.title,
        &back,
    )
    .await
}
