//! Ending a post or an assignment of a person: the last day it holds.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    account::{CapacityKind, end_capacity},
};
use platform::{
    App, Grant, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{Back, Shown, finding, line::kind_word, render};
use crate::web::actions::WriteAccount;

/// Which one, and its last day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    jenis: String,
    jabatan: String,
    sampai: String,
}

/// Ends it; without a day, today is the last.
pub async fn send(
    grant: Grant<WriteAccount>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let kind = [CapacityKind::Holder, CapacityKind::Assignment]
        .into_iter()
        .find(|kind| kind_word(*kind) == form.jenis);
    let capacity = Uuid::parse_str(&form.jabatan).ok();
    let (Some(kind), Some(capacity)) = (kind, capacity) else {
        let why = "Pilih jabatan atau penugasan yang diakhiri.";
        return refuse(&app, &grant, &form, why.into()).await;
    };
    let last = errors.date("sampai", &form.sampai).unwrap_or(today);
    if errors.any() {
        let why = errors.of("sampai").to_owned();
        return refuse(&app, &grant, &form, why).await;
    }
    if capacity == grant.actor().capacity {
        let why = "Jabatan yang sedang Anda pakai tidak dapat Anda akhiri sendiri. Minta \
                   administrator lain melakukannya.";
        return refuse(&app, &grant, &form, why.into()).await;
    }
    let account = grant.target().id;
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { end_capacity(tx, account, kind, capacity, last, today).await })
        })
        .await;
    match written {
        Ok(_) => {
            let (region, q) = (grant.region(), finding(&grant.target().sign_in));
            let path =
                format!("/{region}/pengaturan/akun?q={q}&pesan=jabatan-berakhir#akun-{account}");
            Ok(Redirect::to(&path).into_response())
        }
        Err(Problem::Refused(why)) => refuse(&app, &grant, &form, why).await,
        Err(problem) => Err(problem),
    }
}

async fn refuse(
    app: &App,
    grant: &Grant<WriteAccount>,
    form: &Form,
    why: String,
) -> Result<Response, Problem> {
    let person = grant.target();
    let mut errors = FormErrors::new();
    errors.add("", format!("{}: {why}", person.name));
    let shown = Shown {
        q: finding(&person.sign_in),
        errors,
        back: Back {
            subject: Uuid::parse_str(&form.jabatan).ok(),
            typed: form.sampai.clone(),
            error: why,
        },
        ..Shown::default()
    };
    Ok(render(app, grant, &shown).await?.refused().into_response())
}
