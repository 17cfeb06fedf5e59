//! Turning the second factor on, once the digits prove that the key is in the app.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::account::{confirm_totp, disable_totp};
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::code_prepare::{refuse_when_on, render};
use crate::{
    store,
    web::{actions::WriteOwn, unkept},
};

/// The sealed key and what is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    kunci: String,
    kode: String,
}

/// Turns it on.
pub async fn send(
    grant: Grant<WriteOwn>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let person = grant.actor().person;
    refuse_when_on(&store::own(&app, grant.region(), person).await?)?;
    let step = match confirm_totp(&app, &form.kunci, &form.kode) {
        Ok(step) => step,
        Err(Problem::Refused(why)) => {
            let mut errors = FormErrors::new();
            errors.add("kode", why);
            let page = render(&app, &grant, &form.kunci, None, &errors).await?;
            return Ok(unkept(page.refused()));
        }
        // the hidden field was changed on the way
        Err(_) => {
            return Err(Problem::Malformed(
                "Kunci pada halaman tadi tidak terbaca. Kembali ke Akun Saya, lalu siapkan kunci \
                 yang baru."
                    .into(),
            ));
        }
    };
    let sealed = form.kunci;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { disable_totp(tx, person, Some(sealed), step).await })
        })
        .await?;
    let path = format!("/{}/akun?pesan=kode-aktif", grant.region());
    Ok(Redirect::to(&path).into_response())
}
