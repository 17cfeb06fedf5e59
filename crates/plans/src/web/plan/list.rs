//! The plans of a year, and the units without one.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::may::may;
use government::{Directories, Directory, follow_up, review::ReviewState};
use platform::{Action, App, Grant, Page, Problem, RegionCode, Uuid, form::Filter};
use serde::Deserialize;

use super::PlanLine;
use crate::{
    books,
    store::{self, PLAN, Plan},
    web::actions::{AddPlan, ListPlans},
};

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    tahun: String,
}

#[derive(Template)]
#[template(path = "plans/plans.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    stamp: String,
    year: i32,
    lines: Vec<PlanLine>,
    /// Agencies that sent none, with whether a draft lies there.
    without: Vec<(String, bool)>,
    may_add: bool,
}

/// The plans of a year with how they stand.
struct OfYear {
    directory: Arc<Directory>,
    year: i32,
    lines: Vec<PlanLine>,
    without: Vec<(String, bool)>,
}

/// The agencies that exist at the end of the asked time and sent no plan for the year.
fn without(app: &App, directory: &Directory, plans: &[Plan]) -> Vec<(String, bool)> {
    let today = directory.region.today(app.now());
    directory
        .working_units(today)
        .filter(|unit| unit.kind.is_agency())
        .filter_map(|unit| {
            let own = || plans.iter().filter(|plan| plan.unit_id == unit.id());
            let sent = own().any(|plan| plan.state() != ReviewState::Draft);
            (!sent).then(|| (unit.name.clone(), own().next().is_some()))
        })
        .collect()
}

async fn of_year(app: &App, grant: &Grant<ListPlans>, asked: &Asked) -> Result<OfYear, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (db, region) = (app.db().read(), grant.region());
    let this = directory.region.today(app.now()).year();
    let asked = asked.tahun.trim().parse().ok();
    let year = asked
        .filter(|year| (2000..=2100).contains(year))
        .unwrap_or(this);
    let plans = store::plans(db, region, year).await?;
    let ids: Vec<Uuid> = plans.iter().map(|plan| plan.id).collect();
    let works = follow_up::of_origins(db, region, PLAN, &ids).await?;
    Ok(OfYear {
        lines: plans
            .iter()
            .map(|plan| PlanLine::of(&directory, app.now(), plan, &works))
            .collect(),
        without: without(app, &directory, &plans),
        directory,
        year,
    })
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ListPlans>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let found = of_year(&app, &grant, &asked).await?;
    let region = grant.region();
    let list = List {
        region,
        stamp: found.directory.region.stamp(app.now()),
        directory: &found.directory,
        year: found.year,
        lines: found.lines,
        without: found.without,
        may_add: may(&app, grant.actor(), region, AddPlan::CODE),
    };
    Page::new(format!("Rencana Aksi {}", found.year), &list)
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(in crate::web) async fn book(
    grant: Grant<ListPlans>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let found = of_year(&app, &grant, &asked).await?;
    let (directory, now) = (&found.directory, app.now());
    let book = books::plans(found.year, directory, now, &found.lines, &found.without);
    app.part::<Desk>().xlsx(book).await
}
