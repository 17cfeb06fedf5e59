//! A document sent, set, sent back, opened for a change; each on the version that was seen.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::{Directories, Directory, structure::Due};
use platform::{
    Action, App, Grant, Page, Problem, Tx,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::one::{Said, compose};
use crate::{
    store::document::{self, PlanDocument, Setting},
    web::actions::{DecideDocument, SendDocument},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    pub(super) catatan: String,
    pub(super) dasar: String,
    pub(super) tanggal: String,
    pub(super) batas: String,
    putusan: String,
    versi: String,
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Writes; what is refused comes back as the page as it is now, with what was typed.
async fn write<A, F>(
    app: &App,
    grant: &Grant<A>,
    directory: &Arc<Directory>,
    mut said: Said,
    work: F,
) -> Answer
where
    A: Action<Target = PlanDocument>,
    F: for<'t> FnOnce(&'t mut Tx, PlanDocument, i64) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let it = grant.target().clone();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !said.errors.any() {
        let (target, version) = (it.clone(), said.typed.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(grant, move |tx| work(tx, target, version))
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/dokumen-rencana/{}", grant.region(), it.id);
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
    let now = document::find_document(app.db().read(), grant.region(), it.id).await?;
    let shown = (&now.unwrap_or(it), None, None);
    let page = compose(app, grant.actor(), directory, shown, &said).await?;
    Ok(Err(page.with_status(status)))
}

/// Sends it.
///
/// # Errors
/// When the database cannot be used; what speaks against it comes back on the page.
pub(super) async fn send(
    grant: Grant<SendDocument>,
    State(app): State<App>,
    Typed(typed): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let said = Said {
        typed,
        errors: FormErrors::new(),
    };
    let inside = Arc::clone(&directory);
    write(&app, &grant, &directory, said, move |tx, it, version| {
        Box::pin(async move { document::send_document(tx, &inside, &it, version).await })
    })
    .await
}

/// What is decided.
enum Decision {
    Set(Setting),
    Return,
    Reopen(Due),
}

/// Notes that it was set, sends it back, or opens it for a change.
///
/// # Errors
/// As `send`.
pub(super) async fn decide(
    grant: Grant<DecideDocument>,
    State(app): State<App>,
    Typed(typed): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let (decision, words) = match typed.putusan.as_str() {
        "kembalikan" => {
            let words = errors.required("catatan", &typed.catatan, 2000);
            (Some(Decision::Return), words)
        }
        "buka" => {
            let words = errors.required("catatan", &typed.catatan, 2000);
            let due = errors.date("batas", &typed.batas);
            match due {
                None => errors.add("batas", "Isi batas waktu pengiriman perubahannya."),
                Some(day) if day < today => errors.add("batas", "Batas waktu ini sudah lewat."),
                Some(_) => {}
            }
            let due = due.map(|day| Due::new(day, None, directory.region.zone));
            (due.map(Decision::Reopen), words)
        }
        _ => {
            let basis = errors.required("dasar", &typed.dasar, 300);
            let day = errors.date("tanggal", &typed.tanggal);
            match day {
                None => errors.add("tanggal", "Isi tanggal penetapannya."),
                Some(day) if day > today => {
                    errors.add("tanggal", "Tanggal penetapan belum tiba.");
                }
                Some(_) => {}
            }
            let words = errors.text("catatan", &typed.catatan, 2000);
            let setting = day.map(|day| Decision::Set(Setting { basis, day }));
            (setting, words)
        }
    };
    let said = Said { typed, errors };
    let one_person = directory.region.one_person_both_steps;
    write(&app, &grant, &directory, said, move |tx, it, version| {
        Box::pin(async move {
            match decision {
                Some(Decision::Set(setting)) => {
                    let taken = (&setting, words.as_str());
                    document::set_document(tx, &it, version, taken, one_person).await
                }
                Some(Decision::Return) => document::return_document(tx, &it, version, &words).await,
                Some(Decision::Reopen(due)) => {
                    document::reopen_document(tx, &it, version, (&words, due)).await
                }
                // the form says already what is wrong
                None => Ok(()),
            }
        })
    })
    .await
}
