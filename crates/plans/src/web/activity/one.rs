//! One activity with its pictures.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::may::covers;
use government::{Directories, Directory, evidence::Evidence, history as pages};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::Line;
use crate::{
    store::{self, ACTIVITY, Activity, CAMPAIGN, PLAN},
    web::actions::{ReadActivity, WriteActivity},
};

#[derive(Template)]
#[template(path = "plans/activity.html")]
struct One<'a> {
    region: &'a RegionCode,
    line: Line,
    noted: String,
    /// Title and path of what it belongs to.
    about: Vec<(&'static str, String, String)>,
    pictures: [(&'static str, Vec<Evidence>); 2],
    may_write: bool,
    reason: &'a str,
    errors: &'a FormErrors,
}

async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: Activity,
    reason: &str,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let (before, after) = store::photos(db, region, &[it.id]).await?;
    let named = [
        ("Rencana aksi", it.plan_id.map(|id| (PLAN.to_owned(), id))),
        (
            "Gerakan",
            it.campaign_id.map(|id| (CAMPAIGN.to_owned(), id)),
        ),
        ("Berkaitan dengan", it.topic()),
    ];
    let found = app
        .resolve(
            region,
            named.iter().filter_map(|(_, subject)| subject.clone()),
        )
        .await?;
    let about = named.into_iter().filter_map(|(label, subject)| {
        let mention = found.get(&subject?.1)?;
        Some((
            label,
            mention.title.clone(),
            format!("/{region}{}", mention.path),
        ))
    });
    let title = it.kind.clone();
    let one = One {
        region,
        noted: directory.region.stamp(Instant(it.created_at)),
        about: about.collect(),
        pictures: [("Sebelum", before), ("Sesudah", after)],
        may_write: it.void_reason.is_empty()
            && covers(app, actor, directory, it.unit_id, WriteActivity::CODE),
        line: Line::of(directory, it),
        reason,
        errors,
    };
    Page::new(title, &one)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadActivity>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, errors) = (grant.target().clone(), FormErrors::new());
    compose(&app, grant.actor(), &directory, it, "", &errors).await
}

/// Why an activity no longer counts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    alasan: String,
    versi: String,
}

/// Takes an activity out of the counts.
///
/// # Errors
/// When the database cannot be used; what is refused comes back as the page.
pub(in crate::web) async fn void(
    grant: Grant<WriteActivity>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let reason = errors.required("alasan", &typing.alasan, 500);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        let (activity, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::void_activity(tx, &activity, version, &reason).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/kegiatan/{}", grant.region(), it.id);
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
    let actor = grant.actor();
    let page = compose(&app, actor, &directory, it, &typing.alasan, &errors).await?;
    Ok(Err(page.with_status(status)))
}

/// Its history.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn history(
    grant: Grant<ReadActivity>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let (subject, back) = (Ref::new(ACTIVITY, it.id), format!("/kegiatan/{}", it.id));
    pages::page(&app, &directory, subject, &it.kind, &back).await
}
