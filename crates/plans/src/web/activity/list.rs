//! The list of activities.

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download, lists::MOST_ROWS};
use government::may::may;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, FormErrors, query},
};
use serde::Deserialize;

use super::{Line, typing};
use crate::{
    books,
    store::{self, Activity, ActivityFilter},
    web::{
        actions::{AddActivity, ListActivities},
        choices::{Choice, areas, units},
    },
};

/// Most activities on the page; the workbook holds more.
const ON_THE_PAGE: i64 = 100;

/// Which activities.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    dari: String,
    sampai: String,
    unit: String,
    wilayah: String,
    rencana: String,
    gerakan: String,
    topik: String,
}

impl Asked {
    fn filter(&self, directory: &Directory, rows: i64) -> ActivityFilter {
        let mut unread = FormErrors::new();
        let area = directory.area(&self.wilayah);
        ActivityFilter {
            from: unread.date("dari", &self.dari),
            until: unread.date("sampai", &self.sampai),
            unit: Uuid::parse_str(&self.unit).ok(),
            area: area.map(|area| area.code.clone()),
            plan: Uuid::parse_str(&self.rencana).ok(),
            campaign: Uuid::parse_str(&self.gerakan).ok(),
            topic: typing::topic(&self.topik),
            rows,
        }
    }

    fn query(&self) -> String {
        query(&[
            ("dari", &self.dari),
            ("sampai", &self.sampai),
            ("unit", &self.unit),
            ("wilayah", &self.wilayah),
            ("rencana", &self.rencana),
            ("gerakan", &self.gerakan),
            ("topik", &self.topik),
        ])
    }
}

#[derive(Template)]
#[template(path = "plans/activities.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    asked: &'a Asked,
    book: String,
    lines: Vec<Line>,
    full: bool,
    /// Title and path of what the list is narrowed to: a plan, a campaign, another record.
    about: Option<(String, String)>,
    units: Vec<Choice>,
    areas: Vec<Choice>,
    may_add: bool,
}

/// The record that the list is narrowed to.
async fn about(
    app: &App,
    region: &RegionCode,
    filter: &ActivityFilter,
) -> Result<Option<(String, String)>, Problem> {
    let plan = filter.plan.map(|id| (store::PLAN.to_owned(), id));
    let campaign = filter.campaign.map(|id| (store::CAMPAIGN.to_owned(), id));
    let Some(subject) = plan.or(campaign).or_else(|| filter.topic.clone()) else {
        return Ok(None);
    };
    let id = subject.1;
    let found = app.resolve(region, [subject]).await?.remove(&id);
    Ok(found.map(|it| (it.title, format!("/{region}{}", it.path))))
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ListActivities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let filter = asked.filter(&directory, ON_THE_PAGE);
    let found = store::activities(app.db().read(), region, &filter).await?;
    let list = List {
        full: i64::try_from(found.len()).is_ok_and(|count| count >= ON_THE_PAGE),
        lines: found
            .into_iter()
            .map(|it| Line::of(&directory, it))
            .collect(),
        about: about(&app, region, &filter).await?,
        book: asked.query(),
        units: units(&app, &directory, "Semua unit"),
        areas: areas(&directory, "Semua wilayah"),
        may_add: may(&app, grant.actor(), region, AddActivity::CODE),
        asked: &asked,
        directory: &directory,
        region,
    };
    Page::new("Kegiatan", &list)
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(in crate::web) async fn book(
    grant: Grant<ListActivities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let filter = asked.filter(&directory, MOST_ROWS + 1);
    let mut found: Vec<Activity> =
        store::activities(app.db().read(), grant.region(), &filter).await?;
    let most = usize::try_from(MOST_ROWS).unwrap_or(usize::MAX);
    let cut = found.len() > most;
    found.truncate(most);
    let book = books::activities(&directory, app.now(), &found, cut);
    app.part::<Desk>().xlsx(book).await
}
