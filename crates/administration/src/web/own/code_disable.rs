//! Turning the second factor off; takes the password, so that a borrowed session cannot.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::account::disable_totp;
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{is_own_password, render};
use crate::{store, web::actions::WriteOwn};

/// What is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    sandi_kode: String,
}

/// Turns it off.
pub async fn send(
    grant: Grant<WriteOwn>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let person = grant.actor().person;
    let own = store::own(&app, grant.region(), person).await?;
    let mut errors = FormErrors::new();
    if form.sandi_kode.is_empty() {
        errors.add(
            "sandi_kode",
            "Ketik kata sandi Anda untuk mematikan kode dua langkah.",
        );
    } else if !is_own_password(&app, &own, person, &form.sandi_kode).await? {
        errors.add("sandi_kode", "Bukan kata sandi Anda yang sekarang.");
    }
    if errors.any() {
        let page = render(&app, &grant, &errors).await?;
        return Ok(page.refused().into_response());
    }
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { disable_totp(tx, person).await })
        })
        .await?;
    let path = format!("/{}/akun?pesan=kode-mati", grant.region());
    Ok(Redirect::to(&path).into_response())
}
