//! A meeting moves on: prepared, going on, over.

use axum::{extract::State, response::Redirect};
use platform::{App, Grant, Problem, form::Typed};
use serde::Deserialize;

use super::actions::WriteMeeting;
use crate::{rules::MeetingState, store};

/// What was chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    status: String,
}

/// Sets the state.
///
/// # Errors
/// `Problem::Conflict` when somebody else changed the meeting.
pub(super) async fn set(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let state = match typing.status.as_str() {
        "mulai" => MeetingState::Running,
        "selesai" => MeetingState::Closed,
        "siapkan" => MeetingState::Planned,
        _ => return Err(Problem::Refused("Pilih status rapat.".into())),
    };
    let it = grant.target().clone();
    let id = it.id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::set_state(tx, &it, state).await })
        })
        .await?;
    Ok(Redirect::to(&format!("/{}/rapat/{id}", grant.region())))
}
