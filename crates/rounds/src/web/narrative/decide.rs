//! A piece kept, what was written sent, accepted, sent back, opened again; each on the version that was seen.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, Tx,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::one::{Said, compose, name};
use crate::{
    rules::outline,
    store::{self, Narrative, NarrativeDecision},
    web::actions::{DeskNarrative, SendNarrative, WriteNarrative},
};

/// Longest words of a piece.
const LONGEST: usize = 60_000;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    bagian: String,
    isi: String,
    putusan: String,
    versi: String,
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Writes; what is refused comes back as the page as it is now, with what was typed.
async fn write<A, F>(
    app: &App,
    grant: &Grant<A>,
    directory: &Arc<Directory>,
    (said, version): (Said, &str),
    leads: &str,
    work: F,
) -> Answer
where
    A: Action<Target = Narrative>,
    F: for<'t> FnOnce(&'t mut Tx, Narrative, i64) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let (it, mut said) = (grant.target().clone(), said);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !said.errors.any() {
        let (target, version) = (it.clone(), version.parse().unwrap_or(0));
        let written = app
            .db()
            .write(grant, move |tx| work(tx, target, version))
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/naskah-laporan/{}{leads}", grant.region(), it.id);
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
    let now = store::find_narrative(app.db().read(), grant.region(), it.id).await?;
    let page = compose(app, grant.actor(), directory, &now.unwrap_or(it), &said).await?;
    Ok(Err(page.with_status(status)))
}

/// Keeps the words of a piece.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn keep(
    grant: Grant<WriteNarrative>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let parts = store::parts_of_narratives(app.db().read(), grant.region(), &[it.id]).await?;
    let wanted = typing.bagian.parse().unwrap_or(0);
    let Some(part) = parts.iter().find(|part| part.number == wanted) else {
        return Err(Problem::Refused(
            "Bagian ini tidak diminta dari unit ini. Muat ulang halamannya.".into(),
        ));
    };
    let chapter = outline(&it.report).and_then(|it| it.chapter(&part.chapter));
    let named = name(chapter, part);
    let mut errors = FormErrors::new();
    let body = errors.required("isi", &typing.isi, LONGEST);
    let said = Said {
        form: wanted.to_string(),
        typed: typing.isi.clone(),
        errors,
    };
    let leads = format!("?kabar=bagian-{wanted}#bagian-{wanted}");
    let seen = (said, typing.versi.as_str());
    write(
        &app,
        &grant,
        &directory,
        seen,
        &leads,
        move |tx, it, version| {
            Box::pin(
                async move { store::keep_part(tx, &it, version, (wanted, &named), &body).await },
            )
        },
    )
    .await
}

/// Sends it to the compiling section.
///
/// # Errors
/// As `keep`.
pub(in crate::web) async fn send(
    grant: Grant<SendNarrative>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let seen = (Said::default(), typing.versi.as_str());
    write(&app, &grant, &directory, seen, "", |tx, it, version| {
        Box::pin(async move { store::send_narrative(tx, &it, version).await })
    })
    .await
}

/// Accepts it, sends it back, or opens it again.
///
/// # Errors
/// As `keep`.
pub(in crate::web) async fn decide(
    grant: Grant<DeskNarrative>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let decision = match typing.putusan.as_str() {
        "kembalikan" => NarrativeDecision::Return,
        "buka" => NarrativeDecision::Reopen,
        _ => NarrativeDecision::Accept,
    };
    let mut errors = FormErrors::new();
    let note = match decision {
        NarrativeDecision::Accept => errors.text("isi", &typing.isi, 2000),
        _ => errors.required("isi", &typing.isi, 2000),
    };
    let said = Said {
        form: "putuskan".into(),
        typed: typing.isi.clone(),
        errors,
    };
    let one_person = directory.region.one_person_both_steps;
    let seen = (said, typing.versi.as_str());
    write(
        &app,
        &grant,
        &directory,
        seen,
        "",
        move |tx, it, version| {
            Box::pin(async move {
                let taken = (decision, note.as_str());
                store::decide_narrative(tx, &it, version, taken, one_person).await
            })
        },
    )
    .await
}
