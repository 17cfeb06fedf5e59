//! The history of a unit's filling.

use axum::extract::State;
use government::{Directories, history};
use platform::{App, Grant, Page, Problem, Ref};

use crate::{store::FILLING, web::actions::ReadFilling};

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let title = format!("{}, {}", it.title, directory.unit_name(it.unit_id));
    let back = format!("/isian/{}", it.id);
    history::page(&app, &directory, Ref::new(FILLING, it.id), &title, &back).await
}
