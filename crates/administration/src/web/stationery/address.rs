//! The address lines of a unit's letterhead.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    structure::{Unit, set_address},
};
use platform::{
    App, Grant, Page, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::back;
use crate::web::{Frame, actions::WriteUnit};

/// Lines a letterhead has room for.
const MOST_LINES: usize = 3;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Form {
    alamat: String,
}

#[derive(Template)]
#[template(path = "administration/unit_address.html")]
struct AddressPage<'a> {
    frame: Frame,
    unit: Uuid,
    name: &'a str,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The form.
pub(in crate::web) async fn show(
    grant: Grant<WriteUnit>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let unit = directory.unit(*grant.target()).ok_or(Problem::NotFound)?;
    let form = Form {
        alamat: directory.stationery.address(unit.id()).to_owned(),
    };
    page(&app, &directory, unit, &form, &FormErrors::new())
}

/// Sets the lines.
pub(in crate::web) async fn send(
    grant: Grant<WriteUnit>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let unit = directory.unit(*grant.target()).ok_or(Problem::NotFound)?;
    let mut errors = FormErrors::new();
    let typed = errors.text("alamat", &form.alamat, 300);
    let lines = documents::register::details::lines(&typed);
    if lines.len() > MOST_LINES {
        errors.add("alamat", format!("Paling banyak {MOST_LINES} baris."));
    }
    if errors.any() {
        return Ok(Err(page(&app, &directory, unit, &form, &errors)?.refused()));
    }
    let (unit, lines) = (unit.id(), lines.join("\n"));
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { set_address(tx, unit, &lines).await })
        })
        .await?;
    Ok(Ok(back(&grant)))
}

fn page(
    app: &App,
    directory: &Directory,
    unit: &Unit,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let view = AddressPage {
        frame: Frame::new(app, directory),
        unit: unit.id(),
        name: &unit.name,
        form,
        errors,
    };
    Page::new("Alamat pada Kop", &view)
}
