//! The history of a round.

use axum::extract::State;
use government::{Directories, history};
use platform::{App, Grant, Page, Problem, Ref};

use crate::{store::ROUND, web::actions::ReadRound};

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/periode-pengisian/{}", it.id);
    history::page(&app, &directory, Ref::new(ROUND, it.id), &it.title, &back).await
}
