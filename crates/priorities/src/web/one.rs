//! One priority with the follow-ups that work on it.

use askama::Template;
use axum::extract::State;
use government::Directories;
use government::may::may;
use platform::{Action, App, Grant, Page, Problem, RegionCode};

use super::{
    actions::{OpenWork, ReadPriority, WritePriority},
    view::{Standing, standing},
};

#[derive(Template)]
#[template(path = "priorities/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: Standing,
    may_write: bool,
    may_open: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadPriority>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let mut found = standing(&app, &directory, vec![grant.target().clone()]).await?;
    let it = found.pop().ok_or(Problem::NotFound)?;
    let title = it.priority.title.clone();
    let one = One {
        region,
        it,
        may_write: may(&app, grant.actor(), region, WritePriority::CODE),
        may_open: may(&app, grant.actor(), region, OpenWork::CODE),
    };
    Page::new(title, &one)
}
