//! Histories of standing reports and of units' reports.

use axum::extract::State;
use government::{Directories, history};
use platform::{App, Grant, Page, Problem, Ref};

use super::actions::{ReadPeriod, ReadStanding};
use crate::store::{PERIOD, STANDING};

/// The history of a standing report.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn of_standing(
    grant: Grant<ReadStanding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/laporan-berkala/{}", it.id);
    history::page(
        &app,
        &directory,
        Ref::new(STANDING, it.id),
        &it.title,
        &back,
    )
    .await
}

/// The history of a unit's report on a period.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn of_period(
    grant: Grant<ReadPeriod>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let unit = directory.unit_name(it.unit_id);
    let title = format!("{}, {}, {unit}", it.title, it.period_name());
    let back = format!("/laporan-periode/{}", it.id);
    history::page(&app, &directory, Ref::new(PERIOD, it.id), &title, &back).await
}
