//! *Prioritas Tahunan*: the priorities of a year.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode, form::Filter};
use serde::Deserialize;

use super::{
    actions::{AddPriority, ListPriorities},
    view::{Standing, may, of_year, year},
};
use crate::store;

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub tahun: String,
}

#[derive(Template)]
#[template(path = "priorities/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    stamp: String,
    year: i32,
    years: Vec<(i64, bool)>,
    lines: Vec<Standing>,
    may_add: bool,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListPriorities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let year = year(&app, &directory, &asked.tahun);
    let mut years = store::years(app.db().read(), region).await?;
    if !years.contains(&i64::from(year)) {
        years.push(year.into());
        years.sort_unstable_by(|a, b| b.cmp(a));
    }
    let list = List {
        stamp: directory.region.stamp(app.now()),
        years: years
            .into_iter()
            .map(|it| (it, it == i64::from(year)))
            .collect(),
        lines: of_year(&app, &directory, year).await?,
        may_add: may(&app, grant.actor(), region, AddPriority::CODE),
        directory: &directory,
        region,
        year,
    };
    Page::new(format!("Prioritas Tahunan {year}"), &list)
}
