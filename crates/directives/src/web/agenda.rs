//! The agenda.

use axum::{extract::State, response::Redirect};
use platform::{
    App, Grant, Page, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    actions::WriteMeeting,
    address::address,
    meeting::{NewAgenda, render},
};
use crate::store::{self, AgendaInput};

/// Which item.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    butir_agenda: String,
}

/// Adds an item.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the meeting's page.
pub(super) async fn add(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<NewAgenda>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let input = AgendaInput {
        topic: errors.required("topik", &typing.topik, 300),
        presenter: errors.text("penyaji", &typing.penyaji, 200),
        material: address(&mut errors, "bahan", &typing.bahan),
    };
    let meeting = grant.target().id;
    if !errors.any() {
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::add_agenda(tx, meeting, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/rapat/{meeting}", grant.region());
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = render(&app, &grant, &typing, &errors).await?;
    Ok(Err(again.refused()))
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
