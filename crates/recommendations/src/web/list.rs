//! *Rekomendasi DPRD*: what the council recommended on the LKPJ of a year, and how far it is.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, query},
};
use serde::Deserialize;

use super::{
    actions::{AddDecision, ListItems},
    audit::actions::ListFindings,
    view::{Line, lines},
};
use crate::{
    rules::Course,
    store::{self, Decision, Which},
};

/// Which recommendations.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub tahun: String,
    pub unit: String,
    pub status: String,
}

impl Asked {
    fn unit(&self) -> Option<Uuid> {
        Uuid::parse_str(&self.unit).ok()
    }

    /// The filter as it stands in an address.
    fn query(&self, year: i64) -> String {
        let year = year.to_string();
        query(&[
            ("tahun", &year),
            ("unit", &self.unit),
            ("status", &self.status),
        ])
    }
}

/// What a filter finds.
pub(super) struct Found {
    /// The year of the LKPJ.
    pub year: i64,
    /// Years to choose from, the latest first.
    pub years: Vec<i64>,
    /// The recommendations.
    pub lines: Vec<Line>,
}

/// The recommendations that fit: of the year asked for, else of the latest that has any.
pub(super) async fn found(
    app: &App,
    directory: &Directory,
    asked: &Asked,
) -> Result<Found, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let years = store::years(db, region).await?;
    let last = i64::from(directory.region.today(app.now()).year()) - 1;
    let wanted = asked.tahun.trim().parse().ok();
    let year = wanted
        .filter(|year| (2000..=2100).contains(year))
        .or(years.first().copied())
        .unwrap_or(last);
    let items = store::items(db, region, Which::Year(year, asked.unit())).await?;
    let mut lines = lines(app, directory, items).await?;
    if let Some(course) = Course::ALL.iter().find(|it| it.word() == asked.status) {
        lines.retain(|line| line.course == *course);
    }
    Ok(Found { year, years, lines })
}

#[derive(Template)]
#[template(path = "recommendations/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    stamp: String,
    year: i64,
    years: Vec<(String, String)>,
    units: Vec<(String, String)>,
    courses: Vec<(&'static str, &'static str)>,
    asked: &'a Asked,
    query: String,
    decisions: Vec<Decision>,
    lines: Vec<Line>,
    late: usize,
    may_add: bool,
    may_audit: bool,
    wa: String,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListItems>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let Found {
        year,
        mut years,
        lines,
    } = found(&app, &directory, &asked).await?;
    if !years.contains(&year) {
        years.push(year);
        years.sort_unstable_by(|a, b| b.cmp(a));
    }
    let stamp = directory.region.stamp(app.now());
    let list = List {
        years: years
            .iter()
            .map(|it| (it.to_string(), format!("LKPJ {it}")))
            .collect(),
        units: units(&app, &directory, "Semua"),
        courses: std::iter::once(("", "Semua"))
            .chain(Course::ALL.iter().map(|it| (it.word(), it.label())))
            .collect(),
        query: asked.query(year),
        decisions: store::decisions_of(app.db().read(), region, year).await?,
        late: lines.iter().filter(|it| it.course == Course::Late).count(),
        may_add: may(&app, grant.actor(), region, AddDecision::CODE),
        may_audit: may(&app, grant.actor(), region, ListFindings::CODE),
        wa: wa(&directory, &stamp, year, &lines),
        directory: &directory,
        stamp,
        year,
        asked: &asked,
        region,
        lines,
    };
    Page::new(format!("Rekomendasi DPRD LKPJ {year}"), &list)
}

/// Units to choose from, behind a choice of none.
pub(super) fn units(app: &App, directory: &Directory, none: &str) -> Vec<(String, String)> {
    let today = directory.region.today(app.now());
    let all = directory.working_units(today);
    std::iter::once((String::new(), none.to_owned()))
        .chain(all.map(|unit| (unit.id().to_string(), unit.name.clone())))
        .collect()
}

/// The list as a WhatsApp text.
fn wa(directory: &Directory, stamp: &str, year: i64, lines: &[Line]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!("*Tindak lanjut rekomendasi DPRD atas LKPJ {year}*\nKeadaan per {stamp}\n");
    for line in lines {
        text += &format!(
            "{}. {} ({}): {}",
            line.item.number,
            crate::rules::task_of(&line.item.text),
            line.lead,
            line.course.label()
        );
        let due = line.due();
        if !due.is_empty() {
            text += &format!(", {due}");
        }
        text.push('\n');
    }
    text
}
