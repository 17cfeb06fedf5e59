//! A mapping sent, found right, sent back, opened again; each on the version that was seen.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, Tx,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::one::{Said, compose};
use crate::{
    store::{self, Decision, Mapping},
    web::actions::{ReviewMapping, SendMapping},
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    catatan: String,
    putusan: String,
    versi: String,
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Writes; what is refused comes back as the page as it is now, with what was typed.
async fn write<A, F>(
    app: &App,
    grant: &Grant<A>,
    directory: &Arc<Directory>,
    (mut said, version, news): (Said, &str, &str),
    work: F,
) -> Answer
where
    A: Action<Target = Mapping>,
    F: for<'t> FnOnce(&'t mut Tx, Mapping, i64) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let it = grant.target().clone();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !said.errors.any() {
        let (target, version) = (it.clone(), version.parse().unwrap_or(0));
        let written = app
            .db()
            .write(grant, move |tx| work(tx, target, version))
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/pemetaan-ikk/{}?kabar={news}", grant.region(), it.id);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                said.errors.add("", text);
            }
            Err(Problem::Refused(text)) => said.errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let now = store::find_mapping(app.db().read(), grant.region(), it.id).await?;
    let page = compose(app, grant.actor(), directory, &now.unwrap_or(it), &said).await?;
    Ok(Err(page.with_status(status)))
}

/// Sends it.
///
/// # Errors
/// When the database cannot be used; what speaks against it comes back on the page.
pub(super) async fn send(
    grant: Grant<SendMapping>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let seen = (Said::default(), typing.versi.as_str(), "kirim");
    write(&app, &grant, &directory, seen, |tx, it, version| {
        Box::pin(async move { store::send_mapping(tx, &it, version).await })
    })
    .await
}

/// Finds it right, sends it back, or opens it again.
///
/// # Errors
/// As `send`.
pub(super) async fn decide(
    grant: Grant<ReviewMapping>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let decision = match typing.putusan.as_str() {
        "kembalikan" => Decision::Return,
        "buka" => Decision::Reopen,
        _ => Decision::Confirm,
    };
    let mut errors = FormErrors::new();
    let note = match decision {
        Decision::Confirm => errors.text("catatan", &typing.catatan, 2000),
        _ => errors.required("catatan", &typing.catatan, 2000),
    };
    let said = Said {
        typed: typing.catatan.clone(),
        errors,
    };
    let one_person = directory.region.one_person_both_steps;
    let seen = (said, typing.versi.as_str(), "putus");
    write(&app, &grant, &directory, seen, move |tx, it, version| {
        Box::pin(async move {
            let taken = (decision, note.as_str());
            store::decide_mapping(tx, &it, version, taken, one_person).await
        })
    })
    .await
}
