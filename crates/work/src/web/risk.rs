//! *Kendala/risiko* of a follow-up.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories,
    follow_up::{self, Card, RiskLevel},
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
    let typing = known.map_or_else(Typing::default, |risk| Typing {
        risiko: risk.words,
        kemungkinan: risk.likelihood.to_string(),
        dampak: risk.impact.to_string(),
        penanganan: risk.mitigation,
    });
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
    let words = errors.text("risiko", &typing.risiko, 1000);
    let mitigation = errors.text("penanganan", &typing.penanganan, 1000);
    let level = |typed: &str| typed.parse().ok().and_then(RiskLevel::from_code);
    let levels = (level(&typing.kemungkinan), level(&typing.dampak));
    if !words.is_empty() {
        for (field, level) in [("kemungkinan", levels.0), ("dampak", levels.1)] {
            if level.is_none() {
                errors.add(field, "Pilih salah satu.");
            }
        }
    }
    if errors.any() {
        return Ok(Err(page(&app, &grant, &typing, &errors).await?.refused()));
    }
    let levels = (
        levels.0.unwrap_or(RiskLevel::Low),
        levels.1.unwrap_or(RiskLevel::Low),
    );
    let it = grant.target().clone();
    let id = it.id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { follow_up::set_risk(tx, &it, &words, levels, &mitigation).await })
        })
        .await?;
    Ok(Ok(to(grant.region(), id, "risiko")))
}
