//! A chapter kept, a report sent, confirmed, sent back, opened again; each on the version that was seen.

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
    one::{Said, compose},
    print::computed,
};
use crate::{
    rules::chapter,
    store::{self, Decision, Report},
    web::actions::{ReviewReport, SendReport, WriteReport},
};

/// Longest words of a chapter.
const LONGEST: usize = 60_000;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    bab: String,
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
    A: Action<Target = Report>,
    F: for<'t> FnOnce(&'t mut Tx, Report, i64) -> BoxFuture<'t, Result<(), Problem>>
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
                let path = format!("/{}/lkjip/{}{leads}", grant.region(), it.id);
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
    let now = store::find_report(app.db().read(), grant.region(), it.id).await?;
    let page = compose(app, grant.actor(), directory, &now.unwrap_or(it), &said).await?;
    Ok(Err(page.with_status(status)))
}

/// Keeps the words of a chapter.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn keep(
    grant: Grant<WriteReport>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let Some(chapter) = chapter(&typing.bab) else {
        return Err(Problem::Refused(
            "Bab ini tidak ada pada sistematika laporan. Muat ulang halamannya.".into(),
        ));
    };
    let mut errors = FormErrors::new();
    let body = errors.required("isi", &typing.isi, LONGEST);
    let said = Said {
        form: chapter.id.clone(),
        typed: typing.isi.clone(),
        errors,
    };
    let leads = format!("?kabar=bab-{0}#{0}", chapter.id);
    let seen = (said, typing.versi.as_str());
    write(
        &app,
        &grant,
        &directory,
        seen,
        &leads,
        move |tx, it, version| {
            Box::pin(async move { store::keep_chapter(tx, &it, version, chapter, &body).await })
        },
    )
    .await
}

/// Sends the report to the internal auditors.
///
/// # Errors
/// As `keep`.
pub(in crate::web) async fn send(
    grant: Grant<SendReport>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let seen = (Said::default(), typing.versi.as_str());
    write(&app, &grant, &directory, seen, "", |tx, it, version| {
        Box::pin(async move { store::send_report(tx, &it, version).await })
    })
    .await
}

/// Confirms a report, sends it back, or opens it again.
///
/// # Errors
/// As `keep`.
pub(in crate::web) async fn decide(
    grant: Grant<ReviewReport>,
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
        Decision::Confirm => errors.text("isi", &typing.isi, 2000),
        _ => errors.required("isi", &typing.isi, 2000),
    };
    let said = Said {
        form: "putuskan".into(),
        typed: typing.isi.clone(),
        errors,
    };
    let (paper, _) = computed(&app, &directory, grant.target(), true).await?;
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
                store::decide_report(tx, &it, version, taken, &paper, one_person).await
            })
        },
    )
    .await
}
