//! A standing report set up or changed.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory, posts};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};

use super::{
    actions::{AddStanding, WriteStanding},
    typing::Typing,
};
use crate::{
    rules::Rhythm,
    store::{self, Standing},
};

struct Choice {
    value: String,
    label: String,
    picked: bool,
}

#[derive(Template)]
#[template(path = "reporting/standing_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    known: Option<&'a Standing>,
    first: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    rhythms: Vec<(&'static str, &'static str)>,
    countings: Vec<(&'static str, &'static str)>,
    groups: Vec<Choice>,
    units: Vec<Choice>,
}

fn page(
    app: &App,
    directory: &Directory,
    known: Option<&Standing>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let today = directory.region.today(app.now());
    let base = format!("/{region}/laporan-berkala");
    let (heading, action, back) = match known {
        None => ("Tetapkan Laporan Berkala", base.clone(), base),
        Some(it) => (
            "Ubah Laporan Berkala",
            format!("{base}/{}/ubah", it.id),
            format!("{base}/{}", it.id),
        ),
    };
    let groups = directory.groups.iter().map(|group| Choice {
        label: format!(
            "{} ({} unit)",
            group.name,
            group.members(&directory.units, today).len()
        ),
        picked: typing.kelompok.contains(&group.key),
        value: group.key.clone(),
    });
    let units = directory.working_units(today).map(|unit| {
        let value = unit.id().to_string();
        Choice {
            label: unit.name.clone(),
            picked: typing.unit.contains(&value),
            value,
        }
    });
    let form = Form {
        region,
        heading,
        action,
        back,
        first: known
            .and_then(Standing::first)
            .map(date::medium)
            .unwrap_or_default(),
        known,
        typing,
        errors,
        rhythms: Rhythm::ALL
            .iter()
            .map(|it| (it.code(), it.label()))
            .collect(),
        countings: vec![("kerja", "Hari kerja"), ("kalender", "Hari kalender")],
        groups: groups.collect(),
        units: units.collect(),
    };
    Page::new(heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<AddStanding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        irama: Rhythm::Monthly.code().into(),
        hitungan: "kerja".into(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &directory, None, &typing, &FormErrors::new())
}

/// The form of one that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(
    grant: Grant<WriteStanding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = stored(&app, grant.region(), grant.target()).await?;
    page(
        &app,
        &directory,
        Some(grant.target()),
        &typing,
        &FormErrors::new(),
    )
}

async fn stored(app: &App, region: &RegionCode, it: &Standing) -> Result<Typing, Problem> {
    let db = app.db().read();
    let units = store::units_of(db, region, &[it.id]).await?;
    let recipients = store::recipients(db, region, it.id).await?;
    Ok(Typing::of(it, &units, &recipients))
}

/// Sets one up; periods that have begun are asked for at once.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddStanding>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let posts = posts::posts(app.db().read(), grant.region()).await?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    if let Some(input) = typing.read(&directory, &posts, today, None, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let (region, inside) = (grant.region().clone(), Arc::clone(&directory));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_standing(tx, &input).await?;
                    if let Some(once) = once {
                        let path = format!("/{region}/laporan-berkala/{id}");
                        tx.once(once, &content, &path).await?;
                    }
                    store::begin_now(tx, &inside, Some(id)).await?;
                    Ok(id)
                })
            })
            .await;
        match written {
            Ok(written) => {
                let path = format!("/{}/laporan-berkala/{}", grant.region(), written.value);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(
        page(&app, &directory, None, &typing, &errors)?.refused()
    ))
}

/// Changes one. Dates that were given stay; units that no longer report are asked no more.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteStanding>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let posts = posts::posts(app.db().read(), grant.region()).await?;
    let today = directory.region.today(app.now());
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, &posts, today, Some(&it), &mut errors) {
        let (id, version) = (it.id, typing.versi.parse().unwrap_or(0));
        let inside = Arc::clone(&directory);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    store::update_standing(tx, id, version, &input).await?;
                    store::begin_now(tx, &inside, Some(id)).await
                })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/laporan-berkala/{id}", grant.region());
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
    let again = page(&app, &directory, Some(&it), &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
