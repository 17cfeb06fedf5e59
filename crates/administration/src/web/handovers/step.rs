//! The two signatures: who leaves gives, who follows receives.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    follow_up::disposition::Recipient,
    handover::{self, Receiver, Seen},
};
use platform::{
    Action, App, Grant, Problem,
    form::{FormErrors, Typed as Body},
};
use serde::Deserialize;

use super::one::{Typed, holders_today, judge, page};
use crate::web::actions::{GiveHandover, ReceiveHandover};

/// What who leaves types; `langkah` is `serahkan` for the signature.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Giving {
    catatan: String,
    langkah: String,
    versi: String,
}

/// What who receives types.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Receiving {
    kata: String,
    versi: String,
}

/// Keeps the notes, or gives.
pub async fn give(
    grant: Grant<GiveHandover>,
    State(app): State<App>,
    Body(form): Body<Giving>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let notes = errors.text("catatan", &form.catatan, 8000);
    let gives = form.langkah == "serahkan";
    if gives && notes.is_empty() {
        errors.add(
            "catatan",
            "Tulis yang perlu diketahui pejabat berikutnya, atau bahwa tidak ada.",
        );
    }
    let typed = Typed {
        notes: Some(notes.clone()),
        ..Typed::default()
    };
    if errors.any() {
        return again(&app, &grant, &typed, &errors, None).await;
    }
    let (it, version) = (grant.target().handover.clone(), version(&form.versi));
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                match gives {
                    true => handover::give(tx, &it, version, &notes).await,
                    false => handover::keep_notes(tx, &it, version, &notes).await,
                }
            })
        })
        .await;
    match written {
        Ok(_) => Ok(done(
            &grant,
            match gives {
                true => "diserahkan",
                false => "catatan",
            },
        )),
        Err(problem) => again(&app, &grant, &typed, &errors, Some(problem)).await,
    }
}

/// Receives.
pub async fn receive(
    grant: Grant<ReceiveHandover>,
    State(app): State<App>,
    Body(form): Body<Receiving>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let it = grant.target().handover.clone();
    let mut errors = FormErrors::new();
    let word = errors.text("kata", &form.kata, 2000);
    let typed = Typed {
        word: word.clone(),
        ..Typed::default()
    };
    let holders = holders_today(&app, grant.region(), &it, today).await?;
    let judged = judge(&app, &grant, &it, &holders, today);
    if !judged.may() {
        errors.add("", judged.why_not());
    }
    if errors.any() {
        return again(&app, &grant, &typed, &errors, None).await;
    }
    let actor = grant.actor();
    let to = Recipient {
        unit: it.unit,
        account: (judged == Receiver::Holder).then_some(actor.person),
        name: match judged {
            Receiver::Holder => format!("{} ({})", actor.name, actor.title),
            _ => directory.unit_name(it.unit).to_owned(),
        },
    };
    let (inside, version) = (app.clone(), version(&form.versi));
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { handover::receive(tx, &inside, &it, version, &word, to).await })
        })
        .await;
    match written {
        Ok(_) => Ok(done(&grant, "diterima")),
        Err(problem) => again(&app, &grant, &typed, &errors, Some(problem)).await,
    }
}

fn version(typed: &str) -> i64 {
    typed.parse().unwrap_or(0)
}

fn done<A: Action<Target = Seen>>(grant: &Grant<A>, word: &str) -> Response {
    let (region, id) = (grant.region(), grant.target().handover.id);
    Redirect::to(&format!("/{region}/serah-terima/{id}?pesan={word}")).into_response()
}

/// The page again, with what is wrong and what was typed.
async fn again<A: Action<Target = Seen>>(
    app: &App,
    grant: &Grant<A>,
    typed: &Typed,
    errors: &FormErrors,
    problem: Option<Problem>,
) -> Result<Response, Problem> {
    let mut errors = errors.clone();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match problem {
        None => {}
        Some(Problem::Refused(why)) => errors.add("", why),
        Some(Problem::Conflict(why)) => {
            errors.add("", why);
            status = StatusCode::CONFLICT;
        }
        Some(problem) => return Err(problem),
    }
    let page = page(app, grant, typed, &errors).await?;
    Ok(page.with_status(status).into_response())
}
