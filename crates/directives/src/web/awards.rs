//! *Cendera mata dan penghargaan* of a meeting.

use askama::Template;
use axum::{extract::State, response::Redirect};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::actions::{ReadMeeting, WriteMeeting};
use crate::{
    rules::{AWARD_KINDS, Direction},
    store::{self, Award, AwardInput, Meeting},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    bentuk: String,
    arah: String,
    dari: String,
    kepada: String,
    atas: String,
    hapus: String,
}

#[derive(Template)]
#[template(path = "directives/awards.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    awards: &'a [Award],
    may_write: bool,
    kinds: [&'static str; 4],
    directions: Vec<(&'static str, &'static str)>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

async fn page<A: Action<Target = Meeting>>(
    app: &App,
    grant: &Grant<A>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (it, region, actor) = (grant.target(), grant.region(), grant.actor());
    let awards = store::awards(app.db().read(), region, it.id).await?;
    let scope = app.matrix().scope(&actor.role, WriteMeeting::CODE);
    let view = View {
        region,
        it,
        awards: &awards,
        may_write: actor.region == *region && scope.is_some(),
        kinds: AWARD_KINDS,
        directions: Direction::ALL
            .iter()
            .map(|it| (it.word(), it.label()))
            .collect(),
        typing,
        errors,
    };
    Page::new("Cendera Mata dan Penghargaan", &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let typing = Typing {
        arah: Direction::Given.word().into(),
        ..Typing::default()
    };
    page(&app, &grant, &typing, &FormErrors::new()).await
}

/// Adds something that was handed over.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let direction = Direction::from_word(&typing.arah);
    if direction.is_none() {
        errors.add("arah", "Pilih arahnya.");
    }
    let input = AwardInput {
        kind: errors.required("bentuk", &typing.bentuk, 100),
        direction: direction.unwrap_or(Direction::Given),
        giver: errors.required("dari", &typing.dari, 200),
        receiver: errors.required("kepada", &typing.kepada, 200),
        occasion: errors.text("atas", &typing.atas, 300),
    };
    if errors.any() {
        return Ok(Err(page(&app, &grant, &typing, &errors).await?.refused()));
    }
    let meeting = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::add_award(tx, meeting, &input).await })
        })
        .await?;
    Ok(Ok(back(grant.region(), meeting)))
}

/// Takes one out that was entered by mistake.
///
/// # Errors
/// `Problem::NotFound` when it is none of the meeting.
pub(super) async fn remove(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let award = Uuid::parse_str(&typing.hapus).map_err(|_| Problem::NotFound)?;
    let meeting = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::remove_award(tx, meeting, award).await })
        })
        .await?;
    Ok(back(grant.region(), meeting))
}

fn back(region: &RegionCode, meeting: Uuid) -> Redirect {
    Redirect::to(&format!("/{region}/rapat/{meeting}/penghargaan"))
}
