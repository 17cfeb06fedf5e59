//! Level of an agreement, and which outcome IKK its unit owns.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{actions::WriteAgreement, one::owned_ikk};
use crate::{
    rules::{OwnedIkk, level, levels},
    store::{self, Agreement},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tingkat: String,
    ikk: String,
    versi: String,
}

#[derive(Template)]
#[template(path = "performance/basics.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Agreement,
    unit: &'a str,
    levels: Vec<(&'static str, &'static str)>,
    owned: Vec<OwnedIkk>,
    ikk_list: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

async fn page(
    app: &App,
    grant: &Grant<WriteAgreement>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let (owned, ikk_list) = owned_ikk(app, grant.region(), it).await?;
    let form = Form {
        owned,
        ikk_list,
        region: grant.region(),
        unit: directory.unit_name(it.unit_id),
        levels: levels()
            .map(|it| (it.id.as_str(), it.title.as_str()))
            .collect(),
        typing,
        errors,
        it,
    };
    Page::new(format!("Ubah {}", it.title()), &form)
}

/// The form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(
    grant: Grant<WriteAgreement>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let it = grant.target();
    let typing = Typing {
        tingkat: it.level.clone(),
        ikk: it.ikk_list.clone(),
        versi: it.version.to_string(),
    };
    page(&app, &grant, &typing, &FormErrors::new()).await
}

/// Changes them.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn change(
    grant: Grant<WriteAgreement>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let ikk = errors.text("ikk", &typing.ikk, 10_000);
    if level(&typing.tingkat).is_none() {
        errors.add("tingkat", "Pilih tingkat perjanjian.");
    }
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        let path = format!("/{}/perjanjian-kinerja/{}", grant.region(), it.id);
        let (level, version) = (typing.tingkat.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(
                    async move { store::update_agreement(tx, &it, version, &level, &ikk).await },
                )
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &grant, &typing, &errors).await?;
    Ok(Err(again.with_status(status)))
}
