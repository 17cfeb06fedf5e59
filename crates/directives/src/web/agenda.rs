//! The agenda.

use axum::{extract::State, response::Redirect};
use platform::{
    App, Grant, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::actions::WriteMeeting;
use crate::store::{self, AgendaInput};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    topik: String,
    penyaji: String,
    butir_agenda: String,
}

/// Adds an item.
///
/// # Errors
/// `Problem::Refused` without a topic.
pub(super) async fn add(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let mut errors = FormErrors::new();
    let input = AgendaInput {
        topic: errors.required("topik", &typing.topik, 300),
        presenter: errors.text("penyaji", &typing.penyaji, 200),
    };
    if let Some((_, text)) = errors.all().next() {
        return Err(Problem::Refused(format!("Agenda: {text}")));
    }
    let meeting = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::add_agenda(tx, meeting, &input).await })
        })
        .await?;
    Ok(Redirect::to(&format!(
        "/{}/rapat/{meeting}",
        grant.region()
    )))
}

/// Removes an item without points.
///
/// # Errors
/// `Problem::Refused` when points stand under it.
pub(super) async fn remove(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let item = Uuid::parse_str(&typing.butir_agenda).map_err(|_| Problem::NotFound)?;
    let meeting = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::remove_agenda(tx, meeting, item).await })
        })
        .await?;
    Ok(Redirect::to(&format!(
        "/{}/rapat/{meeting}",
        grant.region()
    )))
}
