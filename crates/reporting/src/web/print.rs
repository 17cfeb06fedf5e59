//! The letter of a report, as PDF and as a Word file.

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::{
    Directories, Directory,
    account::signer_facts,
    posts::{Target, expand},
};
use platform::{App, Grant, Instant, Problem, Uuid};

use super::actions::ReadSent;
use crate::{papers, store};

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadSent>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().pdf(paper).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(super) async fn docx(
    grant: Grant<ReadSent>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = paper(&app, &grant).await?;
    app.part::<Desk>().docx(paper).await
}

async fn paper(app: &App, grant: &Grant<ReadSent>) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = &grant.target().sent;
    let rows = store::rows(
        app.db().read(),
        grant.region(),
        it.id,
        "",
        documents::lists::MOST_ROWS,
    )
    .await?;
    let signer = signer(app, &directory, it.unit_id, Instant(it.sent_at)).await?;
    Ok(papers::report(
        it,
        &grant.target().deliveries,
        &directory,
        &rows,
        &signer,
    ))
}

/// Who led the unit on the day of sending.
async fn signer(
    app: &App,
    directory: &Directory,
    unit: Uuid,
    at: Instant,
) -> Result<documents::Signer, Problem> {
    let day = directory.region.today(at);
    let targets = [Target::Unit(unit)];
    let heads = expand(app.db().read(), directory, &targets, day).await?;
    let head = heads.first().filter(|it| it.post.is_some());
    let holder = head.and_then(|it| it.holders.first());
    let account = holder.map(|it| it.account);
    let facts = signer_facts(
        app.db().read(),
        app.keys(),
        &directory.region.code,
        account.as_slice(),
    )
    .await?;
    let (rank, nip) = facts
        .into_iter()
        .next()
        .map(|(_, facts)| (facts.rank, facts.nip))
        .unwrap_or_default();
    Ok(documents::Signer {
        office: head.map(|it| it.office().to_owned()).unwrap_or_default(),
        name: holder.map(|it| it.name.clone()).unwrap_or_default(),
        rank,
        nip,
    })
}
