//! An audit report noted or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::{AddReport, WriteReport};
use crate::{
    rules::audit::regulation,
    store::audit::{self, AuditReport, AuditReportInput},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    pemeriksa: String,
    nomor: String,
    judul: String,
    tanggal: String,
    diterima: String,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(it: &AuditReport) -> Self {
        Self {
            pemeriksa: it.source.clone(),
            nomor: it.number.clone(),
            judul: it.title.clone(),
            tanggal: it.day().map(date::iso).unwrap_or_default(),
            diterima: it.received().map(date::iso).unwrap_or_default(),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    fn read(&self, errors: &mut FormErrors) -> Option<AuditReportInput> {
        let source = regulation().source(&self.pemeriksa);
        if source.is_none() {
            errors.add("pemeriksa", "Pilih siapa yang memeriksa.");
        }
        let number = errors.required("nomor", &self.nomor, 120);
        let title = errors.required("judul", &self.judul, 500);
        let day = errors.date("tanggal", &self.tanggal);
        let received = errors.date("diterima", &self.diterima);
        for (field, typed) in [("tanggal", day), ("diterima", received)] {
            if typed.is_none() {
                errors.add(field, "Wajib diisi.");
            }
        }
        if day
            .zip(received)
            .is_some_and(|(day, received)| received < day)
        {
            errors.add("diterima", "LHP diterima tidak sebelum tanggalnya.");
        }
        if errors.any() {
            return None;
        }
        Some(AuditReportInput {
            source: source?.code.clone(),
            number,
            title,
            day: day?,
            received: received?,
        })
    }
}

#[derive(Template)]
#[template(path = "recommendations/audit/report_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    sources: Vec<(&'a str, &'a str)>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

fn page(
    region: &RegionCode,
    known: Option<&AuditReport>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let base = format!("/{region}/temuan");
    let (heading, action, back) = match known {
        None => ("Catat LHP", format!("{base}/laporan"), base),
        Some(it) => (
            "Ubah LHP",
            format!("{base}/laporan/{}/ubah", it.id),
            format!("{base}/laporan/{}", it.id),
        ),
    };
    let sources = regulation().sources.iter();
    let form = Form {
        sources: sources
            .map(|it| (it.code.as_str(), it.label.as_str()))
            .collect(),
        region,
        heading,
        action,
        back,
        typing,
        errors,
    };
    Page::new(heading, &form)
}

/// An empty form.
///
/// # Errors
/// Never but for a template.
pub(super) async fn blank(
    grant: Grant<AddReport>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let typing = Typing {
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(grant.region(), None, &typing, &FormErrors::new())
}

/// The form of a report that is there.
///
/// # Errors
/// Never but for a template.
pub(super) async fn edit(grant: Grant<WriteReport>) -> Result<Page, Problem> {
    let it = grant.target();
    let typing = Typing::of(it);
    page(grant.region(), Some(it), &typing, &FormErrors::new())
}

/// Notes a report.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddReport>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    if let Some(input) = typing.read(&mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let base = format!("/{}/temuan/laporan", grant.region());
        let leads = base.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = audit::add_report(tx, &input).await?;
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

/// Changes a report.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteReport>,
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
                Box::pin(async move { audit::update_report(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/temuan/laporan/{id}", grant.region());
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
