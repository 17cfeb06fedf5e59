//! A decision of the council noted or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::{AddDecision, WriteDecision};
use crate::store::{self, Decision, DecisionInput};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    nomor: String,
    tanggal: String,
    tahun: String,
    akhir: String,
    tentang: String,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(it: &Decision) -> Self {
        Self {
            nomor: it.number.clone(),
            tanggal: it.day().map(date::iso).unwrap_or_default(),
            tahun: it.lkpj_year.to_string(),
            akhir: if it.end_of_term { "ya" } else { "" }.into(),
            tentang: it.about.clone(),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    fn read(&self, errors: &mut FormErrors) -> Option<DecisionInput> {
        let number = errors.required("nomor", &self.nomor, 120);
        let about = errors.text("tentang", &self.tentang, 500);
        let day = errors.date("tanggal", &self.tanggal);
        if day.is_none() {
            errors.add("tanggal", "Wajib diisi.");
        }
        let year = self.tahun.trim().parse().ok();
        let year = year.filter(|year| (2000..=2100).contains(year));
        if year.is_none() {
            errors.add(
                "tahun",
                "Tulis tahun LKPJ dengan empat angka, misalnya 2021.",
            );
        }
        if errors.any() {
            return None;
        }
        Some(DecisionInput {
            number,
            day: day?,
            lkpj_year: year?,
            end_of_term: !self.akhir.is_empty(),
            about,
        })
    }
}

#[derive(Template)]
#[template(path = "recommendations/decision_form.html")]
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
    known: Option<&Decision>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let base = format!("/{region}/rekomendasi");
    let (heading, action, back) = match known {
        None => (
            "Catat Keputusan DPRD",
            format!("{base}/keputusan"),
            base.clone(),
        ),
        Some(it) => (
            "Ubah Keputusan DPRD",
            format!("{base}/keputusan/{}/ubah", it.id),
            format!("{base}/keputusan/{}", it.id),
        ),
    };
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

/// An empty form; last year's LKPJ until somebody types another.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<AddDecision>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        tahun: (directory.region.today(app.now()).year() - 1).to_string(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(grant.region(), None, &typing, &FormErrors::new())
}

/// The form of a decision that is there.
///
/// # Errors
/// Never but for a template.
pub(super) async fn edit(grant: Grant<WriteDecision>) -> Result<Page, Problem> {
    let it = grant.target();
    page(
        grant.region(),
        Some(it),
        &Typing::of(it),
        &FormErrors::new(),
    )
}

/// Notes a decision.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddDecision>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    if let Some(input) = typing.read(&mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let base = format!("/{}/rekomendasi/keputusan", grant.region());
        let leads = base.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_decision(tx, &input).await?;
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
    Ok(Err(page(grant.region(), None, &typing, &errors)?.refused()))
}

/// Changes a decision.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteDecision>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let it = grant.target();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&mut errors) {
        let (id, version) = (it.id, typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_decision(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/rekomendasi/keputusan/{id}", grant.region());
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
    let again = page(grant.region(), Some(it), &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
