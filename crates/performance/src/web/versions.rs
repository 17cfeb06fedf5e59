//! The versions of an agreement with who asked for, approved and signed each, and its history.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    evidence::{self, Evidence},
    history as chain,
};
use platform::{App, Grant, Page, Problem, Ref, RegionCode};

use super::{actions::ReadAgreement, one::stamp};
use crate::{
    rules::{day, ground},
    store::{self, AGREEMENT, Agreement, Request, VERSION, Version},
};

#[derive(Template)]
#[template(path = "performance/versions.html")]
struct Versions<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Agreement,
    unit: &'a str,
    versions: Vec<(Version, Vec<Evidence>)>,
    requests: Vec<Request>,
}

fn title_of(code: &str) -> &str {
    ground(code).map_or("Perjanjian awal", |it| &it.title)
}

/// The versions.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadAgreement>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, it) = (app.db().read(), grant.region(), grant.target());
    let versions = store::versions(db, region, it.id).await?;
    let ids: Vec<_> = versions.iter().map(|it| it.id).collect();
    let scans = evidence::of_subjects(db, region, VERSION, &ids).await?;
    let versions = versions.into_iter().map(|version| {
        let own = scans.iter().filter(|it| it.subject_id == version.id);
        let own = own.cloned().collect();
        (version, own)
    });
    let page = Versions {
        region,
        unit: directory.unit_name(it.unit_id),
        versions: versions.collect(),
        requests: store::requests(db, region, it.id).await?,
        directory: &directory,
        it,
    };
    Page::new(format!("Versi {}", it.title()), &page)
}

/// The history of an agreement.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadAgreement>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let (subject, back) = (
        Ref::new(AGREEMENT, it.id),
        format!("/perjanjian-kinerja/{}", it.id),
    );
    let title = format!("{}, {}", it.title(), directory.unit_name(it.unit_id));
    chain::page(&app, &directory, subject, &title, &back).await
}
