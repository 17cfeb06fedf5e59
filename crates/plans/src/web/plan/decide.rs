//! The steps of a plan's review: short forms on its page, each on the version that was seen.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::{
    Directories, Directory,
    team::{self, Team},
};
use platform::{
    Action, App, Grant, Page, Problem, Tx, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::one::{Said, compose};
use crate::{
    rules::OwnerRef,
    store::{self, Leads, Plan},
    web::actions::{DecidePlan, SendPlan},
};

/// What a decision form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    catatan: String,
    versi: String,
}

type Decided = Result<Result<Redirect, Page>, Problem>;

/// Takes a step; what is refused comes back as the page as it is now, with the note where it was
/// typed.
async fn take<A, F>(
    app: &App,
    grant: &Grant<A>,
    directory: &Arc<Directory>,
    form: &'static str,
    typing: Typing,
    needs_note: bool,
    work: F,
) -> Decided
where
    A: Action<Target = Plan>,
    F: for<'t> FnOnce(&'t mut Tx, Plan, i64, String) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let note = match needs_note {
        true => errors.required("catatan", &typing.catatan, 2000),
        false => String::new(),
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        let (plan, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(grant, move |tx| work(tx, plan, version, note))
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/rencana-aksi/{}", grant.region(), it.id);
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
    let now = store::find_plan(app.db().read(), grant.region(), it.id).await?;
    let said = Said {
        form,
        note: typing.catatan,
        errors,
    };
    let page = compose(app, grant.actor(), directory, &now.unwrap_or(it), &said).await?;
    Ok(Err(page.with_status(status)))
}

/// The unit sends its plan.
///
/// # Errors
/// When the database cannot be used.
pub(in crate::web) async fn send(
    grant: Grant<SendPlan>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    take(
        &app,
        &grant,
        &directory,
        "ajukan",
        typing,
        false,
        |tx, it, version, _| Box::pin(async move { store::send(tx, &it, version).await }),
    )
    .await
}

/// It comes back with what is to be improved.
///
/// # Errors
/// As `send`.
pub(in crate::web) async fn send_back(
    grant: Grant<DecidePlan>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    take(
        &app,
        &grant,
        &directory,
        "kembalikan",
        typing,
        true,
        |tx, it, version, note| {
            Box::pin(async move { store::send_back(tx, &it, version, &note).await })
        },
    )
    .await
}

/// What was agreed is opened again.
///
/// # Errors
/// As `send`.
pub(in crate::web) async fn reopen(
    grant: Grant<DecidePlan>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    take(
        &app,
        &grant,
        &directory,
        "buka",
        typing,
        true,
        |tx, it, version, note| {
            Box::pin(async move { store::reopen(tx, &it, version, &note).await })
        },
    )
    .await
}

/// It is agreed, and its steps become follow-ups.
///
/// # Errors
/// As `send`.
pub(in crate::web) async fn agree(
    grant: Grant<DecidePlan>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    let leads = leads(&app, &directory, grant.target().id).await;
    let known = Arc::clone(&directory);
    take(
        &app,
        &grant,
        &directory,
        "sepakati",
        typing,
        false,
        |tx, it, version, _| {
            Box::pin(async move {
                store::agree(tx, &it, version, &known, &leads?)
                    .await
                    .map(drop)
            })
        },
    )
    .await
}

/// Who owes the steps of a plan today.
async fn leads(app: &App, directory: &Directory, plan: Uuid) -> Result<Leads, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let today = directory.region.today(app.now());
    let steps = store::steps_of(db, region, plan).await?;
    let mut known: Vec<(Team, Uuid)> = Vec::new();
    for team in team::teams(db, region).await? {
        let owner = OwnerRef::Team(team.id);
        if steps.iter().any(|step| step.owner == owner) {
            let unit = team::lead_unit(db, region, &team, today).await?;
            known.push((team, unit));
        }
    }
    Ok(Leads::of(directory, &steps, known, today))
}
