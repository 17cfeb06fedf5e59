//! *Catatan Hasil Reviu*: noted by the auditor, answered by the unit, settled or kept.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory};
use platform::{App, Grant, Page, PathParams, Problem, RegionCode, form::Typed};
use serde::Deserialize;

use super::one::{Said, asked_of, refused};
use crate::{
    rules::{FindingKind, FindingState},
    store::{self, Filling, Finding, NewFinding},
    web::actions::{ReadFilling, ReviewFilling, WriteFilling},
};

#[derive(Template)]
#[template(path = "rounds/findings.html")]
struct Findings<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Filling,
    unit: &'a str,
    findings: Vec<Finding>,
    open: usize,
}

/// All notes of a filling.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let findings = store::findings(app.db().read(), grant.region(), it.id).await?;
    let open = findings.iter().filter(|one| one.state().stands()).count();
    let unit = directory.unit_name(it.unit_id);
    let view = Findings {
        region: grant.region(),
        unit,
        findings,
        open,
        directory: &directory,
        it,
    };
    Page::new(format!("Catatan Hasil Reviu, {unit}"), &view)
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    jenis: String,
    unsur: String,
    uraian: String,
    versi: String,
    hasil: String,
}

/// Notes a finding.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn add(
    grant: Grant<ReviewFilling>,
    State(app): State<App>,
    path: PathParams,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let asked = asked_of(&app, grant.region(), &it, &path).await?;
    let mut said = Said {
        form: "catatan".into(),
        text: typing.uraian.clone(),
        choice: typing.jenis.clone(),
        letter: typing.unsur.clone(),
        ..Said::default()
    };
    let text = said.errors.required("uraian", &typing.uraian, 4000);
    let kind = FindingKind::from_word(&typing.jenis);
    if kind.is_none() {
        said.errors.add("jenis", "Pilih jenis catatannya.");
    }
    if !is_in_review(&it) {
        said.errors
            .add("", "Catatan hanya dapat ditulis selama isian direviu APIP.");
    }
    let known = asked
        .elements
        .iter()
        .any(|element| element.letter == typing.unsur);
    let (Some(kind), false) = (kind, said.errors.any()) else {
        let page = refused(&app, grant.actor(), &directory, &it, asked, &said).await?;
        return Ok(Err(page));
    };
    let new = NewFinding {
        indicator: asked.indicator.id,
        letter: if known { typing.unsur } else { String::new() },
        kind,
        text,
    };
    let back = format!(
        "/{}/isian/{}/ikk/{}#catatan",
        grant.region(),
        it.id,
        asked.indicator.id
    );
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::add_finding(tx, &it, &new).await })
        })
        .await?;
    Ok(Ok(Redirect::to(&back)))
}

fn is_in_review(it: &Filling) -> bool {
    use crate::rules::Station;
    let stand = it.stand();
    (stand.station, stand.state) == (Station::Review, government::review::ReviewState::Submitted)
}

/// The finding behind the path, of this filling.
async fn finding_of(
    app: &App,
    region: &RegionCode,
    it: &Filling,
    path: &PathParams,
) -> Result<Finding, Problem> {
    let wanted = path.id("review_finding")?;
    let found = store::findings(app.db().read(), region, it.id).await?;
    found
        .into_iter()
        .find(|one| one.id == wanted)
        .ok_or(Problem::NotFound)
}

/// Keeps what the unit answers.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn answer(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
    path: PathParams,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let finding = finding_of(&app, grant.region(), &it, &path).await?;
    let mut said = Said {
        form: format!("tanggapan-{}", finding.id),
        text: typing.uraian.clone(),
        ..Said::default()
    };
    let text = said.errors.required("uraian", &typing.uraian, 4000);
    if !it.stand().is_open() {
        said.errors.add(
            "uraian",
            "Tanggapan ditulis setelah catatan diserahkan kepada unit.",
        );
    }
    let indicator = finding.indicator_id;
    if !said.errors.any() {
        let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::answer(tx, &target, &finding, version, &text).await })
            })
            .await;
        match written {
            Ok(_) => {
                let region = grant.region();
                let back = format!("/{region}/isian/{}/ikk/{indicator}#catatan", it.id);
                return Ok(Ok(Redirect::to(&back)));
            }
            Err(Problem::Conflict(text)) => said.errors.add("uraian", text),
            Err(other) => return Err(other),
        }
    }
    let asked = store::item(app.db().read(), grant.region(), &it, indicator).await?;
    let asked = asked.ok_or(Problem::NotFound)?;
    let page = refused(&app, grant.actor(), &directory, &it, asked, &said).await?;
    Ok(Err(page))
}

/// Settles a finding, or keeps it.
///
/// # Errors
/// `Problem::Refused` outside the review.
pub(in crate::web) async fn settle(
    grant: Grant<ReviewFilling>,
    State(app): State<App>,
    path: PathParams,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let it = grant.target().clone();
    let finding = finding_of(&app, grant.region(), &it, &path).await?;
    let state = match typing.hasil.as_str() {
        "selesai" => FindingState::Settled,
        "tetap" => FindingState::Kept,
        _ => return Err(Problem::Malformed("Pilih hasilnya.".into())),
    };
    if !is_in_review(&it) {
        return Err(Problem::Refused(
            "Catatan hanya dapat diselesaikan selama isian direviu APIP.".into(),
        ));
    }
    let back = format!(
        "/{}/isian/{}/ikk/{}#catatan",
        grant.region(),
        it.id,
        finding.indicator_id
    );
    let version = typing.versi.parse().unwrap_or(0);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::settle_finding(tx, &it, &finding, version, state).await })
        })
        .await?;
    Ok(Redirect::to(&back))
}
