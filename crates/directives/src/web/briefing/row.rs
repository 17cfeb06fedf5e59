//! What a unit brings: its problems, its results, its line of the budget table, and its word.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::may::{may, second_step};
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    rules::Budget,
    store::{self, ISSUE_LIMIT, IssueFilter, RowInput, UnitRow},
    web::{
        actions::{ConfirmRow, WriteRow},
        address::address,
        issue,
    },
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    hasil: String,
    tautan: String,
    pagu: String,
    keuangan: String,
    fisik: String,
    versi: String,
}

impl Typing {
    fn of(row: &UnitRow) -> Self {
        let budget = row.budget();
        let text = |value: Option<figures::Amount>| value.map(|v| v.to_string());
        Self {
            hasil: row.results.clone(),
            tautan: row.link.clone(),
            pagu: budget.ceiling.map(|m| m.to_string()).unwrap_or_default(),
            keuangan: text(budget.financial).unwrap_or_default(),
            fisik: text(budget.physical).unwrap_or_default(),
            versi: row.version.to_string(),
        }
    }

    fn read(&self, errors: &mut FormErrors) -> Option<RowInput> {
        let results = errors.text("hasil", &self.hasil, 4000);
        let link = address(errors, "tautan", &self.tautan);
        for (field, [ceiling, financial, physical]) in [
            ("pagu", [self.pagu.as_str(), "", ""]),
            ("keuangan", ["", &self.keuangan, ""]),
            ("fisik", ["", "", &self.fisik]),
        ] {
            if let Err(wrong) = Budget::read(ceiling, financial, physical) {
                errors.add(field, wrong.join(" "));
            }
        }
        let budget = Budget::read(&self.pagu, &self.keuangan, &self.fisik).ok()?;
        (!errors.any()).then_some(RowInput {
            budget,
            results,
            link,
        })
    }
}

#[derive(Template)]
#[template(path = "directives/briefing_row.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a UnitRow,
    unit: &'a str,
    issues: Vec<issue::Line>,
    confirmed: String,
    may_confirm: bool,
    head_sends: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// Whether this role confirms here: the head, and the operator where the region lets operators
/// send.
fn confirms(app: &App, directory: &Directory, actor: &platform::Actor) -> bool {
    may(app, actor, &directory.region.code, ConfirmRow::CODE)
        && !second_step(directory, &actor.role)
}

async fn page<A: Action<Target = UnitRow>>(
    app: &App,
    grant: &Grant<A>,
    it: &UnitRow,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let open = IssueFilter {
        unit: Some(it.unit_id),
        ..IssueFilter::open()
    };
    let issues = store::issues(app.db().read(), grant.region(), &open, ISSUE_LIMIT).await?;
    let form = Form {
        region: grant.region(),
        unit: directory.unit_name(it.unit_id),
        issues: issues
            .iter()
            .filter(|row| row.unit_id == it.unit_id)
            .map(|row| issue::Line::of(&directory, row))
            .collect(),
        confirmed: it
            .confirmed_at
            .map(|at| directory.region.stamp(platform::Instant(at)))
            .unwrap_or_default(),
        may_confirm: confirms(app, &directory, grant.actor()),
        head_sends: directory.region.head_sends,
        it,
        typing,
        errors,
    };
    Page::new("Bahan Rakor", &form)
}

/// The form.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn form(
    grant: Grant<WriteRow>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let typing = Typing::of(grant.target());
    page(&app, &grant, grant.target(), &typing, &FormErrors::new()).await
}

/// Keeps what was typed.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn keep(
    grant: Grant<WriteRow>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&mut errors) {
        let version = typing.versi.parse().unwrap_or(0);
        let row = it.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::write_row(tx, &row, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(back(grant.region(), &it))),
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &grant, &it, &typing, &errors).await?;
    Ok(Err(again.with_status(status)))
}

/// Takes the unit's word that it is right.
///
/// # Errors
/// When the database cannot be used; what speaks against it comes back on the page.
pub(in crate::web) async fn confirm(
    grant: Grant<ConfirmRow>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    if !confirms(&app, &directory, grant.actor()) {
        return Err(Problem::Forbidden(
            "Di daerah ini bahan rakor dikonfirmasi oleh kepala unit. Isian Anda sudah tersimpan; \
             minta kepala unit mengonfirmasinya."
                .into(),
        ));
    }
    let it = grant.target().clone();
    let (row, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::confirm_row(tx, &row, version).await })
        })
        .await;
    let text = match written {
        Ok(_) => return Ok(Ok(back(grant.region(), &it))),
        Err(Problem::Refused(text) | Problem::Conflict(text)) => text,
        Err(other) => return Err(other),
    };
    let mut errors = FormErrors::new();
    errors.add("", text);
    let again = page(&app, &grant, &it, &Typing::of(&it), &errors).await?;
    Ok(Err(again.refused()))
}

fn back(region: &RegionCode, it: &UnitRow) -> Redirect {
    Redirect::to(&format!("/{region}/bahan/{}", it.id))
}
