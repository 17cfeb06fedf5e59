//! A finding added to a report or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::{WriteFinding, WriteReport};
use crate::{
    rules::audit::{money, read_money},
    store::audit::{self, Finding, FindingInput},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    nomor: String,
    judul: String,
    nilai: String,
    versi: String,
    sekali: String,
}

/// A value in rupiah as typed; nothing where the report states none.
pub(super) fn read_value(typed: &str, errors: &mut FormErrors) -> Option<i64> {
    if typed.trim().is_empty() {
        return None;
    }
    match read_money(typed) {
        Ok(sen) => Some(sen),
        Err(text) => {
            errors.add("nilai", text);
            None
        }
    }
}

impl Typing {
    fn of(it: &Finding) -> Self {
        Self {
            nomor: it.number.clone(),
            judul: it.title.clone(),
            nilai: it.value_sen.map(money).unwrap_or_default(),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    fn read(&self, errors: &mut FormErrors) -> Option<FindingInput> {
        let number = errors.required("nomor", &self.nomor, 60);
        let title = errors.required("judul", &self.judul, 2000);
        let value_sen = read_value(&self.nilai, errors);
        if errors.any() {
            return None;
        }
        Some(FindingInput {
            number,
            title,
            value_sen,
        })
    }
}

#[derive(Template)]
#[template(path = "recommendations/audit/finding_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

fn page(
    region: &RegionCode,
    heading: &'static str,
    (action, back): (String, String),
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let form = Form {
        region,
        heading,
        action,
        back,
        typing,
        errors,
    };
    Page::new(heading, &form)
}

fn new_one(
    grant: &Grant<WriteReport>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let back = format!("/{}/temuan/laporan/{}", grant.region(), grant.target().id);
    let paths = (format!("{back}/temuan"), back);
    page(grant.region(), "Tambah Temuan", paths, typing, errors)
}

fn known_one(
    grant: &Grant<WriteFinding>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let back = format!("/{}/temuan/{}", grant.region(), grant.target().id);
    let paths = (format!("{back}/ubah"), back);
    page(grant.region(), "Ubah Temuan", paths, typing, errors)
}

/// An empty form.
///
/// # Errors
/// Never but for a template.
pub(super) async fn blank(
    grant: Grant<WriteReport>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let typing = Typing {
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    new_one(&grant, &typing, &FormErrors::new())
}

/// The form of a finding that is there.
///
/// # Errors
/// Never but for a template.
pub(super) async fn edit(grant: Grant<WriteFinding>) -> Result<Page, Problem> {
    known_one(&grant, &Typing::of(grant.target()), &FormErrors::new())
}

/// Adds a finding.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WriteReport>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    if let Some(input) = typing.read(&mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let (report, base) = (grant.target().id, format!("/{}/temuan", grant.region()));
        let leads = base.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = audit::add_finding(tx, report, &input).await?;
                    if let Some(once) = once {
                        tx.once(once, &content, &format!("{leads}/{id}")).await?;
                    }
                    Ok(id)
                })
            })
            .await;
        match written {
            Ok(done) => return Ok(Ok(Redirect::to(&format!("{base}/{}", done.value)))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(new_one(&grant, &typing, &errors)?.refused()))
}

/// Changes a finding.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteFinding>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&mut errors) {
        let (id, version) = (grant.target().id, typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { audit::update_finding(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/temuan/{id}", grant.region());
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
    let again = known_one(&grant, &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
