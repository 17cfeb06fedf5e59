//! The history of a handover.

use axum::extract::State;
use government::{Directories, handover::SUBJECT, history};
use platform::{App, Grant, Page, Problem, Ref};

use crate::web::actions::ReadHandover;

/// The history.
pub async fn show(grant: Grant<ReadHandover>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = &grant.target().handover;
    let title = format!("Serah Terima Tugas {}", it.title);
    let back = format!("/serah-terima/{}", it.id);
    history::page(&app, &directory, Ref::new(SUBJECT, it.id), &title, &back).await
}
