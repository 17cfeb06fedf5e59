//! Steps of a filling: short forms on its page, each on the version that was seen.

use axum::{extract::State, http::StatusCode, response::Redirect};
use government::may::second_step;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, form::Typed};
use serde::Deserialize;

use super::grid::{Said, refused};
use crate::{
    rules::{Act, ActError, Station},
    store::{self, Filling},
    web::actions::{CollectFilling, DeskFilling, ReviewFilling, SendFilling, SignFilling},
};

/// What a form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    catatan: String,
    versi: String,
}

/// The form of a unit that collects parts.
const PART: &str = "bagian";
/// The form of the compiling section.
const DESK: &str = "desk";
/// The form of the internal auditor.
const REVIEW: &str = "reviu";

/// At which station a form is filled in, where it is of one.
fn station_of(form: &str) -> Option<Station> {
    match form {
        DESK | PART => Some(Station::Desk),
        REVIEW => Some(Station::Review),
        _ => None,
    }
}

type Decided = Result<Result<Redirect, Page>, Problem>;

async fn take<A: Action<Target = Filling>>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    (form, act): (&'static str, Act),
    typing: Typing,
) -> Decided {
    let it = grant.target().clone();
    // what no unit collects is looked at by the compiling section and nobody else
    if form == PART && !it.is_part() {
        return Err(Problem::NotFound);
    }
    let mut said = Said {
        form,
        note: typing.catatan.clone(),
        ..Said::default()
    };
    let note = said.errors.text("catatan", &typing.catatan, 4000);
    // a right to one station is no right to the next: the desk finishes no review of the auditor
    if station_of(form).is_some_and(|station| station != it.stand().station)
        || (form == DESK && it.is_part())
    {
        let wrong = ActError::NotFrom(it.stand(), it.is_part());
        said.errors.add("catatan", wrong.text());
    }
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !said.errors.any() {
        let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let both = directory.region.one_person_both_steps;
        let written = app
            .db()
            .write(grant, move |tx| {
                Box::pin(async move { store::take(tx, &target, act, &note, version, both).await })
            })
            .await;
        match written {
            Ok(_) => {
                let news = if act == Act::Send { "?kabar=kirim" } else { "" };
                let path = format!("/{}/isian/{}{news}", grant.region(), it.id);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                said.errors.add("", text);
            }
            Err(Problem::Refused(text)) => said.errors.add("catatan", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(refused(
        app,
        grant.actor(),
        directory,
        &it,
        &said,
        status,
    )
    .await?))
}

/// The unit sends.
///
/// # Errors
/// When the database cannot be used.
pub(in crate::web) async fn send(
    grant: Grant<SendFilling>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    if second_step(&directory, &grant.actor().role) {
        return Err(Problem::Forbidden(
            "Di daerah ini isian dikirim oleh kepala unit. Isian Anda sudah tersimpan; minta kepala \
             unit mengirimnya."
                .into(),
        ));
    }
    take(&app, &grant, &directory, ("kirim", Act::Send), typing).await
}

/// Defines a step of one right.
macro_rules! step {
    ($($(#[$doc:meta])* $name:ident $action:ty, $form:expr, $act:expr;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// When the database cannot be used.
        pub(in crate::web) async fn $name(
            grant: Grant<$action>,
            State(app): State<App>,
            Typed(typing): Typed<Typing>,
        ) -> Decided {
            let directory = Directories::of(&app, &grant).await?;
            take(&app, &grant, &directory, ($form, $act), typing).await
        }
    )+};
}

step! {
    /// The compiling section sends it back.
    desk_return DeskFilling, DESK, Act::Return;
    /// The compiling section passes it on to the auditor.
    desk_accept DeskFilling, DESK, Act::Accept;
    /// The unit above sends a part back.
    part_return CollectFilling, PART, Act::Return;
    /// The unit above takes a part.
    part_accept CollectFilling, PART, Act::Accept;
    /// The auditor hands over the notes, for correction.
    review_return ReviewFilling, REVIEW, Act::Return;
    /// The auditor is done.
    review_accept ReviewFilling, REVIEW, Act::Accept;
    /// The head signs.
    sign SignFilling, "ttd", Act::Sign;
    /// The compiling section opens it again.
    reopen DeskFilling, "buka", Act::Reopen;
}
