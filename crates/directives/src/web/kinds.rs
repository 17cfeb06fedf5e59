//! *Jenis Rapat*: the kinds a region adds to those everybody has.

use askama::Template;
use axum::{extract::State, response::Redirect};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::actions::AddMeeting;
use crate::{
    rules::MeetingKind,
    store::{self, OwnKind},
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    nama: String,
    jenis: String,
    ditawarkan: String,
}

#[derive(Template)]
#[template(path = "directives/kinds.html")]
struct Kinds<'a> {
    region: &'a RegionCode,
    common: [MeetingKind; 5],
    own: Vec<OwnKind>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

async fn page(
    app: &App,
    grant: &Grant<AddMeeting>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let view = Kinds {
        region: grant.region(),
        common: MeetingKind::ALL,
        own: store::kinds(app.db().read(), grant.region()).await?,
        typing,
        errors,
    };
    Page::new("Jenis Rapat", &view)
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<AddMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    page(&app, &grant, &Typing::default(), &FormErrors::new()).await
}

fn name(typing: &Typing, own: &[OwnKind], errors: &mut FormErrors) -> String {
    let name = errors.required("nama", &typing.nama, 120);
    let same = |known: &str| known.to_lowercase() == name.to_lowercase();
    let others = own
        .iter()
        .filter(|kind| kind.id.to_string() != typing.jenis);
    let known = others.map(|kind| kind.name.as_str());
    if known
        .chain(MeetingKind::ALL.map(MeetingKind::label))
        .any(same)
    {
        errors.add("nama", "Jenis rapat dengan nama ini sudah ada.");
    }
    name
}

/// Adds a kind.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the page.
pub(super) async fn add(
    grant: Grant<AddMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let own = store::kinds(app.db().read(), grant.region()).await?;
    let name = name(&typing, &own, &mut errors);
    if errors.any() {
        return Ok(Err(page(&app, &grant, &typing, &errors).await?.refused()));
    }
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::add_kind(tx, &name).await })
        })
        .await?;
    Ok(Ok(back(&grant)))
}

/// Renames a kind, or stops or starts offering it.
///
/// # Errors
/// As `add`; `Problem::NotFound` when the kind is unknown.
pub(super) async fn change(
    grant: Grant<AddMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let own = store::kinds(app.db().read(), grant.region()).await?;
    let id = Uuid::parse_str(&typing.jenis).map_err(|_| Problem::NotFound)?;
    let kind = own.iter().find(|kind| kind.id == id).cloned();
    let mut kind = kind.ok_or(Problem::NotFound)?;
    kind.name = name(&typing, &own, &mut errors);
    kind.offered = typing.ditawarkan == "ya";
    if errors.any() {
        let again = page(&app, &grant, &Typing::default(), &errors).await?;
        return Ok(Err(again.refused()));
    }
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::set_kind(tx, &kind).await })
        })
        .await?;
    Ok(Ok(back(&grant)))
}

fn back(grant: &Grant<AddMeeting>) -> Redirect {
    Redirect::to(&format!("/{}/rapat/jenis", grant.region()))
}
