//! Letting the signature of a head follow later (*tanda tangan menyusul*).

use axum::{extract::State, http::StatusCode, response::Redirect};
use government::Directories;
use platform::{App, Grant, Page, Problem, form::Typed};
use serde::Deserialize;

use super::grid::{Said, refused};
use crate::{store, web::actions::DeskFilling};

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    catatan: String,
}

/// Notes it.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn note(
    grant: Grant<DeskFilling>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut said = Said {
        form: "menyusul",
        note: typing.catatan.clone(),
        ..Said::default()
    };
    let note = said.errors.required("catatan", &typing.catatan, 4000);
    if !said.errors.any() {
        let target = it.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::sign_later(tx, &target, &note).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/isian/{}", grant.region(), it.id);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text)) => said.errors.add("catatan", text),
            Err(other) => return Err(other),
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let page = refused(&app, grant.actor(), &directory, &it, &said, status).await?;
    Ok(Err(page))
}
