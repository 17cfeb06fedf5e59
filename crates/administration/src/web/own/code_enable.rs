//! Turning the second factor on, once the digits prove that the key is in the app; takes the
//! password, so that a borrowed session cannot lock its owner out.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::account::{confirm_totp, enable_totp};
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    code_prepare::{refuse_when_on, render},
    is_own_password,
};
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
    sandi_kode: String,
}

/// Turns it on.
pub async fn send(
    grant: Grant<WriteOwn>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let person = grant.actor().person;
    let own = store::own(&app, grant.region(), person).await?;
    refuse_when_on(&own)?;
    let mut errors = FormErrors::new();
    if form.sandi_kode.is_empty() {
        errors.add(
            "sandi_kode",
            "Ketik kata sandi Anda untuk mengaktifkan kode dua langkah.",
        );
    } else if !is_own_password(&app, &own, person, &form.sandi_kode).await? {
        errors.add("sandi_kode", "Bukan kata sandi Anda yang sekarang.");
    }
    if errors.any() {
        let page = render(&app, &grant, &form.kunci, None, &errors).await?;
        return Ok(unkept(page.refused()));
    }
    let step = match confirm_totp(&app, &form.kunci, &form.kode) {
        Ok(step) => step,
        Err(Problem::Refused(why)) => {
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
            Box::pin(async move { enable_totp(tx, person, sealed, step).await })
        })
        .await?;
    let path = format!("/{}/akun?pesan=kode-aktif", grant.region());
    Ok(Redirect::to(&path).into_response())
}
