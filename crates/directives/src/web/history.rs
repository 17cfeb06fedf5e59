//! Histories of meetings, points and issues.

use axum::extract::State;
use government::{Directories, history};
use platform::{App, Grant, Page, Problem, Ref};

use super::actions::{ReadIssue, ReadMeeting, ReadPoint};
use crate::store::{ISSUE, MEETING, POINT};

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

/// The history of an issue.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn of_issue(
    grant: Grant<ReadIssue>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let unit = directory.unit_name(it.unit_id);
    let title = format!("{}, {unit}", it.kind().label());
    let back = format!("/permasalahan/{}", it.id);
    history::page(&app, &directory, Ref::new(ISSUE, it.id), &title, &back).await
}
