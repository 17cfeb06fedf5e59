//! *Kendala/risiko* of a follow-up.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{
    Directories,
    follow_up::{self, Card, Risk, RiskInput, RiskLevel},
};
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{actions::WriteRisk, decision::to};

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    risiko: String,
    kemungkinan: String,
    dampak: String,
    penanganan: String,
    /// When the risk was noted that the form was filled with; empty: there was none.
    versi: String,
}

impl Typing {
    fn of(known: Option<Risk>) -> Self {
        known.map_or_else(Self::default, |risk| Self {
            kemungkinan: risk.likelihood.to_string(),
            dampak: risk.impact.to_string(),
            versi: risk.at.to_string(),
            risiko: risk.words,
            penanganan: risk.mitigation,
        })
    }

    /// The risk as typed; `None` without words, which takes the one that is there away.
    fn read(&self, errors: &mut FormErrors) -> Option<RiskInput> {
        let words = errors.text("risiko", &self.risiko, 1000);
        let mitigation = errors.text("penanganan", &self.penanganan, 1000);
        if words.is_empty() {
            if self.versi.is_empty() {
                errors.add("risiko", "Tulis apa yang dapat menghambat.");
            }
            return None;
        }
        let mut level = |field, typed: &str| {
            let level = typed.parse().ok().and_then(RiskLevel::from_code);
            if level.is_none() {
                errors.add(field, "Pilih salah satu.");
            }
            level
        };
        // both are looked at, so that both are told at once
        let likelihood = level("kemungkinan", &self.kemungkinan);
        let impact = level("dampak", &self.dampak);
        Some(RiskInput {
            words,
            likelihood: likelihood?,
            impact: impact?,
            mitigation,
        })
    }
}

#[derive(Template)]
#[template(path = "work/risk.html")]
struct Form<'a> {
    region: &'a RegionCode,
    card: Card,
    typing: &'a Typing,
    errors: &'a FormErrors,
    levels: Vec<(String, &'static str)>,
}

async fn page(
    app: &App,
    grant: &Grant<WriteRisk>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let form = Form {
        region: grant.region(),
        card: Card::of(grant.target(), &directory, app.now()),
        typing,
        errors,
        levels: RiskLevel::ALL
            .map(|level| (level.code().to_string(), level.label()))
            .to_vec(),
    };
    Page::new("Kendala/Risiko", &form)
}

/// The form, filled with what is known.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form(grant: Grant<WriteRisk>, State(app): State<App>) -> Result<Page, Problem> {
    let known = follow_up::risk(app.db().read(), grant.region(), grant.target().id).await?;
    let typing = Typing::of(known);
    page(&app, &grant, &typing, &FormErrors::new()).await
}

/// Notes it.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn set(
    grant: Grant<WriteRisk>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let new = typing.read(&mut errors);
    if errors.any() {
        return Ok(Err(page(&app, &grant, &typing, &errors).await?.refused()));
    }
    let (it, seen) = (grant.target().clone(), typing.versi.parse().ok());
    let (id, news) = (
        it.id,
        if new.is_some() {
            "risiko"
        } else {
            "risiko-hapus"
        },
    );
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { follow_up::set_risk(tx, &it, seen, new.as_ref()).await })
        })
        .await;
    match written {
        Ok(_) => Ok(Ok(to(grant.region(), id, news))),
        Err(Problem::Conflict(text)) => {
            errors.add("risiko", text);
            let now = follow_up::risk(app.db().read(), grant.region(), id).await?;
            let typing = Typing {
                versi: Typing::of(now).versi,
                ..typing
            };
            let again = page(&app, &grant, &typing, &errors).await?;
            Ok(Err(again.with_status(StatusCode::CONFLICT)))
        }
        Err(other) => Err(other),
    }
}
