//! One compilation: who is in it, its tables, laid before the mayor, signed or returned. Made for a
//! phone first, since that is where the mayor reads it.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::may::may;
use government::{Directories, Directory, structure::UnitKind};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    rules::{CompilationAct, CompilationState, Ending},
    store::{self, Compilation},
    web::actions::{PresentCompilation, ReadCompilation, SignCompilation},
};

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    catatan: String,
    versi: String,
}

#[derive(Template)]
#[template(path = "rounds/compilation.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Compilation,
    units: Vec<(Uuid, Ending)>,
    may_present: bool,
    may_sign: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

impl View<'_> {
    fn count(&self, ending: Ending) -> usize {
        self.units.iter().filter(|(_, it)| *it == ending).count()
    }
}

async fn page(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Compilation,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let here = |state, code| it.state() == state && it.is_latest() && may(app, actor, region, code);
    let view = View {
        region,
        units: store::compiled_units(db, region, it.id).await?,
        may_present: here(CompilationState::Compiled, PresentCompilation::CODE),
        may_sign: here(CompilationState::Presented, SignCompilation::CODE),
        typing,
        errors,
        directory,
        it,
    };
    Page::new(format!("{}, kompilasi {}", it.title, it.number), &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadCompilation>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (typing, errors) = (Typing::default(), FormErrors::new());
    let (actor, it) = (grant.actor(), grant.target());
    page(&app, actor, &directory, it, &typing, &errors).await
}

async fn take<A: Action<Target = Compilation>>(
    app: &App,
    grant: &Grant<A>,
    act: CompilationAct,
    typing: Typing,
) -> Result<Response, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let note = errors.text("catatan", &typing.catatan, 4000);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let today = directory.region.today(app.now());
    let mut units = directory.working_units(today);
    let leader = units
        .find(|unit| unit.kind == UnitKind::HeadOfRegion)
        .map(|unit| unit.id());
    if act == CompilationAct::Present && leader.is_none() {
        errors.add("", "Unit kepala daerah belum ada di daftar unit.");
    }
    if !errors.any() {
        let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(grant, move |tx| {
                Box::pin(async move {
                    store::take_compilation(tx, &target, act, &note, version, leader).await
                })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/kompilasi/{}", grant.region(), it.id);
                return Ok(Redirect::to(&path).into_response());
            }
            Err(Problem::Refused(text)) => errors.add("catatan", text),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(other) => return Err(other),
        }
    }
    let now = store::find_compilation(app.db().read(), grant.region(), it.id).await?;
    let it = now.as_ref().unwrap_or(&it);
    let page = page(app, grant.actor(), &directory, it, &typing, &errors).await?;
    Ok(page.with_status(status).into_response())
}

/// Lays it before the mayor.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the page.
pub(in crate::web) async fn present(
    grant: Grant<PresentCompilation>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Response, Problem> {
    take(&app, &grant, CompilationAct::Present, typing).await
}

/// The mayor signs.
///
/// # Errors
/// As `present`.
pub(in crate::web) async fn sign(
    grant: Grant<SignCompilation>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Response, Problem> {
    take(&app, &grant, CompilationAct::Sign, typing).await
}

/// The mayor sends it back with a note.
///
/// # Errors
/// As `present`.
pub(in crate::web) async fn give_back(
    grant: Grant<SignCompilation>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Response, Problem> {
    take(&app, &grant, CompilationAct::Return, typing).await
}
