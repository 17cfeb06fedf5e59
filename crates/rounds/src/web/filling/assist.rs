//! Noting a time of assistance (*Asistensi / Desk*).

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
    tanggal: String,
    uraian: String,
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
        form: "asistensi",
        note: typing.uraian.clone(),
        day: typing.tanggal.clone(),
        ..Said::default()
    };
    let text = said.errors.required("uraian", &typing.uraian, 4000);
    let day = said.errors.date("tanggal", &typing.tanggal);
    if day.is_none() {
        said.errors.add("tanggal", "Wajib diisi.");
    }
    let (Some(day), false) = (day, said.errors.any()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Err(refused(
            &app,
            grant.actor(),
            &directory,
            &it,
            &said,
            status,
        )
        .await?));
    };
    let path = format!("/{}/isian/{}", grant.region(), it.id);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::note_assistance(tx, &it, day, &text).await })
        })
        .await?;
    Ok(Ok(Redirect::to(&path)))
}
