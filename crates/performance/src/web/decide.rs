//! Steps of an agreement: sent, sent back, its revision asked for and decided. Short forms on its page,
//! each on the version that was seen.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, Tx,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    actions::{DecideRevision, ReturnAgreement, SendAgreement},
    one::{Said, compose},
};
use crate::store::{self, Agreement};

/// What a form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    dasar: String,
    catatan: String,
    putusan: String,
    versi: String,
}

type Decided = Result<Result<Redirect, Page>, Problem>;

/// A form on the page.
#[derive(Clone, Copy)]
struct FormOf {
    name: &'static str,
    needs_note: bool,
    news: &'static str,
}

/// Takes a step; what is refused comes back as the page as it is now, with what was typed.
async fn take<A, F>(
    app: &App,
    grant: &Grant<A>,
    directory: &Arc<Directory>,
    form: FormOf,
    typing: Typing,
    work: F,
) -> Decided
where
    A: Action<Target = Agreement>,
    F: for<'t> FnOnce(&'t mut Tx, Agreement, i64, String) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let note = match form.needs_note {
        true => errors.required("catatan", &typing.catatan, 2000),
        false => errors.text("catatan", &typing.catatan, 2000),
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        let (agreement, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(grant, move |tx| work(tx, agreement, version, note))
            .await;
        match written {
            Ok(_) => {
                let (region, news) = (grant.region(), form.news);
                let path = format!("/{region}/perjanjian-kinerja/{}?kabar={news}", it.id);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let now = store::find_agreement(app.db().read(), grant.region(), it.id).await?;
    let said = Said {
        form: form.name,
        ground: typing.dasar,
        note: typing.catatan,
        errors,
    };
    let page = compose(app, grant.actor(), directory, &now.unwrap_or(it), &said).await?;
    Ok(Err(page.with_status(status)))
}

/// The unit sends its agreement.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn send(
    grant: Grant<SendAgreement>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    let unit = grant.target().unit_id;
    let today = directory.region.today(app.now());
    let parties = store::parties(app.db().read(), &directory, &[unit], today).await?;
    let has_first = parties.get(&unit).is_some_and(|it| it.first.post.is_some());
    let form = FormOf {
        name: "kirim",
        needs_note: false,
        news: "kirim",
    };
    take(
        &app,
        &grant,
        &directory,
        form,
        typing,
        move |tx, it, version, _| {
            Box::pin(async move { store::send(tx, &it, version, has_first).await })
        },
    )
    .await
}

/// It comes back with what is to be improved.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn send_back(
    grant: Grant<ReturnAgreement>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    let form = FormOf {
        name: "kembalikan",
        needs_note: true,
        news: "",
    };
    take(
        &app,
        &grant,
        &directory,
        form,
        typing,
        |tx, it, version, note| {
            Box::pin(async move { store::send_back(tx, &it, version, &note).await })
        },
    )
    .await
}

/// The unit asks for a revision.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn ask(
    grant: Grant<SendAgreement>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    let form = FormOf {
        name: "revisi",
        needs_note: true,
        news: "revisi",
    };
    let ground = typing.dasar.clone();
    take(
        &app,
        &grant,
        &directory,
        form,
        typing,
        |tx, it, version, note| {
            Box::pin(async move { store::ask(tx, &it, version, &ground, &note).await })
        },
    )
    .await
}

/// The revision that is asked for is approved or declined.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn decide(
    grant: Grant<DecideRevision>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    let all = store::requests(app.db().read(), grant.region(), grant.target().id).await?;
    let open = all.into_iter().find(store::Request::is_open);
    let approve = typing.putusan == "setujui";
    let form = FormOf {
        name: "putuskan",
        needs_note: !approve,
        news: "",
    };
    let one_person = directory.region.one_person_both_steps;
    take(
        &app,
        &grant,
        &directory,
        form,
        typing,
        move |tx, it, version, note| {
            Box::pin(async move {
                let Some(request) = open else {
                    return Err(Problem::Refused(
                        "Tidak ada pengajuan revisi yang menunggu keputusan.".into(),
                    ));
                };
                store::decide(tx, &it, version, &request, approve, &note, one_person).await
            })
        },
    )
    .await
}
