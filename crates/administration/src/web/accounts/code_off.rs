//! Switching off the second factor of a person who lost the phone, with a reason.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::account::take_totp_away;
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{Back, Shown, finding, render};
use crate::web::actions::WriteAccount;

/// Why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    alasan: String,
}

/// Switches it off; all sessions of the person end.
pub async fn send(
    grant: Grant<WriteAccount>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let person = grant.target();
    let mut errors = FormErrors::new();
    let reason = errors.required("alasan", &form.alasan, 300);
    if person.id == grant.actor().person {
        // there it takes the password
        errors.add("alasan", "Kode sendiri dimatikan di halaman Akun Saya.");
    }
    if errors.any() {
        let why = errors.of("alasan").to_owned();
        return refuse(&app, &grant, form, why).await;
    }
    let account = person.id;
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { take_totp_away(tx, account, &reason).await })
        })
        .await;
    match written {
        Ok(_) => {
            let (region, q) = (grant.region(), finding(&person.sign_in));
            let path = format!("/{region}/pengaturan/akun?q={q}&pesan=kode-orang#akun-{account}");
            Ok(Redirect::to(&path).into_response())
        }
        Err(Problem::Refused(why)) => refuse(&app, &grant, form, why).await,
        Err(problem) => Err(problem),
    }
}

async fn refuse(
    app: &App,
    grant: &Grant<WriteAccount>,
    form: Form,
    why: String,
) -> Result<Response, Problem> {
    let person = grant.target();
    let mut errors = FormErrors::new();
    errors.add("", format!("{}: {why}", person.name));
    let shown = Shown {
        q: finding(&person.sign_in),
        errors,
        back: Back {
            subject: Some(person.id),
            typed: form.alasan,
            error: why,
        },
        ..Shown::default()
    };
    Ok(render(app, grant, &shown).await?.refused().into_response())
}
