//! The history of a post: who was entered, corrected, ended.

use axum::extract::State;
use government::{Directories, history, posts::POST};
use platform::{App, Grant, Page, Problem, Ref};

use crate::web::actions::ReadPost;

/// The history.
pub async fn show(grant: Grant<ReadPost>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let post = grant.target();
    let back = format!("/pengaturan/unit/{}/jabatan", post.unit);
    history::page(
        &app,
        &directory,
        Ref::new(POST, post.id),
        &post.title,
        &back,
    )
    .await
}
