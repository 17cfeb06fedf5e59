//! The missions of the region, kept by its secretariat.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::Directories;
use government::may::may;
use platform::{
    Action, App, Grant, Page, PathParams, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::actions::{ListPlans, WriteMissions};
use crate::store::{self, Mission, MissionInput};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    awal: String,
    akhir: String,
    nomor: String,
    isi: String,
    versi: String,
}

impl Typing {
    fn read(&self, errors: &mut FormErrors) -> Option<MissionInput> {
        let year = |typed: &str| {
            let year = typed.trim().parse::<i64>().ok();
            year.filter(|year| (2000..=2100).contains(year))
        };
        let (first, last) = (year(&self.awal), year(&self.akhir));
        if first.is_none() {
            errors.add("awal", "Tulis tahun seperti 2022.");
        }
        if last.is_none() || last < first {
            errors.add(
                "akhir",
                "Tulis tahun seperti 2027, tidak sebelum tahun awal.",
            );
        }
        let number = self.nomor.trim().parse().ok();
        let number = number.filter(|number: &i64| (1..=99).contains(number));
        if number.is_none() {
            errors.add("nomor", "Tulis nomor misi, 1 sampai 99.");
        }
        let text = errors.required("isi", &self.isi, 600);
        if errors.any() {
            return None;
        }
        Some(MissionInput {
            first_year: first?,
            last_year: last?,
            number: number?,
            text,
        })
    }
}

#[derive(Template)]
#[template(path = "plans/missions.html")]
struct List<'a> {
    region: &'a RegionCode,
    missions: Vec<Mission>,
    typing: &'a Typing,
    /// The mission whose form was refused; empty for a new one.
    changing: String,
    errors: &'a FormErrors,
    may_write: bool,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn list(grant: Grant<ListPlans>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = &directory.region.code;
    let list = List {
        region,
        missions: store::missions(app.db().read(), region).await?,
        typing: &Typing::default(),
        changing: String::new(),
        errors: &FormErrors::new(),
        may_write: may(&app, grant.actor(), region, WriteMissions::CODE),
    };
    Page::new("Misi Daerah", &list)
}

async fn again(
    app: &App,
    grant: &Grant<WriteMissions>,
    changing: String,
    typing: &Typing,
    errors: &FormErrors,
    status: StatusCode,
) -> Result<Page, Problem> {
    let list = List {
        region: grant.region(),
        missions: store::missions(app.db().read(), grant.region()).await?,
        typing,
        changing,
        errors,
        may_write: true,
    };
    Ok(Page::new("Misi Daerah", &list)?.with_status(status))
}

type Answer = Result<Result<Redirect, Page>, Problem>;

fn to_list(region: &RegionCode) -> Redirect {
    Redirect::to(&format!("/{region}/rencana-aksi/misi"))
}

const TAKEN: &str = "Nomor ini sudah dipakai misi lain pada periode yang sama.";

/// Adds a mission.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WriteMissions>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&mut errors) {
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::add_mission(tx, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(to_list(grant.region()))),
            Err(Problem::Conflict(_)) => {
                status = StatusCode::CONFLICT;
                errors.add("nomor", TAKEN);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(again(
        &app,
        &grant,
        String::new(),
        &typing,
        &errors,
        status,
    )
    .await?))
}

/// Changes a mission.
///
/// # Errors
/// As `add`; `Problem::NotFound` for a mission of nobody here.
pub(super) async fn change(
    grant: Grant<WriteMissions>,
    State(app): State<App>,
    path: PathParams,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let id = path.id("mission")?;
    let known = store::missions(app.db().read(), grant.region()).await?;
    if !known.iter().any(|mission| mission.id == id) {
        return Err(Problem::NotFound);
    }
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&mut errors) {
        let version = typing.versi.parse().unwrap_or(0);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_mission(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(to_list(grant.region()))),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                let stale = known.iter().any(|it| it.id == id && it.version != version);
                match stale {
                    true => errors.add("", text),
                    false => errors.add("nomor", TAKEN),
                }
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(again(
        &app,
        &grant,
        id.to_string(),
        &typing,
        &errors,
        status,
    )
    .await?))
}
