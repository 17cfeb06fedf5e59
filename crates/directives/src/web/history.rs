//! Histories of meetings and points.

use axum::extract::State;
use government::{Directories, history};
use platform::{App, Grant, Page, Problem, Ref};

use super::actions::{ReadMeeting, ReadPoint};
use crate::store::{MEETING, POINT};

/// The history of a meeting.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn of_meeting(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/rapat/{}", it.id);
    history::page(&app, &directory, Ref::new(MEETING, it.id), &it.title, &back).await
}

/// The history of a point.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn of_point(
    grant: Grant<ReadPoint>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let title = format!("Butir {}, {}", it.number, it.meeting_title);
    let back = format!("/butir/{}", it.id);
    history::page(&app, &directory, Ref::new(POINT, it.id), &title, &back).await
}
