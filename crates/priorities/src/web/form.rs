//! A priority set up or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{Filter, FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{
    actions::{AddPriority, WritePriority},
    list::Asked,
    view::year,
};
use crate::store::{self, Priority, PriorityInput};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tahun: String,
    judul: String,
    uraian: String,
    dasar: String,
    unit: String,
    selesai: String,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(it: &Priority) -> Self {
        Self {
            tahun: it.year.to_string(),
            judul: it.title.clone(),
            uraian: it.description.clone(),
            dasar: it.basis.clone(),
            unit: it.unit_id.to_string(),
            selesai: it.due().map(date::iso).unwrap_or_default(),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    fn read(&self, directory: &Directory, errors: &mut FormErrors) -> Option<PriorityInput> {
        let title = errors.required("judul", &self.judul, 200);
        let description = errors.text("uraian", &self.uraian, 2000);
        let basis = errors.text("dasar", &self.dasar, 300);
        let unit = Uuid::parse_str(&self.unit).ok();
        let unit = unit.and_then(|id| directory.unit(id));
        if unit.is_none() {
            errors.add("unit", "Pilih penanggung jawabnya.");
        }
        let due = errors.date("selesai", &self.selesai);
        if due.is_none() {
            errors.add("selesai", "Wajib diisi.");
        }
        if errors.any() {
            return None;
        }
        Some(PriorityInput {
            title,
            description,
            basis,
            unit: unit?.id(),
            due: due?,
        })
    }
}

#[derive(Template)]
#[template(path = "priorities/priority_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: String,
    action: String,
    back: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    units: Vec<(String, String)>,
}

/// Units that can own a priority: all that exist, the mayor's and the secretary's too.
pub(super) fn units(app: &App, directory: &Directory) -> Vec<(String, String)> {
    let today = directory.region.today(app.now());
    let none = (String::new(), "Pilih unit".to_owned());
    let all = directory.working_units(today);
    std::iter::once(none)
        .chain(all.map(|unit| (unit.id().to_string(), unit.name.clone())))
        .collect()
}

fn page(
    app: &App,
    directory: &Directory,
    known: Option<&Priority>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let base = format!("/{}/prioritas", directory.region.code);
    let (heading, action, back) = match known {
        None => (
            format!("Tetapkan Prioritas {}", typing.tahun),
            base.clone(),
            format!("{base}?tahun={}", typing.tahun),
        ),
        Some(it) => (
            "Ubah Prioritas".to_owned(),
            format!("{base}/{}/ubah", it.id),
            format!("{base}/{}", it.id),
        ),
    };
    let form = Form {
        region: &directory.region.code,
        heading,
        action,
        back,
        typing,
        errors,
        units: units(app, directory),
    };
    Page::new("Prioritas Tahunan", &form)
}

/// An empty form; the finish date is the last day of the year until somebody types another.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<AddPriority>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = year(&app, &directory, &asked.tahun);
    let typing = Typing {
        tahun: year.to_string(),
        selesai: format!("{year}-12-31"),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &directory, None, &typing, &FormErrors::new())
}

/// The form of a priority that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(
    grant: Grant<WritePriority>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    page(
        &app,
        &directory,
        Some(it),
        &Typing::of(it),
        &FormErrors::new(),
    )
}

/// Adds a priority.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddPriority>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = year(&app, &directory, &typing.tahun);
    let typing = Typing {
        tahun: year.to_string(),
        ..typing
    };
    let mut errors = FormErrors::new();
    if let Some(input) = typing.read(&directory, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let path = format!("/{}/prioritas?tahun={year}", grant.region());
        let leads = path.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    store::add_priority(tx, year, &input).await?;
                    match once {
                        Some(once) => tx.once(once, &content, &leads).await,
                        None => Ok(()),
                    }
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(
        page(&app, &directory, None, &typing, &errors)?.refused()
    ))
}

/// Changes a priority.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WritePriority>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, &mut errors) {
        let (id, version) = (it.id, typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_priority(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/prioritas/{id}", grant.region());
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
