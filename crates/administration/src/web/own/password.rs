//! Changing the own password; sessions elsewhere end with it.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::account::{Passwords, change_password};
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{is_own_password, new_password, render};
use crate::{store, web::actions::WriteOwn};

/// What is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    sandi_lama: String,
    sandi_baru: String,
    sandi_ulang: String,
}

/// Changes it.
pub async fn send(
    grant: Grant<WriteOwn>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let (person, session) = (grant.actor().person, grant.actor().session);
    let own = store::own(&app, grant.region(), person).await?;
    let mut errors = FormErrors::new();
    new_password(
        &mut errors,
        &form.sandi_baru,
        &form.sandi_ulang,
        &own.sign_in,
    );
    if form.sandi_lama.is_empty() {
        errors.add("sandi_lama", "Wajib diisi.");
    } else if form.sandi_lama == form.sandi_baru {
        errors.add("sandi_baru", "Sama dengan kata sandi lama. Buat yang baru.");
    }
    if !errors.any() && !is_own_password(&app, &own, person, &form.sandi_lama).await? {
        errors.add("sandi_lama", "Bukan kata sandi Anda yang sekarang.");
    }
    if errors.any() {
        let page = render(&app, &grant, &errors).await?;
        return Ok(page.refused().into_response());
    }
    let hash = app.part::<Passwords>().hash(form.sandi_baru).await?;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { change_password(tx, person, session, hash).await })
        })
        .await?;
    let path = format!("/{}/akun?pesan=sandi", grant.region());
    Ok(Redirect::to(&path).into_response())
}
