//! One row of what was sent, and what was found of it in the field.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode, date,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    actions::{LetterRow, ReadRow, WriteCheck},
    period::stamp,
};
use crate::store::{self, FieldCheck};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tanggal: String,
    hasil: String,
}

#[derive(Template)]
#[template(path = "reporting/row.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a LetterRow,
    cells: Vec<(String, String)>,
    checks: Vec<FieldCheck>,
    may_check: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// Whether who acts may note a check: it was delivered to a unit they act for.
fn may_check(app: &App, actor: &Actor, region: &RegionCode, it: &LetterRow) -> bool {
    let scope = app.matrix().scope(&actor.role, WriteCheck::CODE);
    let mut mine = it.deliveries.iter().filter(|to| to.mine);
    actor.region == *region
        && scope.is_some_and(|scope| mine.any(|to| scope.covers(&actor.place, &to.place)))
}

async fn page<A: Action<Target = LetterRow>>(
    app: &App,
    grant: &Grant<A>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (it, region) = (grant.target(), grant.region());
    let checks = store::checks_of_sent(app.db().read(), region, it.sent.id).await?;
    let view = View {
        region,
        directory: &directory,
        cells: it.sent.columns().into_iter().zip(it.row.cells()).collect(),
        checks: checks
            .into_iter()
            .filter(|check| check.row_id == it.row.id)
            .collect(),
        may_check: may_check(app, grant.actor(), region, it),
        it,
        typing,
        errors,
    };
    Page::new(format!("Baris {}, {}", it.row.number, it.sent.title), &view)
}

/// The row.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadRow>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        tanggal: date::iso(directory.region.today(app.now())),
        ..Typing::default()
    };
    page(&app, &grant, &typing, &FormErrors::new()).await
}

/// Notes a check.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn check(
    grant: Grant<WriteCheck>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let day = errors.date("tanggal", &typing.tanggal);
    match day {
        None => errors.add("tanggal", "Wajib diisi."),
        Some(day) if day > today => errors.add("tanggal", "Tanggal ini belum tiba."),
        Some(_) => {}
    }
    let result = errors.required("hasil", &typing.hasil, 2000);
    if let (Some(day), false) = (day, errors.any()) {
        let LetterRow { sent, row, .. } = grant.target();
        let about = (sent.period_id, row.id, row.number);
        let unit = grant.actor().place.id;
        app.db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::add_check(tx, about, unit, day, &result).await })
            })
            .await?;
        let path = format!("/{}/baris-laporan/{}", grant.region(), row.id);
        return Ok(Ok(Redirect::to(&path)));
    }
    Ok(Err(page(&app, &grant, &typing, &errors).await?.refused()))
}
