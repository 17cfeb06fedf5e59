//! The sheet of one head, as PDF and Word.

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::Directories;
use platform::{App, Grant, Problem};

use super::one::gathered;
use crate::{
    papers::{self, HeadSheet},
    rules::proposal_state,
    store::HeadEvaluation,
    web::actions::ReadHead,
};

fn decided(it: &HeadEvaluation) -> Vec<(&'static str, String)> {
    let mut rows = vec![
        ("Usulan", it.kind().label().to_owned()),
        ("Alasan", it.reason.clone()),
        ("Diusulkan", it.proposed_name.clone()),
        ("Bahan saat diusulkan", it.basis.clone()),
        ("Status", proposal_state(it.state()).0.to_owned()),
    ];
    if it.is_decided() {
        rows.push(("Diputuskan", it.decided_name.clone()));
    }
    rows
}

async fn paper(app: &App, grant: &Grant<ReadHead>) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let all = gathered(app, grant.actor(), &directory, it).await?;
    let quarters: Vec<[String; 4]> = all.quarters.iter().map(|it| it.cells()).collect();
    let earlier: Vec<[String; 4]> = all.earlier.into_iter().map(|(_, cells)| cells).collect();
    let sheet = HeadSheet {
        year: it.agreement.year,
        head: &all.head,
        quarters: &quarters,
        earlier: &earlier,
        decided: &all.evaluation.as_ref().map(decided).unwrap_or_default(),
    };
    Ok(papers::head(&sheet, &directory, app.now()))
}

/// *Cetak F4*.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadHead>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    app.part::<Desk>().pdf(paper(&app, &grant).await?).await
}

/// *Unduh Word*.
///
/// # Errors
/// As `pdf`.
pub(super) async fn docx(
    grant: Grant<ReadHead>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    app.part::<Desk>().docx(paper(&app, &grant).await?).await
}
