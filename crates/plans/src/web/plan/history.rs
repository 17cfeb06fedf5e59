//! The history of a plan.

use axum::extract::State;
use government::{Directories, history};
use platform::{App, Grant, Page, Problem, Ref};

use crate::{store::PLAN, web::actions::ReadPlan};

/// The history.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadPlan>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let (subject, back) = (Ref::new(PLAN, it.id), format!("/rencana-aksi/{}", it.id));
    history::page(&app, &directory, subject, &it.title, &back).await
}
