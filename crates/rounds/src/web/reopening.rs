//! A request to open one cell again: asked by the unit, decided on by the compiling section, corrected.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::may::{covers, may, second_step};
use government::{Directories, Directory, structure::Due};
use platform::{
    Action, Actor, App, Grant, Page, PathParams, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    actions::{CorrectReopening, DecideReopening, ReadReopening, WriteFilling},
    filling::one::{Said as OneSaid, asked_of, refused as refused_one},
};
use crate::{
    rules::ReopeningState,
    store::{self, Decision, Reopening},
};

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    alasan: String,
    hasil: String,
    batas: String,
    catatan: String,
    versi: String,
}

#[derive(Template)]
#[template(path = "rounds/reopening.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Reopening,
    unit: &'a str,
    due: String,
    due_mark: String,
    may_decide: bool,
    may_correct: bool,
    head_sends: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

async fn page(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Reopening,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let now = store::find_reopening(app.db().read(), region, it.id).await?;
    let it = now.as_ref().unwrap_or(it);
    let today = directory.region.today(app.now());
    let waits = it.state() == ReopeningState::Granted;
    let due = it.due();
    let mark = due
        .filter(|_| waits)
        .map(|due| due.mark(app.now(), today, &directory.calendar));
    let sends = covers(app, actor, directory, it.unit_id, CorrectReopening::CODE);
    let second = second_step(directory, &actor.role);
    let view = View {
        region,
        unit: directory.unit_name(it.unit_id),
        due: due
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        due_mark: mark.map(|mark| mark.text()).unwrap_or_default(),
        may_decide: it.state() == ReopeningState::Asked
            && may(app, actor, region, DecideReopening::CODE),
        may_correct: waits && sends && !second,
        head_sends: waits && sends && second,
        typing,
        errors,
        directory,
        it,
    };
    Page::new(format!("Permohonan buka kembali {}", it.code), &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadReopening>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (typing, errors) = (Typing::default(), FormErrors::new());
    page(
        &app,
        grant.actor(),
        &directory,
        grant.target(),
        &typing,
        &errors,
    )
    .await
}

/// Asks for an indicator of a filling.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page of the indicator.
pub(super) async fn ask(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
    path: PathParams,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let asked = asked_of(&app, grant.region(), &it, &path).await?;
    let mut said = OneSaid {
        form: "buka".into(),
        text: typing.alasan.clone(),
        ..OneSaid::default()
    };
    let reason = said.errors.required("alasan", &typing.alasan, 4000);
    if !said.errors.any() {
        let (target, indicator) = (it.clone(), asked.indicator.id);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::ask_reopening(tx, &target, indicator, &reason).await })
            })
            .await;
        match written {
            Ok(made) => {
                let path = format!("/{}/buka-kembali/{}", grant.region(), made.value);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text)) => said.errors.add("alasan", text),
            Err(other) => return Err(other),
        }
    }
    let page = refused_one(&app, grant.actor(), &directory, &it, asked, &said).await?;
    Ok(Err(page))
}

/// What a decision form says, and what is wrong with it.
fn decision(directory: &Directory, typing: &Typing, today: time::Date) -> (Decision, FormErrors) {
    let mut errors = FormErrors::new();
    let note = errors.text("catatan", &typing.catatan, 4000);
    let mut due = None;
    match typing.hasil.as_str() {
        "buka" => match errors.date("batas", &typing.batas) {
            Some(day) if day < today => errors.add("batas", "Tanggal ini sudah lewat."),
            Some(day) => due = Some(Due::new(day, None, directory.region.zone)),
            None => errors.add("batas", "Wajib diisi."),
        },
        "tolak" if note.is_empty() => errors.add("catatan", "Tulis mengapa ditolak."),
        "tolak" => {}
        _ => errors.add("", "Pilih keputusannya."),
    }
    (Decision { due, note }, errors)
}

/// Opens the cell until a date, or refuses it with a note.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the page.
pub(super) async fn decide(
    grant: Grant<DecideReopening>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let today = directory.region.today(app.now());
    let (decision, mut errors) = decision(&directory, &typing, today);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let both = directory.region.one_person_both_steps;
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    store::decide_reopening(tx, &target, version, &decision, both).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(back(grant.region(), &it)),
            Err(problem) => status = said(problem, &mut errors)?,
        }
    }
    let page = page(&app, grant.actor(), &directory, &it, &typing, &errors).await?;
    Ok(page.with_status(status).into_response())
}

/// Sends the correction of the cell.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the page.
pub(super) async fn correct(
    grant: Grant<CorrectReopening>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    if second_step(&directory, &grant.actor().role) {
        return Err(Problem::Forbidden(
            "Di daerah ini klarifikasi dikirim oleh kepala unit. Angkanya sudah tersimpan; minta \
             kepala unit mengirimnya."
                .into(),
        ));
    }
    let mut errors = FormErrors::new();
    let note = errors.text("catatan", &typing.catatan, 4000);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::correct_reopening(tx, &target, version, &note).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(back(grant.region(), &it)),
            Err(problem) => status = said(problem, &mut errors)?,
        }
    }
    let page = page(&app, grant.actor(), &directory, &it, &typing, &errors).await?;
    Ok(page.with_status(status).into_response())
}

fn back(region: &RegionCode, it: &Reopening) -> Response {
    Redirect::to(&format!("/{region}/buka-kembali/{}", it.id)).into_response()
}

/// What a refused step says on the page.
fn said(problem: Problem, errors: &mut FormErrors) -> Result<StatusCode, Problem> {
    match problem {
        Problem::Conflict(text) => {
            errors.add("", text);
            Ok(StatusCode::CONFLICT)
        }
        Problem::Refused(text) => {
            errors.add("", text);
            Ok(StatusCode::UNPROCESSABLE_ENTITY)
        }
        other => Err(other),
    }
}
