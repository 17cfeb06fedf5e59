//! The next meeting of the series.

use axum::{extract::State, response::Redirect};
use platform::{App, Grant, Problem};

use super::actions::WriteMeeting;
use crate::store;

/// Makes it, or opens it when it is there.
///
/// # Errors
/// `Problem::Refused` when the meeting belongs to no series.
pub(super) async fn make(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let it = grant.target().clone();
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::next_meeting(tx, &it).await })
        })
        .await?;
    Ok(Redirect::to(&format!(
        "/{}/rapat/{}",
        grant.region(),
        written.value
    )))
}
