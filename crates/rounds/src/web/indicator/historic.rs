//! *Data Historis*: figures of the years before, each with the file it came in.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode};
use values::store::{self as kept, HistoricFile};

use super::LPPD;
use crate::web::actions::{ListIndicators, WriteIndicators};

#[derive(Template)]
#[template(path = "rounds/historic.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    files: Vec<HistoricFile>,
    /// Files of evidence by year.
    proofs: Vec<(i64, i64)>,
    may_write: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ListIndicators>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let view = View {
        region,
        files: kept::historic_files(app.db().read(), region, LPPD).await?,
        proofs: kept::historic_proofs(app.db().read(), region, LPPD).await?,
        may_write: may(&app, grant.actor(), region, WriteIndicators::CODE),
        directory: &directory,
    };
    Page::new("Data Historis", &view)
}
