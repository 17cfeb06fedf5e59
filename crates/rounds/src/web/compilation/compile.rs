//! Compiling: who is at the end, who is named as missing, and what was compiled before.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::may::may;
use government::{Directories, Directory};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    papers,
    rules::Ending,
    store::{self, Compilation, NewCompilation, Round},
    web::{
        actions::{ReadRound, WriteRound},
        round::frozen,
    },
};

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    belum: Vec<String>,
    alasan: String,
    nomor: String,
}

/// A unit with how it stands.
struct Line {
    filling: Uuid,
    unit: String,
    ending: Ending,
    label: &'static str,
    named: bool,
}

#[derive(Template)]
#[template(path = "rounds/compile.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Round,
    before: Vec<Compilation>,
    next: i64,
    lines: Vec<Line>,
    open: usize,
    may_write: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

async fn page(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Round,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let before = store::compilations(db, region, it.id).await?;
    let all = store::fillings(db, region, it.id).await?;
    let lines: Vec<Line> = store::endings(&all)
        .into_iter()
        .map(|(filling, ending)| Line {
            filling: filling.id,
            unit: directory.unit_name(filling.unit_id).to_owned(),
            label: filling.label(),
            named: typing.belum.contains(&filling.id.to_string()),
            ending,
        })
        .collect();
    let open = lines.iter().filter(|line| line.ending == Ending::Missing);
    let view = View {
        region,
        next: before.first().map_or(0, |last| last.number) + 1,
        before,
        open: open.count(),
        lines,
        may_write: may(app, actor, region, WriteRound::CODE),
        typing,
        errors,
        directory,
        it,
    };
    Page::new(format!("Kompilasi {}", it.title), &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (typing, errors) = (Typing::default(), FormErrors::new());
    let (actor, it) = (grant.actor(), grant.target());
    page(&app, actor, &directory, it, &typing, &errors).await
}

/// Compiles. The tables are composed as of now and frozen with the compilation.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the page.
pub(in crate::web) async fn compile(
    grant: Grant<WriteRound>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let reason = errors.text("alasan", &typing.alasan, 4000);
    let missing: Vec<Uuid> = typing
        .belum
        .iter()
        .filter_map(|typed| Uuid::parse_str(typed).ok())
        .collect();
    if !missing.is_empty() && reason.is_empty() {
        errors.add("alasan", "Tulis mengapa dikompilasi tanpa unit itu.");
    }
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        let (db, region) = (app.db().read(), grant.region());
        let number = typing.nomor.parse().unwrap_or(0);
        let all = store::fillings(db, region, it.id).await?;
        let units: Vec<(String, Ending)> = store::endings(&all)
            .into_iter()
            .map(|(filling, ending)| (directory.unit_name(filling.unit_id).to_owned(), ending))
            .collect();
        let words = format!("Kompilasi {number}");
        let (tables, results) = frozen(&app, &directory, &it, &words).await?;
        let when = (&*directory, app.now());
        let paper = papers::compiled(tables, number, when, &units, &reason);
        let (target, new) = (
            it.clone(),
            NewCompilation {
                number,
                paper,
                results,
                missing,
                reason,
            },
        );
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::compile(tx, &target, &new).await })
            })
            .await;
        match written {
            Ok(made) => {
                let path = format!("/{region}/kompilasi/{}", made.value);
                return Ok(Redirect::to(&path).into_response());
            }
            Err(Problem::Refused(text)) => errors.add("belum", text),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(other) => return Err(other),
        }
    }
    let page = page(&app, grant.actor(), &directory, &it, &typing, &errors).await?;
    Ok(page.with_status(status).into_response())
}
