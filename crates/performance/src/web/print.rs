//! One agreement on paper, or all of a year at once, as PDF and as a Word file.

use std::collections::HashMap;

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::{Directories, Directory};
use platform::{App, Grant, Problem, Uuid};

use super::actions::{ReadAgreement, ReadYear};
use crate::{
    papers::{self, Printed},
    rules::Parties,
    store::{self, Agreement, Line},
};

/// Between whom each of these is made: who signed, or else who would sign today.
async fn parties(
    app: &App,
    directory: &Directory,
    all: &[&Agreement],
) -> Result<HashMap<Uuid, Parties>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let signed: Vec<Uuid> = all
        .iter()
        .filter(|it| it.is_locked())
        .map(|it| it.version_id)
        .collect();
    let frozen = store::frozen(db, app.keys(), region, &signed).await?;
    let mut found: HashMap<Uuid, Parties> = frozen
        .into_iter()
        .map(|it| (it.agreement, it.parties))
        .collect();
    let open: Vec<&&Agreement> = all.iter().filter(|it| !it.is_locked()).collect();
    let units: Vec<Uuid> = open.iter().map(|it| it.unit_id).collect();
    let today = directory.region.today(app.now());
    let mut now = store::parties(db, directory, &units, today).await?;
    let mut fill: Vec<_> = now.values_mut().collect();
    store::party_accounts(db, app.keys(), directory, &mut fill).await?;
    for it in open {
        if let Some(parties) = now.remove(&it.unit_id) {
            found.insert(it.id, parties);
        }
    }
    Ok(found)
}

pub(super) async fn papers(
    app: &App,
    directory: &Directory,
    all: &[&Agreement],
    lines: &[Line],
) -> Result<Vec<Paper>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let versions: Vec<Uuid> = all.iter().map(|it| it.version_id).collect();
    let programs = store::programs_of(db, region, &versions).await?;
    let parties = parties(app, directory, all).await?;
    let nobody = Parties::default();
    let mut papers = Vec::new();
    for it in all {
        let own = lines.iter().filter(|line| line.version_id == it.version_id);
        let own: Vec<Line> = own.cloned().collect();
        let mine = programs
            .iter()
            .filter(|one| one.version_id == it.version_id);
        let mine: Vec<_> = mine.cloned().collect();
        let printed = Printed {
            agreement: it,
            parties: parties.get(&it.id).unwrap_or(&nobody),
            lines: &own,
            programs: &mine,
        };
        papers.extend(papers::agreement(&printed, directory));
    }
    Ok(papers)
}

async fn one(app: &App, grant: &Grant<ReadAgreement>) -> Result<(String, Vec<Paper>), Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let lines = store::lines_of(app.db().read(), grant.region(), it.version_id).await?;
    let papers = papers(app, &directory, &[it], &lines).await?;
    let unit = directory.unit_name(it.unit_id);
    Ok((format!("{} {unit}", it.title()), papers))
}

async fn all(app: &App, grant: &Grant<ReadYear>) -> Result<(String, Vec<Paper>), Problem> {
    let directory = Directories::of(app, grant).await?;
    let (db, region, year) = (app.db().read(), grant.region(), grant.target());
    let all = store::agreements(db, region, year.id).await?;
    let wanted: Vec<&Agreement> = all.iter().filter(|it| it.dropped.is_empty()).collect();
    if wanted.is_empty() {
        return Err(Problem::Refused(
            "Belum ada perjanjian pada tahun ini yang dapat dicetak.".into(),
        ));
    }
    let lines = store::all_lines(db, region, year.id).await?;
    let papers = papers(app, &directory, &wanted, &lines).await?;
    Ok((
        format!("Perjanjian Kinerja {} Semua Unit", year.year),
        papers,
    ))
}

/// One as PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadAgreement>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (name, papers) = one(&app, &grant).await?;
    app.part::<Desk>().papers(&name, papers).await
}

/// One as a Word file.
///
/// # Errors
/// As `pdf`.
pub(super) async fn docx(
    grant: Grant<ReadAgreement>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (name, papers) = one(&app, &grant).await?;
    app.part::<Desk>().docx_of(&name, papers).await
}

/// All of a year as one PDF.
///
/// # Errors
/// As `pdf`; `Problem::Refused` when there is none.
pub(super) async fn all_pdf(
    grant: Grant<ReadYear>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (name, papers) = all(&app, &grant).await?;
    app.part::<Desk>().papers(&name, papers).await
}

/// All of a year as one Word file.
///
/// # Errors
/// As `all_pdf`.
pub(super) async fn all_docx(
    grant: Grant<ReadYear>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (name, papers) = all(&app, &grant).await?;
    app.part::<Desk>().docx_of(&name, papers).await
}
