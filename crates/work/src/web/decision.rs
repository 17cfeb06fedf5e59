//! Decisions about a follow-up: short forms on its page. Each says which version it was made on;
//! what is refused comes back as the page with the note where it was typed.

use axum::{http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::{
    Directories,
    follow_up::{self, FollowUp},
};
use platform::{Action, App, Grant, Page, Problem, RegionCode, Tx, Uuid, form::FormErrors};
use serde::Deserialize;

use super::detail::{Said, compose};

/// What a decision form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    /// The note or reason.
    pub catatan: String,
    /// The version of the follow-up that was seen.
    pub versi: String,
    /// A choice, where there is one.
    pub status: String,
}

/// A decision to be taken.
pub(super) struct Decision {
    /// Name of the form on the page.
    pub form: &'static str,
    /// Whether it needs words.
    pub needs_note: bool,
    /// What the page says afterwards.
    pub news: &'static str,
}

/// What a decision answers with: on to the page, or the page with what is wrong.
pub(super) type Decided = Result<Result<Redirect, Page>, Problem>;

/// Takes a decision on the version that was seen.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn take<A, F>(
    app: &App,
    grant: &Grant<A>,
    it: &FollowUp,
    decision: Decision,
    typing: Typing,
    work: F,
) -> Decided
where
    A: Action,
    F: for<'t> FnOnce(&'t mut Tx, FollowUp, String) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let mut errors = FormErrors::new();
    let note = if decision.needs_note {
        errors.required("catatan", &typing.catatan, 2000)
    } else {
        errors.text("catatan", &typing.catatan, 2000)
    };
    let seen = typing.versi == it.version.to_string();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !seen {
        status = StatusCode::CONFLICT;
        errors.add(
            "",
            "Isi halaman ini berubah sejak Anda membukanya, jadi keputusan Anda belum disimpan. \
             Periksa isi terakhirnya di bawah, lalu putuskan lagi.",
        );
    }
    if !errors.any() {
        let target = it.clone();
        let written = app
            .db()
            .write(grant, move |tx| work(tx, target, note))
            .await;
        match written {
            Ok(_) => return Ok(Ok(to(grant.region(), it.id, decision.news))),
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(other) => return Err(other),
        }
    }
    let directory = Directories::of(app, grant).await?;
    let now = follow_up::find(app.db().read(), grant.region(), it.id)
        .await?
        .ok_or(Problem::NotFound)?;
    let said = Said {
        form: decision.form,
        note: typing.catatan,
        errors,
    };
    let page = compose(app, &directory, grant.actor(), &now.follow_up, &said).await?;
    Ok(Err(page.with_status(status)))
}

/// Back to the follow-up, saying what happened.
pub(super) fn to(region: &RegionCode, id: Uuid, news: &str) -> Redirect {
    Redirect::to(&format!("/{region}/tindak-lanjut/{id}?kabar={news}"))
}
