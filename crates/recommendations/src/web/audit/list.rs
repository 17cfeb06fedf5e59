//! *Temuan Pemeriksaan*: the register of what auditors recommended, as far as one may see it.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory, Viewer};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, query},
    provenance,
};
use serde::Deserialize;

use super::{
    actions::{AddReport, ListFindings},
    view::{AuditLine, Summary, audit_lines},
};
use crate::{
    rules::audit::{Regulation, regulation},
    store::audit::{self, AuditReport, Wanted},
    web::list::units,
};

/// Which recommendations.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub tahun: String,
    pub sumber: String,
    pub unit: String,
    pub status: String,
}

/// In addresses: what the auditor has not spoken of.
const UNSAID: &str = "belum";

impl Asked {
    fn query(&self, year: &str) -> String {
        query(&[
            ("tahun", year),
            ("sumber", &self.sumber),
            ("unit", &self.unit),
            ("status", &self.status),
        ])
    }
}

/// What a filter finds.
pub(super) struct Found {
    /// The year of the reports.
    pub year: String,
    /// Years to choose from, the latest first.
    pub years: Vec<String>,
    /// The recommendations.
    pub lines: Vec<AuditLine>,
}

/// The recommendations that fit and may be seen: of reports of the year asked for, else of the
/// latest year that has any.
pub(super) async fn found(
    app: &App,
    directory: &Directory,
    viewer: &Viewer,
    asked: &Asked,
) -> Result<Found, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let years = audit::audit_years(db, region, viewer).await?;
    let this = directory.region.today(app.now()).year().to_string();
    let typed = asked.tahun.trim();
    let year = match typed.len() == 4 && typed.chars().all(|c| c.is_ascii_digit()) {
        true => typed.to_owned(),
        false => years.first().cloned().unwrap_or(this),
    };
    let wanted = Wanted {
        year: year.clone(),
        source: asked.sumber.clone(),
        unit: Uuid::parse_str(&asked.unit).ok(),
        ..Wanted::default()
    };
    let items = audit::audit_items(db, region, viewer, &wanted).await?;
    let mut lines = audit_lines(app, directory, viewer, items).await?;
    match asked.status.as_str() {
        "" => {}
        UNSAID => lines.retain(|line| line.item.status.is_empty()),
        status => lines.retain(|line| line.item.status == status),
    }
    Ok(Found { year, years, lines })
}

#[derive(Template)]
#[template(path = "recommendations/audit/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    stamp: String,
    year: String,
    years: Vec<String>,
    units: Vec<(String, String)>,
    rules: &'static Regulation,
    statuses: Vec<(&'a str, String)>,
    asked: &'a Asked,
    query: String,
    reports: Vec<AuditReport>,
    summary: Summary,
    lines: Vec<AuditLine>,
    may_write: bool,
}

impl List<'_> {
    /// Where a rule comes from, as a person reads it.
    fn words(&self, source: &str) -> String {
        provenance::words(source)
    }
}

/// The register.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListFindings>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let viewer = Viewer::of(grant.actor(), region);
    let Found {
        year,
        mut years,
        lines,
    } = found(&app, &directory, &viewer, &asked).await?;
    if !years.contains(&year) {
        years.push(year.clone());
        years.sort_unstable_by(|a, b| b.cmp(a));
    }
    let rules = regulation();
    let statuses = rules
        .statuses
        .iter()
        .map(|it| (it.code.as_str(), format!("{}. {}", it.code, it.label)));
    let list = List {
        stamp: directory.region.stamp(app.now()),
        units: units(&app, &directory, "Semua"),
        statuses: std::iter::once(("", "Semua".to_owned()))
            .chain(statuses)
            .chain([(UNSAID, "Belum ditetapkan pemeriksa".to_owned())])
            .collect(),
        query: asked.query(&year),
        reports: audit::reports_of(app.db().read(), region, &viewer, &year).await?,
        summary: Summary::of(&lines, directory.region.today(app.now())),
        may_write: may(&app, grant.actor(), region, AddReport::CODE),
        directory: &directory,
        asked: &asked,
        region,
        rules,
        years,
        year,
        lines,
    };
    Page::new("Temuan Pemeriksaan", &list)
}
