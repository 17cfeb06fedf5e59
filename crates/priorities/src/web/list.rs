//! *Prioritas Tahunan*: the priorities of a year.

use askama::Template;
use axum::extract::State;
use documents::register::{self, view::Card};
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode, form::Filter};
use serde::Deserialize;

use super::{
    actions::{AddAgendaPaper, AddPriority, ListPriorities, ReadAgenda},
    view::{Standing, of_year as lines_of, year},
};
use crate::store::{self, AGENDA, Agenda};

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
    papers: Vec<Card>,
    may_paper: bool,
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
    let year = year(&app, &directory, &asked.tahun);
    page(&app, &grant, &directory, Agenda { year }).await
}

/// The list of the year that the path names.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn of_year(
    grant: Grant<ReadAgenda>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    page(&app, &grant, &directory, *grant.target()).await
}

async fn page<A: Action>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    agenda: Agenda,
) -> Result<Page, Problem> {
    let (region, year) = (grant.region(), agenda.year);
    let subject = Ref::new(AGENDA, agenda.id());
    let papers = register::of_subject(app.db().read(), region, subject).await?;
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
        lines: lines_of(app, directory, year).await?,
        papers: Card::latest(&papers, &agenda.path()),
        may_paper: may(app, grant.actor(), region, AddAgendaPaper::CODE),
        may_add: may(app, grant.actor(), region, AddPriority::CODE),
        directory,
        region,
        year,
    };
    Page::new(format!("Prioritas Tahunan {year}"), &list)
}
