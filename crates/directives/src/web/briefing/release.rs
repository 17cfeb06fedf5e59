//! The material is released by the secretary or an assistant, or opened again for a reason.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::compose;
use crate::{
    rules::{Briefing, BriefingState},
    store::{self, Collection, Meeting},
    web::actions::ReleaseBriefing,
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    versi: String,
    alasan: String,
}

#[derive(Template)]
#[template(path = "directives/briefing_release.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    state: BriefingState,
    missing: Vec<&'a str>,
    units: usize,
    version: i64,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

async fn opened(app: &App, grant: &Grant<ReleaseBriefing>) -> Result<Collection, Problem> {
    store::collection(app.db().read(), grant.region(), grant.target().id)
        .await?
        .ok_or_else(|| Problem::Refused("Bahan rapat ini belum dikumpulkan.".into()))
}

async fn material(app: &App, grant: &Grant<ReleaseBriefing>) -> Result<Briefing, Problem> {
    let directory = Directories::of(app, grant).await?;
    let rows = store::unit_rows(app.db().read(), grant.region(), grant.target().id).await?;
    compose::compose(app, &directory, grant.target(), &rows).await
}

async fn page(
    app: &App,
    grant: &Grant<ReleaseBriefing>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let collection = opened(app, grant).await?;
    let briefing = material(app, grant).await?;
    let form = Form {
        region: grant.region(),
        it: grant.target(),
        state: collection.state(),
        missing: briefing.missing(),
        units: briefing.units.len(),
        version: collection.version,
        typing,
        errors,
    };
    Page::new("Rilis Bahan Rakor", &form)
}

/// What will be released, and who has not confirmed; before anything is collected, the page of
/// the material, which says so.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn form(
    grant: Grant<ReleaseBriefing>,
    State(app): State<App>,
) -> Result<Result<Page, Redirect>, Problem> {
    match page(&app, &grant, &Typing::default(), &FormErrors::new()).await {
        Ok(page) => Ok(Ok(page)),
        Err(Problem::Refused(_)) => Ok(Err(back(&grant))),
        Err(other) => Err(other),
    }
}

fn back(grant: &Grant<ReleaseBriefing>) -> Redirect {
    Redirect::to(&format!(
        "/{}/rapat/{}/bahan",
        grant.region(),
        grant.target().id
    ))
}

/// Releases the material: what stands in it now is frozen.
///
/// # Errors
/// When the database cannot be used; what speaks against it comes back as the form.
pub(in crate::web) async fn keep(
    grant: Grant<ReleaseBriefing>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let collection = as_seen(opened(&app, &grant).await?, &typing);
    let briefing = material(&app, &grant).await?;
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::release(tx, &collection, &briefing).await })
        })
        .await;
    answer(&app, &grant, &typing, written.map(drop)).await
}

/// Opens released material again.
///
/// # Errors
/// As `keep`.
pub(in crate::web) async fn reopen(
    grant: Grant<ReleaseBriefing>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let reason = errors.required("alasan", &typing.alasan, 500);
    if errors.any() {
        return Ok(Err(page(&app, &grant, &typing, &errors).await?.refused()));
    }
    let collection = as_seen(opened(&app, &grant).await?, &typing);
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::reopen_collection(tx, &collection, &reason).await })
        })
        .await;
    answer(&app, &grant, &typing, written.map(drop)).await
}

/// The collection at the version that was on the screen.
fn as_seen(mut collection: Collection, typing: &Typing) -> Collection {
    collection.version = typing.versi.parse().unwrap_or(0);
    collection
}

async fn answer(
    app: &App,
    grant: &Grant<ReleaseBriefing>,
    typing: &Typing,
    written: Result<(), Problem>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    match written {
        Ok(()) => Ok(Ok(back(grant))),
        Err(Problem::Refused(text) | Problem::Conflict(text)) => {
            errors.add("", text);
            Ok(Err(page(app, grant, typing, &errors).await?.refused()))
        }
        Err(other) => Err(other),
    }
}
