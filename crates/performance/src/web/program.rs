//! A programme of an agreement added or taken out.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use figures::Money;
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{
    actions::{WriteAgreement, WriteProgram},
    one::{Said, compose},
};
use crate::store::{self, Agreement, ProgramInput};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    program: String,
    anggaran: String,
    sumber: String,
    versi: String,
    sekali: String,
}

impl Typing {
    fn read(&self, errors: &mut FormErrors) -> Option<ProgramInput> {
        let name = errors.required("program", &self.program, 300);
        let budget = Money::read(&self.anggaran);
        let budget = budget.map_err(|error| errors.add("anggaran", error.to_string()));
        let source = errors.required("sumber", &self.sumber, 60);
        let budget = budget.ok().filter(|_| !errors.any())?;
        Some(ProgramInput {
            name,
            budget,
            source,
        })
    }
}

#[derive(Template)]
#[template(path = "performance/program_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Agreement,
    unit: &'a str,
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
    let form = Form {
        region: grant.region(),
        unit: directory.unit_name(it.unit_id),
        typing,
        errors,
        it,
    };
    Page::new("Tambah Program", &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<WriteAgreement>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let typing = Typing {
        sumber: "APBD".into(),
        versi: grant.target().version.to_string(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &grant, &typing, &FormErrors::new()).await
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Adds a programme.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WriteAgreement>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&mut errors) {
        let it = grant.target().clone();
        let path = format!("/{}/perjanjian-kinerja/{}", grant.region(), it.id);
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let (leads, version) = (path.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &leads).await?;
                    }
                    store::add_program(tx, &it, version, &input).await
                })
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

/// The version that was on the screen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    versi: String,
}

/// Takes a programme out.
///
/// # Errors
/// When the database cannot be used; what is refused is said on the page of the agreement.
pub(super) async fn drop(
    grant: Grant<WriteProgram>,
    State(app): State<App>,
    Typed(seen): Typed<Seen>,
) -> Answer {
    let (it, program) = grant.target().clone();
    let path = format!("/{}/perjanjian-kinerja/{}", grant.region(), it.id);
    let (version, target) = (seen.versi.parse().unwrap_or(0), it.clone());
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::drop_program(tx, &target, &program, version).await })
        })
        .await;
    let (status, text) = match written {
        Ok(_) => return Ok(Ok(Redirect::to(&path))),
        Err(Problem::Conflict(text)) => (StatusCode::CONFLICT, text),
        Err(Problem::Refused(text)) => (StatusCode::UNPROCESSABLE_ENTITY, text),
        Err(other) => return Err(other),
    };
    let directory = Directories::of(&app, &grant).await?;
    let mut said = Said::default();
    said.errors.add("", text);
    let page = compose(&app, grant.actor(), &directory, &it, &said).await?;
    Ok(Err(page.with_status(status)))
}
