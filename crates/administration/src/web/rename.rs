//! *Ubah Nama*: a unit gets another name on a legal basis; the one it had stays readable.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory,
    structure::{NewName, Unit, rename_unit},
};
use platform::{
    App, Grant, Page, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{Frame, actions::WriteUnit};

/// What is typed; `lama` is the name the form was shown with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    nama: String,
    singkatan: String,
    berlaku: String,
    dasar: String,
    lama: String,
    singkatan_lama: String,
}

#[derive(Template)]
#[template(path = "administration/rename.html")]
struct RenamePage<'a> {
    frame: Frame,
    unit: Uuid,
    name: String,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The form with the name as it is.
pub async fn show(grant: Grant<WriteUnit>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let unit = directory.unit(*grant.target()).ok_or(Problem::NotFound)?;
    let form = Form {
        nama: unit.name.clone(),
        singkatan: unit.abbreviation.clone(),
        lama: unit.name.clone(),
        singkatan_lama: unit.abbreviation.clone(),
        ..Form::default()
    };
    page(&app, &directory, unit, &form, &FormErrors::new())
}

/// Renames the unit.
pub async fn send(
    grant: Grant<WriteUnit>,
    State(app): State<App>,
    Typed(mut form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let unit = directory.unit(*grant.target()).ok_or(Problem::NotFound)?;
    let mut errors = FormErrors::new();
    let Some(new) = read(&app, &directory, unit, &form, &mut errors) else {
        let page = page(&app, &directory, unit, &form, &errors)?;
        return Ok(page.refused().into_response());
    };
    // as the form showed it, so that a name given meanwhile is not replaced unseen
    let mut seen = unit.clone();
    seen.name.clone_from(&form.lama);
    seen.abbreviation.clone_from(&form.singkatan_lama);
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { rename_unit(tx, &seen, &new).await })
        })
        .await;
    match written {
        Ok(_) => {
            let id = unit.id();
            let path = format!("/{}/pengaturan/unit?pesan=nama#unit-{id}", grant.region());
            Ok(Redirect::to(&path).into_response())
        }
        Err(Problem::Conflict(why)) => {
            errors.add("", why);
            form.lama.clone_from(&unit.name);
            form.singkatan_lama.clone_from(&unit.abbreviation);
            let page = page(&app, &directory, unit, &form, &errors)?;
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
        Err(problem) => Err(problem),
    }
}

fn read(
    app: &App,
    directory: &Directory,
    unit: &Unit,
    form: &Form,
    errors: &mut FormErrors,
) -> Option<NewName> {
    let today = directory.region.today(app.now());
    let name = errors.required("nama", &form.nama, 200);
    let abbreviation = errors.text("singkatan", &form.singkatan, 40);
    let basis = errors.required("dasar", &form.dasar, 300);
    let from = errors.date("berlaku", &form.berlaku);
    if from.is_none_or(|from| from > today) {
        errors.add(
            "berlaku",
            "Isi sejak kapan nama baru berlaku: hari ini atau sebelumnya.",
        );
    }
    if name == unit.name && abbreviation == unit.abbreviation {
        errors.add("nama", "Nama dan singkatan ini sama dengan yang sekarang.");
    }
    let taken = directory
        .working_units(today)
        .any(|other| other.id() != unit.id() && other.name.eq_ignore_ascii_case(&name));
    if taken {
        errors.add("nama", "Nama ini sudah dipakai unit lain.");
    }
    if errors.any() {
        return None;
    }
    Some(NewName {
        name,
        abbreviation,
        from: from?,
        basis,
    })
}

fn page(
    app: &App,
    directory: &Directory,
    unit: &Unit,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let view = RenamePage {
        frame: Frame::new(app, directory),
        unit: unit.id(),
        name: unit.name.clone(),
        form,
        errors,
    };
    Page::new("Ubah Nama Unit", &view)
}
